//! A21: 上行文 without 签发人, others with one.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::packed;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "A21",
    name: "上行文没有签发人，或者下行文标了签发人",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第九条第六项",
    why: "上行文（请示、报告）应当标注签发人姓名；下行文、平行文一般不标。没有版头的文字稿不查。",
    wrong: &[
        whole(
            "某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
        whole(
            "某某县水务局文件\n某水发〔2026〕5号　　签发人：某某某\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某某县水务局文件\n某水发〔2026〕5号　　签发人：某某某\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于水库除险加固资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let signers = paper.part(0).find_map(|(index, line)| {
        let has = matches!(line.role, Role::Signers | Role::DocumentNumber)
            && packed(&line.text).contains("签发人");
        has.then(|| (index, line.text.find('签').unwrap_or(0)))
    });
    let is_upward = paper.is_kind("请示") || paper.is_kind("报告");
    let is_other =
        ["通知", "通报", "批复", "函", "决定", "公告", "通告"].iter().any(|kind| paper.is_kind(kind));
    match (signers, paper.first(Role::RedMark), paper.first(Role::DocumentNumber)) {
        // Copies leave the head out; where the mark is there, the head is.
        (None, Some(_), Some((index, line))) if is_upward => {
            // A 报告 may go out to the public too.
            let level = if paper.is_kind("请示") { Level::Error } else { Level::Warning };
            marks
                .at(index, 0..line.text.trim_end().len(), "上行文没有标签发人")
                .hint("在发文字号同一行的右边写“签发人：”和姓名")
                .level(level);
        }
        (Some((index, at)), _, _) if is_other => {
            let end = paper.lines[index].text.trim_end().len();
            marks
                .at(index, at..end, "这种公文一般不标签发人")
                .hint("签发人只标在请示、报告等上行文上，删去")
                .level(Level::Warning);
        }
        _ => {}
    }
}
