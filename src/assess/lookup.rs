//! What follows from bits that are set, looked up for eight of them at once.

use super::bits::Words;

/// For every way in which some bits can be set, all that follows from it.
///
/// Answers come without any order, so nothing here branches on the bits: it would be guessed wrongly.
#[derive(Debug, Clone)]
pub(super) struct Lookup<Effect>(Vec<Run<Effect>>);

/// Neighboring bytes.
#[derive(Debug, Clone)]
struct Run<Effect> {
    /// The place of the first byte.
    first: usize,
    /// For each of them what follows from each value.
    ways: Vec<[Effect; 256]>,
}

impl<Effect: Clone> Lookup<Effect> {
    /// From what follows from each bit, by its place and ascending. From no bit follows `nothing`, and
    /// `join` puts together what follows from two.
    pub(super) fn new(
        effects: impl IntoIterator<Item = (usize, Effect)>,
        nothing: &Effect,
        join: impl Fn(&mut Effect, &Effect),
    ) -> Self {
        let mut lookup = Self(Vec::new());
        let mut effects = effects.into_iter().peekable();
        while let Some(&(bit, _)) = effects.peek() {
            let place = bit / 8;
            let mut each = [const { None }; 8];
            while let Some((bit, effect)) = effects.next_if(|(bit, _)| bit / 8 == place) {
                if let Some(own) = each.get_mut(bit % 8) {
                    *own = Some(effect);
                }
            }
            let mut ways = Vec::with_capacity(256);
            ways.push(nothing.clone());
            for effect in &each {
                for way in 0..ways.len() {
                    let without: Option<&Effect> = ways.get(way);
                    let mut with = without.unwrap_or(nothing).clone();
                    if let Some(effect) = effect {
                        join(&mut with, effect);
                    }
                    ways.push(with);
                }
            }
            lookup.add(
                place,
                ways.try_into()
                    .unwrap_or_else(|_| unreachable!("eight bits are set in 256 ways")),
            );
        }
        lookup
    }

    fn add(&mut self, place: usize, ways: [Effect; 256]) {
        match self.0.last_mut() {
            Some(run) if run.first + run.ways.len() == place => run.ways.push(ways),
            _ => self.0.push(Run {
                first: place,
                ways: vec![ways],
            }),
        }
    }

    /// Does something with all that follows from the bits that are set.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "words in a call are words in memory, which costs twice the time"
    )]
    pub(super) fn each<'all>(&'all self, set: &impl Words, mut act: impl FnMut(&'all Effect)) {
        let bytes = set.bytes();
        let bytes = bytes.as_ref().as_flattened();
        for Run { first, ways } in &self.0 {
            let Some(bytes) = bytes.get(*first..) else {
                continue;
            };
            for (ways, byte) in ways.iter().zip(bytes) {
                let way = ways.get(usize::from(*byte));
                way.into_iter().for_each(&mut act);
            }
        }
    }
}
