//! The paragraphs of a part in the order in which one reads them, tables and text boxes included, each as it is seen.

use std::ops::Range;
use std::sync::Arc;

use crate::office::element::{Element, Node};
use crate::read::docx::drawing::{self, Drawing, Kind};
use crate::read::docx::field::{self, Field, Shown};
use crate::read::docx::look::{Border, Effects, ParagraphLook, Run, RunLook};
use crate::read::docx::numbering::Numbering;
use crate::read::docx::section::{self, Section};
use crate::read::docx::styles::{Styles, border};
use crate::read::docx::symbol;
use crate::read::docx::tree::{self, Asked, Fault};

/// Most paragraphs, and most bytes of text.
const PARAGRAPHS: usize = 500_000;
const TEXT: usize = 64 << 20;
/// What a line break within a paragraph is shown as: the sign that Word has for it.
pub const SOFT_BREAK: char = '↵';

/// What a paragraph stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// The text.
    Body,
    /// A text box.
    TextBox,
    /// A cell: table, row and cell as numbers.
    Cell(usize, usize, usize),
    /// A page's head or foot, the so-manieth part.
    Furniture(usize),
    /// A footnote or endnote.
    Note,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What one sees of it, its automatic number included.
    pub text: String,
    /// Bytes of that number.
    pub number: usize,
    /// Stretches of one look, in order.
    pub runs: Vec<Run>,
    /// Its look.
    pub look: ParagraphLook,
    /// Look of its mark, which is that of a blank line.
    pub mark: Arc<RunLook>,
    /// What it stands in.
    pub within: Within,
    /// The section that it belongs to.
    pub section: usize,
    /// A page begins in it.
    pub breaks_page: bool,
    /// Where the program that saved the file began a page in it.
    pub rendered_breaks: usize,
    /// Instructions of the fields in it (`PAGE`, `TOC \o "1-3"`).
    pub fields: Vec<String>,
    /// It belongs to 目录.
    pub is_contents: bool,
    /// 上标, 下标, 删除线, 下划线: stretches of its text, in order.
    pub effects: Vec<(Range<usize>, Effects)>,
}

impl Paragraph {
    /// Whether one sees nothing in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Its stretches of one look with their characters.
    pub fn stretches(&self) -> impl Iterator<Item = (std::ops::Range<usize>, &RunLook)> {
        let mut start = 0;
        self.runs.iter().map(move |run| {
            let range = start..run.end;
            start = run.end;
            (range, &*run.look)
        })
    }
}

/// A cell's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellPlace {
    /// First column, from 0.
    pub column: usize,
    /// Columns that it covers.
    pub span: usize,
    /// Rows that it covers.
    pub rows: usize,
    /// Rule above.
    pub top: Option<Border>,
    /// Rule below.
    pub bottom: Option<Border>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its rows; cells that go on from above are left out.
    pub rows: Vec<Vec<CellPlace>>,
    /// Rows that are repeated on each page.
    pub head: usize,
    /// Sum of its columns, in twips.
    pub width: i32,
    /// It stands in a text box.
    pub in_box: bool,
}

/// What was changed and not yet accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The paragraph.
    pub paragraph: usize,
    /// The text was taken out; else put in or set otherwise.
    pub is_deletion: bool,
    /// Who did it.
    pub author: String,
    /// The text.
    pub text: String,
}

/// What is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// A field without result, by its instruction.
    Field(String),
    /// An embedded object: the program that made it, and whether a picture of it is shown.
    Object(String, bool),
    /// Another file that is to be put in.
    Chunk,
    /// 智能图形.
    Diagram,
}

/// Where a paragraph stands in the XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The byte at which its tag begins.
    pub at: usize,
    /// Where its characters come from, in order: so many bytes of its text, from the element whose tag begins there. The
    /// bytes of an automatic number come from none.
    pub pieces: Vec<(std::ops::Range<usize>, usize)>,
}

