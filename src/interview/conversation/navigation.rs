//! Which screen follows which, forward and back.

use super::{Conversation, InterviewDepth, Position, ReplyEffect, words};
use crate::interview::stop::Stop;
use crate::pack::QuestionIndex;

impl Conversation<'_, '_> {
    /// Goes one step back, and says so where there is none.
    pub(super) fn go_back(&mut self) -> ReplyEffect {
        if let Position::Reflection(index) = self.place {
            return self.reflect_before(index);
        }
        let agenda = self.agenda();
        let main = |question: &QuestionIndex| agenda.is_main(*question);
        let behind = match self.place {
            Position::Correction(_) | Position::Reflection(_) => Some(Position::Review),
            Position::Help(index, _) | Position::End(index) => Some(Position::Question(index)),
            Position::Question(index) => {
                let earlier = agenda.last_before(Some(index));
                let leaves_the_rest = !main(&index) && earlier.as_ref().is_none_or(main);
                let may_stop_short = self.depth == InterviewDepth::All && agenda.next().is_some();
                if leaves_the_rest && may_stop_short {
                    Some(Position::ContinuePrompt)
                } else {
                    earlier.map(Position::Question)
                }
            }
            Position::ContinuePrompt | Position::Stop(_) => {
                let first_to_come = agenda.next();
                agenda.last_before(first_to_come).map(Position::Question)
            }
            Position::Review => match self.depth {
                InterviewDepth::Main if agenda.next().is_some() => Some(Position::ContinuePrompt),
                InterviewDepth::Nothing(stop) if agenda.next().is_some() => {
                    Some(Position::Stop(stop))
                }
                InterviewDepth::Undecided
                | InterviewDepth::Main
                | InterviewDepth::All
                | InterviewDepth::Nothing(_) => agenda.last_before(None).map(Position::Question),
            },
        };
        let Some(behind) = behind else {
            return self.stay(words::FIRST_QUESTION);
        };
        match behind {
            Position::ContinuePrompt => self.depth = InterviewDepth::Undecided,
            Position::Stop(_) => self.depth = self.depth_ahead(),
            Position::Question(_)
            | Position::Correction(_)
            | Position::Help(..)
            | Position::End(_)
            | Position::Reflection(_)
            | Position::Review => {}
        }
        self.place = behind;
        self.pending_records.clear(); // the answer on whose help card the person was is to be given again
        let retracted = match behind {
            Position::Question(question) => self.transcript.undo(question),
            Position::Correction(_)
            | Position::ContinuePrompt
            | Position::Stop(_)
            | Position::Help(..)
            | Position::End(_)
            | Position::Reflection(_)
            | Position::Review => Vec::new(),
        };
        ReplyEffect {
            retracted,
            ..ReplyEffect::silent()
        }
    }

    /// Goes to what is next, or first to the news of a stop unless the interview ends.
    pub(super) fn advance_past(&mut self, stop: Option<Stop>) {
        let stop = stop.map(|stop| stop.verdict);
        if let InterviewDepth::Nothing(_) = self.depth {
            // Without a stop there is no reason left to end early.
            self.depth = stop.map_or(InterviewDepth::Undecided, InterviewDepth::Nothing);
        }
        self.advance();
        if let Some(stop) = stop
            && !matches!(self.place, Position::Review | Position::End(_))
            && self.known_stops.learn(stop)
        {
            self.place = Position::Stop(stop);
        }
    }

    /// How far a person wants to go who continues after the news of a stop: there is no second prompt to continue.
    pub(super) fn depth_ahead(&self) -> InterviewDepth {
        let agenda = self.agenda();
        match agenda.next() {
            Some(question) if agenda.is_main(question) => InterviewDepth::Undecided,
            Some(_) | None => InterviewDepth::All,
        }
    }

    /// Goes to what is next: a question, the prompt to continue, the review, or an end that an answer brings.
    pub(super) fn advance(&mut self) {
        let agenda = self.agenda();
        if let Some((question, _)) = agenda.end() {
            self.place = Position::End(question);
            return;
        }
        self.place = match (agenda.next(), self.depth) {
            (None, _) | (Some(_), InterviewDepth::Nothing(_)) => Position::Review,
            (Some(question), _) if agenda.is_main(question) => Position::Question(question),
            (Some(_), InterviewDepth::Main) => Position::Review,
            (Some(question), InterviewDepth::All) => Position::Question(question),
            (Some(_), InterviewDepth::Undecided) => Position::ContinuePrompt,
        };
        if self.place == Position::Review && self.depth == InterviewDepth::Undecided {
            // Nothing was left out, so what a correction brings up is asked as well.
            self.depth = InterviewDepth::All;
        }
    }
}
