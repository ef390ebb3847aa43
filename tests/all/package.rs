//! No repair prompt by construction: every cause that makes Word offer to repair a file, looked for in the packages of all
//! examples and specimens and in a bound volume. The list stands in `src/write/docx/mod.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use gongwen::office::element::Element;
use gongwen::office::parse::parse;
use gongwen::world::memory::Memory;

use crate::desk;
use crate::program::{examples, gongwen, world_of};

/// The parts of a package.
struct Parts(BTreeMap<String, Vec<u8>>);

impl Parts {
    fn of(package: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip");
        let count = archive.len();
        let mut parts = BTreeMap::new();
        for index in 0..count {
            let mut file = archive.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("the checksum holds");
            parts.insert(file.name().to_owned(), bytes);
        }
        assert_eq!(parts.len(), count, "a name occurs twice");
        Self(parts)
    }

    fn xml(&self, name: &str) -> Element {
        parse(self.0.get(name).unwrap_or_else(|| panic!("no part {name}")))
            .unwrap_or_else(|| panic!("{name} is well-formed"))
    }
}

fn walk<'e>(element: &'e Element, see: &mut dyn FnMut(&'e Element)) {
    see(element);
    element.elements().for_each(|child| walk(child, see));
}

fn all<'e>(root: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    walk(root, &mut |element| {
        if element.name == name {
            found.push(element);
        }
    });
    found
}

fn attribute<'e>(element: &'e Element, name: &str) -> &'e str {
    let found = element.attributes.iter().find(|(own, _)| own == name);
    let Some((_, value)) = found else { panic!("{} has no {name}", element.name) };
    value
}

/// Whether the name of a part ends like this.
fn ends(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own == ending)
}

/// Every value once.
fn unique<'v>(values: impl Iterator<Item = &'v str>, what: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for value in values {
        assert!(seen.insert(value.to_owned()), "{what} twice: {value}");
    }
    seen
}

fn check(package: &[u8]) {
    let parts = Parts::of(package);
    content_types(&parts);
    relationships(&parts);
    for (name, bytes) in &parts.0 {
        assert!(!bytes.is_empty(), "{name} is empty");
        if ends(name, "xml") || ends(name, "rels") {
            let text = std::str::from_utf8(bytes).expect("UTF-8");
            let forbidden = |c: char| {
                c.is_control() && !matches!(c, '\t' | '\n' | '\r')
                    || matches!(c, '\u{fdd0}' | '\u{fffe}' | '\u{ffff}')
            };
            assert!(!text.contains(forbidden), "{name} holds a character that XML forbids");
            assert!(parse(bytes).is_some(), "{name} is not well-formed");
        }
    }
    let document = parts.xml("word/document.xml");
    cells(&document);
    let footers: Vec<Element> = parts
        .0
        .keys()
        .filter(|name| name.starts_with("word/footer") && ends(name, "xml"))
        .map(|name| parts.xml(name))
        .collect();
    let drawings = std::iter::once(&document).chain(&footers).flat_map(|root| all(root, "wp:docPr"));
    unique(drawings.map(|drawing| attribute(drawing, "id")), "an id of a drawing");
    fields(&document);
    footers.iter().for_each(fields);
    let names = bookmarks(&document);
    for link in all(&document, "w:hyperlink") {
        assert!(names.contains(attribute(link, "w:anchor")), "a link leads nowhere");
    }
    for code in all(&document, "w:instrText") {
        let code = code.text();
        let words: Vec<&str> = code.split_whitespace().collect();
        let target = match words.as_slice() {
            ["PAGEREF" | "REF", name, ..] => *name,
            ["TOC", .., "\\b", name] => *name,
            _ => continue,
        };
        assert!(names.contains(target), "{code} names nothing");
    }
    styles(&document, &parts.xml("word/styles.xml"));
}

