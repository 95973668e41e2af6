//! The words that files may use, each table with the meanings.

use crate::pack::{Agreement, Change, DateUnit, Kind, Since, Strength, Trend, Verdict};

/// Verdicts.
pub(crate) static VERDICTS: [(&str, Verdict); 5] = [
    ("suitable", Verdict::Suitable),
    ("suitable_with_cautions", Verdict::SuitableWithCautions),
    ("wait", Verdict::Wait),
    ("see_doctor_first", Verdict::SeeDoctorFirst),
    ("not_recommended", Verdict::NotRecommended),
];

/// Verdicts that a rule may give: all but the best, which a rule cannot raise a result to.
pub(crate) static GATES: [(&str, Verdict); 4] = {
    let [_, gates @ ..] = VERDICTS;
    gates
};

/// What a wait counts from.
pub(crate) static SINCE: [(&str, Since); 4] = [
    ("now", Since::Now),
    ("transplant", Since::Transplant),
    ("treatment", Since::Treatment),
    ("scar", Since::Scar),
];

/// How an answer can change.
pub(crate) static CHANGES: [(&str, Change); 4] = [
    ("fixed", Change::Fixed),
    ("choice", Change::Choice),
    ("time", Change::Time),
    ("doctor", Change::Doctor),
];

/// How many options a question takes.
pub(crate) static KINDS: [(&str, Kind); 2] = [("one", Kind::One), ("many", Kind::Many)];

/// What the numbers of options count, where they are the time since a date.
pub(crate) static DATE_UNITS: [(&str, DateUnit); 1] = [("months", DateUnit::Months)];

/// How well a statement is supported: the kinds of sources, then two that no source has.
pub(crate) static STRENGTHS: [(&str, Strength); 15] = [
    ("review", Strength::Review),
    ("study", Strength::Study),
    ("medical-group", Strength::MedicalGroup),
    ("us-agency", Strength::UsAgency),
    ("agency", Strength::Agency),
    ("law", Strength::Law),
    ("textbook", Strength::Textbook),
    ("health-site", Strength::HealthSite),
    ("consumer-guide", Strength::ConsumerGuide),
    ("website", Strength::Website),
    ("trade-group", Strength::TradeGroup),
    ("surgeon", Strength::Surgeon),
    ("clinic", Strength::Clinic),
    ("clinics", Strength::Clinics),
    ("our-opinion", Strength::OurOpinion),
];

/// Kinds of sources.
pub(crate) static SOURCE_KINDS: [(&str, Strength); 13] = {
    let [kinds @ .., _, _] = STRENGTHS;
    kinds
};

/// How far sources agree on a claim.
pub(crate) static AGREEMENTS: [(&str, Agreement); 4] = [
    ("agreed", Agreement::Agreed),
    ("disputed", Agreement::Disputed),
    ("single", Agreement::Single),
    ("inferred", Agreement::Inferred),
];

/// How the people of a law answer all other questions.
pub(crate) static ALL_ELSE: [(&str, bool); 1] = [("baseline", true)];

/// How a law says the verdict changes.
pub(crate) static VERDICT_TRENDS: [(&str, Trend); 2] = [
    ("never_worsens", Trend::NeverWorse),
    ("never_improves", Trend::NeverBetter),
];

/// How a law says the score changes.
pub(crate) static SCORE_TRENDS: [(&str, Trend); 2] = [
    ("never_falls", Trend::NeverWorse),
    ("never_rises", Trend::NeverBetter),
];
