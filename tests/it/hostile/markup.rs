//! A reader of pages that takes nothing but what the program makes: anything else is a fault of the page.
//!
//! Every tag has lowercase letters and every value its double quotes, `<` stands nowhere else, and each element
//! ends where it should. Markup of this form means the same to every browser, so nothing can hide in it.

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

const EMPTY: [&str; 3] = ["meta", "link", "img"];

/// The parts of a page or of a piece of one.
#[track_caller]
pub(super) fn read(page: &str) -> Vec<Token> {
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap_or(page);
    let mut tokens = Vec::new();
    let mut open: Vec<String> = Vec::new();
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        if end > 0 {
            tokens.push(Token::Text(unescaped(&rest[..end])));
            rest = &rest[end..];
            continue;
        }
        let (tag, after) = rest[1..].split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{page}");
            tokens.push(Token::Close(name.to_owned()));
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(is_name(name), "<{tag}>");
        tokens.push(Token::Open(name.to_owned(), attributes_of(attributes)));
        if name == "style" {
            let (style, after) = rest.split_once("</style>").expect("a style ends");
            assert!(!style.contains('<'), "{style}");
            rest = after;
            tokens.push(Token::Close("style".to_owned()));
        } else if !EMPTY.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    tokens
}

fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':');
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_letter)
}

#[track_caller]
fn attributes_of(mut rest: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").expect("every attribute has a value");
        let (value, after) = after.split_once('"').expect("every value ends");
        assert!(is_name(name), "{name:?}");
        attributes.push((name.to_owned(), unescaped(value)));
        rest = after.strip_prefix(' ').unwrap_or(after);
        assert!(
            after.is_empty() || after != rest,
            "no space before {after:?}"
        );
    }
    attributes
}

/// The text that stands for itself: no quote, no `<`, and no `&` that is not an escape of ours.
#[track_caller]
fn unescaped(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let part = format!("&{part}");
        let sign = signs.iter().find(|(sign, _)| part.starts_with(sign));
        let (sign, letter) = sign.unwrap_or_else(|| panic!("{part:?} is no escape"));
        plain.push_str(letter);
        plain.push_str(&part[sign.len()..]);
    }
    plain
}

/// All that a page says, one text after the other.
pub(super) fn words(tokens: &[Token]) -> String {
    let texts = tokens.iter().filter_map(|token| match token {
        Token::Text(text) => Some(text.as_str()),
        Token::Open(..) | Token::Close(_) => None,
    });
    texts.collect()
}

/// Every element with the names of its attributes, in order.
pub(super) fn shape(tokens: &[Token]) -> Vec<String> {
    let shape = tokens.iter().filter_map(|token| match token {
        Token::Open(name, attributes) => {
            let names = attributes.iter().map(|(name, _)| name.as_str());
            Some(format!("<{name} {}>", names.collect::<Vec<_>>().join(" ")))
        }
        Token::Close(name) => Some(format!("</{name}>")),
        Token::Text(_) => None,
    });
    shape.collect()
}

/// The values of all attributes of a name.
pub(super) fn values<'a>(tokens: &'a [Token], wanted: &'a str) -> impl Iterator<Item = &'a str> {
    let attributes = tokens.iter().filter_map(|token| match token {
        Token::Open(_, attributes) => Some(attributes),
        Token::Close(_) | Token::Text(_) => None,
    });
    let named = attributes.flatten().filter(move |(name, _)| name == wanted);
    named.map(|(_, value)| value.as_str())
}

#[test]
fn what_no_page_of_ours_has_is_refused() {
    for page in [
        "<p>a",
        "<p>a</b>",
        "<p a=1>a</p>",
        "<p a='1'>a</p>",
        "<p hidden>a</p>",
        "<!-- a -->",
        "<p>a & b</p>",
        "<p>&nbsp;</p>",
        "<p a=\"1\"b=\"2\">a</p>",
        "<SCRIPT>",
        "<style>a</style><style><</style>",
        "a < b",
    ] {
        assert!(std::panic::catch_unwind(|| read(page)).is_err(), "{page}");
    }
    let tokens = read("<p class=\"a\">a &lt;b&gt; &amp;amp;</p><img src=\"data:,\" alt=\"\">");
    assert_eq!(words(&tokens), "a <b> &amp;");
    assert_eq!(shape(&tokens), ["<p class>", "</p>", "<img src alt>"]);
    assert_eq!(values(&tokens, "class").collect::<Vec<_>>(), ["a"]);
}
