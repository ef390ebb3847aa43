//! What a Word file has and a workbook has not: told with its words and its place, or turned into characters that say the same.

use std::collections::HashSet;
use std::ops::Range;

use crate::import::clean::{self, Cleaning};
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;
use crate::paper::number::is_blank;
use crate::paper::recognise;
use crate::read::docx::body::{Paragraph, SOFT_BREAK, Unread, Within};
use crate::read::docx::drawing::Kind;
use crate::read::docx::look::{Effects, Script};
use crate::read::docx::numbering;
use crate::read::docx::section::Pages;
use crate::read::docx::{Note, Word};

/// Most places of a kind that are shown.
const SHOWN: usize = 10;
/// Most characters of a text that are shown.
const LONGEST: usize = 30;

/// A kind of things that are told: how many there are, and the first of them.
#[derive(Debug, Default)]
struct Listing {
    count: usize,
    shown: Vec<String>,
}

impl Listing {
    fn add(&mut self, words: impl FnOnce() -> String) {
        self.count += 1;
        if self.count <= SHOWN {
            self.shown.push(words());
        }
    }

    fn of<T>(items: impl Iterator<Item = T>, words: impl Fn(T) -> String) -> Self {
        let mut listing = Self::default();
        items.for_each(|item| listing.add(|| words(item)));
        listing
    }

    /// A line for the kind, with `#` for their number, and those that are shown below it.
    fn tell(self, told: &mut Vec<String>, head: &str) {
        if self.count == 0 {
            return;
        }
        told.push(format!("{}：", head.replace('#', &self.count.to_string())));
        told.extend(self.shown.into_iter().map(|item| format!("  {item}")));
        if self.count > SHOWN {
            told.push(format!("  另有{}处", self.count - SHOWN));
        }
    }
}

/// Turns 上标, 下标 and underlined blanks of the paper's lines into characters; what was changed, and what is not kept.
pub fn effects(word: &mut Word, cleanings: &mut Vec<Cleaning>) -> Vec<String> {
    let starts = starts(&word.paragraphs);
    let (mut scripts, mut struck) = (Listing::default(), Listing::default());
    let mut changed = false;
    for at in 0..word.paper.lines.len() {
        let line = &word.paper.lines[at];
        if matches!(line.role, Role::Furniture | Role::Contents) {
            continue;
        }
        let stretches = stretches(&word.paragraphs, &starts, &word.paper, at);
        let mut text = String::new();
        let mut from = 0;
        for (range, effects) in stretches {
            let words = &line.text[range.clone()];
            if effects.struck && !words.trim_matches(is_blank).is_empty() {
                struck.add(|| format!("{}：{}", place(&word.paper, at), shortened(words)));
            }
            let (what, new) = match effects.script {
                Script::Line if effects.underlined => ("填空的横线", blanks(words)),
                Script::Line => continue,
                script => ("上标、下标", in_script(words, script)),
            };
            let shown = |words: &str| around(&line.text, &range, words);
            match new {
                Some(new) if new != words => {
                    text.push_str(&line.text[from..range.start]);
                    tell(cleanings, what, || (shown(words), shown(&new)));
                    text.push_str(&new);
                    from = range.end;
                }
                None if effects.script != Script::Line && !words.trim_matches(is_blank).is_empty() => {
                    scripts.add(|| format!("{}：{}", place(&word.paper, at), shown(words)));
                }
                _ => {}
            }
        }
        if from > 0 {
            text.push_str(&line.text[from..]);
            replace(&mut word.paper, at, text);
            changed = true;
        }
    }
    if changed {
        recognise::finish(&mut word.paper);
    }
    let mut told = Vec::new();
    scripts.tell(&mut told, "原文有#处上标或者下标没有对应的字符，照平常的字导入");
    struck.tell(&mut told, "原文有#处带删除线的字，照常导入了，不要的请删去");
    told
}

/// Puts a text in a line's place, and where a table knows it as its own.
fn replace(paper: &mut Paper, at: usize, text: String) {
    let line = &mut paper.lines[at];
    let old = std::mem::replace(&mut line.text, text);
    if matches!(line.role, Role::Caption | Role::Note) {
        for grid in &mut paper.tables {
            for own in [&mut grid.title, &mut grid.unit_line] {
                if *own == old {
                    own.clone_from(&line.text);
                }
            }
        }
    }
}

