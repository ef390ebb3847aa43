//! A row below the head of a table: one of the form, or a total, a head that is repeated, a note, a signature.
//!
//! Invariant: what is no row of the form and says more than forms say of themselves is told.

use crate::collect::form::EntryForm;
use crate::collect::returned::{Filled, Returned, Said, Table, bare};
use crate::collect::sheet;
use crate::diag::diagnostic::Diagnostic;
use crate::source::grid::Grid;

/// What stands at the head of a row that sums up others.
const TOTALS: [&str; 5] = ["合计", "小计", "总计", "共计", "累计"];
/// What stands before a remark.
const REMARKS: [&str; 4] = ["注", "说明", "填表说明", "备注"];
/// How labels of a sign-off end.
const SIGNED: [&str; 17] = [
    "人", "员", "电话", "手机", "日期", "领导", "签字", "签名", "盖章", "公章", "审核", "审批", "制表",
    "填表", "复核", "单位", "书记",
];

/// A row below the head.
pub enum Line {
    /// It says nothing.
    Blank,
    /// It is not read, which is told.
    Left(Vec<Diagnostic>),
    /// It is one of the form.
    Row,
}

/// A row with what it stands in.
pub struct Below<'a> {
    /// Its table.
    pub(super) table: &'a Table,
    /// The sheet.
    pub(super) grid: &'a Grid,
    /// The row.
    pub(super) row: usize,
    /// The form.
    pub(super) form: &'a EntryForm,
    /// What a cell says.
    pub(super) said: &'a dyn Fn(usize, usize) -> Option<Said>,
}

