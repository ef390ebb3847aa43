//! E01: 附件说明 whose word 附件 has no full-width colon behind it, is shortened, or stands on every line.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::attachments::notes;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "E01",
    name: "附件说明的“附件”后面没有用冒号",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.4",
    why: "附件说明写“附件”二字，后面是全角冒号和附件名称；有几个附件时在冒号后面标序号。“附件”只在第一行写一次，不写成“附”“附件如下”。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，填报清淤进度表。\n附件1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，填报清淤进度表。\n附：清淤进度表\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，填报清淤进度表。\n附件：1.清淤进度表\n附件：2.联系人名单\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度。\n附件：1.清淤进度表\n2.联系人名单\n某某县水务局\n2026年3月5日\n附件1\n清淤进度表\n附件2\n联系人名单\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：2026年清淤进度表\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let notes = notes(paper, part);
        // A list below a line of its own (`附件：`, `附件如下`) has its word there.
        let first = paper.part(part).find(|(_, line)| line.role == Role::AttachmentNote);
        let Some((first, line)) = first else { continue };
        if let Some(at) = line.text.find("附件如下") {
            marks
                .at(first, at..at + "附件如下".len(), "附件说明不写“附件如下”")
                .hint("改成“附件：”，后面接着写附件名称");
            continue;
        }
        for (position, note) in notes.iter().enumerate() {
            let Some(word) = &note.word else { continue };
            let text = &paper.lines[note.line].text;
            let prefix = word.start..note.name.start;
            let number = if notes.len() > 1 { format!("{}.", position + 1) } else { String::new() };
            if note.line != first {
                marks
                    .at(note.line, prefix, "每个附件前面都写了“附件”")
                    .replace(number)
                    .hint("“附件：”只在第一行写");
            } else if &text[word.clone()] == "附" {
                let colon = note.colon.as_ref().map_or(word.end, |colon| colon.end);
                marks.at(first, word.start..colon, "“附件”写成了“附”").replace("附件：");
            } else if let Some(colon) = &note.colon {
                if &text[colon.clone()] == ":" {
                    marks.at(first, colon.clone(), "“附件”后面用了半角冒号").replace("：");
                }
            } else {
                let message = "“附件”后面没有冒号";
                let kept = text[word.end..note.name.start].trim_matches(is_blank);
                let number =
                    if note.value() == Some(1) || kept.is_empty() { number } else { kept.to_owned() };
                // A single name without number needs none.
                let number = if note.value().is_none() { String::new() } else { number };
                marks.at(first, prefix, message).replace(format!("附件：{number}"));
            }
        }
    }
}
