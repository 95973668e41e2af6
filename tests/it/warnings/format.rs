//! The card of warning signs and the numbers by country in a pack: what is refused, changed and explained.

use smp_suitability::diagnostic::{Code, Diagnostic, Problems};
use smp_suitability::load;
use smp_suitability::report::{explain, show_markdown};

use super::{CARD, IDEAL, builtin, forms, words};
use crate::minimal::Input;
use crate::own::files;

/// The problems of the minimal pack with another guide or table.
fn problems(edit: impl FnOnce(&mut Input)) -> Vec<Diagnostic> {
    let mut input = Input::sound();
    edit(&mut input);
    load::pack(&input.pack_files()).map_or_else(Problems::into_diagnostics, |_| Vec::new())
}

#[test]
fn an_unknown_placeholder_is_an_error_with_its_place() {
    let found =
        problems(|input| input.replace("guide.json", "Call {emergency}", "Call {emergancy}"));
    let [problem] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(problem.code, Code::UnknownPlaceholder);
    assert_eq!(problem.message, "`{emergancy}` is not a placeholder");
    let place = problem.place.to_string();
    assert!(
        place.starts_with("pack/guide.json:12:") && place.ends_with("(/warnings/rows/0/label)"),
        "{place}"
    );
    let help = problem.help.as_deref();
    assert_eq!(help, Some("a similar placeholder exists: `emergency`"));
}

#[test]
fn the_recovery_may_leave_a_number_to_the_country_too() {
    let watch = |text: &str| {
        let watch = format!(r#""may": "Work.", "watch": "{text}""#);
        problems(|input| input.replace("expectations.json", r#""may": "Work.""#, &watch))
    };
    assert_eq!(watch("Call {emergency}."), []);
    let found = watch("Call {police} {");
    let codes: Vec<_> = found.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::UnknownPlaceholder, Code::UnclosedBrace]);
    assert!(
        found
            .iter()
            .all(|problem| problem.place.file.ends_with("expectations.json"))
    );
}

#[test]
fn a_placeholder_needs_contacts_and_other_braces_need_none() {
    let without = |text: &str| {
        let guide = format!(
            r#"{{ "sections": [{{ "id": "a", "title": "A", "items": [
              {{ "text": "{text}", "sources": ["aedit"], "claims": ["C01"] }}] }}] }}"#
        );
        problems(|input| input.write("guide.json", guide))
    };
    assert_eq!(without("A {word} and a {."), []);
    let found = without("Call {emergency}.");
    let [problem] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        problem.message,
        "nothing says what `{emergency}` stands for"
    );
}

#[test]
fn an_own_pack_keeps_the_card_and_may_change_it() {
    let own = load::pack(&files(&[(
        "guide.json",
        r#"{
          "warnings": {
            "remove": ["report"],
            "rows": [{ "id": "doctor-today", "label": "Call us today" }]
          },
          "contacts": {
            "countries": [{ "country": "NZ", "emergency": "111", "sources": ["aedit"], "claims": ["C01"] }]
          }
        }"#,
    )]));
    let own = own.unwrap();
    for (form, text) in forms(&own, IDEAL, Some("NZ")) {
        assert!(
            text.contains("Call 111") && text.contains("Call us today"),
            "{form}"
        );
        assert!(text.contains("Red or painful eyes"), "{form}");
        assert!(!text.contains("Report bad reactions"), "{form}");
    }
    let bare = load::pack(&files(&[])).unwrap();
    assert_eq!(
        format!("{:?}", bare.warnings),
        format!("{:?}", builtin().warnings)
    );
    assert_eq!(
        format!("{:?}", bare.contacts),
        format!("{:?}", builtin().contacts)
    );
}

#[test]
fn the_card_can_be_explained_and_stands_in_the_document() {
    let pack = builtin();
    let page = |id| {
        let lines = explain(&pack, id, 100).unwrap();
        let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
        words(&lines.join("\n"))
    };
    assert!(page("eye-doctor").contains("Warning sign eye-doctor"));
    assert!(page("R27").contains("Warning signs: eye-doctor"));
    assert!(page("H03").contains("Whom to call: GB"));
    assert!(page("at-risk").contains("W9"));
    let document = show_markdown(&pack);
    assert!(document.contains(&format!("## {CARD}")));
    assert!(
        document.contains("**Australia:**") && document.contains("“000”"),
        "{document}"
    );
}
