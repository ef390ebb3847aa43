//! `check --annotate`: the same file with a comment at the words of each finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use gongwen::cli::Exit;
use gongwen::diag::sources::Sources;
use gongwen::read::docx::{self, Origins, Word};
use gongwen::review::annotate;
use gongwen::world::memory::Memory;
use gongwen::write::docx::comments::{self, Parts, Remark};
use proptest::prelude::*;

use crate::desk::{self, Outcome};

/// A notice with mistakes in its texts, its table and as a whole.
const WORKBOOK: &str = "单位: {名称: 某某县水务局, 印发机关: 某某县水务局办公室}
通知事项:
  - 名称: 检查时间
    内容: |
      3月至4月,各乡镇自行检查,按时报送。
      根据《某某市水务局关于开展检查的通知》（某水发[2026]12号）执行，见第一、二项
  - 名称: 材料
    内容: |
      见表：安排
表:
  - 名称: 安排
    表头: [乡镇, 时间]
    行: [[甲镇, 3月底前,报送], [乙镇, 4月底前]]
文稿:
  - 文种: 通知
    标题: 某某县水务局关于做好年度检查工作的通知
    发文字号: 某水发〔2026〕5号
    主送机关: 各乡镇人民政府
    成文日期: 2026-03-05
    印发: {日期: 2026-03-05}
";

/// The file of the workbook, as `公文.docx` on a desk with the workbook.
fn built() -> Memory {
    let workbook = WORKBOOK.replace("3月底前,报送", "\"3月底前,报送\"");
    let mut desk = desk::files([("资料.yaml", workbook.into())]);
    let outcome = desk::run("build 资料.yaml", &mut desk);
    let path = PathBuf::from(outcome.out.trim_end());
    let bytes = desk.files.remove(&path).unwrap_or_else(|| panic!("{}", outcome.err));
    desk.files.insert("公文.docx".into(), bytes);
    desk
}

fn bytes<'a>(desk: &'a Memory, path: &str) -> &'a [u8] {
    &desk.files[Path::new(path)]
}

/// Names and contents of a package's parts.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("it is there");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("sound");
            (part.name().to_owned(), bytes)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(have, _)| have == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1).expect("UTF-8")
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn read(bytes: &[u8]) -> (Word, Origins) {
    docx::read_with_origins(bytes, "公文.docx", &mut Sources::default()).expect("it is sound")
}

fn texts(word: &Word) -> Vec<&str> {
    word.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
}

