//! What the new file can take over of the look of an old piece: everything that is said in place, and styles that it has by
//! the same name. Numbers of lists only if both files have the same lists.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::office::element::{Element, Node as Part};
use crate::office::parse::parse;
use crate::read::docx::package::Package;
use crate::read::docx::tree::Fault;
use crate::redline::tree::{Node, Xml};

/// How old properties are written in the new file.
#[derive(Debug)]
pub struct Look {
    /// The old file's prefix, with its colon.
    prefix: String,
    /// Style of the new file by kind and id of the old one.
    styles: HashMap<(String, String), String>,
    /// Nothing can be said of styles: one of the files is a text, or they have no style in common.
    unknown: bool,
    /// Both files have the same automatic numbers.
    same_lists: bool,
}

/// What was left out of properties.
#[derive(Debug, Clone, Copy, Default)]
pub struct LeftOut {
    /// An automatic number.
    pub number: bool,
    /// The end of a section.
    pub section: bool,
}

impl Look {
    /// Compares the styles and lists of two files.
    pub fn read(
        old: &mut Package<'_>,
        new: &mut Package<'_>,
        xml: &Xml<'_>,
        is_text: bool,
    ) -> Result<Self, Fault> {
        let (ours, theirs) = (styles(old)?, styles(new)?);
        let by_name: HashMap<(&str, &str), &str> =
            theirs.iter().map(|(kind, id, name)| ((kind.as_str(), name.as_str()), id.as_str())).collect();
        let known = ours.iter().filter_map(|(kind, id, name)| {
            let there = by_name.get(&(kind.as_str(), name.as_str()))?;
            Some(((kind.clone(), id.clone()), (*there).to_owned()))
        });
        let styles: HashMap<(String, String), String> = known.collect();
        let have_none = ours.is_empty() && theirs.is_empty() && !is_text;
        let unknown = styles.is_empty() && !have_none;
        let same_lists = old.part_of("numbering")? == new.part_of("numbering")?;
        Ok(Self { prefix: xml.prefix.clone(), styles, unknown, same_lists })
    }

    /// Whether the new file has the same style by the same id.
    pub fn has(&self, kind: &str, id: &str) -> bool {
        self.style(kind, id) == Some(id)
    }

    /// The new file's id of an old style.
    pub fn style(&self, kind: &str, id: &str) -> Option<&str> {
        self.styles.get(&(kind.to_owned(), id.to_owned())).map(String::as_str)
    }

    /// Whether both files have the same automatic numbers.
    pub fn same_lists(&self) -> bool {
        self.same_lists
    }

    /// Whether nothing can be said of styles.
    pub fn is_unknown(&self) -> bool {
        self.unknown
    }

    /// Properties as they stand in the new file, under the prefix `w:`; `None` if nothing is left of them.
    pub fn adopted(&self, xml: &Xml<'_>, properties: &Node, left: &mut LeftOut) -> Option<Element> {
        let element = parse(xml.bytes(properties).as_bytes())?;
        self.element(element, left)
    }

    fn element(&self, mut element: Element, left: &mut LeftOut) -> Option<Element> {
        const DROPPED: [&str; 14] = [
            "rPrChange",
            "pPrChange",
            "tblPrChange",
            "tblPrExChange",
            "trPrChange",
            "tcPrChange",
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "cellIns",
            "cellDel",
            "cellMerge",
            "divId",
        ];
        let local = element.name.strip_prefix(self.prefix.as_str())?.to_owned();
        if local.contains(':') || DROPPED.contains(&local.as_str()) {
            return None;
        }
        left.section |= local == "sectPr";
        if local == "sectPr" {
            return None;
        }
        if local == "numPr" && !self.same_lists {
            left.number = true;
            return None;
        }
        element.attributes.retain(|(name, _)| match name.split_once(':') {
            Some((prefix, local)) => {
                (prefix == "w" || self.prefix.strip_suffix(':') == Some(prefix)) && !local.starts_with("rsid")
            }
            None => false,
        });
        for (name, value) in &mut element.attributes {
            let local = name.split_once(':').map_or(name.as_ref(), |(_, local)| local);
            *name = Cow::Owned(format!("w:{local}"));
            let kind = match element.name.rsplit(':').next() {
                Some("pStyle") => "paragraph",
                Some("rStyle") => "character",
                Some("tblStyle") => "table",
                _ => continue,
            };
            value.clone_from(self.styles.get(&(kind.to_owned(), value.clone()))?);
        }
        let children = std::mem::take(&mut element.children);
        element.children = children
            .into_iter()
            .filter_map(|child| match child {
                Part::Element(child) => self.element(child, left).map(Part::Element),
                Part::Text(_) => None,
            })
            .collect();
        element.name = Cow::Owned(format!("w:{local}"));
        Some(element)
    }
}

/// Kind, id and name of a file's styles.
fn styles(package: &mut Package<'_>) -> Result<Vec<(String, String, String)>, Fault> {
    let Some(part) = package.part_of("styles")? else { return Ok(Vec::new()) };
    let text = std::str::from_utf8(&part).map_err(|_| Fault::Damaged)?;
    let xml = Xml::read(text)?;
    let style = |node: &Node| {
        let kind = xml.attribute(node, "type").unwrap_or_else(|| "paragraph".to_owned());
        let id = xml.attribute(node, "styleId")?;
        let name = xml.attribute(xml.child(node, "name")?, "val")?;
        Some((kind, id, name.to_lowercase()))
    };
    Ok(xml.root.children.iter().filter(|node| xml.name(node) == "style").filter_map(style).collect())
}
