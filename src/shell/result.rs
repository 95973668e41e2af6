//! The result for one person: assessed, put into words, and written where it was asked for.

use std::io::{self, IsTerminal as _};

use smp_suitability::assess::{Assessment, Table, assess};
use smp_suitability::fhir::FormLayout;
use smp_suitability::interview::{AfterResult, LetterNeed};
use smp_suitability::load::{AnswersInput, Strictness};
use smp_suitability::pack::Answers;
use smp_suitability::report::{self, Filled, Line, ReadMore, SheetKind, Topic};
use smp_suitability::space::Insight;

use super::answers::read_answers;
use super::cli::{AssessArgs, Common, InterviewArgs, ResultArgs, ResultFormat};
use super::fhir::form;
use super::input;
use super::interview::{InterviewOptions, Results, Shown, is_read_aloud, run_interview};
use super::output::Output;
use super::paint::Paint;
use super::{Failure, Status, files, message};

/// `smp assess`: the result for one file, without asking.
pub(super) fn of_file(
    common: &Common,
    table: &Table,
    args: &AssessArgs,
) -> Result<Status, Failure> {
    let (name, bytes) = input::read(&args.file, args.read_as())?;
    let input = AnswersInput {
        file: Some((&name, &bytes)),
        sets: &args.result.sets,
    };
    let answers = read_answers(table, input, args.strictness())?;
    let assessment = assess(table, &answers);
    let insight = Insight::of(table, &assessment);
    let output = Output::new(common);
    let result = (&assessment, &insight, ReadMore::Options);
    deliver(&output, table, result, &args.result)
}

/// `smp`: the interview, then the result.
pub(super) fn of_interview(
    common: &Common,
    table: &Table,
    args: &InterviewArgs,
) -> Result<Status, Failure> {
    let answers_file = args.answers.as_deref();
    let bytes = answers_file
        .map(files::read_if_there)
        .transpose()?
        .flatten();
    let name = answers_file.map(|path| path.display().to_string());
    let input = AnswersInput {
        file: name.as_deref().zip(bytes.as_deref()),
        sets: &args.result.sets,
    };
    let mut answers = read_answers(table, input, Strictness::Lenient)?;
    answers.leave_form(); // the interview also asks what follows from an answer that is not known
    let options = InterviewOptions {
        common,
        interview: args,
        color: paint_of_errors(common).colors(),
    };
    // No one should find out after the last question that the answers or the result have no place.
    if let Some(path) = answers_file {
        files::check_writable(path)
            .map_err(|error| Failure::Io(format!("save answers in `{}`", path.display()), error))?;
    }
    let mut output = Output::new(common);
    output.check()?;
    if is_read_aloud(args.plain) {
        output = output.spoken();
    }
    // A response stays one, so that the record keeps whose it is.
    let answers_form = (answers.came_as_response())
        .then(|| form(table.pack()))
        .transpose()?;
    let mut save = |answers: &Answers| -> io::Result<()> {
        answers_file.map_or(Ok(()), |path| {
            files::write_private(
                path,
                saved(table, answers_form.as_ref(), answers).as_bytes(),
            )
        })
    };
    if !args.result.sets.is_empty() {
        // What was set by name is not in the file yet, and the person may stop at once.
        save(&answers).map_err(|error| Failure::Io("save the answers".to_owned(), error))?;
    }
    let mut results = Screen {
        table,
        args: &args.result,
        output: &output,
        shown: None,
    };
    run_interview(table, answers, &options, &mut save, &mut results)
}

/// Results of an interview, and the last of them where a menu may follow it.
struct Screen<'a> {
    table: &'a Table<'a>,
    args: &'a ResultArgs,
    output: &'a Output,
    shown: Option<OnScreen<'a>>,
}

/// A result on the terminal.
struct OnScreen<'a> {
    assessment: Assessment<'a>,
    insight: Insight,
    /// The same by what may be written.
    writable: Assessment<'a>,
    table: &'a Table<'a>,
    output: &'a Output,
}