/// The words between the marks of each comment, by its number; paragraphs are parted by `¶`.
fn marked(bytes: &[u8]) -> BTreeMap<u32, String> {
    let (word, origins) = read(bytes);
    let xml = part(bytes, &origins.part);
    let mut marked = BTreeMap::new();
    for (start, tag) in xml.match_indices("<w:commentRangeStart w:id=\"") {
        let id = xml[start + tag.len()..].split('"').next().expect("it is closed");
        let end = xml.find(&format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r>"));
        let end = end.unwrap_or_else(|| panic!("comment {id} has no end"));
        let reference = format!("<w:commentReference w:id=\"{id}\"/>");
        assert_eq!(xml.matches(&reference).count(), 1, "comment {id}");
        let mut words = String::new();
        for (paragraph, origin) in word.paragraphs.iter().zip(&origins.paragraphs) {
            if origin.at > start && origin.at < end {
                words.push('¶');
            }
            for (range, at) in &origin.pieces {
                if (start..end).contains(at) {
                    words.push_str(&paragraph.text[range.clone()]);
                }
            }
        }
        assert!(marked.insert(id.parse().expect("a number"), words).is_none(), "comment {id} twice");
    }
    marked
}

/// Each comment with the words that it is about.
fn told(bytes: &[u8]) -> String {
    let (word, _) = read(bytes);
    let words = marked(bytes);
    assert_eq!(words.len(), word.comments.len());
    let mut told = String::new();
    for ((id, words), (_, author, _)) in words.iter().zip(&word.comments) {
        let xml = part(bytes, "word/comments.xml");
        let (_, comment) = xml.split_once(&format!("<w:comment w:id=\"{id}\"")).expect("it is there");
        let comment = comment.split("</w:comment>").next().expect("it is closed");
        let lines: Vec<&str> = comment
            .split("<w:t xml:space=\"preserve\">")
            .skip(1)
            .map(|rest| rest.split("</w:t>").next().expect("it is closed"))
            .collect();
        let _ = writeln!(told, "「{words}」 {author}\n    {}", lines.join("\n    "));
    }
    told
}

fn annotated(desk: &mut Memory) -> Outcome {
    desk::run("check 公文.docx --annotate 批注.docx", desk)
}

/// Findings as scripts get them, without those of the comments themselves and without the file's name.
fn findings(desk: &mut Memory, file: &str) -> Vec<serde_json::Value> {
    let json = desk::run(&format!("check {file} --format json --ignore H22"), desk).out;
    let report: serde_json::Value = serde_json::from_str(&json.replace(file, "公文")).expect("it is JSON");
    report["findings"].as_array().expect("a list").clone()
}

#[test]
fn each_finding_is_a_comment_at_its_words() {
    let mut desk = built();
    let outcome = annotated(&mut desk);
    let plain = desk::run("check 公文.docx", &mut desk);
    assert_eq!((outcome.exit, &outcome.out), (Exit::Findings, &plain.out));
    let copy = bytes(&desk, "批注.docx").to_vec();
    let count = findings(&mut desk, "公文.docx").len();
    assert_eq!(outcome.err, format!("批注写进了 批注.docx：{count}处\n"));
    assert_eq!(marked(&copy).len(), count);
    insta::assert_snapshot!(told(&copy));
}

/// The file with other words in its parts.
fn changed(desk: &mut Memory, changes: &[(&str, &str, &str)]) {
    let mut all: Vec<(String, String)> = parts(bytes(desk, "公文.docx"))
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    for (name, find, with) in changes {
        let (_, text) = all.iter_mut().find(|(have, _)| have == name).expect("the part is there");
        assert!(text.contains(find), "no {find} in {name}: {text}");
        *text = text.replace(find, with);
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    desk.files.insert("公文.docx".into(), packed(&all));
}

#[test]
fn what_has_no_place_in_the_text_is_told_at_its_beginning() {
    let mut desk = built();
    let changes = [
        ("word/document.xml", "2026年3月5日</w:t></w:r></w:p><w:", "</w:t></w:r></w:p><w:"),
        ("word/footer1.xml", "<w:rFonts w:hint=\"eastAsia\"/>", "<w:sz w:val=\"21\"/>"),
    ];
    changed(&mut desk, &changes);
    let outcome = desk::run("check 公文.docx --select E,H --annotate 批注.docx", &mut desk);
    assert_eq!(outcome.exit, Exit::Findings);
    insta::assert_snapshot!(told(bytes(&desk, "批注.docx")));
}

#[test]
fn the_copy_says_the_same_and_only_the_parts_of_comments_are_others() {
    let mut desk = built();
    annotated(&mut desk);
    let (before, after) = (bytes(&desk, "公文.docx").to_vec(), bytes(&desk, "批注.docx").to_vec());
    assert_eq!(texts(&read(&before).0), texts(&read(&after).0));
    assert_eq!(findings(&mut desk, "公文.docx"), findings(&mut desk, "批注.docx"));
    let (before, after) = (parts(&before), parts(&after));
    let changed = ["[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"];
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.last().map(|(name, _)| name.as_str()), Some("word/comments.xml"));
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.0, after.0);
        assert_eq!(before.1 != after.1, changed.contains(&before.0.as_str()), "{}", before.0);
    }
    let first = bytes(&desk, "批注.docx").to_vec();
    assert_eq!(annotated(&mut desk).exit, Exit::Findings);
    assert_eq!(first, bytes(&desk, "批注.docx"));
}

