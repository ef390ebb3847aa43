//! Paragraphs → what each of them is.
//!
//! From the top: head, title, 主送机关. Then the text, until a name with a date below it; 附件说明 stands before them, 附注 and
//! 版记 after them. What follows is an attachment where a label says so, else what the document issues. Each of them has a
//! title, and may have an end of its own. Where nothing tells, a paragraph is 正文.

pub mod endings;

pub mod openings;

use crate::diag::sources::SourceId;
use crate::document::tree::Form;
use crate::paper::end_matter::{self, Imprint};
use crate::paper::joining::{Hint, Raw, join};
use crate::paper::line::{Line, Role};
use crate::paper::number::{self, is_blank};
use crate::paper::recognise::endings::{
    is_contact, is_label_at, is_late_note, is_list_below, is_near_end, is_printer_at, is_signature_at,
    is_unmarked_note, signatures_at,
};
use crate::paper::recognise::openings::{
    begins_another, completes, goes_on, head_role, head_role_at, hinted, is_letter_mark, is_recipients,
    is_text_at, is_under_title, labelled, may_be_title, without_mark,
};
use crate::paper::{Grid, GridCell, Origin, Paper};

/// Most lines of a title.
const TITLE_LINES: usize = 4;
/// Most lines of 主送机关 after the first.
const MOST_RECIPIENTS: usize = 9;
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
    let mut reader = Recogniser { lines: Vec::with_capacity(raws.len()), firsts: Vec::new(), part: 0 };
    reader.read(raws);
    let mut paper = Paper {
        origin: Origin::Source(source),
        form: Form::WhitePaper,
        kind: None,
        tables: grids(raws, &reader),
        lines: reader.lines,
        charts: Vec::new(),
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

/// One or two digits and nothing else.
fn is_bare_number(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
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
    /// The first line of each paragraph.
    firsts: Vec<usize>,
    part: usize,
}

impl Recogniser {
    fn push(&mut self, raw: &Raw, role: Role) {
        // 版记 stands behind the attachments, but is the main part's.
        let part = if matches!(role, Role::Copies | Role::Printed) { 0 } else { self.part };
        let mut line = Line::new(raw.text.clone(), role, part);
        line.pieces.clone_from(&raw.pieces);
        self.firsts.push(self.lines.len());
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
                // Its number may stand on a line of its own.
                if raws.get(at).is_some_and(|raw| raw.cell.is_none() && is_bare_number(&raw.text)) {
                    self.push(&raws[at], Role::Label);
                    at += 1;
                }
            }
            let before = at;
            if let Some((label, title)) = labelled(raws, at) {
                self.push_pieces(&raws[at], &[(label, Role::Label), (title, Role::Title)]);
                at += 1;
            } else {
                at = self.title(raws, at);
            }
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
            let by_form = || head_role(&raw.text).or_else(|| head_role_at(raws, at));
            let letter = || is_letter_mark(raws, at).then_some(Role::RedMark);
            let Some(role) = hinted(raw).or_else(by_form).or_else(letter) else { break };
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
            self.push_head(raw, role);
            at += 1;
        }
        at
    }

    /// A line of the head; what stands left and right of a tab on one line are two.
    fn push_head(&mut self, raw: &Raw, role: Role) {
        let parts = raw.text.split_once('\t').filter(|_| role == Role::DocumentNumber);
        let (left, right) = match parts {
            Some((left, right)) if !left.trim().is_empty() && !right.trim().is_empty() => (left, right),
            _ => return self.push(raw, role),
        };
        // 紧急程度 and the like before the number of a 信函; the last 签发人 behind that of an 上行文.
        let (first, second) = match (head_role(left), head_role(right)) {
            (Some(first), Some(Role::DocumentNumber)) => (first, Role::DocumentNumber),
            (Some(Role::DocumentNumber), None) => (Role::DocumentNumber, Role::Signers),
            _ => return self.push(raw, role),
        };
        self.push_pieces(raw, &[(left, first), (right, second)]);
    }

    /// Stretches of a paragraph as lines of their own.
    fn push_pieces(&mut self, raw: &Raw, stretches: &[(&str, Role)]) {
        self.firsts.push(self.lines.len());
        for &(words, role) in stretches {
            let start = words.as_ptr() as usize - raw.text.as_ptr() as usize;
            let whole = Line { pieces: raw.pieces.clone(), ..Line::new(raw.text.clone(), role, self.part) };
            let span = whole.span(start..start + words.len());
            let pieces = span.map(|span| (0, span)).into_iter().collect();
            self.lines.push(Line { pieces, ..Line::new(words, role, self.part) });
        }
    }

    /// The title's lines, a number that stands below them, what else stands below a title.
    fn title(&mut self, raws: &[Raw], mut at: usize) -> usize {
        let first = at;
        let mut text = String::new();
        while let Some(raw) = raws.get(at) {
            let known = raw.hint == Hint::Role(Role::Title);
            let line = without_mark(&text, raw.text.trim_matches(is_blank));
            if !known {
                // Where a style says which lines are the title's, no others are.
                let is_said = at > first && raws[first].hint == Hint::Role(Role::Title);
                let hinted_otherwise = raw.hint != Hint::None || raw.cell.is_some() || is_said;
                let full =
                    at - first >= TITLE_LINES || kind_of(&text).is_some() && !goes_on(&text, &raw.text);
                if hinted_otherwise
                    || full
                    || !(may_be_title(line) || completes(&text, line))
                    || is_label_at(raws, at)
                    || end_matter::imprint(&raw.text).is_some()
                    || (at > first && line == raw.text.trim_matches(is_blank) && is_text_at(raws, at))
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
            let role = match (raw.hint, head_role(&raw.text) == Some(Role::DocumentNumber)) {
                (Hint::Role(role @ (Role::UnderTitle | Role::DocumentNumber)), _) => role,
                (Hint::None, true) if self.part == 0 => Role::DocumentNumber,
                (Hint::None, _) if raw.cell.is_none() && is_under_title(&raw.text) => Role::UnderTitle,
                _ => break,
            };
            self.push_head(raw, role);
            at += 1;
        }
        at
    }

    fn recipients(&mut self, raws: &[Raw], at: usize) -> usize {
        let Some(raw) = raws.get(at) else { return at };
        let known = raw.hint == Hint::Role(Role::Recipients);
        // Whom a document goes to stands between 发文字号 and the text, with its colon or without.
        let below_number = self.lines.last().is_some_and(|line| line.role == Role::DocumentNumber);
        let name = raw.text.trim_end_matches(['。', '，', '；']);
        let is_one = || {
            below_number
                && end_matter::is_name(name)
                && (end_matter::is_unit(name) || name.ends_with("单位"))
                && raws.get(at + 1).is_some_and(|next| plain_role(&next.text) == Role::Body)
        };
        if known || (raw.hint == Hint::None && raw.cell.is_none() && (is_recipients(&raw.text) || is_one())) {
            self.push(raw, Role::Recipients);
            // Units on lines of their own, each with a colon.
            let is_more = |raw: &&Raw| {
                raw.hint == Hint::None
                    && raw.cell.is_none()
                    && raw.text.trim_end_matches(is_blank).ends_with(['：', ':'])
                    && is_recipients(&raw.text)
                    && end_matter::is_list_of_units(
                        raw.text.trim_matches(is_blank).trim_end_matches(['：', ':']),
                    )
            };
            let more = raws[at + 1..].iter().take(MOST_RECIPIENTS).take_while(is_more).count();
            for raw in &raws[at + 1..at + 1 + more] {
                self.push(raw, Role::Recipients);
            }
            return at + 1 + more;
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
                let is_entry = role == Role::Body && plain_role(&raw.text) == Role::Note;
                self.push(raw, if is_entry { Role::Note } else { role });
                at += 1;
                continue;
            }
            if raw.cell.is_some() {
                self.push(raw, Role::Cell);
                at += 1;
                continue;
            }
            if !signed && is_list_below(raws, at) {
                at = self.attachment_note(raws, at);
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
            if let Some(role) = self.imprint_role(raws, at, signed) {
                self.push(raw, role);
                at += 1;
                signed = true;
                continue;
            }
            if signed && is_printer_at(raws, at) {
                self.push(raw, Role::Printed);
                at += 1;
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
            let begins = end_matter::begins_attachment_note(&raw.text) && is_near_end(raws, at);
            if begins || is_unmarked_note(raws, at) {
                at = self.attachment_note(raws, at);
                continue;
            }
            let ends =
                || is_near_end(raws, at) || is_signature_at(raws, at + 1) || begins_another(raws, at + 1);
            if end_matter::date(&raw.text).is_some() && at > 0 && ends() {
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

    /// What stands behind the date: 附注; 署名 and 附件说明 that are out of their place. Then the part ends.
    fn after_signature(&mut self, raws: &[Raw], mut at: usize) -> usize {
        let last = self.lines.last().map(|line| line.role);
        if !matches!(last, Some(Role::Date | Role::Remark)) {
            return at;
        }
        let first = at;
        if last == Some(Role::Date) && !self.has(Role::Signature) && is_signature_at(raws, at) {
            self.push(&raws[at], Role::Signature);
            at += 1;
        }
        if !self.has(Role::AttachmentNote) && is_late_note(raws, at) {
            at = self.attachment_note(raws, at);
        }
        let remark = raws.get(at).filter(|raw| {
            end_matter::is_bracketed(&raw.text)
                || is_contact(&raw.text)
                || (raw.cell.is_none() && end_matter::is_circulation(&raw.text))
        });
        if let Some(raw) = remark {
            self.push(raw, Role::Remark);
            at += 1;
        }
        if at > first { self.body_end(raws, at) } else { at }
    }

    /// Whether the part that is being read has a line of this role.
    fn has(&self, role: Role) -> bool {
        self.lines.iter().rev().take_while(|line| line.part == self.part).any(|line| line.role == role)
    }

    /// 版记 behind 附注.
    fn body_end(&mut self, raws: &[Raw], mut at: usize) -> usize {
        while let Some(raw) = raws.get(at) {
            let role = match self.imprint_role(raws, at, true) {
                Some(role) => role,
                None if end_matter::is_bracketed(&raw.text) && !is_label_at(raws, at) => Role::Remark,
                None => return at,
            };
            self.push(raw, role);
            at += 1;
        }
        at
    }

    /// What of the 版记 a line is. Behind 成文日期 a line may go on with the names of 抄送机关, and 印发机关 may lack 印发.
    fn imprint_role(&self, raws: &[Raw], at: usize, signed: bool) -> Option<Role> {
        let text = &raws[at].text;
        match end_matter::imprint(text) {
            Some(Imprint::Copies) => return Some(Role::Copies),
            Some(Imprint::Printed) => return Some(Role::Printed),
            Some(Imprint::Subjects) => return Some(Role::Subjects),
            None => {}
        }
        let free = signed && raws[at].hint == Hint::None && raws[at].cell.is_none();
        let before = self.lines.last()?;
        let below_date = matches!(before.role, Role::Date | Role::Remark | Role::Copies | Role::Subjects);
        if free && below_date && end_matter::is_unfinished_imprint(text) {
            return Some(Role::Printed);
        }
        if before.role != Role::Copies {
            return None;
        }
        let goes_on = !before.text.trim_end_matches(is_blank).ends_with('。');
        let ends = text.trim_end_matches(is_blank).ends_with('。')
            || raws.get(at + 1).is_some_and(|next| end_matter::imprint(&next.text) == Some(Imprint::Printed));
        (free && goes_on && ends && end_matter::is_list_of_units(text)).then_some(Role::Copies)
    }

    /// 附件说明 from its first line on.
    fn attachment_note(&mut self, raws: &[Raw], mut at: usize) -> usize {
        self.push_notes(&raws[at]);
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
            self.push_notes(raw);
            at += 1;
        }
        at
    }

    /// Names of attachments, which may stand on one line with `；` between.
    fn push_notes(&mut self, raw: &Raw) {
        let begins = |rest: &str| {
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_blank(c));
            rest.trim_start_matches(is_blank).starts_with(|c: char| c.is_ascii_digit())
                && digits.starts_with(['.', '．', '、'])
        };
        let mut names = Vec::new();
        let mut from = 0;
        for (at, mark) in raw.text.match_indices(['；', ';']) {
            let end = at + mark.len();
            if begins(&raw.text[end..]) {
                names.push((&raw.text[from..end], Role::AttachmentNote));
                from = end;
            }
        }
        if names.is_empty() {
            return self.push(raw, Role::AttachmentNote);
        }
        names.push((&raw.text[from..], Role::AttachmentNote));
        self.push_pieces(raw, &names);
    }
}

/// What a paragraph of the text is by its marks.
pub fn plain_role(text: &str) -> Role {
    // An entry of 参考文献 has the marks of GB/T 7714.
    let entry = text.trim_start_matches(is_blank).strip_prefix('[').and_then(|rest| rest.split_once(']'));
    if entry.is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())) {
        return Role::Note;
    }
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
fn grids(raws: &[Raw], read: &Recogniser) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut known: Vec<usize> = Vec::new();
    for (raw, &index) in raws.iter().zip(&read.firsts) {
        let Some((table, row, cell)) = raw.cell else { continue };
        let at = known.iter().position(|have| *have == table).unwrap_or_else(|| {
            known.push(table);
            grids.push(Grid { part: read.lines[index].part, ..Grid::default() });
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
