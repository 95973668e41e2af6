//! Simple shapes on a head seen from above and from the side.
//!
//! From above the forehead is at the top; from the side the face looks to the left.

use maud::{Markup, html};

use crate::pack::{Area, Loss};

/// How many units each view is wide, and how many high.
pub(super) const WIDE: u16 = 170;
pub(super) const HIGH: u16 = 190;

/// An ellipse or a polygon.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum HeadShape {
    /// Center and half axes.
    Ellipse(f32, f32, f32, f32),
    /// Corners.
    Polygon(&'static [(f32, f32)]),
}

impl HeadShape {
    pub(in crate::report) fn contains(&self, x: f32, y: f32) -> bool {
        match self {
            Self::Ellipse(cx, cy, rx, ry) => {
                ((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2) <= 1.0
            }
            Self::Polygon(corners) => {
                let next = corners.iter().cycle().skip(1);
                let crossings = corners.iter().zip(next).filter(|&(&(ax, ay), &(bx, by))| {
                    (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
                });
                crossings.count() % 2 == 1
            }
        }
    }

    pub(in crate::report) fn drawn(&self, fill: &str) -> Markup {
        self.with(Some(fill), None)
    }

    pub(in crate::report) fn outlined(&self) -> Markup {
        self.with(Some("none"), Some("treated"))
    }

    /// Only its form, to keep something inside it.
    pub(super) fn bare(&self) -> Markup {
        self.with(None, None)
    }

    fn with(&self, fill: Option<&str>, class: Option<&str>) -> Markup {
        match self {
            Self::Ellipse(cx, cy, rx, ry) => html! {
                ellipse cx=(cx) cy=(cy) rx=(rx) ry=(ry) fill=[fill] class=[class] {}
            },
            Self::Polygon(corners) => {
                let points = corners
                    .iter()
                    .map(|(x, y)| format!("{x},{y}"))
                    .collect::<Vec<_>>()
                    .join(" ");
                html! { polygon points=(points) fill=[fill] class=[class] {} }
            }
        }
    }
}

use HeadShape::{Ellipse, Polygon};

/// From where a head is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum View {
    Above,
    Side,
}

impl View {
    /// What its parts are called in the page.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Side => "side",
        }
    }
}

/// Where hair grows on a full head.
pub(in crate::report) fn hair(view: View) -> HeadShape {
    match view {
        View::Above => Ellipse(85.0, 102.0, 55.0, 68.0),
        View::Side => Polygon(&[
            (44.0, 50.0),
            (53.0, 64.0),
            (62.0, 84.0),
            (80.0, 86.0),
            (84.0, 108.0),
            (91.0, 94.0),
            (108.0, 92.0),
            (114.0, 122.0),
            (140.0, 140.0),
            (175.0, 130.0),
            (175.0, 5.0),
            (60.0, 5.0),
        ]),
    }
}

const BEARD: HeadShape = Polygon(&[
    (84.0, 108.0),
    (91.0, 128.0),
    (80.0, 158.0),
    (58.0, 166.0),
    (36.0, 158.0),
    (34.0, 130.0),
    (48.0, 127.0),
    (62.0, 134.0),
    (76.0, 126.0),
]);

/// Where hair is lost.
pub(in crate::report) fn lost(loss: Loss, stage: u8, view: View) -> Vec<HeadShape> {
    match (loss, view) {
        (Loss::Norwood, View::Above) => norwood_above(stage),
        (Loss::Norwood, View::Side) => norwood_side(stage),
        (Loss::Ludwig, _) => ludwig(stage, view),
        (Loss::Diffuse | Loss::Total, _) => vec![hair(view)],
        (Loss::Patches, View::Above) => vec![
            Ellipse(58.0, 76.0, 12.0, 11.0),
            Ellipse(106.0, 108.0, 14.0, 13.0),
            Ellipse(74.0, 142.0, 9.0, 9.0),
        ],
        (Loss::Patches, View::Side) => {
            vec![
                Ellipse(106.0, 52.0, 13.0, 12.0),
                Ellipse(138.0, 88.0, 9.0, 9.0),
            ]
        }
        (Loss::Edges, _) => hairline(view),
        (Loss::Scar, _) => vec![scar(view)],
        (Loss::Beard, View::Above) => Vec::new(),
        (Loss::Beard, View::Side) => {
            vec![
                Ellipse(64.0, 150.0, 9.0, 7.0),
                Ellipse(81.0, 134.0, 6.0, 9.0),
            ]
        }
    }
}

/// Returns true if hair is thin where it is lost, and not gone.
pub(in crate::report) fn is_thin(loss: Loss) -> bool {
    match loss {
        Loss::Ludwig | Loss::Diffuse | Loss::Edges => true,
        Loss::Norwood | Loss::Patches | Loss::Total | Loss::Scar | Loss::Beard => false,
    }
}

