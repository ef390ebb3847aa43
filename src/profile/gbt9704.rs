//! GB/T 9704-2012 as a page profile (“纸面”: the standard's own numbers typed into the page dialog). Each value
//! stands with its clause; “惯例” marks what the standard leaves open. It decides no document: sizes that depend on
//! the text (a mark that must fit the line) come from `layout`, through [`Profile::mark_geometry`].

use crate::profile::style::{
    Alignment, BottomRule, CharacterFormat, CharacterStyle, DoubleRule, Face, FaceFonts, Indents, LineHeight,
    PageGeometry, ParagraphFormat, ParagraphStyle, Profile, RunFormat,
};
use crate::profile::units::{Chars, EighthPt, HalfPt, Twip};
use crate::profile::{mark, numbers};

/// Line pitch: 22 lines in 225 mm (5.2.3) need at most 28.98 pt; 28.95 pt is what fits in whole twips.
pub const PITCH: Twip = Twip(579);
/// 2号 text: its height plus 7/8 of a 3号 character (3.2) is 36 pt.
const TITLE_PITCH: Twip = Twip(720);
/// 3号 (5.2.2).
const SIZE_3: HalfPt = HalfPt(32);
/// 2号, for titles (7.3.1).
const SIZE_2: HalfPt = HalfPt(44);
/// 4号, for 版记 and page numbers (7.4, 7.5).
const SIZE_4: HalfPt = HalfPt(28);
/// 小四, for tables (惯例).
const SIZE_TABLE: HalfPt = HalfPt(24);
/// The mark's size where the layout fixes none [惯例: 小初 to 62 pt; 8 characters fit the line at 52 pt].
const SIZE_MARK: HalfPt = HalfPt(104);
/// Largest size of the mark (惯例; the standard states none).
const LARGEST_MARK: HalfPt = HalfPt(124);
/// 28 characters of 16 pt need 158 mm; condensed by 0.25 pt each they fill the 156 mm of 5.2.1 and 5.2.3.
const CONDENSED: Twip = Twip(-5);
/// The thick one of a 信函's double lines [惯例: 2.25 pt; Word draws the thin one and the gap 0.75 pt each].
const LETTER_RULE: EighthPt = EighthPt(18);
/// The first line under a 信函's upper double line: between the lines and the ink is 7/8 of a 3号 character, 4.9 mm (10.1).
/// A line of the pitch has 3.7 mm above the ink of its characters here; 4/5 of what this one is higher come to it.
const LETTER_PITCH: Twip = Twip(PITCH.0 + 92);
/// The paragraphs that only hold a section's end or the 版记: 0.7 pt, the least that Word's dialog takes. A page
/// of 22 lines leaves 18 twips, so that such a paragraph never begins a page of its own.
pub const TINY: Twip = Twip(14);

/// Name of the profile that holds where nobody names one.
pub const NAME: &str = "国标";

/// The page profile of the standard.
pub fn profile() -> Profile {
    Profile {
        name: NAME.to_owned(),
        purpose: "GB/T 9704-2012，按标准的数字设页边距".to_owned(),
        page: PAGE,
        landscape: PAGE.turned(),
        mirrored: false,
        pitch: PITCH,
        // 5.2.3: 22 lines of 28 characters.
        characters_per_line: 28,
        lines_per_page: 22,
        mark_top: MARK_TOP,
        largest_mark: LARGEST_MARK,
        fonts: fonts(),
        rare_fonts: RARE.map(str::to_owned).into(),
        western: None,
        paragraphs: paragraphs(),
        characters: characters(),
        levels: numbers::standard_levels(),
        page_number: numbers::standard_page_number(),
        byline_at_end: false,
        // 7.4.1: first and last rule 0.35 mm, those between 0.25 mm; the last on the 版心's edge.
        imprint_thick: EighthPt(8),
        imprint_thin: EighthPt(6),
        imprint_rise: Twip(0),
        imprint_on_even_page: false,
        // Half a point [惯例].
        table_rule: EighthPt(4),
        // Between rule and text 1.5 mm (惯例).
        table_cell_margin: Twip(85),
    }
}

