//! What a pack prints on sheets of paper: for a doctor, for the practitioner, and before every visit.

use super::{Condition, QuestionIndex, Support, Text, Verdict};

/// The texts of all sheets; a pack may leave any of them out.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// The letter to a doctor whose approval is asked for.
    pub letter: Option<Letter>,
    /// What the practitioner looks at and records.
    pub consult: Option<Consult>,
    /// The check before every visit.
    pub visit: Option<VisitCheck>,
    /// What the front desk says; for a person the first one counts that fits.
    pub front_desk: Vec<Script>,
    /// What the studio writes after a visit, in the order of the days.
    pub messages: Vec<Message>,
}

impl Sheets {
    /// What every line and message that may state a fact rests on, with its id.
    pub fn supports(&self) -> impl Iterator<Item = (&Text, &Support)> {
        let about = self.letter.iter().flat_map(|letter| &letter.about);
        let said = self.consult.iter().flat_map(|consult| &consult.said);
        let questions = self.visit.iter().flat_map(|visit| &visit.questions);
        let lines = about
            .chain(said)
            .chain(questions)
            .map(|line| (&line.id, &line.support));
        let messages = self
            .messages
            .iter()
            .map(|message| (&message.id, &message.support));
        lines.chain(messages)
    }
}

/// A statement, or a question to answer on paper.
#[derive(Debug, Clone)]
pub struct SheetLine {
    /// Lowercase letters, digits and `-`; unique in its list.
    pub id: Text,
    /// The words; may hold placeholders.
    pub text: Text,
    /// What it rests on; nothing if it states no fact.
    pub support: Support,
}

/// A letter to a doctor.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its heading.
    pub title: Text,
    /// What it is about, to the doctor.
    pub intro: Vec<SheetLine>,
    /// What the treatment is.
    pub about: Vec<SheetLine>,
    /// Questions whose answers each doctor is shown, such as the area.
    pub shows: Vec<QuestionIndex>,
    /// Who is asked what, one for each question about a doctor's approval.
    pub asks: Vec<LetterAsk>,
    /// What every doctor is asked to mark as well.
    pub rows: Vec<SheetLine>,
    /// A question that is answered in words.
    pub open: Text,
    /// What comes before the signature, and what the answer covers.
    pub closing: Vec<SheetLine>,
    /// What the person should know about sending it.
    pub tips: Vec<SheetLine>,
}

/// What a doctor is asked about one condition.
#[derive(Debug, Clone)]
pub struct LetterAsk {
    /// The question about this doctor's approval.
    pub question: QuestionIndex,
    /// The doctor, such as "the doctor who treats this patient's diabetes". Equal words are the same doctor.
    pub to: Text,
    /// What is asked.
    pub text: Text,
    /// What the practitioner does about it, without the name of the condition.
    pub studio: Option<Text>,
}

/// What the practitioner looks at and records.
#[derive(Debug, Clone)]
pub struct Consult {
    /// Its heading.
    pub title: Text,
    /// What to look at.
    pub look: Vec<LookAt>,
    /// What to do if something differs from the answers.
    pub differs: Text,
    /// What is agreed and written down, each with room to write.
    pub agreed: Vec<SheetLine>,
    /// What is said out loud, each with a box.
    pub said: Vec<SheetLine>,
    /// The rows of the record of visits.
    pub record: Vec<SheetLine>,
}

/// Something to look at, next to what the person answered.
#[derive(Debug, Clone)]
pub struct LookAt {
    /// Lowercase letters, digits and `-`; unique in its list.
    pub id: Text,
    /// What to look at.
    pub text: Text,
    /// The questions whose answers it is held against.
    pub answers: Vec<QuestionIndex>,
}

/// The check before every visit: questions to answer with yes or no.
#[derive(Debug, Clone)]
pub struct VisitCheck {
    /// Its heading.
    pub title: Text,
    /// The words before the questions.
    pub lead: Text,
    /// The questions; any yes calls for a talk.
    pub questions: Vec<SheetLine>,
    /// What follows from a yes.
    pub closing: Vec<SheetLine>,
}

/// What the front desk says about a result.
#[derive(Debug, Clone)]
pub struct Script {
    /// Lowercase letters, digits and `-`; unique in the pack.
    pub id: Text,
    /// The result.
    pub verdict: Verdict,
    /// Whom it is for; all users with the result if absent.
    pub when: Option<Condition>,
    /// The sentences, at least one.
    pub says: Vec<Text>,
}

/// What the studio writes some days after a visit.
#[derive(Debug, Clone)]
pub struct Message {
    /// Lowercase letters, digits and `-`; unique in the pack.
    pub id: Text,
    /// Days after the visit; 0 is the day of the visit.
    pub day: u32,
    /// When it is sent, in words.
    pub when: Text,
    /// The message; may hold placeholders.
    pub text: Text,
    /// What it rests on; nothing if it states no fact.
    pub support: Support,
}
