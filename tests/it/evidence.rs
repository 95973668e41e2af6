//! The built-in pack against the evidence it was made from: classes, gates, sources, cases, experts.

mod experts;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use smp_suitability::assess::{Estimate, Table, assess, assess_in};
use smp_suitability::case::Case;
use smp_suitability::load;
use smp_suitability::pack::{
    Claim, Condition, Country, GuideTopic, Pack, Row, Rule, Strength, Support, Supported,
    SupportedPart, Text, Verdict,
};

use table::Effect::{Caution, Doctor, Inform, Never, Wait};
use table::{CLASSES, Effect, WAITS};

/// Claims about how long the dots last; they lower the score or advise, no more.
const DURABILITY: &[&str] = &["C43", "C44", "C54", "L06", "L07", "L02", "L03", "L05"];

/// Kinds of sources that may rule SMP out.
const STRICT: &[Strength] = &[
    Strength::Review,
    Strength::Study,
    Strength::UsAgency,
    Strength::Agency,
    Strength::Law,
];

fn pack() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

fn cases(table: &Table) -> Vec<Case> {
    load::cases(table, &load::builtin()).unwrap()
}

fn claim<'pack>(pack: &'pack Pack, id: &str) -> &'pack Claim {
    pack.claims.iter().find(|claim| claim.id == id).unwrap()
}

fn kinds(pack: &Pack, claim: &Claim) -> Vec<Strength> {
    let sources = claim.sources.iter();
    sources
        .map(|source| pack.find_source(source).unwrap().kind)
        .collect()
}

fn is_clinic_only(pack: &Pack, claim: &Claim) -> bool {
    kinds(pack, claim).iter().all(|kind| kind.is_practice())
}

fn effect(rule: &Rule) -> Effect {
    match rule.verdict {
        Some(Verdict::NotRecommended) => Never,
        Some(Verdict::Wait) => Wait,
        Some(Verdict::SeeDoctorFirst) => Doctor,
        Some(Verdict::SuitableWithCautions) => Caution,
        Some(Verdict::Suitable) | None => Inform,
    }
}

#[test]
fn every_row_of_section_2_is_a_gate_or_advice_of_its_class() {
    let pack = pack();
    for &(id, class, must, may) in CLASSES {
        let rules = pack.rules.iter().filter(|rule| names(&rule.claims, id));
        let mut found: BTreeSet<_> = rules.map(effect).collect();
        // What a section says about the condition is no advice about the treatment.
        let sections = pack.guide.iter();
        let advising = sections.filter(|section| section.topic != GuideTopic::Condition);
        let mut items = advising.flat_map(|section| &section.items);
        if items.any(|item| names(&item.support.claims, id)) {
            found.insert(Inform);
        }
        let allowed = |effect: &Effect| must.contains(effect) || may.contains(effect);
        assert!(
            must.iter().all(|effect| found.contains(effect)),
            "{id} is {class}: {found:?}"
        );
        assert!(found.iter().all(allowed), "{id} is {class}: {found:?}");
    }
    let listed = pack.claims.iter().filter(|claim| claim.id.starts_with('X'));
    let listed: Vec<_> = listed.map(|claim| claim.id.as_str()).collect();
    let classed: Vec<_> = CLASSES.iter().map(|(id, ..)| *id).collect();
    assert_eq!(listed, classed);
}

fn names(claims: &[Text], id: &str) -> bool {
    claims.iter().any(|claim| &**claim == id)
}

#[test]
fn waits_are_those_of_the_evidence() {
    let pack = pack();
    for &(id, min_days, max_days) in WAITS {
        let rule = pack.rules.iter().find(|rule| rule.id == id);
        let wait = rule.and_then(|rule| rule.wait).unwrap();
        assert_eq!((wait.min_days, wait.max_days), (min_days, max_days), "{id}");
    }
    let with_days = |rule: &&Rule| {
        let wait = rule.wait;
        wait.is_some_and(|wait| wait.min_days > 0 || wait.max_days.is_some())
    };
    assert_eq!(pack.rules.iter().filter(with_days).count(), WAITS.len());
}

