//! G04: dots that are no 省略号, and 省略号 with 等.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::characters::{before, is_full_mark, is_han};
use crate::check::text::roles;
use crate::diag::diagnostic::Level;
use crate::paper::line::{Line, Role};

pub const RULE: Rule = Rule {
    code: "G04",
    name: "省略号写法不对",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 15834-2011 4.11；GB/T 15834-2011 附录A.9.2",
    why: "省略号是六个连点“……”，不用三个点、三个句号代替。“等”已经表示列举没有完，不再同省略号一起用。",
    wrong: &[
        body("清淤、护岸、绿化...各项任务全面完成。"),
        body("清淤、护岸、绿化。。。各项任务全面完成。"),
        body("清淤、护岸、绿化…各项任务全面完成。"),
        body("清淤、护岸、绿化……等任务全面完成。"),
    ],
    right: &[body("清淤、护岸、绿化……各项任务全面完成，访问www.example.cn/a...b，稍事休息……等待通知。")],
    look: Look::Line(look),
};

fn look(line: &Line, marks: &mut Marks<'_>) {
    if !roles::is_wording(line) || line.role == Role::Cell {
        return;
    }
    let text = &line.text;
    let is_text = |c: Option<char>| c.is_some_and(|c| is_han(c) || is_full_mark(c) && !"。…".contains(c));
    let mut at = 0;
    while let Some(dot) = text[at..].chars().next() {
        let end = text[at..].find(|c| c != dot).map_or(text.len(), |length| at + length);
        let count = text[at..end].chars().count();
        let wrong = match dot {
            // Many dots lead from a word to a page.
            '.' => (3..=6).contains(&count) && is_text(before(text, at)),
            '。' => (3..=6).contains(&count) && is_text(before(text, at)),
            // a1，a2，…，an is a formula.
            '…' | '⋯' => {
                let sides = (before(text, at), text[end..].chars().next());
                let formula = matches!(sides, (Some('，' | '、'), Some('，' | '、')));
                let known = if dot == '…' { matches!(count, 1 | 3) } else { count <= 2 };
                known && !formula && (is_text(sides.0) || is_text(sides.1))
            }
            _ => false,
        };
        if wrong {
            marks.here(at..end, format!("“{}”不是省略号", &text[at..end])).replace("……");
        } else if dot == '…' && count == 2 && says_and_so_on(&text[end..]) {
            let from = if text[..at].ends_with(['、', '，']) { at - '、'.len_utf8() } else { at };
            marks.here(from..end, "省略号和“等”重复").replace("");
        }
        at = end;
    }
}

/// 等, and not 等待.
fn says_and_so_on(rest: &str) -> bool {
    rest.strip_prefix('等')
        .is_some_and(|rest| !rest.starts_with(|c| "待级候于同到额量距效值份次着我你他".contains(c)))
}
