//! Styles by their names: how cells show their numbers; which rows, columns and sheets are hidden.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::office::xml::{Malformed, Piece, Pieces, Tag};
use crate::source::ods::data_style::{self, DataStyle};
use crate::source::shown::number_format::Format;
use crate::source::workbook::{Fault, STYLES};

/// Most styles that a style goes back to, one after the other.
const ANCESTORS: usize = 20;

/// The styles of a workbook.
#[derive(Debug, Default)]
pub struct Styles {
    /// Styles of cells.
    cells: HashMap<String, CellStyle>,
    data: HashMap<String, DataStyle>,
    /// What shows rows, columns and sheets not at all; by family.
    hidden: HashSet<(Family, String)>,
    /// Formats by the names of styles of cells.
    formats: HashMap<String, Rc<Format>>,
}

#[derive(Debug)]
struct CellStyle {
    parent: Option<String>,
    data: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Family {
    Table,
    Row,
    Column,
}

impl Styles {
    /// Reads those of the part that is only styles. Those of its pages are not for cells.
    pub fn read_common(&mut self, xml: &[u8]) -> Result<(), Fault> {
        let mut pieces = Pieces::new(xml)?;
        while let Some(piece) = pieces.next_piece()? {
            let Piece::Open(tag) = piece else { continue };
            match tag.name() {
                "document-styles" => {}
                "styles" => self.read(&mut pieces)?,
                _ => pieces.skip()?,
            }
        }
        Ok(())
    }

    /// Reads those in the element that was just opened; they count more than those before.
    pub fn read(&mut self, pieces: &mut Pieces<'_>) -> Result<(), Fault> {
        loop {
            match pieces.next_piece()?.ok_or(Fault::Damaged)? {
                Piece::Close => return Ok(()),
                Piece::Text(_) => {}
                Piece::Open(tag) if tag.name() == "style" => self.read_style(&tag, pieces)?,
                Piece::Open(tag) if data_style::is_one(tag.name()) => {
                    let name = tag.attribute("name")?.unwrap_or_default();
                    self.data.insert(name, data_style::read(&tag, pieces)?);
                }
                Piece::Open(_) => pieces.skip()?,
            }
            if self.cells.len() > STYLES || self.data.len() > STYLES || self.hidden.len() > STYLES {
                return Err(Fault::TooLarge);
            }
        }
    }

    fn read_style(&mut self, tag: &Tag<'_>, pieces: &mut Pieces<'_>) -> Result<(), Fault> {
        let name = tag.attribute("name")?.unwrap_or_default();
        let family = match tag.attribute("family")?.as_deref() {
            Some("table") => Family::Table,
            Some("table-row") => Family::Row,
            Some("table-column") => Family::Column,
            Some("table-cell") => {
                let (parent, data) = (tag.attribute("parent-style-name")?, tag.attribute("data-style-name")?);
                self.cells.insert(name, CellStyle { parent, data });
                return Ok(pieces.skip()?);
            }
            _ => return Ok(pieces.skip()?),
        };
        if hides(family, pieces)? {
            self.hidden.insert((family, name));
        } else {
            self.hidden.remove(&(family, name));
        }
        Ok(())
    }

    /// Makes the formats, once all styles are read.
    pub fn settle(&mut self) {
        let data: HashMap<&str, Rc<Format>> = self
            .data
            .iter()
            .map(|(name, style)| (name.as_str(), Rc::new(style.format(&|other| self.data.get(other)))))
            .collect();
        self.formats = self
            .cells
            .keys()
            .filter_map(|name| Some((name.clone(), data.get(self.data_of(name)?)?.clone())))
            .collect();
    }

    /// The data style of a cell style: its own, or that of the next style that it goes back to.
    fn data_of(&self, name: &str) -> Option<&str> {
        let mut style = self.cells.get(name)?;
        for _ in 0..ANCESTORS {
            if let Some(data) = &style.data {
                return Some(data);
            }
            style = self.cells.get(style.parent.as_ref()?)?;
        }
        None
    }

    /// How cells of this style show numbers.
    pub fn format(&self, name: &str) -> Option<&Format> {
        self.formats.get(name).map(Rc::as_ref)
    }

    /// Whether sheets of this style are hidden.
    pub fn hides_table(&self, name: &str) -> bool {
        self.hidden.contains(&(Family::Table, name.to_owned()))
    }

    /// Whether rows of this style have no height.
    pub fn hides_row(&self, name: &str) -> bool {
        self.hidden.contains(&(Family::Row, name.to_owned()))
    }

    /// Whether columns of this style have no width.
    pub fn hides_column(&self, name: &str) -> bool {
        self.hidden.contains(&(Family::Column, name.to_owned()))
    }
}

/// Whether the style that was just opened shows nothing: a sheet that is not displayed, a row or column without extent.
fn hides(family: Family, pieces: &mut Pieces<'_>) -> Result<bool, Malformed> {
    let mut hides = false;
    loop {
        match pieces.next_piece()?.ok_or(Malformed)? {
            Piece::Close => return Ok(hides),
            Piece::Text(_) => {}
            Piece::Open(child) => {
                hides |= match (family, child.name()) {
                    (Family::Table, "table-properties") => {
                        child.attribute("display")?.as_deref() == Some("false")
                    }
                    (Family::Row, "table-row-properties") => {
                        is_zero(child.attribute("row-height")?.as_deref())
                    }
                    (Family::Column, "table-column-properties") => {
                        is_zero(child.attribute("column-width")?.as_deref())
                    }
                    _ => false,
                };
                pieces.skip()?;
            }
        }
    }
}

/// `0cm`, `0.00in`.
fn is_zero(length: Option<&str>) -> bool {
    let digits = length.map(|text| text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic()));
    digits.and_then(|digits| digits.parse().ok()) == Some(0.0_f64)
}
