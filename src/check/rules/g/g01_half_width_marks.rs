//! G01: half-width marks in Chinese text.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{at, before, is_full_mark, is_han};
use crate::check::text::{roles, spared};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G01",
    name: "汉字之间用了半角标点",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 第4章",
    why: "汉字之间的逗号、分号、冒号、问号、叹号和句末的句号用全角的。网址、邮箱、时刻、比例、千分位和西文里的不算。",
    wrong: &[
        body("各单位要加强领导,落实责任;确保按时完成。"),
        body("完成投资100万元,推广使用APP, 方便群众办事。"),
        body("请各单位认真组织，按时报送检查情况."),
    ],
    right: &[body(
        "请于3月5日9:30前登录https://www.example.cn/a,b查看，比例为1:2.5，共1,000人，分为A,B两类。",
    )],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    if !roles::is_wording(line) || roles::is_reference(text) {
        return;
    }
    let stretches = spared::stretches(text);
    for (byte, mark) in text.char_indices() {
        // Of these lines rules of their own look at the colon.
        let own = matches!(
            line.role,
            Role::Recipients | Role::AttachmentNote | Role::Signers | Role::DocumentNumber | Role::Copies
        );
        let is_wrong = match mark {
            ':' if own => false,
            ',' | ';' | ':' | '?' | '!' => {
                !spared::is_spared(&stretches, byte) && is_chinese(text, byte, mark)
            }
            '.' => line.role == Role::Body && is_full_stop(text, byte),
            _ => false,
        };
        if is_wrong && !roles::is_in_mark(line, byte) {
            let full = match mark {
                ',' => '，',
                ';' => '；',
                ':' => '：',
                '?' => '？',
                '!' => '！',
                _ => '。',
            };
            // The blank that belongs to a half-width mark goes with it.
            let rest = &text[byte + 1..];
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            let takes_blanks = at(rest, blanks).is_some_and(|c| is_han(c) || is_full_mark(c));
            let end = byte + 1 + if takes_blanks { blanks } else { 0 };
            marks.here(byte..end, format!("半角的“{mark}”")).replace(full).hints[0] = format!("改成“{full}”");
        }
    }
}

/// Whether what stands on both sides makes it a mark of Chinese text.
fn is_chinese(text: &str, byte: usize, mark: char) -> bool {
    let is_chinese = |c: char| is_han(c) || is_full_mark(c);
    let (left, right) = (before(text, byte), at(text, byte + 1));
    let right_word = text[byte + 1..].trim_start_matches(' ').chars().next();
    let after_chinese = left.is_some_and(is_chinese);
    let after_number = left.is_some_and(|c| c.is_ascii_digit() || c == '%' || c == ')');
    let after_letter = left.is_some_and(|c| c.is_ascii_alphabetic()) && matches!(mark, ',' | ';');
    // A line that a web page has cut may begin with its mark.
    let begins = left.is_none() && matches!(mark, ',' | ';');
    let before_chinese = right_word.is_some_and(is_chinese);
    after_chinese
        && (right.is_none_or(|c| is_chinese(c) || c == ' ') || before_chinese || right_word.is_some())
        || (after_number || after_letter || begins) && before_chinese
}

/// A point that ends a sentence and the line.
fn is_full_stop(text: &str, byte: usize) -> bool {
    text[byte + 1..].trim().is_empty()
        && before(text, byte).is_some_and(is_han)
        && text[..byte].chars().count() >= 8
}
