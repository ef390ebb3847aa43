//! 发文机关标志 of a joint issue (GB/T 9704 7.2.4): the units' names one below the other, 主办机关 first, all equally wide,
//! and 文件 to the right of them, level with their middle. The ink of the first name begins where that of a single mark
//! does; the text goes on below the last.
//!
//! The standard fixes no sizes. Names are as large as their number and the longest of them leave room for: names and 文件
//! within 版心, and so much of the first page that the text begins on it. A name longer than the others gets narrower
//! characters before all get smaller ones, as in a single mark.

use crate::layout::advance::half_characters;
use crate::layout::laid::{Direct, LaidMark, LaidParagraph};
use crate::layout::runs;
use crate::profile::style::{Alignment, Frame, LineHeight, ParagraphStyle, Profile};
use crate::profile::units::{HalfPt, Twip};

/// Most height of all names: 版心 has 225 mm, and 35 above them and some 110 for what stands between them and the first
/// line of the text leave this.
const MOST_HEIGHT: Twip = Twip::from_mm100(7500);
/// Size of 文件 in hundredths of the names' (惯例).
const SUFFIX: i32 = 140;
/// Between the names and 文件, in hundredths of a name's character.
const GAP: i32 = 50;
/// From one name to the next, in hundredths of a name's character.
const LINE: i32 = 120;
/// Height of the line of 文件, in thousandths of its characters.
const SUFFIX_LINE: i32 = 1139;
/// Names that would have to be smaller than this get narrower characters first.
const SMALL: Twip = Twip(720);
/// Narrowest characters, in hundredths of their own width.
const NARROWEST: i32 = 60;
/// What a line has beyond its characters, so that no program breaks it.
const SLACK: Twip = Twip(40);

/// Sizes and widths of a mark.
struct Sizes {
    /// A character of the names.
    em: Twip,
    /// Width of the names.
    names: Twip,
    /// Width of 文件 and the gap before it; 0 without.
    suffix: Twip,
    /// From one name to the next.
    line: Twip,
}

/// The mark; `anchor` is the line above it.
pub fn mark(units: &[String], suffix: &str, anchor: LaidParagraph, profile: &Profile) -> LaidMark {
    let sizes = sizes(units, suffix, profile);
    let width = Twip(sizes.names.0 + sizes.suffix.0);
    let page = &profile.page;
    let end = profile.paragraph(ParagraphStyle::ImprintAnchor).line;
    let (LineHeight::Exact(end) | LineHeight::AtLeast(end)) = end;
    let frame = Frame {
        x: Twip(page.left.0 + (page.text_width().0 - width.0) / 2),
        y: top(units, suffix, profile),
        width,
        height: Twip(units.len() as i32 * sizes.line.0 + end.0),
    };
    let names = units.iter().map(|name| {
        let taken = half_characters(name) * sizes.em.0 / 2;
        let scale = ((sizes.names.0 - SLACK.0) * 100 / taken.max(1)).clamp(1, 100);
        let scale = (scale < 100).then_some(scale as u32);
        line(name, sizes.em, scale, sizes.line, None)
    });
    let word = (!suffix.is_empty()).then(|| {
        let em = Twip(whole_points(sizes.em.0 * SUFFIX / 100));
        line(suffix, em, None, Twip(em.0 * SUFFIX_LINE / 1000), Some(Alignment::Right))
    });
    LaidMark { anchor, frame, names_width: sizes.names, names: names.collect(), suffix: word }
}

/// Where the box begins, from the paper's top edge: so that the first name's ink does where a single mark's would. In a line
/// of exact height the baseline lies 4/5 down, and the ink of 小标宋 begins 0.771 em above it.
pub fn top(units: &[String], suffix: &str, profile: &Profile) -> Twip {
    let sizes = sizes(units, suffix, profile);
    Twip(profile.mark_top.0 - sizes.line.0 * 4 / 5 + sizes.em.0 * 771 / 1000)
}