/// Temples first, then the crown, then the bridge between them, until a rim is left.
fn norwood_above(stage: u8) -> Vec<HeadShape> {
    let temples = |rx, ry| [Ellipse(50.0, 52.0, rx, ry), Ellipse(120.0, 52.0, rx, ry)];
    let mut shapes = match stage {
        0 | 1 => return Vec::new(),
        2 => temples(13.0, 17.0).to_vec(),
        3 => temples(18.0, 25.0).to_vec(),
        4 => temples(20.0, 32.0).to_vec(),
        _ => temples(24.0, 38.0).to_vec(),
    };
    shapes.extend(match stage {
        0..=3 => vec![],
        4 => vec![
            Ellipse(85.0, 36.0, 34.0, 14.0),
            Ellipse(85.0, 138.0, 18.0, 16.0),
        ],
        5 => vec![
            Ellipse(85.0, 42.0, 40.0, 28.0),
            Ellipse(85.0, 134.0, 27.0, 24.0),
        ],
        6 => vec![Ellipse(85.0, 86.0, 42.0, 70.0)],
        _ => vec![Ellipse(85.0, 86.0, 50.0, 74.0)],
    });
    shapes
}

fn norwood_side(stage: u8) -> Vec<HeadShape> {
    match stage {
        0 | 1 => Vec::new(),
        2 => vec![Ellipse(54.0, 64.0, 14.0, 13.0)],
        3 => vec![Ellipse(58.0, 62.0, 22.0, 17.0)],
        4 => vec![
            Ellipse(58.0, 56.0, 29.0, 25.0),
            Ellipse(143.0, 44.0, 17.0, 17.0),
        ],
        5 => vec![
            Ellipse(60.0, 48.0, 38.0, 34.0),
            Ellipse(139.0, 44.0, 24.0, 24.0),
        ],
        6 => vec![
            Ellipse(60.0, 50.0, 34.0, 34.0),
            Ellipse(98.0, 32.0, 66.0, 38.0),
        ],
        _ => vec![
            Ellipse(62.0, 56.0, 36.0, 34.0),
            Ellipse(100.0, 42.0, 70.0, 48.0),
        ],
    }
}

/// Stages I to III, given as those of Norwood: 1 to 3, 4 and 5, 6 and 7. The hairline stays.
fn ludwig(stage: u8, view: View) -> Vec<HeadShape> {
    vec![match (view, stage) {
        (View::Above, 0..=3) => Ellipse(85.0, 92.0, 11.0, 42.0),
        (View::Above, 4 | 5) => Ellipse(85.0, 94.0, 23.0, 48.0),
        (View::Above, _) => Ellipse(85.0, 96.0, 36.0, 54.0),
        (View::Side, 0..=3) => Ellipse(98.0, 20.0, 42.0, 12.0),
        (View::Side, 4 | 5) => Ellipse(98.0, 22.0, 46.0, 24.0),
        (View::Side, _) => Ellipse(98.0, 26.0, 52.0, 36.0),
    }]
}

fn hairline(view: View) -> Vec<HeadShape> {
    match view {
        View::Above => vec![
            Ellipse(85.0, 36.0, 40.0, 13.0),
            Ellipse(46.0, 62.0, 12.0, 26.0),
            Ellipse(124.0, 62.0, 12.0, 26.0),
        ],
        View::Side => vec![
            Ellipse(56.0, 56.0, 15.0, 22.0),
            Ellipse(76.0, 86.0, 14.0, 13.0),
        ],
    }
}

/// A scar across the back of the head.
pub(in crate::report) fn scar(view: View) -> HeadShape {
    match view {
        View::Above => Ellipse(85.0, 160.0, 32.0, 3.5),
        View::Side => Ellipse(138.0, 106.0, 20.0, 3.0),
    }
}

/// Where dots would be set in an area; where hair is lost, for areas that depend on it.
pub(in crate::report) fn treated(area: Area, lost: &[HeadShape], view: View) -> Vec<HeadShape> {
    match (area, view) {
        (Area::Whole, _) => vec![hair(view)],
        (Area::Hairline, _) => hairline(view),
        (Area::Crown, View::Above) => vec![Ellipse(85.0, 138.0, 28.0, 25.0)],
        (Area::Crown, View::Side) => vec![Ellipse(140.0, 44.0, 24.0, 24.0)],
        (Area::Thin, _) => lost.to_vec(),
        (Area::Scar, _) => vec![scar(view)],
        (Area::Beard, View::Above) => Vec::new(),
        (Area::Beard, View::Side) => vec![BEARD],
    }
}

/// Where a beard grows.
pub(in crate::report) fn beard() -> HeadShape {
    BEARD
}

#[cfg(test)]
mod tests {
    use super::{View, hair, lost};
    use crate::pack::Loss;

    #[test]
    fn every_further_stage_of_norwood_loses_more_hair() {
        for view in [View::Above, View::Side] {
            let area = |stage| {
                let shapes = lost(Loss::Norwood, stage, view);
                let points = (0_u8..170)
                    .flat_map(|x| (0_u8..190).map(move |y| (f32::from(x), f32::from(y))));
                let bare = points.filter(|&(x, y)| {
                    hair(view).contains(x, y) && shapes.iter().any(|shape| shape.contains(x, y))
                });
                bare.count()
            };
            let areas: Vec<_> = (1..=7).map(area).collect();
            assert!(areas.is_sorted_by(|less, more| less < more), "{areas:?}");
        }
    }
}
