//! What the rules make of one person's answers.

use std::collections::BTreeMap;

use super::better_on::{VerdictOn, better_on, worse_on};
use super::table::hull;
use super::{Applies, Reading, Table};
use crate::pack::{
    Answers, CallList, Clause, Cost, CostTable, Country, Cover, GuideItem, GuideSection, OptionSet,
    Pack, Price, PriceNote, QuestionIndex, Recovery, Row, Rule, Sessions, Text, Unfit, Upkeep,
    Variant, Verdict, Wait,
};

/// The result for one person. Its findings are both the result and the reasons for it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Assessment<'pack> {
    /// The pack that was applied.
    pub pack: &'pack Pack,
    /// The worst of the score's band and of every gate that fired.
    pub verdict: Verdict,
    /// The pack's base plus the points of all findings; 0 to 100 in a sound pack.
    pub score: i32,
    /// The rules that fired: gates first, the most urgent before all, then the rest in pack order.
    pub findings: Vec<Finding<'pack>>,
    /// Questions that apply, or may apply, and whose answer is unknown, in the order of asking.
    pub open: Vec<QuestionIndex>,
    /// Those of them that wait for the answer to another one: it is not known yet whether they apply.
    pub waiting: Vec<QuestionIndex>,
    /// How many visits, and how long.
    pub sessions: Estimate<'pack, Sessions>,
    /// Price, in the currency of [`Self::cost_table`].
    pub price: Estimate<'pack, Price>,
    /// Where the prices come from.
    pub prices: Prices<'pack>,
    /// How long healing takes.
    pub recovery: Estimate<'pack, Recovery>,
    /// How often the result is renewed.
    pub upkeep: Estimate<'pack, Upkeep>,
    /// The parts of the guide that concern the person; no part is empty.
    pub guide: Vec<(&'pack GuideSection, Vec<&'pack GuideItem>)>,
    /// For each alternative that the pack compares, why it does not fit the person; nothing where it may.
    pub unfit: Vec<Vec<&'pack Unfit>>,
    /// Whom to call in the person's country, for the placeholders of texts.
    pub contacts: CallList<'pack>,
    /// The first day on which dates among the answers make the verdict better by themselves.
    pub better_on: Option<VerdictOn>,
    /// The first day on which they make it worse.
    pub worse_on: Option<VerdictOn>,
    /// The answers to questions that apply or may apply.
    pub answers: Answers,
}

/// Where prices come from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Prices<'pack> {
    /// The table of the country asked for; that of the pack's first country if there is none.
    pub table: &'pack CostTable,
    /// The country asked for, if the pack has no table for it.
    pub missing: Option<Country>,
    /// What the pack says about prices there all the same.
    pub note: Option<&'pack PriceNote>,
}

/// A rule that fired.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Finding<'pack> {
    /// The rule.
    pub rule: &'pack Rule,
    /// The variant of it that fired.
    variant: Variant<'pack>,
    /// The person's answers that made it fire, in the order of asking.
    pub grounds: Vec<(QuestionIndex, OptionSet)>,
}

/// The ranges that count for a person.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Estimate<'pack, Content> {
    /// The smallest ranges that cover every row that could count.
    pub content: Content,
    /// Those rows: one, unless an unknown answer leaves several possible.
    pub rows: Vec<&'pack Row<Content>>,
}

impl Assessment<'_> {
    /// Returns true if a stop was among the findings.
    pub fn is_stopped(&self) -> bool {
        self.findings.iter().any(Finding::is_stop)
    }

    /// Returns true if an answer ends the interview, so that what is open was not asked.
    pub fn has_ended(&self) -> bool {
        let mut questions = self.pack.numbered_questions();
        questions.any(|(index, question)| {
            let chosen = self.answers.known(index);
            chosen.is_some_and(|chosen| question.end(chosen).is_some())
        })
    }

    /// Open questions that can be asked now: those that wait for another answer are left out.
    pub fn open_now(&self) -> impl Iterator<Item = QuestionIndex> {
        let open = self.open.iter().copied();
        open.filter(|question| !self.waiting.contains(question))
    }

    /// Those of them that can stop the treatment.
    pub fn open_safety(&self) -> impl Iterator<Item = QuestionIndex> {
        self.open_now()
            .filter(|&question| self.pack.question(question).safety)
    }

    /// Returns true if a safety question is open and the verdict is not yet the worst, so that an
    /// answer could still make it worse.
    pub fn is_so_far(&self) -> bool {
        !self.verdict.is_worst() && self.open_safety().next().is_some()
    }

    /// Returns true if a person who has to see a doctor first has to wait as well.
    pub fn also_waits(&self) -> bool {
        let mut findings = self.findings.iter();
        self.verdict == Verdict::SeeDoctorFirst
            && findings.any(|finding| finding.verdict() == Some(Verdict::Wait))
    }

    /// The overall price range that is published for the country used.
    pub fn overall_cost(&self) -> &Cost {
        &self.cost_table().overall
    }

    /// The cost table that was used.
    pub fn cost_table(&self) -> &CostTable {
        self.prices.table
    }
}

impl<'pack> Finding<'pack> {
    /// Returns true if it stops the treatment, for now or for good.
    pub fn is_stop(&self) -> bool {
        self.verdict().is_some_and(Verdict::is_stop)
    }

