//! Small packs for conversations: core, safety, follow-ups and two more questions.

use crate::pack::{
    Answer, Answers, Band, Change, Clause, Clearance, Condition, Cost, CostTable, Expectations,
    Kind, OptionSet, OverallRanges, Pack, Price, Provenance, Question, QuestionIndex,
    QuestionOption, Recovery, Requirement, Row, Rule, Sessions, Sheets, Span, Support, Upkeep,
    Verdict,
};

/// Every answer matters, if only for the advice, and nothing is a stop.
pub(super) fn small() -> Pack {
    let mut questions = vec![
        question(
            "hair_color",
            "What color is your hair?",
            &["black:Black", "brown:Brown"],
        ),
        question(
            "transplant",
            "Have you had a hair transplant?",
            &["never:Never", "yes:Yes, one"],
        ),
        question(
            "transplant_age",
            "When was your transplant?",
            &["new:Not long ago", "old:Long ago"],
        ),
        question(
            "skin",
            "Do you have any of these?",
            &["sore:Sore skin", "moles:Moles"],
        ),
        question("doctor", "Has a doctor agreed?", &["yes:Yes", "no:No"]),
        question(
            "hope",
            "What do you hope for?",
            &["density:More hair", "scar:A scar to hide"],
        ),
        question(
            "budget",
            "How much can you spend?",
            &["plenty:Plenty", "little:Little"],
        ),
        question(
            "budget_limit",
            "Is it less than $350?",
            &["less:Less", "more:More"],
        ),
    ];
    for question in &mut questions {
        question.core = question.id == "hair_color" || question.id == "transplant";
        question.safety = question.id == "skin" || question.id == "doctor";
        match question.id.as_str() {
            "transplant" => question.why = "It can leave scars.".into(),
            "transplant_age" => question.when = Some(when(1, &[1])),
            "skin" => question.kind = Kind::Many,
            "doctor" => question.when = Some(when(3, &[0, 1])),
            "budget_limit" => question.when = Some(when(6, &[1])),
            _ => {}
        }
    }
    Pack {
        baseline: Answers::of_length(questions.len()),
        laws: Vec::new(),
        id: "small".into(),
        version: "1".into(),
        title: "A small pack".into(),
        clinic: None,
        canonical: None,
        provenance: Provenance::default(),
        disclaimer: "".into(),
        base: 50,
        bands: vec![
            Band {
                from: 0,
                verdict: Verdict::SuitableWithCautions,
            },
            Band {
                from: 60,
                verdict: Verdict::Suitable,
            },
        ],
        disputes: Vec::new(),
        questions,
        retired: Vec::new(),
        rules: vec![
            advice("fresh-transplant", when(2, &[0])),
            advice("density", when(5, &[0])),
            advice("plenty", when(6, &[0])),
            advice("very-little", when(7, &[0])),
        ],
        expectations: the_same_for_everybody(),
        guide: Vec::new(),
        comparison: None,
        warnings: None,
        contacts: None,
        sheets: Sheets::default(),
        sources: Vec::new(),
        claims: Vec::new(),
        sha256: String::new(),
    }
}

/// The small pack with two stops, and a hope that matters only while there is none.
pub(super) fn with_stops() -> Pack {
    let mut pack = small();
    pack.rules = vec![
        Rule {
            because: "The scar must heal.".into(),
            ..gate("fresh-transplant", when(2, &[0]), Verdict::Wait)
        },
        Rule {
            because: "Sore skin must heal.".into(),
            ..gate("sore-skin", when(3, &[0]), Verdict::SeeDoctorFirst)
        },
        Rule {
            points: Some(10),
            ..bare("density", when(5, &[0]))
        },
        advice("plenty", when(6, &[0])),
        advice("very-little", when(7, &[0])),
    ];
    pack
}

