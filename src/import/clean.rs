//! What a copy from a web page brings along is put right before a text is read: pinyin behind characters, traditional script,
//! half-width marks, words that belong to the page and not to the document, several documents in one file.
//!
//! Whatever is changed is told with its count and its first place. Only marks and characters are changed, never a word.

use std::collections::BTreeMap;
use std::ops::Range;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use crate::check::context::Context;
use crate::check::run;
use crate::check::selection::Selection;
use crate::paper::Paper;
use crate::paper::end_matter::{self, is_han, packed};
use crate::paper::line::Role;
use crate::paper::number::{is_blank, value_of_han};
use crate::paper::recognise;

/// A document's text within a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// What the file calls it, where it says so (`第二篇：……`).
    pub name: Option<String>,
    /// Its lines.
    pub text: String,
}

/// What was put right, how often, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaning {
    /// What it is.
    pub what: String,
    /// How often.
    pub count: usize,
    /// The first places, of lines that were left out all of them.
    pub places: Vec<Mended>,
}

/// A place that was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Its line from 1; 0 where it is not known.
    pub line: usize,
    /// As it was written.
    pub old: String,
    /// As it stands now; empty for what was left out.
    pub new: String,
}

/// Most places that are shown of what was changed.
const SHOWN: usize = 10;

impl Cleaning {
    /// With its first place.
    pub fn one(what: &str, count: usize, old: String, new: String) -> Self {
        Self { what: what.to_owned(), count, places: vec![Mended { line: 0, old, new }] }
    }

    /// Takes in what else was put right in the same way.
    pub fn add(&mut self, other: Self) {
        self.count += other.count;
        self.places.extend(other.places);
        if self.places.iter().any(|place| !place.new.is_empty()) {
            self.places.truncate(SHOWN);
        }
    }
}

/// Rules whose safe fixes touch marks alone: those between words, and those of numbers.
const MARKS: [&str; 12] =
    ["C01", "D04", "D05", "D06", "D07", "D13", "E01", "G01", "G02", "G04", "G05", "G13"];

/// What [`Cleaning::what`] says of glosses.
pub const PINYIN: &str = "汉字后面的拼音";

/// From so many glosses on a text is taken for one with pinyin in it.
const GLOSSES: usize = 3;

/// Common characters that only traditional script has; a text of which this part (in hundredths) are such is written in it.
const TRADITIONAL: &str = "們個這來時會國對於發為與學經實關開進務產業關點設應過動員體現勞黨組織機構領導責貫徹執達總結舉辦衛縣鄉鎮書記幹幫評審議選舉項單號";
const TRADITIONAL_PART: usize = 5;

/// A text without what does not belong to it, and the documents in it.
pub fn text(text: &str) -> (Vec<Sheet>, Vec<Cleaning>) {
    let mut told = Vec::new();
    let text = characters(text, &mut told);
    let mut sheets = vec![Sheet::default()];
    let (mut separators, mut navigation) = (Vec::new(), Vec::new());
    let total = text.lines().filter(|line| separator(line).is_some()).count();
    let on_page = text.lines().any(|line| is_navigation(line.trim_matches(is_blank)));
    for line in text.lines() {
        let words = line.trim_matches(is_blank);
        if let Some(name) = separator(words).filter(|_| total > 1) {
            separators.push(words.to_owned());
            let is_first = sheets.len() == 1 && sheets[0].text.trim().is_empty();
            if is_first {
                sheets.pop();
            }
            sheets.push(Sheet { name: Some(name.to_owned()), text: String::new() });
        } else if is_navigation(words) || (on_page && is_credit(words)) {
            navigation.push(words.to_owned());
        } else if let Some(sheet) = sheets.last_mut() {
            sheet.text.push_str(line);
            sheet.text.push('\n');
        }
    }
    sheets.retain(|sheet| !sheet.text.trim_matches(is_blank).is_empty());
    for (what, lines) in [("分篇的标记", separators), ("网页上的字", navigation)] {
        if !lines.is_empty() {
            let count = lines.len();
            let places = lines.into_iter().map(|old| Mended { line: 0, old, new: String::new() });
            told.push(Cleaning { what: what.to_owned(), count, places: places.collect() });
        }
    }
    (sheets, told)
}

/// A Markdown text without the lines between `---` that programs keep at its beginning; they are told.
pub fn without_preamble<'t>(text: &'t str, told: &mut Vec<String>) -> &'t str {
    const MOST: usize = 50;
    let mut lines = text.split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return text;
    }
    let inside: Vec<&str> = lines.by_ref().take(MOST).take_while(|line| line.trim_end() != "---").collect();
    let length = text.len() - lines.map(str::len).sum::<usize>();
    let is_closed = text[..length].trim_end().ends_with("---");
    if inside.is_empty()
        || !is_closed
        || !inside.iter().all(|line| line.contains([':', '：']) || line.trim().is_empty())
    {
        return text;
    }
    let words: Vec<&str> = inside.iter().map(|line| line.trim()).collect();
    told.push(format!("开头两行“---”之间的字没有导入：{}", words.join("、")));
    &text[length..]
}

