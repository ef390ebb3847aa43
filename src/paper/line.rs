//! One paragraph: its text as written, what it is, its 序数, where it stands.

use std::ops::Range;

use crate::diag::diagnostic::Span;
use crate::paper::number::Mark;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// 份号.
    CopyNumber,
    /// 密级和保密期限.
    Secrecy,
    /// 紧急程度.
    Urgency,
    /// 发文机关标志.
    RedMark,
    /// 发文字号, 令号, 期号; with 签发人 where both stand on a line.
    DocumentNumber,
    /// 签发人 on a line of its own.
    Signers,
    /// 标题 of a part, one of its lines.
    Title,
    /// 副标题, 作者, what a title has in brackets below it.
    UnderTitle,
    /// 主送机关.
    Recipients,
    /// 层次标题 on a line of its own, with its number.
    Heading,
    /// 正文: sentences, with a number and a run-in heading or without.
    Body,
    /// A short line without any mark of a sentence: a name in a list, a label, a cell of a table that was copied as text.
    Item,
    /// 附件说明, one of its lines.
    AttachmentNote,
    /// The label above an attachment (`附件2`).
    Label,
    /// 发文机关署名.
    Signature,
    /// 成文日期.
    Date,
    /// 附注.
    Remark,
    /// Who was at a meeting (`出席：…`).
    Attendance,
    /// 抄送机关, and 主送机关 in the 版记.
    Copies,
    /// 主题词, which documents had until 2012.
    Subjects,
    /// 印发机关 and 印发日期.
    Printed,
    /// An entry of 目录.
    Contents,
    /// Title of a table or chart.
    Caption,
    /// A cell of a table.
    Cell,
    /// 表注, source of a table.
    Note,
    /// A page's head or foot.
    Furniture,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its characters, with number, label and blanks, as they stand.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// The part that it belongs to: 0 the main part, then issued instruments and attachments in their order.
    pub part: usize,
    /// Its 序数, if it begins with one.
    pub mark: Option<Mark>,
    /// What of it are a heading's words, without the number: all of a heading, the first sentence of a paragraph that a
    /// heading runs into; empty elsewhere.
    pub words: Range<usize>,
    /// Where its characters stand, in order: from this byte of the text on, at this place. Empty for a workbook.
    pub pieces: Vec<(usize, Span)>,
}

impl Line {
    /// A line without number.
    pub fn new(text: impl Into<String>, role: Role, part: usize) -> Self {
        Self { text: text.into(), role, part, mark: None, words: 0..0, pieces: Vec::new() }
    }

    /// The text behind the number.
    pub fn after_mark(&self) -> &str {
        &self.text[self.mark.as_ref().map_or(0, |mark| mark.range.end)..]
    }

    /// The text behind number and heading: what is said under a run-in heading, else all behind the number.
    pub fn said(&self) -> &str {
        &self.text[self.words.end.max(self.mark.as_ref().map_or(0, |mark| mark.range.end))..]
    }

    /// Its heading's words.
    pub fn heading(&self) -> &str {
        &self.text[self.words.clone()]
    }

    /// Whether it is 正文 in sentences.
    pub fn is_prose(&self) -> bool {
        matches!(self.role, Role::Body)
    }

    /// Whether it belongs to the text between 主送机关 and 附件说明 or 署名, headings included.
    pub fn is_text(&self) -> bool {
        matches!(self.role, Role::Body | Role::Heading | Role::Item)
    }

    /// Where a stretch of its text stands; the whole of it where the pieces are not next to each other.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let at = |byte: usize| {
            let index = self.pieces.partition_point(|(from, _)| *from <= byte).checked_sub(1)?;
            let (from, span) = self.pieces[index];
            Some(Span { start: (span.start + (byte - from)).min(span.end), ..span })
        };
        let start = at(range.start)?;
        let end = if range.is_empty() { start.start } else { at(range.end - 1)?.start + 1 };
        Some(Span { end: end.max(start.start), ..start })
    }
}
