//! The marks of comments in a document's XML, exactly around the words that they are about.
//!
//! A mark stands between runs. Where the words begin or end within a run, the run is cut in two of the same properties, its
//! text too, whose blanks at the ends count from then on as they were seen before. Links, insertions, fields and content
//! controls are entered; what no mark may stand in – formulas, fields to fill in, ruby, pictures, text boxes – is marked as a
//! whole. Where the place in the XML is not what the reader saw, the run or the paragraph is marked.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use crate::write::docx::comments::flow::{self, Atom, Child, Flow, Paragraph, Run};
use crate::write::docx::comments::{MAIN, Unfit, Words};

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The byte of the document's XML at which the paragraph's tag begins.
    pub paragraph: usize,
    /// Where its words begin and end, both in that paragraph; `None` for the whole of it.
    pub edges: Option<(Edge, Edge)>,
}

/// A place between characters, in an element of a run that holds characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The byte at which the element's tag begins.
    pub element: usize,
    /// What the reader saw of the element.
    pub text: String,
    /// So many bytes of that stand before the place.
    pub at: usize,
}

/// A document with marks.
#[derive(Debug)]
pub struct Marked {
    /// Its XML.
    pub xml: Vec<u8>,
    /// It is a strict one.
    pub strict: bool,
    /// The stretches, by their numbers, in the order in which they begin: the first has the first number.
    pub order: Vec<usize>,
    /// The first comment's number.
    pub first: u32,
}

/// A place for marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    at: usize,
    inside: Inside,
}

/// What is parted there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Inside {
    /// Nothing: it lies between runs.
    Nothing,
    /// An empty paragraph: it has no place yet.
    Empty(usize),
    /// A run: paragraph and number of its atom.
    Run(usize, usize),
    /// The text of a run, the so-manieth that it holds.
    Text(usize, usize, usize),
}

/// Marks at a place: comments that end there, that begin and end there, that begin there.
#[derive(Debug, Default)]
struct Marks {
    ends: Vec<u32>,
    points: Vec<u32>,
    starts: Vec<u32>,
}

/// Puts marks into a document's XML; numbers of comments begin at `first`, or behind those that the document names.
pub fn mark(xml: &[u8], stretches: &[&Stretch], first: u32) -> Result<Marked, Unfit> {
    let wanted: HashSet<usize> = stretches.iter().map(|stretch| stretch.paragraph).collect();
    let flow = flow::read(xml, &wanted)?;
    let mut places = Vec::with_capacity(stretches.len());
    for (number, stretch) in stretches.iter().enumerate() {
        let &(paragraph, is_itself) = flow.known.get(&stretch.paragraph).ok_or(Unfit)?;
        let edges = stretch.edges.as_ref().filter(|_| is_itself);
        let (start, end) = spots(&flow, paragraph, edges);
        places.push((start, end, number));
    }
    places.sort_by_key(|&(start, end, number)| (start.at, end.at, number));
    let first = first.max(flow.free);
    // Numbers are signed in the format.
    if (first as usize).saturating_add(places.len()) > i32::MAX as usize {
        return Err(Unfit);
    }
    let mut marks: BTreeMap<Spot, Marks> = BTreeMap::new();
    for (&(start, end, _), id) in places.iter().zip(first..) {
        if start == end {
            marks.entry(start).or_default().points.push(id);
        } else {
            marks.entry(start).or_default().starts.push(id);
            marks.entry(end).or_default().ends.push(id);
        }
    }
    let order = places.into_iter().map(|(_, _, number)| number).collect();
    Ok(Marked { xml: Writer::new(xml, &flow).write(&marks), strict: flow.strict, order, first })
}

