//! 表单 → the sheet that a unit fills in: its name and code above, locked heads, cells that take nothing else than what is asked
//! for.
//!
//! Where things stand is said here alone; what comes back is read by the names, not by these places (`collect/returned.rs`).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::collect::form::{Bound, Column, EntryForm};
use crate::collect::self_check;
use crate::model::date;
use crate::model::form::EntryType;
use crate::xlsx::{self, Allowed, Area, Cell, Content, Look, Print, Rows, Rule, Sheet, breadth};

/// Name of the sheet to fill in.
pub const SHEET: &str = "填报";
/// Name of the hidden sheet with long lists of choices.
pub const LISTS: &str = "选项";
/// What stands beside the unit's name, its code, and the version of the form.
pub const UNIT: &str = "单位名称";
/// See [`UNIT`].
pub const CODE: &str = "单位代码";
/// See [`UNIT`].
pub const VERSION: &str = "表单版本";
/// Rows of a form in which units fill in several.
const MANY: u32 = 30;
/// Longest text of a cell without a bound of its own, in characters.
const LONGEST: u32 = 1000;
/// Width of the column in which a form of several rows says what is wrong with each.
const SAYS: f64 = 30.0;
/// Height of a line, in points.
pub const LINE: f64 = 16.0;
/// The first and the last day that forms know.
const DAYS: ((u16, u8, u8), (u16, u8, u8)) = ((1900, 1, 1), (2199, 12, 31));

/// The unit that a form is for.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// Its full name.
    pub name: &'a str,
    /// Its code; blank if the roster has none.
    pub code: &'a str,
}

/// The sheets of a unit's form.
pub fn sheets(form: &EntryForm, unit: Unit<'_>) -> Vec<Sheet> {
    let mut maker = Maker {
        form,
        says: self_check::formula(form, 1).is_some(),
        sheet: Sheet { name: SHEET.to_owned(), ..Sheet::default() },
        lists: Vec::new(),
    };
    maker.fill(unit);
    let Maker { mut sheet, lists, .. } = maker;
    sheet.filled = true;
    sheet.locked = Some(if form.many { Rows::Free } else { Rows::Fixed });
    let mut sheets = vec![sheet];
    if !lists.is_empty() {
        let mut hidden =
            Sheet { name: LISTS.to_owned(), hidden: true, locked: Some(Rows::Fixed), ..Sheet::default() };
        for (column, words) in (0..).zip(lists) {
            for (row, word) in (0..).zip(words) {
                hidden.cells.push(text(row, column, word, Look::Bare));
            }
        }
        sheets.push(hidden);
    }
    sheets
}

struct Maker<'f> {
    form: &'f EntryForm,
    /// Whether it says itself what is wrong with it.
    says: bool,
    sheet: Sheet,
    /// Lists that are too long for a cell.
    lists: Vec<Vec<String>>,
}

