//! The style of a page and the policy that lets nothing else in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use crate::pack::Pack;

const STYLE: &str = include_str!("style.css");

/// The style of a page.
pub(super) struct Style {
    css: String,
}

impl Style {
    /// The style of a pack: the color of its clinic is that of light pages; it was checked against white only.
    pub(super) fn of(pack: &Pack) -> Self {
        Self::with(pack, "")
    }

    /// The same with rules of a page of another kind.
    pub(super) fn with(pack: &Pack, rules: &str) -> Self {
        let mut css = format!("{STYLE}{rules}");
        let clinic = pack.clinic.as_ref();
        if let Some(accent) = clinic.and_then(|clinic| clinic.accent.as_ref()) {
            let light = "@media print, (prefers-color-scheme: light)";
            css = format!("{css}{light} {{ :root {{ --accent: {accent}; }} }}\n");
        }
        Self { css }
    }

    /// Nothing may be loaded or run; of styles only this one, by its digest.
    pub(super) fn policy(&self) -> String {
        let digest = STANDARD.encode(Sha256::digest(&self.css));
        format!(
            "default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
    }

    pub(super) fn element(&self) -> Markup {
        html! { style { (PreEscaped(&self.css)) } }
    }
}