/// The same, and a doctor can approve work on sore skin.
pub(super) fn with_approval() -> Pack {
    let mut pack = with_stops();
    if let Some(sore) = pack.rules.iter_mut().find(|rule| rule.id == "sore-skin") {
        let agreed = when(4, &[0]);
        let [because, advice] = ["A doctor agrees.", "Take care."].map(Into::into);
        let clearance = Clearance::new((&sore.when, None), agreed, because, advice);
        sore.cleared_by = Some(clearance);
    }
    pack
}

/// The small pack with two more safety questions behind the first, and a gate of the worst kind.
pub(super) fn with_health_questions() -> Pack {
    let mut pack = small();
    pack.questions[4].when = None;
    pack.questions[5].safety = true;
    pack.rules
        .push(gate("density-gate", when(5, &[0]), Verdict::NotRecommended));
    pack
}

/// Answers from words such as `skin=moles`, `skin=none`, `skin=?`.
pub(super) fn answers(pack: &Pack, given: &[&str]) -> Answers {
    let mut answers = Answers::blank(pack);
    for given in given {
        let (id, option) = given.split_once('=').unwrap();
        let (index, question) = pack.find_question(id).unwrap();
        let answer = match option {
            "?" => Answer::NotSure,
            "none" => Answer::Chosen(OptionSet::NONE_OF_THESE),
            id => Answer::Chosen(OptionSet::single(question.find_option(id).unwrap())),
        };
        answers.set(index, answer);
    }
    answers
}

fn question(id: &str, ask: &str, options: &[&str]) -> Question {
    let options = options.iter().map(|option| {
        let (id, label) = option.split_once(':').unwrap();
        QuestionOption {
            id: id.to_owned().into(),
            label: label.to_owned().into(),
            short: None,
            numbers: None,
            change: None,
            picture: None,
            neutral: None,
            help: None,
            ends: None,
            was: Vec::new(),
            when_better: None,
            private: false,
        }
    });
    Question {
        name: None,
        id: id.to_owned().into(),
        kind: Kind::One,
        core: false,
        safety: false,
        ordered: false,
        change: Change::Fixed,
        ask: ask.to_owned().into(),
        why: "It matters.".into(),
        when: None,
        reference: None,
        confusable: Vec::new(),
        undecided: None,
        since: None,
        neutral: None,
        was: Vec::new(),
        options: options.collect(),
    }
}

fn when(question: usize, options: &[usize]) -> Condition {
    let requirement = Requirement {
        question: QuestionIndex::new(question),
        options: options.iter().copied().collect(),
    };
    Condition {
        clauses: vec![Clause {
            requirements: vec![requirement],
        }],
    }
}

fn advice(id: &str, when: Condition) -> Rule {
    Rule {
        advice: Some("Think of this.".into()),
        ..bare(id, when)
    }
}

fn gate(id: &str, when: Condition, verdict: Verdict) -> Rule {
    Rule {
        verdict: Some(verdict),
        ..bare(id, when)
    }
}

fn bare(id: &str, when: Condition) -> Rule {
    Rule {
        id: id.to_owned().into(),
        when,
        ..Rule::default()
    }
}

fn the_same_for_everybody() -> Expectations {
    let span = Span { min: 1, max: 2 };
    Expectations {
        overall: OverallRanges::default(),
        main: OverallRanges::default(),
        sessions: row(Sessions {
            visits: span,
            hours: span,
            gap_days: span,
        }),
        cost: vec![CostTable {
            country: "US".into(),
            currency: "USD".into(),
            overall: Cost {
                amount: span,
                support: Support::default(),
            },
            main: None,
            touch_up: None,
            rows: row(Price { amount: span }),
        }],
        elsewhere: Vec::new(),
        recovery: row(Recovery {
            redness_days: span,
            care_days: span,
            sun_and_water_days: span,
        }),
        timeline: Vec::new(),
        limits: Vec::new(),
        upkeep: row(Upkeep { months: span }),
    }
}

fn row<Content>(content: Content) -> Vec<Row<Content>> {
    vec![Row {
        id: "all".into(),
        when: None,
        content,
        because: "".into(),
        support: Support::default(),
    }]
}
