//! Reads a condition that someone wrote as an expression, to show how the format writes it.
//!
//! `"hair_color = black and skin = keloid"`, or `all`, `any` and `not` as keys, say the same as a condition
//! of the format. They are never accepted, since a pack has one way to write a thing: what is read here
//! becomes a help line.

mod tokens;

use self::tokens::{Token, tokens};
use crate::json::{Node, Value};

#[cfg(test)]
mod tests;

/// The options of a question.
pub(crate) struct Choices<'pack> {
    /// True if a person chooses one of them.
    pub(crate) is_one: bool,
    pub(crate) options: Vec<&'pack str>,
}

/// Looks up a question; `None` if there is no such question, or none is known yet.
pub(crate) type Lookup<'find, 'pack> = &'find dyn Fn(&str) -> Option<Choices<'pack>>;

/// Returns true for a key that joins conditions in other languages and not in this format.
pub(crate) fn is_operator(key: &str) -> bool {
    Operator::of(key).is_some()
}

/// A help line with the condition as the format writes it, with the ids of the expression if they can be read.
pub(crate) fn help(node: &Node, find: Lookup) -> String {
    const FORM: &str = "write questions with their options, such as `{ \"hair_length\": [\"long\"] }`: all questions of an object must match, and a list of objects means any of them";
    let read = Expression::read(node, find);
    let Some(Normal { when, unless }) = read.and_then(|read| read.normal(find)) else {
        return FORM.to_owned();
    };
    match (when.as_slice(), unless.as_slice()) {
        (when, []) => format!("write `{}`", written(when)),
        ([], unless) => format!(
            "say in `when` whom it is about; a rule has exceptions in `unless`: `{}`",
            written(unless)
        ),
        (when, unless) => format!(
            "write `{}`; a rule has exceptions in `unless`: `{}`",
            written(when),
            written(unless)
        ),
    }
}

/// Something that joins conditions.
#[derive(Clone, Copy)]
enum Operator {
    All,
    Any,
    Not,
}

impl Operator {
    fn of(key: &str) -> Option<Self> {
        match key.to_lowercase().as_str() {
            "all" | "and" => Some(Self::All),
            "any" | "or" => Some(Self::Any),
            "not" => Some(Self::Not),
            _ => None,
        }
    }

    /// `None` if there is nothing to join.
    fn join(self, mut parts: Vec<Expression>) -> Option<Expression> {
        match (self, parts.len()) {
            (_, 0) => None,
            (Self::All | Self::Any, 1) => parts.pop(),
            (Self::All, _) => Some(Expression::All(parts)),
            (Self::Any, _) => Some(Expression::Any(parts)),
            (Self::Not, _) => Some(Expression::Not(Box::new(Expression::Any(parts)))),
        }
    }
}

/// What an expression says.
enum Expression {
    Is(Requirement),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

/// A question and the options of which one must be chosen.
type Requirement = (String, Vec<String>);

/// Requirements that must all hold, at most one for each question.
type Clause = Vec<Requirement>;

/// An expression as the format has it: any clause of the first list, and none of the second.
struct Normal {
    when: Vec<Clause>,
    unless: Vec<Clause>,
}

impl Expression {
    fn read(node: &Node, find: Lookup) -> Option<Self> {
        match node.value {
            Value::Text(text) => Parser {
                tokens: tokens(text)?,
                find,
            }
            .whole(),
            Value::List(nodes) => {
                let parts = nodes.iter().map(|node| Self::read(node, find));
                Operator::Any.join(parts.collect::<Option<_>>()?)
            }
            Value::Object(members) => {
                let parts = members
                    .iter()
                    .map(|(key, node)| Self::member(key, node, find));
                Operator::All.join(parts.collect::<Option<_>>()?)
            }
            _ => None,
        }
    }

