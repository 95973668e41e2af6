//! The consult sheet: the result, what to look at, what is agreed, and a record of the visits.
//!
//! With it comes the page of the front desk: what it says about the result, and what it writes after a visit.
//!
//! The sheet says what to do and not which illness is the reason: what a doctor is asked about, and what is
//! private, is on the person's own page.

use super::form::{FormBlock, FormCell, FormRow, FormSection, Paper};
use super::letter::{ask_of, requests};
use super::person::{Filled, Person, filled_lines, is_of_a_doctor, not_answered, private_note};
use crate::assess::{Assessment, Finding};
use crate::pack::{
    Consult, Letter, LetterAsk, LookAt, Message, OptionSet, QuestionOption, Script, Text, Verdict,
};
use crate::report::content::label;
use crate::report::provenance::provenance;
use crate::report::verdict::verdict_name;
use crate::words::{capitalized, count};

/// Visits that the record has room for.
const VISITS: [&str; 4] = ["1", "2", "3", "4"];

pub(super) fn page(person: &Person, consult: &Consult) -> Paper {
    let mut head = FormSection::untitled();
    head.blanks(&["Client", "Date"]);
    head.boxes(&["ID checked, 18 or over"]);
    let sections = vec![
        head,
        result(person),
        look(person, consult),
        agreed(person, consult),
        record(person, consult),
    ];
    Paper {
        title: consult.title.to_string(),
        sections,
        imprint: provenance(person.assessment.pack),
    }
}

fn result(person: &Person) -> FormSection {
    let mut section = FormSection::titled("Result of the answers");
    if person.filled == Filled::ByHand {
        section.blanks(&["Result", "Answered on"]);
        section.push(FormBlock::Lines(2));
        return section;
    }
    let assessment = person.assessment;
    let so_far = if assessment.is_so_far() {
        ", so far"
    } else {
        ""
    };
    let verdict = capitalized(verdict_name(assessment.verdict));
    section.push(FormBlock::Text(format!("{verdict}{so_far}.")));
    section.blanks(&["Answered on", "Changed since"]);
    if let Some(letter) = &assessment.pack.sheets.letter {
        letters(&mut section, person, letter);
    }
    flags(&mut section, person);
    section.push(FormBlock::Bullet(not_answered(person, |_| true)));
    let private = private_note(person, |_| true);
    section.bullets(private.map(|private| format!("{private} Ask the client.")));
    section
}

/// How many letters are needed or on file, and what they ask of the studio.
fn letters(section: &mut FormSection, person: &Person, letter: &Letter) {
    let assessment = person.assessment;
    let requests = requests(assessment, letter);
    let awaited: Vec<_> = requests.iter().map(|request| request.ask).collect();
    let cleared = assessment
        .findings
        .iter()
        .filter(|finding| finding.is_cleared());
    let on_file: Vec<_> = cleared
        .filter_map(|finding| ask_of(letter, finding))
        .collect();
    let doctors = |asks: &[&LetterAsk]| {
        let mut doctors: Vec<&Text> = asks.iter().map(|ask| &ask.to).collect();
        doctors.sort();
        doctors.dedup();
        doctors.len()
    };
    let needed = doctors(&awaited);
    if needed > 0 {
        let needed = count(needed, "doctor's letter");
        section.push(FormBlock::Bullet(format!(
            "{needed} needed before a visit is booked."
        )));
    }
    let there = doctors(&on_file);
    if there > 0 {
        let there = count(there, "doctor's letter");
        section.push(FormBlock::Bullet(format!(
            "{there} on file, says the client: see it before a visit is booked."
        )));
    }
    if needed + there > 0 {
        section.blanks(&["Letter seen on", "Good until", "It asks"]);
    }
    let mut studio: Vec<String> = Vec::new();
    let all = awaited.into_iter().chain(on_file);
    for ask in all.filter(|ask| !person.table.may_be_private(ask.question)) {
        let text = ask.studio.as_ref().map(ToString::to_string);
        studio.extend(text.filter(|text| !studio.contains(text)));
    }
    section.bullets(studio);
}

/// The reasons that may be named, by result; of the others what they call for.
fn flags(section: &mut FormSection, person: &Person) {
    let pack = person.assessment.pack;
    let public = person.public_findings().into_iter();
    let (kept, named): (Vec<Finding>, Vec<Finding>) =
        public.partition(|finding| is_of_a_doctor(person, finding));
    for verdict in Verdict::ALL.into_iter().rev() {
        let of_verdict = named
            .iter()
            .filter(|finding| finding.verdict() == Some(verdict));
        let labels: Vec<_> = of_verdict.map(|finding| label(pack, finding)).collect();
        if !labels.is_empty() {
            let verdict = capitalized(called(verdict));
            let labels = labels.join("; ");
            section.push(FormBlock::Bullet(format!("{verdict}: {labels}")));
        }
    }
    let withheld = person.public.iter().flat_map(|public| &public.withheld);
    let kept = kept.iter().filter_map(Finding::verdict);
    let mut kept: Vec<Verdict> = withheld.copied().chain(kept).collect();
    kept.sort_by_key(|verdict| std::cmp::Reverse(*verdict));
    kept.dedup();
    if !kept.is_empty() {
        let verdicts: Vec<_> = kept.iter().map(|verdict| called(*verdict)).collect();
        section.push(FormBlock::Bullet(format!(
            "Reasons kept off this sheet call for: {}. They are on the client's own page.",
            verdicts.join("; ")
        )));
    }
}

