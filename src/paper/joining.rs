//! Paragraphs that a copy from a web page has cut into pieces are put together again.
//!
//! Only where the pieces themselves say so: a line begins with a mark that begins none, ends with one that ends none, has
//! a bracket that the next one closes, is a number alone, or one character. Whole paragraphs stay as they are.

use crate::diag::diagnostic::Span;
use crate::paper::end_matter::{self, is_han};
use crate::paper::number::{self, is_blank};
use crate::paper::recognise;

/// A paragraph of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raw {
    /// Its characters as they stand.
    pub text: String,
    /// Where they stand: from this byte of the text on, at this place.
    pub pieces: Vec<(usize, Span)>,
    /// What its own style says that it is.
    pub hint: Hint,
    /// The cell of a table that it stands in: table, row and cell, as numbers.
    pub cell: Option<(usize, usize, usize)>,
}

/// What a paragraph's style says that it is; a text has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hint {
    /// Nothing.
    #[default]
    None,
    /// Exactly this.
    Role(crate::paper::line::Role),
    /// A heading of this level, whose number may be set by the program that wrote the file.
    Heading(u8),
}

/// The paragraphs of a text, and whether any was in pieces. Paragraphs of tables, and those whose style is known, are let be.
pub fn join(raws: Vec<Raw>) -> (Vec<Raw>, bool) {
    let mut joined: Vec<Raw> = Vec::with_capacity(raws.len());
    let mut broken = false;
    for raw in raws {
        let free = |raw: &Raw| raw.cell.is_none() && raw.hint == Hint::None;
        // The last character of a title, alone on its line.
        let completes = match joined.as_slice() {
            [.., first, title, last] if first.text.contains("关于") => {
                ends_title(&format!("{}{}", first.text, title.text), &last.text)
                    || ends_title(&title.text, &last.text)
            }
            [.., title, last] => ends_title(&title.text, &last.text),
            _ => false,
        };
        match joined.last_mut() {
            _ if completes => joined.push(raw),
            Some(last) if free(last) && free(&raw) && belong(&last.text, &raw.text) => {
                let at = last.text.len();
                last.pieces.extend(raw.pieces.iter().map(|(from, span)| (at + from, *span)));
                last.text.push_str(&raw.text);
                broken = true;
            }
            _ => joined.push(raw),
        }
    }
    (joined, broken)
}

fn ends_title(title: &str, last: &str) -> bool {
    let title = title.trim_matches(is_blank);
    let last = last.trim_matches(is_blank);
    let together = format!("{title}{last}");
    last.chars().count() == 1
        && title.contains("关于")
        && recognise::kind_of(title).is_none()
        && recognise::kind_of(&together).is_some()
}

/// Pairs that a line may leave open.
const PAIRS: [(char, char); 5] = [('《', '》'), ('（', '）'), ('〔', '〕'), ('“', '”'), ('(', ')')];

