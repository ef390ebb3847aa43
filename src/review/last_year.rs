//! What 检查 names as 上年: last year's workbook or document, as the rules hold this year's against it.

use std::path::Path;

use crate::carry::year;
use crate::check::context::LastYear;
use crate::compose::document::Composed;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::model::text::Phrase;
use crate::paper::line::{Line, Role};
use crate::paper::{Paper, own};
use crate::pipeline::{self, jobs};
use crate::review::inputs::{self, Kind};
use crate::review::opened::{self, Opened};
use crate::template::library::Library;
use crate::world::World;

/// Reads it, from a folder. A file that cannot be read is told; what is wrong in last year's is its own business.
pub fn read(
    named: &Phrase,
    folder: &Path,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<LastYear> {
    let path = pipeline::plain(&folder.join(&named.text));
    let mut unread = |why: &Diagnostic| {
        let message = format!("“上年”写的“{}”读不出来：{}", named.text, why.message);
        findings.push(
            Diagnostic::warning("last-year-unread", named.span, message)
                .hint("写去年的资料或者文件的路径，相对于这份资料所在的文件夹；不要了就删去“上年”"),
        );
    };
    let bytes = match world.read(&path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            unread(&pipeline::file_fault(&fault, &path, Place::Nowhere));
            return None;
        }
    };
    let name = path.display().to_string();
    let kind = inputs::kind(&path);
    let mut told = Findings::default();
    if kind == Kind::Workbook {
        let year = pipeline::read(world, &path, &mut Sources::default(), &mut told);
        let Some(year) = year.map(|data| year::of(&data.node)) else {
            if let Some(why) = told.list.first() {
                unread(why);
            }
            return None;
        };
        let texts = pipeline::overrides(world, &path, sources, &mut told);
        let library = Library::load(texts, sources, &mut told)?;
        let made = jobs::one(&path, &library, world, sources);
        let papers = made.documents.iter().map(|(Composed { document, .. }, _)| own::paper(document));
        return Some(LastYear { year, lines: papers.flat_map(|paper| lines(&paper)).collect() });
    }
    let Some(opened) = opened::open(&bytes, &name, kind, sources, &mut told) else {
        if let Some(why) = told.list.first() {
            unread(why);
        }
        return None;
    };
    let paper = match &opened {
        Opened::Text(paper) => paper,
        Opened::Word(word) => &word.paper,
    };
    Some(LastYear { year: year_of(paper), lines: lines(paper).into_iter().collect() })
}

fn lines(paper: &Paper) -> Vec<String> {
    paper.lines.iter().map(|line| LastYear::bare(&line.text)).collect()
}

/// The year of 成文日期, else of 发文字号.
fn year_of(paper: &Paper) -> Option<i32> {
    let year = |(_, line): (usize, &Line)| {
        let end = line.text.find(['年', '〕'])?;
        let digits: Vec<char> = line.text[..end].chars().rev().take_while(char::is_ascii_digit).collect();
        let digits: String = digits.into_iter().rev().collect();
        digits.parse().ok().filter(|year| (1900..=2999).contains(year))
    };
    let mut dates = paper.of(Role::Date).filter_map(year);
    dates.next().or_else(|| paper.of(Role::DocumentNumber).find_map(year))
}
