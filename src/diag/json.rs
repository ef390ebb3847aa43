//! Findings → the JSON that `check --format json` prints. Scripts rely on its shape; it changes only with
//! `schema_version`.

use serde::Serialize;

use crate::diag::codes;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;

/// The version of the shape below.
pub const SCHEMA_VERSION: u32 = 1;

/// The whole report.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The findings in the order in which they were found.
    pub findings: Vec<Finding>,
    /// Number of files looked at.
    pub files: usize,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// Its stable name.
    pub code: &'static str,
    /// `E`, `W` or `I`.
    pub level: &'static str,
    /// The file as the user wrote it; empty if it concerns none.
    pub file: String,
    /// 1-based line, in a sheet the row, in a Word file the paragraph; null if it concerns the file as a whole.
    pub line: Option<usize>,
    /// 1-based column in characters, in a sheet the column's number; null as `line`.
    pub column: Option<usize>,
    /// The place in words where it is not a line of a text: `台账!C5`, `第12段`, `页脚`; else it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// One sentence.
    pub message: String,
    /// What to do, one line each; empty if there is nothing to say.
    pub hint: String,
    /// The clause that asks for it; empty if none does.
    pub clause: String,
}

/// The report of findings in so many files.
pub fn report(findings: &Findings, sources: &Sources, files: usize) -> Report {
    let findings = findings.list.iter().map(|diagnostic| finding(diagnostic, sources)).collect();
    Report { schema_version: SCHEMA_VERSION, findings, files }
}

fn finding(diagnostic: &Diagnostic, sources: &Sources) -> Finding {
    let (file, at, place) = match &diagnostic.place {
        Place::Nowhere => (String::new(), None, None),
        Place::Path(path) => (path.clone(), None, None),
        Place::Span(span) => (
            sources.name(span.source).to_owned(),
            Some(sources.line_column(span.source, span.start)),
            sources.special_words(*span),
        ),
    };
    Finding {
        code: diagnostic.code,
        level: diagnostic.level.letter(),
        file,
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        place,
        message: diagnostic.message.clone(),
        hint: diagnostic.hints.join("\n"),
        clause: match diagnostic.clause {
            "" => codes::find(diagnostic.code).map_or("", |code| code.clause),
            clause => clause,
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::diagnostic::Span;
    use crate::diag::sources::Cells;

    #[test]
    fn the_report_has_the_shape_that_scripts_rely_on() {
        let mut sources = Sources::default();
        let source = sources.add("活动.yaml", "名称: 甲\n简称：乙\n");
        let mut findings = Findings::default();
        let span = Span { source, start: 17, end: 20 };
        findings.push(Diagnostic::error("full-width-colon", span, "全角冒号").hint("一").hint("二"));
        let cells = Cells { sheet: Some("台账".into()), rows: vec![4], columns: vec![2], starts: vec![0] };
        let source = sources.add_sheet("台账.xlsx", "#REF!\n".into(), cells);
        let span = Span { source, start: 0, end: 5 };
        findings.push(Diagnostic::error("error-cell", span, "错误值"));
        findings.push(Diagnostic::warning("empty-file", Place::Path("空.yaml".into()), "没有内容"));
        let json = serde_json::to_string_pretty(&report(&findings, &sources, 3)).unwrap_or_default();
        insta::assert_snapshot!(json);
    }
}
