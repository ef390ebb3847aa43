//! E14: a 请示 that does not say whom to call.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "E14",
    name: "请示没有写联系人和电话",
    level: Level::Info,
    fix: Fix::None,
    clause: "惯例",
    why: "请示一般在附注处写联系人姓名和电话，方便上级机关询问情况。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于新建泵站的请示\n某某县人民政府：\n拟在城东新建泵站一座，请予批准。妥否，请批示。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于新建泵站的请示\n某某县人民政府：\n拟在城东新建泵站一座，请予批准。妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，电话：0938-8200000）\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于某某镇新建泵站请示的批复\n某某镇人民政府：\n同意新建泵站一座。此复。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some((date, line)) = paper.first(Role::Date) else { return };
    if !paper.is_kind("请示") {
        return;
    }
    let named = paper.part(0).any(|(_, line)| {
        let words: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
        ["联系人", "联系电话", "电话：", "电话:", "联系方式"].iter().any(|word| words.contains(word))
    });
    if !named {
        marks
            .at(date, 0..line.text.trim_end().len(), "成文日期下面没有写联系人和电话")
            .hint("在成文日期下一行写附注，例如“（联系人：某某某，电话：0000-0000000）”");
    }
}
