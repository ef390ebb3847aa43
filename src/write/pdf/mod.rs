//! Sheets → a PDF: characters as characters, each at its place, with the parts of the fonts that they need; bookmarks for
//! headings, the structure for readers who hear the page, the document's properties.
//!
//! The same pages as the .docx shows, set by this program itself. No clock: the only date is 成文日期.

pub mod fonts;

pub mod structure;

use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Data, Document, SerializeSettings};

use crate::document::picture::Picture;
use crate::layout::laid::Layout;
use crate::paint::ink::{Color, Ink, Role, Sheet, Words};
use crate::profile::style::Profile;
use crate::write::pdf::fonts::{Chosen, Missing, Shelf};
use crate::write::pdf::structure::Structure;

/// Why a PDF could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// No font on the machine has these characters: the fonts that were looked for, and the first of the characters.
    NoFont(Missing),
    /// The library could not write it.
    Library(String),
}

/// Writes the sheets of a layout. `version` is that of the program.
pub fn write(
    layout: &Layout,
    sheets: &[Sheet],
    profile: &Profile,
    fonts: &mut Shelf<'_>,
    version: &str,
) -> Result<Vec<u8>, PdfError> {
    // What may fail is done before anything is drawn: the library wants every mark that is begun ended.
    for ink in sheets.iter().flat_map(|sheet| &sheet.inks) {
        prepare(ink, fonts, profile)?;
    }
    let pictures: Result<Vec<Image>, String> = layout
        .pictures
        .iter()
        .map(|picture| Image::from_png(Data::from(picture.bytes.to_vec()), true))
        .collect();
    let pictures = pictures.map_err(PdfError::Library)?;
    let settings = SerializeSettings { enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut writer = Writer { layout, profile, fonts, structure: Structure::default(), pictures, page: 0 };
    for (index, sheet) in sheets.iter().enumerate() {
        writer.page = index;
        let size = Size::from_wh(points(sheet.width.0), points(sheet.height.0))
            .ok_or_else(|| PdfError::Library("纸的大小是零".to_owned()))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        for ink in &sheet.inks {
            writer.draw(ink, &mut surface);
        }
        surface.finish();
        page.finish();
    }
    document.set_outline(writer.structure.outline(layout, profile));
    document.set_tag_tree(writer.structure.tree(layout, profile));
    document.set_metadata(metadata(layout, version));
    document.finish().map_err(|fault| PdfError::Library(format!("{fault:?}")))
}

/// Looks for the fonts of all characters.
fn prepare(ink: &Ink, fonts: &mut Shelf<'_>, profile: &Profile) -> Result<(), PdfError> {
    match ink {
        Ink::Text(words) => fonts.for_words(words, profile).map(drop).map_err(PdfError::NoFont),
        Ink::Turned { inks, .. } => inks.iter().try_for_each(|ink| prepare(ink, fonts, profile)),
        _ => Ok(()),
    }
}

fn metadata(layout: &Layout, version: &str) -> Metadata {
    let properties = &layout.properties;
    let mut metadata = Metadata::new()
        .title(properties.title.clone())
        .language("zh-CN".to_owned())
        .creator(format!("gongwen {version}"))
        .producer(format!("gongwen {version}"));
    if !properties.unit.is_empty() {
        metadata = metadata.authors(vec![properties.unit.clone()]);
    }
    if !properties.kind.is_empty() {
        metadata = metadata.description(properties.kind.clone());
    }
    let parts: Vec<u16> = properties
        .date
        .iter()
        .flat_map(|date| date.split('-'))
        .filter_map(|part| part.parse().ok())
        .collect();
    if let [year, month, day] = parts[..] {
        metadata = metadata.creation_date(DateTime::new(year).month(month as u8).day(day as u8));
    }
    metadata
}

struct Writer<'a, 'f> {
    layout: &'a Layout,
    profile: &'a Profile,
    fonts: &'a mut Shelf<'f>,
    structure: Structure,
    pictures: Vec<Image>,
    page: usize,
}

impl Writer<'_, '_> {
    fn draw(&mut self, ink: &Ink, surface: &mut Surface<'_>) {
        match ink {
            Ink::Text(words) if words.role != Role::Furniture => {
                let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                self.structure.add(words.role, id, self.page, words.baseline - words.size);
                self.text(words, surface);
                surface.end_tagged();
            }
            Ink::Turned { x, y, degrees, inks } => {
                let transform = Transform::from_translate((x / 20.0) as f32, (y / 20.0) as f32);
                surface.push_transform(&transform);
                surface.push_transform(&Transform::from_rotate(*degrees as f32));
                for ink in inks {
                    self.draw(ink, surface);
                }
                surface.pop();
                surface.pop();
            }
            other => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
                self.artifact(other, surface);
                surface.end_tagged();
            }
        }
    }

    fn artifact(&mut self, ink: &Ink, surface: &mut Surface<'_>) {
        match ink {
            Ink::Text(words) => self.text(words, surface),
            Ink::Turned { .. } => {}
            Ink::Rule { x, y, width, height, color } => {
                let mut path = PathBuilder::new();
                let edges = [*x, *y, *width, *height].map(|length| (length / 20.0) as f32);
                if let Some(rect) = Rect::from_xywh(edges[0], edges[1], edges[2], edges[3]) {
                    path.push_rect(rect);
                }
                fill(path, *color, surface);
            }
            Ink::Shape { corners, line, color } => {
                let mut path = PathBuilder::new();
                for (index, (x, y)) in corners.iter().enumerate() {
                    let (x, y) = ((x / 20.0) as f32, (y / 20.0) as f32);
                    if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
                }
                match line {
                    None => {
                        path.close();
                        fill(path, *color, surface);
                    }
                    Some(thick) => stroke(path, (*thick / 20.0) as f32, *color, None, surface),
                }
            }
            Ink::Ring { x, y, width, height } => {
                let dash = StrokeDash { array: vec![2.0, 1.5], offset: 0.0 };
                let path = ring([*x, *y, *width, *height].map(points));
                stroke(path, 0.5, Color::Grey(0xA6), Some(dash), surface);
            }
            Ink::Picture { picture, x, y, width, height } => {
                let known = self.layout.pictures.get(*picture).zip(self.pictures.get(*picture));
                if let Some((picture, image)) = known {
                    draw_picture(picture, image, [*x, *y, *width, *height].map(points), surface);
                }
            }
        }
    }

    /// Characters, a font at a time.
    fn text(&mut self, words: &Words, surface: &mut Surface<'_>) {
        // They were found before.
        let Ok(open) = self.fonts.for_words(words, self.profile) else { return };
        let characters: Vec<(usize, char)> = words.text.char_indices().collect();
        let mut from = 0;
        while from < characters.len() {
            let font = open[from].font;
            let count = open[from..].iter().take_while(|other| other.font == font).count();
            self.stretch(words, &characters[from..from + count], &open[from..from + count], from, surface);
            from += count;
        }
    }

    /// Characters of one font.
    fn stretch(
        &mut self,
        words: &Words,
        characters: &[(usize, char)],
        open: &[Chosen],
        first: usize,
        surface: &mut Surface<'_>,
    ) {
        let font = self.fonts.open(open[0].font).font.clone();
        let size = words.size / 20.0;
        let shrink = f64::from(words.scale) / 100.0;
        let start = words.xs[first] / 20.0;
        let mut text = String::new();
        let mut glyphs = Vec::with_capacity(characters.len());
        for (place, ((_, c), chosen)) in characters.iter().zip(open).enumerate() {
            let at = first + place;
            let begins = text.len();
            text.push(*c);
            let x = words.xs[at] / 20.0;
            let next = words.xs.get(at + 1).filter(|_| place + 1 < characters.len());
            let step = next.map_or(words.advances[at] / 20.0, |next| next / 20.0 - x);
            // A font whose character is narrower or wider than its room: it stands in the middle of it.
            let own = f64::from(chosen.width) * size * shrink;
            let offset = (words.advances[at] / 20.0 - own) / 2.0;
            let per_em = |length: f64| (length / size / shrink) as f32;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(chosen.glyph),
                per_em(step),
                per_em(offset),
                0.0,
                0.0,
                begins..text.len(),
                None,
            ));
        }
        let paint = paint(words.color);
        surface.set_fill(Some(Fill { paint: paint.clone(), ..Fill::default() }));
        let bold = words.bold.then(|| Stroke { paint, width: (size * 0.03) as f32, ..Stroke::default() });
        surface.set_stroke(bold);
        let baseline = (words.baseline / 20.0) as f32;
        let narrowed = words.scale != 100;
        let start = if narrowed {
            surface.push_transform(&Transform::from_row(shrink as f32, 0.0, 0.0, 1.0, start as f32, 0.0));
            0.0
        } else {
            start as f32
        };
        surface.draw_glyphs(
            Point::from_xy(start, baseline),
            &glyphs,
            font.clone(),
            &text,
            size as f32,
            false,
        );
        if narrowed {
            surface.pop();
        }
        surface.set_stroke(None);
    }
}

