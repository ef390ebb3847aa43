//! G16: placeholders and leftovers of programs. 某某 is a name made anonymous and none.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, title};
use crate::check::text::brackets;
use crate::check::text::characters::{at, before, is_full_mark, is_han};
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G16",
    name: "留有占位文字或者程序痕迹",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "“XX”“××”“{{ }}”“null”这类文字是起草、套打时留下的，没有填就印发是事故。附件里供人照填的表样只提醒。",
    wrong: &[
        body("请于XX月XX日前报送检查情况。"),
        body("各单位要向××报告检查情况。"),
        body("请{{单位}}按时报送检查情况。"),
        body("全县共排查隐患null处。"),
        body("责任单位：（待定）。"),
        body("请于×月×日前报送检查情况。"),
        body("检查工作由＿＿＿负责。"),
        title("某某县水务局关于做好【请填写事项】的通知"),
    ],
    right: &[body("请某某县水务局按照4×100米标准，由XXL公司和A×B小组配合，结果为NaN2级，使用NoneSuch软件。")],
    look: Look::Paper(look),
};

/// Marks of templates.
const TEMPLATE: &[&str] = &["{{", "}}", "{%", "%}", "[[", "]]", "${", "<%", "%>", "{#"];
/// Words of programs and sheets.
const PROGRAM: &[&str] = &[
    "null",
    "NULL",
    "None",
    "undefined",
    "NaN",
    "TODO",
    "TBD",
    "FIXME",
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
];
/// Names of persons begin with these, most of them.
const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹";
/// What is to be replaced.
const TO_REPLACE: &[&str] = &[
    "请填写",
    "此处填写",
    "此处插入",
    "此处输入",
    "请在此输入",
    "请输入",
    "点击此处",
    "单击此处",
    "待补充",
    "待填写",
    "待核实",
    "请补充",
];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let forms = roles::forms(paper);
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role != Role::Furniture) {
        // A form to be filled in shows how.
        let is_form =
            matches!(line.role, Role::Cell | Role::Note) || (line.part > 0 && forms.contains(&line.part));
        for (range, sure) in places(line) {
            let level = if sure && !is_form { Level::Error } else { Level::Warning };
            let message = format!("“{}”没有填写或者没有删去", &line.text[range.clone()]);
            marks.at(index, range, message).level(level).hint("填上内容，或者删去");
        }
    }
}

/// Placeholders of a line, and whether each of them is one for certain.
fn places(line: &Line) -> Vec<(Range<usize>, bool)> {
    let text = &line.text;
    let mut all: Vec<(Range<usize>, bool)> = Vec::new();
    for mark in TEMPLATE {
        all.extend(text.match_indices(mark).map(|(at, mark)| (at..at + mark.len(), true)));
    }
    for word in PROGRAM {
        let alone = |at: usize| is_alone(text, at..at + word.len());
        all.extend(
            text.match_indices(word)
                .filter(|(at, _)| alone(*at))
                .map(|(at, word)| (at..at + word.len(), true)),
        );
    }
    for word in TO_REPLACE {
        all.extend(
            text.match_indices(word)
                .filter_map(|(at, word)| enclosed(text, at..at + word.len()))
                .map(|range| (range, true)),
        );
    }
    for word in ["待定", "示例"] {
        let places = text.match_indices(word).map(|(at, word)| at..at + word.len());
        let whole = |range: &Range<usize>| {
            words_around(text, range)
                .is_some_and(|(a, b)| matches!((a, b), ('（', '）') | ('【', '】') | ('[', ']') | ('(', ')')))
        };
        all.extend(places.filter(whole).map(|range| (range, false)));
    }
    let pairs = brackets::pairs(text).0;
    let unknown = |c: char| matches!(c, 'X' | 'x' | '×' | 'Ｘ' | '＊' | '╳' | '✕');
    let mut from = 0;
    while let Some(start) = text[from..].find(unknown).map(|at| from + at) {
        let first = text[start..].chars().next().unwrap_or(' ');
        let end = text[start..].find(|c| c != first).map_or(text.len(), |length| start + length);
        from = end;
        if text[start..end].chars().count() >= 2 && is_unknown(text, start..end) {
            // A form of words that is told (注明“××单位”), a person whose name is hidden (王××).
            let told = pairs.iter().any(|pair| {
                let inner = &text[pair.inner()];
                pair.inner().contains(&start)
                    && (pair.opening == '“'
                        || (pair.opening == '《' && inner.ends_with(['表', '书', '单', '卡'])))
            });
            let hidden = first == '×' && before(text, start).is_some_and(|c| SURNAMES.contains(c));
            all.push((start..end, !told && !hidden));
        }
    }
    // ×月×日: there one stands for a number. A line to write on.
    for (at, _) in text.match_indices("×月×日") {
        if !all.iter().any(|(range, _)| range.contains(&at)) {
            all.push((at..at + "×月×日".len(), true));
        }
    }
    let mut from = 0;
    while let Some(start) = text[from..].find(['_', '＿']).map(|at| from + at) {
        let end =
            text[start..].find(|c| !matches!(c, '_' | '＿')).map_or(text.len(), |length| start + length);
        if text[start..end].chars().count() >= 3 && line.role == Role::Body {
            all.push((start..end, false));
        }
        from = end;
    }
    all.sort_by_key(|(range, _)| range.start);
    all
}

fn words_around(text: &str, range: &Range<usize>) -> Option<(char, char)> {
    Some((before(text, range.start)?, at(text, range.end)?))
}

/// Whether a run of × or X stands for words: Chinese or a digit of a year beside it, no Latin word around it.
fn is_unknown(text: &str, range: Range<usize>) -> bool {
    let (left, right) = (before(text, range.start), at(text, range.end));
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    let is_chinese = |c: Option<char>| c.is_some_and(|c| is_han(c) || is_full_mark(c));
    let year = text[..range.start].ends_with("20") && text[range.end..].starts_with('年');
    let kind = text[range.end..].starts_with("染色体") || text[range.end..].starts_with('型');
    year || ((is_chinese(left) || is_chinese(right)) && !is_latin(left) && !is_latin(right) && !kind)
}

/// Whether a word of a program stands alone in Chinese text.
fn is_alone(text: &str, range: Range<usize>) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let left = text[..range.start].trim_end_matches(' ').chars().next_back();
    let right = text[range.end..].trim_start_matches(' ').chars().next();
    let free = |c: Option<char>| {
        c.is_none_or(|c| !is_word(c) && (is_han(c) || is_full_mark(c) || "()[]".contains(c)))
    };
    let touched = before(text, range.start).is_some_and(is_word) || at(text, range.end).is_some_and(is_word);
    free(left) && free(right) && !touched
}

/// The brackets around a word that tells what to write, or the word where it begins what is said.
fn enclosed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let opening = before(text, range.start).filter(|c| "（(【[〔".contains(*c))?;
    let rest = &text[range.end..];
    let end = rest.find(['）', ')', '】', ']', '〕'])?;
    let closing = rest[end..].chars().next()?;
    let short = rest[..end].chars().count() <= 20 && opening != '（' || rest[..end].chars().count() <= 12;
    short.then(|| range.start - opening.len_utf8()..range.end + end + closing.len_utf8())
}
