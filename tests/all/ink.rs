//! What lies on the sheets, and the PDF and the pictures that are written from it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongwen::cli::Exit;
use gongwen::document::tree::Document;
use gongwen::layout::breaking::Viewer;
use gongwen::layout::laid::LaidBlock;
use gongwen::paginate::{listing, paginate};
use gongwen::paint;
use gongwen::paint::ink::{Ink, Role, Sheet, Words};
use gongwen::pipeline;
use gongwen::pipeline::profiles::Page;
use gongwen::profile::style::{Alignment, ParagraphStyle};
use gongwen::world::fonts::FontFile;
use gongwen::world::memory::Memory;
use gongwen::write::pdf::fonts::Shelf;

use crate::font;
use crate::pages::{all_documents, documents};
use crate::program::{gongwen, world_of};

/// The characters of a sheet, those of furniture left out.
fn words(sheet: &Sheet) -> impl Iterator<Item = &Words> {
    sheet.inks.iter().filter_map(|ink| match ink {
        Ink::Text(words) if words.role != Role::Furniture => Some(&**words),
        _ => None,
    })
}

/// Every example and specimen with the profile that it is set on.
fn for_each(mut each: impl FnMut(&str, &Document, &Page)) {
    for (name, document, page) in all_documents() {
        each(&name, &document, &page);
    }
}

#[test]
fn every_character_of_the_pages_is_drawn_once_on_its_page() {
    for_each(|name, document, page| {
        let profile = &page.profile;
        let laid = pipeline::lay(document, profile);
        let pages = paginate(&laid, profile, Viewer::Word);
        let sheets = paint::sheets(&laid, &pages, profile, Viewer::Word);
        assert_eq!(sheets.len(), pages.pages.len(), "{name}");
        for (number, sheet) in sheets.iter().enumerate() {
            let drawn: String = words(sheet).map(|words| words.text.as_str()).collect();
            let lines = pages.lines.iter().filter(|line| line.page == number && !line.repeated);
            let listed: String = lines.map(|line| listing::text(&laid, line, profile)).collect();
            assert_eq!(drawn, listed, "{name}, page {}", number + 1);
        }
    });
}

#[test]
fn nothing_lies_beyond_the_paper_and_full_lines_end_at_the_edge() {
    for_each(|name, document, page| {
        let profile = &page.profile;
        let (laid, sheets) = pipeline::sheets(document, profile, Viewer::Word);
        for sheet in &sheets {
            for words in words(sheet) {
                assert_eq!(words.text.chars().count(), words.xs.len(), "{name}: {}", words.text);
                assert_eq!(words.xs.len(), words.advances.len(), "{name}");
                let end = words.xs.last().zip(words.advances.last()).map_or(0.0, |(x, advance)| x + advance);
                assert!(words.xs[0] >= 0.0 && end <= f64::from(sheet.width.0), "{name}: {}", words.text);
                let rising = words.xs.windows(2).all(|pair| pair[0] < pair[1]);
                assert!(rising, "{name}: {}", words.text);
            }
        }
        // Lines of the text that the next ones follow end at the edge; a mark may hang over it.
        let pages = paginate(&laid, profile, Viewer::Word);
        let edge = f64::from(profile.page.width.0 - profile.page.right.0);
        for line in pages.lines.iter().filter(|line| !line.line.last && line.of.cell.is_none()) {
            let LaidBlock::Paragraph(paragraph) = &laid.sections[line.of.section].blocks[line.of.block]
            else {
                continue;
            };
            let justified = profile.paragraph(paragraph.style).alignment == Alignment::Justified;
            if paragraph.style != ParagraphStyle::Body
                || !justified
                || laid.sections[line.of.section].landscape
            {
                continue;
            }
            let baseline = f64::from(line.top.0) + f64::from(line.height.0) * 0.8;
            let on_line = words(&sheets[line.page]).filter(|words| (words.baseline - baseline).abs() < 0.01);
            let places: Vec<f64> = on_line
                .flat_map(|words| words.xs.iter().zip(&words.advances).map(|(x, advance)| x + advance))
                .collect();
            let ink = if line.line.hanging { places.len().saturating_sub(2) } else { places.len() - 1 };
            let blanks = listing::text(&laid, line, profile).ends_with(' ');
            assert!(blanks || (places[ink] - edge).abs() < 1.5, "{name}: {} {edge}", places[ink]);
        }
    });
}

