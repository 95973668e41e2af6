//! Reads `suitability.json`.

use super::builtin;
use super::condition::{self, Symbols, Use};
use super::expectations::support;
use super::fields::Fields;
use super::format::{CLEARANCE, OTHER_READING, RULE, RULES, WAIT};
use super::header::VERDICTS;
use super::ids::{IdRegistry, called};
use super::reader::{Reader, shortened};
use super::tree::{Node, Value};
use crate::diagnostic::Code;
use crate::pack::{Clearance, Condition, Disputed, Rule, Since, Text, Verdict, Wait};

/// The words for verdicts that a rule may give: all but the best, which stops nothing.
pub(super) static GATES: [(&str, Verdict); 4] = {
    let [_, gates @ ..] = VERDICTS;
    gates
};

/// The words for what a wait counts from.
pub(super) static SINCE: [(&str, Since); 4] = [
    ("now", Since::Now),
    ("transplant", Since::Transplant),
    ("treatment", Since::Treatment),
    ("scar", Since::Scar),
];

/// Longest wait, in days.
pub(super) const MOST_DAYS: i32 = 36_500;

/// Rules of a pack. More would make a result slow.
const MOST_RULES: usize = 5_000;

/// Points a single rule may give or take.
pub(super) const MOST_POINTS: i32 = 100;

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
) -> Vec<Rule> {
    let Some(fields) = reader.fields(node, &RULES) else {
        return Vec::new();
    };
    let mut ids = IdRegistry::new(&RULE);
    let mut rules = Vec::new();
    let nodes = fields.list(reader, "rules");
    for node in reader.up_to(fields.required("rules"), nodes, MOST_RULES) {
        rules.extend(rule(reader, node, &mut ids, symbols));
    }
    fields.finish(reader);
    rules
}

fn rule<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    symbols: &Symbols,
) -> Option<Rule> {
    let (fields, id) = ids.entry(reader, node)?;
    let called = called("rule", &id);
    let when = fields.required("when");
    let unless = fields.optional("unless");
    let effects = ["points", "verdict", "advice"].map(|key| fields.optional(key));
    let [points, verdict, advice] = effects;
    let has_effect = effects.iter().any(Option::is_some);
    let points = points.and_then(|node| points_of(reader, node));
    let verdict = Gate::read(reader, verdict);
    let urgent = fields.mark(reader, "urgent");
    let wait = wait(reader, &fields, verdict, node);
    let cleared_by = fields.optional("cleared_by");
    let because = fields.text(reader, "because");
    let advice = advice.and_then(|node| reader.short_text(node).map(builtin::intern_text));
    let disputed = fields.optional("disputed");
    let is_disputed = disputed.is_some();
    let disputed =
        disputed.and_then(|node| other_reading(reader, node, points, verdict.known(), symbols));
    let support = support(reader, &fields, symbols);
    let strength = symbols
        .library
        .and_then(|library| library.strength(reader, &fields, &support.sources));
    // Where the other reading could not be read, that is all there is to say about it.
    let other = match (is_disputed, disputed.as_ref()) {
        (true, None) => Gate::Unreadable,
        (_, Some(other)) => other.verdict.map_or(Gate::Absent, Gate::Verdict),
        (false, None) => Gate::Absent,
    };
    let gate = (verdict, urgent, other);
    let cleared_by = cleared_by.map(|node| clearance(reader, node, gate, symbols));

    let other_points = disputed.as_ref().and_then(|other| other.points);
    let either_points = [points, other_points];
    let scores = either_points.iter().any(Option::is_some);
    let usage = if scores { Use::Points } else { Use::Any };
    let when = when.and_then(|node| condition::read(reader, node, symbols, usage));
    if let Some(unless) = unless
        && either_points.iter().flatten().any(|points| *points > 0)
    {
        let message = format!("{called} gives points and has an exception");
        let help = "give the points where the answer is symbols instead";
        reader.report_key(Code::UnlessOnPositive, unless, message, help.to_owned());
    }
    let unless = unless.and_then(|node| condition::read(reader, node, symbols, Use::Any));
    // A key that is not known may be an effect that is misspelled.
    if fields.finish(reader) && !has_effect {
        let message = format!("{called} does nothing");
        let help = "give it `points`, a `verdict` or `advice`";
        reader.report(Code::NoEffect, node, message, help.to_owned());
    }
    let when = when?;
    let cleared_by = match cleared_by {
        None => None,
        Some(read) => {
            let (approved, because, advice) = read?;
            Some(Clearance::new(
                (&when, unless.as_ref()),
                approved,
                because,
                advice,
            ))
        }
    };
    Some(Rule {
        id,
        when,
        unless,
        points,
        verdict: verdict.known(),
        urgent,
        wait,
        cleared_by,
        because,
        advice,
        disputed,
        sources: support.sources,
        claims: support.claims,
        strength: strength.map(|(_, strength)| strength),
    })
}

/// The verdict of a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gate {
    Absent,
    /// Already reported.
    Unreadable,
    Verdict(Verdict),
}

impl Gate {
    fn read<'text>(reader: &mut Reader<'text>, node: Option<&Node<'text>>) -> Self {
        let Some(node) = node else {
            return Self::Absent;
        };
        reader
            .word(node, &GATES)
            .map_or(Self::Unreadable, Self::Verdict)
    }

    fn known(self) -> Option<Verdict> {
        match self {
            Self::Absent | Self::Unreadable => None,
            Self::Verdict(verdict) => Some(verdict),
        }
    }
}

