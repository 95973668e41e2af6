//! The questions as cards: what is asked, why, the boxes, and what their answers mean at once.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::notices::Notice;
use super::selectors::{box_id, card_id, none_id, shared_id};
use crate::pack::{
    CallList, Condition, HelpCard, Kind, NONE_OF_THESE, Pack, Question, QuestionIndex,
    QuestionOption, Text,
};
use crate::report::sanitize::sanitized;
use crate::report::verdict::verdict_name;
use crate::words::{self, capitalized};

/// What the cards are made of.
pub(super) struct Cards<'a> {
    pub(super) pack: &'a Pack,
    pub(super) contacts: CallList<'a>,
    pub(super) notices: &'a [Notice<'a>],
    /// The ids that the style names; other boxes need none.
    pub(super) named: BTreeSet<&'a str>,
    /// The reasons that many questions share.
    pub(super) shared: Vec<&'a Text>,
}

const WHY: &str = "Why do we ask?";

/// The reasons that at least three questions of a pack share, in the order of asking.
pub(super) fn shared_reasons(pack: &Pack) -> Vec<&Text> {
    let mut shared: Vec<&Text> = Vec::new();
    for (_, question) in pack.questions_before_result() {
        let same = pack
            .questions_before_result()
            .filter(|(_, other)| other.why == question.why);
        if same.count() > 2 && !shared.contains(&&question.why) {
            shared.push(&question.why);
        }
    }
    shared
}

impl Cards<'_> {
    /// All of them. What comes after an answer that ends the questions is in one element with it, to be hidden.
    pub(super) fn all(&self) -> Markup {
        let arrows = arrows(self.pack);
        let questions: Vec<_> = self.pack.questions_before_result().collect();
        self.from(&questions, &arrows)
    }

    /// Some questions in their order; those behind an ending answer go into an element of their own.
    fn from(&self, questions: &[(QuestionIndex, &Question)], arrows: &Arrows) -> Markup {
        let ends = |(_, question): &(QuestionIndex, &Question)| {
            question.options.iter().any(|option| option.ends.is_some())
        };
        let end = questions
            .iter()
            .position(ends)
            .map_or(questions.len(), |place| place + 1);
        let (before, after) = questions.split_at(end);
        html! {
            @for (index, question) in before { (self.card(*index, question, arrows)) }
            @if let (Some((index, _)), false) = (before.last(), after.is_empty()) {
                div id=(format!("E{}", card_id(*index))) { (self.from(after, arrows)) }
            }
        }
    }

    fn card(&self, index: QuestionIndex, question: &Question, arrows: &Arrows) -> Markup {
        let card = card_id(index);
        let follow_up = question.when.as_ref().map(|_| "f");
        let gives_away = self
            .gives_away(question)
            .into_iter()
            .collect::<Vec<_>>()
            .join(" ");
        let gives_away = (!gives_away.is_empty()).then_some(gives_away);
        let says_something =
            |notice: &Notice| notice.below.is_some_and(|(below, _)| below == index);
        let live = self.notices.iter().any(says_something).then_some("polite");
        html! {
            fieldset id=(card) class=[follow_up] aria-live=[live] data-with=[gives_away] {
                legend { (sanitized(&question.ask)) }
                (self.why(question))
                @for (position, option) in question.options.iter().enumerate() {
                    (self.option(index, question, position, option, arrows.get(&(index, position))))
                    (self.meaning(index, question, Some(position)))
                }
                (last(index, question))
                (self.meaning(index, question, None))
            }
        }
    }

    /// Why it is asked. A reason that many questions share is said once, at the end.
    fn why(&self, question: &Question) -> Markup {
        let shared = self.shared.iter().position(|why| **why == question.why);
        html! {
            @match shared {
                Some(place) => button type="button" popovertarget=(format!("W{place}")) { (WHY) },
                None => details { summary { (WHY) } (sanitized(&question.why)) },
            }
        }
    }

    /// The reasons that many questions share, each shown over the page when it is asked for.
    pub(super) fn shared_reasons(&self) -> Markup {
        html! {
            @for (place, why) in self.shared.iter().enumerate() {
                p popover id=(format!("W{place}")) { (sanitized(why)) }
            }
        }
    }

    fn option(
        &self,
        index: QuestionIndex,
        question: &Question,
        position: usize,
        option: &QuestionOption,
        arrow: Option<&BTreeSet<usize>>,
    ) -> Markup {
        let id = box_id(index, position);
        let label = html! {
            (sanitized(&option.label))
            @if let Some(numbers) = arrow { i { "→ " (ranges(numbers)) } }
        };
        if let Some(help) = &option.help {
            return self.kept_back(index, question, position, &label, help, &option.id);
        }
        let id = self.named.contains(id.as_str()).then_some(id);
        html! { label { (choice(question, &option.id, id)) (label) } }
    }

    /// An answer that is not saved or sent unless the person says so: its box says "unknown".
    fn kept_back(
        &self,
        index: QuestionIndex,
        question: &Question,
        position: usize,
        label: &Markup,
        help: &HelpCard,
        option: &str,
    ) -> Markup {
        let id = box_id(index, position);
        html! {
            label { (choice(question, "unknown", Some(id.clone()))) (label) }
            div.help id=(format!("H{id}")) {
                b { (sanitized(&help.title)) }
                @for line in help.lines_for(self.contacts) { p { (sanitized(&line)) } }
                label { (choice(question, option, Some(shared_id(index, position)))) "Share this answer, too. Otherwise this whole question is left out of what you save, send or print." }
            }
        }
    }

    /// What an option means at once, or, without one, what only all answers together do.
    fn meaning(
        &self,
        index: QuestionIndex,
        question: &Question,
        position: Option<usize>,
    ) -> Markup {
        let notices = self
            .notices
            .iter()
            .filter(|notice| notice.below == Some((index, position)));
        let option = position.map(|position| question.option(position));
        let end = option
            .and_then(|option| option.ends.as_deref())
            .zip(position);
        html! {
            @for notice in notices { (notice_html(notice)) }
            @if let Some((end, position)) = end { p id=(format!("L{}", box_id(index, position))) { (sanitized(end)) } }
        }
    }

    /// The notices at the foot of the screen.
    pub(super) fn foot(&self) -> Markup {
        let mut notices = self.notices.iter().filter(|notice| notice.below.is_none());
        html! { div role="status" { @for notice in notices.by_ref() { (notice_html(notice)) } } }
    }

    /// The cards of questions with an answer that may be kept back, on which it depends whether this question is
    /// asked: its answer would give the other one away.
    fn gives_away(&self, question: &Question) -> BTreeSet<String> {
        let mut cards = BTreeSet::new();
        for required in question.when.iter().flat_map(Condition::requirements) {
            let parent = self.pack.question(required.question);
            if parent.options.iter().any(|option| option.help.is_some()) {
                cards.insert(card_id(required.question));
            }
            cards.append(&mut self.gives_away(parent));
        }
        cards
    }
}

