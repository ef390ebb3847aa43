//! What stands in a text, a cell or a text box: paragraphs and tables, made ready to be compared.

use std::collections::HashMap;

use crate::redline::paragraph::{Kind, Paragraph, Pictures};
use crate::redline::tree::{Node, Xml};

/// A document, with what comparing it takes.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its XML.
    pub xml: &'a Xml<'a>,
    /// Its pictures.
    pub pictures: &'a Pictures,
}

/// A paragraph or a table.
#[derive(Debug)]
pub struct Block<'n> {
    /// The element.
    pub node: &'n Node,
    /// What it is.
    pub shape: Shape<'n>,
    /// What it says.
    pub face: Face,
}

/// What a block is.
#[derive(Debug)]
pub enum Shape<'n> {
    /// A paragraph.
    Paragraph(Box<Paragraph<'n>>),
    /// A table.
    Table(Table<'n>),
}

/// What a block or a row says, for finding the one that it became.
#[derive(Debug, Default)]
pub struct Face {
    /// Equal ones say the same.
    pub key: String,
    /// Its pairs of neighbouring characters, as numbers, sorted.
    pairs: Vec<u32>,
    /// How many characters it has.
    pub length: usize,
}

/// A table.
#[derive(Debug)]
pub struct Table<'n> {
    /// Its rows.
    pub rows: Vec<Row<'n>>,
    /// How many columns its grid has.
    pub columns: usize,
}

/// A row.
#[derive(Debug)]
pub struct Row<'n> {
    /// The element.
    pub node: &'n Node,
    /// Its cells.
    pub cells: Vec<&'n Node>,
    /// How its cells are merged.
    pub form: Vec<(String, Option<String>)>,
    /// What its first cell says that says more than a number: a row is known by it.
    name: String,
    /// What it says.
    pub face: Face,
}

impl Face {
    fn new(key: String, seen: &str) -> Self {
        let chars: Vec<char> = seen.chars().filter(|c| !c.is_whitespace()).collect();
        let number = |a: char, b: char| (u32::from(a) << 11) ^ u32::from(b);
        let mut pairs: Vec<u32> = chars.windows(2).map(|pair| number(pair[0], pair[1])).collect();
        if let [only] = chars[..] {
            pairs.push(number(only, '\0'));
        }
        pairs.sort_unstable();
        Self { key, pairs, length: chars.len() }
    }

    /// How much two have in common: 0 nothing, 1 all of their pairs.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b, mut common) = (0, 0, 0_usize);
        while let (Some(one), Some(two)) = (self.pairs.get(a), other.pairs.get(b)) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    a += 1;
                    b += 1;
                }
            }
        }
        let all = self.pairs.len() + other.pairs.len();
        if all == 0 { 0.0 } else { (2 * common) as f64 / all as f64 }
    }
}

impl<'n> Block<'n> {
    /// The paragraph that it is.
    pub fn paragraph(&self) -> Option<&Paragraph<'n>> {
        match &self.shape {
            Shape::Paragraph(paragraph) => Some(paragraph),
            Shape::Table(_) => None,
        }
    }

    /// How good it is to say that one became the other; `None` if they have too little in common.
    pub fn score(&self, other: &Self) -> Option<f64> {
        let weight = |length: usize| 1.0 + length.min(100) as f64 / 25.0;
        let length = self.face.length.max(other.face.length);
        match (&self.shape, &other.shape) {
            (Shape::Paragraph(a), Shape::Paragraph(b)) => {
                if a.is_blank() && b.is_blank() {
                    return Some(0.3);
                }
                if self.face.key == other.face.key {
                    return Some(weight(length));
                }
                let likeness = self.face.likeness(&other.face);
                if length == 0 || has_only_objects(a) && has_only_objects(b) {
                    let same = a.tokens.iter().map(|t| &t.key).eq(b.tokens.iter().map(|t| &t.key));
                    return same.then_some(0.5 + likeness);
                }
                (likeness >= 0.4).then(|| likeness * weight(length))
            }
            (Shape::Table(a), Shape::Table(b)) => {
                let likeness = self.face.likeness(&other.face);
                let like = self.face.key == other.face.key || likeness >= 0.2 || (length == 0);
                (a.columns == b.columns && like).then(|| (0.5 + likeness) * weight(length))
            }
            _ => None,
        }
    }
}

fn has_only_objects(paragraph: &Paragraph<'_>) -> bool {
    !paragraph.items.iter().any(|item| matches!(item.kind, Kind::Char(c) if !c.is_whitespace()))
}

