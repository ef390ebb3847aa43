//! Section text in, blocks or messages out.

use proptest::prelude::*;

use super::*;
use crate::diag::sources::SourceId;
use crate::markup::marks::{BLANK_LINE, PROSE, SLOT_CLOSE, SLOT_OPEN};

/// `{甲}` is a value, `{:甲\n乙}` a 正文, an empty line one that the author wrote.
fn rendered(text: &str) -> String {
    text.replace("{:", &format!("{SLOT_OPEN}{PROSE}"))
        .replace('{', &SLOT_OPEN.to_string())
        .replace('}', &SLOT_CLOSE.to_string())
        .replace("\n\n", &format!("\n{BLANK_LINE}\n"))
        .replace("¶", "\n")
}

fn inlines_shown(list: &[Inline]) -> String {
    list.iter()
        .map(|inline| match inline {
            Inline::Text { text } | Inline::Reference { text, .. } => text.clone(),
            Inline::Strong { text } => format!("<b>{text}</b>"),
            Inline::Citation { text } => format!("<sup>{text}</sup>"),
        })
        .collect()
}

fn all_shown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        let shown = match block {
            Block::Heading(h) => {
                format!(
                    "{} {}|{}",
                    "#".repeat(h.level.into()),
                    inlines_shown(&h.text),
                    inlines_shown(&h.run_in)
                )
            }
            Block::Paragraph { content } => inlines_shown(content),
            Block::Table(table) => {
                let row = |row: &crate::document::tree::Row| {
                    let cells = row.cells.iter().map(|c| {
                        let lines: Vec<_> = c.lines.iter().map(|l| inlines_shown(l)).collect();
                        format!("{}×{} {}", c.row_span, c.column_span, lines.join("/"))
                    });
                    cells.collect::<Vec<_>>().join(" | ")
                };
                let rows = table.head.iter().chain(&table.body).map(row);
                let aligns = table.columns.iter().map(|c| format!("{:?}", c.align)).collect::<Vec<_>>();
                let notes = table.notes.iter().map(|n| format!("注 {n}"));
                let lines = std::iter::once(aligns.join(" ")).chain(rows).chain(notes);
                lines.collect::<Vec<_>>().join("\n")
            }
            Block::PageBreak => "换页".to_owned(),
            Block::Landscape { blocks } => format!("横排[\n{}]", all_shown(blocks)),
            Block::TableReference { name } => format!("表 {name}"),
            Block::Chart(chart) => format!("图 {}", chart.name),
            Block::ChartReference { name } => format!("见图 {name}"),
        };
        out.push_str(&shown);
        out.push('\n');
    }
    out
}

fn made(text: &str) -> String {
    let mut findings = Findings::default();
    let blocks = blocks(&rendered(text), &[], "", &mut findings);
    if let Some(diagnostic) = findings.list.first() {
        assert!(blocks.is_none());
        return format!("{}：{}。{}", diagnostic.code, diagnostic.message, diagnostic.hints.join("。"));
    }
    all_shown(&blocks.expect("no fault"))
}

