//! A file → the papers in it, put right where a copy from elsewhere has spoilt it.

use crate::diag::sources::SourceId;
use crate::import::clean::{self, Cleaning};
use crate::import::word;
use crate::paper::Paper;
use crate::read;
use crate::read::docx::Word;

/// What a file says.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Name of the file, without folders.
    pub name: String,
    /// Its documents, each with what it is called if it has no title.
    pub papers: Vec<(String, Paper)>,
    /// The house style that it names; else empty.
    pub profile: String,
    /// What was put right.
    pub cleanings: Vec<Cleaning>,
    /// Lines with characters that nothing can bring back.
    pub damaged: Vec<String>,
    /// What a workbook has no place for, in words.
    pub left_out: Vec<String>,
}

/// A text.
pub fn text(text: &str, name: &str) -> Reading {
    texts(text, name, read::text::paper)
}

/// A Markdown text.
pub fn markdown(text: &str, name: &str) -> Reading {
    let mut left_out = Vec::new();
    let text = clean::without_preamble(text, &mut left_out);
    let reading = texts(text, name, read::text::markdown_with_code);
    let addresses = read::text::addresses(text);
    if !addresses.is_empty() {
        left_out.push(format!("链接和图片的地址没有导入：{}", addresses.join("、")));
    }
    Reading { left_out, ..reading }
}

fn texts(text: &str, name: &str, paper: fn(&str, SourceId) -> Paper) -> Reading {
    let (sheets, cleanings) = clean::text(text);
    let papers = sheets.iter().map(|sheet| {
        let title = clean::name(sheet).unwrap_or_else(|| stem(name).to_owned());
        (title, paper(&sheet.text, SourceId(0)))
    });
    finished(name, papers.collect(), cleanings)
}

/// A Word file that was read.
pub fn word(mut file: Word, name: &str) -> Reading {
    let mut cleanings = Vec::new();
    let mut left_out = word::left_out(&file);
    left_out.extend(word::effects(&mut file, &mut cleanings));
    clean::words(&mut file.paper, &mut cleanings);
    let reading = finished(name, vec![(stem(name).to_owned(), file.paper)], cleanings);
    Reading { profile: file.properties.house_style, left_out, ..reading }
}

fn finished(name: &str, mut papers: Vec<(String, Paper)>, mut cleanings: Vec<Cleaning>) -> Reading {
    let had_glosses = cleanings.iter().any(|cleaning| cleaning.what == clean::PINYIN);
    let damaged = papers.iter().flat_map(|(_, paper)| clean::damaged(paper, had_glosses)).collect();
    for (_, paper) in &mut papers {
        clean::marks(paper, &mut cleanings);
    }
    // One line for each kind of repair.
    let mut told: Vec<Cleaning> = Vec::new();
    for cleaning in cleanings {
        match told.iter_mut().find(|other| other.what == cleaning.what) {
            Some(other) => other.add(cleaning),
            None => told.push(cleaning),
        }
    }
    Reading {
        name: name.to_owned(),
        papers,
        profile: String::new(),
        cleanings: told,
        damaged,
        left_out: Vec::new(),
    }
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
