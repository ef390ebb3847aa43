//! I04: a unit's document names another unit.

use std::collections::HashMap;

use crate::check::folder::Folder;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::folder;
use crate::check::text::unit_names::UnitNames;
use crate::diag::diagnostic::Level;

pub const RULE: Rule = Rule {
    code: "I04",
    name: "给一个单位的文件里写着别的单位",
    level: Level::Error,
    fix: Fix::None,
    clause: "惯例",
    why: "一批通知各发各的，一份里出现别的单位的名称，多半是名册填错了行，或者改模板时留下了上一个单位。各份都写的名单不算。",
    wrong: &[folder(
        "甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜乙镇.docx｜某水发〔2026〕2号\n丙镇人民政府｜丙镇.docx｜某水发〔2026〕3号\n甲镇.docx：甲镇人民政府：请报送。\n乙镇.docx：乙镇人民政府：请甲镇人民政府报送。\n丙镇.docx：丙镇人民政府：请报送。",
    )],
    right: &[folder(
        "甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜乙镇.docx｜某水发〔2026〕2号\n丙镇人民政府｜丙镇.docx｜某水发〔2026〕3号\n甲镇.docx：甲镇人民政府：学习甲镇人民政府的做法。\n乙镇.docx：乙镇人民政府：学习甲镇人民政府的做法。\n丙镇.docx：丙镇人民政府：学习甲镇人民政府的做法。",
    )],
    look: Look::Folder(look),
};

fn look(folder: &Folder, marks: &mut Marks<'_>) {
    let names = UnitNames::new(folder.entries.iter().map(|entry| entry.unit.as_str()));
    let own: HashMap<&str, &str> =
        folder.entries.iter().map(|entry| (entry.file.as_str(), entry.unit.as_str())).collect();
    let found: Vec<(&str, Vec<&str>)> =
        folder.files.iter().map(|file| (file.name.as_str(), names.found(&file.text))).collect();
    // In how many files of others a name stands.
    let mut files_with: HashMap<&str, usize> = HashMap::new();
    for (file, names) in &found {
        let mut names: Vec<&str> = names.iter().copied().filter(|name| own.get(file) != Some(name)).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *files_with.entry(name).or_default() += 1;
        }
    }
    let others = folder.files.len().saturating_sub(1);
    for (file, names) in found {
        let Some(unit) = own.get(file) else { continue };
        let mut told: Vec<&str> = Vec::new();
        for other in names {
            // What most of them name is said to all.
            let is_shared = files_with.get(other).is_some_and(|count| count * 2 > others);
            if other != *unit && !unit.contains(other) && !is_shared && !told.contains(&other) {
                told.push(other);
                let message = format!("给“{unit}”的文件里写着别的单位：“{other}”");
                marks.file(file, message).hint("核对名册里这一行的各列");
            }
        }
    }
}
