//! One cell: what its attributes and its paragraphs say together.

use crate::office::xml::{Piece, Pieces, Tag};
use crate::source::grid::Kind;
use crate::source::ods::paragraph;
use crate::source::ods::sheet::Shared;
use crate::source::shown::dates::{self, Epoch, Parts};
use crate::source::shown::number_format::Format;
use crate::source::shown::{self, Content};
use crate::source::workbook::{COLUMNS, Fault, ROWS};

/// What error values are called, whatever the language.
const ERRORS: [&str; 8] =
    ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"];
/// How error values begin for which there is no other name: `Err:502`.
const ERROR_NUMBERS: [&str; 3] = ["Err:", "错误:", "錯誤:"];

/// What TRUE and FALSE are called. A formula that gives one without saying so is stored as a number.
const TRUTHS: [(&str, &str); 4] = [("1", "TRUE"), ("0", "FALSE"), ("1", "真"), ("0", "假")];

/// A cell, or a row of cells that are alike.
#[derive(Debug, Default)]
pub struct Cell {
    /// Its own style.
    pub style: Option<String>,
    /// How many cells stand side by side.
    pub repeated: u32,
    /// How many rows and columns it is merged over.
    pub spanned: (u32, u32),
    kind: String,
    /// Of a number, a moment or a truth.
    value: String,
    /// A text that is written out.
    string: String,
    formula: Option<String>,
    is_error: bool,
    /// Its paragraphs: what a person sees.
    shown: String,
}

impl Cell {
    /// Reads the cell that was just opened.
    pub fn read(tag: &Tag<'_>, pieces: &mut Pieces<'_>) -> Result<Self, Fault> {
        let mut cell = Self { repeated: 1, spanned: (1, 1), ..Self::default() };
        for attribute in tag.attributes() {
            let (name, value) = attribute?;
            cell.take(name, value)?;
        }
        cell.read_paragraphs(pieces)?;
        Ok(cell)
    }

    fn take(&mut self, name: &str, value: String) -> Result<(), Fault> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match local {
            // LibreOffice says a second time what the cell holds, and there it knows errors.
            "value-type" if prefix == "calcext" => self.is_error = value == "error",
            "value-type" => self.kind = value,
            "value" | "date-value" | "time-value" | "boolean-value" => self.value = value,
            "string-value" => self.string = value,
            "formula" => self.formula = Some(value),
            "style-name" => self.style = Some(value),
            "number-columns-repeated" => self.repeated = count(&value, COLUMNS)?,
            "number-rows-spanned" => self.spanned.0 = count(&value, ROWS)?,
            "number-columns-spanned" => self.spanned.1 = count(&value, COLUMNS)?,
            _ => {}
        }
        Ok(())
    }

    fn read_paragraphs(&mut self, pieces: &mut Pieces<'_>) -> Result<(), Fault> {
        let mut is_first = true;
        let mut depth = 0_usize;
        loop {
            match pieces.next_piece()?.ok_or(Fault::Damaged)? {
                Piece::Open(tag) => match tag.name() {
                    "p" | "h" => {
                        if !std::mem::take(&mut is_first) {
                            self.shown.push('\n');
                        }
                        paragraph::read(pieces, &mut self.shown)?;
                    }
                    "list" | "list-item" | "list-header" => depth += 1,
                    // Comments, pictures and shapes lie over the cell, not in it.
                    _ => pieces.skip()?,
                },
                Piece::Close if depth == 0 => return Ok(()),
                Piece::Close => depth -= 1,
                Piece::Text(_) => {}
            }
        }
    }

    /// Whether it holds nothing, whatever its style.
    pub fn is_blank(&self) -> bool {
        self.kind.is_empty() && self.formula.is_none() && self.shown.is_empty()
    }

    /// What it holds, as the format shows it; `None` if nothing, whatever the format.
    pub fn content(&self, format: Option<&Format>, shared: &Shared<'_>) -> Option<Content> {
        let epoch = shared.epoch;
        if self.is_error || self.formula.is_some() && is_error(&self.shown) {
            let name = if self.shown.is_empty() { "#VALUE!" } else { &self.shown };
            return Some((Kind::Error, name.to_owned(), None));
        }
        let known = match self.kind.as_str() {
            "float" | "currency" | "percentage" if !self.value.is_empty() => Some(self.number(format, epoch)),
            "date" => dates::shown_iso(&self.value, parts(format)).map(|text| (Kind::Moment, text, None)),
            "time" => dates::duration(&self.value)
                .and_then(|seconds| {
                    dates::shown_seconds(seconds, parts(format).unwrap_or(Parts::Clock), epoch)
                })
                .map(|text| (Kind::Moment, text, None)),
            "boolean" => Some(shown::boolean(self.value == "true")),
            _ => None,
        };
        known.or_else(|| self.text(shared.is_reckoned))
    }

    fn number(&self, format: Option<&Format>, epoch: Epoch) -> Content {
        if is_error(&self.value) {
            return (Kind::Error, self.value.clone(), None);
        }
        if self.formula.is_some() && TRUTHS.contains(&(self.value.as_str(), self.shown.as_str())) {
            return shown::boolean(self.value == "1");
        }
        let percentage = || Format::parse("0.##############%");
        match format {
            None | Some(Format::General) if self.kind == "percentage" => {
                shown::number(self.value.trim(), &percentage(), epoch)
            }
            _ => shown::number(self.value.trim(), format.unwrap_or(&Format::General), epoch),
        }
    }

    /// A text, or what is no more than seen.
    fn text(&self, is_reckoned: bool) -> Option<Content> {
        let text = if self.kind == "string" && !self.string.is_empty() { &self.string } else { &self.shown };
        match &self.formula {
            _ if !text.is_empty() => Some((Kind::Text, shown::with_line_ends(text.clone()), None)),
            // A value of which nothing is known is passed on as it stands rather than dropped.
            _ if !self.value.is_empty() => Some((Kind::Text, self.value.clone(), None)),
            Some(formula) if self.kind.is_empty() && !is_reckoned => {
                // `of:=SUM([.A1:.A2])`: what stands before says which language of formulas it is.
                Some(shown::without_result(formula.split_once('=').map_or("", |(_, formula)| formula)))
            }
            _ => None,
        }
    }
}

/// What a format shows of a moment, if it shows one.
fn parts(format: Option<&Format>) -> Option<Parts> {
    match format {
        Some(Format::Moment(parts)) => Some(*parts),
        _ => None,
    }
}

fn is_error(text: &str) -> bool {
    ERRORS.contains(&text) || ERROR_NUMBERS.iter().any(|beginning| text.starts_with(beginning))
}

/// How often something stands; more than there is room for counts as so much.
pub fn count(written: &str, most: u32) -> Result<u32, Fault> {
    let digits = written.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::Damaged);
    }
    Ok(digits.parse().unwrap_or(most).clamp(1, most))
}