    fn member(key: &str, node: &Node, find: Lookup) -> Option<Self> {
        let operator = Operator::of(key).filter(|_| find(key).is_none());
        let Some(operator) = operator else {
            return Some(Self::Is((key.to_owned(), options(node)?)));
        };
        let parts = match node.value {
            Value::List(nodes) => (nodes.iter().map(|node| Self::read(node, find))).collect(),
            Value::Object(members) if matches!(operator, Operator::Any) => (members
                .iter()
                .map(|(key, node)| Self::member(key, node, find)))
            .collect(),
            _ => Self::read(node, find).map(|read| vec![read]),
        };
        operator.join(parts?)
    }

    /// `None` if the format cannot say it in a few clauses.
    fn normal(self, find: Lookup) -> Option<Normal> {
        let parts = match self {
            Self::All(parts) => parts,
            other => vec![other],
        };
        let (mut when, mut unless) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Self::Not(excepted) => unless.extend(excepted.clauses(find)?),
                part => when.push(part),
            }
        }
        let when = if when.is_empty() {
            Vec::new()
        } else {
            Self::All(when).clauses(find)?
        };
        let is_something = !when.is_empty() || !unless.is_empty();
        is_something.then(|| Normal {
            when: united(when),
            unless: united(unless),
        })
    }

    /// The disjunctive normal form of an expression without `not`.
    fn clauses(self, find: Lookup) -> Option<Vec<Clause>> {
        /// More would be no help.
        const MOST: usize = 8;
        let clauses = match self {
            Self::Is(requirement) => vec![vec![requirement]],
            Self::Any(parts) => {
                let parts = parts.into_iter().map(|part| part.clauses(find));
                parts.collect::<Option<Vec<_>>>()?.concat()
            }
            Self::All(parts) => {
                let mut all = vec![Vec::new()];
                for part in parts {
                    let part = part.clauses(find)?;
                    let pairs = all
                        .iter()
                        .flat_map(|one| part.iter().map(move |other| (one, other)));
                    let both = pairs
                        .take(MOST + 1)
                        .map(|(one, other)| both(one, other, find));
                    all = both.collect::<Option<_>>()?;
                }
                all
            }
            Self::Not(_) => return None,
        };
        (1..=MOST).contains(&clauses.len()).then_some(clauses)
    }
}

/// The option ids of a text or a list of texts.
fn options(node: &Node) -> Option<Vec<String>> {
    let nodes = match &node.value {
        Value::List(nodes) => nodes,
        _ => std::slice::from_ref(node),
    };
    let ids: Option<Vec<_>> = nodes
        .iter()
        .map(|node| node.text().map(str::to_owned))
        .collect();
    ids.filter(|ids| !ids.is_empty())
}

/// Two clauses as one; `None` if the options of a question cannot both be required.
fn both(one: &Clause, other: &Clause, find: Lookup) -> Option<Clause> {
    let mut clause = one.clone();
    for (question, options) in other {
        match clause.iter_mut().find(|(before, _)| before == question) {
            None => clause.push((question.clone(), options.clone())),
            Some((_, before)) => {
                find(question).filter(|choices| choices.is_one)?;
                before.retain(|option| options.contains(option));
                if before.is_empty() {
                    return None;
                }
            }
        }
    }
    Some(clause)
}

/// The clauses, as one if each names only the same question.
fn united(clauses: Vec<Clause>) -> Vec<Clause> {
    let Some([(question, _)]) = clauses.first().map(Vec::as_slice) else {
        return clauses;
    };
    let is_same = |clause: &Clause| matches!(clause.as_slice(), [(other, _)] if other == question);
    if !clauses.iter().all(is_same) {
        return clauses;
    }
    let mut options: Vec<String> = Vec::new();
    for option in clauses.iter().flatten().flat_map(|(_, options)| options) {
        if !options.contains(option) {
            options.push(option.clone());
        }
    }
    vec![vec![(question.clone(), options)]]
}

