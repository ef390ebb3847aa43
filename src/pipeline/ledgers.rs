//! 台账 in files of their own → rows, as if they stood in the data, each cell with its place. Last period's file is read in the same
//! way, but only when `check` asks for it.

use std::path::Path;

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::form::Collected;
use crate::model::ledger::{LastPeriod, Ledger, Ledgers, lists_ledgers};
use crate::model::number::Number;
use crate::model::reader::{FieldValue, Reader};
use crate::pipeline::{file_fault, file_place, plain};
use crate::source::node::{Key, Node, Value, trim};
use crate::source::table::{self, Options, Records};
use crate::world::{Kind, World};

/// Reads the files that 台账 names. A file that cannot be read is told; its ledger stays without rows. Ledgers in files that are
/// left out go altogether. In a workbook with a 表单, what `collect read` makes may not be there yet: documents that do without it can be made.
pub fn read(
    world: &dyn World,
    folder: &Path,
    left_out: &dyn Fn(&Path) -> bool,
    data: &mut Node,
    sources: &mut Sources,
    findings: &mut Findings,
) {
    let mut files = Files { world, folder, left_out, sources, findings };
    files.workbook(data);
    // 资料 of one 文稿 may have a ledger of its own.
    let Value::Map(entries) = &mut data.value else { return };
    let Some((_, orders)) = entries.iter_mut().find(|(key, _)| key.text == "文稿") else { return };
    let Value::List(orders) = &mut orders.value else { return };
    for order in orders {
        let Value::Map(entries) = &mut order.value else { continue };
        if let Some((_, own)) = entries.iter_mut().find(|(key, _)| key.text == "资料") {
            files.workbook(own);
        }
    }
}

struct Files<'a> {
    world: &'a dyn World,
    folder: &'a Path,
    left_out: &'a dyn Fn(&Path) -> bool,
    sources: &'a mut Sources,
    findings: &'a mut Findings,
}

impl Files<'_> {
    /// Fills the ledgers under the key of a workbook.
    fn workbook(&mut self, data: &mut Node) {
        let Value::Map(entries) = &mut data.value else { return };
        let Some(at) = entries.iter().position(|(key, _)| key.text == "台账") else { return };
        let node = &mut entries[at].1;
        let is_gone = match &mut node.value {
            Value::List(items) if items.iter().any(|item| self.is_left_out(item)) => {
                items.retain(|item| !self.is_left_out(item));
                items.is_empty()
            }
            _ => self.is_left_out(node),
        };
        if is_gone {
            entries.remove(at);
            return;
        }
        match &mut node.value {
            Value::List(items) if lists_ledgers(items) => items.iter_mut().for_each(|item| self.fill(item)),
            _ => self.fill(node),
        }
    }

    /// Whether a ledger stands in a file that is left out.
    fn is_left_out(&self, ledger: &Node) -> bool {
        let file = text(Some(ledger)).or_else(|| text(ledger.get("文件")));
        file.is_some_and(|(file, _)| (self.left_out)(&plain(&self.folder.join(file))))
    }

    /// Puts the rows of its file into a ledger.
    fn fill(&mut self, ledger: &mut Node) {
        // `台账: 台账.xlsx`
        if let Some(file) = text(Some(ledger)) {
            let key = Key { text: "文件".to_owned(), span: ledger.span };
            let value = ledger.clone();
            ledger.value = Value::Map(vec![(key, value)]);
            self.rows(ledger, file, &Options::default());
            return;
        }
        let Some(file) = text(ledger.get("文件")) else { return };
        if let Some(rows) = ledger.get("行") {
            self.findings.push(
                Diagnostic::error("ledger-both", rows.span, "台账写了“文件”，又写了“行”")
                    .hint("行都写进文件，或者分成两个台账，各写一个名称"),
            );
            return;
        }
        let sheet = text(ledger.get("工作表"));
        let header = text(ledger.get("表头行"));
        let options = Options {
            sheet: sheet.as_ref().map(|(name, _)| name.as_str()),
            sheet_span: sheet.as_ref().map(|(_, span)| *span),
            header_row: header.as_ref().and_then(|(row, _)| row.parse().ok()),
            header_row_span: header.as_ref().map(|(_, span)| *span),
        };
        self.rows(ledger, file, &options);
    }

    fn rows(&mut self, ledger: &mut Node, (file, span): (String, Span), options: &Options<'_>) {
        let path = plain(&self.folder.join(&file));
        if Collected::of(&path).is_some() && self.world.kind(&path) == Kind::Missing {
            self.findings.push(
                Diagnostic::info(
                    "ledger-awaited",
                    span,
                    format!("还没有“{}”，用到它的文件现在做不了", path.display()),
                )
                .hint("表收回来以后，运行 gongwen collect read 做出它；已经做过的，核对所在的文件夹"),
            );
            return;
        }
        let told = self.findings.list.len();
        let Some(records) = table(self.world, &path, span, options, self.sources, self.findings) else {
            self.unread();
            return;
        };
        if Collected::of(&path) == Some(Collected::Returns) {
            if !self.sources.has_origins(records.span.source) {
                let message = "里面没有“出处”这张隐藏的工作表：查不到各数是谁报的，改没改过也看不出来";
                let told = Diagnostic::warning("collected-changed", file_place(&path), message);
                self.findings.push(told.hint("用 gongwen collect read 做出来的原件；没有了，再做一遍"));
            }
            let empty = self.findings.list[told..].iter_mut().find(|told| told.code == "table-without-rows");
            if let Some(empty) = empty {
                "还没有一个单位报来的表能用".clone_into(&mut empty.message);
                empty.hints = vec!["看“问题清单.xlsx”，退回去改正了，再运行 gongwen collect read".to_owned()];
            }
        }
        if let Value::Map(entries) = &mut ledger.value {
            entries.retain(|(key, _)| key.text != "行");
            entries.push((Key { text: "行".to_owned(), span }, Node::of_table(records)));
        }
    }

    /// What follows from a ledger that could not be read is not told as well.
    fn unread(&mut self) {
        for key in ["台账", "进展"] {
            self.findings.unread(key);
        }
    }
}

