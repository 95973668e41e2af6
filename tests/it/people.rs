//! Everybody who can answer a small random pack, and laws about them read word by word.

use smp_suitability::assess::{Applies, Assessment, Finding, Reading, Table, assess};
use smp_suitability::pack::{
    Answer, Answers, Condition, Group, Kind, Law, Monotone, OptionSet, Outcome, Pack,
    QuestionIndex, Statement, Support, Trend, Verdict,
};

use crate::random::{self, Dice, every_answer};

/// More sets of answers than this are too many to try.
pub(crate) const MOST: usize = 1_500;

/// One set of answers with what comes of it.
pub(crate) struct Person<'pack> {
    pub(crate) answers: Answers,
    pub(crate) reading: Reading,
    pub(crate) assessment: Assessment<'pack>,
}

/// What of a result an answer can change: rules with their approval, questions, the guide, and rows of
/// expectations.
type Told<'own> = (
    Vec<(&'own str, bool)>,
    Vec<Applies>,
    Vec<bool>,
    [&'own str; 4],
);

impl Person<'_> {
    pub(crate) fn fires(&self, rule: &str) -> bool {
        let mut findings = self.assessment.findings.iter();
        findings.any(|finding| finding.rule.id == rule)
    }

    pub(crate) fn is_cleared(&self, rule: &str) -> bool {
        let mut findings = self.assessment.findings.iter();
        findings.any(|finding| finding.rule.id == rule && finding.is_cleared())
    }

    pub(crate) fn worst_without(&self, rule: &str) -> Verdict {
        let findings = self.assessment.findings.iter();
        let others = findings.filter(|finding| finding.rule.id != rule);
        let pack = self.assessment.pack;
        let gates = others.filter_map(Finding::verdict);
        gates.fold(pack.band(self.assessment.score), Verdict::max)
    }

    /// What of the result an answer can change.
    pub(crate) fn result<'own>(&'own self, pack: &'own Pack) -> Told<'own> {
        let findings = self.assessment.findings.iter();
        let fired = findings.map(|found| (found.rule.id.as_str(), found.is_cleared()));
        let questions = pack.numbered_questions();
        let items = pack.guide.iter().flat_map(|section| &section.items);
        let assessment = &self.assessment;
        (
            fired.collect(),
            questions
                .map(|(index, _)| self.reading.applies(index))
                .collect(),
            items
                .map(|item| item.when.as_ref().is_none_or(|when| self.holds(when)))
                .collect(),
            [
                &assessment.sessions.rows.last().unwrap().id,
                &assessment.price.rows.last().unwrap().id,
                &assessment.recovery.rows.last().unwrap().id,
                &assessment.upkeep.rows.last().unwrap().id,
            ],
        )
    }

    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        condition.clauses.iter().any(|clause| {
            clause.requirements.iter().all(|requirement| {
                let applies = self.reading.applies(requirement.question) != Applies::No;
                let known = self.answers.known(requirement.question);
                applies && known.is_some_and(|known| known.intersects(requirement.options))
            })
        })
    }
}

/// Every set of answers, with "I'm not sure" wherever it can be said; `None` if there are too many.
pub(crate) fn every_person<'pack>(table: &Table<'pack>) -> Option<Vec<Person<'pack>>> {
    let pack = table.pack();
    let mut partial = vec![Answers::blank(pack)];
    for (index, _) in pack.numbered_questions() {
        let mut next = Vec::new();
        for answers in partial {
            if table.read(&answers).applies(index) == Applies::No {
                next.push(answers);
                continue;
            }
            let known = every_answer(pack, index).into_iter().map(Answer::Chosen);
            next.extend(known.chain([Answer::NotSure]).map(|answer| {
                let mut with = answers.clone();
                with.set(index, answer);
                with
            }));
        }
        partial = next;
        if partial.len() > MOST {
            return None;
        }
    }
    let people = partial.into_iter().map(|answers| Person {
        reading: table.read(&answers),
        assessment: assess(table, &answers),
        answers,
    });
    Some(people.collect())
}

