//! The paragraphs of a document's XML as a row of runs, for those who cut them: where each run and what it holds stand in the
//! bytes. What is no run, or what a comment must not begin in, is one piece.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::office::xml::{Malformed, Piece, Pieces, Tag};
use crate::write::docx::comments::MAIN;

/// What a document's XML says of the paragraphs that are asked for.
#[derive(Debug, Default)]
pub struct Flow {
    /// The namespace's prefix.
    pub prefix: String,
    /// It is the strict namespace.
    pub strict: bool,
    /// Paragraphs that stand in no other.
    pub paragraphs: Vec<Paragraph>,
    /// Number of the paragraph that one which begins here is, or stands in; `false` if it stands in it, as in a text box.
    pub known: HashMap<usize, (usize, bool)>,
    /// The number behind those of all comments that are named.
    pub free: u32,
}

/// A paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its tag.
    pub tag: Range<usize>,
    /// Behind its properties.
    pub inner: usize,
    /// Its end tag; it takes no bytes where the paragraph is an empty element.
    pub end: Range<usize>,
    /// What stands in it, in order.
    pub atoms: Vec<Atom>,
}

/// What is cut, or not.
#[derive(Debug)]
pub enum Atom {
    /// A run.
    Run(Run),
    /// What is left whole.
    Whole(Range<usize>),
}

impl Atom {
    /// Where it stands.
    pub fn span(&self) -> Range<usize> {
        match self {
            Atom::Run(run) => run.tag.start..run.end,
            Atom::Whole(span) => span.clone(),
        }
    }
}

/// A run.
#[derive(Debug, Default)]
pub struct Run {
    /// Its tag.
    pub tag: Range<usize>,
    /// Its properties; empty if it has none.
    pub properties: Range<usize>,
    /// Behind its end tag.
    pub end: usize,
    /// What it holds besides.
    pub children: Vec<Child>,
    /// It may be parted into two of the same properties.
    pub can_be_cut: bool,
}

/// What a run holds.
#[derive(Debug, Default)]
pub struct Child {
    /// Where it stands.
    pub span: Range<usize>,
    /// Its tag.
    pub tag: Range<usize>,
    /// It is a `w:t`.
    pub is_text: bool,
    /// What its attribute `xml:space` says.
    pub space: Option<String>,
    /// Its characters, each with its place; `None` if they are written in a way that is not cut.
    pub characters: Option<Vec<(Range<usize>, char)>>,
}

/// What is open around a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// Outside paragraphs.
    Around,
    Paragraph,
    /// Runs stand in it as in the paragraph.
    Flow,
    /// The same, if its properties do not forbid it: where it begins.
    Control(usize),
    /// Properties of it.
    ControlProperties,
    Run,
    Properties,
    Child,
    Whole(usize),
    /// Inside of what is left whole or skipped.
    Deep,
}

/// Kinds of content controls whose text is a value, not a piece of text that one marks.
const VALUES: [&str; 10] = [
    "text",
    "date",
    "comboBox",
    "dropDownList",
    "checkbox",
    "picture",
    "citation",
    "equation",
    "dataBinding",
    "docPartList",
];

struct Reader<'a> {
    xml: &'a [u8],
    wanted: &'a HashSet<usize>,
    flow: Flow,
    stack: Vec<Frame>,
    open: Paragraph,
    /// Paragraphs that begin in the open one, itself included, as far as they are wanted.
    inside: Vec<usize>,
    run: Run,
    child: Child,
}

/// Reads a document's XML; `wanted` are the places where the paragraphs begin that are asked for.
pub fn read(xml: &[u8], wanted: &HashSet<usize>) -> Result<Flow, Malformed> {
    let mut pieces = Pieces::new(xml)?;
    let mut reader = Reader {
        xml,
        wanted,
        flow: Flow { prefix: "w".to_owned(), ..Flow::default() },
        stack: Vec::new(),
        open: Paragraph::default(),
        inside: Vec::new(),
        run: Run::default(),
        child: Child::default(),
    };
    while let Some(piece) = pieces.next_piece()? {
        let span = pieces.span();
        match piece {
            Piece::Open(tag) => reader.open(&tag, span)?,
            Piece::Close => reader.close(span),
            Piece::Text(text) => reader.text(&text, span),
        }
    }
    Ok(reader.flow)
}

