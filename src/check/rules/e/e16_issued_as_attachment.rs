//! E16: what a 通知 issues is called its attachment.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::attachments::{normalised, notes, pages};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "E16",
    name: "印发的文件当成了附件",
    level: Level::Info,
    fix: Fix::None,
    clause: "惯例",
    why: "用通知印发方案、办法的，印发的文件就是公文的主体，直接另面排在成文日期后面，不写附件说明，也不标“附件”；它自己的附表才是附件。",
    wrong: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于印发《河道清淤工作方案》的通知\n各乡镇人民政府：\n现将《河道清淤工作方案》印发给你们，请认真执行。\n附件：河道清淤工作方案\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于印发河道清淤工作方案的通知\n各乡镇人民政府：\n现将方案印发给你们，请认真执行。\n某某县水务局\n2026年3月5日\n附件\n河道清淤工作方案\n按月清淤。\n",
        ),
    ],
    right: &[
        whole(
            "某水发〔2026〕5号\n某某县水务局关于印发《河道清淤工作方案》的通知\n各乡镇人民政府：\n现将《河道清淤工作方案》印发给你们，请认真执行。\n某某县水务局\n2026年3月5日\n河道清淤工作方案\n按月清淤，填报进度表（见附件）。\n附件：河道清淤工作进度表\n",
        ),
        whole(
            "某水发〔2026〕5号\n某某县水务局关于做好清淤工作的通知\n各乡镇人民政府：\n请按照方案清淤。\n附件：河道清淤工作方案\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let title = paper.title(0);
    let Some(name) = issued(&title) else { return };
    let name = normalised(name);
    let mut told = false;
    for note in notes(paper, 0) {
        let text = &paper.lines[note.line].text;
        if normalised(&text[note.name.clone()]) == name {
            marks
                .at(note.line, note.name, "印发的文件写进了附件说明")
                .hint("删去这条附件说明，文件直接另面排在成文日期后面，不标“附件”");
            told = true;
        }
    }
    for page in pages(paper).into_iter().filter(|_| !told) {
        if normalised(&paper.title(page.part)) == name {
            let end = paper.lines[page.line].text.trim_end().len();
            marks
                .at(page.line, 0..end, "印发的文件标成了附件")
                .hint("删去“附件”二字，文件直接另面排在成文日期后面");
        }
    }
}

/// The name of what a title says is issued: 印发《…》的通知, 印发…的通知.
fn issued(title: &str) -> Option<&str> {
    let at = title.find("印发")?;
    let rest = title[at + "印发".len()..].trim_start();
    let rest = rest.strip_suffix("的通知").or_else(|| rest.strip_suffix("通知"))?;
    if let Some(inner) = rest.strip_prefix('《') {
        return inner.rfind('》').map(|end| &inner[..end]);
    }
    (!rest.is_empty()).then_some(rest)
}