/// Where the marks of a stretch stand.
fn spots(flow: &Flow, number: usize, edges: Option<&(Edge, Edge)>) -> (Spot, Spot) {
    let paragraph = &flow.paragraphs[number];
    let found = edges.and_then(|(from, to)| {
        let start = spot(paragraph, number, from, Side::Start)?;
        let end = spot(paragraph, number, to, Side::End)?;
        (start.at < end.at).then_some((start, end))
    });
    found.unwrap_or_else(|| {
        if paragraph.end.is_empty() {
            let spot = Spot { at: paragraph.tag.end, inside: Inside::Empty(number) };
            return (spot, spot);
        }
        let plain = |at| Spot { at, inside: Inside::Nothing };
        (plain(paragraph.inner), plain(paragraph.end.start))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// The place of an edge, moved outwards where it cannot stand; `None` if the paragraph has no such element.
fn spot(paragraph: &Paragraph, number: usize, edge: &Edge, side: Side) -> Option<Spot> {
    let atoms = &paragraph.atoms;
    let at = atoms.partition_point(|atom| atom.span().end <= edge.element);
    let atom = atoms.get(at).filter(|atom| atom.span().contains(&edge.element))?;
    let around = |span: Range<usize>| match side {
        Side::Start => Spot { at: span.start, inside: Inside::Nothing },
        Side::End => Spot { at: span.end, inside: Inside::Nothing },
    };
    let Atom::Run(run) = atom else { return Some(around(atom.span())) };
    let child = run.children.iter().position(|child| child.span.start == edge.element);
    let Some(child) = child.filter(|_| run.can_be_cut) else { return Some(around(atom.span())) };
    let within = run.children[child].is_text.then(|| cut(&run.children[child], edge)).flatten();
    if let Some(place) = within {
        return Some(Spot { at: place, inside: Inside::Text(number, at, child) });
    }
    let span = run.children[child].span.clone();
    let is_outermost = match side {
        Side::Start => child == 0,
        Side::End => child + 1 == run.children.len(),
    };
    Some(if is_outermost {
        around(atom.span())
    } else {
        Spot { inside: Inside::Run(number, at), ..around(span) }
    })
}

/// Where a text is cut; `None` at its ends, and where it is not what the reader saw.
fn cut(child: &Child, edge: &Edge) -> Option<usize> {
    if edge.at == 0 || edge.at >= edge.text.len() {
        return None;
    }
    let seen = seen(child)?;
    let mut bytes = 0;
    let mut place = None;
    let mut rest = edge.text.chars();
    for (span, c) in seen {
        if bytes == edge.at {
            place = Some(span.start);
        }
        let shown = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { *c };
        if rest.next() != Some(shown) {
            return None;
        }
        bytes += shown.len_utf8();
    }
    place.filter(|_| rest.next().is_none())
}

/// The characters of a text that count: without blanks at its ends, unless it says that they count.
fn seen(child: &Child) -> Option<&[(Range<usize>, char)]> {
    let all = child.characters.as_deref()?;
    match child.space.as_deref() {
        Some("preserve") => Some(all),
        Some(_) => None,
        None => {
            let blank = |(_, c): &(Range<usize>, char)| c.is_ascii_whitespace();
            let start = all.iter().position(|one| !blank(one)).unwrap_or(all.len());
            let end = all.iter().rposition(|one| !blank(one)).map_or(start, |last| last + 1);
            Some(&all[start..end])
        }
    }
}

/// Puts marks and what they need into the XML.
struct Writer<'a> {
    xml: &'a [u8],
    flow: &'a Flow,
    words: Words,
    /// What stands in the place of some bytes, in order.
    edits: BTreeMap<(usize, usize), Vec<u8>>,
}

impl<'a> Writer<'a> {
    fn new(xml: &'a [u8], flow: &'a Flow) -> Self {
        let words = Words::new(&flow.prefix, MAIN[usize::from(flow.strict)]);
        Self { xml, flow, words, edits: BTreeMap::new() }
    }

    fn write(mut self, marks: &BTreeMap<Spot, Marks>) -> Vec<u8> {
        let mut cut = BTreeSet::new();
        for (spot, marks) in marks {
            let text = self.marks(marks);
            let (span, with) = match spot.inside {
                Inside::Nothing => (spot.at..spot.at, text.into_bytes()),
                Inside::Empty(paragraph) => {
                    let tag = &self.flow.paragraphs[paragraph].tag;
                    // `<w:p/>`
                    let with = format!(">{text}</{}>", self.words.name("p"));
                    (tag.end - 2..tag.end, with.into_bytes())
                }
                Inside::Run(paragraph, atom) => {
                    let between = [format!("</{}>", self.words.name("r")), text].concat();
                    let run = self.run(paragraph, atom);
                    (spot.at..spot.at, [between.into_bytes(), self.reopened(run)].concat())
                }
                Inside::Text(paragraph, atom, child) => {
                    cut.insert((paragraph, atom, child));
                    let (t, r) = (self.words.name("t"), self.words.name("r"));
                    let between = format!("</{t}></{r}>{text}").into_bytes();
                    let again = format!("<{t} xml:space=\"preserve\">").into_bytes();
                    let run = self.run(paragraph, atom);
                    (spot.at..spot.at, [between, self.reopened(run), again].concat())
                }
            };
            self.edits.insert((span.start, span.end), with);
        }
        for (paragraph, atom, child) in cut {
            self.keep_blanks(&self.run(paragraph, atom).children[child]);
        }
        self.apply()
    }

    fn run(&self, paragraph: usize, atom: usize) -> &'a Run {
        match &self.flow.paragraphs[paragraph].atoms[atom] {
            Atom::Run(run) => run,
            Atom::Whole(_) => unreachable!("only runs are cut"),
        }
    }

    /// The beginning of a run with the same properties.
    fn reopened(&self, run: &Run) -> Vec<u8> {
        [&self.xml[run.tag.clone()], &self.xml[run.properties.clone()]].concat()
    }

    fn marks(&self, marks: &Marks) -> String {
        let words = &self.words;
        let mut out = String::new();
        let start = |id: u32| words.empty("commentRangeStart", "id", id);
        let end = |id: u32| {
            let (end, r) = (words.empty("commentRangeEnd", "id", id), words.name("r"));
            format!("{end}<{r}>{}</{r}>", words.empty("commentReference", "id", id))
        };
        out.extend(marks.ends.iter().map(|&id| end(id)));
        out.extend(marks.points.iter().map(|&id| start(id) + &end(id)));
        out.extend(marks.starts.iter().map(|&id| start(id)));
        out
    }

    /// The first piece of a text that is cut: its blanks count, and those that did not go.
    fn keep_blanks(&mut self, text: &Child) {
        if text.space.is_some() {
            return;
        }
        let behind_name = text.tag.start + 1 + self.words.name("t").len();
        self.edits.insert((behind_name, behind_name), b" xml:space=\"preserve\"".to_vec());
        let seen = seen(text).unwrap_or_default();
        let all = text.characters.as_deref().unwrap_or_default();
        if let (Some(first), Some(last), Some(begin), Some(end)) =
            (seen.first(), seen.last(), all.first(), all.last())
        {
            for gone in [begin.0.start..first.0.start, last.0.end..end.0.end] {
                if !gone.is_empty() {
                    self.edits.insert((gone.start, gone.end), Vec::new());
                }
            }
        }
    }

    fn apply(&self) -> Vec<u8> {
        let more: usize = self.edits.values().map(Vec::len).sum();
        let mut out = Vec::with_capacity(self.xml.len() + more);
        let mut from = 0;
        for (&(start, end), with) in &self.edits {
            out.extend_from_slice(&self.xml[from..start]);
            out.extend_from_slice(with);
            from = end;
        }
        out.extend_from_slice(&self.xml[from..]);
        out
    }
}
