//! The stable names of problems, each with its explanation.

/// Declares the codes: variant, printed name and the page that `smp explain` shows, in one place.
macro_rules! codes {
    ($($variant:ident $name:literal $explanation:literal)*) => {
        /// The kind of a problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the explanations.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name printed in messages.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

codes! {
    Unreadable "unreadable"
        "A file could not be opened or read: it does not exist, it is a folder, or you may not read it. Check the path and its permissions."
    MissingFile "missing-file"
        "A pack is a folder that holds pack.json, questionnaire.json, suitability.json, expectations.json, guide.json and sources.json. One of them is not there. Copy the file from the built-in pack and change it."
    EmptyFile "empty-file"
        "The file has no content. An answers file holds at least `{}`. `smp template` prints one to fill in."
    TooLarge "too-large"
        "The file is larger than 16 MiB. No pack and no answers file needs that much, so it is not read. Check that it is the file you mean."
    NotUtf8 "not-utf8"
        "The file is not UTF-8 text. The place is the first byte that does not belong. Save the file as UTF-8 in your editor."
    Syntax "syntax"
        "The file is not valid JSON. The place is where reading stopped. Often a comma or a quote is missing just before it, or a comma is left over after the last entry."
    TooDeep "too-deep"
        "Lists and objects are nested more than 64 levels deep. No pack and no answers file needs that. Check that it is the file you mean."
    WrongType "wrong-type"
        "A value is of another kind than expected, such as a number where a text belongs. In an answers file a question that takes one option holds a text, one that takes several holds a list, and `null` means \"I'm not sure\"."
    UnknownKey "unknown-key"
        "The object holds a key that is not known there. A misspelled key would be passed over in silence, so it is an error. In an answers file your own keys begin with `x_`."
    DuplicateKey "duplicate-key"
        "The same key stands twice in one object. Only one of the two could count, so both are reported. Remove one."
    MissingKey "missing-key"
        "A key that must be there is not. The reference of rule packs, rules/README.md, lists the keys of each object."
    BadId "bad-id"
        "An id does not have the form it must have. Question and option ids begin with a lowercase letter and hold lowercase letters, digits and `_`; ids of rules, rows, sections and disputes may hold `-` too."
    DuplicateId "duplicate-id"
        "Two things of the same kind have the same id. Give one of them another id."
    EmptyText "empty-text"
        "A text that a person will read is empty or blank. Write the sentence, or leave the key out where it is optional."
    EmptyList "empty-list"
        "A list that needs at least one entry is empty, or a condition names no question. Write an entry, or leave the key out where it is optional."
    UnknownWord "unknown-word"
        "Only certain words are allowed at this place, and this is none of them. The help line lists them."
    BadNumber "bad-number"
        "A number is not whole, or outside the range allowed at this place. The help line gives the range."
    BadRange "bad-range"
        "A range is written as two whole numbers, such as `[2, 4]`. Put the lower one first; for a range of one number write it twice."
    UnknownQuestion "unknown-question"
        "A question is named that the questionnaire does not have. Check the spelling. `smp explain` lists the questions."
    UnknownOption "unknown-option"
        "An option is named that the question does not have. Check the spelling. `smp explain QUESTION` lists the options."
    LaterQuestion "later-question"
        "A question may only depend on questions that are asked before it. Move it down, or move the other one up."
    ReservedOption "reserved-option"
        "The words `none` and `unknown` stand for \"none of these\" and \"I'm not sure\" and cannot be ids of options. In a condition, `none` is only for questions of kind `many`."
    RepeatedOption "repeated-option"
        "The same option is listed twice. Remove one."
    TooManyOptions "too-many-options"
        "A question has more than 63 options. Nobody reads so many; split the question."
    TooMany "too-many"
        "A pack has at most 500 questions and 5,000 rules. Nobody answers so many, and a result would take long. Leave some out, or make two packs."
    TooLong "too-long"
        "A text of a pack has at most 10,000 characters, and an id at most 100. Say it in fewer words."
    BadPair "bad-pair"
        "`confusable` lists pairs of two different options of the same question, such as `[\"fut\", \"fue\"]`. Name the two options that people mix up."
    MissingReference "missing-reference"
        "The question takes part in a rule with points, so it needs a `reference`: the option worth nothing, as which an unknown answer counts. Name one that no rule with points names."
    ReferenceScores "reference-scores"
        "The reference option of a question is worth nothing by definition, but a rule with points names it. Choose another reference, or take the option out of the rule."
    NoEffect "no-effect"
        "A rule does nothing: it has neither `points` nor `verdict` nor `advice`. Give it one, or remove it."
    PointsOnMany "points-on-many"
        "Points come from questions of kind `one`. For a question where several options can be ticked, use a verdict or advice."
    UnlessOnPositive "unless-on-positive"
        "A rule with positive points has an `unless`. If the answer to the exception were unknown, the points would still count, and an unknown answer would improve the result. Turn it round: give the points where the answer is known."
    WaitMismatch "wait-mismatch"
        "A rule with the verdict `wait` says how long in `wait`, and no other rule has that key. Add `wait` with `min_days`, `max_days` and `since`, or take it out."
    ClearanceMismatch "clearance-mismatch"
        "A doctor's approval cannot clear this rule, or is asked for in a question where several options can be ticked. `cleared_by` belongs to a rule with the verdict `see_doctor_first`, or to one with `not_recommended` whose `disputed` reading is `see_doctor_first`. It never belongs to a wait, a caution or an urgent rule."
    UnknownSource "unknown-source"
        "A source is cited that sources.json does not list. Check the spelling, or add the source."
    UnknownClaim "unknown-claim"
        "A claim is cited that sources.json does not list. Check the spelling, or add the claim."
    UnknownDispute "unknown-dispute"
        "A rule names a dispute that pack.json does not list. Check the spelling, or add the dispute."
    UnknownRule "unknown-rule"
        "A case names a rule that suitability.json does not have. Check the spelling. `smp explain` lists the rules."
    NoOtherReading "no-other-reading"
        "`disputed` must say what the rule would do under the other reading: its `points`, its `verdict`, or both. Write `0` points or the verdict `null` where it would do nothing."
    BandsOutOfOrder "bands-out-of-order"
        "Bands are listed from the lowest score to the highest; the first begins at 0, each next one higher than the one before. Sort them, and let the first be from 0."
    UnfitBranding "unfit-branding"
        "The logo or the color of a clinic cannot be shown. A logo is a PNG or JPEG image as a data URI in base64 of at most 10000 characters. A color is written `#rrggbb` and is dark enough to be read on white: a contrast of 4.5 to 1 or more."
    BadUrl "bad-url"
        "`canonical` is not the beginning of web addresses. It is written in full, begins with `https://` or `http://`, and has no slash, `?`, `#` or `|` at its end or within. Names in FHIR are made from it, so use an address that is yours."
    NoRowForEverybody "no-row-for-everybody"
        "Somebody could match no row of this table. Let the last row have no `when`."
    UnreachableRow "unreachable-row"
        "A row before this one has no `when`, so it matches everybody and this row is never used. Move the row for everybody to the end."
    UnclearLaw "unclear-law"
        "A law of pack.json does not say one thing. It holds one of `never`, `always`, `within` and `monotone`; the first two name verdicts or a rule, and `monotone` goes along at least two options of a question of kind `one`. rules/README.md shows one of each."
    NotApplicable "not-applicable"
        "An answer is given to a question that does not concern this person, because of another answer. Remove it, or correct the other answer."
    WrongResource "wrong-resource"
        "The file is a FHIR resource, but not one that answers can be taken from: not a `QuestionnaireResponse`, one for another questionnaire, one entered in error, or one with a modifier that changes its meaning in a way not known here. Take the response of this questionnaire; `smp fhir questionnaire` prints it."
    DuplicateItem "duplicate-item"
        "A FHIR response has two items with the same `linkId`. Only one of the two could count, so both are reported. Remove one; several answers stand in one item."
    MisplacedItem "misplaced-item"
        "An item of a FHIR response does not stand where the questionnaire has it. Items stand in the same groups as in the questionnaire, and nothing else stands in a question."
    UnknownSystem "unknown-system"
        "A code of a FHIR response is of another code system than the questionnaire's, or of none. The same letters may mean something else there. Write the `system` that the help line names."
    LineTooLong "line-too-long"
        "A record of `smp batch` is longer than a record may be: 1 MiB, unless `--max-line` says otherwise. It is passed over. Often a line break or a closing quote is missing."
    CellCount "cell-count"
        "A row of a table has more or fewer cells than the header. Often a comma stands within a cell that is not in quotes, or the file ends in the middle of a row."
    BadSet "bad-set"
        "`--set` takes a question id, an equals sign and an option id, such as `--set hair_length=shaved`. Several options are joined by commas; `unknown` and `none` are allowed."
    UnknownBase "unknown-base"
        "A pack can only extend the built-in one, with `\"extends\": \"smp\"`. For anything else, copy the files that you need."
    UnknownEntry "unknown-entry"
        "A pack that extends another removes, moves or changes something that the base does not have. Check the id; the help line names a similar one if there is one. A new entry needs all its keys."
    RemovedAndChanged "removed-and-changed"
        "A pack that extends another both removes and changes the same entry. Only one of the two can be meant. Keep that one."
    TooEntangled "too-entangled"
        "The rules join so many questions that lie far apart that going through every set of answers would take too long. Nothing is proved by halves, so the pack is refused. Let conditions join questions that are asked close to each other, or write one rule with many questions as several rules."
    BadScore "bad-score"
        "With some set of answers the score leaves the range from 0 to 100. The message shows such a set. Change the points or the base."
    DeadBand "dead-band"
        "No set of answers gives a score in this band, so its verdict is never reached by points. Change the points, or take the band out."
    DeadRule "dead-rule"
        "No set of answers makes this rule fire: its `when` contradicts itself, asks a question that does not apply then, or is always excepted by `unless`. Correct the condition, or remove the rule."
    DeadGate "dead-gate"
        "Wherever this gate fires, the score or another gate already leads to its verdict or a worse one. It looks like protection and protects nobody. Take its verdict out, or correct its condition."
    ImpliedRule "implied-rule"
        "Wherever this rule fires, another one fires with the same verdict, the same wait and the same advice. The report says the same thing twice. Remove one of the two, or let them differ in what they say."
    IdleQuestion "idle-question"
        "No answer to this question fires a rule, moves a row, shows a text or asks another question. People answer it for nothing. Name its options somewhere, remove it, or say why it is asked in `neutral`."
    IdleOption "idle-option"
        "All else equal, this option gives everybody the result of the usual answer: the `reference` of the question, else the answer of `baseline`, else \"I'm not sure\". Name the option in a rule, a row or the guide, or say in `neutral` why it changes nothing."
    NotNeutral "not-neutral"
        "The question or option has a `neutral`, the reason why it changes nobody's result, but it does change one. Take `neutral` out, or mend the rule that names it."
    DeadRow "dead-row"
        "No set of answers comes to this row or to this item of the guide: a row before it matches first, or its condition cannot hold. Correct the conditions, or remove it."
    OutsideOverall "outside-overall"
        "A row gives a range that reaches beyond the `overall` range of its table. One of the two is wrong. Correct the row, or widen `overall` if a source says so."
    MissingDay "missing-day"
        "The timeline must tell every day from day 0 to the last day of the longest range of recovery. Let each entry begin on the day after the one before it."
    OverlappingDays "overlapping-days"
        "Two entries of the timeline tell the same day. Let each entry begin on the day after the one before it."
    UnusedSource "unused-source"
        "No rule, row, text, law, dispute or claim cites this source. Cite it where it belongs, or remove it."
    UnusedClaim "unused-claim"
        "No rule, row, text or law cites this claim. Cite it where it belongs, or remove it."
    IdleDispute "idle-dispute"
        "No rule has a `disputed` that names this dispute, so its other reading changes nothing. Name it in a rule, or remove it."
    LongText "long-text"
        "A text is longer than a report can show well. Say it in fewer words, or split it. The message gives the most characters a text of this kind may have."
    HardText "hard-text"
        "A text of 15 words or more is above the US reading grade 8 of Flesch and Kincaid. This is a warning: many readers of a result are worried or tired. Use shorter sentences and shorter words."
    BrokenLaw "broken-law"
        "A law of pack.json does not hold. The answers shown break it; no set of answers with fewer differences from the baseline does. Correct the rules, or the law."
    EmptyLaw "empty-law"
        "No set of answers fulfills the `when` of this law, so it says nothing about anybody. Correct the condition."
}

impl Code {
    /// The code with this printed name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
