//! D20: a 请示 that asks for more than its title says.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::characters::is_han;
use crate::check::text::sentences;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "D20",
    name: "一份请示请求了不相干的几件事",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第十五条",
    why: "请示应当一文一事。几件不相干的事写在一份请示里，上级机关不好分送办理，一件办不了，别的也批不下来。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于拨付河道清淤资金的请示\n某某县人民政府：\n为做好河道清淤工作，恳请县政府拨付清淤资金200万元。\n另外，我局人手不足，恳请县政府增加编制5名。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，电话：0938-8200000）\n",
    )],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于拨付河道清淤资金的请示\n某某县人民政府：\n为做好河道清淤工作，恳请县政府拨付清淤资金200万元。\n同时，恳请县政府协调县财政局，将资金于3月底前拨付到位。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，电话：0938-8200000）\n",
    )],
    look: Look::Paper(look),
};

/// How a request begins.
const REQUESTS: &[&str] = &[
    "恳请",
    "特请",
    "敬请",
    "拟请",
    "特申请",
    "现请求",
    "特请求",
    "并请求",
    "请贵局",
    "请县政府",
    "请市政府",
    "请省政府",
];

/// Closings, which name nothing.
const CLOSINGS: &[&str] = &["批示", "批复", "指示", "审示", "审批"];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    if !paper.is_kind("请示") {
        return;
    }
    let title = paper.title(0);
    let Some((_, matter)) = title.split_once("关于") else { return };
    let matter = pairs(matter.trim_end_matches("请示").trim_end_matches('的'));
    let mut related = None;
    let mut others = Vec::new();
    for (index, line) in paper.part(0).filter(|(_, line)| line.role == Role::Body) {
        for range in sentences::all(&line.text) {
            let words = &line.text[range.clone()];
            let Some(at) = REQUESTS.iter().filter_map(|word| words.find(word)).min() else { continue };
            if words.chars().count() < 12 && CLOSINGS.iter().any(|word| words.contains(word)) {
                continue;
            }
            if pairs(words).iter().any(|pair| matter.contains(pair)) {
                related = related.or(Some((index, range.clone())));
            } else {
                others.push((index, range.start + at..range.end));
            }
        }
    }
    let Some((first, first_range)) = related else { return };
    for (index, range) in others {
        marks
            .at(index, range, "这里请求的是标题以外的另一件事")
            .hint("请示一文一事：这件事另写一份请示")
            .related(first, first_range.clone(), "标题所说的请求在这里");
    }
}

/// Each two characters that stand side by side and say something.
fn pairs(text: &str) -> Vec<(char, char)> {
    const SAY_NOTHING: &[&str] = &[
        "有关", "关于", "工作", "问题", "事项", "恳请", "政府", "我局", "我县", "人民", "县政", "市政",
        "县人", "市人", "请县",
    ];
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(a, b)| is_han(*a) && is_han(*b))
        .filter(|(a, b)| !SAY_NOTHING.iter().any(|word| word.chars().eq([*a, *b])))
        .collect()
}