/// A4 (5.1), 天头 37 mm and 订口 28 mm (5.2.1), 版心 156 × 225 mm (5.2.1), which leaves 26 mm right and 35 mm
/// below. The footer stands so that the page number's 一字线 is 7 mm below the 版心 (7.5).
pub const PAGE: PageGeometry = PageGeometry {
    width: Twip(11906),
    height: Twip(16838),
    top: Twip::from_mm100(3700),
    bottom: Twip::from_mm100(3500),
    left: Twip::from_mm100(2800),
    right: Twip::from_mm100(2600),
    footer: Twip(1423),
};

/// From the paper's edge to the mark's ink: 35 mm below the 版心 (7.2.4), 72 mm in all.
const MARK_TOP: Twip = Twip(PAGE.top.0 + Twip::from_mm100(3500).0);

/// The faces. 5.2.2 names 仿宋, 7.2.4 and 7.3.1 小标宋, 7.2.2 and 7.3.3 黑体, 7.3.3 楷体, 7.5 宋体. The `_GB2312`
/// fonts lack rare characters, so each names its complete sister.
fn fonts() -> Vec<FaceFonts> {
    let fonts = |face, name: &str, beyond_gb2312: &str, alternatives: &[&str]| FaceFonts {
        face,
        name: name.to_owned(),
        beyond_gb2312: beyond_gb2312.to_owned(),
        alternatives: alternatives.iter().map(|name| (*name).to_owned()).collect(),
    };
    vec![
        fonts(Face::FangSong, "仿宋_GB2312", "仿宋", &["仿宋", "FangSong", "STFangsong", "华文仿宋"]),
        fonts(Face::Kai, "楷体_GB2312", "楷体", &["楷体", "KaiTi", "STKaiti", "华文楷体"]),
        fonts(Face::Hei, "黑体", "黑体", &["SimHei", "STHeiti", "华文黑体"]),
        fonts(
            Face::XiaoBiaoSong,
            "方正小标宋简体",
            "方正小标宋_GBK",
            &["方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋"],
        ),
        fonts(Face::Song, "宋体", "宋体", &["SimSun", "STSong"]),
    ]
}

/// Fonts that hold CJK Extension B and later; the first comes with Windows.
const RARE: [&str; 6] =
    ["SimSun-ExtB", "宋体-方正超大字符集", "SimSun-ExtG", "HanaMinB", "Noto Serif CJK SC", "思源宋体"];

/// Characters of 3号 at the pitch of 28 to the line.
const fn text(face: Face) -> RunFormat {
    RunFormat { spacing: CONDENSED, ..solid(face, SIZE_3) }
}

/// Characters of another size, set solid.
const fn solid(face: Face, size: HalfPt) -> RunFormat {
    RunFormat { face, size, red: false, bold: false, western: true, spacing: Twip(0) }
}

/// Indents in whole 字.
const fn indents(left: i32, right: i32, first: i32) -> Indents {
    Indents { left: Chars(left * 100), right: Chars(right * 100), first: Chars(first * 100) }
}

/// A paragraph of 3号 仿宋 without indent, from which the styles differ.
const fn plain(style: ParagraphStyle) -> ParagraphFormat {
    ParagraphFormat {
        style,
        next: style,
        outline: None,
        alignment: Alignment::Justified,
        line: LineHeight::Exact(PITCH),
        before: Twip(0),
        after: Twip(0),
        indents: indents(0, 0, 0),
        keep_next: false,
        keep_lines: false,
        page_break_before: false,
        rule: None,
        double_rule: None,
        frame: None,
        leader: None,
        run: text(Face::FangSong),
    }
}

/// Every paragraph style, in the order of Word's list.
fn paragraphs() -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    let mut all = vec![
        // 5.2.2: 3号仿宋.
        plain(S::Normal),
        // 7.3.3: each paragraph 左空二字, turned lines flush.
        ParagraphFormat { indents: indents(0, 0, 2), ..plain(S::Body) },
        ParagraphFormat { next: S::Body, ..plain(S::Blank) },
    ];
    all.extend(head());
    all.extend(headings());
    all.extend(ending());
    all.extend(attachments_and_tables());
    all.extend(furniture());
    all.extend(contents(&PAGE));
    all.extend(special(&PAGE));
    all
}

