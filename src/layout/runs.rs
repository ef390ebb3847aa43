//! Inlines → runs of one look. A character that `仿宋_GB2312` and `楷体_GB2312` do not hold gets a run of its own in the
//! face's complete font, and one that this does not hold either in a font for rare characters.

use crate::charset::{Repertoire, is_attached, repertoire};
use crate::document::tree::{Inline, Target};
use crate::layout::laid::{Anchor, Field, LaidRun, Mark, RunContent};
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
            Inline::Reference { text, to } => refer(&mut runs, text, to, style),
            Inline::Citation { text } => push(&mut runs, text, Some(CharacterStyle::Citation)),
        }
    }
    runs
}

/// Appends what a text calls a label or a number. Where it is the label itself, it follows it; 下图 only leads there.
fn refer(runs: &mut Vec<LaidRun>, text: &str, to: &Target, style: Option<CharacterStyle>) {
    let anchor = Anchor::Target(to.clone());
    let numbered = text.ends_with(|last: char| last.is_ascii_digit());
    let follows = numbered || matches!(to, Target::Attachment(_));
    let (begin, end) = if follows {
        (Mark::Field(Field::Text(anchor)), Mark::FieldEnd)
    } else {
        (Mark::Link(anchor), Mark::LinkEnd)
    };
    runs.push(LaidRun::mark(begin));
    push(runs, text, style);
    runs.push(LaidRun::mark(end));
}

/// Appends a text, cut where its characters need another font and at tabs.
pub fn push(runs: &mut Vec<LaidRun>, text: &str, style: Option<CharacterStyle>) {
    let mut start = 0;
    let mut held = Repertoire::Gb2312;
    for (at, c) in text.char_indices() {
        let own = repertoire(c);
        if c != '\t' && (own == held || is_attached(c)) {
            continue;
        }
        push_words(runs, &text[start..at], style, held);
        start = at;
        held = own;
        if c == '\t' {
            runs.push(LaidRun { style, ..LaidRun::new(RunContent::Tab) });
            start = at + 1;
        }
    }
    push_words(runs, &text[start..], style, held);
}

/// Appends a text that one font holds, to the run before if that is of the same look.
fn push_words(runs: &mut Vec<LaidRun>, text: &str, style: Option<CharacterStyle>, held: Repertoire) {
    if text.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(LaidRun {
            content: RunContent::Text(last),
            style: s,
            repertoire: r,
            size: None,
            spacing: None,
            scale: None,
        }) if *s == style && *r == held => {
            last.push_str(text);
        }
        _ => {
            let content = RunContent::Text(text.to_owned());
            runs.push(LaidRun { style, repertoire: held, ..LaidRun::new(content) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_get_a_run_of_their_own() {
        use Repertoire::{Complete, Gb2312, Rare};
        let runs = plain("漷县镇和𬭎中");
        let shown: Vec<(&str, Repertoire)> = runs
            .iter()
            .map(|run| match &run.content {
                RunContent::Text(text) => (text.as_str(), run.repertoire),
                other => panic!("unexpected {other:?}"),
            })
            .collect();
        assert_eq!(shown, [("漷", Complete), ("县镇和", Gb2312), ("𬭎", Rare), ("中", Gb2312)]);
    }

    #[test]
    fn a_selector_of_a_variant_stays_with_its_character() {
        assert_eq!(plain("葛\u{E0100}洲").len(), 1);
        assert_eq!(plain("\u{E0100}洲").len(), 1);
        assert_eq!(plain("漷\u{FE00}𠮷").len(), 2);
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
