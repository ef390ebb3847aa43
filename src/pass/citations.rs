//! 参考文献: `[引：名字]` in the text → `[1]`, and the list of references in the order of these numbers (GB/T 7714, 顺序
//! 编码制). Numbers are counted from the first citation of each reference; those that nothing cites come last.
//!
//! Several at one place are `[引：甲、乙]`, a page is `[引：甲，第52页]` → `[1]52`. The list is made by the templates, each
//! entry a paragraph that begins with `[文献：名字]`.

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::nearest::nearest;
use crate::document::tree::{Block, Document, Inline};

/// What is wrong with a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No reference has this name; with the mark as written and the names that there are.
    Unknown {
        /// The name.
        key: String,
        /// The citation as it is written.
        mark: String,
        /// All names.
        known: Vec<String>,
    },
    /// Nothing cites this reference.
    Uncited {
        /// Its name.
        key: String,
        /// Where the name stands.
        span: Span,
    },
}

impl Fault {
    /// The fault in words; `place` finds a citation in the data.
    pub fn diagnostic(self, place: &dyn Fn(&str) -> Span) -> Diagnostic {
        match self {
            Fault::Unknown { key, mark, known } => {
                let diagnostic =
                    Diagnostic::error("unknown-citation", place(&mark), format!("没有叫“{key}”的参考文献"))
                        .meant(nearest(&key, known.iter().map(String::as_str)));
                diagnostic.absent("参考文献").hint(if known.is_empty() {
                    "在资料里加上“参考文献”，写明键和文献".to_owned()
                } else {
                    format!("资料里有这些参考文献：{}", known.join("、"))
                })
            }
            Fault::Uncited { key, span } => {
                Diagnostic::warning("uncited-reference", span, format!("参考文献“{key}”没有在正文里引用"))
                    .hint(format!("在引用它的地方写“[引：{key}]”，没有用到就从“参考文献”里删去"))
            }
        }
    }
}

/// Sets all numbers and sorts the list; `known` are the references of the data. What is not used in this document (no
/// list and no citation) is left alone.
pub fn number(document: &mut Document, known: &[(&str, Span)]) -> Vec<Fault> {
    let mut state = State { known, order: Vec::new(), faults: Vec::new() };
    for part in &mut document.parts {
        state.blocks(&mut part.blocks);
    }
    let mut listed = false;
    for part in &mut document.parts {
        listed |= state.list(&mut part.blocks);
    }
    if listed {
        for (key, span) in known {
            if !state.order.iter().any(|cited| cited == key) {
                state.faults.push(Fault::Uncited { key: (*key).to_owned(), span: *span });
            }
        }
    }
    state.faults
}

struct State<'a> {
    known: &'a [(&'a str, Span)],
    order: Vec<String>,
    faults: Vec<Fault>,
}

