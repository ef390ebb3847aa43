//! Findings as comments in a copy of the document: what each says, and where it stands there.
//!
//! A Word file is annotated as it is. Of a workbook the document is made as `build` makes it, and a finding is put where its line
//! stands in it. What concerns the document as a whole, and what lies where no comment can stand (heads and feet, notes),
//! is told at the first paragraph, with its place in words. The rules' findings alone become comments: what is wrong with
//! another file has no place in this one.

use std::ops::Range;
use std::path::Path;

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::rendering::level_word;
use crate::diag::sources::Sources;
use crate::paper::own;
use crate::paper::{Paper, line::Line};
use crate::pipeline;
use crate::pipeline::jobs::{self, Asked, Made};
use crate::read::docx::body::{Origin, Paragraph, Within};
use crate::read::docx::{self, Origins, Word};
use crate::review::inputs::{self, Kind};
use crate::review::{Finding, Reviewed, Spot};
use crate::world::{self, World};
use crate::write::docx::comments::anchors::{Edge, Stretch};
use crate::write::docx::comments::{self, Parts, Remark};

/// Most characters of a line that are shown.
const SHOWN: usize = 40;

/// A copy with comments.
#[derive(Debug)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many comments were put in.
    pub count: usize,
}

/// What cannot be annotated, or not there; asked before anything is looked at.
pub fn refusal(files: &[std::path::PathBuf], copy: &Path, world: &dyn World) -> Option<Diagnostic> {
    let all = world.expand(files);
    let [file] = &all[..] else {
        let message = format!("--annotate 一次只给一个文件加批注，这里写了{}个", all.len());
        return Some(
            Diagnostic::error("annotate-one-file", Place::Nowhere, message).hint("一个文件一个文件地做"),
        );
    };
    let place = pipeline::file_place(file);
    if world.kind(file) == world::Kind::Folder {
        let message = "--annotate 一次只给一个文件加批注，这是文件夹";
        return Some(Diagnostic::error("annotate-one-file", place, message).hint("写上里面一个文件的名字"));
    }
    let kind = inputs::kind(file);
    if !matches!(kind, Kind::Word | Kind::Workbook) {
        let message = "批注只能写进 Word 文件，文字稿里放不下";
        return Some(
            Diagnostic::error("annotate-not-word", place, message)
                .hint("去掉 --annotate，看列出来的；或者存成 .docx 再检查"),
        );
    }
    let place = pipeline::file_place(copy);
    // Some systems know no upper and lower case.
    let plain = |path: &Path| pipeline::plain(path).to_string_lossy().to_lowercase();
    if plain(file) == plain(copy) {
        let message = "带批注的副本不能写到要检查的文件上";
        return Some(
            Diagnostic::error("annotate-name", place, message).hint("另起一个名字，例如“批注.docx”"),
        );
    }
    let end =
        |path: &Path| path.extension().map_or_else(String::new, |end| end.to_string_lossy().to_lowercase());
    let wanted = if kind == Kind::Word { end(file) } else { "docx".to_owned() };
    (end(copy) != wanted).then(|| {
        let message = format!("带批注的副本是 Word 文件，名字要以“.{wanted}”结尾");
        Diagnostic::error("annotate-name", place, message).hint(format!("例如“批注.{wanted}”"))
    })
}

/// Why the copy is not written over a file that is the same, byte for byte, as the one that was looked at: it may be that very
/// file by another path. Under another name `force` says that it is not.
pub fn is_input(file: &Path, copy: &Path, force: bool, world: &dyn World) -> Option<Diagnostic> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    if world.kind(copy) != world::Kind::File || (force && name(file) != name(copy)) {
        return None;
    }
    let same = world.read(file).is_ok_and(|bytes| world.read(copy).as_ref() == Ok(&bytes));
    let message = format!("“{}”与要检查的文件一模一样，也许就是那个文件，没有写", copy.display());
    same.then(|| {
        Diagnostic::error("annotate-name", pipeline::file_place(copy), message)
            .hint("另起一个名字，例如“批注.docx”")
    })
}

