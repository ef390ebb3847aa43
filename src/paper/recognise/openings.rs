//! What stands above the text, known by its form and by what stands below it: head, title, 主送机关.

use crate::paper::end_matter;
use crate::paper::joining::{Hint, Raw};
use crate::paper::line::Role;
use crate::paper::number::{self, is_blank};
use crate::paper::recognise::endings::{is_file_name, signatures_at};
use crate::paper::recognise::kind_of;

/// Longest title.
const LONGEST_TITLE: usize = 80;

/// What a paragraph's style says that it is.
pub fn hinted(raw: &Raw) -> Option<Role> {
    match raw.hint {
        Hint::Role(role) => Some(role),
        _ => None,
    }
}

/// Whether a line is the mark of a 信函, a unit's name alone: 发文字号 and a title stand below it.
pub fn is_letter_mark(raws: &[Raw], at: usize) -> bool {
    let [mark, number, title, ..] = &raws[at..] else { return false };
    let free = [mark, number, title].iter().all(|raw| raw.cell.is_none() && raw.hint == Hint::None);
    free && end_matter::is_name(&mark.text)
        && end_matter::is_unit(&mark.text)
        && end_matter::is_document_number(&number.text)
        && may_be_title(without_mark("", title.text.trim_matches(is_blank)))
}

/// What a line above the title is.
pub fn head_role(text: &str) -> Option<Role> {
    let packed = end_matter::packed(text);
    let count = packed.chars().count();
    if packed.len() == 6 && packed.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Role::CopyNumber);
    }
    if is_secrecy(&packed) {
        return Some(Role::Secrecy);
    }
    if ["特急", "加急", "特提", "平急", "急件", "紧急", "急", "特急件", "加急件", "火急"]
        .contains(&packed.as_str())
    {
        return Some(Role::Urgency);
    }
    if packed.starts_with("签发人") {
        return Some(Role::Signers);
    }
    // The red line as it is typed.
    if !packed.is_empty() && packed.chars().all(|c| "★☆—─━＿_－-＝=".contains(c)) {
        return Some(Role::Furniture);
    }
    let (number, signer) = packed.split_once("签发人").unwrap_or((&packed, ""));
    if end_matter::is_document_number(text) {
        return Some(Role::DocumentNumber);
    }
    if end_matter::is_document_number(number) && (signer.is_empty() || signer.chars().count() < 40) {
        return Some(Role::DocumentNumber);
    }
    ((4..=60).contains(&count) && packed.ends_with("文件") && !packed.contains("关于"))
        .then_some(Role::RedMark)
}

/// The last line of a title without the mark that it ends with by mistake: the title has 关于 and ends with its 文种.
pub fn without_mark<'a>(title: &str, line: &'a str) -> &'a str {
    let words = line.trim_end_matches(['。', '；', '：', ':', '，', '、']);
    let whole = format!("{title}{words}");
    let begins_text =
        ["根据", "按照", "为", "现", "经", "接", "依据"].iter().any(|word| whole.starts_with(word));
    let is_title =
        whole.contains("关于") && !begins_text && !words.contains('。') && kind_of(words).is_some();
    if is_title { words } else { line }
}

/// Whether a line is the last character of a title that is one with it.
pub fn completes(title: &str, next: &str) -> bool {
    let next = next.trim_matches(is_blank);
    next.chars().count() == 1 && kind_of(title).is_none() && kind_of(&format!("{title}{next}")).is_some()
}

/// 密级 with 保密期限 or without, well written or not; not a title that begins with the word.
pub fn is_secrecy(packed: &str) -> bool {
    let Some(rest) = ["绝密", "机密", "秘密"].iter().find_map(|word| packed.strip_prefix(word)) else {
        return false;
    };
    let is_term = |rest: &str| {
        rest.starts_with(|c: char| !end_matter::is_han(c) && !c.is_ascii_alphabetic())
            || rest.starts_with("长期")
            || rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c)).starts_with(['年', '个'])
    };
    rest.chars().count() <= 10 && (rest.is_empty() || is_term(rest))
}

