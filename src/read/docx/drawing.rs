//! Pictures, lines and boxes on the page: what they are, where, how large, which colour. Both ways in which files draw are
//! read, that of today and that of before 2010; of two renderings of one thing only the first that we know.

use crate::office::element::Element;
use crate::read::docx::look::Color;
use crate::read::docx::tree::{Asked, number};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Picture,
    /// A straight line.
    Line,
    /// A box with text.
    TextBox,
    /// Anything else.
    Other,
}

/// Where one edge stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Position {
    /// `page`, `margin`, `paragraph`, `column` …
    pub from: String,
    /// Distance in twips.
    pub offset: Option<i32>,
    /// `top`, `bottom`, `center` … instead.
    pub align: String,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The paragraph that it is fixed to.
    pub paragraph: usize,
    /// What it is.
    pub kind: Kind,
    /// It stands free on the page, not in the line.
    pub floats: bool,
    /// From the left.
    pub horizontal: Position,
    /// From the top.
    pub vertical: Position,
    /// Width in twips.
    pub width: i32,
    /// Height in twips.
    pub height: i32,
    /// Colour of its line.
    pub color: Option<Color>,
    /// Thickness of its line in hundredths of a point.
    pub thickness: Option<i32>,
    /// Its line is a double one.
    pub is_double: bool,
    /// The relationship of the chart that it is.
    pub chart: Option<String>,
}

impl Drawing {
    /// Whether it is a box that stands above the text of its paragraph: fixed to the upper half of the page, or moved up.
    pub fn stands_above(&self) -> bool {
        if self.kind != Kind::TextBox {
            return false;
        }
        let place = &self.vertical;
        let is_of_page = matches!(place.from.as_str(), "page" | "margin" | "topMargin");
        match place.offset {
            Some(offset) if is_of_page => offset < 8000,
            Some(offset) => offset <= 200,
            None => place.align == "top",
        }
    }
}

/// The branch of an `AlternateContent` that is shown.
pub fn branch(alternate: &Element) -> Option<&Element> {
    alternate.child_named("Choice").or_else(|| alternate.child_named("Fallback"))
}

/// What an element of a run draws, if it draws anything.
pub fn read(element: &Element, paragraph: usize) -> Vec<Drawing> {
    match &*element.name {
        "w:drawing" => element.elements().filter_map(|inner| modern(inner, paragraph)).collect(),
        "w:pict" | "w:object" => {
            let mut drawings = Vec::new();
            old(element, paragraph, &mut drawings);
            drawings
        }
        _ => Vec::new(),
    }
}

/// The contents of text boxes in something drawn.
pub fn boxes<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        match &*child.name {
            "w:txbxContent" => found.push(child),
            "AlternateContent" => {
                if let Some(branch) = branch(child) {
                    boxes(branch, found);
                }
            }
            _ => boxes(child, found),
        }
    }
}

/// 艺术字 of the old kind: its characters as a paragraph of their own, in the colour and about the size that they have.
pub fn art(element: &Element, found: &mut Vec<Element>) {
    for child in element.elements() {
        match &*child.name {
            "AlternateContent" => {
                if let Some(branch) = branch(child) {
                    art(branch, found);
                }
            }
            "w:txbxContent" => {}
            "shape" => {
                let words = child.child_named("textpath").and_then(|path| path.attribute("string"));
                if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
                    found.push(words_of(child, words));
                }
            }
            _ => art(child, found),
        }
    }
}

fn words_of(shape: &Element, words: &str) -> Element {
    let val = |name: &'static str, value: String| Element::new(name).with("val", value);
    let mut properties = Element::new("w:rPr");
    if let Some(Color::Rgb(red, green, blue)) = shape.attribute("fillcolor").and_then(Color::read) {
        properties = properties.child(val("w:color", format!("{red:02X}{green:02X}{blue:02X}")));
    }
    let height = vml(shape, 0).height / 10;
    if height > 0 {
        properties = properties.child(val("w:sz", height.to_string()));
    }
    let text = Element::new("w:t").with("space", "preserve").characters(words);
    let look = Element::new("w:pPr").child(val("w:jc", "center".to_owned()));
    Element::new("w:p").child(look).child(Element::new("w:r").child(properties).child(text))
}

