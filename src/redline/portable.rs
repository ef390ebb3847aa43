//! Drawings of the old document that can stand in the new one as they are: text boxes and lines. What needs another part of
//! its file – a picture, a chart – cannot.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::office::xml::{Piece, Pieces};
use crate::redline::adopt::Look;
use crate::redline::paragraph::{Object, Sort};
use crate::redline::splice::escape;
use crate::redline::tree::{Node, Xml};

/// What it takes to know it.
pub struct Portable<'p> {
    /// The old document.
    pub old: &'p Xml<'p>,
    /// The new document.
    pub new: &'p Xml<'p>,
    /// What of styles and lists both have.
    pub look: &'p Look,
}

/// The number behind those of all drawings.
pub fn first_free(xml: &Xml<'_>) -> u32 {
    let mut most = 0;
    xml.root.walk(&mut |node| {
        if xml.local(node) == "docPr" {
            let id = xml.attribute(node, "id").and_then(|id| id.trim().parse::<u32>().ok());
            most = most.max(id.unwrap_or(0));
        }
        true
    });
    most.min(u32::MAX / 4) + 1
}

impl Portable<'_> {
    /// An object as XML for the new document, its drawings numbered from `next` on; `None` if it cannot stand there.
    pub fn taken_over(&self, object: &Object<'_>, next: &mut u32) -> Option<String> {
        let old = self.old;
        if object.sort == Sort::Note || old.prefix != "w:" || self.new.prefix != "w:" {
            return None;
        }
        let bytes = old.bytes(object.node);
        let declares = |xml: &Xml<'_>, prefix: &str| {
            let tag = &xml.text[xml.root.span.start..xml.root.inner.start];
            tag.contains(&format!(" xmlns:{prefix}="))
        };
        // What the new document calls otherwise is named in place.
        let mut named = String::new();
        for prefix in prefixes(bytes)? {
            if prefix == "xml" || bytes.contains(&format!(" xmlns:{prefix}=")) {
                continue;
            }
            let meant = declares(old, &prefix).then(|| old.attribute(&old.root, &prefix)).flatten()?;
            let there = declares(self.new, &prefix).then(|| self.new.attribute(&self.new.root, &prefix));
            if there.flatten().as_deref() != Some(meant.as_str()) {
                named.push_str(&format!(" xmlns:{prefix}=\""));
                escape(&mut named, &meant);
                named.push('"');
            }
        }
        let mut fits = self.fits(object.node);
        let mut numbers: Vec<Range<usize>> = Vec::new();
        object.node.walk(&mut |node| {
            fits &= self.fits(node);
            if old.local(node) == "docPr" {
                numbers.push(node.span.start..node.inner.start);
            }
            fits
        });
        if !fits {
            return None;
        }
        let mut xml = bytes.to_owned();
        for range in numbers.into_iter().rev() {
            let tag = &old.text[range.clone()];
            let at = tag.find(" id=\"")? + 5;
            let end = at + tag[at..].find('"')?;
            let place = range.start - object.node.span.start;
            xml.replace_range(place + at..place + end, &next.to_string());
            *next += 1;
        }
        let name = bytes.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')?;
        xml.insert_str(name, &named);
        Some(xml)
    }

    /// Whether an element means the same in the new document.
    fn fits(&self, node: &Node) -> bool {
        let value = || self.old.attribute(node, "val").unwrap_or_default();
        match self.old.name(node) {
            "pStyle" => return self.look.has("paragraph", &value()),
            "rStyle" => return self.look.has("character", &value()),
            "tblStyle" => return self.look.has("table", &value()),
            "numPr" => return self.look.same_lists(),
            "sectPr" | "footnoteReference" | "endnoteReference" | "commentReference" | "bookmarkStart"
            | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => return false,
            _ => {}
        }
        // Relationships are named by these, in drawings of both times.
        let tag = &self.old.text[node.span.start..node.inner.start];
        ![" r:", " relid=", " o:relid="].iter().any(|sign| tag.contains(sign))
    }
}

/// All prefixes that are used in an element, those that it asks a program to know included.
fn prefixes(bytes: &str) -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut pieces = Pieces::new(bytes.as_bytes()).ok()?;
    while let Some(piece) = pieces.next_piece().ok()? {
        let Piece::Open(tag) = piece else { continue };
        found.extend(tag.qualified_name().split_once(':').map(|(prefix, _)| prefix.to_owned()));
        for attribute in tag.attributes() {
            let (name, value) = attribute.ok()?;
            match name.split_once(':') {
                Some(("xmlns", _)) => {}
                Some((prefix, _)) => drop(found.insert(prefix.to_owned())),
                None if name == "Requires" => found.extend(value.split_whitespace().map(str::to_owned)),
                None => {}
            }
        }
    }
    Some(found)
}