impl Maker<'_> {
    fn fill(&mut self, unit: Unit<'_>) {
        let form = self.form;
        let last = form.columns.len() as u16;
        let labels = [UNIT, CODE, VERSION].into_iter().chain(form.filler.iter().map(String::as_str));
        let first = labels.map(|label| wide_enough(breadth(label))).fold(0.0, f64::max).min(22.0);
        let first = if form.many { first } else { 22.0 };
        self.sheet.widths = std::iter::once(first)
            .chain(form.columns.iter().map(|column| Heading::new(column).width))
            .chain((form.many && self.says).then_some(SAYS))
            .collect();
        let title = match &form.round {
            Some(round) => format!("{}（{round}）", form.name),
            None => form.name.clone(),
        };
        // What stands across the table stands on its first page.
        let all: f64 = self.sheet.widths.iter().sum();
        // Over several pages columns are printed in their own size.
        let mut room = if all <= xlsx::ACROSS { all + 1.0 } else { xlsx::ACROSS * 0.6 };
        let fits = self.sheet.widths.iter().take_while(|width| {
            room -= **width;
            room >= 0.0
        });
        let across = (fits.count() as u16).saturating_sub(1).min(last);
        self.wide(0, 0, across, &title, Look::Heading);
        // Half as large again as other texts.
        let lines = self.lines(0, across, breadth(&title) * 3 / 2);
        self.sheet.heights.push((0, 6.0 + 1.5 * LINE * lines));
        let mut row = 1;
        for (label, value) in [(UNIT, unit.name), (CODE, unit.code), (VERSION, &form.version)] {
            if !(label == CODE && value.is_empty()) {
                self.labelled(row, label, value, Look::Framed);
                row += 1;
            }
        }
        for label in &form.filler {
            let is_day = label.ends_with("日期");
            self.labelled(row, label, "", if is_day { Look::OpenDay } else { Look::OpenText });
            if is_day {
                let area = Area { top: row, left: 1, bottom: row, right: 1 };
                let refusal = format!("{label}要写成日期，例如 2026-04-30");
                self.sheet.rules.push(Rule {
                    area,
                    allowed: Allowed::Days(DAYS.0, DAYS.1),
                    refusal,
                    help: None,
                });
            }
            row += 1;
        }
        let above = (self.says && !form.many).then_some(row);
        if above.is_some() {
            self.sheet.cells.push(text(row, 0, self_check::LABEL.to_owned(), Look::Key));
            if across > 1 {
                self.sheet.merged.push(Area { top: row, left: 1, bottom: row, right: across });
            }
            // One line for what is not filled in, one for each of a few checks.
            let lines = (1 + form.checks.len()).clamp(2, 5) as f64;
            self.sheet.heights.push((row, 4.0 + LINE * lines));
            row += 1;
        }
        let head = row + 1;
        row = self.head(head);
        self.sheet.frozen = (row, 1);
        // Rows that go on over pages have their head on each.
        let rows = form.many.then_some((head, row - 1));
        self.sheet.print = Some(Print { landscape: true, rows, columns: 1 });
        let rows = if form.many { MANY } else { 1 };
        self.entries(row, rows, unit);
        match above {
            Some(above) => self.answers(Area { top: above, left: 1, bottom: above, right: 1 }, row),
            None => {
                self.answers(Area { top: row, left: last + 1, bottom: row + rows - 1, right: last + 1 }, row);
            }
        }
        row += rows;
        for note in &form.notes {
            self.wide(row, 0, across, note, Look::Note);
            let lines = self.lines(0, across, breadth(note));
            self.sheet.heights.push((row, 4.0 + LINE * lines));
            row += 1;
        }
    }

    /// How many lines a text of this breadth takes in these columns.
    fn lines(&self, left: u16, right: u16, breadth: usize) -> f64 {
        let width: f64 = self.sheet.widths[usize::from(left)..=usize::from(right)].iter().sum();
        (breadth as f64 / holds(width)).ceil().max(1.0)
    }

    /// A text across columns.
    fn wide(&mut self, row: u32, left: u16, right: u16, words: &str, look: Look) {
        if right > left {
            self.sheet.merged.push(Area { top: row, left, bottom: row, right });
        }
        self.sheet.cells.push(text(row, left, words.to_owned(), look));
    }

    /// A name and what stands beside it.
    fn labelled(&mut self, row: u32, label: &str, value: &str, look: Look) {
        self.sheet.cells.push(text(row, 0, label.to_owned(), Look::Key));
        let right = (self.form.columns.len() as u16).min(4);
        if value.is_empty() {
            if right > 1 {
                self.sheet.merged.push(Area { top: row, left: 1, bottom: row, right });
            }
            self.sheet.cells.push(Cell { row, column: 1, content: Content::Blank, look, note: None });
        } else {
            self.wide(row, 1, right, value, look);
            let lines = self.lines(1, right.max(1), breadth(value));
            if lines > 1.0 {
                self.sheet.heights.push((row, 4.0 + LINE * lines));
            }
        }
    }

    /// The head of the table; the row below it.
    fn head(&mut self, top: u32) -> u32 {
        let form = self.form;
        let deep = form.has_groups();
        let bottom = top + u32::from(deep);
        let tall = |column: u16, words: String, sheet: &mut Sheet| {
            if deep {
                sheet.merged.push(Area { top, left: column, bottom, right: column });
            }
            sheet.cells.push(text(top, column, words, Look::Column));
        };
        tall(0, if form.many { "序号".to_owned() } else { UNIT.to_owned() }, &mut self.sheet);
        let (mut above, mut below): (f64, f64) = (1.0, 1.0);
        let mut at = 0;
        while at < form.columns.len() {
            let column = &form.columns[at];
            let Some(group) = &column.group else {
                let heading = Heading::new(column);
                below = below.max(heading.lines - f64::from(u8::from(deep)));
                tall(at as u16 + 1, heading.text, &mut self.sheet);
                at += 1;
                continue;
            };
            let same = |other: &&Column| other.group.as_ref() == Some(group);
            let count = form.columns[at..].iter().take_while(same).count();
            let (left, right) = (at as u16 + 1, (at + count) as u16);
            self.wide(top, left, right, group, Look::Column);
            above = above.max(self.lines(left, right, breadth(group)));
            for (column, data) in (left..).zip(&form.columns[at..at + count]) {
                let heading = Heading::new(data);
                below = below.max(heading.lines);
                self.sheet.cells.push(text(bottom, column, heading.text, Look::Column));
            }
            at += count;
        }
        if form.many && self.says {
            tall(form.columns.len() as u16 + 1, self_check::LABEL.to_owned(), &mut self.sheet);
        }
        if deep {
            self.sheet.heights.push((top, 8.0 + LINE * above));
        }
        self.sheet.heights.push((bottom, (8.0 + LINE * below).max(2.0 * LINE)));
        bottom + 1
    }

    /// What the form says of its rows from this one on, one in each of these cells.
    fn answers(&mut self, area: Area, top: u32) {
        for (row, of) in (area.top..=area.bottom).zip(top..) {
            let Some(formula) = self_check::formula(self.form, of + 1) else { continue };
            let content = Content::Formula(formula, self_check::blank(self.form));
            self.sheet.cells.push(Cell { row, column: area.left, content, look: Look::Answer, note: None });
        }
        if self.says {
            self.sheet.alarms.push((area, self_check::COMPLETE.to_owned()));
        }
    }

    fn entries(&mut self, top: u32, rows: u32, unit: Unit<'_>) {
        // Room to write by hand.
        let named = if self.form.many { 1.0 } else { self.lines(0, 0, breadth(unit.name)) };
        let is_long = !self.form.many && self.form.columns.iter().any(|data| data.what == EntryType::Words);
        let height = (4.0 + LINE * named).max(if is_long { 4.0 * LINE } else { 2.0 * LINE + 4.0 });
        for row in top..top + rows {
            let first = if self.form.many { (row - top + 1).to_string() } else { unit.name.to_owned() };
            self.sheet.cells.push(text(row, 0, first, Look::Framed));
            for (column, data) in (1..).zip(&self.form.columns) {
                let look = match data.what {
                    EntryType::Date => Look::OpenDay,
                    EntryType::Number | EntryType::Whole | EntryType::Percent => Look::Open,
                    EntryType::Words | EntryType::Choice | EntryType::YesNo => Look::OpenText,
                };
                self.sheet.cells.push(Cell { row, column, content: Content::Blank, look, note: None });
            }
            self.sheet.heights.push((row, height));
        }
        for (column, data) in (1..).zip(&self.form.columns) {
            let area = Area { top, left: column, bottom: top + rows - 1, right: column };
            let (allowed, asked) = self.allowed(data);
            let refusal = format!("“{}”{asked}", data.key);
            let help = data.help.as_ref().map(|help| (data.key.clone(), help.clone()));
            let help = help.or_else(|| Some((data.key.clone(), asked)));
            self.sheet.rules.push(Rule { area, allowed, refusal, help });
        }
    }

    /// What a column allows, and how that is said.
    fn allowed(&mut self, column: &Column) -> (Allowed, String) {
        let number = |bound: &Option<Bound>| match bound {
            Some(Bound::Number(value)) => Some(*value),
            _ => None,
        };
        let (least, most) = (number(&column.least), number(&column.most));
        match column.what {
            EntryType::Whole => {
                let whole = |value: Option<Decimal>, other: i32| {
                    value.and_then(|value| value.to_i32()).unwrap_or(other)
                };
                let asked = format!("要填整数{}", between(least, most));
                (Allowed::Whole(whole(least, i32::MIN), whole(most, i32::MAX)), asked)
            }
            EntryType::Number | EntryType::Percent => {
                let float = |value: Option<Decimal>, other: f64| {
                    value.and_then(|value| value.to_f64()).unwrap_or(other)
                };
                let kind = if column.what == EntryType::Percent { "百分数，95%就填 95" } else { "数" };
                let asked = format!("要填{kind}{}", between(least, most));
                (Allowed::Number(float(least, -1e15), float(most, 1e15)), asked)
            }
            EntryType::Date => {
                let day = |bound: &Option<Bound>, other, last: bool| match bound {
                    Some(Bound::Day(moment)) => {
                        let (year, month, day) = date::parts(if last { moment.last } else { moment.first });
                        (year as u16, month as u8, day as u8)
                    }
                    _ => other,
                };
                let allowed =
                    Allowed::Days(day(&column.least, DAYS.0, false), day(&column.most, DAYS.1, true));
                (allowed, "要填日期，例如 2026-04-30".to_owned())
            }
            EntryType::YesNo => {
                (Allowed::Words(vec!["是".to_owned(), "否".to_owned()]), "要填“是”或者“否”".to_owned())
            }
            EntryType::Choice => {
                let asked = format!("要在下拉的选项里选：{}", column.choices.join("、"));
                if xlsx::is_short_list(&column.choices) {
                    return (Allowed::Words(column.choices.clone()), asked);
                }
                let letters = xlsx::column_letters(self.lists.len() as u16);
                self.lists.push(column.choices.clone());
                let cells = format!("={LISTS}!${letters}$1:${letters}${}", column.choices.len());
                (Allowed::Listed(cells), asked)
            }
            EntryType::Words => {
                let most = most.and_then(|most| most.to_u32()).unwrap_or(LONGEST);
                (Allowed::Length(most), format!("填文字，最多{most}字"))
            }
        }
    }
}

