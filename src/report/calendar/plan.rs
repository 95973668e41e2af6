//! The events of the calendar, and their days.

use chrono::{Days, Months, NaiveDate};

use crate::assess::Assessment;
use crate::pack::{Day, Since, Verdict, Wait};
use crate::report::content::{Sign, WATCH, other_main_upkeep, publishers, signs, stop_text, watch};
use crate::report::sheets::messages;
use crate::report::verdict::{verdict_meaning, verdict_name};
use crate::words::{self, capitalized, count, days, days_range, range};

/// Said with every event.
pub(super) const NOTE: &str =
    "This is general guidance. What your practitioner or doctor says comes first.";

/// The key of what comes before a first session: a wait, or a talk with a doctor. An answer may turn one into
/// the other.
const BEFORE: &str = "before";

/// No published course has more sessions; a pack that says so gets no longer plan.
const MOST_SESSIONS: u32 = 20;

/// One event of one or more whole days.
#[derive(Debug)]
pub(super) struct CalendarEntry {
    /// The same for the same event of any plan.
    pub(super) key: String,
    pub(super) first: NaiveDate,
    /// The last day, included.
    pub(super) last: NaiveDate,
    pub(super) title: String,
    pub(super) text: String,
}

impl CalendarEntry {
    fn on(day: NaiveDate, key: String, title: String, text: String) -> Self {
        Self {
            key,
            first: day,
            last: day,
            title,
            text,
        }
    }
}

/// Every event of a plan, by day.
pub(super) fn entries(assessment: &Assessment, start: NaiveDate) -> Vec<CalendarEntry> {
    let mut entries = if assessment.is_stopped() {
        vec![stopped(assessment, start)]
    } else {
        treated(assessment, start)
    };
    entries.sort_by_key(|entry| entry.first);
    entries
}

/// Sessions as early as they may be, healing after each, and the next touch-up.
fn treated(assessment: &Assessment, start: NaiveDate) -> Vec<CalendarEntry> {
    let sessions = assessment.sessions.content;
    let sure = sessions.visits.min.clamp(1, MOST_SESSIONS);
    let day_of =
        |session: u32| add_days(start, (session - 1).saturating_mul(sessions.gap_days.min));
    let mut entries = Vec::new();
    let most = sessions.visits.max.clamp(sure, MOST_SESSIONS);
    for number in 1..=most {
        entries.push(session(assessment, number, day_of(number)));
    }
    for number in 1..=sure {
        let until = (number < sure).then(|| day_of(number + 1));
        let timeline = assessment.pack.expectations.timeline.iter();
        entries.extend(
            timeline.filter_map(|day| healing(assessment, day, number, day_of(number), until)),
        );
        entries.extend(written(assessment, number, day_of(number), until));
    }
    entries.extend(afterward(assessment, sure, day_of(sure)));
    entries
}

fn session(assessment: &Assessment, number: u32, day: NaiveDate) -> CalendarEntry {
    let sessions = assessment.sessions.content;
    let is_sure = number <= sessions.visits.min.max(1);
    let title = if is_sure {
        format!("SMP session {number}")
    } else {
        format!("SMP session {number}, if you need it")
    };
    let mut text = vec![format!("It takes {}.", range(sessions.hours, "hour"))];
    let open = assessment.open_safety().count();
    if number == 1 && open > 0 {
        let open = count(open, "safety question");
        text.push(format!(
            "Before you book, answer what is still open: {open}."
        ));
    }
    if number > 1 {
        text.push(format!(
            "This is the earliest day. Sessions are {} apart. Agree on the day with your practitioner.",
            days_range(sessions.gap_days)
        ));
    }
    if !is_sure {
        text.push("Healing starts again on the day of each session.".to_owned());
    }
    let mut text = text.join(" ");
    if let Some(card) = card(assessment) {
        text = format!("{text}\n\n{card}");
    }
    CalendarEntry::on(day, format!("session-{number}"), title, text)
}

/// The whole card of warning signs, a line for each.
fn card(assessment: &Assessment) -> Option<String> {
    let title = &assessment.pack.warnings.as_ref()?.title;
    let signs = signs(assessment);
    Some(format!("{title}\n{}", lines(&signs)))
}