fn sizes(units: &[String], suffix: &str, profile: &Profile) -> Sizes {
    let width = profile.page.text_width().0 - SLACK.0;
    let longest = units.iter().map(|name| half_characters(name)).max().unwrap_or(0).max(2);
    // Hundredths of a name's character that 文件 and the gap take.
    let beside = if suffix.is_empty() { 0 } else { half_characters(suffix) * SUFFIX / 2 + GAP };
    let fitting = |scale: i32| width * 100 / (longest * scale / 2 + beside);
    let by_height = MOST_HEIGHT.0 * 100 / (LINE * units.len().max(1) as i32);
    let by_width = fitting(100).max(SMALL.0.min(fitting(NARROWEST)));
    let em = whole_points(by_height.min(by_width).min(profile.largest_mark.twips().0)).max(20);
    let suffix = beside * em / 100;
    let names = (longest * em / 2).min(width - suffix) + SLACK.0;
    Sizes { em: Twip(em), names: Twip(names), suffix: Twip(suffix), line: Twip(em * LINE / 100) }
}

/// A size in twips, cut to whole points.
fn whole_points(size: i32) -> i32 {
    size / 20 * 20
}

fn line(
    text: &str,
    em: Twip,
    scale: Option<u32>,
    height: Twip,
    alignment: Option<Alignment>,
) -> LaidParagraph {
    let mut runs = runs::plain(text);
    for run in &mut runs {
        run.size = Some(HalfPt((em.0 / 10) as u32));
        run.scale = scale;
    }
    let direct = Direct { line: Some(LineHeight::Exact(height)), alignment, ..Direct::default() };
    LaidParagraph { style: ParagraphStyle::MarkName, direct, runs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::advance::width;
    use crate::layout::laid::RunContent;
    use crate::profile::gbt9704;
    use proptest::prelude::*;

    fn laid(lengths: &[usize]) -> LaidMark {
        let units: Vec<String> = lengths.iter().map(|length| "国".repeat(*length)).collect();
        mark(&units, "文件", LaidParagraph::blank(), &gbt9704::profile())
    }

    /// Width of a line's characters.
    fn taken(line: &LaidParagraph) -> i32 {
        let RunContent::Text(text) = &line.runs[0].content else { panic!("a name is text") };
        let size = line.runs[0].size.expect("it has its own");
        width(text, size, Twip(0)).0 * line.runs[0].scale.unwrap_or(100) as i32 / 100
    }

    #[test]
    fn the_ink_of_the_first_name_begins_where_that_of_a_single_mark_does() {
        for lengths in [&[8, 6][..], &[8, 6, 8], &[8; 10], &[20, 4]] {
            let (mark, profile) = (laid(lengths), gbt9704::profile());
            let em = mark.names[0].runs[0].size.expect("it has its own").twips().0;
            let Some(LineHeight::Exact(line)) = mark.names[0].direct.line else { panic!("exact") };
            let ink = mark.frame.y.0 + line.0 * 4 / 5 - em * 771 / 1000;
            assert!((ink - profile.mark_top.0).abs() <= 1, "{lengths:?}: {ink}");
        }
    }

    #[test]
    fn few_names_are_large_and_a_long_one_gets_narrow_characters_before_all_get_small() {
        let size = |lengths: &[usize]| {
            let run = laid(lengths).names[0].runs[0].clone();
            (run.size.expect("it has its own").0, run.scale)
        };
        assert_eq!(size(&[4, 4]), (120, None));
        assert_eq!(size(&[8, 6, 8]), (76, None));
        assert_eq!(size(&[17, 6]), (64, Some(61)));
        assert_eq!(size(&[8; 10]), (34, None));
    }

    proptest! {
        #[test]
        fn names_and_word_stand_within_the_page_whatever_the_units(
            lengths in prop::collection::vec(2..30usize, 2..16),
        ) {
            let (mark, profile) = (laid(&lengths), gbt9704::profile());
            let (left, right) = (profile.page.left.0, profile.page.left.0 + profile.page.text_width().0);
            prop_assert!(mark.frame.x.0 >= left && mark.frame.x.0 + mark.frame.width.0 <= right);
            prop_assert!(mark.frame.height.0 <= MOST_HEIGHT.0 + 20);
            for name in &mark.names {
                prop_assert!(taken(name) <= mark.names_width.0, "{:?}", mark);
            }
            let word = mark.suffix.as_ref().expect("there is one");
            prop_assert!(taken(word) < mark.frame.width.0 - mark.names_width.0);
            let Some(LineHeight::Exact(line)) = word.direct.line else { panic!("exact") };
            prop_assert!(line.0 <= mark.frame.height.0);
        }
    }
}
