//! B11: blanks inside a title.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{title, whole};
use crate::check::text::titles::trimmed;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::end_matter::{self, is_unit};
use crate::paper::line::{Line, Role};
use crate::paper::number::is_blank;
use crate::paper::recognise;

pub const RULE: Rule = Rule {
    code: "B11",
    name: "标题中间有空格",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "惯例",
    why: "标题的字之间不空格。需要回行就另起一行，不用空格隔开；也不靠空格把字拉开。几个机关联合行文，机关名称之间空一字的不算。",
    wrong: &[
        title("某某县水务局关于做好 年度检查工作的通知"),
        title("某某县水务局　关于做好年度检查工作的通知"),
        title("某某县水务局关于做好年度检查工作的通　　知"),
    ],
    right: &[
        title("某某县水务局关于做好年度检查工作的通知"),
        title("某某县水务局　某某县财政局关于做好年度检查工作的通知"),
        title("某某县水务局关于张　明等同志任免职务的通知"),
        whole(
            "签发人：某某某\n某水发〔2026〕5号　　　　　某某某　某某\n某某县水务局关于拨付资金的请示\n某某县人民政府：\n水库除险加固缺少资金，请予解决。\n妥否，请批示。\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let title = paper.title(part);
        // Only what ends as titles do is one for sure; names have a blank where they are short.
        let names = ["同志", "任免", "任职", "职务", "聘任"].iter().any(|word| title.contains(word));
        if recognise::kind_of(&end_matter::packed(&title)).is_none() {
            continue;
        }
        for (index, line) in paper.part(part).filter(|(_, line)| line.role == Role::Title) {
            let mut blanks = blanks(line);
            // A blank beside these words is no name's.
            blanks.retain(|range| {
                let (left, right) = (&line.text[..range.start], &line.text[range.end..]);
                !names || left.ends_with("关于") || right.starts_with("关于") || left.ends_with('的')
            });
            let whole = trimmed(&line.text, 0..line.text.len());
            let words = line.text[whole.clone()].split(is_blank).filter(|word| !word.is_empty());
            if blanks.len() > 2 && words.clone().all(|word| word.chars().count() == 1) {
                let found = marks.at(index, whole, "用空格把标题的字拉开了");
                found.hint(format!("写成“{}”", end_matter::packed(&line.text)));
                for range in blanks {
                    found.edit(index, range, "");
                }
                continue;
            }
            for range in blanks {
                marks.at(index, range, "标题中间有空格").replace("");
            }
        }
    }
}

/// The blanks of a line that do not belong there.
fn blanks(line: &Line) -> Vec<Range<usize>> {
    let text = &line.text;
    let whole = trimmed(text, 0..text.len());
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text[whole.clone()].char_indices().filter(|(_, c)| is_blank(*c)) {
        let at = whole.start + at;
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => found.push(at..at + c.len_utf8()),
        }
    }
    found.retain(|range| {
        let (left, right) = (&text[..range.start], &text[range.end..]);
        let is_latin = left.ends_with(|c: char| c.is_ascii_alphabetic())
            && right.starts_with(|c: char| c.is_ascii_alphabetic());
        // Between units that issue together there is a blank.
        let before = left.rsplit(is_blank).next().unwrap_or_default();
        let joint = is_unit(before) && before.chars().count() > 1 && !right.starts_with("关于");
        !is_latin && !joint
    });
    found
}
