//! The new document's XML with the changes in it.
//!
//! What is not changed is copied from the new document. A paragraph that changed is written again from its items; what is not
//! seen between them – marks of places, ends of links – stays in its order, outside of changes. Everything that is written here has
//! the prefix `w:`, which the root is given where it has it not.

use std::collections::HashSet;
use std::ops::Range;

use crate::office::element::Element;
use crate::redline::adopt::{LeftOut, Look};
use crate::redline::align::Rows;
use crate::redline::blocks::{Block, Row, Shape, Source, Table, blocks, plain};
use crate::redline::difference::Stretch;
use crate::redline::notes::Notes;
use crate::redline::paragraph::{Item, Kind, Object, Paragraph, Pictures, Sort};
use crate::redline::plan::{Mark, Step, plan, whole_fields};
use crate::redline::portable::{self, Portable};
use crate::redline::tags::{close_tag, inner_xml, is_empty, open_tag, seen_of};
use crate::redline::tree::{Node, Xml};
use crate::redline::{Count, Signed, words};

/// Writes the document.
pub struct Splicer<'a> {
    old: Source<'a>,
    new: Source<'a>,
    look: Look,
    /// Author and date as attributes.
    signed: String,
    notes: &'a mut Notes,
    out: String,
    next: u32,
    next_drawing: u32,
    count: Count,
}

impl<'a> Splicer<'a> {
    /// For two documents; `pictures` are theirs, the old one's first.
    pub fn new(
        old: &'a Xml<'a>,
        new: &'a Xml<'a>,
        look: Look,
        pictures: &'a [Pictures; 2],
        signed: &Signed,
        notes: &'a mut Notes,
    ) -> Self {
        let mut attributes = " w:author=\"".to_owned();
        escape(&mut attributes, &signed.author);
        attributes.push('"');
        if let Some(date) = &signed.date {
            attributes.push_str(&format!(" w:date=\"{date}T00:00:00Z\""));
        }
        Self {
            old: Source { xml: old, pictures: &pictures[0] },
            new: Source { xml: new, pictures: &pictures[1] },
            look,
            signed: attributes,
            notes,
            out: String::with_capacity(new.text.len() * 2),
            next: new.first_free(),
            next_drawing: portable::first_free(new),
            count: Count::default(),
        }
    }

    /// The document, and how much was changed.
    pub fn run(mut self) -> (String, Count) {
        let (old, new) = (self.old, self.new);
        let (Some(was), Some(is)) = (old.xml.body(), new.xml.body()) else {
            return (new.xml.text.to_owned(), Count::default());
        };
        let tag = new.xml.root.inner.start - 1;
        let root = &new.xml.text[new.xml.root.span.start..tag];
        self.out.push_str(&new.xml.text[..tag]);
        if !root.contains("xmlns:w=") {
            self.out.push_str(&format!(" xmlns:w=\"{}\"", new.xml.namespace));
        }
        self.copy(tag..is.inner.start);
        self.holder(&blocks(old, was), &blocks(new, is), is.inner.clone());
        self.copy(is.inner.end..new.xml.text.len());
        (self.out, self.count)
    }

    /// Bytes of the new document.
    fn copy(&mut self, range: Range<usize>) {
        self.out.push_str(&self.new.xml.text[range]);
    }

    /// An element of a change, without its brackets: `w:ins w:id=…`.
    fn change(&mut self, name: &str) -> String {
        let id = self.next;
        self.next += 1;
        format!("w:{name} w:id=\"{id}\"{}", self.signed)
    }

