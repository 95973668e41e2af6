//! The ids of a pack, as words that can be written at the cursor.

use smp_suitability::pack::{Kind, Pack, Question};

use super::word::Word;
use crate::shell::explain;

/// What can follow `--set`: questions first, and the options of one once it is named.
pub(super) fn assignments(pack: &Pack, written: &str) -> Vec<Word> {
    let named = if let Some((id, _)) = written.split_once('=') {
        pack.questions.iter().find(|question| question.id == *id)
    } else {
        let questions = pack.questions.iter();
        let mut begun = questions.filter(|question| question.id.starts_with(written));
        begun.next().filter(|_| begun.next().is_none())
    };
    if let Some(question) = named {
        return options(question, written);
    }
    let questions = pack.questions.iter();
    let words = questions.map(|question| Word::new(format!("{}=", question.id), &*question.ask));
    words.collect()
}

/// The options of a question behind what is written of it; where any may be chosen, one more.
fn options(question: &Question, written: &str) -> Vec<Word> {
    let id = &question.id;
    let value = written.split_once('=').map_or("", |(_, value)| value);
    let is_many = question.kind == Kind::Many;
    let cut = value.rfind([',', ';']).filter(|_| is_many);
    let chosen = cut.map_or("", |cut| value.get(..=cut).unwrap_or_default());
    let is_chosen = |option: &str| chosen.split([',', ';']).any(|chosen| chosen == option);
    let listed = question
        .options
        .iter()
        .filter(|option| !is_chosen(&option.id));
    let listed =
        listed.map(|option| Word::new(format!("{id}={chosen}{}", option.id), &*option.label));
    let mut words: Vec<_> = listed.collect();
    if chosen.is_empty() {
        if is_many {
            words.push(Word::new(format!("{id}=none"), "None of these"));
        }
        words.push(Word::new(format!("{id}=unknown"), "I'm not sure"));
    }
    words
}

/// What `smp explain` can explain.
pub(super) fn explained(pack: &Pack) -> Vec<Word> {
    let ids = explain::ids(pack);
    ids.map(|(id, says)| Word::new(id, says)).collect()
}

/// The countries whose prices or emergency numbers a pack knows.
pub(super) fn countries(pack: &Pack) -> Vec<Word> {
    let tables = pack.expectations.cost.iter();
    let words = tables.map(|table| Word::new(&*table.country, &*table.currency));
    let contacts = pack.contacts.iter();
    let others = contacts
        .flat_map(|contacts| &contacts.countries)
        .filter(|other| {
            let mut tables = pack.expectations.cost.iter();
            tables.all(|table| table.country != other.country)
        })
        .map(|other| Word::new(&*other.country, &*other.numbers.emergency));
    words.chain(others).collect()
}
