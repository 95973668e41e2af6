//! How two packs differ over every complete set of answers.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::pairing::Side;
use super::query::{ChangedRule, ComparisonQuery, Effect, JointFiring, Sides};
use super::questions::Joint;
use super::ranges::{RangeChange, range_changes};
use super::sweep::{Found, JointSweep};
use crate::pack::{Rule, Variant, Verdict};
use crate::space::{Count, TooEntangled};

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

    /// Returns true if only its texts or sources changed.
    pub fn is_wording(&self) -> bool {
        self.same_terms && self.acts.count.is_zero()
    }
}

impl<'pack> Changes<'pack> {
    /// Compares two packs.
    ///
    /// # Errors
    /// The question of either pack at which too many combinations of answers were still undecided.
    pub fn between(joint: Joint<'pack>) -> Result<Self, TooEntangled> {
        let (deciding, ranges) = (PackPair::new(&joint).changes()?, range_changes(&joint)?);
        Ok(Self {
            joint,
            all: deciding.all,
            verdicts: deciding.verdicts,
            scores: deciding.scores,
            rules: deciding.rules,
            ranges,
        })
    }

    /// Returns true if nothing that decides a result is different.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty()
            && self.scores == ScoreChanges::default()
            && self.rules.iter().all(RuleChange::is_wording)
            && self.ranges.iter().all(|range| range.found.count.is_zero())
    }
}

/// The changes of what rules decide.
struct Deciding<'pack> {
    all: Count,
    verdicts: BTreeMap<(Verdict, Verdict), Found>,
    scores: ScoreChanges,
    rules: Vec<RuleChange<'pack>>,
}

/// The rules of both packs, paired by their ids.
struct PackPair<'joint, 'pack> {
    joint: &'joint Joint<'pack>,
    rules: Vec<[Option<&'pack Rule>; 2]>,
}

impl<'joint, 'pack> PackPair<'joint, 'pack> {
    fn new(joint: &'joint Joint<'pack>) -> Self {
        let [old, new] = Side::BOTH.map(|side| &joint.pack(side).rules);
        let twin = |id: &str, rules: &'pack [Rule]| rules.iter().find(|rule| rule.id == id);
        let kept = new.iter().map(|rule| [twin(&rule.id, old), Some(rule)]);
        let gone = old
            .iter()
            .filter(|rule| twin(&rule.id, new).is_none())
            .map(|rule| [Some(rule), None]);
        Self {
            joint,
            rules: kept.chain(gone).collect(),
        }
    }

    fn changes(&self) -> Result<Deciding<'pack>, TooEntangled> {
        let all = self
            .sweep(&ComparisonQuery::new())?
            .found(|_, _| true)
            .count;
        let differing: Vec<_> = self
            .rules
            .iter()
            .filter(|pair| self.differs(pair))
            .collect();
        let changed_rules = differing.iter().flat_map(|pair| self.changed_rules(pair));
        let verdicts = self.verdicts(changed_rules.collect())?;
        let scores = self.scores()?;
        let rules = self
            .rules
            .iter()
            .filter(|pair| {
                let [old, new] = **pair;
                self.differs(pair)
                    || old
                        .zip(new)
                        .is_some_and(|(old, new)| reads_differently(old, new))
            })
            .map(|pair| self.rule(*pair));
        let mut rules = rules.collect::<Result<Vec<_>, _>>()?;
        rules.retain(|rule| {
            let [old, new] = rule.versions;
            let reads_alike = (old.zip(new)).is_some_and(|(old, new)| !reads_differently(old, new));
            !(rule.is_wording() && reads_alike)
        });
        Ok(Deciding {
            all,
            verdicts,
            scores,
            rules,
        })
    }

