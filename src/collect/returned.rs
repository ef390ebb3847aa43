//! A file that came back → whose it is, and its cells by the columns of the form. It is read by names, not by places: columns may
//! have moved, rows may have been added above, merged cells lost, the table pasted into a Word file.
//!
//! Invariant: a cell under a column of the form is read or told; nothing is taken from a neighbour.

mod below;
mod unread;
mod word;

use std::path::Path;

use crate::collect::form::EntryForm;
use crate::collect::returned::below::{Below, Line};
use crate::collect::self_check;
use crate::collect::sheet;
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::source::grid::{Grid, Kind, Mark};
use crate::source::node::trim;
use crate::source::spreadsheet::{self, Named};

/// Rows above the table in which names stand.
const ABOVE: usize = 60;
/// Most rows that a unit may hand in.
const MOST_ROWS: usize = 5000;

/// What a file says.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// What stands beside 单位代码.
    pub code: Option<Said>,
    /// What stands beside 单位名称.
    pub unit: Option<Said>,
    /// 期次 behind the name of the form.
    pub round: Option<Said>,
    /// What stands beside 表单版本.
    pub version: Option<Said>,
    /// 填表栏: each with what was filled in.
    pub filler: Vec<(String, Option<Said>)>,
    /// Its rows: for each column of the form the cell, if it is not blank.
    pub rows: Vec<Row>,
    /// Columns of the form that the table has not, by their numbers.
    pub missing: Vec<usize>,
    /// Columns that the table has and the form has not, with something in them.
    pub more: Vec<Said>,
    /// The table's head.
    pub head: Option<Span>,
    /// How many columns of the form it has.
    pub count: usize,
    /// What is wrong with it as a whole.
    pub findings: Vec<Diagnostic>,
}

impl Returned {
    /// Whether it says the same in its rows as another.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        fn texts(table: &Returned) -> impl Iterator<Item = impl Iterator<Item = &str>> {
            table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()))
        }
        self.rows.len() == other.rows.len() && texts(self).zip(texts(other)).all(|(own, other)| own.eq(other))
    }
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The row as a whole.
    pub span: Span,
    /// What stands in the column 单位代码.
    pub code: Option<Said>,
    /// What stands in the column 单位名称.
    pub unit: Option<Said>,
    /// One for each column of the form.
    pub cells: Vec<Filled>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Its text; blank if nothing stands there.
    pub text: String,
    /// What it holds.
    pub kind: Kind,
    /// Where.
    pub span: Span,
    /// Whether it is covered by a cell above or beside it.
    pub covered: bool,
    /// What makes its characters doubtful.
    pub doubt: Option<Mark>,
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The tables of the form in a file. None if it is no return that can be read; why is in `findings`.
pub fn read(
    bytes: &[u8],
    name: &str,
    form: &EntryForm,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<Returned> {
    let pages = if is_word(name) {
        word::pages(bytes, name, form, sources, findings)
    } else {
        sheets(bytes, name, sources, findings)
    };
    let mut tables: Vec<Returned> = Vec::new();
    let (mut unseen, mut before) = (Vec::new(), Vec::new());
    let Some(pages) = pages else { return Vec::new() };
    for page in &pages {
        match Table::find(&page.grid, form, sources) {
            Some(_) if page.hidden => unseen.push(page.name.as_str()),
            Some(table) => tables.push(table.returned(page, form, sources)),
            None if page.hidden => {}
            None => {
                let told = unread::told(page, form, is_word(name) && tables.is_empty(), sources);
                tables.last_mut().map_or(&mut before, |table| &mut table.findings).extend(told);
            }
        }
    }
    if let Some(first) = tables.first_mut() {
        first.findings.splice(0..0, before);
    }
    let (message, hint) = match tables.first().and_then(|table| table.head) {
        Some(head) if !unseen.is_empty() => {
            let message = format!("隐藏的工作表“{}”里也有这张表，没有读", unseen.join("”“"));
            findings.push(hidden(head, message));
            return tables;
        }
        Some(_) => return tables,
        None if !unseen.is_empty() => (
            format!("“{}”这张表在隐藏的工作表“{}”里，没有读", form.name, unseen.join("”“")),
            "取消隐藏，核对以后再交",
        ),
        None => (format!("里面没有“{}”这张表", form.name), "核对是不是发错了文件；请用发下去的表填报"),
    };
    findings.push(Diagnostic::error("return-table", Place::Path(name.to_owned()), message).hint(hint));
    tables
}

/// Whether a file is one of Word by its name.
pub fn is_word(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default().to_lowercase();
    matches!(end.as_str(), "docx" | "docm" | "dotx" | "doc" | "wps")
}

/// A sheet, or a table of a Word file.
struct Page {
    /// Its name.
    name: String,
    /// Its cells.
    grid: Grid,
    /// Whether nobody sees it.
    hidden: bool,
    /// Rows above it, which are lines of the text.
    top: usize,
    /// Cells whose characters are doubtful, by row and column.
    marked: Vec<(u32, u32, Mark)>,
}

/// The sheets of a file.
fn sheets(bytes: &[u8], name: &str, sources: &mut Sources, findings: &mut Findings) -> Option<Vec<Page>> {
    let mut file = spreadsheet::open(bytes, name, sources, findings)?;
    if file.is_text() {
        let grid = file.only(sources, findings)?;
        return Some(vec![Page { name: String::new(), grid, hidden: false, top: 0, marked: Vec::new() }]);
    }
    let sheets = file.all(&|_| true, sources, findings)?.into_iter();
    let page = |sheet: Named| {
        Some(Page { name: sheet.name, grid: sheet.grid?, hidden: sheet.hidden, top: 0, marked: Vec::new() })
    };
    Some(sheets.filter_map(page).collect())
}

/// Where a table stands in a grid.
struct Table {
    /// The lowest row of its head.
    head: usize,
    /// The column of the grid for each column of the form.
    columns: Vec<Option<usize>>,
    /// The column that names the unit, or has its code.
    unit: Option<usize>,
    code: Option<usize>,
    /// The column in which our form says what is wrong with each row.
    answers: Option<usize>,
}

/// A name without blanks, unit and marks.
pub fn bare(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '　' && *c != '*').collect();
    let cut = text.find(['（', '(']).filter(|at| *at > 0).unwrap_or(text.len());
    text[..cut].trim_end_matches(['：', ':']).to_owned()
}

