//! Whom to call, by country, and the placeholders for the numbers in a text.

use std::borrow::Cow;

use super::{Country, Pack, Support, Text};

/// A word in braces, such as `{emergency}`, that a text leaves to the country of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Placeholder {
    /// The number that brings an ambulance.
    Emergency,
    /// The line for people who think of harming themselves.
    Crisis,
    /// The line for advice that is urgent but no emergency.
    HealthLine,
    /// Where to report a bad reaction.
    Report,
}

impl Placeholder {
    /// Every placeholder.
    pub const ALL: [Self; 4] = [
        Self::Emergency,
        Self::Crisis,
        Self::HealthLine,
        Self::Report,
    ];

    /// The word between the braces, and the key of a pack that holds its value.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Crisis => "crisis",
            Self::HealthLine => "health_line",
            Self::Report => "report",
        }
    }

    /// The placeholder with this name.
    pub fn find(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|placeholder| placeholder.name() == name)
    }
}

/// Whom to call in each country, and the words for every other country.
#[derive(Debug, Clone)]
pub struct Contacts {
    /// Countries whose numbers are known.
    pub countries: Vec<CountryContacts>,
    /// What is said instead of a number that is not known.
    pub elsewhere: Numbers,
}

/// Whom to call in one country.
#[derive(Debug, Clone)]
pub struct CountryContacts {
    /// Two capital letters, ISO 3166.
    pub country: Text,
    /// Its numbers.
    pub numbers: Numbers,
    /// What they rest on.
    pub support: Support,
}

/// A value for each placeholder that has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// For [`Placeholder::Emergency`].
    pub emergency: Text,
    /// For [`Placeholder::Crisis`].
    pub crisis: Option<Text>,
    /// For [`Placeholder::HealthLine`].
    pub health_line: Option<Text>,
    /// For [`Placeholder::Report`].
    pub report: Option<Text>,
}

impl Numbers {
    /// The value of a placeholder.
    pub fn value(&self, placeholder: Placeholder) -> Option<&Text> {
        match placeholder {
            Placeholder::Emergency => Some(&self.emergency),
            Placeholder::Crisis => self.crisis.as_ref(),
            Placeholder::HealthLine => self.health_line.as_ref(),
            Placeholder::Report => self.report.as_ref(),
        }
    }
}

/// The numbers that count for a reader.
#[derive(Debug, Clone, Copy)]
pub struct CallList<'pack> {
    here: Option<&'pack CountryContacts>,
    elsewhere: Option<&'pack Numbers>,
}

impl<'pack> CallList<'pack> {
    /// The numbers of a country; without contacts, placeholders stay as they are.
    pub fn of(contacts: Option<&'pack Contacts>, country: &str) -> Self {
        let countries = contacts.map(|contacts| contacts.countries.as_slice());
        let mut countries = countries.unwrap_or_default().iter();
        Self {
            here: countries.find(|contacts| contacts.country == country),
            elsewhere: contacts.map(|contacts| &contacts.elsewhere),
        }
    }

    /// The numbers of a country, which needs no prices for it; without one, those of the pack's first country.
    pub fn in_country(pack: &'pack Pack, country: Option<&Country>) -> Self {
        let tables = &pack.expectations.cost;
        let first = tables.first().map_or("", |table| table.country.as_str());
        Self::of(pack.contacts.as_ref(), country.map_or(first, Country::code))
    }

    /// The number, or the words that replace it where the country's number is not known.
    pub fn value(&self, placeholder: Placeholder) -> Option<&'pack Text> {
        let here = self.here.map(|contacts| &contacts.numbers);
        let numbers = [here, self.elsewhere].into_iter().flatten();
        let mut values = numbers.filter_map(|numbers| numbers.value(placeholder));
        values.next()
    }

    /// The text with every placeholder filled in; `None` if one has no value, as the text would say nothing.
    pub fn fill<'text>(&self, text: &'text str) -> Option<Cow<'text, str>> {
        if self.elsewhere.is_none() || !text.contains('{') {
            return Some(Cow::Borrowed(text));
        }
        let mut filled = String::with_capacity(text.len());
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) | Piece::Stray(words) => filled.push_str(words),
                Piece::Braces(name) => filled.push_str(self.value(Placeholder::find(name)?)?),
            }
        }
        Some(Cow::Owned(filled))
    }

    /// The sources of a statement, and those of the numbers that its texts give.
    pub fn cited(&self, own: &[Text], texts: &[&str]) -> Vec<Text> {
        let mut cited = own.to_vec();
        for source in texts.iter().flat_map(|text| self.sources(text)) {
            if !cited.contains(source) {
                cited.push(source.clone());
            }
        }
        cited
    }

    /// The sources of the numbers that a text gives; none where words replace them.
    fn sources(&self, text: &str) -> &'pack [Text] {
        let is_given = |placeholder| {
            let numbers = self.here.map(|contacts| &contacts.numbers);
            numbers.is_some_and(|numbers| numbers.value(placeholder).is_some())
        };
        let mut names = pieces(text).filter_map(Piece::name);
        let cites = names.any(|name| Placeholder::find(name).is_some_and(is_given));
        let here = self.here.filter(|_| cites);
        here.map_or(&[], |contacts| &contacts.support.sources)
    }
}

