//! What a file shows of a house style, in its own numbers.

use crate::check::page::main_look;
use crate::document::tree::Form;
use crate::learn::Belief;
use crate::learn::elements::{self, Element, HEADINGS, heading_of};
use crate::learn::numbers::{is_figure, page_sample, sample};
use crate::learn::votes::Votes;
use crate::model::house::NumberPlace;
use crate::paper::end_matter::{is_name, is_unit, packed};
use crate::paper::line::Role;
use crate::profile::style::ParagraphStyle;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::drawing::{Drawing, Kind};
use crate::read::docx::look::{Alignment, Color};
use crate::read::docx::section::{Pages, Section};
use crate::read::docx::styles::NamedStyle;
use crate::read::docx::{Furniture, Word};

/// Longest name of a person, in characters.
const PERSON: usize = 4;

/// What a file shows.
#[derive(Debug)]
pub struct Seen {
    /// The list of styles says it all, to the last twip.
    pub is_exact: bool,
    /// Width and height of the paper of most of the text, in twips.
    pub paper: (i32, i32),
    /// Its margins: above, right, below, left.
    pub margins: [i32; 4],
    /// Left and right change places on even pages.
    pub mirrored: bool,
    /// Elements.
    pub elements: Vec<Element>,
    /// The sample of the number of each level, and from how many headings it is known.
    pub levels: [Option<(String, String)>; 4],
    /// Page number.
    pub page_number: Option<PageNumber>,
    /// Who wrote it stands in the sign-off.
    pub author_signs: bool,
    /// Thickness of the red line in hundredths of a point.
    pub red_rule: Option<i32>,
    /// 发文机关标志 in a line of its own, as long as it is; its size is chosen for its length.
    pub mark_characters: Option<usize>,
    /// Looks that were left out, in words.
    pub otherwise: Vec<String>,
}

/// A page number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageNumber {
    /// Where it stands; `None` at a place that a house style cannot name.
    pub place: Option<NumberPlace>,
    /// The number of the first page.
    pub sample: Option<String>,
    /// Font of its digits.
    pub font: Option<String>,
    /// Size in half points.
    pub size: u32,
}

impl Seen {
    /// What a file shows.
    pub fn of(word: &Word, styles: &[NamedStyle], belief: Belief) -> Self {
        let (elements, otherwise) = match belief {
            Belief::Styles => (elements::of_styles(styles), Vec::new()),
            Belief::Paragraphs => elements::of_paragraphs(word),
        };
        let mut otherwise = otherwise;
        let section = most_text(word);
        Self {
            is_exact: belief == Belief::Styles,
            paper: section.paper,
            margins: section.margins,
            mirrored: word.mirrored,
            elements,
            levels: levels(word, &mut otherwise),
            page_number: page_number(word),
            author_signs: author_signs(word),
            red_rule: red_rule(word, styles, belief),
            mark_characters: mark_characters(word),
            otherwise,
        }
    }

    /// An element.
    pub fn element(&self, style: ParagraphStyle) -> Option<&Element> {
        self.elements.iter().find(|element| element.style == style)
    }
}

/// The section in which most of the text stands; upright ones come first.
fn most_text(word: &Word) -> &Section {
    let mut sections: Votes<usize> = Votes::default();
    for (at, paragraph) in word.paragraphs.iter().enumerate().filter(|(_, p)| p.within == Within::Body) {
        let number = paragraph.section.min(word.sections.len() - 1);
        if !word.sections[number].is_landscape() {
            sections.add(number, paragraph.text.chars().count(), at);
        }
    }
    &word.sections[sections.winner().map_or(0, |vote| vote.what)]
}

/// How the levels count.
fn levels(word: &Word, otherwise: &mut Vec<String>) -> [Option<(String, String)>; 4] {
    let mut votes: [Votes<String>; 4] = Default::default();
    for (index, line) in word.paper.lines.iter().enumerate() {
        let (Some(at), Some(paragraph)) = (word.of_line.get(index), word.paragraph(index)) else { continue };
        if !line.is_text() {
            continue;
        }
        let level = heading_of(line, paragraph)
            .and_then(|style| HEADINGS.iter().position(|have| *have == style))
            .or_else(|| usize::from(line.mark.as_ref()?.shape.level()).checked_sub(1));
        if let Some(level) = level.filter(|level| *level < 4)
            && let Some(sample) = sample(&line.text)
        {
            votes[level].add(sample, 1, *at);
        }
    }
    let mut levels: [Option<(String, String)>; 4] = Default::default();
    for (number, votes) in votes.iter().enumerate() {
        let Some(winner) = votes.winner() else { continue };
        let all = votes.characters();
        let most = winner.characters;
        let share = if most == all { String::new() } else { format!("里有{most}处") };
        levels[number] = Some((winner.what.clone(), format!("第{}层{all}处{share}", number + 1)));
        for vote in votes.others().take(3) {
            otherwise.push(format!("第{}层标题的序数：有{}处是“{}”", number + 1, vote.characters, vote.what));
        }
    }
    levels
}

