//! Layouts made by hand: one with everything that a 公文 may hold, and a small one for snapshots.

use crate::charset::Repertoire;
use crate::document::tree::Properties;
use crate::layout::laid::*;
use crate::profile::gbt9704;
use crate::profile::mark;
use crate::profile::style::{Alignment, CharacterStyle, Indents, LineHeight, ParagraphStyle as S};
use crate::profile::units::{Chars, HalfPt, Twip};

pub fn run(text: &str) -> LaidRun {
    LaidRun {
        content: RunContent::Text(text.to_owned()),
        style: None,
        repertoire: Repertoire::Gb2312,
        size: None,
        spacing: None,
        scale: None,
    }
}

fn styled(text: &str, style: CharacterStyle) -> LaidRun {
    LaidRun { style: Some(style), ..run(text) }
}

pub fn paragraph(style: S, text: &str) -> LaidParagraph {
    let runs = if text.is_empty() { Vec::new() } else { vec![run(text)] };
    LaidParagraph { style, direct: Direct::default(), runs }
}

pub fn p(style: S, text: &str) -> LaidBlock {
    LaidBlock::Paragraph(paragraph(style, text))
}

fn indented(style: S, text: &str, left: i32, right: i32, first: i32) -> LaidParagraph {
    let indents = Indents { left: Chars(left), right: Chars(right), first: Chars(first) };
    let direct = Direct { indents: Some(indents), ..Direct::default() };
    LaidParagraph { direct, ..paragraph(style, text) }
}

/// 版头 with this mark and size.
pub fn head(mark: &str, size: HalfPt) -> Vec<LaidBlock> {
    let (frame, line) = crate::profile::gbt9704::profile().mark_geometry(size);
    let direct = Direct { frame: Some(frame), line: Some(LineHeight::Exact(line)), ..Direct::default() };
    let runs = vec![LaidRun { size: Some(size), ..run(mark) }];
    vec![
        p(S::CopyNumber, "000012"),
        p(S::Secrecy, "机密★1年"),
        p(S::Secrecy, "加急"),
        LaidBlock::Paragraph(LaidParagraph { style: S::Mark, direct, runs }),
        p(S::Blank, ""),
        p(S::Blank, ""),
        p(S::DocumentNumber, "云河发〔2024〕12号"),
        p(S::Blank, ""),
        p(S::Blank, ""),
    ]
}

fn cell(text: &str, style: S, span: usize, vertical: VerticalMerge, alignment: Alignment) -> LaidCell {
    let paragraphs = vec![CellParagraph { paragraph: paragraph(style, text), alignment }];
    LaidCell { column_span: span, vertical, paragraphs }
}

fn head_cell(text: &str, span: usize, vertical: VerticalMerge) -> LaidCell {
    cell(text, S::TableHead, span, vertical, Alignment::Center)
}

pub fn table(rows: usize, columns: &[i32; 4]) -> LaidTable {
    use VerticalMerge::{Continued, First, Single};
    let row = |cells| LaidRow { min_height: Twip(480), cells };
    let text = |text: &str, alignment| cell(text, S::TableText, 1, Single, alignment);
    let mut all = vec![
        row(vec![head_cell("序号", 1, First), head_cell("巡查安排", 2, Single), head_cell("备注", 1, First)]),
        row(vec![
            head_cell("", 1, Continued),
            head_cell("河段", 1, Single),
            head_cell("次数", 1, Single),
            head_cell("", 1, Continued),
        ]),
    ];
    for index in 1..=rows {
        all.push(row(vec![
            text(&index.to_string(), Alignment::Center),
            text("上游至分水闸之间的干流及两岸滩地", Alignment::Left),
            text("12", Alignment::Right),
            text("每月一次", Alignment::Center),
        ]));
    }
    LaidTable {
        columns: columns.iter().copied().map(Twip).collect(),
        rows: all,
        head_rows: 2,
        caption: String::from("河道巡查安排表"),
    }
}

pub fn imprint() -> LaidBlock {
    let copies = "抄送：县委办公室，县人大常委会办公室，县政协办公室，县纪委监委机关，县人民法院，县人民检察院，各民主党派。";
    LaidBlock::Imprint(LaidImprint {
        ruled: true,
        date_width: Twip(3300),
        new_page: false,
        on_even_page: false,
        rows: vec![
            ImprintRow::Text { paragraphs: vec![indented(S::Imprint, copies, 400, 100, -300)], lines: 2 },
            ImprintRow::Pair {
                left: indented(S::Imprint, "云河县水务局办公室", 100, 0, 0),
                right: indented(S::Imprint, "2024年5月10日印发", 0, 100, 0),
            },
        ],
        height: crate::profile::gbt9704::profile().imprint_height(2, 3),
    })
}

