//! A02: the year of a 发文字号 in other brackets than 〔〕.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::characters::{before, is_han};
use crate::diag::diagnostic::Level;
use crate::paper::end_matter::{CLOSINGS, OPENINGS};
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "A02",
    name: "发文字号的年份没有用六角括号",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.2.5；GB/T 15834-2011 4.9.3.4",
    why: "发文字号的年份用六角括号“〔〕”括起来，不用方括号、圆括号和别的括号。正文里引用别的公文，发文字号也这样写。",
    wrong: &[
        whole(
            "某水发[2026]5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真做好检查工作。\n某某县水务局\n2026年3月5日\n",
        ),
        body("根据《某某市水务局关于开展检查的通知》（某水发（2026）12号）要求，认真做好检查工作。"),
        body("根据《某某市水务局关于开展检查的通知》（某水发〔2026]12号）要求，认真做好检查工作。"),
    ],
    right: &[
        body("根据《某某市水务局关于开展检查的通知》（某水发〔2026〕12号）要求，认真做好检查工作。"),
        body("按照《某某省河道管理条例》（2021）第12号公告执行，检测站（2026）3号线照常运行。"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    let text = &line.text;
    for (at, opening) in text.char_indices().filter(|(_, c)| OPENINGS.contains(c)) {
        let rest = &text[at + opening.len_utf8()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let closing = rest[digits..].chars().next().filter(|c| CLOSINGS.contains(c));
        let (true, Some(closing)) = (digits == 4 && rest.starts_with(['1', '2']), closing) else { continue };
        let behind = &rest[digits + closing.len_utf8()..];
        let serial = behind.trim_start_matches(' ').trim_start_matches('第');
        let serial_digits = serial.bytes().take_while(u8::is_ascii_digit).count();
        if opening == '〔' && closing == '〕' {
            continue;
        }
        let behind_serial = &serial[serial_digits..];
        // 发文字号 of the document itself may lack 号.
        let ends =
            is_end(behind_serial) || line.role == Role::DocumentNumber && behind_serial.trim().is_empty();
        let is_number = before(text, at).is_some_and(|c| is_han(c) || c.is_ascii_alphabetic())
            && serial_digits > 0
            && ends;
        if is_number {
            let year = &rest[..digits];
            let range = at..at + opening.len_utf8() + digits + closing.len_utf8();
            marks.here(range, format!("年份写成了“{opening}{year}{closing}”")).replace(format!("〔{year}〕"));
        }
    }
}

/// Whether 号 stands here, and not that of a building or a line.
fn is_end(text: &str) -> bool {
    let behind = text.trim_start_matches(' ').strip_prefix('号');
    behind.is_some_and(|behind| !behind.starts_with(|c| "楼线车井机院馆门路桥房库站棚地段标".contains(c)))
}
