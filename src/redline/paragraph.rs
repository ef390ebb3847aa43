//! A paragraph as a row of items, each with the run that it stands in, and of tokens that are compared.
//!
//! A number or a word of letters is one token, any other character is one by itself, and so is what is no character: a picture,
//! a note's sign, a field with its result, as a whole. Fields that end in another paragraph (a table of contents), links,
//! content controls and marks are no tokens: they stay where the new document has them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::read::docx::package::Package;
use crate::redline::splice::escape;
use crate::redline::tree::{Node, Xml};

/// What stands in a paragraph, in order.
#[derive(Debug, Clone)]
pub struct Item<'n> {
    /// Number of its run among those of the paragraph; `None` for what stands between runs.
    pub run: Option<usize>,
    /// What it is.
    pub kind: Kind<'n>,
}

/// What an item is.
#[derive(Debug, Clone)]
pub enum Kind<'n> {
    /// A character.
    Char(char),
    /// A tab, a break, a sign: an element that stands for a character.
    Glyph(&'n Node),
    /// A picture, a box, a formula, a note's sign.
    Object(Object<'n>),
    /// The beginning, the code, the middle or the end of a field, as XML.
    Field(FieldPart, String),
    /// What a run holds besides; not seen.
    Beside(&'n Node),
    /// A tag that opens something, or an element between runs that is not seen.
    Glue(Range<usize>),
    /// A tag that closes something.
    Closing(Range<usize>),
}

/// A part of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldPart {
    /// `begin`.
    Begin,
    /// The code.
    Code,
    /// `separate`.
    Middle,
    /// `end`.
    End,
}

/// What is no character.
#[derive(Debug, Clone)]
pub struct Object<'n> {
    /// The element.
    pub node: &'n Node,
    /// What it is.
    pub sort: Sort,
    /// Two of the same signature look the same, but for the texts of their boxes.
    pub signature: String,
    /// Its characters, of a formula.
    pub text: String,
    /// The contents of the text boxes in it.
    pub boxes: Vec<&'n Node>,
}

/// Sorts of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A text box.
    TextBox,
    /// A picture, a line, a chart, an embedded object.
    Picture,
    /// A formula, or a text with phonetic signs.
    Formula,
    /// The sign of a footnote or endnote.
    Note,
}

/// What is compared.
#[derive(Debug, Clone)]
pub struct Token {
    /// Equal tokens have equal keys.
    pub key: String,
    /// Its items, and what is not seen between them.
    pub items: Range<usize>,
    /// How many characters it has for who reads it; one at least.
    pub weight: usize,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct Paragraph<'n> {
    /// The element.
    pub node: &'n Node,
    /// Its properties.
    pub properties: Option<&'n Node>,
    /// The properties of its runs.
    pub runs: Vec<Option<&'n Node>>,
    /// What stands in it.
    pub items: Vec<Item<'n>>,
    /// What of it is compared.
    pub tokens: Vec<Token>,
    /// Items that belong to a field which begins or ends in another paragraph.
    pub loose: Vec<(usize, FieldPart)>,
}

/// The bytes of pictures, as a number for each relationship of a document.
#[derive(Debug, Default)]
pub struct Pictures(HashMap<String, u64>);

impl Pictures {
    /// Those of a package; what cannot be read is known by its name.
    pub fn read(package: &mut Package<'_>) -> Self {
        let parts: Vec<(String, String, String)> =
            package.parts.iter().map(|(id, (kind, part))| (id.clone(), kind.clone(), part.clone())).collect();
        let number = |(id, kind, part): (String, String, String)| {
            let of_picture = matches!(kind.as_str(), "image" | "chart" | "oleObject" | "package");
            of_picture.then(|| {
                let mut hasher = DefaultHasher::new();
                match package.part(&part) {
                    Ok(Some(bytes)) => bytes.hash(&mut hasher),
                    _ => part.hash(&mut hasher),
                }
                (id, hasher.finish())
            })
        };
        Self(parts.into_iter().filter_map(number).collect())
    }
}