/// What a workbook has no place for.
pub fn left_out(word: &Word) -> Vec<String> {
    let mut told = Vec::new();
    let is_text = |at: usize| {
        word.paragraphs.get(at).is_none_or(|paragraph| !matches!(paragraph.within, Within::Furniture(_)))
    };
    let of_body = || word.unread.iter().filter(|(at, _)| is_text(*at));
    let shown = of_body().filter(|(_, what)| matches!(what, Unread::Object(_, true))).count();
    let pictures = word.drawings.iter().filter(|drawing| drawing.kind == Kind::Picture).count();
    let plain = |count: usize, words: &str| (count > 0).then(|| words.replace('#', &count.to_string()));
    told.extend(plain(
        pictures.saturating_sub(shown),
        "原文有#幅图片，没有导入；印章的图片写在“单位”的“印章”里",
    ));
    let unknown = word.charts.iter().filter(|chart| chart.plot.is_none()).count();
    told.extend(plain(unknown, "原文有#张图读不出数，没有导入"));
    let at = |paragraph: usize| place_of(word, paragraph);
    let of_kind = |wanted: fn(&Unread) -> Option<String>| {
        let all = of_body().filter_map(move |(paragraph, what)| Some((*paragraph, wanted(what)?)));
        Listing::of(all, |(paragraph, words)| format!("{}：{words}", at(paragraph)))
    };
    let objects = of_kind(|what| match what {
        Unread::Object(program, _) => Some(object(program).to_owned()),
        _ => None,
    });
    objects.tell(&mut told, "原文有#个嵌入的对象，没有导入");
    let others = of_kind(|what| match what {
        Unread::Chunk => Some("这一段前面插入的另一个文件".to_owned()),
        Unread::Diagram => Some("智能图形（SmartArt）里的字".to_owned()),
        _ => None,
    });
    others.tell(&mut told, "原文有#处没有导入的内容，请对照原文补上");
    let fields = of_kind(|what| match what {
        Unread::Field(code) => Some(shortened(code)),
        _ => None,
    });
    fields.tell(&mut told, "原文有#处域显示不出来，没有导入");
    told.extend(plain(word.revisions.len(), "原文有#处修订，按接受以后的文字导入"));
    let hidden = Listing::of(word.hidden.iter(), |(paragraph, text)| {
        format!("{}：{}", at(*paragraph), shortened(text))
    });
    hidden.tell(&mut told, "原文有#处隐藏的文字，没有导入");
    let comments = Listing::of(word.comments.iter(), |(paragraph, author, text)| {
        let who = if author.is_empty() { String::new() } else { format!("{author}写：") };
        format!("{}：{who}{}", at(*paragraph), shortened(text))
    });
    comments.tell(&mut told, "原文有#条批注，没有导入");
    notes(word, &mut told);
    furniture(word, &mut told);
    breaks(word, &mut told);
    numbers(word, &mut told);
    told
}

/// Footnotes and endnotes: their text is kept, their marks are not.
fn notes(word: &Word, told: &mut Vec<String>) {
    for (is_endnote, name) in [(false, "脚注"), (true, "尾注")] {
        let text = |note: &Note| -> String {
            word.paragraphs[note.paragraphs.clone()].iter().map(|paragraph| paragraph.text.trim()).collect()
        };
        let of_kind = word.notes.iter().filter(|note| note.is_endnote == is_endnote);
        let mut notes: Vec<&Note> =
            of_kind.filter(|note| !text(note).trim_matches(is_blank).is_empty()).collect();
        notes.sort_by_key(|note| note.mark.map_or(usize::MAX, |(number, _)| number));
        let listing = Listing::of(notes.into_iter(), |note| match note.mark {
            Some((number, paragraph)) => {
                format!("{name}{number}（{}）：{}", place_of(word, paragraph), shortened(&text(note)))
            }
            None => format!("{name}（正文里没有它的注码）：{}", shortened(&text(note))),
        });
        listing.tell(told, &format!("原文有#条{name}，放在正文末尾，注码没有导入，请改写到正文里"));
    }
}

/// What stands in heads and feet of pages, but for page numbers and what the document says as well.
fn furniture(word: &Word, told: &mut Vec<String>) {
    let is_own = |role| matches!(role, Role::RedMark | Role::Title | Role::Signature | Role::DocumentNumber);
    let own = word.paper.lines.iter().filter(|line| is_own(line.role)).map(|line| packed(&line.text));
    let mut known: HashSet<String> =
        own.flat_map(|line| [line.trim_end_matches("文件").to_owned(), line]).collect();
    let title = packed(&word.paper.title(0));
    let mut listing = Listing::default();
    for furniture in &word.furniture {
        let name = if furniture.is_footer { "页脚" } else { "页眉" };
        let pages = match furniture.pages {
            Pages::Default => "",
            Pages::First => "首页",
            Pages::Even => "双页",
        };
        for paragraph in &word.paragraphs[furniture.paragraphs.clone()] {
            let text = paragraph.text.replace(SOFT_BREAK, "　");
            let words = packed(&text);
            if !is_page_number(paragraph) && words != title && known.insert(words) {
                listing.add(|| format!("{pages}{name}：{}", shortened(&text)));
            }
        }
    }
    listing.tell(told, "页眉、页脚里有#处字，没有导入");
}

