//! E05: the text refers to an attachment that 附件说明 does not have; one of several is never referred to.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::attachments::{citations, is_open, normalised, notes, pages};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;

pub const RULE: Rule = Rule {
    code: "E05",
    name: "正文说的附件与附件说明对不上",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "正文写“见附件3”，附件说明就要有第3个附件。附件增减、调序以后，正文里的序号要跟着改。几个附件里只有个别的在正文中没有提到，也要看一看是不是漏写。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，填报进度（见附件1）和名单（见附件3）。\n附件：1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报。\n附件：1.清淤进度表\n2.水库除险台账\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请对照《某某市河道管理办法》（某政发〔2025〕3号）附件4认真清淤，填报附件1至附件3，一式2份。\n附件：1.清淤进度表\n2.联系人名单\n3.清淤标准\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，填报附件3。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let labelled: Vec<usize> = pages(paper).iter().map(|page| page.part).collect();
    let mut known: Vec<u32> = Vec::new();
    let lists: Vec<usize> = (0..paper.parts()).filter(|part| !notes(paper, *part).is_empty()).collect();
    if lists.iter().any(|part| is_open(paper, *part)) {
        return;
    }
    for part in lists.iter().copied() {
        for (position, note) in notes(paper, part).iter().enumerate() {
            known.push(position as u32 + 1);
            known.extend(note.value());
        }
    }
    if known.is_empty() {
        return;
    }
    known.extend(pages(paper).iter().filter_map(|page| page.number));
    let mut cited: Vec<u32> = Vec::new();
    let mut words = String::new();
    for (index, line) in paper.lines.iter().enumerate() {
        let is_read =
            line.is_text() || matches!(line.role, Role::Cell | Role::Note | Role::Remark | Role::Recipients);
        if !is_read || labelled.contains(&line.part) {
            continue;
        }
        words.push_str(&line.text);
        let mut from = 0;
        for citation in citations(&line.text) {
            // 附件1—3 refers to the second one too.
            if let Some(last) =
                cited.last().copied().filter(|_| is_range(&line.text[from..citation.range.start]))
            {
                cited.extend(last + 1..citation.number.min(last + 30));
            }
            from = citation.range.end;
            cited.push(citation.number);
            if !known.contains(&citation.number) {
                let number = citation.number;
                let found = marks.at(index, citation.range, format!("附件说明里没有附件{number}"));
                found.hint("核对附件说明，改正序号或者补上附件");
                // What is issued may have attachments that were left out of the copy.
                if !lists.contains(&line.part) {
                    found.level(Level::Warning);
                }
            }
        }
    }
    // Where a number is wrong, what it should be is the one that seems not to be cited.
    let all_known = cited.iter().all(|number| known.contains(number));
    if let [part] = lists.as_slice()
        && all_known
    {
        tell_uncited(paper, *part, (&cited, &words), marks);
    }
}

fn is_range(between: &str) -> bool {
    matches!(between, "—" | "–" | "～" | "~" | "至" | "到")
}

/// Of several attachments some are referred to by number and one is not, nor by name.
fn tell_uncited(paper: &Paper, part: usize, (cited, words): (&[u32], &str), marks: &mut Marks<'_>) {
    if cited.is_empty() || is_named_without_number(words) {
        return;
    }
    let words = normalised(words);
    for (position, note) in notes(paper, part).iter().enumerate() {
        let number = note.value().unwrap_or(position as u32 + 1);
        let text = &paper.lines[note.line].text;
        if !cited.contains(&number) && !words.contains(&normalised(&text[note.name.clone()])) {
            marks
                .at(note.line, note.name.clone(), format!("别的附件正文都提到了，没有提到附件{number}"))
                .level(Level::Info)
                .hint("看一看是不是漏写，或者附件已经不用了");
        }
    }
}

/// Whether the text speaks of attachments without saying which: 详见附件, 附件所列.
fn is_named_without_number(words: &str) -> bool {
    words.match_indices("附件").any(|(at, word)| {
        let rest = words[at + word.len()..].trim_start();
        !rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    })
}
