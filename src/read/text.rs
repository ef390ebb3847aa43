//! .txt and .md → a paper. A line is a paragraph.
//!
//! Of Markdown only what 公文 are written with is known: `#` before a title or heading, `**` around words, `|` tables, links and
//! blocks of code. The marks and addresses are left out, and code is unless it is asked for; places still point into the file.

use std::ops::Range;

use crate::diag::diagnostic::Span;
use crate::diag::sources::SourceId;
use crate::paper::Paper;
use crate::paper::joining::{Hint, Raw};
use crate::paper::line::Role;
use crate::paper::recognise;

/// A text as a paper; `source` is where it is kept. Lines of cells with tabs between, two and more in a row, are a table.
pub fn paper(text: &str, source: SourceId) -> Paper {
    let lines: Vec<(usize, &str)> = lines(text).collect();
    let mut raws = Vec::with_capacity(lines.len());
    let (mut table, mut at) = (0, 0);
    while at < lines.len() {
        let rows = lines[at..].iter().take_while(|(_, line)| is_row(line)).count();
        if rows < 2 {
            raws.push(raw(lines[at].1, lines[at].0, source));
            at += 1;
            continue;
        }
        for (row, (start, line)) in lines[at..at + rows].iter().enumerate() {
            let mut from = *start;
            for (cell, words) in line.split('\t').enumerate() {
                raws.push(Raw { cell: Some((table, row, cell)), ..raw(words, from, source) });
                from += words.len() + 1;
            }
        }
        table += 1;
        at += rows;
    }
    recognise::recognise(raws, source)
}

/// Whether a line is a row of cells: a tab stands between words.
fn is_row(line: &str) -> bool {
    line.trim().contains('\t')
}

/// A Markdown text as a paper; code is no text.
pub fn markdown(text: &str, source: SourceId) -> Paper {
    read_markdown(text, source, Code::LeftOut)
}

/// The same with code as text: whoever takes a text over takes all of it.
pub fn markdown_with_code(text: &str, source: SourceId) -> Paper {
    read_markdown(text, source, Code::Text)
}

/// What is between back quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    LeftOut,
    Text,
}

/// Where the links and pictures of a Markdown text lead to.
pub fn addresses(text: &str) -> Vec<String> {
    let of = |line: &str| -> Vec<String> {
        let links = links(line);
        links.into_iter().map(|(_, end)| line[end.start + 2..end.end - 1].to_owned()).collect()
    };
    lines(text).flat_map(|(_, line)| of(line)).filter(|address| !address.is_empty()).collect()
}

fn read_markdown(text: &str, source: SourceId, code: Code) -> Paper {
    let mut raws = Vec::new();
    let mut row = 0;
    let mut table = 0;
    let mut is_code = false;
    for (start, line) in lines(text) {
        let trimmed = line.trim();
        // Code is no text.
        let is_fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        is_code ^= is_fence;
        if is_fence || is_code && code == Code::LeftOut {
            continue;
        }
        if is_code {
            raws.push(raw(line, start, source));
            continue;
        }
        if trimmed.starts_with('|') {
            let is_rule = trimmed.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
            if !is_rule {
                raws.extend(cells(line, start, (source, code), table, row));
                row += 1;
            }
            continue;
        }
        table += usize::from(row > 0);
        row = 0;
        let level = line.len() - line.trim_start_matches('#').len();
        let words = line[level..].trim_start();
        let skipped =
            if level > 0 && line[level..].starts_with([' ', '\t']) { line.len() - words.len() } else { 0 };
        let mut raw = without_stars(&line[skipped..], start + skipped, (source, code));
        if skipped > 0 && level == 1 {
            raw.hint = Hint::Role(Role::Title);
        }
        raws.push(raw);
    }
    recognise::recognise(raws, source)
}

/// The lines of a text, without line ends, each with the byte that it begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text_start = text.as_ptr() as usize;
    text.split('\n').map(move |line| {
        let start = line.as_ptr() as usize - text_start;
        (start, line.strip_suffix('\r').unwrap_or(line))
    })
}

fn raw(line: &str, start: usize, source: SourceId) -> Raw {
    let span = Span { source, start, end: start + line.len() };
    Raw { text: line.to_owned(), pieces: vec![(0, span)], ..Raw::default() }
}

/// A line without `**` and where links lead to.
fn without_stars(line: &str, start: usize, (source, code): (SourceId, Code)) -> Raw {
    let mut raw = Raw::default();
    let mut at = 0;
    let end = line.len()..line.len();
    for mark in marks(line, code).into_iter().chain(std::iter::once(end)) {
        if at < mark.start {
            raw.pieces.push((raw.text.len(), Span { source, start: start + at, end: start + mark.start }));
            raw.text.push_str(&line[at..mark.start]);
        }
        at = at.max(mark.end);
    }
    raw
}

