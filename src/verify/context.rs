//! What every proof about a pack needs, and what the proof of a law needs on top of it.

use std::cell::OnceCell;

use super::finding::CheckFinding;
use crate::assess::Table;
use crate::diagnostic::{Code, Place};
use crate::load::{self, PackFiles, PathStep};
use crate::pack::{Answers, Law, Pack};
use crate::space::{Search, TooEntangled};

/// A pack, compiled, with a search of its answer space and the places of its parts.
pub(super) struct CheckContext<'pack> {
    pub(super) pack: &'pack Pack,
    pub(super) table: &'pack Table<'pack>,
    pub(super) search: Search<'pack, 'pack>,
    pub(super) places: PackPlaces<'pack>,
    /// For each question the options that change a result, which two properties ask for.
    pub(super) counting: OnceCell<Vec<Result<Vec<usize>, TooEntangled>>>,
}

impl<'pack> CheckContext<'pack> {
    pub(super) fn new(
        table: &'pack Table<'pack>,
        search: Search<'pack, 'pack>,
        files: &'pack PackFiles,
    ) -> Self {
        Self {
            pack: table.pack(),
            table,
            search,
            places: PackPlaces { files },
            counting: OnceCell::new(),
        }
    }
}

/// Finds the places of a pack's parts in its files.
#[derive(Debug, Clone, Copy)]
pub(super) struct PackPlaces<'files> {
    pub(super) files: &'files PackFiles,
}

impl PackPlaces<'_> {
    pub(super) fn of(self, name: &'static str, path: &[PathStep]) -> Place {
        load::place(self.files, name, path)
    }

    pub(super) fn rule(self, id: &str) -> Place {
        self.of(
            "suitability.json",
            &[PathStep::Key("rules"), PathStep::Entry(id)],
        )
    }

    pub(super) fn question(self, id: &str) -> Place {
        let path = [PathStep::Key("questions"), PathStep::Entry(id)];
        self.of("questionnaire.json", &path)
    }
}

/// What breaks a law; nothing if it holds.
pub(super) type Proved = Result<Vec<CheckFinding>, TooEntangled>;

/// A law with all that its proof needs.
pub(super) struct Proof<'proof, 'pack> {
    pub(super) context: &'proof CheckContext<'pack>,
    pub(super) law: &'pack Law,
}

impl<'pack> Proof<'_, 'pack> {
    pub(super) fn pack(&self) -> &'pack Pack {
        self.context.pack
    }

    pub(super) fn place(&self) -> Place {
        let path = [PathStep::Key("laws"), PathStep::Entry(&self.law.id)];
        self.context.places.of("pack.json", &path)
    }

    /// The law applies to no set of answers.
    pub(super) fn empty(&self) -> CheckFinding {
        let message = format!("the law `{}` is about no one", self.law.id);
        let help = "no set of answers fulfills its `when`; correct it";
        CheckFinding::error(Code::EmptyLaw, self.place(), message, help)
    }

    /// Answers break the law; `how` says what they lead to.
    pub(super) fn broken_by(&self, answers: Answers, how: &str) -> CheckFinding {
        let message = format!("the law `{}` is broken: {how}", self.law.id);
        let help = format!(
            "correct the rules, or the law, which says: {}",
            self.law.says
        );
        CheckFinding::error(Code::BrokenLaw, self.place(), message, help)
            .shown_by(self.pack(), answers)
    }
}
