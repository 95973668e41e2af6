//! What a studio gets never says which private answer a person gave.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use smp_suitability::assess::{Applies, Assessment, Table, assess};
use smp_suitability::batch::{
    Detail, HandoutMaker, Private, RecordStatus, ResultForm, Start, Worker, summary_json,
    summary_text,
};
use smp_suitability::load::{self, AnswersInput, PackFiles};
use smp_suitability::pack::{Answer, Answers, Condition, OptionSet, Pack, Verdict};
use smp_suitability::report::{Line, Segment, answers_file, explain, index_row};

use super::program::run;
use crate::leads::Leads;
use crate::random::{self, Dice, every_answer};

const START: Start = Start { line: 1, column: 1 };

/// The pack in `tests/packs/small`, where sore skin is private.
fn small() -> Pack {
    let folder = Path::new("tests/packs/small");
    let files = PackFiles {
        folder: "small".to_owned(),
        files: load::PACK_FILES
            .map(|name| (name, fs::read(folder.join(name)).unwrap().into()))
            .into(),
    };
    load::pack(&files).unwrap()
}

/// A random pack of which some options are private, each with an id and words of its own.
fn private_pack(dice: &mut Dice) -> Pack {
    let mut pack = random::pack(dice);
    for (number, question) in pack.questions.iter_mut().enumerate() {
        let percent = [0, 35, 35, 100][dice.below(4)];
        for (position, option) in question.options.iter_mut().enumerate() {
            option.id = format!("q{number}_o{position}").into();
            option.label = format!("Label {number}.{position}").into();
            option.private = dice.below(100) < percent;
        }
    }
    pack
}

/// All that a studio gets about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Studio {
    compact: String,
    full: String,
    sheet: String,
    index: [String; 2],
    summary: [String; 2],
}

impl Studio {
    fn of(table: &Table, record: &[u8], private: Private) -> Self {
        let written = |form| {
            let mut out = Vec::new();
            let mut worker = Worker::new(table, form).with_private(private);
            worker.json(START, record, &mut out);
            let summary = [
                summary_text(table, worker.tally()),
                summary_json(table, worker.tally()),
            ];
            (String::from_utf8(out).unwrap(), summary)
        };
        let index = [Detail::Usual, Detail::Full].map(|detail| {
            let maker = HandoutMaker::new(table, detail).with_private(private);
            index_row(&maker.json(START, record).0.entry, None)
        });
        let (_, summary) = written(ResultForm::Counts);
        Self {
            compact: written(ResultForm::Compact).0,
            full: written(ResultForm::Full).0,
            sheet: written(ResultForm::Csv).0,
            index,
            summary,
        }
    }

    fn line(&self) -> Value {
        serde_json::from_str(&self.compact).unwrap()
    }

    fn all(&self) -> String {
        [
            &[self.compact.clone(), self.full.clone(), self.sheet.clone()][..],
            &self.index,
            &self.summary,
        ]
        .concat()
        .join("\n")
    }
}

fn record(pack: &Pack, answers: &Answers) -> Vec<u8> {
    answers_file(pack, answers).into_bytes()
}

/// The answers of questions that apply or may apply.
fn applicable(table: &Table, mut answers: Answers) -> Answers {
    for (index, _) in table.pack().numbered_questions() {
        if table.read(&answers).applies(index) == Applies::No {
            answers.clear(index);
        }
    }
    answers
}

