//! Documents on their pages, and what these ask for.

use proptest::prelude::*;

use crate::document::grid;
use crate::document::picture::Seal;
use crate::document::tree::{
    Align, Block, Column, Document, Form, Head, Imprint, Inline, Part, Properties, Role, Signature, Table,
    Title,
};
use crate::layout::adjustments::{Adjustments, ImprintPage};
use crate::layout::breaking::Viewer;
use crate::layout::ending;
use crate::layout::laid::{LaidBlock, LaidParagraph, Layout, RunContent};
use crate::layout::layout;
use crate::paginate::{Pages, adjust, listing, paginate};
use crate::pipeline;
use crate::profile::gbt9704;
use crate::profile::style::{ParagraphStyle, Profile};
use crate::profile::units::{Chars, Twip};

fn paragraph(characters: usize) -> Block {
    Block::Paragraph { content: vec![Inline::Text { text: "国".repeat(characters) }] }
}

/// A red-head notice with these paragraphs, signed under a seal, with 附注, without 版记.
fn notice(title: &str, paragraphs: &[usize]) -> Document {
    let blocks = paragraphs.iter().map(|count| paragraph(*count)).collect();
    let part = Part {
        recipients: "各单位".to_owned(),
        signature: Some(Signature {
            units: vec!["某某局".to_owned()],
            author: None,
            date: "2026年3月5日".to_owned(),
            sealed: true,
            seals: Vec::new(),
            stamps: Vec::new(),
        }),
        remark: Some("此件公开发布".to_owned()),
        ..Part::new(Role::Main, Title::new(title), blocks)
    };
    Document {
        contents: None,
        referred: Vec::new(),
        form: Form::File,
        properties: Properties { title: String::new(), unit: String::new(), kind: String::new(), date: None },
        head: Some(Head {
            copy_number: None,
            secrecy: None,
            urgency: None,
            units: Vec::new(),
            mark: "某某县卫生健康局文件".to_owned(),
            document_number: "某卫发〔2026〕1号".to_owned(),
            signers: Vec::new(),
            publisher: None,
        }),
        parts: vec![part],
        imprint: None,
    }
}

/// What a document's pages ask for when nothing has been asked yet.
fn asked(document: &Document) -> Adjustments {
    let (profile, none) = (gbt9704::profile(), Adjustments::default());
    adjust::asked(&layout(document, &profile, &none), &profile, &none).adjustments
}

/// A document as its pages ask for it.
fn settled(document: &Document) -> (Layout, Pages, Profile) {
    let profile = gbt9704::profile();
    let laid = pipeline::lay(document, &profile);
    let pages = paginate(&laid, &profile, Viewer::Word);
    (laid, pages, profile)
}

/// Pages of the paragraphs of a style, line by line.
fn pages_of(style: ParagraphStyle, laid: &Layout, pages: &Pages) -> Vec<usize> {
    let is_one = |line: &&crate::paginate::PlacedLine| {
        let block = &laid.sections[line.of.section].blocks[line.of.block];
        matches!(block, LaidBlock::Paragraph(paragraph) if paragraph.style == style)
    };
    pages.lines.iter().filter(is_one).map(|line| line.page + 1).collect()
}

#[test]
fn three_rounds_are_enough() {
    let profile = gbt9704::profile();
    for length in (10..1500).step_by(13) {
        for recipients in [1, 40] {
            let mut document = notice("关于某事的通知", &[length, 30]);
            document.parts[0].recipients = vec!["某某县中心卫生院"; recipients].join("、");
            document.imprint = Some(Imprint { printer: "办公室".to_owned(), ..Imprint::default() });
            let mut asked = Adjustments::default();
            let rounds = (1..=4).find(|_| {
                let before = std::mem::take(&mut asked);
                asked = adjust::asked(&layout(&document, &profile, &before), &profile, &before).adjustments;
                asked == before
            });
            assert!(rounds <= Some(3), "{length} {recipients}: {rounds:?}");
        }
    }
}