impl<'n> Paragraph<'n> {
    /// Reads one.
    pub fn read(xml: &Xml<'_>, node: &'n Node, pictures: &Pictures) -> Self {
        let mut reader = Reader { xml, pictures, runs: Vec::new(), items: Vec::new() };
        for child in &node.children {
            reader.inline(child);
        }
        let Reader { runs, items, .. } = reader;
        let (fields, loose) = fields(&items);
        let tokens = tokens(xml, &items, &fields);
        Self { node, properties: xml.child(node, "pPr"), runs, items, tokens, loose }
    }

    /// What one reads in it, of a stretch of tokens.
    pub fn words(&self, tokens: Range<usize>) -> String {
        let mut words = String::new();
        for token in &self.tokens[tokens] {
            for item in &self.items[token.items.clone()] {
                match &item.kind {
                    Kind::Char(c) => words.push(*c),
                    Kind::Glyph(_) => words.push(' '),
                    Kind::Object(object) => words.push_str(&object.text),
                    _ => {}
                }
            }
        }
        words
    }

    /// The object that a token is.
    pub fn object(&self, token: usize) -> Option<&Object<'n>> {
        let items = self.items.get(self.tokens.get(token)?.items.clone())?;
        items.iter().find_map(|item| match &item.kind {
            Kind::Object(object) => Some(object),
            _ => None,
        })
    }

    /// Whether one sees nothing in it.
    pub fn is_blank(&self) -> bool {
        self.tokens.iter().all(|token| token.key.trim().is_empty())
    }
}

struct Reader<'n, 'x, 'a> {
    xml: &'x Xml<'a>,
    pictures: &'x Pictures,
    runs: Vec<Option<&'n Node>>,
    items: Vec<Item<'n>>,
}

impl<'n> Reader<'n, '_, '_> {
    fn push(&mut self, run: Option<usize>, kind: Kind<'n>) {
        self.items.push(Item { run, kind });
    }

    /// One element of a paragraph.
    fn inline(&mut self, node: &'n Node) {
        match self.xml.name(node) {
            "pPr" => {}
            "r" => self.run(node),
            "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" => self.wrapped(node, node),
            "sdt" => match self.xml.child(node, "sdtContent") {
                Some(content) => self.wrapped(node, content),
                None => self.push(None, Kind::Glue(node.span.clone())),
            },
            // A simple field cannot stand in a change: it is written as its parts.
            "fldSimple" => self.simple_field(node),
            "" if matches!(self.xml.local(node), "oMath" | "oMathPara") => {
                let object = self.object(node, Sort::Formula);
                self.push(None, Kind::Object(object));
            }
            _ => self.push(None, Kind::Glue(node.span.clone())),
        }
    }

    /// What stands in `content`, whose tags and those around it stay.
    fn wrapped(&mut self, node: &'n Node, content: &'n Node) {
        const PROPERTIES: [&str; 3] = ["smartTagPr", "customXmlPr", "sdtPr"];
        if content.children.is_empty() {
            self.push(None, Kind::Glue(node.span.clone()));
            return;
        }
        let xml = self.xml;
        let is_property = |child: &&Node| PROPERTIES.contains(&xml.name(child));
        let inside = content.children.iter().take_while(is_property).last();
        let start = inside.map_or(content.inner.start, |last| last.span.end);
        self.push(None, Kind::Glue(node.span.start..start));
        content.children.iter().skip_while(is_property).for_each(|child| self.inline(child));
        self.push(None, Kind::Closing(content.inner.end..node.span.end));
    }

