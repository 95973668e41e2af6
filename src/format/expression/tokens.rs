//! Cuts an expression into words and signs.

/// A word or a sign of an expression; words and signs that mean the same are one token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// An id, perhaps in quotes.
    Word(String),
    Is,
    IsNot,
    And,
    Or,
    Not,
    Open,
    Close,
    Comma,
}

/// The tokens of an expression; `None` if a sign means nothing in a condition, or the text is too long for one.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    const LONGEST: usize = 1_000;
    let mut rest = text.trim_start();
    if text.len() > LONGEST {
        return None;
    }
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match closing_quote(first) {
            Some(quote) => {
                let (word, after) = rest.get(first.len_utf8()..)?.split_once(quote)?;
                (Token::Word(id(word)?), after)
            }
            None => unquoted(rest)?,
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Some(tokens)
}

fn closing_quote(quote: char) -> Option<char> {
    match quote {
        '"' | '\'' | '`' => Some(quote),
        '“' => Some('”'),
        '‘' => Some('’'),
        _ => None,
    }
}

/// The word or sign that a text begins with, and the text after it.
fn unquoted(text: &str) -> Option<(Token, &str)> {
    const SIGNS: [(&str, Token); 19] = [
        ("==", Token::Is),
        ("!=", Token::IsNot),
        ("<>", Token::IsNot),
        ("≠", Token::IsNot),
        ("=", Token::Is),
        (":", Token::Is),
        ("&&", Token::And),
        ("&", Token::And),
        ("||", Token::Or),
        ("|", Token::Or),
        ("!", Token::Not),
        ("(", Token::Open),
        ("[", Token::Open),
        ("{", Token::Open),
        (")", Token::Close),
        ("]", Token::Close),
        ("}", Token::Close),
        (",", Token::Comma),
        (";", Token::Comma),
    ];
    for (sign, token) in SIGNS {
        if let Some(after) = text.strip_prefix(sign) {
            return Some((token, after));
        }
    }
    let end = text.find(|c: char| !is_of_id(c)).unwrap_or(text.len());
    let (word, after) = text.split_at_checked(end)?;
    let token = match word.to_lowercase().as_str() {
        "is" | "in" | "has" | "contains" | "includes" | "equals" => Token::Is,
        "and" => Token::And,
        "or" => Token::Or,
        "not" => Token::Not,
        _ => Token::Word(id(word)?),
    };
    Some((token, after))
}

fn id(word: &str) -> Option<String> {
    let is_id = !word.is_empty() && word.chars().all(is_of_id);
    is_id.then(|| word.to_owned())
}

fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}
