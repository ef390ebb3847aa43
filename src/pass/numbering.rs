//! 结构层次序数 (GB/T 9704 7.3.3): 一、 （一） 1. （1）, from 1 in each part; 第一章, 第一条 in rules; 图1, 图2 where a part has several
//! charts.
//!
//! 惯例: the standard says nothing of charts. A single one has no number, as a single 附件 has none (7.3.4); several are
//! numbered by part, so that the text can name them.

use std::sync::LazyLock;

use crate::document::text::{ARTICLE, CHAPTER};
use crate::document::tree::{Block, Document, Numbering};
use crate::pass::typography::chinese_numeral;
use crate::profile::numbers::{Figures, NumberForm, standard_levels};

/// The forms of the standard.
pub static STANDARD: LazyLock<[NumberForm; 4]> = LazyLock::new(standard_levels);

/// Sets the number of every heading and chart.
pub fn number(document: &mut Document) {
    number_as(document, &STANDARD);
}

/// The same with the forms that a profile has for the four levels; 章 and 条 are the same everywhere.
pub fn number_as(document: &mut Document, levels: &[NumberForm; 4]) {
    for part in &mut document.parts {
        let mut counters = [0u32; 4];
        number_blocks(&mut part.blocks, part.numbering, levels, &mut counters);
        let several = count_charts(&part.blocks) > 1;
        number_charts(&mut part.blocks, several, &mut 0);
    }
}

fn count_charts(blocks: &[Block]) -> usize {
    let charts = |block: &Block| match block {
        Block::Chart(_) => 1,
        Block::Landscape { blocks } => count_charts(blocks),
        _ => 0,
    };
    blocks.iter().map(charts).sum()
}

fn number_charts(blocks: &mut [Block], several: bool, count: &mut usize) {
    for block in blocks {
        match block {
            Block::Chart(chart) => {
                *count += 1;
                chart.number = if several { format!("图{count}") } else { String::new() };
            }
            Block::Landscape { blocks } => number_charts(blocks, several, count),
            _ => {}
        }
    }
}

fn number_blocks(
    blocks: &mut [Block],
    numbering: Numbering,
    levels: &[NumberForm; 4],
    counters: &mut [u32; 4],
) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let level = usize::from(heading.level.clamp(1, 4)) - 1;
                counters[level] += 1;
                // How many levels below this one go on counting.
                let run_on = match numbering {
                    // Articles go on from chapter to chapter.
                    Numbering::Articles if level == 0 => 1,
                    // （一） goes on, and so does 1. where it stands under chapters immediately.
                    Numbering::RunOn if level == 0 => 1 + usize::from(counters[1] == 0),
                    _ => 0,
                };
                counters[level + 1 + run_on..].fill(0);
                if numbering == Numbering::AsWritten && !heading.number.is_empty() {
                    continue;
                }
                heading.number = match numbering {
                    Numbering::Levels | Numbering::RunOn | Numbering::AsWritten => {
                        mark(&levels[level], counters[level])
                    }
                    Numbering::Articles => article_mark(heading.level, levels, counters[level]),
                };
            }
            Block::Landscape { blocks } => number_blocks(blocks, numbering, levels, counters),
            Block::Paragraph { .. }
            | Block::Table(_)
            | Block::Chart(_)
            | Block::PageBreak
            | Block::TableReference { .. }
            | Block::ChartReference { .. } => {}
        }
    }
}

/// The mark of the `n`-th heading of a level.
fn mark(form: &NumberForm, n: u32) -> String {
    match form.figures {
        Figures::Chinese => format!("{}{}{}", form.before, chinese_numeral(n), form.after),
        Figures::Arabic => format!("{}{n}{}", form.before, form.after),
    }
}

