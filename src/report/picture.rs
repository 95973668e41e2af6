//! Numbers as simple pictures. The same numbers are always next to them in words.

use super::line::Role;
use super::paragraph::Paragraph;
use crate::pack::Span;

/// Where a range lies within a wider one: `├───█████──────┤`.
pub(super) fn within(part: Span, whole: Span) -> Paragraph {
    const CELLS: u32 = 28;
    let length = whole.max.saturating_sub(whole.min).max(1);
    let cell = |amount: u32| {
        let along = amount.clamp(whole.min, whole.max) - whole.min;
        u64::from(along) * u64::from(CELLS) / u64::from(length)
    };
    let cell = |amount: u32| usize::try_from(cell(amount)).unwrap_or(0);
    let cells = usize::try_from(CELLS).unwrap_or(0);
    // Even the narrowest range is one cell.
    let from = cell(part.min).min(cells - 1);
    let to = cell(part.max).max(from + 1);
    let rule = |count: usize| "─".repeat(count);
    Paragraph::of(Role::BarRest, &format!("├{}", rule(from)))
        .joined(Role::Bar, &"█".repeat(to - from))
        .joined(Role::BarRest, &format!("{}┤", rule(cells - to)))
}

#[cfg(test)]
mod tests {
    use super::within;
    use crate::pack::Span;
    use crate::report::paragraph::Paragraph;

    fn drawn(paragraph: &Paragraph) -> String {
        let lines = paragraph.wrapped(80);
        lines.iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn check_within(min: u32, max: u32, expected: &str) {
        let whole = Span {
            min: 300,
            max: 3100,
        };
        assert_eq!(drawn(&within(Span { min, max }, whole)), expected);
    }

    #[test]
    fn a_range_lies_where_its_ends_are() {
        check_within(300, 3100, "├████████████████████████████┤");
        check_within(1300, 2300, "├──────────██████████────────┤");
    }

    #[test]
    fn a_single_price_is_seen_even_at_the_end() {
        check_within(3100, 3100, "├───────────────────────────█┤");
        check_within(300, 300, "├█───────────────────────────┤");
    }

    #[test]
    fn a_range_that_reaches_out_is_cut_at_the_ends() {
        check_within(0, 9000, "├████████████████████████████┤");
    }
}