impl State<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    self.inlines(&mut heading.text);
                    self.inlines(&mut heading.run_in);
                }
                Block::Paragraph { content } => self.inlines(content),
                Block::Landscape { blocks } => self.blocks(blocks),
                Block::Table(_)
                | Block::Chart(_)
                | Block::PageBreak
                | Block::TableReference { .. }
                | Block::ChartReference { .. } => {}
            }
        }
    }

    fn inlines(&mut self, content: &mut Vec<Inline>) {
        let mut out = Vec::new();
        for inline in content.drain(..) {
            let Inline::Text { text } = inline else {
                out.push(inline);
                continue;
            };
            let push = |words: &str, out: &mut Vec<Inline>| {
                if !words.is_empty() {
                    out.push(Inline::Text { text: words.to_owned() });
                }
            };
            let mut rest = text.as_str();
            while let Some((before, mark, inside, after)) = find(rest, "引") {
                push(before, &mut out);
                out.push(Inline::Citation { text: self.cited(mark, inside) });
                rest = after;
            }
            push(rest, &mut out);
        }
        *content = out;
    }

    /// `甲、乙，第52页` → `[1,2]52`.
    fn cited(&mut self, mark: &str, inside: &str) -> String {
        let (keys, page) = match inside.rsplit_once(['，', ',']) {
            Some((keys, page)) if page.trim().starts_with('第') && page.trim().ends_with('页') => {
                (keys, page.trim().trim_start_matches('第').trim_end_matches('页'))
            }
            _ => (inside, ""),
        };
        let mut numbers = Vec::new();
        for key in keys.split(['、', '，', ',']).map(str::trim) {
            if !self.known.iter().any(|(name, _)| *name == key) {
                let known = self.known.iter().map(|(name, _)| (*name).to_owned()).collect();
                self.faults.push(Fault::Unknown { key: key.to_owned(), mark: mark.to_owned(), known });
                continue;
            }
            numbers.push(self.number_of(key).to_string());
        }
        format!("[{}]{page}", numbers.join(","))
    }

    fn number_of(&mut self, key: &str) -> usize {
        if let Some(index) = self.order.iter().position(|cited| cited == key) {
            return index + 1;
        }
        self.order.push(key.to_owned());
        self.order.len()
    }

    /// Sorts and numbers runs of entries; whether there are any.
    fn list(&self, blocks: &mut [Block]) -> bool {
        let mut listed = false;
        let mut start = 0;
        while start < blocks.len() {
            let length = blocks[start..].iter().take_while(|block| entry(block).is_some()).count();
            if length == 0 {
                start += 1;
                continue;
            }
            listed = true;
            let rank = |block: &Block| {
                let key = entry(block).unwrap_or_default();
                let cited = self.order.iter().position(|other| other == key);
                let written = self.known.iter().position(|(name, _)| *name == key);
                (cited.unwrap_or(usize::MAX), written)
            };
            blocks[start..start + length].sort_by_key(rank);
            for (index, block) in blocks[start..start + length].iter_mut().enumerate() {
                let Block::Paragraph { content } = block else { continue };
                let Some(Inline::Text { text }) = content.first_mut() else { continue };
                let number = format!("[{}]", index + 1);
                let rest = find(text, "文献").map(|(_, _, _, after)| format!("{number}{after}"));
                *text = rest.unwrap_or_default();
            }
            start += length;
        }
        listed
    }
}

/// The name of an entry of the list.
fn entry(block: &Block) -> Option<&str> {
    let Block::Paragraph { content } = block else { return None };
    let Inline::Text { text } = content.first()? else { return None };
    find(text, "文献").filter(|(before, ..)| before.is_empty()).map(|(_, _, key, _)| key)
}

/// The first `[引：……]` of a text: what stands before it, the whole mark, what it holds, what follows. Brackets and colon
/// of both widths are the same.
fn find<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str, &'t str, &'t str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(['[', '［']).map(|at| at + from) {
        let open = text[at..].chars().next().map_or(1, char::len_utf8);
        let inner = &text[at + open..];
        from = at + open;
        let Some(rest) = inner.strip_prefix(word) else { continue };
        let Some(rest) = rest.strip_prefix('：').or_else(|| rest.strip_prefix(':')) else { continue };
        let Some(end) = rest.find([']', '］']) else { continue };
        let close = rest[end..].chars().next().map_or(1, char::len_utf8);
        let after = &rest[end + close..];
        let mark = &text[at..text.len() - after.len()];
        return Some((&text[..at], mark, rest[..end].trim(), after));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::Sources;

    #[test]
    fn a_mark_is_found_in_both_widths() {
        assert_eq!(find("甲[1]乙[引：丙]。", "引"), Some(("甲[1]乙", "[引：丙]", "丙", "。")));
        assert_eq!(find("［引:丙］", "引"), Some(("", "［引:丙］", "丙", "")));
        assert_eq!(find("[引丙] [引：丙", "引"), None);
    }

    #[test]
    fn numbers_follow_the_first_citation_and_a_page_stands_behind() {
        let source = Sources::default().add("资料.yaml", String::new());
        let span = Span { source, start: 0, end: 0 };
        let known = [("甲", span), ("乙", span)];
        let mut state = State { known: &known, order: Vec::new(), faults: Vec::new() };
        let mut content = vec![Inline::Text {
            text: "子[引：乙，第52页]丑[引：甲、乙]寅[引：丙]".to_owned(),
        }];
        state.inlines(&mut content);
        let texts: Vec<&str> = content.iter().map(Inline::text).collect();
        assert_eq!(texts, ["子", "[1]52", "丑", "[2,1]", "寅", "[]"]);
        assert_eq!(content[1], Inline::Citation { text: "[1]52".to_owned() });
        assert!(matches!(&state.faults[..], [Fault::Unknown { key, .. }] if key == "丙"));
    }
}
