//! The head from above and from the side: where hair is lost, and how dots might look there.

use maud::{Markup, html};

use super::figure::{Figure, label};
use super::shapes::{HIGH, HeadShape, View, WIDE, beard, hair, is_thin, lost, scar, treated};
use crate::assess::Assessment;
use crate::pack::{Area, Hair, Length, Loss, Picture, Verdict};
use crate::words::all_of;

/// Height of a pair of heads with its label.
const HEIGHT: i32 = 222;

/// Rows, and dots in a row, of the square that is repeated; even, because every second row is shifted.
const SQUARE: u16 = 18;

/// Coordinates of dots are in tenths of a unit.
const TENTHS: u16 = 10;

/// A head before or after the treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dots {
    LeftOut,
    Drawn,
}

const SKULL_ABOVE: &str = include_str!("skull_above.path");
const SKULL_SIDE: &str = include_str!("skull_side.path");

/// Where hair is lost, and the same head with dots; nothing if the answers do not say where.
///
/// Where the result is "not recommended" no head with dots is drawn: it would promise what is advised against.
pub(in crate::report) fn head(assessment: &Assessment) -> Option<Markup> {
    let portrait = &Portrait::of(assessment)?;
    let dots = match assessment.verdict {
        Verdict::NotRecommended => Dots::LeftOut,
        _ => Dots::Drawn,
    };
    let views: &[_] = match portrait.loss {
        Loss::Beard => &[(View::Side, 95)],
        _ => &[(View::Above, 5), (View::Side, 185)],
    };
    let drawn = |label_text: &str, dots: Dots| {
        html! {
            (label(10, 22, "label strong", label_text))
            @for (view, x) in views {
                g transform=(format!("translate({x} 28)")) { (drawn(portrait, *view, dots)) }
            }
        }
    };
    let now = html! {
        defs {
            clipPath id="skull-above" { path d=(SKULL_ABOVE) {} }
            clipPath id="skull-side" { path d=(SKULL_SIDE) {} }
            @if dots == Dots::Drawn { (field(portrait)) }
        }
        (drawn("Now", Dots::LeftOut))
    };
    let [now_told, done_told] = descriptions(portrait);
    let now_picture = Figure {
        id: "head-now",
        height: HEIGHT,
        title: "Where hair is lost",
        description: &now_told,
    };
    let done_picture = Figure {
        id: "head-done",
        height: HEIGHT,
        title: "The same head with dots, as it might look",
        description: &done_told,
    };
    Some(html! {
        figure.head {
            div.heads {
                (now_picture.drawn(&now))
                @if dots == Dots::Drawn {
                    (done_picture.drawn(&drawn("With dots, as it might look", Dots::Drawn)))
                }
            }
            figcaption { (caption(portrait, dots)) }
        }
    })
}

fn caption(portrait: &Portrait, dots: Dots) -> &'static str {
    match (dots, portrait.areas.is_empty()) {
        (Dots::LeftOut, _) => {
            "An illustration of the hair loss you told us of. It is not a picture of you."
        }
        (Dots::Drawn, true) => {
            "An illustration, not a prediction. You did not say which area, so dots are drawn where hair is lost."
        }
        (Dots::Drawn, false) => {
            "An illustration, not a prediction. The dashed line is around the area you chose."
        }
    }
}

