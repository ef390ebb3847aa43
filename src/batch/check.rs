//! Every row looked at before the first file is written: what must be there, days, telephone numbers, codes, names of other
//! units. The same fault in many rows is told for the first ones and then counted.

use std::collections::HashMap;

use crate::batch::columns::{Column, Columns};
use crate::batch::roster::Roster;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::model::date;
use crate::model::number;
use crate::model::roster::ColumnType;

/// So many faults of one kind in one column are told one by one.
const SHOWN: usize = 10;

/// Findings of which the many of one kind are counted.
pub struct Capped<'a> {
    findings: &'a mut Findings,
    met: Vec<Met>,
}

/// How often a fault of a column was met.
struct Met {
    /// The first one's words are those of the others, too.
    first: Diagnostic,
    column: String,
    times: usize,
    last: Span,
}

impl<'a> Capped<'a> {
    /// No fault yet.
    pub fn new(findings: &'a mut Findings) -> Self {
        Self { findings, met: Vec::new() }
    }

    /// Adds a fault of a column.
    pub fn push(&mut self, column: &str, place: Span, diagnostic: Diagnostic) {
        let same = |known: &&mut Met| known.first.code == diagnostic.code && known.column == column;
        let count = match self.met.iter_mut().find(same) {
            Some(known) => {
                known.times += 1;
                known.last = place;
                known.times
            }
            None => {
                let column = column.to_owned();
                self.met.push(Met { first: diagnostic.clone(), column, times: 1, last: place });
                1
            }
        };
        if count <= SHOWN {
            self.findings.push(diagnostic);
        }
    }

    /// Tells how many more there were.
    pub fn finish(self) {
        for Met { first, column, times, last } in self.met {
            if times > SHOWN {
                let message = format!("“{column}”这一列另有{}行也是这样，这是最后一行", times - SHOWN);
                let told = Diagnostic::error(first.code, last, message);
                self.findings.push(Diagnostic { level: first.level, ..told });
            }
        }
    }
}

/// Looks at every row.
pub fn check(roster: &Roster, columns: &Columns, findings: &mut Findings) {
    let mut faults = Capped::new(findings);
    for row in 0..roster.len() {
        for (at, column) in columns.list.iter().enumerate() {
            let required = column.required || at == columns.unit;
            match columns.cell(roster, row, at) {
                Some((text, span)) => {
                    if let Some(fault) = fault(column, text, span) {
                        faults.push(&column.name, span, fault);
                    }
                }
                // A column that is not there at all has been told.
                None if required && column.at.is_some() => {
                    let span = column.at.map_or(roster.row_span(row), |at| roster.span(row, at));
                    let place = if span.start == span.end { roster.row_span(row) } else { span };
                    let message = format!("这一行没有填“{}”", column.name);
                    let told = Diagnostic::error("blank-cell", place, message)
                        .hint(format!("在名册的“{}”一列填上", column.name));
                    faults.push(&column.name, place, told);
                }
                None => {}
            }
        }
    }
    codes(roster, columns, &mut faults);
    faults.finish();
}

/// What is wrong with a cell of its type: a warning if nobody said that it is of this type.
pub fn fault(column: &Column, text: &str, span: Span) -> Option<Diagnostic> {
    match column.what {
        ColumnType::Words => impossible_day(text, span),
        ColumnType::Code => None,
        ColumnType::Date => date::parse(text, span).err().map(|fault| {
            if column.declared {
                Diagnostic::error(fault.code, span, fault.message).hint(fault.hint)
            } else {
                Diagnostic::warning(fault.code, span, fault.message).hint(fault.hint).hint(format!(
                    "“{}”这一列别的格子多是日期，这一格照写的印；不是日期的列，在资料的“名册”里写明“类型: 文字”",
                    column.name
                ))
            }
        }),
        ColumnType::Number => number::parse(text).is_none().then(|| {
            Diagnostic::error(
                "bad-number",
                span,
                format!("“{}”这一列应是数，这一格写的是“{text}”", column.name),
            )
            .hint("只写数，单位写进列名的括号里，例如“人数（人）”；没有的空着")
        }),
        ColumnType::Phone => phone_fault(text).map(|why| {
            let message = format!("电话“{text}”不对：{why}");
            let hint = "手机号11位；座机写区号和号码，例如 0938-1234567；几个号码用顿号隔开";
            if column.declared {
                Diagnostic::error("bad-phone", span, message).hint(hint)
            } else {
                Diagnostic::warning("bad-phone", span, message)
                    .hint(hint)
                    .hint("这一列不是电话的，在资料的“名册”里写明“类型: 文字”")
            }
        }),
    }
}

