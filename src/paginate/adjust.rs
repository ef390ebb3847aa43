//! Pages → what they ask of the layout: the signature stands with its text, the first page shows text, 版记 has a page.

use crate::layout::adjustments::{Adjustments, ImprintPage};
use crate::layout::breaking::Viewer;
use crate::layout::ending::{self, End};
use crate::layout::laid::{LaidBlock, LaidParagraph, Layout, RunContent};
use crate::paginate::atoms::Trial;
use crate::paginate::{Page, Pages, paginate, try_out};
use crate::profile::style::{LineHeight, ParagraphStyle, Profile};
use crate::profile::units::Twip;

/// Lines of a last paragraph that is kept with the signature even where nothing asks for it, so that it still is when
/// somebody changes the text in Word. A longer one would move as a whole in programs that never part such a paragraph.
const SHORT: usize = 3;
/// Blocks between the text and 署名 from which on they are a list that goes from page to page.
const LONG_LIST: usize = 8;
/// By so much the pitch is changed at a time: half a point.
const STEP: i32 = 10;
/// So often at most: to 27 points and to 31.
const STEPS: i32 = 4;

/// What the pages ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of the layout.
    pub adjustments: Adjustments,
    /// The text's last paragraph is to be kept with what follows it there; the layout itself does not change by that.
    pub tied: Option<End>,
}

/// What the pages of a layout ask for. `before` is what it was laid out with; what was asked for once stays.
pub fn asked(layout: &Layout, profile: &Profile, before: &Adjustments) -> Asked {
    let mut pages = paginate(layout, profile, Viewer::Word);
    let mut adjustments = before.clone();
    if text_is_pushed_off(layout, &pages) {
        adjustments.recipients_in_imprint = true;
        return Asked { adjustments, tied: None };
    }
    let mut tied = None;
    if let Some(end) = ending::of_main_part(layout) {
        let mut wanted = false;
        if is_alone(layout, &pages, end) {
            Tied { pages, tied: wanted } = keep_company(layout, profile, end, &mut adjustments);
        }
        tied = (wanted || is_short(&pages, end)).then_some(end);
    }
    adjustments.imprint = imprint_page(layout, &pages, profile);
    Asked { adjustments, tied }
}

/// Lets the signature stand with text: one blank line less, or the text's last line goes along with it where the page
/// before loses no more than two lines by that, or closer lines, then wider ones, by no more than it takes (7.3.5.5).
/// Where nothing helps, the last line goes along whatever the page before loses.
fn keep_company(layout: &Layout, profile: &Profile, end: End, asked: &mut Adjustments) -> Tied {
    let blanks = blanks_before(layout, end);
    // A seal that is shown needs both: it may not lie on the text.
    let spare = usize::from(blanks > 1 && !has_seal(layout, end));
    let attempt = |pitch: Option<Twip>, fewer_blanks: usize| {
        let trial = Trial { pitch, end: Some(end), fewer_blanks, tied: false };
        let pages = try_out(layout, profile, Viewer::Word, trial);
        (!is_alone(layout, &pages, end)).then_some((pages, pitch, fewer_blanks))
    };
    let steps = |step: i32| (1..=STEPS).map(move |count| Twip(profile.pitch.0 + count * step));
    let closer = || steps(-STEP).flat_map(|pitch| (0..=spare).map(move |fewer| (Some(pitch), fewer)));
    let wider = || steps(STEP).map(|pitch| (Some(pitch), 0));
    let goes_along = !leaves_first_page(layout, end);
    let along =
        try_out(layout, profile, Viewer::Word, Trial { end: Some(end), tied: true, ..Trial::default() });
    let blank = (1..=spare).find_map(|fewer| attempt(None, fewer));
    if blank.is_none() && goes_along && white_before(&along, end, profile) < 3 * profile.pitch.0 {
        return Tied { pages: along, tied: true };
    }
    match blank.or_else(|| closer().chain(wider()).find_map(|(pitch, fewer)| attempt(pitch, fewer))) {
        Some((pages, pitch, fewer_blanks)) => {
            asked.pitch = pitch;
            asked.fewer_blanks += fewer_blanks;
            // It fits as it is. Where a program or a printer needs a line more, the text still comes along.
            Tied { pages, tied: goes_along }
        }
        None => Tied { pages: along, tied: goes_along },
    }
}

/// The pages on which the signature stands with text, and whether that takes keeping the text's last line with it.
struct Tied {
    pages: Pages,
    tied: bool,
}

/// What stays white, in twips, at the foot of the page before that of 成文日期.
fn white_before(pages: &Pages, end: End, profile: &Profile) -> i32 {
    let date = pages.lines_of(end.section, end.date).next().map(|line| line.page);
    let Some(page) = date.and_then(|date| date.checked_sub(1)).and_then(|before| pages.pages.get(before))
    else {
        return 0;
    };
    let geometry = if page.landscape { &profile.landscape } else { &profile.page };
    geometry.height.0 - geometry.bottom.0 - page.filled.0
}

/// Blank lines before 署名.
fn blanks_before(layout: &Layout, end: End) -> usize {
    let is_blank = |block: &&LaidBlock| matches!(block, LaidBlock::Paragraph(p) if is_blank(p));
    layout.sections[end.section].blocks[..end.signed].iter().rev().take_while(is_blank).count()
}

