//! What stands around the text, known by its form: numbers, dates, 附件说明, labels, 附注, 版记.

use std::ops::Range;

use crate::paper::number::{self, is_blank};

/// Longest line that is taken for 署名, in characters.
const LONGEST_NAME: usize = 50;

/// Without blanks inside or around.
pub fn packed(text: &str) -> String {
    text.chars().filter(|&c| !is_blank(c)).collect()
}

/// A date that takes the whole of a text, in whatever form it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDate {
    /// Year.
    pub year: i32,
    /// Month, not yet compared with the calendar.
    pub month: u32,
    /// Day, not yet compared with the calendar.
    pub day: u32,
}

impl WrittenDate {
    /// In the form of 成文日期 (GB/T 9704 7.3.5.4).
    pub fn in_words(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

/// The date that a line is, if it is nothing else: `2026年3月5日`, `2026年03月05号`, `2026.3.5`, `二〇二六年三月五日`.
pub fn date(line: &str) -> Option<WrittenDate> {
    let text = packed(line);
    if text.chars().count() > 16 {
        return None;
    }
    let (year, rest) = split_number(&text, 4)?;
    let rest = rest.strip_prefix(['年', '.', '．', '-', '/', '－', '—'])?;
    let (month, rest) = split_number(rest, 2)?;
    let rest = rest.strip_prefix(['月', '.', '．', '-', '/', '－', '—'])?;
    let (day, rest) = split_number(rest, 2)?;
    let is_end = matches!(rest, "" | "日" | "号");
    (is_end && (1900..2200).contains(&year)).then_some(WrittenDate { year: year as i32, month, day })
}

/// A number of at most so many Arabic digits, or in Chinese numerals, at the beginning of a text.
fn split_number(text: &str, most: usize) -> Option<(u32, &str)> {
    let digits =
        text.find(|c: char| !c.is_ascii_digit() && !('０'..='９').contains(&c)).unwrap_or(text.len());
    if digits > 0 {
        let count = text[..digits].chars().count();
        // A telephone number is longer than any number of a date.
        if count > most || (most == 4 && count < 4) {
            return None;
        }
        let value = text[..digits].chars().fold(0, |sum, c| sum * 10 + value_of_digit(c));
        return Some((value, &text[digits..]));
    }
    let numerals = text.find(|c| !"〇○零ＯO一二三四五六七八九十".contains(c)).unwrap_or(text.len());
    let (numeral, rest) = text.split_at(numerals);
    if most == 4 {
        let year = numeral.chars().map(value_of_numeral).collect::<Option<Vec<u32>>>()?;
        return (year.len() == 4).then(|| (year.iter().fold(0, |sum, digit| sum * 10 + digit), rest));
    }
    number::value_of_han(numeral).map(|value| (value, rest))
}

fn value_of_digit(c: char) -> u32 {
    c.to_digit(10).unwrap_or_else(|| u32::from(c).saturating_sub(u32::from('０')))
}

fn value_of_numeral(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | '零' | 'Ｏ' | 'O' => Some(0),
        _ => "一二三四五六七八九".chars().position(|numeral| numeral == c).map(|at| at as u32 + 1),
    }
}

/// Whether a line is 发文字号 and nothing else, well written or not: `某发〔2026〕5号`, `某发[2026]第05号`, `某发〔2026〕5`,
/// `第5号`, `〔2026〕5号`; those of several units beside each other too.
pub fn is_document_number(line: &str) -> bool {
    let text = packed(&line[number_of_head(line)]);
    if text.chars().count() > 60 || text.contains(['《', '，', '。', '；']) {
        return false;
    }
    if (is_serial(&text) && text.starts_with('第')) || is_without_brackets(&text) {
        return true;
    }
    let mut rest = text.as_str();
    while let Some(behind) = after_number(rest) {
        if behind.is_empty() {
            return true;
        }
        rest = behind.strip_prefix('、').unwrap_or(behind);
    }
    false
}

/// A line of a head without what may stand beside 发文字号 and blanks: on the left of a letter 份号, 密级 and 紧急程度, on the
/// right the names of signers that go on from the line above.
pub fn number_of_head(text: &str) -> Range<usize> {
    let range = trimmed(text, 0..text.len());
    let start = range.start + other_fields(&text[range.clone()]);
    let range = trimmed(text, start..range.end);
    let end = range.start + without_signers(&text[range.clone()]);
    trimmed(text, range.start..end)
}

/// Whether a line of 发文字号 begins with 份号.
pub fn begins_with_copy_number(line: &str) -> bool {
    let line = line.trim_start_matches(is_blank);
    line.split_once(is_blank).is_some_and(|(word, rest)| is_copy_number(word) && is_document_number(rest))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let stretch = &text[range.clone()];
    let start = range.start + blanks(stretch);
    start..start + stretch.trim_matches(is_blank).len()
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

fn is_copy_number(word: &str) -> bool {
    (1..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Length of 份号, 密级 and 紧急程度 at the beginning, with the blanks behind them.
fn other_fields(text: &str) -> usize {
    let mut at = 0;
    while let Some(length) = text[at..].find(is_blank) {
        let word = &text[at..at + length];
        let is_field = is_copy_number(word)
            || matches!(word, "特急" | "加急" | "特提" | "平急")
            || ["绝密", "机密", "秘密"].iter().any(|secrecy| word.starts_with(secrecy));
        if !is_field {
            break;
        }
        at += length + blanks(&text[at + length..]);
    }
    at
}

/// Length without names far behind the number.
fn without_signers(text: &str) -> usize {
    let Some(at) = text.find('号').map(|at| at + '号'.len_utf8()) else { return text.len() };
    let rest = &text[at..];
    let gap = &rest[..blanks(rest)];
    let is_wide = gap.chars().count() >= 2 || gap.contains(['　', '\t']);
    let is_name = |word: &str| word.contains('·') || (word.chars().count() <= 4 && word.chars().all(is_han));
    let are_names = rest[gap.len()..].split(is_blank).all(is_name);
    if is_wide && are_names { at } else { text.len() }
}

/// What follows a number with a year in brackets that begins a text without blanks.
fn after_number(text: &str) -> Option<&str> {
    let (code, rest) = text.split_once(OPENINGS)?;
    let (year, rest) = rest.split_once(CLOSINGS)?;
    let year = year.strip_suffix('年').unwrap_or(year);
    let in_digits = matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit());
    let in_words = year.chars().count() == 4 && year.chars().all(|c| value_of_numeral(c).is_some());
    let is_code = code.chars().count() <= 20 && code.chars().all(|c| is_han(c) || c.is_ascii_alphabetic());
    // Without 代字 only the number of 纪要 and the like is known, by its brackets.
    let is_bare = code.is_empty() && text.starts_with(['〔', '[', '［']);
    if !is_code || (code.is_empty() && !is_bare) || !(in_digits || in_words) {
        return None;
    }
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let serial = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let behind = &rest[serial..];
    if (1..=5).contains(&serial) {
        return behind.strip_prefix(['号', '期']).or_else(|| behind.is_empty().then_some(behind));
    }
    // A serial that is still to be written, or in Chinese numerals.
    let other = rest
        .find('号')
        .filter(|at| rest[..*at].chars().all(|c| "×xX_＿*一二三四五六七八九十百〇".contains(c)))?;
    (serial == 0 && rest[..other].chars().count() <= 4).then(|| &rest[other + '号'.len_utf8()..])
}

/// A number whose year has no brackets: `某水发2026年5号`, `某水发2026第5号`.
fn is_without_brackets(text: &str) -> bool {
    let Some(digits) = text.find(|c: char| c.is_ascii_digit()) else { return false };
    let (code, rest) = text.split_at(digits);
    let is_code = (2..=12).contains(&code.chars().count())
        && code.chars().all(is_han)
        && code.ends_with(['发', '函', '办', '字', '政', '通', '文', '党', '复', '电', '规']);
    let Some(rest) =
        rest.strip_prefix("19").or_else(|| rest.strip_prefix("20")).and_then(|rest| rest.get(2..))
    else {
        return false;
    };
    let serial = rest.strip_prefix('年').unwrap_or(rest);
    is_code
        && (serial.len() < rest.len() || serial.starts_with('第'))
        && serial.ends_with('号')
        && is_serial(serial)
}

/// `第5号`, `第05期`, `第5`.
fn is_serial(text: &str) -> bool {
    let text = text.strip_prefix('第').unwrap_or(text);
    let digits = text.strip_suffix(['号', '期']).unwrap_or(text);
    !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// What stands before a year in 发文字号, well written or not.
pub const OPENINGS: [char; 10] = ['〔', '[', '［', '(', '（', '【', '〈', '<', '﹝', '{'];
/// What stands behind it.
pub const CLOSINGS: [char; 10] = ['〕', ']', '］', ')', '）', '】', '〉', '>', '﹞', '}'];

/// Chinese characters.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether a line may be 署名: a short name of Chinese characters.
pub fn is_name(line: &str) -> bool {
    let text = packed(line);
    let count = text.chars().count();
    (2..=LONGEST_NAME).contains(&count)
        && text.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || "（）()“”·".contains(c))
        && text.chars().next().is_some_and(is_han)
        && !text.ends_with(['号', '日', '的'])
        && !["特此", "专此", "此致", "此复", "妥否", "当否"].iter().any(|word| text.starts_with(word))
}

/// Whether a name is that of a unit, by its last word.
pub fn is_unit(name: &str) -> bool {
    let name = packed(name);
    let name = name.strip_suffix("（章）").or_else(|| name.strip_suffix("（盖章）")).unwrap_or(&name);
    UNIT_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

const UNIT_ENDINGS: &[&str] = &[
    "局",
    "委",
    "委员会",
    "政府",
    "办",
    "办公室",
    "办公厅",
    "厅",
    "部",
    "处",
    "科",
    "院",
    "校",
    "学校",
    "中学",
    "小学",
    "大学",
    "学院",
    "医院",
    "中心",
    "站",
    "所",
    "队",
    "公司",
    "集团",
    "会",
    "党组",
    "党委",
    "支部",
    "总支",
    "社",
    "馆",
    "团",
    "段",
    "厂",
    "场",
    "署",
    "街道",
    "乡",
    "镇",
    "村",
    "社区",
    "国务院",
    "法院",
    "检察院",
    "银行",
    "协会",
    "工会",
    "小组",
    "指挥部",
    "园",
    "库",
    "党校",
];

/// How a line begins that is the first of 附件说明: the word, then a mark and a name.
pub fn begins_attachment_note(line: &str) -> bool {
    let text = line.trim_start_matches(is_blank);
    let Some(rest) =
        text.strip_prefix("附件").or_else(|| text.strip_prefix("附：")).or_else(|| text.strip_prefix("附:"))
    else {
        return false;
    };
    if text.starts_with("附：") || text.starts_with("附:") {
        return !rest.trim().is_empty();
    }
    if let Some(name) = rest.strip_prefix(['：', ':']) {
        return !name.trim_matches(is_blank).is_empty();
    }
    // 附件1.某某表, 附件1：某某表, 附件如下.
    let digits =
        rest.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(digits);
    let named = behind.strip_prefix(['.', '．', '、', '：', ':']).is_some_and(|name| !name.trim().is_empty());
    (!number.is_empty() && named && !text.contains('。')) || rest.starts_with("如下")
}

/// Whether a line begins 附件说明 without the mark behind the word: `附件　某某表`, `附件 1.某某表`.
pub fn begins_unmarked_note(line: &str) -> bool {
    let text = line.trim_matches(is_blank);
    let Some(name) = text.strip_prefix("附件").filter(|rest| rest.starts_with(is_blank)) else {
        return false;
    };
    name.trim().chars().count() <= 60 && !name.contains(['，', '。', '；'])
}

/// Whether a line is what 附注 says of the document's circulation, with brackets or without: `此件公开发布`.
pub fn is_circulation(line: &str) -> bool {
    let text = packed(line);
    let text = text.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')' | '。'));
    let of_this = text.starts_with("此件") && ["公开", "发"].iter().any(|word| text.contains(word));
    of_this && text.chars().count() <= 20 && !text.contains(['，', '。', '；'])
}

/// Whether a line is the label above an attachment: `附件`, `附件2`, `附件：`, `附表1`.
pub fn is_label(line: &str) -> bool {
    let text = packed(line);
    let Some(rest) =
        text.strip_prefix("附件").or_else(|| text.strip_prefix("附表")).or_else(|| text.strip_prefix("附录"))
    else {
        return false;
    };
    let rest = rest.strip_suffix(['：', ':', '.', '、']).unwrap_or(rest);
    rest.chars().count() <= 3
        && (rest.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
            || rest.chars().all(|c| "一二三四五六七八九十".contains(c)))
}

/// Whether a line is in brackets as a whole: 附注, or what a title has below it.
pub fn is_bracketed(line: &str) -> bool {
    let text = line.trim_matches(is_blank);
    text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && text.chars().count() > 2
}

/// Whether a line belongs to the 版记: 抄送, 印发, 主题词.
pub fn imprint(line: &str) -> Option<Imprint> {
    let text = packed(line);
    if text.starts_with("主题词：") || text.starts_with("主题词:") {
        return Some(Imprint::Subjects);
    }
    let behind = |labels: &[&str]| {
        let rest = labels.iter().find_map(|label| text.strip_prefix(label))?;
        rest.strip_prefix(['：', ':'])
    };
    // A line of the text may begin with the other words.
    let is_copies = behind(&["抄送", "抄报", "抄送机关", "抄报机关"]).is_some()
        || behind(&["主送", "报送", "分送", "发送"]).is_some_and(is_list_of_units);
    if is_copies {
        return Some(Imprint::Copies);
    }
    // 某某局办公室 2026年3月5日印发
    let undated = text.strip_suffix("印发").or_else(|| text.strip_suffix("印"));
    let from = dated_from(undated?)?;
    (text.chars().count() <= 60 && (from == 0 || is_name(&text[..from]))).then_some(Imprint::Printed)
}

/// Whether a line below 成文日期 is 印发机关 and 印发日期 although 印发 is missing, or the day.
pub fn is_unfinished_imprint(line: &str) -> bool {
    let text = packed(line);
    if text.chars().count() > 60 {
        return false;
    }
    let is_printer = |name: &str| is_name(name) && is_unit(name);
    match text.strip_suffix("印发") {
        Some(body) => body.strip_suffix('月').is_some_and(|body| {
            let month = body.trim_end_matches(|c: char| c.is_ascii_digit());
            let year = month.strip_suffix('年').unwrap_or_default();
            let name = year.trim_end_matches(|c: char| c.is_ascii_digit());
            year.len() - name.len() == 4 && is_printer(name)
        }),
        None => dated_from(&text).is_some_and(|from| is_printer(&text[..from])),
    }
}

/// Where the date begins that a text ends with.
fn dated_from(text: &str) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|&at| date(&text[at..]).is_some())
}

