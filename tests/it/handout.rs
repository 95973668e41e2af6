//! Results to take along: Markdown and HTML say what the text says, and hostile text stays text.

use insta::assert_snapshot;
use smp_suitability::assess::{Table, assess};
use smp_suitability::pack::{Clinic, Kind, OptionSet, Pack};
use smp_suitability::report::{Topic, html, markdown, markdown_of_topics, text_of_topics};
use smp_suitability::space::Insight;

use crate::report::{
    CHANGING_MOLE_AND_KELOIDS, EVERYBODY, IDEAL, LONG_BLOND_HAIR, RECENT_TRANSPLANT,
    SEVENTEEN_WITH_AREATA, answer_all, assessed, assessed_by, insight, pack, whole,
};

#[track_caller]
fn markdown_of(person: &str) -> String {
    assessed(person, |assessment| {
        markdown(assessment, Some(&insight(person)))
    })
}

#[test]
fn a_changing_mole_and_keloids_as_markdown() {
    assert_snapshot!(markdown_of(CHANGING_MOLE_AND_KELOIDS));
}

/// The letters and digits of a text, whatever sets them apart.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.collect()
}

#[test]
fn markdown_says_every_word_of_the_text_in_its_order() {
    for person in EVERYBODY {
        let narrow = 40; // one column, so that the order is that of the words
        let (lines, mut set) = assessed(person, |assessment| {
            let insight = insight(person);
            let insight = Some(&insight);
            (
                text_of_topics(assessment, insight, &Topic::ALL, narrow),
                markdown_of_topics(assessment, insight, &Topic::ALL),
            )
        });
        let printed = whole(&lines);
        // A heading that is that of the only part of a topic is in the text, too.
        let is_added = |topic: &Topic| !printed.contains(&format!("\n{}\n", topic.title()));
        for topic in Topic::ALL.into_iter().filter(is_added) {
            set = set.replace(&format!("\n## {}\n", topic.title()), "\n");
        }
        let printed = printed.replace('\n', " ").replace("json has all", "");
        let printed = printed.replace("--format", "");
        assert_eq!(letters(&printed), letters(&set));
    }
}

#[track_caller]
fn page_of(person: &str) -> String {
    assessed(person, |assessment| {
        html(assessment, Some(&insight(person)))
    })
}

