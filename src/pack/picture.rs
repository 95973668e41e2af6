//! What an answer adds to the drawing of a head.

/// What an option shows where the head is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Picture {
    /// Where hair is lost.
    Loss(Loss),
    /// How far the loss has gone: a stage of Norwood, 1 to 7.
    Stage(u8),
    /// Where dots would be set.
    Area(Area),
    /// The color of hair and dots.
    Hair(Hair),
    /// How long the hair is.
    Length(Length),
    /// The color of the skin, in the six types of Fitzpatrick, 1 to 6.
    Skin(u8),
}

/// A kind of hair loss as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Loss {
    /// From the temples and the crown, in the stages of Norwood.
    Norwood,
    /// Along the part, in the stages of Ludwig.
    Ludwig,
    /// Evenly thin.
    Diffuse,
    /// Round patches.
    Patches,
    /// All hair of the scalp.
    Total,
    /// The edges of the hairline.
    Edges,
    /// A scar at the back of the head.
    Scar,
    /// A beard with gaps.
    Beard,
}

/// An area as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Area {
    /// The whole scalp.
    Whole,
    /// The hairline and the temples.
    Hairline,
    /// The crown.
    Crown,
    /// Wherever hair is lost or thin.
    Thin,
    /// The scar.
    Scar,
    /// The beard.
    Beard,
}

/// A hair color as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hair {
    /// Black.
    Black,
    /// Dark brown.
    DarkBrown,
    /// Light brown.
    LightBrown,
    /// Blond.
    Blond,
    /// Red.
    Red,
    /// Gray.
    Gray,
    /// White.
    White,
}

/// A length of hair as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Length {
    /// Stubble, through which the skin shows.
    Stubble,
    /// Hair that ends at the neck.
    Short,
    /// Hair that falls over the ears and the neck.
    Long,
}

impl Picture {
    /// The words for pictures in files.
    pub const WORDS: [(&str, Self); 37] = [
        ("loss_norwood", Self::Loss(Loss::Norwood)),
        ("loss_ludwig", Self::Loss(Loss::Ludwig)),
        ("loss_diffuse", Self::Loss(Loss::Diffuse)),
        ("loss_patches", Self::Loss(Loss::Patches)),
        ("loss_total", Self::Loss(Loss::Total)),
        ("loss_edges", Self::Loss(Loss::Edges)),
        ("loss_scar", Self::Loss(Loss::Scar)),
        ("loss_beard", Self::Loss(Loss::Beard)),
        ("stage_1", Self::Stage(1)),
        ("stage_2", Self::Stage(2)),
        ("stage_3", Self::Stage(3)),
        ("stage_4", Self::Stage(4)),
        ("stage_5", Self::Stage(5)),
        ("stage_6", Self::Stage(6)),
        ("stage_7", Self::Stage(7)),
        ("area_whole", Self::Area(Area::Whole)),
        ("area_hairline", Self::Area(Area::Hairline)),
        ("area_crown", Self::Area(Area::Crown)),
        ("area_thin", Self::Area(Area::Thin)),
        ("area_scar", Self::Area(Area::Scar)),
        ("area_beard", Self::Area(Area::Beard)),
        ("hair_black", Self::Hair(Hair::Black)),
        ("hair_dark_brown", Self::Hair(Hair::DarkBrown)),
        ("hair_light_brown", Self::Hair(Hair::LightBrown)),
        ("hair_blond", Self::Hair(Hair::Blond)),
        ("hair_red", Self::Hair(Hair::Red)),
        ("hair_gray", Self::Hair(Hair::Gray)),
        ("hair_white", Self::Hair(Hair::White)),
        ("length_stubble", Self::Length(Length::Stubble)),
        ("length_short", Self::Length(Length::Short)),
        ("length_long", Self::Length(Length::Long)),
        ("skin_1", Self::Skin(1)),
        ("skin_2", Self::Skin(2)),
        ("skin_3", Self::Skin(3)),
        ("skin_4", Self::Skin(4)),
        ("skin_5", Self::Skin(5)),
        ("skin_6", Self::Skin(6)),
    ];
}
