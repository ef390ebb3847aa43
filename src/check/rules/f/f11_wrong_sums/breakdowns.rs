//! A breakdown in a paragraph of its own: some of its sums are numbers that were said before, another is only nearly one.
//!
//! `甲类10万元，支出9万元；乙类20万元，支出19万元`: where 30万元 was said before, what was spent should have been said, too.

use rust_decimal::Decimal;

use super::lists::sentences;
use crate::check::marks::Marks;
use crate::check::text::numbers::{self, Found};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub fn look(paper: &Paper, marks: &mut Marks<'_>) {
    let mut before: Vec<(usize, Found)> = Vec::new();
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        let segments: Vec<Vec<Found>> = sentences(&line.text, &['。', '；', ';'])
            .into_iter()
            .map(|range| {
                let all = numbers::all(&line.text[..range.end]).into_iter();
                all.filter(|number| number.range.start >= range.start && is_amount(number)).collect()
            })
            .filter(|segment: &Vec<Found>| !segment.is_empty())
            .collect();
        if let Some((sum, number, at)) = mismatch(&segments, &before) {
            let scale = Decimal::from(number.unit.scale.max(1));
            let written = &paper.lines[at].text[number.range.start..number.unit.range.end];
            let off = number.value - sum / scale;
            marks
                .at(
                    at,
                    number.range.start..number.unit.range.end,
                    format!("“{written}”同后面各项之和差{}", off.abs().normalize()),
                )
                .level(Level::Warning)
                .hint(format!("后面各项相加是{}，请核对", (sum / scale).normalize()))
                .related(
                    index,
                    0..line.text.len().min(line.text.char_indices().nth(12).map_or(0, |(at, _)| at)),
                    "各项在这一段",
                );
        }
        before.extend(segments.into_iter().flatten().map(|number| (index, number)));
    }
}

fn is_amount(number: &Found) -> bool {
    number.unit.scale > 1
        || matches!(number.unit.name.as_str(), "元" | "吨" | "亩" | "公里" | "人" | "户" | "个")
}

/// The sum that is nearly a number that was said before, and that number.
fn mismatch(segments: &[Vec<Found>], before: &[(usize, Found)]) -> Option<(Decimal, Found, usize)> {
    let first = segments.first()?;
    let alike = |segment: &Vec<Found>| {
        segment.len() == first.len()
            && segment
                .iter()
                .zip(first)
                .all(|(a, b)| a.unit.name == b.unit.name && a.unit.scale == b.unit.scale)
    };
    if segments.len() < 3 || first.len() < 2 || !segments.iter().all(alike) {
        return None;
    }
    let sums: Vec<Decimal> = (0..first.len())
        .map(|at| {
            segments.iter().try_fold(Decimal::ZERO, |sum, segment| sum.checked_add(segment[at].whole()?))
        })
        .collect::<Option<_>>()?;
    let same_unit = |number: &Found, at: usize| number.unit.name == first[at].unit.name;
    let said = |at: usize| before.iter().any(|(_, n)| same_unit(n, at) && n.whole() == Some(sums[at]));
    // One column of the breakdown is certain to be one of what was said before.
    if !(0..sums.len()).any(said) {
        return None;
    }
    (0..sums.len()).filter(|&at| !said(at)).find_map(|at| {
        let (line, number) = before.iter().rev().find(|(_, number)| {
            same_unit(number, at)
                && number.whole().is_some_and(|value| {
                    let off = (value - sums[at]).abs();
                    off * Decimal::ONE_THOUSAND <= value && !off.is_zero()
                })
        })?;
        let finest = segments.iter().map(|segment| segment[at].decimals).max().unwrap_or(0);
        let scale = Decimal::from(number.unit.scale.max(1));
        let rounding =
            Decimal::new(5, finest + 1) * scale * Decimal::from(segments.len() as u64) + number.rounding();
        ((number.whole()? - sums[at]).abs() > rounding).then(|| (sums[at], number.clone(), *line))
    })
}
