//! A25: a document is cited by its number alone, or with the number before the title.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::brackets;
use crate::check::text::document_numbers::{self, Found};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "A25",
    name: "引用公文没有写标题，或者先写了发文字号",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "引用公文先引标题，后在圆括号里引发文字号：《某某县人民政府关于……的通知》（某府发〔2026〕3号）。只写字号，看的人不知道是什么文件。前面已经写过标题的，后面可以只写字号。",
    wrong: &[
        body("根据某府发〔2026〕3号文件要求，各单位要认真清淤。"),
        body("按照某府发〔2026〕3号《某某县人民政府关于做好清淤工作的通知》要求，各单位要认真清淤。"),
    ],
    right: &[
        body(
            "根据《某某县人民政府关于做好清淤工作的通知》（某府发〔2026〕3号）要求，各单位要认真清淤。没有按某府发〔2026〕3号文件办的，要说明原因。",
        ),
        body(
            "现将修订后的办法印发给你们，某府发〔2020〕3号文件同时废止。你单位《关于解决经费的请示》（某水发〔2026〕8号、某水发〔2026〕9号）收悉。",
        ),
    ],
    look: Look::Paper(look),
};

/// What is said of a number that needs no title: it names what goes out of force, or what is told apart by it.
const ENOUGH: &[&str] = &["废止", "失效", "停止执行", "不再执行", "为准", "文号", "字号"];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let mut known: Vec<String> = paper.of(Role::DocumentNumber).map(|(_, line)| line.text.clone()).collect();
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        let text = &line.text;
        let cited = document_numbers::cited(text);
        known.extend(cited.iter().map(|cited| text[cited.number.range.clone()].to_owned()));
        let pairs = brackets::pairs(text).0;
        for number in document_numbers::all(text) {
            let number = without_words(number, text);
            let written = &text[number.range.clone()];
            let is_known = known.iter().any(|known| known.ends_with(written) || written.ends_with(known));
            // In brackets it belongs to what stands before them.
            let in_brackets = brackets::is_within(&pairs, "（(“《", number.range.start);
            if !is_one(&number, text) || is_known || in_brackets {
                continue;
            }
            let behind = text[number.range.end..].trim_start_matches(is_blank);
            let message = if behind.strip_prefix('文').unwrap_or(behind).starts_with('《') {
                "引用公文先写了发文字号，后写标题"
            } else if ENOUGH.iter().any(|word| sentence(line, &number).contains(word)) {
                continue;
            } else {
                "引用公文只写了发文字号，没有写标题"
            };
            let hint = format!("写成“《标题》（{written}）”");
            marks.at(index, number.range.clone(), message).hint(hint);
            known.push(written.to_owned());
        }
    }
}

/// A number without the words before its 代字: 根据某府发.
fn without_words(mut number: Found, text: &str) -> Found {
    let words =
        ['据', '照', '按', '和', '与', '及', '对', '于', '实', '行', '依', '从', '以', '在', '到', '是'];
    let code = &text[number.code.clone()];
    if let Some((at, last)) = code.char_indices().rev().find(|(_, c)| words.contains(c)) {
        number.code.start += at + last.len_utf8();
        number.range.start = number.code.start;
    }
    number
}

/// Whether it is the number of a 公文: with 代字, a year in brackets as such numbers have them, and 号.
fn is_one(number: &Found, text: &str) -> bool {
    let is_hexagonal = text[number.brackets.clone()].starts_with(['〔', '[', '［', '﹝']);
    let code = text[number.code.clone()].chars().count();
    is_hexagonal && (2..=9).contains(&code) && number.ending == Some('号') && number.serial_of(text).is_some()
}

/// What is said from the number to the end of its sentence.
fn sentence<'a>(line: &'a Line, number: &Found) -> &'a str {
    let rest = &line.text[number.range.end..];
    &rest[..rest.find(['。', '；']).unwrap_or(rest.len())]
}