/// The characters of a Word file's lines, as those of a text.
pub fn words(paper: &mut Paper, told: &mut Vec<Cleaning>) {
    let all: String = paper.lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect();
    let cleaned = characters(&all, told);
    if cleaned == all {
        return;
    }
    for (line, new) in paper.lines.iter_mut().zip(cleaned.lines()) {
        new.clone_into(&mut line.text);
    }
    recognise::finish(paper);
}

/// Marks of half width, brackets, and the marks of numbers.
pub fn marks(paper: &mut Paper, told: &mut Vec<Cleaning>) {
    const ROUNDS: usize = 4;
    let codes: Vec<String> = MARKS.iter().map(|code| (*code).to_owned()).collect();
    let selection = Selection::of(&codes, &[]).expect("the codes are those of rules");
    let mut count = 0;
    let mut first: BTreeMap<(usize, usize), Mended> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let found = run::look(paper, &selection, &Context::default());
        let mut edits: Vec<_> = found
            .iter()
            .flat_map(|found| &found.edits)
            .map(|edit| (edit.line, edit.range.clone(), &edit.with))
            .collect();
        edits.sort_by_key(|(line, range, _)| (*line, range.start, range.end));
        edits.dedup();
        let done = apply(paper, &edits, &mut first);
        if done == 0 {
            break;
        }
        count += done;
        recognise::finish(paper);
    }
    if count > 0 {
        let places = first.into_values().take(SHOWN).collect();
        told.push(Cleaning { what: "标点和序数".to_owned(), count, places });
    }
}

/// Puts edits into the lines, which stand in order, none on another; how many were done.
fn apply(
    paper: &mut Paper,
    edits: &[(usize, Range<usize>, &String)],
    first: &mut BTreeMap<(usize, usize), Mended>,
) -> usize {
    let mut done = 0;
    for edits in edits.chunk_by(|one, other| one.0 == other.0) {
        let line = edits[0].0;
        let old = &paper.lines[line].text;
        let mut new = String::with_capacity(old.len());
        let (mut from, mut count) = (0, 0);
        for (_, range, with) in edits {
            if range.start < from || old.get(range.clone()).is_none_or(|old| old == *with) {
                continue;
            }
            new.push_str(&old[from..range.start]);
            first.entry((line, range.start)).or_insert_with(|| Mended {
                line: line + 1,
                old: format!("{}{}", before(old, range.start), behind(old, range.start)),
                new: format!("{}{with}{}", before(old, range.start), behind(old, range.end)),
            });
            while first.len() > SHOWN {
                first.pop_last();
            }
            new.push_str(with);
            from = range.end;
            count += 1;
        }
        if count > 0 {
            new.push_str(&old[from..]);
            paper.lines[line].text = new;
            done += count;
        }
    }
    done
}

/// The last characters before a place.
pub fn before(text: &str, byte: usize) -> &str {
    let from = text[..byte].char_indices().rev().take(SIDE).last().map_or(byte, |(at, _)| at);
    &text[from..byte]
}

/// The first characters behind a place.
pub fn behind(text: &str, byte: usize) -> String {
    text[byte..].chars().take(SIDE).collect()
}

/// Characters that are shown on either side of a repair.
const SIDE: usize = 6;

/// Glosses taken out, script changed.
fn characters(text: &str, told: &mut Vec<Cleaning>) -> String {
    let (bare, glosses, first) = without_glosses(text);
    let mut text = text.to_owned();
    if glosses >= GLOSSES {
        let (old, new) = first;
        told.push(Cleaning::one(PINYIN, glosses, old, new));
        text = bare;
    }
    if is_traditional(&text) {
        let converter = OpenCC::from_config(BuiltinConfig::T2s).expect("its tables are part of the program");
        let mut simplified = String::with_capacity(text.len());
        let (mut count, mut first) = (0, None);
        for (at, line) in text.lines().enumerate() {
            let new = converter.convert(line);
            // A character for a character; else the line stays.
            let new = if new.chars().count() == line.chars().count() { new } else { line.to_owned() };
            let changed = new.chars().zip(line.chars()).filter(|(new, old)| new != old).count();
            if changed > 0 && first.is_none() {
                first = Some((behind(line, 0), behind(&new, 0)));
            }
            count += changed;
            if at > 0 {
                simplified.push('\n');
            }
            simplified.push_str(&new);
        }
        if text.ends_with('\n') {
            simplified.push('\n');
        }
        if let Some((old, new)) = first {
            told.push(Cleaning::one("繁体字", count, old, new));
        }
        text = simplified;
    }
    text
}

/// A text without the pinyin in brackets behind its characters, how many there were, and the first.
fn without_glosses(text: &str) -> (String, usize, (String, String)) {
    let mut bare = String::with_capacity(text.len());
    let (mut count, mut first) = (0, (String::new(), String::new()));
    let mut rest = text;
    while let Some(at) = rest.find(['(', '（']) {
        let (before, bracket) = rest.split_at(at);
        bare.push_str(before);
        match gloss(bracket) {
            Some(length) if before.chars().next_back().is_some_and(|c| !is_blank(c)) => {
                if count == 0 {
                    let last = before.chars().next_back().map(String::from).unwrap_or_default();
                    first = (format!("{last}{}", &bracket[..length]), last);
                }
                count += 1;
                rest = &bracket[length..];
            }
            _ => {
                let width = bracket.chars().next().map_or(0, char::len_utf8);
                bare.push_str(&bracket[..width]);
                rest = &bracket[width..];
            }
        }
    }
    bare.push_str(rest);
    (bare, count, first)
}

