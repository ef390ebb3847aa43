//! E10: 成文日期 above 署名, or on one line with it.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{is_name, is_unit};
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "E10",
    name: "成文日期没有排在署名的下一行",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.5",
    why: "发文机关署名在上，成文日期在署名的下一行。先写日期后写单位，或者写在同一行，都不合规定。",
    wrong: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n2026年3月5日\n某某县水务局\n（此件公开发布）\n",
    )],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局 某某县财政局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按时报送进度。\n某某县水务局\n某某县财政局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于印发《清淤方案》的通知\n各乡镇人民政府：\n现将《清淤方案》印发给你们。\n某某县水务局\n2026年3月5日\n清淤方案\n按月清淤。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let roles = |role: Role| paper.part(part).filter(move |(_, line)| line.role == role);
        if let (Some((date, date_line)), Some((name, name_line))) =
            (roles(Role::Date).next(), roles(Role::Signature).next())
        {
            if name > date {
                let (date_words, name_words) = (words(&date_line.text), words(&name_line.text));
                let (day, unit) = (&date_line.text[date_words.clone()], &name_line.text[name_words.clone()]);
                marks
                    .at(date, date_words.clone(), "成文日期排在了署名的上面")
                    .hint("署名在上，成文日期在下一行")
                    .edit(date, date_words.clone(), unit)
                    .edit(name, name_words.clone(), day)
                    .related(name, name_words, "署名在这里");
            }
            continue;
        }
        // 某某局　2026年3月5日 on one line.
        let lines: Vec<_> = paper.part(part).filter(|(_, line)| line.is_text()).collect();
        let last = lines.into_iter().rev().take(3).filter(|_| roles(Role::Date).next().is_none());
        for (index, line) in last {
            let range = words(&line.text);
            let text = &line.text[range.clone()];
            let Some(date) = dates::all(text).pop().filter(|date| date.full().is_some()) else { continue };
            let unit = text[..date.range.start].trim_matches(is_blank);
            if date.range.end == text.len() && is_name(unit) && is_unit(unit) {
                marks.at(index, range, "署名和成文日期写在了一行").hint("成文日期另起一行，写在署名的下一行");
            }
        }
    }
}

/// A text's words without blanks around.
fn words(text: &str) -> std::ops::Range<usize> {
    let start = text.len() - text.trim_start_matches(is_blank).len();
    start..text.trim_end_matches(is_blank).len().max(start)
}
