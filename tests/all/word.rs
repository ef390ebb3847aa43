//! Our own files read back: every paragraph is there and is what it was made as.

use std::path::Path;

use gongwen::check::context::Context;
use gongwen::check::measure::Measure;
use gongwen::check::run;
use gongwen::check::selection::Selection;
use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::paper::line::Role;
use gongwen::paper::{Paper, own};
use gongwen::pipeline;
use gongwen::read::docx;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;
use proptest::prelude::*;

use crate::program::{examples, gongwen, world_of};
use crate::rust_source::root;

/// The .docx files of a workbook, and the papers of the trees that they were made of.
fn built(world: &Memory, name: &str) -> Vec<(String, Vec<u8>, Paper)> {
    let mut written = world.clone();
    let run = gongwen(&format!("build {name}"), &mut written);
    assert_eq!(run.exit, Exit::Done, "{name}: {}", run.err);
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let library = Library::load(Vec::new(), &mut sources, &mut findings).expect("the templates load");
    let data = pipeline::read(world, Path::new(name), &mut sources, &mut findings).expect("it reads");
    let workbook = pipeline::model(&data, &mut findings).expect("it is sound");
    let orders = pipeline::orders(&workbook, None, &data, &library, &mut findings);
    let made = pipeline::make(&workbook, &orders, None, &library, &mut findings);
    let files: Vec<String> = run.out.lines().map(str::to_owned).collect();
    assert_eq!(files.len(), made.len(), "{name}");
    let papers = made.iter().map(|made| own::paper(&made.document));
    let both = files.into_iter().zip(papers);
    both.map(|(file, paper)| (file.clone(), written.files[Path::new(&file)].clone(), paper)).collect()
}

/// The workbooks of the repository that are built by themselves.
fn workbooks() -> Vec<(Memory, String)> {
    let specimens = world_of("data/specimens");
    let mut all: Vec<(Memory, String)> = specimens
        .files
        .keys()
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        // 作者 goes to the end when the house style is known, after the tree was made.
        .filter(|path| !path.ends_with("白头论文.yaml"))
        .map(|path| (specimens.clone(), path.display().to_string()))
        .collect();
    for example in examples() {
        all.push((world_of(&format!("data/examples/{example}")), "资料.yaml".to_owned()));
    }
    all
}

/// What may stand otherwise in a file than in the tree, made alike:
///
/// * heads and feet of pages, and 目录, stand in the file alone;
/// * several units' names in the mark are paragraphs of their own there;
/// * 发文字号 and 签发人 stand in one line there, 份号 and the number of a 信函 too;
/// * 主送机关 that went to the 版记 is part of that there, and the name of a 签名章 is a picture;
/// * who gets a bulletin stands at its end there;
/// * 版记 stands at its end, and cells without a word count there;
/// * what is numbered but a sentence is 正文 there, and a line without any mark of a sentence an item.
fn told(paper: &Paper) -> Vec<String> {
    let mut told = Vec::new();
    let mut imprint = Vec::new();
    let mut head = String::new();
    for line in &paper.lines {
        let text: String = line.text.split(['\t', '\u{3000}', ' ', '、']).collect();
        match line.role {
            Role::Furniture | Role::Contents => {}
            Role::Cell if text.is_empty() => {}
            Role::RedMark
            | Role::DocumentNumber
            | Role::Signers
            | Role::CopyNumber
            | Role::Secrecy
            | Role::Urgency => head.push_str(&text),
            Role::Signature if text.starts_with("县长") => told.push("县长".to_owned()),
            Role::Recipients if text.starts_with("东山县") => {}
            Role::Copies if text.starts_with("主送：东山县") => {}
            Role::Printed if text.starts_with(['报', '送', '（']) => {}
            Role::Copies | Role::Printed => imprint.push(format!("{:?} {} {text}", line.role, line.part)),
            Role::Item | Role::Body => told.push(format!("text {} {text}", line.part)),
            Role::Heading if text.ends_with(['。', '；', '：', '，']) => {
                told.push(format!("text {} {text}", line.part));
            }
            role => told.push(format!("{role:?} {} {text}", line.part)),
        }
    }
    let mut letters: Vec<char> = head.chars().collect();
    letters.sort_unstable();
    told.extend(imprint);
    told.push(format!("head {}", letters.into_iter().collect::<String>()));
    told
}

