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
    // Caution: a person who tries to get pregnant may be pregnant before a course ends.
    ("X03", "avoid (until over)", &[Wait], &[Caution]),
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
        &[Wait],
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
    // Caution: from 6 to 12 months (D07). Doctor: not sure when.
    ("X19", "defer", &[Wait], &[Caution, Doctor]),
    // It passes by itself, so it is advice to everyone before each visit.
    ("X20", "defer", &[Inform], &[]),
    ("X21", "defer", &[Wait], &[]),
    ("X22", "defer", &[Wait], &[]),
    ("X23", "defer", &[Wait], &[]),
    ("X24", "defer", &[Wait], &[Inform]),
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
    ("X31", "doctor (mental health)", &[Doctor], &[Caution]),
    ("X32", "avoid", &[Never], &[]),
    ("X33", "inform", &[Inform], &[]),
    // It is about the days before a visit, so it is said to everybody.
    ("X34", "defer", &[Inform], &[]),
    // It passes by itself, so it is advice to everyone before each visit.
    ("X35", "defer", &[Inform], &[]),
    ("X36", "defer", &[Wait], &[]),
    ("X37", "inform", &[Inform], &[]),
    // One practice only, so no gate.
    ("X38", "doctor", &[Inform], &[]),
    (
        "X39",
        "avoid by default (D31); a heart doctor's letter makes it a caution",
        &[Never],
        // Not sure which heart condition it is.
        &[Doctor],
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
        &[Caution],
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
        "X48",
        "doctor (eye doctor); avoid if it came with a tattoo",
        &[Doctor, Never],
        &[],
    ),
    (
        "X50",
        "doctor; strong caution after a letter",
        &[Doctor],
        // It came with a tattoo.
        &[Never],
    ),
    ("X51", "frame", &[], &[Doctor]),
    (
        "X52",
        "doctor; also defer while hair may still grow",
        &[Doctor],
        &[],
    ),
    ("X53", "avoid while it holds", &[Never], &[]),
    (
        "X54",
        "doctor; not suitable without a written yes",
        &[Doctor],
        &[],
    ),
    // Not sure which transplant: a doctor first.
    ("X55", "avoid", &[Never], &[Doctor]),
    ("X56", "avoid; later doctor", &[Never, Doctor], &[]),
    (
        "X57",
        "defer during treatment; then doctor",
        &[Wait, Doctor],
        &[],
    ),
    ("X58", "avoid while low", &[Never], &[]),
    ("X59", "doctor", &[Doctor], &[]),
    ("X60", "doctor (immunologist)", &[Doctor], &[]),
    (
        "X61",
        "avoid below 200; not known: doctor",
        &[Never, Doctor],
        &[],
    ),
    ("X62", "avoid", &[Never], &[]),
    ("X63", "doctor", &[Doctor], &[]),
    ("X64", "doctor", &[Doctor], &[]),
    ("X65", "defer until clear", &[Wait], &[]),
    ("X67", "doctor", &[Doctor], &[]),
    ("X69", "doctor; defer if active", &[Doctor, Wait], &[]),
    ("X70", "doctor", &[Doctor], &[]),
    (
        "X71",
        "doctor while it goes on; defer to 12 months; caution from then on",
        &[Doctor, Wait, Caution],
        &[],
    ),
    // How long it is used is not asked, and areata is a caution at best.
    (
        "X72",
        "caution; doctor if used daily for months",
        &[Inform],
        &[],
    ),
    (
        "X73",
        "defer until the skin is flat; doctor",
        &[Doctor, Wait],
        &[],
    ),
    // No source sets a time, so a person whose skin has healed is only cautioned.
    (
        "X74",
        "defer until healed; doctor if on immune medicine",
        &[Doctor, Wait],
        &[Caution],
    ),
    ("X76", "doctor", &[Doctor], &[]),
    ("X77", "doctor", &[Doctor], &[]),
    ("X79", "defer; doctor", &[Doctor, Wait], &[]),
    ("X80", "doctor", &[Doctor], &[Inform]),
    (
        "X81",
        "doctor; in range caution",
        &[Caution, Doctor],
        &[Inform],
    ),
    ("X83", "doctor (oncologist)", &[Doctor], &[]),
    ("X84", "inform", &[Inform], &[]),
    ("X85", "inform; any scalp check before SMP", &[Wait], &[]),
    ("X87", "doctor (skin allergy test)", &[Doctor], &[]),
    ("X88", "inform; doctor if severe", &[Doctor], &[Inform]),
    ("X90", "doctor", &[Doctor], &[]),
    ("X95", "doctor", &[Doctor, Wait], &[]),
    ("X98", "doctor (oncologist)", &[Doctor], &[Wait]),
    ("X99", "doctor", &[Doctor], &[]),
    // Caution: an infected tattoo is no allergy to pigment.
    ("X100", "doctor (skin doctor)", &[Doctor], &[Caution]),
    ("X101", "doctor", &[Doctor], &[]),
];

/// Waits of the evidence: rule, days at least, days at most.
pub(super) const WAITS: &[(&str, u32, Option<u32>)] = &[
    ("transplant-under-6-months", 180, Some(365)),
    ("recent-surgery", 180, Some(365)),
    // Sources say 3 to 12 months; a range that ends before the gate does would mislead.
    ("scar-under-6-months", 365, Some(365)),
    ("scar-6-to-12-months", 365, Some(365)),
    ("temporary-shedding", 180, Some(270)),
    ("isotretinoin", 180, Some(365)),
    ("recent-cosmetic-treatment", 60, Some(60)),
    ("recent-pigment-removal", 90, Some(90)),
    ("earlier-smp-trouble", 90, None),
    ("earlier-smp-low-line", 90, None),
    ("heart-recent-wait", 0, Some(365)),
    ("clot-or-stroke-past-year", 0, Some(365)),
    ("vitiligo-spreading", 365, None),
    // Our choice, and the texts say so (D10).
    ("areata-changing", 365, None),
    ("areata-under-6-months", 180, None),
    ("areata-6-to-12-months", 0, Some(180)),
    ("areata-pill-regrowth", 365, None),
    ("areata-pill-stopped", 365, None),
    ("areata-pill-planned", 365, None),
];
