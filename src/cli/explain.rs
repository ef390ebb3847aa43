//! `gongwen explain`: what a diagnostic's code means.

use crate::check::rule::Rule;
use crate::check::rules;
use crate::check::sample::{Of, Sample};
use crate::cli::Exit;
use crate::cli::arguments::ExplainOptions;
use crate::cli::console::Console;
use crate::cli::rules::fix;
use crate::diag::codes::{self, Code, Example};
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;

/// Prints the page of a code, or the list of all codes.
pub fn run(options: &ExplainOptions, console: &mut Console<'_>) -> Exit {
    let Some(name) = &options.code else {
        for code in codes::all() {
            console.print(&format!("{}\t{}", code.name, code.title));
        }
        for rule in rules::all() {
            console.print(&format!("{}\t{}", rule.code, rule.name));
        }
        return Exit::Done;
    };
    if let Some(rule) = rules::find(name) {
        console.print(rule_page(rule).trim_end());
        return Exit::Done;
    }
    if let Some(code) = codes::find(name) {
        console.print(page(code).trim_end());
        return Exit::Done;
    }
    let mut diagnostic = Diagnostic::error("unknown-code", Place::Nowhere, format!("没有“{name}”这个代码"));
    diagnostic = diagnostic.meant(codes::nearest(name));
    let mut findings = Findings::default();
    findings.push(diagnostic.hint("用“gongwen explain”列出全部代码"));
    console.report(&findings, &Sources::default());
    Exit::Failed
}

/// The page of a code: 说明, 反例, 正例, 依据.
pub fn page(code: &Code) -> String {
    let mut page = format!("{}：{}\n\n说明\n  {}\n", code.name, code.title, code.why);
    for (title, Example { file, text }) in [("反例", &code.wrong), ("正例", &code.right)] {
        if text.is_empty() {
            continue;
        }
        page += &format!("\n{title}（{file}）\n");
        for line in text.lines() {
            page += &format!("  {line}\n");
        }
    }
    if !code.clause.is_empty() {
        page += &format!("\n依据\n  {}\n", code.clause);
    }
    page
}

/// The page of a rule: 级别, 说明, 反例, 正例, 依据.
pub fn rule_page(rule: &Rule) -> String {
    let mut page = format!(
        "{}：{}\n\n级别\n  {}，{}\n\n说明\n  {}\n",
        rule.code,
        rule.name,
        rule.level.letter(),
        fix(rule.fix),
        rule.why
    );
    for (title, samples) in [("反例", rule.wrong), ("正例", rule.right)] {
        for Sample { of, text } in samples {
            let of = match of {
                Of::Whole => "全文",
                Of::Body => "正文",
                Of::Title => "标题",
                Of::Recipients => "主送机关",
                Of::Folder => "清单和文件夹",
                Of::Ledger => "台账",
                Of::File(..) => "文件",
            };
            page += &format!("\n{title}（{of}）\n");
            for line in text.lines() {
                page += &format!("  {line}\n");
            }
        }
    }
    page + &format!("\n依据\n  {}\n", rule.clause)
}