impl Table {
    /// The table of a form in a sheet: where most of its columns have their names in a row.
    fn find(grid: &Grid, form: &EntryForm, sources: &Sources) -> Option<Self> {
        let text = &sources.get(grid.source).text;
        let shown = |row: usize, column: usize| {
            let span = grid.shown(row, column).span;
            bare(&text[span.start..span.end])
        };
        let mut best: Option<(usize, Self)> = None;
        for row in 0..grid.rows.len().min(ABOVE) {
            // What is not divided stands in the row above, where cells are not merged.
            let name = |column: usize| {
                let own = shown(row, column);
                if own.is_empty() && row > 0 { shown(row - 1, column) } else { own }
            };
            let group = |column: usize| {
                let mut at = column;
                loop {
                    let above = row.checked_sub(1).map(|above| shown(above, at)).unwrap_or_default();
                    if !above.is_empty() || at == 0 {
                        return above;
                    }
                    at -= 1;
                }
            };
            let mut columns = vec![None; form.columns.len()];
            for column in 0..grid.columns.len() {
                let name = name(column);
                if name.is_empty() {
                    continue;
                }
                let same = |data: &crate::collect::form::Column| {
                    bare(&data.key) == name
                        || bare(&data.name) == name
                            && data.group.as_ref().is_none_or(|own| bare(own) == group(column))
                };
                let alone = form.columns.iter().filter(|data| bare(&data.name) == name).count() == 1;
                let found =
                    form.columns.iter().position(|data| same(data) || alone && bare(&data.name) == name);
                if let Some(at) = found.filter(|at| columns[*at].is_none()) {
                    columns[at] = Some(column);
                }
            }
            let count = columns.iter().flatten().count();
            let is_head = count * 2 >= form.columns.len() && count > 0;
            if is_head && best.as_ref().is_none_or(|(most, _)| count > *most) {
                let named = |wanted: &[&str]| {
                    (0..grid.columns.len()).find(|column| {
                        wanted.contains(&name(*column).as_str()) && !columns.contains(&Some(*column))
                    })
                };
                let unit = named(&[sheet::UNIT, "单位", "填报单位"]);
                let code = named(&[sheet::CODE, "代码", "编码"]);
                let answers = named(&[self_check::LABEL]);
                best = Some((count, Self { head: row, columns, unit, code, answers }));
            }
        }
        best.map(|(_, table)| table)
    }

    /// The first row of the head.
    fn top(&self, grid: &Grid, form: &EntryForm) -> usize {
        let own = [self.unit, self.code];
        let columns = self.columns.iter().chain(&own).flatten();
        let of = |column: &usize| match grid.merged_at(self.head, *column) {
            Some(area) => area.rows.start,
            None if grid.is_blank(self.head, *column) => self.head.saturating_sub(1),
            None => self.head,
        };
        let top = columns.map(of).min().unwrap_or(self.head);
        if form.has_groups() { top.min(self.head.saturating_sub(1)) } else { top }
    }