/// 版头, title and 主送机关.
fn head() -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    let (frame, mark_line) = PAGE.mark_frame(MARK_TOP, SIZE_MARK);
    vec![
        // 7.2.1: 3号 digits, flush left in the first line.
        ParagraphFormat { next: S::Secrecy, alignment: Alignment::Left, ..plain(S::CopyNumber) },
        // 7.2.2, 7.2.3: 3号黑体, flush left.
        ParagraphFormat { alignment: Alignment::Left, run: text(Face::Hei), ..plain(S::Secrecy) },
        // 7.2.4: centred, red, 小标宋 recommended, top edge 35 mm below the 版心's.
        ParagraphFormat {
            next: S::Blank,
            alignment: Alignment::Center,
            line: LineHeight::Exact(mark_line),
            frame: Some(frame),
            run: RunFormat { red: true, ..solid(Face::XiaoBiaoSong, SIZE_MARK) },
            ..plain(S::Mark)
        },
        // 7.2.4, joint issue: 使用排列均匀 of names of different length; size and line are the layout's.
        ParagraphFormat {
            next: S::Blank,
            alignment: Alignment::Distributed,
            line: LineHeight::Exact(mark_line),
            run: RunFormat { red: true, ..solid(Face::XiaoBiaoSong, SIZE_MARK) },
            ..plain(S::MarkName)
        },
        // 7.2.5: centred two lines below the mark; 7.2.7: red rule as wide as the 版心 4 mm below. A rule at 7 pt
        // stands 4.06 mm below the ink; its thickness is [惯例] 1.5 pt.
        ParagraphFormat {
            next: S::Blank,
            alignment: Alignment::Center,
            rule: Some(BottomRule { width: EighthPt(12), space: 7 }),
            ..plain(S::DocumentNumber)
        },
        // 7.2.6: two names a line, above the line that has 发文字号 and the red rule.
        ParagraphFormat { next: S::DocumentNumber, alignment: Alignment::Left, ..plain(S::SignerLine) },
        // [惯例] 期号 of a bulletin, centred under its name.
        ParagraphFormat { next: S::DocumentNumber, alignment: Alignment::Center, ..plain(S::IssueNumber) },
        // 7.3.1: 2号小标宋, centred.
        ParagraphFormat {
            next: S::Recipients,
            alignment: Alignment::Center,
            line: LineHeight::Exact(TITLE_PITCH),
            keep_next: true,
            keep_lines: true,
            run: solid(Face::XiaoBiaoSong, SIZE_2),
            ..plain(S::Title)
        },
        // An issued instrument's title is set like the title; the outline lets Word's navigation find it.
        ParagraphFormat {
            next: S::Body,
            outline: Some(0),
            alignment: Alignment::Center,
            line: LineHeight::Exact(TITLE_PITCH),
            keep_next: true,
            keep_lines: true,
            run: solid(Face::XiaoBiaoSong, SIZE_2),
            ..plain(S::InstrumentTitle)
        },
        // [惯例] 3号楷体, centred under the title.
        ParagraphFormat {
            next: S::Recipients,
            alignment: Alignment::Center,
            keep_next: true,
            run: text(Face::Kai),
            ..plain(S::Subtitle)
        },
        // 7.3.2: flush left, turned lines too.
        ParagraphFormat { next: S::Body, ..plain(S::Recipients) },
    ]
}

/// 层次标题 (7.3.3): 黑体, 楷体, 仿宋, 仿宋; 左空二字 like the text. Not bold. The outline gives Word's navigation.
fn headings() -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    let own_line = |style, outline, face| ParagraphFormat {
        next: S::Body,
        outline: Some(outline),
        indents: indents(0, 0, 2),
        keep_next: true,
        run: text(face),
        ..plain(style)
    };
    // The paragraph is text; the heading's words carry the character style.
    let run_in = |style, outline| ParagraphFormat {
        next: S::Body,
        outline,
        indents: indents(0, 0, 2),
        ..plain(style)
    };
    vec![
        // [惯例] chapters of rules: 3号黑体, centred.
        ParagraphFormat {
            alignment: Alignment::Center,
            indents: indents(0, 0, 0),
            ..own_line(S::Chapter, 0, Face::Hei)
        },
        own_line(S::Heading1, 0, Face::Hei),
        own_line(S::Heading2, 1, Face::Kai),
        own_line(S::Heading3, 2, Face::FangSong),
        own_line(S::Heading4, 3, Face::FangSong),
        run_in(S::RunIn1, Some(0)),
        run_in(S::RunIn2, Some(1)),
        run_in(S::RunIn3, None),
        run_in(S::RunIn4, None),
    ]
}

