//! The questionnaire as one page that anybody can open: no server, nothing loaded, also on paper.
//!
//! Which questions and notices are in sight is decided by the page's style, made from the conditions of the pack.
//! A script, if it is wanted, only saves and opens answers.
//!
//! - `selectors` conditions as selectors of a style sheet
//! - `cards` the questions
//! - `notices` what a stop says below them
//! - `standing` what can be said of all answers together
//! - `handing_over` how the answers leave the page: saved, sent or printed

mod cards;
mod handing_over;
mod notices;
mod selectors;
mod standing;

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::cards::Cards;
use self::handing_over::script;
pub use self::handing_over::{FormAddress, HandingOver};
use self::notices::{Notice, notices};
use self::selectors::{Conjunction, card_id};
use super::html::{Style, clinic, page_head};
use super::provenance::provenance;
use super::sanitize::sanitized;
use crate::pack::{CallList, Kind, OptionSet, Pack, Requirement};

const STYLE: &str = include_str!("form.css");

/// The questions of a pack as an HTML page to fill in, with the emergency numbers of a country.
///
/// A question is in sight while it applies for certain. An answer to one that is hidden again counts for nothing.
pub fn form(pack: &Pack, contacts: CallList, over: &HandingOver) -> String {
    let notices = notices(pack);
    let against = standing::selector(pack);
    let rules = style(pack, &notices, against.as_deref());
    let cards = Cards {
        pack,
        contacts,
        notices: &notices,
        named: named(&rules),
        shared: cards::shared_reasons(pack),
    };
    let body = html! {
        header { (clinic(pack)) p.about { (sanitized(&pack.title)) } }
        main {
            h1 { "Is SMP right for you?" }
            (introduction(pack))
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

fn introduction(pack: &Pack) -> Markup {
    html! {
        p { "Answer what you can. More questions appear as you go. Not sure? Say so, or leave the question open. If an answer matters at once, a note below it says why, and what to do." }
        p { "Your answers stay on this page until you save, send or print them." }
        p.old { "Your browser shows all questions at once, and no notes. Answer one with its number in brackets only if an arrow, such as “→ 12”, sends you there. Your clinic tells you what your answers mean." }
        p.paper {
            "Name" span.blank {} "Date" span.blank {}
        }
        @if pack.questions.iter().any(|question| question.when.is_some()) {
            p.paper { "Answer a question with its number in brackets only if an arrow, such as “→ 12”, sends you there. If you’re not sure, leave a question open." }
        }
    }
}

/// What can be said of all answers together.
fn standing(pack: &Pack) -> Markup {
    html! {
        div.standing role="status" {
            p.blank-yet { "Nothing is answered yet." }
            @if standing::can_be_calm(pack) {
                p.calm { "Nothing you told us speaks against SMP so far. Your clinic works out the full result." }
            }
            p.closer { "Your clinic works out the full result. Tell them about any note that you see below an answer." }
        }
    }
}

/// Where answers contradict each other.
fn errors(pack: &Pack) -> Markup {
    let several = pack
        .numbered_questions()
        .filter(|(_, question)| question.kind == Kind::Many);
    html! {
        div role="alert" {
            @for (index, question) in several {
                @let card = card_id(index);
                p.error id=(format!("S{card}")) {
                    a href=(format!("#{card}")) { (sanitized(&question.name())) }
                }
            }
        }
    }
}

/// The rules that show questions and notices, and tell how the answers stand.
fn style(pack: &Pack, notices: &[Notice], against: Option<&str>) -> String {
    let mut shown = Vec::new();
    let mut hidden = Vec::new();
    for (index, question) in pack.numbered_questions() {
        let card = card_id(index);
        if question.when.is_some() {
            let applies = Conjunction::applying(pack, index).selector(pack);
            shown.push(format!("body{applies} #{card}"));
        }
        for (position, option) in question.options.iter().enumerate() {
            let chosen = || {
                let options = OptionSet::single(position);
                let question = index;
                selectors::checked(pack, &[Requirement { question, options }])
            };
            let id = selectors::box_id(index, position);
            if option.help.is_some() {
                shown.push(format!("body{} #H{id}", chosen()));
            }
            if option.ends.is_some() {
                shown.push(format!("body{} #L{id}", chosen()));
            }
        }
        if let Some(ending) = selectors::ending(pack, index) {
            hidden.push(format!("body{ending} #E{card}"));
        }
        if question.kind == Kind::Many {
            let none = selectors::none_id(index);
            let applies = Conjunction::applying(pack, index).selector(pack);
            shown.push(format!(
                "body{applies}:has(#{none}:checked):has(#{card} :checked:not(#{none})) #S{card}"
            ));
        }
    }
    for notice in notices {
        shown.push(format!("body{} #{}", notice.selector, notice.id));
    }
    let rule = |selectors: &[String], declarations: &str| match selectors {
        [] => String::new(),
        selectors => format!("{}{{{declarations}}}", selectors.join(",")),
    };
    let against = against.map(|against| format!("body:is({against})"));
    [
        "@supports selector(:has(a)){.f,.old{display:none}".to_owned(),
        // A question that applies is marked as well, so that paper shows the answers to no other.
        rule(&shown, r#"display:block;--mark:"\2713""#),
        rule(&hidden, "display:none"),
        rule(against.as_slice(), "--calm:none;--closer:block"),
        "}".to_owned(),
    ]
    .concat()
}

/// The ids that rules name.
fn named(rules: &str) -> BTreeSet<&str> {
    let is_of_id = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    let after_marks = rules.split('#').skip(1);
    after_marks
        .filter_map(|rest| rest.split(|letter| !is_of_id(letter)).next())
        .collect()
}

/// HTML without the quotes around values of attributes that need none, and without the ends of paragraphs that
/// another paragraph ends.
///
/// In text, quotes are escaped, so they are around values only.
fn shortened(html: &str) -> String {
    let html = html.replace("</p><p", "<p").replace("</p></div>", "</div>");
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
