//! The letter to a doctor: what the treatment is, what the person answered, and what is asked.
//!
//! A doctor reads what concerns the approval that is asked for. What another doctor is asked
//! about, and private answers that this doctor need not know, are not on the page.

use super::form::{FormBlock, FormCell, FormRow, FormSection, Paper};
use super::person::{
    Filled, Person, asked_of_all, filled_lines, is_of_a_doctor, not_answered, private_note, titled,
};
use crate::assess::{Assessment, Finding};
use crate::pack::{
    Change, Letter, LetterAsk, OptionSet, Question, QuestionIndex, Source, Text, Verdict,
};
use crate::report::provenance::provenance;
use crate::words::{days_range, house_rule, range};

/// Most sources that a letter names for what it asks, and for what it says about the treatment.
const MOST_SOURCES: usize = 4;

/// A gate that a doctor can lift, and what the doctor is asked about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Request<'a> {
    pub(super) finding: &'a Finding<'a>,
    pub(super) ask: &'a LetterAsk,
}

/// A page for each doctor, in the order of the findings.
pub(super) fn pages(person: &Person, letter: &Letter) -> Vec<Paper> {
    let requests = match person.filled {
        Filled::InFor => requests(person.assessment, letter),
        Filled::ByHand => Vec::new(),
    };
    let mut doctors: Vec<&Text> = Vec::new();
    for request in &requests {
        if !doctors.contains(&&request.ask.to) {
            doctors.push(&request.ask.to);
        }
    }
    doctors
        .into_iter()
        .map(|to| {
            let (own, others): (Vec<_>, Vec<_>) =
                requests.iter().partition(|request| request.ask.to == *to);
            page(person, letter, &DoctorRequests { to, own, others })
        })
        .collect()
}

/// Every approval that the result asks for and no doctor has answered yet.
///
/// None next to a result that no doctor can lift: an approval would change nothing.
pub(super) fn requests<'a>(assessment: &'a Assessment<'a>, letter: &'a Letter) -> Vec<Request<'a>> {
    let is_final = |finding: &Finding| {
        finding.verdict() == Some(Verdict::NotRecommended) && finding.rule.cleared_by.is_none()
    };
    if assessment.findings.iter().any(is_final) {
        return Vec::new();
    }
    let stops = assessment
        .findings
        .iter()
        .filter(|finding| finding.is_stop());
    stops
        .filter_map(|finding| {
            let ask = ask_of(letter, finding)?;
            is_awaited(assessment, finding, ask.question).then_some(Request { finding, ask })
        })
        .collect()
}

/// What a doctor is asked about a gate.
pub(super) fn ask_of<'a>(letter: &'a Letter, finding: &Finding) -> Option<&'a LetterAsk> {
    let clearance = finding.rule.cleared_by.as_ref()?;
    let mut requirements = clearance.when().requirements();
    requirements.find_map(|requirement| {
        letter
            .asks
            .iter()
            .find(|ask| ask.question == requirement.question)
    })
}

/// Returns true if the doctor has neither approved nor advised against it, according to the answers.
fn is_awaited(assessment: &Assessment, finding: &Finding, approval: QuestionIndex) -> bool {
    let Some(answer) = assessment.answers.known(approval) else {
        return assessment.open.contains(&approval);
    };
    let question = assessment.pack.question(approval);
    let requirements = finding
        .rule
        .cleared_by
        .iter()
        .flat_map(|clearance| clearance.when().requirements());
    let mut approving = requirements.filter(|requirement| requirement.question == approval);
    let is_approved = approving.any(|requirement| requirement.options.intersects(answer));
    let is_final = |position| question.change_of(position) == Change::Fixed;
    !is_approved && !answer.positions().any(is_final)
}

/// What one doctor is asked, and what others are.
struct DoctorRequests<'a> {
    to: &'a str,
    own: Vec<&'a Request<'a>>,
    others: Vec<&'a Request<'a>>,
}

fn page(person: &Person, letter: &Letter, asked: &DoctorRequests) -> Paper {
    let assessment = person.assessment;
    let mut head = FormSection::untitled();
    head.blanks(&["Patient", "Date of birth", "Date"]);
    head.blanks(&[format!("To {}", asked.to)]);
    head.texts(filled_lines(assessment, &letter.intro));
    let sections = vec![
        head,
        about(assessment, letter),
        answered(person, asked),
        advice(assessment, letter, asked),
        signature(assessment, letter),
    ];
    Paper {
        title: letter.title.to_string(),
        sections,
        imprint: imprint(assessment, letter, asked),
    }
}