#[test]
fn what_only_clinics_say_never_rules_smp_out() {
    let pack = pack();
    for rule in pack.rules.iter().filter(|rule| effect(rule) == Never) {
        for id in &rule.claims {
            assert!(
                !is_clinic_only(&pack, claim(&pack, id)),
                "{}: {id}",
                rule.id
            );
        }
        let cited = rule
            .claims
            .iter()
            .flat_map(|id| kinds(&pack, claim(&pack, id)));
        let mut strong = cited.filter(|kind| STRICT.contains(kind));
        assert!(strong.next().is_some(), "{}", rule.id);
    }
}

#[test]
fn every_claim_states_its_strength() {
    let sources = include_str!("../../rules/smp/sources.json");
    let sources: serde_json::Value = serde_json::from_str(sources).unwrap();
    for claim in sources["claims"].as_array().unwrap() {
        assert!(claim["strength"].is_string(), "{}", claim["id"]);
    }
}

#[test]
fn what_the_seed_says_goes_by_its_name() {
    let pack = pack();
    for id in ["C01", "C42", "P01", "L01", "E01"] {
        let strength = claim(&pack, id).strength;
        assert_eq!(strength.words(&pack), "AEDIT guide", "{id}");
    }
}

#[test]
fn what_one_clinic_says_is_no_gate() {
    let pack = pack();
    for rule in pack.rules.iter().filter(|rule| rule.verdict.is_some()) {
        for id in &rule.claims {
            let claim = claim(&pack, id);
            let single = claim.sources.len() == 1 && is_clinic_only(&pack, claim);
            // A frame is no claim about a condition.
            assert!(!single || &**id == "X02", "{}: {id}", rule.id);
            assert!(!DURABILITY.contains(&&**id), "{}: {id}", rule.id);
        }
    }
}

#[test]
fn a_letter_never_lifts_what_is_never_to_be_lifted() {
    let pack = pack();
    for rule in &pack.rules {
        // Heart guides advise against tattoos, and a heart doctor may know better (D31).
        let may_be = effect(rule) == Doctor && !rule.urgent || rule.id == "heart-valve";
        assert!(rule.cleared_by.is_none() || may_be, "{}", rule.id);
        // No exception hides a condition from a person who has a letter.
        let unless = rule.unless.iter().flat_map(Condition::requirements);
        let asked = unless.map(|requirement| &pack.question(requirement.question).id);
        let letters: Vec<_> = asked.filter(|id| id.starts_with("letter_")).collect();
        assert!(letters.is_empty(), "{}: {letters:?}", rule.id);
    }
}

/// What every part of the pack rests on.
fn supports(pack: &Pack) -> Vec<Support> {
    // A dispute names no claims, and a law is a sentence about others.
    let is_said = |supported: &Supported| {
        !matches!(
            supported.part,
            SupportedPart::Law(_) | SupportedPart::Dispute(_)
        )
    };
    let supported = pack.supported().into_iter().filter(is_said);
    supported
        .map(|supported| Support {
            sources: supported.sources.to_vec(),
            claims: supported.claims.to_vec(),
        })
        .collect()
}

#[test]
fn every_claim_and_every_source_is_used() {
    let pack = pack();
    let supports = supports(&pack);
    let claims: BTreeSet<_> = supports
        .iter()
        .flat_map(|support| &support.claims)
        .collect();
    let unused = pack
        .claims
        .iter()
        .filter(|claim| !claims.contains(&claim.id));
    let unused: Vec<_> = unused.map(|claim| &claim.id).collect();
    assert!(unused.is_empty(), "claims: {unused:?}");
    let sources = supports.iter().flat_map(|support| &support.sources);
    let behind = pack.claims.iter().flat_map(|claim| &claim.sources);
    let used: BTreeSet<_> = sources.chain(behind).collect();
    let unused = pack
        .sources
        .iter()
        .filter(|source| !used.contains(&source.id));
    let unused: Vec<_> = unused.map(|source| &source.id).collect();
    assert!(unused.is_empty(), "sources: {unused:?}");
}

#[test]
fn every_text_cites_sources_of_the_claims_it_names() {
    let pack = pack();
    for support in supports(&pack) {
        let behind = support
            .claims
            .iter()
            .flat_map(|id| &claim(&pack, id).sources);
        let behind: BTreeSet<_> = behind.collect();
        for source in &support.sources {
            assert!(behind.contains(source), "{source}: {:?}", support.claims);
        }
    }
}

