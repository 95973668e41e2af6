//! The keys of `questionnaire.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{
    Boolean, Condition, Entries, Filled, FilledEntries, FormerId, Id, List, Named, Pair, Text, Word,
};
use super::shape::{BECAUSE, EntryLimit, Object, Shape, may, must};
use super::words::{CHANGES, DATE_UNITS, KINDS};
use crate::diagnostic::Code;
use crate::pack::{Picture, Question};

pub(crate) static QUESTIONNAIRE: Object = Object {
    name: "questionnaire",
    keys: &[
        must("questions", FilledEntries(&QUESTION)).at_most(&MOST_QUESTIONS),
        may("retired", Entries(&RETIRED)),
    ],
};

static RETIRED: Object = Object {
    name: "retired id",
    keys: &[must("id", Id(IdSyntax::Old)), BECAUSE],
};

pub(crate) static QUESTION: Object = Object {
    name: "question",
    keys: &[
        must("id", Id(IdSyntax::Question)),
        may("name", Text),
        must("kind", Word(&KINDS)),
        may("core", Boolean),
        may("safety", Boolean),
        may("ordered", Boolean),
        may("private", Boolean),
        must("change", Word(&CHANGES)),
        must("ask", Text),
        must("why", Text),
        may("when", Condition),
        may("reference", Named),
        may(
            "confusable",
            List(&Pair(
                &Named,
                "write pairs of options, such as `[[\"fut\", \"fue\"]]`",
            )),
        ),
        may("undecided", Text),
        may("since", Word(&DATE_UNITS)),
        may("neutral", Text),
        may("was", Filled(&FormerId(IdSyntax::Question))),
        must("options", FilledEntries(&OPTION)).at_most(&MOST_OPTIONS),
    ],
};

pub(crate) static OPTION: Object = Object {
    name: "option",
    keys: &[
        must("id", Id(IdSyntax::Name)),
        must("label", Text),
        may("short", Text),
        may("from", NUMBER),
        may("to", NUMBER),
        may("change", Word(&CHANGES)),
        may("when_better", Text),
        may("picture", Word(&Picture::WORDS)),
        may("neutral", Text),
        may("private", Boolean),
        may("help", Shape::Object(&HELP_CARD)),
        may("ends", Text),
        may("was", Filled(&FormerId(IdSyntax::Old))),
    ],
};

/// A whole number that a person may give as an answer, such as an age, or the months since a date.
const NUMBER: Shape = Shape::Integer(0, 1_000_000);

static HELP_CARD: Object = Object {
    name: "help card",
    keys: &[must("title", Text), must("lines", Filled(&Text))],
};

/// No person answers more questions.
static MOST_QUESTIONS: EntryLimit = EntryLimit::entries(500);

/// A set of options is a machine word.
static MOST_OPTIONS: EntryLimit = EntryLimit {
    code: Code::TooManyOptions,
    most: Question::MAX_OPTIONS,
    message: |count, most| format!("the question has {count} options, at most {most} are allowed"),
    help: |_| "split the question, or merge options".to_owned(),
};