impl Row<'_> {
    /// The same for rows: cells that are merged otherwise cannot go on in each other.
    pub fn score(&self, other: &Self) -> Option<f64> {
        if self.form != other.form {
            return None;
        }
        let length = self.face.length.max(other.face.length);
        if self.face.key == other.face.key {
            return Some(if length == 0 { 0.3 } else { 1.0 + length.min(100) as f64 / 25.0 });
        }
        let likeness = self.face.likeness(&other.face);
        let same_name = !self.name.is_empty() && self.name == other.name;
        let score = likeness * (1.0 + length.min(100) as f64 / 25.0);
        (same_name || likeness >= 0.3).then_some(if same_name { 1.0 + score } else { score / 2.0 })
    }
}

/// The blocks of what holds some, whatever they are wrapped in.
pub fn blocks<'a>(source: Source<'a>, holder: &'a Node) -> Vec<Block<'a>> {
    let mut nodes = Vec::new();
    gather(source.xml, holder, &["p", "tbl"], &mut nodes);
    nodes.into_iter().map(|node| block(source, node)).collect()
}

fn block<'a>(source: Source<'a>, node: &'a Node) -> Block<'a> {
    if source.xml.name(node) == "tbl" {
        let table = table(source, node);
        let keys: Vec<&str> = table.rows.iter().map(|row| row.face.key.as_str()).collect();
        let text = keys.concat();
        let face = Face::new(format!("\u{4}{}", keys.join("\u{5}")), &text);
        return Block { node, shape: Shape::Table(table), face };
    }
    let paragraph = Paragraph::read(source.xml, node, source.pictures);
    let mut key: String = paragraph.tokens.iter().map(|token| token.key.as_str()).collect();
    let mut seen = paragraph.words(0..paragraph.tokens.len());
    for item in &paragraph.items {
        if let Kind::Object(object) = &item.kind {
            for text_box in &object.boxes {
                let text = plain(source.xml, text_box);
                key.push_str(&text);
                seen.push_str(&text);
            }
        }
    }
    Block { node, shape: Shape::Paragraph(Box::new(paragraph)), face: Face::new(key, &seen) }
}

fn table<'a>(source: Source<'a>, node: &'a Node) -> Table<'a> {
    let xml = source.xml;
    let mut rows = Vec::new();
    gather(xml, node, &["tr"], &mut rows);
    let rows: Vec<Row<'a>> = rows.into_iter().map(|node| row(source, node)).collect();
    let grid = xml.child(node, "tblGrid").map_or(0, |grid| grid.children.len());
    let most = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    Table { rows, columns: grid.max(most) }
}

fn row<'a>(source: Source<'a>, node: &'a Node) -> Row<'a> {
    let xml = source.xml;
    let mut cells = Vec::new();
    gather(xml, node, &["tc"], &mut cells);
    let form = |cell: &&Node| {
        let properties = xml.child(cell, "tcPr");
        let of = |name| properties.and_then(|p| xml.child(p, name));
        let span = of("gridSpan").and_then(|span| xml.attribute(span, "val")).unwrap_or_default();
        let merge = of("vMerge").map(|merge| xml.attribute(merge, "val").unwrap_or_default());
        (span, merge)
    };
    let form = cells.iter().map(form).collect();
    let texts: Vec<String> = cells.iter().map(|cell| plain(xml, cell)).collect();
    let face = Face::new(texts.join("\u{6}"), &texts.concat());
    let is_name = |text: &&String| text.chars().any(|c| !c.is_whitespace() && !c.is_ascii_digit());
    let name = texts.iter().find(is_name).cloned().unwrap_or_default();
    Row { node, cells, form, name, face }
}

/// Nodes of these names, whatever they are wrapped in.
fn gather<'n>(xml: &Xml<'_>, holder: &'n Node, names: &[&str], found: &mut Vec<&'n Node>) {
    for child in &holder.children {
        match xml.name(child) {
            name if names.contains(&name) => found.push(child),
            "sdt" | "sdtContent" | "customXml" => gather(xml, child, names, found),
            _ => {}
        }
    }
}

/// The characters of all paragraphs in a node.
pub fn plain(xml: &Xml<'_>, node: &Node) -> String {
    let mut text = String::new();
    node.walk(&mut |child| {
        match xml.name(child) {
            "t" => text.push_str(&xml.text_of(child)),
            "tab" | "br" | "cr" => text.push(' '),
            "p" if !text.is_empty() => text.push('\n'),
            _ => {}
        }
        true
    });
    text
}

/// Numbers for keys, the same for the same.
#[derive(Debug, Default)]
pub struct Numbers<'k>(HashMap<&'k str, u32>);

impl<'k> Numbers<'k> {
    /// The number of a key.
    pub fn of(&mut self, key: &'k str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(key).or_insert(next)
    }
}
