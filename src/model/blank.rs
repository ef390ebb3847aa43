//! 待填: a place in the data that somebody is to fill in, `【待填：今年的目标值】`. Where a document prints it, or a date or a number
//! should stand there, `build` asks for it in these words.

use crate::diag::diagnostic::{Diagnostic, Place};

/// What such a place begins with, within its brackets.
const WORD: &str = "待填";

/// A place to be filled in, with what to write there.
pub fn written(what: &str) -> String {
    format!("【{WORD}：{what}】")
}

/// Whether a text has a place to be filled in.
pub fn stands_in(text: &str) -> bool {
    text.match_indices('【').any(|(at, bracket)| asked(&text[at + bracket.len()..]).is_some())
}

/// What to write in a place, of what stands between its brackets or begins there; empty if it does not say. `None` if it is no such
/// place.
pub fn asked(inner: &str) -> Option<&str> {
    let rest = inner.trim_start().strip_prefix(WORD)?;
    let words = rest.split('】').next().unwrap_or_default();
    Some(words.trim_start_matches(['：', ':', '，', ' ']))
}

/// What is told of a place, and what to do.
pub fn in_words(what: &str) -> (String, &'static str) {
    let message = if what.is_empty() {
        "这里还没有填".to_owned()
    } else {
        format!("这里还没有填：{what}")
    };
    (message, "把“【待填……】”整个换成要写的内容")
}

/// The fault of a text that should be a date or a number and is such a place; `None` if it is none.
pub fn fault(text: &str, place: impl Into<Place>) -> Option<Diagnostic> {
    let at = text.find('【')?;
    let (message, hint) = in_words(asked(&text[at + '【'.len_utf8()..])?);
    Some(Diagnostic::error("to-fill-in", place, message).hint(hint))
}
