//! Charts: their size in whole lines of the page, how their labels stand, the 图题 under them.
//!
//! 惯例, as the standard says nothing of charts: as wide as the 版心, so that nothing stands beside it; a height of whole
//! lines, so that the text below stays on the 22 lines of the page; 图题 under it, kept with it; text of 五号, which a
//! print still shows clearly.

use crate::charset::repertoire;
use crate::document::chart::{Chart, ChartKind};
use crate::layout::advance::half_characters;
use crate::layout::laid::{LabelTurn, LaidBlock, LaidChart, LaidParagraph};
use crate::layout::{Sheet, runs};
use crate::profile::style::{LineHeight, PageGeometry, ParagraphStyle, Profile};
use crate::profile::units::{HalfPt, Twip};

/// 五号.
const SIZE: HalfPt = HalfPt(21);

/// What the line keeps free of the drawing: the part of a line below its characters' feet, and a little air.
const FREE: Twip = Twip(160);

/// Lines of a chart whose height is not given.
const USUAL_LINES: u32 = 9;

/// Lines of a page that its 图题 and a line of text need.
const LINES_BESIDE: u32 = 2;

/// Part of a chart's width that its plot takes, the rest being the axis, in hundredths.
const PLOT: i32 = 88;

/// Half 字 of a name beyond which more make no difference.
const LONGEST: i32 = 1000;

