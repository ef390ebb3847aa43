//! 名册: a file → rows of cells, each with its place. It holds the texts of all cells in one piece, so that a national list
//! takes tens of megabytes and not hundreds.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::figure::evaluate::UNIT;
use crate::source::node::{Key, Node, Value, trim};
use crate::source::table::{self, Options, Records};
use crate::source::{encoding, yaml};

/// The list of units.
#[derive(Debug)]
pub struct Roster {
    /// The file as the user wrote it.
    pub name: String,
    /// The heads of its columns, without units.
    pub heads: Vec<Head>,
    /// Lists that a row has of its own (in a roster written as YAML): name and rows.
    pub lists: Vec<Vec<(String, Node)>>,
    source: SourceId,
    /// The texts of all cells, row by row, one behind the other.
    texts: String,
    /// Where each cell's text ends.
    ends: Vec<u32>,
    /// Where each cell stands in the source.
    places: Vec<(u32, u32)>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

impl Roster {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len().checked_div(self.heads.len()).unwrap_or(0)
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a cell; empty if it is blank.
    pub fn text(&self, row: usize, column: usize) -> &str {
        let at = row * self.heads.len() + column;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.texts[start as usize..self.ends[at] as usize]
    }

    /// The place of a cell.
    pub fn span(&self, row: usize, column: usize) -> Span {
        let (start, end) = self.places[row * self.heads.len() + column];
        Span { source: self.source, start: start as usize, end: end as usize }
    }

    /// The place of a row: its first cell that holds anything.
    pub fn row_span(&self, row: usize) -> Span {
        let filled = (0..self.heads.len()).find(|column| !self.text(row, *column).is_empty());
        self.span(row, filled.unwrap_or(0))
    }

    fn begin(name: &str, source: SourceId, heads: Vec<Head>) -> Self {
        Self {
            name: name.to_owned(),
            heads,
            lists: Vec::new(),
            source,
            texts: String::new(),
            ends: Vec::new(),
            places: Vec::new(),
        }
    }

    fn push(&mut self, text: &str, span: Span) {
        self.texts.push_str(&cell_text(text));
        self.ends.push(self.texts.len() as u32);
        self.places.push((span.start as u32, span.end as u32));
    }
}

/// The text of a cell as documents use it: one line, its digits half width.
pub fn cell_text(text: &str) -> Cow<'_, str> {
    match one_line(text) {
        Cow::Borrowed(line) => digits(line),
        Cow::Owned(line) => Cow::Owned(digits(&line).into_owned()),
    }
}

/// A cell of several lines as one, since it is put into the middle of a line. Lines that were broken to fit the column go
/// on; items of a list stay apart.
fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for part in text.split(['\n', '\r']).map(trim).filter(|part| !part.is_empty()) {
        let is_open = line.ends_with(|c: char| c.is_alphanumeric() || "）)”》％%℃".contains(c));
        if is_open && begins_item(part) {
            line.push('；');
        } else if line.ends_with(|c: char| c.is_ascii()) && part.starts_with(|c: char| c.is_ascii()) {
            // Words of letters stay apart.
            line.push(' ');
        }
        line.push_str(part);
    }
    Cow::Owned(line)
}

/// Whether a line begins with the number or the mark of an item: `1.`, `2、`, `（三）`, `四、`, `①`, `-`.
fn begins_item(line: &str) -> bool {
    let is_number =
        |c: char| c.is_ascii_digit() || matches!(c, '０'..='９') || "一二三四五六七八九十".contains(c);
    if line.starts_with(|c: char| matches!(c, '①'..='⑳' | '•' | '·' | '●' | '■' | '◆')) {
        return true;
    }
    if let Some(rest) = line.strip_prefix(['-', '—', '－']) {
        return !rest.starts_with(is_number);
    }
    let (inner, bracketed) = match line.strip_prefix(['（', '(']) {
        Some(inner) => (inner, true),
        None => (line, false),
    };
    let rest = inner.trim_start_matches(is_number);
    let mut behind = rest.chars();
    rest.len() < inner.len()
        && match behind.next() {
            Some('）' | ')') => true,
            Some('、' | '．') => !bracketed,
            // 3.5 is a number.
            Some('.') => !bracketed && !behind.next().is_some_and(is_number),
            _ => false,
        }
}

/// A code, a number, a day or a telephone number typed in full width, as it is written elsewhere.
fn digits(text: &str) -> Cow<'_, str> {
    let is_wide = |c: char| matches!(c, '０'..='９');
    let of_digits = |c: char| c.is_ascii_digit() || is_wide(c) || "-－/／.．()（） \u{3000}".contains(c);
    if !text.contains(is_wide) || !text.chars().all(of_digits) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        // The full-width forms follow each other as ASCII does.
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        c => c,
    };
    Cow::Owned(text.chars().map(narrow).collect())
}