#[test]
fn a_page_has_twenty_two_lines() {
    let mut document = notice("关于某事的通知", &[]);
    document.head = None;
    document.form = Form::WhitePaper;
    document.parts[0].title = Title::new("");
    document.parts[0].recipients = String::new();
    document.parts[0].signature = None;
    document.parts[0].remark = None;
    document.parts[0].blocks = (0..45).map(|_| paragraph(5)).collect();
    let (laid, pages, profile) = settled(&document);
    let on_page = |page| pages.lines.iter().filter(|line| line.page == page).count();
    assert_eq!([on_page(0), on_page(1), on_page(2)], [22, 22, 1]);
    assert_eq!(pages.lines[0].top, profile.page.top);
    assert_eq!(pages.lines[23].top, Twip(profile.page.top.0 + profile.pitch.0));
    assert_eq!(pages_of(ParagraphStyle::Body, &laid, &pages).len(), 45);
}

#[test]
fn the_first_page_under_a_red_head_has_seven_lines_of_text() {
    // A title of two lines, as GB/T 9704 figure 1 has it.
    let title = "某某县卫生健康局关于进一步加强基层医疗卫生机构药品管理的通知";
    let (laid, pages, _) = settled(&notice(title, &[400]));
    let first = pages_of(ParagraphStyle::Body, &laid, &pages).iter().filter(|page| **page == 1).count();
    assert_eq!(first, 7);
}

#[test]
fn a_short_text_has_its_two_blank_lines_for_the_seal() {
    // Below a title of one line eight lines are left: three of text, two blank, 署名, 日期, 附注.
    assert_eq!(asked(&notice("关于某事的通知", &[80])), Adjustments::default());
}

#[test]
fn a_line_more_takes_one_of_the_blank_lines() {
    let wanted = Adjustments { fewer_blanks: 1, ..Adjustments::default() };
    assert_eq!(asked(&notice("关于某事的通知", &[100])), wanted);
    let (laid, pages, _) = settled(&notice("关于某事的通知", &[100]));
    assert_eq!(pages_of(ParagraphStyle::IssueDate, &laid, &pages), [1]);
}

#[test]
fn a_text_that_fills_its_page_takes_its_last_line_to_the_signature() {
    let document = notice("关于某事的通知", &[80, 50, 50]);
    let (laid, pages, _) = settled(&document);
    assert_eq!(pages_of(ParagraphStyle::IssueDate, &laid, &pages), [2]);
    assert_eq!(pages_of(ParagraphStyle::Body, &laid, &pages).last(), Some(&2));
}

#[test]
fn closer_lines_save_a_page_that_would_have_the_signature_alone() {
    // The text fills its third page up to where four lines are left: the signature wants five.
    let found = (1..40).map(|more| {
        let document = notice("关于某事的通知", &[500, 400, 200, 30 * more]);
        (asked(&document), document)
    });
    let (asked, document) =
        found.into_iter().find(|(asked, _)| asked.pitch.is_some()).expect("one of them ends there");
    let profile = gbt9704::profile();
    let pitch = asked.pitch.expect("it was looked for");
    assert!(pitch < profile.pitch, "{asked:?}");
    assert!(pitch.0 >= 539 && profile.page.text_height().0 / pitch.0 <= 23, "{pitch:?}");
    let (laid, pages, _) = settled(&document);
    let date = pages_of(ParagraphStyle::IssueDate, &laid, &pages);
    assert_eq!(pages_of(ParagraphStyle::Body, &laid, &pages).last(), date.first());
}

#[test]
fn the_only_paragraph_of_a_first_page_is_not_kept_with_a_list_that_has_no_room_there() {
    let mut document = notice("关于某事的通知", &[80]);
    document.parts[0].attachment_names = vec!["清单".to_owned(), "国".repeat(40), "名册".to_owned()];
    let (laid, pages, _) = settled(&document);
    let end = ending::of_main_part(&laid).expect("it is signed");
    let LaidBlock::Paragraph(text) = &laid.sections[0].blocks[end.first - 1] else { panic!("text") };
    assert_eq!((text.style, text.direct.keep_next), (ParagraphStyle::Body, false));
    assert_eq!(pages_of(ParagraphStyle::Body, &laid, &pages), [1, 1, 1]);
    assert_eq!(pages_of(ParagraphStyle::IssueDate, &laid, &pages), [2]);
    // The blank line between them stays behind.
    let note = first_line(ParagraphStyle::AttachmentNote, &laid, &pages);
    assert_eq!(note.top, gbt9704::profile().page.top);
}