    /// What stands in a text, a cell or a box, whose bytes are `within`.
    fn holder(&mut self, old: &[Block<'a>], new: &[Block<'a>], within: Range<usize>) {
        let steps = plan(old, new);
        let whole = whole_fields(&steps, new);
        let mut cursor = within.start;
        // Which table stands directly before, and where it comes from.
        let mut table: Option<u8> = None;
        for step in steps {
            let (is_table, from) = match step {
                Step::Gone(o, _) => (old[o].paragraph().is_none(), 0),
                Step::New(n, _) => (new[n].paragraph().is_none(), 1),
                Step::Pair(_, n, _) => (new[n].paragraph().is_none(), 2),
            };
            if let Step::Pair(_, n, _) | Step::New(n, _) = step {
                self.copy(cursor..new[n].node.span.start);
                cursor = new[n].node.span.end;
            }
            if is_table && table.is_some_and(|before| before != from) {
                self.nothing();
            }
            table = is_table.then_some(from);
            match step {
                Step::Pair(o, n, mark) => self.pair(&old[o], &new[n], mark),
                Step::Gone(o, last) => {
                    let last = last.and_then(|n| new[n].paragraph());
                    self.gone(&old[o], last);
                }
                Step::New(n, mark) => {
                    let fields = whole.iter().filter(|(block, _)| *block == n).map(|(_, item)| *item);
                    self.come(&new[n], mark, &fields.collect());
                }
            }
        }
        self.copy(cursor..within.end);
    }

    /// A paragraph that is there neither before nor after: without it Word takes two tables for one.
    fn nothing(&mut self) {
        let (ins, del) = (self.change("ins"), self.change("del"));
        self.out.push_str(&format!("<w:p><w:pPr><w:rPr><{ins}/><{del}/></w:rPr></w:pPr></w:p>"));
    }

    fn pair(&mut self, old: &Block<'a>, new: &Block<'a>, mark: Mark) {
        match (&old.shape, &new.shape) {
            (Shape::Paragraph(was), Shape::Paragraph(is)) => {
                let stretches = words::compare(was, is);
                let same = stretches.iter().all(|stretch| stretch.same);
                self.count.paragraphs += usize::from(!same || mark != Mark::Kept);
                if same {
                    if self.looks_otherwise(was, is) {
                        self.notes.look(&is.words(0..is.tokens.len()));
                    }
                    self.same_paragraph(was, is, mark);
                } else {
                    self.changed_paragraph(Some(was), is, &stretches, mark, &HashSet::new());
                }
            }
            (Shape::Table(was), Shape::Table(is)) => self.changed_table(new.node, was, is),
            _ => {}
        }
    }

    /// A new block.
    fn come(&mut self, new: &Block<'a>, mark: Mark, fields: &HashSet<usize>) {
        match &new.shape {
            Shape::Paragraph(is) => {
                self.count.paragraphs += 1;
                let all = Stretch { old: 0..0, new: 0..is.tokens.len(), same: false };
                self.changed_paragraph(None, is, &[all], mark, fields);
            }
            Shape::Table(table) => {
                let mut cursor = new.node.span.start;
                for row in &table.rows {
                    self.copy(cursor..row.node.span.start);
                    self.new_row(row);
                    cursor = row.node.span.end;
                }
                self.copy(cursor..new.node.span.end);
            }
        }
    }

    /// An old block; `last` are the properties that it takes where it is the last of its text.
    fn gone(&mut self, old: &Block<'a>, last: Option<&Paragraph<'a>>) {
        match &old.shape {
            Shape::Paragraph(was) => {
                self.count.paragraphs += 1;
                self.out.push_str("<w:p>");
                match last {
                    Some(last) => {
                        let properties = last.properties.map_or("", |p| self.new.xml.bytes(p));
                        self.out.push_str(properties);
                    }
                    None => {
                        let properties = self.old_properties(was);
                        self.out.push_str(&properties);
                    }
                }
                self.deleted(was, 0..was.tokens.len());
                self.out.push_str("</w:p>");
            }
            Shape::Table(table) => {
                let xml = self.old.xml;
                self.out.push_str("<w:tbl>");
                let properties = self.adopted(xml.child(old.node, "tblPr"));
                self.out.push_str(&properties.unwrap_or_else(|| "<w:tblPr/>".to_owned()));
                let grid = self.adopted(xml.child(old.node, "tblGrid"));
                self.out.push_str(&grid.unwrap_or_else(|| "<w:tblGrid/>".to_owned()));
                for row in &table.rows {
                    self.old_row(row);
                }
                self.out.push_str("</w:tbl>");
            }
        }
    }

