//! The law, held against what was made: all changes accepted it says what the new document says, all rejected what the old one
//! says, paragraph for paragraph, cell for cell, box for box.

use crate::redline::tree::{Node, Xml};

/// What is done with the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
}

/// Which boxes of the old document are in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldBoxes {
    /// All of them.
    Kept,
    /// Not all: it is told which are not.
    Lost,
}

/// Whether the law holds of this document, between these two; if not, the first paragraph that is not what it should be.
pub fn holds(redline: &str, old: &Xml<'_>, new: &Xml<'_>, old_boxes: OldBoxes) -> Result<(), String> {
    let made = Xml::read(redline).map_err(|_| String::new())?;
    let all = |xml: &Xml<'_>, answer| Reader { xml, answer, boxes: true }.said();
    let boxes = old_boxes == OldBoxes::Kept;
    let rejected = |xml: &Xml<'_>| Reader { xml, answer: Answer::Reject, boxes }.said();
    same(&all(&made, Answer::Accept), &all(new, Answer::Accept))?;
    same(&rejected(&made), &rejected(old))
}

fn same(has: &[String], wanted: &[String]) -> Result<(), String> {
    let other = (0..has.len().max(wanted.len())).find(|&at| has.get(at) != wanted.get(at));
    let words = |at: usize| wanted.get(at).or(has.get(at)).cloned().unwrap_or_default();
    other.map_or(Ok(()), |at| Err(words(at)))
}

struct Reader<'x, 'a> {
    xml: &'x Xml<'a>,
    answer: Answer,
    boxes: bool,
}

/// What stands in a text or cell.
enum Entry {
    /// A paragraph: its words, its boxes, and whether its mark goes.
    Paragraph(String, Vec<String>, bool),
    /// A table.
    Table(Vec<String>),
}

impl Reader<'_, '_> {
    fn said(&self) -> Vec<String> {
        self.xml.body().map(|body| self.holder(body, false)).unwrap_or_default()
    }

    /// Paragraphs as lines; tables, cells and boxes between marks that no text holds.
    fn holder(&self, node: &Node, is_cell: bool) -> Vec<String> {
        let mut entries = Vec::new();
        self.entries(node, &mut entries);
        let (mut said, mut open) = (Vec::new(), None::<(String, Vec<String>)>);
        for entry in entries {
            match entry {
                Entry::Paragraph(words, boxes, goes) => {
                    let (mut all, mut inside) = open.take().unwrap_or_default();
                    all.push_str(&words);
                    inside.extend(boxes);
                    if goes {
                        open = Some((all, inside));
                    } else {
                        said.push(all);
                        said.extend(inside);
                    }
                }
                Entry::Table(lines) => {
                    flush(open.take(), &mut said);
                    said.extend(lines);
                }
            }
        }
        if is_cell && open.is_some() {
            said.push(String::new());
        }
        flush(open, &mut said);
        said
    }

    fn entries(&self, node: &Node, entries: &mut Vec<Entry>) {
        for child in &node.children {
            match self.xml.name(child) {
                "p" => {
                    let (mut words, mut boxes) = (String::new(), Vec::new());
                    self.inline(child, &mut words, &mut boxes);
                    entries.push(Entry::Paragraph(words, boxes, self.mark_goes(child)));
                }
                "tbl" => {
                    let mut lines = vec!["\u{1}table".to_owned()];
                    self.rows(child, &mut lines);
                    if lines.len() > 1 {
                        lines.push("\u{1}end".to_owned());
                        entries.push(Entry::Table(lines));
                    }
                }
                "sdt" | "sdtContent" | "customXml" => self.entries(child, entries),
                _ => {}
            }
        }
    }

    fn rows(&self, node: &Node, lines: &mut Vec<String>) {
        for child in &node.children {
            match self.xml.name(child) {
                "tr" => {
                    let properties = self.xml.child(child, "trPr");
                    if properties.is_some_and(|properties| self.goes(properties)) {
                        continue;
                    }
                    lines.push("\u{1}row".to_owned());
                    self.cells(child, lines);
                }
                "sdt" | "sdtContent" | "customXml" => self.rows(child, lines),
                _ => {}
            }
        }
    }

    fn cells(&self, node: &Node, lines: &mut Vec<String>) {
        for child in &node.children {
            match self.xml.name(child) {
                "tc" => {
                    lines.push("\u{1}cell".to_owned());
                    lines.extend(self.holder(child, true));
                }
                "sdt" | "sdtContent" | "customXml" => self.cells(child, lines),
                _ => {}
            }
        }
    }

    /// Whether properties hold a change that takes away what they belong to.
    fn goes(&self, properties: &Node) -> bool {
        let taken = if self.answer == Answer::Accept { "del" } else { "ins" };
        self.xml.child(properties, taken).is_some()
    }

    fn mark_goes(&self, paragraph: &Node) -> bool {
        let properties = self.xml.child(paragraph, "pPr");
        properties.and_then(|p| self.xml.child(p, "rPr")).is_some_and(|mark| self.goes(mark))
    }

    fn inline(&self, node: &Node, words: &mut String, boxes: &mut Vec<String>) {
        for child in &node.children {
            match (self.xml.name(child), self.answer) {
                ("pPr" | "rPr" | "rt" | "instrText" | "sdtPr", _) => {}
                ("del", Answer::Accept) | ("ins", Answer::Reject) => {}
                ("t" | "delText", _) => words.push_str(&self.xml.text_of(child)),
                ("tab" | "ptab", _) => words.push('\t'),
                ("br" | "cr", _) => words.push('\n'),
                ("noBreakHyphen", _) => words.push('\u{2011}'),
                ("sym", _) => words.push_str(&self.xml.attribute(child, "char").unwrap_or_default()),
                ("txbxContent", _) => {
                    if self.boxes {
                        boxes.push("\u{1}box".to_owned());
                        boxes.extend(self.holder(child, false));
                        boxes.push("\u{1}end".to_owned());
                    }
                }
                ("", _) if self.xml.local(child) == "t" && child.children.is_empty() => {
                    words.push_str(&self.xml.characters(child));
                }
                _ => self.inline(child, words, boxes),
            }
        }
    }
}

/// A paragraph that lost its mark and found no other to go on in.
fn flush(open: Option<(String, Vec<String>)>, said: &mut Vec<String>) {
    if let Some((words, boxes)) = open.filter(|(words, boxes)| !words.is_empty() || !boxes.is_empty()) {
        said.push(words);
        said.extend(boxes);
    }
}