/// "None of these", or "I'm not sure", in the words of the question if it has some.
fn last(index: QuestionIndex, question: &Question) -> Markup {
    let undecided = question.undecided.as_deref();
    match question.kind {
        Kind::One => {
            html! { label { (choice(question, "unknown", None)) (undecided.unwrap_or(question.not_sure())) } }
        }
        Kind::Many => {
            html! { label { (choice(question, "none", Some(none_id(index)))) (undecided.unwrap_or(NONE_OF_THESE)) } }
        }
    }
}

/// What a stop says.
fn notice_html(notice: &Notice) -> Markup {
    let verdict = notice.stop.gate();
    let wait = notice.stop.wait().and_then(words::wait);
    let policy = notice.stop.rule.policy.as_deref().map(words::house_rule);
    html! {
        p class=[verdict.is_worst().then_some("x")] id=(notice.id) {
            b { (capitalized(verdict_name(verdict))) @if let Some(wait) = wait { " " (wait) } "." } " "
            (sanitized(notice.stop.because()))
            @if let Some(policy) = policy { " " (sanitized(&policy)) }
            @if let Some(advice) = notice.stop.advice() { " " (sanitized(advice)) }
        }
    }
}

/// The box of an answer.
fn choice(question: &Question, value: &str, id: Option<String>) -> Markup {
    let kind = match question.kind {
        Kind::One => "radio",
        Kind::Many => "checkbox",
    };
    html! { input type=(kind) name=(question.id) value=(value) id=[id]; }
}

/// For each option the numbers of the questions to go to on paper.
type Arrows = BTreeMap<(QuestionIndex, usize), BTreeSet<usize>>;

fn arrows(pack: &Pack) -> Arrows {
    let mut arrows = Arrows::new();
    for (index, question) in pack.numbered_questions() {
        for clause in question.when.iter().flat_map(|when| &when.clauses) {
            let last = clause
                .requirements
                .last()
                .expect("a clause has a requirement");
            for position in last.options.positions() {
                let numbers = arrows.entry((last.question, position)).or_default();
                numbers.insert(index.position() + 1);
            }
        }
    }
    arrows
}

/// "12", "12, 14", "12–15".
fn ranges(numbers: &BTreeSet<usize>) -> String {
    let numbers: Vec<_> = numbers.iter().copied().collect();
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let runs = runs.map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        [only] => only.to_string(),
        [] => String::new(),
    });
    runs.collect::<Vec<_>>().join(", ")
}