/// Sets a chart with its 图题.
pub fn lay(chart: &Chart, profile: &Profile, sheet: &mut Sheet) {
    let page = if sheet.is_landscape() { &profile.landscape } else { &profile.page };
    let width = width(chart, page);
    let category_labels = category_labels(chart, width);
    let line = Twip(lines(chart, category_labels, page, profile) as i32 * profile.pitch.0);
    let caption = chart.caption();
    let mut paragraph = LaidParagraph::new(ParagraphStyle::Chart, Vec::new());
    paragraph.direct.line = Some(LineHeight::AtLeast(line));
    paragraph.direct.keep_next = !caption.is_empty();
    if matches!(sheet.blocks().last(), Some(LaidBlock::Table(_))) {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
    sheet.push(LaidBlock::Chart(Box::new(LaidChart {
        paragraph,
        width,
        height: Twip(line.0 - FREE.0),
        face: profile.paragraph(ParagraphStyle::TableText).run.face,
        repertoire: texts(chart).flat_map(|text| text.chars()).map(repertoire).max().unwrap_or_default(),
        size: SIZE,
        category_labels,
        value_labels: value_labels(chart, width),
        chart: chart.clone(),
    })));
    if !caption.is_empty() {
        let title = LaidParagraph::new(ParagraphStyle::ChartTitle, runs::plain(&caption));
        sheet.push(LaidBlock::Paragraph(title));
    }
}

/// Every text that is set in the drawing, but the numbers.
fn texts(chart: &Chart) -> impl Iterator<Item = &String> {
    chart.categories.iter().chain(chart.series.iter().map(|series| &series.name)).chain([&chart.unit])
}

/// Lines that a chart takes up, with no more than the page has.
fn lines(chart: &Chart, labels: LabelTurn, page: &PageGeometry, profile: &Profile) -> u32 {
    let most = (page.text_height().0 / profile.pitch.0) as u32 - LINES_BESIDE;
    let usual = match chart.kind {
        ChartKind::Column | ChartKind::Line if labels == LabelTurn::Slanted => {
            // At 45° a name is 0.71 as high as it is long.
            let longest = chart.categories.iter().map(|name| wide(name)).max().unwrap_or(0);
            USUAL_LINES + (longest * 71 / 100 / profile.pitch.0) as u32
        }
        ChartKind::Column | ChartKind::Line | ChartKind::Pie => USUAL_LINES,
        // A bar needs the height of its number; a category a little more.
        ChartKind::Bar => {
            let bars = chart.categories.len() * (chart.series.len() + 1);
            (bars as u32 / 4 + 4).max(USUAL_LINES - 2)
        }
    };
    chart.lines.unwrap_or(usual).min(most)
}

/// The whole 版心; a pie of the usual height needs less.
fn width(chart: &Chart, page: &PageGeometry) -> Twip {
    let text = page.text_width();
    if chart.kind == ChartKind::Pie { Twip(text.0.min(7200)) } else { text }
}

/// Width of a text in the chart.
fn wide(text: &str) -> i32 {
    half_characters(text).min(LONGEST) * SIZE.twips().0 / 2
}

/// Room on the axis for a category.
fn slot(chart: &Chart, width: Twip) -> i32 {
    width.0 * PLOT / 100 / chart.categories.len().max(1) as i32
}

/// Names of up to three short lines stand level under the axis; longer ones slanted.
fn category_labels(chart: &Chart, width: Twip) -> LabelTurn {
    let slot = slot(chart, width);
    let level = |name: &String| wide(name) <= 3 * (slot - SIZE.twips().0 / 2);
    let beside = matches!(chart.kind, ChartKind::Bar | ChartKind::Pie);
    if beside || chart.categories.iter().all(level) { LabelTurn::Level } else { LabelTurn::Slanted }
}

/// Numbers at columns that are too narrow for them stand upright.
fn value_labels(chart: &Chart, width: Twip) -> LabelTurn {
    let bars = match chart.kind {
        // Half a bar stays free between two categories.
        ChartKind::Column => chart.series.len() * 2 + 1,
        ChartKind::Line => 2,
        ChartKind::Bar | ChartKind::Pie => return LabelTurn::Level,
    };
    let room = slot(chart, width) * 2 / bars as i32;
    let widest = chart.values().map(|value| wide(&value.written)).max().unwrap_or(0);
    if widest > room { LabelTurn::Upright } else { LabelTurn::Level }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Repertoire;
    use crate::document::chart::{ChartValue, Series};
    use crate::document::tree::Block;
    use crate::layout::body;
    use crate::layout::laid::{LaidParagraph, Section};
    use crate::profile::gbt9704;

    fn chart(kind: ChartKind, categories: &[&str], value: i64) -> Chart {
        let value = ChartValue { written: value.to_string(), value: value.into() };
        let values = vec![Some(value); categories.len()];
        Chart {
            name: "图".to_owned(),
            kind,
            number: String::new(),
            title: "图题".to_owned(),
            unit: String::new(),
            categories: categories.iter().map(|&name| name.to_owned()).collect(),
            series: vec![Series { name: "数".to_owned(), values }],
            description: String::new(),
            lines: None,
            table: None,
            figures: Vec::new(),
        }
    }

    /// The drawing, and what stands around it, on a portrait or a landscape page.
    fn laid(chart: Chart, landscape: bool) -> (LaidChart, Vec<LaidParagraph>) {
        let mut sheet = Sheet {
            sections: vec![Section { landscape, even: false, numbered: true, blocks: Vec::new() }],
            fresh: true,
            breaking: false,
            pictures: Vec::new(),
        };
        body::lay(&Block::Chart(chart), "", &gbt9704::profile(), &mut sheet);
        let (mut drawing, mut beside) = (None, Vec::new());
        for block in sheet.blocks().drain(..) {
            match block {
                LaidBlock::Chart(chart) => drawing = Some(*chart),
                LaidBlock::Paragraph(paragraph) => beside.push(paragraph),
                other => panic!("{other:?}"),
            }
        }
        (drawing.expect("a chart was laid"), beside)
    }

    /// Lines of the pitch that the drawing's paragraph takes.
    fn lines_of(chart: &LaidChart) -> i32 {
        let Some(LineHeight::AtLeast(line)) = chart.paragraph.direct.line else {
            panic!("no line of its own")
        };
        assert!(chart.height.0 < line.0);
        let pitch = gbt9704::profile().pitch.0;
        assert_eq!(line.0 % pitch, 0);
        line.0 / pitch
    }

    #[test]
    fn a_chart_fills_the_width_of_its_page_and_whole_lines() {
        let profile = gbt9704::profile();
        let (portrait, beside) = laid(chart(ChartKind::Column, &["6月", "7月"], 5), false);
        assert_eq!((portrait.width, lines_of(&portrait)), (profile.page.text_width(), 9));
        assert_eq!(beside[0].style, ParagraphStyle::ChartTitle);
        assert!(portrait.paragraph.direct.keep_next);
        let (landscape, _) = laid(chart(ChartKind::Line, &["6月", "7月"], 5), true);
        assert_eq!(landscape.width, profile.landscape.text_width());
    }

    #[test]
    fn a_chart_is_never_higher_than_its_page() {
        let mut high = chart(ChartKind::Column, &["6月"], 5);
        high.lines = Some(20);
        assert_eq!(lines_of(&laid(high.clone(), false).0), 20);
        assert_eq!(lines_of(&laid(high, true).0), 13);
        let many = vec!["某某县某某镇中心卫生院"; 200];
        assert_eq!(lines_of(&laid(chart(ChartKind::Bar, &many, 5), false).0), 20);
    }

    #[test]
    fn a_chart_without_a_title_is_not_kept_with_what_follows() {
        let mut bare = chart(ChartKind::Pie, &["6月"], 5);
        bare.title.clear();
        let (drawing, beside) = laid(bare, false);
        assert!(!drawing.paragraph.direct.keep_next && beside.is_empty());
    }

    #[test]
    fn labels_turn_where_they_would_overlap() {
        let turns = |kind, categories: &[&str], value| {
            let (drawing, _) = laid(chart(kind, categories, value), false);
            (drawing.category_labels, drawing.value_labels)
        };
        let months = ["6月"; 12];
        assert_eq!(turns(ChartKind::Column, &months, 120), (LabelTurn::Level, LabelTurn::Level));
        assert_eq!(turns(ChartKind::Column, &months, 1_234_567), (LabelTurn::Level, LabelTurn::Upright));
        let names = ["河口镇中心卫生院"; 12];
        assert_eq!(turns(ChartKind::Column, &names, 5), (LabelTurn::Slanted, LabelTurn::Level));
        assert_eq!(turns(ChartKind::Bar, &names, 1_234_567), (LabelTurn::Level, LabelTurn::Level));
    }

    #[test]
    fn rare_characters_give_a_chart_the_second_font() {
        assert_eq!(laid(chart(ChartKind::Pie, &["城关镇"], 5), false).0.repertoire, Repertoire::Gb2312);
        assert_eq!(laid(chart(ChartKind::Pie, &["漷县镇"], 5), false).0.repertoire, Repertoire::Complete);
        assert_eq!(laid(chart(ChartKind::Pie, &["𬭎镇", "漷县镇"], 5), false).0.repertoire, Repertoire::Rare);
    }
}
