//! Charts of a file: what they show, taken from the numbers that the file keeps beside the drawing.

use rust_decimal::Decimal;

use crate::document::chart::ChartKind;
use crate::office::element::Element;
use crate::paper::Plot;
use crate::read::docx::drawing::Drawing;
use crate::read::docx::package::Package;
use crate::read::docx::tree::{self, Asked};

/// Most categories and series that are read.
const MOST: usize = 1000;

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The paragraph that it stands in.
    pub paragraph: usize,
    /// What it shows; `None` if it is of a kind that is not known here, or keeps no numbers.
    pub plot: Option<Plot>,
}

/// The charts among drawings. A part that is damaged is a chart whose numbers are not known.
pub fn charts(package: &mut Package<'_>, drawings: &[Drawing], room: &mut usize) -> Vec<Chart> {
    let mut charts = Vec::new();
    for drawing in drawings {
        let Some(id) = &drawing.chart else { continue };
        let part = package.parts.get(id).map(|(_, part)| part.clone());
        let xml = part.and_then(|part| package.part(&part).ok().flatten());
        let space = xml.and_then(|xml| tree::part(&xml, "chartSpace", room).ok());
        charts.push(Chart { paragraph: drawing.paragraph, plot: space.as_ref().and_then(plot) });
    }
    charts
}

fn plot(space: &Element) -> Option<Plot> {
    let chart = space.child_named("chart")?;
    let area = chart.child_named("plotArea")?;
    // Several kinds in one plot are none of ours.
    let mut groups = area.elements().filter(|group| group.name.ends_with("Chart"));
    let group = groups.next().filter(|_| groups.next().is_none())?;
    let is_bar = group.child_named("barDir").and_then(|dir| dir.attribute("val")) == Some("bar");
    let kind = match &*group.name {
        "barChart" if is_bar => ChartKind::Bar,
        "barChart" => ChartKind::Column,
        "lineChart" => ChartKind::Line,
        "pieChart" => ChartKind::Pie,
        _ => return None,
    };
    let mut categories: Vec<String> = Vec::new();
    let mut series = Vec::new();
    for one in group.elements().filter(|one| one.name == "ser").take(MOST) {
        let name = one.child_named("tx").map(points).and_then(|mut points| points.pop()).unwrap_or_default();
        let own = one.child_named("cat").map(points).unwrap_or_default();
        if own.len() > categories.len() {
            categories = own;
        }
        let values = one.child_named("val").map(values).unwrap_or_default();
        series.push((name, values));
    }
    let is_known = !categories.is_empty() && !series.is_empty();
    for (_, values) in &mut series {
        values.resize(categories.len(), String::new());
    }
    let words = chart.child_named("title").map(title).unwrap_or_default();
    let unit = words.strip_prefix("单位：").unwrap_or_default().to_owned();
    is_known.then_some(Plot { kind, unit, categories, series })
}

/// The characters of a title.
fn title(element: &Element) -> String {
    element.child_named("tx").map(Element::text).unwrap_or_default()
}

/// The points of a cache, by their numbers.
fn points(element: &Element) -> Vec<String> {
    let mut points = Vec::new();
    gather(element, &mut points);
    points
}

fn gather(element: &Element, points: &mut Vec<String>) {
    for child in element.elements() {
        if child.name != "pt" {
            gather(child, points);
            continue;
        }
        let at = child.attribute("idx").and_then(|at| at.parse::<usize>().ok()).filter(|at| *at < MOST);
        let Some(at) = at else { continue };
        if points.len() <= at {
            points.resize(at + 1, String::new());
        }
        let value = child.child_named("v").map(Element::text).unwrap_or_default();
        value.trim().clone_into(&mut points[at]);
    }
}

/// Values as they are shown: with a percent sign where their form has one.
fn values(element: &Element) -> Vec<String> {
    let code = element.descendant("formatCode").map(Element::text).unwrap_or_default();
    let shown = |value: String| -> String {
        if value.is_empty() || !code.contains('%') {
            return value;
        }
        if code.contains("\"%\"") {
            return format!("{value}%");
        }
        let hundredfold =
            value.parse::<Decimal>().ok().and_then(|value| value.checked_mul(Decimal::ONE_HUNDRED));
        hundredfold.map_or(value, |value| format!("{}%", value.normalize()))
    };
    points(element).into_iter().map(shown).collect()
}
