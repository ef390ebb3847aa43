//! H23: a seal on a file without date or number.

use crate::check::marks::Marks;
use crate::check::rule::{Fix, Look, Rule};
use crate::check::sample::{Change, document, notice};
use crate::diag::diagnostic::Level;
use crate::paper::line::Role;
use crate::read::docx::Word;
use crate::read::docx::drawing::{Drawing, Kind};

/// A picture of 45 mm at 署名.
const SEAL: Change = document(
    "w:val=\"Signatory\"",
    "某某县水务局</w:t></w:r>",
    "某某县水务局</w:t></w:r><w:r><w:drawing><wp:anchor behindDoc=\"1\"><wp:positionH relativeFrom=\"column\"><wp:posOffset>3000000</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>-626110</wp:posOffset></wp:positionV><wp:extent cx=\"1619885\" cy=\"1619885\"/><a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>",
);

pub const RULE: Rule = Rule {
    code: "H23",
    name: "空白件上有印章",
    level: Level::Error,
    fix: Fix::None,
    clause: "GB/T 9704-2012 7.3.5.1",
    why: "印章用在写完的公文上。没有成文日期或发文字号的文件已经盖了章，等于盖了章的空白件，谁都可以往上填；文件模板里也不要存放印章图片。",
    wrong: &[
        notice(
            "没有成文日期，却有印章图片。",
            &[SEAL, document("w:val=\"IssueDate\"", "2026年3月5日", "年　月　日")],
        ),
        notice(
            "发文字号还没有编，却有印章图片。",
            &[SEAL, document("w:val=\"DocumentNumber\"", "某水发〔2026〕5号", "某水发〔2026〕　号")],
        ),
    ],
    right: &[notice("有日期和文号的公文上盖了章。", &[SEAL])],
    look: Look::File(look),
};

/// Seals are 42 to 50 mm across.
fn is_seal(drawing: &Drawing) -> bool {
    let (width, height) = (drawing.width, drawing.height);
    drawing.kind == Kind::Picture
        && drawing.floats
        && (2000..=3200).contains(&width)
        && (width - height).abs() * 10 < width
}

fn look(word: &Word, marks: &mut Marks<'_>) {
    let end = word.of_line.len();
    // In the second half of the main part, where names and dates stand.
    let Some(seal) = word.drawings.iter().find(|drawing| is_seal(drawing)) else { return };
    let Some(line) = word.line_of(seal.paragraph).filter(|line| line * 3 >= end) else { return };
    let has = |c: &str, role: Role| {
        word.paper
            .of(role)
            .any(|(_, line)| line.text.contains(c) && line.text.contains(|c: char| c.is_ascii_digit()))
    };
    let date =
        word.paper.of(Role::Date).any(|(_, line)| crate::paper::end_matter::date(&line.text).is_some());
    let number = has("号", Role::DocumentNumber)
        && word.paper.of(Role::DocumentNumber).any(|(_, line)| {
            let serial = line.text.rsplit(['〕', ']', '）', ')']).next().unwrap_or_default();
            serial.contains(|c: char| c.is_ascii_digit())
        });
    let is_issued = word.paper.first(Role::RedMark).is_some();
    let missing = match (date, number || !is_issued) {
        (true, true) => return,
        (false, true) => "成文日期",
        (true, false) => "发文字号",
        (false, false) => "成文日期和发文字号",
    };
    let range = 0..word.paper.lines[line].text.len();
    marks
        .at(line, range, format!("文件上有印章，却没有{missing}"))
        .hint("先把文号和日期写好再盖章；模板和空白件里不要放印章图片");
}
