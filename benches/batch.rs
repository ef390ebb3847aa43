//! How long a batch takes: stage by stage, as a program run; and one document with a very long table.
//!
//! `cargo bench --bench batch`; `benches/README.md` says how to read it.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the example, starts the program and writes what it starts it with"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use divan::Bencher;
use gongwen::batch::prepare::{self, Asked, Inputs};
use gongwen::check::selection::Selection;
use gongwen::compose::document::Composed;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::document::tree::Document;
use gongwen::pipeline::profiles::Page;
use gongwen::pipeline::{self, Data};
use gongwen::review::{self, Checker};
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;

fn main() {
    divan::main();
}

/// The notice with its list of five rows, for so many units that are all different.
fn example(units: usize) -> [(&'static str, String); 3] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples/批量通知");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the example is there");
    let (roster, faults) = (read("名册.csv"), read("问题清单.csv"));
    let mut rows = roster.lines();
    let mut units_csv = format!("{}\n", rows.next().expect("it has a head"));
    let rows: Vec<&str> = rows.collect();
    let mut faults_csv = format!("{}\n", faults.lines().next().expect("it has a head"));
    let faults: Vec<&str> = faults.lines().skip(1).take(5).collect();
    for unit in 0..units {
        let mut cells: Vec<String> = rows[unit % rows.len()].split(',').map(str::to_owned).collect();
        cells[0] = format!("{:09}", 100_000_000 + unit);
        let _ = write!(cells[4], "第{unit}");
        let _ = writeln!(units_csv, "{}", cells.join(","));
        for fault in &faults {
            let (_, rest) = fault.split_once(',').expect("it has cells");
            let _ = writeln!(faults_csv, "{},{rest}", cells[0]);
        }
    }
    [("通知.yaml", read("通知.yaml")), ("名册.csv", units_csv), ("问题清单.csv", faults_csv)]
}

fn world(units: usize) -> Memory {
    let files = example(units).map(|(name, text)| (PathBuf::from(name), text.into_bytes()));
    Memory { files: files.into(), ..Memory::default() }
}

fn asked() -> Asked {
    Asked {
        data: "通知.yaml".into(), roster: "名册.csv".into(), folder: "输出".into(), ..Asked::default()
    }
}

fn read(world: &Memory) -> (Inputs, Data) {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    prepare::read(&asked(), world, &mut sources, &mut findings).expect("the example reads")
}

fn prepared<'a>(inputs: &'a Inputs, data: Data, world: &Memory) -> prepare::Prepared<'a> {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    inputs.prepare(data, &asked(), world, &mut sources, &mut findings).expect("the example is sound")
}

/// Workbook, templates and roster of 1,000 units.
#[divan::bench]
fn f1_read(bencher: Bencher<'_, '_>) {
    let world = world(1000);
    bencher.bench(|| read(&world));
}

/// Every row looked at, names and numbers given.
#[divan::bench]
fn f2_prepare(bencher: Bencher<'_, '_>) {
    let world = world(1000);
    bencher.with_inputs(|| read(&world)).bench_values(|(inputs, data)| {
        let rows = prepared(&inputs, data, &world).rows.len();
        (inputs, rows)
    });
}

/// Rows → documents, 1,000 of them.
#[divan::bench]
fn f3_documents(bencher: Bencher<'_, '_>) {
    let world = world(1000);
    let (inputs, data) = read(&world);
    let prepared = prepared(&inputs, data, &world);
    bencher.bench(|| prepared.rows.iter().map(|row| prepared.job.make(*row).documents.len()).sum::<usize>());
}

/// Documents → the bytes of their files, 1,000 of them.
#[divan::bench]
fn f4_files(bencher: Bencher<'_, '_>) {
    let world = world(1000);
    let (inputs, data) = read(&world);
    let prepared = prepared(&inputs, data, &world);
    let documents: Vec<Document> = prepared
        .rows
        .iter()
        .flat_map(|row| prepared.job.make(*row).documents)
        .map(|Composed { document, .. }| document)
        .collect();
    let page = Page::standard();
    bencher.bench(|| {
        let size = |document: &Document| pipeline::docx(document, &page).expect("it is sound").len();
        documents.iter().map(size).sum::<usize>()
    });
}