/// What a finding calls for, in a word or two.
fn called(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::SuitableWithCautions => "caution",
        verdict => verdict_name(verdict),
    }
}

fn look(person: &Person, consult: &Consult) -> FormSection {
    let mut section = FormSection::titled("Look at it yourself");
    let rows = consult.look.iter().map(|look| {
        let text = match (person.filled, look.answers.as_slice()) {
            (Filled::ByHand, _) | (_, []) => look.text.to_string(),
            (Filled::InFor, _) => format!("{} Answered: {}", look.text, answered(person, look)),
        };
        FormRow::boxes(text, 2)
    });
    section.push(FormBlock::table(&["Agrees", "Differs"], rows.collect()));
    section.push(FormBlock::Text(consult.differs.to_string()));
    section
}

/// The answers in short. Private ones are left out, and so is any hint that there are some.
fn answered(person: &Person, look: &LookAt) -> String {
    let assessment = person.assessment;
    let public = look
        .answers
        .iter()
        .filter(|index| !person.table.may_be_private(**index));
    let applies = public.filter(|index| {
        assessment.answers.known(**index).is_some() || assessment.open.contains(index)
    });
    let listed: Vec<_> = applies
        .map(|&index| {
            let question = assessment.pack.question(index);
            match assessment.answers.known(index) {
                Some(answer) if answer.intersects(OptionSet::NONE_OF_THESE) => {
                    format!("{}: none of these", question.name())
                }
                Some(answer) => {
                    let chosen = answer.positions().map(|position| question.option(position));
                    let words = chosen.map(QuestionOption::brief).collect::<Vec<_>>();
                    match assessment.answers.date(index) {
                        Some(date) => format!("{} ({date})", words.join(", ")),
                        None => words.join(", "),
                    }
                }
                None => format!("{} not answered", question.name()),
            }
        })
        .collect();
    match listed.as_slice() {
        [] => "see the client's own page.".to_owned(),
        listed => format!("{}.", listed.join("; ")),
    }
}

fn agreed(person: &Person, consult: &Consult) -> FormSection {
    let mut section = FormSection::titled("Agreed");
    let agreed = filled_lines(person.assessment, &consult.agreed);
    for row in agreed.chunks(3) {
        section.blanks(row);
    }
    section.boxes(&filled_lines(person.assessment, &consult.said));
    section
}

fn record(person: &Person, consult: &Consult) -> FormSection {
    let mut section = FormSection::titled("Visit record");
    let rows = filled_lines(person.assessment, &consult.record)
        .into_iter()
        .map(|text| FormRow {
            text,
            cells: vec![FormCell::Blank; VISITS.len()],
        });
    section.push(FormBlock::table(&VISITS, rows.collect()));
    section
}

/// The page of the front desk; `None` if the pack has nothing for it.
pub(super) fn front_desk_page(person: &Person) -> Option<Paper> {
    let pack = person.assessment.pack;
    let mut says = FormSection::titled("What to say");
    let scripts = pack.sheets.front_desk.iter();
    match person.filled {
        Filled::ByHand => scripts.for_each(|script| add_script(&mut says, script)),
        Filled::InFor => {
            let mut fitting = scripts.filter(|script| fits(person, script));
            fitting
                .next()
                .into_iter()
                .for_each(|script| add_script(&mut says, script));
        }
    }
    let mut writes = FormSection::titled("What to write after a visit");
    for (message, text) in messages(person.assessment) {
        writes.entry(&message.when, &text);
    }
    if says.blocks.is_empty() && writes.blocks.is_empty() {
        return None;
    }
    let private = "Give the reason in private only: not on voicemail, not in a text, and not where others can hear.";
    says.push(FormBlock::Text(private.to_owned()));
    Some(Paper {
        title: "For the front desk".to_owned(),
        sections: vec![says, writes],
        imprint: provenance(pack),
    })
}

fn fits(person: &Person, script: &Script) -> bool {
    let when = script.when.as_ref();
    script.verdict == person.assessment.verdict && when.is_none_or(|when| person.fulfills(when))
}

fn add_script(section: &mut FormSection, script: &Script) {
    let says: Vec<_> = script.says.iter().map(AsRef::as_ref).collect();
    section.entry(
        &capitalized(verdict_name(script.verdict)),
        &format!("“{}”", says.join(" ")),
    );
}

/// The messages for the person's country, in the order of the days.
pub(in crate::report) fn messages<'a>(
    assessment: &'a Assessment<'a>,
) -> impl Iterator<Item = (&'a Message, String)> {
    assessment
        .pack
        .sheets
        .messages
        .iter()
        .filter_map(|message| {
            let text = assessment.contacts.fill(&message.text)?;
            Some((message, text.into_owned()))
        })
}