    // Tables.

    fn changed_table(&mut self, node: &'a Node, old: &Table<'a>, new: &Table<'a>) {
        let score = |o: usize, n: usize| old.rows[o].score(&new.rows[n]);
        let keys = |table: &Table<'_>| table.rows.iter().map(|row| row.face.key.clone()).collect::<Vec<_>>();
        let (ours, theirs) = (keys(old), keys(new));
        let rows = Rows {
            old: ours.iter().map(String::as_str).collect(),
            new: theirs.iter().map(String::as_str).collect(),
            score: &score,
        };
        let xml = self.new.xml;
        let before = node.children.iter().filter(|child| matches!(xml.name(child), "tblPr" | "tblGrid"));
        let mut cursor = before.map(|child| child.span.end).max().unwrap_or(node.inner.start);
        self.copy(node.span.start..cursor);
        let (mut o, mut n) = (0, 0);
        for (pair_old, pair_new) in rows.pairs().into_iter().chain([(old.rows.len(), new.rows.len())]) {
            old.rows[o..pair_old].iter().for_each(|row| self.old_row(row));
            for row in &new.rows[n..pair_new] {
                self.copy(cursor..row.node.span.start);
                self.new_row(row);
                cursor = row.node.span.end;
            }
            if let (Some(was), Some(is)) = (old.rows.get(pair_old), new.rows.get(pair_new)) {
                self.copy(cursor..is.node.span.start);
                cursor = is.node.span.start;
                for (was, is) in was.cells.iter().zip(&is.cells) {
                    let inner = self.cell(is);
                    self.copy(cursor..inner.start);
                    let (ours, theirs) = (blocks(self.old, was), blocks(self.new, is));
                    self.holder(&ours, &theirs, inner.clone());
                    cursor = inner.end;
                }
                self.copy(cursor..is.node.span.end);
                cursor = is.node.span.end;
            }
            (o, n) = (pair_old + 1, pair_new + 1);
        }
        self.copy(cursor..node.span.end);
    }

    /// Where the contents of a cell of the new document stand.
    fn cell(&self, cell: &Node) -> Range<usize> {
        let properties = self.new.xml.child(cell, "tcPr");
        properties.map_or(cell.inner.start, |properties| properties.span.end)..cell.inner.end
    }

    fn new_row(&mut self, row: &Row<'a>) {
        self.count.rows += 1;
        let xml = self.new.xml;
        let ins = self.change("ins");
        let mut cursor;
        match xml.child(row.node, "trPr") {
            Some(properties) => {
                let end = xml.child(properties, "trPrChange").map_or(properties.inner.end, |c| c.span.start);
                self.copy(row.node.span.start..properties.span.start);
                self.out.push_str(&open_tag(xml, properties));
                self.copy(properties.inner.start..end);
                self.out.push_str(&format!("<{ins}/>"));
                self.copy(end..properties.inner.end);
                self.out.push_str(&close_tag(xml, properties));
                cursor = properties.span.end;
            }
            None => {
                cursor = xml.child(row.node, "tblPrEx").map_or(row.node.inner.start, |e| e.span.end);
                self.copy(row.node.span.start..cursor);
                self.out.push_str(&format!("<w:trPr><{ins}/></w:trPr>"));
            }
        }
        for cell in &row.cells {
            let inner = self.cell(cell);
            for block in blocks(self.new, cell) {
                self.copy(cursor..block.node.span.start);
                self.come(&block, Mark::Inserted, &HashSet::new());
                cursor = block.node.span.end;
            }
            self.copy(cursor..inner.end);
            cursor = inner.end;
        }
        self.copy(cursor..row.node.span.end);
    }

