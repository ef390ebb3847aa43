//! Paragraphs → what each of them is.
//!
//! From the top: head, title, 主送机关. Then the text, until a name with a date below it; 附件说明 stands before them, 附注 and
//! 版记 after them. What follows is an attachment where a label says so, else what the document issues. Each of them has a
//! title, and may have an end of its own. Where nothing tells, a paragraph is 正文.

use crate::diag::sources::SourceId;
use crate::document::tree::Form;
use crate::paper::end_matter::{self, Imprint};
use crate::paper::joining::{Hint, Raw, join};
use crate::paper::line::{Line, Role};
use crate::paper::number::{self, is_blank};
use crate::paper::{Grid, GridCell, Origin, Paper};

/// Longest title, and most lines of one.
const LONGEST_TITLE: usize = 80;
const TITLE_LINES: usize = 4;
/// Longest heading on a line of its own.
const LONGEST_HEADING: usize = 60;
/// Longest run-in heading.
const LONGEST_RUN_IN: usize = 50;

/// What titles end with: the 15 of 条例 article 8 first, then what offices issue with them.
pub const KINDS: &[&str] = &[
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "复函",
    "函",
    "纪要",
    "令",
    "方案",
    "计划",
    "总结",
    "要点",
    "办法",
    "规定",
    "细则",
    "规则",
    "制度",
    "规程",
    "章程",
    "条例",
    "预案",
    "规划",
    "纲要",
    "清单",
    "情况",
    "汇报",
    "讲话",
    "安排",
    "公示",
    "倡议书",
    "简报",
    "标准",
    "守则",
    "名单",
    "一览表",
    "统计表",
    "登记表",
    "汇总表",
    "表",
];

/// The 15 statutory 文种 (条例 article 8).
pub const STATUTORY: &[&str] = &[
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要",
];

/// Reads paragraphs as a 公文. Blank ones are left out.
pub fn recognise(raws: Vec<Raw>, source: SourceId) -> Paper {
    let raws: Vec<Raw> = raws.into_iter().filter(is_seen).collect();
    let (raws, broken) = join(raws);
    read(&raws, broken, source)
}

/// As [`recognise`], where each paragraph is known to be whole: those of a Word file.
pub fn paragraphs(raws: Vec<Raw>, source: SourceId) -> Paper {
    let raws: Vec<Raw> = raws.into_iter().filter(is_seen).collect();
    read(&raws, false, source)
}

fn is_seen(raw: &Raw) -> bool {
    raw.cell.is_some() || !raw.text.trim_matches(is_blank).is_empty()
}

fn read(raws: &[Raw], broken: bool, source: SourceId) -> Paper {
    let mut reader = Recogniser { lines: Vec::with_capacity(raws.len()), part: 0 };
    reader.read(raws);
    let mut paper = Paper {
        origin: Origin::Source(source),
        form: Form::WhitePaper,
        kind: None,
        tables: grids(raws, &reader.lines),
        lines: reader.lines,
        broken,
    };
    finish(&mut paper);
    paper
}

/// What follows from the roles: numbers and headings, 文种, 格式.
pub fn finish(paper: &mut Paper) {
    mark_numbers(&mut paper.lines);
    if paper.kind.is_none() {
        paper.kind = kind_of(&paper.title(0)).map(str::to_owned);
    }
    if let (Form::WhitePaper, Some((_, number))) = (paper.form, paper.first(Role::DocumentNumber)) {
        let of_order = number.text.trim().starts_with('第');
        paper.form = if of_order && paper.is_kind("令") { Form::Order } else { Form::File };
    }
}

/// The 文种 that a title ends with.
pub fn kind_of(title: &str) -> Option<&'static str> {
    let title = title.trim_end_matches(is_blank);
    let title = title
        .strip_suffix(['）', ')'])
        .and_then(|t| t.rfind(['（', '(']).map(|at| &t[..at]))
        .unwrap_or(title);
    KINDS.iter().copied().find(|kind| title.ends_with(kind))
}

struct Recogniser {
    lines: Vec<Line>,
    part: usize,
}

