//! `gongwen new`: a folder with a workbook that builds as it is, or a kind's templates for changing.

use std::path::Path;

use crate::cli::Exit;
use crate::cli::arguments::NewOptions;
use crate::cli::carry;
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::embedded;
use crate::pipeline;
use crate::template::library::{self, Library};
use crate::world::{Fault, Kind, World};

/// Makes the folder, or copies the templates into it.
pub fn run(options: &NewOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    if let (Some(last), Some(year)) = (&options.from, options.year) {
        return carry::run(options, last, year, world, console);
    }
    let files = match &options.eject {
        Some(kind) => templates(kind),
        None => workbook(&options.kind, &options.folder).and_then(|text| {
            if options.xlsx {
                sheets(&options.kind, &text)
            } else {
                Ok(vec![("资料.yaml".to_owned(), text.into_bytes())])
            }
        }),
    };
    let outcome = files.and_then(|files| place(&files, options, world));
    match outcome {
        Ok(paths) => {
            for path in &paths {
                console.print(path);
            }
            if options.eject.is_none() {
                console.tell("改好资料以后生成文件：");
                let path = paths.first().map_or("", String::as_str);
                let quote = if path.contains(char::is_whitespace) { "\"" } else { "" };
                console.tell(&format!("  gongwen build {quote}{path}{quote}"));
            }
            Exit::Done
        }
        Err(diagnostic) => {
            let mut findings = Findings::default();
            findings.push(*diagnostic);
            console.report(&findings, &Sources::default());
            Exit::Failed
        }
    }
}

/// Relative path and bytes of each file.
type Files = Vec<(String, Vec<u8>)>;

/// The workbook as YAML.
fn workbook(kind: &str, folder: &Path) -> Result<String, Box<Diagnostic>> {
    let scaffolds = embedded::scaffolds();
    let named = || scaffolds.iter().filter_map(|(file, text)| Some((file.strip_suffix(".yaml")?, *text)));
    let Some((_, text)) = named().find(|(name, _)| *name == kind) else {
        return Err(Box::new(unknown_kind(kind, named().map(|(name, _)| name))));
    };
    let unit = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unit = yaml_safe(&unit);
    // Dots, numbers and words such as `null` are no names of units.
    let is_name = unit.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    Ok(text.replace("{单位}", if is_name { &unit } else { "某某局" }))
}

/// The same workbook as sheets, with blank ones for what its kind may use besides.
fn sheets(kind: &str, text: &str) -> Result<Files, Box<Diagnostic>> {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let library = Library::load(Vec::new(), &mut sources, &mut findings);
    let known: Vec<&library::Kind> = library.iter().flat_map(Library::kinds).collect();
    let kinds = known.iter().map(|kind| kind.name.clone()).collect();
    let more = known
        .iter()
        .find(|known| known.name == kind)
        .map_or_else(Vec::new, |kind| kind.keys().into_iter().collect());
    let bytes = pipeline::as_sheets(text, kinds, more).map_err(Box::new)?;
    Ok(vec![("资料.xlsx".to_owned(), bytes)])
}

/// A folder's name that may stand in a plain YAML scalar.
fn yaml_safe(unit: &str) -> String {
    unit.chars().filter(|c| c.is_alphanumeric() || matches!(c, '（' | '）' | '·' | '-' | '_')).collect()
}

fn templates(kind: &str) -> Result<Files, Box<Diagnostic>> {
    let embedded = embedded::templates();
    let names: Vec<&str> =
        embedded.iter().filter_map(|(path, _)| path.strip_suffix("/template.yaml")).collect();
    if !names.contains(&kind) {
        return Err(Box::new(unknown_kind(kind, names.into_iter())));
    }
    // The sentences that kinds share stand in `_shared`: without them a user could not reach every sentence.
    let own =
        |path: &str| matches!(path.split('/').next(), Some(folder) if folder == kind || folder == "_shared");
    Ok(embedded
        .iter()
        .filter(|(path, _)| own(path))
        .map(|(path, text)| (format!("templates/{path}"), text.as_bytes().to_vec()))
        .collect())
}

fn unknown_kind<'a>(kind: &str, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    library::unknown_kind(kind, Place::Nowhere, &names.collect::<Vec<_>>())
}

/// Writes all files or none: everything is checked before the first is written.
fn place(files: &Files, options: &NewOptions, world: &mut dyn World) -> Result<Vec<String>, Box<Diagnostic>> {
    let fault =
        |fault: &Fault, path: &Path| Box::new(pipeline::file_fault(fault, path, pipeline::file_place(path)));
    for (name, _) in files {
        let path = options.folder.join(name);
        if world.kind(&path) != Kind::Missing {
            let shown = path.display().to_string();
            return Err(Box::new(
                Diagnostic::error(
                    "already-there",
                    Place::Path(shown.clone()),
                    format!("“{shown}”已经存在，没有改动"),
                )
                .hint("换一个文件夹名，或者先把原来的文件移走"),
            ));
        }
    }
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = options.folder.join(name);
        let folder = path.parent().unwrap_or(Path::new(""));
        world.make_folder(folder).map_err(|f| fault(&f, folder))?;
        world.write(&path, bytes).map_err(|f| fault(&f, &path))?;
        paths.push(path.display().to_string());
    }
    Ok(paths)
}
