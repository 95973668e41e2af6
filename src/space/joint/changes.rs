//! How two packs differ over every complete set of answers.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::board::Board;
use super::questions::{Joint, Side};
use super::ranges::{RangeChange, range_changes};
use super::task::{Firing, Item, Sides, Subject, Task, Whom};
use super::walk::{Count, Found, Walk};
use crate::pack::{QuestionIndex, Rule, Variant, Verdict};

/// Everything that changes from one pack to another.
#[derive(Debug, Clone)]
pub struct Changes<'pack> {
    /// Both packs on the same questions.
    pub joint: Joint<'pack>,
    /// How many sets of answers there are.
    pub all: Count,
    /// Those whose verdict changes, by the verdict before and after.
    pub verdicts: BTreeMap<(Verdict, Verdict), Found>,
    /// Those whose score changes.
    pub scores: ScoreChanges,
    /// The rules that are not alike in both, those of the new pack in its order, then those that are gone.
    pub rules: Vec<RuleChange<'pack>>,
    /// The tables of expectations that are not alike in both.
    pub ranges: Vec<RangeChange>,
}

/// The sets of answers whose score changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScoreChanges {
    /// The score falls.
    pub lower: Found,
    /// The score rises.
    pub higher: Found,
    /// The change that takes most, or gives least, and the one that gives most.
    pub range: Option<(i32, i32)>,
}

/// A rule that is not alike in both packs.
#[derive(Debug, Clone)]
pub struct RuleChange<'pack> {
    /// The rule in each pack that has it.
    pub versions: [Option<&'pack Rule>; 2],
    /// Its condition and what it does are written alike in both, though a question may not be.
    pub same_terms: bool,
    /// The answers for which it fires in one pack only, or does something else.
    pub acts: Found,
    /// The answers whose verdict changes by this alone, everything else being as in the old pack.
    pub verdict: Found,
    /// The answers whose score changes by this alone.
    pub score: Found,
}

impl RuleChange<'_> {
    /// Its id.
    pub fn id(&self) -> &str {
        let [old, new] = self.versions;
        new.or(old).map_or("", |rule| &rule.id)
    }

    /// Whether only its texts or sources changed.
    pub fn is_wording(&self) -> bool {
        self.same_terms && self.acts.count.is_zero()
    }
}

impl<'pack> Changes<'pack> {
    /// Compares two packs.
    ///
    /// # Errors
    /// The question of either pack at which too many combinations of answers were still undecided.
    pub fn between(joint: Joint<'pack>) -> Result<Self, String> {
        let changes = Pair::new(&joint).changes();
        let (all, verdicts, scores, rules) =
            changes.map_err(|question| joint.id(question).to_owned())?;
        let ranges = range_changes(&joint).map_err(|question| joint.id(question).to_owned())?;
        Ok(Self {
            joint,
            all,
            verdicts,
            scores,
            rules,
            ranges,
        })
    }

    /// Whether nothing that decides a result is different.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty()
            && self.scores == ScoreChanges::default()
            && self.rules.iter().all(RuleChange::is_wording)
            && self.ranges.iter().all(|range| range.found.count.is_zero())
    }
}

type Decided<'pack> = (
    Count,
    BTreeMap<(Verdict, Verdict), Found>,
    ScoreChanges,
    Vec<RuleChange<'pack>>,
);

/// The rules of both packs, paired by their ids.
struct Pair<'joint, 'pack> {
    joint: &'joint Joint<'pack>,
    rules: Vec<[Option<&'pack Rule>; 2]>,
}

impl<'joint, 'pack> Pair<'joint, 'pack> {
    fn new(joint: &'joint Joint<'pack>) -> Self {
        let [old, new] = Side::BOTH.map(|side| &joint.pack(side).rules);
        let twin = |id: &str, rules: &'pack [Rule]| rules.iter().find(|rule| rule.id == id);
        let kept = new.iter().map(|rule| [twin(&rule.id, old), Some(rule)]);
        let gone = old.iter().filter(|rule| twin(&rule.id, new).is_none());
        let gone = gone.map(|rule| [Some(rule), None]);
        Self {
            joint,
            rules: kept.chain(gone).collect(),
        }
    }

    fn changes(&self) -> Result<Decided<'pack>, QuestionIndex> {
        let all = self
            .walk(&Task::new(Whom::Complete))?
            .found(|_, _| true)
            .count;
        let differing: Vec<_> = self
            .rules
            .iter()
            .filter(|pair| self.differs(pair))
            .collect();
        let subjects = differing.iter().flat_map(|pair| self.subjects(pair));
        let verdicts = self.verdicts(subjects.collect())?;
        let scores = self.scores()?;
        let rules = self.rules.iter().filter(|pair| {
            let [old, new] = **pair;
            self.differs(pair)
                || old
                    .zip(new)
                    .is_some_and(|(old, new)| reads_differently(old, new))
        });
        let rules = rules.map(|pair| self.rule(*pair));
        let mut rules = rules.collect::<Result<Vec<_>, _>>()?;
        rules.retain(|rule| {
            let [old, new] = rule.versions;
            let reads_alike = (old.zip(new)).is_some_and(|(old, new)| !reads_differently(old, new));
            !(rule.is_wording() && reads_alike)
        });
        Ok((all, verdicts, scores, rules))
    }