#[test]
fn every_verdict_rule_and_row_is_met_by_a_case() {
    let pack = pack();
    let table = Table::new(&pack);
    let cases = cases(&table);
    assert!(cases.len() >= 120, "{}", cases.len());
    let mut verdicts = BTreeSet::new();
    let mut rules = BTreeSet::new();
    let mut rows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for case in &cases {
        let assessment = assess(&table, &case.answers);
        verdicts.insert(assessment.verdict.id());
        let findings = assessment.findings.iter();
        rules.extend(findings.map(|finding| finding.rule.id.clone()));
        let mut see = |name: &str, ids: Vec<String>| {
            // Where several rows are possible, none of them was met.
            if let [id] = ids.as_slice() {
                rows.entry(name.to_owned()).or_default().insert(id.clone());
            }
        };
        see("sessions", ids(&assessment.sessions));
        see("upkeep", ids(&assessment.upkeep));
        for country in &pack.expectations.cost {
            let code = Country::parse(&country.country).unwrap();
            see(
                &country.country,
                ids(&assess_in(&table, &case.answers, &code).price),
            );
        }
    }
    assert_eq!(verdicts.len(), Verdict::ALL.len());
    let unmet = pack.rules.iter().filter(|rule| !rules.contains(&rule.id));
    let unmet: Vec<_> = unmet.map(|rule| &rule.id).collect();
    assert!(unmet.is_empty(), "{unmet:?}");
    let all = |rows: &[String]| rows.iter().cloned().collect::<BTreeSet<_>>();
    let expectations = &pack.expectations;
    assert_eq!(rows["sessions"], all(&row_ids(&expectations.sessions)));
    assert_eq!(rows["upkeep"], all(&row_ids(&expectations.upkeep)));
    for country in &expectations.cost {
        assert_eq!(
            rows[country.country.as_str()],
            all(&row_ids(&country.rows)),
            "{}",
            country.country
        );
    }
}

fn ids<Content>(estimate: &Estimate<Content>) -> Vec<String> {
    estimate.rows.iter().map(|row| row.id.to_string()).collect()
}

fn row_ids<Content>(rows: &[Row<Content>]) -> Vec<String> {
    rows.iter().map(|row| row.id.to_string()).collect()
}

#[test]
fn every_gate_is_named_by_a_case() {
    let pack = pack();
    let table = Table::new(&pack);
    let cases = cases(&table);
    let expected = cases.iter().flat_map(|case| &case.expect.findings);
    let expected: BTreeSet<_> = expected.map(String::as_str).collect();
    let gates = pack.rules.iter().filter(|rule| rule.verdict.is_some());
    let unnamed: Vec<_> = gates
        .map(|rule| rule.id.as_str())
        .filter(|id| !expected.contains(id))
        .collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

#[test]
fn no_text_tells_anybody_to_stop_a_prescribed_drug() {
    let pack = pack();
    let rules = pack.rules.iter();
    for rule in rules.filter(|rule| names(&rule.claims, "X13") || names(&rule.claims, "X04")) {
        let advice = rule.advice.as_deref().unwrap_or_default().to_lowercase();
        assert!(
            !advice.contains("stop taking") && !advice.contains("pause"),
            "{}",
            rule.id
        );
    }
}

/// A reader cannot weigh more, and what others say as well is in the claims.
#[test]
fn no_statement_names_more_than_four_sources() {
    fn check(value: &Value, statements: &mut usize) {
        if let Some(sources) = value["sources"].as_array()
            && value["claims"].is_array()
        {
            *statements += 1;
            // A cell of the comparison sums up several statements.
            let most = if value["row"].is_string() { 8 } else { 4 };
            assert!(sources.len() <= most, "{value}");
        }
        let below = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(members) => members.values().collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        for value in below {
            check(value, statements);
        }
    }
    let files = load::builtin();
    let mut statements = 0;
    for (name, bytes) in files
        .files
        .iter()
        .filter(|(name, _)| *name != "sources.json")
    {
        let content: Value = serde_json::from_slice(bytes).unwrap_or_else(|_| panic!("{name}"));
        check(&content, &mut statements);
    }
    assert!(statements > 300, "{statements}");
}