#[test]
fn comments_that_are_there_stay() {
    let mut desk = built();
    annotated(&mut desk);
    let first = bytes(&desk, "批注.docx").to_vec();
    let again = desk::run("check 批注.docx --ignore H22 --annotate 又批.docx", &mut desk);
    assert_eq!(again.exit, Exit::Findings);
    let second = bytes(&desk, "又批.docx").to_vec();
    let (before, after) = (marked(&first), marked(&second));
    assert_eq!(after.len(), 2 * before.len());
    let words = |marked: &BTreeMap<u32, String>| {
        let mut words: Vec<String> = marked.values().cloned().collect();
        words.sort();
        words
    };
    assert_eq!(words(&after), {
        let mut twice = words(&before);
        twice.extend(words(&before));
        twice.sort();
        twice
    });
    let (before, after) = (part(&first, "word/comments.xml"), part(&second, "word/comments.xml"));
    assert!(after.starts_with(before.trim_end_matches("</w:comments>")));
    assert_eq!(part(&first, "[Content_Types].xml"), part(&second, "[Content_Types].xml"));
}

#[test]
fn a_workbook_of_one_document_is_built_and_annotated() {
    let mut desk = built();
    let outcome = desk::run("check 资料.yaml --annotate 批注.docx", &mut desk);
    let plain = desk::run("check 资料.yaml", &mut desk);
    assert_eq!((outcome.exit, &outcome.out), (Exit::Findings, &plain.out));
    let copy = bytes(&desk, "批注.docx");
    assert_eq!(texts(&read(copy).0), texts(&read(bytes(&desk, "公文.docx")).0));
    insta::assert_snapshot!(told(copy));
    let (_, order) = WORKBOOK.split_once("文稿:\n").expect("there is one");
    let two =
        format!("{WORKBOOK}{}", order.replace("年度检查", "年中检查")).replace("3月底前,报送", "3月底前");
    desk.files.insert("两份.yaml".into(), two.into());
    let refused = desk::run("check 两份.yaml --annotate 两份.docx", &mut desk);
    assert_eq!(refused.exit, Exit::Failed);
    insta::assert_snapshot!(refused.err);
}