/// `，从 0 到 100`, `，不小于 0`.
pub fn between(least: Option<Decimal>, most: Option<Decimal>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("，从 {least} 到 {most}"),
        (Some(least), None) => format!("，不小于 {least}"),
        (None, Some(most)) => format!("，不大于 {most}"),
        (None, None) => String::new(),
    }
}

fn text(row: u32, column: u16, words: String, look: Look) -> Cell {
    let content = if words.is_empty() { Content::Blank } else { Content::Text(words) };
    Cell { row, column, content, look, note: None }
}

/// A column's name as it stands above it, with the room that it takes.
pub struct Heading {
    /// The name; a unit for which its line has no room stands in one of its own.
    pub text: String,
    /// The width of the column in characters: what was asked for, else as its name needs.
    pub width: f64,
    /// How many lines the name takes.
    pub lines: f64,
}

impl Heading {
    /// Of a column.
    pub fn new(column: &Column) -> Self {
        let choices = column.choices.iter().map(|choice| breadth(choice)).max().unwrap_or(0);
        let least = match column.what {
            EntryType::Words => 24.0,
            EntryType::Date => 13.0,
            EntryType::Choice => wide_enough(choices.min(20)).max(13.0),
            _ => 9.0,
        };
        Self::within(&named(column), least, column.width)
    }

