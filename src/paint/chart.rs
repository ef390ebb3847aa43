//! A chart as shapes and words: bars side by side, lines with marks, slices with their shares. Greys that print apart.

use rust_decimal::prelude::ToPrimitive;

use crate::document::chart::{Chart, ChartKind, ChartValue, Series};
use crate::layout::advance::{self, is_full_width};
use crate::layout::laid::{LabelTurn, LaidChart};
use crate::paint::ink::{Color, Ink, Role, Words};

/// Shades of the series and slices; neighbours differ.
const SHADES: [u8; 6] = [0x59, 0xD9, 0x8C, 0xF2, 0xA6, 0x33];
/// Thickness of axes and edges.
const EDGE: f64 = 10.0;
/// Thickness of the lines of a 折线图.
const LINE: f64 = 30.0;

/// A box for drawing in.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Draws a chart whose line begins at this height, in the middle of a text area that begins at `left`.
pub fn draw(laid: &LaidChart, left: i32, top: i32, room: i32, inks: &mut Vec<Ink>) {
    let area = Area {
        left: f64::from(left) + f64::from(room - laid.width.0) / 2.0,
        top: f64::from(top),
        width: f64::from(laid.width.0),
        height: f64::from(laid.height.0),
    };
    let mut pen = Pen { laid, size: f64::from(laid.size.twips().0), inks };
    let chart = &laid.chart;
    let area = pen.head(chart, area);
    let area = pen.legend(chart, area);
    match chart.kind {
        ChartKind::Column | ChartKind::Line => pen.upright(chart, area),
        ChartKind::Bar => pen.lying(chart, area),
        ChartKind::Pie => pen.pie(chart, area),
    }
}

struct Pen<'a> {
    laid: &'a LaidChart,
    size: f64,
    inks: &'a mut Vec<Ink>,
}

