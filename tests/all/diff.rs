//! `gongwen diff`: all changes accepted it is the new draft, all rejected the old one.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use gongwen::cli::Exit;
use gongwen::office::archive;
use gongwen::office::xml::{Piece, Pieces};
use gongwen::redline::{self, Draft, Signed};
use gongwen::world::memory::Memory;

use crate::desk;
use crate::program::{examples, gongwen, text_of, world_of};

// A document's XML as a tree, what is done with changes, what it says then: all of it apart from the program's own.

#[derive(Debug, Clone)]
enum Kid {
    Element(Node),
    Text { raw: String, text: String },
}

#[derive(Debug, Clone)]
struct Node {
    name: String,
    tag: String,
    kids: Vec<Kid>,
}

impl Node {
    fn read(xml: &str) -> Self {
        let mut pieces = Pieces::new(xml.as_bytes()).expect("UTF-8");
        let mut open: Vec<Node> = Vec::new();
        let mut root = None;
        while let Some(piece) = pieces.next_piece().expect("well-formed") {
            let raw = xml[pieces.span()].to_owned();
            match piece {
                Piece::Open(tag) => {
                    open.push(Node { name: tag.qualified_name().to_owned(), tag: raw, kids: Vec::new() });
                }
                Piece::Close => {
                    let node = open.pop().expect("it was opened");
                    match open.last_mut() {
                        Some(parent) => parent.kids.push(Kid::Element(node)),
                        None => root = Some(node),
                    }
                }
                Piece::Text(text) => {
                    if let Some(parent) = open.last_mut() {
                        parent.kids.push(Kid::Text { raw, text: text.into_owned() });
                    }
                }
            }
        }
        root.expect("there is one")
    }

    fn write(&self, out: &mut String) {
        if self.kids.is_empty() && self.tag.ends_with("/>") {
            out.push_str(&self.tag);
            return;
        }
        out.push_str(&self.tag.replace("/>", ">"));
        for kid in &self.kids {
            match kid {
                Kid::Element(node) => node.write(out),
                Kid::Text { raw, .. } => out.push_str(raw),
            }
        }
        out.push_str(&format!("</{}>", self.name));
    }

    fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.kids.iter().filter_map(|kid| if let Kid::Element(node) = kid { Some(node) } else { None })
    }

    fn child(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|node| node.name == name)
    }

    fn value(&self, attribute: &str) -> Option<&str> {
        let (_, rest) = self.tag.split_once(&format!(" {attribute}=\""))?;
        rest.split('"').next()
    }

    fn all<'n>(&'n self, name: &str, found: &mut Vec<&'n Node>) {
        for node in self.nodes() {
            if node.name == name {
                found.push(node);
            }
            node.all(name, found);
        }
    }
}

/// The tree without changes: those named `taken` are undone, the others stay.
fn settled(mut node: Node, taken: &str) -> Node {
    let is_mark = matches!(node.name.as_str(), "w:rPr" | "w:trPr");
    let mut kids: Vec<Kid> = Vec::new();
    for kid in std::mem::take(&mut node.kids) {
        let Kid::Element(child) = kid else {
            kids.push(kid);
            continue;
        };
        let is_change = matches!(child.name.as_str(), "w:ins" | "w:del") && !is_mark;
        if is_change && child.name == taken {
            continue;
        }
        let row_goes =
            child.name == "w:tr" && child.child("w:trPr").is_some_and(|p| p.child(taken).is_some());
        if row_goes {
            continue;
        }
        let had_rows = child.name == "w:tbl" && child.child("w:tr").is_some();
        let child = settled(child, taken);
        if had_rows && child.child("w:tr").is_none() {
            continue;
        }
        if is_change { kids.extend(child.kids) } else { kids.push(Kid::Element(child)) }
    }
    // Paragraphs whose mark goes run on into the next one.
    let mut joined: Vec<Kid> = Vec::new();
    let mut open: Option<Vec<Kid>> = None;
    for kid in kids {
        match kid {
            Kid::Element(mut paragraph) if paragraph.name == "w:p" => {
                let mark = paragraph.child("w:pPr").and_then(|p| p.child("w:rPr"));
                let goes = mark.is_some_and(|mark| mark.child(taken).is_some());
                let first = usize::from(paragraph.child("w:pPr").is_some());
                let mut before = open.take().unwrap_or_default();
                if goes {
                    before.extend(paragraph.kids.into_iter().skip(first));
                    open = Some(before);
                } else {
                    paragraph.kids.splice(first..first, before);
                    joined.push(Kid::Element(paragraph));
                }
            }
            Kid::Element(other) if other.name == "w:tbl" => {
                // An empty paragraph before a table can go; one with words cannot.
                if let Some(words) = open.take() {
                    assert!(words_of(&words).is_empty(), "words run into a table");
                }
                joined.push(Kid::Element(other));
            }
            other => joined.push(other),
        }
    }
    if let Some(words) = open {
        assert!(node.name != "w:tc" && words_of(&words).is_empty(), "a cell loses its last paragraph");
    }
    node.kids = joined;
    node
}

