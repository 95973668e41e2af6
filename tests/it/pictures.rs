//! The pictures of README.md are real results, and current.
//!
//! `SNAPSHOTS=overwrite cargo test pictures` writes both again. Look at them before you accept them.

use std::fmt::Write as _;
use std::num::NonZero;

use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq};
use vt100::{Color, Parser};

use crate::program::done;

/// A picture that a reader on a slow line waits for is none: the most bytes of each.
const LARGEST: usize = 60_000;

/// Holds a file to a picture made just now.
#[track_caller]
fn check(file: &str, picture: &str) {
    assert!(picture.len() < LARGEST, "{} bytes", picture.len());
    let kept = Data::read_from(file.as_ref(), Some(DataFormat::Text));
    assert_data_eq!(picture.to_owned(), kept.raw());
}

#[test]
fn the_first_screen_in_the_readme_is_what_the_program_prints() {
    let answers = "tests/readme/alex.json";
    let printed = done(&["assess", answers, "--color", "always"]);
    let screen = format!("\x1b[1m$ smp assess alex.json\x1b[0m\n{printed}");
    check("docs/images/first-screen.svg", &terminal(&screen));
}

#[test]
fn the_page_in_the_readme_is_what_the_program_writes() {
    let answers = "tests/readme/sam.json";
    let page = done(&["assess", answers, "--format", "html"]);
    check("docs/images/page.svg", &top_of(&page));
}

const COLUMNS: usize = 80;
/// The width of a letter and the height of a line, in pixels.
const LETTER: f32 = 8.4;
const LINE: usize = 18;
const MARGIN: usize = 16;
/// The width and height of a page's beginning in pixels, with some room for wider fonts.
const PAGE: [f32; 2] = [824.0, 1476.0];

/// What a terminal of 80 columns shows, dark on light, as SVG.
///
/// Each run of letters states its width, so that columns stay in line in any font.
fn terminal(printed: &str) -> String {
    let lines = printed.lines().count();
    let [rows, columns] = [lines, COLUMNS].map(|count| {
        let count = u16::try_from(count).unwrap();
        NonZero::new(count).unwrap()
    });
    let mut parser = Parser::new(rows, columns, 0);
    parser.process(printed.trim_end().replace('\n', "\r\n").as_bytes());
    let width = pixels(COLUMNS) + 2.0 * pixels(2);
    let height = f32::from(u16::try_from(lines * LINE + 2 * MARGIN).unwrap());
    let mut letters = String::new();
    for row in 0..lines {
        for run in runs(&parser, row) {
            let x = pixels(run.column + 2);
            let y = MARGIN + row * LINE + 13;
            let length = pixels(run.text.chars().count());
            let text = escaped(run.text.as_str());
            let class = run.class;
            writeln!(
                letters,
                "<text x=\"{x:.1}\" y=\"{y}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\"{class}>{text}</text>"
            )
            .unwrap();
        }
    }
    let style = "text { font: 14px ui-monospace, Menlo, Consolas, \"DejaVu Sans Mono\", monospace; \
        fill: #1c2730; white-space: pre; } \
        .bold { font-weight: 700; } .red { fill: #a01d1d; } .magenta { fill: #8a1c8a; }";
    drawing([width, height], 1.0, style, &letters)
}

/// A white sheet with a frame and a style, smaller on the page by a scale.
fn drawing([width, height]: [f32; 2], scale: f32, style: &str, content: &str) -> String {
    let [shown_width, shown_height] = [width * scale, height * scale];
    let [inner_width, inner_height] = [width - 1.0, height - 1.0];
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{shown_width}\" height=\"{shown_height}\" \
         viewBox=\"0 0 {width} {height}\">\n<style>{style}</style>\n\
         <rect x=\".5\" y=\".5\" width=\"{inner_width}\" height=\"{inner_height}\" rx=\"6\" \
         fill=\"#ffffff\" stroke=\"#d3dade\"/>\n{content}</svg>\n"
    )
}

fn pixels(columns: usize) -> f32 {
    f32::from(u16::try_from(columns).unwrap()) * LETTER
}

/// Letters of one style next to each other, with single spaces at most.
struct Run {
    column: usize,
    class: &'static str,
    text: String,
}

fn runs(parser: &Parser, row: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..COLUMNS {
        let [at_row, at_column] = [row, column].map(|count| u16::try_from(count).unwrap());
        let cell = parser.screen().cell(at_row, at_column).unwrap();
        let letter = cell.contents();
        if letter.trim().is_empty() {
            continue;
        }
        let class = match (cell.fgcolor(), cell.bold()) {
            (Color::Idx(1), _) => " class=\"bold red\"",
            (Color::Idx(5), false) => " class=\"magenta\"",
            (Color::Idx(5), true) => " class=\"bold magenta\"",
            (Color::Default, true) => " class=\"bold\"",
            (Color::Default, false) => "",
            (color, _) => panic!("no color is known for {color:?}"),
        };
        let end = |run: &Run| run.column + run.text.chars().count();
        match runs.last_mut() {
            Some(run) if run.class == class && column <= end(run) + 1 => {
                if column > end(run) {
                    run.text.push(' ');
                }
                run.text.push_str(letter);
            }
            _ => runs.push(Run {
                column,
                class,
                text: letter.to_owned(),
            }),
        }
    }
    runs
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A page down to the card of warning signs, with its own style, as SVG.
///
/// A page is well-formed XML but for elements without an end, and has none of these before the card.
fn top_of(page: &str) -> String {
    let (_, style) = page.split_once("<style>").unwrap();
    let (style, body) = style.split_once("</style>").unwrap();
    let (_, body) = body.split_once("<body>").unwrap();
    let (top, _) = body.split_once("<section class=\"warnings\"").unwrap();
    assert!(
        ["<br", "<hr", "<img"].iter().all(|tag| !top.contains(tag)),
        "{top}"
    );
    let top = top.replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
    let style = ["@media print", "@media screen and (prefers-color-scheme"]
        .iter()
        .fold(style.to_owned(), |style, block| without(&style, block))
        .replace("light dark", "light");
    let [width, height] = PAGE;
    let content = format!(
        "<foreignObject x=\"2\" y=\"2\" width=\"{}\" height=\"{}\">\
         <body xmlns=\"http://www.w3.org/1999/xhtml\">{top}</main></body></foreignObject>\n",
        width - 4.0,
        height - 4.0
    );
    drawing(PAGE, 0.75, &style, &content)
}

/// A style without the blocks that begin with these words.
fn without(style: &str, opening: &str) -> String {
    let mut parts = style.split(opening);
    let mut kept = parts.next().unwrap().to_owned();
    for part in parts {
        let mut depth = 0;
        let end = part.find(|letter| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            letter == '}' && depth == 0
        });
        kept.push_str(&part[end.unwrap() + 1..]);
    }
    kept
}