#[test]
fn headings_paragraphs_and_run_in_headings_are_read() {
    insta::assert_snapshot!(made("\
总体要求。
第二行接着第一行。

另起一段，**加粗{甲}**。
## 调查摸底阶段（{2012年4月底}前）。

重点是{建章立制。}。

再一段。
### 甲
### 乙。
#### 丙。
{:丁。}
见表：{汇总表}"), @"
    总体要求。第二行接着第一行。
    另起一段，<b>加粗甲</b>。
    ## 调查摸底阶段（2012年4月底前）。|重点是建章立制。
    再一段。
    ### 甲|
    ### 乙。|
    #### 丙。|丁。
    表 汇总表
    ");
}

#[test]
fn prose_alone_on_its_line_becomes_blocks() {
    insta::assert_snapshot!(made("前面。\n{:一、加强领导¶各单位要落实。¶见表：甲}\n后面{:一段}，{:一段。}。\n"), @"
    前面。
    # 加强领导|
    各单位要落实。
    表 甲
    后面一段，一段。
    ");
    insta::assert_snapshot!(made("前面{:甲¶乙}。"), @"prose-in-sentence：这里只能接一段话，填入的正文却有几段或者有序数。模板里让它单独成段（前后空一行），或者在资料里合成一段");
    insta::assert_snapshot!(made("前面{:一、甲}。"), @"prose-in-sentence：这里只能接一段话，填入的正文却有几段或者有序数。模板里让它单独成段（前后空一行），或者在资料里合成一段");
}

#[test]
fn tables_have_alignment_merged_cells_and_notes() {
    insta::assert_snapshot!(made("\
说明：
| 序号 | 单位 | ← |
|:--|:-:|--:|
| {1} | {县|医院} | {:甲¶乙} |
| ↑ | **丙** | {↑} |
::: 表注
注：{一}式两份。
:::
后面。"), @"
    说明：
    Left Center Right
    1×1 序号 | 1×2 单位
    2×1 1 | 1×1 县|医院 | 1×1 甲/乙
    1×1 <b>丙</b> | 1×1 ↑
    注 注：一式两份。
    后面。
    ");
    insta::assert_snapshot!(made("| 甲 | 乙 |\n|---|---|\n| 丙 |"), @"table-shape：这一行有1格，表头有2格。补齐或去掉格子；空格子也要写“|”");
    insta::assert_snapshot!(made("| 甲 | 乙 |\n|---|---|\n| ↑ | 丙 |"));
    insta::assert_snapshot!(made("| 甲 | 乙 |\n| 丙 | 丁 |"));
}

#[test]
fn blocks_break_pages_and_turn_them() {
    insta::assert_snapshot!(made(
        "甲\n::: 换页\n:::\n:::: 横排\n| 甲 |\n|---|\n| 乙 |\n::: 表注\n丙\n:::\n::::\n丁"
    ));
    insta::assert_snapshot!(made("::: 横排\n甲"));
    insta::assert_snapshot!(made("甲\n:::"));
    insta::assert_snapshot!(made("::: 图\n:::"));
    insta::assert_snapshot!(made("甲\n::: 表注\n乙\n:::"));
}

#[test]
fn everything_else_of_markdown_is_refused() {
    let all: String = [
        "- 甲",
        "1. 甲",
        "> 甲",
        "---",
        "甲\n===",
        "```\n甲\n```",
        "`甲`",
        "<b>甲</b>",
        "[甲](乙)",
        "![甲](乙)",
        "[甲]: 乙",
        "*甲*",
        "~~甲~~",
        "甲\\\n乙",
        "##### 甲",
        "#甲",
        "# 甲 #",
        "#",
        "# 一、甲",
        "<http://a.cn>",
    ]
    .map(|text| format!("{text:?} {}\n", made(text).trim_end()))
    .concat();
    insta::assert_snapshot!(all);
}

#[test]
fn indentation_never_makes_code() {
    assert_eq!(made("    甲\n\n        ## 乙\n\n\t\t丙"), "甲\n## 乙|\n丙\n");
}

#[test]
fn a_fault_points_into_the_template() {
    let text = "\u{FDD3}0\u{FDD4}甲\n\u{FDD3}1\u{FDD4}乙\u{FDD0}值\u{FDD1}\u{FDD3}2\u{FDD4}丙`丁`";
    let place = |start, end| Span { source: SourceId(0), start, end };
    let mut findings = Findings::default();
    assert_eq!(blocks(text, &[place(10, 13), place(20, 23), place(40, 60)], "", &mut findings), None);
    assert_eq!(findings.list[0].place, Place::Span(place(43, 60)));
}

proptest! {
    #[test]
    fn a_value_comes_out_literally(value in r"[ *_|#<>&\[\]()`~\\:》。！甲a1\n!-]{1,20}") {
        let slot = format!("{SLOT_OPEN}{value}{SLOT_CLOSE}");
        let read = |text: &str| {
            let mut findings = Findings::default();
            blocks(text, &[], "", &mut findings).ok_or(findings)
        };
        let content = vec![Inline::Text { text: value.clone() }];
        prop_assert_eq!(read(&slot), Ok(vec![Block::Paragraph { content }]));
        let content = vec![Inline::Text { text: format!("前{value}后") }];
        prop_assert_eq!(read(&format!("前{slot}后")), Ok(vec![Block::Paragraph { content }]));
        let content = vec![
            Inline::Text { text: "前，".to_owned() },
            Inline::Strong { text: value.clone() },
            Inline::Text { text: "后".to_owned() },
        ];
        prop_assert_eq!(read(&format!("前，**{slot}**后")), Ok(vec![Block::Paragraph { content }]));
        let table = read(&format!("| 甲 | 乙 |\n|---|---|\n| {slot} | 丙 |"));
        let Ok([Block::Table(table)]) = table.as_deref() else { panic!("{table:?}") };
        let lines: Vec<String> = table.body[0].cells[0].lines.iter().map(|l| plain_text(l)).collect();
        prop_assert_eq!(lines.join("\n"), value);
    }
}

#[test]
fn a_long_text_at_the_end_of_a_sentence_continues_it_and_goes_on_below() {
    assert_eq!(made("重点是摸底。{:先摸清。¶再上报。}"), "重点是摸底。先摸清。\n再上报。\n");
    assert_eq!(
        made("重点是摸底。{:（一）摸清。要实。¶（二）上报}"),
        "重点是摸底。\n## 摸清。|要实。\n## 上报|\n"
    );
    assert_eq!(made("重点是摸底。{:一段。}"), "重点是摸底。一段。\n");
    assert_eq!(made("重点是摸底。{:1.3家先行。¶2.跟进。}"), "重点是摸底。\n### |3家先行。\n### |跟进。\n");
}

#[test]
fn a_heading_that_nothing_continues_has_no_stop() {
    assert_eq!(made("## 甲。\n\n{:乙。¶（1）丙。}"), "## 甲。|乙。\n#### |丙。\n");
    assert_eq!(made("## 甲。\n\n{:1.乙。¶2.丙。}"), "## 甲|\n### |乙。\n### |丙。\n");
    assert_eq!(made("# 甲。\n\n{:（一）乙。丙。}"), "# 甲|\n## 乙。|丙。\n");
    assert!(made("## 甲。\n\n见表：乙").starts_with("## 甲|\n"));
    assert_eq!(made("前面。\n\n见图：{人次图}"), "前面。\n见图 人次图\n");
    assert_eq!(made("### 甲。\n\n{:（1）乙。}"), "### 甲。|\n#### |乙。\n");
    assert_eq!(made("## 甲。\n\n## 乙。"), "## 甲。|\n## 乙。|\n");
}
