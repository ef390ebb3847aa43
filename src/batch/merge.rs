//! `gongwen batch --merge`: the manifests of all parts → one, with register and receipt.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::batch::manifest::Manifest;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::pipeline::{file_fault, file_place, plain};
use crate::world::World;

/// Reads the manifests of the parts that lie in these folders and joins them, the paths counted from `target`. `None` if
/// they are not the whole of one batch; all that is wrong is in `findings`.
pub fn merge(
    folders: &[PathBuf],
    target: &Path,
    world: &dyn World,
    findings: &mut Findings,
) -> Option<Manifest> {
    let parts = parts(folders, world, findings);
    let Some(Part { file: first, of, manifest: model, .. }) = parts.first() else {
        findings.push(
            Diagnostic::error(
                "no-parts",
                Place::Nowhere,
                "这些文件夹里没有分份生成的清单（manifest-1-of-4.json 等）",
            )
            .hint("写上各份的输出文件夹，例如：gongwen batch --merge 第一份 第二份"),
        );
        return None;
    };
    for Part { file, of: other, manifest, .. } in &parts {
        if other != of || manifest.batch != model.batch || manifest.total != model.total {
            findings.push(
                Diagnostic::error(
                    "parts-differ",
                    Place::Path(file.display().to_string()),
                    "这一份与别的份不是同一批：资料、名册、条件或份数不同",
                )
                .related(Place::Path(first.display().to_string()), "与这一份比较")
                .hint("各份要用同一份资料和名册，--where 和 --shard 的总份数相同；不同的重做"),
            );
        }
        if !manifest.complete {
            findings.push(
                Diagnostic::error(
                    "part-unfinished",
                    Place::Path(file.display().to_string()),
                    "这一份没有做完",
                )
                .hint("用同样的命令加 --resume 接着做完，再合并"),
            );
        }
    }
    for number in 1..=*of {
        let found: Vec<&PathBuf> =
            parts.iter().filter(|part| part.number == number).map(|part| &part.file).collect();
        match found.as_slice() {
            [_] => {}
            [] => findings.push(
                Diagnostic::error("parts-differ", Place::Nowhere, format!("缺少第{number}份（共{of}份）"))
                    .hint(format!("做完这一份（--shard {number}/{of}），把它的输出文件夹也写上")),
            ),
            [one, other, ..] => findings.push(
                Diagnostic::error(
                    "parts-differ",
                    Place::Path(other.display().to_string()),
                    format!("第{number}份有两个"),
                )
                .related(Place::Path(one.display().to_string()), "另一个在这里")
                .hint("留下一个，另一个不要写"),
            ),
        }
    }
    if findings.has_errors() {
        return None;
    }
    let (batch, total, register) = (model.batch.clone(), model.total, model.register.clone());
    let mut documents = Vec::with_capacity(total);
    let mut earlier = BTreeMap::new();
    for Part { file, manifest, .. } in parts {
        earlier.extend(manifest.earlier);
        let way = way(target, file.parent().unwrap_or(Path::new("")));
        for mut entry in manifest.documents {
            if !way.is_empty() {
                entry.file = format!("{way}/{}", entry.file);
            }
            documents.push(entry);
        }
    }
    // Documents of a row stay in their order.
    documents.sort_by_key(|entry| entry.row);
    if documents.len() != total {
        findings.push(
            Diagnostic::error(
                "parts-differ",
                Place::Nowhere,
                format!("各份合起来有{}份文件，应有{total}份", documents.len()),
            )
            .hint("各份重做一次，再合并"),
        );
        return None;
    }
    let mut merged = Manifest::new(batch, total, true, String::new(), documents);
    merged.register = register;
    merged.earlier = earlier;
    Some(merged)
}

/// The manifest of a part.
struct Part {
    file: PathBuf,
    number: usize,
    of: usize,
    manifest: Manifest,
}

/// The manifests of parts that lie in the folders.
fn parts(folders: &[PathBuf], world: &dyn World, findings: &mut Findings) -> Vec<Part> {
    let mut parts = Vec::new();
    for folder in folders {
        let files = match world.files_in(folder) {
            Ok(files) => files,
            Err(fault) => {
                findings.push(file_fault(&fault, folder, file_place(folder)));
                continue;
            }
        };
        for file in files {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let is_json = file.extension().is_some_and(|end| end == "json");
            if !(is_json && name.starts_with("manifest-")) {
                continue;
            }
            match Manifest::read(world, &file) {
                Ok(Some(manifest)) => {
                    let numbers = manifest.shard.split_once('/');
                    let numbers = numbers.and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
                    if let Some((part, of)) = numbers {
                        parts.push(Part { file, number: part, of, manifest });
                    }
                }
                Ok(None) => {}
                Err(fault) => findings.push(fault),
            }
        }
    }
    parts
}

/// How one gets from a folder to another, with `/`; blank if it is the same.
fn way(from: &Path, to: &Path) -> String {
    let (from, to) = (plain(from), plain(to));
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[same..].iter().map(|_| "..".to_owned());
    let down = to[same..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_folder_to_folder() {
        for (from, to, expected) in [
            ("甲", "甲", ""),
            ("总", "甲", "../甲"),
            ("", "甲/乙", "甲/乙"),
            ("./甲", "甲/乙", "乙"),
            ("/a/b", "/a/c", "../c"),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)), expected, "{from} {to}");
        }
    }
}
