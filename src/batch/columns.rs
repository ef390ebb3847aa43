//! What each column of the roster is: the unit's name, its code, a field that it overrides, how its cells are read.

use crate::batch::roster::Roster;
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::evaluate::UNIT;
use crate::model::date::{self, Precision};
use crate::model::number;
use crate::model::order::DocumentOrder;
use crate::model::roster::{ColumnType, RosterPlan};
use crate::model::shape::{RecordShape, Shape};
use crate::model::text::Phrase;
use crate::model::workbook::Workbook;

/// Heads that name the unit, the likelier ones first.
const UNIT_HEADS: &[&str] = &["单位名称", "单位全称", "机构名称", "单位", "机构", "学校名称", "名称"];
/// Heads of its short name.
const SHORT_HEADS: &[&str] = &["简称", "单位简称"];
/// Heads of its code.
const CODE_HEADS: &[&str] = &[
    "代码",
    "编码",
    "单位代码",
    "单位编码",
    "机构代码",
    "统一社会信用代码",
    "组织机构代码",
    "行政区划代码",
    "区划代码",
];
/// Heads of what is above the unit, the nearest first.
const PARENT_HEADS: &[&str] = &[
    "上级单位",
    "主管部门",
    "主管单位",
    "所属单位",
    "乡镇",
    "镇",
    "街道",
    "县",
    "区",
    "县区",
    "区县",
    "县市区",
    "市",
    "市州",
    "地市",
    "省",
];
/// Fields of a 文稿 that are the same for all.
const NOT_OVERRIDDEN: &[&str] = &["文种", "载体", "标题分行", "附件", "制度", "不用", "版式"];

/// A column as documents see it.
#[derive(Debug, Clone)]
pub struct Column {
    /// The name that texts use.
    pub name: String,
    /// Its number in the roster; `None` if the roster does not have it.
    pub at: Option<usize>,
    /// What its cells are.
    pub what: ColumnType,
    /// Whether the workbook says so.
    pub declared: bool,
    /// Whether every unit must have something.
    pub required: bool,
    /// What stands for a blank cell.
    pub default: Option<Phrase>,
    /// The field that it overrides.
    pub field: Option<Field>,
    /// Where it is named: in the roster's head, else in the workbook.
    pub span: Span,
}

/// A field that a column overrides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Whether it belongs to every 文稿; else to the workbook.
    pub of_order: bool,
    /// Its keys from the outermost.
    pub path: Vec<String>,
}

/// The columns and their parts.
#[derive(Debug, Clone)]
pub struct Columns {
    /// All columns: the roster's, then those that only the workbook lists.
    pub list: Vec<Column>,
    /// Which one is the unit's name.
    pub unit: usize,
    /// Its short name.
    pub short: Option<usize>,
    /// Its code.
    pub code: Option<usize>,
    /// What is above it, the nearest first.
    pub parents: Vec<usize>,
}

impl Columns {
    /// The number of the column of this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.list.iter().position(|column| column.name == name)
    }

    /// The columns of the roster that take the place of what the workbook says, as people call them.
    pub fn overriding(&self, roster: &Roster) -> Vec<String> {
        let filled = |at: usize| (0..roster.len()).any(|row| !roster.text(row, at).is_empty());
        let told = |column: &Column| {
            let head = &roster.heads[column.at.filter(|at| filled(*at))?].name;
            let field = column.field.as_ref()?.path.join(".");
            Some(if *head == field { field } else { format!("{field}（名册里的“{head}”）") })
        };
        self.list.iter().filter_map(told).collect()
    }

    /// The cell of a row: its text, or the default; with its place. `None` if the unit has nothing there.
    pub fn cell<'a>(&'a self, roster: &'a Roster, row: usize, column: usize) -> Option<(&'a str, Span)> {
        let known = &self.list[column];
        let written = known.at.map(|at| (roster.text(row, at), roster.span(row, at)));
        match written {
            Some((text, span)) if !text.is_empty() => Some((text, span)),
            _ => known.default.as_ref().map(|default| (default.text.as_str(), default.span)),
        }
    }
}

