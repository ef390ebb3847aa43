//! A line of a paragraph → its characters with their places: alignment, stretching, tabs, narrowed and raised characters.

use crate::charset::Repertoire;
use crate::layout::advance::{self, is_full_width};
use crate::layout::breaking::{self, Line, Spot, Viewer};
use crate::layout::laid::{LaidParagraph, LaidRun, RunContent};
use crate::paint::ink::{Color, Ink, Role, Words};
use crate::profile::style::{Alignment, CharacterStyle, Face, LineHeight, ParagraphFormat, Profile};

/// A line and its room.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Which characters.
    pub line: Line,
    /// It is the paragraph's first.
    pub first: bool,
    /// Left end of its room.
    pub left: i32,
    /// Its top.
    pub top: i32,
    /// Its height.
    pub height: i32,
    /// Its room.
    pub room: i32,
    /// How it is aligned.
    pub alignment: Alignment,
    /// What it is.
    pub role: Role,
    /// The program whose page it is.
    pub viewer: Viewer,
}

/// What a character is drawn with.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    face: Option<Face>,
    repertoire: Repertoire,
    size: i32,
    scale: i32,
    bold: bool,
    raised: bool,
    color: Color,
}

/// A character of the line.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    c: char,
    look: Look,
    /// Room without spacing.
    advance: i32,
    /// Room with spacing.
    step: i32,
    /// What the program that shows the page leaves before it.
    gap: i32,
}

/// What stands between tabs.
#[derive(Debug, Default)]
struct Segment {
    glyphs: Vec<Glyph>,
    /// The stop that it follows: distance from the text's left edge, and whether it is centred there.
    stop: Option<(i32, bool)>,
}

impl Segment {
    /// Width without blanks and spacing at the end.
    fn width(&self) -> i32 {
        let ink = self.glyphs.iter().rposition(|glyph| glyph.c != ' ').map_or(0, |last| last + 1);
        self.glyphs[..ink].iter().map(|glyph| glyph.gap + glyph.step).sum()
    }
}

/// Draws a line.
pub fn draw(paragraph: &LaidParagraph, place: &Place, profile: &Profile, inks: &mut Vec<Ink>) {
    let format = profile.paragraph(paragraph.style);
    let mut segments = segments(paragraph, place, format, profile);
    let text_left = place.left - first_indent(paragraph, place, format);
    let baseline = baseline(paragraph, place, format);
    if segments.len() == 1 {
        let segment = segments.remove(0);
        let (start, gap) = aligned(&segment, place);
        set(&segment, start, gap, baseline, place, inks);
        return;
    }
    let mut end = f64::from(place.left);
    for segment in &segments {
        let width = segment.width();
        let start = match segment.stop {
            None => f64::from(place.left),
            Some((stop, true)) => f64::from(text_left + stop) - f64::from(width) / 2.0,
            Some((stop, false)) => f64::from(text_left + stop - width),
        };
        if format.leader.is_some() && segment.stop.is_some() {
            dots(end, start, baseline, segment, place, inks);
        }
        set(segment, start, 0.0, baseline, place, inks);
        end = start + f64::from(width);
    }
}

/// Dots from one place to another.
fn dots(from: f64, to: f64, baseline: f64, like: &Segment, place: &Place, inks: &mut Vec<Ink>) {
    let Some(first) = like.glyphs.first() else { return };
    let step = f64::from(first.look.size) / 2.0;
    // They stand at the same places in every entry.
    let left = f64::from(place.left);
    let number = |x: f64| ((x - left) / step).ceil().max(0.0) as usize;
    let (first_dot, last_dot) = (number(from + step), number(to - step));
    let dot = Glyph { c: '.', advance: step as i32, step: step as i32, gap: 0, ..*first };
    let count = last_dot.saturating_sub(first_dot);
    if count > 0 {
        let segment = Segment { glyphs: vec![dot; count], stop: None };
        let start = left + first_dot as f64 * step;
        let extra = step - f64::from(dot.step);
        set(&segment, start, extra, baseline, &Place { role: Role::Furniture, ..*place }, inks);
    }
}

/// Where a line without tabs begins, and what is added between its characters.
fn aligned(segment: &Segment, place: &Place) -> (f64, f64) {
    let hanging = if place.line.hanging { segment.glyphs.last().map_or(0, |last| last.step) } else { 0 };
    let width = segment.width() - hanging;
    let free = f64::from(place.room - width);
    let left = f64::from(place.left);
    let stretched = match place.alignment {
        Alignment::Justified => !place.line.last,
        Alignment::Distributed => true,
        _ => false,
    };
    if stretched {
        let last_spacing = segment.glyphs.last().map_or(0, |last| last.step - last.advance);
        // The spacing behind the last character is no part of the ink.
        let gaps = gaps(&segment.glyphs, place.line.hanging);
        let gap = if gaps > 0 { (free + f64::from(last_spacing)) / gaps as f64 } else { 0.0 };
        return (left, gap.max(0.0));
    }
    match place.alignment {
        Alignment::Center => (left + free / 2.0, 0.0),
        Alignment::Right => (left + free, 0.0),
        _ => (left, 0.0),
    }
}

/// How many places of a line take a share of what it is stretched by: all but those within words and numbers.
fn gaps(glyphs: &[Glyph], hanging: bool) -> usize {
    let ink = glyphs.iter().rposition(|glyph| glyph.c != ' ').map_or(0, |last| last + 1);
    let counted = &glyphs[..ink - usize::from(hanging && ink > 0)];
    counted.windows(2).filter(|pair| stretches(pair[0].c, pair[1].c)).count()
}

fn stretches(before: char, after: char) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '%');
    !(is_word(before) && is_word(after))
}

