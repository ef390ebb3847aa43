//! Where the lines of a paragraph end: 避头尾, hanging marks, whole numbers and Latin words, as the program does that
//! shows the file. It knows widths, not fonts: a full-width character is one 字, ASCII half of one.
//!
//! Word: the marks that may not begin or end a line are those of ISO/IEC 29500-1 17.3.1.16 for simplified Chinese, with
//! the dash, which `settings.xml` adds so that ——  is never cut; one mark may hang over the edge, and which do says
//! MS-OI29500 2.1.52. `LibreOffice` 7.4 was measured: it has marks of its own, none hangs whatever the file says, and
//! between Chinese and letters or digits it leaves a fifth of the size.

use crate::layout::advance::{self, is_full_width};
use crate::profile::units::Twip;

/// A program that shows a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Word and WPS: what documents are made for.
    Word,
    /// `LibreOffice`, which renders the documents for tests.
    LibreOffice,
}

/// Characters that may not begin a line in Word.
pub const NO_START: &str =
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—";
/// Characters that may not end a line in Word.
pub const NO_END: &str = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥";
/// Characters of which one may hang over the edge in Word.
const HANGING: &str = "!%),.:;>?]}¢°·ˇ’”‰′″℃∶、。〃〉》」』】〕〗〞﹚﹜﹞！＂％＇），．：；？］｝￠";
/// Characters that may not begin a line in `LibreOffice`.
const NO_START_LIBRE: &str = "!),.:;?]}¢·ˇ―‖’”′、。〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！），．：；？｜｝～￠-々";
/// Characters that may not end a line in `LibreOffice`.
const NO_END_LIBRE: &str = "‰〔《〈（“‘「『【〖〝￥([{";

/// What a character is to a line. Bits, so that the test at each character is quick.
type Class = u8;
/// May not begin a line.
const CLINGS: Class = 1;
/// May not end a line.
const OPENS: Class = 2;
/// May hang over the edge.
const HANGS: Class = 4;
/// Part of a number or Latin word, which is not cut.
const WORD: Class = 8;
/// A blank: it ends a line without needing room.
const BLANK: Class = 16;
/// A hyphen: a Latin word may be cut behind it.
const HYPHEN: Class = 32;
/// A Chinese character, no mark.
const HAN: Class = 64;
/// A letter or digit.
const LETTER: Class = 128;

fn class(c: char, viewer: Viewer) -> Class {
    // Nearly every character of a text.
    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
        return HAN;
    }
    let (no_start, no_end) = match viewer {
        Viewer::Word => (NO_START, NO_END),
        Viewer::LibreOffice => (NO_START_LIBRE, NO_END_LIBRE),
    };
    let mut class = 0;
    if no_start.contains(c) {
        class |= CLINGS;
    }
    if no_end.contains(c) {
        class |= OPENS;
    }
    if viewer == Viewer::Word && HANGING.contains(c) {
        class |= HANGS;
    }
    match c {
        ' ' => class |= BLANK,
        '-' => class |= WORD | HYPHEN,
        'a'..='z' | 'A'..='Z' | '0'..='9' => class |= WORD | LETTER,
        _ if !is_full_width(c) => class |= WORD,
        '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '\u{f900}'..='\u{faff}' => class |= HAN,
        _ => {}
    }
    class
}

/// Classes of the characters that texts are full of, looked up once.
struct Classes {
    ascii: [Class; 128],
    /// U+2000 to U+206F: quotation marks, dashes.
    general: [Class; 112],
    /// U+3000 to U+303F: Chinese marks.
    cjk: [Class; 64],
    /// U+FF00 to U+FFEF: full-width forms.
    wide: [Class; 240],
}

impl Classes {
    fn new(viewer: Viewer) -> Self {
        let table = |first: u32, at: usize| class(char::from_u32(first + at as u32).unwrap_or(' '), viewer);
        Self {
            ascii: std::array::from_fn(|at| table(0, at)),
            general: std::array::from_fn(|at| table(0x2000, at)),
            cjk: std::array::from_fn(|at| table(0x3000, at)),
            wide: std::array::from_fn(|at| table(0xff00, at)),
        }
    }