/// The mark of the `n`-th heading of a level in a rule.
fn article_mark(level: u8, levels: &[NumberForm; 4], n: u32) -> String {
    match level {
        0 | 1 => format!("第{}{CHAPTER}", chinese_numeral(n)),
        2 => format!("第{}{ARTICLE}", chinese_numeral(n)),
        deeper => mark(&levels[usize::from(deeper.min(5)) - 2], n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Heading;
    use crate::profile::numbers;

    fn numbers(numbering: Numbering, levels: &[u8]) -> Vec<String> {
        let heading = |level: &u8| {
            Block::Heading(Heading {
                level: *level,
                number: String::new(),
                text: Vec::new(),
                run_in: Vec::new(),
            })
        };
        let mut blocks: Vec<Block> = levels.iter().map(heading).collect();
        number_blocks(&mut blocks, numbering, &standard_levels(), &mut [0; 4]);
        let number = |block: Block| match block {
            Block::Heading(heading) => heading.number,
            _ => String::new(),
        };
        blocks.into_iter().map(number).collect()
    }

    #[test]
    fn points_under_chapters_run_on_if_asked() {
        let levels = [1, 3, 3, 1, 3, 4, 1, 3];
        assert_eq!(
            numbers(Numbering::Levels, &levels),
            ["一、", "1.", "2.", "二、", "1.", "（1）", "三、", "1."]
        );
        assert_eq!(
            numbers(Numbering::RunOn, &levels),
            ["一、", "1.", "2.", "二、", "3.", "（1）", "三、", "4."]
        );
        let levels = [1, 2, 3, 3, 1, 2, 3];
        assert_eq!(
            numbers(Numbering::RunOn, &levels),
            ["一、", "（一）", "1.", "2.", "二、", "（二）", "1."]
        );
    }

    #[test]
    fn marks_follow_the_standard() {
        let levels = standard_levels();
        let marks = [mark(&levels[0], 1), mark(&levels[1], 12), mark(&levels[2], 3), mark(&levels[3], 10)];
        assert_eq!(marks, ["一、", "（十二）", "3.", "（10）"]);
    }

    #[test]
    fn a_profile_has_forms_of_its_own_for_levels_and_none_for_chapters() {
        let levels = ["第一，", "一、", "1．", "①1"].map(|sample| numbers::level(sample).expect("a form"));
        let marks = |numbering, of: &[u8]| {
            let mut blocks: Vec<Block> = of.iter().map(|level| heading(*level)).collect();
            number_blocks(&mut blocks, numbering, &levels, &mut [0; 4]);
            number_blocks(&mut blocks, numbering, &levels, &mut [0; 4]);
            blocks.iter().map(number_of).collect::<Vec<_>>()
        };
        assert_eq!(marks(Numbering::Levels, &[1, 2, 3, 4, 1]), ["第一，", "一、", "1．", "①1", "第二，"]);
        assert_eq!(marks(Numbering::Articles, &[1, 2, 3, 4]), ["第一章　", "第一条　", "一、", "1．"]);
    }

    fn heading(level: u8) -> Block {
        Block::Heading(Heading { level, number: String::new(), text: Vec::new(), run_in: Vec::new() })
    }

    fn number_of(block: &Block) -> String {
        match block {
            Block::Heading(heading) => heading.number.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_single_chart_has_no_number_and_numbering_twice_changes_nothing() {
        let chart = |name: &str| {
            Block::Chart(crate::document::chart::Chart {
                name: name.to_owned(),
                kind: crate::document::chart::ChartKind::Pie,
                number: "图9".to_owned(),
                title: String::new(),
                unit: String::new(),
                categories: Vec::new(),
                series: Vec::new(),
                description: String::new(),
                lines: None,
                table: None,
                figures: Vec::new(),
            })
        };
        let numbered = |mut blocks: Vec<Block>| {
            for _ in 0..2 {
                let several = count_charts(&blocks) > 1;
                number_charts(&mut blocks, several, &mut 0);
            }
            let mut numbers = Vec::new();
            let mut rest = blocks;
            while !rest.is_empty() {
                match rest.remove(0) {
                    Block::Chart(chart) => numbers.push(chart.number),
                    Block::Landscape { blocks } => drop(rest.splice(0..0, blocks)),
                    _ => {}
                }
            }
            numbers
        };
        assert_eq!(numbered(vec![chart("甲")]), [""]);
        let several = vec![chart("甲"), Block::Landscape { blocks: vec![chart("乙")] }, chart("丙")];
        assert_eq!(numbered(several), ["图1", "图2", "图3"]);
    }

    #[test]
    fn articles_run_on_from_chapter_to_chapter_and_points_begin_again() {
        let heading = |level| {
            Block::Heading(Heading { level, number: String::new(), text: Vec::new(), run_in: Vec::new() })
        };
        let mut blocks: Vec<Block> = [1, 2, 3, 3, 2, 3, 1, 2].map(heading).into();
        number_blocks(&mut blocks, Numbering::Articles, &standard_levels(), &mut [0; 4]);
        let numbers: Vec<&str> = blocks
            .iter()
            .map(|block| match block {
                Block::Heading(heading) => heading.number.trim_end(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(numbers, ["第一章", "第一条", "（一）", "（二）", "第二条", "（一）", "第二章", "第三条"]);
    }
}