/// What is read so far.
pub struct Walk<'a> {
    /// Styles.
    pub styles: &'a mut Styles,
    /// Lists.
    pub numbering: &'a mut Numbering,
    /// Paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Tables in the order in which they begin.
    pub tables: Vec<Table>,
    /// What is drawn.
    pub drawings: Vec<Drawing>,
    /// Changes.
    pub revisions: Vec<Revision>,
    /// Texts that are not to be seen, each with its paragraph.
    pub hidden: Vec<(usize, String)>,
    /// Numbers of comments, each with its paragraph.
    pub comments: Vec<(usize, String)>,
    /// Marks of notes, each with its paragraph: whether it is an endnote, and the note's number in the file.
    pub notes: Vec<(usize, bool, String)>,
    /// What is not read, each with its paragraph.
    pub unread: Vec<(usize, Unread)>,
    /// Sections, without the last, which ends with the file.
    pub sections: Vec<Section>,
    /// Where paragraphs stand in the part, if their elements know it.
    pub origins: Vec<Origin>,
    /// Looks that stand in the document, so that equal ones are kept once.
    looks: Vec<Arc<RunLook>>,
    /// Fields that are open.
    fields: Vec<Field>,
    /// The last paragraph, if its mark is deleted: it goes on in the next one.
    carried: Option<Element>,
    bytes: usize,
}

/// A paragraph while its runs are read.
struct Open<'e> {
    text: String,
    runs: Vec<Run>,
    base: RunLook,
    fields: Vec<String>,
    breaks_page: bool,
    rendered_breaks: usize,
    is_contents: bool,
    boxes: Vec<(bool, &'e Element)>,
    arts: Vec<Element>,
    effects: Vec<(Range<usize>, Effects)>,
    /// Those of the run that is read.
    now: Effects,
    deletions: Vec<(String, String)>,
    insertions: Vec<String>,
    hidden: String,
    /// Where the element stands that is read, if it knows.
    at: Option<usize>,
    pieces: Vec<(std::ops::Range<usize>, usize)>,
}

impl<'a> Walk<'a> {
    /// Begins.
    pub fn new(styles: &'a mut Styles, numbering: &'a mut Numbering) -> Self {
        Self {
            styles,
            numbering,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            drawings: Vec::new(),
            revisions: Vec::new(),
            hidden: Vec::new(),
            comments: Vec::new(),
            notes: Vec::new(),
            unread: Vec::new(),
            sections: Vec::new(),
            origins: Vec::new(),
            looks: Vec::new(),
            fields: Vec::new(),
            carried: None,
            bytes: 0,
        }
    }

