//! E02: punctuation behind the name of an attachment.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::attachments::note;
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "E02",
    name: "附件名称后面加了标点",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.4",
    why: "附件说明里，附件名称后面不加标点符号；每个附件另起一行，行末也不用分号和句号。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，按附件1填报进度，按附件2报送名单。\n附件：1.清淤进度表；\n2.联系人名单。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤。\n附件：清淤进度表。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[whole(
        "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请认真清淤，附件1、2按月报送。\n附件：1.清淤、除险进度表（按月）\n2.《县河道管理办法》\n某某县水务局\n2026年3月5日\n",
    )],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role != Role::AttachmentNote {
        return;
    }
    let Some(note) = note(&line.text, 0, 1) else { return };
    let name = &line.text[note.name.clone()];
    let end = name.trim_end_matches(|c| "。；，、：;,.:".contains(c)).len();
    // 附件如下： is no name.
    if end == 0 || name.starts_with("如下") {
        return;
    }
    if let Some(at) = next_number(&name[..end]) {
        let start = note.name.start + at;
        let mark = line.text[start..].chars().next().map_or(0, char::len_utf8);
        marks.here(start..start + mark, "几个附件写在了一行").hint("每个附件另起一行，名称后面不加标点");
    }
    if end < name.len() {
        let written = name[end..].to_owned();
        let range = note.name.start + end..note.name.end;
        marks.here(range, format!("附件名称后面有“{written}”")).replace("");
    }
}

/// Where a mark stands before the number of another attachment: `1.甲表；2.乙表`.
fn next_number(name: &str) -> Option<usize> {
    name.char_indices().filter(|(_, c)| matches!(c, '；' | ';' | '，' | ',' | '。')).map(|(at, _)| at).find(
        |&at| {
            let rest = name[at..].trim_start_matches(['；', ';', '，', ',', '。', ' ', '\u{3000}']);
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            (1..=2).contains(&digits)
                && rest[digits..]
                    .strip_prefix(['.', '．', '、'])
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        },
    )
}
