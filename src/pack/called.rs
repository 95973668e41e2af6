//! Finds a question or an answer by words of the pack: an id, a label or the text of a question, in any case,
//! and with `-`, `_` or space between words; or an answer by a number that an option covers.
//!
//! For example, `dark_brown`, `Dark brown` and `DARK-BROWN` all name the option `dark_brown` with the label
//! "Dark brown".

use super::{Answer, Former, Kind, OptionName, OptionSet, Pack, Question, QuestionIndex};

/// How the answer "none of these" reads.
pub const NONE_OF_THESE: &str = "None of these";
/// How an unknown answer reads.
pub const NOT_SURE: &str = "I'm not sure";
/// How an unknown answer reads where a known one is private.
pub const NOT_SURE_OR_UNSAID: &str = "Unsure, or prefer not to say";

/// What words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called<What> {
    /// One question or answer.
    One(What),
    /// Several, so that it is not known which is meant.
    Several(Vec<What>),
    /// Nothing in this pack.
    Nothing,
}

impl<What> Called<What> {
    fn of(mut named: Vec<What>) -> Self {
        match named.len() {
            0 | 1 => named.pop().map_or(Self::Nothing, Self::One),
            _ => Self::Several(named),
        }
    }
}

impl Pack {
    /// The question with an id, a text or a name. An id as it is written comes first, also a former one, which
    /// names nothing any more.
    pub fn question_called(&self, words: &str) -> Called<QuestionIndex> {
        if let Some((index, _)) = self.find_question(words) {
            return Called::One(index);
        }
        if self.former().question(words).is_some() {
            return Called::Nothing;
        }
        let named = self.numbered_questions().filter(|(_, question)| {
            let names = [
                Some(&question.id),
                Some(&question.ask),
                question.name.as_ref(),
            ];
            (names.into_iter().flatten()).any(|name| are_same(name, words))
        });
        Called::of(named.map(|(index, _)| index).collect())
    }
}

impl Question {
    /// The words for a person who cannot answer, or would rather not where the answers are private.
    ///
    /// The core questions say it plainly: what is private about them is one option among many.
    pub fn not_sure(&self) -> &'static str {
        let is_private = self.options.iter().any(|option| option.private);
        if is_private && !self.core {
            NOT_SURE_OR_UNSAID
        } else {
            NOT_SURE
        }
    }

    /// The answer with the id or label of an option, by a number that an option covers, or in the words for
    /// "none of these" and "I'm not sure". An id as it is written comes first, also a former one, which names
    /// nothing any more.
    pub fn answer_called(&self, words: &str, former: Former) -> Called<Answer> {
        if let Some(position) = self.find_option(words) {
            return Called::One(Answer::Chosen(OptionSet::single(position)));
        }
        let old = OptionName {
            question: &self.id,
            option: words,
        };
        if former.option(old).is_some() {
            return Called::Nothing;
        }
        let is_one_of = |names: &[Option<&str>]| {
            let mut names = names.iter().flatten();
            names.any(|name| are_same(name, words))
        };
        let options = self.options.iter().enumerate().filter(|(_, option)| {
            is_one_of(&[
                Some(&option.id),
                Some(&option.label),
                option.short.as_deref(),
            ])
        });
        let options = options.map(|(position, _)| Answer::Chosen(OptionSet::single(position)));
        let mut named: Vec<_> = options.collect();
        let undecided = self.undecided.as_deref();
        let (none, not_sure) = match self.kind {
            Kind::Many => (
                &[Some("none"), Some(NONE_OF_THESE), undecided] as &[_],
                None,
            ),
            Kind::One => (&[] as &[_], undecided),
        };
        let covering = whole_number(words).and_then(|number| self.option_covering(number));
        let covering = covering.map(|position| Answer::Chosen(OptionSet::single(position)));
        named.extend(covering.filter(|answer| !named.contains(answer)));
        if is_one_of(none) {
            named.push(Answer::Chosen(OptionSet::NONE_OF_THESE));
        }
        if is_one_of(&[
            Some("unknown"),
            Some(NOT_SURE),
            Some(NOT_SURE_OR_UNSAID),
            not_sure,
        ]) {
            named.push(Answer::NotSure);
        }
        if named.is_empty() && self.kind == Kind::One {
            named = self.beginning_with(words);
        }
        Called::of(named)
    }

    /// The options whose labels begin with these words and a comma, where all labels begin with one of two such
    /// answers: "No, never", "Yes, SMP" and "Yes, another kind" begin with "yes" and "no".
    fn beginning_with(&self, words: &str) -> Vec<Answer> {
        let beginning = |label: &str| label.split(',').next().unwrap_or_default().to_owned();
        let beginnings: Vec<_> = (self.options.iter())
            .map(|option| beginning(&option.label))
            .collect();
        let first = beginnings.first().map_or("", String::as_str);
        let others = beginnings.iter().filter(|other| !are_same(other, first));
        let second = others.clone().next().map_or("", String::as_str);
        if second.is_empty() || !others.clone().all(|other| are_same(other, second)) {
            return Vec::new();
        }
        let words = match words.trim().to_ascii_lowercase().as_str() {
            "y" | "true" => "yes",
            "n" | "false" => "no",
            _ => words,
        };
        let named = beginnings.iter().enumerate();
        let named = named.filter(|(_, beginning)| are_same(beginning, words));
        let answers = named.map(|(position, _)| Answer::Chosen(OptionSet::single(position)));
        answers.collect()
    }
}

/// A whole number in digits; `None` for any other text.
pub fn whole_number(words: &str) -> Option<i64> {
    let digits = words.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

/// Returns true if two texts have the same words, in any case and with any of `-`, `_` and space between them.
pub fn are_same(one: &str, other: &str) -> bool {
    let mut others = words(other);
    let begins = words(one).all(|word| {
        others
            .next()
            .is_some_and(|other| letters(word).eq(letters(other)))
    });
    begins && others.next().is_none()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '_'));
    words.filter(|word| !word.is_empty())
}

/// The letters of a word in lower case. One that looks like an ASCII letter and is none, such as the sign for
/// kelvin, stays as it is.
fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(|letter| {
        let letter = if letter == '’' { '\'' } else { letter };
        let becomes_ascii = !letter.is_ascii() && letter.to_lowercase().any(|low| low.is_ascii());
        let kept = becomes_ascii.then_some(letter);
        let lower = (!becomes_ascii).then(|| letter.to_lowercase());
        kept.into_iter().chain(lower.into_iter().flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::are_same;

    #[test]
    fn case_and_what_joins_words_do_not_matter_and_every_other_letter_does() {
        for same in [
            "Dark brown",
            "dark_brown",
            " DARK-Brown ",
            "dark\u{a0}  brown",
        ] {
            assert!(are_same(same, "Dark brown"), "{same}");
        }
        for other in [
            "dark",
            "dark brown hair",
            "darkbrown",
            "dark, brown",
            "dar\u{212a} brown",
            "",
            "-",
        ] {
            assert!(!are_same(other, "Dark brown"), "{other}");
            assert!(!are_same("Dark brown", other), "{other}");
        }
        assert!(are_same("I’M NOT SURE", "I'm not sure"));
    }
}