/// Whether a seal is shown on 署名.
fn has_seal(layout: &Layout, end: End) -> bool {
    let shows = |block: &LaidBlock| match block {
        LaidBlock::Paragraph(paragraph) => {
            paragraph.runs.iter().any(|run| matches!(run.content, RunContent::Drawing(_)))
        }
        _ => false,
    };
    layout.sections[end.section].blocks[end.signed..end.date].iter().any(shows)
}

fn is_blank(paragraph: &LaidParagraph) -> bool {
    paragraph.style == ParagraphStyle::Blank
}

/// Lines of the text that stand on the page of 成文日期.
fn lines_with_signature(layout: &Layout, pages: &Pages, end: End) -> usize {
    let Some(date) = pages.lines_of(end.section, end.date).next() else { return 0 };
    let is_text = |section: usize, block: usize| match &layout.sections[section].blocks[block] {
        LaidBlock::Paragraph(paragraph) => !is_blank(paragraph),
        _ => true,
    };
    // A long list of attachments is company enough.
    let list = end.signed.saturating_sub(end.first) > LONG_LIST;
    let first = if list { end.signed } else { end.first };
    let lines = pages.lines.iter().filter(|line| line.page == date.page && line.of.block < first);
    lines.filter(|line| line.of.section == end.section && is_text(line.of.section, line.of.block)).count()
}

/// Whether no line of the text stands on the page of 成文日期. A chart or the text's last table does as well.
fn is_alone(layout: &Layout, pages: &Pages, end: End) -> bool {
    let drawn = matches!(
        end.first.checked_sub(1).map(|last| &layout.sections[end.section].blocks[last]),
        Some(LaidBlock::Chart(_)) | None
    );
    !drawn && lines_with_signature(layout, pages, end) == 0
}

/// Whether the last paragraph of the text is all that the first page shows of it, and 附件说明 stands with the signature as
/// it is. Programs that part no such paragraph would leave the first page without text (7.3.3).
fn leaves_first_page(layout: &Layout, end: End) -> bool {
    let style = |block: &LaidBlock| match block {
        LaidBlock::Paragraph(paragraph) => Some(paragraph.style),
        _ => None,
    };
    let blocks = &layout.sections[end.section].blocks;
    let listed =
        blocks[end.first..end.signed].iter().any(|b| style(b) == Some(ParagraphStyle::AttachmentNote));
    let before = end.first.checked_sub(2).and_then(|before| blocks.get(before)).and_then(style);
    let opens = matches!(before, Some(ParagraphStyle::Recipients | ParagraphStyle::Blank) | None);
    listed && end.section == 0 && opens
}

/// Whether the last paragraph of the text is short and stands on one page with the signature.
fn is_short(pages: &Pages, end: End) -> bool {
    let Some(last) = end.first.checked_sub(1) else { return false };
    let mut lines = pages.lines_of(end.section, last);
    let Some(first) = lines.next() else { return false };
    let (count, page) = lines.fold((1, first.page), |(count, _), line| (count + 1, line.page));
    let date = pages.lines_of(end.section, end.date).next().map(|line| line.page);
    count <= SHORT && page == first.page && date == Some(page)
}

/// Whether 主送机关 leaves no line of the text on the first page, which has a red head.
fn text_is_pushed_off(layout: &Layout, pages: &Pages) -> bool {
    let blocks = &layout.sections[0].blocks;
    let position = |style: ParagraphStyle| {
        blocks.iter().position(|block| matches!(block, LaidBlock::Paragraph(p) if p.style == style))
    };
    let joint = blocks.iter().position(|block| matches!(block, LaidBlock::Mark(_)));
    let (Some(mark), Some(recipients)) =
        (joint.or_else(|| position(ParagraphStyle::Mark)), position(ParagraphStyle::Recipients))
    else {
        return false;
    };
    let shown = |block: usize| pages.lines_of(0, block).any(|line| line.page == 0);
    let text = blocks.iter().enumerate().skip(recipients + 1).find(|(_, block)| match block {
        LaidBlock::Paragraph(paragraph) => !is_blank(paragraph),
        _ => true,
    });
    mark < recipients
        && text.is_some_and(|(block, laid)| matches!(laid, LaidBlock::Paragraph(_)) && !shown(block))
}

/// The page that 版记 gets.
fn imprint_page(layout: &Layout, pages: &Pages, profile: &Profile) -> ImprintPage {
    let imprint = layout.sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        LaidBlock::Imprint(imprint) if !imprint.rows.is_empty() => Some(imprint),
        _ => None,
    });
    let Some(imprint) = imprint else { return ImprintPage::Same };
    let geometry = |landscape: bool| if landscape { &profile.landscape } else { &profile.page };
    let is_text =
        |page: &&Page| !layout.sections[page.section].even && page.filled > geometry(page.landscape).top;
    let Some(last) = pages.pages.iter().rfind(is_text) else { return ImprintPage::Same };
    let (LineHeight::Exact(anchor) | LineHeight::AtLeast(anchor)) =
        profile.paragraph(ParagraphStyle::ImprintAnchor).line;
    let bottom = profile.page.height.0 - profile.page.bottom.0;
    let wanted = anchor.0.max(imprint.height.0 + profile.imprint_rise.0);
    let has_room = !last.landscape && last.filled.0 + wanted <= bottom;
    let even = last.number % 2 == 0;
    match (imprint.on_even_page || profile.imprint_on_even_page, even, has_room) {
        (false, _, true) | (true, true, true) => ImprintPage::Same,
        (false, _, false) => ImprintPage::Next,
        (true, false, _) => ImprintPage::Even,
        (true, true, false) => ImprintPage::AfterBlank,
    }
}
