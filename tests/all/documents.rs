//! Whole documents: every word that leaves the program, the same bytes for the same input, and files that are never
//! overwritten.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::document::tree::{Block, Inline};
use gongwen::pipeline;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;
use gongwen::write::text;
use proptest::prelude::*;

use crate::desk;
use crate::program::{examples, gongwen, only_file, text_of, world_of};

/// A part of a .docx.
fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a .docx is a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("a part is UTF-8");
    text
}

/// Texts of the paragraphs of `word/document.xml`, in the order of the file.
fn paragraphs(docx: &[u8]) -> Vec<String> {
    let xml = part(docx, "word/document.xml");
    xml.split("</w:p>")
        .map(|paragraph| {
            let runs = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
            let text: String = runs.map(|run| run.split("</w:t>").next().unwrap_or_default()).collect();
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
        })
        .filter(|text| !text.is_empty())
        .collect()
}

/// The documents of a workbook as text, of each chart only what is text in a .docx: its caption.
fn texts_without_charts(world: &Memory) -> Vec<String> {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let path = Path::new("资料.yaml");
    let library = Library::load(Vec::new(), &mut sources, &mut findings).expect("the templates load");
    let data = pipeline::read(world, path, &mut sources, &mut findings).expect("it reads");
    let workbook = pipeline::model(&data, &mut findings).expect("it is sound");
    let orders = pipeline::orders(&workbook, None, &data, &library, &mut findings);
    let mut made = pipeline::make(&workbook, &orders, None, &library, &mut findings);
    for block in made.iter_mut().flat_map(|made| &mut made.document.parts).flat_map(|part| &mut part.blocks) {
        if let Block::Chart(chart) = block {
            *block = Block::Paragraph { content: vec![Inline::Text { text: chart.caption() }] };
        }
    }
    made.iter().map(|made| text::write(&made.document)).collect()
}

fn built(world: &mut Memory, arguments: &str) -> (String, Vec<u8>) {
    let run = gongwen(arguments, world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""), "{arguments}");
    only_file(world, run.out.trim_end())
}

/// All files that a run makes, in the order in which it tells them.
fn all_built(world: &mut Memory, arguments: &str) -> Vec<(String, Vec<u8>)> {
    let run = gongwen(arguments, world);
    // A house style says on each run that it is one.
    let told: Vec<&str> = run.err.lines().filter(|line| !line.starts_with("版式“")).collect();
    assert_eq!((run.exit, told), (Exit::Done, Vec::new()), "{arguments}");
    run.out.lines().map(|path| (path.to_owned(), world.files[std::path::Path::new(path)].clone())).collect()
}

/// The formats of chapter 10, a small workbook each: built without a word of complaint.
#[test]
fn every_specimen_reads_like_this() {
    let specimens = world_of("data/specimens");
    let names: Vec<&Path> = specimens
        .files
        .keys()
        .map(AsRef::as_ref)
        .filter(|path: &&Path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    assert!(names.len() >= 7, "{names:?}");
    for name in names {
        let mut world = specimens.clone();
        let texts: Vec<String> = all_built(&mut world, &format!("build {} --to text", name.display()))
            .iter()
            .map(|(path, _)| text_of(&world, path))
            .collect();
        let name = name.file_stem().and_then(|stem| stem.to_str()).expect("a name is text");
        insta::assert_snapshot!(format!("specimen_{name}"), texts.join("\n========\n\n"));
    }
}

#[test]
fn every_example_reads_like_this() {
    for name in examples() {
        let mut world = world_of(&format!("data/examples/{name}"));
        let texts: Vec<String> = all_built(&mut world, "build 资料.yaml --to text")
            .iter()
            .map(|(path, _)| text_of(&world, path))
            .collect();
        insta::assert_snapshot!(format!("example_{name}"), texts.join("\n========\n\n"));
    }
}

#[test]
fn every_new_workbook_builds_as_it_is_and_reads_like_this() {
    let scaffolds = gongwen::embedded::scaffolds();
    for kind in scaffolds.iter().filter_map(|(file, _)| file.strip_suffix(".yaml")) {
        let mut world = Memory::default();
        assert_eq!(gongwen(&format!("new 某某局 --kind {kind}"), &mut world).exit, Exit::Done);
        let (path, _) = built(&mut world, "build 某某局/资料.yaml --to text");
        insta::assert_snapshot!(format!("new_{kind}"), text_of(&world, &path));
    }
}

#[test]
fn an_issued_instrument_is_an_entry_of_the_navigation_pane() {
    let mut world = Memory::default();
    gongwen("new 某某局 --kind 实施方案", &mut world);
    let (_, docx) = built(&mut world, "build 某某局/资料.yaml");
    let document = part(&docx, "word/document.xml");
    let titles = |style: &str| document.matches(&format!("<w:pStyle w:val=\"{style}\"/>")).count();
    assert_eq!((titles("DocumentTitle"), titles("InstrumentTitle")), (1, 1));
}

/// Nothing is added to a target that the workbook does not say.
#[test]
fn targets_read_as_they_are_written() {
    let targets = [
        ("{指标: 甲, 目标值: 5%, 要求: 增长}", "甲增长5%"),
        ("{指标: 乙, 目标值: 3, 计量单位: 个, 要求: 减少}", "乙减少3个"),
        ("{指标: 丙, 目标值: 5%, 基数: 较上年, 要求: 增长不少于}", "丙较上年增长5%以上"),
        ("{指标: 丁, 目标值: 3%, 基数: 比2024年, 要求: 下降}", "丁比2024年下降3%"),
        ("{指标: 戊, 目标值: 3, 计量单位: 名, 要求: 不少于}", "戊不少于3名"),
        ("{指标: 己, 目标值: 100%}", "己达到100%"),
    ];
    let (written, read): (Vec<_>, Vec<_>) = targets.into_iter().unzip();
    let data = format!(
        "单位: {{名称: 某某局}}\n活动: {{名称: 甲活动}}\n工作目标:\n  指标:\n    - {}\n文稿:\n  - 文种: 实施方案\n    \
         载体: 无\n    章节: [工作目标]\n    不用: [缘由, 有关要求]\n    成文日期: 2026-04-17\n",
        written.join("\n    - ")
    );
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into_bytes());
    let run = gongwen("build 资料.yaml --to text", &mut world);
    let (path, _) = only_file(&world, run.out.trim_end());
    let text = text_of(&world, &path).split_whitespace().collect::<String>();
    assert!(text.contains(&format!("{}。", read.join("，"))), "{text}");
}

