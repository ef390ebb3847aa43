//! The characters of parts of the tree, the same for every reader of it.

use crate::document::tree::{Block, Document, Heading, Inline, Table};

/// The characters of inlines.
pub fn plain(inlines: &[Inline]) -> String {
    inlines.iter().map(Inline::text).collect()
}

/// The whole text of a heading's paragraph, number included.
pub fn heading(heading: &Heading) -> String {
    format!("{}{}{}", heading.number, plain(&heading.text), plain(&heading.run_in))
}

/// A chapter of a rule (`第一章　总则`).
pub fn is_chapter(heading: &Heading) -> bool {
    heading.number.ends_with(CHAPTER)
}

/// An article of a rule (`第一条　……`): text with a number.
pub fn is_article(heading: &Heading) -> bool {
    heading.number.ends_with(ARTICLE)
}

/// What ends the number of a chapter.
pub const CHAPTER: &str = "章\u{3000}";

/// What ends the number of an article.
pub const ARTICLE: &str = "条\u{3000}";

/// A numbered paragraph without heading words, or a point of the third or fourth level that is a whole sentence: text
/// with a number, and no heading that a list of headings should show.
pub fn is_numbered_sentence(heading: &Heading) -> bool {
    let whole = heading.run_in.is_empty() && plain(&heading.text).ends_with(['；', '。', '：', '，']);
    heading.text.is_empty() || is_article(heading) || (heading.level >= 3 && whole)
}

/// A heading with a line of its own, which a list of headings shows.
pub fn is_own_line(heading: &Heading) -> bool {
    heading.run_in.is_empty() && (is_chapter(heading) || !is_numbered_sentence(heading))
}

/// What stands above a table, line by line: title, 填表栏, 计量单位.
pub fn above_table(table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    if !table.title.is_empty() {
        lines.push(table.title.clone());
    }
    if !table.filler.is_empty() {
        lines.push(filler(table).join("　"));
    }
    if !table.unit_line.is_empty() {
        lines.push(unit_line(table));
    }
    lines
}

/// 填表栏 with their colons.
pub fn filler(table: &Table) -> Vec<String> {
    table.filler.iter().map(|name| format!("{name}：")).collect()
}

/// `单位：个`.
pub fn unit_line(table: &Table) -> String {
    format!("单位：{}", table.unit_line)
}

/// Makes every reference a part of the text around it.
pub fn join_references(document: &mut Document) {
    document.parts.iter_mut().for_each(|part| join_in_blocks(&mut part.blocks));
}

fn join_in_blocks(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                join(&mut heading.text);
                join(&mut heading.run_in);
            }
            Block::Paragraph { content } => join(content),
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(&mut table.body).flat_map(|row| &mut row.cells);
                cells.flat_map(|cell| &mut cell.lines).for_each(join);
            }
            Block::Landscape { blocks } => join_in_blocks(blocks),
            Block::Chart(_)
            | Block::PageBreak
            | Block::TableReference { .. }
            | Block::ChartReference { .. } => {}
        }
    }
}

fn join(inlines: &mut Vec<Inline>) {
    if !inlines.iter().any(|inline| matches!(inline, Inline::Reference { .. })) {
        return;
    }
    for inline in std::mem::take(inlines) {
        match (inlines.last_mut(), inline) {
            (
                Some(Inline::Text { text }),
                Inline::Text { text: more } | Inline::Reference { text: more, .. },
            ) => {
                text.push_str(&more);
            }
            (_, Inline::Reference { text, .. }) => inlines.push(Inline::Text { text }),
            (_, other) => inlines.push(other),
        }
    }
}