/// Clauses as they are written in a pack.
fn written(clauses: &[Clause]) -> String {
    let objects = clauses.iter().map(|clause| {
        let members = clause.iter().map(|(question, options)| {
            let options: Vec<_> = options
                .iter()
                .map(|option| format!("\"{option}\""))
                .collect();
            format!("\"{question}\": [{}]", options.join(", "))
        });
        format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
    });
    match objects.collect::<Vec<_>>().as_slice() {
        [object] => object.clone(),
        objects => format!("[{}]", objects.join(", ")),
    }
}

/// A recursive-descent parser: `or` of `and` of terms such as `question = option`.
///
/// Its tokens are reversed, so that the next one is taken from the end.
struct Parser<'find, 'pack> {
    tokens: Vec<Token>,
    find: Lookup<'find, 'pack>,
}

impl Parser<'_, '_> {
    fn whole(mut self) -> Option<Expression> {
        self.tokens.reverse();
        let whole = self.joined(Operator::Any, 0)?;
        self.tokens.is_empty().then_some(whole)
    }

    /// Parts with the same operator between them.
    fn joined(&mut self, operator: Operator, depth: usize) -> Option<Expression> {
        let mut parts = Vec::new();
        loop {
            parts.push(match operator {
                Operator::Any => self.joined(Operator::All, depth)?,
                _ => self.part(depth)?,
            });
            let between = match operator {
                Operator::Any => Token::Or,
                _ => Token::And,
            };
            if !self.takes(&between) {
                return operator.join(parts);
            }
        }
    }

    fn part(&mut self, depth: usize) -> Option<Expression> {
        const DEEPEST: usize = 16;
        let depth = Some(depth + 1).filter(|depth| *depth <= DEEPEST)?;
        if self.takes(&Token::Not) {
            let part = self.part(depth)?;
            return Some(Expression::Not(Box::new(part)));
        }
        if self.takes(&Token::Open) {
            let inner = self.joined(Operator::Any, depth)?;
            return self.takes(&Token::Close).then_some(inner);
        }
        self.term()
    }

    fn term(&mut self) -> Option<Expression> {
        let question = self.word()?;
        let is_negated = self.is_negated()?;
        let options = self.options()?;
        let (question, options) = match options.as_slice() {
            // As in `keloid in skin`.
            [other] if (self.find)(&question).is_none() && (self.find)(other).is_some() => {
                (other.clone(), vec![question])
            }
            _ => (question, options),
        };
        if !is_negated {
            return Some(Expression::Is((question, options)));
        }
        let others = (self.find)(&question).filter(|choices| choices.is_one);
        Some(match others {
            Some(choices) => {
                let others = choices.options.into_iter().map(str::to_owned);
                let others = others.filter(|option| !options.contains(option)).collect();
                Expression::Is((question, others))
            }
            None => Expression::Not(Box::new(Expression::Is((question, options)))),
        })
    }

    /// Reads `is` or `is not`; true for the second.
    fn is_negated(&mut self) -> Option<bool> {
        if self.takes(&Token::IsNot) {
            return Some(true);
        }
        if self.takes(&Token::Not) {
            return self.takes(&Token::Is).then_some(true); // `not in`
        }
        self.takes(&Token::Is).then(|| self.takes(&Token::Not))
    }

    /// Reads options: `black`, `black or gray`, `[black, gray]`.
    fn options(&mut self) -> Option<Vec<String>> {
        let is_bracketed = self.takes(&Token::Open);
        let mut options = vec![self.word()?];
        while self.is_before_option() {
            self.tokens.pop();
            options.push(self.word()?);
        }
        (!is_bracketed || self.takes(&Token::Close)).then_some(options)
    }

    /// Returns true before `, option` and `or option`, and not before `or question = option`.
    fn is_before_option(&self) -> bool {
        match self.tokens.as_slice() {
            [rest @ .., Token::Word(_), Token::Comma | Token::Or] => {
                !matches!(rest.last(), Some(Token::Is | Token::IsNot | Token::Not))
            }
            _ => false,
        }
    }

    fn word(&mut self) -> Option<String> {
        match self.tokens.pop()? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn takes(&mut self, token: &Token) -> bool {
        self.tokens.pop_if(|next| next == token).is_some()
    }
}
