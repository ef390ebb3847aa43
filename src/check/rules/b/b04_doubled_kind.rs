//! B04: a title with two 文种.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::title;
use crate::check::text::titles::Title;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "B04",
    name: "标题的文种重复",
    level: Level::Warning,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第八条；惯例",
    why: "一件公文只有一个文种。“的通知的通知”读不通；“请示报告”“申请报告”把请求批准和汇报工作混在一起，上级机关不知道要不要批。",
    wrong: &[
        title("某某县水务局关于转发市水务局关于做好年度检查工作的通知的通知"),
        title("某某县水务局关于解决河道清淤经费的请示报告"),
    ],
    right: &[
        title("某某县水务局关于转发《市水务局关于做好年度检查工作的通知》的通知"),
        title("某某县水务局关于同意某某镇河道清淤请示的批复"),
        title("某某县水务局关于印发河道清淤意见的通知"),
        title("某某县水务局关于严格执行请示报告制度的通知"),
    ],
    look: Look::Paper(look),
};

/// 文种 that are not said of themselves.
const KINDS: [&str; 7] = ["通知", "请示", "报告", "意见", "通报", "批复", "函"];
/// Two at once at the end of a title, and what to write.
const PAIRS: [(&str, &str); 6] = [
    ("请示报告", "请求批准写“请示”，汇报工作写“报告”"),
    ("报告请示", "请求批准写“请示”，汇报工作写“报告”"),
    ("申请报告", "向上级机关请求批准写“请示”，向不相隶属的机关写“函”"),
    ("申请请示", "写“请示”"),
    ("请示函", "向上级机关请求批准写“请示”，向不相隶属的机关写“函”"),
    ("报告函", "汇报工作写“报告”，函告情况写“函”"),
];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some(title) = Title::of(paper, 0) else { return };
    if let Some((pair, hint)) = PAIRS.iter().find(|(pair, _)| title.text.ends_with(pair)) {
        let (line, range) = title.place(&(title.text.len() - pair.len()..title.text.len()));
        marks.at(line, range, format!("“{pair}”是两个文种连用")).hint(*hint);
        return;
    }
    // 关于废止某某通知的通知 is no doubling.
    if ["废止", "修改", "停止", "撤销", "更正"].iter().any(|word| title.text.contains(word)) {
        return;
    }
    for kind in KINDS {
        let doubled = format!("{kind}的{kind}");
        for range in title.bare(&doubled) {
            // 来函的函, 复函的函 have a word of their own.
            if kind == "函" && title.text[..range.start].ends_with(['来', '复', '致', '公', '信']) {
                continue;
            }
            let (line, place) = title.place(&range);
            marks
                .at(line, place, format!("文种重复：“{doubled}”"))
                .hint(format!("省去一个“的{kind}”，或者给引用的标题加书名号：“《……的{kind}》的{kind}”"));
        }
    }
}
