//! The state machine: a screen out, a reply in.

mod dated;
mod effect;
mod navigation;
mod reflection;
mod transcript;

use crate::assess::Table;
use crate::pack::{Answer, Answers, Kind, Question, QuestionIndex, Verdict};

use super::agenda::Agenda;
use super::pages;
use super::possible_results::PossibleResults;
use super::screen::{Choice, Reply, RowRole, Screen};
use super::skipped::{QuestionScope, SkippedQuestions};
use super::stop::{self, KnownStops};
use super::withheld::Withheld;
use super::words::{self, SaveTarget};
pub use effect::{Progress, ReplyEffect};
use transcript::{Record, Transcript};

/// An interview at one moment.
#[derive(Debug, Clone)]
pub struct Conversation<'table, 'pack> {
    table: &'table Table<'pack>,
    answers: Answers,
    skipped: SkippedQuestions,
    possible_results: PossibleResults,
    known_stops: KnownStops,
    place: Position,
    depth: InterviewDepth,
    save_target: SaveTarget,
    withheld: Withheld,
    /// What is on the screen about the answers.
    transcript: Transcript,
    /// The records of an answer, to be shown once its help cards were read.
    pending_records: Vec<Record>,
    /// What to say about the last reply when its screen is shown again.
    notice: Option<String>,
    /// Rows of a reply that was not taken, so that nothing has to be marked again.
    marked: Option<Vec<usize>>,
}

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// At a question on the way through.
    Question(QuestionIndex),
    /// At a question opened from the review.
    Correction(QuestionIndex),
    /// Between the main questions and the rest.
    ContinuePrompt,
    /// At the news of a stop, before the next question.
    Stop(Verdict),
    /// At the help card of an option that was just chosen.
    Help(QuestionIndex, usize),
    /// At the end that the answer to a question brings.
    End(QuestionIndex),
    /// At a question about what matters to the person, after the result.
    Reflection(QuestionIndex),
    /// At the list of all answers.
    Review,
}

/// How far the person wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InterviewDepth {
    /// Not said yet.
    Undecided,
    /// The main questions are enough.
    Main,
    /// Every question.
    All,
    /// Nothing more, because of this stop.
    Nothing(Verdict),
}

impl<'table, 'pack> Conversation<'table, 'pack> {
    /// Starts or resumes an interview: questions that have an answer are not asked again.
    pub fn new(table: &'table Table<'pack>, answers: Answers, scope: QuestionScope) -> Self {
        let mut conversation = Self {
            table,
            skipped: SkippedQuestions::new(table, &answers, scope),
            possible_results: PossibleResults::default(),
            known_stops: KnownStops::new(table, &answers),
            answers,
            place: Position::Review,
            depth: InterviewDepth::Undecided,
            save_target: SaveTarget::Nowhere,
            withheld: Withheld::default(),
            transcript: Transcript::default(),
            pending_records: Vec::new(),
            notice: None,
            marked: None,
        };
        conversation.advance();
        conversation
    }

    /// The same, with answers that go somewhere.
    #[must_use]
    pub fn saving_to(self, save_target: SaveTarget) -> Self {
        Self {
            save_target,
            ..self
        }
    }

    /// What is said before the first screen.
    pub(super) fn welcome(&self, navigation_help: &str, save_target: &SaveTarget) -> Vec<String> {
        words::welcome(&self.agenda(), navigation_help, save_target)
    }

    /// What to show now.
    pub fn screen(&self) -> Screen {
        let agenda = self.agenda();
        let mut screen = match self.place {
            Position::Question(index) | Position::Correction(index) => {
                pages::question(&agenda, &self.answers, index)
            }
            Position::ContinuePrompt => pages::continue_prompt(&agenda),
            Position::Stop(verdict) => {
                let stop = stop::gravest(self.table, &self.answers);
                pages::stop(&agenda, verdict, stop.map(|stop| stop.because))
            }
            Position::Help(index, position) => {
                let question = self.table.pack().question(index);
                let card = question
                    .option(position)
                    .help
                    .as_ref()
                    .expect("a card is opened where there is one");
                let is_last = self.card_after(index, Some(position)).is_none();
                pages::help(card, self.table.contacts(), &self.save_target, is_last)
            }
            Position::End(_) => pages::end(&agenda),
            Position::Reflection(index) => {
                let questions = self.reflections();
                let number = questions.iter().position(|question| *question == index);
                let number = number.map_or(1, |position| position + 1);
                pages::reflection(&agenda, &self.answers, index, number, questions.len())
            }
            Position::Review => pages::review(&agenda, &self.answers),
        };
        screen.notice.clone_from(&self.notice);
        if let (Choice::Many { marked }, Some(kept)) = (&mut screen.choice, &self.marked) {
            marked.clone_from(kept);
            marked.retain(|row| *row < screen.rows.len());
        }
        screen
    }

