//! D18: a document closes with the words of another 文种; a 请示 does not ask.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::sentences::{all, closing};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "D18",
    name: "结尾用语与文种不合",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第八条",
    why: "请示请求指示、批准，结尾写“妥否，请批示”；报告只汇报情况，不写“请批示”；函向不相隶属的机关商洽、询问，写“请函复”；批复写“此复”。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于新建泵站的请示\n某某县人民政府：\n拟在城东新建泵站一座，概算200万元。\n特此报告。\n某某县水务局\n2026年3月5日\n（联系人：某某某，电话：0938-8200000）\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于清淤情况的报告\n某某县人民政府：\n今年已清淤30公里。\n以上报告妥否，请批示。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于水库资金情况的报告\n某某县人民政府：\n水库除险加固还缺资金200万元。\n妥否，请批示。\n特此报告。\n某某县水务局\n2026年3月5日\n",
        ),
        body("请认真做好检查工作，按时报送。\n特此函告。"),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于新建泵站的请示\n某某县人民政府：\n拟在城东新建泵站一座，概算200万元，恳请批准。\n以上请示当否，请批复。\n某某县水务局\n2026年3月5日\n（联系人：某某某，电话：0938-8200000）\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于清淤情况的报告\n某某县人民政府：\n今年已清淤30公里。\n特此报告，请审阅。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水函〔2026〕5号\n某某县水务局关于商请共用泵站的函\n某某县农业农村局：\n拟共用城东泵站，妥否，请函复。\n某某县水务局\n2026年3月5日\n",
        ),
        body("请认真做好检查工作，按时报送。各单位的请示要写明“妥否，请批示”。\n特此通知。"),
    ],
    look: Look::Paper(look),
};

/// Closings that belong to one kind: 特此… with what stands behind, and the kinds.
const CLOSINGS: &[(&str, &[&str])] = &[
    ("特此通知", &["通知"]),
    ("特此通报", &["通报", "通知"]),
    ("特此报告", &["报告", "汇报"]),
    ("特此请示", &["请示"]),
    ("特此批复", &["批复"]),
    ("特此函复", &["函"]),
    ("特此复函", &["函"]),
    ("特此函告", &["函"]),
    ("特此函达", &["函"]),
    ("特此公告", &["公告"]),
    ("特此通告", &["通告"]),
    ("请函复", &["函"]),
    ("此复。", &["批复", "函"]),
];

/// Kinds whose closing is known; an 意见 may go up and ask.
const KINDS: &[&str] = &["通知", "通报", "报告", "请示", "批复", "函", "公告", "通告"];

/// What a 请示 asks with.
const REQUESTS: &[&str] =
    &["批示", "批复", "审批", "指示", "批准", "审示", "核准", "审定", "审核", "核定", "审议", "裁定", "同意"];

/// What asks a superior; 报告 with 批准 and the like are another rule's.
const ASKING: &[&str] = &["请批示", "请指示", "请审示", "请批复", "请审批", "请予批复"];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some(kind) = KINDS.iter().copied().find(|kind| paper.is_kind(kind)) else { return };
    let Some((index, sentence)) = closing(paper) else { return };
    let text = &paper.lines[index].text;
    let words = &text[sentence.clone()];
    // Words in quotation marks are spoken of.
    if words.contains(['“', '《']) {
        return;
    }
    let short = words.chars().count() <= 24;
    let other = CLOSINGS.iter().find(|(closing, kinds)| words.contains(closing) && !kinds.contains(&kind));
    if let Some((closing, _)) = other.filter(|_| short) {
        let at = sentence.start + words.find(closing).unwrap_or(0);
        let closing = closing.trim_end_matches('。');
        marks.at(index, at..at + closing.len(), format!("{kind}的结尾用了“{closing}”")).hint(wanted(kind));
        return;
    }
    // A request may stand behind 请批示, or a name to call.
    let asks = all(text)
        .into_iter()
        .rev()
        .take(2)
        .find_map(|range| asking(text, range).map(|asking| (index, asking)));
    // 妥否，请批示。 may stand on a line of its own above 特此报告。
    let above = || {
        let (at, line) = paper.part(0).filter(|(at, line)| *at < index && line.is_text()).last()?;
        let last = all(&line.text).pop().filter(|last| !line.text[last.clone()].contains('“'))?;
        asking(&line.text, last).map(|asking| (at, asking))
    };
    let asks = asks.or_else(|| if words.starts_with("特此") { above() } else { None });
    if kind == "请示" {
        let last = paper
            .part(0)
            .filter(|(at, line)| *at <= index && line.is_text())
            .map(|(_, line)| line.text.as_str());
        let last: Vec<&str> = last.collect();
        let asked = last.iter().rev().take(3).any(|line| REQUESTS.iter().any(|word| line.contains(word)));
        if !asked {
            marks.at(index, sentence, "请示的结尾没有请求批示、批准").hint(wanted(kind));
        }
    } else if let Some((line, asking)) = asks {
        let word = &paper.lines[line].text[asking.clone()];
        // 请批复 in a 报告 is what D19 finds.
        let told_there = kind == "报告" && ["批复", "审批"].iter().any(|other| word.contains(other));
        if !told_there {
            marks.at(line, asking, format!("{kind}的结尾用了请示的“{word}”")).hint(wanted(kind));
        }
    } else if kind == "函" && asks_nothing(paper, index) {
        marks
            .at(index, sentence, "函的结尾没有说明要对方怎样答复")
            .level(Level::Info)
            .hint("商洽、询问的函写“请函复”，告知事项的写“特此函告”");
    }
}

/// Where a sentence asks a superior.
fn asking(text: &str, sentence: Range<usize>) -> Option<Range<usize>> {
    let said = &text[sentence.clone()];
    let (at, word) = ASKING.iter().find_map(|word| Some((sentence.start + said.find(word)?, word)))?;
    Some(at..at + word.len())
}

/// Whether a 函 that asks for something closes without a word on the answer.
fn asks_nothing(paper: &Paper, index: usize) -> bool {
    let title = paper.title(0);
    let asks = ["商请", "商洽", "请求", "询问", "征求", "恳请", "申请", "商榷"]
        .iter()
        .any(|word| title.contains(word));
    let closes = ["复", "函", "为盼", "为荷", "支持", "反馈", "告知", "致谢", "感谢", "谢谢", "回执", "配合"];
    let text = &paper.lines[index].text;
    let last = all(text).into_iter().rev().take(2);
    asks && !last.map(|range| &text[range]).any(|words| closes.iter().any(|word| words.contains(word)))
}

fn wanted(kind: &str) -> &'static str {
    match kind {
        "请示" => "写成“妥否，请批示”或者“以上请示当否，请批复”",
        "报告" => "报告只汇报情况，结尾写“特此报告”，或者不写",
        "批复" => "批复的结尾写“此复”，或者不写",
        "函" => "商洽、询问的函写“请函复”，答复的写“特此函复”，告知的写“特此函告”",
        "通报" => "通报的结尾写“特此通报”，或者不写",
        "公告" => "公告的结尾写“特此公告”，或者不写",
        "通告" => "通告的结尾写“特此通告”，或者不写",
        _ => "通知的结尾写“特此通知”，或者不写",
    }
}