/// A part of a text that may hold placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'text> {
    /// Text without braces.
    Words(&'text str),
    /// What is between two braces.
    Braces(&'text str),
    /// A brace without its other half.
    Stray(&'text str),
}

impl<'text> Piece<'text> {
    fn name(self) -> Option<&'text str> {
        match self {
            Self::Braces(name) => Some(name),
            Self::Words(_) | Self::Stray(_) => None,
        }
    }
}

/// The parts of a text in their order.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    const BRACES: [char; 2] = ['{', '}'];
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.find(BRACES).unwrap_or(rest.len());
        let (words, from_brace) = rest.split_at(at);
        if !words.is_empty() {
            rest = from_brace;
            return Some(Piece::Words(words));
        }
        let inner = rest.strip_prefix('{');
        let inside = inner.and_then(|inner| inner.split_once('}'));
        if let Some((name, after)) = inside.filter(|(name, _)| !name.contains('{')) {
            rest = after;
            return Some(Piece::Braces(name));
        }
        let brace = rest.get(..1).filter(|brace| !brace.is_empty())?;
        rest = rest.get(1..).unwrap_or_default();
        Some(Piece::Stray(brace))
    })
}

#[cfg(test)]
mod tests {
    use super::Piece::{Braces, Stray, Words};
    use super::{CallList, Contacts, CountryContacts, Numbers, pieces};
    use std::borrow::Cow;

    use crate::pack::Support;

    fn contacts() -> Contacts {
        let numbers = |emergency: &'static str, line: Option<&'static str>| Numbers {
            emergency: emergency.into(),
            crisis: None,
            health_line: line.map(Into::into),
            report: None,
        };
        Contacts {
            countries: vec![CountryContacts {
                country: "GB".into(),
                numbers: numbers("999", Some("NHS 111")),
                support: Support {
                    sources: vec!["nhs".into()],
                    claims: Vec::new(),
                },
            }],
            elsewhere: numbers("your local emergency number", None),
        }
    }

    #[test]
    fn a_text_falls_into_words_placeholders_and_stray_braces() {
        let parts = |text| pieces(text).collect::<Vec<_>>();
        assert_eq!(parts(""), []);
        assert_eq!(
            parts("Call {a}."),
            [Words("Call "), Braces("a"), Words(".")]
        );
        assert_eq!(parts("{a{b}"), [Stray("{"), Words("a"), Braces("b")]);
        assert_eq!(parts("é}{"), [Words("é"), Stray("}"), Stray("{")]);
    }

    #[test]
    fn a_number_is_that_of_the_country_or_words_stand_in() {
        let contacts = contacts();
        let filled = |country, text| {
            let list = CallList::of(Some(&contacts), country);
            list.fill(text).map(Cow::into_owned)
        };
        let call = "Call {emergency}.";
        assert_eq!(filled("GB", call).as_deref(), Some("Call 999."));
        let words = "Call your local emergency number.";
        assert_eq!(filled("FR", call).as_deref(), Some(words));
        assert_eq!(filled("GB", "{health_line}").as_deref(), Some("NHS 111"));
        assert_eq!(filled("FR", "Or {health_line}."), None);
        assert_eq!(filled("GB", "{crisis}"), None);
    }

    #[test]
    fn only_a_number_has_sources() {
        let contacts = contacts();
        let of = |country, text| {
            let list = CallList::of(Some(&contacts), country);
            list.cited(&[], &[text, text]).len()
        };
        assert_eq!(of("GB", "Call {emergency}."), 1);
        assert_eq!(of("FR", "Call {emergency}."), 0);
        assert_eq!(of("GB", "Call a doctor."), 0);
    }

    #[test]
    fn without_contacts_a_text_stays_as_it_is() {
        let list = CallList::of(None, "US");
        assert_eq!(list.fill("a {b} {").as_deref(), Some("a {b} {"));
    }
}
