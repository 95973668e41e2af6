//! The head of a page: its style, the policy that lets nothing else in, and whose page it is.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use crate::pack::Pack;
use crate::report::sanitize::sanitized;

/// What every page on a screen looks like.
const BASE: &str = include_str!("base.css");
const STYLE: &str = include_str!("style.css");

/// The style of a page.
pub(in crate::report) struct Style {
    css: String,
    background: Background,
    /// What else the policy allows.
    allowed: String,
}

/// What a page is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Background {
    /// As the browser prefers.
    LightOrDark,
    /// White, as it is made for paper.
    Paper,
}

impl Style {
    /// The style of a pack: the color of its clinic is that of light pages; it was checked against white only.
    pub(super) fn of(pack: &Pack) -> Self {
        Self::with(pack, "")
    }

    /// The style of a page for paper that has no other rules than these.
    pub(in crate::report) fn alone(rules: &str) -> Self {
        Self {
            css: compact(rules),
            background: Background::Paper,
            allowed: NOTHING_ELSE.to_owned(),
        }
    }

    /// The same with rules of a page of another kind.
    pub(super) fn with(pack: &Pack, rules: &str) -> Self {
        static COMPACT: LazyLock<String> = LazyLock::new(|| [BASE, STYLE].map(compact).concat());
        Self::of_clinic(pack, format!("{}{}", *COMPACT, compact(rules)))
    }

    /// The style of a form to fill in, which may run one script, and may send what is filled in to one place.
    pub(in crate::report) fn of_form(
        pack: &Pack,
        rules: &str,
        script: Option<&str>,
        origin: Option<&str>,
    ) -> Self {
        let css = [BASE, rules].map(compact).concat();
        let script = script.map(|script| format!("script-src '{}'; ", digest(script)));
        let address = origin.unwrap_or("'none'");
        Self {
            allowed: format!("{}form-action {address}", script.unwrap_or_default()),
            ..Self::of_clinic(pack, css)
        }
    }

    fn of_clinic(pack: &Pack, mut css: String) -> Self {
        let clinic = pack.clinic.as_ref();
        if let Some(accent) = clinic.and_then(|clinic| clinic.accent.as_ref()) {
            let light = "@media print, (prefers-color-scheme: light)";
            css = format!("{css}{light} {{ :root {{ --accent: {accent}; }} }}\n");
        }
        Self {
            css,
            background: Background::LightOrDark,
            allowed: NOTHING_ELSE.to_owned(),
        }
    }

    /// Nothing may be loaded or run but what is allowed; of styles only this one, by its digest.
    fn policy(&self) -> String {
        let Self { css, allowed, .. } = self;
        let style = digest(css);
        format!(
            "default-src 'none'; img-src data:; style-src '{style}'; base-uri 'none'; {allowed}"
        )
    }

    fn element(&self) -> Markup {
        html! { style { (PreEscaped(&self.css)) } }
    }
}

const NOTHING_ELSE: &str = "form-action 'none'";

/// What a policy calls a style or a script by.
fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// A style sheet without spaces that mean nothing, as every page carries it.
fn compact(css: &str) -> String {
    let mut compact = String::with_capacity(css.len());
    let (mut quote, mut is_space) = (None, false);
    for letter in css.chars() {
        if quote.is_none() && letter.is_ascii_whitespace() {
            is_space = true;
            continue;
        }
        let is_apart = !compact.ends_with(['{', '}', ';', ':', ',']) && !"{};,".contains(letter);
        if std::mem::take(&mut is_space) && is_apart && !compact.is_empty() {
            compact.push(' ');
        }
        compact.push(letter);
        match quote {
            Some(open) if open == letter => quote = None,
            None if letter == '\u{22}' => quote = Some(letter),
            _ => {}
        }
    }
    compact
}

/// The head, with a policy that lets nothing be loaded or run.
pub(in crate::report) fn page_head(style: &Style, title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(style.policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            @if style.background == Background::LightOrDark { meta name="color-scheme" content="light dark"; }
            meta name="referrer" content="no-referrer";
            link rel="icon" href="data:,";
            title { (title) }
            (style.element())
        }
    }
}

/// Whose page it is.
pub(in crate::report) fn clinic(pack: &Pack) -> Markup {
    html! {
        @if let Some(clinic) = &pack.clinic {
            @if let Some(logo) = &clinic.logo { img.logo src=(logo) alt=""; }
            p.clinic { (sanitized(&clinic.name)) }
            p.contact { (sanitized(&clinic.contact)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn only_spaces_that_mean_nothing_are_left_out() {
        let css = "@media print {\n  a > b:is(c, d)::before { content: \": { \"; width: calc(1px + 2px); }\n}\n";
        let expected =
            "@media print{a > b:is(c,d)::before{content:\": { \";width:calc(1px + 2px);}}";
        assert_eq!(compact(css), expected);
    }
}