fn text() -> Vec<LaidBlock> {
    let sentence = "各乡镇要把河道日常巡查作为保障群众用水安全的基础工作，明确责任人员，落实巡查路线，做到发现问题及时登记、及时处置、及时反馈，巡查记录由专人保管，年底统一归档。";
    let run_in = |style, heading: &str, character| {
        LaidBlock::Paragraph(LaidParagraph {
            runs: vec![
                styled(heading, character),
                run("由县水务局会同有关单位组织实施，每季度通报一次进展情况。"),
            ],
            ..paragraph(style, "")
        })
    };
    vec![
        p(S::Recipients, "各乡镇人民政府，各街道办事处，县直有关单位："),
        p(S::Body, "为进一步做好全县河道巡查工作，根据年度工作安排，现将有关事项通知如下："),
        p(S::Heading1, "一、工作目标"),
        p(S::Body, sentence),
        p(S::Heading2, "（一）巡查范围"),
        p(S::Body, &sentence.repeat(2)),
        p(S::Heading3, "1.干流和主要支流"),
        p(S::Body, "全长86.5公里，设巡查点24处，“一点一册”登记到人……其余河段按网格划分。"),
        p(S::Heading4, "（1）重点河段每周巡查"),
        p(S::Body, sentence),
        run_in(S::RunIn1, "二、实施步骤。", CharacterStyle::Heading1),
        run_in(S::RunIn2, "（一）准备阶段（2024年5月底前）。", CharacterStyle::Heading2),
        run_in(S::RunIn3, "1.登记造册。", CharacterStyle::Heading3),
        run_in(S::RunIn4, "（1）逐点核对。", CharacterStyle::Heading4),
        LaidBlock::Paragraph(LaidParagraph {
            runs: vec![
                run("请"),
                LaidRun { repertoire: Repertoire::Complete, ..run("漷县镇") },
                run("先行试点，"),
                styled("重点做好", CharacterStyle::Strong),
                run("汛期前的检查，数量<3处或>10处的另行报告，A&B两类分开填写。"),
            ],
            ..paragraph(S::Body, "")
        }),
        p(S::Heading1, "三、有关要求"),
        p(S::Body, &sentence.repeat(3)),
    ]
}

fn ending() -> Vec<LaidBlock> {
    vec![
        p(S::Blank, ""),
        LaidBlock::Paragraph(indented(S::AttachmentNote, "附件：1.河道巡查安排表", 600, 0, -400)),
        p(S::AttachmentNoteNext, "2.巡查记录填写说明"),
        p(S::Blank, ""),
        p(S::Blank, ""),
        // With seal: the date 4 字 from the right, the unit centred over it: 4 + (6.5 − 6) / 2.
        LaidBlock::Paragraph(indented(S::Signatory, "云河县水务局", 0, 425, 0)),
        p(S::IssueDate, "2024年5月10日"),
        p(S::Remark, "（此件公开发布）"),
    ]
}

fn attachment(label: &str, title: &str) -> Vec<LaidBlock> {
    vec![p(S::AttachmentLabel, label), p(S::Blank, ""), p(S::AttachmentTitle, title), p(S::Blank, "")]
}

/// A notice with everything; `landscape` puts its table on landscape pages.
pub fn notice(mark: &str, size: HalfPt, landscape: bool) -> Layout {
    let mut blocks = head(mark, size);
    let mut title = paragraph(S::Title, "云河县水务局关于做好2024年度");
    title.runs.push(LaidRun { content: RunContent::LineBreak, ..run("") });
    title.runs.push(run("河道巡查工作的通知"));
    blocks.push(LaidBlock::Paragraph(title));
    blocks.push(p(S::Blank, ""));
    blocks.extend(text());
    blocks.extend(ending());
    let portrait = |blocks| Section { landscape: false, even: false, numbered: true, blocks };
    let mut sections = Vec::new();
    let mut wide = attachment("附件1", "河道巡查安排表");
    wide.push(p(S::TableUnit, "单位：次"));
    if landscape {
        wide.push(LaidBlock::Table(table(30, &[1200, 7556, 1500, 2500])));
        sections.push(portrait(blocks));
        sections.push(Section { landscape: true, even: false, numbered: true, blocks: wide });
        blocks = Vec::new();
    } else {
        blocks.extend(wide);
        blocks.push(LaidBlock::Table(table(30, &[800, 5045, 1200, 1800])));
    }
    blocks.push(p(S::TableNote, "注：次数为全年合计。"));
    blocks.extend(attachment("附件2", "巡查记录填写说明"));
    blocks.push(p(S::Body, "记录应当字迹清楚、内容完整，不得事后补填。"));
    blocks.push(imprint());
    sections.push(portrait(blocks));
    Layout { properties: properties(), letter: false, pictures: Vec::new(), sections }
}

