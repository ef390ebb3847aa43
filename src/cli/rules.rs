//! `gongwen rules`: every rule of `check`, and those that are not there.

use crate::check::left_out::LeftOut;
use crate::check::rule::{Fix, Rule};
use crate::check::rules::{all, left_out};
use crate::check::selection::is_quiet;
use crate::cli::Exit;
use crate::cli::arguments::{Report, RulesOptions};
use crate::cli::console::Console;

/// Prints the rules, a line each.
pub fn run(options: &RulesOptions, console: &mut Console<'_>) -> Exit {
    match options.format {
        Report::Text => text(console),
        Report::Json => json(console),
    }
    Exit::Done
}

fn text(console: &mut Console<'_>) {
    console.print("代码\t级别\t修改\t查什么\t依据");
    for rule in all() {
        console.print(&format!(
            "{}\t{}\t{}\t{}\t{}",
            rule.code,
            rule.level.letter(),
            if is_quiet(rule) { "平时不查" } else { fix(rule.fix) },
            rule.name,
            rule.clause
        ));
    }
    if left_out().next().is_some() {
        console.print("\n没有做成规则的");
    }
    for rule in left_out() {
        console.print(&format!("{}\t{}\t{}", rule.code, rule.name, rule.reason));
    }
}

fn json(console: &mut Console<'_>) {
    let rule = |rule: &Rule| {
        serde_json::json!({
            "code": rule.code,
            "level": rule.level.letter(),
            "fix": matches!(rule.fix, Fix::Safe),
            "name": rule.name,
            "why": rule.why,
            "clause": rule.clause,
        })
    };
    let left =
        |rule: &LeftOut| serde_json::json!({"code": rule.code, "name": rule.name, "reason": rule.reason});
    let report = serde_json::json!({
        "schema_version": 1,
        "rules": all().map(rule).collect::<Vec<_>>(),
        "left_out": left_out().map(left).collect::<Vec<_>>(),
    });
    console.print(&format!("{report:#}"));
}

/// What `--fix` does, in a word.
pub fn fix(fix: Fix) -> &'static str {
    match fix {
        Fix::None => "由人改",
        Fix::Safe => "自动改",
        Fix::Ask => "给出建议",
    }
}
