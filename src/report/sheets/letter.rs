//! The letter to a doctor: what the treatment is, what the person answered, and what is asked.
//!
//! A doctor reads what concerns the approval that is asked for. What another doctor is asked
//! about, and private answers that this doctor need not know, are not on the page.

use super::form::{FormBlock, FormCell, FormRow, FormSection, Paper};
use super::{Filled, Person, filled_lines};
use crate::assess::{Assessment, Finding};
use crate::pack::{
    Change, Condition, Letter, LetterAsk, OptionSet, Question, QuestionIndex, Source, Text, Verdict,
};
use crate::report::provenance::provenance;
use crate::words::{capitalized, count, days_range, range};

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
    let pages = doctors.into_iter().map(|to| {
        let (own, others): (Vec<_>, Vec<_>) =
            requests.iter().partition(|request| request.ask.to == *to);
        page(person, letter, &DoctorRequests { to, own, others })
    });
    pages.collect()
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
    let stops = assessment.findings.iter();
    let stops = stops.filter(|finding| finding.is_stop());
    let asked = stops.filter_map(|finding| {
        let ask = ask_of(letter, finding)?;
        is_awaited(assessment, finding, ask.question).then_some(Request { finding, ask })
    });
    asked.collect()
}

/// What a doctor is asked about a gate.
pub(super) fn ask_of<'a>(letter: &'a Letter, finding: &Finding) -> Option<&'a LetterAsk> {
    let clearance = finding.rule.cleared_by.as_ref()?;
    let mut requirements = clearance.when().requirements();
    requirements.find_map(|requirement| {
        let mut asks = letter.asks.iter();
        asks.find(|ask| ask.question == requirement.question)
    })
}

/// Returns true if the doctor has neither approved nor advised against it, according to the answers.
fn is_awaited(assessment: &Assessment, finding: &Finding, approval: QuestionIndex) -> bool {
    let Some(answer) = assessment.answers.known(approval) else {
        return assessment.open.contains(&approval);
    };
    let question = assessment.pack.question(approval);
    let clearance = finding.rule.cleared_by.iter();
    let requirements = clearance.flat_map(|clearance| clearance.when().requirements());
    let mut approving = requirements.filter(|requirement| requirement.question == approval);
    let is_approved = approving.any(|requirement| requirement.options.meets(answer));
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
        Some(answer) => labels(question, answer),
        None => "not answered".to_owned(),
    };
    named(question, &answer)
}

fn named(question: &Question, answer: &str) -> String {
    format!("{}: {answer}", titled(question))
}

/// The name of a question; one made from its id begins with a capital letter like the others.
fn titled(question: &Question) -> String {
    match &question.name {
        Some(name) => name.to_string(),
        None => capitalized(&question.name()),
    }
}

pub(super) fn labels(question: &Question, answer: OptionSet) -> String {
    if answer.meets(OptionSet::NONE_OF_THESE) {
        return "none of these".to_owned();
    }
    let labels = answer
        .positions()
        .map(|position| question.option(position).label.as_str());
    labels.collect::<Vec<_>>().join("; ")
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
        let clearance = request.finding.rule.cleared_by.iter();
        let states = clearance.flat_map(|clearance| clearance.when().requirements());
        for state in states.map(|requirement| requirement.question) {
            if state != request.ask.question {
                add(state, assessment.answers.known(state).unwrap_or_default());
            }
        }
    }
    let lines = listed.into_iter().map(|(index, answer)| {
        let question = assessment.pack.question(index);
        if answer.is_empty() {
            named(question, "not answered")
        } else {
            named(question, &labels(question, answer))
        }
    });
    lines.collect()
}

