//! A spreadsheet as data → the bytes of an .xlsx: the only place that knows the library which writes them.
//!
//! What stands where is for others to say; how a head or an entry looks is said here, so that all our spreadsheets look
//! alike. What it does not: pictures, charts.
//!
//! Invariant: the same sheets give the same bytes. The library dates a workbook by the clock unless it is told a date, so it
//! is told one.

use std::borrow::Cow;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    Color, ConditionalFormatText, ConditionalFormatTextRule, DataValidation, DataValidationRule,
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// Whether its tab is coloured as one that is filled in.
    pub filled: bool,
    /// Widths of the columns in characters, from the first.
    pub widths: Vec<f64>,
    /// Columns in which what is typed stays text as it was typed.
    pub text_columns: Vec<u16>,
    /// How many rows and columns stay in sight.
    pub frozen: (u32, u16),
    /// The cells.
    pub cells: Vec<Cell>,
    /// Merged cells.
    pub merged: Vec<Area>,
    /// Cells with lists to choose from.
    pub choices: Vec<Choice>,
    /// What may be typed into cells.
    pub rules: Vec<Rule>,
    /// Cells whose text stands out unless it has this in it.
    pub alarms: Vec<(Area, String)>,
    /// Heights of rows that are not of the usual one, in points.
    pub heights: Vec<(u32, f64)>,
    /// Whether only cells that are [`Look::Open`] and the like may be changed; if so, whether rows may be added.
    pub locked: Option<Rows>,
    /// How it is printed; `None` for as the program does by itself.
    pub print: Option<Print>,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// How a sheet is printed: on A4, with numbers on the pages, all its columns on one page if they can be read there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Print {
    /// Whether the page lies across.
    pub landscape: bool,
    /// First and last of the rows that stand on each page.
    pub rows: Option<(u32, u32)>,
    /// How many columns stand on each page where there are several side by side.
    pub columns: u16,
}

/// What may be done with the rows of a locked sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// They stay.
    Fixed,
    /// Others may be put in and taken out.
    Free,
}

/// What may be typed into cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The cells.
    pub area: Area,
    /// What is allowed.
    pub allowed: Allowed,
    /// What is said where something else was typed: at most 255 characters are shown.
    pub refusal: String,
    /// What is shown at the cell: a title of at most 32 characters, and at most 255 characters.
    pub help: Option<(String, String)>,
}

/// What a cell allows.
#[derive(Debug, Clone, PartialEq)]
pub enum Allowed {
    /// Whole numbers from here to there.
    Whole(i32, i32),
    /// Numbers from here to there.
    Number(f64, f64),
    /// Days from here to there, as year, month, day.
    Days((u16, u8, u8), (u16, u8, u8)),
    /// One of these words; a list that is too long for a cell stands on a sheet of its own.
    Words(Vec<String>),
    /// The cells of another sheet, as a formula.
    Listed(String),
    /// At most so many characters.
    Length(u32),
    /// Anything; only the help is shown.
    Anything,
}

/// A cell; rows and columns count from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u16,
    /// What it holds.
    pub content: Content,
    /// How it looks.
    pub look: Look,
    /// What is shown when the mouse rests on it.
    pub note: Option<String>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    Blank,
    /// A text; line ends are kept.
    Text(String),
    /// A number and the format in which it is shown.
    Number(f64, String),
    /// A formula, and the text that it gives as long as nothing was changed; not blank, or the library takes it for 0.
    Formula(String, &'static str),
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As the program shows cells by itself.
    Bare,
    /// The name of a sheet of explanations.
    Title,
    /// The head of a column.
    Head,
    /// The head of a column of a table, in the middle of its cell.
    Column,
    /// The name of a row.
    Key,
    /// What is filled in; what is typed there stays text.
    Entry,
    /// An explanation.
    Help,
    /// An explanation that is printed.
    Note,
    /// A line that begins a block.
    Marker,
    /// A cell of a table, framed.
    Framed,
    /// The title of a form, across its table.
    Heading,
    /// A cell of a form that is filled in with a number.
    Open,
    /// One that is filled in with words: what is typed there stays text.
    OpenText,
    /// One that is filled in with a day.
    OpenDay,
    /// What a form says of what was filled in.
    Answer,
}

/// A rectangle of cells, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u16,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u16,
}

/// Cells with a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The cells.
    pub area: Area,
    /// The words; a list longer than a spreadsheet can hold (255 characters) is left out.
    pub words: Vec<String>,
}

/// A spreadsheet that cannot be written: a text of more than 32,767 characters, a name that no sheet may have, more columns
/// than a sheet has.
#[derive(Debug)]
pub struct Unwritable(String);