impl Recogniser {
    fn push(&mut self, raw: &Raw, role: Role) {
        // 版记 stands behind the attachments, but is the main part's.
        let part = if matches!(role, Role::Copies | Role::Printed) { 0 } else { self.part };
        let mut line = Line::new(raw.text.clone(), role, part);
        line.pieces.clone_from(&raw.pieces);
        self.lines.push(line);
    }

    /// Whether the part has begun to say something.
    fn has_text(&self) -> bool {
        let mut part = self.lines.iter().rev().take_while(|line| line.part == self.part);
        part.any(|line| line.is_text() || line.role == Role::Cell)
    }

    fn read(&mut self, raws: &[Raw]) {
        let mut at = self.head(raws);
        at = self.title(raws, at);
        at = self.recipients(raws, at);
        at = self.body(raws, at);
        while at < raws.len() {
            // What follows the end of a document. An attachment that is a file of its own is the main part of it.
            self.part += usize::from(!self.lines.is_empty());
            if is_label_at(raws, at) || raws[at].hint == Hint::Role(Role::Label) {
                self.push(&raws[at], Role::Label);
                at += 1;
            }
            let before = at;
            at = self.title(raws, at);
            at = self.body(raws, at);
            if at == before {
                self.push(&raws[at], plain_role(&raws[at].text));
                at += 1;
            }
        }
    }

    /// Everything above the title.
    fn head(&mut self, raws: &[Raw]) -> usize {
        let mut at = 0;
        while let Some(raw) = raws.get(at) {
            let Some(role) = hinted(raw).or_else(|| head_role(&raw.text)) else { break };
            if !matches!(
                role,
                Role::CopyNumber
                    | Role::Secrecy
                    | Role::Urgency
                    | Role::RedMark
                    | Role::DocumentNumber
                    | Role::Signers
                    | Role::Furniture
            ) {
                break;
            }
            self.push(raw, role);
            at += 1;
        }
        at
    }

    /// The title's lines, a number that stands below them, what else stands below a title.
    fn title(&mut self, raws: &[Raw], mut at: usize) -> usize {
        let first = at;
        let mut text = String::new();
        while let Some(raw) = raws.get(at) {
            let known = raw.hint == Hint::Role(Role::Title);
            if !known {
                // Where a style says which lines are the title's, no others are.
                let is_said = at > first && raws[first].hint == Hint::Role(Role::Title);
                let hinted_otherwise = raw.hint != Hint::None || raw.cell.is_some() || is_said;
                let full =
                    at - first >= TITLE_LINES || kind_of(&text).is_some() && !goes_on(&text, &raw.text);
                if hinted_otherwise
                    || full
                    || !may_be_title(&raw.text)
                    || (at > first && is_text_at(raws, at))
                {
                    break;
                }
            }
            text.push_str(raw.text.trim_matches(is_blank));
            self.push(raw, Role::Title);
            at += 1;
        }
        if at == first {
            return at;
        }
        while let Some(raw) = raws.get(at) {
            let role = match (raw.hint, end_matter::is_document_number(&raw.text)) {
                (Hint::Role(role @ (Role::UnderTitle | Role::DocumentNumber)), _) => role,
                (Hint::None, true) if self.part == 0 => Role::DocumentNumber,
                (Hint::None, _) if raw.cell.is_none() && is_under_title(&raw.text) => Role::UnderTitle,
                _ => break,
            };
            self.push(raw, role);
            at += 1;
        }
        at
    }

    fn recipients(&mut self, raws: &[Raw], at: usize) -> usize {
        let Some(raw) = raws.get(at) else { return at };
        let known = raw.hint == Hint::Role(Role::Recipients);
        if known || (raw.hint == Hint::None && raw.cell.is_none() && is_recipients(&raw.text)) {
            self.push(raw, Role::Recipients);
            return at + 1;
        }
        at
    }

