//! D08: ①, a. and the like as one of the four levels.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::lists;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::number;

pub const RULE: Rule = Rule {
    code: "D08",
    name: "用“①”“a.”作前四层的序号",
    level: Level::Warning,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.3",
    why: "公文的前四层依次用“一、”“（一）”“1.”“（1）”。“①”只用在“（1）”的下面；字母、罗马数字和“⑴”“⒈”这样合成的字符不作序号。",
    wrong: &[
        body(
            "现就有关事项通知如下：\n一、加强领导\n①明确分工。落实到人。\n②定期调度。每月一次。\n二、按时报送\n月底前报送。",
        ),
        body("现就有关事项通知如下：\na.加强领导。各单位要认真组织。\nb.按时报送。各单位要在月底前报送。"),
        body("现就有关事项通知如下：\n⑴加强领导。各单位要认真组织。\n⑵按时报送。各单位要在月底前报送。"),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n（1）加强领导。各单位要认真组织。\n①明确分工。落实到人。\n②定期调度。每月一次。\n（2）按时报送。各单位要在月底前报送。",
        ),
        body("检查的河道分为：\nA级河道3条。\nB级河道5条。"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for list in lists::all(paper).iter().filter(|list| list.level == 6) {
        let above = list.parent.and_then(|line| lists::level(&paper.lines[line]));
        let (Some(&first), false) = (list.members.first(), matches!(above, Some(4 | 5))) else { continue };
        let mark = lists::mark(paper, first);
        let shape = match above {
            None => number::Shape::Han,
            Some(1) => number::Shape::HanInBrackets,
            Some(2) => number::Shape::Arabic,
            _ => number::Shape::ArabicInBrackets,
        };
        let written = paper.lines[first].text[mark.numeral.clone()].to_owned();
        marks
            .at(first, mark.numeral.clone(), format!("“{written}”用在了前四层"))
            .hint(format!("这一层用“{}”", shape.written(1)));
    }
    for (index, line) in
        paper.lines.iter().enumerate().filter(|(_, line)| line.is_text() && line.mark.is_none())
    {
        let start = line.text.len() - line.text.trim_start_matches(number::is_blank).len();
        let Some(first) = line.text[start..].chars().next() else { continue };
        let end = start + first.len_utf8();
        if ('⑴'..='⒛').contains(&first) {
            let (value, bracketed) = match first {
                '⑴'..='⒇' => (u32::from(first) - u32::from('⑴') + 1, true),
                _ => (u32::from(first).saturating_sub(u32::from('⒈')) + 1, false),
            };
            let plain = if bracketed { format!("（{value}）") } else { format!("{value}.") };
            marks
                .at(index, start..end, format!("序号用了合成的字符“{first}”"))
                .hint(format!("写成“{plain}”"));
        } else if first == 'a' || first == 'A' {
            // A letter is a number where the next one stands below.
            let Some(mark) = behind_letter(&line.text[end..]) else { continue };
            let next = char::from(first as u8 + 1);
            let goes_on = paper.lines[index + 1..].iter().take(30).any(|other| {
                let text = other.text.trim_start_matches(number::is_blank);
                other.part == line.part
                    && other.is_text()
                    && text.strip_prefix(next).is_some_and(|rest| behind_letter(rest) == Some(mark))
            });
            // Answers to tick in an attachment have letters, too.
            if goes_on && line.part == 0 {
                marks
                    .at(index, start..end + mark.len_utf8(), format!("用字母“{first}{mark}”作序号"))
                    .hint("公文依次用“一、”“（一）”“1.”“（1）”");
            }
        }
    }
}

/// The mark behind a letter that stands for a number.
fn behind_letter(rest: &str) -> Option<char> {
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))?;
    let next = rest[mark.len_utf8()..].trim_start_matches(number::is_blank).chars().next()?;
    (!next.is_ascii()).then_some(mark)
}