/// Every part has a type, and every type a part.
fn content_types(parts: &Parts) {
    let types = parts.xml("[Content_Types].xml");
    let overrides =
        unique(all(&types, "Override").into_iter().map(|part| attribute(part, "PartName")), "a part's type");
    let defaults = unique(
        all(&types, "Default").into_iter().map(|kind| attribute(kind, "Extension")),
        "an ending's type",
    );
    for name in &overrides {
        assert!(parts.0.contains_key(name.trim_start_matches('/')), "a type for {name}, which is not there");
    }
    for name in parts.0.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let own = overrides.contains(&format!("/{name}"));
        assert!(own || ending != "xml" && defaults.contains(ending), "{name} has no type");
    }
    for ending in defaults.iter().filter(|ending| *ending != "xml") {
        assert!(parts.0.keys().any(|name| ends(name, ending)), "no part ends with {ending}");
    }
}

/// Every relationship leads to a part, every part is led to, and every id that is used is there.
fn relationships(parts: &Parts) {
    let mut reached = BTreeSet::new();
    for name in parts.0.keys().filter(|name| ends(name, "rels")) {
        let (folder, file) = name.split_once("_rels/").expect("the folder of relationships");
        let root = parts.xml(name);
        let list = all(&root, "Relationship");
        let ids = unique(list.iter().map(|one| attribute(one, "Id")), "an id of a relationship");
        for one in list {
            let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
            for step in attribute(one, "Target").split('/') {
                if step == ".." {
                    path.pop();
                } else {
                    path.push(step);
                }
            }
            let target = path.join("/");
            assert!(parts.0.contains_key(&target), "{name} leads to {target}, which is not there");
            reached.insert(target);
        }
        let source = format!("{folder}{}", file.trim_end_matches(".rels"));
        if parts.0.contains_key(&source) {
            walk(&parts.xml(&source), &mut |element| {
                for (key, value) in element.attributes.iter().filter(|(key, _)| key.starts_with("r:")) {
                    assert!(ids.contains(value), "{source}: {key} {value} names no relationship");
                }
            });
        }
    }
    for name in parts.0.keys().filter(|name| !ends(name, "rels") && *name != "[Content_Types].xml") {
        assert!(reached.contains(name), "nothing leads to {name}");
    }
}

/// A cell ends with a paragraph, and so does the text of a box.
fn cells(root: &Element) {
    for name in ["w:tc", "w:txbxContent"] {
        for cell in all(root, name) {
            assert!(
                cell.elements().last().is_some_and(|last| last.name == "w:p"),
                "{name} without w:p at its end"
            );
        }
    }
    for row in all(root, "w:tr") {
        assert!(row.elements().any(|child| child.name == "w:tc"), "a row without cells");
    }
}

/// Each field is begun, parted and ended, and shows something already; a `TC` shows nothing by its nature.
fn fields(root: &Element) {
    let mut open: Vec<(String, bool, bool)> = Vec::new();
    walk(root, &mut |element| {
        let Some(field) = open.last_mut() else {
            if element.name == "w:fldChar" {
                assert_eq!(attribute(element, "w:fldCharType"), "begin");
                open.push(Default::default());
            }
            return;
        };
        match element.name.as_ref() {
            "w:instrText" => field.0.push_str(&element.text()),
            "w:t" => field.2 |= field.1 && !element.text().is_empty(),
            "w:fldChar" => match attribute(element, "w:fldCharType") {
                "begin" => open.push(Default::default()),
                "separate" => field.1 = true,
                "end" => {
                    let (code, parted, shows) = open.pop().expect("one is open");
                    let is_mark = code.trim_start().starts_with("TC ");
                    assert_eq!((parted, shows), (!is_mark, !is_mark), "the result of {code}");
                }
                other => panic!("{other}"),
            },
            _ => {}
        }
    });
    assert!(open.is_empty(), "a field without an end");
}

/// The names of bookmarks, which are begun and ended once each.
fn bookmarks(root: &Element) -> BTreeSet<String> {
    let starts = all(root, "w:bookmarkStart");
    let begun = unique(starts.iter().map(|start| attribute(start, "w:id")), "the id of a bookmark");
    let ended = unique(
        all(root, "w:bookmarkEnd").into_iter().map(|end| attribute(end, "w:id")),
        "the end of a bookmark",
    );
    assert_eq!(begun, ended);
    for start in &starts {
        let name = attribute(start, "w:name");
        assert!(name.chars().count() <= 40, "{name} is longer than Word takes");
    }
    unique(starts.iter().map(|start| attribute(start, "w:name")), "the name of a bookmark")
}