/// The marks of Markdown in a line, in order: `**`, back quotes with or without the code between, and of `[words](address)` all
/// but the words.
fn marks(line: &str, code: Code) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> =
        line.match_indices("**").map(|(at, mark)| at..at + mark.len()).collect();
    marks.extend(links(line).into_iter().flat_map(|(opening, end)| [opening, end]));
    let quotes: Vec<usize> = line.match_indices('`').map(|(at, _)| at).collect();
    for pair in quotes.chunks_exact(2) {
        match code {
            Code::LeftOut => marks.push(pair[0]..pair[1] + 1),
            Code::Text => marks.extend([pair[0]..pair[0] + 1, pair[1]..pair[1] + 1]),
        }
    }
    marks.extend(line.match_indices("\\|").map(|(at, _)| at..at + 1));
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// What stands before and behind the words of each link of a line: `[`, and `](address)`.
fn links(line: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut links = Vec::new();
    for (at, _) in line.match_indices("](") {
        let opening = line[..at].rfind('[').filter(|opening| !line[*opening..at].contains(']'));
        let Some((opening, length)) = opening.zip(line[at..].find(')')) else { continue };
        let from = if line[..opening].ends_with('!') { opening - 1 } else { opening };
        links.push((from..opening + 1, at..at + length + 1));
    }
    links
}