/// 附件说明, 署名, 成文日期, 附注.
fn ending() -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    vec![
        // 7.3.4: 左空二字 `附件：`, turned lines under the name's first character (2 + 3 字).
        ParagraphFormat {
            next: S::AttachmentNoteNext,
            indents: indents(5, 0, -3),
            keep_lines: true,
            ..plain(S::AttachmentNote)
        },
        // 7.3.4: the numbers stand under each other at 5 字, names after `2.` at 6 字.
        ParagraphFormat { indents: indents(6, 0, -1), keep_lines: true, ..plain(S::AttachmentNoteNext) },
        // 10.3: 左空二字 `出席：`, turned lines under the first name.
        ParagraphFormat { indents: indents(5, 0, -3), ..plain(S::Attendance) },
        // 7.3.5.2: without seal 右空二字; the layout sets what 7.3.5.1 asks for with one.
        ParagraphFormat {
            next: S::IssueDate,
            alignment: Alignment::Right,
            indents: indents(0, 2, 0),
            keep_next: true,
            ..plain(S::Signatory)
        },
        // 7.3.5.1: with seal 右空四字.
        ParagraphFormat {
            next: S::Remark,
            alignment: Alignment::Right,
            indents: indents(0, 4, 0),
            ..plain(S::IssueDate)
        },
        // 7.3.6: 左空二字 in round brackets, the line below the date.
        ParagraphFormat { indents: indents(0, 0, 2), ..plain(S::Remark) },
    ]
}

/// 附件 (7.3.7), tables and charts [惯例, except that the text of a 附件 is set like the main text].
fn attachments_and_tables() -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    let cell = |style, alignment, face| ParagraphFormat {
        alignment,
        line: LineHeight::Exact(Twip(400)),
        run: solid(face, SIZE_TABLE),
        ..plain(style)
    };
    vec![
        // 7.3.7: 另面, 3号黑体, flush left in the first line.
        ParagraphFormat {
            next: S::Blank,
            alignment: Alignment::Left,
            keep_next: true,
            page_break_before: true,
            run: text(Face::Hei),
            ..plain(S::AttachmentLabel)
        },
        // 7.3.7: centred in the third line, set like the title.
        ParagraphFormat {
            next: S::Body,
            outline: Some(0),
            alignment: Alignment::Center,
            line: LineHeight::Exact(TITLE_PITCH),
            keep_next: true,
            keep_lines: true,
            run: solid(Face::XiaoBiaoSong, SIZE_2),
            ..plain(S::AttachmentTitle)
        },
        ParagraphFormat {
            next: S::TableText,
            alignment: Alignment::Center,
            keep_next: true,
            keep_lines: true,
            run: text(Face::Hei),
            ..plain(S::TableTitle)
        },
        ParagraphFormat {
            next: S::TableText,
            alignment: Alignment::Right,
            keep_next: true,
            run: solid(Face::FangSong, SIZE_TABLE),
            ..plain(S::TableUnit)
        },
        cell(S::TableHead, Alignment::Center, Face::Hei),
        cell(S::TableText, Alignment::Left, Face::FangSong),
        cell(S::TableNote, Alignment::Justified, Face::FangSong),
        // The layout sets the height of the chart, in whole lines.
        ParagraphFormat {
            next: S::ChartTitle,
            alignment: Alignment::Center,
            line: LineHeight::AtLeast(PITCH),
            ..plain(S::Chart)
        },
        // Under the chart, as a table's title stands above the table.
        ParagraphFormat {
            next: S::Body,
            alignment: Alignment::Center,
            keep_lines: true,
            run: text(Face::Hei),
            ..plain(S::ChartTitle)
        },
    ]
}

