//! How long one document takes: whole, stage by stage, as a program run, and beside plain docx-rs.
//!
//! `cargo bench`; `benches/README.md` says how to read it.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the example, starts the program and looks at the clock"
)]
#![expect(clippy::print_stdout, reason = "a benchmark's result goes to stdout")]

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use divan::Bencher;
use docx_rs::{Docx, LineSpacing, Paragraph, Run, RunFonts, SpecialIndentType};
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::document::tree::Document;
use gongwen::layout::adjustments::Adjustments;
use gongwen::layout::layout;
use gongwen::model::workbook::Workbook;
use gongwen::pipeline::profiles::Page;
use gongwen::pipeline::{self, Data, Ordered, VERSION};
use gongwen::profile::gbt9704;
use gongwen::serve::desk::{Desk, Open};
use gongwen::serve::preview;
use gongwen::template::library::Library;
use gongwen::world::fence::Fence;
use gongwen::world::memory::Memory;
use gongwen::write::docx;
use gongwen::write::docx::prepared::PreparedProfile;
use gongwen::write::text;

/// An issuing notice with its plan, six pages.
const EXAMPLE: &str = "data/examples/组织建设年/资料.yaml";

fn main() {
    divan::main();
    ratio();
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE)
}

/// The example in memory: the disk is not what is measured.
fn world() -> Memory {
    let mut world = Memory::default();
    let bytes = std::fs::read(example()).expect("the example is there");
    world.files.insert(PathBuf::from(EXAMPLE), bytes);
    world
}

fn read(world: &Memory) -> Data {
    let mut findings = Findings::default();
    pipeline::read(world, Path::new(EXAMPLE), &mut Sources::default(), &mut findings).expect("it reads")
}

fn model(data: &Data) -> Workbook {
    pipeline::model(data, &mut Findings::default()).expect("it is sound")
}

fn library() -> Library {
    Library::load(Vec::new(), &mut Sources::default(), &mut Findings::default()).expect("the templates load")
}

fn compose(workbook: &Workbook, library: &Library) -> Document {
    let order = workbook.documents.first().expect("the example orders a document").clone();
    let orders = [Ordered { order, workbook: None }];
    let made = pipeline::make(workbook, &orders, None, library, &mut Findings::default());
    made.into_iter().next().expect("it makes a document").document
}

fn pack(document: &Document, page: &Page) -> Vec<u8> {
    pipeline::docx(document, page).expect("it can be written")
}

/// The same words through plain docx-rs, every paragraph with font, size, line pitch and indent of its own.
fn plain_docx_rs(words: &str) -> Vec<u8> {
    let document = words.lines().fold(Docx::new(), |document, line| {
        let fonts = RunFonts::new().east_asia("仿宋_GB2312").ascii("仿宋_GB2312").hi_ansi("仿宋_GB2312");
        let run = Run::new().add_text(line).size(32).fonts(fonts);
        document.add_paragraph(
            Paragraph::new().add_run(run).line_spacing(LineSpacing::new().line(579)).indent(
                None,
                Some(SpecialIndentType::FirstLine(640)),
                None,
                None,
            ),
        )
    });
    let mut bytes = Vec::new();
    document.build().pack(Cursor::new(&mut bytes)).expect("memory takes all");
    bytes
}

/// From the bytes of the workbook to the bytes of the .docx; templates and profile are loaded.
#[divan::bench]
fn a_whole_document(bencher: Bencher<'_, '_>) {
    let (world, library, page) = (world(), library(), Page::standard());
    bencher.bench(|| pack(&compose(&model(&read(&world)), &library), &page));
}

#[divan::bench]
fn b1_read(bencher: Bencher<'_, '_>) {
    let world = world();
    bencher.bench(|| read(&world));
}

#[divan::bench]
fn b2_model(bencher: Bencher<'_, '_>) {
    let data = read(&world());
    bencher.bench(|| model(&data));
}

#[divan::bench]
fn b3_compose(bencher: Bencher<'_, '_>) {
    let (workbook, library) = (model(&read(&world())), library());
    bencher.bench(|| compose(&workbook, &library));
}

#[divan::bench]
fn b4_layout(bencher: Bencher<'_, '_>) {
    let document = compose(&model(&read(&world())), &library());
    let profile = gbt9704::profile();
    bencher.bench(|| layout(&document, &profile, &Adjustments::default()));
}

#[divan::bench]
fn b5_docx(bencher: Bencher<'_, '_>) {
    let document = compose(&model(&read(&world())), &library());
    let profile = gbt9704::profile();
    let prepared = PreparedProfile::new(&profile);
    let laid = layout(&document, &profile, &Adjustments::default());
    bencher.bench(|| docx::write(&laid, &prepared, VERSION).expect("it can be written"));
}

/// Once a run: every template read and checked.
#[divan::bench]
fn c1_templates() -> Library {
    library()
}

/// Once a run: the static parts of a profile built and deflated.
#[divan::bench]
fn c2_profile() -> PreparedProfile {
    PreparedProfile::new(&gbt9704::profile())
}

/// The program as a user runs it: process start, everything above, one file written.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn d_program(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let data = example();
    bencher.bench(|| {
        let status = Command::new(env!("CARGO_BIN_EXE_gongwen"))
            .arg("build")
            .arg(&data)
            .arg("-o")
            .arg(folder.path())
            .output()
            .expect("the program starts")
            .status;
        assert!(status.success());
    });
}

/// What the page of `serve` waits for after a key is pressed: form, all findings, the pages as pictures.
#[divan::bench]
fn d_look(bencher: Bencher<'_, '_>) {
    let world = world();
    let text = String::from_utf8(world.files[Path::new(EXAMPLE)].clone()).expect("it is text");
    let fence = Fence::new(Box::new(world), Path::new("data")).expect("the folder is there");
    let mut desk = Desk::new(fence, String::new());
    let open = Open { path: "资料.yaml".to_owned(), text: Some(text), document: 0 };
    assert_eq!(preview::look(&mut desk, &open).status, 200);
    bencher.bench_local(|| preview::look(&mut desk, &open));
}

#[divan::bench]
fn e_plain_docx_rs(bencher: Bencher<'_, '_>) {
    let words = text::write(&compose(&model(&read(&world())), &library()));
    bencher.bench(|| plain_docx_rs(&words));
}

/// Both writers in turn, so that a busy machine slows both: the median of each, and how they compare.
fn ratio() {
    let document = compose(&model(&read(&world())), &library());
    let words = text::write(&document);
    let page = Page::standard();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..300 {
        ours.push(time(|| pack(&document, &page)));
        theirs.push(time(|| plain_docx_rs(&words)));
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let factor = theirs.as_secs_f64() / ours.as_secs_f64();
    println!(
        "layout + docx of ours {ours:.1?}, plain docx-rs with the same words {theirs:.1?}: {factor:.2} times as fast"
    );
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let result = work();
    let passed = start.elapsed();
    drop(result);
    passed
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
