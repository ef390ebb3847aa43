//! The Word files that pages of rules change: built by the program itself, taken apart, changed and packed again.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::OnceLock;

use crate::check::measure::Measure;
use crate::check::sample::{Change, Good};
use crate::cli::console::Console;
use crate::diag::diagnostic::Place;
use crate::diag::findings::Findings;
use crate::diag::rendering::Style;
use crate::diag::sources::Sources;
use crate::pipeline::profiles::Shelf;
use crate::read::docx::{self, Word};
use crate::world::memory::Memory;
use crate::{check, cli};

const NOTICE: &str = include_str!("通知.yaml");
const LETTER: &str = include_str!("../../../../data/specimens/信函.yaml");
const HOUSE: &str = include_str!("白头文稿.yaml");

/// The parts of a file, in order.
type Parts = Vec<(String, String)>;

/// A file with changes.
pub fn word(good: Good, changes: &[Change]) -> Word {
    static FILES: OnceLock<HashMap<Good, Parts>> = OnceLock::new();
    let workbooks = [(Good::Notice, NOTICE), (Good::Letter, LETTER), (Good::House, HOUSE)];
    let files = FILES.get_or_init(|| workbooks.map(|(good, workbook)| (good, built(workbook))).into());
    let mut parts = files[&good].clone();
    for change in changes {
        let Some((_, text)) = parts.iter_mut().find(|(name, _)| name == change.part) else {
            // A part that the good file does not have.
            parts.push((change.part.to_owned(), change.with.to_owned()));
            continue;
        };
        let from = text.find(change.after).unwrap_or_else(|| panic!("no {:?}", change.after));
        let at = text[from..]
            .find(change.find)
            .unwrap_or_else(|| panic!("no {:?} behind {:?}", change.find, change.after));
        text.replace_range(from + at..from + at + change.find.len(), change.with);
    }
    docx::read(&packed(&parts), "公文.docx", &mut Sources::default()).expect("it is sound")
}

/// What it is measured by: the house style that it names, or the standard.
pub fn measure(good: Good) -> Measure {
    let name = word(good, &[]).properties.house_style;
    if name.is_empty() {
        return Measure::standard().clone();
    }
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let beside = Path::new("");
    let mut shelf = Shelf::new(beside);
    let page = shelf.named(&name, &Place::Nowhere, beside, &Memory::default(), &mut sources, &mut findings);
    Measure::house(&page.expect("the program brings it").profile)
}

fn built(workbook: &str) -> Parts {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), workbook.into());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console { out: &mut out, err: &mut err, style: Style::Plain, live: false };
    let words = ["gongwen", "build", "资料.yaml"].map(OsString::from).to_vec();
    let exit = cli::run(words, &mut world, &mut console);
    assert_eq!(exit, cli::Exit::Done, "{}", String::from_utf8_lossy(&err));
    let path = String::from_utf8(out).expect("a path");
    let bytes = &world.files[Path::new(path.trim_end())];
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("it is there");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (part.name().to_owned(), text)
        })
        .collect()
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// Every change of a page names the part it is in, and what stands there is there once the file is built.
#[test]
fn good_files_are_good() {
    for good in [Good::Notice, Good::Letter, Good::House] {
        let word = word(good, &[]);
        let found = check::run::look_file(
            &word,
            &check::selection::Selection::of(&["H".to_owned()], &[]).expect("a group"),
            &check::context::Context::default(),
            Some(&measure(good)),
        );
        assert!(found.is_empty(), "{good:?}: {:?}", super::told(&found));
    }
}

/// What the wrong files of a rule are told, each in a line: what stands on the page must be what is found.
#[test]
fn wrong_files_are_told_what_is_wrong() {
    let mut all = String::new();
    for rule in check::rules::all() {
        for sample in rule.wrong {
            let crate::check::sample::Of::File(good, changes) = sample.of else { continue };
            let word = word(good, changes);
            let layout = check::selection::Selection::of(&["H".to_owned()], &[]).expect("a group");
            let found = check::run::look_file(
                &word,
                &layout,
                &check::context::Context::default(),
                Some(&measure(good)),
            );
            all += &format!("{} {}\n", rule.code, sample.text);
            for line in super::told(&found) {
                all += &format!("    {line}\n");
            }
        }
    }
    insta::assert_snapshot!(all);
}
