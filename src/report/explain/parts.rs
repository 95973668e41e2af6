//! Everything a pack says under one id and where it rests on it, and the index of all ids.

use super::sentence::{optional_texts, write_condition};
use crate::pack::{
    Agreement, Claim, Condition, CostEntry, Kind, Pack, Question, QuestionIndex, Rule, Source,
    Strength, Supported, SupportedPart, Text, Warnings,
};
use crate::report::content::reference;
use crate::report::line::{Line, Role};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::report::provenance;
use crate::report::verdict::verdict_name;
use crate::words::{self, house_rule, signed};

/// Everything the pack says under an id; `None` if it names nothing there.
///
/// An id can name parts of several kinds; all of them are explained.
pub fn explain(pack: &Pack, id: &str, width: usize) -> Option<Vec<Line>> {
    let mut page = Page::new(width.max(20));
    if let Some((index, question)) = pack.find_question(id) {
        write_question(&mut page, pack, index, question);
    }
    if let Some(rule) = pack.rules.iter().find(|rule| rule.id == id) {
        write_rule(&mut page, pack, rule);
    }
    if let Some(source) = pack.find_source(id) {
        write_source(&mut page, pack, source);
    }
    if let Some(claim) = pack.find_claim(id) {
        write_claim(&mut page, pack, claim);
    }
    if let Some(warnings) = &pack.warnings {
        write_sign(&mut page, pack, warnings, id);
    }
    if page.is_empty() {
        return None;
    }
    provenance::write(&mut page, pack);
    Some(page.into_lines())
}

/// Everything that can be explained, by kind, each with its id and its first words.
pub fn explain_index(pack: &Pack, width: usize) -> Vec<Line> {
    let mut page = Page::new(width.max(20));
    let questions = pack.questions.iter();
    page.list(
        "Questions",
        questions.map(|question| (question.id.as_str(), &question.ask)),
    );
    let rules = pack.rules.iter();
    page.list("Rules", rules.map(|rule| (rule.id.as_str(), &rule.because)));
    let signs = pack
        .warnings
        .as_ref()
        .map(|warnings| warnings.rows.as_slice())
        .unwrap_or_default();
    if !signs.is_empty() {
        let signs = signs.iter().map(|row| (row.id.as_str(), &row.text));
        page.list("Warning signs", signs);
    }
    let sources = pack.sources.iter();
    page.list(
        "Sources",
        sources.map(|source| (source.id.as_str(), &source.title)),
    );
    let claims = pack.claims.iter();
    page.list(
        "Claims",
        claims.map(|claim| (claim.id.as_str(), &claim.says)),
    );
    provenance::write(&mut page, pack);
    page.into_lines()
}

fn write_question(page: &mut Page, pack: &Pack, index: QuestionIndex, question: &Question) {
    page.heading(&format!("Question {}", question.id));
    page.text(&Paragraph::of(Role::Strong, &question.ask));
    page.text(&Paragraph::of(Role::Plain, &question.why));
    let mut kinds = vec![match question.kind {
        Kind::One if question.since.is_some() => "Choose one, or give the date, such as 2026-03.",
        Kind::One => "Choose one.",
        Kind::Many => "Choose any; none of them is an answer too.",
    }];
    if question.safety {
        kinds.push("An answer can stop the treatment.");
    }
    page.text(&Paragraph::of(Role::Plain, &kinds.join(" ")));
    if let Some(when) = &question.when {
        page.heading("Asked when");
        write_condition(page, pack, when);
    }
    page.heading("Options");
    for option in &question.options {
        let listed = Paragraph::labeled(&option.id, &option.label);
        page.bullet(&if option.private {
            listed.and(Role::Plain, "(private)")
        } else {
            listed
        });
    }
    if question.options.iter().any(|option| option.private) {
        let private = "Private answers are named in the person's own result. `smp batch` leaves them out \
                       of its results, unless `--show-private` is given.";
        page.text(&Paragraph::of(Role::Plain, private));
    }
    let rules: Vec<_> = pack.rules.iter().filter(|rule| asks(rule, index)).collect();
    if !rules.is_empty() {
        page.list(
            "Rules that use it",
            rules.iter().map(|rule| (rule.id.as_str(), &rule.because)),
        );
    }
}

fn asks(rule: &Rule, question: QuestionIndex) -> bool {
    let mut requirements = rule.conditions().flat_map(Condition::requirements);
    requirements.any(|requirement| requirement.question == question)
}