#[test]
fn what_cannot_be_annotated_is_refused_in_plain_words() {
    let mut told = String::new();
    for command in [
        "check 稿.txt --annotate 批注.docx",
        "check 公文.docx 资料.yaml --annotate 批注.docx",
        "check 夹 --annotate 批注.docx",
        "check 公文.docx --annotate ./公文.docx",
        "check 公文.docx --annotate 公文.DOCX",
        "check 公文.docx --annotate /desk/公文.docx --force",
        "check 公文.docx --annotate 批注.txt",
        "check 有宏.docm --annotate 批注.docx",
        "check 公文.docx --annotate 别人的.docx",
        "check 公文.docx --fix --annotate 批注.docx",
        "check 公文.docx --write-baseline 已知.json --annotate 批注.docx",
        "check 公文.docx --force",
    ] {
        let mut desk = built();
        desk.files.insert("稿.txt".into(), "某某通知\n".into());
        desk.files.insert("夹/稿.txt".into(), "某某通知\n".into());
        desk.files.insert("别人的.docx".into(), b"PK".to_vec());
        desk.files.insert("/desk/公文.docx".into(), bytes(&desk, "公文.docx").to_vec());
        desk.files.insert("有宏.docm".into(), bytes(&desk, "公文.docx").to_vec());
        let before = desk.clone();
        let outcome = desk::run(command, &mut desk);
        assert_eq!(outcome.exit, Exit::Failed, "{command}");
        assert_eq!(desk, before, "{command}");
        let _ = writeln!(told, "$ {command}\n{}", outcome.err);
    }
    insta::assert_snapshot!(told);
    let mut desk = built();
    desk.files.insert("别人的.docx".into(), b"PK".to_vec());
    let forced = desk::run("check 公文.docx --annotate 别人的.docx --force", &mut desk);
    assert_eq!(forced.exit, Exit::Findings);
    assert!(bytes(&desk, "别人的.docx").len() > 1000);
    let sound = desk::run("check 公文.docx --select C01 --annotate 无.docx", &mut desk);
    assert_eq!((sound.exit, sound.err.as_str()), (Exit::Done, "批注写进了 无.docx：0处\n"));
    assert_eq!(bytes(&desk, "无.docx"), bytes(&desk, "公文.docx"));
}

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A document with everything that runs can stand in.
fn specimen() -> Vec<u8> {
    let r = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let paragraphs = [
        format!("<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr>{}{}</w:p>", r("一段文字"), r(" 两头有空格 ")),
        "<w:p/>".to_owned(),
        "<w:p><w:r w:rsidR=\"00A1B2C3\"><w:t xml:space=\"preserve\"> 甲&amp;乙&#20013;</w:t><w:tab/><w:t>丙<!-- x -->丁</w:t><w:br/><w:t>戊\n己</w:t></w:r></w:p>".to_owned(),
        format!("<w:p>{}<w:hyperlink w:anchor=\"a\">{}{}</w:hyperlink>{}</w:p>", r("前"), r("链接"), r("的字"), r("后")),
        format!("<w:p><w:ins w:id=\"1\" w:author=\"甲\">{}</w:ins><w:del w:id=\"2\" w:author=\"甲\"><w:r><w:delText>删去</w:delText></w:r></w:del>{}</w:p>", r("插入的"), r("留下的")),
        format!("<w:p>{}<w:sdt><w:sdtPr><w:id w:val=\"7\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:id w:val=\"8\"/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>", r("控件"), r("多格式"), r("纯文本")),
        format!("<w:p><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/><w:t>域后</w:t></w:r></w:p>", r("日期"), r("十二")),
        format!("<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>{}<w:bookmarkStart w:id=\"3\" w:name=\"a\"/><w:bookmarkEnd w:id=\"3\"/></w:p>", r("看得见"), r("又看得见")),
        format!("<w:p>{}<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val=\"center\"/><w:hps w:val=\"10\"/><w:hpsRaise w:val=\"10\"/><w:hpsBaseText w:val=\"21\"/><w:lid w:val=\"zh-CN\"/></w:rubyPr><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼音</w:t></w:r></w:rubyBase></w:ruby></w:r>{}</w:p>", r("前"), r("后")),
        format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>", r("自动编号的")),
        "<w:p><w:r><w:t><![CDATA[整块]]></w:t></w:r><w:r><w:rPr><w:rPrChange w:id=\"4\" w:author=\"甲\"><w:rPr/></w:rPrChange></w:rPr><w:t>改过格式</w:t></w:r></w:p>".to_owned(),
        format!("<w:p>{}<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>", r("有文本框"), r("框里的字")),
        format!("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr><w:p>{}</w:p></w:tc><w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>", r("格子一"), r("格子二")),
    ];
    let document = format!(
        "<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"{MAIN}\" xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>{}<w:sectPr/></w:body></w:document>",
        paragraphs.concat()
    );
    let numbering = format!(
        "<w:numbering xmlns:w=\"{MAIN}\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/></Types>";
    let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/></Relationships>";
    packed(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", relations),
        ("word/numbering.xml", &numbering),
    ])
}

/// Puts comments at stretches of paragraphs, counted in characters; with their words, if they are not those of a number.
fn put(bytes: &[u8], stretches: &[(usize, usize, usize)]) -> (Vec<u8>, Vec<Option<String>>) {
    let (word, origins) = read(bytes);
    let mut wanted = Vec::new();
    let remarks: Vec<Remark> = stretches
        .iter()
        .map(|&(paragraph, from, length)| {
            let paragraph = paragraph % origins.paragraphs.len();
            let text = &word.paragraphs[paragraph].text;
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = from % ends.len();
            let range = ends[from]..ends[(from + length).min(ends.len() - 1)];
            let is_number = range.start < word.paragraphs[paragraph].number;
            wanted.push((!is_number).then(|| text[range.clone()].to_owned()));
            let stretch = annotate::stretch(&word, &origins, paragraph, range).expect("it is the document's");
            Remark { stretch, lines: vec![format!("{}\u{1}<&>", wanted.len() - 1)] }
        })
        .collect();
    let parts = Parts { document: origins.part, comments: origins.comments };
    (comments::annotate(bytes, &parts, &remarks).expect("it can be annotated"), wanted)
}

