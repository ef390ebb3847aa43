//! E03: numbers in 附件说明: of another form, missing, out of order, or a number where there is one attachment.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::attachments::{Note, notes};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "E03",
    name: "附件说明的序号写法不对",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.4",
    why: "有几个附件时，用阿拉伯数字标注附件顺序号，写成“附件：1.某某表”，下一行写“2.某某表”；只有一个附件不标序号。序号不写成“附件一”“1、”“（1）”，也不写在冒号前面。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1、清淤进度表\n2、联系人名单\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：一、清淤进度表\n二、联系人名单\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：1.清淤进度表\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件一：清淤进度表\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：某某渠1标、2标清淤进度表\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.2026年清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：2.5兆瓦以上水电站名单\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let notes = notes(paper, part);
        let more = lines_below(paper, part, &notes);
        for (position, note) in notes.iter().enumerate() {
            look_at(note, position as u32 + 1, (notes.len(), more.is_empty()), paper, marks);
        }
        // 附件：甲表 | 乙表
        let all_names = !more.is_empty() && more.iter().all(|&line| is_name(&paper.lines[line].text));
        if let Some(last) = notes.last().filter(|last| all_names && is_name(&paper.lines[last.line].text)) {
            let expected = notes.len() as u32 + 1;
            let line = more[0];
            let range = 0..paper.lines[line].text.len();
            marks
                .at(line, range, "这个附件名称前面没有序号")
                .level(Level::Warning)
                .hint(format!(
                    "有几个附件时逐个标序号，这里应为“{expected}.”；如果是上一行没有写完，接到上一行后面"
                ))
                .related(last.line, last.name.clone(), "上一个附件在这里");
        }
    }
}

/// Looks at one entry of so many; `whole` if the list has no line that the reader could not take for an entry.
fn look_at(note: &Note, expected: u32, (total, whole): (usize, bool), paper: &Paper, marks: &mut Marks<'_>) {
    let text = &paper.lines[note.line].text;
    let wanted = if total > 1 { format!("{expected}.") } else { String::new() };
    if let (Some(glued), Some(_), Some(word)) = (&note.glued, &note.colon, &note.word) {
        if note.line == first_line(paper, note.line) {
            let written = &text[word.start..glued.range.end];
            marks
                .at(note.line, word.start..note.name.start, format!("序号写在了冒号前面：“{written}”"))
                .replace(format!("附件：{wanted}"));
        }
        return;
    }
    match &note.number {
        None if total > 1 && note.glued.is_none() => {
            marks
                .at(note.line, note.name.clone(), "有几个附件，这一个没有序号")
                .edit(note.line, note.name.start..note.name.start, wanted.clone())
                .hint(format!("前面加上“{wanted}”"));
        }
        Some(number) if number.value != expected => {
            marks
                .at(note.line, number.range.clone(), "附件序号不连续")
                .hint(format!("按顺序应为“{expected}.”"));
        }
        Some(_)
            if total == 1
                && let Some(second) = second_on_line(text, note.name.start) =>
        {
            marks
                .at(note.line, second..text.trim_end().len(), "几个附件写在了一行")
                .hint("一个附件写一行，序号对齐");
        }
        Some(number) if total == 1 && whole => {
            marks
                .at(note.line, number.range.start..note.name.start, "只有一个附件，不标序号")
                .level(Level::Warning)
                .replace("");
        }
        // Others may stand below, without numbers.
        Some(_) if total == 1 => {}
        Some(number) if text[number.range.clone()] != wanted => {
            let level = if number.arabic { Level::Warning } else { Level::Error };
            let written = text[number.range.clone()].to_owned();
            marks
                .at(note.line, number.range.clone(), format!("附件序号写成了“{written}”"))
                .level(level)
                .replace(wanted);
        }
        _ => {}
    }
}

/// Where the second of several names begins that stand on one line.
fn second_on_line(text: &str, from: usize) -> Option<usize> {
    let numbers = ["2.", "2．", "2、", "（2）", "(2)", "二、", "（二）"];
    numbers.iter().find_map(|number| {
        let at = from + text[from..].find(number)?;
        let parted = text[..at].ends_with(|c| is_blank(c) || matches!(c, '；' | '。' | '，' | ';' | '、'));
        parted.then_some(at)
    })
}

/// The first line of the list that a line belongs to.
fn first_line(paper: &Paper, line: usize) -> usize {
    let part = paper.lines[line].part;
    paper.part(part).find(|(_, line)| line.role == Role::AttachmentNote).map_or(line, |(first, _)| first)
}

/// Lines of text between the list and 署名: more names, or the rest of one.
fn lines_below(paper: &Paper, part: usize, notes: &[Note]) -> Vec<usize> {
    let Some(last) = notes.last() else { return Vec::new() };
    let below = paper.part(part).skip_while(|(index, _)| *index <= last.line);
    below.take_while(|(_, line)| line.is_text()).map(|(index, _)| index).collect()
}

/// Whether a line ends as names of attachments do.
fn is_name(line: &str) -> bool {
    let line = line.trim_end();
    let ends = [
        "表", "方案", "名单", "清单", "办法", "细则", "一览", "标准", "指南", "台账", "样式", "格式", "说明",
        "要点",
    ];
    line.chars().count() <= 30 && ends.iter().any(|end| line.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_on_a_line_are_seen() {
        for text in ["1.甲表　2.乙表", "1、甲表；2、乙表。", "（1）甲表。（2）乙表"] {
            assert!(second_on_line(text, 0).is_some(), "{text}");
        }
        for text in ["1.某渠2.5公里清淤表", "1.甲表（共2页）", "甲乙2标进度表"] {
            assert_eq!(second_on_line(text, 0), None, "{text}");
        }
    }
}
