//! E04: 附件说明 and the pages of the attachments say different things: number, name, how many.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::attachments::{Note, Page, is_open, normalised, notes, pages};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::paper::recognise::kind_of;
use crate::paper::{Origin, Paper};

pub const RULE: Rule = Rule {
    code: "E04",
    name: "附件说明与附件页不一致",
    level: Level::Error,
    fix: Fix::Ask,
    clause: "GB/T 9704-2012 7.3.7",
    why: "附件页上的附件顺序号和附件标题应当与附件说明的表述一致。附件改了名、加了一个或者调了次序，最容易忘了改其中一处。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件填报进度。\n附件：清淤进度表\n某某县水务局\n2026年3月5日\n附件\n河道清淤情况统计表\n填表单位要认真填写。\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n附件1\n清淤进度表\n附件2\n联系人名单\n附件3\n清淤标准\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.“清淤月”进度表\n2.联系人名单（样式）\n某某县水务局\n2026年3月5日\n附件1\n“清淤月”\n进 度 表\n附件2\n联系人名单\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let lists: Vec<(usize, Vec<Note>)> = (0..paper.parts())
        .map(|part| (part, notes(paper, part)))
        .filter(|(_, notes)| !notes.is_empty())
        .collect();
    // Two lists: whose attachments follow is not certain.
    let [(part, notes)] = lists.as_slice() else { return };
    let mut pages: Vec<Page> = pages(paper).into_iter().filter(|page| page.part > *part).collect();
    if pages.is_empty() || is_open(paper, *part) {
        return;
    }
    for page in pages.iter_mut().filter(|page| page.number.is_none()) {
        page.number = number_in_title(paper, page);
    }
    compare(paper, notes, &pages, marks);
}

fn compare(paper: &Paper, notes: &[Note], pages: &[Page], marks: &mut Marks<'_>) {
    let several = pages.len() > 1 || notes.len() > 1;
    let mut seen: Vec<u32> = Vec::new();
    for page in pages {
        let label = &paper.lines[page.line].text;
        let range = 0..label.trim_end().len();
        let Some(number) = page.number.or((!several).then_some(1)) else {
            if !paper.broken {
                marks
                    .at(page.line, range, "有几个附件，这个附件的标签没有序号")
                    .hint("写成“附件1”“附件2”，与附件说明的序号一致");
            }
            continue;
        };
        if !several && page.number.is_some() && notes[0].value().is_none() && !paper.broken {
            marks
                .at(page.line, range.clone(), "只有一个附件，附件说明没有序号，标签写了序号")
                .level(Level::Warning)
                .hint("标签写成“附件”");
        }
        if seen.contains(&number) {
            // An attachment may have attachments of its own.
            return;
        }
        seen.push(number);
        let at = notes.iter().enumerate().find(|(at, note)| note.value().unwrap_or(*at as u32 + 1) == number);
        match at {
            None => {
                marks
                    .at(page.line, range, format!("附件说明里没有附件{number}"))
                    .hint("核对附件说明和附件页，补上漏写的或者改正序号");
            }
            Some((_, note)) => compare_names(paper, note, page, marks),
        }
    }
    let all_known = pages.iter().all(|page| page.number.is_some()) || !several;
    for (at, note) in notes.iter().enumerate() {
        let number = note.value().unwrap_or(at as u32 + 1);
        let name = &paper.lines[note.line].text[note.name.clone()];
        let elsewhere = ["另", "略", "电子", "不"]
            .iter()
            .any(|word| name.rfind('（').is_some_and(|at| name[at..].contains(word)));
        // A workbook's attachments are all there; one that is not bound is a file of its own.
        let read = paper.origin != Origin::Workbook;
        if read && all_known && !seen.contains(&number) && !elsewhere {
            marks
                .at(note.line, note.name.clone(), format!("后面没有附件{number}"))
                .level(Level::Info)
                .hint("漏了的补上；不与正文一起装订的、另发的，不用管");
        }
    }
}

/// The number that a web page has put before the title instead of behind the label.
fn number_in_title(paper: &Paper, page: &Page) -> Option<u32> {
    let title = paper.title(page.part);
    let digits = title.len() - title.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (paper.broken && (1..=2).contains(&digits)).then(|| title[..digits].parse().ok()).flatten()
}

fn compare_names(paper: &Paper, note: &Note, page: &Page, marks: &mut Marks<'_>) {
    let written = &paper.lines[note.line].text[note.name.clone()];
    // A document of another unit, with its number.
    if written.contains('〔') {
        return;
    }
    let lines: Vec<(usize, &str)> = paper
        .part(page.part)
        .filter(|(_, line)| line.role == Role::Title)
        .map(|(index, line)| (index, line.text.trim()))
        .collect();
    let Some(&(first, words)) = lines.first() else { return };
    if words.ends_with("文件") {
        return;
    }
    let name = normalised(written);
    let mut title = String::new();
    for (_, words) in &lines {
        title.push_str(words);
        if [title.as_str(), without_label(&title)].iter().any(|title| normalised(title) == name) {
            return;
        }
    }
    // How many lines are the title is certain where it is one, or ends as titles do.
    let certain = lines.len() == 1 || kind_of(&title).is_some();
    let start = paper.lines[first].text.len() - paper.lines[first].text.trim_start().len();
    marks
        .at(first, start..start + words.len(), "附件标题与附件说明里的名称不一致")
        .level(if certain { Level::Error } else { Level::Warning })
        .hint(format!(
            "附件说明里写的是“{}”，两处改成一样",
            written.trim_end_matches(['。', '；', '，', ' '])
        ))
        .related(note.line, note.name.clone(), "附件说明在这里");
}

/// A title without a label, or the number of one, before it: `附件1：检查表`, `1检查表`.
fn without_label(title: &str) -> &str {
    let rest = title.strip_prefix("附件").unwrap_or(title);
    rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十".contains(c) && rest.len() < title.len()
    })
    .trim_start_matches(['：', ':', '.', '．', '、', ' ', '\u{3000}'])
}
