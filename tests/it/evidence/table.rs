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
    // A doctor's no and yes rest on it: conditions that call for care.
    ("X01", "frame", &[], &[Never, Caution, Inform]),
    ("X02", "frame", &[], &[Caution, Inform]),
    ("X03", "avoid (until over)", &[Wait], &[]),
    (
        "X04",
        "avoid; milder treatment: doctor",
        &[Never, Doctor],
        &[Inform],
    ),
    ("X05", "avoid", &[Never], &[]),
    // Caution: moles that do not change, each left free of ink.
    (
        "X06",
        "avoid over the lesion; doctor if changing",
        &[Doctor, Caution],
        &[],
    ),
    (
        "X07",
        "doctor (dermatologist); never plain suitable",
        &[Doctor],
        &[],
    ),
    (
        "X08",
        "doctor in every state; defer if active",
        &[Wait, Doctor],
        &[Inform],
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
    ("X15", "doctor", &[Doctor], &[]),
    ("X16", "doctor; defer if uncontrolled", &[Doctor, Wait], &[]),
    (
        "X17",
        "defer during; doctor (oncologist) for 12 months after, clearable",
        &[Wait, Doctor],
        &[],
    ),
    // A ruling: a wait could not be cleared, and the cancer doctor decides.
    (
        "X18",
        "planned: doctor, with the time as advice",
        &[Doctor],
        &[],
    ),
    // Caution: from 6 to 12 months (D07).
    ("X19", "defer", &[Wait], &[Caution]),
    ("X20", "defer", &[Wait], &[]),
    ("X21", "defer", &[Wait], &[]),
    ("X22", "defer", &[Wait], &[]),
    ("X23", "defer", &[Wait], &[]),
    ("X24", "defer", &[Wait], &[]),
    (
        "X25",
        "doctor in every state; defer while active",
        &[Wait, Doctor],
        &[],
    ),
    ("X26", "doctor", &[Doctor], &[]),
    ("X27", "doctor", &[Doctor], &[]),
    ("X28", "doctor", &[Doctor], &[]),
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
        "avoid by default (D31); a heart doctor's letter makes it a caution",
        &[Never],
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
    (
        "X44",
        "caution in range; defer if too high or unknown",
        &[Wait, Caution],
        &[],
    ),
    ("X45", "doctor", &[Doctor], &[]),
    ("X46", "inform; doctor if severe", &[Inform, Doctor], &[]),
    ("X47", "caution", &[Caution], &[]),
    (
        "X50",
        "doctor; strong caution after a letter",
        &[Doctor],
        &[],
    ),
    (
        "X52",
        "doctor; also defer while hair may still grow",
        &[Doctor],
        &[],
    ),
    (
        "X54",
        "doctor; not suitable without a written yes",
        &[Doctor],
        &[],
    ),
    // How long it is used is not asked, and areata is a caution at best.
    (
        "X72",
        "caution; doctor if used daily for months",
        &[Inform],
        &[],
    ),
    // The dermatologist says when the skin is flat.
    (
        "X73",
        "defer until the skin is flat; doctor",
        &[Doctor],
        &[],
    ),
    ("X80", "doctor", &[Doctor], &[]),
    ("X81", "doctor; in range caution", &[Caution], &[]),
    ("X83", "doctor (oncologist)", &[Doctor], &[]),
    ("X84", "inform", &[Inform], &[]),
    ("X90", "doctor", &[Doctor], &[]),
    ("X95", "doctor", &[Doctor, Wait], &[]),
];

/// Waits of the evidence: rule, days at least, days at most.
pub(super) const WAITS: &[(&str, u32, Option<u32>)] = &[
    ("transplant-under-6-months", 180, Some(365)),
    ("recent-surgery", 180, Some(365)),
    // Sources say 3 to 12 months; a range that ends before the gate does would mislead.
    ("scar-under-6-months", 270, Some(365)),
    ("scar-6-to-12-months", 270, Some(365)),
    ("temporary-shedding", 180, Some(270)),
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
    ("areata-under-6-months", 180, None),
    ("areata-6-to-12-months", 0, Some(180)),
    ("areata-pill-regrowth", 365, None),
    ("areata-pill-stopped", 0, Some(365)),
    ("areata-pill-planned", 365, None),
];
