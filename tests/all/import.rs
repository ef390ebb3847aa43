//! `gongwen import`: what is built from a document that was imported says what the document says.

use std::path::Path;

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::document::tree::Document;
use gongwen::import::fit::{self, Fitted};
use gongwen::import::reading::{self, Reading};
use gongwen::pipeline::{self, jobs};
use gongwen::read;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;
use serde_json::Value;

use crate::program::{examples, gongwen, text_of, world_of};

fn library() -> Library {
    Library::load(Vec::new(), &mut Sources::default(), &mut Findings::default()).expect("the templates load")
}

/// The tree of a document in what its page says. Left out is what only a workbook knows (names, descriptions), what a reader is
/// told of because it cannot be read (pictures of seals), and looks that are no words: where a title breaks, alignment in cells, bold, the blank page
/// before 版记. Of the third and fourth level heading and text are one: they are set alike.
fn tree(document: &Document) -> Value {
    let mut tree = serde_json::to_value(document).expect("a tree is JSON");
    bare(&mut tree);
    tree
}

const UNSEEN: [&str; 16] = [
    "properties",
    "referred",
    "name",
    "description",
    "lines",
    "unbreakable",
    "table",
    "align",
    "width",
    "blank_rows",
    "on_even_page",
    "seals",
    "sealed",
    "picture",
    "seal_place",
    "unbound",
];

fn bare(value: &mut Value) {
    let words = |value: Option<&Value>| -> Option<String> {
        let items = value?.as_array()?;
        items.iter().map(|item| item.get("inline").and(item.get("text"))?.as_str()).collect()
    };
    match value {
        Value::Object(entries) => {
            for key in UNSEEN {
                entries.remove(key);
            }
            if entries.get("level").and_then(Value::as_u64).is_some_and(|level| level > 2) {
                let all = words(entries.get("text")).zip(words(entries.get("run_in")));
                entries.insert("text".into(), all.map(|(text, run_in)| text + &run_in).into());
                entries.remove("run_in");
            }
            entries.values_mut().for_each(bare);
        }
        Value::Array(items) if !items.is_empty() && words(Some(&Value::Array(items.clone()))).is_some() => {
            *value = words(Some(value)).into();
        }
        Value::Array(items) => items.iter_mut().for_each(bare),
        _ => {}
    }
}

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
    let (mut count, mut told) = (0, Vec::new());
    for (data, world) in worlds {
        let made = jobs::one(Path::new(&data), &library, &world, &mut Sources::default());
        for (composed, profile) in &made.documents {
            let document = &composed.document;
            let bytes = pipeline::docx(document, profile).expect("it is written");
            let word = read::docx::read(&bytes, "甲.docx", &mut Sources::default()).expect("it is ours");
            let fitted = fit::fit(&reading::word(word, "甲.docx"), &library, &mut Memory::default());
            count += 1;
            let mut again = Memory::default();
            again.files.insert(fit::NAME.into(), fitted.workbook.as_bytes().to_vec());
            let rebuilt = jobs::one(Path::new(fit::NAME), &library, &again, &mut Sources::default());
            let trees: Vec<Value> = rebuilt.documents.iter().map(|(one, _)| tree(&one.document)).collect();
            if !fitted.is_same() || trees != [tree(document)] {
                let title = &document.properties.title;
                told.push(format!(
                    "{data} {title}: {:?}\n{}",
                    fitted.difference,
                    differs(&trees, &tree(document))
                ));
            }
        }
    }
    assert!(count > 60, "{count} documents");
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}

/// The first lines in which trees are not what they should be.
fn differs(trees: &[Value], right: &Value) -> String {
    let pretty = |tree: &Value| serde_json::to_string_pretty(tree).expect("JSON");
    let (have, right) = (trees.first().map(pretty).unwrap_or_default(), pretty(right));
    let at = have.lines().zip(right.lines()).position(|(one, other)| one != other).unwrap_or_default();
    let near = |text: &str| text.lines().skip(at.saturating_sub(4)).take(7).collect::<Vec<_>>().join("\n");
    format!("{}\n--- right:\n{}", near(&have), near(&right))
}

const NOTICE: &str = "某某县水务局文件\n某水发[2026]5号\n某某县水务局关于印发《全县河道清淤工作方案》的通知\n各乡镇人民政府：\n现将《全县河道清淤工作方案》印发给你们，请认真执行。\n某某县水务局\n二〇二六年三月五日\n（此件公开发布）\n抄送：县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n全县河道清淤工作方案\n为做好清淤工作，制定本方案。\n一、工作目标\n（一）数量。清淤30公里。\n（一）质量。一次合格率95%。\n二、有关要求\n1、加强领导。【责任单位】要落实到人。\n附件：1.任务分解表\n2.联系人名单\n附件1\n任务分解表\n单位\t公里\n甲镇\t30\n附件2\n联系人名单\n甲镇：办公室。\n";