/// Whether a line of a head or foot is a page number or nothing.
fn is_page_number(paragraph: &Paragraph) -> bool {
    const AROUND: &str = "—-－–―一~～·.．/／第页共总码（）()【】[]|";
    let is_field = paragraph.fields.iter().any(|code| code.contains("PAGE"));
    let is_roman = |c: char| is_field && "ivxlcIVXLC".contains(c);
    let is_part = |c: char| {
        is_blank(c)
            || c.is_whitespace()
            || c.is_numeric()
            || c == SOFT_BREAK
            || AROUND.contains(c)
            || is_roman(c)
    };
    paragraph.text.chars().all(is_part)
}

/// Line ends and tabs within paragraphs of the text.
fn breaks(word: &Word, told: &mut Vec<String>) {
    let (mut ends, mut tabs) = ((0, None), (0, None));
    let mut last = None;
    for (at, line) in word.paper.lines.iter().enumerate() {
        let Some(&number) = word.of_line.get(at) else { continue };
        if !matches!(line.role, Role::Body | Role::Heading | Role::Item)
            || last.replace(number) == Some(number)
        {
            continue;
        }
        let paragraph = &word.paragraphs[number];
        if !matches!(paragraph.within, Within::Body | Within::TextBox) {
            continue;
        }
        let text = paragraph.text.trim();
        for (sign, (count, first)) in [(SOFT_BREAK, &mut ends), ('\t', &mut tabs)] {
            *count += text.matches(sign).count();
            if first.is_none() && text.contains(sign) {
                *first = Some(at);
            }
        }
    }
    for ((count, first), words) in
        [(ends, "正文里有#处手动换行，改成了分段"), (tabs, "正文里有#处制表符，改成了空格")]
    {
        if let Some(first) = first {
            let words = words.replace('#', &count.to_string());
            told.push(format!("{words}，第一处在{}", place(&word.paper, first)));
        }
    }
}

/// Automatic numbers of a lower level that look as those of the level above: what tells them apart is lost.
fn numbers(word: &Word, told: &mut Vec<String>) {
    const FORMS: usize = 100;
    let mut forms: Vec<(i32, usize, String)> = Vec::new();
    let mut listing = Listing::default();
    for (at, paragraph) in word.paragraphs.iter().enumerate() {
        let Some((list, level)) = paragraph.look.numbering.filter(|_| paragraph.number > 0) else { continue };
        let form = numbering::form(&paragraph.text[..paragraph.number]);
        if forms.iter().any(|(have, above, other)| *have == list && *above < level && *other == form) {
            listing.add(|| format!("{}，原文是第{}层", place_of(word, at), level + 1));
        }
        if forms.len() < FORMS && !forms.iter().any(|(have, of, _)| (*have, *of) == (list, level)) {
            forms.push((list, level, form));
        }
    }
    listing.tell(told, "原文有#处自动编号与上一层的编号写法一样，照写以后分不出层次");
}

/// What made an embedded object, in words.
fn object(program: &str) -> &str {
    const PROGRAMS: [(&str, &str); 6] = [
        ("Excel", "Excel 表格"),
        ("Equation", "公式"),
        ("PowerPoint", "演示文稿"),
        ("Word", "Word 文件"),
        ("Visio", "Visio 图"),
        ("Package", "附带的文件"),
    ];
    let known = PROGRAMS.iter().find(|(start, _)| program.starts_with(start));
    known.map_or(if program.is_empty() { "对象" } else { program }, |(_, words)| words)
}

/// Where each paragraph begins in the text of the file.
fn starts(paragraphs: &[Paragraph]) -> Vec<usize> {
    let mut end = 0;
    let start = |paragraph: &Paragraph| {
        let start = end;
        end += paragraph.text.len() + 1;
        start
    };
    paragraphs.iter().map(start).collect()
}

/// The stretches of a line that have effects, in order.
fn stretches(
    paragraphs: &[Paragraph],
    starts: &[usize],
    paper: &Paper,
    at: usize,
) -> Vec<(Range<usize>, Effects)> {
    let line = &paper.lines[at];
    let mut found: Vec<(Range<usize>, Effects)> = Vec::new();
    for (index, (from, span)) in line.pieces.iter().enumerate() {
        let to = line.pieces.get(index + 1).map_or(line.text.len(), |(next, _)| *next);
        let Some(number) = starts.partition_point(|start| *start <= span.start).checked_sub(1) else {
            continue;
        };
        let (paragraph, offset) = (&paragraphs[number], span.start - starts[number]);
        let first = paragraph.effects.partition_point(|(range, _)| range.end <= offset);
        let behind = offset + to.saturating_sub(*from);
        let within = paragraph.effects[first..].iter().take_while(|(range, _)| range.start < behind);
        for (range, effects) in within {
            let start = from + range.start.max(offset) - offset;
            let end = (from + range.end.saturating_sub(offset)).min(to);
            // The line says what the paragraph says there.
            let have = line.text.get(start..end).filter(|words| !words.is_empty());
            let said = paragraph.text.get(start - from + offset..(end.max(*from) - from) + offset);
            if start >= end || have.is_none() || have != said {
                continue;
            }
            match found.last_mut() {
                Some((last, same)) if last.end == start && same == effects => last.end = end,
                _ => found.push((start..end, *effects)),
            }
        }
    }
    found
}