    fn old_row(&mut self, row: &Row<'a>) {
        self.count.rows += 1;
        let xml = self.old.xml;
        let del = self.change("del");
        let properties = xml.child(row.node, "trPr").and_then(|p| self.adopted_element(p));
        let inner = properties.map(|properties| inner_xml(&properties, "")).unwrap_or_default();
        self.out.push_str(&format!("<w:tr><w:trPr>{inner}<{del}/></w:trPr>"));
        for cell in &row.cells {
            self.out.push_str("<w:tc>");
            let properties = self.adopted(xml.child(cell, "tcPr"));
            self.out.push_str(&properties.unwrap_or_default());
            let inside = blocks(self.old, cell);
            for block in &inside {
                self.gone(block, None);
            }
            if inside.last().is_none_or(|last| last.paragraph().is_none()) {
                self.out.push_str("<w:p/>");
            }
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }

    // Paragraphs.

    /// A paragraph that says the same; its mark may be another, and the texts of its boxes.
    fn same_paragraph(&mut self, old: &Paragraph<'a>, new: &Paragraph<'a>, mark: Mark) {
        let mut cursor = new.node.span.start;
        if mark != Mark::Kept {
            let open = open_tag(self.new.xml, new.node);
            self.out.push_str(&open);
            let properties = self.marked(new, mark);
            self.out.push_str(&properties);
            cursor = new.properties.map_or(new.node.inner.start, |properties| properties.span.end);
        }
        let objects = |paragraph: &Paragraph<'a>| -> Vec<Object<'a>> {
            let found = paragraph.items.iter().filter_map(|item| match &item.kind {
                Kind::Object(object) => Some(object.clone()),
                _ => None,
            });
            found.collect()
        };
        for (was, is) in objects(old).iter().zip(&objects(new)) {
            if !is.boxes.is_empty() {
                self.copy(cursor..is.node.span.start);
                self.boxes(was, is);
                cursor = is.node.span.end;
            }
        }
        if mark != Mark::Kept && is_empty(new.node) {
            let close = close_tag(self.new.xml, new.node);
            self.out.push_str(&close);
        } else {
            self.copy(cursor..new.node.span.end);
        }
    }

    /// An object of the new document whose boxes are compared with those of the old one.
    fn boxes(&mut self, old: &Object<'a>, new: &Object<'a>) {
        let texts = |xml: &Xml<'_>, object: &Object<'_>| -> Vec<String> {
            object.boxes.iter().map(|inside| plain(xml, inside)).collect()
        };
        let (ours, theirs) = (texts(self.old.xml, old), texts(self.new.xml, new));
        let alike = |texts: &[String]| texts.windows(2).all(|pair| pair[0] == pair[1]);
        // A drawing may be there twice, for programs of two times.
        let comparable = ours.len() == theirs.len() || (alike(&ours) && alike(&theirs));
        let Some(first) = old.boxes.first().filter(|_| comparable) else {
            if ours != theirs {
                self.notes.lost(Sort::TextBox, &ours.concat());
            }
            return self.copy(new.node.span.clone());
        };
        let mut cursor = new.node.span.start;
        for (at, is) in new.boxes.iter().enumerate() {
            let was = old.boxes.get(at).unwrap_or(first);
            self.copy(cursor..is.inner.start);
            let (ours, theirs) = (blocks(self.old, was), blocks(self.new, is));
            self.holder(&ours, &theirs, is.inner.clone());
            cursor = is.inner.end;
        }
        self.copy(cursor..new.node.span.end);
    }

    fn changed_paragraph(
        &mut self,
        old: Option<&Paragraph<'a>>,
        new: &Paragraph<'a>,
        stretches: &[Stretch],
        mark: Mark,
        fields: &HashSet<usize>,
    ) {
        let open = open_tag(self.new.xml, new.node);
        self.out.push_str(&open);
        let properties = self.marked(new, mark);
        self.out.push_str(&properties);
        let mut pen = Pen::default();
        let mut cursor = 0;
        for stretch in stretches {
            if stretch.same {
                let both = stretch.old.clone().zip(stretch.new.clone());
                for (o, n) in both {
                    let token = &new.tokens[n];
                    for at in cursor..token.items.end {
                        let was = old.and_then(|old| old.object(o));
                        self.item(new, at, Way { inserted: false, was }, &mut pen);
                    }
                    cursor = token.items.end;
                }
                continue;
            }
            if let Some(old) = old.filter(|_| !stretch.old.is_empty()) {
                while new.items.get(cursor).is_some_and(|item| matches!(item.kind, Kind::Closing(_))) {
                    self.item(new, cursor, Way::KEPT, &mut pen);
                    cursor += 1;
                }
                pen.lift(&mut self.out);
                self.deleted(old, stretch.old.clone());
            }
            for token in &new.tokens[stretch.new.clone()] {
                for at in cursor..token.items.end {
                    let inserted = token.items.contains(&at) || fields.contains(&at);
                    self.item(new, at, Way { inserted, was: None }, &mut pen);
                }
                cursor = token.items.end;
            }
            self.count.insertions += usize::from(!stretch.new.is_empty());
        }
        for at in cursor..new.items.len() {
            let inserted = fields.contains(&at);
            self.item(new, at, Way { inserted, was: None }, &mut pen);
        }
        pen.lift(&mut self.out);
        let close = close_tag(self.new.xml, new.node);
        self.out.push_str(&close);
    }

    /// An item of the new document.
    fn item(&mut self, new: &Paragraph<'a>, at: usize, way: Way<'_, 'a>, pen: &mut Pen) {
        let item = &new.items[at];
        match &item.kind {
            Kind::Glue(range) | Kind::Closing(range) => {
                pen.lift(&mut self.out);
                self.copy(range.clone());
            }
            kind => {
                let properties = item.run.and_then(|run| new.runs[run]);
                self.put(item.run, properties, way.inserted, pen);
                match kind {
                    Kind::Char(c) => {
                        if !pen.text {
                            self.out.push_str("<w:t xml:space=\"preserve\">");
                            pen.text = true;
                        }
                        escape(&mut self.out, c.encode_utf8(&mut [0; 4]));
                    }
                    Kind::Glyph(node) | Kind::Beside(node) => {
                        pen.end_text(&mut self.out);
                        self.copy(node.span.clone());
                    }
                    Kind::Object(object) => {
                        pen.end_text(&mut self.out);
                        match way.was.filter(|_| !object.boxes.is_empty()) {
                            Some(was) => self.boxes(was, object),
                            None => self.copy(object.node.span.clone()),
                        }
                    }
                    Kind::Field(_, xml) => {
                        pen.end_text(&mut self.out);
                        self.out.push_str(xml);
                    }
                    Kind::Glue(_) | Kind::Closing(_) => {}
                }
            }
        }
    }

    /// Sees to it that what is written next stands in this run, inside or outside of an insertion.
    fn put(&mut self, run: Option<usize>, properties: Option<&Node>, inserted: bool, pen: &mut Pen) {
        if pen.inserted != inserted {
            pen.lift(&mut self.out);
        }
        if pen.run != run {
            pen.end_run(&mut self.out);
        }
        if inserted && !pen.inserted {
            let ins = self.change("ins");
            self.out.push_str(&format!("<{ins}>"));
            pen.inserted = true;
        }
        if let Some(run) = run.filter(|_| pen.run.is_none()) {
            self.out.push_str("<w:r>");
            if let Some(properties) = properties {
                self.copy(properties.span.clone());
            }
            pen.run = Some(run);
        }
    }

    /// Tokens of the old document, taken out.
    fn deleted(&mut self, old: &Paragraph<'a>, tokens: Range<usize>) {
        if tokens.is_empty() {
            return;
        }
        let near = old.words(0..old.tokens.len());
        let mut runs = String::new();
        let mut pen = Pen::default();
        for token in &old.tokens[tokens] {
            for item in &old.items[token.items.clone()] {
                self.deleted_item(old, item, &near, &mut runs, &mut pen);
            }
        }
        pen.lift(&mut runs);
        if runs.is_empty() {
            return;
        }
        self.count.deletions += 1;
        let del = self.change("del");
        self.out.push_str(&format!("<{del}>{runs}</w:del>"));
    }

    fn deleted_item(
        &mut self,
        old: &Paragraph<'a>,
        item: &Item<'a>,
        near: &str,
        runs: &mut String,
        pen: &mut Pen,
    ) {
        let mut element = None;
        let text = match &item.kind {
            Kind::Char(c) => c.to_string(),
            Kind::Glyph(node) => {
                element = Some(self.glyph(node));
                String::new()
            }
            Kind::Object(object) => match object.sort {
                Sort::Formula => {
                    self.notes.flat(&object.text);
                    object.text.clone()
                }
                sort => {
                    let (old, new) = (self.old.xml, self.new.xml);
                    let way = Portable { old, new, look: &self.look };
                    match way.taken_over(object, &mut self.next_drawing) {
                        Some(xml) => element = Some(xml),
                        None => {
                            self.notes.lost(sort, near);
                            return;
                        }
                    }
                    String::new()
                }
            },
            _ => return,
        };
        let key = item.run.unwrap_or(usize::MAX);
        if pen.run != Some(key) {
            pen.end_run(runs);
            runs.push_str("<w:r>");
            let properties = item.run.and_then(|run| old.runs[run]);
            runs.push_str(&self.adopted(properties).unwrap_or_default());
            pen.run = Some(key);
            pen.deleted = true;
        }
        if let Some(element) = element {
            pen.end_text(runs);
            runs.push_str(&element);
            return;
        }
        if !pen.text {
            runs.push_str("<w:delText xml:space=\"preserve\">");
            pen.text = true;
        }
        escape(runs, &text);
    }

    fn glyph(&self, node: &Node) -> String {
        let mut xml = format!("<w:{}", self.old.xml.name(node));
        for (name, value) in self.old.xml.attributes(node) {
            xml.push_str(&format!(" w:{name}=\""));
            escape(&mut xml, &value);
            xml.push('"');
        }
        xml + "/>"
    }

    // Properties.

    fn adopted_element(&mut self, node: &Node) -> Option<Element> {
        let mut left = LeftOut::default();
        self.look.adopted(self.old.xml, node, &mut left)
    }

    fn adopted(&mut self, node: Option<&Node>) -> Option<String> {
        let element = self.adopted_element(node?)?;
        let mut xml = String::new();
        element.write(&mut xml).ok()?;
        Some(xml)
    }

    /// The properties of an old paragraph whose mark is taken out.
    fn old_properties(&mut self, old: &Paragraph<'a>) -> String {
        let mut left = LeftOut::default();
        let properties = old.properties.and_then(|node| self.look.adopted(self.old.xml, node, &mut left));
        if left.number {
            self.notes.number(&old.words(0..old.tokens.len()));
        }
        if left.section {
            self.notes.section();
        }
        let del = self.change("del");
        let (mut others, mut mark) = (String::new(), String::new());
        if let Some(properties) = &properties {
            others = inner_xml(properties, "w:rPr");
            let of_mark = properties.elements().find(|child| child.name == "w:rPr");
            mark = of_mark.map(|of_mark| inner_xml(of_mark, "")).unwrap_or_default();
        }
        format!("<w:pPr>{others}<w:rPr><{del}/>{mark}</w:rPr></w:pPr>")
    }

    /// The properties of a new paragraph, with what becomes of its mark.
    fn marked(&mut self, new: &Paragraph<'a>, mark: Mark) -> String {
        let xml = self.new.xml;
        let change = match mark {
            Mark::Kept => return new.properties.map_or(String::new(), |p| xml.bytes(p).to_owned()),
            Mark::Inserted => self.change("ins"),
            Mark::Deleted => self.change("del"),
        };
        let Some(properties) = new.properties else {
            return format!("<w:pPr><w:rPr><{change}/></w:rPr></w:pPr>");
        };
        let mut out = open_tag(xml, properties);
        let text = xml.text;
        if let Some(run) = xml.child(properties, "rPr") {
            out.push_str(&text[properties.inner.start..run.span.start]);
            out.push_str(&open_tag(xml, run));
            out.push_str(&format!("<{change}/>"));
            out.push_str(&text[run.inner.clone()]);
            out.push_str(&close_tag(xml, run));
            out.push_str(&text[run.span.end..properties.inner.end]);
        } else {
            let behind = properties.children.iter().find(|c| matches!(xml.name(c), "sectPr" | "pPrChange"));
            let at = behind.map_or(properties.inner.end, |node| node.span.start);
            out.push_str(&text[properties.inner.start..at]);
            out.push_str(&format!("<w:rPr><{change}/></w:rPr>"));
            out.push_str(&text[at..properties.inner.end]);
        }
        out + &close_tag(xml, properties)
    }

    /// Whether two paragraphs of the same words look otherwise: another style, or runs of another look.
    fn looks_otherwise(&self, old: &Paragraph<'a>, new: &Paragraph<'a>) -> bool {
        if self.look.is_unknown() || new.is_blank() {
            return false;
        }
        let style = |xml: &Xml<'_>, paragraph: &Paragraph<'_>| {
            let style = xml.child(paragraph.properties?, "pStyle")?;
            xml.attribute(style, "val")
        };
        let was = style(self.old.xml, old);
        let is = style(self.new.xml, new);
        if was.map(|was| self.look.style("paragraph", &was).map(str::to_owned)) != is.map(Some) {
            return true;
        }
        let looks = |xml: &Xml<'_>, paragraph: &Paragraph<'_>| {
            let mut looks: Vec<(char, Vec<String>)> = Vec::new();
            for item in &paragraph.items {
                if let (Kind::Char(c), Some(run)) = (&item.kind, item.run) {
                    looks.push((*c, paragraph.runs[run].map(|run| seen_of(xml, run)).unwrap_or_default()));
                }
            }
            looks
        };
        looks(self.old.xml, old) != looks(self.new.xml, new)
    }
}

/// How an item is written.
#[derive(Clone, Copy)]
struct Way<'o, 'a> {
    /// It was put in.
    inserted: bool,
    /// The object that it was.
    was: Option<&'o Object<'a>>,
}

impl Way<'_, '_> {
    const KEPT: Self = Self { inserted: false, was: None };
}

/// What is open where one writes.
#[derive(Debug, Default)]
struct Pen {
    inserted: bool,
    deleted: bool,
    run: Option<usize>,
    text: bool,
}

impl Pen {
    fn end_text(&mut self, out: &mut String) {
        if std::mem::take(&mut self.text) {
            out.push_str(if self.deleted { "</w:delText>" } else { "</w:t>" });
        }
    }

    fn end_run(&mut self, out: &mut String) {
        self.end_text(out);
        if self.run.take().is_some() {
            out.push_str("</w:r>");
        }
    }

    /// Closes all that is open.
    fn lift(&mut self, out: &mut String) {
        self.end_run(out);
        if std::mem::take(&mut self.inserted) {
            out.push_str("</w:ins>");
        }
    }
}

/// Appends a text as XML; what should not stand in a document stands there by its number, as it did.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        if crate::office::escape::escape_into(out, c.encode_utf8(&mut [0; 4])).is_err() {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
    }
}