/// The treatment, and what of it is planned.
fn about(assessment: &Assessment, letter: &Letter) -> FormSection {
    let mut section = FormSection::titled("What SMP is");
    section.bullets(filled_lines(assessment, &letter.about));
    let sessions = assessment.sessions.content;
    let recovery = assessment.recovery.content;
    let course = format!(
        "For this patient: {} of {}, {} apart. After each visit the skin is red for {} and needs care for {}.",
        range(sessions.visits, "visit"),
        range(sessions.hours, "hour"),
        days_range(sessions.gap_days),
        days_range(recovery.redness_days),
        days_range(recovery.care_days),
    );
    section.push(FormBlock::Bullet(course));
    for &index in &letter.shows {
        section.push(FormBlock::Bullet(shown(assessment, index)));
    }
    section
}

/// "Area to treat: The crown, A scar".
fn shown(assessment: &Assessment, index: QuestionIndex) -> String {
    let question = assessment.pack.question(index);
    let answer = match assessment.answers.known(index) {
        Some(answer) => labels(assessment, index, answer),
        None => "not answered".to_owned(),
    };
    named(question, &answer)
}

fn named(question: &Question, answer: &str) -> String {
    format!("{}: {answer}", titled(question))
}

/// The labels of an answer, with the date if it was given as one: "Less than 6 months (2026-08)".
fn labels(assessment: &Assessment, index: QuestionIndex, answer: OptionSet) -> String {
    if answer.intersects(OptionSet::NONE_OF_THESE) {
        return "none of these".to_owned();
    }
    let question = assessment.pack.question(index);
    let labels = answer
        .positions()
        .map(|position| question.option(position).label.as_str());
    let labels = labels.collect::<Vec<_>>().join("; ");
    match assessment.answers.date(index) {
        Some(date) => format!("{labels} ({date})"),
        None => labels,
    }
}

/// What the person answered, as far as this doctor is to know it.
fn answered(person: &Person, asked: &DoctorRequests) -> FormSection {
    let mut section = FormSection::titled("What your patient answered");
    let concerned = concerned(person.assessment, asked);
    section.bullets(concerned);
    section.bullets(others(person, asked));
    section.bullets(lists(person));
    section
}

/// The answers that this doctor is asked about, and those on how it is now: a line for each question.
fn concerned(assessment: &Assessment, asked: &DoctorRequests) -> Vec<String> {
    let mut listed: Vec<(QuestionIndex, OptionSet)> = Vec::new();
    let mut add = |question: QuestionIndex, answer: OptionSet| match listed
        .iter_mut()
        .find(|(other, _)| *other == question)
    {
        Some((_, chosen)) => *chosen = chosen.union(answer),
        None => listed.push((question, answer)),
    };
    for request in &asked.own {
        for &(question, answer) in &request.finding.grounds {
            add(question, answer);
        }
        let states = request
            .finding
            .rule
            .cleared_by
            .iter()
            .flat_map(|clearance| clearance.when().requirements());
        for state in states.map(|requirement| requirement.question) {
            if state != request.ask.question {
                add(state, assessment.answers.known(state).unwrap_or_default());
            }
        }
    }
    listed
        .into_iter()
        .map(|(index, answer)| {
            let question = assessment.pack.question(index);
            if answer.is_empty() {
                named(question, "not answered")
            } else {
                named(question, &labels(assessment, index, answer))
            }
        })
        .collect()
}

/// Other reasons for care that anyone may know and no other doctor is asked about.
fn others(person: &Person, asked: &DoctorRequests) -> Vec<String> {
    let pack = person.assessment.pack;
    let is_of_health = |finding: &Finding| {
        finding
            .grounds
            .iter()
            .all(|&(question, _)| is_of_health(pack.question(question)))
    };
    let mut listed: Vec<String> = Vec::new();
    for finding in person.public_findings() {
        if finding.verdict().is_some()
            && is_of_health(&finding)
            && !is_of_a_doctor(person, &finding)
        {
            let grounds = finding.grounds.iter().map(|&(index, answer)| {
                let question = pack.question(index);
                named(question, &labels(person.assessment, index, answer))
            });
            let new: Vec<_> = grounds.filter(|line| !listed.contains(line)).collect();
            listed.extend(new);
        }
    }
    let mut lines = Vec::new();
    if !listed.is_empty() {
        lines.push(format!("Also: {}", listed.join("; ")));
    }
    if !asked.others.is_empty() {
        lines.push("Other doctors are asked on pages of their own.".to_owned());
    }
    lines
}

