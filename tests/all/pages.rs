//! The pages that `paginate` makes against those that LibreOffice sets: line by line, for every example and specimen.
//!
//! `.ci/run` renders the documents, lets the judge read the pages, and runs the ignored test with the folder of its
//! reports in `GONGWEN_REPORTS`. What LibreOffice reads otherwise than Word is told to `paginate` as a mode, so that
//! the rest must agree; where a line still differs, the reason stands in [`REASONS`].

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::document::tree::Document;
use gongwen::layout::breaking::Viewer;
use gongwen::layout::laid::{LaidBlock, Layout};
use gongwen::paginate::{Pages, listing, paginate};
use gongwen::pipeline;
use gongwen::pipeline::profiles::{Choice, Page, Shelf};
use gongwen::profile::style::Profile;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;
use serde_json::Value;

use crate::program::{examples, gongwen, world_of};

/// Documents of which some lines stand otherwise in LibreOffice: how many at most, and why.
const REASONS: &[(&str, usize, &str)] = &[
    ("关于印发《全县卫生健康系统健康服务年活动实施方案》的通知", 2, ROUNDING),
    ("2025年健康服务年活动工作总结", 2, ROUNDING),
    ("卫生局党委创先争优活动自查总结", 4, ROUNDING),
    ("2026年第5次馆务会议纪要", 3, ROUNDING),
    ("2026年6月汛期监测服务情况的通报", 2, ROUNDING),
    ("等地名用字核对情况的通报", 4, RARE),
    ("健康服务年活动自查报告", 6, KEPT),
    ("关于做好强降雨防范工作的紧急通知", 8, KEPT),
    ("街道党组织调查摸底和分类定级的通知", 3, ROWS),
];
/// A line with numbers ends within a quarter of a millimetre of the edge. LibreOffice rounds the widths of its pieces to
/// those of its printer, and comes out on the other side.
const ROUNDING: &str = "rounding";
/// Characters in fonts of their own end pieces of text, which are rounded each; and one has no glyph here, so that the PDF
/// says another character.
const RARE: &str = "rare characters";
/// A paragraph that is kept with 署名 moves as a whole in LibreOffice; Word moves its last line.
const KEPT: &str = "kept with the signature";

/// LibreOffice makes each row of a table a little higher than its lines and margins are: below nine rows what follows stands
/// 0.7 mm lower; 0.6 mm are let pass.
const ROWS: &str = "rows of a table";

/// A line of a page: where its letters stand, and what it says without blanks.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    baseline_mm: f64,
    left_mm: f64,
    text: String,
}

/// Documents of a workbook in memory, with the paths that `build` gives them and the profiles that they are set on.
pub fn documents(world: &mut Memory, path: &str) -> Vec<(PathBuf, Document, Arc<Page>)> {
    let run = gongwen(&format!("build {path}"), world);
    assert_eq!(run.exit, Exit::Done, "{path}: {}", run.err);
    let paths: Vec<PathBuf> = run.out.lines().map(PathBuf::from).collect();
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let library = Library::load(Vec::new(), &mut sources, &mut findings).expect("the templates load");
    let data = pipeline::read(world, Path::new(path), &mut sources, &mut findings).expect("it reads");
    let workbook = pipeline::model(&data, &mut findings).expect("it is sound");
    let orders = pipeline::orders(&workbook, None, &data, &library, &mut findings);
    let mut shelf = Shelf::new(Path::new(""));
    let mut made = Vec::new();
    for order in &orders {
        let choice = Choice::of(None, &order.order, order.workbook.as_ref().unwrap_or(&workbook));
        let page = shelf.choose(&choice, world, &mut sources, &mut findings).expect("it names a profile");
        let order = std::slice::from_ref(order);
        for mut composed in pipeline::make(&workbook, order, None, &library, &mut findings) {
            pipeline::dress(&mut composed.document, &page.profile);
            made.push((composed.document, Arc::clone(&page)));
        }
    }
    paths.into_iter().zip(made).map(|(path, (document, page))| (path, document, page)).collect()
}

/// The workbooks of all examples and specimens: name, world, path.
fn worlds() -> Vec<(String, Memory, String)> {
    let mut worlds: Vec<(String, Memory, String)> = examples()
        .into_iter()
        .map(|name| (name.clone(), world_of(&format!("data/examples/{name}")), "资料.yaml".to_owned()))
        .collect();
    let specimens = world_of("data/specimens");
    for path in specimens.files.keys().filter(|path| path.extension().is_some_and(|e| e == "yaml")) {
        let name = format!("样张-{}", path.file_stem().unwrap_or_default().to_string_lossy());
        worlds.push((name, specimens.clone(), path.display().to_string()));
    }
    worlds
}

