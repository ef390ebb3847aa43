//! A26: stages of a plan whose dates are out of order or overlap.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::lists;
use crate::check::text::stages::{self, Day, Stage};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "A26",
    name: "实施步骤的时间颠倒或者交叉",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第十九条",
    why: "分阶段的工作一个阶段接一个阶段，后一阶段的起止时间不早于前一阶段。颠倒、交叉的，多半是沿用上年方案时有的日期没有改。",
    wrong: &[
        body(
            "现就实施步骤通知如下：\n（一）动员部署阶段（3月1日至3月20日）。召开会议。\n（二）组织实施阶段（4月1日至6月30日）。全面清淤。\n（三）检查验收阶段（5月1日至5月10日）。逐条验收。",
        ),
        body(
            "现就实施步骤通知如下：\n（一）动员部署阶段（2026年3月）。召开会议。\n（二）组织实施阶段（2026年4月—9月）。全面清淤。\n（三）检查验收阶段（2025年10月）。逐条验收。",
        ),
        body(
            "现就实施步骤通知如下：\n（一）动员部署阶段（3月20日至3月1日）。召开会议。\n（二）组织实施阶段（4月1日至9月30日）。全面清淤。",
        ),
    ],
    right: &[
        body(
            "现就实施步骤通知如下：\n（一）动员部署阶段（3月1日至3月20日）。召开会议。\n（二）组织实施阶段（3月20日至11月底）。全面清淤。\n（三）检查验收阶段（11月至次年1月）。逐条验收。",
        ),
        body(
            "现就实施步骤通知如下：\n（一）自查阶段（2026年7月至2026年10月）。各自检查。\n（二）整治阶段（2026年10月至2026年12月）。集中整治。",
        ),
        body(
            "现就重点任务通知如下：\n（一）水库检查（6月底前）。县里组织。\n（二）河道清淤（3月底前）。乡里组织。",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for list in lists::all(paper).iter().filter(|list| list.level <= 3) {
        let stages = stages::of(paper, list);
        for stage in stages.iter().filter(|stage| stage.from.is_some_and(|from| from > stage.to)) {
            marks
                .at(stage.line, stage.range.clone(), "这个阶段的起止时间颠倒了")
                .level(Level::Error)
                .hint("核对开始和结束的日期");
        }
        for pair in stages.windows(2) {
            if let Some((message, level)) = fault(&pair[0], &pair[1]) {
                marks
                    .at(pair[1].line, pair[1].range.clone(), message)
                    .level(level)
                    .hint("核对两个阶段的日期")
                    .related(pair[0].line, pair[0].range.clone(), "前一个阶段在这里");
            }
        }
    }
}

fn fault(before: &Stage, after: &Stage) -> Option<(&'static str, Level)> {
    match (before.from, after.from) {
        (Some(first), Some(second)) if second < first => Some(("这个阶段早于前一个阶段", Level::Warning)),
        (_, Some(second)) if second < before.to && after.to > before.to && !share_month(before, second) => {
            Some(("这个阶段同前一个阶段的时间交叉", Level::Info))
        }
        _ if after.to < before.to => Some(("这个阶段在前一个阶段以前就结束了", Level::Warning)),
        _ => None,
    }
}

/// Whether a stage ends with the month with which the next begins: 7月至10月, 10月至12月 is usual.
fn share_month(before: &Stage, second: Day) -> bool {
    let begins_earlier = before.from.is_none_or(|first| (first.0, first.1) < (second.0, second.1));
    second.2 == 1 && (second.0, second.1) == (before.to.0, before.to.1) && begins_earlier
}