/// Every style that is used is listed once; headings with a line of their own have a level in the navigation pane.
fn styles(document: &Element, styles: &Element) {
    let list = all(styles, "w:style");
    let ids = unique(list.iter().map(|style| attribute(style, "w:styleId")), "a style");
    for name in ["w:pStyle", "w:rStyle", "w:basedOn", "w:next"] {
        for used in all(document, name).into_iter().chain(all(styles, name)) {
            let id = attribute(used, "w:val");
            assert!(ids.contains(id), "{name} {id} is not listed");
        }
    }
    for (id, level) in [
        ("InstrumentTitle", "0"),
        ("AttachmentTitle", "0"),
        ("Chapter", "0"),
        ("Level1", "0"),
        ("Level2", "1"),
        ("Level3", "2"),
        ("Level4", "3"),
    ] {
        let style = list.iter().find(|style| attribute(style, "w:styleId") == id).expect("a heading's style");
        let levels = all(style, "w:outlineLvl");
        assert_eq!(levels.iter().map(|level| attribute(level, "w:val")).collect::<Vec<_>>(), [level], "{id}");
    }
}

#[expect(clippy::print_stdout, reason = "a fault is told behind the name of its file")]
fn check_all(world: &Memory) -> usize {
    let documents: Vec<_> =
        world.files.iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "docx")).collect();
    for (path, bytes) in &documents {
        println!("{}", path.display());
        check(bytes);
    }
    documents.len()
}

#[test]
fn no_example_and_no_specimen_has_a_cause_for_repair() {
    let mut count = 0;
    for example in examples() {
        let mut world = world_of(&format!("data/examples/{example}"));
        if world.files.keys().any(|path| path.ends_with("资料.yaml")) {
            gongwen("build 资料.yaml", &mut world);
            count += check_all(&world);
        }
    }
    let mut world = world_of("data/specimens");
    let names: Vec<String> = world
        .files
        .keys()
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .map(|path| path.display().to_string())
        .collect();
    for name in names {
        gongwen(&format!("build {name}"), &mut world);
    }
    count += check_all(&world);
    assert!(count > 40, "{count}");
}

#[test]
fn a_bound_volume_has_no_cause_for_repair() {
    let mut world = world_of("data/specimens");
    let text = String::from_utf8(world.files[std::path::Path::new("目录.yaml")].clone()).expect("UTF-8");
    // The first 文稿, for three units.
    let (first, _) = text.split_once("  - 文种: 实施方案\n    载体: 无").expect("a second 文稿");
    let first = first.replace("    主送机关: 各乡镇人民政府，局属各单位\n", "");
    world.files.insert("批量.yaml".into(), first.into_bytes());
    world
        .files
        .insert("名册.csv".into(), "单位\n甲镇人民政府\n乙镇人民政府\n丙镇人民政府\n".as_bytes().to_vec());
    let run = desk::run("batch 批量.yaml --roster 名册.csv -o 输出 --print", &mut world);
    let volumes: Vec<_> =
        world.files.keys().filter(|path| path.to_string_lossy().contains("打印稿")).cloned().collect();
    assert_eq!(volumes.len(), 1, "{}{}", run.out, run.err);
    check_all(&world);
    let volume = Parts::of(&world.files[&volumes[0]]).xml("word/document.xml");
    let lists =
        all(&volume, "w:instrText").into_iter().filter(|code| code.text().trim_start().starts_with("TOC"));
    assert_eq!(lists.count(), 3);
}

/// The pages that 目录 names, by its entries.
fn entries(document: &Element) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for link in all(document, "w:hyperlink") {
        let texts: Vec<String> = all(link, "w:t").into_iter().map(Element::text).collect();
        if let Some((page, words)) = texts.split_last() {
            found.push((words.concat(), page.clone()));
        }
    }
    found
}

