//! E17: the telephone of a unit's contact differs from that of the roster.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::check::text::telephones;
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::paper::{Grid, Paper};

pub const RULE: Rule = Rule {
    code: "E17",
    name: "联系电话与名册不一致",
    level: Level::Warning,
    fix: Fix::None,
    clause: "惯例",
    why: "同一个单位的同一个联系人，文中的电话与名册里的不同，总有一个是旧的。有名册、名册里有联系人和电话时才查。",
    wrong: &[
        body("城关镇联系人：甲某某，联系电话：0938-8200009。"),
        body(
            "联系人名单如下：\n\n| 单位 | 联系人 | 电话 |\n| --- | --- | --- |\n| 某某县城关镇人民政府 | 甲某某 | 8200009 |\n",
        ),
    ],
    right: &[
        body("城关镇联系人：甲某某，联系电话：8200001；清溪镇联系人：甲某某，联系电话：0938-8200002。"),
        body(
            "联系人名单如下：\n\n| 单位 | 联系人 | 电话 |\n| --- | --- | --- |\n| 某某县城关镇人民政府 | 甲某某 | 0938-8200001 |\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, context: &Context, marks: &mut Marks<'_>) {
    if context.units.iter().all(|unit| unit.contacts.is_empty()) {
        return;
    }
    for (index, line) in paper.lines.iter().enumerate() {
        if line.is_text() || line.role == Role::Remark {
            // What stands behind a name up to the next 。 or ； is of that unit.
            let mut start = 0;
            for piece in line.text.split_inclusive(['。', '；']) {
                compare(context, piece, &[(index, start, piece)], marks);
                start += piece.len();
            }
        }
    }
    for row in paper.tables.iter().flat_map(|grid: &Grid| &grid.rows) {
        let lines: Vec<(usize, usize, &str)> = row
            .iter()
            .flat_map(|cell| cell.lines.clone())
            .map(|line| (line, 0, paper.lines[line].text.as_str()))
            .collect();
        let whole: Vec<&str> = lines.iter().map(|(_, _, text)| *text).collect();
        compare(context, &whole.join("\u{2003}"), &lines, marks);
    }
}

/// Compares the telephones of a stretch of text that names a unit and its contact; `pieces` are its lines, each with the byte of
/// the line that it begins at.
fn compare(context: &Context, whole: &str, pieces: &[(usize, usize, &str)], marks: &mut Marks<'_>) {
    for unit in &context.units {
        let is_named =
            whole.contains(&unit.name) || unit.short.iter().any(|short| whole.contains(short.as_str()));
        for (person, telephone) in unit.contacts.iter().filter(|_| is_named) {
            if person.is_empty() || !whole.contains(person.as_str()) {
                continue;
            }
            let found: Vec<_> = pieces
                .iter()
                .flat_map(|(line, start, text)| {
                    telephones::all(text).into_iter().map(move |at| (*line, *start, *text, at))
                })
                .collect();
            let [(line, start, text, number)] = found.as_slice() else { continue };
            let written = &text[number.clone()];
            if !telephones::same(written, telephone) {
                marks
                    .at(
                        *line,
                        start + number.start..start + number.end,
                        format!("{person}的电话在名册里是{telephone}"),
                    )
                    .hint("核对以后改成一致");
            }
        }
    }
}
