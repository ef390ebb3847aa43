//! `gongwen figures`: every computed figure of the documents, how it was reckoned and from which cells.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::arguments::{FiguresOptions, Report};
use crate::cli::console::Console;
use crate::compose::document::Composed;
use crate::diag::diagnostic::{Level, Span};
use crate::diag::sources::Sources;
use crate::figure::expand::{Figures, Printed};
use crate::pipeline::jobs::{self, Asked};

/// The shape that scripts rely on.
#[derive(Serialize)]
struct Listing {
    schema_version: u32,
    figures: Vec<Figure>,
}

#[derive(Serialize)]
struct Figure {
    value: String,
    formula: String,
    document: String,
    section: String,
    sources: Vec<Source>,
}

#[derive(Serialize)]
struct Source {
    file: String,
    place: String,
}

/// Most cells of a figure that are listed for people; scripts get all.
const MOST_SHOWN: usize = 12;

/// Lists the figures.
pub fn run(options: &FiguresOptions, world: &mut dyn crate::world::World, console: &mut Console<'_>) -> Exit {
    let mut sources = Sources::default();
    let mut figures = Vec::new();
    let (mut failed, mut seen) = (false, false);
    let mut text = String::new();
    jobs::each(
        std::slice::from_ref(&options.data),
        &Asked { kind: options.kind.as_deref(), profile: None },
        world,
        &mut sources,
        &mut |job, _, sources| {
            for (Composed { document, figures: of }, _) in &job.documents {
                let title = &document.properties.title;
                text.push_str(&for_people(title, of, sources));
                figures.extend(of.printed.iter().map(|figure| for_scripts(title, figure, sources)));
            }
            failed |= job.findings.has_errors();
            seen |= job.findings.list.iter().any(|finding| finding.level == Level::Warning);
            console.report(&job.findings, sources);
        },
    );
    match options.format {
        Report::Text => console.print(text.trim_end()),
        Report::Json => {
            let listing = Listing { schema_version: 1, figures };
            let json = serde_json::to_string_pretty(&listing).expect("it holds strings and lists only");
            console.print(&json);
        }
    }
    match (failed, seen) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    }
}

fn for_people(title: &str, figures: &Figures, sources: &Sources) -> String {
    let mut text = format!("《{title}》\n");
    if figures.printed.is_empty() && figures.unsettled.is_empty() {
        text.push_str("  没有算出来的数\n");
    }
    let mut section = "";
    for figure in &figures.printed {
        if figure.section != section {
            section = &figure.section;
            if section != title {
                text.push_str(&format!("  {section}\n"));
            }
        }
        text.push_str(&format!(
            "    {}\t{}\t{}\n",
            figure.value,
            figure.formula,
            cells(&figure.cells, sources)
        ));
    }
    for formula in &figures.unsettled {
        text.push_str(&format!("    算不出来\t{formula}\n"));
    }
    text.push('\n');
    text
}

/// The cells, file by file; those one below the other as a range, `台账!C5:C9`.
fn cells(cells: &[Span], sources: &Sources) -> String {
    if cells.is_empty() {
        return "没有这样的行".to_owned();
    }
    let mut ranges: Vec<(String, String, String)> = Vec::new();
    for cell in cells {
        let (name, word) = sources.origin(*cell);
        match ranges.last_mut() {
            Some((file, _, last)) if *file == name && is_below(last, &word) => *last = word,
            _ => ranges.push((name, word.clone(), word)),
        }
    }
    let mut words = String::new();
    let mut file = "";
    for (index, (name, first, last)) in ranges.iter().take(MOST_SHOWN).enumerate() {
        if name == file {
            words.push('、');
        } else {
            words.push_str(if index > 0 { "；" } else { "" });
            words.push_str(name);
            words.push(' ');
            file = name;
        }
        words.push_str(first);
        if first != last {
            words.push(':');
            words.push_str(address(last).0);
            words.push_str(&address(last).1.to_string());
        }
    }
    if ranges.len() > MOST_SHOWN {
        words.push_str(&format!(" 等{}格", cells.len()));
    }
    words
}

/// `台账!C5` → C and 5; a place that is no cell has no letters.
fn address(word: &str) -> (&str, u32) {
    let row = word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let column = word[..row].trim_end_matches(|c: char| c.is_ascii_uppercase()).len();
    (&word[column..row], word[row..].parse().unwrap_or(0))
}

/// Whether a cell stands right below another one.
fn is_below(above: &str, cell: &str) -> bool {
    let ((column, row), (other, next)) = (address(above), address(cell));
    let sheet = |word: &str| word.split('!').next().filter(|_| word.contains('!')).map(str::to_owned);
    !column.is_empty() && column == other && next == row + 1 && sheet(above) == sheet(cell)
}

fn for_scripts(title: &str, figure: &Printed, sources: &Sources) -> Figure {
    Figure {
        value: figure.value.clone(),
        formula: figure.formula.clone(),
        document: title.to_owned(),
        section: figure.section.clone(),
        sources: figure
            .cells
            .iter()
            .map(|cell| {
                let (file, place) = sources.origin(*cell);
                Source { file, place }
            })
            .collect(),
    }
}
