//! What the front desk says about a result, and what the studio writes after a visit.

use super::form::{FormBlock, FormSection, Paper};
use super::{Filled, Person};
use crate::assess::Assessment;
use crate::pack::{Message, Script};
use crate::report::provenance::provenance;
use crate::report::verdict::verdict_name;
use crate::words::capitalized;

/// The page of the front desk; `None` if the pack has nothing for it.
pub(super) fn page(person: &Person) -> Option<Paper> {
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
    let messages = assessment.pack.sheets.messages.iter();
    messages.filter_map(|message| {
        let text = assessment.contacts.fill(&message.text)?;
        Some((message, text.into_owned()))
    })
}