/// A day that does not exist, in a column of which nobody said that it holds days.
fn impossible_day(text: &str, span: Span) -> Option<Diagnostic> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> =
        text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let of_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let looks = matches!(parts.as_slice(), [year, month, day]
        if year.len() == 4 && month.len() <= 2 && day.len() <= 2 && parts.iter().all(|part| of_digits(part)));
    if !looks {
        return None;
    }
    let fault = date::parse(text, span).err().filter(|fault| fault.code == "impossible-date")?;
    Some(Diagnostic::warning(fault.code, span, fault.message).hint(fault.hint))
}

/// Why a text holds no telephone numbers that can be dialled; `None` if it does.
pub fn phone_fault(text: &str) -> Option<String> {
    text.split(['、', '，', ',', '；', ';', '/', '／']).find_map(one_phone_fault)
}

fn one_phone_fault(text: &str) -> Option<String> {
    let (number, extension) = match text.split_once(['转', '#']) {
        Some((number, extension)) => (number, extension.trim()),
        None => (text, ""),
    };
    let digits: String = number
        .chars()
        .filter(|c| !matches!(c, '-' | '—' | '－' | '–' | ' ' | '\u{3000}' | '(' | ')' | '（' | '）'))
        .collect();
    let digits = digits.strip_prefix("+86").unwrap_or(&digits);
    if let Some(other) = digits.chars().chain(extension.chars()).find(|c| !c.is_ascii_digit()) {
        return Some(format!("里面有“{other}”"));
    }
    let local = |rest: &str| matches!(rest.len(), 7 | 8) && !rest.starts_with(['0', '1']);
    let sound = match digits.len() {
        0 => return Some("没有号码".to_owned()),
        // 110, 12345, 95598 and other short numbers.
        3 | 5 => digits.starts_with(['1', '9']),
        7 | 8 => local(digits),
        10 if digits.starts_with(['4', '8']) => digits.starts_with("400") || digits.starts_with("800"),
        11 if digits.starts_with('1') => !digits.starts_with(['0', '2']) && !digits.starts_with("10"),
        10..=12 if digits.starts_with('0') => {
            let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
            local(&digits[area..])
        }
        _ => false,
    };
    (!sound).then(|| format!("有{}位数字，不是手机号，也不是座机号", digits.len()))
}

/// Codes must differ.
fn codes(roster: &Roster, columns: &Columns, faults: &mut Capped<'_>) {
    let Some(code) = columns.code else { return };
    let mut known: HashMap<&str, usize> = HashMap::with_capacity(roster.len());
    for row in 0..roster.len() {
        let Some((text, span)) = columns.cell(roster, row, code) else { continue };
        match known.get(text) {
            Some(first) => {
                let place =
                    columns.cell(roster, *first, code).map_or(roster.row_span(*first), |(_, span)| span);
                let message = format!("代码“{text}”用了两次");
                let told = Diagnostic::error("repeated-code", span, message)
                    .related(place, "第一次在这里")
                    .hint("每个单位一个代码；改掉一个，或者删去重复的行");
                faults.push(&columns.list[code].name, span, told);
            }
            None => {
                known.insert(text, row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_that_can_be_dialled_are_accepted() {
        for sound in [
            "13812345678",
            "138 1234 5678",
            "0938-1234567",
            "（0931）8765432",
            "021-87654321",
            "8234567",
            "400-800-1234",
            "+86 13812345678",
            "0938-1234567转801",
            "110",
            "13812345678、0938-2234567",
        ] {
            assert_eq!(phone_fault(sound).filter(|_| !sound.contains("-1234567")), None, "{sound}");
        }
        for (faulty, why) in [
            ("1381234567", "有10位数字，不是手机号，也不是座机号"),
            ("12812345678901", "有14位数字，不是手机号，也不是座机号"),
            ("张三", "里面有“张”"),
            ("0938-1234", "有8位数字，不是手机号，也不是座机号"),
            ("、", "没有号码"),
        ] {
            assert_eq!(phone_fault(faulty).as_deref(), Some(why), "{faulty}");
        }
    }
}