/// Every document of the examples and specimens with its name and its profile.
pub fn all_documents() -> Vec<(String, Document, Arc<Page>)> {
    let made = worlds().into_iter().flat_map(|(_, mut world, path)| documents(&mut world, &path));
    made.map(|(path, document, page)| (path.display().to_string(), document, page)).collect()
}

/// The lines of our pages, those of tables left out: the judge reads a row of a table as one line.
fn ours(laid: &Layout, pages: &Pages, profile: &Profile) -> Vec<Vec<Shown>> {
    let mut shown = vec![Vec::new(); pages.pages.len()];
    for line in &pages.lines {
        if matches!(laid.sections[line.of.section].blocks[line.of.block], LaidBlock::Table(_)) {
            continue;
        }
        let text: String = listing::text(laid, line, profile).split_whitespace().collect();
        let text = without_citations(&text);
        if text.is_empty() || pages.pages[line.page].landscape {
            continue;
        }
        // In a line of exact height the letters stand four fifths down.
        let baseline = f64::from(line.top.0) + f64::from(line.height.0) * 0.8;
        let in_mm = |twips: f64| twips * 25.4 / 1440.0;
        let left_mm = in_mm(f64::from(line.left.0));
        let mut shown_line = Shown { baseline_mm: in_mm(baseline), left_mm, text };
        if let (LaidBlock::Mark(_), Some((_, 1))) =
            (&laid.sections[line.of.section].blocks[line.of.block], line.of.cell)
        {
            let mut beside = shown[line.page].iter().map(|name: &Shown| name.baseline_mm);
            let beside = beside.rfind(|name| (name - shown_line.baseline_mm).abs() < 2.0);
            shown_line.baseline_mm = beside.unwrap_or(shown_line.baseline_mm);
        }
        shown[line.page].push(shown_line);
    }
    for page in &mut shown {
        page.sort_by(|a, b| a.baseline_mm.total_cmp(&b.baseline_mm).then(a.left_mm.total_cmp(&b.left_mm)));
        // Two that stand side by side, as in 版记, are one line for the judge; so is 文件 with the name beside it.
        page.dedup_by(|next, line| {
            let beside = (next.baseline_mm - line.baseline_mm).abs() < 0.1;
            if beside {
                line.text.push_str(&next.text);
            }
            beside
        });
    }
    // LibreOffice leaves a page that a section leaves blank out of the PDF.
    let is_blank = |page: usize| shown[page].is_empty() && !pages.pages[page].numbered;
    let kept: Vec<usize> = (0..shown.len()).filter(|page| !is_blank(*page)).collect();
    kept.into_iter().map(|page| std::mem::take(&mut shown[page])).collect()
}

/// The characters that stand in tables, sorted, page by page: the judge reads a row as one line.
fn tables(laid: &Layout, pages: &Pages, profile: &Profile) -> Vec<Vec<char>> {
    let mut found = vec![Vec::new(); pages.pages.len()];
    for line in &pages.lines {
        if matches!(laid.sections[line.of.section].blocks[line.of.block], LaidBlock::Table(_)) {
            found[line.page]
                .extend(listing::text(laid, line, profile).chars().filter(|c| !c.is_whitespace()));
        }
    }
    for page in &mut found {
        page.sort_unstable();
    }
    found
}

/// The same of a report.
fn tables_of(report: &Value) -> Vec<Vec<char>> {
    let of_page = |page: &Value| {
        let lines = page["text"].as_array().map(Vec::as_slice).unwrap_or_default();
        let is_text = |line: &&Value| line["table"] == true && line["size"].as_f64() >= Some(11.9);
        let in_tables = lines.iter().filter(is_text);
        let mut characters: Vec<char> = in_tables
            .flat_map(|line| line["text"].as_str().unwrap_or_default().chars())
            .filter(|c| !c.is_whitespace())
            .collect();
        characters.sort_unstable();
        characters
    };
    report["page_data"].as_array().expect("a report lists its pages").iter().map(of_page).collect()
}

/// Raised numbers of references stand on a line of their own for the judge.
fn without_citations(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let inside = rest[at + 1..].find(|c: char| !c.is_ascii_digit() && c != ',');
        let is_number = |close: &usize| *close > 0 && rest[at + 1 + close..].starts_with(']');
        // At the beginning it is the number in the list of references.
        let Some(close) = inside.filter(|close| is_number(close) && !(kept.is_empty() && at == 0)) else {
            break;
        };
        kept.push_str(&rest[..at]);
        rest = rest[at + close + 2..].trim_start_matches(|c: char| c.is_ascii_digit());
    }
    kept + rest
}