/// Says what the columns are. `maps` are from the command line: field or column, and head in the roster. `None` if the
/// units have no names.
pub fn columns(
    roster: &Roster,
    plan: Option<&RosterPlan>,
    maps: &[(String, String)],
    findings: &mut Findings,
) -> Option<Columns> {
    let mut list: Vec<Column> = roster
        .heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let mapped = maps.iter().find(|(_, theirs)| *theirs == head.name);
            Column {
                name: mapped.map_or(&head.name, |(name, _)| name).clone(),
                at: Some(at),
                what: ColumnType::Words,
                declared: false,
                required: false,
                default: None,
                field: None,
                span: head.span,
            }
        })
        .collect();
    for (_, theirs) in maps.iter().filter(|(_, theirs)| roster.heads.iter().all(|head| head.name != *theirs))
    {
        findings.push(unknown_column(roster, theirs, Place::Nowhere, &format!("--map 里写的“{theirs}”")));
    }
    for column in plan.iter().flat_map(|plan| &plan.columns) {
        declare(column, &mut list, findings);
    }
    for column in list.iter_mut().filter(|column| !column.declared) {
        column.what = seen_type(roster, column);
    }
    let names: Vec<String> = list.iter().map(|column| column.name.clone()).collect();
    for (at, name) in names.iter().enumerate() {
        let same = names[..at].iter().position(|other| other == name);
        // Columns that have the same head were told when the table was read.
        if same.is_some_and(|same| head_of(roster, &list[same]) != head_of(roster, &list[at])) {
            findings.push(
                Diagnostic::error("repeated-name", list[at].span, format!("名册里有两列都是“{name}”"))
                    .hint("改掉一列的列名；“又名”和 --map 也不能让两列叫同一个名称"),
            );
        }
    }
    let no_field: Vec<&str> = plan
        .iter()
        .flat_map(|plan| &plan.columns)
        .filter(|column| column.overrides.is_some_and(|flag| !flag.0))
        .map(|column| column.name.text.as_str())
        .collect();
    for column in list.iter_mut().filter(|column| !no_field.contains(&column.name.as_str())) {
        column.field = field(&column.name);
    }
    let mut said = |phrase: Option<&Phrase>, heads: &[&str]| match phrase {
        Some(phrase) => {
            let found = list.iter().position(|column| column.at.is_some() && column.name == phrase.text);
            if found.is_none() {
                let what = format!("“名册”里写的“{}”", phrase.text);
                findings.push(unknown_column(roster, &phrase.text, Place::Span(phrase.span), &what));
            }
            Some(found)
        }
        None => {
            let named =
                |head: &&str| list.iter().position(|column| column.at.is_some() && column.name == **head);
            heads.iter().find_map(named).map(Some)
        }
    };
    let code = said(plan.and_then(|plan| plan.code_column.as_ref()), CODE_HEADS).flatten();
    let short = said(plan.and_then(|plan| plan.short_column.as_ref()), SHORT_HEADS).flatten();
    let unit = match said(plan.and_then(|plan| plan.unit_column.as_ref()), UNIT_HEADS) {
        Some(found) => found?,
        None => match first_of_words(roster, &list, code) {
            Some(unit) => unit,
            None => {
                findings.push(
                    Diagnostic::error("no-unit-column", roster.row_span(0), "名册里没有一列是单位的名称")
                        .hint("加一列“单位名称”，或者在资料的“名册”里写“单位列: ……”"),
                );
                return None;
            }
        },
    };
    if let Some(code) = code {
        list[code].what = ColumnType::Code;
    }
    call_unit(&mut list, unit);
    let parents = PARENT_HEADS
        .iter()
        .filter_map(|head| list.iter().position(|column| column.name == *head))
        .filter(|at| *at != unit)
        .collect();
    Some(Columns { list, unit, short, code, parents })
}

/// Lets texts say 【单位名称】 where the roster has another head for it.
fn call_unit(list: &mut Vec<Column>, unit: usize) {
    let at = list[unit].at;
    match list.iter_mut().find(|column| column.name == UNIT) {
        Some(known) if known.at.is_none() => known.at = at,
        Some(_) => {}
        None => {
            let named = Column { name: UNIT.to_owned(), declared: false, field: None, ..list[unit].clone() };
            list.push(named);
        }
    }
}

/// The head that a column has in the roster.
fn head_of<'a>(roster: &'a Roster, column: &Column) -> Option<&'a str> {
    column.at.map(|at| roster.heads[at].name.as_str())
}

/// Takes over what the workbook says of a column; one that the roster does not have is added.
fn declare(column: &crate::model::roster::RosterColumn, list: &mut Vec<Column>, findings: &mut Findings) {
    let name = &column.name.text;
    let called =
        |other: &Column| other.name == *name || column.aliases.iter().any(|alias| alias.text == other.name);
    let found: Vec<usize> = (0..list.len()).filter(|at| called(&list[*at])).collect();
    let required = column.required.is_some_and(|flag| flag.0);
    match found.as_slice() {
        [] => {
            if required && column.default.is_none() {
                let all: Vec<&str> = list.iter().map(|column| column.name.as_str()).collect();
                findings.push(
                    Diagnostic::error(
                        "no-such-column",
                        column.name.span,
                        format!("名册里没有“{name}”这一列，它是必填的"),
                    )
                    .meant(nearest(name, all.iter().copied()))
                    .hint(format!("名册的列有：{}", all.join("、")))
                    .hint("列名不同的，在“又名”里写上名册里的叫法"),
                );
            }
            list.push(Column {
                name: name.clone(),
                at: None,
                what: column.what.unwrap_or(ColumnType::Words),
                declared: true,
                required,
                default: column.default.clone(),
                field: None,
                span: column.name.span,
            });
        }
        [at] => {
            let known = &mut list[*at];
            known.name.clone_from(name);
            known.declared = column.what.is_some();
            known.what = column.what.unwrap_or(known.what);
            known.required = required;
            known.default.clone_from(&column.default);
        }
        // They have the same head, which was told when the table was read.
        [first, rest @ ..] if rest.iter().all(|at| list[*at].name == list[*first].name) => {}
        several => {
            let names: Vec<&str> = several.iter().map(|at| list[*at].name.as_str()).collect();
            findings.push(
                Diagnostic::error(
                    "repeated-name",
                    column.name.span,
                    format!("名册里有几列都可以是“{name}”：{}", names.join("、")),
                )
                .hint("“又名”里只留一个，或者改名册的列名"),
            );
        }
    }
}