/// Reads a roster: .yaml, or a table in .csv, .xlsx and the like. `None` if it cannot be used; the reason is among the
/// findings.
pub fn read(
    bytes: Vec<u8>,
    name: &str,
    options: &Options<'_>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Roster> {
    let extension = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default();
    let roster = if matches!(extension.to_lowercase().as_str(), "yaml" | "yml" | "json") {
        let source = encoding::read_text(&bytes, name, sources, findings)?;
        let node = yaml::read(source, sources, findings)?;
        from_nodes(&node, name, findings)?
    } else {
        let records = table::read(&bytes, name, options, sources, findings)?;
        // A national roster takes tens of megabytes as a file, too.
        drop(bytes);
        from_records(records, name)
    };
    if roster.is_empty() {
        tell_empty(&roster, findings);
        return None;
    }
    Some(roster)
}

/// Tells of a roster without units, in the place of what was told of the table.
fn tell_empty(roster: &Roster, findings: &mut Findings) {
    let of_table = |finding: &Diagnostic| {
        let here = matches!(finding.place, Place::Span(span) if span.source == roster.source);
        finding.code == "table-without-rows" && here
    };
    let told = findings.list.iter().position(of_table).map(|at| findings.list.remove(at).place);
    if !findings.has_errors() {
        let place = told.unwrap_or_else(|| Place::Path(roster.name.clone()));
        findings.push(
            Diagnostic::error("empty-roster", place, "名册里一个单位也没有")
                .hint("表头下面一行写一个单位；核对是不是选错了文件或工作表，或者忘了保存"),
        );
    }
}

fn from_records(records: Records, name: &str) -> Roster {
    let heads = records.columns.into_iter().map(|column| Head { name: column.name, span: column.span });
    let mut roster = Roster::begin(name, records.span.source, heads.collect());
    for cell in (0..records.rows.len()).flat_map(|row| records.rows.row(row)) {
        roster.push(cell.text, cell.span);
    }
    roster
}

/// `- {代码: 1, 单位名称: 甲, 联系人: {姓名: 张三}}`: keys inside keys are columns with a dot, a list of rows is the unit's own.
/// `- 甲` is a unit of which nothing but the name is known.
fn from_nodes(node: &Node, name: &str, findings: &mut Findings) -> Option<Roster> {
    let rows = match &node.value {
        Value::List(rows) => rows,
        _ => match node.get("名册").map(|node| &node.value) {
            Some(Value::List(rows)) => rows,
            _ => {
                findings.push(
                    Diagnostic::error("wrong-type", node.span, "名册应为列表，一个单位一条")
                        .hint("每个单位写成“- {代码: 0001, 单位名称: 某某镇卫生院}”"),
                );
                return None;
            }
        },
    };
    let mut heads: Vec<Head> = Vec::new();
    let mut flat = Vec::with_capacity(rows.len());
    let mut known = BTreeSet::new();
    let is_unit = |row: &&Node| matches!(row.value, Value::Scalar(_) | Value::Map(_));
    if let Some(odd) = rows.iter().find(|row| !is_unit(row)) {
        let message = match rows.iter().filter(|row| !is_unit(row)).count() {
            1 => "名册的这一条不是一个单位".to_owned(),
            count => format!("名册里有{count}条不是一个单位，这是第一条"),
        };
        findings.push(
            Diagnostic::error("wrong-type", odd.span, message)
                .hint("每个单位写一条：“- 某某镇卫生院”，或者“- {代码: 0001, 单位名称: 某某镇卫生院}”"),
        );
    }
    for row in rows.iter().filter(is_unit) {
        let mut cells = Cells::default();
        cells.take("", row);
        for (head, _, _) in &cells.list {
            if known.insert(head.name.clone()) {
                heads.push(head.clone());
            }
        }
        flat.push((cells, row.span));
    }
    let mut roster = Roster::begin(name, node.span.source, heads.clone());
    for (cells, span) in flat {
        for head in &heads {
            match cells.list.iter().find(|(other, _, _)| other.name == head.name) {
                Some((_, text, span)) => roster.push(text, *span),
                None => roster.push("", span),
            }
        }
        roster.lists.push(cells.lists);
    }
    Some(roster)
}

/// The cells of a row in YAML.
#[derive(Default)]
struct Cells {
    list: Vec<(Head, String, Span)>,
    lists: Vec<(String, Node)>,
}

impl Cells {
    fn take(&mut self, prefix: &str, node: &Node) {
        match &node.value {
            Value::Scalar(scalar) => {
                let head = Head { name: UNIT.to_owned(), span: node.span };
                self.list.push((head, trim(&scalar.text).to_owned(), node.span));
            }
            Value::Map(entries) => self.entries(prefix, entries),
            Value::Null | Value::List(_) | Value::Table(_) | Value::Picture(_) => {}
        }
    }