/// The length of `(wèi)` where a text begins with one: one syllable, whose vowel has a tone mark or which is without tone.
fn gloss(text: &str) -> Option<usize> {
    const LONGEST: usize = 6;
    const VOWELS: &str = "aeiouüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
    let inner = text.strip_prefix(['(', '（'])?;
    let (end, _) = inner.char_indices().take(LONGEST + 1).find(|(_, c)| matches!(c, ')' | '）'))?;
    let syllable = &inner[..end];
    let letters = syllable.chars().count();
    let is_letter = |c: char| c.is_ascii_lowercase() || VOWELS.contains(c);
    let is_toned = syllable.chars().any(|c| !c.is_ascii() && VOWELS.contains(c));
    let has_vowel = syllable.chars().any(|c| VOWELS.contains(c));
    let is_syllable = (1..=LONGEST).contains(&letters) && syllable.chars().all(is_letter) && has_vowel;
    let length = text.len() - inner.len() + end + inner[end..].chars().next().map_or(0, char::len_utf8);
    // Without a tone `(a)` is a number and `(max)` a word.
    (is_syllable && (is_toned || NEUTRAL.contains(&syllable))).then_some(length)
}

/// Syllables that are written without a tone.
const NEUTRAL: [&str; 8] = ["men", "de", "le", "zi", "zhe", "ge", "tou", "ma"];

fn is_traditional(text: &str) -> bool {
    let han = text.chars().filter(|&c| is_han(c)).count();
    let traditional = text.chars().filter(|&c| TRADITIONAL.contains(c)).count();
    han > 0 && traditional * 100 >= han * TRADITIONAL_PART
}

/// The name behind `第二篇：`, which pages put before each of several documents.
fn separator(line: &str) -> Option<&str> {
    let rest = line.trim_matches(is_blank).strip_prefix('第')?;
    let (number, name) = rest.split_once('篇')?;
    let name = name.strip_prefix(['：', ':'])?;
    value_of_han(number).or_else(|| number.parse().ok())?;
    Some(name.trim_matches(is_blank))
}

/// Whether a line belongs to a web page, not to the document on it. Only lines that can be nothing else.
fn is_navigation(line: &str) -> bool {
    const WHOLE: [&str; 16] = [
        "打印本页",
        "关闭窗口",
        "打印",
        "关闭",
        "返回顶部",
        "返回目录",
        "返回首页",
        "分享到",
        "相关阅读",
        "相关链接",
        "相关文章",
        "推荐阅读",
        "网站地图",
        "扫一扫在手机打开当前页",
        "扫一扫分享",
        "【打印】【关闭】",
    ];
    const BEGINNINGS: [&str; 11] = [
        "上一篇：",
        "下一篇：",
        "当前位置：",
        "您现在的位置：",
        "您的位置：",
        "首页>",
        "浏览次数：",
        "点击次数：",
        "点击数：",
        "字体：",
        "【字体：",
    ];
    let line = packed(line).replace(':', "：");
    let bare = line.trim_end_matches('：');
    let is_source = line.starts_with("来源：")
        && (line.contains("时间：") || line.contains("日期："))
        && line.len() < 180;
    WHOLE.contains(&bare) || BEGINNINGS.iter().any(|start| line.starts_with(start)) || is_source
}

/// Whether a line names who put a text on a page; it may be a bulletin's own where nothing else tells of a page.
fn is_credit(line: &str) -> bool {
    let line = packed(line).replace(':', "：");
    ["责任编辑：", "网络编辑：", "编辑："].iter().any(|start| line.starts_with(start))
        && line.chars().count() < 20
}

/// Lines that hold characters which no conversion can bring back: told, never guessed. In a text that had glosses a letter within
/// a word is what is left of one.
pub fn damaged(paper: &Paper, had_glosses: bool) -> Vec<String> {
    let is_odd = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        let replaced = chars.iter().any(|c| matches!(c, '\u{fffd}' | '□'));
        let questions = chars.windows(3).any(|three| is_han(three[0]) && three[1] == '?' && three[2] == '?');
        let letter = |three: &[char]| is_han(three[0]) && three[1].is_ascii_lowercase() && is_han(three[2]);
        replaced || questions || had_glosses && chars.windows(3).any(letter)
    };
    let lines = paper.lines.iter().filter(|line| line.role != Role::Furniture && is_odd(&line.text));
    lines.map(|line| line.text.clone()).collect()
}

/// The title of a sheet that has none of its own: what the file calls it, without stops.
pub fn name(sheet: &Sheet) -> Option<String> {
    let name = sheet.name.as_deref()?.trim_end_matches(['.', '。', '．']);
    (!name.is_empty() && end_matter::date(name).is_none()).then(|| name.to_owned())
}