fn words_of(kids: &[Kid]) -> String {
    let mut words = String::new();
    for kid in kids {
        let Kid::Element(node) = kid else { continue };
        match node.name.as_str() {
            "w:pPr" | "w:rPr" | "w:rt" | "w:instrText" | "w:sdtPr" | "w:txbxContent" => {}
            "w:tab" => words.push('\t'),
            "w:br" => words.push('\n'),
            "w:t" | "w:delText" | "m:t" => {
                for kid in &node.kids {
                    if let Kid::Text { text, .. } = kid {
                        words.push_str(text);
                    }
                }
            }
            _ => words.push_str(&words_of(&node.kids)),
        }
    }
    words
}

/// The words of a paragraph with the properties of their runs.
fn looks_of(kids: &[Kid], last: &mut String, out: &mut String) {
    for kid in kids {
        let Kid::Element(node) = kid else { continue };
        match node.name.as_str() {
            "w:pPr" | "w:txbxContent" => {}
            "w:r" => {
                let words = words_of(&node.kids);
                let mut look = String::new();
                node.child("w:rPr").inspect(|properties| properties.write(&mut look));
                if !words.is_empty() && look != *last {
                    out.push_str(&format!("{{{look}}}"));
                    *last = look;
                }
                out.push_str(&words);
                looks_of(&node.kids, last, out);
            }
            _ => looks_of(&node.kids, last, out),
        }
    }
}

/// Paragraphs, rows and cells in order; with the style of each paragraph and the look of its runs if that is asked for.
fn said(node: &Node, styles: bool, lines: &mut Vec<String>) {
    for child in node.nodes() {
        match child.name.as_str() {
            "w:p" => {
                let style = child.child("w:pPr").and_then(|p| p.child("w:pStyle")?.value("w:val"));
                let style = style.filter(|_| styles).unwrap_or_default();
                lines.push(format!("{style}¶{}", words_of(&child.kids)));
                if styles {
                    let mut looks = String::new();
                    looks_of(&child.kids, &mut String::new(), &mut looks);
                    lines.push(looks);
                }
                let mut boxes = Vec::new();
                child.all("w:txbxContent", &mut boxes);
                for inside in boxes {
                    lines.push("［".to_owned());
                    said(inside, styles, lines);
                    lines.push("］".to_owned());
                }
            }
            "w:tbl" | "w:tr" | "w:tc" => {
                lines.push(child.name.clone());
                said(child, styles, lines);
            }
            _ => said(child, styles, lines),
        }
    }
}

fn lines(xml: &str, taken: Option<&str>, styles: bool) -> Vec<String> {
    let tree = Node::read(xml);
    let tree = match taken {
        Some(taken) => settled(tree, taken),
        None => tree,
    };
    let mut found = Vec::new();
    said(&tree, styles, &mut found);
    found
}

fn document(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("it is there").read_to_string(&mut text).expect("UTF-8");
    text
}

fn with_document(bytes: &[u8], xml: &str) -> Vec<u8> {
    let parts = BTreeMap::from([("word/document.xml".to_owned(), xml.as_bytes().to_vec())]);
    archive::with_parts(bytes, &parts).expect("a package")
}

