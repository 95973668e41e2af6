//! First-match tables: which rows can be the first to match, the one reading of them for answers of which some
//! are unknown.

/// How far the condition of a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowMatch {
    /// It holds for some values of the unknown answers.
    pub is_possible: bool,
    /// It holds for all of them.
    pub is_certain: bool,
}

impl RowMatch {
    /// It holds for all answers, or for none.
    pub fn decided(holds: bool) -> Self {
        Self {
            is_possible: holds,
            is_certain: holds,
        }
    }
}

/// The rows that could be the first to match: those that may match, up to the first that certainly does.
///
/// Example: of rows for "light hair", "gray hair" and "anyone", all three could be first while the color is
/// unknown; for gray hair the second alone.
#[inline]
pub fn could_be_first<Row>(
    rows: impl IntoIterator<Item = (Row, RowMatch)>,
) -> impl Iterator<Item = Row> {
    let mut is_over = false;
    let rows = rows.into_iter().map_while(move |(row, matches)| {
        if is_over {
            return None;
        }
        is_over = matches.is_certain;
        Some(matches.is_possible.then_some(row))
    });
    rows.flatten()
}

#[cfg(test)]
mod tests {
    use super::{RowMatch, could_be_first};

    #[test]
    fn rows_count_up_to_the_first_that_certainly_matches() {
        let no = RowMatch::decided(false);
        let yes = RowMatch::decided(true);
        let maybe = RowMatch {
            is_possible: true,
            is_certain: false,
        };
        for (rows, counting) in [
            (vec![maybe, maybe, yes, yes], vec![0, 1, 2]),
            (vec![no, yes, maybe], vec![1]),
            (vec![maybe, no, maybe], vec![0, 2]),
            (vec![no, no], vec![]),
        ] {
            let numbered = rows.iter().copied().enumerate();
            let found: Vec<_> = could_be_first(numbered).collect();
            assert_eq!(found, counting, "{rows:?}");
        }
    }
}
