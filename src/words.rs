//! Grammar: plurals, lists, and numbers, days and money in words.

pub use grade::{FEWEST_WORDS, HIGHEST_GRADE, grade, reading_words};

use chrono::NaiveDate;

use crate::pack::{Sessions, Since, Span, Upkeep, Wait};

/// "1 visit", "3 visits".
pub fn count(number: usize, one: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {one}{ending}")
}

/// "March 14, 2027".
pub fn date(day: NaiveDate) -> String {
    day.format("%B %-d, %Y").to_string()
}

/// "a", "a or b", "a, b or c".
pub fn any_of<Item: AsRef<str>>(items: &[Item]) -> String {
    list(items, "or")
}

/// "a", "a and b", "a, b and c".
pub fn all_of<Item: AsRef<str>>(items: &[Item]) -> String {
    list(items, "and")
}

fn list<Item: AsRef<str>>(items: &[Item], last_word: &str) -> String {
    let Some((last, rest)) = items.split_last() else {
        return String::new();
    };
    if rest.is_empty() {
        return last.as_ref().to_owned();
    }
    let rest: Vec<_> = rest.iter().map(AsRef::as_ref).collect();
    format!("{} {last_word} {}", rest.join(", "), last.as_ref())
}

/// The text with its first letter in upper case.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The text as it continues a sentence: its first letter in lower case, unless its first word is "I" or
/// written in capitals.
pub fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let next = letters.clone().next();
    let is_i = first == 'I' && next.is_none_or(|next| !next.is_alphabetic());
    if is_i || next.is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// A number from 0 in letters, as spreadsheets name their columns: `a` to `z`, then `aa`, `ab` and so on.
pub fn letters(number: usize) -> String {
    let mut letters = Vec::new();
    let mut left = number + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(
            b'a' + u8::try_from(left % 26).unwrap_or_default(),
        ));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// "1,200".
pub fn number(number: impl Into<u128>) -> String {
    let digits = number.into().to_string();
    let mut grouped = String::with_capacity(digits.len() + 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "+14", "−8" with a minus sign, "0".
pub fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        1.. => format!("+{points}"),
        _ => format!("−{}", points.unsigned_abs()),
    }
}

/// "2–4 visits", "1 visit".
pub fn range(span: Span, one: &str) -> String {
    let ending = if span.max == 1 { "" } else { "s" };
    format!("{} {one}{ending}", ends(span))
}

fn ends(span: Span) -> String {
    if span.min == span.max {
        return number(span.min);
    }
    format!("{}–{}", number(span.min), number(span.max))
}

/// "$1,200–$4,000"; a currency without a well-known sign is named by its code, "CHF 1,200".
pub fn money(amount: Span, currency: &str) -> String {
    let sign = currency_sign(currency);
    if amount.min == amount.max {
        return format!("{sign}{}", number(amount.min));
    }
    format!("{sign}{}–{sign}{}", number(amount.min), number(amount.max))
}

fn currency_sign(currency: &str) -> String {
    let sign = match currency {
        "USD" => "$",
        "CAD" => "CA$",
        "AUD" => "A$",
        "NZD" => "NZ$",
        "GBP" => "£",
        "EUR" => "€",
        "INR" => "₹",
        code => return format!("{code} "),
    };
    sign.to_owned()
}

/// A country within a sentence: "the United States"; its code where the name is not known here.
pub fn country(code: &str) -> &str {
    match code {
        "US" => "the United States",
        "GB" => "the United Kingdom",
        "CA" => "Canada",
        "AU" => "Australia",
        "NZ" => "New Zealand",
        "IE" => "Ireland",
        "DE" => "Germany",
        "FR" => "France",
        "ES" => "Spain",
        "IT" => "Italy",
        "NL" => "the Netherlands",
        "TR" => "Turkey",
        "IN" => "India",
        "AE" => "the United Arab Emirates",
        other => other,
    }
}

/// What a house rule is based on, in a word or two.
pub const HOUSE_RULE: &str = "clinic's own rule";

/// The reason of a house rule as a sentence that takes it for nothing else.
pub fn house_rule(policy: &str) -> String {
    format!("The clinic's own rule: {policy}")
}

/// Says that a country has no prices, and which country's are used instead; both as codes.
pub fn no_prices(missing: &str, stand_in: &str) -> String {
    let name = match country(missing) {
        name if name == missing => format!("your country ({missing})"),
        name => name.to_owned(),
    };
    format!(
        "We found no clear prices for {name}. This range is for {}.",
        country(stand_in)
    )
}

/// Units that a number of days can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Years,
    Months,
    Weeks,
    Days,
}

impl Unit {
    fn one(self) -> &'static str {
        match self {
            Self::Years => "year",
            Self::Months => "month",
            Self::Weeks => "week",
            Self::Days => "day",
        }
    }

    /// The number of this unit in `days`, if it is whole. A month is 30 days or a twelfth of a year.
    fn of(self, days: u32) -> Option<u32> {
        let even = |length: u32| days.is_multiple_of(length).then(|| days / length);
        match self {
            Self::Years => even(365),
            Self::Months => even(30).or_else(|| even(365).map(|years| years * 12)),
            Self::Weeks => even(7),
            Self::Days => Some(days),
        }
    }
}

