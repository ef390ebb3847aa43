//! What in a ledger probably is a slip, looked at for the documents that print figures of it: rows outside the time that the
//! document can know, rows without 类型, a name that differs by one character from the others.

use std::collections::BTreeMap;

use crate::compose::document::Ground;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::expand::Printed;
use crate::model::date::in_words;
use crate::model::ledger::Ledger;

/// How often a name must occur for one that occurs once to be a slip of it.
const USUAL: usize = 3;

/// Tells what should be looked at.
pub fn check(ground: &Ground<'_, '_>, title: &str, figures: &[Printed], findings: &mut Findings) {
    let used = |ledger: &&Ledger| {
        let places = || ledger.rows.iter().map(|row| row.span.source);
        figures
            .iter()
            .flat_map(|figure| &figure.cells)
            .any(|cell| places().any(|source| source == cell.source))
    };
    for ledger in ground.book.ledgers.iter().copied().filter(used) {
        times(ground, title, ledger, findings);
        for column in ["类型", "单位"] {
            names(ledger, column, findings);
        }
    }
    if figures.iter().any(|figure| figure.formula.starts_with("完成值(")) {
        for indicator in ground.book.indicators.iter().filter(|indicator| indicator.done.is_none()) {
            let message = format!("指标“{}”没有写“完成值”，没有列入对照", indicator.name.text);
            findings.push(
                Diagnostic::warning("figure-done", indicator.name.span, message)
                    .hint("在这个指标下面写“完成值”，写数或者算式，例如 完成值: 次数(类型=义诊)"),
            );
        }
    }
}

/// Rows later than the document, and rows of other years that are counted without anybody having said so.
fn times(ground: &Ground<'_, '_>, title: &str, ledger: &Ledger, findings: &mut Findings) {
    let dated = || ledger.rows.iter().filter_map(|row| row.date);
    if let (None, Some(date)) = (ground.book.period.end, &ground.order.date) {
        let later: Vec<_> = dated().filter(|row| row.first > date.day).collect();
        if let Some(first) = later.first() {
            let message = format!(
                "台账里有{}行的日期在成文日期{}以后，也算进了《{}》",
                later.len(),
                in_words(date.day),
                title
            );
            findings.push(
                Diagnostic::warning("ledger-time", first.span, message)
                    .related(date.span, "成文日期写在这里")
                    .hint(format!("在这份文稿下面写“截止日期”，例如：截止日期: {}", date.day)),
            );
        }
    }
    if ground.book.period.start.is_none() {
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        dated().for_each(|row| *years.entry(row.year()).or_default() += 1);
        let rarest = years.iter().min_by_key(|(_, count)| **count).map(|(year, _)| *year);
        if let (true, Some(year)) = (years.len() > 1, rarest)
            && let Some(row) = dated().find(|row| row.year() == year)
        {
            let all: Vec<String> = years.iter().map(|(year, count)| format!("{year}年{count}行")).collect();
            let message = format!("台账里有几年的行（{}），都算进了《{}》", all.join("、"), title);
            findings.push(
                Diagnostic::warning("ledger-time", row.span, message)
                    .hint("核对日期；只算一段时间的，在这份文稿下面写“起始日期”和“截止日期”"),
            );
        }
    }
}

/// Blank cells among filled ones, and names that occur once and differ a little from one that occurs often.
fn names(ledger: &Ledger, column: &str, findings: &mut Findings) {
    let Some(at) = ledger.column(column) else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for cell in ledger.rows.iter().filter_map(|row| row.cell(at)) {
        *counts.entry(cell.text).or_default() += 1;
    }
    let blank: Vec<_> = ledger.rows.iter().filter(|row| row.cell(at).is_none()).collect();
    if let (Some(first), true) = (blank.first(), column == "类型" && !counts.is_empty()) {
        let message = format!("台账里有{}行没有写“{column}”，分类统计里没有它们", blank.len());
        findings
            .push(Diagnostic::warning("ledger-name", first.place(), message).hint(format!("补上“{column}”")));
    }
    for cell in ledger.rows.iter().filter_map(|row| row.cell(at)) {
        let usual = counts.iter().filter(|(_, count)| **count >= USUAL).map(|(name, _)| *name);
        if counts.get(cell.text) == Some(&1)
            && let Some(near) = nearest(cell.text, usual)
        {
            let message = format!("“{column}”一列里只有这一行是“{}”，别处写的是“{near}”", cell.text);
            findings.push(
                Diagnostic::warning("ledger-name", cell.span, message)
                    .label(format!("是否应为“{near}”"))
                    .hint("核对写法；写法不同的会分开统计"),
            );
        }
    }
}
