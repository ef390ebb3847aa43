//! The files that the program carries in itself: templates of the kinds, workbooks of `gongwen new`, house styles, the page of
//! `gongwen serve`. It only hands them out; what they mean is for others.

use include_dir::{Dir, include_dir};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static SCAFFOLDS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/scaffold");
static PROFILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/profiles");
static WEB: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/web");

/// Every file of `templates/`, with its path in there, parted by `/`.
pub fn templates() -> Vec<(String, &'static str)> {
    files(&TEMPLATES)
}

/// Every workbook of `gongwen new`: its file name and its text.
pub fn scaffolds() -> Vec<(String, &'static str)> {
    files(&SCAFFOLDS)
}

/// Every house style: its file name and its text.
pub fn profiles() -> Vec<(String, &'static str)> {
    files(&PROFILES)
}

/// Every file of the page of `gongwen serve`: its name and its text.
pub fn web() -> Vec<(String, &'static str)> {
    files(&WEB)
}

fn files(folder: &Dir<'static>) -> Vec<(String, &'static str)> {
    let mut list = Vec::new();
    collect(folder, &mut list);
    list
}

fn collect(folder: &Dir<'static>, list: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            list.push((path.replace('\\', "/"), text));
        }
    }
    for inner in folder.dirs() {
        collect(inner, list);
    }
}