/// A text with its place.
fn text(node: Option<&Node>) -> Option<(String, Span)> {
    let node = node?;
    match &node.value {
        Value::Scalar(scalar) => Some((trim(&scalar.text).to_owned(), node.span)),
        _ => None,
    }
}

/// The table of a file that is named at `span`. A file that cannot be read is told there.
fn table(
    world: &dyn World,
    path: &Path,
    span: Span,
    options: &Options<'_>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Records> {
    match world.read(path) {
        Ok(bytes) => table::read(&bytes, &path.display().to_string(), options, sources, findings),
        Err(fault) => {
            findings.push(file_fault(&fault, path, Place::Span(span)));
            None
        }
    }
}

/// Last period's ledger, which stands in a file relative to the one that names it. A file that cannot be read is told; what else is
/// wrong in it is last period's business.
pub fn last_period(
    last: &LastPeriod,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Ledger> {
    let span = last.file.span;
    let folder = Path::new(sources.name(span.source)).parent().unwrap_or(Path::new(""));
    let path = plain(&folder.join(trim(&last.file.text)));
    let options = Options {
        sheet: last.sheet.as_ref().map(|sheet| sheet.text.as_str()),
        sheet_span: last.sheet.as_ref().map(|sheet| sheet.span),
        header_row: last.header.as_ref().and_then(Number::count).map(|row| row as usize),
        header_row_span: last.header.as_ref().map(|header| header.span),
    };
    let mut told = Findings::default();
    let Some(records) = table(world, &path, span, &options, sources, &mut told) else {
        told.list.into_iter().for_each(|fault| findings.push(fault));
        return None;
    };
    let rows = (Key { text: "行".to_owned(), span }, Node::of_table(records));
    let node = Node { value: Value::Map(vec![rows]), span, line_starts: Vec::new() };
    let read = Ledgers::read(&node, &mut Reader { findings: &mut Findings::default() })?;
    read.list.into_iter().next()
}