/// The two drawings in words.
fn descriptions(portrait: &Portrait) -> [String; 2] {
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

fn drawn(portrait: &Portrait, view: View, dots: Dots) -> Markup {
    let outline = match view {
        View::Above => SKULL_ABOVE,
        View::Side => SKULL_SIDE,
    };
    let (skin, color) = (portrait.skin_color(), portrait.hair_color());
    let lost = lost(portrait.loss, portrait.drawn_stage(), view);
    let fading = if portrait.is_thin() { "0.6" } else { "1" };
    let areas = treated_areas(portrait, &lost, view);
    let opacity = match portrait.length {
        Length::Stubble => "0.45",
        Length::Short | Length::Long => "0.88",
    };
    html! {
        @if portrait.falls_long() { path d=(falling(view)) fill=(color) class="outline" {} }
        @if view == View::Above { (ears(skin)) }
        path d=(outline) fill=(skin) class="outline" {}
        g clip-path=(format!("url(#skull-{})", view.name())) {
            g fill-opacity=(opacity) {
                @if portrait.loss != Loss::Total { (hair(view).drawn(color)) }
                @if portrait.loss == Loss::Beard && view == View::Side { (beard().drawn(color)) }
            }
            g fill-opacity=(fading) {
                @for shape in &lost { (shape.drawn(skin)) }
                @if portrait.areas.contains(&Area::Scar) { (scar(view).drawn(skin)) }
            }
            @if dots == Dots::Drawn {
                (dotted(&areas, &lost, view))
                @if !portrait.areas.is_empty() {
                    @for shape in areas.iter().flatten() { (shape.outlined()) }
                }
            }
        }
        @if view == View::Side { (features(skin)) }
    }
}

/// Long hair behind the head: over the neck from the side, and around the head from above.
fn falling(view: View) -> &'static str {
    match view {
        View::Above => "M22 96C16 150 40 184 85 184C130 184 154 150 148 96C150 60 20 60 22 96Z",
        View::Side => {
            "M84 20C130 8 164 40 164 92C164 130 170 160 160 188C144 180 124 184 104 188C112 150 100 120 96 96Z"
        }
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

/// The shapes of each area to treat; where hair is lost, if no area was chosen.
fn treated_areas(portrait: &Portrait, lost: &[HeadShape], view: View) -> Vec<Vec<HeadShape>> {
    if portrait.areas.is_empty() {
        return vec![lost.to_vec()];
    }
    portrait
        .areas
        .iter()
        .map(|area| treated(*area, lost, view))
        .collect()
}

/// Dots where a treated area is bare, or all over it where no hair of it is drawn as lost.
fn dotted(areas: &[Vec<HeadShape>], lost: &[HeadShape], view: View) -> Markup {
    let grown = [hair(view), beard()];
    let is_in = |shapes: &[HeadShape], x, y| shapes.iter().any(|shape| shape.contains(x, y));
    let is_bare = |area: &[HeadShape]| {
        let mut places = places_in_view();
        places.any(|(x, y)| {
            [area, &grown, lost]
                .iter()
                .all(|shapes| is_in(shapes, x, y))
        })
    };
    let part = |part: &str| format!("{part}-{}", view.name());
    let link = |id: &str| format!("url(#{id})");
    html! {
        clipPath id=(part("grown")) { @for shape in &grown { (shape.bare()) } }
        clipPath id=(part("lost")) clip-path=(link(&part("grown"))) {
            @for shape in lost { (shape.bare()) }
        }
        @for (number, area) in areas.iter().enumerate() {
            @let id = format!("{}-{number}", part("area"));
            @let ground = part(if is_bare(area) { "lost" } else { "grown" });
            clipPath id=(id) clip-path=(link(&ground)) { @for shape in area { (shape.bare()) } }
            use href="#field" clip-path=(link(&id)) {}
        }
    }
}

/// Places all over a view, near enough that the narrowest shape has some.
fn places_in_view() -> impl Iterator<Item = (f32, f32)> {
    let along = |length: u16| (0..length).step_by(3).map(f32::from);
    along(WIDE).flat_map(move |x| along(HIGH).map(move |y| (x, y)))
}

/// Dots all over a view, nearer where hair is gone than where it is thin.
///
/// Only a square of them is written down; the rest repeats it.
fn field(portrait: &Portrait) -> Markup {
    let apart = if portrait.is_thin() { 46 } else { 34 };
    let side = SQUARE * apart;
    let starts = |length: u16| (0..length * TENTHS).step_by(side.into());
    let in_units = |tenths: u16| f32::from(tenths) / f32::from(TENTHS);
    html! {
        path id="square" d=(square(apart)) stroke=(portrait.hair_color()) transform="scale(.1)" class="dots" {}
        g id="field" {
            @for y in starts(HIGH) {
                @for x in starts(WIDE) {
                    use href="#square" x=(in_units(x)) y=(in_units(y)) {}
                }
            }
        }
    }
}

/// Dots `apart` tenths of a unit apart, a little off a regular grid; the seed is fixed, so they are the same
/// every time.
fn square(apart: u16) -> String {
    let mut seed: u32 = 7;
    let mut jitter = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [high, ..] = seed.to_be_bytes();
        i32::from(high) / 16 - 8
    };
    let places = (0..SQUARE).flat_map(|row| (0..SQUARE).map(move |column| (row, column)));
    let (mut last_x, mut last_y) = (0, 0);
    let dots = places.map(|(row, column)| {
        let shift = apart / 4 + row % 2 * apart / 2;
        let x = i32::from(column * apart + shift) + jitter();
        let y = i32::from(row * apart + apart / 2) + jitter();
        let dot = format!("m{} {}h0", x - last_x, y - last_y);
        (last_x, last_y) = (x, y);
        dot
    });
    dots.collect::<Vec<_>>().concat()
}

/// What to draw, gathered from the pictures of the options that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Portrait {
    loss: Loss,
    stage: Option<u8>,
    areas: Vec<Area>,
    hair: Option<Hair>,
    length: Length,
    skin: Option<u8>,
    /// Where hair is lost, in the words of the options: "male pattern hair loss, moderate hair loss".
    lost: Vec<String>,
    /// What would be treated, in the words of the options.
    treated: Vec<String>,
}