/// An instrument goes up with a 报告 and across with a 函; a kind that is a 报告 itself carries itself.
#[test]
fn a_carrier_has_its_own_title_and_text() {
    let data = "单位: {名称: 某某局, 印发机关: 某某局办公室}\n活动: 甲活动\n工作目标: 做好甲事。\n文稿:\n  - {文种: 实施方案, 载体: \
                报告, 发文字号: 某发〔2026〕1号, 签发人: 某某某, 主送机关: 县政府, 成文日期: 2026-03-01, 印发: {日期: 2026-03-01}}\n  - \
                {文种: 实施方案, 载体: 函, 发文字号: 某函〔2026〕1号, 主送机关: 县教育局, 成文日期: \
                2026-03-01}\n  - {文种: 报告, 发文字号: 某发〔2026〕2号, 签发人: 某某某, 主送机关: 县政府, 成文日期: 2026-03-01, 印发: \
                {日期: 2026-03-01}}\n";
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.as_bytes().to_vec());
    let made = all_built(&mut world, "build 资料.yaml --to text");
    let texts: Vec<String> = made.iter().map(|(path, _)| text_of(&world, path)).collect();
    for (text, words) in texts.iter().zip([
        [
            "某发〔2026〕1号\t签发人：某某某\n某某局关于报送《甲活动实施方案》的报告\n",
            "\n现将《甲活动实施方案》呈上，请审阅。\n",
        ],
        [
            "某函〔2026〕1号\n某某局关于送交《甲活动实施方案》的函\n",
            "\n现将《甲活动实施方案》函送你们，请予支持配合。\n",
        ],
        ["某某局关于甲活动有关情况的报告\n", "\n现将甲活动有关情况报告如下：\n特此报告。\n"],
    ]) {
        assert!(words.iter().all(|words| text.contains(words)), "{text}");
    }
}

/// One small input at each stage: a change shows in the first stage that it touches.
#[test]
fn the_stages_of_a_small_notice() {
    let mut world = Memory::default();
    gongwen("new 某某局 --kind 通知", &mut world);
    for (format, ending) in [("ast", ".json"), ("md", ".md")] {
        built(&mut world, &format!("build 某某局/资料.yaml --to {format}"));
        let (path, _) = only_file(&world, ending);
        insta::assert_snapshot!(format!("stage_{format}"), text_of(&world, &path));
    }
    let (_, docx) = built(&mut world, "build 某某局/资料.yaml");
    for name in ["word/document.xml", "docProps/core.xml", "docProps/custom.xml"] {
        let shown = part(&docx, name).replace("><", ">\n<");
        insta::assert_snapshot!(format!("stage_docx_{}", name.replace(['/', '.'], "_")), shown);
    }
}