impl Results for Screen<'_> {
    fn deliver(&mut self, answers: &Answers, writable: &Answers) -> Result<Status, Failure> {
        let is_text = matches!(self.args.format, ResultFormat::Text);
        let is_seen = self.output.is_seen(is_text);
        let shown = if is_seen { answers } else { writable };
        if shown != answers {
            let note = "The result leaves out the answer that you kept back. \
                        To see it with that answer, show it on the screen.";
            message::say(note);
        }
        let assessment = assess(self.table, shown);
        let insight = Insight::of(self.table, &assessment);
        let has_menu = is_text && self.args.show.is_empty() && self.output.is_terminal();
        let read_more = if has_menu {
            ReadMore::Menu
        } else {
            ReadMore::Options
        };
        let result = (&assessment, &insight, read_more);
        let status = deliver(self.output, self.table, result, self.args)?;
        self.shown = has_menu.then(|| OnScreen {
            assessment,
            insight,
            writable: assess(self.table, writable),
            table: self.table,
            output: self.output,
        });
        Ok(status)
    }

    fn revise(&mut self, answers: &Answers, writable: &Answers) -> Status {
        let assessment = assess(self.table, answers);
        let status = status(self.args, &assessment);
        self.shown = Some(OnScreen {
            insight: Insight::of(self.table, &assessment),
            assessment,
            writable: assess(self.table, writable),
            table: self.table,
            output: self.output,
        });
        status
    }

    fn shown(&self) -> Option<&dyn Shown> {
        let shown = self.shown.as_ref()?;
        Some(shown)
    }
}

impl Shown for OnScreen<'_> {
    fn menu(&self) -> AfterResult {
        let letter = match self.letter() {
            Some(_) => LetterNeed::Needed,
            None => LetterNeed::NotNeeded,
        };
        AfterResult::of(&self.assessment, Some(&self.insight), letter)
    }

    fn topic(&self, topic: Topic) -> Vec<Line> {
        let width = self.output.width();
        report::text_of_topics(&self.assessment, Some(&self.insight), &[topic], width)
    }

    fn print(&self, lines: &[Line]) -> Result<(), Failure> {
        self.output.write_lines(lines)
    }

    fn page(&self) -> String {
        let insight = Insight::of(self.table, &self.writable);
        report::html(&self.writable, Some(&insight))
    }

    fn letter(&self) -> Option<String> {
        let kind = SheetKind::Letter;
        let letters = report::sheets(kind, self.table, &self.writable, Filled::InFor)?;
        (!letters.is_empty()).then(|| letters.html())
    }
}

/// Answers as the file that they came in.
fn saved(table: &Table, form: Option<&FormLayout>, answers: &Answers) -> String {
    match form {
        Some(form) => report::response(table, form, answers),
        None => report::answers_file(table.pack(), answers),
    }
}

fn paint_of_errors(common: &Common) -> Paint {
    Paint::new(common.color, io::stderr().is_terminal(), |name| {
        std::env::var_os(name)
    })
}

fn deliver(
    output: &Output,
    table: &Table,
    (assessment, insight, read_more): (&Assessment, &Insight, ReadMore),
    args: &ResultArgs,
) -> Result<Status, Failure> {
    let topics = args.topics();
    match args.format {
        ResultFormat::Text if topics.is_empty() => {
            let lines = report::text_before(read_more, assessment, Some(insight), output.width());
            output.write_lines(&lines)?;
        }
        ResultFormat::Text => {
            let width = output.width();
            let lines = report::text_of_topics(assessment, Some(insight), &topics, width);
            output.write_lines(&lines)?;
        }
        ResultFormat::Markdown if !topics.is_empty() => {
            let page = report::markdown_of_topics(assessment, Some(insight), &topics);
            output.write(&page)?;
        }
        ResultFormat::Html => output.write(&report::html(assessment, Some(insight)))?,
        ResultFormat::Markdown => {
            output.write(&report::markdown(assessment, Some(insight)))?;
        }
        ResultFormat::Json => output.write(&report::json(assessment, Some(insight)))?,
        ResultFormat::Fhir => {
            let form = form(table.pack())?;
            let bundle = report::bundle(table, &form, assessment, Some(insight));
            output.write(&bundle)?;
        }
    }
    Ok(status(args, assessment))
}

/// How a run ends that gave this result.
fn status(args: &ResultArgs, assessment: &Assessment) -> Status {
    let fails = |verdict| assessment.verdict >= verdict;
    if args.fail_on.is_some_and(fails) {
        Status::Findings
    } else {
        Status::Done
    }
}