fn lines<'a>(signs: impl IntoIterator<Item = &'a Sign<'a>>) -> String {
    signs
        .into_iter()
        .map(|sign| match &sign.label {
            Some(label) => format!("{label}: {}", sign.text),
            None => sign.text.to_string(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The signs that can come long after the last session, once the recovery plan is over.
fn late_signs(assessment: &Assessment, counted: &str, day: NaiveDate) -> Option<CalendarEntry> {
    let signs = signs(assessment);
    if !signs.iter().any(|sign| sign.late && sign.label.is_some()) {
        return None;
    }
    let last = assessment
        .pack
        .expectations
        .timeline
        .iter()
        .map(|day| day.to)
        .max()
        .unwrap_or(0);
    let late = lines(signs.iter().filter(|sign| sign.late));
    let text = format!("{late}\n\n{counted}");
    let title = "Late signs to watch for, also years from now".to_owned();
    let first = add_days(day, last.saturating_add(1));
    Some(CalendarEntry::on(
        first,
        "late-signs".to_owned(),
        title,
        text,
    ))
}

/// Some days after a session, up to the next one.
fn healing(
    assessment: &Assessment,
    day: &Day,
    session: u32,
    from: NaiveDate,
    until: Option<NaiveDate>,
) -> Option<CalendarEntry> {
    let first = add_days(from, day.from);
    let eve = until.and_then(|next| next.pred_opt());
    let last = add_days(from, day.to).min(eve.unwrap_or(NaiveDate::MAX));
    let days = u32::try_from((last - from).num_days()).ok()?;
    if days < day.from {
        return None;
    }
    let when = match (day.from, days) {
        (0, 0) => "the same day".to_owned(),
        (from, to) if from == to => format!("day {from}"),
        (from, to) => format!("days {from}–{to}"),
    };
    let watch = watch(assessment, day).map(|watch| format!("{WATCH} {watch}"));
    let parts = [
        ("", Some(day.look.as_str())),
        ("Avoid: ", Some(&day.avoid)),
        ("Fine: ", Some(&day.may)),
        ("", watch.as_deref()),
    ]
    .into_iter()
    .filter_map(|(mark, text)| Some((mark, text?)));
    let lines: Vec<_> = parts
        .filter(|(_, text)| !text.is_empty())
        .map(|(mark, text)| format!("{mark}{text}"))
        .collect();
    Some(CalendarEntry {
        key: format!("healing-{session}-{}", day.from),
        first,
        last,
        title: format!("After session {session}: {when}"),
        text: lines.join("\n"),
    })
}

/// What the studio writes after a session, up to the next one.
fn written(
    assessment: &Assessment,
    session: u32,
    from: NaiveDate,
    until: Option<NaiveDate>,
) -> Vec<CalendarEntry> {
    messages(assessment)
        .filter_map(|(message, text)| {
            let day = add_days(from, message.day);
            if until.is_some_and(|next| day >= next) {
                return None;
            }
            let key = format!("message-{session}-{}", message.id);
            let title = format!("Check-in after session {session}: {}", message.when);
            Some(CalendarEntry::on(day, key, title, text))
        })
        .collect()
}

/// What is allowed again after the last session, and the next touch-up.
fn afterward(assessment: &Assessment, session: u32, day: NaiveDate) -> Vec<CalendarEntry> {
    let recovery = assessment.recovery.content;
    let counted = format!(
        "Counted from session {session}. If you have more sessions, count again from the last one."
    );
    let again = [
        ("care", "Special skin care may end", recovery.care_days),
        (
            "sun-and-water",
            "Sun, pool and sea are fine again",
            recovery.sun_and_water_days,
        ),
    ];
    let mut entries: Vec<_> = again
        .into_iter()
        .map(|(key, title, span)| {
            let text = format!(
                "Sources say after {}. This is the careful end of that. {counted}",
                days_range(span)
            );
            CalendarEntry::on(
                add_days(day, span.max),
                key.to_owned(),
                title.to_owned(),
                text,
            )
        })
        .collect();
    entries.extend(late_signs(assessment, &counted, day));
    let upkeep = assessment.upkeep.content;
    let months = Months::new(upkeep.months.min.max(1));
    let touch_up = day.checked_add_months(months).unwrap_or(day);
    let main = other_main_upkeep(assessment).map(|main| {
        let whose = publishers(assessment.pack, &main.support.sources);
        format!(" {whose} says {}.", words::cadence(main.content))
    });
    let text = format!(
        "{}, sources say.{} Look at how much the dots have faded. {counted}",
        capitalized(&words::cadence(upkeep)),
        main.unwrap_or_default()
    );
    let title = "Time to think of a touch-up".to_owned();
    entries.push(CalendarEntry::on(
        touch_up,
        "touch-up".to_owned(),
        title,
        text,
    ));
    entries
}

/// The earliest day for a first session where only waiting is left; else whom to talk to first.
fn stopped(assessment: &Assessment, start: NaiveDate) -> CalendarEntry {
    let stops: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| finding.is_stop())
        .collect();
    let mut lines: Vec<_> = stops
        .iter()
        .map(|finding| stop_text(assessment, finding))
        .collect();
    lines.dedup();
    let waits = stops.iter().filter_map(|finding| finding.wait());
    let longest = waits.max_by_key(|wait| wait.min_days);
    let only_waits = assessment.verdict == Verdict::Wait;
    if let Some(wait) = longest.filter(|wait| only_waits && wait.min_days > 0) {
        lines.push(counted_from(wait));
        return CalendarEntry::on(
            add_days(start, wait.min_days),
            BEFORE.to_owned(),
            "Earliest day to plan an SMP session".to_owned(),
            lines.join("\n"),
        );
    }
    lines.insert(0, verdict_meaning(assessment.verdict).to_owned());
    CalendarEntry::on(
        start,
        BEFORE.to_owned(),
        format!("Before SMP: {}", verdict_name(assessment.verdict)),
        lines.join("\n"),
    )
}

/// From when the wait was counted, which is on the safe side.
fn counted_from(wait: Wait) -> String {
    let wait_days = days(wait.min_days);
    match wait.since {
        Since::Now => format!("Counted as {wait_days} from the day you gave."),
        Since::Transplant => safe_side(&wait_days, "your transplant was"),
        Since::Treatment => safe_side(&wait_days, "the treatment ended"),
        Since::Scar => safe_side(&wait_days, "the scar was made"),
    }
}

fn safe_side(wait: &str, event: &str) -> String {
    format!(
        "Counted as {wait} from the day you gave. If {event} before that day, it may be sooner."
    )
}

fn add_days(day: NaiveDate, days: u32) -> NaiveDate {
    let add_days = day.checked_add_days(Days::new(u64::from(days)));
    add_days.unwrap_or(NaiveDate::MAX) // no calendar reaches further
}
