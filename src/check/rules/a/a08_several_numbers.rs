//! A08: a joint issue with the numbers of several units.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::document_numbers;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A08",
    name: "一份公文有几个发文字号",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第九条第五项",
    why: "联合行文时，使用主办机关的发文字号，协办机关的不标。",
    wrong: &[
        whole(
            "某水发〔2026〕5号　某财发〔2026〕8号\n某某县水务局 某某县财政局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n某某县财政局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某财发〔2026〕8号\n某某县水务局 某某县财政局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n某某县财政局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局 某某县财政局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n某某县财政局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n某水发〔2026〕5号\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let mut first: Option<(usize, std::ops::Range<usize>)> = None;
    for (index, line) in paper.of(Role::DocumentNumber).filter(|(_, line)| line.part == 0) {
        for number in document_numbers::of_own(line) {
            let Some((at, range)) = &first else {
                first = Some((index, number.range));
                continue;
            };
            // A copy may have the same number above the title and below it.
            if packed(&line.text[number.range.clone()]) != packed(&paper.lines[*at].text[range.clone()]) {
                marks
                    .at(index, number.range, "有两个发文字号")
                    .hint("联合行文只标主办机关的发文字号，其余删去")
                    .related(*at, range.clone(), "第一个发文字号在这里");
            }
        }
    }
}
