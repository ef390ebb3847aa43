//! D12: 、 behind 首先, 第一, 其一.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::before;
use crate::check::text::series::{self, Form};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;
use crate::paper::number::is_blank;

pub const RULE: Rule = Rule {
    code: "D12",
    name: "“首先”“第一”“其一”后面用了顿号",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 B.3.1",
    why: "“第一”“其一”“首先”一类的序次语，后面用逗号，不用顿号。",
    wrong: &[
        body("要抓好以下工作。首先、加强领导。其次、加强督查。"),
        body("要抓好以下工作。第一、加强领导。第二、加强督查。"),
        body("未按时报送的原因有两个。其一、重视不够。其二、督查不够。"),
    ],
    right: &[
        body("要抓好以下工作。首先，加强领导。其次，加强督查。第三，按时报送。"),
        body("第一、二季度的检查情况于6月底前报送。"),
        body("第一、第二产业用水情况于6月底前报送。"),
        body("清淤进度全市第一、全省第三，受到通报表扬。"),
        body("首先、其次、再次都要写到。其一、其二两个问题已经解决。"),
    ],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !line.is_text() {
        return;
    }
    for member in series::members(&line.text) {
        let of_kind = matches!(member.form, Form::Ordinal | Form::Among | Form::Word);
        // Within a sentence 首先、 may belong to a list of words.
        let begins = before(&line.text, member.range.start)
            .is_none_or(|c| is_blank(c) || matches!(c, '。' | '；' | '：' | '？' | '！'));
        // 首先、其次 in one breath are words that are spoken of.
        let behind = line.text[member.range.end..].trim_start_matches('、');
        let is_list = ["其次", "再次", "最后", "第二", "其二", "其三", "第三"]
            .iter()
            .any(|word| behind.starts_with(word));
        if of_kind && begins && !is_list && member.behind == Some('、') {
            let word = &line.text[member.range.clone()];
            let range = member.range.end..member.range.end + '、'.len_utf8();
            marks.here(range, format!("“{word}”后面用了顿号")).hint(format!("写成“{word}，”")).replace("，");
        }
    }
}
