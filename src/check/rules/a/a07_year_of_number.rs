//! A07: a 发文字号 of another year than 成文日期.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::{dates, document_numbers};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A07",
    name: "发文字号与成文日期不同年",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "发文字号按成文的年份编，每年从1号编起。两处年份不同，往往是套用旧文忘了改，也可能是跨年印发，要核对。",
    wrong: &[whole(
        "某水发〔2025〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好2025年度检查工作的通知\n各乡镇人民政府：\n根据《某某市水务局关于开展检查的通知》（某水发〔2025〕12号）要求，请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some((at, date)) = dates::issue(paper) else { return };
    for (index, line) in paper.of(Role::DocumentNumber).filter(|(_, line)| line.part == 0) {
        for number in document_numbers::of_own(line) {
            if let Some(year) = number.year_of(&line.text).filter(|year| *year != date.year) {
                marks
                    .at(index, number.year, format!("发文字号是{year}年的，成文日期在{}年", date.year))
                    .hint("核对哪一处写错了")
                    .related(at, 0..paper.lines[at].text.len(), "成文日期在这里");
            }
        }
    }
}
