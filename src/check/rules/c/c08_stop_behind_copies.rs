//! C08: 抄送机关 without 。 behind the last.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "C08",
    name: "抄送机关最后没有句号",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.4.2",
    why: "最后一个抄送机关名称后面用句号。移到版记里的主送机关也一样。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室，县财政局\n某某县水务局办公室　2026年3月6日印发\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室；\n某某县水务局办公室　2026年3月6日印发\n",
        ),
    ],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县委办公室，县政府办公室\n县财政局，县审计局。\n某某县水务局办公室　2026年3月6日印发\n",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.of(Role::Copies) {
        let next = paper.lines.get(index + 1).filter(|next| next.role == Role::Copies);
        let goes_on = next.is_some_and(|next| unit_lists::label(&next.text).is_none());
        let text = line.text.trim_end_matches(is_blank);
        let Some(last) = text.chars().next_back().filter(|last| *last != '。' && !goes_on) else { continue };
        let start = text.len() - last.len_utf8();
        if matches!(last, '；' | '，' | '、' | '.' | ';' | ',' | '．') {
            marks.at(index, start..text.len(), format!("抄送机关最后是“{last}”，不是句号")).replace("。");
        } else if last != '：' && last != ':' {
            marks
                .at(index, start..text.len(), "抄送机关最后没有句号")
                .hint("在最后加上“。”")
                .replace(format!("{last}。"));
        }
    }
}
