//! Comments put into a .docx that anybody wrote; all that it says stays as it is.
//!
//! What the reader of the page sees: a balloon beside the text, its words shaded. In the XML: a `w:comment` in a part of its own,
//! and in the document `w:commentRangeStart` and `w:commentRangeEnd` around the words with a run that holds
//! `w:commentReference` behind them, all three with the comment's id. Where they may stand, and how runs are cut for them, is
//! [`anchors`]'s business.
//!
//! The document, the list of its relationships, the list of content types and the part of comments are changed, byte for byte
//! only where something is put in; all other parts are copied as they lie in the file. Comments have no date: the same
//! file and the same remarks give the same bytes.

pub mod anchors;

mod flow;

use std::collections::BTreeMap;

use crate::office::archive::{self, Archive};
use crate::office::element::DECLARATION;
use crate::office::escape::escape_into;
use crate::office::xml::{Malformed, Piece, Pieces};
use crate::write::docx::comments::anchors::{Marked, Stretch};

/// Largest part that is changed.
const PART: u64 = 96 << 20;
/// Who makes the comments.
const AUTHOR: &str = "gongwen 检查";
const INITIALS: &str = "检";
const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The namespaces of word processing, of the usual files and of strict ones.
pub const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// The relationship from the document to its comments, in both.
const RELATION: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub stretch: Stretch,
    /// Its lines, each a paragraph.
    pub lines: Vec<String>,
}

/// Where a package keeps what is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The document.
    pub document: String,
    /// The comments that it has already.
    pub comments: Option<String>,
}

/// The package cannot take comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

impl From<Malformed> for Unfit {
    fn from(_: Malformed) -> Self {
        Self
    }
}

impl From<archive::Fault> for Unfit {
    fn from(_: archive::Fault) -> Self {
        Self
    }
}

/// The package with the comments.
pub fn annotate(bytes: &[u8], parts: &Parts, remarks: &[Remark]) -> Result<Vec<u8>, Unfit> {
    if remarks.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut archive = Archive::open(bytes)?;
    let document = archive.read(&parts.document, PART)?;
    let stretches: Vec<&Stretch> = remarks.iter().map(|remark| &remark.stretch).collect();
    let known = parts.comments.as_ref().filter(|name| archive.has(name));
    let existing = known.map(|name| archive.read(name, PART)).transpose()?;
    let first = existing.as_deref().map(first_free).transpose()?.unwrap_or(0);
    let Marked { xml, strict, order, first } = anchors::mark(&document, &stretches, first)?;
    let ordered = order.iter().map(|&at| &remarks[at]);

    let mut changed = BTreeMap::from([(parts.document.clone(), xml)]);
    let (folder, file) = parts.document.rsplit_once('/').unwrap_or(("", &parts.document));
    let inside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let name = match &parts.comments {
        Some(name) => name.clone(),
        None => {
            let names =
                (0..).map(|n| if n == 0 { "comments.xml".to_owned() } else { format!("comments{n}.xml") });
            let free = names.into_iter().find(|name| !archive.has(&inside(name)));
            let target = free.ok_or(Unfit)?;
            let list = inside(&format!("_rels/{file}.rels"));
            let relations =
                if archive.has(&list) { archive.read(&list, PART)? } else { no_relations().into_bytes() };
            changed.insert(list, with_relation(&relations, &target, RELATION[usize::from(strict)])?);
            inside(&target)
        }
    };
    let list = existing.unwrap_or_else(|| no_comments(MAIN[usize::from(strict)]).into_bytes());
    changed.insert(name.clone(), with_comments(&list, ordered, first)?);
    let types = archive.read(TYPES, PART)?;
    if let Some(types) = with_type(&types, &name)? {
        changed.insert(TYPES.to_owned(), types);
    }
    Ok(archive::with_parts(bytes, &changed)?)
}

fn no_relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
    )
}

fn no_comments(namespace: &str) -> String {
    format!("{DECLARATION}<w:comments xmlns:w=\"{namespace}\"></w:comments>")
}

/// A part that is a list: its root and what stands in it.
struct List {
    /// The root's name as written.
    root: String,
    /// The root's prefix for word processing, if it names one.
    main: Option<String>,
    /// Attributes of the root's children.
    children: Vec<Vec<(String, String)>>,
    /// The root's beginning.
    tag: std::ops::Range<usize>,
    /// The root's end; it takes no bytes where the root is an empty element.
    end: std::ops::Range<usize>,
}

impl List {
    fn read(xml: &[u8]) -> Result<Self, Unfit> {
        let mut pieces = Pieces::new(xml)?;
        let mut list = Self { root: String::new(), main: None, children: Vec::new(), tag: 0..0, end: 0..0 };
        let mut depth = 0;
        while let Some(piece) = pieces.next_piece()? {
            match piece {
                Piece::Open(tag) => {
                    if depth == 0 {
                        tag.qualified_name().clone_into(&mut list.root);
                        list.main = tag.prefix_of(&MAIN)?.map(|(prefix, _)| prefix);
                        list.tag = pieces.span();
                    } else if depth == 1 {
                        let attributes = tag
                            .attributes()
                            .map(|attribute| attribute.map(|(name, value)| (name.to_owned(), value)));
                        list.children.push(attributes.collect::<Result<_, _>>()?);
                    }
                    depth += 1;
                }
                Piece::Close => {
                    depth -= 1;
                    if depth == 0 {
                        list.end = pieces.span();
                    }
                }
                Piece::Text(_) => {}
            }
        }
        if list.root.is_empty() { Err(Unfit) } else { Ok(list) }
    }

