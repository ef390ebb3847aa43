//! 版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号 with the red line (GB/T 9704 7.2).

use crate::document::tree::Head;
use crate::layout::Sheet;
use crate::layout::advance::half_characters;
use crate::layout::laid::{Direct, LaidBlock, LaidParagraph};
use crate::layout::runs;
use crate::profile::gbt9704::mark_geometry;
use crate::profile::style::{LineHeight, ParagraphStyle, Profile};
use crate::profile::units::HalfPt;

/// Lines above the mark. They always stand: the mark is fixed to the page and only an obstacle to the text, so the
/// text must reach past it.
const LINES_ABOVE_MARK: usize = 3;
/// Largest size of the mark in half points (惯例; the standard states none).
const LARGEST_MARK: u32 = 124;
/// A name that would have to be smaller than this gets narrower characters before it gets smaller ones.
const SMALL_MARK: u32 = 72;
/// Narrowest characters of a mark, in hundredths of their own width.
const NARROWEST_MARK: u32 = 60;

/// Sets the head.
pub fn lay(head: &Head, profile: &Profile, sheet: &mut Sheet) {
    let mut lines = Vec::new();
    if let Some(number) = &head.copy_number {
        lines.push(LaidParagraph::new(ParagraphStyle::CopyNumber, runs::plain(number)));
    }
    for text in [&head.secrecy, &head.urgency].into_iter().flatten() {
        lines.push(LaidParagraph::new(ParagraphStyle::Secrecy, runs::plain(text)));
    }
    lines.resize_with(LINES_ABOVE_MARK, LaidParagraph::blank);
    for line in lines {
        sheet.push(LaidBlock::Paragraph(line));
    }
    sheet.push(LaidBlock::Paragraph(mark(&head.mark, profile)));
    // 发文字号 stands two blank lines below the mark (7.2.5).
    for _ in 0..2 {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
    sheet.push(LaidBlock::Paragraph(LaidParagraph::new(
        ParagraphStyle::DocumentNumber,
        runs::plain(&head.document_number),
    )));
    // 标题 stands two blank lines below the red line (7.3.1).
    for _ in 0..2 {
        sheet.push(LaidBlock::Paragraph(LaidParagraph::blank()));
    }
}

/// 发文机关标志 on one line within 版心, as large as fits.
fn mark(text: &str, profile: &Profile) -> LaidParagraph {
    let (size, scale) = mark_size(text, profile);
    let (frame, line) = mark_geometry(size);
    let mut runs = runs::plain(text);
    for run in &mut runs {
        run.size = Some(size);
        run.scale = scale;
    }
    LaidParagraph {
        style: ParagraphStyle::Mark,
        direct: Direct { frame: Some(frame), line: Some(LineHeight::Exact(line)), ..Direct::default() },
        runs,
    }
}

/// Size of a mark and width of its characters: as large as fits on one line, whole points.
pub fn mark_size(text: &str, profile: &Profile) -> (HalfPt, Option<u32>) {
    let halves = half_characters(text).max(1) as u32;
    // Twips of the line over half characters give the twips of half a character: twice that is the size in twips,
    // a tenth of it in half points.
    let fitting = (profile.page.text_width().0 as u32 - 40) * 2 / halves / 10;
    if fitting >= SMALL_MARK {
        return (HalfPt(fitting.min(LARGEST_MARK) / 2 * 2), None);
    }
    let size = (fitting * 100 / NARROWEST_MARK).clamp(2, SMALL_MARK) / 2 * 2;
    (HalfPt(size), Some((fitting * 100 / size).clamp(1, 100)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::advance::width;
    use crate::profile::gbt9704;
    use crate::profile::units::Twip;

    #[test]
    fn a_mark_of_any_length_stays_on_its_line() {
        let profile = gbt9704::profile();
        for count in 2..80 {
            let name = "国".repeat(count);
            let (size, scale) = mark_size(&name, &profile);
            let taken = width(&name, size, Twip(0)).0 * scale.unwrap_or(100) as i32 / 100;
            assert!(taken <= profile.page.text_width().0, "{count}: {size:?} {scale:?}");
        }
        assert_eq!(mark_size("某某县卫生局文件", &profile), (HalfPt(110), None));
        assert_eq!(mark_size(&"国".repeat(26), &profile), (HalfPt(54), Some(61)));
    }
}