impl Portrait {
    /// What the answers show; nothing if they do not say where hair is lost.
    fn of(assessment: &Assessment) -> Option<Self> {
        let mut found = Vec::new();
        for (index, question) in assessment.pack.numbered_questions() {
            let chosen = assessment.answers.known(index).unwrap_or_default();
            let options = chosen.positions().map(|position| question.option(position));
            found.extend(options.filter_map(|option| Some((option.picture?, option.brief()))));
        }
        let loss = found.iter().find_map(|(picture, _)| match picture {
            Picture::Loss(loss) => Some(*loss),
            _ => None,
        });
        let mut portrait = Self {
            loss: loss?,
            stage: None,
            areas: Vec::new(),
            hair: None,
            length: Length::Short,
            skin: None,
            lost: Vec::new(),
            treated: Vec::new(),
        };
        for (picture, words) in found {
            portrait.add(picture, words);
        }
        Some(portrait)
    }

    fn add(&mut self, picture: Picture, words: &str) {
        match picture {
            Picture::Loss(_) => self.lost.push(words.to_owned()),
            Picture::Stage(stage) => {
                self.stage = Some(stage);
                self.lost.push(words.to_owned());
            }
            Picture::Area(area) => {
                self.areas.push(area);
                self.treated.push(words.to_owned());
            }
            Picture::Hair(hair) => self.hair = Some(hair),
            Picture::Length(length) => self.length = length,
            Picture::Skin(skin) => self.skin = Some(skin),
        }
    }

    /// The stage drawn: the one given, else one in the middle.
    fn drawn_stage(&self) -> u8 {
        self.stage.unwrap_or(4)
    }

    /// The color of hair and dots.
    fn hair_color(&self) -> &'static str {
        match self.hair {
            Some(Hair::Black) => "#1c1a19",
            Some(Hair::DarkBrown) => "#3b2a20",
            Some(Hair::LightBrown) => "#77553a",
            Some(Hair::Blond) => "#b08d55",
            Some(Hair::Red) => "#97482a",
            Some(Hair::Gray) => "#858585",
            Some(Hair::White) => "#dad7d1",
            None => "#4a4644",
        }
    }

    /// The color of the skin; a neutral one if it is not known.
    fn skin_color(&self) -> &'static str {
        match self.skin {
            Some(1) => "#f5decf",
            Some(2) => "#ecccb4",
            Some(3) => "#dfb18e",
            Some(4) => "#c39069",
            Some(5) => "#976443",
            Some(6) => "#65432f",
            Some(_) | None => "#dccfc3",
        }
    }

    /// Returns true if long hair is drawn. Of a beard its own length is asked.
    fn falls_long(&self) -> bool {
        self.length == Length::Long && !matches!(self.loss, Loss::Total | Loss::Beard)
    }

    /// Returns true if hair is thin there and not gone.
    fn is_thin(&self) -> bool {
        is_thin(self.loss)
    }
}
