//! Labels of slices: the category on one line, its number and share on the next.
//!
//! `showVal` with `showPercent` would be simpler, but Word gives the number format to the number and `LibreOffice` gives
//! it to the share, so that one of the two would be wrong. Fields say which is which, and still follow 编辑数据; the
//! flags beside them leave the share out, so that the number format is the number's in both.

use crate::document::chart::Chart;
use crate::layout::laid::LabelTurn;
use crate::office::element::Element;
use crate::write::docx::chart::data;
use crate::write::docx::chart::series::{label, val};
use crate::write::docx::chart::text::Text;

/// `c:dLbls` of a pie.
pub fn labels(chart: &Chart, text: Text<'_>) -> Element {
    let Some(series) = chart.series.first() else { return Element::new("c:dLbls") };
    let format = data::number_format(series);
    let shares = chart.shares();
    let shown = &["c:showVal", "c:showCatName"];
    let slices =
        series.values.iter().zip(&chart.categories).enumerate().filter_map(|(index, (value, name))| {
            let value = value.as_ref()?;
            let field = |kind: &str, shown: &str| text.field(kind, index, shown);
            let mut second = vec![field("VALUE", &value.written)];
            if let Some(share) = shares.get(index) {
                second.push(text.plain("（"));
                second.push(field("PERCENTAGE", share));
                second.push(text.plain("）"));
            }
            let words = text.lines(vec![vec![field("CATEGORYNAME", name)], second]);
            let element = Element::new("c:dLbl").child(val("c:idx", index)).child(words);
            Some(
                label(element, &format, None, "outEnd", shown)
                    .child(Element::new("c:extLst").child(extension())),
            )
        });
    label(
        Element::new("c:dLbls").children(slices),
        &format,
        Some(text.properties(LabelTurn::Level)),
        "outEnd",
        shown,
    )
    .child(val("c:showLeaderLines", 1))
}

/// What tells Word 2013 and later that the label has fields.
fn extension() -> Element {
    Element::new("c:ext")
        .with("uri", "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}")
        .child(Element::new("c15:dlblFieldTable"))
}
