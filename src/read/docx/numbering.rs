//! Automatic numbers: what Word writes before a paragraph though its text does not hold it.

use std::collections::{HashMap, HashSet};

use crate::office::element::Element;
use crate::read::docx::tree::{self, Asked, Fault};

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: i32,
    format: String,
    text: String,
    /// What stands behind the number: `tab`, `space`, `nothing`.
    suffix: String,
    /// The level whose next number begins this one anew; `Some(0)` never.
    restart: Option<i32>,
    /// Numbers of higher levels in Arabic digits.
    is_legal: bool,
    /// The paragraph style that has this level.
    style: Option<String>,
    /// Indents and characters.
    paragraph: Option<Element>,
}

#[derive(Debug, Default)]
struct List {
    kind: i32,
    /// Levels that begin elsewhere, or look otherwise, than those of its kind.
    starts: HashMap<usize, i32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a file, and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    kinds: HashMap<i32, Vec<Level>>,
    lists: HashMap<i32, List>,
    counters: HashMap<i32, [Option<i32>; LEVELS]>,
    /// Lists whose own starts have been set.
    begun: HashSet<i32>,
}

impl Numbering {
    /// The lists of a part.
    pub fn read(xml: &[u8], room: &mut usize) -> Result<Self, Fault> {
        let mut numbering = Self::default();
        tree::children(xml, &["w:numbering"], room, &mut |child| {
            numbering.take(&child);
            Ok(())
        })?;
        Ok(numbering)
    }

    fn take(&mut self, element: &Element) {
        match &*element.name {
            "w:abstractNum" => {
                let Some(id) = element.number("abstractNumId") else { return };
                let mut levels = vec![Level::default(); LEVELS];
                for child in element.elements().filter(|child| child.name == "w:lvl") {
                    let at = child.number("ilvl").unwrap_or(0).clamp(0, 8) as usize;
                    levels[at] = level(child);
                }
                self.kinds.insert(id, levels);
            }
            "w:num" => {
                let Some(id) = element.number("numId") else { return };
                let kind = element.child_named("w:abstractNumId").and_then(|k| k.number("val"));
                let mut list = List { kind: kind.unwrap_or(-1), ..List::default() };
                for over in element.elements().filter(|child| child.name == "w:lvlOverride") {
                    let at = over.number("ilvl").unwrap_or(0).clamp(0, 8) as usize;
                    if let Some(start) = over.child_named("w:startOverride").and_then(|s| s.number("val")) {
                        list.starts.insert(at, start);
                    }
                    if let Some(own) = over.child_named("w:lvl") {
                        list.levels.insert(at, level(own));
                    }
                }
                self.lists.insert(id, list);
            }
            _ => {}
        }
    }

    fn level(&self, list: i32, level: usize) -> Option<&Level> {
        let list = self.lists.get(&list)?;
        list.levels.get(&level).or_else(|| self.kinds.get(&list.kind)?.get(level))
    }

    /// Indents of a list's level.
    pub fn paragraph(&self, list: i32, level: usize) -> Option<&Element> {
        self.level(list, level)?.paragraph.as_ref()
    }

    /// The level of a list that belongs to a paragraph style, where the style names only the list.
    pub fn level_of_style(&self, list: i32, style: &str) -> Option<usize> {
        let kind = self.lists.get(&list)?.kind;
        self.kinds.get(&kind)?.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// The next number of a list's level, as it is written before a paragraph.
    pub fn next(&mut self, list: i32, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let kind = self.lists.get(&list)?.kind;
        let levels: Vec<Level> =
            (0..LEVELS).map(|at| self.level(list, at).cloned().unwrap_or_default()).collect();
        let counters = self.counters.entry(kind).or_default();
        if self.begun.insert(list)
            && let Some(own) = self.lists.get(&list)
        {
            for (&at, &start) in &own.starts {
                counters[at] = Some(start.saturating_sub(1));
            }
        }
        for (at, counter) in counters.iter_mut().enumerate().take(level) {
            // A level that was passed over counts as begun.
            counter.get_or_insert(levels[at].start);
        }
        let counter = &mut counters[level];
        *counter = Some(counter.map_or(levels[level].start, |value| value.saturating_add(1)));
        for (at, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restarts = levels[at].restart.is_none_or(|by| by > 0 && level < by as usize);
            if restarts {
                *counter = None;
            }
        }
        let values = *counters;
        Some(written(&levels, level, &values))
    }
}

fn level(element: &Element) -> Level {
    let word = |name: &str| element.val_of(name).unwrap_or_default().to_owned();
    Level {
        start: element.child_named("w:start").and_then(|s| s.number("val")).unwrap_or(0),
        format: word("w:numFmt"),
        text: word("w:lvlText"),
        suffix: word("w:suff"),
        restart: element.child_named("w:lvlRestart").and_then(|r| r.number("val")),
        is_legal: element.switch("w:isLgl").unwrap_or(false),
        style: element.val_of("w:pStyle").map(str::to_owned),
        paragraph: element.child_named("w:pPr").cloned(),
    }
}

/// The number of a level with what stands around it.
fn written(levels: &[Level], level: usize, values: &[Option<i32>; LEVELS]) -> String {
    let own = &levels[level];
    let mut out = String::new();
    let mut rest = own.text.as_str();
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(digit) = rest.chars().next().and_then(|c| c.to_digit(10)).filter(|d| (1..=9).contains(d))
        else {
            out.push('%');
            continue;
        };
        rest = &rest[1..];
        let at = digit as usize - 1;
        let value = values[at].unwrap_or(levels[at].start);
        let format = if own.is_legal && at != level { "decimal" } else { &levels[at].format };
        out.push_str(&numeral(format, value));
    }
    out.push_str(rest);
    // Signs of symbol fonts.
    let mut out: String =
        out.chars().map(|c| if ('\u{E000}'..='\u{F8FF}').contains(&c) { '•' } else { c }).collect();
    if own.suffix == "space" && !out.is_empty() {
        out.push(' ');
    }
    out
}

