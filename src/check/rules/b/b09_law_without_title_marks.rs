//! B09: a law that a title names without 《》. What else has 《》 or not is told by no clause, and offices do both.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::title;
use crate::check::text::titles::Title;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "B09",
    name: "标题里的法规名称没有加书名号",
    level: Level::Info,
    fix: Fix::Ask,
    clause: "惯例",
    why: "标题里一般不用标点，但是法律、条例等法规的名称加书名号，免得和上下文连读。印发方案、办法等文件，加不加都有，本条不管。",
    wrong: &[
        title("某某县水务局关于学习贯彻中华人民共和国水法的通知"),
        title("某某县水务局关于贯彻实施某某省河道管理条例的通知"),
    ],
    right: &[
        title("某某县水务局关于学习贯彻《中华人民共和国水法》的通知"),
        title("某某县水务局关于贯彻实施河道管理办法的通知"),
        title("某某县水务局关于做好庆祝中华人民共和国成立纪念活动的通知"),
        title("某某县水务局关于开展条例宣传工作的通知"),
    ],
    look: Look::Paper(look),
};

const COUNTRY: &str = "中华人民共和国";
const VERBS: [&str; 8] = ["印发", "公布", "发布", "贯彻", "实施", "执行", "落实", "宣传"];
/// Words with 法 that are no law.
const NO_LAW: &str = "办方司执立普依违合守用书看想";

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let Some(title) = Title::of(paper, 0) else { return };
    let mut told = |range: Range<usize>| {
        let name = &title.text[range.clone()];
        let (line, place) = title.place(&range);
        marks.at(line, place, format!("法规名称“{name}”没有加书名号")).hint(format!("惯例写作“《{name}》”"));
    };
    for range in title.bare(COUNTRY) {
        if let Some(end) = end_of_law(&title.text, range.end) {
            told(range.start..end);
            return;
        }
    }
    for range in title.bare("条例") {
        let before = &title.text[..range.start];
        let verb = VERBS.iter().filter_map(|verb| before.rfind(verb).map(|at| at + verb.len())).max();
        let Some(start) = verb else { continue };
        let name = &before[start..];
        let is_end = title.text[range.end..].starts_with(['的', '（', '(']);
        if is_end && name.chars().count() >= 4 && !name.contains(['的', '《', '》', '、', '，', '“']) {
            told(start..range.end);
        }
    }
}

/// Where the name of a law of the country ends.
fn end_of_law(title: &str, from: usize) -> Option<usize> {
    let rest = &title[from..];
    let near = rest.char_indices().nth(24).map_or(rest.len(), |(at, _)| at);
    let near = &rest[..near];
    let near = &near[..near.find(['的', '《', '“', '，']).unwrap_or(near.len())];
    let law = near.match_indices('法').map(|(at, _)| at).find(|&at| {
        !near[..at].ends_with(|c| NO_LAW.contains(c))
            && !near[at..].starts_with("法律")
            && !near[at..].starts_with("法治")
    });
    law.map(|at| from + at + '法'.len_utf8()).or_else(|| near.find("条例").map(|at| from + at + "条例".len()))
}
