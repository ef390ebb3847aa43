//! I05: files that are not as they were made.

use std::collections::HashMap;

use crate::check::folder::Folder;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::folder;
use crate::diag::diagnostic::Level;

pub const RULE: Rule = Rule {
    code: "I05",
    name: "文件生成以后又改过",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "同样的资料生成的文件一个字节也不差。文件和清单里记的不同，说明有人改过或者存过，改的内容别的单位没有，资料里也没有。",
    wrong: &[folder("甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n甲镇.docx：（改过）请于月底前报送。")],
    right: &[folder("甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n甲镇.docx：请于月底前报送。")],
    look: Look::Folder(look),
};

fn look(folder: &Folder, marks: &mut Marks<'_>) {
    let made: HashMap<&str, &str> =
        folder.entries.iter().map(|entry| (entry.file.as_str(), entry.hash.as_str())).collect();
    for file in &folder.files {
        if made.get(file.name.as_str()).is_some_and(|hash| !hash.is_empty() && *hash != file.hash) {
            marks
                .file(&file.name, "和清单里记的不同，生成以后有人改过")
                .hint("要改的写进资料再生成；确实只改这一份的，记下原因");
        }
    }
}
