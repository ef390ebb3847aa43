//! Automatic numbers: whether both files write the same before their paragraphs. They are no characters, and not tracked.

use std::collections::HashMap;

use crate::diag::sources::Sources;
use crate::read::docx;
use crate::read::docx::body::{Paragraph, Within};
use crate::read::docx::numbering;
use crate::redline::Draft;
use crate::redline::notes::Notes;

/// Compares them. Where the words are the same, so are the numbers; else a number may have moved on, but looks the same.
pub fn compare(old: Draft<'_>, new: Draft<'_>, same_words: bool, notes: &mut Notes) {
    let read = |draft: Draft<'_>| docx::read(draft.bytes, draft.name, &mut Sources::default()).ok();
    // What cannot be read here has been told, or is beyond what one numbers.
    let (Some(old), Some(new)) = (read(old), read(new)) else { return };
    let (old, new) = (old.paragraphs, new.paragraphs);
    let (old, new) = (seen(&old), seen(&new));
    if !old.iter().chain(&new).any(|paragraph| paragraph.number > 0) {
        return;
    }
    if same_words && old.len() == new.len() {
        for (was, is) in old.iter().zip(&new) {
            if number(was).trim() != number(is).trim() && words(was) == words(is) {
                notes.renumbered(&was.text, &is.text);
            }
        }
        return;
    }
    // A text that stands there once is known again.
    let mut known: HashMap<&str, Option<&Paragraph>> = HashMap::new();
    for was in &old {
        known.entry(words(was)).and_modify(|other| *other = None).or_insert(Some(was));
    }
    for is in new.iter().filter(|paragraph| paragraph.number > 0) {
        if let Some(Some(was)) = known.remove(words(is))
            && was.number > 0
            && numbering::form(number(was)) != numbering::form(number(is))
        {
            notes.renumbered(&was.text, &is.text);
        }
    }
}

/// The paragraphs that say something.
fn seen(paragraphs: &[Paragraph]) -> Vec<&Paragraph> {
    let of_text = |paragraph: &&Paragraph| !matches!(paragraph.within, Within::Furniture(_) | Within::Note);
    paragraphs.iter().filter(of_text).filter(|paragraph| !words(paragraph).is_empty()).collect()
}

fn number(paragraph: &Paragraph) -> &str {
    paragraph.text.get(..paragraph.number).unwrap_or_default()
}

fn words(paragraph: &Paragraph) -> &str {
    paragraph.text.get(paragraph.number..).unwrap_or_default().trim()
}
