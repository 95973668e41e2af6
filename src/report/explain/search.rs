//! Where a pack uses a word: in the questions, and in the options with the rules about them.

use crate::pack::{Condition, OptionSet, Pack, Question, QuestionIndex, Rule};
use crate::report::line::{Line, Role};
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::report::provenance;

/// Fewest letters that are worth looking for: shorter words begin far too many others.
const FEWEST_LETTERS: usize = 3;

/// Every question that has the words in it, or in one of its options, in the order of asking; `None` if there
/// is none.
///
/// Words are found where a word of the text begins with them: `meth` finds methotrexate, `ate` does not.
pub fn explain_words(pack: &Pack, words: &str, width: usize) -> Option<Vec<Line>> {
    let words = words.trim().to_lowercase();
    if words.chars().count() < FEWEST_LETTERS {
        return None;
    }
    let mut page = Page::new(width.max(20));
    for (index, question) in pack.numbered_questions() {
        let options = options_with(question, &words);
        let texts = [
            Some(&question.ask),
            Some(&question.why),
            question.name.as_ref(),
        ];
        let is_in_question = texts
            .into_iter()
            .flatten()
            .any(|text| has_words(text, &words));
        if is_in_question || !options.is_empty() {
            write_hit(&mut page, pack, index, question, options);
        }
    }
    if page.is_empty() {
        return None;
    }
    provenance::write(&mut page, pack);
    Some(page.into_lines())
}

fn write_hit(
    page: &mut Page,
    pack: &Pack,
    index: QuestionIndex,
    question: &Question,
    options: OptionSet,
) {
    page.heading(&format!("Question {}", question.id));
    page.text(&Paragraph::of(Role::Strong, &question.ask));
    for (position, option) in question.options.iter().enumerate() {
        if options.intersects(OptionSet::single(position)) {
            page.bullet(&Paragraph::labeled(&option.id, &option.label));
        }
    }
    let rules: Vec<_> = pack
        .rules
        .iter()
        .filter(|rule| is_about(rule, index, options))
        .collect();
    if !rules.is_empty() {
        let rules = rules.iter().map(|rule| (rule.id.as_str(), &rule.because));
        page.list("Rules about it", rules);
    }
}

fn is_about(rule: &Rule, question: QuestionIndex, options: OptionSet) -> bool {
    let mut requirements = rule.conditions().flat_map(Condition::requirements);
    requirements.any(|requirement| {
        requirement.question == question && requirement.options.intersects(options)
    })
}

/// The options whose words hold the wanted ones.
fn options_with(question: &Question, words: &str) -> OptionSet {
    let options = question.options.iter().enumerate();
    let found = options.filter(|(_, option)| {
        let short = option.short.as_deref();
        has_words(&option.label, words) || short.is_some_and(|short| has_words(short, words))
    });
    found.map(|(position, _)| position).collect()
}

/// Returns true if some word of the text begins with the wanted words, which are in lowercase.
fn has_words(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    let mut places = text.match_indices(words);
    places.any(|(place, _)| {
        let before = text.get(..place).and_then(|before| before.chars().last());
        !before.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_are_found_where_a_word_begins() {
        let text = "Methotrexate, azathioprine (similar)";
        for found in ["meth", "methotrexate", "azathioprine (sim", "similar"] {
            assert!(has_words(text, found), "{found}");
        }
        for missed in ["trexate", "ate", "imilar"] {
            assert!(!has_words(text, missed), "{missed}");
        }
    }
}
