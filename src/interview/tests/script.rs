//! A user interface that reads its replies from a script and writes down what it was shown.

use crate::assess::Table;
use crate::interview::{Choice, Ending, QuestionScope, Reply, SaveTarget, Screen, Ui, run};
use crate::pack::{Answers, Pack};
use crate::report::answers_file;

use super::pack;

/// What an interview came to.
#[derive(Debug)]
pub(super) struct InterviewLog {
    /// `heading: text (notice)` of every screen.
    pub(super) screens: Vec<String>,
    /// The rows that were marked on every screen.
    pub(super) marked: Vec<Vec<String>>,
    /// What was said above the heading of every screen.
    pub(super) leads: Vec<Option<String>>,
    /// Everything that was log, the five lines of the welcome first.
    pub(super) said: Vec<String>,
    /// The lines that are left of it after going back removed some.
    pub(super) left: Vec<String>,
    /// How often the answers were kept.
    pub(super) kept: usize,
    pub(super) ending: Option<Ending>,
}

/// Has an interview about the small pack.
///
/// A reply is `back`, `why`, `stop`, the beginning of a row, several of them joined by `+`,
/// `why:` before marked rows, `(keep)` for what is marked, or `(nothing)`.
#[track_caller]
pub(super) fn interview(given: &[&str], replies: &[&str]) -> InterviewLog {
    interview_about(&pack::small(), QuestionScope::WhatMatters, given, replies)
}

/// Has an interview about a pack with the questions of the small one.
#[track_caller]
pub(super) fn interview_about(
    pack: &Pack,
    scope: QuestionScope,
    given: &[&str],
    replies: &[&str],
) -> InterviewLog {
    let table = Table::new(pack);
    let answers = pack::answers(pack, given);
    let mut kept = Vec::new();
    let mut script = Script {
        replies: replies.iter().map(ToString::to_string).collect(),
        log: InterviewLog {
            screens: Vec::new(),
            marked: Vec::new(),
            leads: Vec::new(),
            said: Vec::new(),
            left: Vec::new(),
            kept: 0,
            ending: None,
        },
    };
    script.replies.reverse();
    let ending = run(
        &table,
        answers,
        scope,
        &SaveTarget::Nowhere,
        &mut script,
        &mut |answers| {
            kept.push(answers.clone());
            Ok(())
        },
    )
    .unwrap_or_else(|problem| panic!("{problem}"));
    assert!(script.replies.is_empty(), "left over: {:?}", script.replies);
    let (Ending::Finished(last) | Ending::Stopped(last)) = &ending;
    assert!(
        kept.last().is_none_or(|kept| kept == last),
        "the last answers were kept"
    );
    script.log.kept = kept.len();
    script.log.ending = Some(ending);
    script.log
}

impl InterviewLog {
    /// The answers as lines of `id: option`.
    pub(super) fn answers(&self) -> Vec<String> {
        let answers: &Answers = match &self.ending {
            Some(Ending::Finished(answers) | Ending::Stopped(answers)) => answers,
            None => panic!("the interview has ended"),
        };
        let file = answers_file(&pack::small(), answers).replace('"', "");
        let lines = file.lines().filter(|line| line.starts_with("  "));
        lines
            .map(|line| line.trim_matches([' ', ',']).to_owned())
            .collect()
    }

    pub(super) fn finished(&self) -> bool {
        matches!(self.ending, Some(Ending::Finished(_)))
    }

    /// What was log after the welcome.
    pub(super) fn records(&self) -> Vec<&str> {
        let said = self.said.iter().skip(5);
        said.map(String::as_str).collect()
    }

    pub(super) fn headings(&self) -> Vec<&str> {
        let headings = self.screens.iter().map(|screen| screen.split(':').next());
        headings.flatten().collect()
    }
}

struct Script {
    /// The next one is the last.
    replies: Vec<String>,
    log: InterviewLog,
}

impl Ui for Script {
    type Error = String;

    fn navigation_help(&self) -> &'static str {
        "Say back or stop."
    }

    fn ask(&mut self, screen: &Screen) -> Result<Reply, String> {
        let notice = screen.notice.as_ref();
        let notice = notice.map_or(String::new(), |notice| format!(" ({notice})"));
        let shown = format!("{}: {}{notice}", screen.heading, screen.text);
        self.log.screens.push(shown.clone());
        self.log.leads.push(screen.lead.clone());
        let marked = screen.marked();
        let texts = marked.iter().map(|&row| screen.rows[row].text.clone());
        self.log.marked.push(texts.collect());
        let reply = self
            .replies
            .pop()
            .ok_or_else(|| format!("the script ends at {shown:?}"))?;
        Ok(match (reply.as_str(), &screen.choice) {
            ("back", _) => Reply::Back,
            ("why", _) => Reply::Why(marked),
            ("stop", _) => Reply::Stop,
            ("(nothing)", _) => Reply::Rows(Vec::new()),
            ("(keep)", Choice::One { marked }) => Reply::Row(marked.unwrap()),
            ("(keep)", Choice::Many { marked }) => Reply::Rows(marked.clone()),
            (rows, choice) => {
                let (why, rows) = match rows.strip_prefix("why:") {
                    Some(rows) => (true, rows),
                    None => (false, rows),
                };
                let rows = rows
                    .split('+')
                    .map(|text| find(screen, text))
                    .collect::<Result<Vec<_>, _>>()?;
                match (why, choice, rows.as_slice()) {
                    (true, _, _) => Reply::Why(rows),
                    (false, Choice::One { .. }, [row]) => Reply::Row(*row),
                    (false, _, _) => Reply::Rows(rows),
                }
            }
        })
    }

    fn print_line(&mut self, text: &str) -> Result<(), String> {
        self.log.said.push(text.to_owned());
        self.log.left.push(text.to_owned());
        Ok(())
    }

    fn retract(&mut self, said: &[String]) -> Result<(), String> {
        let first = self.log.left.len() - said.len();
        assert_eq!(self.log.left.split_off(first), said, "the last lines");
        Ok(())
    }
}

fn find(screen: &Screen, text: &str) -> Result<usize, String> {
    let mut rows = screen.rows.iter();
    rows.position(|row| row.text.starts_with(text))
        .ok_or_else(|| format!("no row {text:?} at {:?}", screen.text))
}