fn emu(value: i64) -> i32 {
    (value / 635).clamp(-200_000, 200_000) as i32
}

fn long(element: &Element, attribute: &str) -> Option<i64> {
    element.attribute(attribute)?.trim().parse().ok()
}

fn modern(element: &Element, paragraph: usize) -> Option<Drawing> {
    if !matches!(&*element.name, "anchor" | "inline") {
        return None;
    }
    let position = |name: &str| {
        let Some(place) = element.child_named(name) else { return Position::default() };
        let text = |name: &str| place.child_named(name).map(Element::text);
        Position {
            from: place.attribute("relativeFrom").unwrap_or_default().to_owned(),
            offset: text("posOffset").and_then(|t| t.trim().parse().ok()).map(emu),
            align: text("align").unwrap_or_default(),
        }
    };
    let extent = element.child_named("extent");
    let size = |name: &str| extent.and_then(|e| long(e, name)).map_or(0, emu);
    let shape = element.descendant("prstGeom").and_then(|g| g.attribute("prst")).unwrap_or_default();
    let kind = if element.descendant("w:txbxContent").is_some() {
        Kind::TextBox
    } else if element.descendant("blip").is_some() {
        Kind::Picture
    } else if shape == "line" || shape.starts_with("straightConnector") {
        Kind::Line
    } else {
        Kind::Other
    };
    let line = element.descendant("ln");
    let color = line.and_then(|line| line.descendant("srgbClr")).and_then(|c| c.attribute("val"));
    // A bar without line is as good as a line.
    let fill =
        || element.descendant("spPr")?.child_named("solidFill")?.descendant("srgbClr")?.attribute("val");
    Some(Drawing {
        paragraph,
        kind,
        floats: element.name == "anchor",
        horizontal: position("positionH"),
        vertical: position("positionV"),
        width: size("cx"),
        height: size("cy"),
        color: color.or_else(fill).and_then(Color::read),
        thickness: line.and_then(|line| long(line, "w")).map(|w| (w / 127).clamp(0, 100_000) as i32),
        is_double: line.is_some_and(|line| line.attribute("cmpd").is_some_and(|c| c != "sng")),
        chart: element.descendant("chart").and_then(|chart| chart.attribute("id")).map(str::to_owned),
    })
}

/// Shapes of VML, groups looked into.
fn old(element: &Element, paragraph: usize, drawings: &mut Vec<Drawing>) {
    for shape in element.elements() {
        let is_shape =
            matches!(&*shape.name, "line" | "shape" | "rect" | "oval" | "polyline" | "roundrect" | "arc");
        if is_shape {
            drawings.push(vml(shape, paragraph));
        } else {
            old(shape, paragraph, drawings);
        }
    }
}