    fn simple_field(&mut self, node: &'n Node) {
        let w = self.xml.prefix.clone();
        let a = if w.is_empty() { "w:" } else { &w };
        let mut code = String::new();
        escape(&mut code, &self.xml.attribute(node, "instr").unwrap_or_default());
        let part = |kind: &str| format!("<{w}fldChar {a}fldCharType=\"{kind}\"/>");
        self.runs.push(None);
        let run = Some(self.runs.len() - 1);
        self.push(run, Kind::Field(FieldPart::Begin, part("begin")));
        let code = format!("<{w}instrText xml:space=\"preserve\">{code}</{w}instrText>");
        self.push(run, Kind::Field(FieldPart::Code, code));
        self.push(run, Kind::Field(FieldPart::Middle, part("separate")));
        node.children.iter().filter(|child| self.xml.name(child) != "fldData").for_each(|child| {
            self.inline(child);
        });
        self.push(run, Kind::Field(FieldPart::End, part("end")));
    }

    fn run(&mut self, node: &'n Node) {
        self.runs.push(self.xml.child(node, "rPr"));
        let run = Some(self.runs.len() - 1);
        for child in &node.children {
            match self.xml.name(child) {
                "rPr" => {}
                "t" => {
                    let text = self.xml.text_of(child);
                    text.chars().for_each(|c| self.push(run, Kind::Char(c)));
                }
                "tab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym" | "ptab" => {
                    self.push(run, Kind::Glyph(child));
                }
                "fldChar" => {
                    let part = match self.xml.attribute(child, "fldCharType").as_deref() {
                        Some("begin") => FieldPart::Begin,
                        Some("separate") => FieldPart::Middle,
                        _ => FieldPart::End,
                    };
                    self.push(run, Kind::Field(part, self.xml.bytes(child).to_owned()));
                }
                "instrText" => {
                    self.push(run, Kind::Field(FieldPart::Code, self.xml.bytes(child).to_owned()));
                }
                "lastRenderedPageBreak"
                | "commentReference"
                | "annotationRef"
                | "footnoteRef"
                | "endnoteRef"
                | "separator"
                | "continuationSeparator" => {
                    self.push(run, Kind::Beside(child));
                }
                "footnoteReference" | "endnoteReference" => {
                    let object = self.object(child, Sort::Note);
                    self.push(run, Kind::Object(object));
                }
                "ruby" => {
                    let object = self.object(child, Sort::Formula);
                    self.push(run, Kind::Object(object));
                }
                _ => {
                    let object = self.object(child, Sort::Picture);
                    self.push(run, Kind::Object(object));
                }
            }
        }
    }

