//! Who wrote the rules, when, and who has reviewed them: said with every result, and never made up.

use chrono::NaiveDate;
use serde_json::{Value, json};
use smp_suitability::assess::{Assessment, Table};
use smp_suitability::diagnostic::Code;
use smp_suitability::fhir::FormLayout;
use smp_suitability::load;
use smp_suitability::pack::{Pack, Provenance, Review};
use smp_suitability::report::{
    Line, Topic, calendar, code_system, explain, explain_index, html, json, markdown,
    questionnaire, show, show_markdown, text_of_topics,
};
use smp_suitability::verify;

use crate::country::read_assessed;
use crate::own::files;
use crate::report::IDEAL;

fn builtin() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

/// What a pack says about its provenance in every result.
fn line(pack: &Pack) -> String {
    let version = &pack.version;
    format!(
        "Rules {version} of 2026-11-30, by the smp developers. No doctor has reviewed these rules."
    )
}

/// The words of some lines, one after the other.
fn words(lines: &[Line]) -> String {
    let lines = lines.iter().map(ToString::to_string);
    let lines = lines.collect::<Vec<_>>().join(" ");
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The result for a person in some form.
fn form(pack: &Pack, render: impl FnOnce(&Assessment) -> String) -> String {
    read_assessed(pack, IDEAL, None, render)
}

#[test]
fn every_form_says_that_no_doctor_has_reviewed_the_rules() {
    let pack = builtin();
    let line = line(&pack);
    let day = NaiveDate::from_ymd_opt(2027, 3, 31).unwrap();
    let fhir = FormLayout::new(&pack).unwrap();
    let forms = [
        (
            "text",
            form(&pack, |person| {
                words(&text_of_topics(person, None, &[Topic::Why], 80))
            }),
        ),
        ("Markdown", form(&pack, |person| markdown(person, None))),
        ("page", form(&pack, |person| html(person, None))),
        (
            "calendar",
            form(&pack, |person| {
                calendar(person, day, 0).replace("\r\n ", "")
            })
            .replace("\\,", ","),
        ),
        ("questionnaire", questionnaire(&fhir)),
        ("explanation", words(&explain(&pack, "keloid", 80).unwrap())),
        ("index", words(&explain_index(&pack, 80))),
        ("document", words(&show(&pack, 80))),
        ("document in Markdown", show_markdown(&pack)),
    ];
    for (name, form) in forms {
        assert!(form.contains(&line), "{name}");
    }
}

#[test]
fn the_json_has_date_authors_and_reviewers() {
    let pack = builtin();
    let read = form(&pack, |person| json(person, None));
    let read: Value = serde_json::from_str(&read).unwrap();
    let read = &read["pack"];
    assert_eq!(read["updated"], "2026-11-30");
    assert_eq!(read["authors"], json!(["the smp developers"]));
    assert_eq!(read["reviewed_by"], json!([]));
}

#[test]
fn fhir_has_the_date_and_the_publisher_and_no_approval() {
    let pack = builtin();
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for resource in [
        read(&questionnaire(&FormLayout::new(&pack).unwrap())),
        read(&code_system(&pack)),
    ] {
        assert_eq!(resource["date"], "2026-11-30");
        assert_eq!(resource["publisher"], "the smp developers");
        assert!(resource.get("approvalDate").is_none());
        assert!(resource.get("lastReviewDate").is_none());
    }
}

#[test]
fn a_doctor_who_reviewed_the_rules_is_named() {
    let review = |name: &'static str, day| Review {
        name: name.into(),
        on: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
    };
    let reviewed_by = vec![review("Ada Doe, MD", 2), review("Bo Roe, MD", 12)];
    let mut pack = builtin();
    pack.provenance.reviewed_by = reviewed_by;
    let page = form(&pack, |person| {
        words(&text_of_topics(person, None, &[Topic::Why], 80))
    });
    assert!(
        page.contains(
            "Reviewed by Ada Doe, MD on November 2, 2026 and Bo Roe, MD on November 12, 2026."
        ),
        "{page}"
    );
    assert!(!page.contains("No doctor has reviewed"), "{page}");
}