/// A random pack that is small enough, with a random baseline and random laws.
pub(crate) fn pack(seed: u64) -> Pack {
    let mut dice = Dice::new(seed);
    let mut pack = random::pack(&mut dice);
    pack.baseline = random::answers(&mut dice, &pack);
    for number in 0..8 {
        let law = Law {
            id: format!("l{number}").into(),
            says: "s".into(),
            statement: statement(&mut dice, &pack),
            support: Support::default(),
        };
        pack.laws.push(law);
    }
    pack
}

pub(crate) fn statement(dice: &mut Dice, pack: &Pack) -> Statement {
    let conditions = pack.rules.iter().map(|rule| rule.when.clone());
    let conditions: Vec<_> = conditions.collect();
    let some = |dice: &mut Dice| {
        (dice.below(3) > 0).then(|| conditions[dice.below(conditions.len())].clone())
    };
    let group = Group {
        when: some(dice),
        unless: some(dice).filter(|_| dice.below(2) == 0),
        all_else_as_baseline: dice.below(3) == 0,
    };
    let outcome = if dice.below(4) == 0 {
        Outcome::Rule(dice.below(pack.rules.len()))
    } else {
        let listed = Verdict::ALL.into_iter().filter(|_| dice.below(2) == 0);
        Outcome::Verdicts(listed.collect())
    };
    let mut ones = pack
        .numbered_questions()
        .filter(|(_, question)| question.kind == Kind::One);
    let trend = |dice: &mut Dice| match dice.below(3) {
        0 => None,
        1 => Some(Trend::NeverWorse),
        _ => Some(Trend::NeverBetter),
    };
    match dice.below(6) {
        0 | 1 => Statement::Never(group, outcome),
        2 => Statement::Always(group, outcome),
        3 => {
            let least = 45 + i32::try_from(dice.below(6)).unwrap();
            Statement::Within(group, (least, least + 5))
        }
        _ => match ones.next() {
            None => Statement::Never(group, outcome),
            Some((question, asked)) => Statement::Monotone(Monotone {
                question,
                along: along(dice, asked.options.len()),
                when: some(dice),
                verdict: trend(dice),
                score: trend(dice),
            }),
        },
    }
}

pub(crate) fn is_member(pack: &Pack, person: &Person, group: &Group) -> bool {
    let is_named = |index: QuestionIndex| {
        let mut requirements = group.conditions().flat_map(Condition::requirements);
        requirements.any(|requirement| requirement.question == index)
    };
    let is_as_baseline = || {
        pack.numbered_questions().all(|(index, _)| {
            is_named(index)
                || person.reading.applies(index) == Applies::No
                || person.answers.known(index) == pack.baseline.known(index)
        })
    };
    group.when.as_ref().is_none_or(|when| person.holds(when))
        && !(group.unless.as_ref()).is_some_and(|unless| person.holds(unless))
        && (!group.all_else_as_baseline || is_as_baseline())
}

/// Whether a person breaks a law that is not about two people.
pub(crate) fn breaks(pack: &Pack, person: &Person, statement: &Statement) -> bool {
    let gets = |outcome: &Outcome| match outcome {
        Outcome::Verdicts(listed) => listed.contains(&person.assessment.verdict),
        Outcome::Rule(rule) => person.fires(&pack.rules[*rule].id),
    };
    match statement {
        Statement::Never(group, outcome) => is_member(pack, person, group) && gets(outcome),
        Statement::Always(group, outcome) => is_member(pack, person, group) && !gets(outcome),
        Statement::Within(group, (least, most)) => {
            is_member(pack, person, group) && !(*least..=*most).contains(&person.assessment.score)
        }
        Statement::Monotone(_) => false,
    }
}

/// Whether two people say the same to every question that applies to both, but for one.
pub(crate) fn are_alike(pack: &Pack, one: &Person, other: &Person, but: QuestionIndex) -> bool {
    pack.numbered_questions().all(|(index, _)| {
        let apply = [one, other].map(|person| person.reading.applies(index) != Applies::No);
        index == but || apply != [true; 2] || one.answers.known(index) == other.answers.known(index)
    })
}

