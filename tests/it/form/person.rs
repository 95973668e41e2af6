//! A person who fills in a form: answers, changes their mind, goes back and leaves questions open.

use std::collections::{BTreeMap, BTreeSet};

use smp_suitability::assess::{Applies, Table};
use smp_suitability::pack::{Answer, Answers, Condition, Kind, OptionSet, Pack, QuestionIndex};

use crate::random::Dice;

/// The boxes that are checked, and what they come to.
pub(super) struct Person<'pack> {
    pack: &'pack Pack,
    table: &'pack Table<'pack>,
    /// By question the values that are checked.
    checked: BTreeMap<QuestionIndex, BTreeSet<String>>,
}

/// The value of a box that keeps an answer back.
const KEPT_BACK: &str = "unknown";

impl<'pack> Person<'pack> {
    pub(super) fn new(table: &'pack Table<'pack>) -> Self {
        Self {
            pack: table.pack(),
            table,
            checked: BTreeMap::new(),
        }
    }

    /// Clicks a few boxes of questions that are in sight; gives back which.
    pub(super) fn click_some(&mut self, dice: &mut Dice) -> Vec<String> {
        let mut clicks = Vec::new();
        for _ in 0..=dice.below(24) {
            let shown = self.shown();
            let open: Vec<_> = (shown.iter().copied())
                .filter(|question| !self.checked.contains_key(question))
                .collect();
            // Mostly on with what is open, and sometimes back.
            let choice = if open.is_empty() || dice.below(4) == 0 {
                &shown
            } else {
                &open
            };
            let question = choice[dice.below(choice.len())];
            clicks.append(&mut self.click_one(dice, question));
        }
        clicks
    }

    fn click_one(&mut self, dice: &mut Dice, index: QuestionIndex) -> Vec<String> {
        let question = self.pack.question(index);
        let options = question.options.len();
        let drawn = dice.below(options + 1);
        let option = question.options.get(drawn);
        let own = self.checked.entry(index).or_default();
        let mut clicks = Vec::new();
        let mut click = |value: &str| clicks.push(format!("{}={value}", question.id));
        match (question.kind, option) {
            (Kind::One, option) => {
                let value = option.map_or("unknown", |option| option.id.as_str());
                *own = BTreeSet::from([value.to_owned()]);
                click(value);
            }
            // A person who looks at the page does not leave "none of these" next to another box.
            (Kind::Many, None) => {
                // The answer that was kept back and then shared is in sight only as long as one of both is checked.
                let (kept_back, others): (Vec<_>, Vec<_>) = std::mem::take(own)
                    .into_iter()
                    .partition(|value| value == KEPT_BACK);
                for value in others
                    .iter()
                    .chain(&kept_back)
                    .filter(|value| *value != "none")
                {
                    click(value);
                }
                if !others.iter().any(|value| value == "none") {
                    click("none");
                }
                own.insert("none".to_owned());
            }
            (Kind::Many, Some(option)) => {
                let is_kept_back = option.help.is_some();
                let first = if is_kept_back {
                    KEPT_BACK
                } else {
                    option.id.as_str()
                };
                if own.remove("none") {
                    click("none");
                }
                toggle(own, first);
                click(first);
                let is_in_sight = own.contains(KEPT_BACK) || own.contains(option.id.as_str());
                if is_kept_back && is_in_sight && dice.below(2) == 0 {
                    toggle(own, &option.id);
                    click(&option.id);
                }
            }
        }
        if own.is_empty() {
            self.checked.remove(&index);
        }
        clicks
    }

    /// The answers on the screen, with those that are kept back; those to questions out of sight are none.
    pub(super) fn on_screen(&self) -> Answers {
        let mut answers = Answers::blank(self.pack);
        for (&index, values) in &self.checked {
            answers.set(index, self.answer(index, values));
        }
        self.table.keep_shown(&mut answers);
        answers
    }

    fn answer(&self, index: QuestionIndex, values: &BTreeSet<String>) -> Answer {
        let question = self.pack.question(index);
        let mut chosen = OptionSet::EMPTY;
        for value in values {
            chosen = chosen.union(match (question.kind, value.as_str()) {
                (Kind::One, "unknown") => return Answer::NotSure,
                (Kind::Many, "none") => OptionSet::NONE_OF_THESE,
                (Kind::Many, KEPT_BACK) => {
                    let mut options = question.options.iter();
                    let kept_back = options.position(|option| option.help.is_some());
                    OptionSet::single(kept_back.unwrap())
                }
                (_, id) => OptionSet::single(question.find_option(id).unwrap()),
            });
        }
        Answer::Chosen(chosen)
    }

    /// What is handed over: without what the person keeps back, and what would give it away.
    pub(super) fn handed_over(&self) -> Answers {
        let mut answers = self.on_screen();
        let mut back = BTreeSet::new();
        for (index, question) in self.pack.numbered_questions() {
            let is_kept_back = question.kind == Kind::Many
                && self.checked.get(&index).is_some_and(|values| {
                    let is_shared = |option: &smp_suitability::pack::QuestionOption| {
                        option.help.is_some() && values.contains(option.id.as_str())
                    };
                    values.contains(KEPT_BACK) && !question.options.iter().any(is_shared)
                })
                && answers.get(index).is_some();
            let mut parents = question.when.iter().flat_map(Condition::requirements);
            if is_kept_back || parents.any(|parent| back.contains(&parent.question)) {
                back.insert(index);
                answers.clear(index);
            }
        }
        answers
    }

    /// Returns true if a box is checked, in sight or not, and one of each core question that everyone is asked.
    pub(super) fn has_begun(&self) -> bool {
        let questions = self.pack.numbered_questions();
        let mut core = questions.filter(|(_, question)| question.core && question.when.is_none());
        !self.checked.is_empty() && core.all(|(index, _)| self.checked.contains_key(&index))
    }

    /// The questions in sight.
    pub(super) fn shown(&self) -> Vec<QuestionIndex> {
        let answers = self.on_screen();
        let reading = self.table.read(&answers);
        let mut shown = Vec::new();
        for (index, question) in self.pack.questions_before_result() {
            if reading.applies(index) != Applies::Yes {
                continue;
            }
            shown.push(index);
            let chosen = answers.known(index).unwrap_or_default();
            if question.end(chosen).is_some() {
                break;
            }
        }
        shown
    }
}

fn toggle(values: &mut BTreeSet<String>, value: &str) {
    if !values.remove(value) {
        values.insert(value.to_owned());
    }
}