/// The characters of a line without blanks, and without the dots up to a page number of 目录, which a tab draws.
fn without_leader(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    let shown = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let (words, number) = (shown.trim_end_matches('.'), &text[shown.len()..]);
    let is_leader = shown.len() - words.len() >= 3 && !number.is_empty();
    if is_leader { format!("{words}{number}") } else { text }
}

/// The lines that the judge read.
fn theirs(report: &Value) -> Vec<Vec<Shown>> {
    let number = |line: &Value, key: &str| line[key].as_f64().unwrap_or_default();
    let pages = report["page_data"].as_array().expect("a report lists its pages");
    let lines = |page: &Value| -> Vec<Shown> {
        let portrait = page["size_mm"][0].as_f64() < page["size_mm"][1].as_f64();
        let foot = page["page_number"].as_str().unwrap_or_default();
        page["text"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
            // The words of charts are smaller than any text.
            .filter(|line| {
                portrait && line["table"] != true && line["text"] != foot && number(line, "size") >= 11.9
            })
            .map(|line| Shown {
                baseline_mm: number(line, "y_mm"),
                left_mm: number(line, "x0_mm"),
                text: without_leader(line["text"].as_str().unwrap_or_default()),
            })
            .collect()
    };
    pages.iter().map(lines).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "the share of equal lines is what it is run for")]
#[ignore = "needs reports of the judge: .ci/run makes them"]
fn the_pages_are_those_that_libre_office_sets() {
    let reports =
        std::env::var_os("GONGWEN_REPORTS").map(PathBuf::from).expect("GONGWEN_REPORTS names a folder");
    let (mut equal, mut all, mut told) = (0, 0, String::new());
    for (name, mut world, path) in worlds() {
        for (path, document, page) in documents(&mut world, &path) {
            let stem = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            let report = reports.join(&name).join(format!("{stem}.json"));
            let Ok(report) = std::fs::read_to_string(&report) else {
                panic!("no report of {}", report.display());
            };
            let report: Value = serde_json::from_str(&report).expect("a report is JSON");
            let profile = &page.profile;
            let laid = pipeline::lay(&document, profile);
            let pages = paginate(&laid, profile, Viewer::LibreOffice);
            let tables = tables(&laid, &pages, profile).into_iter().zip(tables_of(&report)).enumerate();
            let (ours, theirs) = (ours(&laid, &pages, profile), theirs(&report));
            let mut differences = String::new();
            if ours.len() != theirs.len() {
                let _ = writeln!(differences, "  {} pages, LibreOffice {}", ours.len(), theirs.len());
            }
            for (page, (ours, theirs)) in tables {
                all += 1;
                equal += u32::from(ours == theirs);
                if ours != theirs {
                    let _ = writeln!(differences, "  page {}: other words in tables", page + 1);
                }
            }
            for (page, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
                for index in 0..ours.len().max(theirs.len()) {
                    all += 1;
                    match (ours.get(index), theirs.get(index)) {
                        (Some(a), Some(b))
                            if a.text == b.text && (a.baseline_mm - b.baseline_mm).abs() < 0.6 =>
                        {
                            equal += 1;
                        }
                        (a, b) => {
                            let say = |shown: Option<&Shown>| {
                                shown.map_or("-".to_owned(), |s| format!("{:.1} {}", s.baseline_mm, s.text))
                            };
                            let _ = writeln!(differences, "  page {}: {} | {}", page + 1, say(a), say(b));
                        }
                    }
                }
            }
            let known = REASONS.iter().find(|(title, ..)| stem.ends_with(title));
            match known {
                Some((title, ..)) if differences.is_empty() => {
                    let _ = writeln!(told, "{title}: the reason is no longer needed");
                }
                Some((_, most, reason)) if differences.lines().count() <= *most => {
                    println!("{name}/{stem}: {reason}\n{differences}");
                }
                _ if differences.is_empty() => {}
                _ => {
                    let _ = write!(told, "{name}/{stem}\n{differences}");
                }
            }
        }
    }
    println!(
        "{equal} of {all} lines stand where LibreOffice sets them: {:.2} %",
        100.0 * f64::from(equal) / f64::from(all)
    );
    assert!(told.is_empty(), "without a reason:\n{told}");
}