#[test]
fn whatever_the_length_of_a_text_some_of_it_stands_with_the_signature() {
    for length in (20..3000).step_by(27) {
        let document = notice("关于进一步做好有关工作的通知", &[length / 3, length - length / 3]);
        let (laid, pages, _) = settled(&document);
        let date = pages_of(ParagraphStyle::IssueDate, &laid, &pages)[0];
        assert!(pages_of(ParagraphStyle::Body, &laid, &pages).contains(&date), "{length}");
        let signatory = pages_of(ParagraphStyle::Signatory, &laid, &pages)[0];
        assert_eq!(signatory, date, "{length}");
    }
}

#[test]
fn recipients_that_leave_no_text_on_the_first_page_move_to_the_imprint() {
    let mut document = notice("关于某事的通知", &[400]);
    let names: Vec<String> = (1..=40).map(|n| format!("某某县第{n}中心卫生院")).collect();
    document.parts[0].recipients = names.join("、");
    let (laid, pages, profile) = settled(&document);
    assert!(pages_of(ParagraphStyle::Recipients, &laid, &pages).is_empty());
    assert_eq!(pages_of(ParagraphStyle::Body, &laid, &pages)[0], 1);
    let listing = listing::list(&laid, &pages, &profile);
    let last = listing.pages.last().expect("there are pages");
    let words: String = last.lines.iter().map(|line| line.text.as_str()).collect();
    assert!(words.contains(&format!("主送：{}。", names.join("、"))), "{words}");
}

#[test]
fn an_imprint_without_room_gets_the_next_page() {
    let mut document = notice("关于某事的通知", &[80]);
    document.parts[0].signature = None;
    document.parts[0].remark = None;
    document.imprint = Some(Imprint {
        printer: "办公室".to_owned(),
        print_date: "2026年3月5日".to_owned(),
        ..Imprint::default()
    });
    assert_eq!(asked(&document).imprint, ImprintPage::Same);
    // Eight lines on the first page: one of them is the imprint's.
    for (lines, page) in [(6, ImprintPage::Same), (8, ImprintPage::Next), (9, ImprintPage::Same)] {
        document.parts[0].blocks = (0..lines).map(|_| paragraph(20)).collect();
        assert_eq!(asked(&document).imprint, page, "{lines}");
    }
}

#[test]
fn an_imprint_that_wants_an_even_page_gets_one_behind_a_blank_page_if_need_be() {
    let mut document = notice("关于某事的通知", &[]);
    document.parts[0].signature = None;
    document.parts[0].remark = None;
    document.imprint = Some(Imprint {
        printer: "办公室".to_owned(),
        print_date: "2026年3月5日".to_owned(),
        on_even_page: true,
        ..Imprint::default()
    });
    // Eight lines on the first page, 22 on the second; the imprint and its rules are a little higher than a line.
    let cases = [
        (3, ImprintPage::Even, 2, true),
        (20, ImprintPage::Same, 2, true),
        (28, ImprintPage::Same, 2, true),
        (29, ImprintPage::AfterBlank, 4, false),
        (30, ImprintPage::AfterBlank, 4, false),
        (31, ImprintPage::Even, 4, true),
    ];
    for (lines, page, number, numbered) in cases {
        document.parts[0].blocks = (0..lines).map(|_| paragraph(20)).collect();
        assert_eq!(asked(&document).imprint, page, "{lines}");
        let (_, pages, _) = settled(&document);
        let last = pages.pages.last().expect("there are pages");
        assert_eq!((last.number, last.numbered), (number, numbered), "{lines}");
        assert_eq!(pages.pages.len(), number);
        assert!(pages.lines.iter().any(|line| line.page + 1 == number && line.of.cell.is_some()));
    }
}

/// A drawing on its page: left, top, right and bottom in millimetres, and the page.
fn drawn(laid: &Layout, pages: &Pages, profile: &Profile) -> Vec<([f64; 4], usize)> {
    let mm = |twips: i32| f64::from(twips) * 25.4 / 1440.0;
    let mut found = Vec::new();
    for (section, block, paragraph) in paragraphs(laid) {
        for run in &paragraph.runs {
            let RunContent::Drawing(drawing) = run.content else { continue };
            let line = pages.lines_of(section, block).next().expect("its paragraph has a line");
            let (x, y) = (profile.page.left.0 + drawing.left.0, line.top.0 + drawing.top.0);
            found.push(([mm(x), mm(y), mm(x + drawing.width.0), mm(y + drawing.height.0)], line.page));
        }
    }
    found
}

