//! Reads `suitability.json`.

use super::condition::{self, Use};
use super::earlier::called;
use super::fields::Fields;
use super::lookup::Symbols;
use crate::diagnostic::{Code, all_of, shortened};
use crate::format::{GATES, SINCE};
use crate::json::{Node, Reader};
use crate::pack::{Clearance, Condition, Disputed, Rule, Since, Text, Verdict, Wait};

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    symbols: &Symbols,
) -> Vec<Rule> {
    let rules = fields.objects("rules");
    rules
        .filter_map(|fields| rule(reader, fields, symbols))
        .collect()
}

fn rule<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    symbols: &Symbols,
) -> Option<Rule> {
    let id = fields.id();
    let verdict = Gate::read(fields);
    let points = points(reader, fields);
    let wait = wait(reader, fields, verdict);
    let disputed = (fields.object("disputed"))
        .and_then(|other| other_reading(reader, other, points, verdict.known(), symbols));
    let support = symbols.support(reader, fields);
    let strength = symbols
        .library
        .and_then(|library| library.strength(reader, fields, &support.sources));
    let gate = Clearable {
        verdict,
        urgent: fields.flag("urgent"),
        // If the other reading could not be read, that is reported, and nothing else.
        other: match (fields.has("disputed"), disputed.as_ref()) {
            (true, None) => Gate::Unreadable,
            (_, Some(other)) => other.verdict.map_or(Gate::Absent, Gate::Verdict),
            (false, None) => Gate::Absent,
        },
    };
    let cleared_by = fields.member("cleared_by");
    let approval = cleared_by.map(|node| {
        gate.check(reader, node);
        approval(reader, fields.object("cleared_by")?, symbols)
    });
    let either_points = [points, disputed.as_ref().and_then(|other| other.points)];
    let usage = match either_points {
        [None, None] => Use::Any,
        _ => Use::Points,
    };
    let when =
        (fields.member("when")).and_then(|node| condition::read(reader, node, symbols, usage));
    let unless = condition::read_optional(reader, fields.member("unless"), symbols);
    if either_points.iter().flatten().any(|points| *points > 0) {
        check_exception(reader, fields, &id);
    }
    check_effect(reader, fields, &id);
    let when = when?;
    let cleared_by = match approval {
        None => None,
        Some(read) => {
            let (approved, because, advice) = read?;
            let gate = (&when, unless.as_ref());
            Some(Clearance::new(gate, approved, because, advice))
        }
    };
    Some(Rule {
        id,
        when,
        unless,
        points,
        verdict: verdict.known(),
        urgent: gate.urgent,
        wait,
        cleared_by,
        because: fields.text("because"),
        advice: fields.optional_text("advice"),
        disputed,
        sources: support.sources,
        claims: support.claims,
        strength: strength.map(|(_, strength)| strength),
        policy: policy(reader, fields),
    })
}

/// The reason of a house rule, which is none that also rests on evidence.
fn policy<'text>(reader: &mut Reader<'text>, fields: Fields<'text>) -> Option<Text> {
    // Another pack may not have the key, and that is reported.
    let node = fields.member("policy").filter(|_| reader.has_base())?;
    let evidence = ["sources", "claims", "strength", "disputed"];
    let stated: Vec<_> = evidence.into_iter().filter(|key| fields.has(key)).collect();
    if !stated.is_empty() {
        let message = "a rule rests on a policy or on evidence, not on both";
        let help = format!(
            "take out {}, with `null` if the base has it; or take out `policy`",
            all_of(&stated)
        );
        reader.report_key(Code::PolicyWithSources, node, message, help);
    }
    fields.optional_text("policy")
}

fn check_exception(reader: &mut Reader, fields: Fields, id: &str) {
    if let Some(unless) = fields.member("unless") {
        let message = format!("{} gives points and has an exception", called("rule", id));
        let help = "give the points where the answer is known instead";
        reader.report_key(Code::UnlessOnPositive, unless, message, help.to_owned());
    }
}

fn check_effect(reader: &mut Reader, fields: Fields, id: &str) {
    let has_effect = ["points", "verdict", "advice"].map(|key| fields.has(key));
    // An unknown key may be a misspelled effect.
    if !has_effect.contains(&true) && fields.are_known() {
        let message = format!("{} does nothing", called("rule", id));
        let help = "give it `points`, a `verdict` or `advice`";
        reader.report(Code::NoEffect, fields.node(), message, help.to_owned());
    }
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
    fn read(fields: Fields) -> Self {
        match fields.word("verdict", &GATES) {
            Some(verdict) => Self::Verdict(verdict),
            None if fields.has("verdict") => Self::Unreadable,
            None => Self::Absent,
        }
    }

    fn known(self) -> Option<Verdict> {
        match self {
            Self::Absent | Self::Unreadable => None,
            Self::Verdict(verdict) => Some(verdict),
        }
    }
}