    fn object(&self, node: &'n Node, sort: Sort) -> Object<'n> {
        let xml = self.xml;
        let mut boxes = Vec::new();
        let mut hasher = DefaultHasher::new();
        let mut text = String::new();
        let (mut phonetic, mut all) = (Vec::new(), Vec::new());
        node.walk(&mut |child| {
            if xml.name(child) == "txbxContent" {
                boxes.push(child);
                return false;
            }
            if xml.name(child) == "rt" {
                phonetic.push(child.span.clone());
            }
            all.push(child);
            true
        });
        let sort = if boxes.is_empty() { sort } else { Sort::TextBox };
        match sort {
            // Its place and size follow its text.
            Sort::TextBox => "box".hash(&mut hasher),
            Sort::Note => xml.name(node).hash(&mut hasher),
            Sort::Formula | Sort::Picture => {}
        }
        for child in all.into_iter().chain([node]) {
            match (sort, xml.local(child)) {
                (Sort::Formula, "t") => {
                    let is_phonetic = phonetic.iter().any(|span| span.contains(&child.span.start));
                    if !is_phonetic {
                        text.push_str(&xml.characters(child));
                    }
                }
                (Sort::Picture, "blip" | "imagedata" | "chart" | "OLEObject") => {
                    let ids = ["embed", "link", "id"].iter().filter_map(|name| xml.attribute(child, name));
                    let known: Vec<u64> = ids.filter_map(|id| self.pictures.0.get(&id).copied()).collect();
                    known.hash(&mut hasher);
                }
                (Sort::Picture, name @ ("prstGeom" | "extent")) => {
                    name.hash(&mut hasher);
                    for attribute in ["prst", "cx", "cy"] {
                        xml.attribute(child, attribute).hash(&mut hasher);
                    }
                }
                _ => {}
            }
        }
        text.hash(&mut hasher);
        Object { node, sort, signature: format!("{sort:?}{:x}", hasher.finish()), text, boxes }
    }
}

/// The outermost fields that begin and end in these items, and the parts of others.
fn fields(items: &[Item<'_>]) -> (Vec<Range<usize>>, Vec<(usize, FieldPart)>) {
    let mut open: Vec<usize> = Vec::new();
    let mut whole: Vec<Range<usize>> = Vec::new();
    let parts = || {
        items.iter().enumerate().filter_map(|(at, item)| match &item.kind {
            Kind::Field(part, _) => Some((at, *part)),
            _ => None,
        })
    };
    for (at, part) in parts() {
        match part {
            FieldPart::Begin => open.push(at),
            FieldPart::End => {
                if let Some(start) = open.pop() {
                    whole.retain(|inner| inner.start < start);
                    whole.push(start..at + 1);
                }
            }
            FieldPart::Code | FieldPart::Middle => {}
        }
    }
    let loose = parts().filter(|(at, _)| !whole.iter().any(|field| field.contains(at))).collect();
    (whole, loose)
}

/// What a word of letters and digits may hold.
fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn tokens(xml: &Xml<'_>, items: &[Item<'_>], fields: &[Range<usize>]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    // The last token is a word that goes on.
    let mut word = false;
    while at < items.len() {
        if let Some(field) = fields.iter().find(|field| field.start == at) {
            tokens.push(of_field(xml, items, field.clone()));
            at = field.end;
            word = false;
            continue;
        }
        let end = at + 1;
        let one = |key: String, weight| Token { key, items: at..end, weight };
        match &items[at].kind {
            Kind::Char(c) => {
                let next = items[end..].iter().find_map(|item| match &item.kind {
                    Kind::Char(c) => Some(*c),
                    Kind::Glue(_) | Kind::Closing(_) | Kind::Beside(_) => None,
                    _ => Some('\0'),
                });
                // A point or a comma within a number, a sign of percent behind it.
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let goes_on = word
                    && (in_word(*c)
                        || (matches!(c, '.' | ',') && digit(next))
                        || (matches!(c, '%' | '％' | '‰')));
                match tokens.last_mut().filter(|_| goes_on) {
                    Some(last) => {
                        last.key.push(*c);
                        last.items.end = end;
                        last.weight += 1;
                        word = !matches!(c, '%' | '％' | '‰');
                    }
                    None => {
                        tokens.push(one(c.to_string(), 1));
                        word = in_word(*c);
                    }
                }
            }
            Kind::Glyph(node) => {
                tokens.push(one(format!("\u{1}{}{:?}", xml.name(node), xml.attributes(node)), 1));
                word = false;
            }
            Kind::Object(object) => {
                tokens.push(one(format!("\u{1}{}", object.signature), object.text.chars().count().max(1)));
                word = false;
            }
            Kind::Field(..) => word = false,
            Kind::Beside(_) | Kind::Glue(_) | Kind::Closing(_) => {}
        }
        at = end;
    }
    tokens
}

/// A field that is compared by what one sees of it, or by its code where it has no result.
fn of_field(xml: &Xml<'_>, items: &[Item<'_>], range: Range<usize>) -> Token {
    let (mut seen, mut code, mut weight) = (String::new(), String::new(), 0);
    for item in &items[range.clone()] {
        match &item.kind {
            Kind::Char(c) => {
                seen.push(*c);
                weight += 1;
            }
            Kind::Glyph(node) => seen.push_str(xml.name(node)),
            Kind::Object(object) => seen.push_str(&object.signature),
            Kind::Field(FieldPart::Code, part) => code.push_str(part),
            _ => {}
        }
    }
    let key = if seen.is_empty() { format!("\u{2}{code}") } else { format!("\u{3}{seen}") };
    Token { key, items: range, weight: weight.max(1) }
}
