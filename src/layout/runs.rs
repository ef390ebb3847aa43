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
    for (index, piece) in text.split('\t').enumerate() {
        if index > 0 {
            let content = RunContent::Tab;
            runs.push(LaidRun {
                content,
                style,
                beyond_gb2312: false,
                size: None,
                spacing: None,
                scale: None,
            });
        }
        push_words(runs, piece, style);
    }
}

/// The same for a text without tabs.
fn push_words(runs: &mut Vec<LaidRun>, text: &str, style: Option<CharacterStyle>) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let beyond = is_beyond_gb2312(first);
        let end =
            rest.char_indices().find(|(_, c)| is_beyond_gb2312(*c) != beyond).map_or(rest.len(), |(i, _)| i);
        let (piece, tail) = rest.split_at(end);
        match runs.last_mut() {
            Some(LaidRun {
                content: RunContent::Text(last),
                style: s,
                beyond_gb2312,
                size: None,
                spacing: None,
                scale: None,
            }) if *s == style && *beyond_gb2312 == beyond => {
                last.push_str(piece);
            }
            _ => runs.push(LaidRun {
                content: RunContent::Text(piece.to_owned()),
                style,
                beyond_gb2312: beyond,
                size: None,
                spacing: None,
                scale: None,
            }),
        }
        rest = tail;
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
