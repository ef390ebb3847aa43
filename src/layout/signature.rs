//! 署名 and 成文日期 (GB/T 9704 7.3.5): right indents in characters; 签名章 with the signers' titles.

use crate::document::picture::{Picture, Seal};
use crate::document::tree::{Signature, Stamp};
use crate::layout::Sheet;
use crate::layout::advance::{self, half_characters};
use crate::layout::laid::{Direct, Drawing, LaidParagraph, LaidRun, RunContent};
use crate::layout::runs;
use crate::layout::seal::{self, Arrangement, Sealed};
use crate::profile::style::{Alignment, Indents, ParagraphStyle, Profile};
use crate::profile::units::{Chars, Twip};

/// Diameter of a seal where the unit says none: the smallest in use (惯例: 42 mm for 乡镇, 45 for counties, 50 for
/// provinces).
pub const SEAL: Twip = Twip::from_mm100(4200);

/// Where the signature stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Blank lines before 署名.
    pub blank_lines: usize,
    /// 署名右空, of each unit.
    pub unit_rights: Vec<Chars>,
    /// The same of 作者.
    pub author_right: Chars,
    /// 日期右空.
    pub date_right: Chars,
}

/// The arithmetic of 7.3.5.1 (with seal) and 7.3.5.2 (without); `n_s` and `n_d` are the widths of 署名 and 日期.
///
/// With seal: the date's right indent is 4, 署名 is centred over it; if 署名 is so long that it would leave the line,
/// it stands at the edge and the date is centred under it. Without: 署名 2 from the right, the date's first character 2
/// to the right of 署名's first; a date longer than 署名 is 2 from the right and 署名 gives way. Several units without seals
/// stand one below the other with their first characters in a line, the longest of them where the rule has it.
pub fn place(signature: &Signature) -> Place {
    let half = |text: &str| half_characters(text) * 50;
    let longest_unit = signature.units.iter().map(|unit| half(unit)).max().unwrap_or(0);
    let unit = signature.author.iter().map(|author| half(author)).fold(longest_unit, i32::max);
    let date = half(&signature.date);
    let place = |blank_lines: usize, unit_right: i32, date_right: i32| Place {
        blank_lines,
        unit_rights: signature
            .units
            .iter()
            .map(|name| Chars(unit_right + longest_unit - half(name)))
            .collect(),
        author_right: Chars(unit_right),
        date_right: Chars(date_right),
    };
    if !signature.stamps.is_empty() {
        // 7.3.5.3: two blank lines above the stamp, 右空四字 under it; the line between them is the caller's.
        return place(2, 400, 400);
    }
    if signature.sealed {
        let centred = 400 + (date - unit) / 2;
        let (unit_right, date_right) = if centred >= 0 { (centred, 400) } else { (0, (unit - date) / 2) };
        place(2, unit_right, date_right)
    } else if date > unit {
        place(1, 400 + date - unit, 200)
    } else {
        place(1, 200, unit - date)
    }
}

/// Names and date under several seals (7.3.5.1): their middles in twips from the left edge of 版心. A seal that is put on the
/// paper is taken for one of 42 mm.
pub fn arranged(signature: &Signature, profile: &Profile, pitch: Twip) -> Arrangement {
    let run = profile.paragraph(ParagraphStyle::Signatory).run;
    let width = |text: &str| advance::width(text, run.size, run.spacing);
    let seals: Vec<Sealed> = signature
        .units
        .iter()
        .enumerate()
        .map(|(index, unit)| Sealed {
            name: width(unit),
            diameter: seal_of(signature, index).map_or(SEAL, |seal| Twip::from_mm100(seal.diameter)),
        })
        .collect();
    let free = Twip(4 * (run.size.twips().0 + run.spacing.0));
    seal::arrange(&seals, width(&signature.date), free, profile.page.text_width(), pitch)
}

