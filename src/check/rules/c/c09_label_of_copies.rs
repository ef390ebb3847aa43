//! C09: another word than 抄送 or 主送 before the units of the 版记.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::unit_lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "C09",
    name: "抄送机关前面写的不是“抄送：”",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.4.2",
    why: "抄送机关前面写“抄送”二字和全角冒号，移到版记的主送机关写“主送”。抄报、报送、分送等不再用，对上级、同级、下级一律写抄送。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄报：市水务局，县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送:县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n报送：请于3月5日前报县水务局办公室。\n某某县水务局\n2026年3月5日\n抄送：市水务局，县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n",
        ),
        whole(
            "某某县水务局局长办公会议纪要\n〔2026〕4号\n某某县水务局2026年第4次局长办公会议纪要\n会议研究了水库除险加固工作。现纪要如下：\n会议议定，抓紧开工建设。\n分送：县政府办公室，局机关各科室。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let has_own_words = paper.is_kind("纪要") || paper.is_kind("简报");
    for (index, line) in paper.of(Role::Copies) {
        let Some(label) = unit_lists::label(&line.text) else { continue };
        let word = packed(&line.text[label.clone()]);
        let colon = label.end + line.text[label.end..].find(['：', ':']).unwrap_or(0);
        let is_half = line.text[colon..].starts_with(':');
        let range = label.start..colon + if is_half { 1 } else { '：'.len_utf8() };
        match word.as_str() {
            "抄送" | "主送" if is_half => {
                // The blank that belongs to a half-width colon goes with it.
                let rest = &line.text[colon + 1..];
                let end = line.text.len() - rest.trim_start_matches(' ').len();
                marks.at(index, colon..end, format!("“{word}”后面用了半角冒号")).replace("：");
            }
            "抄送" | "主送" => {}
            _ if has_own_words => {}
            _ => {
                marks.at(index, range, format!("抄送机关前面写了“{word}”")).replace("抄送：");
            }
        }
    }
}
