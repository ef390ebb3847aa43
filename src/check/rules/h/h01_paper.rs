//! H01: paper that is not A4.

use crate::check::marks::Marks;
use crate::check::page::mm;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice};
use crate::diag::diagnostic::Level;
use crate::read::docx::Word;

/// A4 in twips, and how far a program may round it.
const A4: (i32, i32) = (11_906, 16_838);
const ROUNDED: i32 = 20;

pub const RULE: Rule = Rule {
    code: "H01",
    name: "纸张不是 A4",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 5.1",
    why: "公文用纸采用 A4 型纸，210 毫米乘 297 毫米。新建文档有时默认是信纸（216 毫米乘 279 毫米），打印时会缩放，各处尺寸都跟着变。",
    wrong: &[notice(
        "纸张大小改成“信纸”。",
        &[document("<w:sectPr>", "w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\"")],
    )],
    right: &[
        notice("纸张是 A4。", &[]),
        notice(
            "纸张是 A4，软件写成 11907 乘 16840。",
            &[document("<w:sectPr>", "w:w=\"11906\" w:h=\"16838\"", "w:w=\"11907\" w:h=\"16840\"")],
        ),
    ],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    let wrong = word.sections.iter().find(|section| {
        let (width, height) = section.paper;
        let (short, long) = (width.min(height), width.max(height));
        (short - A4.0).abs() > ROUNDED || (long - A4.1).abs() > ROUNDED
    });
    if let Some(section) = wrong {
        let (width, height) = (mm(section.paper.0), mm(section.paper.1));
        marks
            .whole(format!("纸张是 {width}×{height} 毫米，不是 A4"))
            .hint("在“布局—纸张大小”里选 A4（210×297 毫米），应用于整篇文档");
    }
}
