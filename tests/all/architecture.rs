//! `src/README.md` and the source say the same: who may use whom, which outside crate is named where, and how a file
//! is kept. The page's own table is read, so that neither can change without the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::rust_source::{self, RustSource, first_word, root, words};

/// Longest file, tests not counted.
const LONGEST: usize = 800;

/// A row of the `deps` table.
struct Row {
    may_use: BTreeSet<String>,
    crates: BTreeSet<String>,
}

fn page() -> String {
    fs::read_to_string(root().join("src/README.md")).expect("the code map is there")
}

/// The table between `<!-- deps -->` and `<!-- /deps -->`, its rows in order.
fn table() -> Vec<(String, Row)> {
    let page = page();
    let (_, rest) = page.split_once("<!-- deps -->").expect("the table's beginning is marked");
    let (table, _) = rest.split_once("<!-- /deps -->").expect("the table's end is marked");
    let rows: Vec<(String, Row)> = table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, module, may_use, crates, _] = cells[..] else { panic!("three cells: {line}") };
            let module = quoted(module).into_iter().next().expect("a module's name");
            (module, Row { may_use: quoted(may_use), crates: quoted(crates) })
        })
        .collect();
    assert!(!rows.is_empty());
    rows
}

/// Outside crates that every module may name.
fn free() -> BTreeSet<String> {
    let page = page();
    let line = page.lines().find(|line| line.contains("<!-- free -->")).expect("the free crates are marked");
    quoted(line)
}

/// What stands between backticks.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Outside crates of `[dependencies]`, as code names them.
fn outside_crates() -> BTreeSet<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there");
    let (_, rest) = manifest.split_once("\n[dependencies]\n").expect("the manifest has dependencies");
    rest.lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect()
}

/// Modules by the macros that they export; Rust puts those at the crate's root.
fn macros(files: &[RustSource]) -> BTreeMap<String, String> {
    let mut macros = BTreeMap::new();
    for file in files {
        for (at, _) in file.shipped.match_indices("#[macro_export]") {
            let (_, name) = file.shipped[at..].split_once("macro_rules! ").expect("a macro is exported");
            macros.insert(first_word(name).to_owned(), file.module().to_owned());
        }
    }
    macros
}

/// Modules that a file names: behind `crate::`, and behind `gongwen::` in the program.
fn uses(file: &RustSource, macros: &BTreeMap<String, String>) -> BTreeSet<String> {
    let root = if file.module() == "main" { "gongwen" } else { "crate" };
    let mut modules = BTreeSet::new();
    for at in words(&file.shipped, root) {
        let Some(rest) = file.shipped[at + root.len()..].strip_prefix("::") else { continue };
        if let Some(group) = rest.strip_prefix('{') {
            panic!(
                "{}: one line for each module, not `{root}::{{{}…`",
                file.path,
                &group[..group.len().min(20)]
            );
        }
        let module = first_word(rest);
        modules.insert(macros.get(module).map_or(module, String::as_str).to_owned());
    }
    modules
}

fn names_crate(file: &RustSource, name: &str) -> bool {
    words(&file.shipped, name).any(|at| {
        let before = file.shipped[..at].trim_end();
        let after = &file.shipped[at + name.len()..];
        // A path's beginning or a `use` of the whole crate; not a field or module of that name.
        !before.ends_with("::")
            && (after.starts_with("::") || before.ends_with("use") && after.starts_with(';'))
    })
}

#[test]
fn modules_use_only_what_the_page_allows_and_the_page_lists_only_what_they_use() {
    let table = table();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let files = rust_source::all();
    let macros = macros(&files);
    for file in &files {
        let module = file.module().to_owned();
        if module == "lib" {
            continue;
        }
        let mut edges = uses(file, &macros);
        edges.remove(&module);
        used.entry(module).or_default().extend(edges);
    }
    let listed: BTreeMap<String, BTreeSet<String>> =
        table.iter().map(|(module, row)| (module.clone(), row.may_use.clone())).collect();
    assert_eq!(used, listed, "left: what the source does; right: what src/README.md says");
}

#[test]
fn nothing_depends_on_a_module_further_down_the_page() {
    let mut above = BTreeSet::new();
    for (module, row) in table() {
        let missing: Vec<&String> = row.may_use.difference(&above).collect();
        assert!(missing.is_empty(), "`{module}` uses {missing:?}, which the table has further down");
        above.insert(module);
    }
}