/// Whether a line goes on in the next one.
fn belong(line: &str, next: &str) -> bool {
    let (line, next) = (line.trim_matches(is_blank), next.trim_matches(is_blank));
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else { return false };
    let stands_alone = |text: &str| {
        end_matter::is_label(text) || end_matter::date(text).is_some() || end_matter::imprint(text).is_some()
    };
    // 2017年8月21 | 日, 日 印发
    if next.starts_with('日') && line.ends_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    if stands_alone(line) || stands_alone(next) {
        return false;
    }
    // A mark that begins no line, one that ends none.
    if "，。、；：！？）》”〕】’,;%％".contains(first) || "《（〔“【".contains(last) {
        return true;
    }
    // A title or a member of a list that ends with such a mark by mistake.
    let is_member = || number::marks(&[line])[0].is_some() && number::marks(&[next])[0].is_some();
    let is_title = || {
        let words = line.trim_end_matches(['，', '、']);
        let is_below = line.contains("关于") && next.ends_with(['：', ':']);
        recognise::kind_of(words).is_some() && (is_below || end_matter::is_document_number(next))
    };
    if matches!(last, '，' | '、') {
        return !is_member() && !is_title();
    }
    let open = |text: &str, (opening, closing): (char, char)| {
        text.chars().filter(|&c| c == opening).count() as i32
            - text.chars().filter(|&c| c == closing).count() as i32
    };
    let closes = PAIRS.iter().any(|&(opening, closing)| {
        open(line, (opening, closing)) > 0
            && next.find(closing).is_some_and(|at| !next[..at].contains(opening))
            && !next[..next.find(closing).unwrap_or(0)].contains('。')
    });
    if closes {
        return true;
    }
    // `1.`, `（一）`, alone on a line.
    let alone = format!("{line}甲");
    let is_number = number::marks(&[&alone])[0].as_ref().is_some_and(|mark| mark.range.end == line.len());
    if is_number {
        return number::marks(&[next])[0].is_none();
    }
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_piece = |text: &str| {
        (text.chars().count() == 1 && text.chars().all(is_han)) || (digits(text) && text.len() <= 4)
    };
    // 联 | 系 | 人：某某某
    if line == "联系" && next.starts_with("人：") {
        return true;
    }
    // 份号 stands above 密级, by mistake below it.
    let of_head =
        |text: &str| ["绝密", "机密", "秘密", "特急", "加急"].iter().any(|word| text.starts_with(word));
    if (digits(line) && of_head(next)) || (of_head(line) && digits(next) && next.len() > 2) {
        return false;
    }
    if is_piece(line) || (digits(next) && next.len() <= 2) {
        return true;
    }
    // 201 | 7 | 年 | 8 | 月
    if matches!(next, "年" | "月" | "日") && last.is_ascii_digit() {
        return true;
    }
    if matches!(last, '年' | '月') && digits(next) {
        return true;
    }
    // 联系电话： | 2673395
    let label = last == '：' && line.chars().count() <= 8;
    label && next.chars().all(|c| c.is_ascii_alphanumeric() || "@.-_/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> Vec<String> {
        let raws = lines.iter().map(|line| Raw { text: (*line).to_owned(), ..Raw::default() }).collect();
        join(raws).0.into_iter().map(|raw| raw.text).collect()
    }

    #[test]
    fn pieces_are_put_together() {
        assert_eq!(
            joined(&["根据《省水利厅关于做好全县", "“双节”期间工作的通知》要求，", "现将有关事项通知如下："]),
            ["根据《省水利厅关于做好全县“双节”期间工作的通知》要求，现将有关事项通知如下："]
        );
        assert_eq!(
            joined(&["联", "系", "人：某某某", "联系电话：", "2673000"]),
            ["联系人：某某某", "联系电话：2673000"]
        );
        assert_eq!(
            joined(&["1.", "制度不落实；", "2.", "责任不落实。"]),
            ["1.制度不落实；", "2.责任不落实。"]
        );
        assert_eq!(joined(&["201", "7", "年", "8", "月", "21", "日"]), ["2017年8月21日"]);
        assert_eq!(
            joined(&["各县水务局，局属各单位", "，市水务集团", "："]),
            ["各县水务局，局属各单位，市水务集团："]
        );
    }

    #[test]
    fn whole_paragraphs_stay_apart() {
        for lines in [
            &["某某局关于开展检查的通", "知", "各乡镇人民政府："][..],
            &["某某局关于开展检查的通知，", "各乡镇人民政府："],
            &["某某局关于开展", "年度检查的通", "知", "某水发〔2026〕5号"],
            &["某某局关于开展", "年度检查的通知，", "某水发〔2026〕5号"],
            &["1.加强领导，", "2.明确责任，", "3.按时报送。"],
            &["一、总体要求", "认真贯彻上级部署。"],
            &["某某县水务局", "2026年3月5日"],
            &["附件", "某某表"],
            &["请认真执行。", "特此通知。"],
            &["2026年3月5日", "（此件公开发布）"],
            &["任命某某为副局长；", "任命某某为科长。"],
            &["12", "机密★1年"],
            &["机密★1年", "000012"],
        ] {
            assert_eq!(joined(lines), lines);
        }
    }
}
