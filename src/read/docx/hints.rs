//! What a paragraph's style or look says that it is: our own styles, those of Word, the red name at the top.

use crate::paper::end_matter::{self, Imprint};
use crate::paper::joining::Hint;
use crate::paper::line::Role;
use crate::paper::number;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::look::Alignment;

/// Paragraphs from the top in which a red name is looked for.
const HEAD: usize = 24;
/// Least size of a title and of a mark, in half points.
const TITLE_SIZE: i32 = 40;
const MARK_SIZE: i32 = 44;
/// Longest title, and longest heading, in characters.
const LONGEST_TITLE: usize = 80;
const LONGEST_HEADING: usize = 60;

/// What paragraph `number` is, as far as anything but its words says so.
pub fn hint(paragraph: &Paragraph, number: usize) -> Hint {
    let text = paragraph.text.trim();
    if paragraph.is_contents {
        return Hint::Role(Role::Contents);
    }
    if let Some(hint) = own(&paragraph.look.style, text) {
        return hint;
    }
    if matches!(paragraph.within, Within::Cell(..)) {
        return Hint::None;
    }
    if &*paragraph.look.style == "公文正文" && is_plain(paragraph, text) {
        return Hint::Role(Role::Body);
    }
    let style = paragraph.look.style.to_lowercase();
    if style.starts_with("toc ") || style.starts_with("目录") {
        return Hint::Role(Role::Contents);
    }
    if number < HEAD && is_number(text) {
        return Hint::Role(Role::DocumentNumber);
    }
    let centred = matches!(paragraph.look.alignment, Alignment::Center | Alignment::Distributed);
    let length = text.chars().count();
    if let Some(hint) = by_look(paragraph, text, length, centred, number) {
        return hint;
    }
    let is_sentence = text.ends_with(['。', '；', '，', '：', '！', '？']);
    if let Some(level) = heading_level(&style)
        && length <= LONGEST_HEADING
        && !is_sentence
        && !centred
    {
        return Hint::Heading(level);
    }
    Hint::None
}

/// Whether lines of a paragraph that stand under each other belong together, as those of a title.
pub fn is_one(paragraph: &Paragraph, hint: Hint) -> bool {
    let centred = matches!(paragraph.look.alignment, Alignment::Center | Alignment::Distributed);
    centred
        || matches!(hint, Hint::Role(role) if role != Role::Body)
        || matches!(paragraph.within, Within::Cell(..))
}

/// Whether a text is 发文字号 whose year or number is not filled in yet: `X府函〔XXXX〕XXX号`.
fn is_number(text: &str) -> bool {
    let packed = end_matter::packed(text);
    let Some((code, rest)) = packed.split_once('〔') else { return false };
    let Some((year, serial)) = rest.split_once('〕') else { return false };
    let is_open = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || "×〇○＿_".contains(c));
    let number = serial.strip_suffix('号').unwrap_or("?");
    let is_code = code.chars().all(|c| end_matter::is_han(c) || c.is_ascii_alphabetic() || c == '×');
    packed.chars().count() <= 30 && is_code && is_open(year) && is_open(number)
}

/// Whether nothing in a paragraph of our text style says that it is anything else: people type all they need in it.
fn is_plain(paragraph: &Paragraph, text: &str) -> bool {
    paragraph.look.alignment == Alignment::Justified
        && number::marks(&[text])[0].is_none()
        && end_matter::date(text).is_none()
        && end_matter::imprint(text).is_none()
        && !end_matter::is_label(text)
        && !end_matter::begins_attachment_note(text)
        && !end_matter::is_bracketed(text)
        && !end_matter::is_document_number(text)
        && !(end_matter::is_name(text) && end_matter::is_unit(text))
}

fn by_look(paragraph: &Paragraph, text: &str, length: usize, centred: bool, number: usize) -> Option<Hint> {
    if length == 0 || length > LONGEST_TITLE || text.contains('。') {
        return None;
    }
    let looks = || {
        let all = paragraph.stretches();
        all.filter(|(range, _)| !paragraph.text[range.clone()].trim().is_empty()).map(|(_, look)| look)
    };
    let red = looks().all(|look| look.color.is_red());
    if red && number < HEAD && looks().all(|look| look.size >= MARK_SIZE) {
        return Some(Hint::Role(Role::RedMark));
    }
    let is_title = centred
        && !red
        && looks().all(|look| look.size >= TITLE_SIZE)
        && !end_matter::is_bracketed(text)
        && end_matter::date(text).is_none()
        && !end_matter::is_document_number(text);
    is_title.then_some(Hint::Role(Role::Title))
}

/// Level of Word's own headings, by the style's name.
fn heading_level(style: &str) -> Option<u8> {
    let digits = style.strip_prefix("heading ").or_else(|| style.strip_prefix("标题 "))?;
    digits.trim().parse().ok().filter(|level| (1..=6).contains(level))
}

/// Our own styles.
fn own(style: &str, text: &str) -> Option<Hint> {
    let role = match style {
        "份号" => Role::CopyNumber,
        "密级和紧急程度" => {
            let is_secret = ["绝密", "机密", "秘密"].iter().any(|word| text.starts_with(word));
            if is_secret { Role::Secrecy } else { Role::Urgency }
        }
        "发文机关标志" | "联合标志" => Role::RedMark,
        "签发人" => Role::Signers,
        "发文字号" | "期号" | "信函发文字号" | "令号" if text.starts_with("签发人") => {
            Role::Signers
        }
        "发文字号" | "期号" | "信函发文字号" | "令号" if text.contains(['号', '期']) => {
            Role::DocumentNumber
        }
        // Who edits a bulletin, and its date.
        "发文字号" => Role::Furniture,
        "公文标题" | "文件标题" | "附件标题" | "Title" => Role::Title,
        "副标题和作者" | "Subtitle" => Role::UnderTitle,
        "主送机关" => Role::Recipients,
        "章名" => return Some(Hint::Heading(1)),
        "一级标题" => return Some(Hint::Heading(1)),
        "二级标题" => return Some(Hint::Heading(2)),
        "三级标题" => return Some(Hint::Heading(3)),
        "四级标题" => return Some(Hint::Heading(4)),
        "附件说明" | "附件说明续行" => Role::AttachmentNote,
        "出席人员" => Role::Attendance,
        "署名" => Role::Signature,
        "成文日期" => Role::Date,
        "附注" => Role::Remark,
        "附件标记" => Role::Label,
        "表题" | "图题" => Role::Caption,
        "表格单位" | "表注" => Role::Note,
        "版记" => match end_matter::imprint(text) {
            Some(Imprint::Copies) => Role::Copies,
            _ => Role::Printed,
        },
        "目录标题" => Role::Contents,
        _ => return None,
    };
    Some(Hint::Role(role))
}
