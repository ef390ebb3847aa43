//! Skeleton → blocks. comrak is named here only.
//!
//! Anything of Markdown that a 公文 has no use for is refused with what to write instead; nothing that the author
//! wrote is dropped.

use comrak::nodes::{Node, NodeValue, Sourcepos, TableAlignment};
use comrak::{Arena, Options, parse_document};

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::document::grid::{self, GridCell, GridFault};
use crate::document::text::plain as plain_text;
use crate::document::tree::{Align, Block, Column, Heading, Inline, Table};
use crate::markup::inlines::{self, Run};
use crate::markup::marks::Value;
use crate::markup::prose;
use crate::markup::skeleton::{Part, Skeleton};

/// The blocks of rendered section text; `None` if a fault was reported. `places` are the places of the template by
/// their numbers in the text, `context` says what was being made.
pub fn blocks(rendered: &str, places: &[Span], context: &str, findings: &mut Findings) -> Option<Vec<Block>> {
    let Some(skeleton) = Skeleton::new(rendered) else {
        let message = "这一章节填入的内容太多";
        findings.push(
            Diagnostic::error("template-too-long", Place::Nowhere, message)
                .context(context)
                .hint("检查模板里的循环，或者把内容拆成几个章节"),
        );
        return None;
    };
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.block_directive = true;
    options.extension.cjk_friendly_emphasis = true;
    options.extension.strikethrough = true;
    let root = parse_document(&arena, &skeleton.text, &options);
    let before = findings.list.len();
    let mut reader = Reader { skeleton: &skeleton, places, context, findings };
    reader.lost_lines();
    let blocks = reader.sequence(root);
    (findings.list.len() == before).then_some(blocks)
}

struct Reader<'a> {
    skeleton: &'a Skeleton,
    places: &'a [Span],
    context: &'a str,
    findings: &'a mut Findings,
}

/// Where text is collected: it says where a 正文 of several paragraphs may stand.
#[derive(Clone, Copy)]
enum Within {
    /// A heading or a sentence: nowhere.
    Sentence,
    /// A paragraph that a 正文 ends: at its end; the caller takes it apart.
    OpenParagraph,
    /// A cell: anywhere, its paragraphs become lines.
    Cell,
}

/// What an author may want instead of something of Markdown.
fn alternative(value: &NodeValue) -> (&'static str, &'static str) {
    match value {
        NodeValue::List(_) | NodeValue::Item(_) => {
            ("列表", "分条用“#”标题（程序编号），或者写成“一是……；二是……”")
        }
        NodeValue::CodeBlock(_) | NodeValue::Code(_) => ("代码", "去掉反引号；公文里没有代码"),
        NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => ("HTML", "去掉尖括号里的标签；书名号写“《》”"),
        NodeValue::Link(_) => ("链接", "直接写出文字"),
        NodeValue::Image(_) => ("图片", "公文正文里没有图片"),
        NodeValue::BlockQuote => ("引用块", "去掉行首的“>”，引文加引号"),
        NodeValue::ThematicBreak => ("分隔线", "换页写“::: 换页”和“:::”两行"),
        NodeValue::Emph => ("斜体", "去掉单个“*”或“_”；加粗写“**文字**”"),
        NodeValue::Strikethrough => ("删除线", "去掉“~~”"),
        NodeValue::LineBreak => ("强制换行", "去掉行末的反斜杠；另起一段就空一行"),
        NodeValue::FootnoteDefinition(_) | NodeValue::FootnoteReference(_) => {
            ("脚注", "把说明写进正文，表的说明写在“::: 表注”里")
        }
        _ => ("这种写法", "只能用标题、段落、表格、加粗和“:::”块"),
    }
}

impl<'a> Reader<'a> {
    fn fault(
        &mut self,
        code: &'static str,
        line: usize,
        column: usize,
        message: impl Into<String>,
        hint: &str,
    ) {
        let place = self.skeleton.span(line, column, self.places).map_or(Place::Nowhere, Place::Span);
        self.findings.push(Diagnostic::error(code, place, message).hint(hint).context(self.context));
    }

    fn refuse(&mut self, value: &NodeValue, at: Sourcepos) {
        let (name, hint) = alternative(value);
        let message = format!("模板里不能用{name}");
        self.fault("markdown-not-allowed", at.start.line, at.start.column, message, hint);
    }

