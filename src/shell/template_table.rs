//! A blank table of answers to start from, as CSV and as a workbook with lists to choose from.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    Formula, Workbook, Worksheet, XlsxError,
};
use smp_suitability::pack::{Answer, Called, Kind, OptionSet, Pack, Question};

/// Rows below the header that have lists to choose from.
const ROWS: u32 = 1_000;

/// The sheet that explains the options.
const OPTIONS: &str = "Options";

/// The header as CSV.
pub(super) fn csv(pack: &Pack) -> String {
    let names = headings(pack).map(|name| format!("\"{}\"", name.replace('"', "\"\"")));
    let cells: Vec<_> = ["Id".to_owned()].into_iter().chain(names).collect();
    format!("{}\n", cells.join(","))
}

/// The workbook: a sheet to fill in, and one that explains the options.
pub(super) fn xlsx(pack: &Pack) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let updated = pack.provenance.updated.map(|day| day.to_string());
    let created = ExcelDateTime::parse_from_str(updated.as_deref().unwrap_or("2000-01-01"))?;
    let properties = DocProperties::new()
        .set_title(pack.title.as_str())
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = wrapped.clone().set_bold();
    let mut people = Worksheet::new();
    let mut options = Worksheet::new();
    people.set_name("Answers")?.set_freeze_panes(1, 1)?;
    options.set_name(OPTIONS)?.set_freeze_panes(1, 0)?;
    people.write_string_with_format(0, 0, "Id", &bold)?;
    for (column, name) in (0..).zip(["Question", "You can choose", "Option", "Id of the option"]) {
        options.write_string_with_format(0, column, name, &bold)?;
    }
    for (column, width) in (0..).zip([44.0, 18.0, 44.0, 24.0]) {
        options.set_column_width(column, width)?;
    }
    let mut row = 1;
    for ((column, heading), question) in (1..).zip(headings(pack)).zip(&pack.questions) {
        people.set_column_width(column, 24)?;
        people.write_string_with_format(0, column, heading.as_str(), &bold)?;
        let first = row;
        for (label, id) in choices(pack, question) {
            options.write_string_with_format(row, 0, heading.as_str(), &wrapped)?;
            options.write_string(row, 1, how_many(question))?;
            options.write_string_with_format(row, 2, label.as_str(), &wrapped)?;
            options.write_string(row, 3, id)?;
            row += 1;
        }
        let choice = validation(question, first, row)?;
        people.add_data_validation(1, column, ROWS, column, &choice)?;
    }
    workbook.push_worksheet(people);
    workbook.push_worksheet(options);
    workbook.save_to_buffer()
}

/// The list of a column. Where several can be chosen, a cell holds several, so nothing is refused there.
fn validation(question: &Question, first: u32, end: u32) -> Result<DataValidation, XlsxError> {
    let list = Formula::new(format!("={OPTIONS}!$C${}:$C${end}", first + 1));
    let (style, message) = match question.kind {
        Kind::One => (
            DataValidationErrorStyle::Stop,
            "Choose one from the list. Leave it empty if it was not asked.",
        ),
        Kind::Many => (
            DataValidationErrorStyle::Information,
            "Choose from the list. For several, write them with ; between them.",
        ),
    };
    DataValidation::new()
        .allow_list_formula(list)
        .set_error_style(style)
        .set_error_title("Not in the list")?
        .set_error_message(message)?
        .set_input_message(message)
}

fn how_many(question: &Question) -> &'static str {
    match question.kind {
        Kind::One => "one",
        Kind::Many => "any number",
    }
}

/// The columns after the first: the words of each question, or its id where others have the same words.
fn headings(pack: &Pack) -> impl Iterator<Item = String> {
    pack.numbered_questions().map(|(index, question)| {
        let is_clear = pack.question_called(&question.ask) == Called::One(index);
        let name = if is_clear {
            &question.ask
        } else {
            &question.id
        };
        name.to_string()
    })
}

/// What can be chosen, each with its id.
fn choices<'pack>(pack: &'pack Pack, question: &'pack Question) -> Vec<(String, &'pack str)> {
    let label = |position: usize| {
        let option = question.option(position);
        let answer = Called::One(Answer::Chosen(OptionSet::single(position)));
        let is_clear = question.answer_called(&option.label, pack.former()) == answer;
        let label = if is_clear { &option.label } else { &option.id };
        (label.to_string(), option.id.as_str())
    };
    let mut choices: Vec<_> = (0..question.options.len()).map(label).collect();
    if question.kind == Kind::Many {
        choices.push(("None of these".to_owned(), "none"));
    }
    choices.push(("I'm not sure".to_owned(), "unknown"));
    choices
}