/// The lines of 署名 and 成文日期 under several seals, the two blank ones before them included: rows of names, each name
/// centred under its seal, and blank lines between the rows that leave room for the seals.
pub fn sealed(
    signature: &Signature,
    profile: &Profile,
    pitch: Twip,
    sheet: &mut Sheet,
) -> Vec<LaidParagraph> {
    let arrangement = arranged(signature, profile, pitch);
    let mut lines = vec![LaidParagraph::blank(); 2];
    let mut units = signature.units.iter().enumerate();
    for (index, row) in arrangement.rows.iter().enumerate() {
        if index > 0 {
            lines.resize_with(lines.len() + arrangement.lines_between - 1, LaidParagraph::blank);
        }
        let placed: Vec<((usize, &String), Twip)> =
            row.iter().filter_map(|x| Some((units.next()?, *x))).collect();
        let names: Vec<(&str, Twip)> = placed.iter().map(|((_, name), x)| (name.as_str(), *x)).collect();
        let mut line = centred(ParagraphStyle::Signatory, &names);
        for ((unit, _), middle) in placed {
            if let Some(seal) = seal_of(signature, unit) {
                line.runs.push(seal::run(seal, middle, pitch, sheet));
            }
        }
        lines.push(line);
    }
    if let Some(author) = &signature.author {
        lines.push(centred(ParagraphStyle::Signatory, &[(author.as_str(), arrangement.date)]));
    }
    if !signature.date.is_empty() {
        // From the right, so that its four 字 there are kept whatever a program leaves between 字 and digits.
        let run = profile.paragraph(ParagraphStyle::IssueDate).run;
        let width = advance::width(&signature.date, run.size, run.spacing).0;
        let free = profile.page.text_width().0 - arrangement.date.0 - (width - width / 2);
        let character = run.size.twips().0 + run.spacing.0;
        let indents = Indents {
            left: Chars(0),
            right: Chars((free * 100 + character / 2) / character),
            first: Chars(0),
        };
        let direct = Direct { indents: Some(indents), ..Direct::default() };
        lines.push(LaidParagraph {
            style: ParagraphStyle::IssueDate,
            direct,
            runs: runs::plain(&signature.date),
        });
    }
    lines
}

/// The seal that is shown on a unit's name.
fn seal_of(signature: &Signature, unit: usize) -> Option<&Seal> {
    signature.seals.get(unit).and_then(Option::as_ref)
}

/// A line of texts, each centred on its place.
fn centred(style: ParagraphStyle, texts: &[(&str, Twip)]) -> LaidParagraph {
    let mut direct = Direct {
        indents: Some(Indents { left: Chars(0), right: Chars(0), first: Chars(0) }),
        alignment: Some(Alignment::Left),
        ..Direct::default()
    };
    let mut content = Vec::new();
    for ((text, middle), stop) in texts.iter().zip(&mut direct.centre_tabs) {
        *stop = Some(*middle);
        content.push(LaidRun::new(RunContent::Tab));
        runs::push(&mut content, text, None);
    }
    LaidParagraph { style, direct, runs: content }
}

/// Height of the picture of a 签名章, in hundredths of a millimetre (惯例).
const STAMP_HEIGHT: i32 = 1400;
/// Most width of one (惯例).
const STAMP_WIDTH: i32 = 4500;

/// The lines of 签名章 (7.3.5.3): the stamp 右空四字, the title 左空二字 beside it, those of several signers under each other.
/// Without a picture the name stands where the stamp goes, in 3号仿宋 (5.2.2).
pub fn stamps(stamps: &[Stamp], profile: &Profile, pitch: Twip, sheet: &mut Sheet) -> Vec<LaidParagraph> {
    let run = profile.paragraph(ParagraphStyle::Signatory).run;
    let character = run.length(Chars(100)).0;
    let text_width = |text: &str| half_characters(text) * character / 2;
    let edge = profile.page.text_width().0 - 4 * character;
    let names: Vec<String> = stamps.iter().map(|stamp| padded(&stamp.name, stamps.len())).collect();
    let drawings: Vec<Option<Drawing>> = stamps
        .iter()
        .map(|stamp| stamp.picture.as_ref().map(|picture| stamp_drawing(picture, edge, pitch, sheet)))
        .collect();
    let place = |(name, drawing): (&String, &Option<Drawing>)| match drawing {
        Some(drawing) => drawing.width.0,
        None => text_width(name),
    };
    let widest = names.iter().zip(&drawings).map(place).max().unwrap_or(0);
    let post = stamps.iter().map(|stamp| text_width(&stamp.post)).max().unwrap_or(0);
    let left = Chars((edge - post - 2 * character - widest).max(0) * 100 / character);
    let line = |((stamp, name), drawing): ((&Stamp, &String), Option<Drawing>)| {
        let mut content = runs::plain(&stamp.post);
        match drawing {
            Some(drawing) => content.push(LaidRun::new(RunContent::Drawing(drawing))),
            None => {
                content.push(LaidRun::new(RunContent::Tab));
                runs::push(&mut content, name, None);
            }
        }
        let direct = Direct {
            indents: Some(Indents { left, right: Chars(0), first: Chars(0) }),
            alignment: Some(Alignment::Left),
            right_tab: Some(Twip(edge)),
            ..Direct::default()
        };
        LaidParagraph { style: ParagraphStyle::Signatory, direct, runs: content }
    };
    stamps.iter().zip(&names).zip(drawings).map(line).collect()
}

/// The picture of a 签名章 that ends at `edge`, its middle on that of the line.
fn stamp_drawing(picture: &Picture, edge: i32, line: Twip, sheet: &mut Sheet) -> Drawing {
    let [left, top, right, bottom] = picture.ink.map(|pixel| i64::from(pixel).max(0));
    let (across, down) = ((right - left).max(1), (bottom - top).max(1));
    let height = i64::from(STAMP_HEIGHT).min(i64::from(STAMP_WIDTH) * down / across);
    let width = Twip::from_mm100((height * across / down) as i32);
    let height = Twip::from_mm100(height as i32);
    Drawing {
        picture: Some(sheet.picture(picture)),
        left: Twip(edge - width.0),
        top: Twip((line.0 - height.0) / 2),
        width,
        height,
    }
}

