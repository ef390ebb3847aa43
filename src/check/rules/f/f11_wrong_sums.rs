//! F11: totals, percentages and growth that do not agree with the numbers beside them.
//!
//! What is written decides how exact a number is: half of its last place may be rounding. An error is claimed only where the sentence
//! or the table leaves no other reading; a sum that is nearly right and may leave something out is a warning.

mod tables;

mod lists;

mod ratios;

mod breakdowns;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "F11",
    name: "合计、比例或者增幅同原数对不上",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "审核公文要核对数字：合计等于各项之和，百分比、增幅同写出来的原数一致。按写出的位数四舍五入带来的差不算。",
    wrong: &[
        body(
            "各乡镇清淤情况如下：\n\n| 单位 | 公里 | 投入（万元） |\n| --- | --- | --- |\n| 甲镇 | 12 | 3.5 |\n| 乙镇 | 16 | 4.2 |\n| 合计 | 29 | 7.7 |\n",
        ),
        body("已完成水闸12座、泵站16座，共计29座。"),
        body("投入资金由120万元增加到150万元，增长35%。"),
        body("计划投资200万元，完成投资150万元，投资完成率85%。"),
        body("全县共有小水库28座，其中一类水库12座、二类水库17座。"),
        body("投入资金1200万元，比上年1000万元增长25%。"),
        body("群众满意60%，基本满意30%，不满意20%。"),
        body("局属单位共有职工30人：局机关10人、水管站15人。"),
        body("甲、乙、丙三镇分别占40%、35%、27%。"),
        body(
            "全县下达资金3050.50万元，实际支出2816.16万元。\n甲类资金1000万元，支出906.06万元；乙类资金1250.50万元，支出1106万元；丙类资金800万元，支出804.04万元。",
        ),
        body(
            "各乡镇护河员情况如下：\n\n| 单位 | 男 | 女 | 合计 |\n| --- | --- | --- | --- |\n| 甲镇 | 12 | 3 | 15 |\n| 乙镇 | 16 | 2 | 18 |\n| 丙镇 | 9 | 4 | 14 |\n",
        ),
    ],
    right: &[
        body(
            "各乡镇清淤情况如下：\n\n| 单位 | 公里 | 完成率 |\n| --- | --- | --- |\n| 甲镇 | 12 | 80% |\n| 乙镇 | 16 | 100% |\n| 合计 | 28 | 91% |\n",
        ),
        body(
            "投入资金1200万元，比上年1000万元增长20%。群众满意60%，基本满意30%，不满意10%。职工共25人：局机关10人、水管站15人。",
        ),
        body("已完成水闸12座、泵站16座，共计28座。每座配备管护员2名，共计56名。"),
        body(
            "投入资金由120万元增加到150万元，增长25%，年均增长8.5%。计划投资300万元，完成投资100万元，投资完成率33.3%。",
        ),
        body(
            "有场所的村168个，其中自有145个、借用23个，没有场所的8个。全县共有职工28人，其中党员20人、女职工15人。全县共有小水库28座，其中带病运行3座、正在加固2座。",
        ),
        whole(
            "某某县水务局2025年工作总结\n全年投入资金6.63万元，其中县级3.31万元、乡级3.31万元。抽检100批次，合格97批次，合格率97%，比上年提高2个百分点。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for grid in &paper.tables {
        tables::look(paper, grid, marks);
    }
    for (index, line) in paper.lines.iter().enumerate() {
        if matches!(line.role, Role::Body | Role::Note) {
            lists::look(index, line, marks);
            ratios::look(index, line, marks);
        }
    }
    breakdowns::look(paper, marks);
}