    /// One element among paragraphs.
    pub fn block(&mut self, element: &Element, within: Within) -> Result<(), Fault> {
        match &*element.name {
            "w:p" => self.whole(element, within),
            "w:tbl" => {
                self.flush(within)?;
                self.table(element, within)
            }
            "w:altChunk" | "altChunk" => {
                self.unread.push((self.paragraphs.len(), Unread::Chunk));
                Ok(())
            }
            "w:sdt" => self.inside(element.child_named("w:sdtContent"), within),
            "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => self.inside(Some(element), within),
            "AlternateContent" => self.inside(drawing::branch(element), within),
            "w:del" | "w:moveFrom" => {
                let (paragraph, author) = (self.paragraphs.len(), author(element));
                self.revisions.push(Revision {
                    paragraph,
                    is_deletion: true,
                    author,
                    text: all_text(element),
                });
                Ok(())
            }
            "w:sectPr" => {
                self.flush(within)?;
                self.sections.push(section::read(element, self.paragraphs.len()));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn inside(&mut self, element: Option<&Element>, within: Within) -> Result<(), Fault> {
        element.into_iter().flat_map(Element::elements).try_for_each(|child| self.block(child, within))
    }

    /// What stands in a container of its own: no paragraph goes on beyond it.
    fn contained(&mut self, element: &Element, within: Within) -> Result<(), Fault> {
        let outer = self.carried.take();
        self.inside(Some(element), within)?;
        self.flush(within)?;
        self.carried = outer;
        Ok(())
    }

    /// A paragraph with those before it whose marks are deleted: what remains is one, of the last one's look.
    fn whole(&mut self, element: &Element, within: Within) -> Result<(), Fault> {
        let properties = element.child_named("w:pPr");
        let marks = properties.and_then(|p| p.child_named("w:rPr"));
        let is_deleted = marks.is_some_and(|marks| {
            marks.child_named("w:del").is_some() || marks.child_named("w:moveFrom").is_some()
        });
        let goes_on = is_deleted && properties.is_none_or(|p| p.child_named("w:sectPr").is_none());
        if !goes_on && self.carried.is_none() {
            return self.paragraph(element, within);
        }
        // Its properties come first, whatever stands before them.
        let properties = Node::Element(properties.cloned().unwrap_or_else(|| Element::new("w:pPr")));
        let before = self.carried.take().map(|before| before.children).unwrap_or_default();
        let mut joined = tree::placed_as(Element::new("w:p"), element);
        joined.children = before;
        match joined.children.first_mut() {
            Some(first) => *first = properties,
            None => joined.children.push(properties),
        }
        let is_text = |node: &&Node| !matches!(node, Node::Element(child) if child.name == "w:pPr");
        joined.children.extend(element.children.iter().filter(is_text).cloned());
        if goes_on {
            let (author, text) = (String::new(), String::new());
            let paragraph = self.paragraphs.len();
            self.revisions.push(Revision { paragraph, is_deletion: false, author, text });
            self.carried = Some(joined);
            return Ok(());
        }
        let at = self.origins.len();
        self.paragraph(&joined, within)?;
        // Its characters stand in several paragraphs of the XML.
        self.origins.iter_mut().skip(at).for_each(|origin| origin.pieces.clear());
        Ok(())
    }

    /// Writes down the paragraph that goes on, where nothing follows that it could go on in.
    pub fn flush(&mut self, within: Within) -> Result<(), Fault> {
        match self.carried.take() {
            Some(carried) => self.paragraph(&carried, within),
            None => Ok(()),
        }
    }

    fn look(&mut self, look: RunLook) -> Arc<RunLook> {
        // A document has few looks, and the last ones come again first.
        if let Some(known) = self.looks.iter().rev().take(64).find(|known| ***known == look) {
            return known.clone();
        }
        let look = Arc::new(look);
        self.looks.push(look.clone());
        look
    }

    fn paragraph(&mut self, element: &Element, within: Within) -> Result<(), Fault> {
        let properties = element.child_named("w:pPr");
        let (mut look, base) = self.styles.paragraph(properties);
        let mark = self.styles.run(&base, properties.and_then(|p| p.child_named("w:rPr")));
        let number = self.number(&mut look, properties);
        let mark = self.look(mark);
        let mut open = Open {
            text: String::new(),
            runs: Vec::new(),
            base,
            fields: Vec::new(),
            breaks_page: look.page_break_before,
            rendered_breaks: 0,
            is_contents: self.in_contents(),
            boxes: Vec::new(),
            arts: Vec::new(),
            effects: Vec::new(),
            now: Effects::default(),
            deletions: Vec::new(),
            insertions: Vec::new(),
            hidden: String::new(),
            at: None,
            pieces: Vec::new(),
        };
        if let Some(number) = &number {
            open.text.push_str(number);
            open.runs.push(Run { end: number.len(), look: mark.clone() });
        }
        let drawn = self.drawings.len();
        let before = self.told();
        for child in element.elements() {
            self.inline(child, &mut open);
        }
        let told = self.told();
        let number = number.map_or(0, |number| open.part_from_number(number.len()));
        self.bytes += open.text.len() + 1;
        if self.bytes > TEXT || self.paragraphs.len() >= PARAGRAPHS {
            return Err(Fault::TooLarge);
        }
        let boxes = std::mem::take(&mut open.boxes);
        let fields = std::mem::take(&mut self.fields);
        let in_box = match within {
            Within::Body => Within::TextBox,
            other => other,
        };
        for words in std::mem::take(&mut open.arts) {
            self.paragraph(&tree::placed_as(words, element), in_box)?;
        }
        for (_, inner) in boxes.iter().filter(|(before, _)| *before) {
            self.contained(inner, in_box)?;
        }
        let at = self.paragraphs.len();
        self.comments[before[0]..told[0]].iter_mut().for_each(|(have, _)| *have = at);
        self.notes[before[1]..told[1]].iter_mut().for_each(|(have, ..)| *have = at);
        self.unread[before[2]..told[2]].iter_mut().for_each(|(have, _)| *have = at);
        for drawing in &mut self.drawings[drawn..] {
            if drawing.paragraph == usize::MAX {
                drawing.paragraph = at;
            }
        }
        for (author, text) in open.deletions {
            self.revisions.push(Revision { paragraph: at, is_deletion: true, author, text });
        }
        for author in open.insertions {
            self.revisions.push(Revision { paragraph: at, is_deletion: false, author, text: String::new() });
        }
        if properties.is_some_and(is_changed) {
            let (author, text) = (String::new(), String::new());
            self.revisions.push(Revision { paragraph: at, is_deletion: false, author, text });
        }
        if !open.hidden.trim().is_empty() {
            self.hidden.push((at, open.hidden));
        }
        if let Some(place) = tree::place(element) {
            self.origins.push(Origin { at: place, pieces: open.pieces });
        }
        self.paragraphs.push(Paragraph {
            text: open.text,
            number,
            runs: open.runs,
            look,
            mark,
            within,
            section: self.sections.len(),
            breaks_page: open.breaks_page,
            rendered_breaks: open.rendered_breaks,
            fields: open.fields,
            is_contents: open.is_contents,
            effects: open.effects,
        });
        for (_, inner) in boxes.iter().filter(|(before, _)| !before) {
            self.contained(inner, in_box)?;
        }
        self.fields = fields;
        if let Some(section) = properties.and_then(|p| p.child_named("w:sectPr")) {
            self.sections.push(section::read(section, self.paragraphs.len()));
        }
        Ok(())
    }

    /// How many comments, notes and unread things there are.
    fn told(&self) -> [usize; 3] {
        [self.comments.len(), self.notes.len(), self.unread.len()]
    }

    /// The automatic number of a paragraph; its list's indents are worked into the look.
    fn number(&mut self, look: &mut ParagraphLook, properties: Option<&Element>) -> Option<String> {
        let (list, mut level) = look.numbering?;
        let own = properties.and_then(|p| p.child_named("w:numPr"));
        if own.is_none()
            && let Some(style) = properties.and_then(|p| p.val_of("w:pStyle"))
        {
            level = self.numbering.level_of_style(list, style).unwrap_or(level);
        }
        look.numbering = Some((list, level));
        if let Some(indents) = self.numbering.paragraph(list, level) {
            // Direct indents win over those of the list.
            self.styles.set_paragraph(look, indents);
            if let Some(properties) = properties {
                self.styles.set_paragraph(look, properties);
            }
            look.numbering = Some((list, level));
        }
        self.numbering.next(list, level).filter(|number| !number.is_empty())
    }

    fn in_contents(&self) -> bool {
        self.fields.iter().any(|field| field.code.trim_start().starts_with("TOC"))
    }

    /// One element within a paragraph.
    fn inline<'e>(&mut self, element: &'e Element, open: &mut Open<'e>) {
        match &*element.name {
            "w:r" => self.run(element, open),
            "w:hyperlink" | "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => {
                element.elements().for_each(|child| self.inline(child, open));
            }
            "w:ins" | "w:moveTo" => {
                open.insertions.push(author(element));
                element.elements().for_each(|child| self.inline(child, open));
            }
            "w:del" | "w:moveFrom" => {
                let text = all_text(element);
                open.deletions.push((author(element), text));
            }
            "w:sdt" => {
                let (content, before) = (element.child_named("w:sdtContent"), open.text.len());
                content.into_iter().flat_map(Element::elements).for_each(|child| self.inline(child, open));
                let check = element.child_named("w:sdtPr").and_then(|p| p.child_named("checkbox"));
                if let Some(check) = check.filter(|_| open.text.len() == before) {
                    let (look, is_on) = (open.base.clone(), check.switch("checked").unwrap_or(false));
                    (open.at, open.now) = (None, Effects::default());
                    self.push(field::ticked(is_on), &look, open);
                }
            }
            "AlternateContent" => {
                let content = drawing::branch(element);
                content.into_iter().flat_map(Element::elements).for_each(|child| self.inline(child, open));
            }
            "w:fldSimple" => {
                let code = element.attribute("instr").unwrap_or_default().trim().to_owned();
                let start = (self.paragraphs.len(), open.text.len());
                open.fields.push(code.clone());
                element.elements().for_each(|child| self.inline(child, open));
                let look = open.base.clone();
                open.now = Effects::default();
                self.without_result(&Field { code, result: true, start, form: None }, &look, open);
            }
            "oMath" | "oMathPara" => {
                let look = open.base.clone();
                (open.at, open.now) = (tree::place(element), Effects::default());
                self.push(&symbol::formula(element), &look, open);
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str, look: &RunLook, open: &mut Open<'_>) {
        let is_result = self.fields.iter().all(|field| field.result);
        if text.is_empty() || !is_result {
            return;
        }
        if look.hidden {
            open.hidden.push_str(text);
            return;
        }
        let start = open.text.len();
        open.text.push_str(text);
        let end = open.text.len();
        if let Some(at) = open.at {
            open.pieces.push((start..end, at));
        }
        if open.now != Effects::default() {
            match open.effects.last_mut() {
                Some((range, effects)) if range.end == start && *effects == open.now => range.end = end,
                _ => open.effects.push((start..end, open.now)),
            }
        }
        match open.runs.last_mut() {
            Some(last) if *last.look == *look => last.end = end,
            _ => {
                let look = self.look(look.clone());
                open.runs.push(Run { end, look });
            }
        }
    }

    fn run<'e>(&mut self, run: &'e Element, open: &mut Open<'e>) {
        let properties = run.child_named("w:rPr");
        let look = self.styles.run(&open.base, properties);
        open.now = self.styles.effects(open.base.size, properties);
        if properties.is_some_and(|p| p.child_named("w:rPrChange").is_some()) {
            open.insertions.push(String::new());
        }
        for child in run.elements() {
            self.content(child, &look, open);
        }
    }

    fn content<'e>(&mut self, child: &'e Element, look: &RunLook, open: &mut Open<'e>) {
        open.at = tree::place(child);
        match &*child.name {
            "w:t" => {
                let text = child.text();
                // Blanks at the ends count only where the file says so; line ends within the XML are blanks.
                let text = if child.attribute("space") == Some("preserve") {
                    text.as_str()
                } else {
                    text.trim_matches(|c: char| c.is_ascii_whitespace())
                };
                let clean: String =
                    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
                self.push(&clean, look, open);
            }
            "w:tab" | "w:ptab" => self.push("\t", look, open),
            "w:br" => match child.attribute("type") {
                Some("page") => open.breaks_page = true,
                Some("column") => {}
                _ => self.push(&SOFT_BREAK.to_string(), look, open),
            },
            "w:cr" => self.push(&SOFT_BREAK.to_string(), look, open),
            "w:noBreakHyphen" => self.push("-", look, open),
            "w:sym" => {
                let (font, code) = (child.attribute("font"), child.attribute("char"));
                self.push(symbol::sign(font.unwrap_or_default(), code.unwrap_or_default()), look, open);
            }
            "w:lastRenderedPageBreak" => open.rendered_breaks += 1,
            "w:fldChar" => self.field(child, look, open),
            "w:instrText" => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.result) {
                    field.code.push_str(&child.text());
                }
                open.is_contents |= self.in_contents();
            }
            "w:commentReference" => {
                let id = child.attribute("id").unwrap_or_default().to_owned();
                self.comments.push((self.paragraphs.len(), id));
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                let id = child.attribute("id").unwrap_or_default().to_owned();
                self.notes.push((usize::MAX, child.name == "w:endnoteReference", id));
            }
            "w:ruby" => {
                let base = child.child_named("w:rubyBase");
                base.into_iter().flat_map(Element::elements).for_each(|inner| self.inline(inner, open));
            }
            "AlternateContent" => {
                let branch = drawing::branch(child);
                branch.into_iter().flat_map(Element::elements).for_each(|c| self.content(c, look, open));
            }
            "w:drawing" | "w:pict" | "w:object" => {
                let drawings = drawing::read(child, usize::MAX);
                let before = drawings.first().is_some_and(Drawing::stands_above);
                let mut boxes = Vec::new();
                drawing::boxes(child, &mut boxes);
                drawing::art(child, &mut open.arts);
                let unread = if child.name == "w:object" {
                    let program = child.descendant("OLEObject").and_then(|o| o.attribute("ProgID"));
                    let is_shown = drawings.iter().any(|drawing| drawing.kind == Kind::Picture);
                    Some(Unread::Object(program.unwrap_or_default().to_owned(), is_shown))
                } else {
                    child.descendant("relIds").map(|_| Unread::Diagram)
                };
                self.unread.extend(unread.map(|unread| (usize::MAX, unread)));
                open.boxes.extend(boxes.into_iter().map(|inner| (before, inner)));
                self.drawings.extend(drawings);
            }
            _ => {}
        }
    }

    fn field(&mut self, element: &Element, look: &RunLook, open: &mut Open<'_>) {
        match element.attribute("fldCharType").unwrap_or_default() {
            "begin" => self.fields.push(Field { form: field::form(element), ..Field::default() }),
            "separate" => {
                let start = (self.paragraphs.len(), open.text.len());
                if let Some(field) = self.fields.last_mut() {
                    (field.result, field.start) = (true, start);
                    open.fields.push(field.code.trim().to_owned());
                }
            }
            "end" => {
                let Some(mut field) = self.fields.pop() else { return };
                if !field.result {
                    open.fields.push(field.code.trim().to_owned());
                    field.start = (self.paragraphs.len(), open.text.len());
                }
                self.without_result(&field, look, open);
            }
            _ => {}
        }
    }

    /// What a field shows all the same, if it holds no result.
    fn without_result(&mut self, field: &Field, look: &RunLook, open: &mut Open<'_>) {
        let is_part = self.fields.iter().any(|outer| !outer.result);
        if is_part || field.start != (self.paragraphs.len(), open.text.len()) {
            return;
        }
        let shown = field::shown(&field.code, field.form.as_deref());
        if matches!(shown, Shown::Part(_) | Shown::Unknown) {
            self.unread.push((usize::MAX, Unread::Field(field.code.trim().to_owned())));
        }
        if let Shown::Text(words) | Shown::Part(words) = shown {
            open.at = None;
            self.push(&words, look, open);
        }
    }

    fn table(&mut self, element: &Element, within: Within) -> Result<(), Fault> {
        let at = self.tables.len();
        self.tables.push(Table { in_box: within == Within::TextBox, ..Table::default() });
        let properties = element.child_named("w:tblPr");
        let style = properties.and_then(|p| p.val_of("w:tblStyle"));
        let of_style = style.and_then(|id| self.styles.table_borders(id)).cloned();
        let own = properties.and_then(|p| p.child_named("w:tblBorders"));
        // Outer `None`: nothing said.
        let rule = |name: &str| {
            let say = |borders: &Element| borders.child_named(name).map(border);
            own.and_then(say).or_else(|| of_style.as_ref().and_then(say)).flatten()
        };
        let rules = [rule("w:top"), rule("w:insideH"), rule("w:bottom")];
        let grid = element.child_named("w:tblGrid");
        let columns = grid.into_iter().flat_map(Element::elements);
        let mut table = Table {
            width: columns.filter_map(|column| column.number("w")).fold(0, i32::saturating_add),
            in_box: self.tables[at].in_box,
            ..Table::default()
        };
        let mut rows = Vec::new();
        tree::gather(element, "w:tr", &mut rows);
        rows.retain(|row| !self.is_deleted(row, "w:trPr", "w:del"));
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let is_head = row.child_named("w:trPr").and_then(|p| p.switch("w:tblHeader")).unwrap_or(false);
            if is_head && table.head == number {
                table.head += 1;
            }
            let last = number + 1 == rows.len();
            let above_rule = if number == 0 { &rules[0] } else { &rules[1] };
            let below_rule = if last { &rules[2] } else { &rules[1] };
            let mut cells = Vec::new();
            tree::gather(row, "w:tc", &mut cells);
            cells.retain(|cell| !self.is_deleted(cell, "w:tcPr", "w:cellDel"));
            let skipped = row.child_named("w:trPr").and_then(|p| p.child_named("w:gridBefore"));
            let mut column = skipped.and_then(|s| s.number("val")).unwrap_or(0).clamp(0, 63) as usize;
            table.rows.push(Vec::new());
            for cell in cells {
                let properties = cell.child_named("w:tcPr");
                let span = properties.and_then(|p| p.child_named("w:gridSpan")).and_then(|s| s.number("val"));
                let span = span.unwrap_or(1).clamp(1, 1000) as usize;
                let merge = properties.and_then(|p| p.child_named("w:vMerge"));
                above.resize(above.len().max(column + 1), None);
                let goes_on = merge.is_some_and(|merge| merge.attribute("val") != Some("restart"));
                let borders = properties.and_then(|p| p.child_named("w:tcBorders"));
                let of = |name: &str, other: &Option<Border>| match borders.and_then(|b| b.child_named(name))
                {
                    Some(own) => border(own),
                    None => other.clone(),
                };
                let bottom = of("w:bottom", below_rule);
                match above[column] {
                    Some((row, index)) if goes_on => {
                        let start: &mut CellPlace = &mut table.rows[row][index];
                        start.rows = number + 1 - row;
                        start.bottom = bottom;
                    }
                    _ => {
                        let index = table.rows[number].len();
                        above[column] = merge.map(|_| (number, index));
                        table.rows[number].push(CellPlace {
                            column,
                            span,
                            rows: 1,
                            top: of("w:top", above_rule),
                            bottom,
                        });
                        let inner = match within {
                            Within::Furniture(_) | Within::Note => within,
                            _ => Within::Cell(at, number, index),
                        };
                        self.contained(cell, inner)?;
                    }
                }
                column += span;
            }
        }
        self.tables[at] = table;
        Ok(())
    }

    /// Whether a row or a cell is taken out; that is remembered.
    fn is_deleted(&mut self, element: &Element, properties: &str, mark: &str) -> bool {
        let deleted = element.child_named(properties).and_then(|p| p.child_named(mark));
        if let Some(mark) = deleted {
            let (paragraph, author) = (self.paragraphs.len(), author(mark));
            self.revisions.push(Revision { paragraph, is_deletion: true, author, text: all_text(element) });
        }
        deleted.is_some()
    }
}