fn signed() -> Signed {
    Signed { author: "甲".to_owned(), date: Some("2027-01-05".to_owned()) }
}

/// The first place where two documents say something else is shown.
fn same(has: &[String], wanted: &[String], what: &str) {
    let length = has.len().max(wanted.len());
    if let Some(at) = (0..length).find(|&at| has.get(at) != wanted.get(at)) {
        let around = |lines: &[String]| {
            lines[at.saturating_sub(2).min(lines.len())..(at + 4).min(lines.len())].join(" / ")
        };
        panic!("{what}, line {at}\nhas    {}\nwanted {}", around(has), around(wanted));
    }
}

/// The law, for two documents; whether anything was different.
fn holds(old: &[u8], new: &[u8], what: &str) -> bool {
    let draft = |bytes, name| Draft { bytes, name, is_bare: false };
    let made =
        redline::redline(draft(old, "旧.docx"), draft(new, "新.docx"), &signed()).unwrap_or_else(|told| {
            if let Ok(folder) = std::env::var("GONGWEN_DRAFTS") {
                std::fs::write(Path::new(&folder).join("旧.docx"), old).expect("it can be written");
                std::fs::write(Path::new(&folder).join("新.docx"), new).expect("it can be written");
            }
            panic!("{what}: {}", told.message)
        });
    let again = redline::redline(draft(old, "旧.docx"), draft(new, "新.docx"), &signed()).expect("as before");
    assert_eq!(made.bytes, again.bytes, "{what}: other bytes");
    let (was, is) = (document(old), document(new));
    let Some(bytes) = made.bytes else {
        assert_eq!(lines(&was, None, false), lines(&is, None, false), "{what}: a difference is not seen");
        return false;
    };
    let xml = document(&bytes);
    same(&lines(&xml, Some("w:del"), true), &lines(&is, None, true), &format!("{what}: accepted"));
    same(&lines(&xml, Some("w:ins"), false), &lines(&was, None, false), &format!("{what}: rejected"));
    let mut numbers: Vec<&str> =
        xml.split(" w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let changes = xml.matches(" w:author=\"").count();
    numbers.sort_unstable();
    numbers.dedup();
    assert!(numbers.len() >= changes, "{what}: a number is given twice");
    true
}

/// All documents that the examples build.
fn built() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for name in examples() {
        let mut world = world_of("data/examples");
        let run = gongwen(&format!("build {name}/资料.yaml -o 输出"), &mut world);
        for path in run.out.lines() {
            all.push((path.to_owned(), world.files[Path::new(path)].clone()));
        }
    }
    assert!(all.len() > 15, "{} documents", all.len());
    all
}

/// Numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }
}

/// The same document after somebody worked on it: blocks and rows taken out, moved, doubled, words changed.
fn worked_on(node: &mut Node, dice: &mut Dice) {
    let unit = match node.name.as_str() {
        "w:body" | "w:tc" | "w:txbxContent" => "w:p",
        "w:tbl" => "w:tr",
        _ => "",
    };
    let places = |node: &Node| -> Vec<usize> {
        let is_unit = |kid: &Kid| matches!(kid, Kid::Element(child) if child.name == unit || (unit == "w:p" && child.name == "w:tbl"));
        let is_end = |kid: &Kid| matches!(kid, Kid::Element(child) if child.child("w:pPr").is_some_and(|p| p.child("w:sectPr").is_some()));
        let all = 0..node.kids.len();
        all.filter(|&at| is_unit(&node.kids[at]) && !is_end(&node.kids[at])).collect()
    };
    if !unit.is_empty() {
        for _ in 0..=node.kids.len() / 12 {
            let units = places(node);
            if units.len() < 2 {
                break;
            }
            let at = units[dice.throw(units.len())];
            let last = *units.last().expect("two at least");
            match dice.throw(6) {
                // The last paragraph of a cell stays one: a cell ends with a paragraph.
                0 if at != last => drop(node.kids.remove(at)),
                0 if units.len() > 2
                    && matches!(&node.kids[units[units.len() - 2]], Kid::Element(n) if n.name == unit) =>
                {
                    node.kids.remove(last);
                }
                1 if matches!(&node.kids[at], Kid::Element(n) if n.name == unit) => {
                    let twin = node.kids[at].clone();
                    node.kids.insert(at, twin);
                }
                2 if at != last => {
                    let moved = node.kids.remove(at);
                    node.kids.insert(units[0], moved);
                }
                _ => {}
            }
        }
    }
    if node.name == "w:t" && dice.throw(4) == 0 {
        let text: String = node
            .kids
            .iter()
            .map(|kid| if let Kid::Text { text, .. } = kid { text.as_str() } else { "" })
            .collect();
        let mut chars: Vec<char> = text.chars().collect();
        let at = dice.throw(chars.len());
        match dice.throw(4) {
            0 => drop(chars.splice(at..(at + 3).min(chars.len()), "另行通知，".chars())),
            1 => drop(chars.drain(at..(at + 5).min(chars.len()))),
            2 => chars.extend("<新增>&2027年".chars()),
            _ => chars.insert(at, '３'),
        }
        let text: String = chars.into_iter().collect();
        let raw = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        node.kids = vec![Kid::Text { raw, text }];
    }
    for kid in &mut node.kids {
        if let Kid::Element(child) = kid {
            worked_on(child, dice);
        }
    }
}