    /// Takes the reply to the screen.
    pub fn take(&mut self, reply: Reply) -> ReplyEffect {
        let screen = self.screen();
        self.notice = None;
        self.marked = None;
        match reply {
            Reply::Stop => ReplyEffect::ended(self.on_stop()),
            Reply::Back => self.go_back(),
            Reply::Why(marked) => self.explain(marked),
            Reply::Row(row) => self.choose(&screen, &[row]),
            Reply::Rows(rows) => self.choose(&screen, &rows),
            Reply::Date(written) => self.choose_date(&written),
        }
    }

    /// Goes to the questions that no rule reads, for after the result; stays where it is if there are none.
    pub fn reflect(&mut self) {
        if let Some(first) = self.reflections().first() {
            self.place = Position::Reflection(*first);
        }
    }

    /// The answers so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The answers so far without what the person keeps back: all that may be written anywhere.
    pub fn writable_answers(&self) -> Answers {
        self.withheld.writable(self.table.pack(), &self.answers)
    }

    /// The answers, when the interview is over.
    pub fn into_answers(self) -> Answers {
        self.answers
    }

    fn choose(&mut self, screen: &Screen, rows: &[usize]) -> ReplyEffect {
        let known = rows.iter().filter_map(|&row| {
            let role = screen.rows.get(row)?.role;
            Some((row, role))
        });
        let mut chosen: Vec<_> = known.collect();
        match chosen.as_slice() {
            [(_, RowRole::Stop)] => return ReplyEffect::ended(self.on_stop()),
            [(_, RowRole::Why)] => return self.explain(screen.marked()),
            _ => chosen.retain(|(_, role)| role.answers()),
        }
        match self.place {
            Position::Question(index) | Position::Correction(index) => {
                let question = self.table.pack().question(index);
                match pages::answer(question, &chosen) {
                    Some(answer) => self.accept(index, answer),
                    None => self.refuse(screen, question, &chosen),
                }
            }
            Position::Reflection(index) => {
                let question = self.table.pack().question(index);
                match pages::answer(question, &chosen) {
                    Some(answer) => self.reflect_on(index, answer),
                    None => self.refuse(screen, question, &chosen),
                }
            }
            Position::ContinuePrompt => match chosen.as_slice() {
                [(row, _)] => {
                    self.depth = if *row == 0 {
                        InterviewDepth::Main
                    } else {
                        InterviewDepth::All
                    };
                    self.advance();
                    ReplyEffect::silent()
                }
                _ => self.stay(words::CHOOSE_ONE),
            },
            Position::Stop(stop) => match chosen.as_slice() {
                [(row, _)] => {
                    self.depth = if *row == 0 {
                        InterviewDepth::Nothing(stop)
                    } else {
                        self.depth_ahead()
                    };
                    self.advance();
                    ReplyEffect::silent()
                }
                _ => self.stay(words::CHOOSE_ONE),
            },
            Position::Help(index, position) => match chosen.as_slice() {
                [(row, _)] => self.close_card(index, position, *row == 0),
                _ => self.stay(words::CHOOSE_ONE),
            },
            Position::End(_) => match chosen.as_slice() {
                [(0, _)] => ReplyEffect::ended(Progress::Finished),
                [_] => self.go_back(),
                _ => self.stay(words::CHOOSE_ONE),
            },
            Position::Review => match chosen.as_slice() {
                [(0, _)] => ReplyEffect {
                    said: words::left_out(&self.agenda()).into_iter().collect(),
                    ..ReplyEffect::ended(Progress::Finished)
                },
                [(row, _)] => self.correct(*row),
                _ => self.stay(words::CHOOSE_ONE),
            },
        }
    }

    fn accept(&mut self, index: QuestionIndex, answer: Answer) -> ReplyEffect {
        let changed = self.answers.get(index) != Some(answer);
        let records = self.record(index, answer);
        self.withheld.release(index);
        if let Some(position) = self.card_after(index, None) {
            self.withheld.hold(index);
            self.place = Position::Help(index, position);
            self.pending_records = records;
            return ReplyEffect {
                changed: true, // what may be written is, if the same answer was saved before
                ..ReplyEffect::silent()
            };
        }
        self.advance_past(stop::gravest(self.table, &self.answers));
        ReplyEffect {
            said: self.transcript.add(records),
            changed,
            ..ReplyEffect::silent()
        }
    }

