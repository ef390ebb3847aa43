//! What the parser could not read, in words that say what to do.
//!
//! Reached only where the tolerant reading of the lines saw nothing wrong. The parser's own English text is never
//! shown: its terms mean nothing to the people who fill in the files.

use granit_parser::ErrorKind;

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::sources::SourceId;
use crate::source::yaml::tree::too_deep;

/// The error for the parser's refusal at byte `at`.
pub fn diagnostic(kind: &ErrorKind, source: SourceId, text: &str, at: usize) -> Diagnostic {
    let place = nearest_character(source, text, at);
    let rest = &text[place.start..];
    if rest.starts_with('：') {
        return full_width_colon(place);
    }
    match kind {
        ErrorKind::RecursionLimitExceeded => too_deep(place),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => {
            Diagnostic::error("unclosed-quote", place, "这里有一个引号没有配对的另一半")
                .hint("请检查这一行和上面几行的英文引号，补上缺的一个")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            Diagnostic::error("text-after-quote", place, "引号已经结束，后面还有文字")
                .hint("文字里要用引号时请用中文引号“ ”；或者在整个值的外面再加一对英文单引号 '…'")
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => {
            Diagnostic::error("yaml-syntax", place, "英文双引号里的反斜杠 \\ 后面不是有效的写法")
                .hint("请把外面的英文双引号改成英文单引号，或把 \\ 写成 \\\\")
        }
        ErrorKind::UnclosedFlowCollection { open } => {
            Diagnostic::error("unclosed-bracket", place, format!("括号 {open} 没有配对的另一半"))
                .hint("请补上缺的括号；如果这是文字，请给整个值加上英文引号")
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            Diagnostic::error("unclosed-bracket", place, format!("括号不配对：开头是 {open}，结尾是 {close}"))
                .hint("请把两头的括号改成一对")
        }
        ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::UnknownAnchor => {
            let mark = rest.chars().next().unwrap_or(' ');
            Diagnostic::error(
                "special-character",
                place,
                format!("{mark} 在 YAML 里有特殊含义，不能放在值的开头"),
            )
            .hint("如果这是文字，请给整个值加上英文引号，例如 键: \"…\"")
        }
        ErrorKind::BlockEntryInFlowCollection | ErrorKind::PlainScalarStartsWithDashFlowIndicator => {
            Diagnostic::error("yaml-syntax", place, "括号里不能单独写一个“-”")
                .hint("要写一个短横就加英文引号：\"-\"；空着就写两个英文引号：\"\"")
        }
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::FlowMappingValueAdjacentCollection => {
            Diagnostic::error("yaml-syntax", place, "括号里的内容到这里读不下去")
                .hint("各项之间用半角逗号隔开，最后补上括号；也可以不用括号，改成一行一项，以“- ”开头")
        }
        ErrorKind::BlockSequenceEntryNotAllowed => {
            Diagnostic::error("yaml-syntax", place, "列表的第一项不能与键写在同一行")
                .hint("请在冒号后换行，每项一行，以“- ”开头")
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => {
            Diagnostic::error("colon-in-value", place, "这里不能再出现“键: 值”")
                .hint("正文里的冒号请改成全角“：”，或给整个值加上英文引号；如果是另一项，请换行写")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => {
            Diagnostic::error("tab-indent", place, "这里用了制表符（Tab），只能用半角空格")
                .hint("请改成半角空格；每一层缩进两个空格")
        }
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry => {
            Diagnostic::error("bad-indent", place, "这一行的缩进与上面各行对不上")
                .hint("同一级的各行缩进要相同；同一级里不要混写“键: 值”和“- ”开头的列表项")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            Diagnostic::error("missing-colon", place, "这一行没有冒号，读不出是哪一项")
                .hint("如果是一项，请写成“键: 值”；如果是上面那一项的正文，请在它的冒号后写 | 换行并缩进")
        }
        _ => Diagnostic::error("yaml-syntax", place, "从这里起读不懂")
            .hint("请检查这一行和上一行：冒号是否半角且后面有空格，缩进是否对齐，引号和括号是否成对")
            .hint("如果这是文字，请给整个值加上英文引号"),
    }
}

fn full_width_colon(place: Span) -> Diagnostic {
    Diagnostic::error("full-width-colon", place, "这里写的是全角冒号，读不出这一项")
        .label("全角冒号")
        .hint("请改成半角冒号加一个空格")
}

/// The character at a byte, or the last visible one before it if the line ends there.
fn nearest_character(source: SourceId, text: &str, at: usize) -> Span {
    let here = text[at..].chars().next().filter(|&c| c != '\n');
    let start = match here {
        Some(_) => at,
        None => text[..at].trim_end().char_indices().next_back().map_or(0, |(i, _)| i),
    };
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    Span { source, start, end: start + length }
}