fn write_rule(page: &mut Page, pack: &Pack, rule: &Rule) {
    page.heading(&format!("Rule {}", rule.id));
    page.text(&Paragraph::of(Role::Plain, &rule.because));
    if let Some(policy) = &rule.policy {
        page.text(&Paragraph::of(Role::Plain, &house_rule(policy)));
    } else if let Some(strength) = rule.strength(pack) {
        write_strength(page, pack, strength);
    }
    page.heading("Applies when");
    write_condition(page, pack, &rule.when);
    if let Some(unless) = &rule.unless {
        page.heading("But not when");
        write_condition(page, pack, unless);
    }
    page.heading("Does");
    for effect in effects(rule) {
        page.bullet(&Paragraph::of(Role::Plain, &effect));
    }
    if let Some(clearance) = &rule.cleared_by {
        page.heading("Becomes a caution when");
        write_condition(page, pack, clearance.when());
        page.text(&Paragraph::of(Role::Plain, &clearance.because));
        page.text(&Paragraph::of(Role::Plain, &clearance.advice));
    }
    if let Some(disputed) = &rule.disputed
        && let Some(dispute) = pack.disputes.get(disputed.dispute)
    {
        page.heading("Sources disagree");
        let [followed, other] = &dispute.readings;
        page.bullet(&Paragraph::of(Role::Strong, "Followed here:").and(Role::Plain, followed));
        page.bullet(&Paragraph::of(Role::Strong, "The other reading:").and(Role::Plain, other));
    }
    write_support(page, pack, &rule.sources, &rule.claims);
}

fn effects(rule: &Rule) -> Vec<String> {
    let mut effects = Vec::new();
    if let Some(points) = rule.points {
        effects.push(format!("{} points of the match score.", signed(points)));
    }
    if let Some(verdict) = rule.verdict {
        let first = if rule.urgent {
            " It comes before all else."
        } else {
            ""
        };
        let name = verdict_name(verdict);
        effects.push(format!("The result is “{name}” at best.{first}"));
    }
    if let Some(wait) = rule.wait {
        let wait = words::wait(wait).unwrap_or_else(|| "until it is over".to_owned());
        effects.push(format!("Says to wait {wait}."));
    }
    effects.extend(optional_texts(rule));
    effects
}

/// Claims with what they say, and sources with where to find them.
fn write_support(page: &mut Page, pack: &Pack, sources: &[Text], claims: &[Text]) {
    if !claims.is_empty() {
        page.heading("Claims behind it");
    }
    for id in claims {
        let claim = pack.find_claim(id);
        let says = claim.map_or("", |claim| claim.says.as_str());
        page.bullet(&Paragraph::labeled(id, says));
    }
    if !sources.is_empty() {
        page.heading("Sources");
    }
    for id in sources {
        let listed = Paragraph::labeled(id, "");
        page.bullet(&match pack.find_source(id) {
            Some(source) => listed.and_all(&reference(source)),
            None => listed,
        });
    }
}

fn write_source(page: &mut Page, pack: &Pack, source: &Source) {
    page.heading(&format!("Source {}", source.id));
    page.text(&reference(source));
    page.text(&Paragraph::of(Role::Plain, source_kind(source.kind)));
    let claims: Vec<_> = pack
        .claims
        .iter()
        .filter(|claim| claim.sources.contains(&source.id))
        .collect();
    if !claims.is_empty() {
        let claims = claims.iter().map(|claim| (claim.id.as_str(), &claim.says));
        page.list("Claims taken from it", claims);
    }
    write_uses(
        page,
        &places(pack, |supported| supported.sources.contains(&source.id)),
    );
}

pub(in crate::report) fn source_kind(kind: Strength) -> &'static str {
    match kind {
        Strength::Review => "A review of studies.",
        Strength::Study => "A study or a case report.",
        Strength::MedicalGroup => "A medical society, charity or health service.",
        Strength::UsAgency => "A US agency, or a label that it approved.",
        Strength::Agency => "An agency or a local authority.",
        Strength::Law => "A law.",
        Strength::Textbook => "A textbook for doctors.",
        Strength::HealthSite => "A website about health.",
        Strength::ConsumerGuide => "A consumer guide that this tool started from.",
        Strength::Website => "A website or a newspaper.",
        Strength::TradeGroup => "A group of practitioners.",
        Strength::Surgeon => "A surgeon's own site.",
        Strength::Clinic | Strength::Clinics => "A clinic or practitioner.",
        Strength::OurOpinion => "Our opinion.",
    }
}

