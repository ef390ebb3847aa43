//! Layout → .docx.
//!
//! What does not change from document to document stands in a [`prepared::PreparedProfile`], built and deflated
//! once. A document is `word/document.xml`, put together from cached shapes ([`shapes`]), and two small property
//! parts.
//!
//! No file makes Word offer a repair. What would, and why it cannot be (`tests/all/package.rs` looks for each in every
//! example, specimen and in a volume):
//!
//! * ids or names that occur twice – drawings and bookmarks are counted through the package ([`body::Standing`]), footers have
//!   ids below the first of these, relationships are listed once ([`statics`]);
//! * a field without end or result, a bookmark or link that leads nowhere – [`links`] writes both ends of each, and a layout
//!   names only what stands in it;
//! * a cell or box that does not end with a paragraph, a row without cells – a layout's cell has a paragraph at least, and
//!   [`tables`] refuses rows that do not cover the columns;
//! * an empty part, a part without content type or relationship, or either without its part – all three come from one list
//!   ([`statics`], [`prepared::Outfit`]);
//! * children out of order, unknown attributes, empty property lists – [`ooxml::finish`];
//! * characters that XML forbids – `source` lets none in, and escaping refuses them ([`WriteError::Forbidden`]).
//!
//! Navigation: headings with a line of their own, chapters, titles of 附件 and of what is issued or follows have an outline
//! level; the document's own title has none, as it is the file and not a place in it. No `w:updateFields`: it asks the reader.
//!
//! Invariants: same layout, same bytes, in any thread; every file validates against ISO/IEC 29500
//! transitional; a file knows the hash of its own `document.xml` ([`fingerprint`]).

pub mod ooxml;

pub mod prepared;

pub mod shapes;

pub mod splice;

pub mod body;

pub mod text_box;

pub mod imprint;

pub mod joint_mark;

pub mod tables;

pub mod chart;

pub mod picture;

pub mod links;

pub mod properties;

pub mod package;

pub mod volume;

pub mod comments;

pub mod fingerprint;

pub mod formatting;

pub mod styles;

pub mod sections;

pub mod footers;

pub mod statics;

pub mod theme;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::layout::laid::Layout;
use crate::office::escape::Forbidden;
use crate::write::docx::prepared::PreparedProfile;

/// Why a layout cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteError {
    /// The text holds a character that a .docx cannot carry.
    Forbidden(char),
    /// A table has no columns, no rows, or a row whose cells do not cover the columns.
    Table,
    /// A chart holds more than its workbook can.
    Chart,
    /// 成文日期 in the properties is not of the form `2012-04-17`.
    Date,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden(character) => {
                write!(f, "文字中有不能写入文档的控制字符 U+{:04X}", u32::from(*character))
            }
            Self::Table => write!(f, "表格的单元格没有正好占满各列"),
            Self::Chart => write!(f, "图里的名称太长或者系列太多，Excel 装不下"),
            Self::Date => write!(f, "文档属性中的成文日期不是“年-月-日”的形式"),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<Forbidden> for WriteError {
    fn from(Forbidden(character): Forbidden) -> Self {
        Self::Forbidden(character)
    }
}

/// The bytes of the .docx, made by this version of the program.
pub fn write(layout: &Layout, profile: &PreparedProfile, version: &str) -> Result<Vec<u8>, WriteError> {
    let body::Finished { xml: document, marks, charts, media, outfit, .. } =
        body::document(layout, profile, body::Standing::ALONE)?;
    let body_hash = fingerprint::hash(document.as_bytes());
    let shown = if charts.is_empty() { String::new() } else { format!("{charts:?}") };
    let mut package = profile.package(outfit, charts.len(), &media)?;
    package.add_spliced("word/document.xml", document.as_bytes(), &marks);
    chart::parts(&charts, 0, profile)?.iter().for_each(|part| package.push(part));
    for media in &media {
        package.push(&media.entry);
    }
    let facts = properties::Facts { own: &layout.properties, body_hash, shown, profile, version };
    facts.add_to(&mut package)?;
    Ok(package.finish())
}
