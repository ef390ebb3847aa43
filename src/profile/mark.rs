//! Where a 发文机关标志 stands on the paper: the frame of its one line, so that the ink of the name begins at the height
//! that its format asks for, and a 信函's ends where its red double line begins. All heights are from the paper's edge,
//! and so the same under any margins.

use crate::profile::style::{Frame, Indents, PageGeometry, RunFormat};
use crate::profile::units::{Chars, HalfPt, Twip};

/// 信函: 上边缘至上页边为 30 mm (10.1).
const LETTER_TOP: Twip = Twip::from_mm100(3000);
/// 信函: the double line stands 4 mm below the mark (10.1).
const LETTER_TO_LINE: Twip = Twip::from_mm100(400);
/// 信函: 线长均为 170 mm, 居中排布 (10.1).
const LETTER_LINE: Twip = Twip::from_mm100(17000);
/// 信函: the lower double line stands 20 mm above the paper's bottom edge (10.1).
const LETTER_FOOT: Twip = Twip::from_mm100(2000);
/// Height of the paragraphs that have the double lines under them.
pub const LETTER_RULE_LINE: Twip = Twip(20);
/// 命令: 上边缘至版心上边缘为 20 mm (10.2), and 版心 begins 37 mm below the paper's edge (5.2.1).
const ORDER_TOP: Twip = Twip::from_mm100(5700);

/// The line of a mark of this size whose ink begins `top` below the paper's edge: its frame's distance from that edge and
/// its exact height.
///
/// In a line of exact height the baseline lies 4/5 down (`LibreOffice`; measured at five sizes from 26 to 62 pt); the
/// ink of 小标宋 begins 0.771 em above it. A line of 1.139 em leaves the two blank lines below the mark their height.
pub fn line(size: HalfPt, top: Twip) -> (Twip, Twip) {
    let em = size.twips().0;
    let line = em * 1139 / 1000;
    let ink = line * 4 / 5 - em * 771 / 1000;
    (Twip(top.0 - ink), Twip(line))
}

/// The frame of a 信函's mark and the height of its line (10.1). It is as wide as the double lines, so that the name stands
/// over their middle, and ends where the paragraph of the upper one begins: so that the line stands 4 mm below the ink,
/// which reaches 0.165 em under the baseline (measured with the name of a unit of six characters).
pub fn letter(page: &PageGeometry, size: HalfPt) -> (Frame, Twip) {
    let (y, line) = line(size, LETTER_TOP);
    let ink = size.twips().0 * (771 + 165) / 1000;
    let height = LETTER_TOP.0 + ink + LETTER_TO_LINE.0 - LETTER_RULE_LINE.0 - y.0;
    (Frame { x: letter_line_left(page), y, width: LETTER_LINE, height: Twip(height) }, line)
}

/// The frame of a 命令's mark and the height of its line (10.2), as wide as 版心.
pub fn order(page: &PageGeometry, size: HalfPt) -> (Frame, Twip) {
    page.mark_frame(ORDER_TOP, size)
}

/// Distance of a 信函's double lines from the paper's left edge: they stand in its middle.
pub fn letter_line_left(page: &PageGeometry) -> Twip {
    Twip((page.width.0 - LETTER_LINE.0) / 2)
}

/// Indents of the paragraph of a 信函's upper double line: the line is longer than 版心 is wide, and what it has beyond the
/// edges counts as negative indent.
pub fn letter_rule_indents(page: &PageGeometry, run: &RunFormat) -> Indents {
    let character = run.size.twips().0 + run.spacing.0;
    let beyond = |margin: Twip| {
        let hundredths = 100 * (letter_line_left(page).0 - margin.0);
        Chars((hundredths + hundredths.signum() * character / 2) / character)
    };
    Indents { left: beyond(page.left), right: beyond(page.right), first: Chars(0) }
}

/// The frame of a 信函's lower double line: `rules` is the height of the two lines, whose lower edge stands 20 mm above the
/// paper's bottom edge (10.1).
pub fn letter_foot(page: &PageGeometry, rules: Twip) -> Frame {
    let y = page.height.0 - LETTER_FOOT.0 - rules.0 - LETTER_RULE_LINE.0;
    Frame { x: letter_line_left(page), y: Twip(y), width: LETTER_LINE, height: LETTER_RULE_LINE }
}
