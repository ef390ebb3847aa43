//! F16: hours from 13 on with 下午 before them.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::{roles, words};
use crate::diag::diagnostic::Level;
use crate::paper::line::Line;

pub const RULE: Rule = Rule {
    code: "F16",
    name: "二十四小时制前面又写了上午、下午",
    level: Level::Warning,
    fix: Fix::Safe,
    clause: "惯例",
    why: "“15:00”已经是下午，前面不再写“下午”。",
    wrong: &[body("会议定于3月5日下午15:00召开。"), body("每天下午17时前报送。")],
    right: &[body("会议定于3月5日下午3:00召开，15:00前签到，上午13个村、下午15个村轮流汇报。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) {
        return;
    }
    let text = &line.text;
    for word in ["上午", "中午", "下午", "傍晚", "晚上", "晚间"] {
        for (at, _) in text.match_indices(word) {
            let rest = &text[at + word.len()..];
            let blank = rest.len() - rest.trim_start_matches(' ').len();
            let hour = &rest[blank..];
            let digits = hour.bytes().take_while(u8::is_ascii_digit).count();
            let value: u32 = hour[..digits].parse().unwrap_or(0);
            let is_hour = words::is_behind(hour, digits, ":：时点");
            if digits != 2 || !(13..=24).contains(&value) || !is_hour {
                continue;
            }
            let end = at + word.len() + blank;
            let written = format!("{word}{}", &hour[..digits]);
            if word == "上午" {
                let found = marks.here(at..end + digits, format!("“{written}”自相矛盾"));
                found.hint("核对时间，改成上午或者下午的钟点");
            } else {
                marks.here(at..end, format!("“{written}”重复：{value}时已经是下午")).replace("");
            }
        }
    }
}