fn page_number(word: &Word) -> Option<PageNumber> {
    let has = |furniture: &Furniture| {
        furniture.paragraphs.clone().find(|at| {
            let first = |field: &String| field.split_whitespace().next().map(str::to_ascii_uppercase);
            word.paragraphs[*at].fields.iter().any(|field| first(field).as_deref() == Some("PAGE"))
        })
    };
    let of = |pages: Pages| {
        let mut all =
            word.furniture.iter().filter(|furniture| furniture.is_footer && furniture.pages == pages);
        all.find_map(|furniture| Some((furniture, has(furniture)?)))
    };
    let (furniture, at) = of(Pages::Default).or_else(|| of(Pages::First))?;
    let even = of(Pages::Even).filter(|_| word.even_and_odd).map(|(_, at)| &word.paragraphs[at]);
    let paragraph = &word.paragraphs[at];
    let digits = paragraph
        .stretches()
        .find(|(range, _)| paragraph.text.get(range.clone()).is_some_and(|text| text.contains(is_figure)));
    let look = digits.as_ref().map_or_else(|| main_look(paragraph), |(_, look)| look);
    let font = digits.as_ref().map(|(_, look)| elements::font(&look.western.name));
    Some(PageNumber {
        place: match floating(word, furniture) {
            Some(drawing) => by_word(&drawing.horizontal.align),
            None => place(paragraph, even),
        },
        sample: page_sample(&paragraph.text, &paragraph.fields),
        font: font.filter(|font| !font.is_empty()),
        size: look.size.unsigned_abs(),
    })
}

/// The box in which a foot stands, by its place across the page.
fn floating<'w>(word: &'w Word, furniture: &Furniture) -> Option<&'w Drawing> {
    word.drawings.iter().find(|drawing| {
        drawing.kind == Kind::TextBox && drawing.floats && furniture.paragraphs.contains(&drawing.paragraph)
    })
}

fn by_word(word: &str) -> Option<NumberPlace> {
    match word {
        "outside" => Some(NumberPlace::Outer),
        "center" => Some(NumberPlace::Center),
        "right" => Some(NumberPlace::Right),
        _ => None,
    }
}

fn place(odd: &Paragraph, even: Option<&Paragraph>) -> Option<NumberPlace> {
    let side = |paragraph: &Paragraph| {
        let frame = paragraph.look.frame.as_ref().map(|frame| frame.x_align.as_str());
        match (frame.filter(|align| !align.is_empty()), paragraph.look.alignment) {
            (Some(align), _) => by_word(align),
            (None, Alignment::Center) => Some(NumberPlace::Center),
            (None, Alignment::Right) => Some(NumberPlace::Right),
            _ => None,
        }
    };
    match (side(odd), even.map(side)) {
        (place, None) => place,
        (Some(NumberPlace::Right | NumberPlace::Outer), Some(None | Some(NumberPlace::Outer))) => {
            Some(NumberPlace::Outer)
        }
        (place, Some(even)) => place.filter(|_| place == even),
    }
}

/// Whether a person signs below the unit, and nobody under the title.
fn author_signs(word: &Word) -> bool {
    let is_person = |text: &str| {
        let name = packed(text);
        is_name(&name) && !is_unit(&name) && name.chars().count() <= PERSON
    };
    let last = word.paper.of(Role::Signature).filter(|(_, line)| line.part == 0).last();
    let below = last.is_some_and(|(_, line)| is_person(&line.text));
    let units = word.paper.of(Role::Signature).filter(|(_, line)| line.part == 0).count();
    below && units > 1 && !word.paper.of(Role::UnderTitle).any(|(_, line)| is_person(&line.text))
}

/// How long the mark of a 文件 is; those of several units and of the other formats have sizes of their own.
fn mark_characters(word: &Word) -> Option<usize> {
    let mut lines = word.paper.of(Role::RedMark).filter(|(_, line)| line.part == 0);
    let (_, line) = lines.next().filter(|_| matches!(word.paper.form, Form::File | Form::Telegram))?;
    lines.next().is_none().then(|| packed(&line.text).chars().count())
}

/// The red line between 发文字号 and the title.
fn red_rule(word: &Word, styles: &[NamedStyle], belief: Belief) -> Option<i32> {
    if belief == Belief::Styles {
        let own = styles.iter().find(|style| &*style.name == ParagraphStyle::DocumentNumber.name())?;
        return own.paragraph.bottom.as_ref().map(|border| border.size * 100 / 8);
    }
    let line = |role| word.paper.first(role).map(|(line, _)| word.of_line[line]);
    let (number, title) = (line(Role::DocumentNumber)?, line(Role::Title)?);
    let borders = word.paragraphs.get(number..title)?.iter().flat_map(|paragraph| {
        let look = &paragraph.look;
        [look.top.as_ref(), look.bottom.as_ref()].into_iter().flatten()
    });
    let border =
        borders.filter(|border| border.color.is_red() && &*border.kind == "single").map(|b| b.size).next();
    let drawn = || {
        let mut lines = word.drawings.iter().filter(|drawing| {
            drawing.kind == Kind::Line
                && drawing.paragraph < title
                && drawing.color.is_some_and(Color::is_red)
        });
        lines.find_map(|drawing| drawing.thickness)
    };
    border.map(|eighths| eighths * 100 / 8).or_else(drawn)
}
