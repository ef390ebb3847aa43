//! G12: a paragraph of sentences without its last 句号.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::is_han;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G12",
    name: "段末漏了句号",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 15834-2011 4.1",
    why: "成句的段落，句末用句号。标题、分号结尾的列举、冒号结尾的起领句、表格和名单不算。",
    wrong: &[body("请各单位高度重视，认真组织实施。检查情况于3月底前报送县水务局")],
    right: &[
        body(
            "现就有关事项通知如下：\n一、按时报送，不得延误\n1.清淤由县水务局负责，按月调度；\n2.护岸由各乡镇负责。",
        ),
        body(
            "联系人：某某某，电话：8200000\n参加人员有：\n县水务局局长，县防汛办主任\n县财政局局长，县审计局局长",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    if paper.broken {
        return;
    }
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        let text = line.text.trim_end();
        let Some(last) = text.chars().next_back().filter(|c| is_han(*c) || c.is_ascii_digit() || *c == '%')
        else {
            continue;
        };
        // A neighbour without 句号 makes it a list, one with ： before it an entry.
        let neighbours = [index.checked_sub(1), Some(index + 1)];
        let lists = neighbours.into_iter().flatten().filter_map(|at| paper.lines.get(at)).any(is_entry);
        let led = index > 0
            && paper.lines[index - 1].is_text()
            && paper.lines[index - 1].text.trim_end().ends_with(['：', ':']);
        if !lists && !led && is_sentences(line, text) {
            let start = text.len() - last.len_utf8();
            marks.at(index, start..text.len(), "段末没有句号").hint("补上句号");
        }
    }
}

/// Text that ends without a mark, and is not what stands around the text.
fn is_entry(line: &Line) -> bool {
    let ends = line.text.trim_end().chars().next_back();
    matches!(line.role, Role::Body | Role::Item)
        && ends.is_some_and(|c| is_han(c) || c.is_ascii_digit() || "，、；".contains(c))
}

/// Whether a paragraph without a mark at its end is one of sentences: there is one before, or it is long and has commas.
fn is_sentences(line: &Line, text: &str) -> bool {
    let said = line.said();
    let said = said[..said.len().min(text.len())].trim();
    let columns = text.trim().contains(['\t', '\u{3000}']) || text.trim().contains("  ");
    let labelled =
        said.find(['：', ':']).is_some_and(|at| said[..at].chars().count() <= 12) && !said.contains('。');
    let ends_with_date = text.ends_with(['日', '年', '月'])
        && text.trim_end_matches(['日', '年', '月']).ends_with(|c: char| c.is_ascii_digit());
    let has_stop = said.contains('。') && said.chars().count() >= 15;
    let long = line.mark.is_none() && said.contains('，') && said.chars().count() >= 40;
    !columns && !labelled && !ends_with_date && (has_stop || long)
}