/// Other reasons for care that anyone may know and no other doctor is asked about.
fn others(person: &Person, asked: &DoctorRequests) -> Vec<String> {
    let pack = person.assessment.pack;
    let is_of_health = |finding: &Finding| {
        let mut grounds = finding.grounds.iter();
        grounds.all(|&(question, _)| is_of_health(pack.question(question)))
    };
    let mut listed: Vec<String> = Vec::new();
    for finding in person.public_findings() {
        if finding.verdict().is_some()
            && is_of_health(&finding)
            && !is_of_a_doctor(person, &finding)
        {
            let grounds = finding.grounds.iter().map(|&(index, answer)| {
                let question = pack.question(index);
                named(question, &labels(question, answer))
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

/// Returns true if a finding would name what a doctor is asked about: its rule can be cleared, it says what
/// a doctor said, or it says how that condition is now.
pub(super) fn is_of_a_doctor(person: &Person, finding: &Finding) -> bool {
    let clearances = || {
        let rules = person.assessment.pack.rules.iter();
        rules.filter_map(|rule| Some((rule, rule.cleared_by.as_ref()?)))
    };
    let is_state = |question: QuestionIndex| {
        clearances().any(|(_, clearance)| {
            let mut requirements = clearance.when().requirements();
            requirements.any(|requirement| requirement.question == question)
        })
    };
    let is_condition = |question: QuestionIndex, answer: OptionSet| {
        clearances().any(|(rule, _)| {
            let mut requirements = rule.when.requirements();
            requirements.any(|requirement| {
                requirement.question == question && requirement.options.meets(answer)
            })
        })
    };
    let mut grounds = finding.grounds.iter();
    finding.rule.cleared_by.is_some()
        || grounds.any(|&(question, answer)| is_state(question) || is_condition(question, answer))
}

/// Which lists were answered with "none of these", and what was not answered. Questions that can have a
/// private answer are in neither, for any answer, so that the lists reveal nothing about them.
fn lists(person: &Person) -> Vec<String> {
    let assessment = person.assessment;
    let none = asked_of_all(person, is_of_health).filter(|(index, _)| {
        let is_none = assessment.answers.known(*index) == Some(OptionSet::NONE_OF_THESE);
        is_none && !person.table.may_be_private(*index)
    });
    let none: Vec<_> = none.map(|(_, question)| titled(question)).collect();
    let mut lines = Vec::new();
    if !none.is_empty() {
        lines.push(format!("Answered “none of these”: {}", none.join(", ")));
    }
    lines.push(not_answered(person, is_of_health));
    let private = private_note(person, is_of_health);
    lines.extend(private.map(|private| format!("{private} Please ask if they matter.")));
    lines
}

/// The questions of some kind that all people are asked.
fn asked_of_all<'a>(
    person: &Person<'a>,
    is_wanted: impl Fn(&Question) -> bool,
) -> impl Iterator<Item = (QuestionIndex, &'a Question)> {
    let questions = person.assessment.pack.numbered_questions();
    questions.filter(move |(_, question)| question.when.is_none() && is_wanted(question))
}

/// Names the questions that can have a private answer; no answer to them is on the page.
pub(super) fn private_note(
    person: &Person,
    is_wanted: impl Fn(&Question) -> bool,
) -> Option<String> {
    let private = asked_of_all(person, is_wanted);
    let private = private.filter(|(index, _)| person.table.may_be_private(*index));
    let names: Vec<_> = private.map(|(_, question)| titled(question)).collect();
    (!names.is_empty()).then(|| format!("Never on this page, for privacy: {}.", names.join(", ")))
}

/// The open questions that others may know of. One that is not asked of everyone would name a condition by
/// its own name, so those are only counted, where they certainly apply. Approvals are on
/// another part of the page.
pub(super) fn not_answered(person: &Person, is_wanted: impl Fn(&Question) -> bool) -> String {
    let pack = person.assessment.pack;
    let letter = pack.sheets.letter.iter();
    let approvals: Vec<_> = letter.flat_map(|letter| &letter.asks).collect();
    let open = person.public_open().into_iter();
    let open = open.filter(|index| {
        let is_approval = approvals.iter().any(|ask| ask.question == *index);
        let question = pack.question(*index);
        let is_sure = (question.when.as_ref()).is_none_or(|when| person.fulfills(when));
        !is_approval && is_sure && !person.table.may_be_private(*index) && is_wanted(question)
    });
    let open = open.map(|index| pack.question(index));
    let (general, follow_ups): (Vec<_>, Vec<_>) =
        open.partition(|question| question.when.is_none());
    let mut names: Vec<_> = general.iter().map(|question| titled(question)).collect();
    if !follow_ups.is_empty() {
        names.push(count(follow_ups.len(), "follow-up question"));
    }
    match names.as_slice() {
        [] => "Not answered: nothing".to_owned(),
        names => format!("Not answered: {}", names.join(", ")),
    }
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
    let why = findings.flat_map(|finding| &finding.rule.sources);
    let why = cited(assessment, why);
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
    let year = source.year.map(|year| year.to_string());
    let year = year.filter(|year| !publisher.contains(year.as_str()));
    let year = year.map_or(String::new(), |year| format!(", {year}"));
    let found = match &source.doi {
        Some(doi) => format!("doi {doi}"),
        None => source.title.trim_end_matches(['.', '?']).to_owned(),
    };
    format!("{publisher}{year}, {found}")
}

impl<'a> Person<'a> {
    /// The findings that no private answer gave, and of their grounds those that are not private.
    pub(super) fn public_findings(&self) -> Vec<Finding<'a>> {
        let findings = self.assessment.findings.iter().cloned();
        let Some(public) = &self.public else {
            return findings.collect();
        };
        let rules: Vec<_> = self.table.rules().collect();
        let shown = public.fired.iter().filter_map(|&place| rules.get(place));
        let shown: Vec<_> = shown
            .map(|variant| (&variant.rule.id, variant.is_cleared()))
            .collect();
        let public = findings.filter(|finding| {
            let variant = (&finding.rule.id, finding.is_cleared());
            shown.contains(&variant)
        });
        let public = public.map(|mut finding| {
            finding.grounds = self.public_grounds(&finding.grounds);
            finding
        });
        public.collect()
    }

    fn public_grounds(
        &self,
        grounds: &[(QuestionIndex, OptionSet)],
    ) -> Vec<(QuestionIndex, OptionSet)> {
        let private = self.table.private_options();
        let public = grounds.iter().filter_map(|&(question, answer)| {
            let private = private
                .get(question.position())
                .copied()
                .unwrap_or_default();
            let is_follow_up = private.is_empty() && self.table.may_be_private(question);
            let public = answer.without(private);
            (!is_follow_up && !public.is_empty()).then_some((question, public))
        });
        public.collect()
    }

    /// The open questions that may be named to others.
    pub(super) fn public_open(&self) -> Vec<QuestionIndex> {
        let open = self.assessment.open_now();
        match &self.public {
            Some(public) => {
                let places = &public.open;
                open.filter(|index| places.contains(&index.position()))
                    .collect()
            }
            None => open.collect(),
        }
    }

    /// Returns true if a condition certainly holds by the person's answers.
    pub(super) fn fulfills(&self, condition: &Condition) -> bool {
        condition.clauses.iter().any(|clause| {
            clause.requirements.iter().all(|requirement| {
                let answer = self.assessment.answers.known(requirement.question);
                answer.is_some_and(|answer| answer.meets(requirement.options))
            })
        })
    }
}