fn points(twips: i32) -> f32 {
    twips as f32 / 20.0
}

fn paint(color: Color) -> Paint {
    match color {
        Color::Black => luma::Color::black().into(),
        Color::Grey(light) => luma::Color::new(light).into(),
        Color::Red => rgb::Color::new(255, 0, 0).into(),
    }
}

fn fill(path: PathBuilder, color: Color, surface: &mut Surface<'_>) {
    let Some(path) = path.finish() else { return };
    surface.set_fill(Some(Fill { paint: paint(color), ..Fill::default() }));
    surface.set_stroke(None);
    surface.draw_path(&path);
}

fn stroke(path: PathBuilder, width: f32, color: Color, dash: Option<StrokeDash>, surface: &mut Surface<'_>) {
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: paint(color), width, dash, ..Stroke::default() }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

/// An ellipse in four curves.
fn ring([x, y, width, height]: [f32; 4]) -> PathBuilder {
    // How far the handles of a quarter of a circle reach.
    const HANDLE: f32 = 0.552_284_8;
    let (rx, ry) = (width / 2.0, height / 2.0);
    let (cx, cy) = (x + rx, y + ry);
    let (hx, hy) = (rx * HANDLE, ry * HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(cx + rx, cy);
    path.cubic_to(cx + rx, cy + hy, cx + hx, cy + ry, cx, cy + ry);
    path.cubic_to(cx - hx, cy + ry, cx - rx, cy + hy, cx - rx, cy);
    path.cubic_to(cx - rx, cy - hy, cx - hx, cy - ry, cx, cy - ry);
    path.cubic_to(cx + hx, cy - ry, cx + rx, cy - hy, cx + rx, cy);
    path.close();
    path
}

/// The ink of a picture, its margin cut away.
fn draw_picture(
    picture: &Picture,
    image: &Image,
    [x, y, width, height]: [f32; 4],
    surface: &mut Surface<'_>,
) {
    let [left, top, right, bottom] = picture.ink.map(|pixel| pixel as f32);
    let [across, down] = picture.pixels.map(|pixel| pixel as f32);
    let (sx, sy) = (width / (right - left).max(1.0), height / (bottom - top).max(1.0));
    let mut path = PathBuilder::new();
    let (Some(rect), Some(size)) =
        (Rect::from_xywh(x, y, width, height), Size::from_wh(across * sx, down * sy))
    else {
        return;
    };
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.push_clip_path(&path, &FillRule::NonZero);
    surface.push_transform(&Transform::from_translate(x - left * sx, y - top * sy));
    surface.draw_image(image.clone(), size);
    surface.pop();
    surface.pop();
}