/// What a line above the title is by what stands below it: 份号 above others of the head; in 信函 and 纪要 the name of unit or
/// meeting above 发文字号, where the title follows.
pub fn head_role_at(raws: &[Raw], at: usize) -> Option<Role> {
    let packed = |at: usize| raws.get(at).map(|raw| end_matter::packed(&raw.text)).unwrap_or_default();
    let text = packed(at);
    let is_free = raws[at].hint == Hint::None && raws[at].cell.is_none();
    let is_copy_number = || {
        let digits =
            ["份号：", "份号:", "份号", "№", "No."].iter().find_map(|label| text.strip_prefix(label));
        let digits = digits.unwrap_or(&text);
        (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let below = || raws.get(1).is_some_and(|raw| head_role(&raw.text).is_some());
    if at == 0 && is_free && is_copy_number() && below() {
        return Some(Role::CopyNumber);
    }
    let is_mark = end_matter::is_unit(&text) || text.ends_with("纪要");
    let below = packed(at + 2);
    let has_title = may_be_title(&below) && (kind_of(&below).is_some() || below.contains("关于"));
    (is_free
        && is_mark
        && (4..=60).contains(&text.chars().count())
        && !text.contains("关于")
        && raws.get(at + 1).is_some_and(|raw| end_matter::is_document_number(&raw.text))
        && has_title
        && !is_recipients(&below))
    .then_some(Role::RedMark)
}

/// Whether a line may be one of a title's.
pub fn may_be_title(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let count = text.chars().count();
    (2..=LONGEST_TITLE).contains(&count)
        && !text.contains(['。', '；', '\t'])
        && !text.ends_with(['：', ':'])
        && end_matter::date(text).is_none()
        && !end_matter::is_document_number(text)
        && !end_matter::is_bracketed(text)
        && number::marks(&[text])[0].is_none()
}

/// Whether a line is the whole title of another document.
pub fn begins_another(raws: &[Raw], at: usize) -> bool {
    let Some(raw) = raws.get(at) else { return false };
    let text = raw.text.trim_matches(is_blank);
    let free = raw.hint == Hint::None && raw.cell.is_none();
    free && text.contains("关于")
        && may_be_title(text)
        && !text.contains(['，', '：'])
        && kind_of(text).is_some()
}

/// Label and title of an attachment on one line, as `附件1：任务分解表`: not one of a list of them, nor a link of a web page.
pub fn labelled(raws: &[Raw], at: usize) -> Option<(&str, &str)> {
    let split = |raw: &'_ Raw| {
        let text = raw.text.trim_matches(is_blank);
        let colon = text.find(['：', ':']).filter(|_| raw.cell.is_none() && raw.hint == Hint::None)?;
        let (label, title) = text.split_at(colon);
        let title = title.trim_start_matches(['：', ':']).trim_matches(is_blank);
        let numbered = label.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        (numbered && end_matter::is_label(label) && may_be_title(title) && !is_file_name(text))
            .then_some(colon)
    };
    let colon = split(&raws[at])?;
    let next = raws.get(at + 1)?;
    if split(next).is_some() {
        return None;
    }
    let (label, title) = raws[at].text.trim_matches(is_blank).split_at(colon);
    Some((label, title.trim_start_matches(['：', ':']).trim_matches(is_blank)))
}

/// Whether a title goes on although what stands there could be one: the next line ends as titles do, and is no text.
pub fn goes_on(title: &str, next: &str) -> bool {
    let next = next.trim_matches(is_blank);
    title.chars().count() + next.chars().count() <= LONGEST_TITLE
        && kind_of(next).is_some()
        && may_be_title(next)
        && !next.contains(['，', '：'])
        && !title.ends_with("的通知")
}

/// Whether text begins at a line: 主送机关, a sentence, a numbered paragraph.
pub fn is_text_at(raws: &[Raw], at: usize) -> bool {
    let text = &raws[at].text;
    is_recipients(text) || text.contains('。') || signatures_at(raws, at) > 0
}

/// Brackets, a dash, or nothing but a date or a name below a title.
pub fn is_under_title(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    (end_matter::is_bracketed(text) && text.chars().count() <= 40 && !text.contains('。'))
        || text.starts_with("——")
        || end_matter::date(text).is_some()
}

/// Whether a line is 主送机关, with its colon or without.
pub fn is_recipients(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let count = text.chars().count();
    if !(2..=400).contains(&count) || number::marks(&[text])[0].is_some() {
        return false;
    }
    // Units with a wrong mark between or behind them.
    let names = text.strip_suffix(['：', ':', '。', '，', '；']).unwrap_or(text);
    if count <= 200 && names.contains(['、', '，', '；']) && end_matter::is_list_of_units(names) {
        return true;
    }
    if names.len() < text.len()
        && names.starts_with('各')
        && end_matter::is_name(names)
        && end_matter::is_unit(names)
    {
        return true;
    }
    if text.contains(['。', '；', '《']) {
        return false;
    }
    let labels = ["摘要", "提要", "关键词", "编者按", "按语", "前言", "导语", "引言"];
    if labels.iter().any(|label| names.ends_with(label)) {
        return false;
    }
    let speaks = ["如下", "现将", "根据", "为了", "为", "按照", "现", "近日", "经"];
    if text.contains("如下") || speaks.iter().any(|word| text.starts_with(word)) {
        return false;
    }
    match text.strip_suffix(['：', ':']) {
        Some(names) => !names.contains(['：', ':']) && !names.contains("以下"),
        // Without a colon: a list of units.
        None => {
            text.contains(['、', '，', '；', ','])
                && end_matter::is_unit(text.rsplit(['、', '，', '；', ',']).next().unwrap_or_default())
                || (end_matter::is_unit(text) && text.starts_with('各') && count <= 40)
                || ["各有关单位", "直有关单位", "局属各单位", "机关各科室"]
                    .iter()
                    .any(|end| text.ends_with(end))
        }
    }
}
