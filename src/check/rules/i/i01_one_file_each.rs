//! I01: units without a file, files without a unit.

use std::collections::HashSet;

use crate::check::folder::Folder;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::folder;
use crate::diag::diagnostic::Level;

pub const RULE: Rule = Rule {
    code: "I01",
    name: "清单和文件夹里的文件对不上",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "名册里的每个单位都有一份、只有一份文件，文件夹里没有多出来的文件，这样照文件夹发送才不漏、不重。",
    wrong: &[
        folder(
            "甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜乙镇.docx｜某水发〔2026〕2号\n甲镇.docx：请于月底前报送。",
        ),
        folder(
            "甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n甲镇.docx：请于月底前报送。\n甲镇 - 副本.docx：请于月底前报送。",
        ),
    ],
    right: &[folder("甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n甲镇.docx：请于月底前报送。")],
    look: Look::Folder(look),
};

fn look(folder: &Folder, marks: &mut Marks<'_>) {
    let there: HashSet<&str> = folder.files.iter().map(|file| file.name.as_str()).collect();
    let listed: HashSet<&str> = folder.entries.iter().map(|entry| entry.file.as_str()).collect();
    for entry in folder.entries.iter().filter(|entry| !there.contains(entry.file.as_str())) {
        let message = format!("“{}”的文件不在文件夹里", entry.unit);
        marks.file(&entry.file, message).hint("再生成一次，只补缺的，别的文件不动");
    }
    for file in folder.files.iter().filter(|file| !listed.contains(file.name.as_str())) {
        let found = marks.file(&file.name, "这份文件不在清单里，不知道是给谁的");
        found.hint("不是这批的移到别的文件夹，免得跟着发出去");
    }
    if !folder.complete {
        let message = format!("这批没有做完：清单里只有{}份", folder.entries.len());
        marks.whole(message).hint("用 gongwen batch … --resume 接着做完");
    }
}