/// A name of two characters among others as wide as one of three.
fn padded(name: &str, signers: usize) -> String {
    if signers > 1 { spread(name) } else { name.to_owned() }
}

/// A name of two characters as wide as one of three.
pub fn spread(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(family), Some(given), None) => format!("{family}\u{3000}{given}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::gbt9704;

    fn signature(unit: &str, date: &str, sealed: bool) -> Signature {
        Signature {
            units: vec![unit.to_owned()],
            author: None,
            date: date.to_owned(),
            sealed,
            seals: Vec::new(),
            stamps: Vec::new(),
        }
    }

    #[test]
    fn with_a_seal_the_unit_is_centred_over_the_date() {
        // 9 and 6.5 字: (9 - 6.5) / 2 = 1.25 less than 4.
        let place = place(&signature("某某县卫生健康局办", "2026年11月5日", true));
        assert_eq!(
            (place.blank_lines, place.unit_rights, place.date_right),
            (2, vec![Chars(275)], Chars(400))
        );
    }

    #[test]
    fn a_name_too_long_to_be_centred_stands_at_the_edge() {
        let place =
            place(&signature("内蒙古赤峰高新技术产业开发区管理委员会红山产业园", "2026年3月5日", true));
        assert_eq!((place.unit_rights, place.date_right), (vec![Chars(0)], Chars(900)));
    }

    #[test]
    fn without_a_seal_the_date_begins_two_characters_to_the_right() {
        let place = place(&signature("某某县卫生健康局", "2026年3月5日", false));
        assert_eq!(
            (place.blank_lines, place.unit_rights, place.date_right),
            (1, vec![Chars(200)], Chars(200))
        );
    }

    #[test]
    fn a_date_longer_than_the_unit_is_two_from_the_right() {
        let place = place(&signature("某某局", "2026年12月31日", false));
        assert_eq!((place.unit_rights, place.date_right), (vec![Chars(800)], Chars(200)));
    }

    #[test]
    fn several_names_without_seals_begin_under_each_other_and_the_date_two_characters_to_the_right() {
        let mut joint = signature("某某县卫生健康局", "2026年3月5日", false);
        joint.units.push("某某县人力资源和社会保障局".to_owned());
        let place = place(&joint);
        assert_eq!(place.unit_rights, [Chars(700), Chars(200)]);
        // 13 字 and 2 on the right: the names begin at 13 字 from the left, the date of 6 字 at 15.
        assert_eq!(place.date_right, Chars(700));
    }

    #[test]
    fn several_names_under_seals_stand_in_rows_with_the_date_under_the_last() {
        let mut joint = signature("某某县卫生健康局", "2026年3月5日", true);
        joint.units.extend(["某某县民政局", "某某县财政局", "某某县教育局"].map(str::to_owned));
        let profile = gbt9704::profile();
        let lines = sealed(&joint, &profile, profile.pitch, &mut Sheet::new());
        let styles: Vec<&str> = lines.iter().map(|line| line.style.name()).collect();
        let blank = "空行";
        assert_eq!(styles, [blank, blank, "署名", blank, blank, blank, blank, "署名", "成文日期"]);
        let stops = |line: &LaidParagraph| line.direct.centre_tabs.into_iter().flatten().count();
        assert_eq!((stops(&lines[2]), stops(&lines[7])), (3, 1));
        assert_eq!(lines[2].direct.centre_tabs[2], lines[7].direct.centre_tabs[0]);
        // 右空四字.
        assert_eq!(lines[8].direct.indents.map(|indents| indents.right), Some(Chars(400)));
    }

    #[test]
    fn the_titles_of_several_signers_stand_under_each_other_and_so_do_their_stamps() {
        let stamp =
            |post: &str, name: &str| Stamp { post: post.to_owned(), name: name.to_owned(), picture: None };
        let profile = gbt9704::profile();
        let stamps_of = [stamp("县长", "某某某"), stamp("主任", "某某")];
        let lines = stamps(&stamps_of, &profile, profile.pitch, &mut Sheet::new());
        // 28 字 less 4, 3 for the name, 2 between, 2 for the title; 25 twips of the line are left over.
        let left = lines[0].direct.indents.expect("they have their own").left;
        assert_eq!(left, Chars(1707));
        assert_eq!(lines[1].direct, lines[0].direct);
        let name = |line: &LaidParagraph| match &line.runs[2].content {
            RunContent::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(lines.iter().map(name).collect::<Vec<_>>(), ["某某某", "某\u{3000}某"]);
    }
}
