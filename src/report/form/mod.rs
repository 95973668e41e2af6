//! The questionnaire as one page that anybody can open: no server, nothing loaded, also on paper.
//!
//! Which questions and notices are in sight is decided by the page's style, made from the conditions of the pack.
//! A script, if it is wanted, only saves and opens answers.
//!
//! - `selectors` conditions as selectors of a style sheet
//! - `cards` the questions
//! - `notices` what a stop says below them
//! - `standing` what can be said of all answers together
//! - `style` the rules that show and hide
//! - `handing_over` how the answers leave the page: saved, sent or printed

mod cards;
mod handing_over;
mod notices;
mod selectors;
mod standing;
mod style;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::cards::Cards;
use self::handing_over::script;
pub use self::handing_over::{FormAddress, HandingOver};
use self::notices::notices;
use self::selectors::card_id;
use super::html::{Style, clinic, page_head};
use super::provenance::provenance;
use super::sanitize::sanitized;
use crate::pack::{CallList, Kind, Pack};
use crate::words::capitalized;

const STYLE: &str = include_str!("form.css");

/// The questions of a pack as an HTML page to fill in, with the emergency numbers of a country.
///
/// A question is in sight while it applies for certain. An answer to one that is hidden again counts for nothing.
pub fn form(pack: &Pack, contacts: CallList, over: &HandingOver) -> String {
    let notices = notices(pack);
    let against = standing::selector(pack);
    let rules = style::rules(pack, &notices, against.as_deref());
    let cards = Cards {
        pack,
        contacts,
        notices: &notices,
        named: style::named(&rules),
        shared: cards::shared_reasons(pack),
    };
    let body = html! {
        header { (clinic(pack)) p.about { (sanitized(&pack.title)) } }
        main {
            h1 { "Is SMP right for you?" }
            (introduction(pack, over))
            form autocomplete="off" method=[over.send.as_ref().map(|_| "post")] action=[over.send.as_ref().map(FormAddress::url)] accept-charset="utf-8" {
                input type="hidden" name="x_form" value=(pack.release());
                (cards.all())
                section.end {
                    h2 { "When you are done" }
                    (standing(pack))
                    (errors(pack))
                    (over.markup())
                }
                (cards.shared_reasons())
                div.foot { (cards.foot()) p.count {} }
            }
        }
        footer {
            p { (sanitized(&pack.disclaimer)) }
            p { (sanitized(&provenance(pack))) }
        }
    };
    let script = over.save.then(script);
    let origin = over.send.as_ref().map(FormAddress::origin);
    let style = Style::of_form(pack, &format!("{STYLE}{rules}"), script, origin);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (page_head(&style, &sanitized(&pack.title)))
            body {
                (PreEscaped(shortened(&body.into_string())))
                @if let Some(script) = script { script { (PreEscaped(script)) } }
            }
        }
    };
    page.into_string() + "\n"
}

fn introduction(pack: &Pack, over: &HandingOver) -> Markup {
    html! {
        p { "SMP is a tattoo of tiny dots that look like short hair." }
        p { "Answer what you can. Not sure? Say so, or leave the question open. More questions appear as you go. If an answer matters at once, a note below it says why, and what to do. You can continue with the questions all the same." }
        p { "Nothing leaves this page unless you " (over.ways()) " it. If you close the page, your answers are gone." }
        p.old { "Your browser shows all questions at once, and no notes. Skip the numbers in brackets, unless an arrow such as “→ 12” sends you there. Your clinic tells you what your answers mean." }
        p.paper {
            "Name" span.blank {} "Date" span.blank {}
        }
        @if pack.questions.iter().any(|question| question.when.is_some()) {
            p.paper { "Skip the numbers in brackets, unless an arrow such as “→ 12” sends you there." }
        }
    }
}

/// What can be said of all answers together, once the core questions have an answer.
fn standing(pack: &Pack) -> Markup {
    html! {
        div.standing role="status" {
            p.early { "Too early to say anything: the first questions are still open." }
            @if standing::can_be_calm(pack) {
                p.calm { "Nothing you told us speaks against SMP so far. Your clinic works out the full result." }
            }
            p.closer { "This page does not decide. Show your clinic your answers, and the notes below them: it works out the full result." }
        }
    }
}

/// Where answers contradict each other.
fn errors(pack: &Pack) -> Markup {
    let several = pack
        .questions_before_result()
        .filter(|(_, question)| question.kind == Kind::Many);
    html! {
        div role="alert" {
            @for (index, question) in several {
                @let card = card_id(index);
                p id=(format!("S{card}")) {
                    a href=(format!("#{card}")) { (sanitized(&capitalized(&question.name()))) }
                }
            }
        }
    }
}

/// HTML without the quotes around values of attributes that need none, and without the ends of paragraphs that
/// another paragraph ends.
///
/// In text, quotes are escaped, so they are around values only.
fn shortened(html: &str) -> String {
    let html = html
        .replace("</p><p", "<p")
        .replace("</p></div>", "</div>")
        .replace("</p></fieldset>", "</fieldset>");
    let mut rest = html.as_str();
    let mut all = String::with_capacity(html.len());
    while let Some((before, value)) = rest.split_once("=\"") {
        all += before;
        let Some((value, after)) = value.split_once('"') else {
            return all + "=\"" + value;
        };
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-#.".contains(letter);
        if !value.is_empty() && value.chars().all(is_plain) {
            all += "=";
            all += value;
        } else {
            all += "=\"";
            all += value;
            all += "\"";
        }
        rest = after;
    }
    all + rest
}
