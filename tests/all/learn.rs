//! `gongwen profiles --learn`: what is learned from a file builds the page of that file.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use gongwen::cli::Exit;
use gongwen::diag::sources::Sources;
use gongwen::learn::{self, Belief, Learned};
use gongwen::office::archive;
use gongwen::read;
use gongwen::world::memory::Memory;

use crate::desk;
use crate::profiles::{PAPER, STYLE};
use crate::program::{examples, gongwen, text_of, world_of};

/// Every .docx that we build of examples and specimens, with the profile that it is set on.
fn built() -> Vec<(String, Vec<u8>)> {
    let mut worlds: Vec<(String, Memory)> = examples()
        .into_iter()
        .map(|name| ("资料.yaml".to_owned(), world_of(&format!("data/examples/{name}"))))
        .collect();
    let specimens = world_of("data/specimens");
    let names = specimens.files.keys().filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    worlds.extend(names.map(|path| (path.display().to_string(), specimens.clone())));
    let mut files = Vec::new();
    for (data, mut world) in worlds {
        let run = gongwen(&format!("build {data} -o 输出"), &mut world);
        let made = run.out.lines().filter(|path| Path::new(path).extension().is_some_and(|e| e == "docx"));
        files.extend(made.map(|path| (path.to_owned(), world.files[Path::new(path)].clone())));
    }
    assert!(files.len() > 60, "{} documents", files.len());
    files
}

fn learned(bytes: &[u8], belief: Belief) -> (Learned, String) {
    let read = read::docx::read_with_styles(bytes, "样本.docx", &mut Sources::default());
    let (word, styles) = read.expect("it is ours");
    (learn::learn(&word, &styles, belief, "样本.docx", "学来"), word.properties.house_style)
}

/// What leaves the standard for its own reasons in a document that is set on it: read by its paragraphs, a file shows it.
const OTHERWISE: [(&str, &str, &str); 3] = [
    ("强化质监机关基层党组织服务", "表注：字号三号", "a line below the title that looks like a note"),
    ("关于改进门诊流程的通知", "行距：27.45", "its lines were tightened, so that 署名 stands with text"),
    ("关于进一步改进门诊流程的通知", "行距：29.95", "its lines were widened"),
];

#[test]
fn a_document_on_the_standard_shows_nothing_that_leaves_it() {
    let mut otherwise = Vec::new();
    for (path, bytes) in built() {
        let (own, house) = learned(&bytes, Belief::Styles);
        if !house.is_empty() {
            continue;
        }
        // 显现 is a standard, too, and its file says which.
        assert_eq!(own.lines, Vec::<String>::new(), "{path}");
        let (read, _) = learned(&bytes, Belief::Paragraphs);
        let stem = Path::new(&path).file_stem().expect("a name").to_string_lossy().into_owned();
        for line in read.lines {
            let known = OTHERWISE.iter().find(|(name, what, _)| *name == stem && line.starts_with(what));
            assert!(known.is_some(), "{path}: {line}");
            otherwise.push(stem.clone());
        }
    }
    assert_eq!(otherwise.len(), OTHERWISE.len(), "what is the same now needs no reason: {otherwise:?}");
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a .docx is a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("a part is UTF-8");
    text
}

/// A red-headed notice with attachments and a table.
const NOTICE: &str = "\
单位: {名称: 某某县水务局, 发文代字: 某水发, 印发机关: 县水务局办公室}
通知事项: |
  一、任务
  （一）清淤
  1.河道30公里。
  （1）甲镇10公里。
表: [{名称: 分解表, 表头: [乡镇, 公里], 行: [[甲镇, 10], [乙镇, 20]]}]
附件: [{名称: 任务分解表, 表: 分解表}]
文稿: [{文种: 通知, 标题: 关于清淤的通知, 发文字号: 某水发〔2026〕5号, 主送机关: 各乡镇人民政府, 成文日期: 2026-03-05, 抄送机关: 县政府, 印发: {日期: 2026-03-06}}]
";

/// The only .docx of a run.
fn build(world: &mut Memory, profile: &str) -> Vec<u8> {
    let outcome = desk::run(&format!("build 资料.yaml --force --profile {profile}"), world);
    assert_eq!(outcome.exit, Exit::Done, "{profile}: {}", outcome.err);
    world.files[Path::new(outcome.out.trim())].clone()
}