    /// Sets an answer, and gives the lines about it and about answers whose lines going back removed.
    fn record(&mut self, index: QuestionIndex, answer: Answer) -> Vec<Record> {
        let pack = self.table.pack();
        let total_before = self.agenda().total();
        if self.answers.get(index) != Some(answer) {
            self.answers.set(index, answer); // a date that means the same answer stays
        }
        let mut lines = vec![words::record(pack.question(index), answer)];
        let gone: Vec<_> = self.agenda().out_of_place().collect();
        for index in gone {
            if let Some(answer) = self.answers.get(index) {
                lines.push(words::dropped(pack.question(index), answer));
            }
            self.answers.clear(index);
        }
        self.skipped.follow(self.table, &self.answers);
        let added = self.agenda().total().saturating_sub(total_before);
        lines.extend(words::added(added));
        let mut records = vec![Record {
            question: index,
            lines,
        }];
        let undone = self.transcript.take_undone().into_iter();
        let others = undone.filter(|other| *other != index);
        records.extend(others.filter_map(|question| {
            let answer = self.answers.get(question)?;
            let lines = vec![words::record(pack.question(question), answer)];
            Some(Record { question, lines })
        }));
        records
    }

    /// The first chosen option of a question with a help card, or the first behind a position.
    fn card_after(&self, index: QuestionIndex, position: Option<usize>) -> Option<usize> {
        let question = self.table.pack().question(index);
        let mut chosen = self.answers.known(index)?.positions();
        chosen.find(|&other| {
            position.is_none_or(|position| other > position)
                && question.option(other).help.is_some()
        })
    }

    /// Continues from a help card; the last one of a question decides whether the answer may be written.
    fn close_card(
        &mut self,
        index: QuestionIndex,
        position: usize,
        is_kept_back: bool,
    ) -> ReplyEffect {
        if let Some(next) = self.card_after(index, Some(position)) {
            self.place = Position::Help(index, next);
            return ReplyEffect::silent();
        }
        if !is_kept_back {
            self.withheld.release(index);
        }
        self.advance_past(stop::gravest(self.table, &self.answers));
        let records = std::mem::take(&mut self.pending_records);
        ReplyEffect {
            said: self.transcript.add(records),
            changed: !is_kept_back,
            ..ReplyEffect::silent()
        }
    }

    /// Says why the reply is not an answer, and keeps what was marked.
    fn refuse(
        &mut self,
        screen: &Screen,
        question: &Question,
        chosen: &[(usize, RowRole)],
    ) -> ReplyEffect {
        self.marked = Some(chosen.iter().map(|(row, _)| *row).collect());
        let alone = chosen
            .iter()
            .find(|(_, role)| *role != RowRole::Answer)
            .and_then(|(row, _)| screen.rows.get(*row));
        match (question.kind, alone) {
            (Kind::Many, Some(row)) => self.stay(&words::exclusive(&row.text)),
            (Kind::Many, None) => self.stay(&words::nothing_marked(question)),
            (Kind::One, _) => self.stay(words::CHOOSE_ONE),
        }
    }

    /// Says why this is asked, and keeps what was marked.
    fn explain(&mut self, marked: Vec<usize>) -> ReplyEffect {
        self.marked = Some(marked);
        let why = match self.place {
            Position::Question(index) | Position::Correction(index) => {
                let possible_results = self.possible_results.say(self.table, &self.answers, index);
                words::why(self.table.pack().question(index), &possible_results)
            }
            Position::Reflection(index) => self.table.pack().question(index).why.to_string(),
            Position::Stop(_) => words::WHY_STOP.to_owned(),
            Position::ContinuePrompt => words::WHY_CONTINUE_PROMPT.to_owned(),
            Position::Help(..) => words::WHY_HELP.to_owned(),
            Position::End(_) => words::WHY_END.to_owned(),
            Position::Review => words::WHY_REVIEW.to_owned(),
        };
        self.stay(&why)
    }

    /// Opens the question behind a row of the review.
    fn correct(&mut self, row: usize) -> ReplyEffect {
        let question = self.agenda().answered().nth(row.saturating_sub(1));
        if let Some(question) = question {
            self.place = Position::Correction(question);
        }
        ReplyEffect::silent()
    }

    fn agenda(&self) -> Agenda<'_> {
        Agenda::new(self.table, &self.answers, &self.skipped)
    }

    fn stay(&mut self, notice: &str) -> ReplyEffect {
        self.notice = Some(notice.to_owned());
        ReplyEffect::silent()
    }
}
