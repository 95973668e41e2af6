//! The whole numbers that the options of a question cover, such as ages or months since a date.

use super::earlier::called;
use super::fields::Fields;
use crate::diagnostic::Code;
use crate::json::{Node, Reader};
use crate::pack::{Kind, NumberRange, Text};

/// The numbers that an option covers.
pub(super) fn of_option(fields: Fields) -> Option<NumberRange> {
    let range = NumberRange {
        from: fields.integer("from"),
        to: fields.integer("to"),
    };
    (range.from.is_some() || range.to.is_some()).then_some(range)
}

/// An option that covers numbers.
struct Covering<'text> {
    id: Text,
    range: NumberRange,
    node: &'text Node<'text>,
}

/// Reports numbers that two options of a question cover, or none between two that do.
///
/// For example, "up to 17" and "19 to 25" leave out 18.
pub(super) fn check<'text>(reader: &mut Reader<'text>, fields: Fields<'text>, kind: Option<Kind>) {
    let mut options: Vec<_> = fields.objects("options").filter_map(covering).collect();
    if let Some(since) = fields.member("since") {
        let problem = match kind {
            Some(Kind::Many) => Some((
                "a date cannot be the answer where several options can be ticked",
                "ask for it in a question of kind `one`, or take `since` out",
            )),
            _ if options.is_empty() => Some((
                "no option says which months since a date it covers",
                "add `from` and `to` to the options that a date can mean, such as `\"from\": 0, \"to\": 5`, or take `since` out",
            )),
            _ => None,
        };
        if let Some((message, help)) = problem {
            return reader.report_key(Code::BadNumbers, since, message, help.to_owned());
        }
    }
    if let (Some(option), Some(Kind::Many)) = (options.first(), kind) {
        let message = "a number cannot be the answer where several options can be ticked";
        let help = "ask for it in a question of kind `one`, or take `from` and `to` out";
        return reader.report_key(Code::BadNumbers, option.node, message, help.to_owned());
    }
    options.sort_by_key(|option| option.range.from); // an open beginning comes first
    let mut last: Option<Covering> = None;
    for option in options {
        let other = last
            .as_ref()
            .and_then(|last| problem_between(last, &option));
        if let Some(message) = problem_with(&option).or(other) {
            let help = "give each number to one option; only the first may be without `from` and the last without `to`";
            reader.report_key(Code::BadNumbers, option.node, message, help.to_owned());
        }
        // The one that reaches further is next to what follows.
        last = match last {
            Some(last) if end(&last) > end(&option) => Some(last),
            _ => Some(option),
        };
    }
}

fn covering(fields: Fields) -> Option<Covering> {
    Some(Covering {
        id: fields.id(),
        range: of_option(fields)?,
        node: fields.member("from").or(fields.member("to"))?,
    })
}

fn end(option: &Covering) -> i32 {
    option.range.to.unwrap_or(i32::MAX)
}

fn problem_with(option: &Covering) -> Option<String> {
    let NumberRange { from, to } = option.range;
    let (from, to) = (from?, to?);
    let option = called("option", &option.id);
    (from > to).then(|| format!("the numbers of {option} go from {from} down to {to}"))
}

/// What is wrong between an option and the next; both are sorted by where they begin.
fn problem_between(option: &Covering, next: &Covering) -> Option<String> {
    let begin = next.range.from.unwrap_or(i32::MIN);
    if begin <= end(option) {
        let both = next.range.from.unwrap_or(end(option).min(end(next)));
        let [option, next] = [option, next].map(|option| called("option", &option.id));
        return Some(format!("{option} and {next} both cover {both}"));
    }
    let missing = NumberRange {
        from: Some(end(option) + 1),
        to: Some(begin - 1),
    };
    (missing.from <= missing.to).then(|| {
        let [option, next] = [option, next].map(|option| called("option", &option.id));
        format!("no option covers {missing}, between {option} and {next}")
    })
}
