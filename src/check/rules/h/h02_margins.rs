//! H02: margins of neither GB/T 9704 nor GB/T 33476.2.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{MM, mm};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice};
use crate::diag::diagnostic::Level;
use crate::profile::style::PageGeometry;
use crate::profile::{gbt9704, gbt33476};
use crate::read::docx::Word;
use crate::read::docx::section::Section;

/// Above, right, below, left: the standard's own numbers, and those for word processors, which come to the same sheet.
const PAPER: [i32; 4] = margins(&gbt9704::PAGE);
const SCREEN: [i32; 4] = margins(&gbt33476::PAGE);
/// The sheet turned: its left edge is above.
const TURNED: [i32; 4] = margins(&gbt9704::PAGE.turned());

const fn margins(page: &PageGeometry) -> [i32; 4] {
    [page.top.0, page.right.0, page.bottom.0, page.left.0]
}

pub const RULE: Rule = Rule {
    code: "H02",
    name: "页边距不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 5.2.1；GB/T 33476.2-2016 6.2",
    why: "天头37毫米，订口28毫米，版心156毫米乘225毫米，各差不过1毫米。在页边距里就是上37、下35、左28、右26毫米；按 GB/T 33476.2 设的是上34.58、下32.58、左28、右26毫米，印出来一样。两组数不能混用。",
    wrong: &[
        notice(
            "页边距用 Word 默认的上下25.4毫米、左右31.8毫米。",
            &[document(
                "<w:sectPr>",
                "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"",
                "w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\"",
            )],
        ),
        notice(
            "上边距用37毫米，下边距用32.58毫米，两组数混用。",
            &[document("<w:sectPr>", "w:bottom=\"1984\"", "w:bottom=\"1847\"")],
        ),
    ],
    right: &[
        notice("上37、下35、左28、右26毫米。", &[]),
        notice(
            "上34.58、下32.58、左28、右26毫米。",
            &[document(
                "<w:sectPr>",
                "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\"",
                "w:top=\"1960\" w:right=\"1474\" w:bottom=\"1847\"",
            )],
        ),
    ],
    look: Look::Layout(look),
};

fn is_right(section: &Section, measure: &Measure) -> bool {
    let is =
        |wanted: &[i32; 4]| section.margins.iter().zip(wanted).all(|(have, want)| (have - want).abs() <= MM);
    match (measure.is_house, section.is_landscape()) {
        (true, true) => is(&margins(&measure.profile.landscape)),
        (true, false) => is(&margins(&measure.profile.page)),
        (false, true) => is(&TURNED),
        (false, false) => is(&PAPER) || is(&SCREEN),
    }
}

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let Some(section) = word.sections.iter().find(|section| !is_right(section, measure)) else { return };
    let [top, right, bottom, left] = section.margins.map(mm);
    let page = if section.is_landscape() { "横排页的页边距" } else { "页边距" };
    let profile = &measure.profile;
    let wanted = margins(if section.is_landscape() { &profile.landscape } else { &profile.page });
    let [own_top, own_right, own_bottom, own_left] = wanted.map(mm);
    let numbers = format!("上{own_top}、下{own_bottom}、左{own_left}、右{own_right}毫米");
    let hint = if section.is_landscape() {
        format!("横排的页改成{numbers}，相当于把竖排的纸转过来")
    } else {
        format!("在“布局—页边距”里改成{numbers}")
    };
    marks.whole(format!("{page}是上{top}、下{bottom}、左{left}、右{right}毫米")).hint(measure.hint(hint));
}