    /// The text of a part and its end.
    fn body(&mut self, raws: &[Raw], mut at: usize) -> usize {
        let mut signed = false;
        while let Some(raw) = raws.get(at) {
            if let Hint::Role(role) = raw.hint {
                if role == Role::Label || (role == Role::Title && (signed || self.has_text())) {
                    return at;
                }
                signed |= role == Role::Date;
                self.push(raw, role);
                at += 1;
                continue;
            }
            if raw.cell.is_some() {
                self.push(raw, Role::Cell);
                at += 1;
                continue;
            }
            if is_label_at(raws, at) {
                return at;
            }
            if let Hint::Heading(_) = raw.hint {
                self.push(raw, Role::Heading);
                at += 1;
                continue;
            }
            if let Some(imprint) = end_matter::imprint(&raw.text) {
                let role = if imprint == Imprint::Copies { Role::Copies } else { Role::Printed };
                self.push(raw, role);
                at += 1;
                signed = true;
                continue;
            }
            // A line of 抄送机关 that goes on.
            let goes_on = |line: &Line| {
                line.role == Role::Copies && !line.text.trim_end_matches(is_blank).ends_with('。')
            };
            if self.lines.last().is_some_and(goes_on) && raw.text.contains(['，', '、', '。']) {
                self.push(raw, Role::Copies);
                at += 1;
                continue;
            }
            if signed {
                return self.after_signature(raws, at);
            }
            let signatures = signatures_at(raws, at);
            if signatures > 0 {
                for raw in &raws[at..at + signatures] {
                    self.push(raw, Role::Signature);
                }
                at += signatures;
                self.push(&raws[at], Role::Date);
                at += 1;
                signed = true;
                continue;
            }
            if end_matter::begins_attachment_note(&raw.text) && is_near_end(raws, at) {
                at = self.attachment_note(raws, at);
                continue;
            }
            if end_matter::date(&raw.text).is_some() && at > 0 && is_near_end(raws, at) {
                self.push(raw, Role::Date);
                signed = true;
                at += 1;
                continue;
            }
            self.push(raw, plain_role(&raw.text));
            at += 1;
        }
        at
    }

    /// 附注 behind the date; then the part ends.
    fn after_signature(&mut self, raws: &[Raw], mut at: usize) -> usize {
        let after_date = self.lines.last().is_some_and(|line| matches!(line.role, Role::Date | Role::Remark));
        if after_date && (end_matter::is_bracketed(&raws[at].text) || is_contact(&raws[at].text)) {
            self.push(&raws[at], Role::Remark);
            at += 1;
            return self.body_end(raws, at);
        }
        at
    }

    /// 版记 behind 附注.
    fn body_end(&mut self, raws: &[Raw], mut at: usize) -> usize {
        while let Some(raw) = raws.get(at) {
            let role = match end_matter::imprint(&raw.text) {
                Some(Imprint::Copies) => Role::Copies,
                Some(Imprint::Printed) => Role::Printed,
                None if end_matter::is_bracketed(&raw.text) && !is_label_at(raws, at) => Role::Remark,
                None => return at,
            };
            self.push(raw, role);
            at += 1;
        }
        at
    }

    /// 附件说明 from its first line on.
    fn attachment_note(&mut self, raws: &[Raw], mut at: usize) -> usize {
        self.push(&raws[at], Role::AttachmentNote);
        at += 1;
        while let Some(raw) = raws.get(at) {
            let text = raw.text.trim_matches(is_blank);
            let numbered = number::marks(&[text])[0].is_some() || end_matter::begins_attachment_note(text);
            let ends = signatures_at(raws, at) > 0
                || end_matter::date(text).is_some()
                || is_label_at(raws, at)
                || end_matter::imprint(text).is_some();
            if raw.hint != Hint::None
                || raw.cell.is_some()
                || ends
                || !numbered
                || text.contains('。') && text.chars().count() > 60
            {
                break;
            }
            self.push(raw, Role::AttachmentNote);
            at += 1;
        }
        at
    }
}

fn hinted(raw: &Raw) -> Option<Role> {
    match raw.hint {
        Hint::Role(role) => Some(role),
        _ => None,
    }
}

