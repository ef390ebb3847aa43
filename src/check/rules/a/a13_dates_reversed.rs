//! A13: 印发日期 or a time limit before 成文日期.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::dates;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::WrittenDate;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "A13",
    name: "印发日期或者时限早于成文日期",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第九条第十二项、第十七项",
    why: "成文日期是签发的日期，印发日期是送印的日期，不会早于签发。要求报送、完成的时限早于成文日期，收文的人办不到。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月4日印发\n",
        ),
        body("请各乡镇于2026年2月20日前报送检查情况。"),
        body("检查情况于2月底前报送县水务局。"),
    ],
    right: &[
        body("请各乡镇于2026年4月20日前报送检查情况，每月3日前报送进度，1月10日前报送下一年度计划。"),
        body("2025年12月31日前已报送的不再重报，对2025年底前完成验收的水库重点检查。"),
        body("根据县政府2026年1月10日前报送方案的要求，各乡镇已于2月20日前报送检查情况。"),
    ],
    look: Look::Paper(look),
};

/// How long before 成文日期 a time limit without year may lie to be taken for one of that year.
const NEAR: i64 = 45;

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some((at, issue)) = dates::issue(paper) else { return };
    for (index, line) in paper.of(Role::Printed) {
        let Some((range, date)) = dates::printed(&line.text) else { continue };
        if dates::days(issue, date).is_some_and(|days| days < 0) {
            marks
                .at(index, range, format!("印发日期早于成文日期{}", issue.in_words()))
                .hint("核对两处日期")
                .related(at, 0..paper.lines[at].text.len(), "成文日期在这里");
        }
    }
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        limits(index, line, (at, issue), paper, marks);
    }
}

fn limits(
    index: usize,
    line: &Line,
    (at, issue): (usize, WrittenDate),
    paper: &Paper,
    marks: &mut Marks<'_>,
) {
    let text = &line.text;
    for found in dates::all(text) {
        let behind = &text[found.range.end..];
        let after = ["前", "底前", "之前", "以前", "底之前", "底以前"]
            .iter()
            .filter_map(|word| behind.strip_prefix(word));
        let Some(rest) = after.min_by_key(|rest| rest.len()) else { continue };
        let is_whole_month = found.day.is_none() && behind.starts_with('底');
        if (found.day.is_none() && !is_whole_month) || !asks(text, found.range.start, rest) {
            continue;
        }
        let year = found.year.unwrap_or(issue.year);
        let day = found.day.unwrap_or_else(|| dates::last_day(year, found.month));
        let Some(days) = dates::days(issue, WrittenDate { year, month: found.month, day }) else { continue };
        if days < 0 && (found.year.is_some() || days >= -NEAR) {
            let end = text.len() - rest.len();
            marks
                .at(index, found.range.start..end, format!("时限早于成文日期{}", issue.in_words()))
                .hint("核对时限和成文日期")
                .related(at, 0..paper.lines[at].text.len(), "成文日期在这里");
        }
    }
}

/// What is asked for behind a time limit.
const VERBS: &[&str] = &[
    "报送", "上报", "报我", "报县", "报市", "报省", "反馈", "提交", "报至", "报到", "完成", "送至", "发至",
    "报回", "寄送",
];

/// Whether a time limit is one for those who get the document: something is asked for that is still to be done.
fn asks(text: &str, start: usize, rest: &str) -> bool {
    let clause = text[..start].rfind(['。', '，', '；', '：', '、']).map_or(text, |at| &text[at..]);
    let before = &clause[..clause.len() - (text.len() - start)];
    let sentence = text[..start].rfind('。').map_or(&text[..start], |at| &text[at..start]);
    let behind = rest.trim_start_matches(['，', ',', '）', ' ']);
    let end = behind.find(['。', '；', '，', '、']).unwrap_or(behind.len());
    let said = &behind[..end];
    let is_asked =
        VERBS.iter().any(|verb| said.find(verb).is_some_and(|at| said[..at].chars().count() <= 15));
    let is_past = ["已", "曾", "对", "根据", "按照", "凡", "每", "去年", "上年"]
        .iter()
        .any(|word| before.contains(word))
        || ["已经", "曾"].iter().any(|word| sentence.contains(word))
        || said.contains("的")
        || said.contains('已');
    is_asked && !is_past
}
