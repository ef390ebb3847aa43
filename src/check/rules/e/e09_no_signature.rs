//! E09: an issued document without 署名 or 成文日期.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{is_name, is_unit, packed};
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "E09",
    name: "没有发文机关署名或者成文日期",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第九条；GB/T 9704-2012 7.3.5",
    why: "发出的公文署发文机关名称，写成文日期。纪要、公报、会议通过的决议不署名，成文日期写在标题下面，不在此列。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n某某县水务局\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某某县水务局2026年清淤工作要点\n2026年的清淤工作，要抓好以下几个方面。\n一、排查\n逐条河道排查。\n二、清淤\n按月调度。\n",
        ),
        whole("第12期\n某某县水务局局长办公会议纪要\n会议研究了清淤工作，议定由河道科牵头落实。\n"),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的决议\n（2026年3月5日某某县水务局全体会议通过）\n会议认为，清淤工作进展顺利。\n",
        ),
    ],
    look: Look::Paper(look),
};

/// Kinds that are issued without 署名, or with a date below the title.
const EXEMPT: &[&str] =
    &["纪要", "公报", "决议", "简报", "公约", "章程", "条例", "规定", "办法", "细则", "规则"];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let exempt = !paper.is_issued()
        || EXEMPT.iter().any(|kind| paper.is_kind(kind))
        || paper.first(Role::Attendance).is_some()
        // 第12期 is the number of a bulletin or of 纪要.
        || paper.first(Role::DocumentNumber).is_some_and(|(_, line)| packed(&line.text).ends_with('期'));
    let has_date = |role: Role| {
        let mut lines = paper.part(0).filter(|(_, line)| line.role == role);
        lines.any(|(_, line)| dates::all(&line.text).iter().any(|date| date.full().is_some()))
    };
    if exempt || has_date(Role::UnderTitle) || !paper.part(0).any(|(_, line)| line.is_text()) {
        return;
    }
    let signed = paper.first(Role::Signature).is_some();
    let dated = paper.first(Role::Date).is_some();
    // Name and date in another form at the end: said by others.
    let last: Vec<&str> =
        paper.part(0).filter(|(_, line)| line.is_text()).map(|(_, line)| line.text.trim()).collect();
    let ends_with_date = last.iter().rev().take(4).any(|line| {
        let dates = dates::all(line);
        dates.last().is_some_and(|date| date.full().is_some() && date.range.end == line.len())
    });
    if ends_with_date && !dated {
        return;
    }
    if dates::unfinished(paper).is_some() {
        return;
    }
    let named = last.iter().rev().take(3).any(|line| is_unit(line) && is_name(line));
    match (signed, dated) {
        (true, true) => {}
        (true, false) => {
            marks.whole("没有成文日期").hint("在署名下一行写上签发的日期，例如“2026年3月5日”");
        }
        (false, true) => {
            marks.whole("没有发文机关署名").hint("在成文日期上一行写上发文机关全称或者规范化简称");
        }
        (false, false) if named => {
            marks.whole("有署名，没有成文日期").hint("在署名下一行写上签发的日期，例如“2026年3月5日”");
        }
        (false, false) => {
            marks.whole("没有发文机关署名和成文日期").hint("在正文后面写上发文机关名称，下一行写成文日期");
        }
    }
}
