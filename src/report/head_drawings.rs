//! The head as a small drawing in letters, one for each option of a question, to help to choose.
//!
//! Letters are ASCII, so that each takes one column and one byte in every terminal.

use super::svg::shapes::{HeadShape, View, hair, is_thin, lost, treated};
use crate::pack::{Answers, Loss, Pack, Picture, QuestionIndex};

/// Columns that a head takes.
const COLUMNS: u8 = 11;
/// Rows that a head takes below the nose.
const ROWS: u8 = 7;

/// Heads seen from above, to be shown side by side, each over its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadDrawings {
    /// What the letters mean.
    pub caption: String,
    /// At least two heads, no two of them alike.
    pub heads: Vec<HeadDrawing>,
}

/// One head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadDrawing {
    /// Its rows, all of the same width.
    pub rows: Vec<String>,
    /// A short label of the option that is drawn.
    pub label: String,
}

/// The heads that help to answer a question, drawn from the answers so far.
///
/// `None` if fewer than two options look different on a head seen from above.
pub fn head_drawings(pack: &Pack, answers: &Answers, index: QuestionIndex) -> Option<HeadDrawings> {
    let known = KnownLoss::of(pack, answers);
    let mut heads: Vec<HeadDrawing> = Vec::new();
    for option in &pack.question(index).options {
        let rows = option.picture.and_then(|picture| known.drawn(picture));
        if let Some(rows) = rows.filter(|rows| heads.iter().all(|head| head.rows != *rows)) {
            heads.push(HeadDrawing {
                rows,
                label: short_label(&option.label),
            });
        }
    }
    (heads.len() > 1).then(|| HeadDrawings {
        caption: caption(&heads),
        heads,
    })
}

/// The stage drawn where none is known.
const MIDDLE_STAGE: u8 = 4;

const NOSE: char = '^';
const HAIR: char = '#';
const THIN: char = ':';
const BARE: char = '.';
const DOTS: char = 'o';

/// Hair loss according to the answers.
struct KnownLoss {
    loss: Option<Loss>,
    stage: u8,
}

impl KnownLoss {
    fn of(pack: &Pack, answers: &Answers) -> Self {
        let mut known = Self {
            loss: None,
            stage: MIDDLE_STAGE,
        };
        for (index, question) in pack.numbered_questions() {
            let chosen = answers.known(index).unwrap_or_default();
            let options = chosen.positions().map(|option| question.option(option));
            for picture in options.filter_map(|option| option.picture) {
                match picture {
                    Picture::Loss(loss) => known.loss = Some(loss),
                    Picture::Stage(stage) => known.stage = stage,
                    Picture::Area(_) | Picture::Hair(_) | Picture::Length(_) | Picture::Skin(_) => {
                    }
                }
            }
        }
        known
    }

    /// The head of an option; nothing if it shows nothing: a beard is not seen from above.
    fn drawn(&self, picture: Picture) -> Option<Vec<String>> {
        match picture {
            Picture::Loss(loss) => TopView::of(loss, MIDDLE_STAGE).rows_with(&[THIN, BARE]),
            Picture::Stage(stage) => {
                let loss = self.loss.filter(|loss| has_stages(*loss))?;
                Some(TopView::of(loss, stage).rows())
            }
            Picture::Area(area) => {
                let mut view = match self.loss {
                    Some(loss) => TopView::of(loss, self.stage),
                    None => TopView::default(),
                };
                view.treated = treated(area, &view.lost, View::Above);
                view.rows_with(&[DOTS])
            }
            Picture::Hair(_) | Picture::Length(_) | Picture::Skin(_) => None,
        }
    }
}

fn has_stages(loss: Loss) -> bool {
    match loss {
        Loss::Norwood | Loss::Ludwig => true,
        Loss::Diffuse | Loss::Patches | Loss::Total | Loss::Edges | Loss::Scar | Loss::Beard => {
            false
        }
    }
}

/// The meaning of each letter that is in a drawing.
fn caption(heads: &[HeadDrawing]) -> String {
    let letters = [
        (NOSE, "nose"),
        (HAIR, "hair"),
        (THIN, "thin hair"),
        (BARE, "no hair"),
        (DOTS, "where dots would go"),
    ];
    let is_there = |letter: char| {
        let mut rows = heads.iter().flat_map(|head| &head.rows);
        rows.any(|row| row.contains(letter))
    };
    let there = letters.iter().filter(|(letter, _)| is_there(*letter));
    let meanings: Vec<_> = there
        .map(|(letter, what)| format!("{letter} {what}"))
        .collect();
    format!("From above: {}", meanings.join(", "))
}

/// A label up to its first bracket or colon.
fn short_label(label: &str) -> String {
    let words = label.split(['(', ':']).next();
    words.unwrap_or_default().trim_end().to_owned()
}

/// A head as seen from above.
#[derive(Default)]
struct TopView {
    lost: Vec<HeadShape>,
    is_thin: bool,
    treated: Vec<HeadShape>,
}

impl TopView {
    fn of(loss: Loss, stage: u8) -> Self {
        Self {
            lost: lost(loss, stage, View::Above),
            is_thin: is_thin(loss),
            treated: Vec::new(),
        }
    }

    /// The rows, if one of the letters is in them.
    fn rows_with(&self, letters: &[char]) -> Option<Vec<String>> {
        let rows = self.rows();
        let has_one = rows.iter().any(|row| row.contains(letters));
        has_one.then_some(rows)
    }

    /// The nose, and the head below it.
    fn rows(&self) -> Vec<String> {
        let nose = format!("{NOSE:^0$}", usize::from(COLUMNS));
        let row = |row| (0..COLUMNS).map(move |column| self.letter(&places(column, row)));
        let rows = (0..ROWS).map(|number| row(number).collect());
        [nose].into_iter().chain(rows).collect()
    }

    /// What most of a cell shows.
    fn letter(&self, places: &[(f32, f32)]) -> char {
        let hair = hair(View::Above);
        let on_head: Vec<_> = places
            .iter()
            .filter(|&&(x, y)| hair.contains(x, y))
            .collect();
        let is_mostly = |shapes: &[HeadShape]| {
            let is_in = |x, y| shapes.iter().any(|shape| shape.contains(x, y));
            let within = on_head.iter().filter(|&&&(x, y)| is_in(x, y));
            within.count() * 2 >= on_head.len()
        };
        if on_head.len() * 2 < places.len() {
            ' '
        } else if is_mostly(&self.treated) {
            DOTS
        } else if !is_mostly(&self.lost) {
            HAIR
        } else if self.is_thin {
            THIN
        } else {
            BARE
        }
    }
}

/// Places all over a cell, on the head as it is drawn from above.
fn places(column: u8, row: u8) -> Vec<(f32, f32)> {
    const FINE: u8 = 3;
    // The hair reaches from (30, 34) to (140, 170); a little skin around it keeps the head round.
    let along = |cell: u8, part: u8, cells: u8, from: f32, to: f32| {
        let place = f32::from(cell) + (f32::from(part) + 0.5) / f32::from(FINE);
        from + place * (to - from) / f32::from(cells)
    };
    let parts = (0..FINE).flat_map(|x| (0..FINE).map(move |y| (x, y)));
    parts
        .map(|(x, y)| {
            (
                along(column, x, COLUMNS, 26.0, 144.0),
                along(row, y, ROWS, 28.0, 176.0),
            )
        })
        .collect()
}
