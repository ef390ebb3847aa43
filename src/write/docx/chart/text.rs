//! Text in a chart: one typeface and size throughout, black.

use crate::charset::Repertoire;
use crate::layout::laid::{LabelTurn, LaidChart};
use crate::office::element::Element;
use crate::profile::style::Profile;

/// The text of a chart.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    font: &'a str,
    /// For western letters and digits.
    western: &'a str,
    /// Hundredths of a point.
    size: u32,
}

impl<'a> Text<'a> {
    /// The text of this chart. Words cannot change their font one by one here, so that a single character that the first
    /// font lacks gives the whole chart another.
    pub fn new(chart: &LaidChart, profile: &'a Profile) -> Self {
        let font = match chart.repertoire {
            Repertoire::Gb2312 => &profile.face(chart.face).name,
            held => profile.font(chart.face, held == Repertoire::Rare),
        };
        let western = profile.western.as_deref().unwrap_or(font);
        Self { font, western, size: chart.size.0 * 50 }
    }

    /// `c:txPr` of labels that stand so.
    pub fn properties(self, turn: LabelTurn) -> Element {
        let rotation = match turn {
            LabelTurn::Level => 0,
            LabelTurn::Slanted => -2_700_000,
            LabelTurn::Upright => -5_400_000,
        };
        let paragraph = Element::new("a:p")
            .child(Element::new("a:pPr").child(self.run("a:defRPr")))
            .child(Element::new("a:endParaRPr").with("lang", "zh-CN"));
        Element::new("c:txPr")
            .child(Element::new("a:bodyPr").with("rot", rotation).with("vert", "horz"))
            .child(Element::new("a:lstStyle"))
            .child(paragraph)
    }

    /// `c:tx` with these words.
    pub fn words(self, words: &str) -> Element {
        self.lines(vec![vec![self.plain(words)]])
    }

    /// `c:tx` with these lines of pieces.
    pub fn lines(self, lines: Vec<Vec<Element>>) -> Element {
        let paragraph = |pieces: Vec<Element>| {
            Element::new("a:p").child(Element::new("a:pPr").child(self.run("a:defRPr"))).children(pieces)
        };
        Element::new("c:tx").child(
            Element::new("c:rich")
                .child(Element::new("a:bodyPr").with("rot", 0).with("vert", "horz"))
                .child(Element::new("a:lstStyle"))
                .children(lines.into_iter().map(paragraph)),
        )
    }

    /// A piece of plain words.
    pub fn plain(self, words: &str) -> Element {
        Element::new("a:r").child(self.properties_of_run()).child(Element::new("a:t").characters(words))
    }

    /// A piece that Word fills in from the data, with what it fills in. Its id is one of the label of this index.
    pub fn field(self, kind: &str, label: usize, shown: &str) -> Element {
        let id = format!("{{{:08X}-0000-4000-8000-{label:012X}}}", kind.len());
        Element::new("a:fld")
            .with("id", id)
            .with("type", kind)
            .child(self.properties_of_run())
            .child(Element::new("a:t").characters(shown))
    }

    fn properties_of_run(self) -> Element {
        self.run("a:rPr").with("lang", "zh-CN")
    }

    fn run(self, name: &'static str) -> Element {
        let font = |name, font: &str| Element::new(name).with("typeface", font);
        Element::new(name)
            .with("sz", self.size)
            .with("b", 0)
            .child(super::series::fill("000000"))
            .child(font("a:latin", self.western))
            .child(font("a:ea", self.font))
            .child(font("a:cs", self.font))
    }
}
