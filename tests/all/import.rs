//! `gongwen import`: what is built from a document that was imported says what the document says.

use std::path::Path;

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::{SourceId, Sources};
use gongwen::import::fit::{self, Fitted};
use gongwen::paper::Paper;
use gongwen::read;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;

use crate::program::{examples, gongwen, text_of, world_of};

fn library() -> Library {
    Library::load(Vec::new(), &mut Sources::default(), &mut Findings::default()).expect("the templates load")
}

/// A document of a specimen that is not the same after it was imported, and why.
const OTHERWISE: [(&str, &str); 4] = [
    ("图书登记簿使用说明", "an attachment apart: its label names the document that it belongs to"),
    ("某某县文化馆关于做好乡镇文化站图书清点工作的通知", "its second attachment is a file of its own"),
    ("关于做好秋季动物疫病防控物资领取工作的通知", "主送机关 stand in the 版记, and a 白头件 has none"),
    ("卫生工作简报第9期", "a bulletin is written down as text"),
];

#[test]
fn every_document_that_we_build_is_the_same_after_it_was_imported() {
    let library = library();
    let mut worlds: Vec<(String, Memory)> = examples()
        .into_iter()
        .map(|name| ("资料.yaml".to_owned(), world_of(&format!("data/examples/{name}"))))
        .collect();
    let specimens = world_of("data/specimens");
    let names = specimens.files.keys().filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    worlds.extend(names.map(|path| (path.display().to_string(), specimens.clone())));
    let (mut count, mut otherwise) = (0, Vec::new());
    for (data, mut world) in worlds {
        let run = gongwen(&format!("build {data} -o 输出"), &mut world);
        for path in
            run.out.lines().filter(|path| Path::new(path).extension().is_some_and(|end| end == "docx"))
        {
            let bytes = &world.files[Path::new(path)];
            let word = read::docx::read(bytes, path, &mut Sources::default()).expect("it is ours");
            let fitted = fit::fit(&word.paper, path, &library, &mut Memory::default());
            count += 1;
            if !fitted.difference.is_none() {
                let stem = Path::new(path).file_stem().expect("a name").to_string_lossy().into_owned();
                assert!(OTHERWISE.iter().any(|(known, _)| *known == stem), "{path}: {:?}", fitted.difference);
                otherwise.push(stem);
            }
        }
    }
    assert!(count > 60, "{count} documents");
    otherwise.sort();
    otherwise.dedup();
    assert_eq!(otherwise.len(), OTHERWISE.len(), "what is the same now needs no reason: {otherwise:?}");
}

const NOTICE: &str = "某某县水务局文件\n某水发[2026]5号\n某某县水务局关于印发《全县河道清淤工作方案》的通知\n各乡镇人民政府：\n现将《全县河道清淤工作方案》印发给你们，请认真执行。\n某某县水务局\n二〇二六年三月五日\n（此件公开发布）\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n全县河道清淤工作方案\n为做好清淤工作，制定本方案。\n一、工作目标\n（一）数量。清淤30公里。\n（一）质量。一次合格率95%。\n二、有关要求\n1、加强领导。【责任单位】要落实到人。\n附件：1.任务分解表\n2.联系人名单\n附件1\n任务分解表\n单位\t公里\n甲镇\t30\n附件2\n联系人名单\n甲镇：办公室。\n";

fn imported(text: &str) -> (Paper, Fitted) {
    let paper = read::text::paper(text, SourceId(0));
    let fitted = fit::fit(&paper, "通知.txt", &library(), &mut Memory::default());
    (paper, fitted)
}

#[test]
fn a_notice_becomes_a_workbook() {
    let mut world = Memory::default();
    world.files.insert("通知.txt".into(), NOTICE.into());
    let run = gongwen("import 通知.txt -o 导入", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    assert_eq!(run.out, "导入/文稿.yaml\n");
    insta::assert_snapshot!(format!("{}\n{}", run.err, text_of(&world, "导入/文稿.yaml")));
    let built = gongwen("build 导入/文稿.yaml --to text", &mut world);
    insta::assert_snapshot!(text_of(&world, built.out.trim()));
}

#[test]
fn a_word_that_is_changed_is_told() {
    let text = NOTICE.replace("[2026]", "〔2026〕");
    let (paper, fitted) = imported(&text);
    assert!(fitted.difference.is_none(), "{:?}", fitted.difference);
    let other = read::text::paper(&text.replace("一次合格率95%", "一次合格率96%"), SourceId(0));
    let difference = gongwen::import::compare::compare(&other, &fitted.source.repairs, &[paper]);
    assert_eq!(difference.lost, ["（一）质量。一次合格率96%。"]);
    assert_eq!(difference.added, ["（一）质量。一次合格率95%。"]);
}

#[test]
fn what_is_there_is_not_replaced_and_a_workbook_is_no_document() {
    let mut world = Memory::default();
    world.files.insert("通知.txt".into(), NOTICE.into());
    world.files.insert("导入/文稿.yaml".into(), b"mine".to_vec());
    let run = gongwen("import 通知.txt -o 导入", &mut world);
    assert_eq!(run.exit, Exit::Failed);
    assert!(run.err.contains("“导入/文稿.yaml”已经存在，没有改动"), "{}", run.err);
    assert_eq!(text_of(&world, "导入/文稿.yaml"), "mine");
    assert_eq!(gongwen("import 通知.txt -o 导入 --force", &mut world).exit, Exit::Done);
    let run = gongwen("import 导入/文稿.yaml -o 别处", &mut world);
    assert!(run.err.contains("这是资料，不用导入"), "{}", run.err);
    let run = gongwen("import 没有.docx -o 别处", &mut world);
    assert!(run.err.contains("没有找到“没有.docx”"), "{}", run.err);
}

/// The real documents, where they are: every word comes back.
#[test]
#[ignore = "needs the real documents: GONGWEN_SHARED"]
fn real_texts_are_the_same_after_they_were_imported() {
    for (name, text) in crate::real_texts::texts() {
        let paper = read::text::paper(&text, SourceId(0));
        let fitted = fit::fit(&paper, &name, &library(), &mut Memory::default());
        assert!(fitted.difference.is_none(), "{name}: {:?}", fitted.difference);
        assert!(!fitted.findings.has_errors(), "{name}: {:?}", fitted.findings.list);
    }
}