#[test]
fn the_entries_are_the_headings_with_their_pages() {
    let mut world = world_of("data/specimens");
    gongwen("build 目录.yaml", &mut world);
    let (_, bytes) =
        world.files.iter().find(|(path, _)| path.to_string_lossy().contains("通知.docx")).expect("a notice");
    let document = Parts::of(bytes).xml("word/document.xml");
    let entries = entries(&document);
    assert!(entries.len() >= 40, "{}", entries.len());
    let shown: Vec<String> = entries.iter().map(|(words, page)| format!("{words} … {page}")).collect();
    insta::assert_snapshot!(shown.join("\n"));
    // One paragraph each; the text of a heading is its entry.
    let body = document.elements().next().expect("a body");
    let text = |paragraph: &Element| all(paragraph, "w:t").into_iter().map(Element::text).collect::<String>();
    let starts = |paragraph: &Element| {
        all(paragraph, "w:bookmarkStart").iter().any(|start| attribute(start, "w:name").starts_with("_Toc"))
    };
    let headings: Vec<String> = body.elements().filter(|p| p.name == "w:p" && starts(p)).map(text).collect();
    for (heading, (words, _)) in headings.iter().zip(&entries) {
        assert!(words.ends_with(heading.as_str()), "{heading} {words}");
    }
    assert_eq!(headings.len(), entries.len());
}

#[test]
fn a_reference_shows_what_stands_where_it_leads() {
    let mut world = world_of("data/specimens");
    gongwen("build 引用附件和表.yaml", &mut world);
    let (_, bytes) =
        world.files.iter().find(|(path, _)| path.extension().is_some_and(|e| e == "docx")).expect("a file");
    let document = Parts::of(bytes).xml("word/document.xml");
    let mut marked: BTreeMap<String, String> = BTreeMap::new();
    let mut shown: Vec<(String, String)> = Vec::new();
    for paragraph in all(&document, "w:p") {
        let (mut open, mut field): (Option<String>, Option<(String, bool)>) = (None, None);
        walk(paragraph, &mut |element| match element.name.as_ref() {
            "w:bookmarkStart" => open = Some(attribute(element, "w:name").to_owned()),
            "w:bookmarkEnd" => open = None,
            "w:instrText" => {
                field = element.text().split_whitespace().nth(1).map(|name| (name.to_owned(), false));
            }
            "w:fldChar" if attribute(element, "w:fldCharType") == "end" => field = None,
            "w:t" => {
                if let Some(name) = &open {
                    marked.entry(name.clone()).or_default().push_str(&element.text());
                }
                if let Some((name, _)) = &field {
                    shown.push((name.clone(), element.text()));
                }
            }
            _ => {}
        });
    }
    assert_eq!(
        marked.values().map(String::as_str).collect::<BTreeSet<_>>(),
        ["图1", "图2", "附件1", "附件2", "附表"].into()
    );
    assert_eq!(shown.len(), 8);
    for (name, text) in shown {
        assert_eq!(marked.get(&name), Some(&text));
    }
    // Other outputs read as if nothing led anywhere.
    gongwen("build 引用附件和表.yaml --to ast", &mut world);
    let (_, ast) =
        world.files.iter().find(|(path, _)| path.extension().is_some_and(|e| e == "json")).expect("a tree");
    let ast = String::from_utf8(ast.clone()).expect("UTF-8");
    assert!(ast.contains("位置和建站年份见附件1。2025年主汛期三站降雨量见图1，逐月数字见附表。"), "{ast}");
}

#[test]
fn contents_under_a_red_head_are_told_with_the_cure() {
    let mut world = Memory::default();
    world.files.insert(
        "资料.yaml".into(),
        "单位: 某某县文化局\n活动: {名称: 图书室改造}\n文稿:\n  - 文种: 通知\n    标题: 关于报送材料的通知\n    发文字号: 某文发〔2026〕3号\n    主送机关: 各乡镇\n    成文日期: 2026-03-05\n    目录: 是\n".into(),
    );
    let run = gongwen("build 资料.yaml", &mut world);
    assert!(run.err.contains("红头的“通知”首页要有正文，红头和正文之间放不下“目录”"), "{}", run.err);
    assert!(run.err.contains("载体: 通知"), "{}", run.err);
}