impl Below<'_> {
    /// What it is; `cells` are its own, one for each column of the form, `returned` is what stands above it.
    pub fn line(&self, cells: &[Filled], returned: &Returned) -> Line {
        let (grid, row) = (self.grid, self.row);
        let own = grid.filled(row).filter(|column| Some(*column) != self.table.answers);
        let all: Vec<(usize, Said)> =
            own.filter_map(|column| Some((column, (self.said)(row, column)?))).collect();
        let Some((first, words)) = all.first() else { return Line::Blank };
        let filled: Vec<usize> = (0..cells.len()).filter(|at| !cells[*at].text.is_empty()).collect();
        if self.is_head(&all, &filled) {
            return Line::Blank;
        }
        if let Some(told) = self.further(&all) {
            return Line::Left(vec![told]);
        }
        let is_total = |said: &&Said| TOTALS.contains(&bare(&said.text).as_str());
        if let Some(total) = all.iter().map(|(_, said)| said).find(is_total)
            && (self.form.many || !returned.rows.is_empty())
        {
            let message = format!("第{}行是“{}”，没有算进去", grid.row_number(row), total.text);
            let told = Diagnostic::warning("return-rows", total.span, message);
            return Line::Left(vec![told.hint("合计由程序算；不是合计的，改个名称")]);
        }
        let alone = all.len() == 1;
        let wide = alone && grid.merged_at(row, *first).is_some_and(|area| area.columns.len() > 1);
        let has_rows = !returned.rows.is_empty();
        let is_note = wide
            || alone && (is_labelled(&words.text) || has_rows && has_label(&words.text))
            || has_rows && is_signed(&all, self.form);
        if filled.is_empty() || is_note { self.note(&all, returned) } else { Line::Row }
    }

    /// What is told of a row that opens another form below this one.
    fn further(&self, all: &[(usize, Said)]) -> Option<Diagnostic> {
        let (column, said) = all.first().filter(|_| all.len() > 1)?;
        let own = [self.table.unit, self.table.code];
        let is_label = [sheet::UNIT, sheet::CODE, sheet::VERSION].contains(&said.text.as_str());
        (is_label && !own.contains(&Some(*column))).then(|| {
            let message =
                format!("第{}行写着“{}”，下面像是又一张表", self.grid.row_number(self.row), said.text);
            Diagnostic::error("return-table", said.span, message)
                .hint("一个单位填一张表；几个单位的，各放在一张工作表里")
        })
    }

    /// Whether it is the head once more, as at the top of a page.
    fn is_head(&self, all: &[(usize, Said)], filled: &[usize]) -> bool {
        let names = |at: usize, words: &str| {
            let column = &self.form.columns[at];
            let own = [Some(&column.name), Some(&column.key), column.group.as_ref()];
            own.into_iter().flatten().any(|name| bare(name) == words)
                || self.table.columns[at]
                    .and_then(|column| (self.said)(self.table.head, column))
                    .is_some_and(|head| bare(&head.text) == words)
        };
        let cell = |at: &usize| {
            let column = self.table.columns[*at]?;
            all.iter().find(|(other, _)| *other == column)
        };
        let same = |at: &usize| cell(at).is_some_and(|(_, said)| names(*at, &bare(&said.text)));
        let is_many = filled.len() >= 2 || filled.len() == self.form.columns.len();
        is_many && filled.iter().all(same)
    }

    /// A line below the table: what somebody added to the form's own is told.
    fn note(&self, all: &[(usize, Said)], returned: &Returned) -> Line {
        let own = [self.table.unit, self.table.code];
        // A blank row may have its unit, not a sentence.
        let is_name = |column: usize, said: &Said| {
            own.contains(&Some(column)) && !said.text.contains(['。', '；', '，', '：'])
        };
        let is_known = |column: usize, said: &Said| {
            let words = letters(&said.text);
            let has_number = words.is_empty() && said.text.chars().any(char::is_numeric);
            let notes = self.form.notes.iter().map(|note| letters(note));
            let rest = notes.fold(words, |words, note| words.replace(&note, ""));
            rest.is_empty() && (!has_number || self.numbers_rows(column))
                || REMARKS.contains(&rest.as_str())
                || said.text.ends_with(['：', ':'])
                || returned.unit.as_ref().is_some_and(|unit| unit.text == said.text)
                || ["年月日", "盖章", "单位盖章", "公章"].contains(&rest.as_str())
        };
        let told = |(_, said): &(usize, Said)| {
            Diagnostic::warning("return-note", said.span, "表下面的这句话没有读")
                .hint("看一看写的是什么，要不要用")
        };
        let told: Vec<Diagnostic> = all
            .iter()
            .filter(|(column, said)| !is_name(*column, said) && !is_known(*column, said))
            .map(told)
            .collect();
        if told.is_empty() { Line::Blank } else { Line::Left(told) }
    }

    /// Whether rows are numbered in a column: it stands before those of the form, or is called so.
    fn numbers_rows(&self, column: usize) -> bool {
        let first = self.table.columns.iter().flatten().min();
        let is_called = |head: Said| bare(&head.text) == "序号";
        first.is_some_and(|first| column < *first)
            || (self.said)(self.table.head, column).is_some_and(is_called)
    }

    /// What stands in a row of the form where the table has no column.
    pub fn beside(&self) -> Vec<Diagnostic> {
        let (grid, table) = (self.grid, self.table);
        let own = [table.unit, table.code, table.answers];
        let has_head = |column: usize| {
            let shown = |row: usize| (self.said)(row, column).is_some();
            shown(table.head)
                || table.head.checked_sub(1).is_some_and(shown)
                || grid.merged_at(table.head, column).is_some_and(|area| area.columns.len() > 1)
        };
        let columns = grid.filled(self.row).filter(|column| {
            !table.columns.contains(&Some(*column)) && !own.contains(&Some(*column)) && !has_head(*column)
        });
        let of = |column: usize| {
            let said = (self.said)(self.row, column)?;
            if letters(&said.text).is_empty() && self.numbers_rows(column) {
                return None;
            }
            let message = format!("这里没有栏目，写的“{}”没有读", beginning(&said.text));
            let told = Diagnostic::warning("return-column", said.span, message);
            Some(told.hint("看一看写的是什么，要不要用"))
        };
        columns.filter_map(of).collect()
    }
}

/// The first words of a text.
pub fn beginning(text: &str) -> String {
    const MOST: usize = 30;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MOST {
        return text;
    }
    text.chars().take(MOST).chain(['…']).collect()
}

fn is_labelled(text: &str) -> bool {
    REMARKS.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':'])))
}

/// Whether a colon stands in a text that is none of a time.
fn has_label(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    text.match_indices(['：', ':']).any(|(at, colon)| {
        !(digit(text[..at].chars().next_back()) && digit(text[at + colon.len()..].chars().next()))
    })
}

/// Whether a text is a label of a sign-off, or begins with one.
pub fn is_label(text: &str, form: &EntryForm) -> bool {
    let label = text.split_once(['：', ':']).map_or(text, |(label, _)| label);
    let name = bare(label);
    let ours = [sheet::UNIT, sheet::CODE].contains(&name.as_str());
    let asked = form.filler.iter().any(|own| bare(own) == name);
    asked || ours || name.chars().count() <= 8 && SIGNED.iter().any(|end| name.ends_with(end))
}

/// Whether cells are labels of a sign-off, each alone or with what was filled in, in it or beside it.
fn is_signed(all: &[(usize, Said)], form: &EntryForm) -> bool {
    let is_label = |text: &str| text.contains(['：', ':']) && is_label(text, form);
    let mut open = false;
    all.iter().all(|(_, said)| {
        let label = is_label(&said.text);
        let fits = label || open;
        open = label && said.text.ends_with(['：', ':']);
        fits
    })
}

/// A text without blanks, digits and marks.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}