    fn rule(&self, versions: [Option<&'pack Rule>; 2]) -> Result<RuleChange<'pack>, QuestionIndex> {
        let subjects = || Some(self.subjects(&versions));
        let mut task = Task::new(Whom::Complete);
        task.subjects = subjects();
        let acts = self.walk(&task)?.found(|_, _| true);
        let mut change = RuleChange {
            versions,
            same_terms: self.same_terms(&versions),
            acts,
            verdict: Found::default(),
            score: Found::default(),
        };
        let decides = |rule: &Rule| rule.points.is_some() || rule.verdict.is_some();
        if change.acts.count.is_zero() || !versions.into_iter().flatten().any(decides) {
            return Ok(change);
        }
        let old = self.joint.pack(Side::Old);
        let mut task = self.alone(&versions);
        task.subjects = subjects();
        let mut walk = self.walk(&task)?;
        change.verdict = walk.found(|state, [before, after]| {
            let [worst, other] = state.worst;
            worst.max(old.band(before)) != other.max(old.band(after))
        });
        let mut task = self.alone(&versions);
        task.subjects = subjects();
        task.items.retain(moves_apart);
        change.score = self
            .walk(&task)?
            .found(|_, [before, after]| before != after);
        Ok(change)
    }

    /// The old pack on both sides, with the new version of one rule on the other.
    fn alone(&self, versions: &[Option<&'pack Rule>; 2]) -> Task {
        let id = |pair: &[Option<&'pack Rule>; 2]| {
            let [old, new] = *pair;
            old.or(new).map(|rule| &rule.id)
        };
        let mut task = Task::new(Whom::Complete);
        task.base = [self.joint.pack(Side::Old).base; 2];
        let items = self.rules.iter().flat_map(|pair| {
            let [old, _] = *pair;
            if id(pair) == id(versions) {
                self.items(pair)
            } else {
                let variants = old.into_iter().flat_map(Rule::variants);
                variants.map(|variant| self.unchanged(variant)).collect()
            }
        });
        task.items = items.filter(Item::matters).collect();
        task
    }

    /// A rule of the old pack that acts on both sides.
    fn unchanged(&self, variant: Variant) -> Item {
        Item {
            sides: Sides::One(Side::Old),
            firing: Firing::of(self.joint, Side::Old, variant),
            points: [variant.points().unwrap_or(0); 2],
            verdicts: [variant.verdict().unwrap_or(Verdict::Suitable); 2],
        }
    }

    fn verdicts(
        &self,
        subjects: Vec<Subject>,
    ) -> Result<BTreeMap<(Verdict, Verdict), Found>, QuestionIndex> {
        let [old, new] = Side::BOTH.map(|side| self.joint.pack(side));
        let mut task = self.deciding();
        // With the same base and bands, only a rule that acts differently can change a verdict.
        let same_scale = old.base == new.base && old.bands == new.bands;
        task.subjects = same_scale.then_some(subjects);
        if task.subjects.as_ref().is_some_and(Vec::is_empty) {
            return Ok(BTreeMap::new());
        }
        let mut walk = self.walk(&task)?;
        Ok(walk.sorted(|state, [before, after]| {
            let [worst, other] = state.worst;
            let verdicts = (worst.max(old.band(before)), other.max(new.band(after)));
            (verdicts.0 != verdicts.1).then_some(verdicts)
        }))
    }

    fn scores(&self) -> Result<ScoreChanges, QuestionIndex> {
        let task = self.scoring();
        let [old, new] = task.base;
        if task.items.is_empty() && old == new {
            return Ok(ScoreChanges::default());
        }
        let mut walk = self.walk(&task)?;
        let mut sorted = walk.sorted(|_, [before, after]| match after.cmp(&before) {
            Ordering::Equal => None,
            other => Some(other),
        });
        let mut take = |ordering| sorted.remove(&ordering).unwrap_or_default();
        Ok(ScoreChanges {
            lower: take(Ordering::Less),
            higher: take(Ordering::Greater),
            range: walk.moves(),
        })
    }

    fn walk(&self, task: &Task) -> Result<Walk, QuestionIndex> {
        Walk::new(Board::new(self.joint, task))
    }

    /// Every rule that gives points or a verdict.
    fn deciding(&self) -> Task {
        let mut task = Task::new(Whom::Complete);
        task.base = Side::BOTH.map(|side| self.joint.pack(side).base);
        task.items = self
            .rules
            .iter()
            .flat_map(|pair| self.items(pair))
            .collect();
        task
    }

    /// The rules that give points and are not alike; the others move both scores together.
    fn scoring(&self) -> Task {
        let mut task = Task::new(Whom::Complete);
        task.base = Side::BOTH.map(|side| self.joint.pack(side).base);
        let items = self.rules.iter().flat_map(|pair| self.items(pair));
        task.items = items.filter(moves_apart).collect();
        task
    }

    fn items(&self, pair: &[Option<&Rule>; 2]) -> Vec<Item> {
        let pairs = variant_pairs(pair);
        pairs.iter().flat_map(|pair| self.items_of(pair)).collect()
    }

    fn items_of(&self, pair: &[Option<Variant>; 2]) -> Vec<Item> {
        let points = pair.map(|variant| variant.and_then(Variant::points).unwrap_or(0));
        let verdicts = pair.map(|variant| variant.and_then(Variant::verdict));
        let verdicts = verdicts.map(|verdict| verdict.unwrap_or(Verdict::Suitable));
        let firings = self.firings(pair);
        let items = if self.fires_alike(&firings) {
            let [firing, _] = firings;
            let both = firing.map(|firing| Item {
                sides: Sides::Both,
                firing,
                points,
                verdicts,
            });
            both.into_iter().collect()
        } else {
            let sides = Side::BOTH.into_iter().zip(firings);
            let items = sides.filter_map(|(side, firing)| {
                let here = |this: Side| this == side;
                Some(Item {
                    sides: Sides::One(side),
                    firing: firing?,
                    points: Side::BOTH.map(|this| if here(this) { *this.of(&points) } else { 0 }),
                    verdicts: Side::BOTH.map(|this| {
                        if here(this) {
                            *this.of(&verdicts)
                        } else {
                            Verdict::Suitable
                        }
                    }),
                })
            });
            items.collect::<Vec<_>>()
        };
        items.into_iter().filter(Item::matters).collect()
    }

    fn firings(&self, pair: &[Option<Variant>; 2]) -> [Option<Firing>; 2] {
        Side::BOTH.map(|side| {
            let variant = *side.of(pair);
            variant.map(|variant| Firing::of(self.joint, side, variant))
        })
    }

    fn fires_alike(&self, firings: &[Option<Firing>; 2]) -> bool {
        let [Some(old), Some(new)] = firings else {
            return false;
        };
        old == new && old.asks_the_same(self.joint)
    }

    fn differs(&self, pair: &[Option<&Rule>; 2]) -> bool {
        let mut pairs = variant_pairs(pair).into_iter();
        pairs.any(|pair| !self.fires_alike(&self.firings(&pair)) || effect_differs(&pair))
    }

    fn same_terms(&self, pair: &[Option<&Rule>; 2]) -> bool {
        let rest = |rule: &Rule| (rule.wait, rule.urgent);
        let [old_rest, new_rest] = pair.map(|rule| rule.map(rest));
        let mut pairs = variant_pairs(pair).into_iter();
        let alike = pairs.all(|pair| {
            let [old, new] = self.firings(&pair);
            old == new && !effect_differs(&pair)
        });
        alike && old_rest == new_rest
    }

    /// Whose results a rule may change: those for whom a variant of it fires in one pack only, or does
    /// something else there.
    fn subjects(&self, pair: &[Option<&Rule>; 2]) -> Vec<Subject> {
        let pairs = variant_pairs(pair).into_iter();
        let subjects = pairs.map(|pair| Subject {
            firings: self.firings(&pair),
            effect_differs: effect_differs(&pair),
        });
        subjects.collect()
    }
}

/// Two versions of a rule as written, and, where either can be cleared, both cleared.
fn variant_pairs<'rule>(pair: &[Option<&'rule Rule>; 2]) -> Vec<[Option<Variant<'rule>>; 2]> {
    let written = pair.map(|rule| rule.map(Rule::as_written));
    let cleared = pair.map(|rule| rule.and_then(Rule::cleared));
    let exists = |pair: &[Option<Variant>; 2]| pair.iter().any(Option::is_some);
    [written, cleared].into_iter().filter(exists).collect()
}

/// Whether something gives the two sides other points; what moves both alike changes no score.
fn moves_apart(item: &Item) -> bool {
    let [old, new] = item.points;
    old != new
}

fn effect_differs(pair: &[Option<Variant>; 2]) -> bool {
    let effect = |variant: Variant| (variant.points(), variant.verdict());
    let [old, new] = pair.map(|variant| variant.map(effect));
    old.zip(new).is_some_and(|(old, new)| old != new)
}

fn reads_differently(old: &Rule, new: &Rule) -> bool {
    let words = |rule: &Rule| {
        let support = (rule.sources.clone(), rule.claims.clone());
        (support, rule.wait, rule.urgent)
    };
    words(old) != words(new) || !old.texts().eq(new.texts())
}