impl std::fmt::Display for Unwritable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<XlsxError> for Unwritable {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// The bytes of an .xlsx with these sheets.
pub fn write(sheets: &[Sheet]) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = begin()?;
    for sheet in sheets {
        write_sheet(sheet, workbook.add_worksheet())?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A table of so many rows is kept in an unnamed temporary file by the library while it is written, and not in memory.
pub const MANY: usize = 20_000;

/// The bytes of an .xlsx with one table: a head that stays in sight, and rows of entries, `count` of them. Columns are names and
/// widths; rows are taken one by one.
pub fn table<'r>(
    name: &str,
    columns: &[(&str, f64)],
    count: usize,
    rows: impl Iterator<Item = Vec<Cow<'r, str>>>,
) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = begin()?;
    let page =
        if count < MANY { workbook.add_worksheet() } else { workbook.add_worksheet_with_constant_memory() };
    page.set_name(name)?;
    page.set_freeze_panes(1, 0)?;
    let (head, entry) = (format(Look::Head), format(Look::Entry));
    for (column, (name, width)) in (0..).zip(columns) {
        page.set_column_width(column, *width)?;
        page.write_string_with_format(0, column, *name, &head)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            if text.is_empty() {
                page.write_blank(row, column, &entry)?;
            } else {
                page.write_string_with_format(row, column, text, &entry)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn begin() -> Result<Workbook, XlsxError> {
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    Ok(workbook)
}

fn write_sheet(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    if sheet.filled {
        page.set_tab_color(Color::RGB(0x00C0_0000));
    }
    for &column in &sheet.text_columns {
        page.set_column_format(column, &format(Look::Entry))?;
    }
    for (column, width) in (0..).zip(&sheet.widths) {
        page.set_column_width(column, *width)?;
    }
    if sheet.frozen != (0, 0) {
        page.set_freeze_panes(sheet.frozen.0, sheet.frozen.1)?;
    }
    for area in &sheet.merged {
        let look = sheet.cells.iter().find(|cell| (cell.row, cell.column) == (area.top, area.left));
        let look = format(look.map_or(Look::Framed, |cell| cell.look));
        page.merge_range(area.top, area.left, area.bottom, area.right, "", &look)?;
    }
    for cell in &sheet.cells {
        write_cell(cell, page)?;
    }
    for rule in &sheet.rules {
        write_rule(rule, page)?;
    }
    for (Area { top, left, bottom, right }, sound) in &sheet.alarms {
        let red = Format::new().set_font_color(Color::RGB(0x00C0_0000)).set_bold();
        let rule = ConditionalFormatTextRule::DoesNotContain(sound.clone());
        let rule = ConditionalFormatText::new().set_rule(rule).set_format(red);
        page.add_conditional_format(*top, *left, *bottom, *right, &rule)?;
    }
    for (row, height) in &sheet.heights {
        page.set_row_height(*row, *height)?;
    }
    if let Some(rows) = sheet.locked {
        let free = rows == Rows::Free;
        let options = ProtectionOptions {
            insert_rows: free,
            delete_rows: free,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        };
        page.protect_with_options(&options);
    }
    if let Some(print) = &sheet.print {
        write_print(print, &sheet.widths, page)?;
    }
    if sheet.hidden {
        page.set_hidden(true);
    }
    for Choice { area, words } in &sheet.choices {
        if is_short_list(words) {
            let list = DataValidation::new().allow_list_strings(words)?;
            page.add_data_validation(area.top, area.left, area.bottom, area.right, &list)?;
        }
    }
    Ok(())
}

/// Widths of columns that a page holds that lies across, at two thirds of their size: smaller, nobody can read them.
pub const ACROSS: f64 = 220.0;
/// The same of one that stands upright.
const UPRIGHT: f64 = 145.0;

fn write_print(print: &Print, widths: &[f64], page: &mut Worksheet) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    page.set_paper_size(A4).set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&C第&P页，共&N页");
    if print.landscape {
        page.set_landscape();
    }
    let room = if print.landscape { ACROSS } else { UPRIGHT };
    let repeated: f64 = widths.iter().take(usize::from(print.columns)).sum();
    let all: f64 = widths.iter().sum();
    let pages = if all <= room { 1.0 } else { ((all - repeated) / (room - repeated).max(room / 2.0)).ceil() };
    page.set_print_fit_to_pages(pages as u16, 0);
    if let Some((first, last)) = print.rows {
        page.set_repeat_rows(first, last)?;
    }
    if pages > 1.0 && print.columns > 0 {
        page.set_repeat_columns(0, print.columns - 1)?;
    }
    Ok(())
}

/// The width of a text in the widths of digits: a Chinese character has that of two.
pub fn breadth(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The length of a text as spreadsheets count it: a character outside the basic plane, as rare ones are, has that of two.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Whether words fit into a list within a cell, the commas between them included; if not, they must stand in cells of their own.
pub fn is_short_list(words: &[String]) -> bool {
    const LIST: usize = 255;
    words.iter().map(|word| length(word) + 1).sum::<usize>() <= LIST
        && !words.iter().any(|word| word.contains([',', '"']))
}

/// A text of at most such a length.
fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let rest = left.checked_sub(c.len_utf16());
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    text.chars().take_while(fits).collect()
}

fn write_rule(rule: &Rule, page: &mut Worksheet) -> Result<(), XlsxError> {
    /// What a spreadsheet shows of each.
    const MESSAGE: usize = 255;
    const TITLE: usize = 32;
    let day = |(year, month, day): (u16, u8, u8)| ExcelDateTime::from_ymd(year, month, day);
    let mut validation = DataValidation::new();
    validation = match &rule.allowed {
        Allowed::Whole(least, most) => {
            validation.allow_whole_number(DataValidationRule::Between(*least, *most))
        }
        Allowed::Number(least, most) => {
            validation.allow_decimal_number(DataValidationRule::Between(*least, *most))
        }
        Allowed::Days(first, last) => {
            validation.allow_date(DataValidationRule::Between(day(*first)?, day(*last)?))
        }
        Allowed::Words(words) => validation.allow_list_strings(words)?,
        Allowed::Listed(cells) => validation.allow_list_formula(Formula::new(cells)),
        Allowed::Length(most) => validation.allow_text_length(DataValidationRule::LessThanOrEqualTo(*most)),
        Allowed::Anything => validation.allow_any_value(),
    };
    if rule.allowed != Allowed::Anything {
        validation =
            validation.set_error_title("填得不对")?.set_error_message(cut(&rule.refusal, MESSAGE))?;
    }
    if let Some((title, text)) = &rule.help {
        validation = validation.set_input_title(cut(title, TITLE))?.set_input_message(cut(text, MESSAGE))?;
    }
    let Area { top, left, bottom, right } = rule.area;
    page.add_data_validation(top, left, bottom, right, &validation)?;
    Ok(())
}

fn write_cell(cell: &Cell, page: &mut Worksheet) -> Result<(), XlsxError> {
    let look = format(cell.look);
    match &cell.content {
        Content::Blank => page.write_blank(cell.row, cell.column, &look)?,
        Content::Text(text) if cell.look == Look::Bare => page.write_string(cell.row, cell.column, text)?,
        Content::Text(text) => page.write_string_with_format(cell.row, cell.column, text, &look)?,
        Content::Number(number, shown) => {
            page.write_number_with_format(cell.row, cell.column, *number, &look.set_num_format(shown))?
        }
        Content::Formula(formula, given) => {
            let formula = Formula::new(formula).set_result(*given);
            page.write_formula_with_format(cell.row, cell.column, formula, &look)?
        }
    };
    if let Some(text) = &cell.note {
        let lines: u32 = text.lines().map(|line| 1 + line.chars().count() as u32 / 18).sum();
        let note = Note::new(text).add_author_prefix(false).set_width(260).set_height(20 + 20 * lines);
        page.insert_note(cell.row, cell.column, &note)?;
    }
    Ok(())
}

fn format(look: Look) -> Format {
    let framed = || Format::new().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_BFBF));
    let filled = |colour: u32| framed().set_background_color(Color::RGB(colour)).set_bold();
    let top = |format: Format| format.set_text_wrap().set_align(FormatAlign::Top);
    let open = |format: Format| {
        format
            .set_background_color(Color::RGB(0x00FF_F9E5))
            .set_unlocked()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
    };
    match look {
        Look::Bare => Format::new(),
        Look::Title => Format::new().set_bold().set_font_size(14),
        Look::Head => top(filled(0x00DD_EBF7)).set_align(FormatAlign::Center),
        Look::Column => filled(0x00DD_EBF7)
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter),
        Look::Key => top(filled(0x00F2_F2F2)),
        Look::Entry => top(framed()).set_num_format("@"),
        Look::Help => top(Format::new()).set_font_color(Color::RGB(0x007F_7F7F)),
        Look::Note => top(Format::new()),
        Look::Marker => Format::new().set_bold().set_font_color(Color::RGB(0x001F_4E79)),
        Look::Heading => Format::new()
            .set_bold()
            .set_font_size(16)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap(),
        Look::Open => open(framed()),
        Look::OpenText => open(framed()).set_num_format("@").set_text_wrap(),
        Look::OpenDay => open(framed()).set_num_format("yyyy-mm-dd"),
        Look::Answer => framed().set_text_wrap().set_align(FormatAlign::Top),
        Look::Framed => {
            framed().set_text_wrap().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
        }
    }
}

/// Letters of a column by its 0-based number: `C`, `AA`.
pub fn column_letters(column: u16) -> String {
    column_number_to_name(column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::findings::Findings;
    use crate::diag::sources::Sources;
    use crate::source::table as reader;

    #[test]
    fn few_rows_and_many_say_the_same() {
        let written = |count: usize| {
            let rows = ["甲&乙", "", "丙\n丁"].map(|text| vec![Cow::Borrowed(text), Cow::Borrowed("0012")]);
            table("表", &[("名称", 20.0), ("代码", 8.0)], count, rows.into_iter()).expect("it can be written")
        };
        for bytes in [written(3), written(MANY)] {
            let (mut sources, mut findings) = (Sources::default(), Findings::default());
            let options = reader::Options::default();
            let records = reader::read(&bytes, "表.xlsx", &options, &mut sources, &mut findings);
            let records = records.expect("a table");
            let cells: Vec<&str> =
                (0..records.rows.len()).flat_map(|row| records.rows.row(row)).map(|cell| cell.text).collect();
            assert_eq!(cells, ["甲&乙", "0012", "", "0012", "丙\n丁", "0012"]);
        }
        assert_eq!(written(MANY), written(MANY));
    }
}
