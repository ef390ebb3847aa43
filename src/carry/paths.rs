//! The paths that a text names: which of them lead out of last year's folder, and how they are to be written in the new one.

use std::path::{Component, Path};

use crate::carry::keys;
use crate::source::edit::Step;
use crate::source::node::{Node, Value, trim};

/// A path that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where it stands.
    pub at: Vec<Step>,
    /// Its key.
    pub key: String,
    /// As it is written.
    pub text: String,
}

/// The paths of a text.
pub fn of(tree: &Node) -> Vec<Named> {
    let mut found = Vec::new();
    walk(tree, &[], "", &mut found);
    found
}

fn walk(node: &Node, at: &[Step], key: &str, found: &mut Vec<Named>) {
    let next = |step: Step| [at, &[step]].concat();
    match &node.value {
        Value::Scalar(scalar) if keys::is_path(key) => {
            let text = trim(&scalar.text).to_owned();
            let ending = text.rsplit('.').next().unwrap_or_default().to_lowercase();
            // A house style by its name is none; `印章: 有` neither.
            let meant = match key {
                "版式" => matches!(ending.as_str(), "yaml" | "yml"),
                "印章" => ending == "png",
                _ => !text.is_empty(),
            };
            if meant {
                found.push(Named { at: at.to_vec(), key: key.to_owned(), text });
            }
        }
        Value::Map(entries) => {
            for (name, value) in entries {
                walk(value, &next(Step::Key(name.text.clone())), &name.text, found);
            }
        }
        Value::List(items) => {
            let key = if matches!(key, "引用" | "台账") { key } else { "" };
            for (number, item) in items.iter().enumerate() {
                walk(item, &next(Step::Item(number)), key, found);
            }
        }
        _ => {}
    }
}

/// The way from a folder to a file, with `/`; `None` if it cannot be told without knowing where both lie.
pub fn way(folder: &Path, file: &Path) -> Option<String> {
    let parts = |path: &Path| -> Vec<String> {
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    if file.is_absolute() && !folder.is_absolute() {
        return Some(file.to_string_lossy().into_owned());
    }
    if folder.is_absolute() != file.is_absolute() {
        return None;
    }
    let (from, to) = (parts(folder), parts(file));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // Of a folder above nobody knows the way back into this one.
    if folder.components().skip(shared).any(|part| part == Component::ParentDir) {
        return None;
    }
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    Some(up.chain(to[shared..].iter().cloned()).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_a_folder_to_a_file() {
        let way = |folder: &str, file: &str| way(Path::new(folder), Path::new(file));
        assert_eq!(way("2027", "2026/资料.yaml").as_deref(), Some("../2026/资料.yaml"));
        assert_eq!(way("年度/2027", "资料.yaml").as_deref(), Some("../../资料.yaml"));
        assert_eq!(way("/甲/2027", "/甲/2026/资料.yaml").as_deref(), Some("../2026/资料.yaml"));
        assert_eq!(way("今年/深", "../共用/单位.yaml").as_deref(), Some("../../../共用/单位.yaml"));
        assert_eq!(way("../2027", "../2026/资料.yaml").as_deref(), Some("../2026/资料.yaml"));
        assert_eq!(way("2027", "/甲/2026/资料.yaml").as_deref(), Some("/甲/2026/资料.yaml"));
        assert_eq!(way("/甲/2027", "2026/资料.yaml"), None);
        assert_eq!(way("../2027", "2026/资料.yaml"), None);
    }
}
