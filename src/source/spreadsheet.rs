//! A file of sheets, whatever its kind, → the one sheet that is meant.
//!
//! Its kind is what its bytes say, not its extension. .xlsx, .ods, .xls, .et and .csv are read; every other kind that a
//! clerk may hand in is named in plain words with the way out.

mod kind;

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::diag::sources::Sources;
use crate::source::csv;
use crate::source::encoding::{decode_text, report_characters};
use crate::source::grid::{Grid, GridFault, Sheet};
use crate::source::node::trim;
use crate::source::ods::Ods;
use crate::source::origins;
use crate::source::spreadsheet::kind::{Content, damaged, too_large};
use crate::source::workbook::{Entry, Fault, Workbook};
use crate::source::xls::Xls;
use crate::source::xlsx::Xlsx;

/// A file of sheets.
#[derive(Debug)]
pub struct Spreadsheet<'a> {
    name: &'a str,
    book: Book<'a>,
}

#[derive(Debug)]
enum Book<'a> {
    Sheets(Box<dyn Workbook + 'a>),
    Csv(Box<Sheet>),
}

/// Whether a file is one of sheets, by its bytes, or means to be one, by its name; whether it can be read is another
/// matter.
pub fn is_meant(bytes: &[u8], name: &str) -> bool {
    kind::is_sheets(bytes) || kind::is_called_sheets(name)
}

/// Opens a file of sheets; `None` if it is none that can be read, which is told.
pub fn open<'a>(
    bytes: &'a [u8],
    name: &'a str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Spreadsheet<'a>> {
    let book = match kind::of(bytes, name) {
        Ok(Content::Xlsx(archive)) => Xlsx::open(*archive).map(|book| Book::Sheets(Box::new(book))),
        Ok(Content::Ods(archive)) => Ods::open(*archive).map(|book| Book::Sheets(Box::new(book))),
        Ok(Content::Xls(stream)) => Xls::open(stream).map(|book| Book::Sheets(Box::new(book))),
        Ok(Content::Text) => {
            let text = decode_text(bytes, name, sources, findings)?;
            Ok(Book::Csv(Box::new(csv::read(&text, name, sources, findings)?)))
        }
        Err(diagnostic) => {
            findings.push(diagnostic);
            return None;
        }
    };
    match book {
        Ok(book) => Some(Spreadsheet { name, book }),
        Err(fault) => {
            findings.push(kind::unreadable(fault, name));
            None
        }
    }
}

/// A sheet of a workbook whose sheets are all read.
#[derive(Debug)]
pub struct Named {
    /// Its name, without blanks at its ends.
    pub name: String,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// Its cells; `None` if it holds nothing.
    pub grid: Option<Grid>,
}

