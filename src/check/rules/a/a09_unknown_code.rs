//! A09: 机关代字 that the unit does not use.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::document_numbers;
use crate::diag::diagnostic::Level;
use crate::diag::nearest;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A09",
    name: "发文字号用的不是本单位的代字",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第九条第五项",
    why: "发文字号里的机关代字是发文机关的代字，每个单位是定好的。资料里写了本单位的代字时才查。",
    wrong: &[whole(
        "某水法〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n根据《某某市财政局关于开展检查的通知》（某财发〔2026〕12号）要求，请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    if context.codes.is_empty() {
        return;
    }
    for (index, line) in paper.of(Role::DocumentNumber).filter(|(_, line)| line.part == 0) {
        for number in document_numbers::of_own(line).into_iter().take(1) {
            let code = packed(&line.text[number.code.clone()]);
            if code.is_empty() || context.codes.contains(&code) {
                continue;
            }
            let found = marks.at(index, number.code, format!("“{code}”不在本单位的代字里"));
            match nearest::nearest(&code, context.codes.iter().map(String::as_str)) {
                Some(near) => found.hint(format!("是否应为“{near}”")),
                None => found.hint(format!("本单位的代字是{}", context.codes.join("、"))),
            };
        }
    }
}
