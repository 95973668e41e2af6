//! Reads `sheets` of `guide.json`.

use super::builtin;
use super::condition::{self, Symbols, Use};
use super::fields::Fields;
use super::format::{ASK, CONSULT, ENTRY, LETTER, LINE, LOOK_AT, MESSAGE, SCRIPT, SHEETS, VISIT};
use super::header::VERDICTS;
use super::ids::IdRegistry;
use super::laws::{At, named_question};
use super::placeholders::{self, Braces};
use super::reader::{Reader, shortened};
use super::rules::MOST_DAYS;
use super::shape::Object;
use super::sources::Cited;
use super::tree::{Node, Value};
use crate::diagnostic::Code;
use crate::pack::{
    Consult, Letter, LetterAsk, LookAt, Message, QuestionIndex, Rule, Script, SheetLine, Sheets,
    Support, Text, VisitCheck,
};

/// The entries of a list.
type Nodes<'node, 'text> = &'node [Node<'text>];

/// What the texts of the sheets may refer to.
pub(super) struct SheetReader<'pack> {
    pub(super) symbols: &'pack Symbols<'pack>,
    /// Every rule; `None` if some could not be read.
    pub(super) rules: Option<&'pack [Rule]>,
    pub(super) braces: Braces,
}

impl SheetReader<'_> {
    pub(super) fn read<'text>(
        &self,
        reader: &mut Reader<'text>,
        node: &Node<'text>,
    ) -> Option<Sheets> {
        let fields = reader.fields(node, &SHEETS)?;
        let letter = fields.optional("letter");
        let letter = letter.and_then(|node| self.letter(reader, node));
        let consult = fields.optional("consult");
        let consult = consult.and_then(|node| self.consult(reader, node));
        let visit = fields.optional("visit");
        let visit = visit.and_then(|node| self.visit(reader, node));
        let front_desk = self.scripts(reader, |reader| fields.optional_list(reader, "front_desk"));
        let mut messages = self.messages(reader, |reader| fields.optional_list(reader, "messages"));
        messages.sort_by_key(|message| message.day);
        fields.finish(reader);
        Some(Sheets {
            letter,
            consult,
            visit,
            front_desk,
            messages,
        })
    }

    fn letter<'text>(&self, reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Letter> {
        let fields = reader.fields(node, &LETTER)?;
        let letter = Letter {
            title: fields.text(reader, "title"),
            intro: self.lines(reader, &ENTRY, |reader| fields.filled_list(reader, "intro")),
            about: self.lines(reader, &LINE, |reader| fields.filled_list(reader, "about")),
            shows: self.questions(reader, |reader| fields.optional_list(reader, "shows")),
            asks: self.asks(reader, |reader| fields.list(reader, "asks")),
            rows: self.lines(reader, &ENTRY, |reader| {
                fields.optional_list(reader, "rows")
            }),
            open: fields.text(reader, "open"),
            closing: self.lines(reader, &ENTRY, |reader| {
                fields.optional_list(reader, "closing")
            }),
            tips: self.lines(reader, &ENTRY, |reader| {
                fields.optional_list(reader, "tips")
            }),
        };
        // With an entry that could not be read, nothing can be said to be missing.
        if let Some(node) = fields.required("asks")
            && let Value::List(entries) = node.value
            && entries.len() == letter.asks.len()
        {
            self.require_asks(reader, node, &letter.asks);
        }
        fields.finish(reader);
        Some(letter)
    }

    fn asks<'node, 'text: 'node>(
        &self,
        reader: &mut Reader<'text>,
        nodes: impl Fn(&mut Reader<'text>) -> Nodes<'node, 'text>,
    ) -> Vec<LetterAsk> {
        let nodes = nodes(reader);
        let mut ids = IdRegistry::new(&ASK);
        let mut asks = Vec::new();
        for node in nodes {
            let Some(fields) = reader.fields(node, &ASK) else {
                continue;
            };
            let asked = fields.required("question");
            let asked = asked.and_then(|node| Some((node, reader.text(node)?)));
            if let Some((node, id)) = asked {
                ids.check_unique(reader, node, id);
            }
            let question = asked.and_then(|(node, id)| self.named(reader, node, id));
            let to = fields.text(reader, "to");
            let text = fields.text(reader, "text");
            let studio = fields.optional_text(reader, "studio");
            fields.finish(reader);
            asks.extend(question.map(|question| LetterAsk {
                question,
                to,
                text,
                studio,
            }));
        }
        asks
    }

    /// Reports every gate that a doctor can lift and no letter asks about.
    fn require_asks(&self, reader: &mut Reader, node: &Node, asks: &[LetterAsk]) {
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
            reader.report(Code::UnaskedApproval, node, message, help.to_owned());
        }
    }

    fn consult<'text>(&self, reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Consult> {
        let fields = reader.fields(node, &CONSULT)?;
        let title = fields.text(reader, "title");
        let mut ids = IdRegistry::new(&LOOK_AT);
        let mut look = Vec::new();
        for node in fields.filled_list(reader, "look") {
            let Some((fields, id)) = ids.entry(reader, node) else {
                continue;
            };
            let text = fields.text(reader, "text");
            let answers = self.questions(reader, |reader| fields.optional_list(reader, "answers"));
            fields.finish(reader);
            look.push(LookAt { id, text, answers });
        }
        let differs = fields.text(reader, "differs");
        let agreed = self.lines(reader, &ENTRY, |reader| {
            fields.optional_list(reader, "agreed")
        });
        let said = self.lines(reader, &LINE, |reader| fields.optional_list(reader, "said"));
        let record = self.lines(reader, &ENTRY, |reader| {
            fields.optional_list(reader, "record")
        });
        fields.finish(reader);
        Some(Consult {
            title,
            look,
            differs,
            agreed,
            said,
            record,
        })
    }

    fn visit<'text>(&self, reader: &mut Reader<'text>, node: &Node<'text>) -> Option<VisitCheck> {
        let fields = reader.fields(node, &VISIT)?;
        let check = VisitCheck {
            title: fields.text(reader, "title"),
            lead: fields.text(reader, "lead"),
            questions: self.lines(reader, &LINE, |reader| {
                fields.filled_list(reader, "questions")
            }),
            closing: self.lines(reader, &ENTRY, |reader| {
                fields.optional_list(reader, "closing")
            }),
        };
        fields.finish(reader);
        Some(check)
    }

    fn scripts<'node, 'text: 'node>(
        &self,
        reader: &mut Reader<'text>,
        nodes: impl Fn(&mut Reader<'text>) -> Nodes<'node, 'text>,
    ) -> Vec<Script> {
        let nodes = nodes(reader);
        let mut ids = IdRegistry::new(&SCRIPT);
        let mut scripts = Vec::new();
        for node in nodes {
            let Some((fields, id)) = ids.entry(reader, node) else {
                continue;
            };
            let verdict = fields.word(reader, "verdict", &VERDICTS);
            let when = fields.optional("when");
            let when = when.and_then(|node| condition::read(reader, node, self.symbols, Use::Any));
            let says = fields.filled_list(reader, "says").iter();
            let says = says.filter_map(|node| reader.short_text(node).map(builtin::intern_text));
            let says = says.collect();
            fields.finish(reader);
            scripts.extend(verdict.map(|verdict| Script {
                id,
                verdict,
                when,
                says,
            }));
        }
        scripts
    }

    fn messages<'node, 'text: 'node>(
        &self,
        reader: &mut Reader<'text>,
        nodes: impl Fn(&mut Reader<'text>) -> Nodes<'node, 'text>,
    ) -> Vec<Message> {
        let nodes = nodes(reader);
        let mut ids = IdRegistry::new(&MESSAGE);
        let mut messages = Vec::new();
        for node in nodes {
            let Some((fields, id)) = ids.entry(reader, node) else {
                continue;
            };
            let day = fields.required("day");
            let day = day.and_then(|day| reader.integer(day, 0, MOST_DAYS));
            let when = fields.text(reader, "when");
            let text = self.filled_text(reader, &fields);
            let support = self.support(reader, &fields);
            fields.finish(reader);
            messages.push(Message {
                id,
                day: day.unwrap_or(0).unsigned_abs(),
                when,
                text,
                support,
            });
        }
        messages
    }

    /// Lines of one of the two kinds: with what they rest on, or without.
    fn lines<'node, 'text: 'node>(
        &self,
        reader: &mut Reader<'text>,
        object: &'static Object,
        nodes: impl Fn(&mut Reader<'text>) -> Nodes<'node, 'text>,
    ) -> Vec<SheetLine> {
        let nodes = nodes(reader);
        let mut ids = IdRegistry::new(object);
        let mut lines = Vec::new();
        for node in nodes {
            let Some((fields, id)) = ids.entry(reader, node) else {
                continue;
            };
            let text = self.filled_text(reader, &fields);
            let states_facts = object.key("sources").is_some();
            let support = states_facts.then(|| self.support(reader, &fields));
            let support = support.unwrap_or_default();
            fields.finish(reader);
            lines.push(SheetLine { id, text, support });
        }
        lines
    }

    /// A text that may hold placeholders.
    fn filled_text<'text>(&self, reader: &mut Reader<'text>, fields: &Fields<'_, 'text>) -> Text {
        placeholders::check(reader, fields.required("text"), self.braces);
        fields.text(reader, "text")
    }

    /// What a statement rests on, if it says so.
    fn support<'text>(&self, reader: &mut Reader<'text>, fields: &Fields<'_, 'text>) -> Support {
        let [sources, claims] =
            [("sources", Cited::Source), ("claims", Cited::Claim)].map(|(key, cited)| {
                let node = fields.optional(key)?;
                Some(self.symbols.library?.list(reader, node, cited))
            });
        Support {
            sources: sources.unwrap_or_default(),
            claims: claims.unwrap_or_default(),
        }
    }

    fn questions<'node, 'text: 'node>(
        &self,
        reader: &mut Reader<'text>,
        nodes: impl Fn(&mut Reader<'text>) -> Nodes<'node, 'text>,
    ) -> Vec<QuestionIndex> {
        let nodes = nodes(reader).iter();
        nodes
            .filter_map(|node| self.question(reader, node))
            .collect()
    }

    fn question<'text>(
        &self,
        reader: &mut Reader<'text>,
        node: &Node<'text>,
    ) -> Option<QuestionIndex> {
        let id = reader.text(node)?;
        self.named(reader, node, id)
    }

    /// The question with an id that stands at a node.
    fn named<'text>(
        &self,
        reader: &mut Reader<'text>,
        node: &Node<'text>,
        id: &str,
    ) -> Option<QuestionIndex> {
        let found = named_question(reader, node, id, self.symbols.questions?, At::Value);
        found.map(|(question, _)| question)
    }
}