#[test]
fn our_own_files_come_back_with_their_roles() {
    let mut faults = String::new();
    for (world, name) in workbooks() {
        for (file, bytes, own) in built(&world, &name) {
            let mut sources = Sources::default();
            let word =
                docx::read(&bytes, &file, &mut sources).unwrap_or_else(|fault| panic!("{file}: {fault:?}"));
            let (have, want) = (told(&word.paper), told(&own));
            let same = have.iter().zip(&want).take_while(|(a, b)| a == b).count();
            if have != want {
                let (have, want) =
                    (&have[same..have.len().min(same + 4)], &want[same..want.len().min(same + 4)]);
                faults += &format!("{file}\n  read: {have:#?}\n  made: {want:#?}\n");
            }
            // The layout rules have nothing to say of the standard's own pages; this house style has another page number.
            let layout = Selection::of(&["H".to_owned()], &[]).expect("a group");
            let found = run::look_file(&word, &layout, &Context::default(), Some(Measure::standard()));
            if name != "西文字体.yaml" && !found.is_empty() {
                let found: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
                faults += &format!("{file}: {found:?}\n");
            }
            if word.paper.form != own.form {
                faults += &format!("{file}: {:?} read as {:?}\n", own.form, word.paper.form);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// One of our documents with everything: head, tables, attachments, imprint.
fn sample() -> Vec<u8> {
    let world = world_of("data/specimens");
    let (_, bytes, _) = built(&world, "横排表.yaml").into_iter().next().expect("a document");
    bytes
}

#[test]
fn documents_of_others_are_read() {
    let folder = root().join("../shared/real/docx");
    let Ok(files) = std::fs::read_dir(folder) else { return };
    let mut read = 0;
    for file in files.filter_map(Result::ok).map(|entry| entry.path()) {
        if file.extension().is_some_and(|end| end == "docx" || end == "dotx") {
            let bytes = std::fs::read(&file).expect("it can be read");
            let word = docx::read(&bytes, &file.display().to_string(), &mut Sources::default());
            let word = word.unwrap_or_else(|fault| panic!("{}: {fault:?}", file.display()));
            assert!(word.paper.lines.len() > 5, "{}", file.display());
            read += 1;
        }
    }
    assert!(read == 0 || read >= 14);
}

/// A package of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, xml) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(xml.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A package that holds nothing but a document.
fn with_document(xml: &str) -> Vec<u8> {
    package(&[("word/document.xml", xml)])
}

fn code(bytes: &[u8]) -> &'static str {
    docx::read(bytes, "公文.docx", &mut Sources::default()).expect_err("refused").code
}

#[test]
fn what_is_no_word_file_is_refused_in_plain_words() {
    let old = |stream: &str| {
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("memory");
        file.create_stream(stream).expect("memory");
        file.into_inner().into_inner()
    };
    assert_eq!(code(b""), "damaged-word-file");
    assert_eq!(code(&old("WordDocument")), "old-word-file");
    assert_eq!(code(&old("EncryptedPackage")), "locked-word-file");
    assert_eq!(code(&old("Workbook")), "not-a-word-file");
    assert_eq!(code(b"{\\rtf1 "), "old-word-file");
    assert_eq!(code(b"<html>"), "old-word-file");
    assert_eq!(code("通知".as_bytes()), "not-a-word-file");
    let whole = sample();
    assert_eq!(code(&whole[..whole.len() / 2]), "damaged-word-file");
    assert_eq!(code(&with_document("<w:document><w:body><w:p>")), "damaged-word-file");
    assert_eq!(code(&with_document("<w:document/>")), "damaged-word-file");
    let deep = format!("<w:document><w:body>{}", "<w:sdt><w:sdtContent>".repeat(100));
    assert_eq!(code(&with_document(&deep)), "damaged-word-file");
    let bomb = format!("<w:document><w:body>{}</w:body></w:document>", "<w:p/>".repeat(9_000_000));
    assert_eq!(code(&with_document(&bomb)), "word-file-too-large");
}

/// What a document says: its lines as one reads them.
fn lines(body: &str) -> Vec<String> {
    let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
    let word = docx::read(&with_document(&xml), "公文.docx", &mut Sources::default()).expect("it reads");
    word.paper.lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn one_reads_what_one_sees() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>见表</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let paragraphs = [
        (format!("{}{field}{}", run("请"), run("。")), "请见表。"),
        (
            format!(
                "<w:ins w:author=\"甲\">{}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{}",
                run("新"),
                run("的。")
            ),
            "新的。",
        ),
        (format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>{}", run("公开。")), "公开。"),
        (
            format!(
                "<w:hyperlink>{}</w:hyperlink><w:r><w:tab/><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>",
                run("网址，")
            ),
            "网址，\t-☑",
        ),
        (
            format!(
                "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
                run("一次。"),
                run("两次。")
            ),
            "一次。",
        ),
        (
            format!(
                "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>",
                run("第，"),
                run("3")
            ),
            "第，3",
        ),
    ];
    let body = paragraphs.iter().fold(String::new(), |body, (inner, _)| body + "<w:p>" + inner + "</w:p>");
    let expected: Vec<&str> = paragraphs.iter().map(|(_, text)| *text).collect();
    assert_eq!(lines(&body), expected);
    // A line break parts lines, except in a title.
    let br = format!("{}<w:r><w:br/></w:r>{}", run("甲，"), run("乙。"));
    assert_eq!(lines(&format!("<w:p>{br}</w:p>")), ["甲，", "乙。"]);
    assert_eq!(lines(&format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{br}</w:p>")), ["甲，乙。"]);
}

#[test]
fn merged_cells_are_one_cell() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let restart = cell("<w:vMerge w:val=\"restart\"/>", "单位");
    let table = format!(
        "<w:tbl><w:tr>{restart}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "人数"),
        cell("<w:vMerge/>", ""),
        cell("", "男"),
        cell("", "女")
    );
    let xml = format!("<w:document><w:body>{table}<w:p/></w:body></w:document>");
    let mut sources = Sources::default();
    let word = docx::read(&with_document(&xml), "公文.docx", &mut sources).expect("it reads");
    let grid = &word.paper.tables[0];
    let told: Vec<_> = grid
        .rows
        .iter()
        .flatten()
        .map(|cell| (word.paper.cell(cell), cell.column, cell.column_span, cell.row_span))
        .collect();
    let cell = |text: &str, column, columns, rows| (text.to_owned(), column, columns, rows);
    assert_eq!(
        told,
        [cell("单位", 0, 1, 2), cell("人数", 1, 2, 1), cell("男", 1, 1, 1), cell("女", 2, 1, 1)]
    );
    let span = word.paper.lines[3].span(0..3).expect("it has a place");
    assert_eq!(sources.place_in_words(span), "第1个表第2行第3列");
}

#[test]
fn what_stands_beside_the_text_is_read_with_it() {
    let relation = |id: &str, kind: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://a/b/{kind}\" Target=\"{kind}.xml\"/>")
    };
    let kinds = ["styles", "numbering", "comments", "footnotes", "footer", "theme", "settings"];
    let relations = kinds.iter().fold(String::new(), |all, kind| all + &relation(kind, kind));
    let relations = format!("<Relationships>{relations}</Relationships>");
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let heading = |text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr>{}</w:p>", run(text));
    let comment = "<w:r><w:commentReference w:id=\"3\"/></w:r>";
    let document = format!(
        "<w:document><w:body>{}<w:p>{}{comment}</w:p>{}<w:sectPr><w:footerReference w:type=\"even\" r:id=\"footer\"/></w:sectPr></w:body></w:document>",
        heading("总体要求"),
        run("请认真执行。"),
        heading("工作安排"),
    );
    let bytes = package(&[
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", &relations),
        (
            "word/styles.xml",
            "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme=\"minorEastAsia\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:styleId=\"0\" w:default=\"1\"><w:name w:val=\"Normal\"/><w:rPr><w:sz w:val=\"32\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"0\"/><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>",
        ),
        (
            "word/numbering.xml",
            "<w:numbering><w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"1\"/><w:lvlText w:val=\"%1、\"/><w:pPr><w:ind w:firstLineChars=\"200\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>",
        ),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:id=\"3\" w:author=\"甲\"><w:p><w:r><w:t>谁执行？</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:type=\"separator\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>见文件。</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "word/footer.xml",
            "<w:ftr><w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:ftr>",
        ),
        (
            "word/theme.xml",
            "<a:theme><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"宋体\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>",
        ),
        ("word/settings.xml", "<w:settings><w:evenAndOddHeaders/></w:settings>"),
    ]);
    let mut sources = Sources::default();
    let word = docx::read(&bytes, "公文.docx", &mut sources).expect("it reads");
    let told: Vec<(Role, &str)> =
        word.paper.lines.iter().map(|line| (line.role, line.text.as_str())).collect();
    let expected = [
        (Role::Heading, "一、总体要求"),
        (Role::Body, "请认真执行。"),
        (Role::Heading, "二、工作安排"),
        (Role::Furniture, "2"),
        (Role::Note, "见文件。"),
    ];
    assert_eq!(told, expected);
    let heading = &word.paragraphs[0];
    let look = heading.stretches().next().expect("it has words").1;
    assert_eq!((&*look.han.name, look.han.is_theme, look.size, look.bold), ("宋体", true, 32, true));
    assert_eq!((heading.look.first_chars, heading.look.outline), (200, Some(0)));
    assert_eq!(word.comments, [(1, "甲".to_owned(), "谁执行？".to_owned())]);
    assert!(word.even_and_odd && word.paragraphs[3].fields == ["PAGE"]);
    let place = |line: usize| {
        let span = word.paper.lines[line].span(0..1).expect("it has a place");
        (sources.line_column(span.source, span.start).line, sources.place_in_words(span))
    };
    assert_eq!(place(1), (2, "第2段".to_owned()));
    assert_eq!((place(3).1, place(4).1), ("双页页脚".to_owned(), "脚注".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Bytes of the package.
    #[test]
    fn a_damaged_file_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        thread_local!(static SAMPLE: Vec<u8> = sample());
        let mut bytes = SAMPLE.with(Clone::clone);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = docx::read(&bytes, "公文.docx", &mut Sources::default());
    }

    /// Numbers and words in a sound package that mean nothing.
    #[test]
    fn a_document_of_nonsense_is_read(
        words in prop::collection::vec(prop_oneof![
            Just("<w:p><w:pPr><w:numPr><w:numId w:val=\"99\"/></w:numPr><w:ind w:left=\"-2147483648\" w:hanging=\"-2147483648\"/><w:spacing w:beforeLines=\"2147483647\" w:line=\"99999999999\"/></w:pPr></w:p>"),
            Just("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"-4\"/><w:vMerge/></w:tcPr></w:tc></w:tr><w:tr/></w:tbl>"),
            Just("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/><w:br/><w:t>甲</w:t><w:br/></w:r></w:p>"),
            Just("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>"),
            Just("<w:sectPr><w:pgSz w:w=\"0\" w:h=\"-1\"/></w:sectPr>"),
            Just("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:drawing><anchor><extent cx=\"9223372036854775807\"/></anchor></w:drawing></w:r></w:p>"),
            Just("<w:p><w:r><w:pict><v:line from=\"x,1e9pt\" to=\",\" style=\"width:.pt;;:\"/></w:pict><w:rPr/></w:r></w:p>"),
            Just("<w:p><w:r><w:sym w:char=\"zz\"/><w:t>附件</w:t></w:r></w:p>"),
        ], 1..8),
    ) {
        let xml = format!("<w:document><w:body>{}</w:body></w:document>", words.concat());
        let word = docx::read(&with_document(&xml), "公文.docx", &mut Sources::default()).expect("well-formed");
        let _ = run::look_file(&word, &Selection::all(), &Context::default(), Some(Measure::standard()));
    }
}
