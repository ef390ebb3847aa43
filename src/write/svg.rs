//! Sheets → pictures in SVG, one for each page: characters stay characters, each at its place, so that the page is the same
//! whatever font a browser takes.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::document::picture::Picture;
use crate::layout::laid::Layout;
use crate::office::escape::{Forbidden, escape_into};
use crate::paginate::Of;
use crate::paint::ink::{Color, Ink, Role, Sheet, Words};
use crate::profile::style::{Face, Profile};

/// The picture of a sheet.
pub fn write(sheet: &Sheet, layout: &Layout, profile: &Profile) -> Result<String, Forbidden> {
    let (width, height) = (sheet.width.0, sheet.height.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {} {}\" \
         lang=\"zh-CN\" xml:space=\"preserve\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        number(f64::from(width) * 25.4 / 1440.0),
        number(f64::from(height) * 25.4 / 1440.0),
        points(f64::from(width)),
        points(f64::from(height)),
    );
    // The characters of a paragraph stand together, so that what is clicked can be told from what stands beside it.
    let mut open: Option<Of> = None;
    for ink in &sheet.inks {
        let of = paragraph(ink);
        if of != open {
            if open.is_some() {
                out.push_str("</g>\n");
            }
            if let Some(of) = of {
                let cell = of.cell.map_or_else(String::new, |(row, cell)| format!("-{row}-{cell}"));
                let _ = writeln!(out, "<g data-p=\"{}-{}{cell}-{}\">", of.section, of.block, of.paragraph);
            }
            open = of;
        }
        draw(ink, layout, profile, &mut out)?;
    }
    if open.is_some() {
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    Ok(out)
}

/// The paragraph that characters belong to.
fn paragraph(ink: &Ink) -> Option<Of> {
    match ink {
        Ink::Text(words) => match words.role {
            Role::Paragraph { of, .. } | Role::Cell { of } => Some(of),
            Role::Furniture => None,
        },
        _ => None,
    }
}

fn draw(ink: &Ink, layout: &Layout, profile: &Profile, out: &mut String) -> Result<(), Forbidden> {
    match ink {
        Ink::Text(words) => text(words, profile, out)?,
        Ink::Rule { x, y, width, height, color } => {
            let _ = writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                points(*x),
                points(*y),
                points(*width),
                points(*height),
                self::color(*color)
            );
        }
        Ink::Shape { corners, line, color } => {
            let list: Vec<String> =
                corners.iter().map(|(x, y)| format!("{},{}", points(*x), points(*y))).collect();
            let (list, color) = (list.join(" "), self::color(*color));
            let _ = match line {
                Some(thick) => writeln!(
                    out,
                    "<polyline points=\"{list}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{}\"/>",
                    points(*thick)
                ),
                None => writeln!(out, "<polygon points=\"{list}\" fill=\"{color}\"/>"),
            };
        }
        Ink::Picture { picture, x, y, width, height } => {
            if let Some(picture) = layout.pictures.get(*picture) {
                self::picture(picture, [*x, *y, *width, *height].map(f64::from), out);
            }
        }
        Ink::Ring { x, y, width, height } => {
            let [x, y, width, height] = [*x, *y, *width, *height].map(f64::from);
            let _ = writeln!(
                out,
                "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" fill=\"none\" stroke=\"#a6a6a6\" stroke-width=\"0.5\" \
                 stroke-dasharray=\"2 1.5\"/>",
                points(x + width / 2.0),
                points(y + height / 2.0),
                points(width / 2.0),
                points(height / 2.0)
            );
        }
        Ink::Turned { x, y, degrees, inks } => {
            let _ = writeln!(
                out,
                "<g transform=\"translate({} {}) rotate({})\">",
                points(*x),
                points(*y),
                number(*degrees)
            );
            for ink in inks {
                draw(ink, layout, profile, out)?;
            }
            out.push_str("</g>\n");
        }
    }
    Ok(())
}

fn text(words: &Words, profile: &Profile, out: &mut String) -> Result<(), Forbidden> {
    let shrink = f64::from(words.scale) / 100.0;
    let xs: Vec<String> = words.xs.iter().map(|x| points(x / shrink)).collect();
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" font-family=\"",
        xs.join(" "),
        points(words.baseline),
        points(words.size)
    );
    escape_into(out, &families(words.face, profile))?;
    out.push('"');
    if words.color != Color::Black {
        let _ = write!(out, " fill=\"{}\"", color(words.color));
    }
    if words.bold {
        out.push_str(" font-weight=\"bold\"");
    }
    if words.scale != 100 {
        let _ = write!(out, " transform=\"scale({} 1)\"", number(shrink));
    }
    out.push('>');
    escape_into(out, &words.text)?;
    out.push_str("</text>\n");
    Ok(())
}

/// Fonts for a face, the first that is there taken.
fn families(face: Option<Face>, profile: &Profile) -> String {
    let quoted = |name: &String| format!("'{}'", name.replace('\'', ""));
    let mut names: Vec<String> = match face {
        None => profile.western.iter().map(quoted).collect(),
        Some(face) => {
            let fonts = profile.face(face);
            std::iter::once(&fonts.name)
                .chain([&fonts.beyond_gb2312])
                .chain(&fonts.alternatives)
                .chain(&profile.rare_fonts)
                .map(quoted)
                .collect()
        }
    };
    names.dedup();
    names.push(if face == Some(Face::Hei) { "sans-serif" } else { "serif" }.to_owned());
    names.join(", ")
}

/// The ink of a picture, its margin left out.
fn picture(picture: &Picture, [x, y, width, height]: [f64; 4], out: &mut String) {
    let [left, top, right, bottom] = picture.ink.map(f64::from);
    let [across, down] = picture.pixels.map(f64::from);
    let _ = writeln!(
        out,
        "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"{} {} {} {}\" preserveAspectRatio=\"none\">\
         <image width=\"{}\" height=\"{}\" href=\"data:image/png;base64,{}\"/></svg>",
        points(x),
        points(y),
        points(width),
        points(height),
        number(left),
        number(top),
        number(right - left),
        number(bottom - top),
        number(across),
        number(down),
        STANDARD.encode(&picture.bytes)
    );
}

fn color(color: Color) -> String {
    let [red, green, blue] = color.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Twips as points.
fn points(twips: f64) -> String {
    number(twips / 20.0)
}

/// To a hundredth, without zeros at the end.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