#[test]
fn marks_stand_exactly_around_the_words_wherever_runs_stand() {
    let bytes = specimen();
    let (word, _) = read(&bytes);
    let mut shown = String::new();
    for (number, paragraph) in word.paragraphs.iter().enumerate() {
        let count = paragraph.text.chars().count();
        let _ = writeln!(shown, "{number} {:?}", paragraph.text);
        for from in 0..count.max(1) {
            let (copy, wanted) = put(&bytes, &[(number, from, 2)]);
            let got = &marked(&copy)[&0];
            match &wanted[0] {
                Some(wanted) if wanted == got => {}
                Some(wanted) => drop(writeln!(shown, "    {wanted:?} is marked as {got:?}")),
                None => drop(writeln!(shown, "    the number is marked as {got:?}")),
            }
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn the_specimen_is_marked_in_the_right_places() {
    let stretches =
        [(0, 1, 2), (0, 3, 3), (1, 0, 0), (2, 1, 3), (2, 1, 6), (3, 1, 4), (5, 3, 5), (9, 3, 2), (12, 1, 1)];
    let (copy, _) = put(&specimen(), &stretches);
    let xml = part(&copy, "word/document.xml");
    insta::assert_snapshot!(xml.replace("<w:p>", "\n<w:p>").replace("<w:p/>", "\n<w:p/>"));
    insta::assert_snapshot!(part(&copy, "word/comments.xml").replace("<w:comment ", "\n<w:comment "));
}

#[test]
fn prefixes_and_lists_are_those_of_the_file() {
    let names = ["word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"];
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let document =
        format!("\u{FEFF}<document xmlns=\"{strict}\"><body><p><r><t>甲乙丙</t></r></p></body></document>");
    let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let types = "<t:Types xmlns:t=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let bytes =
        packed(&[("[Content_Types].xml", types), ("_rels/.rels", root), ("word/document.xml", &document)]);
    let (copy, _) = put(&bytes, &[(0, 1, 1)]);
    assert_eq!(texts(&read(&copy).0), ["甲乙丙"]);
    assert_eq!(read(&copy).0.comments.len(), 1);
    let shown: Vec<String> =
        names.iter().chain(&["word/comments.xml"]).map(|name| part(&copy, name)).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_stretches_leave_the_text_as_it_is(
        stretches in proptest::collection::vec((0_usize..40, 0_usize..16, 0_usize..8), 1..8),
        more in proptest::collection::vec((0_usize..40, 0_usize..16, 0_usize..8), 0..4),
    ) {
        let bytes = specimen();
        let (once, wanted) = put(&bytes, &stretches);
        prop_assert_eq!(&once, &put(&bytes, &stretches).0);
        let (copy, _) = put(&once, &more);
        for copy in [&once, &copy] {
            let (before, after) = (read(&bytes).0, read(copy).0);
            prop_assert_eq!(texts(&before), texts(&after));
        }
        let comments = read(&copy).0.comments;
        prop_assert_eq!(comments.len(), stretches.len() + more.len());
        prop_assert_eq!(marked(&copy).len(), comments.len());
        // The comments of the first round, in their order, are about the words that were meant, or about more.
        for (words, (_, _, text)) in marked(&once).values().zip(&read(&once).0.comments) {
            let number: usize = text.split('<').next().and_then(|n| n.parse().ok()).expect("a number");
            if let Some(wanted) = &wanted[number] {
                prop_assert!(words.contains(wanted.as_str()), "{words} {wanted}");
            }
        }
    }
}