fn paragraphs(laid: &Layout) -> impl Iterator<Item = (usize, usize, &LaidParagraph)> {
    laid.sections.iter().enumerate().flat_map(|(section, laid)| {
        laid.blocks.iter().enumerate().filter_map(move |(block, laid)| match laid {
            LaidBlock::Paragraph(paragraph) => Some((section, block, paragraph)),
            _ => None,
        })
    })
}

#[test]
fn a_seal_stands_straight_on_the_date_within_a_line_of_the_text() {
    for (millimetres, length) in
        (10..700).step_by(40).zip([42, 45, 50].into_iter().cycle()).map(|(a, b)| (b, a))
    {
        let mut document = notice("关于某事的通知", &[length, 60]);
        let signature = document.parts[0].signature.as_mut().expect("it is signed");
        signature.seals = vec![Some(Seal { picture: None, diameter: millimetres * 100 })];
        let (laid, pages, profile) = settled(&document);
        let [([left, top, right, bottom], page)] = drawn(&laid, &pages, &profile)[..] else {
            panic!("one seal");
        };
        let size = f64::from(millimetres);
        assert!((right - left - size).abs() < 0.1 && (bottom - top - size).abs() < 0.1);
        assert!(bottom <= 262.1, "below 版心: {bottom}");
        // 成文日期右空四字; its middle is the seal's.
        let date = first_line(ParagraphStyle::IssueDate, &laid, &pages);
        let character = 315.0 * 25.4 / 1440.0;
        let middle = 184.0 - (4.0 + 6.0 / 2.0) * character;
        assert!((f64::midpoint(left, right) - middle).abs() < 0.5, "{left} {right} {middle}");
        let mm = |twips: Twip| f64::from(twips.0) * 25.4 / 1440.0;
        // 署名 on the middle line, 日期 below it: both a little below the middle together.
        let signatory = first_line(ParagraphStyle::Signatory, &laid, &pages);
        assert!((mm(signatory.top) + mm(signatory.height) / 2.0 - f64::midpoint(top, bottom)).abs() < 0.1);
        assert!(mm(date.top) > f64::midpoint(top, bottom) && mm(date.top) + mm(date.height) < bottom);
        // 印章顶端应当上距正文一行之内, and not on it.
        let text = pages.lines.iter().filter(|line| line.page == page && line.top < signatory.top);
        let text = text.filter(|line| !listing::text(&laid, line, &profile).is_empty());
        let last = text.max_by_key(|line| line.top).expect("some text stands with it");
        let gap = top - mm(Twip(last.top.0 + last.height.0));
        assert!((0.0..=10.39).contains(&gap), "{length}: {gap}");
    }
}

/// The first line of a style.
fn first_line(style: ParagraphStyle, laid: &Layout, pages: &Pages) -> crate::paginate::PlacedLine {
    let (section, block, _) =
        paragraphs(laid).find(|(.., paragraph)| paragraph.style == style).expect("it is there");
    *pages.lines_of(section, block).next().expect("it has a line")
}

#[test]
fn a_long_table_repeats_its_head_and_loses_no_row() {
    let head = ["序号", "单位"].iter().map(|text| grid::cell(text)).collect();
    let rows = (1..=300).map(|n| vec![grid::cell(&n.to_string()), grid::cell("某某县卫生院")]);
    let table = Table {
        title: "名单".to_owned(),
        filler: Vec::new(),
        unit_line: String::new(),
        columns: vec![Column { align: Align::Auto, width: None }, Column { align: Align::Auto, width: None }],
        head: grid::merge(vec![head], 2).expect("sound"),
        body: grid::merge(rows.collect(), 2).expect("sound"),
        notes: Vec::new(),
    };
    let mut document = notice("关于某事的通知", &[20]);
    document.parts[0].blocks.push(Block::Table(table));
    let (laid, pages, profile) = settled(&document);
    let listing = listing::list(&laid, &pages, &profile);
    let texts =
        |page: &listing::ListedPage| page.lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let with_head = listing.pages.iter().filter(|page| texts(page).contains(&"序号".to_owned())).count();
    assert!((12..=14).contains(&with_head), "{with_head}");
    let all: Vec<String> = listing.pages.iter().flat_map(texts).collect();
    for n in 1..=300 {
        assert_eq!(all.iter().filter(|text| **text == n.to_string()).count(), 1, "row {n}");
    }
    assert!(pages.lines.iter().any(|line| line.repeated));
}