    /// Columns beside those of the form that have a name and something below it.
    fn more(&self, grid: &Grid, said: &dyn Fn(usize, usize) -> Option<Said>) -> Vec<Said> {
        let is_own = |column: &usize| {
            self.columns.contains(&Some(*column))
                || [self.unit, self.code, self.answers].contains(&Some(*column))
        };
        let below = |column: usize| (self.head + 1..grid.rows.len()).any(|row| !grid.is_blank(row, column));
        (0..grid.columns.len())
            .filter(|column| !is_own(column) && below(*column))
            .filter_map(|column| {
                let name = said(self.head, column).or_else(|| said(self.head.checked_sub(1)?, column))?;
                (bare(&name.text) != "序号").then_some(name)
            })
            .collect()
    }

    fn head_span(&self, grid: &Grid) -> Span {
        grid.row_span(self.head)
    }

    fn returned(&self, page: &Page, form: &EntryForm, sources: &Sources) -> Returned {
        let grid = &page.grid;
        let text = std::sync::Arc::clone(&sources.get(grid.source).text);
        let said = |row: usize, column: usize| -> Option<Said> {
            let cell = grid.cell(row, column);
            let words = trim(&text[cell.span.start..cell.span.end]);
            (!words.is_empty()).then(|| Said { text: words.to_owned(), span: cell.span })
        };
        let top = self.top(grid, form);
        let beside = |label: &str| beside(grid, top, label, form, &said);
        let mut returned = Returned {
            code: beside(sheet::CODE),
            unit: beside(sheet::UNIT).or_else(|| beside("填报单位")),
            round: round(grid, top, form, &said),
            version: beside(sheet::VERSION),
            filler: form.filler.iter().map(|label| (label.clone(), beside(label))).collect(),
            missing: (0..form.columns.len()).filter(|at| self.columns[*at].is_none()).collect(),
            more: self.more(grid, &said),
            head: Some(self.head_span(grid)),
            rows: Vec::new(),
            count: self.columns.iter().flatten().count(),
            findings: Vec::new(),
        };
        for (at, column) in self.columns.iter().enumerate() {
            if let Some(column) = column.filter(|column| grid.hidden_columns[*column]) {
                let message = format!("{}列“{}”是隐藏的，也读了", grid.letters(column), form.columns[at].key);
                returned.findings.push(hidden(grid.cell(self.head, column).span, message));
            }
        }
        for row in self.head + 1..grid.rows.len() {
            let cells = self.cells(page, row, &text);
            let below = Below { table: self, grid, row, form, said: &said };
            match below.line(&cells, &returned) {
                Line::Blank => {}
                Line::Left(told) => returned.findings.extend(told),
                Line::Row if returned.rows.len() == MOST_ROWS => {
                    let message = format!("填了{MOST_ROWS}行以上，后面的没有读");
                    let told = Diagnostic::error("return-rows", grid.row_span(row), message);
                    returned.findings.push(told.hint("分成几个单位填报"));
                    break;
                }
                Line::Row => {
                    if grid.hidden_rows[row] {
                        let message = format!("第{}行是隐藏的，也读了", grid.row_number(row));
                        returned.findings.push(hidden(grid.row_span(row), message));
                    }
                    returned.findings.extend(self.rounded(grid, row, &text, form));
                    returned.findings.extend(below.beside());
                    let of_unit = |column: Option<usize>| column.and_then(|column| said(row, column));
                    let (code, unit) = (of_unit(self.code), of_unit(self.unit));
                    returned.rows.push(Row { span: grid.row_span(row), code, unit, cells });
                }
            }
        }
        returned
    }

    /// The cells of a row, one for each column of the form.
    fn cells(&self, page: &Page, row: usize, text: &str) -> Vec<Filled> {
        let grid = &page.grid;
        let of = |column: &Option<usize>| {
            let Some(column) = *column else {
                let span = grid.row_span(row);
                return Filled { text: String::new(), kind: Kind::Blank, span, covered: false, doubt: None };
            };
            let cell = grid.cell(row, column);
            let words = trim(&text[cell.span.start..cell.span.end]);
            let words =
                grid.seen_and_stored(row, column, words).map_or(words, |(_, stored)| stored).to_owned();
            let covered = grid
                .merged_at(row, column)
                .is_some_and(|area| (area.rows.start, area.columns.start) != (row, column));
            let place = (grid.rows[row], grid.columns[column]);
            let marked = page.marked.iter().find(|(row, column, _)| (*row, *column) == place);
            let doubt = marked.map(|(_, _, doubt)| *doubt).or_else(|| grid.marked.get(&place).copied());
            Filled { text: words, kind: cell.kind, span: cell.span, covered, doubt }
        };
        self.columns.iter().map(of).collect()
    }