/// Characters above or below the line, if there is one for each.
fn in_script(words: &str, script: Script) -> Option<String> {
    const PLAIN: &str = "0123456789+-=()ni";
    const UPPER: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
    const LOWER: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢ";
    let signs = if script == Script::Upper { UPPER } else { LOWER };
    let sign = |c: char| {
        let plain = match c {
            '−' | '－' | '–' | '—' => '-',
            '＋' => '+',
            '＝' => '=',
            '（' => '(',
            '）' => ')',
            '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + u32::from('0'))?,
            c => c,
        };
        // What stands there already stays.
        if signs.contains(plain) || is_blank(plain) {
            return Some(plain);
        }
        PLAIN.chars().position(|have| have == plain).and_then(|at| signs.chars().nth(at))
    };
    words.chars().map(sign).collect()
}

/// Underlined blanks as low lines; `None` where there are none. A blank between underlined words stays one.
fn blanks(words: &str) -> Option<String> {
    const BETWEEN: usize = 4;
    let width = |c: char| match c {
        '\t' => 8,
        '\u{3000}' | '\u{2003}' => 2,
        c if is_blank(c) || c == '\u{a0}' => 1,
        _ => 0,
    };
    let is_line = |c: char| width(c) > 0;
    let least = if words.chars().all(is_line) { 2 } else { BETWEEN };
    let mut out = String::new();
    let mut changed = false;
    let mut rest = words;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_line(c)).unwrap_or(rest.len());
        let (gap, behind) = rest.split_at(end);
        let total: usize = gap.chars().map(width).sum();
        if total >= least {
            out.extend(std::iter::repeat_n('＿', total.div_ceil(2)));
            changed = true;
        } else {
            out.push_str(gap);
        }
        let end = behind.find(is_line).unwrap_or(behind.len());
        out.push_str(&behind[..end]);
        rest = &behind[end..];
    }
    changed.then_some(out)
}

/// A stretch with what stands before and behind it.
fn around(text: &str, range: &Range<usize>, words: &str) -> String {
    let shown: String = words.chars().take(LONGEST).collect();
    format!("{}{shown}{}", clean::before(text, range.start), clean::behind(text, range.end))
}

fn tell(cleanings: &mut Vec<Cleaning>, what: &str, shown: impl FnOnce() -> (String, String)) {
    if let Some(known) = cleanings.iter_mut().find(|cleaning| cleaning.what == what) {
        known.count += 1;
        return;
    }
    let (old, new) = shown();
    cleanings.push(Cleaning::one(what, 1, old, new));
}

/// A line by its number and its first words.
fn place(paper: &Paper, line: usize) -> String {
    const WORDS: usize = 12;
    let text = paper.lines[line].text.trim_matches(is_blank);
    let mut words: String = text.chars().take(WORDS).collect();
    if words.len() < text.len() {
        words.push('…');
    }
    format!("第{}段“{words}”", line + 1)
}

/// The place of a paragraph.
fn place_of(word: &Word, paragraph: usize) -> String {
    let Some(line) = word.line_of(paragraph) else { return "末尾".to_owned() };
    let before = if word.of_line[line] == paragraph { "" } else { "前面" };
    format!("{}{before}", place(&word.paper, line))
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    let shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > LONGEST { format!("{shown}……") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_become_characters_where_each_has_one() {
        for (words, script, right) in [
            ("2", Script::Upper, Some("²")),
            ("-5", Script::Upper, Some("⁻⁵")),
            ("（n+1）", Script::Upper, Some("⁽ⁿ⁺¹⁾")),
            ("2", Script::Lower, Some("₂")),
            ("th", Script::Upper, None),
            ("[1]", Script::Upper, None),
        ] {
            assert_eq!(in_script(words, script).as_deref(), right, "{words}");
        }
    }

    #[test]
    fn underlined_blanks_become_low_lines() {
        for (words, right) in [
            ("      ", Some("＿＿＿")),
            ("填空      ", Some("填空＿＿＿")),
            ("\t", Some("＿＿＿＿")),
            ("某某　同志", None),
            (" ", None),
            ("字", None),
        ] {
            assert_eq!(blanks(words).as_deref(), right, "{words}");
        }
    }
}
