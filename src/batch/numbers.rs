//! 发文字号 of a batch: one for each unit, in the order of the roster, without gaps and without using a number twice.

use std::collections::{BTreeSet, HashMap};

use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::figure::evaluate::SERIAL;
use crate::model::number::Number;
use crate::model::roster::NumberRange;

/// 发文字号 with a place for the number: `某卫发〔2026〕【顺序号】号`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    before: String,
    after: String,
    /// Where it stands.
    pub span: Span,
}

impl Pattern {
    /// The pattern in a text; `None` if it is a number like any other.
    pub fn of(text: &str, span: Span) -> Option<Self> {
        let (before, after) = text.split_once(&format!("【{SERIAL}】"))?;
        Some(Self { before: before.to_owned(), after: after.to_owned(), span })
    }

    /// 发文字号 with this number.
    pub fn with(&self, serial: u32) -> String {
        format!("{}{serial}{}", self.before, self.after)
    }

    /// The number of a 发文字号 of this pattern.
    pub fn serial(&self, number: &str) -> Option<u32> {
        number.strip_prefix(&self.before)?.strip_suffix(&self.after)?.parse().ok()
    }
}

/// Numbers that are taken, by the whole 发文字号.
#[derive(Debug, Default)]
pub struct Taken {
    /// By whom in an earlier run of this batch: the unit's key and the number.
    pub ours: HashMap<String, String>,
    /// All others.
    pub others: BTreeSet<String>,
}

/// Gives every key a number: the one that it had, else the next that is free.
pub fn allocate<'k>(
    pattern: &Pattern,
    range: Option<&NumberRange>,
    keys: impl Iterator<Item = &'k str>,
    taken: &Taken,
    findings: &mut Findings,
) -> Vec<u32> {
    let whole = |number: Option<&Number>, findings: &mut Findings| {
        let number = number?;
        let count = number.count().filter(|count| *count > 0);
        if count.is_none() {
            findings.push(
                Diagnostic::error("bad-number", number.span, format!("顺序号“{}”不合适", number.written))
                    .hint("写大于零的整数，例如 15"),
            );
        }
        count
    };
    let first = whole(range.and_then(|range| range.first.as_ref()), findings);
    let last = whole(range.and_then(|range| range.last.as_ref()), findings);
    let mut used: BTreeSet<u32> = taken.others.iter().filter_map(|number| pattern.serial(number)).collect();
    used.extend(taken.ours.values().filter_map(|number| pattern.serial(number)));
    let mut next = first.unwrap_or_else(|| used.last().map_or(1, |last| last + 1));
    let mut given = Vec::new();
    for key in keys {
        let kept = taken.ours.get(key).and_then(|number| pattern.serial(number));
        given.push(kept.unwrap_or_else(|| {
            while !used.insert(next) {
                next += 1;
            }
            next
        }));
    }
    if let Some(last) = last
        && let Some(beyond) = given.iter().filter(|serial| **serial > last).min()
    {
        let count = given.iter().filter(|serial| **serial > last).count();
        let place = range.and_then(|range| range.last.as_ref()).map_or(pattern.span, |number| number.span);
        findings.push(
            Diagnostic::error(
                "numbers-used-up",
                place,
                format!("号不够用：到{last}号为止，还有{count}份没有号，最先要用{beyond}号"),
            )
            .hint("把“到”改大，或者分几批发"),
        );
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sources::SourceId;

    const SPAN: Span = Span { source: SourceId(0), start: 0, end: 0 };

    #[test]
    fn numbers_follow_each_other_and_none_is_used_twice() {
        let pattern = Pattern::of("某卫发〔2026〕【顺序号】号", SPAN).expect("a pattern");
        let mut findings = Findings::default();
        let mut given =
            |taken: &Taken| allocate(&pattern, None, ["a", "b", "c"].into_iter(), taken, &mut findings);
        let mut taken = Taken::default();
        assert_eq!(given(&taken), [1, 2, 3]);
        taken.others =
            ["某卫发〔2026〕14号", "某卫发〔2025〕99号", "某卫办发〔2026〕70号"].map(str::to_owned).into();
        assert_eq!(given(&taken), [15, 16, 17]);
        // A unit keeps the number that it had.
        taken.ours.insert("b".to_owned(), "某卫发〔2026〕15号".to_owned());
        assert_eq!(given(&taken), [16, 15, 17]);
        assert!(findings.list.is_empty());
        assert_eq!(pattern.with(15), "某卫发〔2026〕15号");
        assert_eq!(Pattern::of("某卫发〔2026〕15号", SPAN), None);
    }
}
