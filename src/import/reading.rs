//! A file → the papers in it, put right where a copy from elsewhere has spoilt it.

use crate::diag::sources::SourceId;
use crate::import::clean::{self, Cleaning};
use crate::paper::Paper;
use crate::read;
use crate::read::docx::Word;
use crate::read::docx::drawing::Kind;

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
pub fn word(mut word: Word, name: &str) -> Reading {
    let mut cleanings = Vec::new();
    clean::words(&mut word.paper, &mut cleanings);
    let left_out = left_out(&word);
    let reading = finished(name, vec![(stem(name).to_owned(), word.paper)], cleanings);
    Reading { profile: word.properties.house_style, left_out, ..reading }
}

/// What a Word file has and a workbook has not.
fn left_out(word: &Word) -> Vec<String> {
    let mut told = Vec::new();
    let mut tell = |count: usize, words: &str| {
        if count > 0 {
            told.push(words.replace('#', &count.to_string()));
        }
    };
    let pictures = word.drawings.iter().filter(|drawing| drawing.kind == Kind::Picture).count();
    tell(pictures, "原文有#幅图片，没有导入；印章的图片写在“单位”的“印章”里");
    let unknown = word.charts.iter().filter(|chart| chart.plot.is_none()).count();
    tell(unknown, "原文有#张图读不出数，没有导入");
    tell(word.revisions.len(), "原文有#处修订，按接受以后的文字导入");
    tell(word.hidden.len(), "原文有#处隐藏的文字，没有导入");
    tell(word.comments.len(), "原文有#条批注，没有导入");
    told
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
            Some(other) => {
                other.count += cleaning.count;
                other.places.extend(cleaning.places);
            }
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
