//! What numbers, ranges and lists look like.

use super::{
    all_of, any_of, cadence, count, course, days, days_range, lasting, money, number, range,
    signed, uncapitalized, wait,
};
use crate::pack::{Sessions, Since, Span, Upkeep, Wait};

fn span(min: u32, max: u32) -> Span {
    Span { min, max }
}

#[test]
fn plurals_follow_the_number() {
    assert_eq!(count(1, "question"), "1 question");
    assert_eq!(count(0, "question"), "0 questions");
    assert_eq!(range(span(1, 1), "visit"), "1 visit");
    assert_eq!(range(span(1, 3), "visit"), "1–3 visits");
}

#[test]
fn lists_end_with_or_or_and() {
    assert_eq!(any_of::<&str>(&[]), "");
    assert_eq!(any_of(&["a"]), "a");
    assert_eq!(any_of(&["a", "b"]), "a or b");
    assert_eq!(all_of(&["a", "b", "c"]), "a, b and c");
}

#[test]
fn a_continued_sentence_begins_in_lower_case() {
    let texts = ["Your scar", "A year", "I wait", "SMP", "Älter", "", "I"];
    let expected = ["your scar", "a year", "I wait", "SMP", "älter", "", "I"];
    assert_eq!(texts.map(uncapitalized), expected);
}

#[test]
fn thousands_are_separated() {
    assert_eq!(number(350_u32), "350");
    assert_eq!(number(1200_u32), "1,200");
    assert_eq!(number(1_234_567_u32), "1,234,567");
}

#[test]
fn points_carry_a_real_minus_sign() {
    assert_eq!([14, 0, -8].map(signed), ["+14", "0", "−8"]);
}

#[test]
fn money_names_its_currency_at_both_ends() {
    assert_eq!(money(span(1200, 4000), "USD"), "$1,200–$4,000");
    assert_eq!(money(span(900, 900), "GBP"), "£900");
    assert_eq!(money(span(1000, 2000), "CHF"), "CHF 1,000–CHF 2,000");
}

#[test]
fn days_are_in_the_largest_even_unit() {
    assert_eq!(days(1), "1 day");
    assert_eq!(days(10), "10 days");
    assert_eq!(days(14), "2 weeks");
    assert_eq!(days(30), "1 month");
    assert_eq!(days(180), "6 months");
    assert_eq!(days(365), "1 year");
    assert_eq!(days_range(span(7, 14)), "1–2 weeks");
    assert_eq!(days_range(span(7, 10)), "7–10 days");
    assert_eq!(days_range(span(0, 7)), "0–7 days");
    assert_eq!(days_range(span(180, 365)), "6–12 months");
}

#[track_caller]
fn check_wait(min_days: u32, max_days: Option<u32>, since: Since, expected: Option<&str>) {
    let words = wait(Wait {
        min_days,
        max_days,
        since,
    });
    assert_eq!(words.as_deref(), expected);
}

#[test]
fn a_wait_says_how_long_and_from_when() {
    check_wait(
        180,
        Some(365),
        Since::Transplant,
        Some("at least 6 months after your transplant (some sources say 12)"),
    );
    check_wait(
        21,
        Some(60),
        Since::Scar,
        Some("at least 3 weeks after the scar was made (some sources say 2 months)"),
    );
    check_wait(
        365,
        Some(365),
        Since::Scar,
        Some("at least 1 year after the scar was made"),
    );
    check_wait(
        90,
        None,
        Since::Treatment,
        Some("at least 3 months after the treatment has ended"),
    );
    check_wait(
        14,
        None,
        Since::Now,
        Some("at least 2 weeks, or longer if it is not over by then"),
    );
    check_wait(0, Some(30), Since::Now, Some("up to 1 month"));
    check_wait(0, None, Since::Now, None);
}

#[track_caller]
fn check_course(visits: Span, gap_days: Span, expected: Option<&str>) {
    let sessions = Sessions {
        visits,
        hours: span(1, 5),
        gap_days,
    };
    assert_eq!(course(sessions).as_deref(), expected);
}

#[test]
fn a_course_runs_from_the_first_visit_to_the_last() {
    check_course(span(2, 4), span(7, 30), Some("about 1 to 13 weeks in all"));
    check_course(span(2, 4), span(7, 21), Some("1 to 9 weeks in all"));
    check_course(span(1, 3), span(7, 14), Some("up to 4 weeks in all"));
    check_course(span(2, 2), span(14, 14), Some("2 weeks in all"));
    check_course(span(2, 2), span(3, 7), Some("3–7 days in all"));
    check_course(span(1, 1), span(7, 30), None);
}

#[test]
fn upkeep_is_in_years_where_they_are_whole() {
    let upkeep = |min, max| {
        cadence(Upkeep {
            months: span(min, max),
        })
    };
    assert_eq!(upkeep(12, 72), "once a year to once every 6 years");
    assert_eq!(upkeep(36, 72), "once every 3 to 6 years");
    assert_eq!(upkeep(18, 36), "once every 18 months to once every 3 years");
    assert_eq!(upkeep(18, 18), "once every 18 months");
}

#[test]
fn what_can_be_over_within_a_day_lasts_hours() {
    assert_eq!(lasting(span(0, 5)), "several hours to 5 days");
    assert_eq!(lasting(span(0, 7)), "several hours to 1 week");
    assert_eq!(lasting(span(0, 0)), "several hours");
    assert_eq!(lasting(span(1, 5)), "1–5 days");
}
