//! D19: a request for approval in a 报告.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::brackets;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "D19",
    name: "报告中夹带请示事项",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第十五条",
    why: "不得在报告等非请示性公文中夹带请示事项。上级机关收到报告不用答复，夹在里面的请求就没有人办；请求批准的另写请示。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于清淤情况的报告\n某某县人民政府：\n今年已清淤30公里，尚缺资金200万元，请予拨付。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于清淤情况的报告\n某某县人民政府：\n今年已报请县政府批准清淤方案，经申请拨付资金200万元，待批复后实施。\n特此报告。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于请求拨付清淤资金的请示\n某某县人民政府：\n尚缺资金200万元，请予拨付。\n妥否，请批复。\n某某县水务局\n2026年3月5日\n（联系人：某某某，电话：0938-8200000）\n",
        ),
    ],
    look: Look::Paper(look),
};

/// What is asked for.
const WANTED: &[&str] = &["批准", "批复", "审批", "拨付", "核拨", "核准"];

/// What may stand between 请 and that.
const BETWEEN: &[&str] = &[
    "予以",
    "给予",
    "予",
    "尽快",
    "及时",
    "领导",
    "上级",
    "县政府",
    "市政府",
    "省政府",
    "区政府",
    "县委",
    "市委",
    "贵局",
    "贵厅",
    "贵委",
    "早日",
];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let recipients = paper
        .first(Role::Recipients)
        .map(|(_, line)| line.text.trim().trim_end_matches(['：', ':']).to_owned());
    if !paper.is_kind("报告") || (!paper.is_issued() && recipients.is_none()) {
        return;
    }
    let recipients = recipients.filter(|name| !name.is_empty());
    for (index, line) in paper.part(0).filter(|(_, line)| line.role == Role::Body) {
        let text = &line.text;
        let (pairs, _) = brackets::pairs(text);
        for (at, word) in text.match_indices('请') {
            // 报请, 申请, 经请: told, not asked.
            let told = text[..at].ends_with(|c: char| "报申提经已聘邀呈应需未待宴回恳约".contains(c))
                && !text[..at].ends_with('恳');
            let quoted = pairs.iter().any(|pair| "“《".contains(pair.opening) && pair.outer.contains(&at));
            if told || quoted {
                continue;
            }
            let mut from = at + word.len();
            while let Some(step) = BETWEEN
                .iter()
                .copied()
                .chain(recipients.as_deref())
                .find(|step| text[from..].starts_with(step))
            {
                from += step.len();
            }
            let Some(wanted) = WANTED.iter().find(|wanted| text[from..].starts_with(**wanted)) else {
                continue;
            };
            // 请批准的单位, 请审批部门: what is approved, not a request.
            let behind = &text[from + wanted.len()..];
            if behind.starts_with(['的', '后', '部', '机', '手', '事']) {
                continue;
            }
            let range = at..from + wanted.len();
            let written = text[range.clone()].to_owned();
            marks
                .at(index, range, format!("报告里写了请示事项“{written}”"))
                .hint("删去这个请求，另写一份请示");
        }
    }
}
