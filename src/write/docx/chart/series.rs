//! The series of a chart: references with cached texts, and looks that black-and-white printing keeps apart – shades
//! and patterns of bars and slices, dashes and marks of lines. Each has its numbers beside it.

use crate::document::chart::{Chart, ChartKind, Series};
use crate::layout::laid::LaidChart;
use crate::office::element::Element;
use crate::write::docx::chart::text::Text;
use crate::write::docx::chart::{data, slices};

/// How an area is filled: a shade, or a pattern of black on white.
#[derive(Debug, Clone, Copy)]
enum Filling {
    Shade(&'static str),
    Pattern(&'static str),
}

/// Neighbours differ in shade as well as in pattern.
const FILLINGS: [Filling; 6] = [
    Filling::Shade("595959"),
    Filling::Shade("D9D9D9"),
    Filling::Pattern("wdUpDiag"),
    Filling::Shade("A6A6A6"),
    Filling::Pattern("dkHorz"),
    Filling::Shade("FFFFFF"),
];

/// Line, mark, and whether the mark is filled.
const STROKES: [(&str, &str, bool); 6] = [
    ("solid", "circle", true),
    ("dash", "square", false),
    ("sysDot", "triangle", true),
    ("lgDashDot", "diamond", false),
    ("sysDash", "square", true),
    ("lgDash", "circle", false),
];

/// An element with the attribute `val`, the commonest form in charts.
pub fn val(name: &'static str, value: impl std::fmt::Display) -> Element {
    Element::new(name).with("val", value)
}

/// A fill of one colour.
pub fn fill(colour: &str) -> Element {
    Element::new("a:solidFill").child(val("a:srgbClr", colour))
}

/// A black line of so many EMU.
fn line(width: u32, dash: &str) -> Element {
    Element::new("a:ln").with("w", width).child(fill("000000")).child(val("a:prstDash", dash))
}

/// `c:spPr` of the area of this index; of `count` in a ring, the last and the first are neighbours.
fn area(index: usize, count: usize) -> Element {
    let turn = index % FILLINGS.len();
    let meets_first = index > 0 && index + 1 == count && turn == 0;
    let filling = match FILLINGS[if meets_first { 2 } else { turn }] {
        Filling::Shade(colour) => fill(colour),
        Filling::Pattern(name) => Element::new("a:pattFill")
            .with("prst", name)
            .child(Element::new("a:fgClr").child(val("a:srgbClr", "000000")))
            .child(Element::new("a:bgClr").child(val("a:srgbClr", "FFFFFF"))),
    };
    Element::new("c:spPr").child(filling).child(line(6350, "solid"))
}

/// `c:ser` of the series of this index.
pub fn series(laid: &LaidChart, index: usize, text: Text<'_>) -> Element {
    let chart = &laid.chart;
    let series = &chart.series[index];
    let element = Element::new("c:ser")
        .child(val("c:idx", index))
        .child(val("c:order", index))
        .child(Element::new("c:tx").child(texts(&data::name(index), [series.name.as_str()])));
    let element = match chart.kind {
        ChartKind::Column | ChartKind::Bar => {
            element.child(area(index, 0)).child(val("c:invertIfNegative", 0))
        }
        ChartKind::Line => stroked(element, index),
        ChartKind::Pie => element.children((0..chart.categories.len()).map(|slice| {
            Element::new("c:dPt")
                .child(val("c:idx", slice))
                .child(val("c:bubble3D", 0))
                .child(area(slice, chart.categories.len()))
        })),
    };
    let element =
        element.child(labels(laid, index, text)).child(categories(chart)).child(values(chart, index));
    if chart.kind == ChartKind::Line { element.child(val("c:smooth", 0)) } else { element }
}

fn stroked(element: Element, index: usize) -> Element {
    let (dash, mark, filled) = STROKES[index % STROKES.len()];
    let mark_look = Element::new("c:spPr")
        .child(fill(if filled { "000000" } else { "FFFFFF" }))
        .child(line(9525, "solid"));
    element
        .child(Element::new("c:spPr").child(line(19050, dash).with("cap", "rnd")))
        .child(Element::new("c:marker").child(val("c:symbol", mark)).child(val("c:size", 6)).child(mark_look))
}

/// `c:dLbls`: the number at each bar or point; a slice has labels of its own.
fn labels(laid: &LaidChart, index: usize, text: Text<'_>) -> Element {
    let chart = &laid.chart;
    let format = data::number_format(&chart.series[index]);
    match chart.kind {
        ChartKind::Column | ChartKind::Bar => {
            let properties = Some(text.properties(laid.value_labels));
            label(Element::new("c:dLbls"), &format, properties, "outEnd", NUMBER)
        }
        ChartKind::Line => {
            let properties = || Some(text.properties(laid.value_labels));
            let moved = (0..chart.categories.len()).filter_map(|category| {
                let place = Some(place(chart, index, category)).filter(|place| *place != "t")?;
                let element = Element::new("c:dLbl").child(val("c:idx", category));
                Some(label(element, &format, properties(), place, NUMBER))
            });
            label(Element::new("c:dLbls").children(moved), &format, properties(), "t", NUMBER)
        }
        ChartKind::Pie => slices::labels(chart, text),
    }
}

/// Where a number stands at its point: above the highest line, below the lowest, beside those between.
fn place(chart: &Chart, index: usize, category: usize) -> &'static str {
    let at = |series: &Series| series.values.get(category)?.as_ref().map(|value| value.value);
    let Some(own) = at(&chart.series[index]) else { return "t" };
    // Of lines that meet, the earlier counts as the higher.
    let above = |(other, series): (usize, &Series)| {
        at(series).is_some_and(|value| value > own || (value == own && other < index))
    };
    let below = |(other, series): (usize, &Series)| {
        at(series).is_some_and(|value| value < own || (value == own && other > index))
    };
    let all = || chart.series.iter().enumerate().filter(|(other, _)| *other != index);
    match (all().any(above), all().any(below)) {
        (false, _) => "t",
        (true, false) => "b",
        (true, true) => "r",
    }
}

/// What a label of a bar or point shows.
const NUMBER: &[&str] = &["c:showVal"];

/// Completes a label, or the labels of a series, that show these things at this place.
pub fn label(element: Element, format: &str, text: Option<Element>, place: &str, shows: &[&str]) -> Element {
    let shown = |element: Element, name| element.child(val(name, u8::from(shows.contains(&name))));
    let element = element
        .child(number_format(format))
        .child(
            Element::new("c:spPr")
                .child(Element::new("a:noFill"))
                .child(Element::new("a:ln").child(Element::new("a:noFill"))),
        )
        .maybe(text)
        .child(val("c:dLblPos", place));
    SHOW.into_iter().fold(element, shown)
}

/// What a label may show, in the schema's order.
const SHOW: [&str; 6] =
    ["c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"];

/// `c:numFmt` of its own, not the cells'.
pub fn number_format(code: &str) -> Element {
    Element::new("c:numFmt").with("formatCode", code).with("sourceLinked", 0)
}

fn categories(chart: &Chart) -> Element {
    let names = chart.categories.iter().map(String::as_str);
    Element::new("c:cat").child(texts(&data::categories(chart), names))
}

/// A reference with the texts that stand there.
fn texts<'a>(reference: &str, texts: impl IntoIterator<Item = &'a str>) -> Element {
    let points: Vec<Element> =
        texts.into_iter().enumerate().map(|(index, text)| point(index, text.to_owned())).collect();
    let cache = Element::new("c:strCache").child(val("c:ptCount", points.len())).children(points);
    Element::new("c:strRef").child(Element::new("c:f").characters(reference)).child(cache)
}

fn values(chart: &Chart, index: usize) -> Element {
    let series: &Series = &chart.series[index];
    let points = series
        .values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| Some(point(index, value.as_ref()?.value.to_string())));
    let cache = Element::new("c:numCache")
        .child(Element::new("c:formatCode").characters(data::number_format(series)))
        .child(val("c:ptCount", series.values.len()))
        .children(points);
    let reference = Element::new("c:f").characters(data::values(chart, index));
    Element::new("c:val").child(Element::new("c:numRef").child(reference).child(cache))
}

fn point(index: usize, text: String) -> Element {
    Element::new("c:pt").with("idx", index).child(Element::new("c:v").characters(text))
}
