//! F20: one amount in 元 here and in 万元 there.

use std::collections::HashMap;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::is_han;
use crate::check::text::numbers;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "F20",
    name: "同一个数一处写元、一处写万元",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "数字一样，单位一处是元、一处是万元，多半是抄数时漏了“万”字，差一万倍。",
    wrong: &[body("全县投入资金1200万元，其中县级投入资金800万元。\n全县投入资金1200元，惠及群众3万人。")],
    right: &[
        body("全县投入资金1200万元，每公里补助资金1200元。投入资金12000000元，即投入资金1200万元。"),
        body("县级奖励资金100万元，每户奖励资金100元。"),
    ],
    look: Look::Paper(look),
};

/// Words of amounts for each.
const EACH: &[&str] = &["每", "人均", "户均", "亩均", "单价", "标准", "均"];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let mut known: HashMap<(String, &str), (u64, usize, std::ops::Range<usize>)> = HashMap::new();
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        let text = &line.text;
        for number in numbers::all(text).into_iter().filter(|number| number.unit.name == "元") {
            let left = &text[..number.range.start];
            let from = left
                .char_indices()
                .rev()
                .take_while(|(_, c)| is_han(*c))
                .last()
                .map_or(left.len(), |(at, _)| at);
            let words = &left[from..];
            // Two words at least that say what it is.
            let Some((at, _)) = words.char_indices().rev().nth(3) else { continue };
            let digits = &text[number.range.clone()];
            let is_long = digits.bytes().filter(u8::is_ascii_digit).count() >= 2;
            if !is_long || EACH.iter().any(|word| words.contains(word)) {
                continue;
            }
            let range = number.range.start..number.unit.range.end;
            match known.get(&(words[at..].to_owned(), digits)) {
                Some((scale, line, place)) if *scale != number.unit.scale => {
                    marks.at(index, range, "同一个数前后的单位不同").hint("核对是“元”还是“万元”").related(
                        *line,
                        place.clone(),
                        "前面写的是这个数",
                    );
                }
                Some(_) => {}
                None => {
                    known.insert((words[at..].to_owned(), digits), (number.unit.scale, index, range));
                }
            }
        }
    }
}
