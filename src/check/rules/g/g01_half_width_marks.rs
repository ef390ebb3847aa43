//! G01: half-width marks in Chinese text.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{at, before, is_full_mark, is_han};
use crate::check::text::spared;
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "G01",
    name: "汉字之间用了半角标点",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 第4章",
    why: "汉字之间的逗号、分号、冒号、问号和叹号用全角的。网址、邮箱、时刻、比例、千分位和西文里的不算。",
    wrong: &[body("各单位要加强领导,落实责任;确保按时完成。")],
    right: &[body("请于3月5日9:30前登录https://www.example.cn/a,b查看，比例为1:2.5，共1,000人。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    let stretches = spared::stretches(text);
    for (byte, mark) in text.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '?' | '!')) {
        let is_chinese = |c: char| is_han(c) || is_full_mark(c);
        let left = before(text, byte).is_some_and(|c| is_chinese(c) || c.is_ascii_digit() || c == '%');
        let right = at(text, byte + 1).is_none_or(|c| is_chinese(c) || c == ' ');
        let has_han = before(text, byte).is_some_and(is_chinese) || at(text, byte + 1).is_some_and(is_han);
        if left
            && (right || before(text, byte).is_some_and(is_chinese))
            && has_han
            && !spared::is_spared(&stretches, byte)
        {
            let full = match mark {
                ',' => '，',
                ';' => '；',
                ':' => '：',
                '?' => '？',
                _ => '！',
            };
            marks.here(byte..byte + 1, format!("半角的“{mark}”")).replace(full);
        }
    }
}
