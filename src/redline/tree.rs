//! A document's XML as nodes that know their bytes: what is not changed is copied from there.

use std::ops::Range;

use crate::office::xml::{Malformed, Piece, Pieces};
use crate::read::docx::tree::Fault;

/// The namespaces of word processing, of the usual files and of strict ones.
pub const MAIN: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Most nodes of a document.
const NODES: usize = 3_000_000;

/// An element.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// All its bytes.
    pub span: Range<usize>,
    /// The bytes between its tags; at its end where it is an empty element.
    pub inner: Range<usize>,
    /// Bytes of its name without prefix.
    name: Range<usize>,
    /// It is of the namespace of word processing.
    main: bool,
    /// Its child elements.
    pub children: Vec<Node>,
}

/// A document's XML.
#[derive(Debug)]
pub struct Xml<'a> {
    /// All of it.
    pub text: &'a str,
    /// The root.
    pub root: Node,
    /// The prefix of word processing with its colon; empty if its names have none.
    pub prefix: String,
    /// Which of [`MAIN`] it is written in.
    pub namespace: &'static str,
}

impl Node {
    /// Gives every node below it to `each`, in order; what it does not want to see the inside of, it answers with `false`.
    pub fn walk<'n>(&'n self, each: &mut dyn FnMut(&'n Node) -> bool) {
        for child in &self.children {
            if each(child) {
                child.walk(each);
            }
        }
    }
}

impl<'a> Xml<'a> {
    /// Reads a part.
    pub fn read(text: &'a str) -> Result<Self, Fault> {
        let mut pieces = Pieces::new(text.as_bytes())?;
        let mut open: Vec<Node> = Vec::new();
        let mut root = None;
        let mut known: Option<(String, usize)> = None;
        let mut count = 0;
        while let Some(piece) = pieces.next_piece()? {
            let span = pieces.span();
            match piece {
                Piece::Open(tag) => {
                    count += 1;
                    if count > NODES {
                        return Err(Fault::TooLarge);
                    }
                    if known.is_none() {
                        let (prefix, which) = tag.prefix_of(&MAIN)?.unwrap_or(("w".to_owned(), 0));
                        let prefix = if prefix.is_empty() { prefix } else { format!("{prefix}:") };
                        known = Some((prefix, which));
                    }
                    let prefix = known.as_ref().map_or("", |(prefix, _)| prefix.as_str());
                    let whole = tag.qualified_name();
                    let before = whole.rfind(':').map_or(0, |at| at + 1);
                    let start = span.start + 1;
                    open.push(Node {
                        main: whole[..before] == *prefix,
                        name: start + before..start + whole.len(),
                        inner: span.end..span.end,
                        span,
                        children: Vec::new(),
                    });
                }
                Piece::Close => {
                    let mut node = open.pop().ok_or(Malformed)?;
                    node.inner.end = span.start;
                    node.span.end = span.end;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(node),
                        None => root = Some(node),
                    }
                }
                Piece::Text(_) => {}
            }
        }
        let (prefix, which) = known.ok_or(Fault::Damaged)?;
        Ok(Self { text, root: root.ok_or(Fault::Damaged)?, prefix, namespace: MAIN[which] })
    }

    /// A node's name; empty if it is not of word processing.
    pub fn name(&self, node: &Node) -> &'a str {
        if node.main { self.local(node) } else { "" }
    }

    /// A node's name, whatever its namespace.
    pub fn local(&self, node: &Node) -> &'a str {
        &self.text[node.name.clone()]
    }

    /// The text's body.
    pub fn body(&self) -> Option<&Node> {
        self.child(&self.root, "body")
    }

    /// Its first child of this name.
    pub fn child<'n>(&self, node: &'n Node, name: &str) -> Option<&'n Node> {
        node.children.iter().find(|child| self.name(child) == name)
    }

    /// A node's bytes.
    pub fn bytes(&self, node: &Node) -> &'a str {
        &self.text[node.span.clone()]
    }

    /// The value of an attribute, whatever its prefix.
    pub fn attribute(&self, node: &Node, name: &str) -> Option<String> {
        let tag = &self.text[node.span.start..node.inner.start];
        match Pieces::new(tag.as_bytes()).ok()?.next_piece().ok()?? {
            Piece::Open(tag) => tag.attribute(name).ok().flatten(),
            _ => None,
        }
    }

    /// The attributes of word processing, without prefix.
    pub fn attributes(&self, node: &Node) -> Vec<(String, String)> {
        let tag = &self.text[node.span.start..node.inner.start];
        let read = || -> Option<Vec<(String, String)>> {
            let mut pieces = Pieces::new(tag.as_bytes()).ok()?;
            let Piece::Open(tag) = pieces.next_piece().ok()?? else { return None };
            let all = tag.attributes().filter_map(Result::ok);
            let own = all.filter_map(|(name, value)| {
                let local = name.split_once(':').filter(|(prefix, _)| !matches!(*prefix, "xmlns" | "xml"))?.1;
                (!local.starts_with("rsid")).then(|| (local.to_owned(), value))
            });
            Some(own.collect())
        };
        read().unwrap_or_default()
    }

    /// All characters of a node, unescaped.
    pub fn characters(&self, node: &Node) -> String {
        let mut text = String::new();
        if let Ok(mut pieces) = Pieces::new(self.bytes(node).as_bytes()) {
            while let Ok(Some(piece)) = pieces.next_piece() {
                if let Piece::Text(piece) = piece {
                    text.push_str(&piece);
                }
            }
        }
        text
    }

    /// What one sees of a `w:t`: blanks at its ends count only where the file says so, and line ends are blanks.
    pub fn text_of(&self, node: &Node) -> String {
        let text = self.characters(node);
        let kept = self.attribute(node, "space").as_deref() == Some("preserve");
        let text = if kept { text.as_str() } else { text.trim_matches(|c: char| c.is_ascii_whitespace()) };
        text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect()
    }

    /// How many nodes have one of these names.
    pub fn count(&self, names: &[&str]) -> usize {
        let mut count = 0;
        self.root.walk(&mut |node| {
            count += usize::from(names.contains(&self.name(node)));
            true
        });
        count
    }

    /// The number behind all those that the document gives to anything.
    pub fn first_free(&self) -> u32 {
        const NUMBERED: [&str; 9] = [
            "bookmarkStart",
            "bookmarkEnd",
            "commentRangeStart",
            "commentRangeEnd",
            "commentReference",
            "permStart",
            "permEnd",
            "rPrChange",
            "pPrChange",
        ];
        let mut most = 0;
        self.root.walk(&mut |node| {
            if NUMBERED.contains(&self.name(node))
                && let Some(id) = self.attribute(node, "id").and_then(|id| id.trim().parse::<u32>().ok())
            {
                most = most.max(id);
            }
            true
        });
        most.min(u32::MAX / 2) + 1
    }
}