/// 版记 after this many lines of text on the first page.
pub fn crowded(lines: usize) -> Layout {
    let mut blocks = vec![p(S::Blank, ""); lines - 1];
    blocks.push(p(S::Body, "末行。"));
    blocks.push(imprint());
    Layout {
        properties: properties(),
        letter: false,
        pictures: Vec::new(),
        sections: vec![Section { landscape: false, even: false, numbered: true, blocks }],
    }
}

/// The head of an 上行文: 发文字号 left, 签发人 right on the same line (7.2.5, 7.2.6).
pub fn report() -> Layout {
    let mut layout = notice("云河县水务局文件", HalfPt(104), false);
    let blocks = &mut layout.sections[0].blocks;
    // By the first line alone: the red line is as wide as the paragraph's left and right indents leave it.
    let number = indented(S::DocumentNumber, "云河发〔2024〕12号", 0, 0, 100);
    let direct =
        Direct { alignment: Some(Alignment::Left), right_tab: Some(Twip(8845 - 315)), ..number.direct };
    let mut runs = number.runs;
    runs.push(LaidRun { content: RunContent::Tab, ..run("") });
    runs.push(run("签发人："));
    runs.push(styled("陈云山", CharacterStyle::Signer));
    blocks[6] = LaidBlock::Paragraph(LaidParagraph { style: S::DocumentNumber, direct, runs });
    layout
}

/// A 信函 of two portrait pages or more with a landscape one between: only its first page has a foot of its own.
pub fn letter() -> Layout {
    let (frame, line) = mark::letter(&gbt9704::profile().page, HalfPt(100));
    let mut name = paragraph(S::Mark, "云河县水务局");
    name.direct = Direct { frame: Some(frame), line: Some(LineHeight::Exact(line)), ..Direct::default() };
    let blocks = vec![
        LaidBlock::Paragraph(name),
        p(S::LetterRule, ""),
        p(S::LetterNumber, "云水函〔2024〕7号"),
        p(S::Body, "一段。"),
    ];
    let copies = paragraph(S::Imprint, "抄送：县委办公室。");
    let imprint = LaidImprint {
        ruled: false,
        date_width: Twip(3300),
        new_page: false,
        on_even_page: false,
        rows: vec![ImprintRow::Text { paragraphs: vec![copies], lines: 1 }],
        height: Twip(579),
    };
    let wide = vec![LaidBlock::Table(table(3, &[1200, 7556, 1500, 2500]))];
    let sections = vec![
        Section { landscape: false, even: false, numbered: true, blocks },
        Section { landscape: true, even: false, numbered: true, blocks: wide },
        Section {
            landscape: false,
            even: false,
            numbered: true,
            blocks: vec![p(S::Body, "末段。"), LaidBlock::Imprint(imprint)],
        },
    ];
    Layout { properties: properties(), letter: true, pictures: Vec::new(), sections }
}

/// 22 lines of text, a landscape page, and another page: three pages, none of them blank.
pub fn full_page_before_a_landscape_one() -> Layout {
    let full = (1..=22).map(|line| p(S::Body, &format!("第{line}行。"))).collect();
    let wide = vec![LaidBlock::Table(table(10, &[1200, 7556, 1500, 2500]))];
    let sections = vec![
        Section { landscape: false, even: false, numbered: true, blocks: full },
        Section { landscape: true, even: false, numbered: true, blocks: wide },
        Section {
            landscape: false,
            even: false,
            numbered: true,
            blocks: vec![p(S::Body, "末段。"), imprint()],
        },
    ];
    Layout { properties: properties(), letter: false, pictures: Vec::new(), sections }
}

pub fn properties() -> Properties {
    Properties {
        title: String::from("云河县水务局关于做好2024年度河道巡查工作的通知"),
        unit: String::from("云河县水务局"),
        kind: String::from("通知"),
        date: Some(String::from("2024-05-10")),
    }
}

/// One of each kind of block.
pub fn small() -> Layout {
    let mut blocks = head("云河县水务局文件", HalfPt(72));
    blocks.extend([
        p(S::Title, "关于巡查的通知"),
        p(S::Recipients, "各乡镇："),
        LaidBlock::Paragraph(LaidParagraph {
            runs: vec![
                run("请按<计划>执行，“A&B”照办，"),
                LaidRun { repertoire: Repertoire::Complete, ..styled("漷县", CharacterStyle::Heading2) },
                styled("先行。", CharacterStyle::Strong),
            ],
            ..paragraph(S::Body, "")
        }),
        LaidBlock::Table(table(1, &[800, 5045, 1200, 1800])),
        LaidBlock::Paragraph(indented(S::Signatory, "云河县水务局", 0, 425, 0)),
        imprint(),
    ]);
    Layout {
        properties: properties(),
        letter: false,
        pictures: Vec::new(),
        sections: vec![Section { landscape: false, even: false, numbered: true, blocks }],
    }
}
