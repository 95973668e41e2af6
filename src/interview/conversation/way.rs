//! Which screen follows which, forward and back.

use super::{Conversation, Extent, Place, Step, words};
use crate::interview::stop::Stop;
use crate::pack::QuestionIndex;

impl Conversation<'_, '_> {
    /// Goes one step back, and says so where there is none.
    pub(super) fn go_back(&mut self) -> Step {
        let agenda = self.agenda();
        let main = |question: &QuestionIndex| agenda.is_main(*question);
        let behind = match self.place {
            Place::Correction(_) => Some(Place::Review),
            Place::Help(index, _) | Place::End(index) => Some(Place::Question(index)),
            Place::Question(index) => {
                let earlier = agenda.last_before(Some(index));
                let leaves_the_rest = !main(&index) && earlier.as_ref().is_none_or(main);
                let may_stop_short = self.extent == Extent::All && agenda.next().is_some();
                if leaves_the_rest && may_stop_short {
                    Some(Place::Crossroads)
                } else {
                    earlier.map(Place::Question)
                }
            }
            Place::Crossroads | Place::Stop(_) => {
                let first_to_come = agenda.next();
                agenda.last_before(first_to_come).map(Place::Question)
            }
            Place::Review => match self.extent {
                Extent::Main if agenda.next().is_some() => Some(Place::Crossroads),
                Extent::Nothing(stop) if agenda.next().is_some() => Some(Place::Stop(stop)),
                Extent::Undecided | Extent::Main | Extent::All | Extent::Nothing(_) => {
                    agenda.last_before(None).map(Place::Question)
                }
            },
        };
        let Some(behind) = behind else {
            return self.stay(words::FIRST_QUESTION);
        };
        match behind {
            Place::Crossroads => self.extent = Extent::Undecided,
            Place::Stop(_) => self.extent = self.extent_ahead(),
            Place::Question(_)
            | Place::Correction(_)
            | Place::Help(..)
            | Place::End(_)
            | Place::Review => {}
        }
        self.place = behind;
        self.untold.clear(); // the answer on whose help card the person was is to be given again
        let retracted = match behind {
            Place::Question(question) => self.transcript.undo(question),
            Place::Correction(_)
            | Place::Crossroads
            | Place::Stop(_)
            | Place::Help(..)
            | Place::End(_)
            | Place::Review => Vec::new(),
        };
        Step {
            retracted,
            ..Step::silent()
        }
    }

    /// Goes to whatever is next; if that is no end, to the news of a stop before it.
    pub(super) fn advance_past(&mut self, stop: Option<Stop>) {
        let stop = stop.map(|stop| stop.verdict);
        if let Extent::Nothing(_) = self.extent {
            // Without a stop there is no reason left to end early.
            self.extent = stop.map_or(Extent::Undecided, Extent::Nothing);
        }
        self.advance();
        if let Some(stop) = stop
            && !matches!(self.place, Place::Review | Place::End(_))
            && self.known_stops.learn(stop)
        {
            self.place = Place::Stop(stop);
        }
    }

    /// How far a person wants to go who continues after the news of a stop: there is no second crossroads.
    pub(super) fn extent_ahead(&self) -> Extent {
        let agenda = self.agenda();
        match agenda.next() {
            Some(question) if agenda.is_main(question) => Extent::Undecided,
            Some(_) | None => Extent::All,
        }
    }

    /// Goes to whatever is next: a question, the crossroads, the review, or an end that an answer brings.
    pub(super) fn advance(&mut self) {
        let agenda = self.agenda();
        if let Some((question, _)) = agenda.end() {
            self.place = Place::End(question);
            return;
        }
        self.place = match (agenda.next(), self.extent) {
            (None, _) | (Some(_), Extent::Nothing(_)) => Place::Review,
            (Some(question), _) if agenda.is_main(question) => Place::Question(question),
            (Some(_), Extent::Main) => Place::Review,
            (Some(question), Extent::All) => Place::Question(question),
            (Some(_), Extent::Undecided) => Place::Crossroads,
        };
        if self.place == Place::Review && self.extent == Extent::Undecided {
            // Nothing was left out, so what a correction brings up is asked as well.
            self.extent = Extent::All;
        }
    }
}
