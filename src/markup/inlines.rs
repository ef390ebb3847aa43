//! Parsed text with values put back → inlines.
//!
//! Seam rule: a value that ends with 点号 loses them where the template goes on with one of its own.

use crate::document::tree::Inline;
use crate::markup::marks::STOPS;
use crate::markup::skeleton::Part;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its characters.
    pub text: String,
    /// Whether the template made it bold.
    pub strong: bool,
    /// Whether it came from the workbook.
    pub value: bool,
}

impl Run {
    /// A run of one part.
    pub fn new(part: Part<'_>, strong: bool) -> Self {
        match part {
            Part::Static(text) => Self { text: text.to_owned(), strong, value: false },
            Part::Value(value) => Self { text: value.text.clone(), strong, value: true },
        }
    }
}

/// Joins runs by the seam rule.
pub fn join(mut runs: Vec<Run>) -> Vec<Inline> {
    for index in 0..runs.len() {
        let next = runs[index + 1..].iter().find(|run| !run.text.is_empty());
        if runs[index].value && next.is_some_and(|next| !next.value && next.text.starts_with(STOPS)) {
            let kept = runs[index].text.trim_end_matches(STOPS).len();
            runs[index].text.truncate(kept);
        }
    }
    let mut joined: Vec<Run> = Vec::new();
    for run in runs.into_iter().filter(|run| !run.text.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.strong == run.strong => last.text.push_str(&run.text),
            _ => joined.push(run),
        }
    }
    joined
        .into_iter()
        .map(|Run { text, strong, .. }| if strong { Inline::Strong { text } } else { Inline::Text { text } })
        .collect()
}

/// Splits inlines at `\n` into lines.
pub fn lines(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in inlines {
        let (text, strong) = match inline {
            Inline::Text { text } => (text, false),
            Inline::Strong { text } => (text, true),
            // Set by a pass, later than here; it is one line in any case.
            inline @ (Inline::Citation { .. } | Inline::Reference { .. }) => {
                lines.last_mut().expect("begins with one").push(inline);
                continue;
            }
        };
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                let text = part.to_owned();
                line.push(if strong { Inline::Strong { text } } else { Inline::Text { text } });
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, value: bool, strong: bool) -> Run {
        Run { text: text.to_owned(), strong, value }
    }

    #[test]
    fn a_value_loses_its_stop_before_one_of_the_template() {
        let joined = |runs| crate::document::text::plain(&join(runs));
        assert_eq!(joined(vec![run("加强领导。", true, false), run("。", false, false)]), "加强领导。");
        assert_eq!(joined(vec![run("加强领导。", true, true), run("，并", false, false)]), "加强领导，并");
        assert_eq!(joined(vec![run("加强领导。", true, false), run("并", false, false)]), "加强领导。并");
        assert_eq!(joined(vec![run("甲。", true, false), run("。", true, false)]), "甲。。");
    }
}
