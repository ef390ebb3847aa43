//! H21: fonts that the reader's machine may not have.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{Groups, at_first, face, is_for_rare};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::profile::style::Face;
use crate::read::docx::Word;

/// Fonts that come with Windows, Office and WPS, besides the faces of the standard.
const COMMON: [&str; 22] = [
    "times new roman",
    "arial",
    "calibri",
    "calibri light",
    "cambria",
    "cambria math",
    "courier new",
    "symbol",
    "wingdings",
    "wingdings 2",
    "segoe ui symbol",
    "segoe ui",
    "tahoma",
    "verdana",
    "等线",
    "等线 light",
    "微软雅黑",
    "microsoft yahei",
    "隶书",
    "幼圆",
    "华文中宋",
    "华文新魏",
];

/// Makers' versions of the standard's faces that do not come with a system; 小标宋 is asked for by the standard itself.
const MAKERS: [&str; 7] = ["方正", "fz", "汉仪", "华文", "st", "思源", "noto"];

pub const RULE: Rule = Rule {
    code: "H21",
    name: "用了不常见的字体",
    level: Level::Info,
    fix: Fix::None,
    clause: "惯例",
    why: "对方的电脑上没有这种字体时，软件会悄悄换成别的字体，版面就变了。送电子版的公文用各单位都有的字体：仿宋、楷体、黑体、宋体、方正小标宋，或者把字体嵌入文件。",
    wrong: &[notice(
        "正文用“汉仪仿宋简”，没有嵌入。",
        &[styles("w:styleId=\"Body\"", "w:eastAsia=\"仿宋_GB2312\"", "w:eastAsia=\"汉仪仿宋简\"")],
    )],
    right: &[notice("正文用“仿宋_GB2312”，标题用“方正小标宋简体”。", &[])],
    look: Look::Layout(look),
};

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let mut groups: Groups<String> = Groups::default();
    for (index, line) in word.paper.lines.iter().enumerate().filter(|(_, line)| line.role != Role::Furniture)
    {
        let Some(paragraph) = word.paragraph(index) else { continue };
        for (range, look) in paragraph.stretches() {
            let text = paragraph.text[range].trim();
            let has_han = text.contains(crate::paper::end_matter::is_han);
            let font = if has_han { &look.han.name } else { &look.western.name };
            let is_known = is_common(font) || is_in(word, font) || measure.names_font(font);
            if !text.is_empty() && !line.text.is_empty() && !is_known {
                groups.add(font.to_string(), index);
            }
        }
    }
    for (font, lines) in groups.0.iter().take(5) {
        if let Some(found) = at_first(marks, word, lines, &format!("“{font}”不是各台电脑都有的字体"))
        {
            found.hint("换成常用的字体；一定要用，就在“选项—保存”里勾选“将字体嵌入文件”");
        }
    }
}

fn is_common(font: &str) -> bool {
    let lower = font.to_lowercase();
    let made = MAKERS.iter().any(|maker| lower.starts_with(maker));
    let is_standard = match face(font) {
        Some(Face::XiaoBiaoSong) => true,
        Some(_) => !made || lower.starts_with("st") || lower.starts_with("华文"),
        None => false,
    };
    font.is_empty() || is_standard || is_for_rare(font) || COMMON.contains(&lower.as_str())
}

fn is_in(word: &Word, font: &str) -> bool {
    word.embedded.iter().any(|have| have == font)
}