    /// The classes for a program.
    fn of(viewer: Viewer) -> &'static Self {
        use std::sync::LazyLock;
        static WORD: LazyLock<Classes> = LazyLock::new(|| Classes::new(Viewer::Word));
        static LIBRE: LazyLock<Classes> = LazyLock::new(|| Classes::new(Viewer::LibreOffice));
        match viewer {
            Viewer::Word => &WORD,
            Viewer::LibreOffice => &LIBRE,
        }
    }

    fn get(&self, c: char, viewer: Viewer) -> Class {
        let code = c as usize;
        match code {
            0x4e00..=0x9fff => HAN,
            0..=0x7f => self.ascii[code],
            0x2000..=0x206f => self.general[code - 0x2000],
            0x3000..=0x303f => self.cjk[code - 0x3000],
            0xff00..=0xffef => self.wide[code - 0xff00],
            _ => class(c, viewer),
        }
    }
}

/// What a paragraph is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item<'a> {
    /// Characters of one look.
    Text {
        /// They.
        text: &'a str,
        /// Width of a full-width character.
        size: Twip,
        /// Added to each character.
        spacing: Twip,
        /// Width of the characters in hundredths of their own.
        scale: i32,
        /// Letters and digits have the widths of a Western font, not half of a character.
        western: bool,
    },
    /// A new line, wherever this one is.
    LineBreak,
    /// A tab; what follows ends at the stop, this far from the text's left edge.
    Tab(Twip),
}

/// A place in a paragraph: the item and the byte in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Spot {
    /// Which item.
    pub item: u32,
    /// Which byte of its text.
    pub byte: u32,
}

/// A line of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Where it begins.
    pub start: Spot,
    /// Where it ends.
    pub end: Spot,
    /// What it takes before it is stretched to the edges, a hanging mark left out.
    pub width: Twip,
    /// Its last mark hangs over the edge.
    pub hanging: bool,
    /// The paragraph, or a line break, ends it: it is not stretched.
    pub last: bool,
}

/// Room of a paragraph's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Of the first.
    pub first: Twip,
    /// Of the others.
    pub rest: Twip,
}

/// Cuts a paragraph into lines, at least one.
pub fn lines<'a>(items: impl IntoIterator<Item = Item<'a>>, room: Room, viewer: Viewer) -> Vec<Line> {
    let mut lines = Vec::with_capacity(4);
    cut(items, room, viewer, &mut lines);
    lines
}

/// The same, added to `lines`.
pub fn cut<'a>(items: impl IntoIterator<Item = Item<'a>>, room: Room, viewer: Viewer, lines: &mut Vec<Line>) {
    let mut cutter = Cutter {
        classes: Classes::of(viewer),
        viewer,
        room: room.first.0,
        rest: room.rest.0,
        lines,
        start: Spot::default(),
        x: 0,
        hung: None,
        candidate: None,
        before: 0,
        tabbed: false,
    };
    let mut end = Spot::default();
    for (index, item) in items.into_iter().enumerate() {
        let at = Spot { item: index as u32, byte: 0 };
        match item {
            Item::Text { text, size, spacing, scale, western } => {
                cutter.text(at, text, size.0 * scale / 100, western, spacing.0);
                end = Spot { byte: text.len() as u32, ..at };
            }
            Item::LineBreak => {
                cutter.finish(at);
                cutter.start = Spot { item: at.item + 1, byte: 0 };
                cutter.room = cutter.rest;
                end = cutter.start;
            }
            Item::Tab(stop) => {
                // What follows ends at the stop: the line is as full as the stop is far.
                cutter.x = cutter.x.max(stop.0.min(cutter.room));
                cutter.tabbed = true;
                end = Spot { item: at.item + 1, byte: 0 };
            }
        }
    }
    cutter.finish(end);
}