/// Sets characters from a place on, and so much between them.
fn set(segment: &Segment, start: f64, gap: f64, baseline: f64, place: &Place, inks: &mut Vec<Ink>) {
    let mut x = start;
    let mut words: Option<(Look, Box<Words>)> = None;
    for (index, glyph) in segment.glyphs.iter().enumerate() {
        let next = segment.glyphs.get(index + 1);
        x += f64::from(glyph.gap);
        if words.as_ref().is_none_or(|(look, _)| *look != glyph.look) {
            inks.extend(words.take().map(|(_, words)| Ink::Text(words)));
            let look = glyph.look;
            let raised = if look.raised { f64::from(look.size) * 0.35 } else { 0.0 };
            words = Some((
                look,
                Box::new(Words {
                    text: String::new(),
                    xs: Vec::new(),
                    advances: Vec::new(),
                    baseline: baseline - raised,
                    size: f64::from(look.size) * if look.raised { 0.62 } else { 1.0 },
                    scale: look.scale,
                    face: look.face,
                    repertoire: look.repertoire,
                    color: look.color,
                    bold: look.bold,
                    role: place.role,
                }),
            ));
        }
        if let Some((_, words)) = &mut words {
            words.text.push(glyph.c);
            words.xs.push(x);
            words.advances.push(f64::from(glyph.advance));
        }
        x += f64::from(glyph.step);
        if next.is_some_and(|next| stretches(glyph.c, next.c)) {
            x += gap;
        }
    }
    inks.extend(words.map(|(_, words)| Ink::Text(words)));
}

/// The characters of a line, between its tabs.
fn segments(
    paragraph: &LaidParagraph,
    place: &Place,
    format: &ParagraphFormat,
    profile: &Profile,
) -> Vec<Segment> {
    let mut segments = vec![Segment::default()];
    let right = paragraph.direct.right_tab.or(format.leader);
    let mut centres = paragraph.direct.centre_tabs.into_iter().flatten();
    let mut item = 0;
    for run in &paragraph.runs {
        match &run.content {
            RunContent::Drawing(_) | RunContent::Mark(_) => continue,
            RunContent::LineBreak => {}
            RunContent::Tab => {
                let centre = centres.next();
                let stop = centre.or(right).map(|stop| (stop.0, centre.is_some()));
                if (place.line.start.item..place.line.end.item.max(place.line.start.item + 1)).contains(&item)
                    && place.line.end.item > item
                {
                    segments.push(Segment { glyphs: Vec::new(), stop });
                }
            }
            RunContent::Text(text) => {
                if let (Some(words), Some(last)) = (within(text, item, &place.line), segments.last_mut()) {
                    for (number, c) in words.chars().enumerate() {
                        let mut glyph = glyph(c, run, format, profile);
                        if let Some(before) = last.glyphs.last() {
                            let size = (glyph.look.size * glyph.look.scale / 100, glyph.step - glyph.advance);
                            let first = number == 0;
                            glyph.gap = breaking::gap_between((before.c, c), first, size, place.viewer);
                        }
                        last.glyphs.push(glyph);
                    }
                }
            }
        }
        item += 1;
    }
    segments
}

/// The part of a text that stands on a line.
fn within<'t>(text: &'t str, item: u32, line: &Line) -> Option<&'t str> {
    let Spot { item: first, byte: from } = line.start;
    let Spot { item: last, byte: to } = line.end;
    if item < first || item > last {
        return None;
    }
    let from = if item == first { from as usize } else { 0 };
    let to = if item == last { to as usize } else { text.len() };
    text.get(from..to)
}

fn glyph(c: char, run: &LaidRun, format: &ParagraphFormat, profile: &Profile) -> Glyph {
    let style = run.style.map(|style| profile.character(style));
    let size = run.size.or(style.and_then(|style| style.size)).unwrap_or(format.run.size).twips().0;
    let spacing = run.spacing.unwrap_or(format.run.spacing).0;
    let raised = style.is_some_and(|style| style.raised) || run.style == Some(CharacterStyle::Citation);
    let scale = run.scale.map_or(100, |scale| scale as i32);
    let whole = size * scale / 100 * if raised { 62 } else { 100 } / 100;
    let is_western = profile.western.is_some() && format.run.western && !is_full_width(c);
    let advance = advance::in_line(c, whole, is_western);
    let face = style.and_then(|style| style.face).unwrap_or(format.run.face);
    let look = Look {
        face: (!is_western).then_some(face),
        repertoire: run.repertoire,
        size,
        scale,
        bold: format.run.bold || style.is_some_and(|style| style.bold),
        raised,
        color: if format.run.red { Color::Red } else { Color::Black },
    };
    Glyph { c, look, advance, step: advance + spacing, gap: 0 }
}

/// What a line's left end is to the right of the text's edge by the paragraph's own indents.
fn first_indent(paragraph: &LaidParagraph, place: &Place, format: &ParagraphFormat) -> i32 {
    let indents = paragraph.direct.indents.unwrap_or(format.indents);
    let first = if place.first { format.run.length(indents.first).0 } else { 0 };
    format.run.length(indents.left).0 + first
}

/// The baseline: four fifths down a line of exact height; what a line has more than its characters need lies above them.
fn baseline(paragraph: &LaidParagraph, place: &Place, format: &ParagraphFormat) -> f64 {
    let bottom = f64::from(place.top + place.height);
    match paragraph.direct.line.unwrap_or(format.line) {
        LineHeight::Exact(height) => f64::from(place.top) + f64::from(height.0) * 0.8,
        LineHeight::AtLeast(_) => bottom - f64::from(format.run.size.twips().0) * 0.14,
    }
}