fn edited(bytes: &[u8], seed: u64) -> Vec<u8> {
    let xml = document(bytes);
    let mut tree = Node::read(&xml);
    worked_on(&mut tree, &mut Dice(seed));
    let mut out = xml[..xml.find("<w:document").expect("the root")].to_owned();
    tree.write(&mut out);
    with_document(bytes, &out)
}

#[test]
fn every_example_that_somebody_worked_on_can_be_accepted_and_rejected() {
    let mut different = 0;
    for (number, (path, bytes)) in built().iter().enumerate() {
        assert!(!holds(bytes, bytes, path), "{path} differs from itself");
        for seed in 0..3_u64 {
            let other = edited(bytes, seed * 1000 + number as u64 + 1);
            different += usize::from(holds(bytes, &other, &format!("{path}, {seed}")));
            holds(&other, bytes, &format!("{path}, {seed}, the other way"));
        }
    }
    assert!(different > 40, "{different} drafts were different");
}

#[test]
fn documents_that_have_nothing_in_common_are_compared_too() {
    let all = built();
    for pair in all.windows(2) {
        assert!(holds(&pair[0].1, &pair[1].1, &format!("{} and {}", pair[0].0, pair[1].0)));
    }
}

/// The two drafts in one text: 〔－taken out－〕, 〔＋put in＋〕, ⏎ for a mark that came or went.
fn marked(xml: &str) -> String {
    fn walk(node: &Node, out: &mut String) {
        for child in node.nodes() {
            match child.name.as_str() {
                "w:ins" | "w:del" => {
                    let sign = if child.name == "w:ins" { '＋' } else { '－' };
                    out.push_str(&format!("〔{sign}{}{sign}〕", words_of(&child.kids).replace('\n', "↵")));
                }
                "w:r" => {
                    out.push_str(
                        &words_of(std::slice::from_ref(&Kid::Element(child.clone()))).replace('\n', "↵"),
                    );
                    let mut boxes = Vec::new();
                    child.all("w:txbxContent", &mut boxes);
                    for inside in boxes {
                        walk(inside, out);
                    }
                }
                "w:p" => {
                    walk(child, out);
                    let mark = child.child("w:pPr").and_then(|p| p.child("w:rPr"));
                    let came = mark.and_then(|mark| mark.child("w:ins")).map_or("", |_| "⏎＋");
                    let went = mark.and_then(|mark| mark.child("w:del")).map_or("", |_| "⏎－");
                    out.push_str(&format!("{came}{went}\n"));
                }
                "w:tr" => {
                    let of = |name| child.child("w:trPr").is_some_and(|p| p.child(name).is_some());
                    let sign = if of("w:ins") {
                        "＋"
                    } else if of("w:del") {
                        "－"
                    } else {
                        ""
                    };
                    out.push_str(&format!("行{sign}\n"));
                    walk(child, out);
                }
                "w:pPr" | "w:rPr" | "w:trPr" => {}
                _ => walk(child, out),
            }
        }
    }
    let mut out = String::new();
    walk(&Node::read(xml), &mut out);
    out
}