#[test]
fn nothing_is_said_that_is_not_known() {
    let pack = Pack {
        version: "7".into(),
        provenance: Provenance::default(),
        ..builtin()
    };
    let page = form(&pack, |person| {
        words(&text_of_topics(person, None, &[Topic::Why], 80))
    });
    let bare = "Rules 7. No doctor has reviewed these rules.";
    assert!(page.contains(bare), "{page}");
    let read = form(&pack, |person| json(person, None));
    let read: Value = serde_json::from_str(&read).unwrap();
    assert_eq!(read["pack"]["updated"], Value::Null);
    assert_eq!(read["pack"]["authors"], json!([]));
    let company = Provenance {
        authors: vec!["Dots & Co.".into()],
        ..Provenance::default()
    };
    let pack = Pack {
        provenance: company,
        ..pack
    };
    let page = form(&pack, |person| {
        words(&text_of_topics(person, None, &[Topic::Why], 80))
    });
    assert!(page.contains("Rules 7, by Dots & Co. No doctor"), "{page}");
}

#[test]
fn who_wrote_or_reviewed_a_base_did_not_write_or_review_what_extends_it() {
    let header = |more: &str| {
        let header = format!(r#"{{ "extends": "smp", "id": "own", "version": "1"{more} }}"#);
        load::pack(&files(&[("pack.json", header.as_str())])).unwrap()
    };
    for more in [
        "",
        r#", "updated": null, "authors": null, "reviewed_by": null"#,
    ] {
        assert_eq!(header(more).provenance, Provenance::default(), "{more}");
    }
    let review = r#"{ "name": "Ada Doe, MD", "on": "2026-11-02" }"#;
    let own = header(&format!(
        r#", "authors": ["us"], "reviewed_by": [{review}]"#
    ))
    .provenance;
    assert_eq!(own.updated, None);
    assert_eq!(own.authors, ["us"]);
    let [review] = own.reviewed_by.as_slice() else {
        panic!("one review: {own:?}");
    };
    assert_eq!(review.name, "Ada Doe, MD");
    assert_eq!(review.on.to_string(), "2026-11-02");
}

#[test]
fn a_review_without_a_name_or_a_date_is_refused() {
    for (claimed, code) in [
        (r#""Ada Doe, MD""#, Code::WrongType),
        (r#"{ "name": "Ada Doe, MD" }"#, Code::MissingKey),
        (r#"{ "on": "2026-11-02" }"#, Code::MissingKey),
        (r#"{ "name": " ", "on": "2026-11-02" }"#, Code::EmptyText),
        (
            r#"{ "name": "Ada Doe, MD", "on": "2026-11-31" }"#,
            Code::BadDate,
        ),
    ] {
        let header = format!(
            r#"{{ "extends": "smp", "id": "own", "version": "1", "reviewed_by": [{claimed}] }}"#
        );
        let problems = load::pack(&files(&[("pack.json", header.as_str())])).unwrap_err();
        let codes: Vec<_> = problems
            .diagnostics()
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(codes, [code], "{claimed}");
    }
}

#[test]
fn rules_past_their_next_check_are_a_warning() {
    let pack = builtin();
    let files = load::builtin();
    let mut checked = verify::check(&Table::new(&pack), &files);
    let due = pack.provenance.review_by.unwrap();
    checked.add_overdue_review(&pack, &files, due);
    assert!(checked.findings.is_empty());
    checked.add_overdue_review(&pack, &files, due.succ_opt().unwrap());
    let [finding] = checked.findings.as_slice() else {
        panic!("one warning: {checked:?}");
    };
    assert_eq!(finding.diagnostic.code, Code::OverdueReview);
    assert_eq!(
        finding.diagnostic.place.to_string().split(':').next(),
        Some("built-in/pack.json")
    );
    assert!(checked.holds());
}

#[test]
fn a_page_says_who_paid_and_when_the_rules_are_checked_again() {
    let page = form(&builtin(), |person| {
        words(&text_of_topics(person, None, &[Topic::Certainty], 80))
    });
    for said in [
        "Who paid:",
        "Evidence:",
        "Next check:",
        "November 30, 2027",
        "Version 0.5.0:",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}
