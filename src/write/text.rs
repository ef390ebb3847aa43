//! Plain text: one paragraph a line, cells of a table between tabs. It shows what a document says, nothing of how
//! it looks; page breaks and landscape pages leave no trace.

use crate::document::chart::Chart;
use crate::document::text::{above_table, heading, plain};
use crate::document::tree::{Block, Document, Head, Imprint, Part, Row, Table};
use crate::write::grid::{Place, grid};

/// The document as text.
pub fn write(document: &Document) -> String {
    let mut lines = Vec::new();
    if let Some(part) = &document.head {
        head(&mut lines, part);
    }
    for part in &document.parts {
        part_lines(&mut lines, part);
    }
    if let Some(part) = &document.imprint {
        imprint(&mut lines, part);
    }
    lines.into_iter().flat_map(|line| [line, String::from("\n")]).collect()
}

fn head(lines: &mut Vec<String>, head: &Head) {
    lines.extend([&head.copy_number, &head.secrecy, &head.urgency].into_iter().flatten().cloned());
    lines.extend(mark_lines(head));
    lines.extend(under_mark(head));
}

/// 发文机关标志: on one line, or the units' names one a line and the word beside them after the last.
pub fn mark_lines(head: &Head) -> Vec<String> {
    head.units.iter().chain(Some(&head.mark).filter(|mark| !mark.is_empty())).cloned().collect()
}

/// 发文字号 with 签发人; 期号, publisher and date of a bulletin. Two ends of a line stand apart by a tab.
pub fn under_mark(head: &Head) -> Vec<String> {
    let number = head.document_number.clone();
    match (&head.publisher, head.signers.as_slice()) {
        (Some(publisher), _) => vec![number, format!("{}\t{}", publisher.unit, publisher.date)],
        (None, []) => vec![number],
        (None, signers) => vec![format!("{number}\t签发人：{}", signers.join("\u{3000}"))],
    }
}

fn part_lines(lines: &mut Vec<String>, part: &Part) {
    if !part.label.is_empty() {
        lines.push(part.label.clone());
    }
    if !part.title.text.is_empty() {
        lines.push(part.title.text.clone());
    }
    lines.extend(part.under_title.iter().chain(&part.byline).cloned());
    if !part.recipients.is_empty() {
        lines.push(format!("{}：", part.recipients));
    }
    blocks(lines, &part.blocks);
    ending(lines, part);
}

/// 附件说明, 署名, 成文日期 and 附注, one a line.
pub fn ending(lines: &mut Vec<String>, part: &Part) {
    match part.attachment_names.as_slice() {
        [] => {}
        [only] => lines.push(format!("附件：{only}")),
        several => lines.extend(several.iter().enumerate().map(|(index, name)| {
            let label = if index == 0 { "附件：" } else { "" };
            format!("{label}{}.{name}", index + 1)
        })),
    }
    lines.extend(part.attendance.iter().map(|line| format!("{}：{}", line.label, line.names)));
    if let Some(signature) = &part.signature {
        if signature.stamps.is_empty() {
            lines.extend(signature.units.iter().chain(&signature.author).cloned());
        }
        lines.extend(
            signature.stamps.iter().map(|stamp| format!("{}\u{3000}\u{3000}{}", stamp.post, stamp.name)),
        );
        lines.extend(Some(&signature.date).filter(|date| !date.is_empty()).cloned());
    }
    if let Some(remark) = &part.remark {
        lines.push(format!("（{remark}）"));
    }
}

fn blocks(lines: &mut Vec<String>, all: &[Block]) {
    for block in all {
        match block {
            Block::Heading(words) => lines.push(heading(words)),
            Block::Paragraph { content } => lines.push(plain(content)),
            Block::Table(part) => table(lines, part),
            Block::Chart(part) => chart(lines, part),
            Block::PageBreak => {}
            Block::Landscape { blocks: inner } => blocks(lines, inner),
            Block::TableReference { name } => lines.push(format!("见表：{name}")),
            Block::ChartReference { name } => lines.push(format!("见图：{name}")),
        }
    }
}

fn table(lines: &mut Vec<String>, table: &Table) {
    lines.extend(above_table(table));
    rows(lines, &table.head, table.columns.len());
    rows(lines, &table.body, table.columns.len());
    lines.extend(table.notes.iter().cloned());
}

/// The numbers of a chart as a table, and its 图题 under them as on the page.
fn chart(lines: &mut Vec<String>, chart: &Chart) {
    lines.extend(chart.unit_line());
    lines.extend(chart.rows().into_iter().map(|row| row.join("\t")));
    lines.extend(Some(chart.caption()).filter(|caption| !caption.is_empty()));
}

fn rows(lines: &mut Vec<String>, rows: &[Row], columns: usize) {
    for row in grid(rows, columns) {
        let cells = row.into_iter().map(|place| match place {
            Place::Cell(cell) => cell.lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join(" "),
            Place::Covered(_) | Place::Empty => String::new(),
        });
        lines.push(cells.collect::<Vec<_>>().join("\t"));
    }
}

fn imprint(lines: &mut Vec<String>, imprint: &Imprint) {
    lines.extend(imprint_lines(imprint));
}