/// What is left of answers without the private ones, read word by word and question by question.
fn public(pack: &Pack, answers: &Answers) -> Answers {
    let mut public = Answers::blank(pack);
    // For each question whether a private option may bring it up.
    let mut follows: Vec<bool> = Vec::new();
    for (index, question) in pack.numbered_questions() {
        let private = |position: usize| question.options[position].private;
        let mut asked = question.when.iter().flat_map(Condition::requirements);
        let follow = asked.any(|asked| {
            let options = &pack.question(asked.question).options;
            let mut named = asked.options.positions();
            follows[asked.question.position()] || named.any(|option| options[option].private)
        });
        follows.push(follow);
        let holds = question.when.as_ref().is_none_or(|when| {
            when.clauses.iter().any(|clause| {
                clause.requirements.iter().all(|asked| {
                    let known = public.known(asked.question);
                    known.is_some_and(|known| known.intersects(asked.options))
                })
            })
        });
        let Some(known) = answers.known(index).filter(|_| holds || !follow) else {
            continue;
        };
        let shown: OptionSet = known.positions().filter(|&at| !private(at)).collect();
        if known == OptionSet::NONE_OF_THESE || !shown.is_empty() {
            let shown = if shown.is_empty() { known } else { shown };
            public.set(index, Answer::Chosen(shown));
        }
    }
    public
}

/// Other people with the same public answers, as far as chance finds some.
fn others(dice: &mut Dice, table: &Table, answers: &Answers) -> Vec<Answers> {
    let pack = table.pack();
    let same = public(pack, answers);
    let tries = (0..30).map(|_| {
        let mut other = answers.clone();
        for (index, _) in pack.numbered_questions() {
            let every = every_answer(pack, index);
            match dice.below(4) {
                0 => other.clear(index),
                1 => other.set(index, Answer::Chosen(every[dice.below(every.len())])),
                _ => {}
            }
        }
        applicable(table, other)
    });
    let tries: Vec<_> = tries.collect();
    let same = |other: &Answers| {
        let public = public(pack, other);
        let mut questions = pack.numbered_questions();
        questions.all(|(index, _)| public.known(index) == same.known(index))
    };
    tries.into_iter().filter(same).collect()
}

fn ids<'a>(assessment: &'a Assessment<'a>) -> BTreeSet<&'a str> {
    let findings = assessment.findings.iter();
    findings.map(|finding| finding.rule.id.as_str()).collect()
}

fn listed(line: &Value, key: &str) -> Vec<String> {
    serde_json::from_value(line[key].clone()).unwrap()
}

#[test]
fn people_who_differ_in_private_answers_of_the_same_effect_have_the_same_rows() {
    let mut pairs = 0;
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let pack = private_pack(&mut dice);
        let table = Table::new(&pack);
        let answers = random::answers(&mut dice, &pack);
        let answers = applicable(&table, answers);
        let mut rows: BTreeMap<String, (Studio, Answers)> = BTreeMap::new();
        for person in [vec![answers.clone()], others(&mut dice, &table, &answers)].concat() {
            let studio = Studio::of(&table, &record(&pack, &person), Private::Withheld);
            let line = studio.line();
            // What the row must say: the verdict, what private answers ask for, and how many safety
            // questions are open.
            let effect = ["verdict", "private", "open_safety"].map(|key| line[key].to_string());
            match rows.get(&effect.join(" ")) {
                None => _ = rows.insert(effect.join(" "), (studio, person)),
                Some((same, other)) => {
                    assert_eq!(*same, studio, "seed {seed}: {other:?} and {person:?}");
                    pairs +=
                        usize::from(answers_file(&pack, other) != answers_file(&pack, &person));
                }
            }
        }
    }
    assert!(pairs > 1_000, "{pairs} pairs");
}

