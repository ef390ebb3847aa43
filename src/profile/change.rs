//! What of a profile hangs together: whoever changes one value changes with it all that follow from it.

use crate::profile::mark;
use crate::profile::style::{LineHeight, PageGeometry, ParagraphFormat, ParagraphStyle, Profile};
use crate::profile::units::Twip;

/// Gives a profile another page, on which the mark's ink begins at `mark_top` from the paper's edge.
pub fn page(profile: &mut Profile, page: PageGeometry, mark_top: Twip) {
    profile.page = page;
    profile.landscape = page.turned();
    profile.mark_top = mark_top;
    for format in &mut profile.paragraphs {
        format.leader = format.leader.map(|_| page.text_width());
        match (format.style, format.double_rule) {
            (ParagraphStyle::Mark, _) => {
                let (frame, line) = page.mark_frame(mark_top, format.run.size);
                (format.frame, format.line) = (Some(frame), LineHeight::Exact(line));
            }
            // The lines of a 信函 stay where they are on the paper.
            (ParagraphStyle::LetterRule, _) => format.indents = mark::letter_rule_indents(&page, &format.run),
            (ParagraphStyle::LetterFoot, Some(rules)) => {
                format.frame = Some(mark::letter_foot(&page, rules.height()));
            }
            _ => {}
        }
    }
}

/// Gives a profile another line pitch: every style that had the old one has the new one.
pub fn pitch(profile: &mut Profile, pitch: Twip) {
    let old = profile.pitch;
    for format in &mut profile.paragraphs {
        format.line = match format.line {
            LineHeight::Exact(line) if line == old => LineHeight::Exact(pitch),
            LineHeight::AtLeast(line) if line == old => LineHeight::AtLeast(pitch),
            other => other,
        };
    }
    profile.pitch = pitch;
}

/// Gives the characters of the text, and of every style set like it, another space between them.
pub fn spacing(profile: &mut Profile, spacing: Twip) {
    let body = profile.paragraph(ParagraphStyle::Body).run;
    let alike = |format: &&mut ParagraphFormat| {
        format.run.size == body.size && format.run.spacing == body.spacing && !format.run.red
    };
    profile.paragraphs.iter_mut().filter(alike).for_each(|format| format.run.spacing = spacing);
}