fn points_of(reader: &mut Reader, node: &Node) -> Option<i32> {
    let points = reader.integer(node, -MOST_POINTS, MOST_POINTS)?;
    if points == 0 {
        let help = "leave `points` out where a rule does not score";
        reader.report(
            Code::BadNumber,
            node,
            "0 points change nothing",
            help.to_owned(),
        );
    }
    Some(points)
}

fn wait<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
    verdict: Gate,
    rule: &Node<'text>,
) -> Option<Wait> {
    let is_wait = verdict == Gate::Verdict(Verdict::Wait);
    let Some(node) = fields.optional("wait") else {
        if is_wait {
            let help = "add `\"wait\": { \"min_days\": …, \"max_days\": …, \"since\": … }`";
            let message = "the verdict is `wait` but the key `wait` does not say how long";
            reader.report(Code::WaitMismatch, rule, message, help.to_owned());
        }
        return None;
    };
    if !is_wait && verdict != Gate::Unreadable {
        let message = "the rule says how long to wait but its verdict is not `wait`";
        let help = "take `wait` out, or let the verdict be `wait`";
        reader.report_key(Code::WaitMismatch, node, message, help.to_owned());
    }
    let fields = reader.fields(node, &WAIT)?;
    let min = fields.required("min_days");
    let min = min.and_then(|node| reader.integer(node, 0, MOST_DAYS));
    let max = fields.nullable(reader, "max_days", |reader, node| {
        reader.integer(node, 0, MOST_DAYS)
    });
    let since = fields.word(reader, "since", &SINCE);
    fields.finish(reader);
    let min_days = min?.unsigned_abs();
    let max_days = max.map(i32::unsigned_abs);
    if max_days.is_some_and(|max_days| max_days < min_days) {
        let message = format!("`max_days` is less than `min_days`, which is {min_days}");
        let help = "`max_days` may be `null` where the end is not a matter of days";
        reader.report(Code::BadRange, node, message, help.to_owned());
    }
    Some(Wait {
        min_days,
        max_days,
        since: since?,
    })
}

/// What a doctor's approval makes of a gate: the answers that say so, and the texts for them.
///
/// Only a gate that asks for a doctor can be cleared: one with `see_doctor_first`, or one that the
/// sources dispute where the milder reading is `see_doctor_first`. A wait ends by itself, and what is
/// urgent or absolute is not a doctor's to sign away.
fn clearance<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    (verdict, urgent, other): (Gate, bool, Gate),
    symbols: &Symbols,
) -> Option<(Condition, Text, Text)> {
    let doctor = Gate::Verdict(Verdict::SeeDoctorFirst);
    let asks_for_doctor = match verdict {
        // What is unreadable is already reported.
        Gate::Verdict(Verdict::SeeDoctorFirst) | Gate::Unreadable => true,
        Gate::Verdict(Verdict::NotRecommended) => other == doctor || other == Gate::Unreadable,
        Gate::Verdict(_) | Gate::Absent => false,
    };
    if urgent || !asks_for_doctor {
        let message = if urgent {
            "an urgent rule cannot be cleared"
        } else {
            "only a rule that asks for a doctor can be cleared"
        };
        let help = "take `cleared_by` out, or let the verdict be `see_doctor_first`";
        reader.report_key(Code::ClearanceMismatch, node, message, help.to_owned());
    }
    let fields = reader.fields(node, &CLEARANCE)?;
    let when = fields.required("when");
    let because = fields.text(reader, "because");
    let advice = fields.text(reader, "advice");
    fields.finish(reader);
    let when = when.and_then(|node| condition::read(reader, node, symbols, Use::Approval));
    Some((when?, because, advice))
}

fn other_reading<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    points: Option<i32>,
    verdict: Option<Verdict>,
    symbols: &Symbols,
) -> Option<Disputed> {
    let fields = reader.fields(node, &OTHER_READING)?;
    let name = fields.required("in");
    let other_points = fields.optional("points");
    let other_verdict = fields.optional("verdict");
    fields.finish(reader);
    if other_points.is_none() && other_verdict.is_none() {
        let message = "the other reading gives neither `points` nor a `verdict`";
        let help = "write what the rule would do: `\"points\": …` or `\"verdict\": …`, `0` or `null` for nothing";
        reader.report(Code::NoOtherReading, node, message, help.to_owned());
    }
    let points = match other_points {
        None => points,
        Some(node) => reader
            .integer(node, -MOST_POINTS, MOST_POINTS)
            .filter(|&points| points != 0),
    };
    let verdict = match other_verdict {
        None => verdict,
        Some(node) if matches!(node.value, Value::Null) => None,
        Some(node) => reader.word(node, &GATES),
    };
    let name = name?;
    let written = reader.text(name)?;
    let header = symbols.header?;
    let disputes = header.disputes.iter();
    let dispute = (disputes.clone()).position(|dispute| dispute.id == written);
    if dispute.is_none() && header.disputes_are_whole {
        let message = format!("`{}` is not a dispute of this pack", shortened(written));
        let ids = disputes.map(|dispute| dispute.id.as_str());
        let help = reader.help_for_unknown_id(name, "dispute", written, ids);
        let help = help.or(Some("pack.json lists no dispute".to_owned()));
        reader.report(Code::UnknownDispute, name, message, help);
    }
    Some(Disputed {
        dispute: dispute?,
        points,
        verdict,
    })
}