/// "2 weeks", "6 months", "1 year", "10 days": the largest unit that comes out even.
pub fn days(days: u32) -> String {
    days_range(Span {
        min: days,
        max: days,
    })
}

/// "1–2 weeks", "3–10 days": the largest unit in which both ends come out even.
pub fn days_range(span: Span) -> String {
    let units = [Unit::Years, Unit::Months, Unit::Weeks];
    // Few days are easier to picture than one week or a part of a month.
    let even = units.into_iter().filter(|_| span.min > 0).find_map(|unit| {
        let min = unit.of(span.min)?;
        let max = unit.of(span.max)?;
        Some((Span { min, max }, unit))
    });
    let (span, unit) = even.unwrap_or((span, Unit::Days));
    range(span, unit.one())
}

/// "1–5 days"; "several hours to 5 days" where the shortest time is less than a day.
pub fn lasting(span: Span) -> String {
    match span {
        Span { min: 0, max: 0 } => "several hours".to_owned(),
        Span { min: 0, max } => format!("several hours to {}", days(max)),
        _ => days_range(span),
    }
}

/// How long and until when to wait, as the end of "Wait …".
///
/// `None` where no figure is published and only the situation itself has to end.
pub fn wait(wait: Wait) -> Option<String> {
    let since = match wait.since {
        Since::Now => "",
        Since::Transplant => " after your transplant",
        Since::Treatment => " after the treatment has ended",
        Since::Scar => " after the scar was made",
    };
    match (wait.min_days, wait.max_days) {
        (0, None) => None,
        (0, Some(max)) => Some(format!("up to {}{since}", days(max))),
        (min, None) if wait.since == Since::Now => Some(format!(
            "at least {}, or longer if it is not over by then",
            days(min)
        )),
        (min, None) => Some(format!("at least {}{since}", days(min))),
        (min, Some(max)) if min == max => Some(format!("at least {}{since}", days(min))),
        (min, Some(max)) => {
            let (least, most) = shared_unit(min, max);
            Some(format!("at least {least}{since} (some sources say {most})"))
        }
    }
}

/// "6 months" and "12", or "3 weeks" and "2 months" where the units differ.
fn shared_unit(min: u32, max: u32) -> (String, String) {
    let units = [Unit::Years, Unit::Months, Unit::Weeks];
    for unit in units {
        if let (Some(least), Some(most)) = (unit.of(min), unit.of(max)) {
            return (count_u32(least, unit.one()), most.to_string());
        }
    }
    (days(min), days(max))
}

fn count_u32(number: u32, one: &str) -> String {
    range(
        Span {
            min: number,
            max: number,
        },
        one,
    )
}

/// From the first visit to the last, as "about 3 to 9 weeks in all"; `None` for a single visit.
pub fn course(sessions: Sessions) -> Option<String> {
    let days_between = |visits: u32, gap: u32| visits.saturating_sub(1).saturating_mul(gap);
    let shortest = days_between(sessions.visits.min, sessions.gap_days.min);
    let longest = days_between(sessions.visits.max, sessions.gap_days.max);
    if longest == 0 {
        return None;
    }
    if longest < 14 {
        let whole = Span {
            min: shortest,
            max: longest,
        };
        return Some(match shortest {
            0 => format!("up to {} in all", range(single(longest), "day")),
            _ => format!("{} in all", range(whole, "day")),
        });
    }
    let weeks = |days: u32| (days + 3) / 7; // to the nearest week
    let even = shortest.is_multiple_of(7) && longest.is_multiple_of(7);
    let about = if even { "" } else { "about " };
    Some(match (weeks(shortest), weeks(longest)) {
        (0, most) => format!("up to {about}{} in all", count_u32(most, "week")),
        (least, most) if least == most => format!("{about}{} in all", count_u32(most, "week")),
        (least, most) => format!("{about}{least} to {most} weeks in all"),
    })
}

/// "once a year", "once a year to once every 6 years", "once every 3 to 6 years".
pub fn cadence(upkeep: Upkeep) -> String {
    let Span { min, max } = upkeep.months;
    if min == max {
        return every(min);
    }
    if min > 12 && [min, max].iter().all(|months| months.is_multiple_of(12)) {
        return format!("once every {} to {} years", min / 12, max / 12);
    }
    format!("{} to {}", every(min), every(max))
}

fn every(months: u32) -> String {
    match (months, months.is_multiple_of(12)) {
        (0 | 1, _) => "once a month".to_owned(),
        (12, _) => "once a year".to_owned(),
        (_, true) => format!("once every {} years", months / 12),
        (_, false) => format!("once every {months} months"),
    }
}

fn single(number: u32) -> Span {
    Span {
        min: number,
        max: number,
    }
}

mod grade;
#[cfg(test)]
mod tests;
