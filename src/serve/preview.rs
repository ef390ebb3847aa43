//! What stands in the page → pages as pictures and all that is to be told of it, each finding with the field that it concerns;
//! and back from words on a page to the field that they come from.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::check::report::Places;
use crate::check::selection::Selection;
use crate::collect::round;
use crate::diag::codes;
use crate::diag::diagnostic::{Diagnostic, Level, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::document::tree::Form as PageForm;
use crate::paper::line::{Line, Role};
use crate::paper::{Origin, Paper};
use crate::pipeline;
use crate::pipeline::jobs::{self, Made};
use crate::review::locate::Locator;
use crate::review::{self, plan};
use crate::serve::desk::{Desk, Open};
use crate::serve::form::{self, Form};
use crate::serve::product;
use crate::serve::request::{Response, in_page};
use crate::source::edit;
use crate::source::node::{Node, Value};
use crate::world::World;

/// A finding.
#[derive(Debug, Serialize)]
pub struct Told {
    code: &'static str,
    level: &'static str,
    message: String,
    /// Where, in words.
    place: String,
    /// Number of the line in the text of the page, from 1.
    line: Option<usize>,
    /// The field.
    path: Option<Vec<Json>>,
    hint: String,
    context: String,
    clause: &'static str,
}

/// A document of the workbook.
#[derive(Debug, Serialize)]
struct Shown {
    title: String,
    kind: String,
}

/// Pages of the document that is looked at, all findings, and the form.
pub fn look(desk: &mut Desk, open: &Open) -> Response {
    let mut form: Option<Form> = None;
    let (looked, sources, findings) = desk.with(open, |path, library, world, sources, _| {
        form = open.text.as_deref().and_then(|text| form::of(text, library));
        let mut made = jobs::one(path, library, world, sources);
        let told = findings(&mut made, world, sources);
        let at = open.document.min(made.documents.len().saturating_sub(1));
        let pages =
            made.documents.get(at).map(|(composed, page)| pipeline::svg(&composed.document, &page.profile));
        let documents: Vec<Shown> = made
            .documents
            .iter()
            .map(|(composed, _)| Shown {
                title: composed.document.properties.title.clone(),
                kind: composed.document.properties.kind.clone(),
            })
            .collect();
        let whole = !made.findings.has_errors();
        let alone = product::alone(&made, at, library, world, sources);
        let sound = alone.map_or(whole, |(alone, _)| !alone.findings.has_errors());
        let collects = made.workbook.as_ref().map(|workbook| workbook.form.is_some());
        (told, pages.transpose(), documents, at, (sound, whole, collects))
    });
    let fields = form.as_mut().map_or(&mut [][..], |form| &mut form.fields);
    let mut in_page = |told: &Diagnostic| finding(told, &sources, &open.path, fields);
    let mut told: Vec<Told> = findings.list.iter().map(&mut in_page).collect();
    let Some((found, pages, documents, at, (sound, whole, collects))) = looked else {
        return Response::json(
            &json!({ "findings": told, "documents": [], "pages": [], "sound": false, "form": form }),
        );
    };
    told.extend(found.iter().map(&mut in_page));
    let pages = pages.unwrap_or_else(|fault| {
        told.push(in_page(&fault));
        None
    });
    Response::json(&json!({
        "findings": told, "documents": documents, "document": at, "pages": pages.unwrap_or_default(),
        // Whether this document can be downloaded, and whether all can.
        "sound": sound, "whole": whole, "form": form,
        // Whether it has a 表单; nothing while it cannot be read.
        "collects": collects,
    }))
}

/// What the data and the rules of `check` say.
fn findings(made: &mut Made, world: &mut dyn World, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut noted = Findings::default();
    if let Some(workbook) = &made.workbook {
        round::tell(workbook, &mut noted);
    }
    let mut plan = plan::of_workbook(made, &mut noted);
    plan.read_roster(made, world, sources, &mut noted);
    made.findings.list.extend(noted.list);
    let mut told = made.findings.list.clone();
    let of_roster = told.iter_mut().find(|told| told.code == "needs-roster");
    if let Some(told) = of_roster {
        told.level = Level::Info;
        "这份资料是批量生成用的，要有名册才成文；版面里【】里的字到时候换成各单位的"
            .clone_into(&mut told.message);
        told.label.clear();
        told.hints = vec!["存盘以后按“批量生成”，选名册".to_owned()];
    } else {
        let found = review::of_documents(made, &Selection::all(), &plan, sources);
        let known: Vec<Place> = told.iter().map(|told| told.place.clone()).collect();
        let is_new =
            |found: &Diagnostic| !matches!(found.place, Place::Span(_)) || !known.contains(&found.place);
        told.extend(found.into_iter().map(|finding| finding.diagnostic).filter(is_new));
    }
    told
}

/// A finding as the page shows it. `file` is what stands in the page.
pub fn finding(told: &Diagnostic, sources: &Sources, file: &str, fields: &mut [form::Field]) -> Told {
    let (mut line, mut path) = (None, None);
    let place = match &told.place {
        Place::Nowhere => String::new(),
        Place::Path(path) => path.clone(),
        Place::Span(span) => {
            let name = sources.name(span.source);
            if name == file && sources.special_words(*span).is_none() {
                line = Some(sources.line_column(span.source, span.start).line);
                path = form::at(fields, span.start);
                sources.place_in_words(*span)
            } else {
                format!("{name} {}", sources.place_in_words(*span))
            }
        }
    };
    // What is missing is to be written in its own field.
    if let Some(above) = &path
        && let Some(field) = form::absent(fields, above, &told.absent)
    {
        field.required |= told.level == Level::Error;
        path = Some(field.path.clone());
    }
    let mut message = told.message.clone();
    if !told.label.is_empty() {
        message.push('：');
        message.push_str(&told.label);
    }
    Told {
        code: told.code,
        level: told.level.letter(),
        message,
        place,
        line,
        path,
        hint: in_page(&told.hints, "\n"),
        context: told.context.clone().unwrap_or_default(),
        clause: match told.clause {
            "" => codes::find(told.code).map_or("", |code| code.clause),
            clause => clause,
        },
    }
}

/// Words on a page.
#[derive(Debug, Deserialize)]
pub struct Words {
    /// The text of the page.
    pub text: String,
    /// The paragraph.
    pub paragraph: String,
    /// Which of its characters was clicked, from 0.
    pub at: usize,
}

/// Characters on both sides of the one that was clicked that are sought first; if they stand nowhere, fewer.
const AROUND: [usize; 5] = [12, 6, 3, 2, 1];

/// The field that words on a page come from; nothing if they are the program's own.
pub fn find(words: &Words) -> Response {
    let (Some(tree), _) = edit::parse(&words.text) else {
        return Response::json(&json!({ "path": null, "line": null }));
    };
    let mut sources = Sources::default();
    let source = sources.add("", words.text.as_str());
    let form = form::whole(&words.text, &tree);
    let found = written(words, &sources).or_else(|| longest(words, &tree));
    let line = found.map(|at| sources.line_column(source, at).line);
    Response::json(&json!({ "path": found.and_then(|at| form::at(&form, at)), "line": line }))
}

/// Where the words around the click stand in the text.
fn written(words: &Words, sources: &Sources) -> Option<usize> {
    let paper = Paper {
        origin: Origin::Workbook,
        form: PageForm::WhitePaper,
        kind: None,
        lines: vec![Line::new(&words.paragraph, Role::Body, 0)],
        tables: Vec::new(),
        charts: Vec::new(),
        broken: false,
    };
    let first = SourceId(0);
    let locator = Locator::new(sources, first..sources.next(), Path::new(""));
    let located = locator.of(&paper, "");
    let places: Vec<usize> =
        paper.lines[0].text.char_indices().map(|(at, _)| at).chain([paper.lines[0].text.len()]).collect();
    let last = places.len().checked_sub(2)?;
    let at = words.at.min(last);
    AROUND.iter().find_map(|around| {
        let range = places[at.saturating_sub(*around)]..places[(at + around).min(last) + 1];
        match located.place(Some(0), range) {
            Place::Span(span) => Some(usize::midpoint(span.start, span.end)),
            _ => None,
        }
    })
}

/// Where the longest value begins that the paragraph has in it.
fn longest(words: &Words, tree: &Node) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    let mut nodes = vec![tree];
    while let Some(node) = nodes.pop() {
        match &node.value {
            Value::Map(entries) => nodes.extend(entries.iter().map(|(_, node)| node)),
            Value::List(items) => nodes.extend(items),
            Value::Scalar(scalar) => {
                let text = scalar.text.trim();
                let length = text.chars().count();
                let is_longer = best.is_none_or(|(most, _)| length > most);
                if length > 1 && is_longer && words.paragraph.contains(text) {
                    best = Some((length, node.span.start));
                }
            }
            _ => {}
        }
    }
    best.map(|(_, at)| at)
}