/// What a part of a page says without its pictures and its tags.
fn said(body: &str) -> String {
    let mut said = String::new();
    for (position, part) in body.split("<svg").enumerate() {
        let after = match position {
            0 => part,
            _ => part.split_once("</svg>").unwrap().1,
        };
        let after = after.split("<figcaption>").enumerate();
        for (position, part) in after {
            let part = match position {
                0 => part,
                _ => part.split_once("</figcaption>").unwrap().1,
            };
            let mut address = "";
            for part in part.split('<') {
                let (tag, text) = part.split_once('>').unwrap_or(("", part));
                // The address of a source is in the link around its title.
                if let Some(link) = tag.strip_prefix("a href=\"http") {
                    address = link;
                } else if tag == "/a" && !address.is_empty() {
                    said.push_str("http");
                    said.push_str(std::mem::take(&mut address));
                }
                said.push_str(text);
            }
        }
    }
    let signs = [
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    signs
        .iter()
        .fold(said, |said, (sign, letter)| said.replace(sign, letter))
}

#[test]
fn a_page_says_every_word_of_the_markdown_in_its_order() {
    // Numbers of lists are set by the browser, so only letters are held against each other.
    let letters = |text: &str| {
        let letters = text.chars().filter(|letter| letter.is_alphabetic());
        letters.collect::<String>()
    };
    for person in EVERYBODY {
        let page = page_of(person);
        let (_, main) = page.split_once("<main>").unwrap();
        // How a source is listed differs: a page links its title.
        let (main, _) = main.split_once("<details class=\"topic sources\"").unwrap();
        let main = main.replace("Based on", "");
        // A table names its columns above on a wide screen, and in each cell on a narrow one.
        let (before, after) = main.split_once("<thead>").unwrap();
        let main = before.to_owned() + after.split_once("</thead>").unwrap().1;
        let markdown = markdown_of(person);
        let (printed, _) = markdown.split_once("## Sources").unwrap();
        assert_eq!(letters(printed), letters(&said(&main)), "{person}");
    }
}

#[test]
fn a_page_keeps_in_sight_what_no_reader_should_miss() {
    for person in EVERYBODY {
        let page = page_of(person);
        let (seen, behind) = page.split_once("<details").unwrap();
        assert!(seen.contains("class=\"warnings\""), "{person}");
        assert!(seen.contains("class=\"steps\""), "{person}");
        assert!(seen.contains("class=\"disclaimer\""), "{person}");
        assert!(behind.contains("class=\"timeline\""), "{person}");
    }
    let page = page_of(LONG_BLOND_HAIR);
    let (seen, _) = page.split_once("<details").unwrap();
    assert!(seen.contains(">caution</span>"), "{seen}");
}

#[test]
fn a_page_is_small_and_runs_and_loads_nothing() {
    for person in EVERYBODY {
        let page = page_of(person);
        assert!(page.len() < 140_000, "{} bytes for {person}", page.len());
        for word in [
            "<script", "<img", "<iframe", " src=", " style=", "@import", " onload", " onclick",
        ] {
            assert!(!page.contains(word), "{word} for {person}");
        }
        assert!(page.contains("default-src 'none'"));
        assert_eq!(page.matches("<h1").count(), 1);
    }
}

/// The page of a person to whom as much applies as can: every box is ticked, and of other options the one
/// at position `turn`, counted around the end.
pub(crate) fn page_of_everything(turn: usize) -> String {
    page_of_everything_in(&pack(), turn)
}

fn page_of_everything_in(pack: &Pack, turn: usize) -> String {
    let table = Table::new(pack);
    let answers = answer_all(&table, |question| {
        let count = question.options.len();
        match question.kind {
            Kind::One => OptionSet::single(turn % count),
            Kind::Many => (0..count).collect(),
        }
    });
    let assessment = assess(&table, &answers);
    html(&assessment, Some(&Insight::of(&table, &assessment)))
}

#[test]
fn no_page_is_heavy_however_much_there_is_to_say_and_however_large_the_logo() {
    let start = "data:image/png;base64,";
    let clinic = Clinic {
        name: "Dots & Co".into(),
        contact: "12 High Street, Springfield · +1 555 0100 · dots@example.org".into(),
        logo: Some(format!("{start}{}", "A".repeat(10_000 - start.len())).into()),
        accent: Some("#5b2a86".into()),
    };
    let pack = Pack {
        clinic: Some(clinic),
        ..pack()
    };
    let pages = (0..12).map(|turn| page_of_everything_in(&pack, turn));
    let findings = pages.map(|page| {
        assert!(page.len() < 180_000, "{} bytes", page.len());
        page.matches("<span class=\"mark ").count()
    });
    assert!(findings.max() > Some(60));
}

#[test]
fn every_picture_has_words() {
    for person in EVERYBODY {
        let page = page_of(person);
        let described = page.matches("<desc ").count();
        assert_eq!(page.matches("role=\"img\"").count(), described, "{person}");
        assert!(described >= 2, "{person}");
    }
}

/// The part of a page that shows a picture, with its words.
fn picture<'page>(page: &'page str, class: &str) -> &'page str {
    let (_, after) = page
        .split_once(&format!("<figure class=\"{class}\">"))
        .unwrap();
    after.split_once("</figure>").unwrap().0
}

#[test]
fn ranges_tell_the_main_source_from_all_that_is_published() {
    let page = page_of(RECENT_TRANSPLANT);
    let scales = picture(&page, "scales");
    let described = "Cost: $1,900–$2,500; AEDIT: $350–$5,100; All published: $350–$6,000.";
    assert!(scales.contains(described), "{scales}");
    assert!(scales.contains("Touch-ups: once a year to once every 6 years; AEDIT: once a year; All published: once a year to once every 15 years."));
    assert_eq!(
        scales.matches("class=\"main\"").count(),
        2,
        "AEDIT counts no visits"
    );
    let mut pack = pack();
    pack.expectations.main.upkeep = None;
    for table in &mut pack.expectations.cost {
        table.main = None;
    }
    let page = assessed_by(&pack, RECENT_TRANSPLANT, |assessment| {
        html(assessment, None)
    });
    assert!(!picture(&page, "scales").contains("AEDIT"));
}