/// What a number looks like, whatever its value: `（三）` and `（十二）` are `（一）`.
pub fn form(number: &str) -> String {
    let mut form = String::new();
    for c in number.trim().chars() {
        let c = match c {
            c if c.is_ascii_digit() => '1',
            c if c.is_numeric() || "一二三四五六七八九十百零〇".contains(c) => '一',
            c => c,
        };
        if !(matches!(c, '1' | '一') && form.ends_with(c)) {
            form.push(c);
        }
    }
    form
}

/// A number in a form that files name.
fn numeral(format: &str, value: i32) -> String {
    let value = value.clamp(0, 1_000_000) as u32;
    let circled = |first: char, most: u32| {
        (1..=most).contains(&value).then(|| char::from_u32(u32::from(first) + value - 1)).flatten()
    };
    let of = |signs: &str| {
        let signs: Vec<char> = signs.chars().collect();
        (value > 0).then(|| signs[(value as usize - 1) % signs.len()].to_string())
    };
    let special = match format {
        "none" | "bullet" => Some(String::new()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
        | "japaneseCounting"
        | "koreanCounting" => Some(han(value, "〇一二三四五六七八九", "十百千万")),
        "chineseLegalSimplified" => Some(han(value, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万")),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
            Some(value.to_string().bytes().map(|b| digits[usize::from(b - b'0')]).collect())
        }
        "ideographTraditional" => of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => of("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled('①', 20).map(String::from),
        "decimalEnclosedParen" => circled('⑴', 20).map(String::from),
        "decimalEnclosedFullstop" => circled('⒈', 20).map(String::from),
        "ideographEnclosedCircle" => circled('㊀', 10).map(String::from),
        "decimalFullWidth" | "decimalFullWidth2" => Some(
            value
                .to_string()
                .bytes()
                .filter_map(|b| "０１２３４５６７８９".chars().nth(usize::from(b - b'0')))
                .collect(),
        ),
        "decimalZero" => Some(format!("{value:02}")),
        "lowerLetter" => letters(value, b'a'),
        "upperLetter" => letters(value, b'A'),
        "lowerRoman" => Some(roman(value).to_lowercase()),
        "upperRoman" => Some(roman(value)),
        _ => None,
    };
    special.unwrap_or_else(|| value.to_string())
}

/// a, b … z, aa, bb …
fn letters(value: u32, first: u8) -> Option<String> {
    let at = value.checked_sub(1)?;
    let letter = char::from(first + (at % 26) as u8);
    Some(letter.to_string().repeat((at / 26 + 1).min(10) as usize))
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = value.min(9999);
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}

/// A number below a hundred million in Chinese numerals, `十二` and not `一十二`.
fn han(value: u32, digits: &str, units: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let units: Vec<char> = units.chars().collect();
    let mut out = String::new();
    if value >= 10_000 {
        out = han(value / 10_000, &digits.iter().collect::<String>(), &units.iter().collect::<String>());
        out.push(units[3]);
        if value.is_multiple_of(10_000) {
            return out;
        }
    }
    let rest = value % 10_000;
    let mut gap = value >= 10_000 && rest < 1000;
    let mut begun = false;
    for (place, unit) in [(1000, Some(units[2])), (100, Some(units[1])), (10, Some(units[0])), (1, None)] {
        let digit = (rest / place % 10) as usize;
        if digit == 0 {
            gap |= begun;
            continue;
        }
        if gap {
            out.push(if digits[0] == '〇' { '零' } else { digits[0] });
            gap = false;
        }
        let is_bare_ten = place == 10 && digit == 1 && out.is_empty();
        if !is_bare_ten {
            out.push(digits[digit]);
        }
        out.extend(unit);
        begun = true;
    }
    if out.is_empty() {
        out.push(digits[0]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_forms_that_word_gives_them() {
        for (format, value, expected) in [
            ("chineseCounting", 12, "十二"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 20, "二十"),
            ("chineseLegalSimplified", 3, "叁"),
            ("ideographTraditional", 3, "丙"),
            ("decimalEnclosedCircleChinese", 2, "②"),
            ("decimalFullWidth", 10, "１０"),
            ("upperLetter", 27, "AA"),
            ("lowerRoman", 4, "iv"),
            ("decimal", 7, "7"),
            ("something", 7, "7"),
        ] {
            assert_eq!(numeral(format, value), expected, "{format}");
        }
        assert_eq!(han(10_010, "〇一二三四五六七八九", "十百千万"), "一万零一十");
    }

    #[test]
    fn numbers_of_a_level_have_one_form() {
        for (number, right) in [("12. ", "1."), ("（十三）", "（一）"), ("3.1", "1.1"), ("第三章", "第一章")]
        {
            assert_eq!(form(number), right, "{number}");
        }
    }

    fn numbering() -> Numbering {
        let level = |at: usize, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let xml = format!(
            "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>",
            level(0, "chineseCounting", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%3."),
        );
        Numbering::read(xml.as_bytes(), &mut 1000).expect("well-formed")
    }

    #[test]
    fn levels_count_and_begin_anew() {
        let mut numbering = numbering();
        let told: Vec<String> = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1), (2, 0), (1, 0)]
            .into_iter()
            .filter_map(|(list, level)| numbering.next(list, level))
            .collect();
        assert_eq!(told, ["一、", "（一）", "1.", "2.", "（二）", "二、", "（一）", "一、", "二、"]);
        assert_eq!(numbering.next(9, 0), None);
    }
}
