//! E06: a mark behind the label of an attachment. Where the label stands and its font are seen in a Word file only.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "E06",
    name: "附件页的“附件”后面加了标点",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.7",
    why: "附件页左上角顶格写“附件”二字和附件顺序号，后面没有冒号；冒号只用在正文后面的附件说明里。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n附件1：\n清淤进度表\n附件2：\n联系人名单\n",
    )],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：\n1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n附件1\n清淤进度表\n附件2\n联系人名单\n",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    // Before the standard of 2012 the colon was usual.
    if dates::issue(paper).is_some_and(|(_, date)| (date.year, date.month) < (2012, 7)) {
        return;
    }
    for (index, line) in paper.of(Role::Label) {
        let text = line.text.trim_end_matches(is_blank);
        let end = text.trim_end_matches(['：', ':', '.', '．', '、', '。', '，']).len();
        if end > 0 && end < text.len() {
            let message = format!("附件页的标签后面有“{}”", &text[end..]);
            marks.at(index, end..text.len(), message).replace("");
        }
    }
}
