//! Charts in whole documents: the drawing, its numbers as a workbook, and the same numbers wherever a document goes.

use std::io::{Cursor, Read};

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;

use crate::program::{gongwen, only_file, text_of, world_of};

const FOLDER: &str = "tests/all/charts";

fn part(package: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip");
    let mut bytes = Vec::new();
    archive.by_name(name).expect(name).read_to_end(&mut bytes).expect("the checksum holds");
    bytes
}

fn xml(package: &[u8], name: &str) -> String {
    String::from_utf8(part(package, name)).expect("a part is UTF-8")
}

fn names(package: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip");
    archive.file_names().map(str::to_owned).collect()
}

fn built(world: &mut Memory, format: &str) -> (String, Vec<u8>) {
    let run = gongwen(&format!("build 资料.yaml --to {format}"), world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
    only_file(world, run.out.trim_end())
}

#[test]
fn a_chart_has_its_xml_its_relationships_and_its_numbers() {
    let (_, docx) = built(&mut world_of(FOLDER), "docx");
    let all = names(&docx);
    for number in 1..=7 {
        for name in [
            format!("word/charts/chart{number}.xml"),
            format!("word/charts/_rels/chart{number}.xml.rels"),
            format!("word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        ] {
            assert_eq!(all.iter().filter(|other| **other == name).count(), 1, "{name}");
        }
    }
    assert_eq!(all[0], "[Content_Types].xml");
    let lines = |xml: String| xml.replace("><", ">\n<");
    insta::assert_snapshot!("column", lines(xml(&docx, "word/charts/chart3.xml")));
    insta::assert_snapshot!("line", lines(xml(&docx, "word/charts/chart7.xml")));
    insta::assert_snapshot!("pie", lines(xml(&docx, "word/charts/chart6.xml")));
    insta::assert_snapshot!("relationships", lines(xml(&docx, "word/charts/_rels/chart1.xml.rels")));
    let document = xml(&docx, "word/document.xml");
    let drawing = document.split("<w:drawing>").nth(1).and_then(|rest| rest.split("</w:drawing>").next());
    insta::assert_snapshot!("drawing", lines(drawing.expect("a drawing").to_owned()));
}

/// A law: what a chart shows stands in its XML, in its workbook and in the other formats.
#[test]
fn every_text_of_a_chart_is_in_the_package_and_in_the_other_formats() {
    let world = world_of(FOLDER);
    let (_, docx) = built(&mut world.clone(), "docx");
    let mut desk = world.clone();
    let (path, _) = built(&mut desk, "ast");
    let ast: serde_json::Value = serde_json::from_str(&text_of(&desk, &path)).expect("it is JSON");
    let mut charts = Vec::new();
    collect(&ast, &mut charts);
    assert_eq!(charts.len(), 7);
    let mut desk = world.clone();
    let (path, _) = built(&mut desk, "text");
    let text = text_of(&desk, &path);
    let mut desk = world;
    let (path, _) = built(&mut desk, "md");
    let markdown = text_of(&desk, &path);
    let document = xml(&docx, "word/document.xml");
    for (index, chart) in charts.iter().enumerate() {
        let number = index + 1;
        let drawn = xml(&docx, &format!("word/charts/chart{number}.xml"));
        let sheet = part(&docx, &format!("word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"));
        let strings = xml(&sheet, "xl/sharedStrings.xml");
        let cells = xml(&sheet, "xl/worksheets/sheet1.xml");
        let words = |key: &str| chart[key].as_str().expect("a text").to_owned();
        assert!(document.contains(&format!("descr=\"{}\"", words("description"))));
        assert!(text.contains(&words("title")) && markdown.contains(&words("title")));
        let series = chart["series"].as_array().expect("series");
        let names = chart["categories"].as_array().expect("categories").iter();
        for name in names.chain(series.iter().map(|series| &series["name"])) {
            let name = name.as_str().expect("a text");
            assert!(drawn.contains(&format!("<c:v>{name}</c:v>")), "{name}");
            assert!(strings.contains(&format!("<t>{name}</t>")), "{name}");
            assert!(text.contains(name) && markdown.contains(name), "{name}");
        }
        for value in series.iter().flat_map(|series| series["values"].as_array().expect("values")) {
            let Some(written) = value["written"].as_str() else { continue };
            let plain = written.replace([',', '%'], "");
            assert!(drawn.contains(&format!("<c:v>{plain}</c:v>")), "{written}");
            let number: f64 = plain.parse().expect("a number");
            assert!(cells.contains(&format!("<v>{number}</v>")), "{written}");
            assert!(text.contains(written) && markdown.contains(written), "{written}");
        }
    }
}

fn collect<'a>(value: &'a serde_json::Value, charts: &mut Vec<&'a serde_json::Value>) {
    match value {
        serde_json::Value::Object(map) => {
            if map.get("block").is_some_and(|block| block == "chart") {
                charts.push(value);
            }
            map.values().for_each(|inner| collect(inner, charts));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|inner| collect(inner, charts)),
        _ => {}
    }
}

#[test]
fn charts_read_like_this_without_their_drawing() {
    for format in ["text", "md"] {
        let mut world = world_of(FOLDER);
        let (path, _) = built(&mut world, format);
        insta::assert_snapshot!(format!("charts_{format}"), text_of(&world, &path));
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let (_, first) = built(&mut world_of(FOLDER), "docx");
    let (_, second) = built(&mut world_of(FOLDER), "docx");
    assert!(first == second);
}

#[test]
fn a_document_without_charts_has_no_trace_of_any() {
    let (_, docx) = built(&mut world_of("data/examples/会议通知"), "docx");
    assert!(!xml(&docx, "[Content_Types].xml").contains("chart"));
    assert!(!names(&docx).iter().any(|name| name.contains("chart") || name.contains("embeddings")));
}

#[test]
fn a_chart_and_its_caption_stay_together_and_on_whole_lines() {
    let (_, docx) = built(&mut world_of(FOLDER), "docx");
    let document = xml(&docx, "word/document.xml");
    let paragraphs: Vec<&str> = document.split("</w:p>").collect();
    let mut captions = 0;
    for pair in paragraphs.windows(2) {
        if !pair[0].contains("<w:pStyle w:val=\"Chart\"/>") {
            continue;
        }
        let line = pair[0].split("w:line=\"").nth(1).and_then(|rest| rest.split('"').next());
        let line: i32 = line.expect("a line of its own").parse().expect("twips");
        assert_eq!(line % 579, 0, "{line}");
        let captioned = pair[1].contains("<w:pStyle w:val=\"ChartTitle\"/>");
        assert_eq!(pair[0].contains("<w:keepNext/>"), captioned);
        captions += usize::from(captioned);
    }
    assert_eq!(captions, 5);
}