const OLD: &str = "单位: {名称: 某某县水务局, 印发机关: 某某县水务局办公室}
通知事项:
  - 名称: 检查时间
    内容: |
      3月1日至4月15日，各乡镇自行检查，按时报送结果。
      5月，县水务局抽查。
  - 名称: 检查范围
    内容: 全县各类水库、水闸和堤防，合计120处，合格率要达到95%。
  - 名称: 安排
    内容: |
      见表：安排
  - 名称: 有关要求
    事项: [各乡镇要落实专人负责, 检查中发现的问题要立即整改]
表:
  - 名称: 安排
    表头: [乡镇, 时间]
    行: [[甲镇, 3月底前], [乙镇, 4月底前], [丙镇, 4月底前]]
文稿:
  - 文种: 通知
    标题: 某某县水务局关于做好年度检查工作的通知
    发文字号: 某水发〔2026〕5号
    主送机关: 各乡镇人民政府
    成文日期: 2026-03-05
    印发: {日期: 2026-03-05}
";

fn new() -> String {
    OLD.replace("3月1日至4月15日", "3月10日至4月20日")
        .replace("按时报送结果", "于4月25日前报送结果")
        .replace("      5月，县水务局抽查。\n", "")
        .replace("120处，合格率要达到95%", "126处，合格率要达到98.5%")
        .replace("[乙镇, 4月底前], [丙镇, 4月底前]", "[丙镇, 5月底前], [丁镇, 5月底前]")
        .replace("立即整改]", "立即整改, 检查结果纳入年度考核]")
        .replace("2026-03-05", "2026-03-09")
}

fn drafts() -> Memory {
    desk::files([("旧.yaml", OLD.into()), ("新.yaml", new().into())])
}

#[test]
fn a_leader_reads_what_was_changed() {
    let mut world = drafts();
    let run = gongwen("diff 旧.yaml 新.yaml -o 修订.docx --author 张三 --date 2027年1月5日", &mut world);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Done, "修订.docx\n"), "{}", run.err);
    let xml = document(&world.files[Path::new("修订.docx")]);
    assert!(xml.contains(" w:author=\"张三\" w:date=\"2027-01-05T00:00:00Z\""));
    let shown: String =
        marked(&xml).lines().filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect();
    insta::assert_snapshot!(format!("{}\n{shown}", run.err));
}

#[test]
fn without_a_date_the_changes_have_none() {
    let mut world = drafts();
    gongwen("diff 旧.yaml 新.yaml -o 修订.docx", &mut world);
    let xml = document(&world.files[Path::new("修订.docx")]);
    assert!(xml.contains(" w:author=\"gongwen 比较\"") && !xml.contains("w:date="));
}