    /// Returns true if a doctor's written approval has turned the gate into a caution.
    pub fn is_cleared(&self) -> bool {
        self.variant.is_cleared()
    }

    /// The least favorable verdict it allows.
    pub fn verdict(&self) -> Option<Verdict> {
        self.variant.verdict()
    }

    /// How long to wait; present exactly when the verdict is `wait`.
    pub fn wait(&self) -> Option<Wait> {
        self.variant.wait()
    }

    /// One sentence for the person: why.
    pub fn because(&self) -> &'pack Text {
        self.variant.because()
    }

    /// What the person can do.
    pub fn advice(&self) -> Option<&'pack Text> {
        self.variant.advice()
    }

    /// The variant of the rule that fired.
    pub fn variant(&self) -> Variant<'pack> {
        self.variant
    }
}

/// Applies a pack to one person's answers, with the prices of the table's country, or of the pack's first one.
pub fn assess<'pack>(table: &Table<'pack>, answers: &Answers) -> Assessment<'pack> {
    assessment(table, answers, table.country())
}

/// Applies a pack to one person's answers, with the prices of a country and its emergency numbers.
///
/// Where the pack has no prices of that country, those of its first country are used, as the range
/// for all users; [`Assessment::prices`] says so.
pub fn assess_in<'pack>(
    table: &Table<'pack>,
    answers: &Answers,
    country: &Country,
) -> Assessment<'pack> {
    assessment(table, answers, Some(country))
}

/// The verdict alone of what [`assess`] gives, for asking the same about a great many answers.
pub fn verdict(table: &Table, answers: &Answers) -> Verdict {
    let (verdict, _) = table.outcome(&table.read(answers));
    verdict
}

fn assessment<'pack>(
    table: &Table<'pack>,
    answers: &Answers,
    country: Option<&Country>,
) -> Assessment<'pack> {
    let pack = table.pack();
    let reading = table.read(answers);

    let findings: Vec<Finding> = table
        .fired_with_clauses(&reading)
        .map(|(variant, clauses)| Finding {
            rule: variant.rule,
            variant,
            grounds: grounds(&clauses, answers),
        })
        .collect();
    let (verdict, score) = table.outcome(&reading);

    let mut kept = answers.clone();
    let (mut open, mut waiting) = (Vec::new(), Vec::new());
    for (question, of) in pack.numbered_questions() {
        match reading.applies(question) {
            // What no rule reads can wait until the person asks for it.
            Applies::Yes | Applies::Maybe if of.neutral.is_some() => {}
            Applies::Yes | Applies::Maybe if answers.known(question).is_none() => {
                open.push(question);
                if table.is_waiting(question, &reading) {
                    waiting.push(question);
                }
            }
            Applies::Yes | Applies::Maybe => {}
            Applies::No => kept.clear(question),
        }
    }

    let guide = pack
        .guide
        .iter()
        .zip(table.guide(&reading))
        .filter(|(_, items)| !items.is_empty())
        .collect();
    let (prices, price_rows) = prices(table, &reading, country);
    Assessment {
        pack,
        verdict,
        score,
        findings,
        open,
        waiting,
        sessions: Estimate::new(table.sessions(&reading)),
        price: Estimate::new(price_rows),
        prices,
        recovery: Estimate::new(table.recovery(&reading)),
        upkeep: Estimate::new(table.upkeep(&reading)),
        guide,
        unfit: table.unfit(&reading),
        contacts: CallList::in_country(pack, country),
        better_on: better_on(table, &kept),
        worse_on: worse_on(table, &kept),
        answers: kept,
    }
}

/// The cost table of a country with its rows that count; without one, the first table's last row.
fn prices<'pack>(
    table: &Table<'pack>,
    reading: &Reading,
    country: Option<&Country>,
) -> (Prices<'pack>, Vec<&'pack Row<Price>>) {
    let expectations = &table.pack().expectations;
    let place = country.and_then(|country| expectations.place_of(country));
    let missing = country.filter(|_| place.is_none());
    let position = place.unwrap_or(0);
    let cost_table = expectations
        .cost
        .get(position)
        .expect("a pack has prices of at least one country");
    let rows = match missing {
        Some(_) => cost_table.rows.last().into_iter().collect(),
        None => table.cost(position, reading),
    };
    let mut notes = expectations.elsewhere.iter();
    let note = missing.and_then(|country| notes.find(|note| note.country == country.code()));
    let prices = Prices {
        table: cost_table,
        missing: missing.cloned(),
        note,
    };
    (prices, rows)
}

/// The answers that fulfill some clauses: each clause that holds adds its own.
fn grounds(clauses: &[&Clause], answers: &Answers) -> Vec<(QuestionIndex, OptionSet)> {
    let requirements = clauses.iter().flat_map(|clause| &clause.requirements);
    let mut grounds: BTreeMap<QuestionIndex, OptionSet> = BTreeMap::new();
    for requirement in requirements {
        if let Some(chosen) = answers.known(requirement.question) {
            let shared = chosen.intersection(requirement.options);
            let ground = grounds.entry(requirement.question).or_default();
            *ground = ground.union(shared);
        }
    }
    grounds.into_iter().collect()
}

impl<'pack, Content: Cover> Estimate<'pack, Content> {
    fn new(rows: Vec<&'pack Row<Content>>) -> Self {
        let content = hull(&rows);
        Self { content, rows }
    }
}