#[test]
fn what_is_shown_is_true_and_follows_from_public_answers_alone() {
    let (mut private, mut scores) = (0, 0);
    for seed in 0..1_500 {
        let mut dice = Dice::new(seed);
        let pack = private_pack(&mut dice);
        let table = Table::new(&pack);
        let answers = random::answers(&mut dice, &pack);
        let answers = applicable(&table, answers);
        let all = assess(&table, &answers);
        let public = public(&pack, &answers);
        let by_public = assess(&table, &public);

        let studio = Studio::of(&table, &record(&pack, &answers), Private::Withheld);

        let line = studio.line();
        assert_eq!(line["verdict"], all.verdict.id());
        assert_eq!(line["open_safety"], all.open_safety().count());
        assert_eq!(line["so_far"], all.is_so_far());
        let shown = listed(&line, "findings");
        for rule in shown.iter().map(String::as_str) {
            assert!(
                ids(&all).contains(rule),
                "seed {seed}: {rule} does not fire"
            );
            assert!(
                ids(&by_public).contains(rule),
                "seed {seed}: {rule} is private"
            );
        }
        for question in listed(&line, "open") {
            let mut open = all.open.iter();
            assert!(
                open.any(|&open| pack.question(open).id == question),
                "seed {seed}"
            );
        }
        if let Some(score) = line["score"].as_i64() {
            assert_eq!(score, i64::from(all.score), "seed {seed}");
        }
        let visits = line["sessions"]["visits"].as_array().unwrap();
        let real = all.sessions.content.visits;
        assert!(visits[0].as_u64() <= Some(real.min.into()), "seed {seed}");
        assert!(visits[1].as_u64() >= Some(real.max.into()), "seed {seed}");

        let questions = pack.numbered_questions();
        let mut questions = questions.map(|(index, _)| public.known(index) == answers.known(index));
        if questions.all(|is_same| is_same) {
            let named = Studio::of(&table, &record(&pack, &answers), Private::Shown);
            assert_eq!(listed(&line, "private"), [""; 0], "seed {seed}");
            assert_eq!(
                [&studio.compact, &studio.full],
                [&named.compact, &named.full]
            );
            assert_eq!((studio.sheet, studio.index), (named.sheet, named.index));
        } else {
            let withheld = listed(&line, "private");
            assert!(!withheld.is_empty(), "seed {seed}");
            private += 1;
            scores += usize::from(!line["score"].is_null());
            // The row adds up: its verdict is that of something shown, or withheld, or the score's.
            let gates = all.findings.iter().filter_map(|finding| {
                let is_shown = shown.iter().any(|rule| finding.rule.id == *rule);
                finding.verdict().filter(|_| !is_shown)
            });
            let worst = gates.max().map(Verdict::id);
            assert_eq!(
                Some(withheld[0].as_str()),
                worst.or(Some("note")),
                "seed {seed}"
            );
        }
    }
    assert!(
        private > 500 && scores > 100,
        "{private} people, {scores} scores"
    );
}

/// What may be nowhere in a studio's results: ids and words of the person's private answers, and of the
/// findings that would not be there without them.
fn secrets(table: &Table, answers: &Answers) -> BTreeSet<String> {
    let pack = table.pack();
    let mut secrets = BTreeSet::new();
    for (index, question) in pack.numbered_questions() {
        let chosen = answers
            .known(index)
            .into_iter()
            .flat_map(OptionSet::positions);
        for option in chosen.map(|position| question.option(position)) {
            if option.private {
                secrets.insert(option.label.to_string());
                secrets.extend(option.short.as_ref().map(ToString::to_string));
                secrets.insert(format!("\"{}\"", option.id));
            }
        }
    }
    let public = assess(table, &public(pack, answers));
    let public = ids(&public);
    for finding in &assess(table, answers).findings {
        if !public.contains(finding.rule.id.as_str()) {
            secrets.extend([
                format!("\"{}\"", finding.rule.id),
                finding.because().to_string(),
            ]);
            secrets.insert(format!(";{};", finding.rule.id));
            secrets.extend(finding.advice().map(ToString::to_string));
        }
    }
    secrets
}

/// People of a pack: none of their secrets is in a studio's results. Gives how many had some.
fn check_secrets(pack: &Pack, people: usize) -> usize {
    let table = Table::new(pack);
    let mut leads = Leads::new(pack, 11, 0);
    let mut checked = 0;
    for _ in 0..people {
        let mut record = Vec::new();
        leads.write(&mut record);
        let input = AnswersInput {
            file: Some(("", &record)),
            sets: &[],
        };
        let answers = load::answers(&table, input).unwrap();
        let secrets = secrets(&table, &answers);
        if secrets.is_empty() {
            continue;
        }
        let studio = Studio::of(&table, &record, Private::Withheld).all();
        // Cells of a list are cut at semicolons and commas.
        let cells = format!("{studio};{};", studio.replace(',', ";"));
        for secret in &secrets {
            assert!(!cells.contains(secret.as_str()), "{secret} is in {studio}");
        }
        checked += 1;
    }
    checked
}

