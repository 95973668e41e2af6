//! The head from above and from the side: where hair is lost, and how dots might look there.

use maud::{Markup, html};

use super::portrait::Portrait;
use super::shapes::{Shape, View, beard, hair, lost, scar, treated};
use super::{Picture, label};
use crate::assess::Assessment;
use crate::pack::{Area, Loss, Verdict};
use crate::words::all_of;

/// Height of a pair of heads with its label.
const HEIGHT: i32 = 222;

const SKULL_ABOVE: &str = include_str!("skull_above.path");
const SKULL_SIDE: &str = include_str!("skull_side.path");

/// Where hair is lost, and the same head with dots; nothing if the answers do not say where.
///
/// Where the result is "not recommended" no head with dots is drawn: it would promise what is advised against.
pub(in crate::report) fn head(assessment: &Assessment) -> Option<Markup> {
    let portrait = &Portrait::of(assessment)?;
    let is_shown_done = assessment.verdict != Verdict::NotRecommended;
    let views: &[_] = match portrait.loss {
        Loss::Beard => &[(View::Side, 95)],
        _ => &[(View::Above, 5), (View::Side, 185)],
    };
    let drawn = |label_text: &str, is_done: bool| {
        html! {
            (label(10, 22, "label strong", label_text))
            @for (view, x) in views {
                g transform=(format!("translate({x} 28)")) { (drawn(portrait, *view, is_done)) }
            }
        }
    };
    let now = html! {
        defs {
            clipPath id="skull-above" { path d=(SKULL_ABOVE) {} }
            clipPath id="skull-side" { path d=(SKULL_SIDE) {} }
        }
        (drawn("Now", false))
    };
    let [now_told, done_told] = told(portrait);
    let now_picture = Picture {
        id: "head-now",
        height: HEIGHT,
        title: "Where hair is lost",
        description: &now_told,
    };
    let done_picture = Picture {
        id: "head-done",
        height: HEIGHT,
        title: "The same head with dots, as it might look",
        description: &done_told,
    };
    Some(html! {
        figure.head {
            div.heads {
                (now_picture.drawn(&now))
                @if is_shown_done {
                    (done_picture.drawn(&drawn("With dots, as it might look", true)))
                }
            }
            figcaption { (caption(portrait, is_shown_done)) }
        }
    })
}

fn caption(portrait: &Portrait, is_shown_done: bool) -> &'static str {
    match (is_shown_done, portrait.areas.is_empty()) {
        (false, _) => {
            "An illustration of the hair loss you told us of. It is not a picture of you."
        }
        (true, true) => {
            "An illustration, not a prediction. You did not say which area, so dots are drawn where hair is lost."
        }
        (true, false) => {
            "An illustration, not a prediction. The dashed line is around the area you chose."
        }
    }
}

/// The two drawings in words.
fn told(portrait: &Portrait) -> [String; 2] {
    let from = match portrait.loss {
        Loss::Beard => "from the side",
        _ => "from above and from the side",
    };
    let stage = match (portrait.loss, portrait.stage) {
        (Loss::Norwood | Loss::Ludwig, None) => {
            " The stage is not known, so one in the middle is drawn."
        }
        _ => "",
    };
    let lost = all_of(&portrait.lost);
    let area = if portrait.treated.is_empty() {
        "where hair is lost".to_owned()
    } else {
        format!("for {}", all_of(&portrait.treated))
    };
    [
        format!("A simple head {from}, with {lost}.{stage} This is an illustration."),
        format!(
            "The same head with small dots in the color of the hair, {area}. This is an illustration, not a prediction."
        ),
    ]
}

fn drawn(portrait: &Portrait, view: View, is_done: bool) -> Markup {
    let (name, outline) = match view {
        View::Above => ("above", SKULL_ABOVE),
        View::Side => ("side", SKULL_SIDE),
    };
    let (skin, color) = (portrait.skin_color(), portrait.hair_color());
    let lost = lost(portrait.loss, portrait.drawn_stage(), view);
    let fading = if portrait.is_thin() { "0.6" } else { "1" };
    let treated = treated_shapes(portrait, &lost, view);
    html! {
        @if view == View::Above { (ears(skin)) }
        path d=(outline) fill=(skin) class="outline" {}
        g clip-path=(format!("url(#skull-{name})")) {
            g fill-opacity="0.88" {
                @if portrait.loss != Loss::Total { (hair(view).drawn(color)) }
                @if portrait.loss == Loss::Beard && view == View::Side { (beard().drawn(color)) }
            }
            g fill-opacity=(fading) {
                @for shape in &lost { (shape.drawn(skin)) }
                @if portrait.areas.contains(&Area::Scar) { (scar(view).drawn(skin)) }
            }
            @if is_done {
                path d=(dots(portrait, &lost, &treated, view)) stroke=(color) class="dots" {}
                @if !portrait.areas.is_empty() { @for shape in &treated { (shape.outlined()) } }
            }
        }
        @if view == View::Side { (features(skin)) }
    }
}

fn ears(skin: &str) -> Markup {
    html! {
        @for x in [24, 146] { ellipse cx=(x) cy="104" rx="6" ry="13" fill=(skin) class="outline" {} }
    }
}

/// Ear, eye and mouth of the side view.
fn features(skin: &str) -> Markup {
    html! {
        path d="M92 100C93 92 107 92 107 104C107 114 100 118 98 126C94 128 91 122 92 100Z" fill=(skin) class="outline" {}
        path d="M42 99C46 96 50 97 53 100M37 133C43 133 46 134 49 132M41 91C46 88 52 88 56 91" fill="none" class="outline" {}
    }
}

fn treated_shapes(portrait: &Portrait, lost: &[Shape], view: View) -> Vec<Shape> {
    let areas = portrait.areas.iter();
    let chosen = areas.flat_map(|area| treated(*area, lost, view));
    if portrait.areas.is_empty() {
        return lost.to_vec();
    }
    chosen.collect()
}

/// Dots where the treated area is bare, or all over it where no hair is drawn as lost; nearer where hair is gone.
fn dots(portrait: &Portrait, lost: &[Shape], treated: &[Shape], view: View) -> String {
    let is_in = |shapes: &[Shape], x, y| shapes.iter().any(|shape| shape.contains(x, y));
    let places = grid(if portrait.is_thin() { 46 } else { 34 });
    let places = places.into_iter().filter(|&(x, y)| is_in(treated, x, y));
    let places: Vec<_> = places
        .filter(|&(x, y)| hair(view).contains(x, y) || beard().contains(x, y))
        .collect();
    let bare = places.iter().filter(|&&(x, y)| is_in(lost, x, y)).count();
    let shown = places
        .iter()
        .filter(|&&(x, y)| bare == 0 || is_in(lost, x, y));
    let dots = shown.map(|(x, y)| format!("M{x:.1} {y:.1}h0"));
    dots.collect::<Vec<_>>().concat()
}

/// Places so many tenths of a unit apart, a little off a regular grid, the same ones every time.
fn grid(tenths: u16) -> Vec<(f32, f32)> {
    let mut seed: u32 = 7;
    let mut jitter = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [high, ..] = seed.to_be_bytes();
        (f32::from(high) / 255.0 - 0.5) * 1.6
    };
    let mut places = Vec::new();
    for row in 0..1900 / tenths {
        let shift = row % 2 * tenths / 2;
        for column in 0..1700 / tenths {
            let x = f32::from(column * tenths + shift) / 10.0;
            places.push((x + jitter(), f32::from(row * tenths) / 10.0 + jitter()));
        }
    }
    places
}