#[test]
fn a_text_is_compared_line_by_line_with_a_document() {
    let mut world = drafts();
    world.files.insert(
        "旧.txt".into(),
        "关于做好年度检查工作的通知\n各乡镇人民政府：\n现将有关事项通知如下：\n".into(),
    );
    let run = gongwen("diff 旧.txt 新.yaml -o 修订.docx", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    assert!(!run.err.contains("页脚"), "a text has no feet: {}", run.err);
    let xml = document(&world.files[Path::new("修订.docx")]);
    assert_eq!(
        lines(&xml, Some("w:ins"), false),
        ["¶关于做好年度检查工作的通知", "¶各乡镇人民政府：", "¶现将有关事项通知如下："]
    );
}

#[test]
fn drafts_that_say_the_same_give_no_file() {
    let mut world = drafts();
    let run = gongwen("diff 旧.yaml 旧.yaml -o 修订.docx", &mut world);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Done, ""));
    assert_eq!(run.err, "两稿的字完全一样，没有可记的修订，没有写文件\n");
    assert!(!world.files.contains_key(Path::new("修订.docx")));
    world.files.insert("修订.docx".into(), b"before".to_vec());
    let run = gongwen("diff 旧.yaml 旧.yaml -o 修订.docx --force", &mut world);
    assert!(run.err.contains("“修订.docx”是以前的，没有动"), "{}", run.err);
    assert_eq!(text_of(&world, "修订.docx"), "before");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let mut world = drafts();
    let two = OLD.to_owned() + "  - {文种: 实施方案, 载体: 无}\n";
    world.files.insert("两份.yaml".into(), two.into());
    world.files.insert("正文.txt".into(), "正文".into());
    world.files.insert("有了.docx".into(), b"mine".to_vec());
    world.files.insert("坏.docx".into(), b"PK mine".to_vec());
    gongwen("diff 旧.yaml 新.yaml -o 改过.docx", &mut world);
    let mut told = String::new();
    for arguments in [
        "旧.yaml 新.yaml -o 修订.txt",
        "旧.yaml 新.yaml -o 有了.docx",
        "旧.yaml 改过.docx -o 修订.docx",
        "旧.yaml 坏.docx -o 修订.docx",
        "旧.yaml 没有.docx -o 修订.docx",
        "旧.yaml 正文.txt -o 修订.docx",
        "改过.docx 新.yaml -o 改过.docx",
        "旧.yaml 新.yaml -o 修订.docx --date 2027年1月",
        "旧.yaml 新.yaml -o 修订.docx --author 　",
        "旧.yaml 两份.yaml -o 修订.docx --kind 函",
    ] {
        let run = gongwen(&format!("diff {arguments}"), &mut world);
        assert_eq!((run.exit, run.out.as_str()), (Exit::Failed, ""), "{arguments}: {}", run.err);
        told.push_str(&format!("$ gongwen diff {arguments}\n{}\n", run.err));
    }
    assert_eq!(text_of(&world, "有了.docx"), "mine");
    insta::assert_snapshot!(told);
    let run = gongwen("diff 旧.yaml 新.yaml -o 有了.docx --force", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let run = gongwen("diff 旧.yaml 新.yaml -o 有了.docx", &mut world);
    assert_eq!(run.exit, Exit::Done, "the same bytes may stand there: {}", run.err);
}

#[test]
fn of_several_documents_of_a_kind_one_is_chosen_by_its_number() {
    let mut world = drafts();
    let second = "  - 文种: 通知\n    标题: 某某县水务局关于报送检查总结的通知\n    发文字号: 某水发〔2026〕6号\n    主送机关: 各乡镇人民政府\n    成文日期: 2026-03-06\n    印发: {日期: 2026-03-06}\n";
    world.files.insert("两份.yaml".into(), (OLD.to_owned() + second).into());
    let run = gongwen("diff 旧.yaml 两份.yaml -o 修订.docx --kind 通知", &mut world);
    assert!(
        run.err.contains("新稿的资料里有2份文稿，一次只比一份：通知（1）、通知（2）")
            && run.err.contains("例如 --kind 通知（2）"),
        "{}",
        run.err
    );
    let run = gongwen("diff 旧.yaml 两份.yaml -o 修订.docx --kind 通知（2）", &mut world);
    assert!(run.err.contains("旧稿的资料里只有1份文稿"), "{}", run.err);
    world.files.insert("旧两份.yaml".into(), (OLD.to_owned() + second).into());
    let run = gongwen("diff 旧两份.yaml 两份.yaml -o 修订.docx --kind 通知（2）", &mut world);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Done, ""), "{}", run.err);
    world.files.insert("旧稿.txt".into(), "某某县水务局关于报送检查的通知\n".into());
    let run = gongwen("diff 旧稿.txt 两份.yaml -o 子文件夹/修订.docx --kind 通知（2）", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let xml = document(&world.files[Path::new("子文件夹/修订.docx")]);
    let kept = lines(&xml, Some("w:del"), false).concat();
    assert!(kept.contains("某某县水务局关于报送检查总结的通知"), "{kept}");
}

