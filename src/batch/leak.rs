//! Whether a unit's document would name another unit: cells that were filled into the wrong row. What a document says
//! beside its row stands in the workbook for all to see; so the row's own cells, its lists and its overrides are looked at.

use crate::batch::check::Capped;
use crate::batch::columns::Columns;
use crate::batch::job::Job;
use crate::batch::roster::Roster;
use crate::check::text::unit_names::UnitNames;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::roster::ColumnType;

/// Tells of cells that name another unit.
pub fn check(roster: &Roster, columns: &Columns, job: &Job<'_>, findings: &mut Findings) {
    let name = |row: usize| columns.cell(roster, row, columns.unit).map_or("", |(text, _)| text);
    let names = UnitNames::new((0..roster.len()).map(name));
    let mut faults = Capped::new(findings);
    let identity: Vec<usize> = columns
        .parents
        .iter()
        .copied()
        .chain([columns.unit])
        .chain(columns.short)
        .chain(columns.code)
        .collect();
    for row in 0..roster.len() {
        let own = name(row);
        let above: Vec<&str> =
            identity.iter().filter_map(|at| columns.cell(roster, row, *at)).map(|(text, _)| text).collect();
        let mut look = |column: &str, text: &str, span: Span| {
            for other in names.found(text) {
                if other != own && !own.contains(other) && !above.iter().any(|above| above.contains(other)) {
                    let message = format!("“{own}”的“{column}”里写着别的单位：“{other}”");
                    let told = Diagnostic::warning("other-unit", span, message)
                        .hint("核对是不是填错了行；没有错的不用管");
                    faults.push(column, span, told);
                }
            }
        };
        for (at, column) in columns.list.iter().enumerate() {
            // A default is the same for all.
            let Some(place) = column.at.filter(|_| !identity.contains(&at)) else { continue };
            if column.what == ColumnType::Words {
                look(&column.name, roster.text(row, place), roster.span(row, place));
            }
        }
        for shares in &job.shares {
            let ledger = &job.ledgers[shares.ledger];
            let key = ledger.unit_column.as_ref().and_then(|name| ledger.column(&name.text));
            for line in shares.of(row) {
                let line = ledger.rows.get(*line as usize);
                let cells = line.cells().enumerate();
                for (at, cell) in cells.filter(|(at, _)| Some(*at) != key) {
                    if let Some(cell) = cell {
                        look(&ledger.columns[at].name, cell.text, cell.span);
                    }
                }
            }
        }
        for (at, text, span) in job.overrides.get(&row).iter().flat_map(|own| &own.cells) {
            look(&columns.list[*at].name, text, *span);
        }
    }
    faults.finish();
}
