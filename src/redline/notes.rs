//! What is different and cannot be tracked, told in plain words.

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::redline::paragraph::Sort;
use crate::redline::proof::OldBoxes;

/// Most places of one kind that are named.
const NAMED: usize = 3;
/// Most characters of a text that are shown.
const SHOWN: usize = 20;

/// What was found on the way.
#[derive(Debug, Default)]
pub struct Notes {
    /// Objects of the old document that are not in the file: what each is, and the words that it stands with.
    lost: Vec<(Sort, String)>,
    /// Formulas of the old document that are there as text.
    flat: Vec<String>,
    /// Paragraphs with the same words in another look.
    looks: Vec<String>,
    /// Paragraphs whose automatic numbers were left out.
    numbers: Vec<String>,
    /// Paragraphs of the same words with another automatic number: the old one, and the new one.
    renumbered: Vec<(String, String)>,
    /// Ends of sections that were left out.
    sections: usize,
    /// Old and new text of heads, feet and notes that differ.
    elsewhere: Vec<(&'static str, String, String)>,
}

impl Notes {
    /// An object of the old document has no place in the file.
    pub fn lost(&mut self, sort: Sort, near: &str) {
        self.lost.push((sort, shortened(near)));
    }

    /// A formula of the old document is there as text.
    pub fn flat(&mut self, text: &str) {
        self.flat.push(shortened(text));
    }

    /// A paragraph looks otherwise and says the same.
    pub fn look(&mut self, text: &str) {
        self.looks.push(shortened(text));
    }

    /// A paragraph lost its automatic number.
    pub fn number(&mut self, text: &str) {
        self.numbers.push(shortened(text));
    }

    /// A paragraph has another automatic number and says the same.
    pub fn renumbered(&mut self, old: &str, new: &str) {
        self.renumbered.push((shortened(old), shortened(new)));
    }

    /// The end of a section was left out.
    pub fn section(&mut self) {
        self.sections += 1;
    }

    /// A part of the file other than the text says something else.
    pub fn elsewhere(&mut self, part: &'static str, old: &str, new: &str) {
        self.elsewhere.push((part, shortened(old), shortened(new)));
    }

    /// Whether the text boxes of the old document are all in the file.
    pub fn old_boxes(&self) -> OldBoxes {
        let lost = self.lost.iter().any(|(sort, _)| *sort == Sort::TextBox);
        if lost { OldBoxes::Lost } else { OldBoxes::Kept }
    }

    /// All of it.
    pub fn told(&self, old: &str, new: &str) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let old_place = || Place::Path(old.to_owned());
        let new_place = || Place::Path(new.to_owned());
        for (sort, what, cure) in [
            (Sort::TextBox, "文本框", "旧稿文本框里的字对照旧稿看"),
            (Sort::Picture, "图", "旧稿的图对照旧稿看"),
            (Sort::Note, "脚注或尾注", "旧稿的注对照旧稿看"),
        ] {
            let near: Vec<&str> =
                self.lost.iter().filter(|lost| lost.0 == sort).map(|lost| lost.1.as_str()).collect();
            if !near.is_empty() {
                let message =
                    format!("旧稿有{}处{what}没有放进修订稿：{}", near.len(), listed(&near, "一段"));
                told.push(Diagnostic::warning("diff-left-out", old_place(), message).hint(cure));
            }
        }
        let flat: Vec<&str> = self.flat.iter().map(String::as_str).collect();
        if !flat.is_empty() {
            let message = format!("旧稿有{}处公式在修订稿里成了普通的字：{}", flat.len(), listed(&flat, ""));
            let hint = "字是全的，分数线、上下标的样子对照旧稿看";
            told.push(Diagnostic::warning("diff-left-out", old_place(), message).hint(hint));
        }
        let numbers: Vec<&str> = self.numbers.iter().map(String::as_str).collect();
        if !numbers.is_empty() {
            let message =
                format!("旧稿有{}段的自动编号没有放进修订稿：{}", numbers.len(), listed(&numbers, ""));
            let hint = "两稿的编号设置不同；这几段删去的字前面没有序数，对照旧稿看";
            told.push(Diagnostic::warning("diff-left-out", old_place(), message).hint(hint));
        }
        if self.sections > 0 {
            let message = format!("旧稿有{}处分节没有放进修订稿", self.sections);
            let hint = "纸张方向、页边距照新稿；旧稿的对照旧稿看";
            told.push(Diagnostic::warning("diff-left-out", old_place(), message).hint(hint));
        }
        if let Some((old, new)) = self.renumbered.first() {
            let count = self.renumbered.len();
            let message =
                format!("有{count}段的自动编号不同，修订里没有标出：第一处旧稿“{old}”，新稿“{new}”");
            let hint = "修订只记写出来的字，自动编号照新稿；按旧稿的序数引用这几段的，对照改过来";
            told.push(Diagnostic::warning("diff-elsewhere", new_place(), message).hint(hint));
        }
        for (part, old, new) in &self.elsewhere {
            let message = format!("{part}的字不同，修订里没有标出：旧稿“{old}”，新稿“{new}”");
            let hint = format!("修订只记正文、表格和文本框；{part}照新稿");
            told.push(Diagnostic::warning("diff-elsewhere", new_place(), message).hint(hint));
        }
        let looks: Vec<&str> = self.looks.iter().map(String::as_str).collect();
        if !looks.is_empty() {
            let message =
                format!("有{}段的字一样、格式不同，修订里没有标出：{}", looks.len(), listed(&looks, ""));
            let hint = "修订只记字的变化，格式照新稿";
            told.push(Diagnostic::info("diff-look", new_place(), message).hint(hint));
        }
        told
    }
}

fn listed(texts: &[&str], behind: &str) -> String {
    let named: Vec<String> = texts
        .iter()
        .take(NAMED)
        .map(|text| if text.is_empty() { "空段".to_owned() } else { format!("“{text}”") + behind })
        .collect();
    named.join("、") + if texts.len() > NAMED { "等" } else { "" }
}

/// The beginning of a text, as it is shown.
fn shortened(text: &str) -> String {
    let text = text.trim();
    let shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() { format!("{shown}…") } else { shown }
}
