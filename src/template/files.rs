//! The template files: the embedded ones, and the user's own over them.

use std::collections::BTreeMap;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::embedded;

/// Path inside `templates/` → the text.
pub type Files = BTreeMap<String, SourceId>;

/// Ending of a template's file name.
pub const ENDING: &str = ".md.tera";

/// Embedded files with the user's own over them. These are named by their path inside `templates/`, or by a longer
/// one, which is then shown.
pub fn gather(overrides: Vec<(String, String)>, sources: &mut Sources, findings: &mut Findings) -> Files {
    let mut own = BTreeMap::new();
    for (path, text) in overrides {
        let shown = path.replace('\\', "/");
        let (name, path) = match shown.rfind("templates/") {
            Some(at) => (shown.clone(), shown[at + "templates/".len()..].to_owned()),
            None => (format!("templates/{shown}"), shown),
        };
        own.insert(path, (name, text));
    }
    let mut files = Files::new();
    for (path, text) in embedded::templates() {
        if is_template(&path) && !own.contains_key(&path) {
            let source = sources.add(format!("模板:{path}"), text.replace("\r\n", "\n"));
            files.insert(path, source);
        }
    }
    for (path, (name, text)) in own {
        if is_template(&path) {
            let source = sources.add(name, text.replace("\r\n", "\n"));
            files.insert(path, source);
        } else if !path.starts_with('.') && !path.ends_with("README.md") {
            let message = format!("模板文件夹里的“{path}”用不上");
            findings.push(
                Diagnostic::warning("unused-template", Place::Path(name), message)
                    .hint("模板文件是“文种/章节.md.tera”和“文种/template.yaml”，公用的放在“_shared”里"),
            );
        }
    }
    files
}

fn is_template(path: &str) -> bool {
    let mut parts = path.split('/');
    let (Some(_), Some(file), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    file == "template.yaml" || file.ends_with(ENDING)
}