/// A document of this body, with fields, links, notes, pictures and content controls as Word writes them.
fn of_body(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    archive::of_parts(&BTreeMap::from([("word/document.xml".to_owned(), xml.into_bytes())]))
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn field(code: &str, result: &str) -> String {
    let part = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = format!("<w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>");
    format!("{}{code}{}{}{}", part("begin"), part("separate"), r(result), part("end"))
}

#[test]
fn fields_links_notes_and_pictures_do_not_break() {
    let contents = |entries: &[(&str, &str)]| -> String {
        let mut out = String::new();
        for (at, (name, page)) in entries.iter().enumerate() {
            let begin = if at == 0 {
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
            } else {
                ""
            };
            let link = format!(
                "<w:hyperlink w:anchor=\"_a{at}\">{}<w:r><w:tab/></w:r>{}</w:hyperlink>",
                r(name),
                field("PAGEREF", page)
            );
            out.push_str(&p(&format!("{begin}{link}")));
        }
        out + &p("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>")
    };
    let picture = "<w:r><w:drawing><wp:inline xmlns:wp=\"urn:a\"><wp:extent cx=\"1\" cy=\"1\"/><a:blip xmlns:a=\"urn:b\" r:embed=\"rId1\"/></wp:inline></w:drawing></w:r>";
    let formula = "<m:oMath><m:r><m:t>x＋1</m:t></m:r></m:oMath>";
    let control = |text: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"名\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            r(text)
        )
    };
    let drafts: Vec<String> = vec![
        [p(&r("甲")), p(&r("乙"))].concat(),
        [p(&r("甲")), p(&(r("见") + &field("REF a", "附件1") + &r("。"))), p(&r("乙"))].concat(),
        [
            p(&(r("见") + "<w:fldSimple w:instr=\"REF a\">" + &r("附件2") + "</w:fldSimple>" + &r("。"))),
            p(""),
        ]
        .concat(),
        contents(&[("一、总则", "1"), ("二、分则", "3")]) + &p(&r("乙")),
        contents(&[("一、总则", "1"), ("二、细则", "4"), ("三、附则", "9")]) + &p(&r("乙丙")),
        [p(&(r("图：") + picture)), p(&r("公式")), p(&(formula.to_owned() + &r("是")))].concat(),
        [
            p(&r("图：")),
            p(&(r("公式") + formula)),
            p("<w:bookmarkStart w:id=\"7\" w:name=\"a\"/><w:bookmarkEnd w:id=\"7\"/>"),
        ]
        .concat(),
        [p(&(r("填") + &control("甲某"))), p("<w:pPr><w:sectPr/></w:pPr>"), p(&r("尾"))].concat(),
        [
            p(&(r("填") + &control("乙某某") + &r("。"))),
            "<w:sdt><w:sdtContent>".to_owned(),
            p(&r("块")),
            "</w:sdtContent></w:sdt>".to_owned(),
            p(&r("尾")),
        ]
        .concat(),
        p(
            "<w:r><w:t>  边上的空格不算  </w:t><w:tab/><w:br/><w:noBreakHyphen/><w:t>&#x85;乙&amp;</w:t></w:r>",
        ),
        "<w:p/>".to_owned(),
    ];
    let files: Vec<Vec<u8>> = drafts.iter().map(|body| of_body(body)).collect();
    for (a, old) in files.iter().enumerate() {
        for (b, new) in files.iter().enumerate() {
            let draft = |bytes, name| Draft { bytes, name, is_bare: false };
            let made = redline::redline(draft(old, "旧.docx"), draft(new, "新.docx"), &signed());
            let made = made.unwrap_or_else(|told| panic!("{a} {b}: {told:?}"));
            assert_eq!(made.bytes.is_some(), a != b, "{a} {b}");
            let Some(bytes) = made.bytes else { continue };
            let trim =
                |lines: Vec<String>| lines.into_iter().map(|line| line.replace("  ", "")).collect::<Vec<_>>();
            let xml = document(&bytes);
            assert_eq!(
                trim(lines(&xml, Some("w:del"), true)),
                trim(lines(&document(new), None, true)),
                "{a} {b}"
            );
            assert_eq!(
                trim(lines(&xml, Some("w:ins"), false)),
                trim(lines(&document(old), None, false)),
                "{a} {b}"
            );
            // Whatever is answered, fields are whole.
            for taken in ["w:ins", "w:del"] {
                let mut text = String::new();
                settled(Node::read(&xml), taken).write(&mut text);
                let count = |kind: &str| text.matches(&format!("w:fldCharType=\"{kind}\"")).count();
                assert_eq!(count("begin"), count("end"), "{a} {b}: {text}");
            }
        }
    }
}

