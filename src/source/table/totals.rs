//! Totals that a table brings along, compared with the sum of its rows. They are left out of the records either way.

use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::source::table::body::RowKind;
use crate::source::table::head::TableColumn;
use crate::source::table::record::Rows;
use crate::source::table::values::{half_width, holds_labels, is_number, with_unit};
use crate::source::table::view::View;

/// A total row and how many records stand above it.
struct Total {
    row: usize,
    kind: RowKind,
    above: usize,
}

/// Warns where a total is not the sum of any rows that it may stand for.
pub fn compare(
    view: View<'_>,
    kinds: &[(usize, RowKind)],
    columns: &[TableColumn],
    records: &Rows,
    findings: &mut Findings,
) {
    let mut totals = Vec::new();
    let mut above = 0;
    for &(row, kind) in kinds {
        match kind {
            RowKind::Record => above += 1,
            RowKind::Total | RowKind::Subtotal => totals.push(Total { row, kind, above }),
            _ => {}
        }
    }
    for (slot, column) in columns.iter().enumerate() {
        if totals.is_empty() || holds_labels(&column.column.name) {
            continue;
        }
        let Some(sums) = sums(records, slot) else { continue };
        for (number, total) in totals.iter().enumerate() {
            let Some(stated) = value(view.own(total.row, column.at)) else { continue };
            let before = number.checked_sub(1).map_or(0, |before| totals[before].above);
            let after = totals.get(number + 1).map_or(records.len(), |next| next.above);
            let ranges = [before..total.above, total.above..after, 0..total.above, 0..records.len()];
            let sum = |range: &Range<usize>| sums[range.end].checked_sub(sums[range.start]);
            // Groups may be totalled in groups; what fits any of them is right.
            let parts =
                totals.iter().flat_map(|a| totals.iter().map(|b| a.above.min(b.above)..a.above.max(b.above)));
            let most = if total.kind == RowKind::Subtotal { 2 } else { ranges.len() };
            let fits = |range: &Range<usize>| sum(range).is_some_and(|sum| agrees(stated, sum));
            let stands_for = if total.kind == RowKind::Subtotal {
                if ranges[0].is_empty() { &ranges[1] } else { &ranges[0] }
            } else {
                &ranges[3]
            };
            if ranges[..most].iter().any(fits)
                || totals.len() < 20 && parts.into_iter().any(|part| fits(&part))
            {
                continue;
            }
            let Some(sum) = sum(stands_for) else { continue };
            let span = view.trimmed(view.grid.cell(total.row, column.at).span);
            let message = format!(
                "“{}”的合计写的是 {}，各行加起来是 {}",
                column.column.name,
                stated.normalize(),
                sum.normalize()
            );
            findings.push(
                Diagnostic::warning("wrong-total", span, message)
                    .hint("核对各行和合计；公文里用的是各行加起来的数"),
            );
        }
    }
}

/// Sums of the first 0, 1, 2 … records; `None` if the column holds no numbers or they are too large.
fn sums(records: &Rows, slot: usize) -> Option<Vec<Decimal>> {
    let mut sums = vec![Decimal::ZERO];
    let mut sum = Decimal::ZERO;
    let mut any = false;
    for row in 0..records.len() {
        let text = records.cell(row, slot).text;
        if text.ends_with('%') {
            return None;
        }
        if let Some(value) = value(text) {
            sum = sum.checked_add(value)?;
            any = true;
        }
        sums.push(sum);
    }
    any.then_some(sums)
}

fn value(text: &str) -> Option<Decimal> {
    let text = half_width(text).unwrap_or_else(|| text.to_owned());
    let number = with_unit(&text).map_or(text.as_str(), |(number, _)| number);
    let plain = is_number(number) && !number.ends_with('%');
    plain.then(|| Decimal::from_str_exact(&number.replace([',', '+'], "")).ok()).flatten()
}

/// Whether a sum is the total as exactly as that is written.
fn agrees(stated: Decimal, sum: Decimal) -> bool {
    sum.round_dp_with_strategy(stated.scale(), RoundingStrategy::MidpointAwayFromZero) == stated
}