    /// Of a name over a column that has this width at least, or the one that was asked for.
    pub fn within(name: &str, least: f64, asked: Option<f64>) -> Self {
        /// So many digits' widths stand in a line.
        const MOST: usize = 8;
        let (words, unit) = match name.strip_suffix('）').and_then(|rest| rest.rfind('（')) {
            Some(at) if at > 0 => name.split_at(at),
            _ => (name, ""),
        };
        let (long, short) = (breadth(words), breadth(unit));
        let lines = long.div_ceil(MOST).max(1);
        let needed = if long + short <= MOST {
            long + short
        } else {
            long.div_ceil(lines).next_multiple_of(2).max(short)
        };
        let width =
            asked.map_or_else(|| wide_enough(needed).max(least), |asked| asked.max(wide_enough(short)));
        let room = holds(width);
        if (long + short) as f64 <= room {
            return Self { text: name.to_owned(), width, lines: 1.0 };
        }
        let lines = (long as f64 / room).ceil();
        if unit.is_empty() {
            return Self { text: name.to_owned(), width, lines };
        }
        Self { text: format!("{words}\n{unit}"), width, lines: lines + 1.0 }
    }
}

/// The width of a column in which a text of this breadth stands in one line.
pub fn wide_enough(breadth: usize) -> f64 {
    breadth as f64 * 1.1 + 1.6
}

/// The breadth of a line in columns of this width.
fn holds(width: f64) -> f64 {
    ((width - 1.5) / 1.1).max(1.0)
}

/// A column's name with its unit, unless the name has it already: `党员数（名）`, `男（人）`.
pub fn named(column: &Column) -> String {
    let percent = ["%", "％"].into_iter().filter(|_| column.what == EntryType::Percent);
    let is_there = column.unit.as_deref().into_iter().chain(percent).any(|unit| has_unit(&column.name, unit));
    if is_there { column.name.clone() } else { column.head() }
}

/// Whether a name ends with this unit in brackets.
fn has_unit(name: &str, unit: &str) -> bool {
    let inner = name.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    inner.is_some_and(|(before, inner)| !before.is_empty() && inner.trim() == unit)
}