/// Returns true if a question is about health, and not about a wish or a habit.
fn is_of_health(question: &Question) -> bool {
    question.safety && question.change != Change::Choice
}

/// Which lists were answered with "none of these", and what was not answered. Questions that can have a
/// private answer are in neither, for any answer, so that the lists reveal nothing about them.
fn lists(person: &Person) -> Vec<String> {
    let assessment = person.assessment;
    let none: Vec<_> = asked_of_all(person, is_of_health)
        .filter(|(index, _)| {
            let is_none = assessment.answers.known(*index) == Some(OptionSet::NONE_OF_THESE);
            is_none && !person.table.may_be_private(*index)
        })
        .map(|(_, question)| titled(question))
        .collect();
    let mut lines = Vec::new();
    if !none.is_empty() {
        lines.push(format!("Answered “none of these”: {}", none.join(", ")));
    }
    lines.push(not_answered(person, is_of_health));
    let private = private_note(person, is_of_health);
    lines.extend(private.map(|private| format!("{private} Please ask if they matter.")));
    lines
}

fn advice(assessment: &Assessment, letter: &Letter, asked: &DoctorRequests) -> FormSection {
    let mut section = FormSection::titled("Your advice (please mark each line)");
    let mut asks: Vec<String> = Vec::new();
    for request in &asked.own {
        let ask = request.ask.text.to_string();
        if !asks.contains(&ask) {
            asks.push(ask);
        }
    }
    asks.extend(filled_lines(assessment, &letter.rows));
    let open = asks.len() + 1;
    let rows = (1..).zip(asks).map(|(number, ask)| FormRow {
        text: format!("{number}. {ask}"),
        cells: vec![FormCell::Box, FormCell::Date, FormCell::Box],
    });
    let heads = ["No reason against", "Wait until", "Advise against"];
    section.push(FormBlock::table(&heads, rows.collect()));
    section.push(FormBlock::Text(format!("{open}. {}", letter.open)));
    section.push(FormBlock::Lines(2));
    section
}

fn signature(assessment: &Assessment, letter: &Letter) -> FormSection {
    let mut section = FormSection::untitled();
    section.texts(filled_lines(assessment, &letter.closing));
    section.blanks(&["Name", "Phone"]);
    section.blanks(&["Signature", "Date"]);
    section
}

fn imprint(assessment: &Assessment, letter: &Letter, asked: &DoctorRequests) -> String {
    let findings = asked.own.iter().map(|request| request.finding);
    let why = cited(
        assessment,
        findings.clone().flat_map(|finding| &finding.rule.sources),
    );
    let policies = findings.filter_map(|finding| finding.rule.policy.as_ref());
    let policies = policies.map(|policy| house_rule(policy).trim_end_matches('.').to_owned());
    let why: Vec<_> = [why]
        .into_iter()
        .chain(policies)
        .filter(|why| !why.is_empty())
        .collect();
    let why = why.join("; ");
    let about = letter.about.iter().chain(&letter.rows);
    let about = cited(assessment, about.flat_map(|line| &line.support.sources));
    format!(
        "Made from the patient's own answers by smp. No one has examined the patient for this page, and it is \
         not a diagnosis. {} Why we ask: {why}. About SMP: {about}.",
        provenance(assessment.pack)
    )
}

/// The best few of some sources, in short; those of practitioners only where there is nothing better.
fn cited<'a>(assessment: &Assessment, ids: impl Iterator<Item = &'a Text>) -> String {
    let mut sources: Vec<_> = ids
        .filter_map(|id| assessment.pack.find_source(id))
        .collect();
    sources.sort_by_key(|source| source.kind);
    if sources.iter().any(|source| !source.kind.is_practice()) {
        sources.retain(|source| !source.kind.is_practice());
    }
    let mut cited: Vec<String> = Vec::new();
    for source in sources {
        let source = short(source);
        if cited.len() < MOST_SOURCES && !cited.contains(&source) {
            cited.push(source);
        }
    }
    cited.join("; ")
}

/// Publisher, year, and the identifier or else the title.
fn short(source: &Source) -> String {
    let publisher = &source.publisher;
    let year = source
        .year
        .map(|year| year.to_string())
        .filter(|year| !publisher.contains(year.as_str()))
        .map_or(String::new(), |year| format!(", {year}"));
    let found = match &source.doi {
        Some(doi) => format!("doi {doi}"),
        None => source.title.trim_end_matches(['.', '?']).to_owned(),
    };
    format!("{publisher}{year}, {found}")
}
