//! F01: digits of full width.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{at, before};
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "F01",
    name: "数字用了全角",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15835-2011 5.1.7",
    why: "阿拉伯数字用半角的。全角数字多是输入法没有切换，同半角数字混在一起，查找和统计时会漏掉。",
    wrong: &[body("全县共排查隐患１２处，投入资金３．５万元。")],
    right: &[body("全县共排查隐患12处，投入资金3.5万元，其中①类5处。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role == Role::Furniture {
        return;
    }
    let text = &line.text;
    let mut start = None;
    for (byte, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_point = c == '．'
            && !roles::is_in_mark(line, byte)
            && before(text, byte).is_some_and(is_full)
            && at(text, byte + c.len_utf8()).is_some_and(is_full);
        match start {
            None if is_full(c) => start = Some(byte),
            Some(from) if !is_full(c) && !is_point => {
                let half: String = text[from..byte].chars().map(half_width).collect();
                let written = &text[from..byte];
                marks.here(from..byte, format!("“{written}”是全角数字")).replace(half);
                start = None;
            }
            _ => {}
        }
    }
}

fn is_full(c: char) -> bool {
    ('０'..='９').contains(&c)
}

fn half_width(c: char) -> char {
    match c {
        '．' => '.',
        _ => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
    }
}
