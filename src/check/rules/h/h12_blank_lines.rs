//! H12: too many or too few blank lines between the parts of a 公文.

use crate::check::marks::Marks;
use crate::check::measure::Measure;
use crate::check::page::{blank_lines, first_of, has_head, last_of};
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{document, notice};
use crate::diag::diagnostic::Level;
use crate::document::tree::Form;
use crate::paper::line::Role;
use crate::profile::style::ParagraphStyle as Style;
use crate::read::docx::Word;

pub const RULE: Rule = Rule {
    code: "H12",
    name: "空行数不对",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.2.5、7.3.1、7.3.2、7.3.4、7.3.5",
    why: "发文字号在发文机关标志下空二行，标题在红色分隔线下空二行，主送机关在标题下空一行，附件说明在正文下空一行，不盖章的署名在正文或附件说明下空一行。段前段后的距离也算在内。",
    wrong: &[
        notice(
            "主送机关紧接着标题，没有空一行。",
            &[document("水库汛前检查的通知", "<w:p><w:pPr><w:pStyle w:val=\"Blank\"/></w:pPr></w:p>", "")],
        ),
        notice(
            "标题上面只空一行。",
            &[document("某水发〔2026〕5号", "<w:p><w:pPr><w:pStyle w:val=\"Blank\"/></w:pPr></w:p>", "")],
        ),
        notice(
            "附件说明上面空了两行。",
            &[document(
                "限期整改。",
                "<w:pStyle w:val=\"Blank\"/></w:pPr></w:p>",
                "<w:pStyle w:val=\"Blank\"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val=\"Blank\"/></w:pPr></w:p>",
            )],
        ),
    ],
    right: &[
        notice("空行都对。", &[]),
        notice(
            "不用空行，用段前一行隔开主送机关和标题。",
            &[
                document("水库汛前检查的通知", "<w:p><w:pPr><w:pStyle w:val=\"Blank\"/></w:pPr></w:p>", ""),
                document(
                    "水库汛前检查的通知",
                    "<w:pStyle w:val=\"Recipients\"/>",
                    "<w:pStyle w:val=\"Recipients\"/><w:spacing w:before=\"579\"/>",
                ),
            ],
        ),
    ],
    look: Look::Layout(look),
};

/// How far a distance may be off, in hundredths of a line.
const OFF: i32 = 45;

fn look(word: &Word, measure: &Measure, marks: &mut Marks<'_>) {
    let unit = measure.profile.pitch.0;
    let text =
        [Role::Body, Role::Item, Role::Heading].into_iter().filter_map(|role| last_of(word, role)).max();
    let title = last_of(word, Role::Title).max(last_of(word, Role::UnderTitle));
    let is_file = has_head(word) && matches!(word.paper.form, Form::File | Form::Telegram);
    let mut pairs = Vec::new();
    if is_file {
        pairs.push((
            last_of(word, Role::RedMark),
            first_of(word, Role::DocumentNumber),
            2,
            ("发文机关标志", Style::Mark),
            ("发文字号", Style::DocumentNumber),
        ));
        pairs.push((
            last_of(word, Role::DocumentNumber),
            first_of(word, Role::Title),
            2,
            ("发文字号（红线）", Style::DocumentNumber),
            ("标题", Style::Title),
        ));
    }
    pairs.push((
        title,
        first_of(word, Role::Recipients),
        1,
        ("标题", Style::Title),
        ("主送机关", Style::Recipients),
    ));
    pairs.push((
        text,
        first_of(word, Role::AttachmentNote),
        1,
        ("正文", Style::Body),
        ("附件说明", Style::AttachmentNote),
    ));
    for (above, below, wanted, (first, upper), (second, lower)) in pairs {
        let (Some((_, above)), Some((line, below))) = (above, below) else { continue };
        let Some((have, most)) = blank_lines(word, above, below, unit) else { continue };
        let asked = wanted * 100 + more(measure, upper, lower);
        if most < asked - OFF || have > asked + OFF {
            let range = 0..word.paper.lines[line].text.len();
            let count = if have % 100 == 0 {
                (have / 100).to_string()
            } else {
                format!("约{}.{}", have / 100, have % 100 / 10)
            };
            marks
                .at(line, range, format!("{first}和{second}之间空了{count}行，应当空{wanted}行"))
                .hint(measure.hint(format!("在{second}上面留{wanted}个空行，行距与正文相同")));
        }
    }
    signature(word, measure, marks, text);
}

/// What a house style adds between two styles by 段前 and 段后, in hundredths of a line.
fn more(measure: &Measure, above: Style, below: Style) -> i32 {
    let gap = |of: &Measure| of.style(above).after.0 + of.style(below).before.0;
    (gap(measure) - gap(Measure::standard())) * 100 / measure.profile.pitch.0.max(1)
}

/// 署名 without seal stands one line below; with one, one to three.
fn signature(word: &Word, measure: &Measure, marks: &mut Marks<'_>, text: Option<(usize, usize)>) {
    let above = text.max(last_of(word, Role::AttachmentNote));
    let (Some((_, above)), Some((line, below))) = (above, first_of(word, Role::Signature)) else { return };
    let Some((have, most)) = blank_lines(word, above, below, measure.profile.pitch.0) else { return };
    let more = more(measure, Style::Body, Style::Signatory);
    if most < 50 + more || have > 450 + more {
        let range = 0..word.paper.lines[line].text.len();
        let message = if most < 50 { "署名上面没有空行" } else { "署名上面空得太多" };
        marks
            .at(line, range, message)
            .level(Level::Warning)
            .hint("不盖章的，署名上面空一行；盖章的空二至三行，让印章顶端离正文或附件说明一行之内");
    }
}