/// What a line above the title is.
fn head_role(text: &str) -> Option<Role> {
    let packed = end_matter::packed(text);
    let count = packed.chars().count();
    if packed.len() == 6 && packed.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Role::CopyNumber);
    }
    if count <= 12 && ["绝密", "机密", "秘密"].iter().any(|word| packed.starts_with(word)) {
        return Some(Role::Secrecy);
    }
    if ["特急", "加急", "特提", "平急", "急件", "紧急"].contains(&packed.as_str()) {
        return Some(Role::Urgency);
    }
    if packed.starts_with("签发人") {
        return Some(Role::Signers);
    }
    let (number, signer) = packed.split_once("签发人").unwrap_or((&packed, ""));
    if end_matter::is_document_number(number) && (signer.is_empty() || signer.chars().count() < 40) {
        return Some(Role::DocumentNumber);
    }
    ((4..=60).contains(&count) && packed.ends_with("文件") && !packed.contains("关于"))
        .then_some(Role::RedMark)
}

/// Whether a line may be one of a title's.
fn may_be_title(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let count = text.chars().count();
    (2..=LONGEST_TITLE).contains(&count)
        && !text.contains(['。', '；', '\t'])
        && !text.ends_with(['：', ':'])
        && end_matter::date(text).is_none()
        && !end_matter::is_document_number(text)
        && !end_matter::is_bracketed(text)
        && number::marks(&[text])[0].is_none()
}

/// Whether a title goes on although what stands there could be one: the next line ends as titles do, and is no text.
fn goes_on(title: &str, next: &str) -> bool {
    let next = next.trim_matches(is_blank);
    title.chars().count() + next.chars().count() <= LONGEST_TITLE
        && kind_of(next).is_some()
        && may_be_title(next)
        && !next.contains(['，', '：'])
        && !title.ends_with("的通知")
}

/// Whether text begins at a line: 主送机关, a sentence, a numbered paragraph.
fn is_text_at(raws: &[Raw], at: usize) -> bool {
    let text = &raws[at].text;
    is_recipients(text) || text.contains('。') || signatures_at(raws, at) > 0
}

/// Brackets, a dash, or nothing but a date or a name below a title.
fn is_under_title(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    (end_matter::is_bracketed(text) && text.chars().count() <= 40 && !text.contains('。'))
        || text.starts_with("——")
        || end_matter::date(text).is_some()
}

/// Whether a line is 主送机关, with its colon or without.
pub fn is_recipients(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let count = text.chars().count();
    if !(2..=400).contains(&count) || text.contains(['。', '；', '《']) || number::marks(&[text])[0].is_some()
    {
        return false;
    }
    let speaks = ["如下", "现将", "根据", "为了", "为", "按照", "现", "近日", "经"];
    if text.contains("如下") || speaks.iter().any(|word| text.starts_with(word)) {
        return false;
    }
    match text.strip_suffix(['：', ':']) {
        Some(names) => !names.contains(['：', ':']) && !names.contains("以下"),
        // Without a colon: a list of units.
        None => {
            text.contains(['、', '，', '；', ','])
                && end_matter::is_unit(text.rsplit(['、', '，', '；', ',']).next().unwrap_or_default())
                || (end_matter::is_unit(text) && text.starts_with('各') && count <= 40)
                || ["各有关单位", "局属各单位", "机关各科室"].iter().any(|end| text.ends_with(end))
        }
    }
}

/// How many lines of 署名 begin at a line, with a date below them.
fn signatures_at(raws: &[Raw], at: usize) -> usize {
    let free = |raw: &Raw| raw.cell.is_none() && raw.hint == Hint::None;
    for count in 1..=8 {
        let Some(last) = raws.get(at + count) else { return 0 };
        if !raws[at..at + count].iter().all(|raw| free(raw) && end_matter::is_name(&raw.text)) {
            return 0;
        }
        if free(last) && end_matter::date(&last.text).is_some() {
            // Several names are those of units; a single one may be anybody's.
            let units = raws[at..at + count].iter().filter(|raw| end_matter::is_unit(&raw.text)).count();
            return if count == 1 || units == count { count } else { 0 };
        }
    }
    0
}

/// Whether a label stands here, and not a word of a list.
fn is_label_at(raws: &[Raw], at: usize) -> bool {
    raws[at].cell.is_none() && end_matter::is_label(&raws[at].text) && raws.get(at + 1).is_some()
}

