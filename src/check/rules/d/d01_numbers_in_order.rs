//! D01: numbers of one level that jump, repeat or do not begin at one.

use crate::check::context::Context;
use crate::check::marks::{Found, Marks};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::check::text::lists::{self, List};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::{Line, Role};
use crate::paper::number::{self, Mark, Shape};

pub const RULE: Rule = Rule {
    code: "D01",
    name: "同一层的序号不连续",
    level: Level::Error,
    fix: Fix::Safe,
    clause: "GB/T 9704-2012 7.3.3；《党政机关公文处理工作条例》第二十条",
    why: "同一层的序号从一开始，一个接一个，不跳号、不重号。增删段落以后最容易忘了改序号。序号贯穿各章一直编下去，或者每章从头编，都可以，但是一件公文里要一致。后面的序号能依次改好、别处又没有引用“第几条”的，可以自动改；缺了开头、前后颠倒的，要由人来看。",
    wrong: &[
        body("现就有关事项通知如下：\n一、加强领导\n认真组织。\n三、按时报送\n请于月底前报送。"),
        body("现就有关事项通知如下：\n一、加强领导\n认真组织。\n一、按时报送\n请于月底前报送。"),
        body(
            "现就有关事项通知如下：\n1.加强领导。各单位要认真组织。\n2.明确责任。各单位要落实到人。\n2.按时报送。各单位要在月底前报送。\n3.加强督查。县水务局将适时督查。",
        ),
    ],
    right: &[
        body(
            "现就有关事项通知如下：\n一、加强领导\n（一）明确分工。落实到人。\n（二）定期调度。每月一次。\n二、按时报送\n（一）时间。月底前。\n（二）方式。书面。",
        ),
        body(
            "现就有关事项通知如下：\n一、重点工作\n1.清淤。清理河道。\n2.除险。加固水库。\n二、有关要求\n3.加强领导。认真组织。\n4.按时报送。月底前报送。",
        ),
        body(
            "现就有关事项通知如下：\n一、检查内容\n水库方面：\n1.大坝安全。\n2.溢洪道畅通。\n河道方面：\n1.堤防安全。\n2.河道畅通。\n二、检查时间\n3月底前。",
        ),
        body(
            "现就有关事项通知如下：\n一、加强领导。各单位要认真组织。二、明确责任。各单位要落实到人。\n三、按时报送。各单位要在月底前报送。",
        ),
        whole(
            "某某县河道管理办法\n第一章　总则\n第一条　为加强管理，制定本办法。\n第二条　本办法适用于本县河道。\n第二章　管理\n第三条　河道由县水务局管理。\n（一）县级河道。\n（二）乡级河道。\n第四条　本办法自印发之日起施行。\n",
        ),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let lists = lists::all(paper);
    let cited = is_cited(paper);
    // Lists that D02 finds within one of a lower level begin anew under each of its members.
    let inverted: Vec<(u8, &[usize])> = lists::inverted(paper, &lists)
        .iter()
        .map(|found| (found.level, lists[found.list].members.as_slice()))
        .collect();
    for (index, list) in lists.iter().enumerate().filter(|(_, list)| !list.decimal) {
        beginning(paper, list, marks);
        // A list in the middle of others whose numbers run on is not put right alone.
        let alone = list.goes_on.is_none() && lists.iter().all(|other| other.goes_on != Some(index));
        let outer: Vec<usize> = inverted
            .iter()
            .filter(|(level, _)| *level == list.level)
            .flat_map(|(_, members)| members.iter().copied())
            .collect();
        members(paper, list, alone && !cited && outer.is_empty(), &outer, marks);
    }
    begun_once_only(paper, &lists, marks);
    for shape in [Shape::Chapter, Shape::Article] {
        chapters(paper, shape, marks);
    }
}

/// A fault is told with less weight of a text whose paragraphs were in pieces: numbers may have got lost.
fn weigh(paper: &Paper, found: &mut Found) {
    if paper.broken {
        found.level(Level::Warning);
    }
}

/// A list that does not begin at one.
fn beginning(paper: &Paper, list: &List, marks: &mut Marks<'_>) {
    let Some(&first) = list.members.first() else { return };
    let mark = lists::mark(paper, first);
    if mark.value == 1 || list.goes_on.is_some() {
        return;
    }
    let from = list.parent.unwrap_or_else(|| paper.part(list.part).map(|(at, _)| at).next().unwrap_or(0));
    if lists::is_written_between(paper, from, first, mark.shape, mark.value - 1) {
        return;
    }
    let line = &paper.lines[first];
    let text = written(line, mark);
    // Numbers that run on have lost one, or a list has lost its beginning.
    let (message, wanted) = if mark.value == list.before + 2 && list.before > 0 {
        let next = mark.shape.written(list.before + 1);
        (format!("序号“{text}”不连续"), format!("“{}”或者“{next}”", mark.shape.written(1)))
    } else {
        (format!("这一层的序号从“{text}”开始"), format!("“{}”", mark.shape.written(1)))
    };
    let found = marks.at(first, mark.range.clone(), message);
    found.hint(format!("应从{wanted}开始；如果前面漏了内容，请补上"));
    weigh(paper, found);
}

/// Members that do not follow the one before them; behind a line of `outer` they may begin anew.
fn members(paper: &Paper, list: &List, may_fix: bool, outer: &[usize], marks: &mut Marks<'_>) {
    let values: Vec<u32> = list.members.iter().map(|&line| lists::value(paper, line)).collect();
    let base = values.first().copied().unwrap_or(1);
    // One wrong number among right ones is one fault: the next may follow it, or stand where it would stand without it.
    let begins_wrong = base != 1 && list.goes_on.is_none();
    let in_order = |at: usize| {
        let place = at as u32;
        values[at] == values[at - 1] + 1
            || values[at] == base + place
            || (begins_wrong && (values[at] == 1 + place || values[at] == list.before + 1 + place))
    };
    let faults: Vec<usize> = (1..values.len())
        .filter(|&at| {
            let (from, to) = (list.members[at - 1], list.members[at]);
            let shape = lists::mark(paper, to).shape;
            let expected = values[at - 1] + 1;
            let is_hidden =
                values[at] > expected && lists::is_written_between(paper, from, to, shape, expected);
            let anew = values[at] == 1 && outer.iter().any(|line| (from..to).contains(line));
            !in_order(at) && !is_hidden && !anew
        })
        .collect();
    let is_small = |&at: &usize| values[at] == values[at - 1] || values[at] == values[at - 1] + 2;
    let fixable = may_fix && base == 1 && faults.iter().all(is_small);
    for (order, &at) in faults.iter().enumerate() {
        let line = list.members[at];
        let mark = lists::mark(paper, line);
        let text = written(&paper.lines[line], mark);
        let message = if values[at] == values[at - 1] {
            format!("序号“{text}”重复")
        } else {
            format!("序号“{text}”不连续")
        };
        let wanted = if fixable { at as u32 + 1 } else { values[at - 1] + 1 };
        let found = marks.at(line, mark.range.clone(), message);
        found.hint(format!("按顺序应为“{}”，后面的序号也要核对", mark.shape.written(wanted)));
        let before = list.members[at - 1];
        found.related(before, lists::mark(paper, before).range.clone(), "上一个序号在这里");
        weigh(paper, found);
        // Text between may be what the numbers begin anew under.
        if values[at] == 1 && values[at - 1] > 1 && paper.lines[line - 1].mark.is_none() {
            found.level(Level::Warning);
        }
        if fixable {
            let until = faults.get(order + 1).copied().unwrap_or(values.len());
            for place in at..until {
                let right = place as u32 + 1;
                let line = list.members[place];
                let mark = lists::mark(paper, line);
                if mark.value != right {
                    found.edit(line, mark.numeral.clone(), numeral(mark.shape, right));
                }
            }
        }
    }
}

/// A number as it is written, without blanks.
fn written<'a>(line: &'a Line, mark: &Mark) -> &'a str {
    line.text[mark.range.clone()].trim_matches(number::is_blank)
}

