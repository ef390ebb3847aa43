//! I02: 发文字号 that several units have, gaps in their order.

use std::collections::BTreeMap;

use crate::check::folder::Folder;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::folder;
use crate::diag::diagnostic::Level;

pub const RULE: Rule = Rule {
    code: "I02",
    name: "发文字号重号或者断号",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.2.5",
    why: "一份公文一个发文字号。一批通知每份一个号的，号要各不相同、前后相连；断号要能在发文登记簿里找到原因。",
    wrong: &[
        folder(
            "甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜乙镇.docx｜某水发〔2026〕2号\n丙镇人民政府｜丙镇.docx｜某水发〔2026〕2号\n甲镇.docx：甲\n乙镇.docx：乙\n丙镇.docx：丙",
        ),
        folder(
            "甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜乙镇.docx｜某水发〔2026〕3号\n甲镇.docx：甲\n乙镇.docx：乙",
        ),
    ],
    right: &[
        folder(
            "甲镇人民政府｜甲镇.docx｜某水发〔2026〕1号\n乙镇人民政府｜乙镇.docx｜某水发〔2026〕2号\n甲镇.docx：甲\n乙镇.docx：乙",
        ),
        folder(
            "甲镇人民政府｜甲镇.docx｜某水发〔2026〕7号\n乙镇人民政府｜乙镇.docx｜某水发〔2026〕7号\n甲镇.docx：甲\n乙镇.docx：乙",
        ),
    ],
    look: Look::Folder(look),
};

fn look(folder: &Folder, marks: &mut Marks<'_>) {
    let numbered = || folder.entries.iter().filter(|entry| !entry.number.is_empty());
    let mut by_number: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in numbered() {
        by_number.entry(&entry.number).or_default().push(&entry.file);
    }
    // One number for all units is one document for all of them.
    if by_number.len() < 2 {
        return;
    }
    for (number, files) in by_number.iter().filter(|(_, files)| files.len() > 1) {
        let first = files[0];
        for file in &files[1..] {
            let message = format!("发文字号“{number}”和“{first}”的相同");
            marks.file(*file, message).hint("核对名册里的发文字号，或者让程序编号：发文字号写“【顺序号】”");
        }
    }
    let mut serials: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for number in by_number.keys() {
        if let Some((code, serial)) = split(number) {
            serials.entry(code).or_default().push(serial);
        }
    }
    for (code, mut serials) in serials {
        serials.sort_unstable();
        let gaps: Vec<String> = serials
            .windows(2)
            .filter(|pair| pair[1] > pair[0] + 1)
            .map(|pair| {
                if pair[1] == pair[0] + 2 {
                    format!("{}", pair[0] + 1)
                } else {
                    format!("{}—{}", pair[0] + 1, pair[1] - 1)
                }
            })
            .collect();
        if !gaps.is_empty() {
            let found = marks.whole(format!("发文字号“{code}”断号：缺{}号", gaps.join("、")));
            found.level(Level::Warning).hint("在发文登记簿里核对这些号是不是别的公文用了");
        }
    }
}

/// `某水发〔2026〕` and 5 of `某水发〔2026〕5号`.
fn split(number: &str) -> Option<(&str, u32)> {
    let at = number.find('〕')? + '〕'.len_utf8();
    Some((&number[..at], number[at..].strip_suffix('号')?.parse().ok()?))
}