/// 版记 (7.4), page numbers (7.5) and the paragraphs that only carry something.
fn furniture() -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    let tiny = |style| ParagraphFormat {
        alignment: Alignment::Left,
        line: LineHeight::Exact(TINY),
        run: solid(Face::FangSong, HalfPt(2)),
        ..plain(style)
    };
    // 7.5: 4号半角宋体, 单页码居右空一字, 双页码居左空一字.
    let number = |style, alignment, indents| ParagraphFormat {
        alignment,
        line: LineHeight::Exact(Twip(397)),
        indents,
        run: RunFormat { western: false, ..solid(Face::Song, SIZE_4) },
        ..plain(style)
    };
    vec![
        // 7.4.2, 7.4.3: 4号仿宋, one 字 free on both sides; the layout hangs 抄送.
        ParagraphFormat {
            indents: indents(1, 1, 0),
            run: solid(Face::FangSong, SIZE_4),
            ..plain(S::Imprint)
        },
        tiny(S::ImprintAnchor),
        tiny(S::SectionEnd),
        number(S::PageNumberOdd, Alignment::Right, indents(0, 1, 0)),
        number(S::PageNumberEven, Alignment::Left, indents(1, 0, 0)),
    ]
}

/// 目录 (惯例): “目　录” like a title, entries in 3号仿宋, each level 2 字 further in, turned lines 2 字 further still. The
/// page numbers stand at the right edge; the layout keeps entries clear of them. The lines of an entry stay with its number.
fn contents(page: &PageGeometry) -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    let entry = |style, left| ParagraphFormat {
        alignment: Alignment::Left,
        indents: indents(left + 2, 0, -2),
        keep_lines: true,
        leader: Some(page.text_width()),
        ..plain(style)
    };
    vec![
        ParagraphFormat {
            next: S::Blank,
            alignment: Alignment::Center,
            line: LineHeight::Exact(TITLE_PITCH),
            keep_next: true,
            run: solid(Face::XiaoBiaoSong, SIZE_2),
            ..plain(S::ContentsTitle)
        },
        entry(S::Contents1, 0),
        entry(S::Contents2, 2),
        entry(S::Contents3, 4),
    ]
}

/// What only the formats of chapter 10 have: the furniture of a 信函 and 令号.
fn special(page: &PageGeometry) -> Vec<ParagraphFormat> {
    use ParagraphStyle as S;
    vec![
        // 10.1: 上粗下细, 4 mm below the mark.
        ParagraphFormat {
            next: S::LetterNumber,
            line: LineHeight::Exact(mark::LETTER_RULE_LINE),
            indents: mark::letter_rule_indents(page, &text(Face::FangSong)),
            double_rule: Some(DoubleRule::ThickOverThin(LETTER_RULE)),
            ..plain(S::LetterRule)
        },
        // 10.1: 发文字号 flush right under the upper line; what stands flush left beside it the layout sets.
        ParagraphFormat {
            next: S::Blank,
            alignment: Alignment::Right,
            line: LineHeight::Exact(LETTER_PITCH),
            ..plain(S::LetterNumber)
        },
        // 10.1: 上细下粗, 20 mm above the paper's edge.
        ParagraphFormat {
            line: LineHeight::Exact(mark::LETTER_RULE_LINE),
            frame: Some(mark::letter_foot(page, DoubleRule::ThinOverThick(LETTER_RULE).height())),
            double_rule: Some(DoubleRule::ThinOverThick(LETTER_RULE)),
            ..plain(S::LetterFoot)
        },
        // 10.2: 令号 centred.
        ParagraphFormat { next: S::Blank, alignment: Alignment::Center, ..plain(S::OrderNumber) },
    ]
}

