//! A15: a 份号 that has not six digits.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::whole;
use crate::check::text::document_numbers::{is_digits, trimmed};
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "A15",
    name: "份号不是六位数字",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.2.1",
    why: "份号一般用六位阿拉伯数字，不够的前面补0，例如第1份是000001；前面不写“份号”“№”。",
    wrong: &[
        whole(
            "00001\n机密★1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        whole(
            "份号：12\n机密★1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
    ],
    right: &[whole(
        "000012\n机密★1年\n某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
    )],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if line.role != Role::CopyNumber {
        return;
    }
    let range = trimmed(&line.text, 0..line.text.len());
    let written = &line.text[range.clone()];
    let digits = written.trim_start_matches(|c: char| !c.is_ascii_digit());
    if !is_digits(digits) || written.len() == 6 && is_digits(written) {
        return;
    }
    let plain = digits.trim_start_matches('0');
    let found = marks.here(range, format!("份号写成了“{written}”"));
    match plain.len() {
        1..=6 => found.replace(format!("{plain:0>6}")),
        _ => found.hint("份号一般用六位数字"),
    };
}