/// The copy of a file that was looked at, with its findings; `sources` hold their places.
pub fn annotate(
    reviewed: &Reviewed,
    sources: &Sources,
    world: &mut dyn World,
) -> Result<Annotated, Diagnostic> {
    let path = &reviewed.path;
    let name = path.display().to_string();
    let (bytes, own) = match inputs::kind(path) {
        Kind::Workbook => {
            let (bytes, paper) = built(path, world)?;
            (bytes, Some(paper))
        }
        _ => {
            let fault = |fault| pipeline::file_fault(&fault, path, pipeline::file_place(path));
            (world.read(path).map_err(fault)?, None)
        }
    };
    let mut read = Sources::default();
    let (word, origins) = docx::read_with_origins(&bytes, &name, &mut read)?;
    let unfit = || {
        Diagnostic::error("cannot-annotate", pipeline::file_place(path), "这个文件里放不进批注")
            .hint("用 Word 或 WPS 打开，另存为新的 .docx 再试")
    };
    let places = Places { word: &word, origins: &origins, own: own.as_ref(), read: &read };
    let first = places.first().ok_or_else(unfit)?;
    let remarks: Vec<Remark> = reviewed
        .findings
        .iter()
        .filter_map(|finding| {
            let Target { stretch, place } = places.target(finding.spot.as_ref()?);
            let whole = Stretch { paragraph: first.at, edges: None };
            let lines = lines(finding, place.as_deref(), sources);
            Some(Remark { stretch: stretch.unwrap_or(whole), lines })
        })
        .collect();
    let parts = Parts { document: origins.part.clone(), comments: origins.comments.clone() };
    let bytes = comments::annotate(&bytes, &parts, &remarks).map_err(|_| unfit())?;
    Ok(Annotated { bytes, count: remarks.len() })
}

/// The only document of a workbook as a file, and as the paper that it was looked at as.
fn built(path: &Path, world: &mut dyn World) -> Result<(Vec<u8>, Paper), Diagnostic> {
    let mut sources = Sources::default();
    let mut all: Vec<Made> = Vec::new();
    jobs::each(&[path.to_path_buf()], &Asked::default(), world, &mut sources, &mut |made, _, _| {
        all.push(made);
    });
    let refused = |message: &str| Diagnostic::error("annotate-document", pipeline::file_place(path), message);
    let made = all.pop().filter(|made| !made.findings.has_errors());
    let Some(made) = made else {
        return Err(refused("资料还做不成文件，没有地方写批注").hint("先按上面列出的改好资料"));
    };
    match &made.documents[..] {
        [(composed, page)] => Ok((pipeline::docx(&composed.document, page)?, own::paper(&composed.document))),
        [] => Err(refused("资料里没有文稿，没有地方写批注").hint("在“文稿”里写上要做的文种")),
        several => {
            let message = format!("资料里有{}份文稿，--annotate 只能给一份写批注", several.len());
            let command = format!("gongwen build {} --kind 文种", path.display());
            Err(refused(&message)
                .hint(format!("用“{command}”做出其中一份，再检查做出来的 .docx"))
                .hint("也可以把各份文稿分开，一份写一个资料文件"))
        }
    }
}

/// Where a stretch of a paragraph's text stands in the XML: the whole of it, if the stretch is empty or reaches into its
/// automatic number. `None` for a paragraph that is not the document's: one of a head, a foot or a note.
pub fn stretch(word: &Word, origins: &Origins, paragraph: usize, range: Range<usize>) -> Option<Stretch> {
    let (have, origin) = (word.paragraphs.get(paragraph)?, origins.paragraphs.get(paragraph)?);
    Some(Stretch { paragraph: origin.at, edges: edges(origin, have, range) })
}

fn edges(origin: &Origin, paragraph: &Paragraph, range: Range<usize>) -> Option<(Edge, Edge)> {
    if range.start < paragraph.number || range.is_empty() {
        return None;
    }
    let piece = |byte: usize| origin.pieces.iter().find(|(have, _)| have.contains(&byte));
    let edge = |(have, element): &(Range<usize>, usize), byte: usize| {
        let text = paragraph.text.get(have.clone())?.to_owned();
        Some(Edge { element: *element, text, at: byte - have.start })
    };
    let first = edge(piece(range.start)?, range.start)?;
    let last = edge(piece(range.end - 1)?, range.end)?;
    Some((first, last))
}

/// Where a comment goes.
struct Target {
    /// Its place; `None` for the first paragraph.
    stretch: Option<Stretch>,
    /// Where what it is about stands, in words, if the place does not show it.
    place: Option<String>,
}

impl Target {
    fn elsewhere(place: impl Into<String>) -> Self {
        Self { stretch: None, place: Some(place.into()) }
    }
}

/// The places of a document.
struct Places<'a> {
    word: &'a Word,
    origins: &'a Origins,
    /// The paper that was looked at, if it is not the file's own.
    own: Option<&'a Paper>,
    read: &'a Sources,
}

