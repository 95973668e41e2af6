//! What is on the page, and what it may do.

use std::fs;

use smp_suitability::load;
use smp_suitability::pack::{CallList, Clinic, Kind, Pack};
use smp_suitability::report::{FormAddress, HandingOver, form, html};
use smp_suitability::words::grade;

use crate::program::{done, refused};
use crate::report::{IDEAL, assessed, insight, pack};

fn page(pack: &Pack, over: &HandingOver) -> String {
    form(pack, CallList::in_country(pack, None), over)
}

fn saving() -> HandingOver {
    HandingOver {
        save: true,
        send: None,
    }
}

/// The policy that a page states.
fn policy(page: &str) -> &str {
    let (_, policy) = page
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .unwrap();
    policy.split_once('"').unwrap().0
}

#[test]
fn a_page_may_run_its_one_script_and_send_to_its_one_address() {
    let pack = pack();
    let saves = page(&pack, &saving());
    assert_eq!(saves.matches("<script").count(), 1);
    assert!(
        policy(&saves).contains("script-src 'sha256-"),
        "{}",
        policy(&saves)
    );
    assert!(policy(&saves).ends_with("form-action 'none'"));
    assert!(!saves.contains("method=post") && !saves.contains("Send my answers"));
    let send = FormAddress::parse("https://forms.example.org:8443/f/17?list=a&b=c").ok();
    let sends = page(&pack, &HandingOver { save: false, send });
    assert!(!sends.contains("<script") && !sends.contains("Save my answers"));
    assert!(!policy(&sends).contains("script-src"));
    assert!(policy(&sends).ends_with("form-action https://forms.example.org:8443"));
    assert!(sends.contains("action=\"https://forms.example.org:8443/f/17?list=a&amp;b=c\""));
    assert!(sends.contains("<strong>forms.example.org:8443</strong>"));
    for page in [saves, sends] {
        assert!(policy(&page).starts_with("default-src 'none';"));
        assert!(page.contains("autocomplete=off"));
        assert!(
            !page.contains("http:") && !page.contains("src="),
            "something is loaded"
        );
        assert_eq!(
            page.matches("<fieldset").count(),
            pack.questions_before_result().count()
        );
    }
}

#[test]
fn an_address_is_one_of_a_web_server_over_an_encrypted_line() {
    for url in [
        "http://forms.example.org/f",
        "mailto:desk@example.org",
        "forms.example.org",
        "https://",
        "https:///f",
        "https://me@example.org/f",
        "https://example.org;script-src *",
        "https://example.org/\"onload=x",
        "https://example..org/f",
        "https://m\u{fc}ller.example/f",
        "https://example.org/a b",
        "https://example.org/#f",
    ] {
        assert!(FormAddress::parse(url).is_err(), "{url}");
    }
    let told = refused(&["form", "--action", "http://forms.example.org/f"]);
    assert!(
        told.contains("the address has to begin with `https://`"),
        "{told}"
    );
    let told = refused(&["form", "--action", "https://forms.example.org/f 17"]);
    assert!(told.contains("the address has a space in it"), "{told}");
    let upper = FormAddress::parse("HTTPS://forms.example.org/f").unwrap();
    assert_eq!(upper.url(), "https://forms.example.org/f");
}

#[test]
fn the_page_of_the_built_in_pack_stays_small() {
    const MOST: usize = 132_000;
    let page = page(&pack(), &saving());
    assert!(page.len() < MOST, "{} bytes", page.len());
    let script = include_str!("../../../src/report/form/form.js");
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    assert!(script.lines().filter(is_code).count() <= 60);
}

#[test]
fn a_clinic_has_its_name_its_color_and_its_questions_on_the_page() {
    let mut pack = pack();
    pack.clinic = Some(Clinic {
        name: "Dots & <b>Co</b>".into(),
        contact: "+1 555 0100".into(),
        logo: Some("data:image/png;base64,AAAA".into()),
        accent: Some("#5b2a86".into()),
    });
    pack.questions[0].ask = "\"Own\" <script>alert(1)</script>?".into();
    pack.questions[0].options[0].label = "</label><script>".into();
    let page = page(&pack, &saving());
    assert!(page.contains("Dots &amp; &lt;b&gt;Co&lt;/b&gt;"));
    assert!(page.contains("--accent: #5b2a86") && page.contains("<img class=logo"));
    assert!(page.contains("&quot;Own&quot; &lt;script&gt;alert(1)&lt;/script&gt;?"));
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn numbers_to_call_are_those_of_the_country() {
    assert!(done(&["form"]).contains("call 911"));
    let british = done(&["form", "--country", "GB"]);
    assert!(british.contains("call 999") && !british.contains("call 911"));
}

#[test]
fn what_the_page_says_of_itself_reads_easily() {
    let page = page(&pack(), &saving());
    for (from, to) in [("<h1>", "<form"), ("<section class=end>", "</section>")] {
        let (_, part) = page.split_once(from).unwrap();
        let (part, _) = part.split_once(to).unwrap();
        // The names of questions in the list of errors are no sentences.
        let (before, after) = part.split_once("<div role=alert>").unwrap_or((part, ""));
        let after = after.split_once("</div>").map_or("", |(_, after)| after);
        let part = [before, after].concat();
        let mut words = String::new();
        let mut is_tag = false;
        for letter in part.chars() {
            match letter {
                '<' => is_tag = true,
                '>' => {
                    is_tag = false;
                    words.push(' ');
                }
                letter if !is_tag => words.push(letter),
                _ => {}
            }
        }
        let grade = grade(&words);
        assert!(grade <= 8.0, "{grade}: {words}");
    }
}

#[test]
fn what_is_kept_back_is_never_the_value_of_a_box_that_is_checked_first() {
    let pack = pack();
    let page = page(&pack, &saving());
    for question in pack
        .questions
        .iter()
        .filter(|question| question.kind == Kind::Many)
    {
        for option in question
            .options
            .iter()
            .filter(|option| option.help.is_some())
        {
            let value = format!("name={} value={}", question.id, option.id);
            assert_eq!(page.matches(&value).count(), 1);
            assert!(
                page.contains(&format!("{value} id=")),
                "shared by a box of its own"
            );
            let kept_back = format!("name={} value=unknown", question.id);
            assert!(page.find(&kept_back).unwrap() < page.find(&value).unwrap());
        }
    }
}

/// The pages of `docs/` for those who have no Rust.
#[test]
fn the_pages_in_docs_are_current() {
    let result = assessed(IDEAL, |assessment| html(assessment, Some(&insight(IDEAL))));
    let form = form(
        &load::pack(&load::builtin()).unwrap(),
        CallList::in_country(&pack(), None),
        &saving(),
    );
    for (file, page) in [
        ("docs/form.html", form),
        ("docs/example-result.html", result),
    ] {
        if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
            fs::write(file, &page).unwrap();
        }
        let current = fs::read_to_string(file).unwrap_or_default();
        assert!(
            current == page,
            "{file} is not current: write it with INSTA_UPDATE=always"
        );
    }
}
