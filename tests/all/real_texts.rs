//! What the rules say of real documents. They lie outside the repository and are read where they lie: `GONGWEN_SHARED` names
//! the folder. `.ci/run` runs these tests where it is there.
//!
//! Each finding has been read and judged: `tests/check/judged.tsv`. A finding that is not judged fails the test, and so does
//! a verdict that nothing is found for any more; the table of `tests/check/README.md` is counted from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use gongwen::check::context::Context;
use gongwen::check::marks::Found;
use gongwen::check::rules;
use gongwen::check::run;
use gongwen::check::selection::Selection;
use gongwen::diag::diagnostic::Level;
use gongwen::diag::sources::{SourceId, Sources};
use gongwen::paper::Paper;
use gongwen::read;

use crate::rust_source::root;

/// Most wrong findings of level E in all documents.
const MOST_WRONG: usize = 3;

pub fn shared() -> PathBuf {
    root()
        .join(std::env::var_os("GONGWEN_SHARED").expect("GONGWEN_SHARED names the folder of real documents"))
}

/// Name and bytes of each real Word file, in order.
pub fn word_files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(shared().join("real/docx"))
        .expect("the folder of Word files")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "docx" || end == "dotx"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 14);
    let named = |path: PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (name, fs::read(&path).expect("it can be read"))
    };
    files.into_iter().map(named).collect()
}

/// Name and text of each document, in order.
pub fn texts() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = fs::read_dir(shared().join("real/texts"))
        .expect("the folder of texts")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 20);
    files
        .into_iter()
        .map(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let text = fs::read_to_string(&path).expect("UTF-8").replace("\r\n", "\n");
            (name, text)
        })
        .collect()
}

/// A text as a paper, and what the rules find in it.
pub fn look(text: &str) -> (Paper, Vec<Found>) {
    let paper = read::text::paper(text, SourceId(0));
    let found = run::look(&paper, &Selection::all(), &Context::default());
    (paper, found)
}

/// Line of the file and column of a finding, from 1.
pub fn place(text: &str, paper: &Paper, found: &Found) -> (usize, usize) {
    let mut sources = Sources::default();
    sources.add("text", text);
    let span = found.line.and_then(|line| paper.lines[line].span(found.range.clone()));
    span.map_or((0, 0), |span| {
        let at = sources.line_column(span.source, span.start);
        (at.line, at.column)
    })
}

/// Of a finding: file, line, column, code.
type Key = (String, usize, usize, String);

/// The judged findings with verdict and remark.
fn judged() -> BTreeMap<Key, (String, String)> {
    let table = fs::read_to_string(root().join("tests/check/judged.tsv")).expect("the table is there");
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, row, column, code, verdict, remark] = cells[..] else { panic!("six cells: {line}") };
        let number = |cell: &str| cell.parse().expect("a number");
        (
            (file.to_owned(), number(row), number(column), code.to_owned()),
            (verdict.to_owned(), remark.to_owned()),
        )
    })
    .collect()
}

#[test]
#[ignore = "needs the real documents"]
fn every_finding_in_real_texts_is_judged() {
    let judged = judged();
    let mut seen: BTreeSet<Key> = BTreeSet::new();
    let mut unread = Vec::new();
    for (name, text) in texts() {
        let (paper, found) = look(&text);
        for one in &found {
            let (line, column) = place(&text, &paper, one);
            let key = (name.clone(), line, column, one.rule.code.to_owned());
            if !judged.contains_key(&key) {
                unread.push(format!("{name}\t{line}\t{column}\t{}\t?\t{}", one.rule.code, one.message));
            }
            seen.insert(key);
        }
    }
    let stale: Vec<&Key> = judged.keys().filter(|key| !seen.contains(*key)).collect();
    assert!(unread.is_empty(), "not judged:\n{}", unread.join("\n"));
    assert!(stale.is_empty(), "judged, but not found any more: {stale:#?}");
    let wrong: Vec<&Key> = judged
        .iter()
        .filter(|((.., code), (verdict, _))| {
            verdict == "wrong" && rules::find(code).is_some_and(|rule| rule.level == Level::Error)
        })
        .map(|(key, _)| key)
        .collect();
    assert!(wrong.len() <= MOST_WRONG, "{wrong:#?}");
}

#[test]
fn the_page_counts_the_verdicts() {
    let mut counted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let judged = judged();
    for ((.., code), (verdict, remark)) in &judged {
        assert!(matches!(verdict.as_str(), "right" | "wrong"), "{code}: {verdict}");
        assert!(!remark.is_empty(), "{code} has no remark");
        let count = counted.entry(code).or_default();
        *(if verdict == "right" { &mut count.0 } else { &mut count.1 }) += 1;
    }
    let mut table = String::new();
    for rule in rules::all() {
        let (right, wrong) = counted.remove(rule.code).unwrap_or_default();
        if right + wrong > 0 {
            let level = rule.level.letter();
            table += &format!(
                "| {} | {level} | {} | {right} | {wrong} | {} |\n",
                rule.code,
                right + wrong,
                rule.name
            );
        }
    }
    assert!(counted.is_empty(), "no such rules: {counted:?}");
    let page = fs::read_to_string(root().join("tests/check/README.md")).expect("the page is there");
    let (_, have) = page.split_once("| --- | --- | --- | --- | --- | --- |\n").expect("the table");
    let have = have.split("\n\n").next().unwrap_or_default();
    assert_eq!(have.trim_end(), table.trim_end(), "tests/check/README.md: the table is\n{table}");
}