/// A place where the line may end.
#[derive(Clone, Copy)]
struct Candidate {
    at: Spot,
    /// Width of the line up to it, blanks at the end left out.
    width: i32,
    /// Where what follows begins: behind blanks and the gap that is lost at the end of a line.
    x: i32,
}

struct Cutter<'l> {
    classes: &'static Classes,
    viewer: Viewer,
    room: i32,
    rest: i32,
    lines: &'l mut Vec<Line>,
    start: Spot,
    x: i32,
    /// The mark before hangs over the edge; the width without it.
    hung: Option<i32>,
    candidate: Option<Candidate>,
    /// Class of the character before.
    before: Class,
    /// Behind a tab, which has taken the room of what follows.
    tabbed: bool,
}

impl Cutter<'_> {
    fn text(&mut self, at: Spot, text: &str, whole: i32, western: bool, spacing: i32) {
        if self.tabbed {
            return;
        }
        // The width up to which the line is filled, without blanks behind it.
        let mut filled = self.x;
        let mut next = 0;
        while let Some(c) = text[next..].chars().next() {
            let byte = next;
            if self.before == HAN && byte > 0 {
                // Most of a text: Chinese characters that fit the line, between any two of which it may end.
                let fitting = (self.room - self.x) / (whole + spacing).max(1);
                let many = leading_han(&text.as_bytes()[byte..], fitting.max(0) as usize);
                if many > 0 {
                    next += many * 3;
                    self.x += many as i32 * (whole + spacing);
                    filled = self.x;
                    let last = filled - (whole + spacing);
                    let at = Spot { byte: (next - 3) as u32, ..at };
                    self.candidate = Some(Candidate { at, width: last, x: last });
                    continue;
                }
            }
            next += c.len_utf8();
            let here = Spot { byte: byte as u32, ..at };
            let class = self.classes.get(c, self.viewer);
            let width = if class & HAN != 0 { whole } else { advance::in_line(c, whole, western) };
            let advance = spacing + width;
            let gap = self.gap(class, byte == 0, whole, spacing);
            if here != self.start && self.may_end_before(class) {
                self.candidate = Some(Candidate { at: here, width: filled, x: self.x + gap });
            }
            self.x += gap;
            if self.x + advance > self.room && class & BLANK == 0 && here != self.start {
                if class & HANGS != 0 && self.hung.is_none() && self.x <= self.room {
                    self.hung = Some(self.x);
                } else {
                    self.cut(here, filled);
                }
            }
            self.x += advance;
            if class & BLANK == 0 {
                filled = self.x;
            }
            self.before = class;
        }
    }

    /// Whether a line may end before a character of this class.
    fn may_end_before(&self, class: Class) -> bool {
        let before = self.before;
        if class & (CLINGS | BLANK) != 0 || before & OPENS != 0 {
            // Blanks stay with the line that they end.
            return false;
        }
        class & before & WORD == 0 || before & HYPHEN != 0
    }

    fn gap(&self, class: Class, first_of_run: bool, whole: i32, spacing: i32) -> i32 {
        if self.viewer == Viewer::Word { 0 } else { gap(self.before, class, first_of_run, whole, spacing) }
    }

    /// Ends the line before the character at `here`, or earlier where only that is allowed.
    fn cut(&mut self, here: Spot, filled: i32) {
        let candidate = self.candidate.take().unwrap_or(Candidate { at: here, width: filled, x: self.x });
        let hung = self.hung.take().filter(|_| candidate.at == here);
        self.lines.push(Line {
            start: self.start,
            end: candidate.at,
            width: Twip(hung.unwrap_or(candidate.width)),
            hanging: hung.is_some(),
            last: false,
        });
        self.start = candidate.at;
        self.x -= candidate.x;
        self.room = self.rest;
    }

    /// Ends the paragraph, or its line at a line break.
    fn finish(&mut self, end: Spot) {
        let hung = self.hung.take();
        self.lines.push(Line {
            start: self.start,
            end,
            width: Twip(hung.unwrap_or(self.x)),
            hanging: hung.is_some(),
            last: true,
        });
        self.x = 0;
        self.candidate = None;
        self.before = 0;
        self.tabbed = false;
    }
}

