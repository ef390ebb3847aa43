//! H17: 版记 on an odd page.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, part};
use crate::diag::diagnostic::Level;
use crate::document::tree::Form;
use crate::paper::line::Role;
use crate::read::docx::Word;

pub const RULE: Rule = Rule {
    code: "H17",
    name: "版记不在双数页",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 33476.2-2016 7.3.1；GB/T 9704-2012 7.5",
    why: "公文双面印刷，版记在最后一张纸的背面，GB/T 33476.2 规定版记应编排在偶数页上。版记页前有空白页的，空白页和版记页都不编页码。页数取自文件里 Word 或 WPS 上次保存时的记录，没有记录就不提。",
    wrong: &[notice(
        "版记在第3页。",
        &[part(
            "docProps/app.xml",
            "",
            "<Application>gongwen</Application>",
            "<Application>Microsoft Office Word</Application><Pages>3</Pages>",
        )],
    )],
    right: &[
        notice(
            "版记在第4页。",
            &[part(
                "docProps/app.xml",
                "",
                "<Application>gongwen</Application>",
                "<Application>Microsoft Office Word</Application><Pages>4</Pages>",
            )],
        ),
        notice("不知道有几页。", &[]),
    ],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    // A single page is printed on one side; libraries write 1 whatever the document holds.
    let Some(pages) = word.properties.pages.filter(|pages| *pages > 2 && pages % 2 == 1) else { return };
    let is_known = ["Word", "WPS"].iter().any(|name| word.properties.application.contains(name));
    if !is_known || word.paper.form == Form::Letter {
        return;
    }
    let first = word.paper.lines.iter().position(|line| matches!(line.role, Role::Copies | Role::Printed));
    let Some(line) = first else { return };
    marks
        .at(line, 0..word.paper.lines[line].text.len(), format!("版记在第{pages}页，不是双数页"))
        .hint("版记前加一个分节符（偶数页），空白页和版记页不编页码");
}