/// A world with a notice and a font that has all its characters, under the names that the profile asks for.
fn with_fonts(families: &[&str]) -> Memory {
    let mut world = world_of("data/examples/组织建设年");
    let texts = documents(&mut world, "资料.yaml");
    let mut characters: Vec<char> = "0123456789— ".chars().collect();
    for (_, document, page) in &texts {
        let laid = pipeline::lay(document, &page.profile);
        let pages = paginate(&laid, &page.profile, Viewer::Word);
        let lines = pages.lines.iter().map(|line| listing::text(&laid, line, &page.profile));
        characters.extend(lines.flat_map(|line| line.chars().collect::<Vec<_>>()));
    }
    let file = FontFile { bytes: Arc::new(font::font(characters)), index: 0 };
    world.files.retain(|path, _| !path.starts_with("输出"));
    world.font_files = families.iter().map(|family| ((*family).to_owned(), file.clone())).collect();
    world
}

/// How often some bytes stand in others.
fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|window| *window == what).count()
}

#[test]
fn a_pdf_has_every_page_its_structure_and_the_same_bytes_again() {
    let mut world = with_fonts(&["仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"]);
    let made = gongwen("build 资料.yaml --to pdf", &mut world);
    assert_eq!((made.exit, made.err.as_str()), (Exit::Done, ""));
    let path = PathBuf::from(made.out.trim());
    assert_eq!(path.extension().and_then(|end| end.to_str()), Some("pdf"));
    let bytes = world.files[&path].clone();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let pages = gongwen("build 资料.yaml --to pages -o 页", &mut world);
    let listing: serde_json::Value =
        serde_json::from_slice(&world.files[Path::new(pages.out.trim())]).expect("JSON");
    let listed = listing["pages"].as_array().expect("a list").len();
    assert_eq!(count(&bytes, b"/Type/Page/"), listed);
    for part in [&b"/StructTreeRoot"[..], b"/Outlines", b"/Lang(zh-CN)", b"/S/H1"] {
        assert!(count(&bytes, part) > 0, "{}", String::from_utf8_lossy(part));
    }
    let again = gongwen("build 资料.yaml --to pdf -o 又", &mut world);
    assert_eq!(again.exit, Exit::Done);
    assert!(world.files[Path::new(again.out.trim())] == bytes);
}

#[test]
fn fonts_that_stand_in_are_told_and_none_is_a_refusal() {
    let mut world = with_fonts(&["仿宋", "AR PL UMing CN"]);
    let made = gongwen("build 资料.yaml --to pdf", &mut world);
    assert_eq!(made.exit, Exit::Done);
    insta::assert_snapshot!(made.err);
    world.font_files = HashMap::new();
    world.files.retain(|path, _| !path.starts_with("输出"));
    let refused = gongwen("build 资料.yaml --to pdf", &mut world);
    assert_eq!((refused.exit, refused.out.as_str()), (Exit::Failed, ""));
    assert!(!world.files.keys().any(|path| path.starts_with("输出")));
    insta::assert_snapshot!(refused.err);
}

#[test]
fn each_page_is_a_picture_of_its_own() {
    let mut world = world_of("data/examples/组织建设年");
    let made = gongwen("build 资料.yaml --to svg", &mut world);
    assert_eq!((made.exit, made.err.as_str()), (Exit::Done, ""));
    let paths: Vec<&Path> = made.out.lines().map(Path::new).collect();
    assert!(paths.len() >= 4 && paths[0].to_string_lossy().ends_with("-第1页.svg"));
    insta::assert_snapshot!(String::from_utf8_lossy(&world.files[paths[0]]));
}

#[test]
fn a_font_that_lacks_a_character_is_helped_out_by_another() {
    let mut world = with_fonts(&["AR PL UMing CN"]);
    let few = FontFile { bytes: Arc::new(font::font("中共天水".chars())), index: 0 };
    world.font_files.insert("仿宋_GB2312".to_owned(), few);
    let texts = documents(&mut world, "资料.yaml");
    let files = world.font_files.clone();
    let mut source = |family: &str| files.get(family).map(|file| (Arc::clone(&file.bytes), file.index));
    let mut shelf = Shelf::new(&mut source);
    let (_, document, page) = &texts[0];
    let made = pipeline::pdf(document, &page.profile, Viewer::Word, &mut shelf);
    assert!(made.is_ok());
    // Of 仿宋 a font is there, if not with every character.
    assert!(!shelf.instead().contains_key("仿宋_GB2312"), "{:?}", shelf.instead());
    assert!(shelf.instead().contains_key("黑体"));
}
