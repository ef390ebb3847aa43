//! F12: one thing with two values.
//!
//! Only what is said in the same words from the beginning of a sentence on, or of the whole county, city or school, is the same thing:
//! other dates, places, plans and results are other things.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

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
    code: "F12",
    name: "同一指标前后两个数",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "同一个指标在一篇公文里只能有一个数，前面的概述、后面的分述和附件要一致。",
    wrong: &[body(
        "全县清淤河道总长度为30公里，任务全部完成。\n抓好清淤管护。全县清淤河道总长度为32公里，惠及12个村。",
    )],
    right: &[body(
        "2024年，全县清淤河道总长度为30公里。\n2025年，全县清淤河道总长度为32公里，计划投资30万元。甲镇配备护河员3名。乙镇配备护河员5名。",
    )],
    look: Look::Paper(look),
};

/// Words with which a clause within a sentence has a subject of its own.
const SCOPES: &[&str] = &[
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "全镇",
    "全乡",
    "全局",
    "全校",
    "全院",
    "全系统",
    "项目总投资",
    "计划总投资",
    "工程总投资",
];
/// Words of another time, or of a plan.
const APART: &[&str] = &[
    "上年",
    "去年",
    "同期",
    "计划",
    "目标",
    "力争",
    "预计",
    "拟",
    "到20",
    "以来",
    "累计",
    "其中",
    "每",
    "不超过",
    "不少于",
    "不低于",
    "约",
    "近",
    "超",
    "余",
    "同比",
    "增长",
    "增加",
    "下降",
    "减少",
    "平均",
    "原",
    "新增",
    "分别",
    "截至",
    "截止",
    "今年",
    "本年",
    "上半年",
    "季度",
    "月",
    "已",
    "将",
    "第",
    "至少",
    "最",
    "达标",
    "标准",
    "一般",
    "应",
    "可",
    "按照",
    "按",
    "这",
    "该",
    "此",
    "本",
];

/// What a number says something of.
#[derive(PartialEq, Eq, Hash)]
struct Of {
    what: String,
    unit: String,
    times: Vec<String>,
}

/// What is said of one thing.
struct Said {
    of: Of,
    value: Decimal,
    range: Range<usize>,
}

/// Longest sentence before a number that is looked at, in characters.
const LONGEST: usize = 500;

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let mut known: HashMap<Of, (Decimal, usize, Range<usize>)> = HashMap::new();
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        for Said { of, value, range } in said(&line.text) {
            match known.get(&of) {
                Some((have, line, place)) if *have != value => {
                    marks
                        .at(index, range, format!("“{}”前后两个数不同", of.what))
                        .hint("核对以后改成一致")
                        .related(*line, place.clone(), "前面写的是这个数");
                }
                Some(_) => {}
                None => {
                    known.insert(of, (value, index, range));
                }
            }
        }
    }
}

fn said(text: &str) -> Vec<Said> {
    let mut all = Vec::new();
    for number in numbers::all(text) {
        let unit = &number.unit;
        if matches!(unit.name.as_str(), "" | "年" | "月" | "日" | "号" | "岁" | "倍" | "度" | "天" | "小时")
        {
            continue;
        }
        let left = &text[..number.range.start];
        let mut marks = left.char_indices().rev().take(LONGEST);
        let sentence = match marks.find(|(_, c)| matches!(c, '。' | '；' | '！' | '？')) {
            Some((mark, _)) => mark + '。'.len_utf8(),
            None if left.char_indices().nth(LONGEST).is_none() => 0,
            None => continue,
        };
        let clause = left
            .rfind(['，', '、', '：', '（', '。', '；', '！', '？', '”', '》'])
            .map_or(0, |at| at + left[at..].chars().next().map_or(0, char::len_utf8));
        let words = &left[clause..];
        let what = ["达到", "为", "达", "共", "是", "约"]
            .iter()
            .find_map(|end| words.strip_suffix(end))
            .unwrap_or(words);
        let scoped = SCOPES.iter().any(|scope| what.starts_with(scope));
        // A clause that begins a sentence has its subject; one within a sentence only if it names the whole.
        let certain =
            (clause == sentence && what.chars().count() >= 8) || (scoped && what.chars().count() >= 6);
        let plain = what.chars().all(is_han) && !APART.iter().any(|word| what.contains(word));
        let context = &text[sentence..number.range.start];
        let behind = text[unit.range.end..].chars().next().unwrap_or('。');
        if !certain
            || !plain
            || !"，。；、,（".contains(behind)
            || ["计划", "目标", "力争", "拟"].iter().any(|w| context.contains(w))
        {
            continue;
        }
        let Some(value) = number.whole() else { continue };
        all.push(Said {
            of: Of { what: what.to_owned(), unit: unit.name.clone(), times: times(context) },
            value,
            range: number.range.start..unit.range.end,
        });
    }
    all
}

/// Years and months of a sentence.
fn times(text: &str) -> Vec<String> {
    numbers::all(text)
        .into_iter()
        .filter(|number| matches!(number.unit.name.as_str(), "年" | "月" | "日"))
        .map(|number| text[number.range.start..number.unit.range.end].to_owned())
        .collect()
}