impl Open<'_> {
    /// Keeps a digit that ends the automatic number apart from one that begins the text; the bytes that stand before that.
    fn part_from_number(&mut self, number: usize) -> usize {
        let (before, after) = self.text.split_at(number);
        let is_digit = |c: char| c.is_ascii_digit();
        if !(before.ends_with(is_digit) && after.starts_with(is_digit)) {
            return number;
        }
        self.text.insert(number, ' ');
        self.runs.iter_mut().for_each(|run| run.end += 1);
        let ranges = self.pieces.iter_mut().map(|(range, _)| range);
        for range in ranges.chain(self.effects.iter_mut().map(|(range, _)| range)) {
            *range = range.start + 1..range.end + 1;
        }
        number + 1
    }
}

fn author(element: &Element) -> String {
    element.attribute("author").unwrap_or_default().to_owned()
}

/// Whether a paragraph's properties or its mark were changed.
fn is_changed(properties: &Element) -> bool {
    let marks = properties.child_named("w:rPr");
    properties.child_named("w:pPrChange").is_some()
        || marks.is_some_and(|r| r.child_named("w:ins").is_some() || r.child_named("w:del").is_some())
}

/// The characters of deleted or moved text.
fn all_text(element: &Element) -> String {
    let mut text = String::new();
    let mut open: Vec<&Element> = vec![element];
    while let Some(element) = open.pop() {
        if matches!(&*element.name, "w:t" | "w:delText") {
            text.push_str(&element.text());
        }
        let inner: Vec<&Element> = element.elements().collect();
        open.extend(inner.into_iter().rev());
    }
    text
}
