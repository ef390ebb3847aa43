//! B08: three lines of a title and more in another shape than a trapezium or a rhombus.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::title;
use crate::check::text::titles::{self, halves};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;

pub const RULE: Rule = Rule {
    code: "B08",
    name: "标题各行不成梯形或菱形",
    level: Level::Info,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.1",
    why: "标题排列应当使用梯形或菱形：一行比一行长、一行比一行短，或者中间长、两头短。两头长、中间短的沙漏形和几行一样长的长方形都不合要求。",
    wrong: &[
        title("某某县水务局关于认真做好全县\n小型水库年度\n安全运行管理检查工作的通知"),
        title("某某县水务局关于认真做好\n全县小型水库防汛抢险工作\n年度安全监督检查工作通知"),
    ],
    right: &[
        title("某某县水务局\n关于认真做好全县小型水库年度\n安全检查工作的通知"),
        title("某某县水务局关于认真做好全县小型水库\n年度安全检查和隐患整改\n工作的通知"),
        title("某某县水务局关于认真做好\n小型水库年度安全检查的通知"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let rows = titles::rows(paper);
    if rows.len() < 3 {
        return;
    }
    let widths: Vec<usize> =
        rows.iter().map(|(line, range)| halves(&paper.lines[*line].text[range.clone()])).collect();
    let waist = (1..widths.len() - 1).find(|&at| {
        let is_longer = |width: &usize| *width >= widths[at] + 2;
        widths[..at].iter().any(is_longer) && widths[at + 1..].iter().any(is_longer)
    });
    if let Some(at) = waist {
        let (line, range) = rows[at].clone();
        marks.at(line, range, "标题中间的行比上下都短，排成了沙漏形").hint("重新分行，使各行排成梯形或菱形");
    } else if widths.iter().all(|width| *width == widths[0]) {
        let (line, range) = rows[0].clone();
        marks
            .at(line, range, format!("标题的{}行一样长，排成了长方形", widths.len()))
            .hint("重新分行，使各行排成梯形或菱形");
    }
}