    /// Lines that Markdown would drop without a word (`[甲]: 乙`).
    fn lost_lines(&mut self) {
        let lines: Vec<usize> = self
            .skeleton
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.starts_with('[') && line.contains("]:"))
            .map(|(index, _)| index + 1)
            .collect();
        for line in lines {
            let hint = "方括号后面的冒号写成中文冒号“：”";
            self.fault("markdown-not-allowed", line, 1, "模板里不能用链接定义和脚注", hint);
        }
    }

    fn sequence(&mut self, parent: Node<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Whether the block read last is a heading of the template that ends in 。
        let mut open_heading = false;
        for node in parent.children() {
            let at = node.data().sourcepos;
            let run_in = std::mem::take(&mut open_heading);
            match &node.data().value {
                NodeValue::Paragraph => self.paragraph(node, at, run_in, &mut blocks),
                NodeValue::Heading(heading) => {
                    open_heading = self.heading(node, *heading, at, &mut blocks);
                }
                NodeValue::Table(data) => blocks.extend(self.table(node, &data.alignments, at)),
                NodeValue::BlockDirective(directive) => {
                    self.directive(node, directive.info.trim(), at, &mut blocks);
                }
                other => self.refuse(other, at),
            }
        }
        blocks
    }

    fn paragraph(&mut self, node: Node<'_>, at: Sourcepos, run_in: bool, blocks: &mut Vec<Block>) {
        if let Some(value) = self.lone_prose(node) {
            let paragraphs: Vec<&str> = value.text.split('\n').collect();
            let mut made = prose::blocks(&paragraphs).into_iter().peekable();
            if let (true, Some(Block::Heading(heading)), Some(Block::Paragraph { .. })) =
                (run_in, blocks.last_mut(), made.peek())
                && let Some(Block::Paragraph { content }) = made.next()
            {
                heading.run_in = content;
            } else if run_in {
                stand_alone(blocks);
            }
            blocks.extend(made);
            return;
        }
        let Some((content, rest)) = self.open_inlines(node) else { return };
        let (line, first) = (at.start.line, self.skeleton.line(at.start.line));
        if first.starts_with('#') {
            let hint = "“#”后面空一格再写标题，最多四个“#”";
            return self.fault("markdown-not-allowed", line, 1, "这一行像标题，但“#”后面没有空格", hint);
        }
        if first.starts_with('|') {
            let hint = "表格第一行是表头，第二行写“|---|---|”，各行格数相同";
            return self.fault("table-shape", line, 1, "这几行像表格，但缺少表头下面的“|---|”一行", hint);
        }
        if first.starts_with(":::") {
            let hint = "“::: 名称”开始，单独一行“:::”结束";
            return self.fault("markdown-not-allowed", line, 1, "这个“:::”前面没有开始的一行", hint);
        }
        let text = plain_text(&content);
        let refers = prose::REFERENCES.iter().any(|mark| first.starts_with(mark));
        if let (true, Some(reference)) = (refers, prose::reference(&text)) {
            if run_in {
                stand_alone(blocks);
            }
            blocks.push(reference);
        } else if let (true, Some(Block::Heading(heading))) = (run_in, blocks.last_mut()) {
            heading.run_in = content;
        } else if !content.is_empty() {
            blocks.push(Block::Paragraph { content });
        }
        blocks.extend(prose::blocks(&rest));
    }

    /// A paragraph that a 正文 of several paragraphs ends: its first one continues the sentence, the others follow as
    /// their own. If the 正文 begins with a number, all of it follows.
    fn open_inlines(&mut self, node: Node<'_>) -> Option<(Vec<Inline>, Vec<String>)> {
        let Some(last) = self.last_prose(node) else { return Some((self.inlines(node)?, Vec::new())) };
        let mut paragraphs: Vec<String> = last.split('\n').map(str::to_owned).collect();
        let numbered = prose::number_marks(&paragraphs).first().is_some_and(Option::is_some);
        let fits = !numbered && fits_in_sentence(&paragraphs[0]);
        let first = if fits { paragraphs.remove(0) } else { String::new() };
        let mut runs = Vec::new();
        let sound = self.runs(node, false, Within::OpenParagraph, &mut runs);
        if let Some(run) = runs.last_mut() {
            run.text = first;
        }
        sound.then(|| (inlines::join(runs), paragraphs))
    }

    /// The 正文 that ends a paragraph and does not fit into its sentence.
    fn last_prose(&self, node: Node<'_>) -> Option<String> {
        match &node.last_child()?.data().value {
            NodeValue::Text(text) => match self.skeleton.parts(text).last()? {
                Part::Value(value) if value.prose && !fits_in_sentence(&value.text) => {
                    Some(value.text.clone())
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn lone_prose(&self, node: Node<'_>) -> Option<&'a Value> {
        let only = node.first_child()?;
        if only.next_sibling().is_some() {
            return None;
        }
        match &only.data().value {
            NodeValue::Text(text) => self.skeleton.lone_prose(text),
            _ => None,
        }
    }

    /// Whether the next paragraph continues it.
    fn heading(
        &mut self,
        node: Node<'_>,
        heading: comrak::nodes::NodeHeading,
        at: Sourcepos,
        blocks: &mut Vec<Block>,
    ) -> bool {
        let (line, column) = (at.start.line, at.start.column);
        if heading.setext {
            let hint = "标题写成“# 标题”，一至四个“#”";
            self.fault("markdown-not-allowed", line, column, "模板里不能用下划线式标题", hint);
        } else if heading.level > 4 {
            let hint = "标题只有四层（一、（一）1.（1）），用一至四个“#”";
            self.fault("markdown-not-allowed", line, column, "标题超过了四层", hint);
        } else if heading.closed {
            let hint = "去掉行末的“#”";
            self.fault("markdown-not-allowed", line, column, "标题末尾不用“#”", hint);
        }
        let Some(mut text) = self.inlines(node) else { return false };
        if self.begins_with_value(node) {
            drop_number(&mut text);
        }
        let plain = plain_text(&text);
        if plain.is_empty() {
            let hint = "在“#”后面写标题";
            self.fault("markdown-not-allowed", line, column, "这个标题没有文字", hint);
            return false;
        }
        if let Some(mark) = prose::number_mark(&plain).filter(|_| !self.begins_with_value(node)) {
            let hint = format!("去掉“{}”，程序会编号", &plain[..mark.length]);
            self.fault("markdown-not-allowed", line, column, "标题前面不写序数", &hint);
        }
        let level = heading.level.min(4);
        blocks.push(Block::Heading(Heading { level, number: String::new(), text, run_in: Vec::new() }));
        plain.ends_with('。')
    }

    fn begins_with_value(&self, node: Node<'_>) -> bool {
        let Some(first) = node.first_child() else { return false };
        match &first.data().value {
            NodeValue::Text(text) => matches!(self.skeleton.parts(text).first(), Some(Part::Value(_))),
            _ => false,
        }
    }

    fn directive(&mut self, node: Node<'_>, info: &str, at: Sourcepos, blocks: &mut Vec<Block>) {
        let last = self.skeleton.line(at.end.line);
        if at.end.line <= at.start.line || !last.trim_matches(':').is_empty() || last.is_empty() {
            let hint = "在这一块的末尾加一行“:::”";
            self.fault("markdown-not-allowed", at.start.line, 1, format!("“::: {info}”没有结束"), hint);
            return;
        }
        match info {
            "换页" if node.first_child().is_none() => blocks.push(Block::PageBreak),
            "换页" => {
                let hint = "“::: 换页”下面一行就写“:::”，内容写在后面";
                self.fault("markdown-not-allowed", at.start.line, 1, "“换页”里面不写内容", hint);
            }
            "横排" => {
                let inner = self.sequence(node);
                blocks.push(Block::Landscape { blocks: inner });
            }
            "表注" => {
                let notes: Vec<String> = self
                    .sequence(node)
                    .iter()
                    .filter_map(|block| match block {
                        Block::Paragraph { content } => Some(plain_text(content)),
                        _ => None,
                    })
                    .collect();
                match blocks.last_mut() {
                    Some(Block::Table(table)) if notes.len() == node.children().count() => {
                        table.notes.extend(notes);
                    }
                    Some(Block::Table(_)) => {
                        let hint = "表注里只写段落";
                        self.fault("markdown-not-allowed", at.start.line, 1, "表注里有段落以外的内容", hint);
                    }
                    _ => {
                        let hint = "把“::: 表注”放到表格后面";
                        self.fault("markdown-not-allowed", at.start.line, 1, "表注前面没有表格", hint);
                    }
                }
            }
            _ => {
                let message = format!("没有叫“{info}”的块");
                let hint = "可用的块有：表注、换页、横排";
                self.fault("markdown-not-allowed", at.start.line, 1, message, hint);
            }
        }
    }

    fn table(&mut self, node: Node<'_>, alignments: &[TableAlignment], at: Sourcepos) -> Option<Block> {
        let align = |alignment: &TableAlignment| match alignment {
            TableAlignment::None => Align::Auto,
            TableAlignment::Left => Align::Left,
            TableAlignment::Center => Align::Center,
            TableAlignment::Right => Align::Right,
        };
        let columns: Vec<Column> =
            alignments.iter().map(|a| Column { align: align(a), width: None }).collect();
        let mut grid = Vec::new();
        for row in node.children() {
            let line = row.data().sourcepos.start.line;
            let written = cells_in(self.skeleton.line(line));
            if written != columns.len() {
                let message = format!("这一行有{written}格，表头有{}格", columns.len());
                self.fault("table-shape", line, 1, message, "补齐或去掉格子；空格子也要写“|”");
                return None;
            }
            let mut cells = Vec::new();
            for cell in row.children() {
                cells.push(self.cell(cell)?);
            }
            grid.push(cells);
        }
        let width = columns.len();
        let body = grid.split_off(1.min(grid.len()));
        // The line |---| stands between the header and the body.
        let mut merged = |cells, first: usize| match grid::merge(cells, width) {
            Ok(rows) => Some(rows),
            Err(faults) => {
                for fault in &faults {
                    self.merge_fault(fault, first + fault.row());
                }
                None
            }
        };
        let (head, body) = (merged(grid, at.start.line), merged(body, at.start.line + 2));
        Some(Block::Table(Table {
            title: String::new(),
            filler: Vec::new(),
            unit_line: String::new(),
            columns,
            head: head?,
            body: body?,
            notes: Vec::new(),
        }))
    }

    fn merge_fault(&mut self, fault: &GridFault, line: usize) {
        let (message, hint) = fault.in_words();
        let column = fault.column().map_or(String::new(), |column| format!("第{}格：", column + 1));
        self.fault("table-shape", line, 1, format!("{column}{message}"), hint);
    }

    fn cell(&mut self, node: Node<'_>) -> Option<GridCell> {
        if let Some(only) = node.first_child().filter(|only| only.next_sibling().is_none())
            && let NodeValue::Text(text) = &only.data().value
        {
            match text.trim() {
                "↑" => return Some(GridCell::Above),
                "←" => return Some(GridCell::Left),
                _ => {}
            }
        }
        let mut runs = Vec::new();
        self.runs(node, false, Within::Cell, &mut runs)
            .then(|| GridCell::Text(inlines::lines(inlines::join(runs))))
    }

    fn inlines(&mut self, node: Node<'_>) -> Option<Vec<Inline>> {
        let mut runs = Vec::new();
        self.runs(node, false, Within::Sentence, &mut runs).then(|| inlines::join(runs))
    }

    /// Collects the text of a node; false if something in it is refused.
    fn runs(&mut self, node: Node<'_>, strong: bool, within: Within, runs: &mut Vec<Run>) -> bool {
        let mut sound = true;
        for child in node.children() {
            let at = child.data().sourcepos;
            match &child.data().value {
                NodeValue::Text(text) => {
                    let mut column = at.start.column;
                    let parts = self.skeleton.parts(text);
                    let count = parts.len();
                    for (index, part) in parts.into_iter().enumerate() {
                        let is_last = child.next_sibling().is_none() && index + 1 == count;
                        let may_be_long = match within {
                            Within::Sentence => false,
                            Within::OpenParagraph => is_last,
                            Within::Cell => true,
                        };
                        if let Part::Value(value) = part
                            && value.prose
                            && !may_be_long
                            && !fits_in_sentence(&value.text)
                        {
                            let message = "这里只能接一段话，填入的正文却有几段或者有序数";
                            let hint = "模板里让它单独成段（前后空一行），或者在资料里合成一段";
                            self.fault("prose-in-sentence", at.start.line, column, message, hint);
                            sound = false;
                        }
                        column += part.width();
                        runs.push(Run::new(part, strong));
                    }
                }
                NodeValue::SoftBreak => {}
                NodeValue::Strong if !strong => sound &= self.runs(child, true, within, runs),
                other => {
                    self.refuse(other, at);
                    sound = false;
                }
            }
        }
        sound
    }
}

/// Drops the 。 of a heading that was to be continued in its line, but whose text begins with a heading or a table of
/// its own. Levels 3 and 4 are numbered sentences and keep it.
fn stand_alone(blocks: &mut [Block]) {
    if let Some(Block::Heading(Heading { level: 1 | 2, text, .. })) = blocks.last_mut()
        && let Some(Inline::Text { text } | Inline::Strong { text }) = text.last_mut()
    {
        text.truncate(text.trim_end_matches('。').len());
    }
}

/// Takes the number off a heading whose words come from the workbook: numbers are set by us, as in 正文.
fn drop_number(text: &mut [Inline]) {
    if let Some(Inline::Text { text } | Inline::Strong { text }) = text.first_mut()
        && let Some(mark) = prose::number_mark(text)
        && mark.length < text.len()
    {
        text.drain(..mark.length);
    }
}

/// Whether a 正文 may stand inside a sentence: one paragraph without number.
fn fits_in_sentence(text: &str) -> bool {
    !text.contains('\n') && prose::number_mark(text).is_none() && prose::reference(text).is_none()
}

/// Cells of a written table row.
fn cells_in(line: &str) -> usize {
    let mut bars = 0;
    let mut escaped = false;
    let body = line.trim();
    let body = body.strip_prefix('|').unwrap_or(body);
    let mut last_is_bar = false;
    for c in body.chars() {
        last_is_bar = c == '|' && !escaped;
        bars += usize::from(last_is_bar);
        escaped = c == '\\' && !escaped;
    }
    bars + usize::from(!last_is_bar)
}

#[cfg(test)]
mod tests;