    /// The values of an attribute of the children, whatever its prefix.
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.children.iter().filter_map(move |attributes| {
            let local = |have: &str| have.rsplit_once(':').map_or(have, |(_, local)| local) == name;
            attributes.iter().find(|(have, _)| local(have)).map(|(_, value)| value.as_str())
        })
    }

    /// A name with the root's prefix.
    fn named(&self, name: &str) -> String {
        self.root.rsplit_once(':').map_or_else(|| name.to_owned(), |(prefix, _)| format!("{prefix}:{name}"))
    }

    /// The part with this at its end.
    fn with(&self, xml: &[u8], more: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(xml.len() + more.len());
        if self.end.is_empty() {
            // `<root/>`
            out.extend_from_slice(&xml[..self.tag.end - 2]);
            out.extend_from_slice(format!(">{more}</{}>", self.root).as_bytes());
        } else {
            out.extend_from_slice(&xml[..self.end.start]);
            out.extend_from_slice(more.as_bytes());
            out.extend_from_slice(&xml[self.end.start..self.end.end]);
        }
        out.extend_from_slice(&xml[self.end.end..]);
        out
    }
}

/// The number behind those of all comments.
fn first_free(comments: &[u8]) -> Result<u32, Unfit> {
    let list = List::read(comments)?;
    let most = list.values("id").filter_map(|id| id.trim().parse::<u32>().ok()).max();
    most.map_or(Ok(0), |most| most.checked_add(1).ok_or(Unfit))
}

fn with_relation(relations: &[u8], target: &str, kind: &str) -> Result<Vec<u8>, Unfit> {
    let list = List::read(relations)?;
    let mut number = 1;
    while list.values("Id").any(|id| id == format!("rIdComments{number}")) {
        number += 1;
    }
    let name = list.named("Relationship");
    let more = format!("<{name} Id=\"rIdComments{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
    Ok(list.with(relations, &more))
}

/// The content types with that of the comments; `None` if it is there.
fn with_type(types: &[u8], part: &str) -> Result<Option<Vec<u8>>, Unfit> {
    let list = List::read(types)?;
    let has = |name: &str| name.trim_start_matches('/').eq_ignore_ascii_case(part);
    if list.values("PartName").any(has) {
        return Ok(None);
    }
    let mut more = format!("<{} PartName=\"/", list.named("Override"));
    escape_into(&mut more, part).map_err(|_| Unfit)?;
    more.push_str(&format!("\" ContentType=\"{COMMENTS_TYPE}\"/>"));
    Ok(Some(list.with(types, &more)))
}

fn with_comments<'a>(
    comments: &[u8],
    remarks: impl Iterator<Item = &'a Remark>,
    first: u32,
) -> Result<Vec<u8>, Unfit> {
    let list = List::read(comments)?;
    let words = Words::new(list.main.as_deref().ok_or(Unfit)?, comments_namespace(comments));
    let more: String = remarks.zip(first..).map(|(remark, id)| words.comment(id, &remark.lines)).collect();
    Ok(list.with(comments, &more))
}

/// Which namespace a part is written in.
fn comments_namespace(xml: &[u8]) -> &'static str {
    let strict = MAIN[1].as_bytes();
    MAIN[usize::from(xml.windows(strict.len()).any(|window| window == strict))]
}

/// How elements of word processing are written in a part.
#[derive(Debug, Clone)]
pub struct Words {
    /// With the colon; empty if the namespace is that of names without prefix.
    element: String,
    /// The same for attributes, which always have a prefix.
    attribute: String,
    /// What an element must say so that its attributes' prefix is known.
    declared: String,
}

impl Words {
    /// For a part that gives the namespace this prefix.
    pub fn new(prefix: &str, namespace: &str) -> Self {
        if prefix.is_empty() {
            let declared = format!(" xmlns:w=\"{namespace}\"");
            return Self { element: String::new(), attribute: "w:".to_owned(), declared };
        }
        let prefix = format!("{prefix}:");
        Self { element: prefix.clone(), attribute: prefix, declared: String::new() }
    }

    /// A name as it is written.
    pub fn name(&self, name: &str) -> String {
        format!("{}{name}", self.element)
    }

    /// An element with one attribute and nothing in it.
    pub fn empty(&self, name: &str, attribute: &str, value: impl std::fmt::Display) -> String {
        let Self { element, attribute: prefix, declared } = self;
        format!("<{element}{name}{declared} {prefix}{attribute}=\"{value}\"/>")
    }

    /// A comment. It has no style, and so says itself that it is small and not indented, whatever the document's text is.
    fn comment(&self, id: u32, lines: &[String]) -> String {
        let Self { element: e, attribute: a, declared } = self;
        let mut paragraphs = String::new();
        for line in lines {
            let text = escaped(line);
            paragraphs.push_str(&format!(
                "<{e}p><{e}pPr><{e}spacing {a}before=\"0\" {a}after=\"0\" {a}line=\"240\" {a}lineRule=\"auto\"/><{e}ind {a}firstLineChars=\"0\" {a}firstLine=\"0\"/><{e}jc {a}val=\"left\"/></{e}pPr><{e}r><{e}rPr><{e}sz {a}val=\"18\"/><{e}szCs {a}val=\"18\"/></{e}rPr><{e}t xml:space=\"preserve\">{text}</{e}t></{e}r></{e}p>"
            ));
        }
        format!(
            "<{e}comment{declared} {a}id=\"{id}\" {a}author=\"{AUTHOR}\" {a}initials=\"{INITIALS}\">{paragraphs}</{e}comment>"
        )
    }
}

/// A text as XML; what XML cannot hold is shown as its number.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if escape_into(&mut out, c.encode_utf8(&mut [0; 4])).is_err() {
            out.push_str(&format!("&lt;{:04X}&gt;", u32::from(c)));
        }
    }
    out
}
