//! What a rule may know besides the document.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::check::text::names::Names;
use crate::paper::end_matter::packed;

/// Facts about the unit and its neighbours. All empty where nothing is known; a rule that needs them then finds nothing.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// 发文机关 of the workbook: full name and short names.
    pub own: Vec<String>,
    /// 机关代字 that the unit uses.
    pub codes: Vec<String>,
    /// Figures with a name that the document prints: name and value with unit, `投入资金` and `1200万元`.
    pub figures: Vec<(String, String)>,
    /// Units of the roster.
    pub units: Vec<Unit>,
    /// The document of the year before, where 检查 names it.
    pub last_year: Option<LastYear>,
    /// Their names, made ready for looking them up; filled when first asked for.
    pub names: OnceLock<Names>,
}

impl Context {
    /// The names of the roster's units; `None` if there is no roster.
    pub fn names(&self) -> Option<&Names> {
        (!self.units.is_empty()).then(|| self.names.get_or_init(|| Names::of(&self.units)))
    }
}

/// What was written the year before.
#[derive(Debug, Clone, Default)]
pub struct LastYear {
    /// Its year, if it can be told.
    pub year: Option<i32>,
    /// Its lines as [`LastYear::bare`] has them.
    pub lines: BTreeSet<String>,
}

impl LastYear {
    /// A line without blanks and without the numbers of years: what moves with the year makes no other line of it.
    pub fn bare(line: &str) -> String {
        let line = packed(line);
        let mut pieces = line.split('年').peekable();
        let mut out = String::new();
        while let Some(piece) = pieces.next() {
            let bare = piece.trim_end_matches(|c: char| c.is_ascii_digit());
            let is_year = pieces.peek().is_some() && piece.len() - bare.len() == 4;
            out.push_str(if is_year { bare } else { piece });
            if pieces.peek().is_some() {
                out.push('年');
            }
        }
        out
    }
}

/// A unit of a roster.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// 单位名称, in full.
    pub name: String,
    /// Its short names.
    pub short: Vec<String>,
    /// 联系人 and 联系电话, where the roster has them.
    pub contacts: Vec<(String, String)>,
}