fn numeral(shape: Shape, value: u32) -> String {
    match shape {
        Shape::Arabic | Shape::ArabicInBrackets => value.to_string(),
        Shape::Circled => shape.written(value),
        _ => number::han(value),
    }
}

/// Lists that begin at one under each heading, but for one that begins where the last one ended: its first numbers are lost.
fn begun_once_only(paper: &Paper, lists: &[List], marks: &mut Marks<'_>) {
    for (index, list) in lists.iter().enumerate() {
        let Some(before) = list.goes_on else { continue };
        let same =
            |other: &&List| other.part == list.part && other.level == list.level && other.parent.is_some();
        let later: Vec<&List> = lists.iter().filter(same).skip(1).collect();
        let on = later.iter().filter(|other| other.goes_on.is_some()).count();
        let anew = later.iter().filter(|other| lists::value(paper, other.members[0]) == 1).count();
        // Under the same heading it is the level that is wrong (D02).
        let apart = lists[before].parent != list.parent;
        if on != 1 || anew < 2 || !apart || lists.iter().any(|other| other.goes_on == Some(index)) {
            continue;
        }
        let line = list.members[0];
        let mark = lists::mark(paper, line);
        marks
            .at(
                line,
                mark.range.clone(),
                format!("别处的序号都从头编，这里从“{}”开始", written(&paper.lines[line], mark)),
            )
            .level(Level::Warning)
            .hint(format!("应从“{}”开始；如果前面漏了内容，请补上", mark.shape.written(1)));
    }
}

