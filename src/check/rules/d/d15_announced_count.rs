//! D15: so many points announced, another number follows; 如下： and nothing follows.

use std::ops::Range;

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::body;
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::{han, is_blank, value_of_han};

pub const RULE: Rule = Rule {
    code: "D15",
    name: "说了几项，后面不是几项",
    level: Level::Warning,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "前面说“以下三个方面”，后面就列三个方面；前面写“如下：”，后面就要有内容。增删条目以后，最容易忘了改前面的数。",
    wrong: &[
        body("今年要抓好以下三个方面的工作：\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。"),
        body("为此提出三点要求：一是加强领导；二是落实责任；三是严格督查；四是按时报送。"),
        body("整治工作分三个阶段进行。\n（一）排查阶段。3月底前完成。\n（二）清淤阶段。9月底前完成。"),
        body("请认真做好检查工作，现将有关事项通知如下："),
    ],
    right: &[
        body("今年要抓好以下两个方面的工作：\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。"),
        body(
            "今年要抓好以下两个方面：\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。\n三、有关要求\n各乡镇要加强领导。",
        ),
        body("围绕以下2个方面5项重点工作作出安排。\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。"),
        body("上述三个方面的问题，要采取两项措施：一是加强领导；二是落实责任。"),
        body("有以下三种情形之一的，要重新申报：一是变更地址的；二是变更法人的。"),
        body("采取两项措施：一是加强领导；二是落实责任。\n各乡镇的做法有：一是包片；二是包河；三是包库。"),
        body(
            "活动分两个阶段进行。\n（一）排查阶段。3月底前完成。\n（二）清淤阶段。9月底前完成。\n任务：\n（三）加强管护。落实管护人员。",
        ),
        body("现就有关事项通知如下：\n请各单位认真执行。"),
    ],
    look: Look::Paper(look),
};

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.role == Role::Body) {
        if let Some(range) = promise(&line.text).filter(|_| nothing_follows(paper, index)) {
            let written = line.text[range.clone()].to_owned();
            marks.at(index, range, format!("“{written}”后面没有内容")).hint("补上后面的内容，或者改掉这句话");
            continue;
        }
        let Some(announced) = announced(&line.text) else { continue };
        let Some(count) = count(paper, index, &line.text[announced.end..]) else { continue };
        if count.number >= 2 && !announced.numbers.contains(&count.number) && !count.may_be_more(&announced) {
            let written = line.text[announced.range.clone()].to_owned();
            let listed = count.number;
            marks
                .at(index, announced.range, format!("说的是“{written}”，后面列了{}", spoken(listed)))
                .hint("核对后面的条目，改正个数或者补上漏掉的");
        }
    }
}

fn spoken(count: u32) -> String {
    if count == 2 { "两项".to_owned() } else { format!("{}项", han(count)) }
}

/// 如下： at the end of a paragraph.
fn promise(text: &str) -> Option<Range<usize>> {
    let end = text.trim_end_matches(is_blank);
    let words = end.strip_suffix(['：', ':'])?;
    words.ends_with("如下").then(|| words.len() - "如下".len()..end.len())
}

/// Whether a paragraph is the last of its part, or the end matter follows.
fn nothing_follows(paper: &Paper, at: usize) -> bool {
    let line = &paper.lines[at];
    let level = line.mark.as_ref().map_or(u8::MAX, |mark| mark.shape.level());
    paper.lines.get(at + 1).is_none_or(|next| {
        let ends = matches!(
            next.role,
            Role::Signature | Role::Date | Role::AttachmentNote | Role::Copies | Role::Printed
        );
        let higher = next.mark.as_ref().is_some_and(|mark| (1..=level).contains(&mark.shape.level()));
        ends || next.part != line.part || (higher && level < u8::MAX)
    })
}

/// A number of points that a sentence announces.
struct Announced {
    /// The number with its measure.
    range: Range<usize>,
    /// The number; of `4个方面16项` both.
    numbers: Vec<u32>,
    /// Behind the mark that ends the clause.
    end: usize,
}

/// What is counted.
const THINGS: &[&str] = &[
    "方面", "措施", "要求", "意见", "阶段", "步骤", "工作", "任务", "问题", "建议", "环节", "原则", "内容",
    "制度", "事项", "重点", "情形", "条件", "情况", "材料", "方式", "机制", "关系", "关口", "转变", "要点",
    "做法", "经验", "成效", "特点",
];

