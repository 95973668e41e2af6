//! Pages read with the parsers of others: what is text stays text, and nothing runs or asks anybody.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Parser, Tag};

/// Elements without an end.
const VOID: [&str; 5] = ["br", "hr", "img", "link", "meta"];

/// The tags of a page in their order, with the names of their attributes; pictures are left out, as they
/// are drawn to the measure of their words.
#[track_caller]
pub(super) fn tags(page: &str) -> Vec<String> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut tags = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = string(&tag.name);
                let attributes = tag.attributes.iter();
                let attributes: Vec<_> = attributes
                    .map(|(key, value)| (string(key), string(value)))
                    .collect();
                assert_tame(&name, &attributes);
                // What looks different need not be different: a long page is set in smaller letters.
                let keys = attributes.iter().map(|(key, _)| key.as_str());
                let keys: Vec<_> = keys.filter(|&key| key != "class").collect();
                if !open.iter().any(|open| open == "svg") {
                    tags.push(format!("<{name} {}>", keys.join(" ")));
                }
                if !tag.self_closing && !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = string(&tag.name);
                assert_eq!(open.pop().as_ref(), Some(&name), "{page}");
                if !open.iter().any(|open| open == "svg") {
                    tags.push(format!("</{name}>"));
                }
            }
            Token::Error(error) => panic!("{:?} in {page}", *error),
            Token::Comment(_) => panic!("a comment in {page}"),
            Token::String(_) | Token::Doctype(_) => {}
        }
    }
    assert_eq!(open, [""; 0], "{page}");
    tags
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A tag neither runs anything nor asks anybody before it is clicked.
#[track_caller]
fn assert_tame(name: &str, attributes: &[(String, String)]) {
    const WILD: [&str; 11] = [
        "script",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "input",
        "video",
        "audio",
        "use",
        "foreignobject",
    ];
    assert!(!WILD.contains(&name), "<{name}>");
    for (key, value) in attributes {
        let is_tame = match key.as_str() {
            "href" if name == "link" => value.starts_with("data:"),
            "href" => {
                let starts = ["https://", "http://", "mailto:", "tel:", "#"];
                let is_page = !value.contains(':') && !value.starts_with('/');
                starts.iter().any(|start| value.starts_with(start)) || is_page
            }
            "src" => value.starts_with("data:image/"),
            "style" | "srcset" | "action" | "formaction" | "srcdoc" => false,
            key => !key.starts_with("on"),
        };
        assert!(is_tame, "<{name} {key}={value:?}>");
    }
}

/// What a text in Markdown is made of, in its order; words, and where lines break, are left out.
#[track_caller]
pub(super) fn marks(text: &str) -> Vec<String> {
    let marks = Parser::new(text).filter_map(|event| match event {
        Event::Start(Tag::Link { .. }) => Some("link".to_owned()),
        Event::Start(tag) => Some(format!("{tag:?}")),
        Event::End(tag) => Some(format!("{tag:?}")),
        Event::Text(_) | Event::SoftBreak => None,
        event => panic!("{event:?} in {text}"),
    });
    marks.collect()
}
