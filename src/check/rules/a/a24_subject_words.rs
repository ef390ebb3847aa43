//! A24: 主题词, which documents have not had since 2012.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A24",
    name: "还有主题词",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.4；《党政机关公文处理工作条例》第九条",
    why: "公文的要素里已经没有主题词，2012年7月1日起不再标注。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n主题词：水利　检查　通知\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n",
    )],
    right: &[
        whole(
            "某水发〔2006〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n二〇〇六年三月五日\n主题词：水利　检查　通知\n抄送：县政府办公室。\n某某县水务局办公室　2006年3月6日印发\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好档案著录工作的通知\n各乡镇人民政府：\n著录档案时写明题名、主题词：每件不超过五个。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    if dates::issue(paper).is_some_and(|(_, date)| (date.year, date.month) < (2012, 7)) {
        return;
    }
    for (index, line) in paper.of(Role::Subjects) {
        marks.at(index, 0..line.text.len(), "公文不再标主题词").replace("").level(Level::Error);
    }
}
