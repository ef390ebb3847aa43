//! `word/charts/chartN.xml`: plot, axes, legend.
//!
//! Choices of this file: bars begin at zero, as their lengths are compared; names stand at the foot of the plot, below
//! negative bars; the first category of lying bars stands on top; several series have a legend below; the slices of a pie
//! are named where they are; 计量单位 stands above the plot on the left, as statistics have it.

use crate::document::chart::{Chart, ChartKind, ChartValue};
use crate::layout::laid::{LabelTurn, LaidChart};
use crate::office::element::Element;
use crate::profile::style::Profile;
use crate::write::docx::chart::C;
use crate::write::docx::chart::series::{fill, number_format, series, val};
use crate::write::docx::chart::text::Text;

/// Ids of the axes.
const CATEGORIES: u32 = 1;
const VALUES: u32 = 2;

/// The part.
pub fn space(laid: &LaidChart, profile: &Profile) -> Element {
    let chart = &laid.chart;
    let text = Text::new(laid, profile);
    let legend = chart.series.len() > 1;
    let drawn = Element::new("c:chart")
        .maybe(chart.unit_line().map(|line| unit(&line, text)))
        .child(val("c:autoTitleDeleted", u8::from(chart.unit.is_empty())))
        .child(plot(laid, text))
        .maybe(legend.then(|| {
            Element::new("c:legend")
                .child(val("c:legendPos", "b"))
                .child(val("c:overlay", 0))
                .child(text.properties(LabelTurn::Level))
        }))
        .child(val("c:plotVisOnly", 1))
        .child(val("c:dispBlanksAs", "gap"));
    Element::new("c:chartSpace")
        .with("xmlns:c", C)
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        .with("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
        .with("xmlns:c15", "http://schemas.microsoft.com/office/drawing/2012/chart")
        .with("mc:Ignorable", "c15")
        .child(val("c:date1904", 0))
        .child(val("c:lang", "zh-CN"))
        .child(val("c:roundedCorners", 0))
        .child(drawn)
        .child(
            Element::new("c:spPr")
                .child(Element::new("a:noFill"))
                .child(Element::new("a:ln").child(Element::new("a:noFill"))),
        )
        .child(text.properties(LabelTurn::Level))
        .child(Element::new("c:externalData").with("r:id", "rId1").child(val("c:autoUpdate", 0)))
}

/// 计量单位 above the plot, left.
fn unit(line: &str, text: Text<'_>) -> Element {
    let place = Element::new("c:manualLayout")
        .child(val("c:xMode", "edge"))
        .child(val("c:yMode", "edge"))
        .child(val("c:x", "0.01"))
        .child(val("c:y", "0.01"));
    Element::new("c:title")
        .child(text.words(line))
        .child(Element::new("c:layout").child(place))
        .child(val("c:overlay", 0))
}

fn plot(laid: &LaidChart, text: Text<'_>) -> Element {
    let chart = &laid.chart;
    let all = (0..chart.series.len()).map(|index| series(laid, index, text));
    let axes = |element: Element| element.child(val("c:axId", CATEGORIES)).child(val("c:axId", VALUES));
    let plot = Element::new("c:plotArea").child(Element::new("c:layout"));
    match chart.kind {
        ChartKind::Pie => plot.child(
            Element::new("c:pieChart")
                .child(val("c:varyColors", 1))
                .children(all)
                .child(val("c:firstSliceAng", 0)),
        ),
        ChartKind::Line => plot
            .child(axes(
                Element::new("c:lineChart")
                    .child(val("c:grouping", "standard"))
                    .child(val("c:varyColors", 0))
                    .children(all)
                    .child(val("c:marker", 1)),
            ))
            .child(category_axis(laid, text))
            .child(value_axis(chart, text)),
        ChartKind::Column | ChartKind::Bar => {
            let direction = if chart.kind == ChartKind::Bar { "bar" } else { "col" };
            plot.child(axes(
                Element::new("c:barChart")
                    .child(val("c:barDir", direction))
                    .child(val("c:grouping", "clustered"))
                    .child(val("c:varyColors", 0))
                    .children(all)
                    // Half a bar on both sides of a category.
                    .child(val("c:gapWidth", if chart.series.len() == 1 { 100 } else { 60 })),
            ))
            .child(category_axis(laid, text))
            .child(value_axis(chart, text))
        }
    }
}

/// A thin line of this colour.
fn thin(colour: &str) -> Element {
    Element::new("c:spPr").child(Element::new("a:ln").with("w", 6350).child(fill(colour)))
}

fn category_axis(laid: &LaidChart, text: Text<'_>) -> Element {
    let lying = laid.chart.kind == ChartKind::Bar;
    Element::new("c:catAx")
        .child(val("c:axId", CATEGORIES))
        .child(Element::new("c:scaling").child(val("c:orientation", if lying { "maxMin" } else { "minMax" })))
        .child(val("c:delete", 0))
        .child(val("c:axPos", if lying { "l" } else { "b" }))
        .child(number_format("General"))
        .child(val("c:majorTickMark", "out"))
        .child(val("c:minorTickMark", "none"))
        .child(val("c:tickLblPos", "low"))
        .child(thin("000000"))
        .child(text.properties(laid.category_labels))
        .child(val("c:crossAx", VALUES))
        .child(val("c:crosses", "autoZero"))
        // Names such as 2012 are no dates.
        .child(val("c:auto", 0))
        .child(val("c:lblAlgn", "ctr"))
        .child(val("c:lblOffset", 100))
        .child(val("c:noMultiLvlLbl", 1))
}

fn value_axis(chart: &Chart, text: Text<'_>) -> Element {
    let lying = chart.kind == ChartKind::Bar;
    let zero = rust_decimal::Decimal::ZERO;
    let mut scaling = Element::new("c:scaling").child(val("c:orientation", "minMax"));
    if chart.kind != ChartKind::Line {
        if chart.values().all(|value| value.value <= zero) && chart.values().any(|value| value.value < zero) {
            scaling = scaling.child(val("c:max", 0));
        } else if chart.values().all(|value| value.value >= zero) {
            scaling = scaling.child(val("c:min", 0));
        }
    }
    Element::new("c:valAx")
        .child(val("c:axId", VALUES))
        .child(scaling)
        // Lying bars lose width to their names; each has its number, and the axis would have no room.
        .child(val("c:delete", u8::from(lying)))
        .child(val("c:axPos", if lying { "b" } else { "l" }))
        .maybe((!lying).then(|| Element::new("c:majorGridlines").child(thin("D9D9D9"))))
        .child(number_format(axis_format(chart)))
        .child(val("c:majorTickMark", "out"))
        .child(val("c:minorTickMark", "none"))
        .child(val("c:tickLblPos", "nextTo"))
        .child(thin("000000"))
        .child(text.properties(LabelTurn::Level))
        .child(val("c:crossAx", CATEGORIES))
        .child(val("c:crosses", if lying { "max" } else { "autoZero" }))
        .child(val("c:crossBetween", "between"))
}

/// The format of the values without their decimals, as the axis has round numbers of its own.
fn axis_format(chart: &Chart) -> &'static str {
    let any = |mark: char| chart.values().any(|value| value.written.contains(mark));
    match (any(','), chart.values().any(ChartValue::is_percent)) {
        (true, true) => "#,##0\"%\"",
        (true, false) => "#,##0",
        (false, true) => "General\"%\"",
        (false, false) => "General",
    }
}
