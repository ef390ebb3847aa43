//! What is off and why, and what the rules may know: the workbook's 检查, or `检查.yaml` beside texts and Word files.

use std::path::Path;

use crate::batch::roster;
use crate::check::context::{Context, Unit};
use crate::check::selection::Selection;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::check_plan::CheckPlan;
use crate::model::reader::{FieldValue, Reader};
use crate::pipeline;
use crate::pipeline::jobs::{self, Made};
use crate::review::last_year;
use crate::source::table::Options;
use crate::world::{Kind, World};

/// Name of the file beside texts and Word files.
const FILE: &str = "检查.yaml";

/// What is off, and what the rules may know.
#[derive(Debug, Default)]
pub struct Plan {
    /// Codes and groups of rules that are off.
    pub off: Vec<String>,
    /// What the rules may know.
    pub context: Context,
}

/// Of the texts and Word files of a folder: what `检查.yaml` there says, if there is one.
pub fn of_folder(folder: &Path, world: &dyn World, sources: &mut Sources, findings: &mut Findings) -> Plan {
    let file = folder.join(FILE);
    if world.kind(&file) != Kind::File {
        return Plan::default();
    }
    let Some(data) = pipeline::read(world, &file, sources, findings) else { return Plan::default() };
    let Some(plan) = CheckPlan::read(&data.node, &mut Reader { findings }) else { return Plan::default() };
    let mut made = of(&plan, findings);
    if let Some(roster) = &plan.roster {
        made.context.units = units(&folder.join(&roster.text), world, sources, findings);
    }
    if let Some(last) = &plan.last_year {
        made.context.last_year = last_year::read(last, folder, world, sources, findings);
    }
    made
}

/// Of a workbook; the roster that it names is not read yet.
pub fn of_workbook(made: &Made, findings: &mut Findings) -> Plan {
    let Some(workbook) = &made.workbook else { return Plan::default() };
    let mut plan = workbook.check.as_ref().map_or_else(Plan::default, |check| of(check, findings));
    let unit = &workbook.unit;
    let names = std::iter::once(&unit.name).chain(&unit.short_name);
    plan.context.own = names.map(|name| name.text.clone()).collect();
    plan.context.codes = unit.number_code.iter().map(|code| code.text.clone()).collect();
    plan
}

impl Plan {
    /// Reads the roster that a workbook names for it.
    pub fn read_roster(
        &mut self,
        made: &Made,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) {
        if let Some(roster) = check_of(made).and_then(|check| check.roster.as_ref()) {
            self.context.units =
                units(&jobs::beside(&made.path).join(&roster.text), world, sources, findings);
        }
    }

    /// Reads last year's workbook that a workbook names; the page of `serve`, which sees its own folder alone, does without.
    pub fn read_last_year(
        &mut self,
        made: &Made,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) {
        if let Some(last) = check_of(made).and_then(|check| check.last_year.as_ref()) {
            self.context.last_year =
                last_year::read(last, jobs::beside(&made.path), world, sources, findings);
        }
    }
}

/// 检查 of a workbook.
fn check_of(made: &Made) -> Option<&CheckPlan> {
    made.workbook.as_ref()?.check.as_ref()
}

fn of(plan: &CheckPlan, findings: &mut Findings) -> Plan {
    Plan { off: off(plan, findings), context: Context::default() }
}

/// The rules that are off; a code that is none is told.
pub fn off(plan: &CheckPlan, findings: &mut Findings) -> Vec<String> {
    let mut codes = Vec::new();
    for off in &plan.off {
        match Selection::of(&[], std::slice::from_ref(&off.rule.text)) {
            Ok(_) => codes.push(off.rule.text.trim().to_uppercase()),
            Err(unknown) => {
                for unknown in unknown {
                    let message = format!("没有“{}”这条规则", unknown.word);
                    let told =
                        Diagnostic::warning("unknown-check", off.rule.span, message).meant(unknown.near);
                    findings.push(told.hint("用“gongwen rules”列出全部规则"));
                }
            }
        }
    }
    codes
}

/// The units of a roster.
fn units(path: &Path, world: &dyn World, sources: &mut Sources, findings: &mut Findings) -> Vec<Unit> {
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            findings.push(pipeline::file_fault(&fault, path, pipeline::file_place(path)));
            return Vec::new();
        }
    };
    let name = path.display().to_string();
    let Some(roster) = roster::read(bytes, &name, &Options::default(), sources, findings) else {
        return Vec::new();
    };
    let column = |names: &[&str]| roster.heads.iter().position(|head| names.contains(&head.name.as_str()));
    let Some(unit) = column(&["单位名称", "单位", "名称", "机关名称"]) else { return Vec::new() };
    let (short, person, phone) =
        (column(&["简称", "规范化简称"]), column(&["联系人"]), column(&["联系电话", "电话"]));
    (0..roster.len())
        .map(|row| {
            let text =
                |column: Option<usize>| column.map_or("", |column| roster.text(row, column)).to_owned();
            let contact = (text(person), text(phone));
            Unit {
                name: text(Some(unit)),
                short: Some(text(short)).filter(|short| !short.is_empty()).into_iter().collect(),
                contacts: if contact.1.is_empty() { Vec::new() } else { vec![contact] },
            }
        })
        .filter(|unit| !unit.name.is_empty())
        .collect()
}
