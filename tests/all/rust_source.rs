//! The crate's source files as text, for the tests that read them: with comments, strings or test code blanked out.
//! Blanks keep every byte's place.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file.
pub struct RustSource {
    /// Path under `src/`, with `/`.
    pub path: String,
    /// As it stands.
    pub text: String,
    /// Comments, strings and characters blanked.
    pub code: String,
    /// `code` without what only tests compile.
    pub shipped: String,
    /// Where strings stand, quotes included, as bytes.
    strings: Vec<(usize, usize)>,
    /// Where what only tests compile stands, as bytes.
    pub tests: Vec<(usize, usize)>,
}

impl RustSource {
    /// The top-level module that the file belongs to: `lib`, `main`, `diag` …
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Strings of shipped code as written, with the byte where each opens.
    pub fn literals(&self) -> impl Iterator<Item = (usize, &str)> {
        self.strings
            .iter()
            .filter(|(at, _)| !self.is_test(*at))
            .map(|&(at, end)| (at, &self.text[at + 1..end - 1]))
    }

    /// Number of the line that a byte stands in, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.text[..byte].matches('\n').count() + 1
    }

    /// Whether only tests compile the byte.
    pub fn is_test(&self, byte: usize) -> bool {
        self.tests.iter().any(|&(start, end)| (start..end).contains(&byte))
    }

    fn new(path: String, text: String) -> Self {
        let (code, strings) = blank(&text);
        let whole = path.split('/').any(|part| part == "tests" || part == "tests.rs");
        let tests = if whole { vec![(0, code.len())] } else { test_items(&code) };
        let mut bytes = code.clone().into_bytes();
        for &(start, end) in &tests {
            fill(&mut bytes[start..end]);
        }
        let shipped = String::from_utf8(bytes).expect("only ASCII was put in, over whole characters");
        Self { path, text, code, shipped, strings, tests }
    }
}

/// The folder of the crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/`, sorted.
pub fn all() -> Vec<RustSource> {
    let folder = root().join("src");
    let mut paths = Vec::new();
    collect(&folder, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file is text");
            let parts = path.strip_prefix(&folder).expect("collected there").iter();
            RustSource::new(parts.map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/"), text)
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|e| e == "rs") {
            paths.push(path);
        }
    }
}

/// Places of a word in code: not inside a longer one.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// The word at the beginning of a text.
pub fn first_word(text: &str) -> &str {
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn fill(bytes: &mut [u8]) {
    for byte in bytes {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Comments, strings and characters → blanks; and where the strings were.
fn blank(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut bytes = text.as_bytes().to_vec();
    let mut strings = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = skipped(rest, &text[..at]);
        if length > 0 {
            if rest.starts_with('"') {
                strings.push((at, at + length));
            }
            fill(&mut bytes[at..at + length]);
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    (String::from_utf8(bytes).expect("only ASCII was put in, over whole characters"), strings)
}

/// Length of the comment, string or character that begins here; 0 if none does.
fn skipped(rest: &str, before: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment(rest);
    }
    let in_word = before.chars().next_back().is_some_and(is_word);
    if !in_word {
        let prefix = rest.len() - rest.trim_start_matches(['b', 'c']).len();
        if prefix <= 1 && rest[prefix..].starts_with('r') {
            let hashes = rest[prefix + 1..].bytes().take_while(|&b| b == b'#').count();
            let open = prefix + 1 + hashes;
            if rest[open..].starts_with('"') {
                let close = format!("\"{}", "#".repeat(hashes));
                let end = rest[open + 1..].find(&close).expect("a raw string ends");
                return open + 1 + end + close.len();
            }
        }
    }
    if let Some(inside) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = inside.char_indices().find(|&(_, c)| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        return end.expect("a string ends").0 + 2;
    }
    if let Some(inside) = rest.strip_prefix('\'') {
        let mut chars = inside.char_indices();
        let Some((_, first)) = chars.next() else { return 0 };
        if first == '\\' {
            let from = 1 + inside.char_indices().nth(2).map_or(0, |(i, _)| i);
            return from + rest[from..].find('\'').expect("a character ends") + 1;
        }
        if let Some((at, '\'')) = chars.next() {
            return 1 + at + 1;
        }
    }
    0
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Items behind `#[cfg(test)]`, from the attribute to the item's end.
fn test_items(code: &str) -> Vec<(usize, usize)> {
    const MARK: &str = "#[cfg(test)]";
    code.match_indices(MARK).map(|(start, _)| (start, item_end(code, start + MARK.len()))).collect()
}

/// Behind the `;` or the closing bracket of the item that begins here.
fn item_end(code: &str, from: usize) -> usize {
    let mut depth = 0i32;
    for (i, c) in code[from..].char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return from + i + 1;
                }
            }
            ';' if depth == 0 => return from + i + 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn blanking_leaves_code_and_places() {
    let source = [
        r#"let a = "x // \" y"; // crate::no"#,
        "/* crate::no /* nested */ */ let b: &'static str = r#\"crate::\"no\"\"#;",
        r#"let c = '"'; let d = '\''; crate::yes"#,
        "#[cfg(test)]",
        "mod tests { fn f() { crate::test } }",
        "crate::also",
    ]
    .join("\n");
    let file = RustSource::new("x.rs".to_owned(), source.clone());
    assert_eq!(file.code.len(), source.len());
    let found: Vec<&str> = words(&file.shipped, "crate").map(|at| first_word(&source[at + 7..])).collect();
    assert_eq!(found, ["yes", "also"]);
    let in_tests: Vec<usize> = words(&file.code, "crate").filter(|&at| file.is_test(at)).collect();
    assert_eq!(in_tests.len(), 1);
    assert_eq!(file.line(in_tests[0]), 5);
}