/// "Strength: medical group."
fn write_strength(page: &mut Page, pack: &Pack, strength: Strength) {
    let words = format!("Strength: {}.", strength.words(pack));
    page.text(&Paragraph::of(Role::Plain, &words));
}

fn write_claim(page: &mut Page, pack: &Pack, claim: &Claim) {
    page.heading(&format!("Claim {}", claim.id));
    page.text(&Paragraph::of(Role::Plain, &claim.says));
    page.text(&Paragraph::of(Role::Plain, agreement(claim.agreement)));
    write_strength(page, pack, claim.strength);
    write_support(page, pack, &claim.sources, &[]);
    write_uses(
        page,
        &places(pack, |supported| supported.claims.contains(&claim.id)),
    );
}

/// A row or a note of the card of warning signs.
fn write_sign(page: &mut Page, pack: &Pack, warnings: &Warnings, id: &str) {
    if let Some(row) = warnings.rows.iter().find(|row| row.id == id) {
        page.heading(&format!("Warning sign {id}"));
        page.text(&Paragraph::of(Role::Strong, &row.label));
        page.text(&Paragraph::of(Role::Plain, &row.text));
        write_support(page, pack, &row.support.sources, &row.support.claims);
    }
    if let Some(note) = warnings.notes.iter().find(|note| note.id == id) {
        page.heading(&format!("Note on warning signs {id}"));
        page.text(&Paragraph::of(Role::Plain, &note.text));
        write_support(page, pack, &note.support.sources, &note.support.claims);
    }
}

pub(in crate::report) fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Agreed => "No source we read says otherwise.",
        Agreement::Disputed => "Sources disagree on this.",
        Agreement::Single => "One source only.",
        Agreement::Inferred => "Our reading of the sources; none says it in these words.",
    }
}

fn write_uses(page: &mut Page, places: &[PlaceGroup]) {
    if places.is_empty() {
        return;
    }
    page.heading("Used by");
    for PlaceGroup { kind, names } in places {
        let names = names.join(", ");
        page.bullet(&Paragraph::of(Role::Plain, &format!("{kind}:")).and(Role::Strong, &names));
    }
}

/// Places of one kind, and the names of those found there.
struct PlaceGroup {
    kind: String,
    names: Vec<String>,
}

/// The places that rest on something, grouped by kind, in the order of the pack.
fn places(pack: &Pack, uses: impl Fn(&Supported) -> bool) -> Vec<PlaceGroup> {
    let mut groups: Vec<PlaceGroup> = Vec::new();
    for supported in pack.supported().iter().filter(|supported| uses(supported)) {
        let Some((kind, name)) = place(supported.part) else {
            continue;
        };
        match groups.last_mut().filter(|group| group.kind == kind) {
            // A section has several statements, and a dispute has two sides.
            Some(group) if group.names.last() == Some(&name) => {}
            Some(group) => group.names.push(name),
            None => groups.push(PlaceGroup {
                kind,
                names: vec![name],
            }),
        }
    }
    groups
}

/// The kind of a place and its name; `None` for what a reader cannot look up by name.
fn place(part: SupportedPart) -> Option<(String, String)> {
    let (kind, name) = match part {
        SupportedPart::WholeTable | SupportedPart::Law(_) => return None,
        SupportedPart::Cost(country, entry) => {
            let name = match entry {
                CostEntry::AllPrices => "all prices",
                CostEntry::MainSource => "main source",
                CostEntry::Row(id) => id,
                CostEntry::TouchUp => "touch-up",
            };
            return Some((format!("Cost, {country}"), name.to_owned()));
        }
        SupportedPart::Day(day) => {
            let days = format!("{}–{}", day.from, day.to);
            return Some(("Days of the recovery plan".to_owned(), days));
        }
        SupportedPart::Rule(id) => ("Rules", id),
        SupportedPart::Sessions(id) => ("Sessions", id),
        SupportedPart::PriceNote(country) => ("Cost, notes on other countries", country),
        SupportedPart::Recovery(id) => ("Recovery", id),
        SupportedPart::Limit(what) => ("What to leave alone", what),
        SupportedPart::Upkeep(id) => ("Upkeep", id),
        SupportedPart::Guide(section) => ("Guide", section),
        SupportedPart::Alternative(id) => ("Options side by side", id),
        SupportedPart::WarningSign(id) => ("Warning signs", id),
        SupportedPart::Sheet(id) => ("Sheets", id),
        SupportedPart::Contacts(country) => ("Whom to call", country),
        SupportedPart::Dispute(id) => ("Disputes", id),
    };
    Some((kind.to_owned(), name.to_owned()))
}