/// 抄送, and 印发机关 with 印发日期; who a bulletin goes to, and 印数.
pub fn imprint_lines(imprint: &Imprint) -> Vec<String> {
    let mut lines: Vec<String> = imprint.distribution.iter().map(|line| format!("{line}。")).collect();
    if !imprint.copies_to.is_empty() {
        lines.push(format!("抄送：{}。", imprint.copies_to));
    }
    match (imprint.printer.as_str(), imprint.print_date.as_str()) {
        ("", "") => {}
        (printer, "") => lines.push(printer.to_owned()),
        ("", date) => lines.push(format!("{date}印发")),
        (printer, date) => lines.push(format!("{printer}\t{date}印发")),
    }
    if !imprint.print_run.is_empty() {
        lines.push(imprint.print_run.clone());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::markdown;

    #[test]
    fn a_document_as_text_markdown_and_json() {
        let document = sample::document();
        insta::assert_snapshot!("text", write(&document));
        insta::assert_snapshot!("markdown", markdown::write(&document));
        insta::assert_snapshot!("json", crate::document::dump::dump(&document));
    }

    mod sample {
        use crate::document::tree::*;

        fn text(text: &str) -> Vec<Inline> {
            vec![Inline::Text { text: text.to_owned() }]
        }

        fn heading(level: u8, number: &str, words: &str, run_in: &str) -> Block {
            let run_in = if run_in.is_empty() { Vec::new() } else { text(run_in) };
            Block::Heading(Heading { level, number: number.to_owned(), text: text(words), run_in })
        }

        fn cell(lines: &[&str], column: usize, column_span: usize, row_span: usize) -> Cell {
            let lines = lines.iter().map(|line| text(line)).collect();
            Cell { lines, column, column_span, row_span }
        }

        fn part(role: Role, label: &str, title: &str) -> Part {
            Part { label: label.to_owned(), ..Part::new(role, Title::new(title), Vec::new()) }
        }

        fn table() -> Block {
            let column = |align| Column { align, width: None };
            Block::Table(Table {
                filler: Vec::new(),
                title: String::from("巡查安排表"),
                unit_line: String::from("单位：次"),
                columns: vec![column(Align::Center), column(Align::Left), column(Align::Right)],
                head: vec![
                    Row { cells: vec![cell(&["序号"], 0, 1, 2), cell(&["安排"], 1, 2, 1)] },
                    Row { cells: vec![cell(&["河段"], 1, 1, 1), cell(&["次数"], 2, 1, 1)] },
                ],
                body: vec![
                    Row {
                        cells: vec![
                            cell(&["1"], 0, 1, 1),
                            cell(&["上游", "（含|支流）"], 1, 1, 2),
                            cell(&["12"], 2, 1, 1),
                        ],
                    },
                    Row { cells: vec![cell(&["2"], 0, 1, 1), cell(&["24"], 2, 1, 1)] },
                ],
                notes: vec![String::from("注：全年合计。")],
            })
        }

        pub fn document() -> Document {
            let mut main = part(Role::Main, "", "关于做好河道巡查工作的通知");
            main.recipients = String::from("各乡镇人民政府");
            main.blocks = vec![
                heading(1, "一、", "工作目标", ""),
                Block::Paragraph {
                    content: vec![
                        Inline::Text { text: String::from("数量*3处，") },
                        Inline::Strong { text: String::from("重点") },
                        Inline::Text { text: String::from("巡查。") },
                    ],
                },
                heading(2, "（一）", "准备阶段。", "5月底前完成。"),
                Block::Paragraph { content: text("- 这一行不是列表") },
                Block::PageBreak,
                Block::Landscape { blocks: vec![table()] },
            ];
            main.attachment_names = vec![String::from("巡查记录"), String::from("填写说明")];
            main.signature = Some(Signature {
                units: vec![String::from("云河县水务局")],
                author: None,
                date: String::from("2024年5月10日"),
                sealed: true,
                seals: Vec::new(),
                stamps: Vec::new(),
            });
            main.remark = Some(String::from("此件公开发布"));
            let mut attachment = part(Role::Attachment, "附件1", "巡查记录");
            attachment.blocks = vec![Block::Paragraph { content: text("逐日填写。") }];
            Document {
                contents: None,
                referred: Vec::new(),
                form: Form::File,
                properties: Properties {
                    title: String::from("关于做好河道巡查工作的通知"),
                    unit: String::from("云河县水务局"),
                    kind: String::from("通知"),
                    date: Some(String::from("2024-05-10")),
                },
                head: Some(Head {
                    copy_number: None,
                    secrecy: None,
                    urgency: Some(String::from("加急")),
                    units: Vec::new(),
                    mark: String::from("云河县水务局文件"),
                    document_number: String::from("云河发〔2024〕12号"),
                    signers: Vec::new(),
                    publisher: None,
                }),
                parts: vec![main, attachment],
                imprint: Some(Imprint {
                    distribution: Vec::new(),
                    print_run: String::new(),
                    copies_to: String::from("县委办公室，县政协办公室"),
                    printer: String::from("云河县水务局办公室"),
                    print_date: String::from("2024年5月10日"),
                    on_even_page: false,
                }),
            }
        }
    }
}
