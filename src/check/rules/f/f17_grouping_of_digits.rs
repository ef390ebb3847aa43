//! F17: long numbers, some in groups of three digits and some not.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::numbers;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "F17",
    name: "多位数分节前后不一致",
    level: Level::Info,
    fix: Fix::None,
    clause: "GB/T 15835-2011 5.1.1",
    why: "四位以上的整数可以分节，也可以不分节，同一篇公文里要一致。",
    wrong: &[body("全县共有农户12,300户，其中山区农户45600户。")],
    right: &[body("全县共有农户12300户，其中山区农户1,300户，联系电话8200000。")],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let mut grouped = Vec::new();
    let mut plain = Vec::new();
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.is_prose()) {
        for number in numbers::all(&line.text) {
            let unit = &number.unit;
            let written = &line.text[number.range.clone()];
            let whole = written.split('.').next().unwrap_or_default();
            let digits = whole.bytes().filter(u8::is_ascii_digit).count();
            let is_amount = !matches!(unit.name.as_str(), "" | "号" | "转") && !whole.starts_with('0');
            if digits >= 5 && is_amount {
                let list = if whole.contains(',') { &mut grouped } else { &mut plain };
                list.push((index, number.range));
            }
        }
    }
    let (few, many, word) = if grouped.len() <= plain.len() {
        (&grouped, &plain, "分了节，别处没有")
    } else {
        (&plain, &grouped, "没有分节，别处分了")
    };
    if let (Some((line, range)), Some((other, place))) = (few.first(), many.first()) {
        let written = &paper.lines[*line].text[range.clone()];
        marks.at(*line, range.clone(), format!("“{written}”{word}")).hint("全文写成一样").related(
            *other,
            place.clone(),
            "别处写成这样",
        );
    }
}
