//! What one unit's document has beside the workbook: its row of the roster, and its own rows of the ledgers.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::diag::diagnostic::Span;
use crate::model::date::Moment;
use crate::model::ledger::Ledger;
use crate::model::view::View;

/// A row of the roster as documents see it.
#[derive(Debug, Clone, Default)]
pub struct UnitRow<'a> {
    /// One for each column, in the order of the roster.
    pub cells: Vec<UnitCell<'a>>,
    /// Ledgers with the rows of this unit alone; those of the workbook with the same names give way.
    pub ledgers: Vec<Ledger>,
}

/// A cell of the row.
#[derive(Debug, Clone)]
pub struct UnitCell<'a> {
    /// Name of the column, as texts use it.
    pub name: &'a str,
    /// What is printed; a day in words. `None` if the unit has nothing there.
    pub text: Option<Cow<'a, str>>,
    /// What it counts as.
    pub value: UnitValue,
    /// Where it stands; of a blank one, its row.
    pub span: Span,
}

/// What a cell counts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitValue {
    /// Words.
    Words,
    /// A number, for reckoning; printed alone it stays as written.
    Number(Decimal),
    /// A day, a month.
    Time(Moment),
}

impl UnitRow<'_> {
    /// The cell under this name.
    pub fn cell(&self, name: &str) -> Option<&UnitCell<'_>> {
        self.cells.iter().find(|cell| cell.name == name)
    }

    /// The row as templates see it: `row["联系人"]`. Blank cells are left out.
    pub fn view(&self) -> View {
        let entry =
            |cell: &UnitCell<'_>| Some((cell.name.to_owned(), View::Text(cell.text.clone()?.into_owned())));
        View::Map(self.cells.iter().filter_map(entry).collect())
    }
}
