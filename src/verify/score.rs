//! Proves that the score stays within its scale for all answers.

use crate::answers::Answers;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::pack::{Pack, QuestionIndex};
use crate::space;

use super::in_one_line;

/// Lowest and highest score allowed.
const SCALE: (i32, i32) = (0, 100);

/// Proves over every possible set of answers that the score stays from 0 to 100.
///
/// # Errors
/// The lowest and the highest score that leave the scale, each with answers that give it;
/// or that the pack is too entangled to go through every set of answers.
pub fn score(pack: &Pack, folder: &str) -> Result<(), Problems> {
    tractable(pack, folder)?;
    let scores = space::scores(pack, &Answers::blank(pack));
    let (least, most) = SCALE;
    let lowest = Some(scores.lowest).filter(|(score, _)| *score < least);
    let highest = Some(scores.highest).filter(|(score, _)| *score > most);
    let fell = lowest.map(|(score, answers)| problem(pack, folder, "falls to", score, &answers));
    let rose = highest.map(|(score, answers)| problem(pack, folder, "rises to", score, &answers));
    Problems::from_vec(fell.into_iter().chain(rose).collect()).map_or(Ok(()), Err)
}

/// Checks that every set of answers to a pack can be gone through.
///
/// # Errors
/// The question at which too many combinations are still undecided.
pub fn tractable(pack: &Pack, folder: &str) -> Result<(), Problems> {
    space::tractable(pack).map_err(|question| too_entangled(pack, folder, question))
}

/// Says that there are too many combinations of answers to go through, and where.
pub fn too_entangled(pack: &Pack, folder: &str, question: QuestionIndex) -> Problems {
    let id = &pack.question(question).id;
    Problems::from(Diagnostic {
        code: Code::TooEntangled,
        message: format!("at `{id}` too many combinations of answers are still undecided"),
        place: Place::whole(&format!("{folder}/suitability.json")),
        help: Some(
            "let conditions join questions that are asked close to each other, or split long rules"
                .to_owned(),
        ),
    })
}

fn problem(pack: &Pack, folder: &str, moves: &str, score: i32, answers: &Answers) -> Diagnostic {
    let (least, most) = SCALE;
    Diagnostic {
        code: Code::BadScore,
        message: format!(
            "the score {moves} {score}, outside {least} to {most}, for example with {}",
            in_one_line(pack, answers)
        ),
        place: Place::whole(&format!("{folder}/suitability.json")),
        help: Some("change the points of the rules, or `base` in pack.json".to_owned()),
    }
}