/// Values of all series as numbers, and the ends of the axis that shows them: 0 and round numbers.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn of(chart: &Chart) -> Self {
        let values = || chart.values().filter_map(number);
        let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
        let round = |value: f64| {
            if value <= 0.0 {
                return 0.0;
            }
            let unit = 10f64.powf(value.log10().floor()) / 2.0;
            (value * 1.05 / unit).ceil() * unit
        };
        let (low, high) = (-round(-low), round(high));
        Self { low, high: if high > low { high } else { low + 1.0 } }
    }

    /// Part of the axis below a value.
    fn part(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

fn number(value: &ChartValue) -> Option<f64> {
    value.value.to_f64()
}

fn shade(index: usize) -> Color {
    Color::Grey(SHADES[index % SHADES.len()])
}

impl Pen<'_> {
    /// Width of a text.
    fn width(&self, text: &str) -> f64 {
        text.chars().map(|c| f64::from(advance::advance(c, self.laid.size).0)).sum()
    }

    /// A text that begins at `x`, on this baseline.
    fn text(&mut self, text: &str, x: f64, baseline: f64) {
        let words = self.words(text, x, baseline);
        self.inks.push(words);
    }

    fn words(&self, text: &str, x: f64, baseline: f64) -> Ink {
        let advances: Vec<f64> =
            text.chars().map(|c| if is_full_width(c) { self.size } else { self.size / 2.0 }).collect();
        let xs = advances.iter().scan(x, |x, advance| {
            let here = *x;
            *x += advance;
            Some(here)
        });
        Ink::Text(Box::new(Words {
            text: text.to_owned(),
            xs: xs.collect(),
            advances,
            baseline,
            size: self.size,
            scale: 100,
            face: Some(self.laid.face),
            repertoire: self.laid.repertoire,
            color: Color::Black,
            bold: false,
            role: Role::Furniture,
        }))
    }

    /// A text in the middle of `x`.
    fn centred(&mut self, text: &str, x: f64, baseline: f64) {
        let left = x - self.width(text) / 2.0;
        self.text(text, left, baseline);
    }

    fn rule(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.inks.push(Ink::Rule { x, y, width, height, color: Color::Black });
    }

    /// A filled box with an edge.
    fn bar(&mut self, x: f64, y: f64, width: f64, height: f64, color: Color) {
        self.shape(vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)], color);
    }

    /// A filled shape with an edge.
    fn shape(&mut self, corners: Vec<(f64, f64)>, color: Color) {
        let mut edge = corners.clone();
        edge.extend(corners.first().copied());
        self.inks.push(Ink::Shape { corners, line: None, color });
        self.inks.push(Ink::Shape { corners: edge, line: Some(EDGE), color: Color::Black });
    }

    /// 计量单位 at the upper left.
    fn head(&mut self, chart: &Chart, area: Area) -> Area {
        let Some(unit) = chart.unit_line() else { return area };
        let line = self.size * 1.4;
        self.text(&unit, area.left, area.top + self.size);
        Area { top: area.top + line, height: area.height - line, ..area }
    }

    /// The names of several series under the chart.
    fn legend(&mut self, chart: &Chart, area: Area) -> Area {
        if chart.series.len() < 2 {
            return area;
        }
        let gap = self.size;
        let total: f64 = chart.series.iter().map(|s| self.width(&s.name) + self.size * 1.4 + gap).sum();
        let mut x = area.left + (area.width - total + gap).max(0.0) / 2.0;
        let baseline = area.top + area.height - self.size * 0.3;
        for (index, series) in chart.series.iter().enumerate() {
            let y = baseline - self.size * 0.75;
            if chart.kind == ChartKind::Line {
                self.inks.push(Ink::Shape {
                    corners: vec![(x, y + self.size * 0.35), (x + self.size, y + self.size * 0.35)],
                    line: Some(LINE),
                    color: line_color(index),
                });
                self.mark(index, x + self.size / 2.0, y + self.size * 0.35);
            } else {
                self.bar(x, y, self.size, self.size * 0.7, shade(index));
            }
            self.text(&series.name, x + self.size * 1.3, baseline);
            x += self.width(&series.name) + self.size * 1.4 + gap;
        }
        Area { height: area.height - self.size * 1.6, ..area }
    }

    /// Columns and lines over names.
    fn upright(&mut self, chart: &Chart, area: Area) {
        let scale = Scale::of(chart);
        let labels = self.names_height(chart, &area);
        let top_room = match self.laid.value_labels {
            LabelTurn::Level => self.size * 1.3,
            _ => chart.values().map(|value| self.width(&value.written)).fold(0.0, f64::max) + self.size * 0.5,
        };
        let plot = Area {
            left: area.left + self.size,
            top: area.top + top_room,
            width: area.width - 2.0 * self.size,
            height: (area.height - labels - top_room).max(self.size),
        };
        let y_of = |value: f64| plot.top + plot.height * (1.0 - scale.part(value));
        let slot = plot.width / chart.categories.len().max(1) as f64;
        let zero = y_of(0.0);
        for (index, series) in chart.series.iter().enumerate() {
            let middle = |category: usize| plot.left + slot * (category as f64 + 0.5);
            if chart.kind == ChartKind::Line {
                self.line(index, series, &middle, &y_of);
            } else {
                let bar = slot / (chart.series.len() as f64 + 0.5);
                for (category, value) in series.values.iter().enumerate() {
                    let Some((value, shown)) = value.as_ref().and_then(|v| Some((number(v)?, &v.written)))
                    else {
                        continue;
                    };
                    let x = plot.left + slot * category as f64 + bar * (index as f64 + 0.25);
                    let y = y_of(value);
                    self.bar(x, y.min(zero), bar, (y - zero).abs(), shade(index));
                    let below = value < 0.0 && self.laid.value_labels == LabelTurn::Level;
                    let label = if below { y + self.size * 1.3 } else { y.min(zero) };
                    self.value(shown, x + bar / 2.0, label);
                }
            }
        }
        self.rule(plot.left, zero - EDGE / 2.0, plot.width, EDGE);
        let below = plot.top + plot.height;
        for (category, name) in chart.categories.iter().enumerate() {
            let x = plot.left + slot * (category as f64 + 0.5);
            match self.laid.category_labels {
                LabelTurn::Level => {
                    for (row, part) in self.parted(name, slot).into_iter().enumerate() {
                        self.centred(&part, x, below + self.size * (1.2 + 1.2 * row as f64));
                    }
                }
                _ => {
                    // It rises to the right and ends under its place.
                    let words = self.words(name, -self.width(name), self.size * 0.9);
                    self.inks.push(Ink::Turned {
                        x,
                        y: below + self.size * 0.3,
                        degrees: -45.0,
                        inks: vec![words],
                    });
                }
            }
        }
    }

    /// A line with its marks and numbers.
    fn line(
        &mut self,
        index: usize,
        series: &Series,
        x_of: &dyn Fn(usize) -> f64,
        y_of: &dyn Fn(f64) -> f64,
    ) {
        let points: Vec<Option<(f64, f64, &str)>> = series
            .values
            .iter()
            .enumerate()
            .map(|(category, value)| {
                let value = value.as_ref()?;
                Some((x_of(category), y_of(number(value)?), value.written.as_str()))
            })
            .collect();
        // A value that is not there parts the line.
        for stretch in points.split(Option::is_none) {
            let corners: Vec<(f64, f64)> = stretch.iter().flatten().map(|(x, y, _)| (*x, *y)).collect();
            if corners.len() > 1 {
                self.inks.push(Ink::Shape { corners, line: Some(LINE), color: line_color(index) });
            }
        }
        for (x, y, shown) in points.into_iter().flatten() {
            self.mark(index, x, y);
            self.value(shown, x, y - self.size * 0.25);
        }
    }

    /// The mark of a point.
    fn mark(&mut self, index: usize, x: f64, y: f64) {
        let r = self.size * 0.25;
        let corners = match index % 3 {
            0 => vec![(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
            1 => vec![(x, y - r), (x + r, y + r), (x - r, y + r)],
            _ => vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)],
        };
        self.shape(corners, if index.is_multiple_of(2) { Color::Black } else { Color::Grey(255) });
    }

    /// The number over a bar or point.
    fn value(&mut self, shown: &str, x: f64, y: f64) {
        match self.laid.value_labels {
            LabelTurn::Level => self.centred(shown, x, y - self.size * 0.3),
            _ => {
                let words = self.words(shown, 0.0, self.size * 0.35);
                self.inks.push(Ink::Turned { x, y: y - self.size * 0.3, degrees: -90.0, inks: vec![words] });
            }
        }
    }

    /// Height of the names under an axis.
    fn names_height(&self, chart: &Chart, area: &Area) -> f64 {
        let slot = (area.width - 2.0 * self.size) / chart.categories.len().max(1) as f64;
        let longest = chart.categories.iter().map(|name| self.width(name)).fold(0.0, f64::max);
        match self.laid.category_labels {
            LabelTurn::Level => {
                let rows =
                    chart.categories.iter().map(|name| self.parted(name, slot).len()).max().unwrap_or(1);
                self.size * (0.4 + 1.2 * rows as f64)
            }
            _ => longest * 0.71 + self.size,
        }
    }

    /// A name in lines that are no wider than so much.
    fn parted(&self, name: &str, room: f64) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut width = 0.0;
        for c in name.chars() {
            let advance = if is_full_width(c) { self.size } else { self.size / 2.0 };
            if width + advance > room - self.size * 0.3 && width > 0.0 {
                parts.push(String::new());
                width = 0.0;
            }
            width += advance;
            if let Some(last) = parts.last_mut() {
                last.push(c);
            }
        }
        parts
    }

    /// Bars that lie, the first category above.
    fn lying(&mut self, chart: &Chart, area: Area) {
        let scale = Scale::of(chart);
        let names = chart.categories.iter().map(|name| self.width(name)).fold(0.0, f64::max);
        let names = names.min(area.width / 2.0) + self.size * 0.5;
        let numbers = chart.values().map(|value| self.width(&value.written)).fold(0.0, f64::max) + self.size;
        let plot = Area { left: area.left + names, width: area.width - names - numbers, ..area };
        let slot = plot.height / chart.categories.len().max(1) as f64;
        let bar = slot / (chart.series.len() as f64 + 0.5);
        let x_of = |value: f64| plot.left + plot.width * scale.part(value);
        let zero = x_of(0.0);
        for (category, name) in chart.categories.iter().enumerate() {
            let top = plot.top + slot * category as f64;
            let rows = self.parted(name, names);
            let first = top + slot / 2.0 + self.size * (0.35 - 0.6 * (rows.len() as f64 - 1.0));
            for (row, part) in rows.iter().enumerate() {
                let x = plot.left - self.size * 0.4 - self.width(part);
                self.text(part, x, first + 1.2 * self.size * row as f64);
            }
            for (index, series) in chart.series.iter().enumerate() {
                let Some(value) = series.values.get(category).and_then(Option::as_ref) else { continue };
                let Some(number) = number(value) else { continue };
                let (x, y) = (x_of(number), top + bar * (index as f64 + 0.25));
                self.bar(x.min(zero), y, (x - zero).abs(), bar, shade(index));
                self.text(&value.written, x.max(zero) + self.size * 0.3, y + bar / 2.0 + self.size * 0.35);
            }
        }
        self.rule(zero - EDGE / 2.0, plot.top, EDGE, plot.height);
    }

    /// Slices, beginning above and going round as the hands of a clock do; beside each its name, number and share.
    fn pie(&mut self, chart: &Chart, area: Area) {
        let Some(series) = chart.series.first() else { return };
        let values: Vec<f64> = series
            .values
            .iter()
            .map(|value| value.as_ref().and_then(number).unwrap_or(0.0).max(0.0))
            .collect();
        let total: f64 = values.iter().sum();
        if total <= 0.0 {
            return;
        }
        let radius = (area.height / 2.0 - self.size * 2.6).max(self.size);
        let (cx, cy) = (area.left + area.width / 2.0, area.top + area.height / 2.0);
        let at = |part: f64, radius: f64| {
            let angle = part * std::f64::consts::TAU;
            (cx + radius * angle.sin(), cy - radius * angle.cos())
        };
        let mut from = 0.0;
        for (index, value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
            let to = from + value / total;
            let steps = ((to - from) * 180.0).ceil().max(1.0) as usize;
            let mut corners = vec![(cx, cy)];
            corners
                .extend((0..=steps).map(|step| at(from + (to - from) * step as f64 / steps as f64, radius)));
            self.shape(corners, shade(index));
            let (x, y) = at(f64::midpoint(from, to), radius + self.size * 0.8);
            let lines = Self::slice_words(chart, series, index);
            let wide = lines.iter().map(|line| self.width(line)).fold(0.0, f64::max);
            let left = if x < cx { x - wide } else { x };
            for (row, line) in lines.iter().enumerate() {
                let inset = (wide - self.width(line)) / 2.0;
                self.text(line, left + inset, y + self.size * (0.2 + 1.15 * row as f64) - self.size * 0.3);
            }
            from = to;
        }
    }

    fn slice_words(chart: &Chart, series: &Series, index: usize) -> Vec<String> {
        let Some(value) = series.values.get(index).and_then(Option::as_ref) else { return Vec::new() };
        let mut second = value.written.clone();
        if let Some(share) = chart.shares().get(index) {
            second.push_str(&format!("（{share}）"));
        }
        vec![chart.categories.get(index).cloned().unwrap_or_default(), second]
    }
}

/// Lines are black or grey in turn.
fn line_color(index: usize) -> Color {
    if index.is_multiple_of(2) { Color::Black } else { Color::Grey(0x80) }
}