#[test]
fn the_word_file_has_every_character_of_the_text() {
    for name in examples() {
        let mut world = world_of(&format!("data/examples/{name}"));
        let files = all_built(&mut world, "build 资料.yaml");
        let texts = texts_without_charts(&world);
        let squeeze = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        for ((path, docx), text) in files.iter().zip(&texts) {
            assert_eq!(squeeze(&paragraphs(docx).concat()), squeeze(text), "{path}");
        }
    }
}

#[test]
fn the_same_data_gives_the_same_bytes_and_a_comment_changes_nothing() {
    for name in examples() {
        let world = world_of(&format!("data/examples/{name}"));
        let first = all_built(&mut world.clone(), "build 资料.yaml");
        let second = all_built(&mut world.clone(), "build 资料.yaml");
        assert!(first == second, "{name}");
        let mut commented = world;
        let data = commented.files.get_mut(std::path::Path::new("资料.yaml")).expect("there");
        data.splice(0..0, "# 只是一句说明\n\n".bytes());
        let third = all_built(&mut commented, "build 资料.yaml");
        assert!(first == third, "{name}");
    }
}

#[test]
fn a_changed_word_changes_both_fingerprints() {
    let mut world = Memory::default();
    gongwen("new 某某局", &mut world);
    let mut changed = world.clone();
    let data =
        text_of(&world, "某某局/资料.yaml").replace("转作风、优服务、促发展", "转作风、优服务、创一流");
    changed.files.insert("某某局/资料.yaml".into(), data.into_bytes());
    let fingerprints = |world: &mut Memory| {
        let (_, docx) = built(world, "build 某某局/资料.yaml");
        let properties = part(&docx, "docProps/custom.xml");
        let value = |name: &str| {
            let (_, rest) =
                properties.split_once(&format!("name=\"{name}\"")).expect("the property is there");
            rest.split("<vt:lpwstr>").nth(1).and_then(|r| r.split('<').next()).map(str::to_owned)
        };
        (value("内容指纹"), value("正文指纹"))
    };
    let (one, other) = (fingerprints(&mut world), fingerprints(&mut changed));
    assert!(one.0 != other.0 && one.1 != other.1, "{one:?} {other:?}");
}

/// The same .docx as somebody would leave it who changed a word in Word.
fn edited(docx: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a .docx is a zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("listed");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("readable");
        if entry.name() == "word/document.xml" {
            bytes = String::from_utf8(bytes).expect("UTF-8").replace("通知", "通 知").into_bytes();
        }
        out.start_file(entry.name(), zip::write::SimpleFileOptions::default()).expect("a new entry");
        out.write_all(&bytes).expect("written");
    }
    out.finish().expect("closed").into_inner()
}

#[test]
fn a_person_s_work_is_never_overwritten() {
    let mut world = Memory::default();
    gongwen("new 某某局", &mut world);
    let (path, ours) = built(&mut world, "build 某某局/资料.yaml");
    // Unchanged: replaced without a word, also after the data changed.
    let data = text_of(&world, "某某局/资料.yaml").replace("此件公开发布", "此件依申请公开");
    world.files.insert("某某局/资料.yaml".into(), data.into_bytes());
    let (_, newer) = built(&mut world, "build 某某局/资料.yaml");
    assert!(ours != newer);
    for (bytes, code) in [(edited(&ours), "edited-by-hand"), (b"foreign".to_vec(), "not-ours")] {
        world.files.insert(path.clone().into(), bytes.clone());
        let run = gongwen("build 某某局/资料.yaml", &mut world);
        assert_eq!(run.exit, Exit::Failed);
        assert!(run.err.contains(code), "{}", run.err);
        assert_eq!((run.out.as_str(), &world.files[std::path::Path::new(&path)]), ("", &bytes));
        let forced = gongwen("build 某某局/资料.yaml --force", &mut world);
        assert_eq!((forced.exit, &world.files[std::path::Path::new(&path)]), (Exit::Done, &newer));
    }
    let again = gongwen("new 某某局", &mut world);
    assert_eq!(again.exit, Exit::Failed);
    assert!(again.err.contains("already-there"), "{}", again.err);
}

