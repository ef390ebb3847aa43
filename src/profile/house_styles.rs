//! 样式 of a house style: which style follows which, and what follows from a size.

use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::model::house::{Aligned, FontSize, HouseStyle, NumberPlace, PageNumber, StyleChange, Styles};
use crate::profile::house::{face, points, too_low, within};
use crate::profile::style::{
    Alignment, CharacterStyle, Indents, LineHeight, ParagraphFormat, ParagraphStyle, Profile, RunFormat,
};
use crate::profile::units::{Chars, HalfPt, Twip};

/// Sizes of text in points: smaller cannot be read, larger is a poster.
const SIZE: (u32, u32) = (5, 72);
/// What a line has beyond its characters: 7/8 of a 3号 character (GB/T 9704 3.2).
const LEADING: Twip = Twip(280);

/// Face and size of 正文, and of every style that is set like it: before pitch and spacing, which depend on them.
pub fn body(profile: &mut Profile, style: &HouseStyle, findings: &mut Findings) {
    let Some(change) = style.styles.as_ref().and_then(|styles| styles.body.as_ref()) else { return };
    let old = profile.paragraph(ParagraphStyle::Body).run;
    if let Some(face) = change.face.as_ref().and_then(|written| face(profile, written, findings)) {
        let alike = |run: &RunFormat| run.face == old.face && run.size == old.size;
        profile
            .paragraphs
            .iter_mut()
            .filter(|format| alike(&format.run))
            .for_each(|format| format.run.face = face);
    }
    if let Some(size) = change.size.and_then(|size| half_points(size, findings)) {
        let alike = |run: &RunFormat| run.size == old.size && !run.red;
        profile
            .paragraphs
            .iter_mut()
            .filter(|format| alike(&format.run))
            .for_each(|format| format.run.size = size);
    }
}

/// Every style that a house style has otherwise.
pub fn all(profile: &mut Profile, styles: &Styles, findings: &mut Findings) {
    use CharacterStyle as C;
    use ParagraphStyle as S;
    if let Some(change) = &styles.body {
        let rest = StyleChange { face: None, size: None, pitch: None, ..change.clone() };
        let text = [S::Body, S::RunIn1, S::RunIn2, S::RunIn3, S::RunIn4];
        apply(profile, &rest, &text, findings);
    }
    for (change, followers) in [
        (&styles.title, &[S::Title, S::InstrumentTitle, S::AttachmentTitle, S::ContentsTitle][..]),
        (&styles.chapter, &[S::Chapter]),
        (&styles.subtitle, &[S::Subtitle]),
        (&styles.recipients, &[S::Recipients]),
        (&styles.signatory, &[S::Signatory]),
        (&styles.issue_date, &[S::IssueDate]),
        (&styles.remark, &[S::Remark]),
        (&styles.attachment_note, &[S::AttachmentNote, S::AttachmentNoteNext]),
        (&styles.attachment_label, &[S::AttachmentLabel]),
        (&styles.document_number, &[S::DocumentNumber, S::SignerLine, S::IssueNumber]),
        (&styles.copy_number, &[S::CopyNumber]),
        (&styles.secrecy, &[S::Secrecy]),
        (&styles.imprint, &[S::Imprint]),
        (&styles.table_title, &[S::TableTitle]),
        (&styles.table_head, &[S::TableHead]),
        (&styles.table_text, &[S::TableText]),
        (&styles.table_note, &[S::TableNote]),
        (&styles.chart_title, &[S::ChartTitle]),
    ] {
        if let Some(change) = change {
            apply(profile, change, followers, findings);
        }
    }
    for (change, own_line, run_in, words) in [
        (&styles.heading1, S::Heading1, S::RunIn1, C::Heading1),
        (&styles.heading2, S::Heading2, S::RunIn2, C::Heading2),
        (&styles.heading3, S::Heading3, S::RunIn3, C::Heading3),
        (&styles.heading4, S::Heading4, S::RunIn4, C::Heading4),
    ] {
        if let Some(change) = change {
            apply(profile, change, &[own_line], findings);
            // The paragraph of a run-in heading is text; only its indent is the heading's.
            let indent = StyleChange { first: change.first.clone(), ..nothing() };
            apply(profile, &indent, &[run_in], findings);
            let (run, text) = (profile.paragraph(own_line).run, profile.paragraph(run_in).run);
            for format in profile.characters.iter_mut().filter(|format| format.style == words) {
                (format.face, format.bold) = (Some(run.face), run.bold);
                format.size = (run.size != text.size).then_some(run.size);
            }
        }
    }
    if let Some(change) = &styles.mark {
        mark(profile, change, findings);
    }
}

/// No change.
fn nothing() -> StyleChange {
    StyleChange {
        face: None,
        size: None,
        bold: None,
        aligned: None,
        pitch: None,
        first: None,
        before: None,
        after: None,
    }
}