/// Whether the end of a part is not far: name and date, a label, or the end of the file.
fn is_near_end(raws: &[Raw], at: usize) -> bool {
    let near = raws.iter().skip(at + 1).take(30).take_while(|raw| raw.cell.is_none());
    let mut count = 0;
    for (index, raw) in near.enumerate() {
        if signatures_at(raws, at + 1 + index) > 0
            || is_label_at(raws, at + 1 + index)
            || end_matter::date(&raw.text).is_some()
        {
            return true;
        }
        if raw.text.contains('。') && number::marks(&[&raw.text])[0].is_none() {
            return false;
        }
        count += 1;
    }
    count < 30
}

/// 联系人 and 联系电话 without brackets.
fn is_contact(text: &str) -> bool {
    let text = end_matter::packed(text);
    text.starts_with("联系人") || text.starts_with("联系电话")
}

/// What a paragraph of the text is by its marks.
fn plain_role(text: &str) -> Role {
    if text.contains(['。', '！', '？', '；', '，', '：', ',', ';', ':']) {
        Role::Body
    } else {
        Role::Item
    }
}

/// Sets numbers, and which paragraphs are headings.
fn mark_numbers(lines: &mut [Line]) {
    let parts = lines.iter().map(|line| line.part).max().unwrap_or(0);
    for part in 0..=parts {
        let indexes: Vec<usize> =
            (0..lines.len()).filter(|&index| lines[index].part == part && lines[index].is_text()).collect();
        let texts: Vec<&str> = indexes.iter().map(|&index| lines[index].text.as_str()).collect();
        for (mark, index) in number::marks(&texts).into_iter().zip(indexes) {
            let line = &mut lines[index];
            if mark.is_some() {
                line.mark = mark;
            }
            let Some(mark) = &line.mark else {
                if line.role == Role::Heading {
                    line.words = 0..line.text.len();
                }
                continue;
            };
            let start = mark.range.end;
            let rest = &line.text[start..];
            let trimmed = rest.trim_end_matches(is_blank);
            match trimmed.find(['。', '！', '？']) {
                None if trimmed.chars().count() <= LONGEST_HEADING
                    && !trimmed.ends_with(['；', ';', '，', '：', ':']) =>
                {
                    line.words = start..start + trimmed.len();
                    line.role = Role::Heading;
                }
                // A heading that ends with 。 by mistake, alone on its line.
                Some(stop)
                    if stop + '。'.len_utf8() == trimmed.len()
                        && mark.shape.level() <= 2
                        && trimmed.chars().count() <= 30
                        && !trimmed.contains(['，', '；']) =>
                {
                    line.words = start..start + trimmed.len();
                    line.role = Role::Heading;
                }
                Some(stop) if stop + '。'.len_utf8() < trimmed.len() => {
                    let end = stop + trimmed[stop..].chars().next().map_or(0, char::len_utf8);
                    if trimmed[..end].chars().count() <= LONGEST_RUN_IN {
                        line.words = start..start + end;
                    }
                    line.role = Role::Body;
                }
                _ => line.role = if mark.shape.level() == 0 { Role::Body } else { line.role },
            }
        }
    }
}

/// The tables of paragraphs that know their cells.
fn grids(raws: &[Raw], lines: &[Line]) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut known: Vec<usize> = Vec::new();
    for (index, raw) in raws.iter().enumerate() {
        let Some((table, row, cell)) = raw.cell else { continue };
        let at = known.iter().position(|have| *have == table).unwrap_or_else(|| {
            known.push(table);
            grids.push(Grid { part: lines[index].part, ..Grid::default() });
            grids.len() - 1
        });
        let rows = &mut grids[at].rows;
        rows.resize_with(rows.len().max(row + 1), Vec::new);
        let cells = &mut rows[row];
        while cells.len() <= cell {
            cells.push(GridCell { lines: index..index, column: cells.len(), column_span: 1, row_span: 1 });
        }
        let lines = &mut cells[cell].lines;
        *lines = if lines.start == lines.end { index..index + 1 } else { lines.start..index + 1 };
    }
    grids
}