impl Spreadsheet<'_> {
    /// Every sheet that is wanted, in order, hidden ones included; `None` if one cannot be read, which is told.
    pub fn all(
        &mut self,
        wanted: &dyn Fn(&str) -> bool,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Vec<Named>> {
        let Book::Sheets(book) = &mut self.book else { return Some(Vec::new()) };
        let mut list = Vec::new();
        for (number, entry) in book.sheets().to_vec().into_iter().enumerate() {
            let Entry { name, hidden } = entry;
            let name = trim(&name).to_owned();
            if !wanted(&name) {
                continue;
            }
            let sheet = match book.sheet(number) {
                Ok(sheet) => sheet,
                Err(fault) => {
                    findings.push(kind::unreadable(fault, self.name));
                    return None;
                }
            };
            let grid =
                if sheet.is_empty() { None } else { Some(placed(sheet, self.name, sources, findings)?) };
            list.push(Named { name, hidden, grid });
        }
        Some(list)
    }

    /// Whether it is a .csv: one table without sheets.
    pub fn is_text(&self) -> bool {
        matches!(self.book, Book::Csv(_))
    }

    /// The names of the sheets that are not hidden, in order; none for .csv.
    pub fn visible_sheets(&self) -> Vec<&str> {
        match &self.book {
            Book::Sheets(book) => {
                book.sheets().iter().filter(|sheet| !sheet.hidden).map(|s| s.name.as_str()).collect()
            }
            Book::Csv(_) => Vec::new(),
        }
    }

    /// The sheet with this name, hidden or not; `None` if there is none or it cannot be read, which is told at `place`.
    pub fn named(
        &mut self,
        wanted: &str,
        place: Option<Span>,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Grid> {
        let at = || place.map_or_else(|| Place::Path(self.name.to_owned()), Place::Span);
        let book = match &mut self.book {
            Book::Sheets(book) => book,
            Book::Csv(sheet) => {
                let message = format!("“{}”不分工作表，写明的“{wanted}”没有用上", self.name);
                findings.push(Diagnostic::warning("no-such-sheet", at(), message).hint("删去工作表的名称"));
                let sheet = std::mem::take(sheet);
                return placed(*sheet, self.name, sources, findings);
            }
        };
        let Some(number) = book.sheets().iter().position(|sheet| trim(&sheet.name) == trim(wanted)) else {
            let names: Vec<&str> = book.sheets().iter().map(|sheet| sheet.name.as_str()).collect();
            let near = nearest(wanted, names.iter().copied());
            findings.push(
                Diagnostic::error("no-such-sheet", at(), format!("“{}”里没有工作表“{wanted}”", self.name))
                    .meant(near)
                    .hint(format!("里面有：{}", names.join("、"))),
            );
            return None;
        };
        if book.sheets()[number].hidden {
            findings.push(
                Diagnostic::warning("hidden-cells", at(), format!("工作表“{wanted}”是隐藏的，照样读入了"))
                    .hint("核对是不是要用这一张；要用，最好取消隐藏"),
            );
        }
        match book.sheet(number) {
            Ok(sheet) => placed(sheet, self.name, sources, findings),
            Err(fault) => {
                findings.push(kind::unreadable(fault, self.name));
                None
            }
        }
    }

    /// The hidden sheet that says where the cells of the visible one were taken from, if there is one.
    pub fn origins(&mut self) -> Option<Sheet> {
        let Book::Sheets(book) = &mut self.book else { return None };
        let number = book.sheets().iter().position(|sheet| sheet.hidden && sheet.name == origins::SHEET)?;
        book.sheet(number).ok()
    }

    /// The only visible sheet that holds anything; `None` if there is none or more than one, which is told.
    pub fn only(&mut self, sources: &mut Sources, findings: &mut Findings) -> Option<Grid> {
        let path = || Place::Path(self.name.to_owned());
        let (sheets, hidden) = match &mut self.book {
            Book::Csv(sheet) => (vec![std::mem::take(&mut **sheet)], Vec::new()),
            Book::Sheets(book) => match filled(book.as_mut()) {
                Ok(sheets) => {
                    let is_left_out = |sheet: &&Entry| sheet.hidden && sheet.name != origins::SHEET;
                    let hidden = book.sheets().iter().filter(is_left_out).map(|s| s.name.clone());
                    (sheets, hidden.collect())
                }
                Err(fault) => {
                    findings.push(kind::unreadable(fault, self.name));
                    return None;
                }
            },
        };
        let unread = (!hidden.is_empty()).then(|| format!("隐藏的工作表“{}”没有读", hidden.join("”“")));
        let mut sheets: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.is_empty()).collect();
        let names: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
        let told = match sheets.len() {
            0 => Diagnostic::error("empty-sheet", path(), "表里没有内容").hint(match &unread {
                Some(unread) => format!("{unread}；要读就写明它的名称，或者取消隐藏"),
                None => "请检查是否选错了文件，或者忘了保存".to_owned(),
            }),
            1 => {
                if let Some(unread) = unread {
                    findings.push(
                        Diagnostic::info("sheets-left-out", path(), unread)
                            .hint("要读哪一张，就写明它的名称"),
                    );
                }
                return placed(sheets.remove(0), self.name, sources, findings);
            }
            count => {
                let message = format!("有 {count} 张工作表都有内容，不知道用哪一张：{}", names.join("、"));
                Diagnostic::error("several-sheets", path(), message)
                    .hint("写明用哪一张工作表；或者把别的工作表删去、隐藏")
            }
        };
        findings.push(told);
        None
    }
}

fn filled(book: &mut dyn Workbook) -> Result<Vec<Sheet>, Fault> {
    let visible: Vec<usize> =
        (0..).zip(book.sheets()).filter(|(_, sheet)| !sheet.hidden).map(|(number, _)| number).collect();
    visible.into_iter().map(|number| book.sheet(number)).collect()
}

/// Gives the cells of a sheet their places and reports what is wrong with their characters.
fn placed(sheet: Sheet, name: &str, sources: &mut Sources, findings: &mut Findings) -> Option<Grid> {
    let shown = sheet.name.clone();
    if sheet.is_empty() {
        let message = match shown {
            Some(sheet) => format!("工作表“{sheet}”里没有内容"),
            None => "表里没有内容".to_owned(),
        };
        findings.push(
            Diagnostic::error("empty-sheet", Place::Path(name.to_owned()), message)
                .hint("请检查是否选错了文件或工作表，或者忘了保存"),
        );
        return None;
    }
    match Grid::place(sheet, name, sources) {
        Ok(grid) => {
            report_characters(grid.source, &sources.get(grid.source).text, findings);
            Some(grid)
        }
        Err(GridFault::TooLarge) => {
            findings.push(too_large(name));
            None
        }
        Err(GridFault::Overlap(cells)) => {
            let cells = shown.map_or(cells.clone(), |sheet| format!("{sheet}!{cells}"));
            findings.push(damaged(name, &format!("文件已损坏：{cells} 与别的格子重叠")));
            None
        }
    }
}