/// Whether a text is names of units with marks between.
pub fn is_list_of_units(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '：', ':', '，', '、']);
    let mut depth = 0_usize;
    let plain: String = text
        .chars()
        .filter(|c| {
            depth += usize::from(matches!(c, '（' | '('));
            let inside = depth > 0;
            depth -= usize::from(matches!(c, '）' | ')') && depth > 0);
            !inside
        })
        .collect();
    let is_unit_or_level = |name: &str| {
        is_unit(name) || name.starts_with('各') || COLLECTIVES.iter().any(|end| name.ends_with(end))
    };
    !plain.is_empty()
        && plain.chars().count() <= 400
        && plain.split(['、', '，', '；', ',']).all(|name| {
            let name = name.trim_matches(is_blank);
            let is_name =
                name.chars().count() <= 40 && !name.contains(['。', '：', ':', '《', '请', '要', '于', '将']);
            is_name && is_unit_or_level(name)
        })
}

/// What names of several units at once end with.
const COLLECTIVES: &[&str] = &[
    "单位", "部门", "科室", "机关", "机构", "企业", "团体", "领导", "地区", "省", "市", "县", "区", "州",
    "盟", "旗",
];

/// A line of the 版记.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imprint {
    /// 抄送机关 or 主送机关.
    Copies,
    /// 印发机关 and 印发日期.
    Printed,
    /// 主题词, which stood there until 2012.
    Subjects,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_known_in_whatever_form() {
        let words = |line: &str| date(line).map(WrittenDate::in_words);
        for line in [
            "2026年3月5日",
            "2026年03月05日",
            "2026.3.5",
            "2026-03-05",
            "二〇二六年三月五日",
            "2026 年 3 月 5 号",
            "二○二六年三月五日",
        ] {
            assert_eq!(words(line).as_deref(), Some("2026年3月5日"), "{line}");
        }
        for line in ["13800000000", "2026年3月", "2026年3月5日前", "26年3月5日", "3月5日", "2026年度", ""]
        {
            assert_eq!(words(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_are_known_well_written_or_not() {
        for line in [
            "某发〔2026〕5号",
            "某发[2026]第05号",
            "某发(2026) 5 号",
            "某发〔2026〕5",
            "第5号",
            "某发〔26〕5号",
            "某发〔2026年〕5号",
            "某发〔2026〕×号",
            "某发〔2026〕号",
            "〔2026〕4号",
            "某水发〔2026〕5号　某财发〔2026〕8号",
        ] {
            assert!(is_document_number(line), "{line}");
        }
        for line in [
            "《通知》（某发〔2026〕5号）",
            "某水发〔2026〕5号　　关于做好年度检查工作的通知",
            "某局（2026）",
            "5",
            "（2026年）",
            "（2026）5号",
            "某某县水务局",
            "某〔2026〕5号楼",
        ] {
            assert!(!is_document_number(line), "{line}");
        }
    }

    #[test]
    fn what_stands_at_the_end_is_known_by_its_form() {
        for line in ["附件：某某表", "附件1.某某表", "附件:1.某某表", "附：某某表", "　　附件：1. 某某表"]
        {
            assert!(begins_attachment_note(line), "{line}");
        }
        for line in ["附件", "附件1", "附件：", "附件1要认真填写。", "附近的单位"] {
            assert!(!begins_attachment_note(line), "{line}");
        }
        for line in ["附件", "附件1", "附件：", "附件一", "附表2", "附 件"] {
            assert!(is_label(line), "{line}");
        }
        assert!(begins_unmarked_note("附件　某某表") && !begins_unmarked_note("附件请认真填写"));
        assert!(is_circulation("此件公开发布") && is_circulation("（此件发至县团级）"));
        assert!(!is_circulation("此件请认真办理"));
        assert_eq!(imprint("抄送：县政府办公室。"), Some(Imprint::Copies));
        assert_eq!(imprint("某某县水务局办公室　　2026年3月5日印发"), Some(Imprint::Printed));
        assert_eq!(imprint("2026年3月5日印发"), Some(Imprint::Printed));
        assert_eq!(imprint("《办法》已于2026年3月5日印发"), None);
        assert_eq!(imprint("某某县水务局"), None);
        assert_eq!(imprint("报送：县委办公室，县政府办公室。"), Some(Imprint::Copies));
        assert_eq!(imprint("报送：请于3月5日前报县水务局。"), None);
        assert!(is_list_of_units("各省、自治区、直辖市人民政府，国务院各部委、各直属机构"));
        assert!(is_list_of_units("各县卫生局，厅直各单位党委（总支、支部）"));
        assert!(!is_list_of_units("清淤、除险、加固") && !is_list_of_units("请各县水务局"));
        assert_eq!(imprint("主题词：水利　检查　通知"), Some(Imprint::Subjects));
        assert!(is_unfinished_imprint("某某县水务局办公室　2026年3月6日"));
        assert!(is_unfinished_imprint("某某县水务局办公室　2026年3月印发"));
        assert!(!is_unfinished_imprint("2026年3月6日") && !is_unfinished_imprint("某某县水务局办公室"));
    }

    #[test]
    fn names_are_short_and_without_marks() {
        for line in ["某某县水务局", "中共某某县委员会（章）", "某 某 局"] {
            assert!(is_name(line) && is_unit(line), "{line}");
        }
        for line in ["请认真执行。", "一、总体要求", "某某县水务局，某某县财政局", ""]
        {
            assert!(!is_name(line), "{line}");
        }
    }
}
