//! C06: a document sent to a person.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "C06",
    name: "主送写的是人，不是机关",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第十五条第五项",
    why: "除上级机关负责人直接交办的事项外，不得以本机关名义向上级机关负责人报送公文。公文主送机关，不主送个人。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于水库除险加固资金的请示\n某某某县长：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇河长，各水库主任：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水函〔2026〕5号\n某某县水务局关于邀请参加会议的函\n某某某教授：\n请您参加会议。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

/// What people are called by.
const POSTS: &[&str] = &[
    "书记", "市长", "县长", "区长", "省长", "镇长", "乡长", "局长", "厅长", "部长", "处长", "科长", "主任",
    "主席", "同志", "常委", "常务",
];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let is_upward = paper.is_kind("请示") || paper.is_kind("报告");
    // 函 may go to a person.
    if !paper.is_issued() || !(is_upward || paper.is_kind("通知") || paper.is_kind("意见")) {
        return;
    }
    for (index, line) in paper.of(Role::Recipients).filter(|(_, line)| line.part == 0) {
        for range in unit_lists::names(&line.text) {
            let name = &line.text[range.clone()];
            let is_person = POSTS.iter().any(|post| name.ends_with(post)) && !name.contains('各');
            if is_person {
                let level = if is_upward { Level::Error } else { Level::Warning };
                marks
                    .at(index, range, format!("主送写了“{name}”，是人不是机关"))
                    .hint("主送写机关的名称，由机关转给负责人")
                    .level(level);
            }
        }
    }
}