fn points<'text>(reader: &mut Reader<'text>, fields: Fields<'text>) -> Option<i32> {
    let points = fields.integer("points")?;
    if let (0, Some(node)) = (points, fields.member("points")) {
        let help = "leave `points` out where a rule does not score";
        let message = "0 points change nothing";
        reader.report(Code::BadNumber, node, message, help.to_owned());
    }
    Some(points)
}

fn wait<'text>(reader: &mut Reader<'text>, fields: Fields<'text>, verdict: Gate) -> Option<Wait> {
    let is_wait = verdict == Gate::Verdict(Verdict::Wait);
    let Some(node) = fields.member("wait") else {
        if is_wait {
            let help = "add `\"wait\": { \"min_days\": …, \"max_days\": …, \"since\": … }`";
            let message = "the verdict is `wait` but the key `wait` does not say how long";
            reader.report(Code::WaitMismatch, fields.node(), message, help.to_owned());
        }
        return None;
    };
    if !is_wait && verdict != Gate::Unreadable {
        let message = "the rule says how long to wait but its verdict is not `wait`";
        let help = "take `wait` out, or let the verdict be `wait`";
        reader.report_key(Code::WaitMismatch, node, message, help.to_owned());
    }
    let wait = fields.object("wait")?;
    let min_days = wait.integer("min_days")?.unsigned_abs();
    let max_days = wait.integer("max_days").map(i32::unsigned_abs);
    if max_days.is_some_and(|max_days| max_days < min_days) {
        let message = format!("`max_days` is less than `min_days`, which is {min_days}");
        let help = "`max_days` may be `null` where the end is not a matter of days";
        reader.report(Code::BadRange, node, message, help.to_owned());
    }
    let since: Since = wait.word("since", &SINCE)?;
    Some(Wait {
        min_days,
        max_days,
        since,
    })
}

/// What decides if a doctor's approval can clear a rule.
///
/// Only a gate that asks for a doctor can be cleared: one with `see_doctor_first`, or one that the
/// sources dispute where the milder reading is `see_doctor_first`. A wait ends by itself, and a doctor
/// cannot sign away what is urgent or absolute.
#[derive(Clone, Copy)]
struct Clearable {
    verdict: Gate,
    urgent: bool,
    /// The verdict of the other reading.
    other: Gate,
}

impl Clearable {
    fn check(self, reader: &mut Reader, node: &Node) {
        let doctor = Gate::Verdict(Verdict::SeeDoctorFirst);
        let asks_for_doctor = match self.verdict {
            Gate::Verdict(Verdict::SeeDoctorFirst) | Gate::Unreadable => true,
            Gate::Verdict(Verdict::NotRecommended) => {
                self.other == doctor || self.other == Gate::Unreadable
            }
            Gate::Verdict(_) | Gate::Absent => false,
        };
        let message = if self.urgent {
            "an urgent rule cannot be cleared"
        } else if asks_for_doctor {
            return;
        } else {
            "only a rule that asks for a doctor can be cleared"
        };
        let help = "take `cleared_by` out, or let the verdict be `see_doctor_first`";
        reader.report_key(Code::ClearanceMismatch, node, message, help.to_owned());
    }
}

/// The answers that state a doctor's approval, and the texts for them.
fn approval<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    symbols: &Symbols,
) -> Option<(Condition, Text, Text)> {
    let when = condition::read(reader, fields.member("when")?, symbols, Use::Approval)?;
    Some((when, fields.text("because"), fields.text("advice")))
}

fn other_reading<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    points: Option<i32>,
    verdict: Option<Verdict>,
    symbols: &Symbols,
) -> Option<Disputed> {
    if !fields.has("points") && !fields.has("verdict") {
        let message = "the other reading gives neither `points` nor a `verdict`";
        let help = "write what the rule would do: `\"points\": …` or `\"verdict\": …`, `0` or `null` for nothing";
        reader.report(
            Code::NoOtherReading,
            fields.node(),
            message,
            help.to_owned(),
        );
    }
    let points = if fields.has("points") {
        fields.integer("points").filter(|&points| points != 0)
    } else {
        points
    };
    let verdict = if fields.has("verdict") {
        fields.word("verdict", &GATES)
    } else {
        verdict
    };
    Some(Disputed {
        dispute: dispute(reader, fields, symbols)?,
        points,
        verdict,
    })
}

/// The position of the dispute that the other reading belongs to.
fn dispute<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    symbols: &Symbols,
) -> Option<usize> {
    let (written, node) = (fields.written("in")?, fields.member("in")?);
    let header = symbols.header?;
    let disputes = header.disputes.iter();
    let found = disputes.clone().position(|dispute| dispute.id == written);
    if found.is_none() && header.disputes_are_whole {
        let message = format!("`{}` is not a dispute of this pack", shortened(written));
        let ids = disputes.map(|dispute| dispute.id.as_str());
        let help = reader
            .help_for_unknown_id(node, "dispute", written, ids)
            .or(Some("pack.json lists no dispute".to_owned()));
        reader.report(Code::UnknownDispute, node, message, help);
    }
    found
}