fn imported(text: &str) -> (Reading, Fitted) {
    let reading = reading::text(text, "通知.txt");
    let fitted = fit::fit(&reading, &library(), &mut Memory::default());
    (reading, fitted)
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
    let (reading, fitted) = imported(&text);
    assert!(fitted.difference.is_none(), "{:?}", fitted.difference);
    let other = reading::text(&text.replace("一次合格率95%", "一次合格率96%"), "通知.txt");
    let difference = gongwen::import::compare::compare(
        &[&other.papers[0].1],
        &fitted.repairs(),
        &[reading.papers[0].1.clone()],
    );
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
        let fitted = fit::fit(&reading::text(&text, &name), &library(), &mut Memory::default());
        assert!(fitted.difference.is_none(), "{name}: {:?}", fitted.difference);
        assert!(!fitted.findings.has_errors(), "{name}: {:?}", fitted.findings.list);
    }
}

/// What stands in a text and belongs to its documents, counted by itself: characters without pinyin, blanks and marks, and without
/// the lines that a web page puts between its documents.
fn counted(text: &str) -> usize {
    const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü";
    let mut count = 0;
    for line in text.lines().filter(|line| !(line.starts_with('第') && line.contains("篇:"))) {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            let gloss =
                rest.strip_prefix('(').and_then(|inner| inner.split_once(')')).map(|(inner, _)| inner);
            let is_gloss = gloss.is_some_and(|gloss| {
                let letters = gloss.chars().all(|c| c.is_ascii_lowercase() || TONES.contains(c));
                letters
                    && (gloss.contains(|c: char| TONES.contains(c))
                        || ["men", "de", "le", "zi"].contains(&gloss))
            });
            rest = match gloss.filter(|_| is_gloss) {
                Some(gloss) => &rest[gloss.len() + 2..],
                None => {
                    count += usize::from(c.is_alphanumeric());
                    &rest[c.len_utf8()..]
                }
            };
        }
    }
    count
}

/// The pages from which this project came: each holds several documents, one of them in traditional script with pinyin.
#[test]
#[ignore = "needs the real documents: GONGWEN_SHARED"]
fn every_document_of_a_page_is_the_same_after_it_was_imported() {
    let folder = crate::real_texts::shared().join("seeds");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let mut papers = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let reading = reading::text(&text, &name);
        let fitted = fit::fit(&reading, &library(), &mut Memory::default());
        assert!(fitted.is_same(), "{name}: {:?} {:?}", fitted.difference, fitted.findings.list);
        let (built, _) = fit::build(&fitted.workbook, &library(), &mut Memory::default());
        let all: String =
            built.iter().flat_map(|paper| &paper.lines).map(|line| line.text.as_str()).collect();
        let invented: usize = fitted
            .repairs()
            .iter()
            .filter(|repair| repair.old.is_empty())
            .map(|repair| counted(&repair.new))
            .sum();
        let dates: Vec<_> = fitted.repairs().into_iter().filter(|repair| repair.what == "成文日期").collect();
        let longer: usize = dates.iter().map(|repair| counted(&repair.new)).sum();
        let shorter: usize = dates.iter().map(|repair| counted(&repair.old)).sum();
        assert_eq!(counted(&all) + shorter, counted(&text) + longer + invented, "{name}: characters");
        papers.push(built.len());
    }
    assert_eq!(papers, [5, 5, 2], "documents on each page");
}

/// Word files of others: no character is lost, whatever becomes of their lines.
#[test]
#[ignore = "needs the real documents: GONGWEN_SHARED"]
fn nothing_of_real_word_files_is_lost() {
    let folder = crate::real_texts::shared().join("real/docx");
    let files = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let is_word =
        |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "docx" || end == "dotx");
    let mut count = 0;
    for path in files.filter(is_word) {
        let bytes = std::fs::read(&path).expect("it is read");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let word = read::docx::read(&bytes, &name, &mut Sources::default())
            .unwrap_or_else(|told| panic!("{name}: {told:?}"));
        let fitted = fit::fit(&reading::word(word, &name), &library(), &mut Memory::default());
        assert!(fitted.difference.lost.is_empty(), "{name}: {:?}", fitted.difference);
        count += 1;
    }
    assert_eq!(count, 14);
}