/// What `LibreOffice` leaves between Chinese and letters or digits. The last character before a change from full to half
/// width, or of a run, has no spacing.
fn gap(before: Class, class: Class, first_of_run: bool, whole: i32, spacing: i32) -> i32 {
    if before == 0 {
        return 0;
    }
    let meets = |a: Class, b: Class| a & HAN != 0 && b & LETTER != 0;
    let gap = if meets(before, class) || meets(class, before) { whole / 5 } else { 0 };
    let changes = (before ^ class) & WORD != 0 || first_of_run;
    if changes { gap - spacing } else { gap }
}

/// What a program leaves between two characters of a line beside their spacing: `whole` is the width of a full-width one.
pub fn gap_between(
    (before, after): (char, char),
    first_of_run: bool,
    (whole, spacing): (i32, i32),
    viewer: Viewer,
) -> i32 {
    match viewer {
        Viewer::Word => 0,
        Viewer::LibreOffice => gap(class(before, viewer), class(after, viewer), first_of_run, whole, spacing),
    }
}

/// How many characters of U+4E00 to U+9FFF, three bytes each, a text begins with, up to `most`.
fn leading_han(text: &[u8], most: usize) -> usize {
    let is_han = |c: &&[u8]| matches!(c[0], 0xe5..=0xe9) || c[0] == 0xe4 && c[1] >= 0xb8;
    text.chunks_exact(3).take(most).take_while(is_han).count()
}