#[test]
fn an_outside_crate_is_named_in_one_module_only() {
    let free = free();
    let crates = outside_crates();
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in rust_source::all() {
        let found = crates.iter().filter(|name| !free.contains(*name) && names_crate(&file, name));
        named.entry(file.module().to_owned()).or_default().extend(found.cloned());
    }
    named.remove("lib");
    let listed: BTreeMap<String, BTreeSet<String>> =
        table().into_iter().map(|(module, row)| (module, row.crates)).collect();
    assert_eq!(named, listed, "left: what the source does; right: what src/README.md says");
    let mut owners: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
    for (module, names) in &listed {
        for name in names {
            owners.entry(name).or_default().push(module);
        }
    }
    for name in crates.difference(&free) {
        assert_eq!(owners.get(name).map_or(0, Vec::len), 1, "{name} is named by {:?}", owners.get(name));
    }
}

#[test]
fn only_the_program_s_edge_touches_the_outside() {
    const OUTSIDE: [&str; 6] =
        ["std::fs", "std::env", "std::time", "std::process", "std::net", "std::thread"];
    for file in rust_source::all() {
        if file.path == "main.rs" || file.path == "world/disk.rs" {
            continue;
        }
        for name in OUTSIDE {
            assert!(words(&file.shipped, name).next().is_none(), "{} names {name}", file.path);
        }
    }
}

#[test]
fn advice_that_the_page_rewords_is_given_somewhere() {
    let files = rust_source::all();
    for (command, _) in gongwen::serve::words::INSTEAD {
        let is_said = files.iter().any(|file| file.path != "serve/words.rs" && file.text.contains(command));
        assert!(is_said, "nobody says {command}");
    }
}

#[test]
fn a_file_says_what_it_is_and_stays_readable() {
    let mut faults = Vec::new();
    for file in rust_source::all() {
        let mut fault = |text: &str| faults.push(format!("src/{}: {text}", file.path));
        if !file.text.starts_with("//! ") {
            fault("opens without //!");
        }
        let tests: usize =
            file.tests.iter().map(|&(start, end)| file.text[start..end].matches('\n').count()).sum();
        if file.text.lines().count().saturating_sub(tests) > LONGEST {
            fault("is too long");
        }
        let stem = file.path.rsplit('/').next().unwrap_or_default();
        if file.path.split('/').any(|part| {
            ["utils", "helpers", "common", "manager", "misc"].contains(&part.trim_end_matches(".rs"))
        }) {
            fault(&format!("is named {stem}, which says nothing"));
        }
        for (start, _) in file.shipped.match_indices(".unwrap()") {
            fault(&format!("line {}: unwrap() hides why it holds", file.line(start)));
        }
        for name in ["println", "print", "eprintln", "eprint", "dbg", "todo", "unimplemented"] {
            for start in
                words(&file.shipped, name).filter(|at| file.shipped[at + name.len()..].starts_with('!'))
            {
                fault(&format!("line {}: {name}! has no place here", file.line(start)));
            }
        }
        for (start, _) in file.shipped.match_indices("pub use ") {
            fault(&format!("line {}: a re-export hides an edge", file.line(start)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_path_that_the_page_names_is_there() {
    let page = page();
    let missing: Vec<String> = quoted(&page.replace("```", ""))
        .into_iter()
        .filter(|word| {
            word.contains('/') && !word.contains([' ', '<'])
                || word.rsplit_once('.').is_some_and(|(_, end)| end == "rs")
        })
        .filter(|path| !root().join("src").join(path).exists() && !root().join(path).exists())
        .collect();
    assert!(missing.is_empty(), "src/README.md names what is not there: {missing:?}");
}

#[test]
fn every_word_of_the_glossary_stands_in_the_source() {
    let page = page();
    let (_, rest) = page.split_once("<!-- glossary -->").expect("the glossary's beginning is marked");
    let (glossary, _) = rest.split_once("<!-- /glossary -->").expect("the glossary's end is marked");
    let source: String = rust_source::all().into_iter().map(|file| file.code).collect();
    let mut seen = BTreeSet::new();
    for line in glossary.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        for name in quoted(line) {
            assert!(words(&source, &name).next().is_some(), "the glossary's `{name}` is not in the source");
            assert!(seen.insert(name.clone()), "the glossary has `{name}` twice");
        }
    }
}