#[test]
fn the_days_of_healing_show_what_to_leave_alone_and_when_it_is_fine_again() {
    let page = page_of(IDEAL);
    let recovery = picture(&page, "recovery");
    for lane in [
        "Redness: several hours to 5 days",
        "Hard exercise: wait 4–10 days",
        "Strong sun: wait 7–30 days",
    ] {
        assert_eq!(
            recovery.matches(lane).count(),
            2,
            "{lane} as a label and in words"
        );
    }
    // Blade, sun and pool are off to the last day that is drawn.
    assert_eq!(recovery.matches("class=\"fine\"").count(), 4, "{recovery}");
    let mut pack = pack();
    pack.expectations.limits.clear();
    let page = assessed_by(&pack, IDEAL, |assessment| html(assessment, None));
    let recovery = picture(&page, "recovery");
    assert!(recovery.contains("No sun, pool or sea: 7–30 days"));
    assert!(!recovery.contains("fine again") && !recovery.contains("class=\"fine\""));
}

#[test]
fn a_long_page_is_printed_in_less_room() {
    let is_long = |page: &str| page.contains("<body class=\"long");
    assert!(!is_long(&page_of(IDEAL)));
    assert!(is_long(&page_of(RECENT_TRANSPLANT)));
    let short = Pack {
        guide: Vec::new(),
        warnings: None,
        ..pack()
    };
    let page = assessed_by(&short, IDEAL, |assessment| html(assessment, None));
    assert!(page.contains("<body>"));
}

#[test]
fn a_head_with_dots_is_called_an_illustration_and_is_not_drawn_where_advised_against() {
    let with_dots = |person| page_of(person).contains("With dots");
    assert!(with_dots(IDEAL));
    assert!(page_of(IDEAL).contains("An illustration, not a prediction."));
    assert!(!with_dots(SEVENTEEN_WITH_AREATA));
}

#[test]
fn dots_are_drawn_where_a_chosen_area_is_bare_and_all_over_one_that_is_not() {
    let person = IDEAL.replace("\"crown\"", "\"crown\", \"beard\"");
    let page = assessed(&person, |assessment| html(assessment, None));
    let head = picture(&page, "head");
    for (area, ground) in [
        ("area-above-0", "lost-above"),
        ("area-side-0", "lost-side"),
        ("area-side-1", "grown-side"),
    ] {
        let cut = format!("<clipPath id=\"{area}\" clip-path=\"url(#{ground})\">");
        let filled = format!("<use href=\"#field\" clip-path=\"url(#{area})\">");
        assert!(head.contains(&cut) && head.contains(&filled), "{area}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "<script>alert(1)</script>\"'><b onload=x>\u{202e}\u{1b}[2J`*_x_*`";
    let mut pack = pack();
    pack.title = hostile.to_owned().into();
    pack.disclaimer = hostile.to_owned().into();
    for rule in &mut pack.rules {
        rule.because = hostile.to_owned().into();
        rule.advice = Some(hostile.to_owned().into());
    }
    for question in &mut pack.questions {
        question.ask = hostile.to_owned().into();
        for option in &mut question.options {
            option.label = hostile.to_owned().into();
            option.short = Some(hostile.to_owned().into());
        }
    }
    for source in &mut pack.sources {
        source.title = hostile.to_owned().into();
        source.publisher = hostile.to_owned().into();
        source.url = Some("javascript:alert(1)".into());
    }
    let (page, notes) = assessed_by(&pack, IDEAL, |assessment| {
        let mut assessment = assessment.clone();
        assessment.answers.id = Some(hostile.to_owned());
        (html(&assessment, None), markdown(&assessment, None))
    });
    for word in ["<script", "<b ", "\u{202e}", "\u{1b}", "href=\"javascript"] {
        assert!(!page.contains(word), "{word} in a page");
    }
    assert!(page.contains("&lt;script&gt;"));
    for word in ["<script", " <b", "\u{202e}", "\u{1b}"] {
        let notes = notes.replace("\\<", "");
        assert!(!notes.contains(word), "{word} in Markdown");
    }
}

#[test]
fn the_same_person_gets_the_same_bytes() {
    assert_eq!(page_of(IDEAL), page_of(IDEAL));
}

#[test]
fn a_page_of_a_clinic_shows_its_name_its_logo_and_its_color() {
    let mut pack = pack();
    let logo = "data:image/png;base64,iVBORw0KGgo=";
    pack.clinic = Some(Clinic {
        name: "Dots & Co".into(),
        contact: "+1 555 0100".into(),
        logo: Some(logo.to_owned().into()),
        accent: Some("#5b2a86".into()),
    });
    let page = assessed_by(&pack, IDEAL, |assessment| html(assessment, None));
    for shown in ["Dots &amp; Co", "+1 555 0100", logo, "--accent: #5b2a86"] {
        assert!(page.contains(shown), "{shown}");
    }
}