fn vml(shape: &Element, paragraph: usize) -> Drawing {
    let style = shape.attribute("style").unwrap_or_default();
    let said = |name: &str| {
        style.split(';').find_map(|item| {
            let (have, value) = item.split_once(':')?;
            (have.trim() == name).then(|| value.trim())
        })
    };
    let point = |name: &str| shape.attribute(name).and_then(|p| p.split_once(','));
    let (from, to) = (point("from"), point("to"));
    let apart = |a: Option<&str>, b: Option<&str>| match (a.and_then(length), b.and_then(length)) {
        (Some(a), Some(b)) => Some((b - a).abs()),
        _ => None,
    };
    let width = apart(from.map(|f| f.0), to.map(|t| t.0));
    let height = apart(from.map(|f| f.1), to.map(|t| t.1));
    let kind = if shape.descendant("w:txbxContent").is_some() {
        Kind::TextBox
    } else if shape.descendant("imagedata").is_some() {
        Kind::Picture
    } else if shape.name == "line" || shape.attribute("type").is_some_and(|t| t.ends_with("_t32")) {
        Kind::Line
    } else {
        Kind::Other
    };
    let position = |relative: &str, align: &str, margin: &str, origin: Option<&str>| Position {
        from: said(relative).unwrap_or("text").to_owned(),
        offset: origin.or(said(margin)).and_then(length),
        align: said(align).filter(|align| *align != "absolute").unwrap_or_default().to_owned(),
    };
    let stroke = shape.child_named("stroke");
    let of_stroke = |own: &str, inner: &str| {
        shape.attribute(own).or_else(|| stroke.and_then(|stroke| stroke.attribute(inner)))
    };
    Drawing {
        paragraph,
        kind,
        floats: said("position") == Some("absolute"),
        horizontal: position(
            "mso-position-horizontal-relative",
            "mso-position-horizontal",
            "margin-left",
            from.map(|f| f.0),
        ),
        vertical: position(
            "mso-position-vertical-relative",
            "mso-position-vertical",
            "margin-top",
            from.map(|f| f.1),
        ),
        width: width.or(said("width").and_then(length)).unwrap_or(0),
        height: height.or(said("height").and_then(length)).unwrap_or(0),
        color: of_stroke("strokecolor", "color").and_then(Color::read),
        thickness: of_stroke("strokeweight", "weight").and_then(length).map(|twips| twips * 5),
        is_double: of_stroke("linestyle", "linestyle").is_some_and(|style| style != "single"),
        chart: None,
    }
}

/// A length of VML in twips: `441.7pt`, `15.6cm`, `2in`; without unit pixels.
fn length(text: &str) -> Option<i32> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && !".-".contains(c)).unwrap_or(text.len());
    let (value, unit) = text.split_at(digits);
    // Half points are exact enough, and whole numbers cannot be infinite.
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let whole = i64::from(number(whole).or(whole.is_empty().then_some(0))?.clamp(-10_000, 10_000));
    let hundredths = format!("{fraction}00").get(..2).and_then(|f| f.parse::<i64>().ok()).unwrap_or(0);
    let value = whole * 100 + sign * hundredths;
    let twips = match unit.trim() {
        "pt" => value * 20,
        "in" => value * 1440,
        "cm" => value * 567,
        "mm" => value * 567 / 10,
        "px" | "" => value * 15,
        _ => return None,
    };
    Some((twips / 100) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::parse::parse;

    #[test]
    fn lines_of_both_kinds_are_read() {
        let line = |xml: &str| read(&parse(xml.as_bytes()).expect("XML"), 3);
        let modern = line(
            "<w:drawing><anchor><positionH relativeFrom=\"margin\"><align>center</align></positionH><positionV relativeFrom=\"paragraph\"><posOffset>71120</posOffset></positionV><extent cx=\"5616575\" cy=\"0\"/><graphic><wsp><spPr><prstGeom prst=\"line\"/><ln w=\"19050\"><solidFill><srgbClr val=\"FF0000\"/></solidFill></ln></spPr></wsp></graphic></anchor></w:drawing>",
        );
        let old = line(
            "<w:pict><line style=\"position:absolute;left:0\" from=\"0,5.6pt\" to=\"442.25pt,5.6pt\" strokecolor=\"red\" strokeweight=\"1.5pt\"/></w:pict>",
        );
        for lines in [modern, old] {
            let [line] = &lines[..] else { panic!("one line: {lines:?}") };
            assert_eq!((line.kind, line.floats, line.width), (Kind::Line, true, 8845));
            assert_eq!(line.vertical.offset, Some(112));
            assert_eq!((line.color, line.thickness), (Some(Color::Rgb(255, 0, 0)), Some(150)));
        }
        assert_eq!(length("-2.5pt"), Some(-50));
        assert_eq!(length(".5in"), Some(720));
        assert_eq!(length("12em"), None);
    }
}