/// The text of a line.
pub fn text_of<'a>(items: impl IntoIterator<Item = Item<'a>>, line: &Line) -> String {
    let mut words = String::new();
    for (index, item) in (0..).zip(items) {
        let Item::Text { text, .. } = item else { continue };
        if index < line.start.item || index > line.end.item {
            continue;
        }
        let from = if index == line.start.item { line.start.byte as usize } else { 0 };
        let to = if index == line.end.item { line.end.byte as usize } else { text.len() };
        words.push_str(&text[from..to]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Twip = Twip(320);
    const ROOM: Room = Room { first: Twip(8845 - 630), rest: Twip(8845) };

    fn broken(text: &str, viewer: Viewer) -> Vec<String> {
        let items = [Item::Text { text, size: SIZE, spacing: Twip(-5), scale: 100, western: false }];
        lines(items, ROOM, viewer).iter().map(|line| text_of(items, line)).collect()
    }

    /// Characters of each line but the last.
    fn counts(text: &str, viewer: Viewer) -> Vec<usize> {
        broken(text, viewer).iter().map(|line| line.chars().count()).collect()
    }

    #[test]
    fn a_line_holds_twenty_eight_characters_and_the_first_two_less() {
        assert_eq!(counts(&"国".repeat(26 + 28 + 28), Viewer::Word), [26, 28, 28]);
        assert_eq!(counts(&"国".repeat(26 + 28 + 1), Viewer::LibreOffice), [26, 28, 1]);
        assert_eq!(counts("", Viewer::Word), [0]);
    }

    #[test]
    fn in_word_one_mark_hangs_and_two_take_a_character_along() {
        let text = format!("{}。国", "国".repeat(26));
        assert_eq!(counts(&text, Viewer::Word), [27, 1]);
        assert_eq!(counts(&text, Viewer::LibreOffice), [25, 3]);
        let text = format!("{}。”国", "国".repeat(26));
        assert_eq!(counts(&text, Viewer::Word), [25, 4]);
        let text = format!("{}。", "国".repeat(26));
        assert_eq!(counts(&text, Viewer::Word), [27]);
        let text = format!("{}。”", "国".repeat(26));
        assert_eq!(counts(&text, Viewer::Word), [25, 3]);
    }

    #[test]
    fn a_hanging_mark_takes_no_room_of_the_line() {
        let text = format!("{}，国", "国".repeat(26));
        let items = [Item::Text { text: &text, size: SIZE, spacing: Twip(-5), scale: 100, western: false }];
        let first = lines(items, ROOM, Viewer::Word)[0];
        assert_eq!((first.width, first.hanging, first.last), (Twip(26 * 315), true, false));
    }

    #[test]
    fn opening_marks_dashes_and_numbers_stay_with_what_follows() {
        let after = |n: usize, rest: &str| counts(&format!("{}{rest}", "国".repeat(n)), Viewer::Word);
        assert_eq!(after(25, "《国》国"), [25, 4]);
        assert_eq!(after(25, "“《国》”国"), [25, 6]);
        assert_eq!(after(25, "——国"), [24, 4]);
        assert_eq!(after(25, "2012年"), [25, 5]);
        assert_eq!(after(25, "12年"), [27, 1]);
        assert_eq!(after(25, "95.5%国"), [25, 6]);
        assert_eq!(after(26, "%国"), [27, 1]);
        assert_eq!(after(23, "0938-1234567国"), [28, 8]);
    }

    #[test]
    fn a_number_longer_than_a_line_is_cut_where_it_must() {
        assert_eq!(counts(&"1".repeat(53 + 57 + 3), Viewer::Word), [53, 57, 3]);
    }

    #[test]
    fn blanks_end_a_line_without_needing_room() {
        let text = format!("{} 国国", "国".repeat(26));
        assert_eq!(broken(&text, Viewer::Word)[1], "国国");
        let items = [Item::Text { text: &text, size: SIZE, spacing: Twip(-5), scale: 100, western: false }];
        assert_eq!(lines(items, ROOM, Viewer::Word)[0].width, Twip(26 * 315));
    }

    #[test]
    fn libre_office_leaves_gaps_round_numbers() {
        // 26 characters' room less four gaps of 64 and the spacing of four characters.
        let text = format!("国1国1国{}", "国".repeat(30));
        let items = [Item::Text { text: &text, size: SIZE, spacing: Twip(-5), scale: 100, western: false }];
        let (word, libre) = (lines(items, ROOM, Viewer::Word)[0], lines(items, ROOM, Viewer::LibreOffice)[0]);
        assert_eq!(word.width, Twip(25 * 315 + 2 * 155));
        assert_eq!(libre.width, Twip(24 * 315 + 2 * 155 + 4 * (64 + 5)));
    }

    #[test]
    fn a_mark_that_hangs_at_the_end_of_a_run_is_the_line_s() {
        let first = format!("{}，", "国".repeat(26));
        let item = |text| Item::Text { text, size: SIZE, spacing: Twip(-5), scale: 100, western: false };
        let found = lines([item(first.as_str()), item("国国")], ROOM, Viewer::Word);
        assert_eq!(found.iter().map(|line| line.hanging).collect::<Vec<_>>(), [true, false]);
        assert_eq!(text_of([item(first.as_str()), item("国国")], &found[0]), first);
    }

    #[test]
    fn line_breaks_end_lines_and_what_follows_a_tab_ends_at_its_stop() {
        let item = |text| Item::Text { text, size: SIZE, spacing: Twip(0), scale: 100, western: false };
        let found = lines([item("国"), Item::LineBreak, item("国国")], ROOM, Viewer::Word);
        assert_eq!(found.iter().map(|l| (l.width.0, l.last)).collect::<Vec<_>>(), [(320, true), (640, true)]);
        let tabbed = lines([item("国"), Item::Tab(Twip(8000)), item("国国")], ROOM, Viewer::Word);
        assert_eq!(tabbed.iter().map(|l| l.width.0).collect::<Vec<_>>(), [8000]);
    }
}
