//! Two people side by side, as text and as JSON.

use insta::assert_snapshot;
use smp_suitability::report::{Side, compare, compare_json};

use crate::report::{
    IDEAL, LONG_BLOND_HAIR, NOTHING_KNOWN, RECENT_TRANSPLANT, assessed, insight, whole,
};

fn compared<Output>(people: [&str; 2], render: impl FnOnce(&[Side; 2]) -> Output) -> Output {
    let [one_insight, other_insight] = people.map(insight);
    assessed(people[0], |one| {
        assessed(people[1], |other| {
            let side = |name, assessment, insight| Side {
                name,
                assessment,
                insight,
            };
            render(&[
                side("sam", one, &one_insight),
                side("kim.json", other, &other_insight),
            ])
        })
    })
}

#[test]
fn two_people_in_columns() {
    let people = [LONG_BLOND_HAIR, RECENT_TRANSPLANT];
    assert_snapshot!(compared(people, |sides| whole(&compare(sides, 80))));
}

#[test]
fn two_people_on_a_narrow_screen() {
    let people = [LONG_BLOND_HAIR, RECENT_TRANSPLANT];
    assert_snapshot!(compared(people, |sides| whole(&compare(sides, 40))));
}

#[test]
fn two_people_as_json() {
    let people = [LONG_BLOND_HAIR, RECENT_TRANSPLANT];
    assert_snapshot!(compared(people, compare_json));
}

#[test]
fn no_comparison_is_wider_than_the_screen() {
    compared([IDEAL, RECENT_TRANSPLANT], |sides| {
        for width in [20, 33, 40, 63, 64, 80, 100, 120, 300] {
            for line in compare(sides, width) {
                assert!(line.width() <= width.min(100), "{width}: {line}");
            }
        }
    });
}

#[test]
fn somebody_of_whom_nothing_is_known_has_no_fit() {
    let text = compared([NOTHING_KNOWN, IDEAL], |sides| whole(&compare(sides, 80)));
    let fit = text.lines().find(|line| line.contains("Fit")).unwrap();
    assert_eq!(
        fit.split_whitespace().collect::<Vec<_>>(),
        ["Fit", "–", "96", "of", "100"]
    );
    assert!(text.contains("Too early to say"), "{text}");
}

#[test]
fn nobody_differs_from_themselves() {
    let text = compared([IDEAL, IDEAL], |sides| whole(&compare(sides, 80)));
    assert!(!text.contains("Answers that differ"), "{text}");
}
