//! Records made to measure and to test with: the same seed gives the same people.
//!
//! They answer what applies to them, most of it or little, in the order of the questions.

use smp_suitability::pack::{Condition, Kind, OptionSet, Pack, Question};

/// Records of a pack, one after the other without end.
pub(crate) struct Leads<'pack> {
    pack: &'pack Pack,
    seed: u64,
    number: u64,
    /// Bad records among a thousand.
    bad: u64,
    chosen: Vec<OptionSet>,
}

impl<'pack> Leads<'pack> {
    pub(crate) fn new(pack: &'pack Pack, seed: u64, bad: u64) -> Self {
        Self {
            pack,
            seed: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            number: 0,
            bad,
            chosen: Vec::new(),
        }
    }

    /// Writes the next record as a line of JSON.
    pub(crate) fn write(&mut self, out: &mut Vec<u8>) {
        self.number += 1;
        let start = out.len();
        out.extend_from_slice(format!("{{\"id\":\"lead-{:07}\"", self.number).as_bytes());
        // A form of ten questions or one of all: few people answer everything.
        let patience = [35, 45, 60, 97][self.below(4)];
        self.chosen.clear();
        let pack = self.pack;
        for question in &pack.questions {
            let asks = question.when.as_ref().is_none_or(|when| self.holds(when));
            let answers = asks && (question.core || self.below(100) < patience);
            let chosen = if answers {
                self.answer(question, out)
            } else {
                OptionSet::EMPTY
            };
            self.chosen.push(chosen);
        }
        if self.below(4) == 0 {
            let crm = self.below(100_000);
            out.extend_from_slice(format!(",\"x_crm\":{crm}").as_bytes());
        }
        out.extend_from_slice(b"}\n");
        if (self.below(1_000) as u64) < self.bad {
            self.damage(start, out);
        }
    }

    fn answer(&mut self, question: &Question, out: &mut Vec<u8>) -> OptionSet {
        out.extend_from_slice(b",\"");
        out.extend_from_slice(question.id.as_bytes());
        out.extend_from_slice(b"\":");
        let options = question.options.len();
        if self.below(25) == 0 {
            out.extend_from_slice(b"null");
            return OptionSet::EMPTY;
        }
        let first = self.below(options);
        let mut chosen = OptionSet::single(first);
        if question.kind == Kind::One {
            out.extend_from_slice(format!("\"{}\"", question.options[first].id).as_bytes());
            return chosen;
        }
        out.push(b'[');
        if self.below(10) < 7 {
            chosen = OptionSet::NONE_OF_THESE;
        } else {
            out.extend_from_slice(format!("\"{}\"", question.options[first].id).as_bytes());
            let second = self.below(options);
            if self.below(3) == 0 && second != first {
                chosen = chosen.union(OptionSet::single(second));
                out.extend_from_slice(format!(",\"{}\"", question.options[second].id).as_bytes());
            }
        }
        out.push(b']');
        chosen
    }

    fn holds(&self, condition: &Condition) -> bool {
        condition.clauses.iter().any(|clause| {
            clause.requirements.iter().all(|requirement| {
                let chosen = self.chosen.get(requirement.question.position());
                chosen.is_some_and(|chosen| chosen.intersects(requirement.options))
            })
        })
    }

    /// Spoils the last line in one of several ways.
    fn damage(&mut self, start: usize, out: &mut Vec<u8>) {
        let brace = start + 1;
        match self.below(5) {
            0 => out.truncate(out.len() - 20),
            1 => out
                .splice(brace..brace, *b"\"hair_colour\":1,")
                .for_each(drop),
            2 => out
                .splice(brace..brace, *b"\"age\":\"old\",")
                .for_each(drop),
            3 => out
                .splice(brace..brace, *b"\"id\":7,\"id\":8,")
                .for_each(drop),
            _ => out[start + 3] = 0xff,
        }
        if out.last() != Some(&b'\n') {
            out.push(b'\n');
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        usize::try_from((self.seed >> 11) % bound as u64).unwrap()
    }
}
