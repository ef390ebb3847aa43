//! A workbook of sheets → one tree, as YAML gives it.

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::diag::sources::Sources;
use crate::model::shape::RecordShape;
use crate::model::workbook::Workbook;
use crate::sheets::page::Page;
use crate::sheets::path::{Holds, holds};
use crate::sheets::value::{key, list, map, put, scalar};
use crate::sheets::{CHART, LEDGER, LEDGER_HEADS, ROOT, TABLE, form, list as table};
use crate::source::grid::Grid;
use crate::source::node::{Key, Node, Value};
use crate::source::spreadsheet::{self, Named};
use crate::source::table::{self as ledger, Options, rows};

/// What a sheet holds, by its name.
enum Content<'n> {
    /// Keys of the workbook itself, or of the user's own under one of them.
    Keys(&'static str),
    /// A group of keys.
    Record(&'static str, &'static RecordShape),
    /// A list of groups.
    Records(&'static str, &'static RecordShape),
    /// One group of a list, with its name.
    One(&'static str, &'static RecordShape, &'n str),
    /// A ledger, with its name.
    Ledger(&'n str),
    /// A key of the workbook that has no sheet.
    Single,
    /// None of these.
    Unknown,
}

/// Reads a workbook of sheets. As with YAML, there may be errors among the findings beside `Some`.
pub fn read(bytes: &[u8], name: &str, sources: &mut Sources, findings: &mut Findings) -> Option<Node> {
    let mut file = spreadsheet::open(bytes, name, sources, findings)?;
    let sheets = file.all(&|name| !name.starts_with("说明"), sources, findings)?;
    let mut entries: Vec<(Key, Node)> = Vec::new();
    let mut ledgers: Vec<(String, Node)> = Vec::new();
    let mut place = None;
    for Named { name: sheet, hidden, grid } in &sheets {
        let Some(grid) = grid else { continue };
        findings.sheet(grid.source);
        let page = Page::new(sheet, grid, &sources.get(grid.source).text);
        let first = page.first();
        let content = content(sheet);
        if *hidden {
            if matches!(content, Content::Unknown) {
                findings.push(
                    Diagnostic::info("sheets-left-out", first, format!("隐藏的工作表“{sheet}”没有读"))
                        .hint("要用就取消隐藏，名称改成资料里的一项"),
                );
                continue;
            }
            findings.push(
                Diagnostic::warning("hidden-cells", first, format!("工作表“{sheet}”是隐藏的，照样读入了"))
                    .hint("核对是不是要用这一张；要用，最好取消隐藏"),
            );
        }
        place.get_or_insert(first);
        if let Content::Ledger(name) = content {
            if is_unbegun(&page) {
                continue;
            }
            ledgers.extend(read_ledger(grid, sources, findings).map(|node| (name.to_owned(), node)));
            continue;
        }
        let told = findings.list.len();
        read_sheet(&page, &content, &mut entries, findings);
        page.finish(findings);
        findings.list[told..].sort_by_key(|fault| match fault.place {
            Place::Span(span) => (span.start, span.end),
            _ => (0, 0),
        });
    }
    put_ledgers(ledgers, &mut entries, findings);
    let Some(place) = place else {
        findings.push(
            Diagnostic::error("empty-sheet", Place::Path(name.to_owned()), "各张工作表里都没有内容").hint(
                "请检查是否选错了文件，或者忘了保存；可以用 gongwen new 文件夹 --xlsx 生成一份带说明的样例",
            ),
        );
        return None;
    };
    Some(map(entries, place))
}

fn content(sheet: &str) -> Content<'_> {
    let root: &'static RecordShape = &Workbook::RECORD;
    if sheet == ROOT {
        return Content::Keys("");
    }
    if sheet.starts_with(LEDGER) || sheet.ends_with(LEDGER) {
        let rest = sheet.strip_prefix(LEDGER).and_then(|rest| rest.strip_prefix(is_dash));
        return Content::Ledger(rest.map(str::trim).filter(|name| !name.is_empty()).unwrap_or(sheet));
    }
    for one in [TABLE, CHART] {
        if let Some(name) = sheet.strip_prefix(one).and_then(|rest| rest.strip_prefix(is_dash))
            && let Some(field) = root.by_key(one)
            && let Holds::Records(record) = holds(root, field)
        {
            return Content::One(field.key, record, name.trim());
        }
    }
    match root.by_key(sheet).map(|field| (field.key, holds(root, field))) {
        Some((key, Holds::Record(record))) => Content::Record(key, record),
        Some((key, Holds::Records(record))) => Content::Records(key, record),
        Some((key, Holds::Free)) => Content::Keys(key),
        Some(_) => Content::Single,
        None => Content::Unknown,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '—' | '–' | '_' | '：' | ':' | '·' | ' ')
}

fn read_sheet(
    page: &Page<'_>,
    content: &Content<'_>,
    entries: &mut Vec<(Key, Node)>,
    findings: &mut Findings,
) {
    let span = page.first();
    let (at, node) = match *content {
        Content::Keys(under) => {
            if let Some(Node { value: Value::Map(inner), .. }) =
                form::read(page, &Workbook::RECORD, under, findings)
            {
                for (key, node) in inner {
                    put(entries, std::slice::from_ref(&key.text), key.span, node, findings);
                }
            }
            return;
        }
        Content::Record(at, record) => (at, form::read(page, record, "", findings)),
        Content::Records(at, record) => {
            let top = page.begin(&|row| table::is_head(page, record, row), findings);
            let items = table::read(page, record, top..page.rows().end, findings);
            (at, (!items.is_empty()).then(|| list(items, span)))
        }
        Content::One(at, record, name) => {
            let node = form::read(page, record, "", findings).map(|mut node| {
                if let Value::Map(inner) = &mut node.value
                    && !inner.iter().any(|(key, _)| key.text == "名称")
                {
                    inner.insert(0, (key("名称", span), scalar(name, span)));
                }
                list(vec![node], span)
            });
            (at, node)
        }
        Content::Single => {
            page.pass_over(page.rows());
            let message = format!("“{}”不单独用一张工作表", page.name);
            findings.unread(page.name);
            findings.push(
                Diagnostic::error("unknown-sheet", span, message)
                    .hint(format!("写到工作表“{ROOT}”里：“项目”栏写“{}”，“内容”栏写内容", page.name)),
            );
            return;
        }
        Content::Unknown | Content::Ledger(_) => {
            page.pass_over(page.rows());
            unknown_sheet(page, findings);
            return;
        }
    };
    // What is not filled in is as if it were not there; if a fault kept it from being read, that was told.
    if let Some(node) = node {
        put(entries, &[at.to_owned()], span, node, findings);
    }
}

fn unknown_sheet(page: &Page<'_>, findings: &mut Findings) {
    let names: Vec<&str> = Workbook::RECORD
        .fields
        .iter()
        .filter(|field| matches!(holds(&Workbook::RECORD, field), Holds::Record(_) | Holds::Records(_)))
        .map(|field| field.key)
        .collect();
    let near = nearest(page.name, names.iter().copied());
    if let Some(near) = near {
        findings.unread(near);
    }
    let message = format!("不知道工作表“{}”是什么：没有叫这个名称的资料项", page.name);
    let fault = Diagnostic::error("unknown-sheet", page.first(), message).meant(near);
    findings.push(match near {
        Some(near) => fault.hint(format!("把工作表的名称改成“{near}”；写给自己看的，名称以“说明”开头")),
        None => fault.hint(format!(
            "名称可以是：{}，以及“台账”“表-名称”“图-名称”；写给自己看的，名称以“说明”开头",
            names.join("、")
        )),
    });
}

/// Whether a ledger holds nothing but the heads that it was made with.
fn is_unbegun(page: &Page<'_>) -> bool {
    page.rows().end == 1 && page.columns().all(|column| LEDGER_HEADS.contains(&page.at(0, column).text))
}

/// A ledger's rows, as if they were written in the data.
fn read_ledger(grid: &Grid, sources: &Sources, findings: &mut Findings) -> Option<Node> {
    let records = ledger::read_grid(grid, &Options::default(), sources, findings);
    if records.is_none() {
        findings.unread(LEDGER);
    }
    records.map(|records| rows::nodes(&records))
}

/// Ledgers get the names of their sheets; the one called 台账 needs none while it is the only one.
fn put_ledgers(ledgers: Vec<(String, Node)>, entries: &mut Vec<(Key, Node)>, findings: &mut Findings) {
    let only = ledgers.len() == 1 && !entries.iter().any(|(key, _)| key.text == LEDGER);
    for (name, node) in ledgers {
        let span = node.span;
        let mut ledger = vec![(key("行", span), node)];
        if !only || name != LEDGER {
            ledger.insert(0, (key("名称", span), scalar(&name, span)));
        }
        put(entries, &[LEDGER.to_owned()], span, list(vec![map(ledger, span)], span), findings);
    }
}
