//! D16: 见第五部分, 本办法第三十条, 如表3所示, where there is no such part, article or table.

use crate::check::context::Context;
use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{body, whole};
use crate::diag::diagnostic::Level;
use crate::paper::Paper;
use crate::paper::line::Role;
use crate::paper::number::{Shape, han, is_blank, value_of_han};

pub const RULE: Rule = Rule {
    code: "D16",
    name: "引到了没有的部分、条文或者表",
    level: Level::Error,
    fix: Fix::None,
    clause: "《党政机关公文处理工作条例》第二十条",
    why: "正文写“见第三部分”“本办法第十条”“见表2”，后面就要有这一部分、这一条、这张表。增删章节以后要重新核对；引附件的由另一条规则检查。",
    wrong: &[
        body("具体要求见第四部分。\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。"),
        body("各乡镇进度见表3。\n表1 清淤进度表\n表2 除险进度表\n请按月报送。"),
        whole(
            "某某县河道管理办法\n第一条　为加强河道管理，制定本办法。\n第二条　本办法适用于全县河道。\n第三条　违反本办法第八条规定的，责令改正。\n",
        ),
    ],
    right: &[
        body("具体要求见第二部分。\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。"),
        body(
            "按照《某某市河道管理办法》第三十条和《通知》第五部分执行，各乡镇进度见表3。\n一、排查\n逐条河道排查。\n二、清淤\n按月清淤。",
        ),
        whole(
            "某某县河道管理办法\n第一条　根据《河道管理条例》第五十条，制定本办法。\n第二条　本办法适用于全县河道。\n第三条　违反本办法第二条规定的，责令改正。\n",
        ),
    ],
    look: Look::Paper(look),
};

/// What a document calls itself.
const OWN: &[&str] = &[
    "本通知",
    "本方案",
    "本意见",
    "本办法",
    "本规定",
    "本细则",
    "本制度",
    "本报告",
    "本规则",
    "本要点",
    "本计划",
    "本预案",
    "本文",
    "本章程",
    "本条例",
    "本规程",
    "本通告",
    "本公告",
    "本规划",
];

fn look(paper: &Paper, _: &Context, marks: &mut Marks<'_>) {
    let tables = tables(paper);
    // What is issued may be meant by what stands before it or in its attachments.
    let sections = last(paper, Shape::Han);
    let articles = if is_sure(paper) { last(paper, Shape::Article) } else { 0 };
    for (index, line) in paper.lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        let text = &line.text;
        for (at, word) in text.match_indices('第') {
            let own = OWN.iter().any(|own| text[..at].ends_with(own));
            let see = ["见", "详见", "参见", "见本文"].iter().any(|see| text[..at].ends_with(see));
            let rest = &text[at + word.len()..];
            let numerals = rest.find(|c| !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
            let Some(value) = value_of_han(&rest[..numerals]).filter(|_| own || see) else { continue };
            let behind = &rest[numerals..];
            let start = at..at + word.len() + numerals;
            if behind.starts_with("部分") && sections > 1 && value > sections {
                let range = start.start..start.end + "部分".len();
                marks
                    .at(index, range, format!("没有第{}部分", han(value)))
                    .hint(format!("一级标题只到“{}、”，核对所引的部分", han(sections)));
            } else if behind.starts_with('条') && own && articles > 1 && value > articles {
                let range = start.start..start.end + "条".len();
                marks
                    .at(index, range, format!("没有第{}条", han(value)))
                    .hint(format!("条文只到第{}条，核对所引的条文", han(articles)));
            }
        }
        for (at, end, number) in table_references(text) {
            if !tables.is_empty() && !tables.contains(&number) {
                marks.at(index, at..end, format!("没有表{number}")).hint("核对所引的表，改正表的编号");
            }
        }
    }
}

/// The greatest number of a shape; 0 if there is none.
fn last(paper: &Paper, shape: Shape) -> u32 {
    let marks = paper.lines.iter().filter_map(|line| line.mark.as_ref());
    marks.filter(|mark| mark.shape == shape).map(|mark| mark.value).max().unwrap_or(0)
}

/// Whether all articles are known as such: none is written in a form that was not read.
fn is_sure(paper: &Paper) -> bool {
    !paper.lines.iter().any(|line| {
        let text = line.text.trim_start_matches(is_blank);
        line.mark.is_none() && text.starts_with('第') && text.chars().take(7).any(|c| c == '条')
    })
}

/// The numbers of the tables that have one, above a table or in a line of its own.
fn tables(paper: &Paper) -> Vec<u32> {
    let lines = paper.lines.iter().filter(|line| {
        matches!(
            line.role,
            Role::Caption | Role::Item | Role::Heading | Role::Note | Role::Cell | Role::Title | Role::Body
        )
    });
    let titles = paper.tables.iter().map(|table| table.title.as_str());
    lines
        .map(|line| line.text.as_str())
        .chain(titles)
        .filter_map(|text| Some(number_of_table(text.trim_start_matches(is_blank))?.0))
        .collect()
}

/// The number of `表2` at the beginning of a text, and its length.
fn number_of_table(text: &str) -> Option<(u32, usize)> {
    let rest = text.strip_prefix('表')?;
    let blank = rest.len() - rest.trim_start_matches(is_blank).len();
    let rest = &rest[blank..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = rest[digits..].chars().next();
    // 表1-1, 表2.1 are numbers of another kind.
    let whole = (1..=2).contains(&digits) && !behind.is_some_and(|c| "-－—.．".contains(c));
    whole
        .then(|| rest[..digits].parse().ok().map(|number| (number, '表'.len_utf8() + blank + digits)))
        .flatten()
}

/// 见表2, 如表2所示: where the table is named, and its number.
fn table_references(text: &str) -> impl Iterator<Item = (usize, usize, u32)> + '_ {
    text.match_indices('表').filter_map(|(at, _)| {
        let named = text[..at].ends_with('见') || text[..at].ends_with('如');
        let (number, length) = number_of_table(&text[at..]).filter(|_| named)?;
        Some((at, at + length, number))
    })
}