/// Words before a number that make it another one.
const OTHER: &[&str] = &[
    "第", "上述", "以上", "这", "前", "后", "其他", "其它", "另", "各", "每", "近", "约", "达", "超过", "逐",
    "任",
];

fn announced(text: &str) -> Option<Announced> {
    for (at, _) in text.char_indices() {
        let Some((number, range)) = number_at(text, at) else { continue };
        let before = &text[..at];
        if OTHER.iter().any(|word| before.ends_with(word)) || number < 2 {
            continue;
        }
        let leads = ["以下", "如下", "下列", "下面"].iter().any(|word| before.ends_with(word));
        // The rest of the clause.
        let rest = &text[range.end..];
        let Some(stop) = rest.find(['，', '；', '。', '：', ':', '、', '“', '（', '(']) else {
            continue;
        };
        let (clause, mark) = (&rest[..stop], rest[stop..].chars().next()?);
        let end = range.end + stop + mark.len_utf8();
        let colon = matches!(mark, '：' | ':');
        if !(colon || mark == '。') || clause.chars().count() > 15 || clause.contains("之一") {
            continue;
        }
        let of_things = THINGS
            .iter()
            .any(|thing| clause.starts_with(thing) || clause.starts_with(&format!("重点{thing}")))
            || text[range.clone()].ends_with("方面");
        let in_stages = before.ends_with('分') || before.ends_with("分为") || before.ends_with("分成");
        let stages = in_stages
            && (clause.starts_with("阶段")
                || clause.starts_with("步骤")
                || text[range.clone()].ends_with('步'));
        if !(leads || (colon && of_things) || stages) {
            continue;
        }
        let mut numbers = vec![number];
        numbers.extend(
            clause.char_indices().filter_map(|(from, _)| number_at(clause, from)).map(|(number, _)| number),
        );
        let thing = THINGS.iter().find(|thing| clause.starts_with(**thing)).map_or(0, |thing| thing.len());
        return Some(Announced { range: range.start..range.end + thing, numbers, end });
    }
    None
}

