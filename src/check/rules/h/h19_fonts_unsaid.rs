//! H19: Chinese characters whose font the file does not name, or takes from the theme.

use crate::check::marks::Marks;
use crate::check::page::{Groups, at_first, han_looks, lines};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{notice, styles};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::read::docx::Word;

pub const RULE: Rule = Rule {
    code: "H19",
    name: "中文字体没有写明",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "只设了西文字体，或者用的是“主题字体”，中文字就跟着模板和主题变：在这台电脑上看着是仿宋，换一台就成了宋体或等线。有的软件生成的文件常有这个毛病。",
    wrong: &[notice(
        "正文的中文字体用主题字体。",
        &[styles("w:styleId=\"Body\"", "w:eastAsia=\"仿宋_GB2312\"", "w:eastAsiaTheme=\"minorEastAsia\"")],
    )],
    right: &[notice("每个样式都写明中文字体。", &[])],
    look: Look::File(look),
};

fn look(word: &Word, marks: &mut Marks<'_>) {
    let mut groups: Groups<String> = Groups::default();
    for role in [Role::Title, Role::Recipients, Role::Heading, Role::Body, Role::Signature, Role::Date] {
        for (index, _, paragraph) in lines(word, role) {
            for (look, _) in han_looks(paragraph, 0..0) {
                if look.han.name.is_empty() || look.han.is_theme {
                    groups.add(look.han.name.to_string(), index);
                }
            }
        }
    }
    for (font, lines) in &mut groups.0 {
        lines.sort_unstable();
        let message = if font.is_empty() {
            "中文字体没有写明，随软件而变".to_owned()
        } else {
            format!("中文字体取自主题（现在是“{font}”），换了主题就变")
        };
        if let Some(found) = at_first(marks, word, lines, &message) {
            found.hint("选中文字，在“字体—中文字体”里选定仿宋、黑体等字体");
        }
    }
}
