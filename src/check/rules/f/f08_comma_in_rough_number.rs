//! F08: 顿号 between the numerals of a rough number.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F08",
    name: "概数中间用了顿号",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15835-2011 5.2.1；GB/T 15834-2011 4.5.3.4",
    why: "相邻两个数字连用表示概数，中间不用顿号：“三五天”“二三十个”。有顿号的是两个数：“一、二年级”。",
    wrong: &[
        body("每个村选派二、三名技术人员驻村指导。"),
        body("投入三、四百万元，清淤十七、八公里，走访二、三十户。"),
    ],
    right: &[body("三五天内完成，面向一、二年级学生，表彰第一、二名，走访二三十个村，用于二、三次产业。")],
    look: Look::Line(look),
};

/// Units, each with what must not follow: `二、三次产业`.
const UNITS: &[(&str, &str)] = &[
    ("个", "级"),
    ("天", ""),
    ("年", "级期制生度"),
    ("次", "产能供网污"),
    ("名", ""),
    ("人", "称"),
    ("家", ""),
    ("户", ""),
    ("里", ""),
    ("岁", ""),
];

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for (at, _) in text.match_indices('、') {
        if roles::is_in_mark(line, at) {
            continue;
        }
        let behind = at + '、'.len_utf8();
        let mut left = text[..at].chars().rev();
        let mut right = text[behind..].chars();
        let (Some(a), Some(b)) = (left.next().and_then(value), right.next().and_then(value)) else {
            continue;
        };
        // 十七、八公里: the ten belongs to both.
        let parted = left.next().is_none_or(|c| !"第、".contains(c) && value(c).is_none());
        let rest = right.as_str();
        let scale = rest.len() - rest.trim_start_matches(['十', '百', '千', '万', '亿']).len();
        let (has_scale, rest) = (scale > 0, &rest[scale..]);
        let has_unit = (has_scale
            && rest.starts_with(['元', '亩', '吨', '公', '米', '平', '立', '多', '余', '份', '件']))
            || rest.starts_with("公里")
            || UNITS.iter().any(|(unit, but)| {
                rest.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(|c| but.contains(c)))
            });
        let starts_line = text[..at].trim().chars().count() == 1;
        if (b == a + 1 || (a, b) == (3, 5)) && parted && has_unit && !starts_line {
            marks.here(at..behind, "概数中间不用顿号").replace("");
        }
    }
}

fn value(c: char) -> Option<u32> {
    match c {
        '两' => Some(2),
        _ => "一二三四五六七八九".chars().position(|numeral| numeral == c).map(|at| at as u32 + 1),
    }
}