impl Reader<'_> {
    /// A tag's name without the namespace's prefix; with `:` before it if it is of another namespace.
    fn name<'t>(&self, tag: &'t Tag<'_>) -> (bool, &'t str) {
        let (prefix, local) = tag.qualified_name().split_once(':').unwrap_or(("", tag.qualified_name()));
        (prefix == self.flow.prefix, local)
    }

    fn open(&mut self, tag: &Tag<'_>, span: Range<usize>) -> Result<(), Malformed> {
        if self.stack.is_empty()
            && let Some((prefix, which)) = tag.prefix_of(&MAIN)?
        {
            (self.flow.prefix, self.flow.strict) = (prefix, which == 1);
        }
        let (is_main, local) = self.name(tag);
        let local = if is_main { local } else { "" };
        if matches!(local, "commentRangeStart" | "commentRangeEnd" | "commentReference") {
            let id = tag.attribute("id")?.and_then(|id| id.trim().parse::<u32>().ok());
            self.flow.free = self.flow.free.max(id.map_or(0, |id| id.saturating_add(1)));
        }
        let top = self.stack.last().copied().unwrap_or(Frame::Around);
        if local == "p" && top != Frame::Around && self.wanted.contains(&span.start) {
            self.inside.push(span.start);
        }
        let frame = match (top, local) {
            (Frame::Around, "p") => {
                self.open = Paragraph { tag: span.clone(), inner: span.end, ..Paragraph::default() };
                self.inside.clear();
                if self.wanted.contains(&span.start) {
                    self.inside.push(span.start);
                }
                Frame::Paragraph
            }
            (Frame::Around, _) => Frame::Around,
            (Frame::Paragraph, "pPr") => Frame::Properties,
            (Frame::Control(..), "sdtPr") => Frame::ControlProperties,
            (Frame::Control(..), "sdtContent") => Frame::Flow,
            (Frame::Control(..), _) => Frame::Deep,
            (Frame::Flow, "smartTagPr" | "customXmlPr" | "fldData") => Frame::Deep,
            (
                Frame::Paragraph | Frame::Flow,
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "dir" | "bdo" | "fldSimple",
            ) => Frame::Flow,
            (Frame::Paragraph | Frame::Flow, "sdt") => Frame::Control(span.start),
            (Frame::Paragraph | Frame::Flow, "r") => {
                self.run = Run { tag: span, can_be_cut: true, ..Run::default() };
                Frame::Run
            }
            (Frame::Paragraph | Frame::Flow, _) => Frame::Whole(span.start),
            (Frame::Run, "rPr") => {
                self.run.properties = span;
                Frame::Properties
            }
            (Frame::Run, _) => {
                self.child = Child {
                    tag: span.clone(),
                    span,
                    is_text: local == "t",
                    space: tag.attribute("space")?,
                    characters: Some(Vec::new()),
                };
                Frame::Child
            }
            (Frame::ControlProperties, _) => {
                if VALUES.contains(&tag.name()) {
                    self.close_control();
                }
                Frame::Deep
            }
            (Frame::Properties, "rPrChange") => {
                // A change has a number of its own and is not told twice.
                self.run.can_be_cut = false;
                Frame::Deep
            }
            (Frame::Properties | Frame::Child | Frame::Whole(_) | Frame::Deep, _) => Frame::Deep,
        };
        self.stack.push(frame);
        Ok(())
    }

    /// The innermost open content control is left whole.
    fn close_control(&mut self) {
        let innermost = self.stack.iter_mut().rev().find(|frame| matches!(frame, Frame::Control(..)));
        if let Some(frame) = innermost
            && let Frame::Control(start) = *frame
        {
            *frame = Frame::Whole(start);
        }
    }

    fn close(&mut self, span: Range<usize>) {
        match self.stack.pop() {
            Some(Frame::Paragraph) => self.close_paragraph(span),
            Some(Frame::Properties) => match self.stack.last() {
                Some(Frame::Run) => self.run.properties.end = span.end,
                _ => self.open.inner = span.end,
            },
            Some(Frame::Child) => {
                let mut child = std::mem::take(&mut self.child);
                child.span.end = span.end;
                self.run.children.push(child);
            }
            Some(Frame::Run) => {
                let mut run = std::mem::take(&mut self.run);
                run.end = span.end;
                self.open.atoms.push(Atom::Run(run));
            }
            Some(Frame::Whole(start)) => {
                // What its inside gave is forgotten.
                while self.open.atoms.last().is_some_and(|atom| atom.span().start >= start) {
                    self.open.atoms.pop();
                }
                self.open.atoms.push(Atom::Whole(start..span.end));
            }
            _ => {}
        }
    }

    fn close_paragraph(&mut self, span: Range<usize>) {
        let mut paragraph = std::mem::take(&mut self.open);
        paragraph.end = span;
        if self.inside.is_empty() {
            return;
        }
        let number = self.flow.paragraphs.len();
        for at in self.inside.drain(..) {
            self.flow.known.insert(at, (number, at == paragraph.tag.start));
        }
        self.flow.paragraphs.push(paragraph);
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        let is_of_child = self.stack.last() == Some(&Frame::Child) && self.child.is_text;
        let Some(characters) = self.child.characters.as_mut().filter(|_| is_of_child) else { return };
        let raw = &self.xml[span.clone()];
        if raw == text.as_bytes() {
            characters.extend(text.char_indices().map(|(at, c)| {
                let start = span.start + at;
                (start..start + c.len_utf8(), c)
            }));
            return;
        }
        let mut all = text.chars();
        match (all.next(), all.next(), raw.starts_with(b"&")) {
            (Some(c), None, true) => characters.push((span, c)),
            _ => self.child.characters = None,
        }
    }
}