impl Places<'_> {
    /// The paragraph for what has no place of its own: the first of the text that says something.
    fn first(&self) -> Option<&Origin> {
        let all = || self.word.paragraphs.iter().zip(&self.origins.paragraphs);
        let of_text = || all().filter(|(paragraph, _)| paragraph.within == Within::Body);
        let found = of_text().find(|(paragraph, _)| !paragraph.is_blank()).or_else(|| of_text().next());
        found.or_else(|| all().next()).map(|(_, origin)| origin)
    }

    fn target(&self, spot: &Spot) -> Target {
        let Some(number) = spot.line else { return Target::elsewhere("整个文件") };
        let lines = &self.word.paper.lines;
        let Some(own) = self.own else {
            let Some(line) = lines.get(number) else { return Target::elsewhere("整个文件") };
            return self.of_line(line, spot.range.clone());
        };
        let text = own.lines.get(number).map_or("", |line| line.text.as_str());
        match counterpart(&own.lines, number, &spot.range, lines) {
            Some((at, range)) => self.of_line(&lines[at], range),
            None => Target::elsewhere(shortened(text)),
        }
    }

    /// The place of a stretch of one of the file's lines.
    fn of_line(&self, line: &Line, range: Range<usize>) -> Target {
        let text = &line.text;
        let clamped = floor(text, range.start)..floor(text, range.end.max(range.start));
        let Some(span) = line.span(shown(text, clamped)) else { return Target::elsewhere(shortened(text)) };
        let Some((paragraph, start)) = self.paragraph(span.start) else {
            return Target::elsewhere(shortened(text));
        };
        let have = &self.word.paragraphs[paragraph];
        // What goes on into the next paragraph is marked to the end of this one.
        let range = span.start - start..(span.end - start).min(have.text.len());
        let Some(stretch) = stretch(self.word, self.origins, paragraph, range) else {
            let words = self.read.special_words(Span { end: span.start, ..span });
            return Target::elsewhere(words.unwrap_or_else(|| shortened(text)));
        };
        let place =
            (have.within == Within::TextBox).then(|| format!("文本框里的“{}”", shortened(&have.text)));
        Target { stretch: Some(stretch), place }
    }

    /// The paragraph that a byte of the file's text lies in, and where that begins.
    fn paragraph(&self, byte: usize) -> Option<(usize, usize)> {
        let mut start = 0;
        for (number, paragraph) in self.word.paragraphs.iter().enumerate() {
            let end = start + paragraph.text.len();
            if byte <= end {
                return Some((number, start));
            }
            start = end + 1;
        }
        None
    }
}

/// What one sees marked of a stretch: of an empty one, the character before it, or else the one behind.
fn shown(text: &str, range: Range<usize>) -> Range<usize> {
    if !range.is_empty() {
        return range;
    }
    let before = text[..range.start].chars().next_back().map_or(0, char::len_utf8);
    let after = text[range.start..].chars().next().map_or(0, char::len_utf8);
    if before > 0 { range.start - before..range.start } else { range.start..range.start + after }
}

/// What a stretch of a line of the paper became in the file: the line, and the stretch of that. The file's line may hold more
/// than the paper's, or only a part of it.
fn counterpart(
    own: &[Line],
    number: usize,
    range: &Range<usize>,
    lines: &[Line],
) -> Option<(usize, Range<usize>)> {
    let text = own.get(number)?.text.as_str();
    if text.trim().is_empty() {
        return None;
    }
    // Of lines that say the same, the first is the first.
    let before = own[..number].iter().filter(|line| line.text == text).count();
    let same: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].text == text).collect();
    if let Some(&at) = same.get(before).or_else(|| same.last()) {
        return Some((at, range.clone()));
    }
    let larger = lines.iter().enumerate().find_map(|(at, line)| Some((at, line.text.find(text)?)));
    if let Some((at, offset)) = larger {
        return Some((at, range.start + offset..range.end + offset));
    }
    lines.iter().enumerate().filter(|(_, line)| line.text.chars().count() > 1).find_map(|(at, line)| {
        let offset = text.find(&line.text)?;
        let is_in = offset <= range.start && range.end <= offset + line.text.len();
        is_in.then(|| (at, range.start - offset..range.end - offset))
    })
}

/// The beginning of a text, as it is shown.
fn shortened(text: &str) -> String {
    let shown: String = text.trim().chars().take(SHOWN).collect();
    if shown.len() < text.trim().len() { format!("{shown}…") } else { shown }
}

/// The character's beginning that is next before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What a comment says.
fn lines(finding: &Finding, place: Option<&str>, sources: &Sources) -> Vec<String> {
    let told = &finding.diagnostic;
    let mut lines = vec![format!("[{}] {}：{}", told.code, level_word(told.level), told.message)];
    lines.extend(place.map(|place| format!("位置：{place}")));
    for related in &told.related {
        // Only a Word file's own places say anything to who reads it.
        let place = match &related.place {
            Place::Span(span) => sources.special_words(*span).map(|words| format!("{words}，")),
            Place::Nowhere | Place::Path(_) => None,
        };
        lines.push(format!("参看：{}{}", place.unwrap_or_default(), related.message));
    }
    for hint in &told.hints {
        let mut of_hint = hint.lines();
        lines.push(format!("怎么改：{}", of_hint.next().unwrap_or_default()));
        lines.extend(of_hint.map(str::to_owned));
    }
    if !told.clause.is_empty() {
        lines.push(format!("依据：{}", told.clause));
    }
    lines
}
