//! 命令（令）'s head (GB/T 9704 10.2): the mark 20 mm below the 版心's top edge, 令号 two blank lines below it, the text two
//! blank lines below that. No red line, no title.

use crate::document::tree::Head;
use crate::layout::Sheet;
use crate::layout::head::{mark, mark_size};
use crate::layout::laid::{LaidBlock, LaidParagraph};
use crate::layout::runs;
use crate::profile::mark as geometry;
use crate::profile::style::{ParagraphStyle, Profile};

/// Sets the head.
pub fn lay(head: &Head, profile: &Profile, sheet: &mut Sheet) {
    // The mark is fixed to the page and only an obstacle to the text: above it is room for one line, which always stands,
    // so that the next one goes below.
    sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    let (size, scale) = mark_size(&head.mark, profile.largest_mark, profile);
    let place = geometry::order(&profile.page, size);
    sheet.push(LaidBlock::Paragraph(mark(&head.mark, size, scale, place)));
    let number = LaidParagraph::new(ParagraphStyle::OrderNumber, runs::plain(&head.document_number));
    let blank = LaidParagraph::blank;
    for line in [blank(), blank(), number, blank(), blank()] {
        sheet.push(LaidBlock::Paragraph(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{
        Block, Document, Form, Imprint, Inline, Part, Properties, Role, Signature, Stamp, Title,
    };
    use crate::layout::adjustments::Adjustments;
    use crate::layout::laid::{Layout, RunContent};
    use crate::layout::layout;
    use crate::profile::gbt9704;
    use crate::profile::units::Twip;

    /// A document of one paragraph in this form, signed with a stamp, with 抄送.
    fn laid(form: Form) -> Layout {
        let text = vec![Inline::Text { text: "现予公布。".to_owned() }];
        let signature = Signature {
            units: vec!["某某县人民政府".to_owned()],
            author: None,
            date: "2026年4月2日".to_owned(),
            sealed: false,
            seals: Vec::new(),
            stamps: vec![Stamp { post: "县长".to_owned(), name: "某某某".to_owned(), picture: None }],
        };
        let title = Title::new(if form == Form::Order { "" } else { "关于某事的函" });
        let blocks = vec![Block::Paragraph { content: text }];
        let part = Part { signature: Some(signature), ..Part::new(Role::Main, title, blocks) };
        let text = String::new;
        let document = Document {
            contents: None,
            referred: Vec::new(),
            form,
            properties: Properties { title: text(), unit: text(), kind: text(), date: None },
            head: Some(Head {
                copy_number: None,
                secrecy: None,
                urgency: None,
                units: Vec::new(),
                mark: "某某县人民政府令".to_owned(),
                document_number: "第6号".to_owned(),
                signers: Vec::new(),
                publisher: None,
            }),
            parts: vec![part],
            imprint: Some(Imprint {
                distribution: Vec::new(),
                print_run: text(),
                copies_to: "县委办公室".to_owned(),
                printer: text(),
                print_date: text(),
                on_even_page: false,
            }),
        };
        layout(&document, &gbt9704::profile(), &Adjustments::default())
    }

    /// A line for each block: the Chinese name of its style, and its words.
    fn shown(layout: &Layout) -> Vec<String> {
        let words = |paragraph: &LaidParagraph| -> String {
            let text = |content: &RunContent| match content {
                RunContent::Text(text) => text.clone(),
                RunContent::Tab => "|".to_owned(),
                RunContent::LineBreak => "/".to_owned(),
                RunContent::Drawing(_) | RunContent::Mark(_) => String::new(),
            };
            paragraph.runs.iter().map(|run| text(&run.content)).collect()
        };
        let blocks = layout.sections.iter().flat_map(|section| &section.blocks);
        blocks
            .map(|block| match block {
                LaidBlock::Paragraph(paragraph) => {
                    let text = words(paragraph);
                    format!("{} {text}", paragraph.style.name()).trim_end().to_owned()
                }
                LaidBlock::Imprint(imprint) if imprint.ruled => "版记，有线".to_owned(),
                LaidBlock::Imprint(_) => "版记，没有线".to_owned(),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn an_order_has_its_number_under_the_mark_no_title_and_a_stamp_at_its_end() {
        let layout = laid(Form::Order);
        assert!(!layout.letter);
        let blank = "空行";
        assert_eq!(
            shown(&layout),
            [
                blank,
                "发文机关标志 某某县人民政府令",
                blank,
                blank,
                "令号 第6号",
                blank,
                blank,
                "公文正文 现予公布。",
                blank,
                blank,
                "署名 县长|某某某",
                blank,
                "成文日期 2026年4月2日",
                "版记，有线"
            ]
        );
    }

    #[test]
    fn a_letter_has_its_line_under_the_mark_and_no_rules_in_its_imprint() {
        let layout = laid(Form::Letter);
        assert!(layout.letter);
        let blank = "空行";
        let lines = shown(&layout);
        let head = ["发文机关标志 某某县人民政府令", "信函红线", "信函发文字号 第6号", blank, blank];
        assert_eq!(lines[..5], head);
        assert_eq!(lines[5], "公文标题 关于某事的函");
        assert_eq!(lines.last().map(String::as_str), Some("版记，没有线"));
    }

    #[test]
    fn one_line_of_text_and_no_more_has_room_above_a_mark_of_any_size() {
        let profile = gbt9704::profile();
        for size in 26..=62 {
            let (frame, line) = geometry::order(&profile.page, crate::profile::units::HalfPt(size * 2));
            let room = frame.y.0 - profile.page.top.0;
            assert!(room >= profile.pitch.0 && room < 2 * profile.pitch.0, "{size}: {room}");
            let ink = line.0 * 4 / 5 - (size * 20) as i32 * 771 / 1000;
            assert!((frame.y.0 + ink - Twip::from_mm100(5700).0).abs() <= 1, "{size}");
        }
    }
}
