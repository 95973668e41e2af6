//! Every source, every claim and every dispute of a pack is used.

use std::collections::BTreeSet;

use super::context::CheckContext;
use super::finding::CheckFinding;
use crate::diagnostic::Code;
use crate::load::{self, PathStep};
use crate::pack::Pack;

/// Every claim is cited by a rule, a text or a law, and every source by one of them or by a claim.
pub(super) fn every_source_is_used(context: &CheckContext) -> Vec<CheckFinding> {
    let pack = context.pack;
    let (mut sources, claims) = cited(pack);
    for claim in &pack.claims {
        sources.extend(claim.sources.iter().map(AsRef::as_ref));
    }
    let ids = |list: &'static str| move |id: &str| (list, id.to_owned());
    let of_sources = pack.sources.iter().map(|source| source.id.as_str());
    let unused_sources = of_sources.filter(|id| !sources.contains(id));
    let of_claims = pack.claims.iter().map(|claim| claim.id.as_str());
    let unused_claims = of_claims.filter(|id| !claims.contains(id));
    let unused = unused_sources
        .map(ids("sources"))
        .chain(unused_claims.map(ids("claims")));
    let findings = unused.filter_map(|(list, id)| {
        let (code, what) = match list {
            "sources" => (Code::UnusedSource, "source"),
            _ => (Code::UnusedClaim, "claim"),
        };
        let place =
            (context.places).of("sources.json", &[PathStep::Key(list), PathStep::Entry(&id)]);
        if load::is_of_base(context.places.files, &place) {
            return None; // a pack that extends another need not use all of it
        }
        let message = format!("nothing rests on the {what} `{id}`");
        Some(CheckFinding::error(
            code,
            place,
            message,
            "cite it where it belongs, or remove it",
        ))
    });
    findings.collect()
}

/// Every dispute changes what some rule does.
pub(super) fn every_dispute_is_used(context: &CheckContext) -> Vec<CheckFinding> {
    let pack = context.pack;
    let others = pack.rules.iter().filter_map(|rule| rule.disputed.as_ref());
    let used: BTreeSet<_> = others.map(|other| other.dispute).collect();
    let disputes = pack.disputes.iter().enumerate();
    let idle = disputes.filter(|(position, _)| !used.contains(position));
    let findings = idle.map(|(_, dispute)| {
        let path = [PathStep::Key("disputes"), PathStep::Entry(&dispute.id)];
        let message = format!("no rule depends on the dispute `{}`", dispute.id);
        let help = "name it in `disputed` of a rule, or remove it";
        let place = context.places.of("pack.json", &path);
        CheckFinding::error(Code::IdleDispute, place, message, help)
    });
    findings.collect()
}

/// The sources and the claims that anything but a claim names.
fn cited(pack: &Pack) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let supported = pack.supported();
    let sources = supported.iter().flat_map(|supported| supported.sources);
    let claims = supported.iter().flat_map(|supported| supported.claims);
    (
        sources.map(AsRef::as_ref).collect(),
        claims.map(AsRef::as_ref).collect(),
    )
}
