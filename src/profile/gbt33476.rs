//! GB/T 33476.2-2016 as a page profile (“显现”): the same sheet of paper as GB/T 9704, in the numbers of a word processor,
//! which puts half of the space between lines above the first line and below the last. Nothing of it is mixed with the
//! other numbers: what it does not change, both standards have in common.

use crate::profile::change;
use crate::profile::gbt9704;
use crate::profile::style::{PageGeometry, Profile};
use crate::profile::units::Twip;

/// Name of the profile.
pub const NAME: &str = "显现";

/// The page profile.
pub fn profile() -> Profile {
    let mut profile = gbt9704::profile();
    NAME.clone_into(&mut profile.name);
    "GB/T 33476.2-2016，按文字处理软件的参数设页边距和行距，印出来与国标相同"
        .clone_into(&mut profile.purpose);
    // 7.1.1: 37.42 mm below the text area's top edge, which is 72 mm from the paper's.
    change::page(&mut profile, PAGE, Twip::from_mm100(3458 + 3742));
    // The standard says nothing of landscape pages. Turned, the sheet's top and foot are the ends of the lines, where no
    // space between lines lies: there GB/T 9704 holds as it stands.
    profile.landscape = gbt9704::PAGE.turned();
    // 10.39 mm, the distance that 7.1 to 7.3 call a line: 29.45 pt.
    change::pitch(&mut profile, Twip(589));
    // On the paper the last rule stands where GB/T 9704 7.4.1 has it (4): 262 mm from the top.
    profile.imprint_rise = Twip::from_mm100(29700 - 3258 - 26200);
    // 7.3.1.
    profile.imprint_on_even_page = true;
    profile
}

/// 6.2. The dash of the page number stands 4.58 mm below the text area (8): 269 mm from the paper's top, as in GB/T 9704.
pub const PAGE: PageGeometry = PageGeometry {
    top: Twip::from_mm100(3458),
    bottom: Twip::from_mm100(3258),
    left: Twip::from_mm100(2800),
    right: Twip::from_mm100(2600),
    ..gbt9704::PAGE
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::style::{LineHeight, ParagraphStyle};
    use crate::profile::units::HalfPt;

    #[test]
    fn the_page_is_that_of_the_clause_and_holds_22_lines() {
        let profile = profile();
        let page = &profile.page;
        assert_eq!(
            (page.top, page.bottom, page.left, page.right),
            (Twip(1960), Twip(1847), Twip(1587), Twip(1474))
        );
        assert_eq!(page.text_height().0 / profile.pitch.0, 22);
        assert!(page.text_height().0 - 22 * profile.pitch.0 >= gbt9704::TINY.0);
        assert_eq!(profile.paragraph(ParagraphStyle::Body).line, LineHeight::Exact(Twip(589)));
    }

    #[test]
    fn on_the_paper_both_profiles_are_alike() {
        let (screen, paper) = (profile(), gbt9704::profile());
        assert_eq!(screen.mark_geometry(HalfPt(100)), paper.mark_geometry(HalfPt(100)));
        assert_eq!(screen.page.footer, paper.page.footer);
        assert_eq!(screen.landscape, paper.landscape);
        let foot = |profile: &Profile| profile.page.height.0 - profile.page.bottom.0 - profile.imprint_rise.0;
        assert!((foot(&screen) - foot(&paper)).abs() <= 1);
        assert_eq!(screen.paragraph(ParagraphStyle::Mark), paper.paragraph(ParagraphStyle::Mark));
    }
}