    /// Cells of a row that hold more than they show.
    fn rounded(&self, grid: &Grid, row: usize, text: &str, form: &EntryForm) -> Vec<Diagnostic> {
        let of = |(at, column): (usize, &Option<usize>)| {
            let column = (*column)?;
            let cell = grid.cell(row, column);
            let words = trim(&text[cell.span.start..cell.span.end]);
            let (seen, stored) = grid.seen_and_stored(row, column, words)?;
            let message = format!("“{}”显示的是{seen}，存的是{stored}，按存的读", form.columns[at].key);
            let told = Diagnostic::warning("shown-otherwise", cell.span, message);
            Some(told.hint("核实以哪个为准：要用显示的，就照样重新填；要用存的，就把它显示完整"))
        };
        self.columns.iter().enumerate().filter_map(of).collect()
    }
}

/// 期次, which stands behind the name of the form above the table.
fn round(
    grid: &Grid,
    top: usize,
    form: &EntryForm,
    said: &dyn Fn(usize, usize) -> Option<Said>,
) -> Option<Said> {
    let mut cells = (0..top).flat_map(|row| grid.filled(row).map(move |column| (row, column)));
    cells.find_map(|(row, column)| {
        let title = said(row, column)?;
        Some(Said { text: round_of(&title.text, &form.name)?, span: title.span })
    })
}

/// 期次 in a title: `摸底表（2026年4月）`, `某某镇《摸底表》2026年4月`.
fn round_of(title: &str, name: &str) -> Option<String> {
    /// Most characters of one that has no brackets.
    const MOST: usize = 16;
    const OPEN: [char; 4] = ['（', '(', '〔', '['];
    const CLOSED: [char; 4] = ['）', ')', '〕', ']'];
    let plain = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace() && !['《', '》', '　'].contains(c)).collect()
    };
    let (title, name) = (plain(title), plain(name));
    let at = title.find(&name)?;
    let rest = &title[at + name.len()..];
    let whole = rest.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSED));
    if let Some(text) = whole.filter(|text| at == 0 && !text.contains(OPEN)) {
        return Some(text.to_owned());
    }
    let text = match rest.strip_suffix(CLOSED).and_then(|rest| rest.rsplit_once(OPEN)) {
        Some((_, text)) => text,
        None => rest,
    };
    let has_digit = text.contains(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c));
    let is_short = text.chars().count() <= MOST && !text.contains(['：', ':', '，', '。', '；']);
    // A day is that of filling in.
    let is_period = text.contains(['年', '月', '季', '期', '届', '度', '周']) && !text.contains(['日', '号']);
    (has_digit && is_short && is_period).then(|| text.to_owned())
}

/// What people do not see is read, and told.
fn hidden(span: Span, message: String) -> Diagnostic {
    Diagnostic::warning("return-hidden", span, message).hint("看一看填的是什么；用不着的删去，不要隐藏")
}

/// What stands beside a name above the table: in the next cell that is not blank, or in the same behind a colon.
fn beside(
    grid: &Grid,
    head: usize,
    label: &str,
    form: &EntryForm,
    said: &dyn Fn(usize, usize) -> Option<Said>,
) -> Option<Said> {
    /// Names that stand above forms.
    const LABELS: [&str; 9] = [
        sheet::CODE,
        sheet::UNIT,
        sheet::VERSION,
        "填报单位",
        "填报人",
        "联系电话",
        "填报日期",
        "审核人",
        "负责人",
    ];
    let is_label = |text: &str| {
        let name = bare(text);
        LABELS.contains(&name.as_str()) || form.filler.iter().any(|own| bare(own) == name)
    };
    for row in 0..head {
        for column in grid.filled(row) {
            let Some(cell) = said(row, column) else { continue };
            if let Some(words) = behind(&cell.text, label) {
                if !words.is_empty() {
                    return Some(Said { text: words, span: cell.span });
                }
                let next = grid.filled(row).find(|next| *next > column);
                return next.and_then(|next| said(row, next)).filter(|next| !is_label(&next.text));
            }
        }
    }
    None
}

/// What stands behind a name in a line: `填报人：某某　联系电话：0000` → 某某. `None` if the name is not there.
fn behind(text: &str, label: &str) -> Option<String> {
    if bare(text) == label && !text.contains(['：', ':']) {
        return Some(String::new());
    }
    let at = text.match_indices(label).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let rest = text[at + label.len()..].trim_start();
        let rest = rest.strip_prefix("（盖章）").or_else(|| rest.strip_prefix("(盖章)")).unwrap_or(rest);
        before.is_none_or(|c| c.is_whitespace() || c == '　' || c == '；') && rest.starts_with(['：', ':'])
    })?;
    let rest = &text[at + label.len()..];
    let value = rest.split_once(['：', ':'])?.1.trim_start();
    // Another name with a colon ends it.
    let end = value.find(['：', ':']).map_or(value.len(), |colon| {
        value[..colon].rfind(|c: char| c.is_whitespace() || c == '　').unwrap_or(0)
    });
    Some(trim(&value[..end]).to_owned())
}
