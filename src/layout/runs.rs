//! Inlines → runs of one look. A character that `仿宋_GB2312` and `楷体_GB2312` do not hold gets a run of its own in the
//! face's second font.

use crate::charset::is_beyond_gb2312;
use crate::document::tree::Inline;
use crate::layout::laid::{LaidRun, RunContent};
use crate::profile::style::CharacterStyle;

/// Runs of a plain text.
pub fn plain(text: &str) -> Vec<LaidRun> {
    styled(text, None)
}

/// Runs of a text in a character style.
pub fn styled(text: &str, style: Option<CharacterStyle>) -> Vec<LaidRun> {
    let mut runs = Vec::new();
    push(&mut runs, text, style);
    runs
}

/// Runs of inlines; `style` is the look of plain text, **加粗** has its own.
pub fn inlines(content: &[Inline], style: Option<CharacterStyle>) -> Vec<LaidRun> {
    let mut runs = Vec::new();
    for inline in content {
        match inline {
            Inline::Text { text } => push(&mut runs, text, style),
            Inline::Strong { text } => push(&mut runs, text, Some(CharacterStyle::Strong)),
            Inline::Citation { text } => push(&mut runs, text, Some(CharacterStyle::Citation)),
        }
    }
    runs
}

/// Appends a text, cut where its characters leave or re-enter GB/T 2312 and at tabs.
pub fn push(runs: &mut Vec<LaidRun>, text: &str, style: Option<CharacterStyle>) {
    let mut start = 0;
    let mut beyond = false;
    for (at, c) in text.char_indices() {
        if c != '\t' && is_beyond_gb2312(c) == beyond {
            continue;
        }
        push_words(runs, &text[start..at], style, beyond);
        start = at;
        beyond = !beyond;
        if c == '\t' {
            runs.push(LaidRun { style, ..LaidRun::new(RunContent::Tab) });
            start = at + 1;
            beyond = false;
        }
    }
    push_words(runs, &text[start..], style, beyond);
}

/// Appends a text that one face holds, to the run before if that is of the same look.
fn push_words(runs: &mut Vec<LaidRun>, text: &str, style: Option<CharacterStyle>, beyond_gb2312: bool) {
    if text.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(LaidRun {
            content: RunContent::Text(last),
            style: s,
            beyond_gb2312: b,
            size: None,
            spacing: None,
            scale: None,
        }) if *s == style && *b == beyond_gb2312 => {
            last.push_str(text);
        }
        _ => {
            let content = RunContent::Text(text.to_owned());
            runs.push(LaidRun { style, beyond_gb2312, ..LaidRun::new(content) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_get_a_run_of_their_own() {
        let runs = plain("漷县镇和𬭎中");
        let shown: Vec<(String, bool)> = runs
            .iter()
            .map(|run| match &run.content {
                RunContent::Text(text) => (text.clone(), run.beyond_gb2312),
                other => panic!("unexpected {other:?}"),
            })
            .collect();
        assert_eq!(
            shown,
            [("漷".into(), true), ("县镇和".into(), false), ("𬭎".into(), true), ("中".into(), false)]
        );
    }

    #[test]
    fn a_tab_is_a_run_of_its_own() {
        let contents: Vec<RunContent> = plain("甲\t乙").into_iter().map(|run| run.content).collect();
        let text = |text: &str| RunContent::Text(text.to_owned());
        assert_eq!(contents, [text("甲"), RunContent::Tab, text("乙")]);
    }

    #[test]
    fn ordinary_text_is_one_run() {
        assert_eq!(plain("（一）“目标”——1.5％〔2012〕15号《通知》；、：！？℃①").len(), 1);
    }
}