/// Character styles: the words of a run-in heading (7.3.3), bold (惯例), and numbers of references (GB/T 7714).
fn characters() -> Vec<CharacterFormat> {
    use CharacterStyle as C;
    let heading = |style, face| CharacterFormat { style, face, size: None, bold: false, raised: false };
    vec![
        heading(C::Heading1, Some(Face::Hei)),
        heading(C::Heading2, Some(Face::Kai)),
        heading(C::Heading3, Some(Face::FangSong)),
        heading(C::Heading4, Some(Face::FangSong)),
        CharacterFormat { bold: true, ..heading(C::Strong, None) },
        CharacterFormat { raised: true, ..heading(C::Citation, None) },
        // 7.2.6: 姓名用3号楷体.
        heading(C::Signer, Some(Face::Kai)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_area_is_156_by_225_mm_and_holds_22_lines_of_28_characters() {
        let profile = profile();
        assert_eq!(profile.page.text_width(), Twip(8845));
        assert_eq!(profile.page.text_height(), Twip(12756));
        assert_eq!(profile.page.text_height().0 / profile.pitch.0, 22);
        assert_eq!(profile.page.text_width().0 / (SIZE_3.twips().0 + CONDENSED.0), 28);
        let rest = profile.page.text_height().0 - 22 * profile.pitch.0;
        assert!(rest >= TINY.0, "a section's end must fit below 22 lines");
    }

    #[test]
    fn a_mark_of_any_size_stands_below_three_lines_of_text() {
        for size in 26..=62 {
            let (frame, line) = profile().mark_geometry(HalfPt(size * 2));
            assert_eq!((frame.x, frame.width), (Twip(1587), Twip(8845)));
            assert_eq!(frame.height, Twip(line.0 + 2));
            assert!(frame.y.0 > PAGE.top.0 + 3 * PITCH.0, "{frame:?}");
        }
    }

    #[test]
    fn the_lines_of_a_letter_are_170_mm_long_and_stand_in_the_middle_of_the_paper() {
        let profile = profile();
        let Indents { left, right, .. } = profile.paragraph(ParagraphStyle::LetterRule).indents;
        let twips = |chars: Chars| chars.0 * 315 / 100;
        // 8 mm beyond the left and 6 mm beyond the right edge of the 版心.
        assert!((twips(left) + 454).abs() <= 1 && (twips(right) + 340).abs() <= 1, "{left:?} {right:?}");
        let foot = profile.paragraph(ParagraphStyle::LetterFoot).frame.expect("it stands on the page");
        assert_eq!((foot.x, foot.width), (Twip(1134), Twip(9638)));
        assert_eq!(foot.y.0 + 20 + 75, PAGE.height.0 - Twip::from_mm100(2000).0);
    }

    #[test]
    fn a_letters_mark_begins_30_mm_below_the_papers_edge_and_ends_above_its_line() {
        let (frame, line) = mark::letter(&PAGE, HalfPt(100));
        let ink = line.0 * 4 / 5 - 771;
        assert_eq!(frame.y.0 + ink, Twip::from_mm100(3000).0);
        // 50 pt of 小标宋 have 0.936 em of ink; then come 4 mm, of which the line's own paragraph has one point.
        let ink_end = Twip::from_mm100(3000).0 + 936;
        assert_eq!(frame.y.0 + frame.height.0 + 20, ink_end + Twip::from_mm100(400).0);
    }

    #[test]
    fn every_style_is_listed_once_and_normal_is_first() {
        let profile = profile();
        assert_eq!(profile.paragraphs[0].style, ParagraphStyle::Normal);
        for format in &profile.paragraphs {
            assert_eq!(profile.paragraphs.iter().filter(|f| f.style == format.style).count(), 1);
            assert_eq!(
                profile.paragraphs.iter().filter(|f| f.style.name() == format.style.name()).count(),
                1
            );
            profile.paragraph(format.next);
        }
        assert_eq!(profile.paragraphs.len(), 51);
    }

    #[test]
    fn an_issued_instrument_is_found_in_the_navigation_and_looks_like_any_title() {
        let profile = profile();
        let instrument = profile.paragraph(ParagraphStyle::InstrumentTitle);
        let title = profile.paragraph(ParagraphStyle::Title);
        assert_eq!((instrument.outline, title.outline), (Some(0), None));
        assert_eq!((instrument.run, instrument.line), (title.run, title.line));
    }
}
