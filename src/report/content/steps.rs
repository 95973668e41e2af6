//! What to do next, and what is good to know: the advice of the findings, each piece said once.

use super::detail::{Citations, SummaryDetail};
use super::document::{Block, Document, SectionKind};
use super::reasons::{label, stops, subject};
use crate::assess::{Assessment, Finding};
use crate::pack::{Clinic, Pack, Rule, Text, Verdict, best_source};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::{Finality, knows_nothing};
use crate::space::Insight;
use crate::words::{self, count, house_rule};

/// The advice of an assessment, divided between the steps and the notes.
pub(super) struct NextSteps<'pack> {
    pack: &'pack Pack,
    clinic: Option<&'pack Clinic>,
    steps: Vec<PlanStep>,
    notes: Vec<AdviceNote<'pack>>,
}

struct PlanStep {
    text: String,
    sources: Vec<Text>,
}

struct AdviceNote<'pack> {
    label: String,
    text: String,
    rule: &'pack Rule,
}

impl<'pack> NextSteps<'pack> {
    /// As many steps as can be remembered. The steps of stops all count, however many.
    const STEPS: usize = 5;

    pub(super) fn new(assessment: &Assessment<'pack>, finality: Finality) -> Self {
        let mut next_steps = Self {
            pack: assessment.pack,
            clinic: assessment.pack.clinic.as_ref(),
            steps: Vec::new(),
            notes: Vec::new(),
        };
        for finding in stops(assessment) {
            let rule = finding.rule;
            let sources = best_source(&rule.sources);
            next_steps.add_step(stop_text(assessment, finding), sources.to_vec());
        }
        next_steps.add_open(assessment, finality);
        let closing = closing_steps(assessment);
        let room = Self::STEPS.saturating_sub(closing.len());
        for finding in by_urgency(assessment) {
            next_steps.add_advice(assessment, finding, room);
        }
        for step in closing {
            next_steps.add_step((*step).to_owned(), Vec::new());
        }
        next_steps
    }

    fn add_open(&mut self, assessment: &Assessment, finality: Finality) {
        let not_sure = "If you are not sure, ask your doctor.";
        let text = match assessment.open_safety().count() {
            _ if knows_nothing(assessment) => {
                "Answer the questions first. “I'm not sure” is a fine answer too.".to_owned()
            }
            _ if finality == Finality::Settled => return,
            0 => return,
            1 => format!("Answer the safety question that is still open. {not_sure}"),
            _ => format!("Answer the safety questions that are still open. {not_sure}"),
        };
        self.add_step(text, Vec::new());
    }

    fn add_step(&mut self, text: String, sources: Vec<Text>) {
        if self.steps.iter().all(|step| step.text != text) {
            self.steps.push(PlanStep { text, sources });
        }
    }

    /// The advice as a step while there is room for one, else among the notes.
    fn add_advice(
        &mut self,
        assessment: &Assessment<'pack>,
        finding: &Finding<'pack>,
        room: usize,
    ) {
        let rule = finding.rule;
        let weighs = rule.verdict.is_some() || rule.points.is_some_and(|points| points != 0);
        let calls_for_care = rule.verdict.is_some() || rule.points.is_some_and(i32::is_negative);
        let known = |advice: &str| self.steps.iter().any(|step| step.text == advice);
        match finding.advice() {
            Some(advice) if known(advice) => {}
            Some(advice)
                if calls_for_care && !assessment.is_stopped() && self.steps.len() < room =>
            {
                self.add_step(advice.to_string(), Vec::new());
            }
            advice => {
                let because = (!weighs).then_some(finding.because());
                let sentences: Vec<_> = because
                    .into_iter()
                    .chain(advice)
                    .map(Text::as_str)
                    .collect();
                if !sentences.is_empty() {
                    self.notes.push(AdviceNote {
                        label: subject(assessment.pack, finding),
                        text: sentences.join(" "),
                        rule,
                    });
                }
            }
        }
    }