/// Changes styles that are set alike.
fn apply(profile: &mut Profile, change: &StyleChange, styles: &[ParagraphStyle], findings: &mut Findings) {
    let face = change.face.as_ref().and_then(|written| face(profile, written, findings));
    let size = change.size.and_then(|size| half_points(size, findings));
    let pitch = change.pitch.as_ref().and_then(|number| points(number, (5, 100), "行距", findings));
    let first = change.first.as_ref().and_then(|number| within(number, (0, 10), "首行缩进", "字", findings));
    let before = change.before.as_ref().and_then(|number| points(number, (0, 100), "段前", findings));
    let after = change.after.as_ref().and_then(|number| points(number, (0, 100), "段后", findings));
    let body = *profile.paragraph(ParagraphStyle::Body);
    for format in profile.paragraphs.iter_mut().filter(|format| styles.contains(&format.style)) {
        format.run.face = face.unwrap_or(format.run.face);
        format.run.bold = change.bold.map_or(format.run.bold, |flag| flag.0);
        if let Some(size) = size {
            resize(format, size, &body);
        }
        if let Some(pitch) = pitch {
            format.line = LineHeight::Exact(pitch);
        }
        if let Some(aligned) = change.aligned {
            format.alignment = alignment(aligned);
        }
        if let Some(first) = first {
            format.indents = Indents { first: Chars(first), ..format.indents };
        }
        format.before = before.unwrap_or(format.before);
        format.after = after.unwrap_or(format.after);
    }
    let Some(format) = styles.first().map(|style| *profile.paragraph(*style)) else { return };
    let (LineHeight::Exact(line) | LineHeight::AtLeast(line)) = format.line;
    if line < format.run.size.twips() {
        let span = change.pitch.as_ref().map(|number| number.span).or(change.size.map(|size| size.span));
        too_low(span, format.style.name(), findings);
    }
}

/// Another size: characters of the text's size are set as close as those of the text, others solid. A line that was reckoned
/// as the standard reckons lines is reckoned again, and so is one that has become too low.
fn resize(format: &mut ParagraphFormat, size: HalfPt, body: &ParagraphFormat) {
    let (LineHeight::Exact(line) | LineHeight::AtLeast(line)) = format.line;
    let reckoned = line == reckon(format.run.size);
    format.run.size = size;
    format.run.spacing = if size == body.run.size { body.run.spacing } else { Twip(0) };
    if reckoned || size.twips().0 * 5 / 4 > line.0 {
        format.line = LineHeight::Exact(reckon(size));
    }
}

/// The height of a line of this size (GB/T 9704 3.2).
const fn reckon(size: HalfPt) -> Twip {
    Twip(size.twips().0 + LEADING.0)
}

/// Lines that another pitch has made lower than their characters are reckoned; the tiny ones hold none.
pub fn raise(profile: &mut Profile) {
    for format in profile.paragraphs.iter_mut().filter(|format| format.run.size.0 > 2) {
        let (LineHeight::Exact(line) | LineHeight::AtLeast(line)) = format.line;
        // A paragraph with a double line holds no text.
        if line < format.run.size.twips() && format.double_rule.is_none() {
            format.line = LineHeight::Exact(reckon(format.run.size));
        }
    }
}

/// 发文机关标志: its size is the largest that the layout may take.
fn mark(profile: &mut Profile, change: &StyleChange, findings: &mut Findings) {
    let size = change.size.and_then(|size| half_points(size, findings));
    let rest = StyleChange { size: None, pitch: None, first: None, ..change.clone() };
    apply(profile, &rest, &[ParagraphStyle::Mark], findings);
    let run = profile.paragraph(ParagraphStyle::Mark).run;
    if let Some(size) = size {
        profile.largest_mark = size;
        let (frame, line) = profile.mark_geometry(size);
        for format in profile.paragraphs.iter_mut().filter(|format| format.style == ParagraphStyle::Mark) {
            format.run.size = size;
            (format.frame, format.line) = (Some(frame), LineHeight::Exact(line));
        }
    }
    for format in profile.paragraphs.iter_mut().filter(|format| format.style.is_joint()) {
        format.run = run;
    }
}

/// Place and look of page numbers.
pub fn page_number(profile: &mut Profile, number: &PageNumber, findings: &mut Findings) {
    let face = number.face.as_ref().and_then(|written| face(profile, written, findings));
    let size = number.size.and_then(|size| half_points(size, findings));
    let one = |left, right| Indents { left: Chars(left), right: Chars(right), first: Chars(0) };
    for (style, outer) in [
        (ParagraphStyle::PageNumberOdd, (Alignment::Right, one(0, 100))),
        (ParagraphStyle::PageNumberEven, (Alignment::Left, one(100, 0))),
    ] {
        let place = match number.place {
            Some(NumberPlace::Center) => Some((Alignment::Center, one(0, 0))),
            Some(NumberPlace::Right) => Some((Alignment::Right, one(0, 100))),
            Some(NumberPlace::Outer) => Some(outer),
            None => None,
        };
        for format in profile.paragraphs.iter_mut().filter(|format| format.style == style) {
            if let Some((alignment, indents)) = place {
                (format.alignment, format.indents) = (alignment, indents);
            }
            format.run.face = face.unwrap_or(format.run.face);
            format.run.size = size.unwrap_or(format.run.size);
        }
    }
}

const fn alignment(aligned: Aligned) -> Alignment {
    match aligned {
        Aligned::Left => Alignment::Left,
        Aligned::Center => Alignment::Center,
        Aligned::Right => Alignment::Right,
        Aligned::Justified => Alignment::Justified,
    }
}

/// A size that can be set.
fn half_points(size: FontSize, findings: &mut Findings) -> Option<HalfPt> {
    let sound = (SIZE.0 * 2..=SIZE.1 * 2).contains(&size.half_points);
    if !sound {
        let words = FontSize::in_words(size.half_points);
        let message = format!("字号{words}不在{}到{}磅之间", SIZE.0, SIZE.1);
        findings.push(
            Diagnostic::error("profile-number", size.span, message)
                .hint("正文一般用三号（16磅），标题用二号（22磅）"),
        );
    }
    sound.then_some(HalfPt(size.half_points))
}