/// Whether two people break a law about an order.
pub(crate) fn pair_breaks(pack: &Pack, one: &Person, other: &Person, law: &Monotone) -> bool {
    let [first, second] = [one, other].map(|person| place_along(person, law));
    let (Some(first), Some(second)) = (first, second) else {
        return false;
    };
    let mut sides = [one, other].into_iter();
    let are_members = sides.all(|person| law.when.as_ref().is_none_or(|when| person.holds(when)));
    if first >= second || !are_members || !are_alike(pack, one, other, law.question) {
        return false;
    }
    let [one, other] = [&one.assessment, &other.assessment];
    let verdict = match law.verdict {
        Some(Trend::NeverWorse) => other.verdict > one.verdict,
        Some(Trend::NeverBetter) => other.verdict < one.verdict,
        None => false,
    };
    let score = match law.score {
        Some(Trend::NeverWorse) => other.score < one.score,
        Some(Trend::NeverBetter) => other.score > one.score,
        None => false,
    };
    verdict || score
}

/// How many answers a person is away from the baseline.
pub(crate) fn distance(pack: &Pack, person: &Person) -> usize {
    let away = |index: QuestionIndex| {
        let answers = [person.answers.known(index), pack.baseline.known(index)];
        match (answers, pack.question(index).kind) {
            ([given, usual], _) if given == usual => 0,
            ([None, _], _) | (_, Kind::One) => 1,
            ([Some(given), None], Kind::Many) => 1 + given.positions().count(),
            ([Some(given), Some(usual)], Kind::Many) => {
                given.difference(usual).positions().count()
                    + usual.difference(given).positions().count()
            }
        }
    };
    let questions = pack.numbered_questions().map(|(index, _)| index);
    let asked = questions.filter(|&index| person.reading.applies(index) != Applies::No);
    asked.map(away).sum()
}

/// All options, with "I'm not sure" first, last or not at all.
fn along(dice: &mut Dice, options: usize) -> Vec<Option<usize>> {
    let mut along: Vec<_> = (0..options).map(Some).collect();
    match dice.below(3) {
        0 => along.insert(0, None),
        1 => along.push(None),
        _ => {}
    }
    along
}

/// The place of a person's answer along a law; `None` if the question is not asked of them.
fn place_along(person: &Person, law: &Monotone) -> Option<usize> {
    let is_asked = person.reading.applies(law.question) != Applies::No;
    let known = person.answers.known(law.question);
    let option = known.map(OptionSet::first);
    let mut along = law.along.iter();
    along.position(|along| is_asked && *along == option)
}

/// Whether one person's answer comes before the other's along the law, all else equal.
pub(crate) fn is_step(pack: &Pack, one: &Person, other: &Person, law: &Monotone) -> bool {
    let [first, second] = [one, other].map(|person| place_along(person, law));
    first
        .zip(second)
        .is_some_and(|(first, second)| first < second)
        && are_alike(pack, one, other, law.question)
}

/// The option of a `one` question that stands for nothing special, if one does.
pub(crate) fn usual(pack: &Pack, index: QuestionIndex) -> Option<usize> {
    let of_baseline = || pack.baseline.known(index)?.positions().next();
    pack.question(index).reference.or_else(of_baseline)
}

/// Whether two people differ in that one has an option and the other has what stands for nothing special.
pub(crate) fn is_one_option(
    pack: &Pack,
    one: &Person,
    other: &Person,
    index: QuestionIndex,
    option: usize,
) -> bool {
    let question = pack.question(index);
    let (Some(with), without) = (one.answers.known(index), other.answers.known(index)) else {
        return false;
    };
    let differs = match question.kind {
        Kind::One => {
            with == OptionSet::single(option)
                && without == usual(pack, index).map(OptionSet::single)
        }
        Kind::Many => without.is_some_and(|without| {
            let boxes = |set: OptionSet| set.positions().collect::<OptionSet>();
            with.contains(option)
                && !without.contains(option)
                && boxes(with) == boxes(without).union(OptionSet::single(option))
        }),
    };
    differs && are_alike(pack, one, other, index)
}