/// The cells of a line of a table; `\|` is a character of a cell.
fn cells(line: &str, start: usize, source: (SourceId, Code), table: usize, row: usize) -> Vec<Raw> {
    let trimmed = line.trim();
    let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
    let inner = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
    let first = start + (inner.as_ptr() as usize - line.as_ptr() as usize);
    let bars = inner.match_indices('|').map(|(at, _)| at).filter(|&at| !inner[..at].ends_with('\\'));
    let mut cells = Vec::new();
    let mut from = 0;
    for (index, end) in bars.chain(std::iter::once(inner.len())).enumerate() {
        let cell = &inner[from..end];
        let words = cell.trim();
        let offset = if words.is_empty() { 0 } else { words.as_ptr() as usize - cell.as_ptr() as usize };
        let mut raw = without_stars(words, first + from + offset, source);
        raw.cell = Some((table, row, index));
        cells.push(raw);
        from = end + 1;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Role and text of every line.
    fn told(paper: &Paper) -> String {
        let mut told = String::new();
        for line in &paper.lines {
            let mark = line
                .mark
                .as_ref()
                .map_or(String::new(), |mark| format!(" {}:{}", mark.shape.level(), mark.value));
            told += &format!("{} {:?}{mark} | {}", line.part, line.role, line.text);
            if !line.words.is_empty() {
                told += &format!(" | {}", line.heading());
            }
            told.push('\n');
        }
        told
    }

    #[test]
    fn a_notice_with_what_it_issues_and_an_attachment() {
        let text = "000001\n机密★1年\n特急\n某某县水务局文件\n某水发〔2026〕5号　签发人：某某某\n某某县水务局关于印发\n《全县河道清淤工作方案》的通知\n各乡镇人民政府：\n现将《全县河道清淤工作方案》印发给你们，请认真执行。\n附件：1.任务分解表\n2.联系人名单\n某某县水务局\n2026年3月5日\n（此件公开发布）\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n全县河道清淤工作方案\n为做好清淤工作，制定本方案。\n一、工作目标\n（一）数量。清淤30公里。\n1.县级10公里。\n附件1\n任务分解表\n单位\t公里\n甲镇\t30\n附件2\n联系人名单\n";
        insta::assert_snapshot!(told(&paper(text, SourceId(0))));
    }

    #[test]
    fn a_letter_and_a_title_with_a_mark_too_many() {
        let text = "某某县水务局\n某水函〔2026〕5号\n某某县水务局关于商请清淤的函。\n某某县财政局：\n请予支持。\n某某县水务局\n2026年3月5日\n抄送：县政府办公室。\n某某县水务局办公室\n2026年3月6日印发\n";
        let roles: Vec<Role> = paper(text, SourceId(0)).lines.iter().map(|line| line.role).collect();
        assert_eq!(
            roles,
            [
                Role::RedMark,
                Role::DocumentNumber,
                Role::Title,
                Role::Recipients,
                Role::Body,
                Role::Signature,
                Role::Date,
                Role::Copies,
                Role::Printed,
                Role::Printed,
            ]
        );
        let text =
            "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通\n知\n各乡镇人民政府：\n请执行。\n";
        let roles: Vec<Role> = paper(text, SourceId(0)).lines.iter().map(|line| line.role).collect();
        assert_eq!(roles[1..4], [Role::Title, Role::Title, Role::Recipients]);
        let text =
            "某水发〔2026〕5号\n某某县水务局关于做好\n年度检查工作的通知。\n各乡镇人民政府：\n请执行。\n";
        let roles: Vec<Role> = paper(text, SourceId(0)).lines.iter().map(|line| line.role).collect();
        assert_eq!(roles[1..4], [Role::Title, Role::Title, Role::Recipients]);
    }

    #[test]
    fn a_paper_without_head_and_end() {
        let text = "2026年度全县水利工作总结\n（2026年12月）\n2026年，全县水利工作取得新进展。\n一、主要做法\n一是抓清淤。\n二、下步打算\n继续抓好清淤。\n";
        insta::assert_snapshot!(told(&paper(text, SourceId(0))));
    }

    #[test]
    fn what_stands_out_of_its_place_is_known_at_the_end() {
        let end = |end: &str| {
            let text = format!("某某县水务局关于清淤的通知\n各乡镇人民政府：\n请认真清淤。\n{end}");
            let roles: Vec<String> = paper(&text, SourceId(0)).lines[3..]
                .iter()
                .map(|line| format!("{} {:?}", line.part, line.role))
                .collect();
            roles.join("，")
        };
        assert_eq!(end("2026年3月5日\n某某县水务局\n（此件公开发布）\n"), "0 Date，0 Signature，0 Remark");
        assert_eq!(
            end("某某县水务局\n2026年3月5日\n附件：1.甲表\n2.乙表\n附件1\n甲表\n"),
            "0 Signature，0 Date，0 AttachmentNote，0 AttachmentNote，1 Label，1 Title"
        );
        assert_eq!(end("某某县水务局\n2026年3月5日\n此件公开发布\n"), "0 Signature，0 Date，0 Remark");
        assert_eq!(
            end("附件：\n1.甲表\n2.乙表\n某某县水务局\n2026年3月5日\n"),
            "0 AttachmentNote，0 AttachmentNote，0 AttachmentNote，0 Signature，0 Date"
        );
        assert_eq!(end("附件　甲表\n某某县水务局\n2026年3月5日\n"), "0 AttachmentNote，0 Signature，0 Date");
        // A title without a known last word ends at the next label.
        assert_eq!(
            end("某某县水务局\n2026年3月5日\n附件1\n清淤台账\n附件2\n测算表\n"),
            "0 Signature，0 Date，1 Label，1 Title，2 Label，2 Title"
        );
        // A page of its own, and a link of a web page.
        assert_eq!(
            end("某某县水务局\n2026年3月5日\n附件：甲表\n填表人要认真填写。\n"),
            "0 Signature，0 Date，1 Title，1 Body"
        );
        assert_eq!(end("某某县水务局\n2026年3月5日\n附件：甲表.doc\n"), "0 Signature，0 Date，1 Title");
    }

    #[test]
    fn marks_of_markdown_are_left_out_and_places_stay() {
        let text = "# 某某县水务局2026年工作总结\n\n## 一、主要做法\n\n共清淤**30公里**。\n\n| 单位 | 公里 |\n| --- | ---: |\n| 甲镇 | 30 |\n";
        let paper = markdown(text, SourceId(0));
        insta::assert_snapshot!(told(&paper));
        let line = paper.lines.iter().find(|line| line.text.contains("30公里")).expect("there");
        let at = line.text.find("30公里").expect("there");
        let span = line.span(at..at + 8).expect("a place");
        assert_eq!(&text[span.start..span.end], "30公里");
        assert_eq!(paper.tables[0].rows.len(), 2);
    }

    #[test]
    fn addresses_and_code_are_no_text() {
        let text = "见[通知,全文](http://example.cn/中,文)和![图](图,一.png)，用`a,b`。\n```\n中,文\n```\n请**认真**办理。\n";
        let paper = markdown(text, SourceId(0));
        let texts: Vec<&str> = paper.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["见通知,全文和图，用。", "请认真办理。"]);
        let span = paper.lines[0].span("见通知,".len()..paper.lines[0].text.len()).expect("a place");
        assert_eq!(
            &text[span.start..span.end],
            "全文](http://example.cn/中,文)和![图](图,一.png)，用`a,b`。"
        );
    }

    #[test]
    fn what_is_taken_over_has_its_code_and_its_bars() {
        let text = "接诊`1200`人次，见[表](甲.xlsx)。\n```\n中,文\n```\n\n| 甲 | 乙 |\n|---|---|\n| 招录\\|增编 | `3` |\n";
        let texts = |paper: Paper| -> Vec<String> { paper.lines.into_iter().map(|line| line.text).collect() };
        assert_eq!(
            texts(markdown_with_code(text, SourceId(0))),
            ["接诊1200人次，见表。", "中,文", "甲", "乙", "招录|增编", "3"]
        );
        assert_eq!(texts(markdown(text, SourceId(0))), ["接诊人次，见表。", "甲", "乙", "招录|增编", ""]);
        assert_eq!(addresses(text), ["甲.xlsx"]);
    }

    #[test]
    fn names_below_the_bare_word_are_a_list_where_the_signature_follows() {
        let text = "某水发〔2026〕5号\n某某县水务局关于做好年度检查工作的通知\n各乡镇人民政府：\n请认真检查。\n附件\n1、检查表\n2、汇总表\n某某县水务局\n2026年3月5日\n";
        let paper = paper(text, SourceId(0));
        let of = |role: Role| paper.of(role).filter(|(_, line)| line.part == 0).count();
        assert_eq!((of(Role::AttachmentNote), of(Role::Signature), of(Role::Date)), (3, 1, 1));
    }
}