#[test]
fn a_row_higher_than_a_page_runs_on() {
    let head = vec![grid::cell("内容")];
    let body = vec![vec![grid::cell(&"国".repeat(3000))]];
    let table = Table {
        title: String::new(),
        filler: Vec::new(),
        unit_line: String::new(),
        columns: vec![Column { align: Align::Auto, width: None }],
        head: grid::merge(vec![head], 1).expect("sound"),
        body: grid::merge(body, 1).expect("sound"),
        notes: Vec::new(),
    };
    let mut document = notice("关于某事的通知", &[20]);
    document.parts[0].blocks.push(Block::Table(table));
    let (_, pages, profile) = settled(&document);
    assert!(pages.pages.len() >= 4, "{:?}", pages.pages);
    let bottom = profile.page.height.0 - profile.page.bottom.0;
    assert!(pages.lines.iter().all(|line| line.top.0 + line.height.0 <= bottom));
    assert!(pages.lines.iter().all(|line| line.page < pages.pages.len()));
}

#[test]
fn headings_stay_with_their_text() {
    for length in 1..60 {
        let mut document = notice("关于某事的通知", &[28 * length]);
        let heading = crate::document::tree::Heading {
            level: 1,
            number: "一、".to_owned(),
            text: vec![Inline::Text { text: "总体要求".to_owned() }],
            run_in: Vec::new(),
        };
        document.parts[0].blocks.extend([Block::Heading(heading), paragraph(100)]);
        let (laid, pages, _) = settled(&document);
        let heading = pages_of(ParagraphStyle::Heading1, &laid, &pages)[0];
        let block = laid.sections[0].blocks.iter().position(
            |block| matches!(block, LaidBlock::Paragraph(p) if p.style == ParagraphStyle::Heading1),
        );
        let next = pages.lines_of(0, block.expect("it is there") + 1).next().expect("it has a line");
        assert_eq!(heading, next.page + 1, "{length}");
    }
}

/// A notice of so many units.
fn joint(units: usize, sealed: bool) -> Document {
    let mut document = notice("关于做好有关工作的通知", &[60, 60]);
    let names: Vec<String> =
        (0..units).map(|index| format!("某某县{}局", "国".repeat(2 + index % 6))).collect();
    let head = document.head.as_mut().expect("a notice has one");
    (head.units, head.mark) = (names.clone(), "文件".to_owned());
    let signature = document.parts[0].signature.as_mut().expect("a notice has one");
    (signature.units, signature.sealed) = (names, sealed);
    document
}

#[test]
fn the_first_page_of_a_joint_issue_shows_text_and_each_name_stands_on_its_line() {
    for units in 2..=10 {
        let (laid, pages, _) = settled(&joint(units, true));
        assert_eq!(pages_of(ParagraphStyle::Body, &laid, &pages)[0], 1, "{units} units");
        let mark = laid.sections[0].blocks.iter().position(|block| matches!(block, LaidBlock::Mark(_)));
        let mark = mark.expect("a joint issue has one");
        // The names, the word beside them, the line above.
        assert_eq!(pages.lines_of(0, mark).count(), units + 2, "{units} units");
    }
}

#[test]
fn the_number_stands_two_blank_lines_below_the_last_name() {
    let (laid, pages, profile) = settled(&joint(3, true));
    let LaidBlock::Mark(mark) = &laid.sections[0].blocks[2] else {
        panic!("two blank lines stand before it")
    };
    let number = pages_line(ParagraphStyle::DocumentNumber, &laid, &pages);
    assert_eq!(number, mark.frame.y.0 + mark.frame.height.0 + 2 * profile.pitch.0);
}

/// Top of the first line in a style.
fn pages_line(style: ParagraphStyle, laid: &Layout, pages: &Pages) -> i32 {
    let is_one = |line: &&crate::paginate::PlacedLine| {
        let block = &laid.sections[line.of.section].blocks[line.of.block];
        matches!(block, LaidBlock::Paragraph(paragraph) if paragraph.style == style)
    };
    pages.lines.iter().find(is_one).expect("there is one").top.0
}