#[test]
fn what_is_learned_from_a_document_builds_it_again() {
    for data in [PAPER, NOTICE] {
        for profile in ["国标", "显现", "白头文稿", "西文数字", "某某馆"] {
            let mut world = desk::files([("资料.yaml", data.into()), ("版式/某某馆.yaml", STYLE.into())]);
            let sample = build(&mut world, profile);
            world.files.insert("样本.docx".into(), sample.clone());
            let run = gongwen("profiles --learn 样本.docx -o 版式/学来.yaml", &mut world);
            assert_eq!(run.exit, Exit::Done, "{}", run.err);
            if matches!(profile, "国标" | "显现") {
                assert!(run.out.contains(&format!("学出的版式就是{profile}。")), "{profile}: {}", run.out);
            }
            let again = build(&mut world, "学来");
            for name in [
                "word/document.xml",
                "word/styles.xml",
                "word/settings.xml",
                "word/footer1.xml",
                "word/footer2.xml",
            ] {
                // The author signs only where there is one, and levels count as their headings show.
                assert_eq!(part(&again, name), part(&sample, name), "{profile}: {name}\n{}", run.out);
            }
        }
    }
}

/// The file as another program would have made it: nothing says that it is ours.
fn foreign(bytes: &[u8], changes: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    parts.insert("docProps/custom.xml".to_owned(), b"<Properties/>".to_vec());
    for (name, old, new) in changes {
        let text = match parts.get(*name) {
            Some(part) => String::from_utf8(part.clone()).expect("UTF-8"),
            None => part(bytes, name),
        };
        assert!(text.contains(old), "{name}: {old}");
        parts.insert((*name).to_owned(), text.replace(old, new).into_bytes());
    }
    archive::with_parts(bytes, &parts).expect("it is ours")
}

#[test]
fn what_is_learned_from_somebody_else_s_file_and_what_is_said_of_it() {
    let mut world = desk::files([("资料.yaml", NOTICE.into()), ("版式/某某馆.yaml", STYLE.into())]);
    let sample = build(&mut world, "某某馆");
    let changes = [
        ("word/styles.xml", "仿宋_GB2312", "FangSong"),
        ("word/document.xml", "1．河道30公里。", "1.河道30公里。"),
        (
            "word/document.xml",
            "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">1.河道30公里。",
            "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">1.河道30公里。",
        ),
        ("word/document.xml", "w:w=\"11906\"", "w:w=\"10433\""),
    ];
    world.files.insert("某某局\u{201c}旧\u{201d}.docx".into(), foreign(&sample, &changes));
    let run = gongwen("profiles --learn 某某局\u{201c}旧\u{201d}.docx -o 版式/某某局.yaml", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    insta::assert_snapshot!(format!("{}{}\n{}", run.out, run.err, text_of(&world, "版式/某某局.yaml")));
    build(&mut world, "某某局");
}

#[test]
fn what_cannot_be_learned_from_is_refused_with_its_reason() {
    let mut world = desk::files([
        ("资料.yaml", PAPER.into()),
        ("版式/某某局.yaml", b"mine".to_vec()),
        ("旧.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("坏.docx", b"PK\x03\x04 and no more".to_vec()),
        ("稿.txt", "关于清淤的通知".into()),
    ]);
    let sample = build(&mut world, "国标");
    world.files.insert("样本.docx".into(), sample);
    let mut told = String::new();
    for arguments in [
        "--learn 样本.docx",
        "--learn 样本.docx -o 某某局.docx",
        "--learn 样本.docx -o 国标.yaml",
        "--learn 样本.docx -o 版式/某某局.yaml",
        "--learn 没有.docx -o 新.yaml",
        "--learn 旧.doc -o 新.yaml",
        "--learn 坏.docx -o 新.yaml",
        "--learn 稿.txt -o 新.yaml",
        "国标 --learn 样本.docx -o 新.yaml",
    ] {
        let run = gongwen(&format!("profiles {arguments}"), &mut world);
        assert_eq!(run.exit, Exit::Failed, "{arguments}: {}", run.out);
        told += &format!("## gongwen profiles {arguments}\n{}{}", run.out, run.err);
    }
    assert_eq!(text_of(&world, "版式/某某局.yaml"), "mine");
    assert!(!world.files.contains_key(Path::new("新.yaml")));
    let run = gongwen("profiles --learn 样本.docx -o 版式/某某局.yaml --force", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    insta::assert_snapshot!(told);
}

/// The real files, where they are: a house style is learned from each, and a document is built with it.
#[test]
#[ignore = "needs the real documents: GONGWEN_SHARED"]
fn real_texts_teach_a_house_style_that_builds() {
    for (name, bytes) in crate::real_texts::word_files() {
        let mut world = desk::files([("资料.yaml", NOTICE.into()), (&*name, bytes)]);
        let run = gongwen(&format!("profiles --learn {name} -o 版式/学来.yaml"), &mut world);
        assert_eq!(run.exit, Exit::Done, "{name}: {}", run.err);
        build(&mut world, "学来");
    }
}