#[test]
fn what_is_lost_is_told() {
    let picture = "<w:r><w:drawing><a:blip xmlns:a=\"urn:b\" r:embed=\"rId1\"/></w:drawing></w:r>";
    let old = of_body(
        &[p(&(r("会徽如下") + picture)), p("<m:oMath><m:r><m:t>x＋1</m:t></m:r></m:oMath>"), p(&r("尾"))]
            .concat(),
    );
    let new = of_body(&p(&r("尾")));
    let draft = |bytes, name| Draft { bytes, name, is_bare: false };
    let made = redline::redline(draft(&old, "旧.docx"), draft(&new, "新.docx"), &signed()).expect("sound");
    let told: Vec<String> = made.untracked.iter().map(|told| told.message.clone()).collect();
    assert_eq!(
        told,
        ["旧稿有1处图没有放进修订稿：“会徽如下”一段", "旧稿有1处公式在修订稿里成了普通的字：“x＋1”"]
    );
}

#[test]
fn long_paragraphs_and_many_of_them_are_compared_in_time() {
    let long = (0..4000).map(|n| format!("第{n}项工作要抓好。")).collect::<Vec<_>>().concat();
    let other = long.replace("第7", "第八").replace("第3999项", "最后一项");
    assert!(holds(&of_body(&p(&r(&long))), &of_body(&p(&r(&other))), "a long paragraph"));
    let many =
        |word: &str| -> String { (0..700).map(|n| p(&r(&format!("{word}{}", n * 7919 % 1000)))).collect() };
    assert!(holds(&of_body(&many("甲")), &of_body(&many("乙")), "many paragraphs"));
}

/// A package of a document and its lists.
fn with_lists(body: &str, format: &str, start: u32) -> Vec<u8> {
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"t/numbering\" Target=\"numbering.xml\"/></Relationships>";
    let document = document(&of_body(body));
    let parts = [
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", relations),
        ("word/numbering.xml", &numbering),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        std::io::Write::write_all(&mut writer, xml.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn told(old: &[u8], new: &[u8]) -> (bool, String) {
    let (old, new) = (
        Draft { bytes: old, name: "旧.docx", is_bare: false },
        Draft { bytes: new, name: "新.docx", is_bare: false },
    );
    let made = redline::redline(old, new, &signed()).expect("they are compared");
    let told: Vec<String> = made.untracked.iter().map(|told| told.message.clone()).collect();
    (made.bytes.is_some(), told.join("\n"))
}

#[test]
fn automatic_numbers_that_differ_are_told() {
    let item = |text: &str| {
        let list = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
        p(&format!("{list}{}", r(text)))
    };
    let body = [p(&r("开头。")), item("甲事项"), item("乙事项")].concat();
    let more = [p(&r("开头。")), item("新事项"), item("甲事项"), item("乙事项")].concat();
    let old = with_lists(&body, "chineseCounting", 1);
    assert_eq!(told(&old, &with_lists(&body, "chineseCounting", 1)), (false, String::new()));
    assert_eq!(
        told(&old, &with_lists(&body, "decimal", 5)),
        (false, "有2段的自动编号不同，修订里没有标出：第一处旧稿“一、甲事项”，新稿“5、甲事项”".to_owned())
    );
    // A number that has moved on is not told, another form is.
    assert_eq!(told(&old, &with_lists(&more, "chineseCounting", 1)), (true, String::new()));
    let (_, other) = told(&old, &with_lists(&more, "decimal", 1));
    assert!(other.contains("有2段的自动编号不同"), "{other}");
}

#[test]
fn another_look_is_told_where_no_file_has_styles() {
    let up = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>";
    let plain = of_body(&p(&[r("面积10m"), r("2"), r("。")].concat()));
    let raised = of_body(&p(&[r("面积10m"), up.to_owned(), r("。")].concat()));
    assert_eq!(told(&plain, &plain), (false, String::new()));
    assert_eq!(
        told(&plain, &raised),
        (false, "有1段的字一样、格式不同，修订里没有标出：“面积10m2。”".to_owned())
    );
}
