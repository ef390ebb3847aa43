//! `gongwen kinds`, `fields`, `schema`, `completions`: what can be made and from what.

use std::collections::BTreeMap;
use std::path::Path;

use clap::CommandFactory;

use crate::cli::Exit;
use crate::cli::arguments::{Arguments, CompletionsOptions, FieldsOptions, LibraryOptions, SchemaOptions};
use crate::cli::console::Console;
use crate::diag::diagnostic::Place;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::embedded;
use crate::model::house::HouseStyle;
use crate::model::schema::{json_schema, record_schema_of};
use crate::model::shape::{FieldShape, RecordShape, Shape};
use crate::model::workbook::Workbook;
use crate::pipeline;
use crate::pipeline::profiles;
use crate::template::library::{Kind, Library};
use crate::world::{self, World};

/// Lists the kinds.
pub fn kinds(options: &LibraryOptions, world: &dyn World, console: &mut Console<'_>) -> Exit {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    if options.folder != Path::new(".") && world.kind(&options.folder) == world::Kind::Missing {
        let place = pipeline::file_place(&options.folder);
        findings.push(pipeline::file_fault(&world::Fault::NotFound, &options.folder, place));
        console.report(&findings, &sources);
        return Exit::Failed;
    }
    let overrides =
        pipeline::overrides(world, &options.folder.join("资料.yaml"), &mut sources, &mut findings);
    let Some(library) = Library::load(overrides, &mut sources, &mut findings) else {
        console.report(&findings, &sources);
        return Exit::Failed;
    };
    for kind in library.kinds() {
        console.print(&kind.name);
        console.print(&format!("  用途：{}", kind.purpose));
        let carriers: Vec<&str> = kind.carriers.iter().map(|c| c.word()).collect();
        console.print(&format!(
            "  载体：{}（不写就是“{}”）",
            carriers.join("、"),
            carriers.first().unwrap_or(&"无")
        ));
        let sections: Vec<String> = kind
            .sections
            .iter()
            .map(|s| if s.mandatory { format!("{}*", s.name) } else { s.name.clone() })
            .collect();
        console.print(&format!("  章节：{}", sections.join("、")));
    }
    console.tell("带 * 的章节必须有。看一个文种用到的资料项：gongwen fields 文种");
    console.report(&findings, &sources);
    if findings.has_errors() { Exit::Findings } else { Exit::Done }
}

/// The kind of a name, from the built-in templates and those of the folder one is in.
fn with_kind(
    name: &str,
    world: &dyn World,
    console: &mut Console<'_>,
    show: impl FnOnce(&Kind, &mut Console<'_>),
) -> Exit {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let overrides = pipeline::overrides(world, Path::new("资料.yaml"), &mut sources, &mut findings);
    let Some(library) = Library::load(overrides, &mut sources, &mut findings) else {
        console.report(&findings, &sources);
        return Exit::Failed;
    };
    if let Some(kind) = library.kind(name) {
        show(kind, console);
        return Exit::Done;
    }
    findings.push(library.unknown_kind(name, Place::Nowhere));
    console.report(&findings, &sources);
    Exit::Failed
}

/// What stands above the columns.
const FIELD_COLUMNS: &str = "键\t模板变量\t类型\t必填\t意思\t例子";

/// Lists the fields: 中文键, template variable, type, whether required, meaning, example.
pub fn fields(options: &FieldsOptions, world: &dyn World, console: &mut Console<'_>) -> Exit {
    match &options.kind {
        None => {
            console.print(FIELD_COLUMNS);
            print_record(&Workbook::RECORD, &|_| true, ("", ""), &mut BTreeMap::new(), console);
            Exit::Done
        }
        Some(name) if name == profiles::FOLDER => {
            console.print(FIELD_COLUMNS);
            print_record(&HouseStyle::RECORD, &|_| true, ("", ""), &mut BTreeMap::new(), console);
            Exit::Done
        }
        // One part of a workbook: 表单, 台账.
        Some(name) if is_part(name) => {
            console.print(FIELD_COLUMNS);
            print_record(&Workbook::RECORD, &|key| key == name, ("", ""), &mut BTreeMap::new(), console);
            Exit::Done
        }
        Some(name) => with_kind(name, world, console, |kind, console| {
            let used = kind.keys();
            console.print(FIELD_COLUMNS);
            print_record(
                &Workbook::RECORD,
                &|key| used.contains(key),
                ("", ""),
                &mut BTreeMap::new(),
                console,
            );
        }),
    }
}

/// Whether a name is that of a part of workbooks, and not of a kind as well.
fn is_part(name: &str) -> bool {
    let is_kind = |file: &str| file.strip_suffix(".yaml") == Some(name);
    Workbook::RECORD.fields.iter().any(|field| field.key == name)
        && !embedded::scaffolds().iter().any(|(file, _)| is_kind(file))
}

/// Prints the fields of a record and of the records in it. A record that was printed before is only named: the items of
/// 重点任务 are those of 有关要求.
fn print_record(
    record: &'static RecordShape,
    keep: &dyn Fn(&str) -> bool,
    paths: (&str, &str),
    printed: &mut BTreeMap<&'static str, String>,
    console: &mut Console<'_>,
) {
    for field in record.fields.iter().filter(|field| keep(field.key)) {
        let key = format!("{}{}", paths.0, field.key);
        let variable = format!("{}{}", paths.1, field.variable);
        let inner = match (field.shape)() {
            Shape::Record(record) => Some((record, ".")),
            Shape::List(item) => match item() {
                Shape::Record(record) => Some((record, "[].")),
                _ => None,
            },
            _ => None,
        };
        let known = inner.and_then(|(record, _)| printed.get(record.name).cloned());
        print_field(field, &key, &variable, known.as_deref(), console);
        if let (Some((record, joint)), None) = (inner, known) {
            printed.insert(record.name, key.clone());
            let paths = (format!("{key}{joint}"), format!("{variable}{joint}"));
            print_record(record, &|_| true, (&paths.0, &paths.1), printed, console);
        }
    }
}

fn print_field(
    field: &FieldShape,
    key: &str,
    variable: &str,
    same_as: Option<&str>,
    console: &mut Console<'_>,
) {
    let shape = (field.shape)().in_words();
    let required = if field.required { "必填" } else { "可选" };
    let same = same_as.map_or(String::new(), |other| format!("；下级的键与“{other}”相同"));
    console.print(&format!(
        "{key}\t{variable}\t{shape}\t{required}\t{}{same}\t{}",
        field.meaning, field.example
    ));
}

/// Prints the JSON Schema.
pub fn schema(options: &SchemaOptions, world: &dyn World, console: &mut Console<'_>) -> Exit {
    let print = |title: &str, keep: &dyn Fn(&str) -> bool, console: &mut Console<'_>| {
        let schema = json_schema(&Workbook::RECORD, title, keep);
        console.print(&serde_json::to_string_pretty(&schema).unwrap_or_default());
    };
    match &options.kind {
        None => {
            print("公文资料", &|_| true, console);
            Exit::Done
        }
        Some(name) if name == profiles::FOLDER => {
            let schema = record_schema_of(&HouseStyle::RECORD, "公文版式");
            console.print(&serde_json::to_string_pretty(&schema).unwrap_or_default());
            Exit::Done
        }
        Some(name) => with_kind(name, world, console, |kind, console| {
            let used = kind.keys();
            print(&format!("{}资料", kind.name), &|key| used.contains(key), console);
        }),
    }
}

/// Prints a completion script.
pub fn completions(options: &CompletionsOptions, console: &mut Console<'_>) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "gongwen", &mut script);
    console.print_raw(&script);
    Exit::Done
}
