//! C04: a 请示 to more than one unit.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "C04",
    name: "请示写了几个主送机关",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第十五条第一项",
    why: "向上级机关行文，原则上主送一个上级机关，根据需要抄送别的上级机关和同级机关。请示主送几个机关，谁来批复就不清楚了。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府、某某市水务局：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于水库除险加固资金的请示\n某某县（市、区）人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于印发请示报告制度的通知\n县直各单位，各乡镇人民政府：\n现印发给你们，请认真执行。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    if !paper.is_kind("请示") {
        return;
    }
    for (index, line) in paper.of(Role::Recipients).filter(|(_, line)| line.part == 0) {
        let names = unit_lists::names(&line.text);
        if let [first, second, ..] = names.as_slice() {
            let end = names.last().map_or(second.end, |name| name.end);
            marks
                .at(index, first.start..end, format!("请示主送了{}个机关", names.len()))
                .hint("只主送一个上级机关，别的改为抄送");
        }
    }
}