#[test]
fn the_end_of_a_joint_issue_begins_with_the_first_row_of_names() {
    for (units, sealed) in [(3, true), (8, true), (8, false)] {
        let (laid, pages, _) = settled(&joint(units, sealed));
        let end = ending::of_main_part(&laid).expect("it is signed");
        let blocks = &laid.sections[end.section].blocks;
        let names = |from: usize| {
            let style = |block: &&LaidBlock| matches!(block, LaidBlock::Paragraph(p) if p.style == ParagraphStyle::Signatory);
            blocks[from..end.date].iter().filter(style).count()
        };
        assert_eq!(names(end.signed), names(0), "{units} units");
        let text = pages.lines_of(end.section, end.first - 1).last().expect("there is text").page;
        let date = pages.lines_of(end.section, end.date).next().expect("there is a date").page;
        assert_eq!(text, date, "{units} units");
    }
}

#[test]
fn the_names_under_seals_stand_with_text_wherever_it_ends() {
    for units in [2, 4, 7] {
        for length in (150..900).step_by(28) {
            let mut document = joint(units, true);
            document.parts[0].blocks = vec![paragraph(length), paragraph(40)];
            document.parts[0].attachment_names = vec!["清单".to_owned()];
            let (laid, pages, _) = settled(&document);
            let end = ending::of_main_part(&laid).expect("it is signed");
            let text = pages.lines_of(end.section, end.first - 1).last().expect("there is text").page;
            let date = pages.lines_of(end.section, end.date).next().expect("there is a date").page;
            assert_eq!(text, date, "{units} units, {length} characters");
        }
    }
}

/// A plan without red head that is listed in 目录: headings of two levels with texts of these lengths between them.
fn listed(levels: u8, parts: &[(u8, usize, usize)]) -> Document {
    let mut document = notice("关于某事的方案", &[40]);
    document.head = None;
    document.form = Form::WhitePaper;
    document.contents = Some(levels);
    for (level, words, text) in parts {
        let heading = crate::document::tree::Heading {
            level: *level,
            number: "一、".to_owned(),
            text: vec![Inline::Text { text: "国".repeat(*words) }],
            run_in: Vec::new(),
        };
        document.parts[0].blocks.extend([Block::Heading(heading), paragraph(*text)]);
    }
    let attachment = Part::new(Role::Attachment, Title::new("登记表"), vec![paragraph(30)]);
    document.parts.push(Part { label: "附件".to_owned(), ..attachment });
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is listed: each entry has the number of the page where its heading stands, on as many pages as it takes, and
    /// no line of it comes near the numbers.
    #[test]
    fn every_entry_of_the_contents_has_the_page_of_its_heading(
        levels in 1..=3u8, parts in prop::collection::vec((1..=3u8, 1..60usize, 1..900usize), 1..70)
    ) {
        use crate::layout::laid::{Anchor, Field, Mark, RunContent};
        let (laid, pages, profile) = settled(&listed(levels, &parts));
        let (mut shown, mut stands) = (Vec::new(), Vec::new());
        for (block, content) in laid.sections[0].blocks.iter().enumerate() {
            let LaidBlock::Paragraph(paragraph) = content else { continue };
            let mut field = false;
            for run in &paragraph.runs {
                match &run.content {
                    RunContent::Text(number) if field => {
                        shown.push(number.parse::<usize>().expect("a number"));
                        field = false;
                    }
                    RunContent::Mark(mark) => match **mark {
                        Mark::Field(Field::Page(_)) => field = true,
                        Mark::Begin(Anchor::Entry(_)) => {
                            let line = pages.lines_of(0, block).next().expect("a heading has a line");
                            stands.push(pages.pages[line.page].number);
                        }
                        _ => {}
                    },
                    _ => {}
                }
            }
        }
        let count = parts.iter().filter(|(level, ..)| *level <= levels).count() + 1;
        prop_assert_eq!(shown.len(), count);
        prop_assert_eq!(&shown, &stands);
        prop_assert!(shown.is_sorted());
        let number = profile.paragraph(ParagraphStyle::Contents1).run.length(Chars(300)).0;
        for line in &pages.lines {
            let LaidBlock::Paragraph(paragraph) = &laid.sections[0].blocks[line.of.block] else { continue };
            let text = listing::text(&laid, line, &profile);
            if paragraph.style.is_built_in() && !text.contains('\t') {
                prop_assert!(line.line.width.0 <= line.room.0 - number || line.line.width == line.room, "{}", text);
            }
        }
    }
}