#[test]
fn no_private_answer_of_any_pack_is_in_what_a_studio_gets() {
    let builtin = load::pack(&load::builtin()).unwrap();
    let small = small();
    for pack in [&builtin, &small] {
        let options = pack.questions.iter().flat_map(|question| &question.options);
        let has_private = options.filter(|option| option.private).count() > 0;

        let checked = check_secrets(pack, 60);

        assert_eq!(checked > 0, has_private, "{}", pack.id);
    }
    let options = small
        .questions
        .iter()
        .flat_map(|question| &question.options);
    assert!(options.filter(|option| option.private).count() > 0);
}

#[test]
fn the_other_way_round_a_secret_is_found_where_it_is_shown() {
    let pack = small();
    let table = Table::new(&pack);
    let record = br#"{ "skin": ["sore"] }"#;
    let shown = Studio::of(&table, record, Private::Shown);

    for text in [&shown.compact, &shown.full, &shown.sheet] {
        assert!(text.contains("sore-skin"), "{text}");
    }
    assert!(
        shown
            .summary
            .iter()
            .all(|summary| summary.contains("sore-skin"))
    );
    assert!(shown.index.iter().all(|row| !row.contains("private")));
}

#[test]
fn the_page_of_the_person_names_everything() {
    let pack = small();
    let table = Table::new(&pack);
    let record = br#"{ "skin": ["sore"] }"#;

    let (handout, page) = HandoutMaker::new(&table, Detail::Usual).json(START, record);

    assert!(page.unwrap().contains("Sore skin must heal."));
    let row = index_row(&handout.entry, Some("line-1.html"));
    assert!(row.contains("See a doctor first"), "{row}");
    assert!(
        row.contains("Reason kept private: see the person's own page."),
        "{row}"
    );
}

#[test]
fn a_record_that_cannot_be_read_does_not_tell_a_private_answer_either() {
    let pack = small();
    let table = Table::new(&pack);
    let records: [&[u8]; 5] = [
        br#"{ "skin": ["sores on top"] }"#,
        br#"{ "skin": "sore" }"#,
        br#"{ "skin": ["sore", "sore"] }"#,
        br#"{ "skin": ["sore"], "skin": [] }"#,
        br#"{ "skni": ["sore"] }"#,
    ];
    for record in records {
        for form in [ResultForm::Compact, ResultForm::Full, ResultForm::Csv] {
            let mut out = Vec::new();
            let outcome = Worker::new(&table, form).json(START, record, &mut out);
            let text = String::from_utf8(out).unwrap();
            assert_eq!(outcome, RecordStatus::Failed);
            assert!(
                text.contains("an answer that may be private cannot be read"),
                "{text}"
            );
            assert!(!text.contains("sore") && !text.contains("skin"), "{text}");
        }
        let (handout, page) = HandoutMaker::new(&table, Detail::Usual).json(START, record);
        let row = index_row(&handout.entry, None);
        assert_eq!(page, None);
        assert!(!row.contains("sore") && !row.contains("skin"), "{row}");
    }
    let mut out = Vec::new();
    let mut worker = Worker::new(&table, ResultForm::Compact);
    worker.json(START, br#"{ "hair_color": "blue" }"#, &mut out);
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("`blue`"), "{text}");
}

