//! What the columns of a table mean: the file of `--columns`, a suggestion for it, and what no column asks.

use smp_suitability::batch::ColumnSuggestion;
use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::load::{self, ColumnMap};
use smp_suitability::pack::{Pack, Question};

use super::source::{Block, Source};
use super::stop::Stop;
use crate::shell::cli::{BatchArgs, Common, ReadAs};
use crate::shell::output::Output;
use crate::shell::{Failure, Status, input, say};

/// Writes the file of `--columns` for a table.
pub(super) fn suggest(
    common: &Common,
    pack: &Pack,
    args: &BatchArgs,
    mut source: Source,
    stop: &Stop,
) -> Result<Status, Failure> {
    let suggestion = source.head(stop, |head| Ok(ColumnSuggestion::new(pack, head)))?;
    args.columns.check(suggestion.is_some())?;
    let Some(mut suggestion) = suggestion else {
        return Ok(Status::Done);
    };
    let mut block = Block::default();
    while source.fill(&mut block, stop)? {
        for &frame in &block.frames {
            suggestion.row(block.text(frame));
        }
    }
    let (file, undecided) = suggestion.finish();
    Output::new(common).write(&file)?;
    let shown = escape_untrusted(&args.file.display().to_string()).into_owned();
    say(&match undecided {
        0 => format!("Save this, and run: smp batch {shown} --columns COLUMNS.json"),
        _ => format!(
            "Decide what begins with `?`: a column is \"keep\", \"ignore\", \"id\" or a question, a value is \
             the id of an option or \"unknown\". Then run: smp batch {shown} --columns COLUMNS.json"
        ),
    });
    Ok(Status::Done)
}

/// What the file of `--columns` says, if there is one.
pub(super) fn column_map(pack: &Pack, args: &BatchArgs) -> Result<Option<ColumnMap>, Failure> {
    let file = args
        .columns
        .map
        .as_deref()
        .map(|path| input::read(path, ReadAs::default()))
        .transpose()?;
    let map = file.map(|(name, bytes)| load::column_map(pack, &name, &bytes));
    Ok(map.transpose()?)
}

/// Says which safety questions a table has no column for: they stay open for everyone in it.
pub(super) fn print_not_asked(questions: &[&Question]) {
    const MOST_SHOWN: usize = 5;
    let Some((first, others)) = questions.split_first() else {
        return;
    };
    let others = others.iter().take(MOST_SHOWN - 1);
    let mut shown: Vec<_> = [first]
        .into_iter()
        .chain(others)
        .map(|question| question.ask.as_str())
        .collect();
    let rest = questions.len() - shown.len();
    let rest = format!("and {rest} more");
    if questions.len() > shown.len() {
        shown.push(&rest);
    }
    say("Safety questions that no column answers, so they stay open for everyone:");
    for question in shown {
        say(&format!("  {}", escape_untrusted(question)));
    }
}
