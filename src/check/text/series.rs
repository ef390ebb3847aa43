//! Series within sentences: 一是…二是…, 第一，…第二，…, 其一，…, 首先，….

use std::ops::Range;

use crate::check::text::characters::{at, before};
use crate::paper::number;

/// How a member of a series begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 一是
    Is,
    /// 一要
    Must,
    /// 第一，
    Ordinal,
    /// 其一，
    Among,
    /// 一、 within a paragraph or before it.
    Number,
    /// 首先、其次、再次、最后.
    Word,
}

/// The beginning of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// How it begins.
    pub form: Form,
    /// Its number; of words 1 for 首先, else 0.
    pub value: u32,
    /// Its words, the mark behind them left out.
    pub range: Range<usize>,
    /// What stands behind.
    pub behind: Option<char>,
}

impl Form {
    /// What a member of this form and number begins with.
    pub fn written(self, value: u32) -> String {
        let han = number::han(value);
        match self {
            Form::Is => format!("{han}是"),
            Form::Must => format!("{han}要"),
            Form::Ordinal => format!("第{han}"),
            Form::Among => format!("其{han}"),
            Form::Number => format!("{han}、"),
            Form::Word => "首先".to_owned(),
        }
    }
}

const WORDS: [&str; 4] = ["首先", "其次", "再次", "最后"];

/// Where members begin in a text: at its beginning or behind a mark.
pub fn members(text: &str) -> Vec<Member> {
    let starts = text.char_indices().map(|(byte, _)| byte).filter(|&byte| {
        before(text, byte).is_none_or(|c| number::is_blank(c) || "。；：，！？;:,!?“（(…".contains(c))
    });
    starts.filter_map(|start| member(text, start)).collect()
}

fn member(text: &str, start: usize) -> Option<Member> {
    let rest = &text[start..];
    let made = |form, value, length: usize| {
        let range = start..start + length;
        let behind = at(text, range.end);
        Some(Member { form, value, range, behind })
    };
    if let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
        return made(Form::Word, u32::from(*word == "首先"), word.len());
    }
    let opening = rest.chars().next().filter(|c| matches!(c, '第' | '其')).map_or(0, char::len_utf8);
    let numerals = rest[opening..].find(|c| !is_numeral(c)).unwrap_or(rest.len() - opening);
    let value = number::value_of_han(&rest[opening..opening + numerals])?;
    let length = opening + numerals;
    let next = rest[length..].chars().next()?;
    let then = rest[length + next.len_utf8()..].chars().next();
    let is_list = |then: Option<char>| then.is_some_and(|c| is_numeral(c) || c == '第' || c.is_ascii_digit());
    match (opening > 0, next) {
        (true, '，' | ',' | '、' | '：' | ':') if !is_list(then) => {
            made(if rest.starts_with('第') { Form::Ordinal } else { Form::Among }, value, length)
        }
        // 一是一，二是二
        (false, '是') if !then.is_some_and(is_numeral) => made(Form::Is, value, length + '是'.len_utf8()),
        (false, '要') => made(Form::Must, value, length + '要'.len_utf8()),
        (false, '、') if !is_list(then) && then.is_some() => made(Form::Number, value, length),
        _ => None,
    }
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_begin_sentences_and_clauses() {
        let told = |text: &str| {
            members(text)
                .iter()
                .map(|member| (member.form, member.value, member.behind.unwrap_or(' ')))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told("一是抓清淤；二是抓除险。第一，领导。第二、责任。首先、动员，其二，落实；三、报送"),
            [
                (Form::Is, 1, '抓'),
                (Form::Is, 2, '抓'),
                (Form::Ordinal, 1, '，'),
                (Form::Ordinal, 2, '、'),
                (Form::Word, 1, '、'),
                (Form::Among, 2, '，'),
                (Form::Number, 3, '、'),
            ]
        );
        for text in [
            "一是一，二是二",
            "第一、二季度",
            "第一、第二产业",
            "全县第一、全市第二",
            "第三方",
            "一、二级医院",
            "唯一是",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