    fn rule(&self, versions: [Option<&'pack Rule>; 2]) -> Result<RuleChange<'pack>, TooEntangled> {
        let changed_rules = || Some(self.changed_rules(&versions));
        let mut query = ComparisonQuery::new();
        query.changed_rules = changed_rules();
        let acts = self.sweep(&query)?.found(|_, _| true);
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
        let mut query = self.alone(&versions);
        query.changed_rules = changed_rules();
        let mut sweep = self.sweep(&query)?;
        change.verdict = sweep.found(|state, [before, after]| {
            let [worst, other] = state.worst;
            worst.max(old.band(before)) != other.max(old.band(after))
        });
        let mut query = self.alone(&versions);
        query.changed_rules = changed_rules();
        query.effects.retain(moves_apart);
        change.score = self
            .sweep(&query)?
            .found(|_, [before, after]| before != after);
        Ok(change)
    }

    /// The old pack on both sides, with the new version of one rule on the other.
    fn alone(&self, versions: &[Option<&'pack Rule>; 2]) -> ComparisonQuery {
        let id = |pair: &[Option<&'pack Rule>; 2]| {
            let [old, new] = *pair;
            old.or(new).map(|rule| &rule.id)
        };
        let mut query = ComparisonQuery::new();
        query.base = [self.joint.pack(Side::Old).base; 2];
        let effects = self.rules.iter().flat_map(|pair| {
            let [old, _] = *pair;
            if id(pair) == id(versions) {
                self.effects(pair)
            } else {
                let variants = old.into_iter().flat_map(Rule::variants);
                variants.map(|variant| self.unchanged(variant)).collect()
            }
        });
        query.effects = effects.filter(Effect::matters).collect();
        query
    }

    /// A rule of the old pack that acts on both sides.
    fn unchanged(&self, variant: Variant) -> Effect {
        Effect {
            sides: Sides::One(Side::Old),
            firing: JointFiring::of(self.joint, Side::Old, variant),
            points: [variant.points().unwrap_or(0); 2],
            verdicts: [variant.gate(); 2],
        }
    }

    fn verdicts(
        &self,
        changed_rules: Vec<ChangedRule>,
    ) -> Result<BTreeMap<(Verdict, Verdict), Found>, TooEntangled> {
        let [old, new] = Side::BOTH.map(|side| self.joint.pack(side));
        let mut query = self.answers_selecting_row();
        // With the same base and bands, only a rule that acts differently can change a verdict.
        let same_scale = old.base == new.base && old.bands == new.bands;
        query.changed_rules = same_scale.then_some(changed_rules);
        if query.changed_rules.as_ref().is_some_and(Vec::is_empty) {
            return Ok(BTreeMap::new());
        }
        let mut sweep = self.sweep(&query)?;
        Ok(sweep.sorted(|state, [before, after]| {
            let [worst, other] = state.worst;
            let verdicts = (worst.max(old.band(before)), other.max(new.band(after)));
            (verdicts.0 != verdicts.1).then_some(verdicts)
        }))
    }

    fn scores(&self) -> Result<ScoreChanges, TooEntangled> {
        let query = self.scoring();
        let [old, new] = query.base;
        if query.effects.is_empty() && old == new {
            return Ok(ScoreChanges::default());
        }
        let mut sweep = self.sweep(&query)?;
        let mut sorted = sweep.sorted(|_, [before, after]| match after.cmp(&before) {
            Ordering::Equal => None,
            other => Some(other),
        });
        let mut take = |ordering| sorted.remove(&ordering).unwrap_or_default();
        Ok(ScoreChanges {
            lower: take(Ordering::Less),
            higher: take(Ordering::Greater),
            range: sweep.score_changes(),
        })
    }

    fn sweep(&self, query: &ComparisonQuery) -> Result<JointSweep<'joint>, TooEntangled> {
        JointSweep::new(self.joint, query)
    }

    /// Every rule that gives points or a verdict.
    fn answers_selecting_row(&self) -> ComparisonQuery {
        let mut query = ComparisonQuery::new();
        query.base = Side::BOTH.map(|side| self.joint.pack(side).base);
        query.effects = self
            .rules
            .iter()
            .flat_map(|pair| self.effects(pair))
            .collect();
        query
    }

    /// The rules that give points and are not alike; the others move both scores together.
    fn scoring(&self) -> ComparisonQuery {
        let mut query = ComparisonQuery::new();
        query.base = Side::BOTH.map(|side| self.joint.pack(side).base);
        let effects = self.rules.iter().flat_map(|pair| self.effects(pair));
        query.effects = effects.filter(moves_apart).collect();
        query
    }

    fn effects(&self, pair: &[Option<&Rule>; 2]) -> Vec<Effect> {
        let pairs = variant_pairs(pair);
        pairs
            .iter()
            .flat_map(|pair| self.effects_of(pair))
            .collect()
    }

    fn effects_of(&self, pair: &[Option<Variant>; 2]) -> Vec<Effect> {
        let points = pair.map(|variant| variant.and_then(Variant::points).unwrap_or(0));
        let verdicts = pair.map(|variant| variant.map_or(Verdict::Suitable, Variant::gate));
        let firings = self.firings(pair);
        let effects = if self.fires_alike(&firings) {
            let [firing, _] = firings;
            let both = firing.map(|firing| Effect {
                sides: Sides::Both,
                firing,
                points,
                verdicts,
            });
            both.into_iter().collect()
        } else {
            let sides = Side::BOTH.into_iter().zip(firings);
            let effects = sides.filter_map(|(side, firing)| {
                let here = |this: Side| this == side;
                Some(Effect {
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
            effects.collect::<Vec<_>>()
        };
        effects.into_iter().filter(Effect::matters).collect()
    }

    fn firings(&self, pair: &[Option<Variant>; 2]) -> [Option<JointFiring>; 2] {
        Side::BOTH.map(|side| {
            let variant = *side.of(pair);
            variant.map(|variant| JointFiring::of(self.joint, side, variant))
        })
    }

    fn fires_alike(&self, firings: &[Option<JointFiring>; 2]) -> bool {
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
    fn changed_rules(&self, pair: &[Option<&Rule>; 2]) -> Vec<ChangedRule> {
        let pairs = variant_pairs(pair).into_iter();
        let changed_rules = pairs.map(|pair| ChangedRule {
            firings: self.firings(&pair),
            effect_differs: effect_differs(&pair),
        });
        changed_rules.collect()
    }
}

/// Two versions of a rule as written, and, where either can be cleared, both cleared.
fn variant_pairs<'rule>(pair: &[Option<&'rule Rule>; 2]) -> Vec<[Option<Variant<'rule>>; 2]> {
    let written = pair.map(|rule| rule.map(Rule::as_written));
    let cleared = pair.map(|rule| rule.and_then(Rule::cleared));
    let exists = |pair: &[Option<Variant>; 2]| pair.iter().any(Option::is_some);
    [written, cleared].into_iter().filter(exists).collect()
}

/// Returns true if an effect gives the two packs different points; equal points change no difference of scores.
fn moves_apart(effect: &Effect) -> bool {
    let [old, new] = effect.points;
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
