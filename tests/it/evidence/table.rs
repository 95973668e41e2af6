//! What the evidence asks of the built-in pack.

/// What a class of the evidence becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// The verdict `not_recommended`.
    Never,
    /// The verdict `wait`.
    Wait,
    /// The verdict `see_doctor_first`.
    Doctor,
    /// The verdict `suitable_with_cautions`.
    Caution,
    /// Advice of a rule, or a text of the guide.
    Inform,
}

use Effect::{Caution, Doctor, Inform, Never, Wait};

/// Section 2 of the evidence: claim, class in its words, what must follow, and what else may.
pub(super) const CLASSES: &[(&str, &str, &[Effect], &[Effect])] = &[
    ("X01", "frame", &[], &[Caution, Inform]),
    ("X02", "frame", &[], &[Caution, Inform]),
    ("X03", "avoid (until over)", &[Wait], &[]),
    // Wait: psoriasis that needs such treatment (X08).
    (
        "X04",
        "avoid; milder treatment: doctor",
        &[Never, Doctor],
        &[Wait],
    ),
    ("X05", "avoid", &[Never], &[]),
    // Caution: moles that do not change, each left free of ink.
    (
        "X06",
        "avoid over the lesion; doctor if changing",
        &[Doctor, Caution],
        &[],
    ),
    ("X07", "avoid, unless doctor clears", &[Doctor], &[]),
    (
        "X08",
        "defer if active or on immunosuppressants; doctor if quiet",
        &[Wait, Doctor],
        &[],
    ),
    (
        "X09",
        "doctor; defer while plaques are present",
        &[Wait, Doctor],
        &[],
    ),
    ("X10", "defer until clear; doctor", &[Wait, Doctor], &[]),
    ("X11", "defer", &[Wait], &[]),
    ("X12", "avoid / doctor", &[Never, Doctor], &[Inform]),
    ("X13", "doctor", &[Doctor], &[Inform]),
    ("X14", "inform", &[Inform], &[]),
    ("X15", "doctor, default avoid", &[Doctor], &[]),
    ("X16", "doctor; defer if uncontrolled", &[Doctor, Wait], &[]),
    (
        "X17",
        "avoid during; defer after (irradiated skin: medical advice)",
        &[Wait, Doctor],
        &[],
    ),
    ("X18", "defer", &[Wait], &[]),
    // Caution: from 6 to 12 months (D07).
    ("X19", "defer", &[Wait], &[Caution]),
    ("X20", "defer", &[Wait], &[]),
    ("X21", "defer", &[Wait], &[]),
    ("X22", "defer", &[Wait], &[]),
    ("X23", "defer", &[Wait], &[]),
    ("X24", "defer", &[Wait], &[]),
    // Spreading vitiligo can become stable: avoid until over.
    (
        "X25",
        "avoid if active; doctor if stable",
        &[Wait, Doctor],
        &[],
    ),
    ("X26", "doctor", &[Doctor], &[]),
    ("X27", "doctor", &[Doctor], &[]),
    ("X28", "doctor", &[Doctor], &[]),
    ("X29", "doctor", &[Doctor], &[]),
    ("X30", "defer", &[Wait], &[]),
    ("X31", "doctor (mental health)", &[Doctor], &[]),
    ("X32", "avoid", &[Never], &[]),
    ("X33", "inform", &[Inform], &[]),
    // It is about the days before a visit, so it is said to everybody.
    ("X34", "defer", &[Inform], &[]),
    ("X35", "defer", &[Wait], &[]),
    ("X36", "defer", &[Wait], &[]),
    ("X37", "inform", &[Inform], &[]),
    // One practice only, so no gate.
    ("X38", "doctor", &[Inform], &[]),
    (
        "X39",
        "doctor (cardiologist), default avoid",
        &[Doctor],
        &[],
    ),
    // The caution is for everybody who is numbed, so it is said to everybody.
    (
        "X40",
        "caution; doctor with heart, liver or seizure disease",
        &[Doctor, Inform],
        &[],
    ),
    ("X41", "doctor", &[Doctor], &[]),
    (
        "X42",
        "defer until quiet; doctor (dermatologist)",
        &[Wait, Doctor],
        &[],
    ),
    ("X43", "doctor; defer if active", &[Wait, Doctor], &[]),
    ("X44", "doctor; defer if uncontrolled", &[Wait, Doctor], &[]),
    ("X45", "doctor", &[Doctor], &[]),
    ("X46", "inform; doctor if severe", &[Inform, Doctor], &[]),
    ("X47", "caution", &[Caution], &[]),
    ("X84", "inform", &[Inform], &[]),
];

/// Waits of the evidence: rule, days at least, days at most.
pub(super) const WAITS: &[(&str, u32, Option<u32>)] = &[
    ("transplant-under-6-months", 180, Some(365)),
    ("recent-surgery", 180, Some(365)),
    // Sources say 3 to 12 months; a range that ends before the gate does would mislead.
    ("scar-under-6-months", 270, Some(365)),
    ("scar-6-to-12-months", 270, Some(365)),
    ("temporary-shedding", 180, Some(270)),
    // Sources say 45 days to 12 months; D08 takes 12.
    ("cancer-treatment-recent", 365, Some(365)),
    ("isotretinoin", 180, Some(365)),
    ("retinoid-cream", 14, Some(56)),
    ("recent-botox", 1, Some(60)),
    ("recent-filler", 7, Some(56)),
    ("recent-laser-or-peel", 21, Some(56)),
    ("recent-pigment-removal", 56, Some(90)),
    ("sunburn", 7, Some(30)),
    ("vitiligo-spreading", 365, None),
    // Our choice, and the texts say so (D10).
    ("areata-changing", 365, None),
    ("areata-under-a-year", 0, Some(365)),
];
