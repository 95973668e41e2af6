//! What a person's answers show where a head is drawn.

use super::shapes::is_thin;
use crate::assess::Assessment;
use crate::pack::{Area, Hair, Length, Loss, Picture};

/// What to draw, gathered from the pictures of the options that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Portrait {
    pub(super) loss: Loss,
    pub(super) stage: Option<u8>,
    pub(super) areas: Vec<Area>,
    pub(super) hair: Option<Hair>,
    pub(super) length: Length,
    pub(super) skin: Option<u8>,
    /// Where hair is lost, in the words of the options: "male pattern hair loss, moderate hair loss".
    pub(super) lost: Vec<String>,
    /// What would be treated, in the words of the options.
    pub(super) treated: Vec<String>,
}

impl Portrait {
    /// What the answers show; nothing if they do not say where hair is lost.
    pub(super) fn of(assessment: &Assessment) -> Option<Self> {
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
    pub(super) fn drawn_stage(&self) -> u8 {
        self.stage.unwrap_or(4)
    }

    /// The color of hair and dots.
    pub(super) fn hair_color(&self) -> &'static str {
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
    pub(super) fn skin_color(&self) -> &'static str {
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
    pub(super) fn falls_long(&self) -> bool {
        self.length == Length::Long && !matches!(self.loss, Loss::Total | Loss::Beard)
    }

    /// Returns true if hair is thin there and not gone.
    pub(super) fn is_thin(&self) -> bool {
        is_thin(self.loss)
    }
}
