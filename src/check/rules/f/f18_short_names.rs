//! F18: short names that 以下简称 introduces: used before, never used, with other marks.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "F18",
    name: "简称没有用到、用得过早或者前后写法不同",
    level: Level::Info,
    fix: Fix::None,
    clause: "惯例",
    why: "用“以下简称”引出的简称，从这里起才能用，后面要用到，写法要一致。一次都没有用到的，不必引出。",
    wrong: &[
        body("某某县清淤工作领导小组（以下简称领导小组办）负责调度。各单位要支持配合。"),
        body(
            "推进护河员制度。按照《某某县护河员管理办法》（以下简称《护河办法》）执行，“护河办法”由县水务局解释。",
        ),
    ],
    right: &[
        body("按照《某某县护河员管理办法》（以下简称《护河办法》）执行。《护河办法》由县水务局解释。"),
        body("某某县水利工程质量监督站（以下简称“监督站”）负责检查，监督站每月通报。"),
    ],
    look: Look::Paper(look),
};

/// A short name where it is introduced.
struct Introduced {
    /// The name, with its marks.
    range: Range<usize>,
    /// The bracket in which it stands.
    bracket: usize,
}

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        for short in introduced(&line.text) {
            let written = &line.text[short.range.clone()];
            let name = bare(written);
            if !(2..=20).contains(&name.chars().count()) || name.contains(['、', '，', '“', '《', '”', '》'])
            {
                continue;
            }
            let behind = &line.text[short.range.end..];
            let later = || paper.lines[index + 1..].iter().filter(|line| line.role != Role::Furniture);
            if !behind.contains(name) && !later().any(|line| line.text.contains(name)) {
                let found = marks.at(index, short.range.clone(), format!("简称“{name}”后面没有用到"));
                found.hint("不用简称的，删去“以下简称”");
                continue;
            }
            other_marks(paper, index, &short, name, marks);
            too_early(paper, index, &short, name, marks);
        }
    }
}

/// The short name within its quotation marks.
fn bare(written: &str) -> &str {
    written.trim_matches(|c: char| "“”《》\"‘’〈〉 ".contains(c))
}

fn introduced(text: &str) -> Vec<Introduced> {
    let mut all = Vec::new();
    for word in ["以下简称", "以下统称"] {
        for (at, _) in text.match_indices(word) {
            let behind = at + word.len();
            let rest = text[behind..].trim_start_matches(['为', '：', ':']);
            let start = text.len() - rest.len();
            let Some(length) = rest.find(['）', ')', '，', '；', '。']) else { continue };
            let bracket = text[..at].rfind(['（', '(']).unwrap_or(at);
            if length > 0 {
                all.push(Introduced { range: start..start + length, bracket });
            }
        }
    }
    all
}

/// Introduced with 《》 and used with “”, or the other way.
fn other_marks(paper: &Paper, index: usize, short: &Introduced, name: &str, marks: &mut Marks<'_>) {
    let line = &paper.lines[index];
    let written = &line.text[short.range.clone()];
    let (is_title, wrong) = (written.contains('《'), written.contains(['《', '“']));
    if !wrong {
        return;
    }
    let other = if is_title { format!("“{name}”") } else { format!("《{name}》") };
    let places = std::iter::once((index, short.range.end, line))
        .chain(paper.lines.iter().enumerate().skip(index + 1).map(|(at, line)| (at, 0, line)));
    for (at, from, line) in places.filter(|(_, _, line): &(usize, usize, &Line)| line.is_text()) {
        if let Some(found) = line.text[from..].find(&other) {
            let range = from + found..from + found + other.len();
            marks
                .at(at, range, format!("简称前面写作“{}”，这里写成“{other}”", bare_marks(written)))
                .hint("前后写成一样")
                .related(index, short.range.clone(), "简称在这里引出");
            return;
        }
    }
}

/// `“《办法》”` is `《办法》`.
fn bare_marks(written: &str) -> &str {
    if written.contains('《') { written.trim_matches(|c: char| "“” ".contains(c)) } else { written }
}

/// Used in the text before it is introduced.
fn too_early(paper: &Paper, index: usize, short: &Introduced, name: &str, marks: &mut Marks<'_>) {
    let line = &paper.lines[index];
    let full: String = line.text[..short.bracket].chars().rev().take(60).collect();
    let full: String = full.chars().rev().collect();
    // A short name that is a piece of the full one is found in every mention of the full one.
    let is_piece = full.contains(name) || name.chars().count() < 3;
    if is_piece || line.text[..short.bracket].contains(name) {
        return;
    }
    let earlier = paper.lines[..index]
        .iter()
        .enumerate()
        .filter(|(_, other)| other.part == line.part && other.role == Role::Body);
    for (at, other) in earlier {
        if let Some(found) = other.text.find(name) {
            marks
                .at(at, found..found + name.len(), format!("简称“{name}”用在引出它之前"))
                .hint("第一次出现的地方写全称，并在那里引出简称")
                .related(index, short.range.clone(), "简称在这里引出");
            return;
        }
    }
}