fn unknown_column(roster: &Roster, name: &str, place: Place, what: &str) -> Diagnostic {
    let all: Vec<&str> = roster.heads.iter().map(|head| head.name.as_str()).collect();
    Diagnostic::error("no-such-column", place, format!("{what}不是名册的一列"))
        .meant(nearest(name, all.iter().copied()))
        .hint(format!("名册的列有：{}", all.join("、")))
}

/// The first column whose cells are words.
fn first_of_words(roster: &Roster, list: &[Column], code: Option<usize>) -> Option<usize> {
    let words = |text: &str| {
        !text.is_empty() && number::parse(text).is_none() && text.chars().any(|c| !c.is_ascii_punctuation())
    };
    list.iter().enumerate().filter(|(at, _)| Some(*at) != code).find_map(|(at, column)| {
        let of_words = column.what == ColumnType::Words
            && column.name != "序号"
            && column.at.is_some_and(|at| (0..roster.len().min(50)).any(|row| words(roster.text(row, at))));
        of_words.then_some(at)
    })
}

/// What the cells of a column look like. It holds days if two in three are days; the others are then told as faults.
fn seen_type(roster: &Roster, column: &Column) -> ColumnType {
    let Some(at) = column.at else { return ColumnType::Words };
    let (mut days, mut others) = (0, 0);
    for row in 0..roster.len() {
        let text = roster.text(row, at);
        if text.is_empty() {
            continue;
        }
        // Of many thousand codes and telephone numbers none is read as a day.
        let dated = text.starts_with(['1', '2'])
            && text.get(4..).is_some_and(|rest| rest.trim_start().starts_with(['-', '/', '.', '年']));
        match dated.then(|| date::parse(text, roster.span(row, at))) {
            Some(Ok(moment)) if moment.precision == Precision::Day => days += 1,
            // A slip in a day does not make it something else.
            Some(Err(fault)) if fault.code == "impossible-date" => {}
            _ => others += 1,
        }
        if others * 3 > roster.len() {
            break;
        }
    }
    if days > 0 && others * 2 <= days {
        return ColumnType::Date;
    }
    if column.name.contains("电话") || column.name.contains("手机") || column.name.contains("传真") {
        return ColumnType::Phone;
    }
    ColumnType::Words
}

/// The field that a column's name names: of every 文稿, or of the workbook. Only single values can be overridden.
pub fn field(name: &str) -> Option<Field> {
    let (of_order, rest) = match name.split_once('.') {
        Some(("文稿", rest)) => (Some(true), rest),
        _ => (None, name),
    };
    let path: Vec<String> = rest.split('.').map(str::to_owned).collect();
    let in_order = leaf(&DocumentOrder::RECORD, &path) && !NOT_OVERRIDDEN.contains(&path[0].as_str());
    let in_workbook =
        of_order.is_none() && path[0] != "引用" && path != ["单位", "版式"] && leaf(&Workbook::RECORD, &path);
    match (in_order, in_workbook) {
        (true, _) => Some(Field { of_order: true, path }),
        (false, true) => Some(Field { of_order: false, path }),
        _ => None,
    }
}

/// Whether a path of keys leads to a single value.
fn leaf(record: &'static RecordShape, path: &[String]) -> bool {
    let Some((first, rest)) = path.split_first() else { return false };
    let Some(field) = record.by_key(first) else { return false };
    match ((field.shape)(), rest) {
        (Shape::Record(inner), [_, ..]) => leaf(inner, rest),
        (Shape::List(inner), []) => matches!(inner(), Shape::Phrase),
        (Shape::Record(_) | Shape::List(_) | Shape::Free, _) => false,
        (_, rest) => rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_overrides_a_single_value_only() {
        let told = |name: &str| field(name).map(|field| (field.of_order, field.path.join(".")));
        let order = |path: &str| Some((true, path.to_owned()));
        assert_eq!(told("主送机关"), order("主送机关"));
        assert_eq!(told("文稿.截止日期"), order("截止日期"));
        assert_eq!(told("印发.日期"), order("印发.日期"));
        assert_eq!(told("联系人.电话"), Some((false, "联系人.电话".to_owned())));
        assert_eq!(told("报送.时限"), Some((false, "报送.时限".to_owned())));
        for other in ["联系人", "单位", "文种", "附件", "代码", "台账", "联系人.电话.甲", "报送时限"]
        {
            assert_eq!(told(other), None, "{other}");
        }
    }
}