/// A number with its measure: 三个, 4项, 两条.
fn number_at(text: &str, at: usize) -> Option<(u32, Range<usize>)> {
    if !text[at..].starts_with(|c: char| c.is_ascii_digit() || "两一二三四五六七八九十".contains(c))
    {
        return None;
    }
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万几数".contains(c);
    let rest = &text[at..];
    if !rest.starts_with(|c| is_numeral(c) || c == '两') || text[..at].ends_with(is_numeral) {
        return None;
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (length, value) = if digits > 0 {
        ((digits <= 2).then_some(digits)?, rest[..digits].parse().ok()?)
    } else if rest.starts_with('两') {
        ('两'.len_utf8(), 2)
    } else {
        let numerals = rest.find(|c| !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
        (numerals, value_of_han(&rest[..numerals])?)
    };
    let measure = ["个", "项", "点", "条", "种", "类", "步", "大", "方面"]
        .iter()
        .find(|word| rest[length..].starts_with(**word))?;
    Some((value, at..at + length + measure.len()))
}

/// Points that were counted.
struct Count {
    number: u32,
    /// The words of those points, as far as they are headings.
    headings: Vec<String>,
}

impl Count {
    /// Points more than announced that need not belong to them: 有关要求, 组织保障.
    fn may_be_more(&self, announced: &Announced) -> bool {
        let most = announced.numbers.iter().copied().max().unwrap_or(0) as usize;
        let apart = ["要求", "保障", "组织", "领导", "其他", "附则", "落实", "打算", "建议", "责任", "说明"];
        self.headings.len() > most
            && self.headings[most..].iter().any(|heading| apart.iter().any(|word| heading.contains(word)))
    }
}

/// The points that follow: in the paragraph itself, or in those behind it.
fn count(paper: &Paper, at: usize, rest: &str) -> Option<Count> {
    let part = paper.lines[at].part;
    let level = paper.lines[at].mark.as_ref().map_or(0, |mark| mark.shape.level());
    let below = || paper.part(part).skip_while(move |(index, _)| *index <= at);
    let mut run = rest.trim_matches(is_blank).to_owned();
    if run.is_empty() {
        let (_, next) = below().next()?;
        if let Some(mark) = &next.mark {
            let shape = mark.shape;
            if mark.value != 1 || shape.level() == 0 || (level > 0 && shape.level() <= level) {
                return None;
            }
            let mut headings = Vec::new();
            for (_, line) in below().take_while(|(_, line)| {
                line.is_text() || matches!(line.role, Role::Cell | Role::Note | Role::Caption)
            }) {
                let Some(mark) = &line.mark else {
                    // 任务： begins something else.
                    if line.text.trim_end().ends_with('：')
                        && line.text.chars().count() <= 12
                        && !paper.broken
                    {
                        break;
                    }
                    continue;
                };
                if mark.shape.level() == shape.level() && mark.value as usize == headings.len() + 1 {
                    headings.push(line.after_mark().to_owned());
                } else if mark.shape.level() <= shape.level() {
                    if mark.shape.level() == shape.level() && mark.value != 1 {
                        // Numbers out of order are another rule's.
                        return None;
                    }
                    break;
                }
            }
            return Some(Count { number: headings.len() as u32, headings });
        }
    }
    for (_, line) in below().take_while(|(_, line)| line.role == Role::Body && line.mark.is_none()) {
        run.push('\n');
        run.push_str(line.text.trim_matches(is_blank));
    }
    run_in(&run).map(|number| Count { number, headings: Vec::new() })
}

/// How many of 一是, 二是, or of 第一，第二，, or of （1）（2）, stand in a text that begins with the first.
fn run_in(text: &str) -> Option<u32> {
    type Form = fn(u32) -> Vec<String>;
    const FORMS: &[Form] = &[
        |n| vec![format!("{}是", han(n)), format!("{}要", han(n))],
        |n| vec![format!("第{}，", han(n)), format!("第{}、", han(n)), format!("第{}是", han(n))],
        |n| vec![format!("{}、", han(n))],
        |n| vec![format!("（{}）", han(n)), format!("({})", han(n))],
        |n| vec![format!("（{n}）"), format!("({n})")],
        |n| vec![format!("{n}."), format!("{n}．"), format!("{n}、")],
        |n| vec![char::from_u32(0x245F + n).unwrap_or(' ').to_string()],
    ];
    let form = FORMS.iter().find(|form| form(1).iter().any(|first| text.starts_with(first.as_str())))?;
    let (mut number, mut from) = (1, text.chars().next().map_or(0, char::len_utf8));
    while number < 20 {
        let next = form(number + 1);
        // A point begins behind a mark or a line's end.
        let starts = |at: usize| {
            text[..at].ends_with(['。', '；', '，', '\n', ';', '、', ',', ' ', '：', '\u{3000}', '！'])
        };
        let find = |words: Vec<String>| {
            let found = words.iter().flat_map(|word| text[from..].match_indices(word.as_str()));
            found.map(|(at, _)| from + at).filter(|&at| starts(at)).min()
        };
        // Where the first stands once more, another list begins.
        let again = find(form(1));
        let found = find(next).filter(|at| again.is_none_or(|again| *at < again));
        let Some(at) = found else { break };
        from = at + 1;
        while !text.is_char_boundary(from) {
            from += 1;
        }
        number += 1;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_within_a_text_are_counted() {
        assert_eq!(run_in("一是加强领导；二是落实责任，三是严格督查。"), Some(3));
        assert_eq!(run_in("第一，加强领导。第二，落实责任。"), Some(2));
        assert_eq!(run_in("（1）申请表；（2）证明。"), Some(2));
        assert_eq!(run_in("加强领导；二是落实责任。"), None);
        assert_eq!(run_in("一是包片；二是包河。\n做法有：一是清淤；二是除险；三是管护。"), Some(2));
    }

    #[test]
    fn a_number_is_announced_where_its_clause_ends() {
        let told = |text: &str| announced(text).map(|announced| announced.numbers);
        assert_eq!(told("抓好以下三个方面的工作："), Some(vec![3]));
        assert_eq!(told("提出4点要求："), Some(vec![4]));
        assert_eq!(told("围绕以下4个方面16项重点工作作出安排。"), Some(vec![4, 16]));
        assert_eq!(told("分两个阶段进行。"), Some(vec![2]));
        for text in [
            "这三个方面：",
            "第三个方面：",
            "共有三个问题。",
            "有以下三种情形之一的：",
            "完成十三项任务，如下：",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
