//! I03: names of files that clash, or that not every system allows.

use std::collections::HashMap;

use crate::check::folder::Folder;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::folder;
use crate::diag::diagnostic::Level;

pub const RULE: Rule = Rule {
    code: "I03",
    name: "文件名重复或者有的电脑上打不开",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "文件要发到各种电脑上：名字里不能有 \\ / : * ? \" < > |，不能以点或者空格结尾，不能是 CON 一类的保留名，只差大小写的算同名，连同文件夹不超过240个字节。",
    wrong: &[
        folder("甲镇人民政府｜甲镇：通知?.docx｜某水发〔2026〕1号\n甲镇：通知?.docx：甲"),
        folder(
            "甲镇人民政府｜A镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜a镇.docx｜某水发〔2026〕2号\nA镇.docx：甲\na镇.docx：乙",
        ),
    ],
    right: &[folder(
        "甲镇人民政府｜甲县/甲镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜乙县/甲镇.docx｜某水发〔2026〕2号\n甲县/甲镇.docx：甲\n乙县/甲镇.docx：乙",
    )],
    look: Look::Folder(look),
};

/// Longest path of a file in the folder, in bytes.
const LONGEST: usize = 240;

fn look(folder: &Folder, marks: &mut Marks<'_>) {
    let mut known: HashMap<String, &str> = HashMap::new();
    for entry in &folder.entries {
        if let Some(first) = known.insert(entry.file.to_lowercase(), &entry.file) {
            marks
                .file(&entry.file, format!("和“{first}”同名"))
                .hint("文件名里加上县名或者单位代码，例如：文件名: 【县】/【单位名称】");
        }
    }
    for name in folder.entries.iter().map(|entry| &entry.file) {
        if let Some(fault) = name.split('/').find_map(fault) {
            marks.file(name, format!("文件名{fault}")).hint("改文件名，或者在名册里改单位名称");
        } else if name.len() > LONGEST {
            let message = format!("文件名连同文件夹有{}个字节，有的电脑上打不开", name.len());
            marks.file(name, message).hint("文件名用简称，少套一层文件夹");
        }
    }
}

/// Why a name is not allowed everywhere.
fn fault(part: &str) -> Option<String> {
    if let Some(bad) = part.chars().find(|c| "\\:*?\"<>|".contains(*c) || c.is_control()) {
        return Some(format!("里有“{bad}”"));
    }
    if part.ends_with(['.', ' ']) {
        return Some("以点或者空格结尾".to_owned());
    }
    let base = part.split('.').next().unwrap_or(part).to_ascii_uppercase();
    let reserved = matches!(base.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || ["COM", "LPT"].iter().any(|word| {
            base.strip_prefix(word).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
        });
    reserved.then(|| format!("“{base}”是系统的保留名"))
}