    fn entries(&mut self, prefix: &str, entries: &[(Key, Node)]) {
        for (key, value) in entries {
            let name = format!("{prefix}{}", key.text);
            match &value.value {
                Value::Null | Value::Picture(_) => {}
                Value::Scalar(scalar) => {
                    let text = trim(&scalar.text).to_owned();
                    self.list.push((Head { name, span: key.span }, text, value.span));
                }
                Value::Map(inner) => self.entries(&format!("{name}."), inner),
                Value::List(_) | Value::Table(_) => self.lists.push((name, value.clone())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, bytes: &[u8]) -> String {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let roster = read(bytes.to_vec(), name, &Options::default(), &mut sources, &mut findings);
        let Some(roster) = roster else {
            return findings.list.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join("|");
        };
        let heads: Vec<&str> = roster.heads.iter().map(|head| head.name.as_str()).collect();
        let mut lines = vec![heads.join(" ")];
        for row in 0..roster.len() {
            let cells: Vec<String> = (0..heads.len())
                .map(|column| {
                    let span = roster.span(row, column);
                    format!("{}@{}", roster.text(row, column), sources.place_in_words(span))
                })
                .collect();
            lines.push(cells.join(" "));
        }
        lines.join("\n")
    }

    #[test]
    fn cells_are_one_line_and_numbers_half_width() {
        for (text, cell) in [
            ("城关镇\r\n卫生院", "城关镇卫生院"),
            ("Li\nMing", "Li Ming"),
            ("甲\n", "甲"),
            ("００１２", "0012"),
            ("（０９３８）８２３４５６７", "(0938)8234567"),
            ("２０２６／１２／５", "2026/12/5"),
            ("第１中学", "第１中学"),
            ("（子）", "（子）"),
        ] {
            assert_eq!(cell_text(text), cell, "{text}");
        }
    }

    #[test]
    fn items_of_a_cell_stay_apart() {
        for (text, cell) in [
            ("1.没有上墙\n2.标识不清", "1.没有上墙；2.标识不清"),
            ("1.没有上墙。\n2.标识不清。", "1.没有上墙。2.标识不清。"),
            ("一、没有上墙；\r\n二、标识不清", "一、没有上墙；二、标识不清"),
            (
                "（1）缺签字（3处）\n（2）缺“公示牌”\n（3）其他",
                "（1）缺签字（3处）；（2）缺“公示牌”；（3）其他",
            ),
            ("①甲\n②乙", "①甲；②乙"),
            ("- 甲\n- 乙", "- 甲；- 乙"),
            ("整改如下：\n1、甲\n2、乙", "整改如下：1、甲；2、乙"),
            // Broken to fit the column.
            ("投入经费\n3.5万元", "投入经费3.5万元"),
            ("完成率\n十分理想", "完成率十分理想"),
            ("甲镇\n（原乙乡）", "甲镇（原乙乡）"),
            ("气温低于\n-5度", "气温低于-5度"),
        ] {
            assert_eq!(cell_text(text), cell, "{text}");
        }
    }

    #[test]
    fn cells_keep_their_places_in_every_format() {
        assert_eq!(
            shown("名册.csv", "代码,单位名称\n001,甲镇\n002,乙镇\n".as_bytes()),
            "代码 单位名称\n001@A2 甲镇@B2\n002@A3 乙镇@B3"
        );
        assert_eq!(
            shown(
                "名册.yaml",
                "- {单位名称: 甲镇, 联系人: {姓名: 张三}}\n- {单位名称: 乙镇, 代码: 0012}\n".as_bytes()
            ),
            "单位名称 联系人.姓名 代码\n甲镇@第1行第10列 张三@第1行第24列 @第1行第3列\n\
             乙镇@第2行第10列 @第2行第3列 0012@第2行第18列"
        );
        assert_eq!(
            shown("名册.yaml", "- 甲镇\n- {单位名称: 乙镇, 代码: 0012}\n".as_bytes()),
            "单位名称 代码\n甲镇@第1行第3列 @第1行第3列\n乙镇@第2行第10列 0012@第2行第18列"
        );
        assert_eq!(shown("名册.yaml", "- [甲镇]\n".as_bytes()), "名册的这一条不是一个单位");
        assert_eq!(shown("名册.yaml", "- 甲镇\n- [乙镇]\n-\n".as_bytes()), "单位名称\n甲镇@第1行第3列");
        assert_eq!(shown("名册.csv", "代码,单位名称\n".as_bytes()), "名册里一个单位也没有");
    }
}
