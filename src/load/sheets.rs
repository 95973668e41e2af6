//! Reads `sheets` of `guide.json`.

use super::condition;
use super::earlier::IdPlace;
use super::fields::{Fields, text};
use super::lookup::{self, Symbols};
use super::placeholders::{self, Braces};
use crate::diagnostic::{Code, shortened};
use crate::format::VERDICTS;
use crate::json::{Node, Reader};
use crate::pack::{
    Consult, Letter, LetterAsk, LookAt, Message, QuestionIndex, Rule, Script, SheetLine, Sheets,
    Support, Text, VisitCheck,
};

/// Reads the sheets; without any if `fields` is `None`.
///
/// `rules` is `None` if some could not be read.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    fields: Option<Fields<'text>>,
    symbols: &Symbols,
    rules: Option<&[Rule]>,
    braces: Braces,
) -> Sheets {
    let Some(fields) = fields else {
        return Sheets::default();
    };
    let mut sheets = SheetReader {
        reader,
        symbols,
        rules,
        braces,
    };
    let mut messages: Vec<_> = (fields.objects("messages"))
        .map(|fields| sheets.message(fields))
        .collect();
    messages.sort_by_key(|message| message.day);
    Sheets {
        letter: fields.object("letter").map(|letter| sheets.letter(letter)),
        consult: (fields.object("consult")).map(|consult| sheets.consult(consult)),
        visit: fields.object("visit").map(|visit| sheets.visit(visit)),
        front_desk: (fields.objects("front_desk"))
            .filter_map(|fields| sheets.script(fields))
            .collect(),
        messages,
    }
}

struct SheetReader<'read, 'text> {
    reader: &'read mut Reader<'text>,
    symbols: &'read Symbols<'read>,
    /// Every rule; `None` if some could not be read.
    rules: Option<&'read [Rule]>,
    braces: Braces,
}

impl<'text> SheetReader<'_, 'text> {
    fn letter(&mut self, fields: Fields<'text>) -> Letter {
        let asks: Vec<_> = (fields.objects("asks"))
            .filter_map(|fields| self.ask(fields))
            .collect();
        // If an entry could not be read, nothing is missing for certain.
        if let Some(node) = fields.member("asks")
            && node.is_list()
            && node.items().len() == asks.len()
        {
            self.require_asks(node, &asks);
        }
        Letter {
            title: fields.text("title"),
            intro: self.lines(fields, "intro"),
            about: self.lines(fields, "about"),
            shows: self.questions(fields, "shows"),
            asks,
            rows: self.lines(fields, "rows"),
            open: fields.text("open"),
            closing: self.lines(fields, "closing"),
            tips: self.lines(fields, "tips"),
        }
    }

    fn ask(&mut self, fields: Fields<'text>) -> Option<LetterAsk> {
        Some(LetterAsk {
            question: self.question(fields.member("question")?)?,
            to: fields.text("to"),
            text: fields.text("text"),
            studio: fields.optional_text("studio"),
        })
    }

    /// Reports every rule that a doctor's approval clears and that no letter asks about.
    fn require_asks(&mut self, node: &Node, asks: &[LetterAsk]) {
        let is_asked =
            |question: QuestionIndex| asks.iter().any(|asked| asked.question == question);
        for rule in self.rules.unwrap_or_default() {
            let Some(clearance) = &rule.cleared_by else {
                continue;
            };
            let mut requirements = clearance.when().requirements();
            if requirements.any(|requirement| is_asked(requirement.question)) {
                continue;
            }
            let id = shortened(&rule.id);
            let message = format!("no letter asks for the approval that clears the rule `{id}`");
            let help = "add an entry for a question of its `cleared_by`, with `to` and `text`";
            self.reader
                .report(Code::UnaskedApproval, node, message, help.to_owned());
        }
    }

    fn consult(&mut self, fields: Fields<'text>) -> Consult {
        let look = fields.objects("look");
        Consult {
            title: fields.text("title"),
            look: look.map(|fields| self.look_at(fields)).collect(),
            differs: fields.text("differs"),
            agreed: self.lines(fields, "agreed"),
            said: self.lines(fields, "said"),
            record: self.lines(fields, "record"),
        }
    }

    fn look_at(&mut self, fields: Fields<'text>) -> LookAt {
        LookAt {
            id: fields.id(),
            text: fields.text("text"),
            answers: self.questions(fields, "answers"),
        }
    }

    fn visit(&mut self, fields: Fields<'text>) -> VisitCheck {
        VisitCheck {
            title: fields.text("title"),
            lead: fields.text("lead"),
            questions: self.lines(fields, "questions"),
            closing: self.lines(fields, "closing"),
        }
    }

    fn script(&mut self, fields: Fields<'text>) -> Option<Script> {
        let when = condition::read_optional(self.reader, fields.member("when"), self.symbols);
        Some(Script {
            id: fields.id(),
            verdict: fields.word("verdict", &VERDICTS)?,
            when,
            says: fields.texts("says"),
        })
    }

    fn message(&mut self, fields: Fields<'text>) -> Message {
        Message {
            id: fields.id(),
            day: fields.integer("day").unwrap_or(0).unsigned_abs(),
            when: fields.text("when"),
            text: self.text(fields),
            support: self.symbols.support(self.reader, fields),
        }
    }

    /// Lines with or without sources and claims.
    fn lines(&mut self, fields: Fields<'text>, key: &'static str) -> Vec<SheetLine> {
        let lines = fields.objects(key).map(|fields| SheetLine {
            id: fields.id(),
            text: self.text(fields),
            support: if fields.can_have("sources") {
                self.symbols.support(self.reader, fields)
            } else {
                Support::default()
            },
        });
        lines.collect()
    }

    /// The text of a line, which may hold placeholders.
    fn text(&mut self, fields: Fields<'text>) -> Text {
        placeholders::check(self.reader, fields.member("text"), self.braces);
        fields.text("text")
    }

    fn questions(&mut self, fields: Fields<'text>, key: &'static str) -> Vec<QuestionIndex> {
        let nodes = fields.items(key).iter();
        nodes.filter_map(|node| self.question(node)).collect()
    }

    /// The question with the id in a value; one that does not exist is reported.
    fn question(&mut self, node: &Node<'text>) -> Option<QuestionIndex> {
        let (id, questions) = (text(node)?, self.symbols.questions?);
        let found = lookup::question(self.reader, questions, id, IdPlace::Value(node));
        found.map(|(question, _)| question)
    }
}
