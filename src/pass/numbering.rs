//! 结构层次序数 (GB/T 9704 7.3.3): 一、 （一） 1. （1）, from 1 in each part.

use crate::document::tree::{Block, Document};
use crate::pass::typography::chinese_numeral;

/// Sets the number of every heading.
pub fn number(document: &mut Document) {
    for part in &mut document.parts {
        let mut counters = [0u32; 4];
        number_blocks(&mut part.blocks, &mut counters);
    }
}

fn number_blocks(blocks: &mut [Block], counters: &mut [u32; 4]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let level = usize::from(heading.level.clamp(1, 4)) - 1;
                counters[level] += 1;
                counters[level + 1..].fill(0);
                heading.number = mark(heading.level, counters[level]);
            }
            Block::Landscape { blocks } => number_blocks(blocks, counters),
            Block::Paragraph { .. } | Block::Table(_) | Block::PageBreak | Block::TableReference { .. } => {}
        }
    }
}

/// The mark of the `n`-th heading of a level.
pub fn mark(level: u8, n: u32) -> String {
    match level {
        1 => format!("{}、", chinese_numeral(n)),
        2 => format!("（{}）", chinese_numeral(n)),
        3 => format!("{n}."),
        _ => format!("（{n}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_the_standard() {
        assert_eq!([mark(1, 1), mark(2, 12), mark(3, 3), mark(4, 10)], ["一、", "（十二）", "3.", "（10）"]);
    }
}