#[test]
fn one_faulty_workbook_does_not_stop_the_others() {
    let mut world = Memory::default();
    gongwen("new 甲局", &mut world);
    gongwen("new 乙局", &mut world);
    let broken = text_of(&world, "乙局/资料.yaml").replace("主题: ", "主提: ");
    world.files.insert("乙局/资料.yaml".into(), broken.into_bytes());
    let run = gongwen("build 甲局/资料.yaml 乙局/资料.yaml", &mut world);
    assert_eq!(run.exit, Exit::Findings);
    assert_eq!(run.out, "甲局/输出/甲局关于印发《全系统优化服务提升年活动实施方案》的通知.docx\n");
    assert!(run.err.contains("乙局/资料.yaml:") && run.err.contains("是否应为“主题”"), "{}", run.err);
    let alone = gongwen("build 乙局/资料.yaml", &mut world);
    assert_eq!((alone.exit, alone.out.as_str()), (Exit::Failed, ""));
}

#[test]
fn a_shared_file_is_taken_in_and_makes_no_document_of_its_own() {
    let mut world = world_of("data/examples/会议通知");
    let run = gongwen("build 共用/单位资料.yaml 资料.yaml", &mut world);
    assert_eq!((run.exit, run.out.lines().count(), run.err.as_str()), (Exit::Done, 1, ""));
    let alone = gongwen("build 共用/单位资料.yaml", &mut world);
    assert_eq!(alone.exit, Exit::Failed);
    assert!(alone.err.contains("no-documents"), "{}", alone.err);
}

#[test]
fn wildcards_are_expanded() {
    let mut world = Memory::default();
    gongwen("new 甲局", &mut world);
    let run = gongwen("build 甲局/*.yaml", &mut world);
    assert_eq!((run.exit, run.out.lines().count()), (Exit::Done, 1));
}

#[test]
fn templates_beside_the_data_replace_ours() {
    let mut world = Memory::default();
    gongwen("new 某某局", &mut world);
    let ejected = gongwen("new 某某局 --eject 通知", &mut world);
    assert!(ejected.out.contains("某某局/templates/通知/印发.md.tera"), "{}", ejected.out);
    world.files.insert(
        "某某局/templates/通知/印发.md.tera".into(),
        "{{ instrument.title | book }}已经研究同意，现予印发。\n".as_bytes().to_vec(),
    );
    let (path, _) = built(&mut world, "build 某某局/资料.yaml --to text");
    let text = text_of(&world, &path);
    assert!(text.contains("\n《全系统优化服务提升年活动实施方案》已经研究同意，现予印发。\n"), "{text}");
}

#[test]
fn two_documents_of_one_title_get_two_files() {
    let mut world = world_of("data/examples/创先争优");
    let mut data = text_of(&world, "资料.yaml");
    let (before, orders) = data.split_once("\n文稿:\n").expect("the workbook has 文稿");
    data = format!("{before}\n文稿:\n{}\n{orders}", orders.trim_end());
    world.files.insert("资料.yaml".into(), data.into_bytes());
    let run = gongwen("build 资料.yaml --to text", &mut world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
    let names: Vec<&str> = run.out.lines().collect();
    assert!(names.len() == 2 && names[1].ends_with("（2）.txt"), "{names:?}");
}

#[test]
fn every_command_has_chinese_help() {
    for command in [
        "",
        "new ",
        "build ",
        "kinds ",
        "fields ",
        "schema ",
        "profiles ",
        "explain ",
        "doctor ",
        "completions ",
    ] {
        let run = gongwen(&format!("{command}--help"), &mut Memory::default());
        assert_eq!(run.exit, Exit::Done);
        for english in
            ["Usage", "Options", "Arguments", "Commands", "Print ", "default:", "possible values", "required"]
        {
            assert!(!run.out.contains(english), "{command}: {english}\n{}", run.out);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The user's own words come out of the .docx character for character, whatever they are.
    #[test]
    fn text_of_the_user_s_own_survives(words in "[一-龥a-zA-Z0-9<>&\"'*#|_~`!$^+=\\\\{}%（）《》“”，。；：、？！—…·×〔〕/@.-]{1,60}") {
        let text = format!("甲{words}乙");
        let quoted = text.replace('\'', "''");
        let data = format!(
            "单位: 某某局\n文稿:\n  - 文种: 实施方案\n    载体: 无\n    标题: 试验方案\n    章节:\n      - 标题: 内容\n        正文: '{quoted}'\n"
        );
        let mut world = Memory::default();
        world.files.insert("资料.yaml".into(), data.into_bytes());
        let run = gongwen("build 资料.yaml", &mut world);
        // Rules of `check` have much to say of such a text; it is written all the same.
        prop_assert!(!desk::has_faults(&run.err), "{}", run.err);
        let (_, docx) = only_file(&world, run.out.trim_end());
        prop_assert!(paragraphs(&docx).contains(&text), "{:?}", paragraphs(&docx));
    }
}