    /// The first steps; what is left out is said.
    pub(super) fn add_steps(&self, document: &mut Document, detail: SummaryDetail) {
        document.heading(SectionKind::Steps, "What to do next");
        let rest = self.steps.len().saturating_sub(detail.steps);
        // "and one more" would take the line that the step itself takes.
        let shown = if rest < 2 {
            self.steps.len()
        } else {
            detail.steps
        };
        for step in self.steps.iter().take(shown) {
            let text = Paragraph::of(Role::Plain, &step.text);
            let text = match detail.citations {
                Citations::Shown => text.cite(&document.cite(&step.sources)),
                Citations::LeftOut => text,
            };
            document.step(text);
        }
        if shown < self.steps.len() {
            document.push(Block::More {
                text: format!("and {}", count(rest, "more step")),
                command: "--show why has them all",
            });
        }
        if let Some(clinic) = self.clinic {
            document.text(Paragraph::labeled(&clinic.name, &clinic.contact));
        }
    }

    /// Every step with its sources, and what else is good to know.
    pub(super) fn add_all(&self, document: &mut Document) {
        document.heading(SectionKind::Steps, "Every step");
        for step in &self.steps {
            let numbers = document.cite(&step.sources);
            document.step(Paragraph::of(Role::Plain, &step.text).cite(&numbers));
        }
        self.add_notes(document);
    }

    /// What is good to know and is not a step.
    pub(super) fn add_notes(&self, document: &mut Document) {
        if self.notes.is_empty() {
            return;
        }
        document.heading(SectionKind::Notes, "Good to know");
        for note in &self.notes {
            let text = Paragraph::labeled(&words::capitalized(&note.label), &note.text);
            let rule = note.rule;
            let sources = best_source(&rule.sources);
            let strength = rule.strength(self.pack);
            let text = match &rule.policy {
                Some(policy) => text.and(Role::Plain, &house_rule(policy)),
                None => document.supported(text, self.pack, sources, strength),
            };
            document.bullet(text);
        }
    }
}

/// The first thing that a result says to do.
pub fn first_step(assessment: &Assessment, insight: Option<&Insight>) -> Option<String> {
    let next_steps = NextSteps::new(assessment, Finality::of(assessment, insight));
    let first = next_steps.steps.into_iter().next();
    first.map(|step| step.text)
}

/// The last steps of every person with this verdict, for any reasons.
fn closing_steps(assessment: &Assessment) -> &'static [&'static str] {
    match assessment.verdict {
        _ if knows_nothing(assessment) => &[],
        Verdict::Suitable => &[
            "Talk to two practitioners. Ask to see work that healed months ago, on people with hair and skin like yours.",
            "Get the full price in writing, touch-ups included. Think it over for a week or two before you pay a deposit.",
            "Speak up before each visit if your health or medicines have changed.",
        ],
        Verdict::SuitableWithCautions => &[
            "Talk to two practitioners about these points. Ask to see work that healed months ago.",
            "Get the full price in writing. Think it over for a week or two before you pay a deposit.",
        ],
        Verdict::Wait | Verdict::SeeDoctorFirst => {
            &["Don't pay a deposit until the points above are settled."]
        }
        Verdict::NotRecommended => {
            &["If you have already booked, tell the studio now and ask for your deposit back."]
        }
    }
}

/// Findings that stop nothing: cautions first, then what lowers the score, then the rest.
fn by_urgency<'a, 'pack>(assessment: &'a Assessment<'pack>) -> Vec<&'a Finding<'pack>> {
    let mut findings: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| !finding.is_stop())
        .collect();
    findings.sort_by_key(|finding| {
        let points = finding.rule.points.unwrap_or(0);
        (finding.verdict().is_none(), points)
    });
    findings
}

/// How long to wait and what to do about a stop, as a few sentences.
pub(in crate::report) fn stop_text(assessment: &Assessment, finding: &Finding) -> String {
    let label = label(assessment.pack, finding);
    let wait = finding.wait().map(|wait| match words::wait(wait) {
        Some(wait) => format!("Wait {wait}."),
        None => format!("Wait for now: {label}."),
    });
    let advice = finding.advice().map(Text::as_str);
    let sentences: Vec<_> = wait.as_deref().into_iter().chain(advice).collect();
    if !sentences.is_empty() {
        return sentences.join(" ");
    }
    match finding.verdict() {
        Some(Verdict::SeeDoctorFirst) => format!("Ask a doctor about this first: {label}."),
        // No doctor can say more about what a clinic decides for itself.
        Some(_) if finding.rule.policy.is_some() => {
            format!("Ask the clinic what it can do instead: {label}.")
        }
        Some(_) | None => format!("Ask a skin doctor what else may help: {label}."),
    }
}