/// Chapters and articles, which run on through all of a text.
fn chapters(paper: &Paper, shape: Shape, marks: &mut Marks<'_>) {
    for part in 0..paper.parts() {
        let mut last: Option<(u32, usize)> = None;
        // The number that the last one should have had.
        let mut due = 0;
        for (index, line) in paper.part(part) {
            let Some(mark) = line.mark.as_ref().filter(|mark| mark.shape == shape) else { continue };
            let expected = last.map_or(1, |(value, _)| value + 1);
            let from =
                last.map_or_else(|| paper.part(part).map(|(at, _)| at).next().unwrap_or(0), |(_, at)| at);
            // The text of other rules begins, under a title of its own.
            let begins =
                mark.value == 1 && last.is_some_and(|(value, at)| value > 1 && has_title(paper, at, index));
            let hidden =
                mark.value > expected && lists::is_written_between(paper, from, index, shape, expected);
            let in_order = mark.value == expected || mark.value == due + 1;
            due = if in_order || begins || hidden { mark.value } else { expected };
            if !in_order && !begins && !hidden {
                let text = written(line, mark);
                let message = match last {
                    None => format!("“{text}”前面没有“{}”", shape.written(expected)),
                    Some((value, _)) if value == mark.value => format!("序号“{text}”重复"),
                    Some(_) => format!("序号“{text}”不连续"),
                };
                let found = marks.at(index, mark.range.clone(), message);
                found.hint(format!(
                    "按顺序应为“{}”，后面的序号和正文里引用的也要核对",
                    shape.written(expected)
                ));
                if let Some((_, at)) = last {
                    found.related(at, lists::mark(paper, at).range.clone(), "上一个序号在这里");
                }
                weigh(paper, found);
            }
            last = Some((mark.value, index));
        }
    }
}

/// Whether a line that may be a title stands between two.
fn has_title(paper: &Paper, from: usize, to: usize) -> bool {
    paper.lines[from + 1..to]
        .iter()
        .any(|line| line.mark.is_none() && matches!(line.role, Role::Item | Role::Title))
}

/// Whether a text cites one of its numbers (第三条, 第（二）项, 第一部分): numbers are then not changed without a person.
fn is_cited(paper: &Paper) -> bool {
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    paper.lines.iter().any(|line| {
        let text = line.after_mark();
        text.match_indices('第').any(|(at, found)| {
            let rest = text[at + found.len()..].trim_start_matches(['（', '(']);
            let behind = rest.trim_start_matches(is_numeral);
            let behind = behind.trim_start_matches(['）', ')']);
            behind.len() < rest.len()
                && ["部分", "条", "项", "点", "款", "章", "大项"].iter().any(|word| behind.starts_with(word))
        })
    })
}