#[test]
fn the_program_withholds_unless_it_is_told_to_show() {
    let rules = ["--rules", "tests/packs/small"];
    let input = b"{\"id\":\"a\",\"skin\":[\"sore\"],\"doctor\":\"no\"}\n{\"id\":\"b\",\"skin\":[\"moles\"]}\n";
    let printed = |arguments: &[&str]| {
        let output = run(&[&["-"], &rules[..], arguments].concat(), input);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(
            !errors.contains("sore") && !errors.contains("private"),
            "{errors}"
        );
        String::from_utf8(output.stdout).unwrap()
    };
    for to in [&["jsonl"][..], &["csv", "--ids"], &["summary"]] {
        let to = [&["--to"][..], to].concat();
        let withheld = printed(&to);
        let shown = printed(&[&to[..], &["--show-private"]].concat());

        assert!(!withheld.contains("sore-skin"), "{withheld}");
        assert!(shown.contains("sore-skin"), "{shown}");
    }
    assert!(!printed(&["--to", "csv"]).contains("Sore"));
    assert!(printed(&["--to", "csv", "--show-private"]).contains("Sore"));
    let withheld = printed(&["--full"]);
    let lines: Vec<Value> = (withheld.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["private"], json!(["see_doctor_first"]));
    assert_eq!(lines[0].get("answers"), None, "{withheld}");
    assert_eq!(lines[1]["answers"]["skin"], json!(["moles"]));
}

#[test]
fn rows_with_private_answers_read_well() {
    let rules = ["--rules", "tests/packs/small"];
    let input = b"id,hair_color,skin,doctor,x_note\na,black,sore,no,call\nb,black,moles;sore,,\nc,black,moles,,\n";
    let mut printed = String::new();
    for arguments in [
        &["--to", "jsonl"][..],
        &["--to", "csv", "--ids"],
        &["--to", "csv"],
        &["--to", "summary"],
    ] {
        let output = run(
            &[&["-", "--from", "csv"], &rules[..], arguments].concat(),
            input,
        );
        printed += &String::from_utf8(output.stdout).unwrap();
    }
    let digest = small().sha256;
    insta::assert_snapshot!(printed.replace(&digest, "DIGEST"));
}

#[test]
fn a_question_marked_as_a_whole_has_private_options_only() {
    let folder = Path::new("tests/packs/small");
    let files = load::PACK_FILES.map(|name| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let marked = text.replace(r#""id": "doctor","#, r#""id": "doctor", "private": true,"#);
        (name, marked.into_bytes().into())
    });
    let pack = load::pack(&PackFiles {
        folder: "small".to_owned(),
        files: files.into(),
    });

    let pack = pack.unwrap();

    let (_, doctor) = pack.find_question("doctor").unwrap();
    assert!(doctor.options.iter().all(|option| option.private));
    let (_, skin) = pack.find_question("skin").unwrap();
    let private = skin.options.iter().filter(|option| option.private);
    let ids: Vec<_> = private.map(|option| option.id.as_str()).collect();
    assert_eq!(ids, ["sore"]);
}

#[test]
fn an_explanation_says_which_options_are_private() {
    let pack = small();
    let said = |id: &str| {
        let lines = explain(&pack, id, 80).unwrap();
        let pieces = lines.iter().flat_map(Line::segments).map(Segment::text);
        let text = pieces.collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };

    let (skin, hope) = (said("skin"), said("hope"));

    assert!(skin.contains("It is sore (private)"), "{skin}");
    assert!(skin.contains("`--show-private`"), "{skin}");
    assert!(!skin.contains("It has moles (private)"), "{skin}");
    assert!(!hope.contains("private"), "{hope}");
}

#[test]
fn a_score_that_a_private_box_leads_to_is_left_out() {
    let folder = Path::new("tests/packs/small");
    let files = load::PACK_FILES.map(|name| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        // Shaving gives points, and only people with sore skin are asked about it now.
        let asked = text.replace(
            r#""when": { "hair_color": ["blond"] }"#,
            r#""when": { "skin": ["sore"] }"#,
        );
        (name, asked.into_bytes().into())
    });
    let pack = load::pack(&PackFiles {
        folder: "small".to_owned(),
        files: files.into(),
    });
    let pack = pack.unwrap();
    let table = Table::new(&pack);
    let score =
        |record: &[u8]| Studio::of(&table, record, Private::Withheld).line()["score"].clone();

    let with = score(br#"{ "skin": ["sore", "moles"], "shaving": "yes" }"#);
    let without = score(br#"{ "skin": ["moles"] }"#);

    assert_eq!(with, Value::Null);
    assert_eq!(without, 50);
}