/// The rules of level E for 1,000 documents, as a batch asks them before it writes.
#[divan::bench]
fn f5_rules(bencher: Bencher<'_, '_>) {
    let world = world(1000);
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let (inputs, data) =
        prepare::read(&asked(), &world, &mut sources, &mut findings).expect("the example reads");
    let prepared = prepared(&inputs, data, &world);
    let documents: Vec<Composed> =
        prepared.rows.iter().flat_map(|row| prepared.job.make(*row).documents).collect();
    bencher.bench(|| {
        let checker = Checker::new(&[], &sources, Path::new("通知.yaml"));
        documents.iter().map(|made| checker.look(&made.document).len()).sum::<usize>()
    });
}

/// `check` for a folder of 1,000 documents: each read back from its file, all rules, then the folder as a whole.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn f6_check(bencher: Bencher<'_, '_>) {
    let world = world(1000);
    let (inputs, data) = read(&world);
    let prepared = prepared(&inputs, data, &world);
    let page = Page::standard();
    let mut folder = Memory::default();
    for (number, row) in prepared.rows.iter().enumerate() {
        for made in prepared.job.make(*row).documents {
            let bytes = pipeline::docx(&made.document, &page).expect("it is sound");
            folder.files.insert(PathBuf::from(format!("输出/{number}.docx")), bytes);
        }
    }
    let (paths, selection) = ([PathBuf::from("输出")], Selection::every());
    bencher.bench_local(|| review::review(&paths, &selection, &mut folder).files.len());
}

/// The program as a user runs it, all files written; one worker and two.
#[divan::bench(args = [(1000, 1), (1000, 2), (10_000, 1), (10_000, 2)], sample_count = 5, sample_size = 1)]
fn g_program(bencher: Bencher<'_, '_>, (units, workers): (usize, usize)) {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    for (name, text) in example(units) {
        std::fs::write(folder.path().join(name), text).expect("there is room");
    }
    let fresh = || tempfile::tempdir_in(folder.path()).expect("there is room");
    bencher.with_inputs(fresh).bench_values(|target| {
        let status = Command::new(env!("CARGO_BIN_EXE_gongwen"))
            .current_dir(folder.path())
            .args(["batch", "通知.yaml", "--roster", "名册.csv", "--quiet", "--jobs"])
            .arg(workers.to_string())
            .arg("-o")
            .arg(target.path())
            .output()
            .expect("the program starts")
            .status;
        assert!(status.success());
        target
    });
}

/// One document with a table of 10,000 rows, from the bytes of its workbook.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn h_table_of_10000_rows(bencher: Bencher<'_, '_>) {
    let mut ledger = "日期,类型,名称,人数\n".to_owned();
    for row in 0..10_000 {
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        let _ = writeln!(ledger, "2026-{month:02}-{day:02},义诊,第{row}次下乡义诊,{}", row % 90 + 10);
    }
    let workbook = "单位: 某某县卫生健康局\n台账: 台账.csv\n\
         表: [{名称: 一览, 标题: 活动一览表, 取自: {列: [序号, 日期, 类型, 名称, 人数]}}]\n\
         附件: [{名称: 活动一览, 正文: 见表：一览}]\n\
         通知事项: {正文: 现将活动一览印发给你们。}\n\
         文稿: [{文种: 通知, 发文字号: 某卫发〔2026〕1号, 主送机关: 各乡镇卫生院, 标题: 关于印发活动一览的通知, \
         成文日期: 2026-12-31, 不用: [缘由], 章节: [{用: 通知事项, 标题: 无}]}]\n";
    let files = [("通知.yaml", workbook.to_owned()), ("台账.csv", ledger)];
    let files = files.map(|(name, text)| (PathBuf::from(name), text.into_bytes()));
    let world = Memory { files: files.into(), ..Memory::default() };
    let library = Library::load(Vec::new(), &mut Sources::default(), &mut Findings::default());
    let library = library.expect("the templates load");
    let page = Page::standard();
    bencher.bench(|| {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let data = pipeline::read(&world, Path::new("通知.yaml"), &mut sources, &mut findings);
        let data = data.expect("it reads");
        let workbook = pipeline::model(&data, &mut findings).expect("it is sound");
        let orders = pipeline::orders(&workbook, None, &data, &library, &mut findings);
        let made = pipeline::make(&workbook, &orders, None, &library, &mut findings);
        assert!(!findings.has_errors(), "{:?}", findings.list);
        pipeline::docx(&made[0].document, &page).expect("it can be written").len()
    });
}
