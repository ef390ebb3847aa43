//! What the layout of a Word file is measured by: GB/T 9704, or the house style that a file of our own making names. What the
//! house style has otherwise is no fault then, and what the file has otherwise than the house style is one.

use std::sync::LazyLock;

use crate::check::page::face;
use crate::model::house::FontSize;
use crate::profile::gbt9704;
use crate::profile::numbers::{NumberForm, NumberPiece, page_sample};
use crate::profile::style::{Face, FaceFonts, ParagraphFormat, ParagraphStyle, Profile};

/// A profile to measure by.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its numbers.
    pub profile: Profile,
    /// It is a house style.
    pub is_house: bool,
}

static STANDARD: LazyLock<Measure> =
    LazyLock::new(|| Measure { profile: gbt9704::profile(), is_house: false });

impl Measure {
    /// The standard.
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// A house style.
    pub fn house(profile: &Profile) -> Self {
        Self { profile: profile.clone(), is_house: true }
    }

    /// How a style is set.
    pub fn style(&self, style: ParagraphStyle) -> &ParagraphFormat {
        self.profile.paragraph(style)
    }

    /// Size of a style in half points.
    pub fn size(&self, style: ParagraphStyle) -> i32 {
        self.style(style).run.size.0 as i32
    }

    /// What people call the size of a style.
    pub fn size_in_words(&self, style: ParagraphStyle) -> String {
        FontSize::in_words(self.style(style).run.size.0)
    }

    /// Whether a font is of a style's face, whoever made it.
    pub fn has_face(&self, style: ParagraphStyle, font: &str) -> bool {
        let fonts = self.fonts(style);
        // A house style may have another font in the place of a face: 华文中宋 for 小标宋.
        is_in(fonts, font) || face(font).is_some_and(|have| face(&fonts.name) == Some(have))
    }

    /// What people call the face of a style: 仿宋, 华文中宋.
    pub fn face_in_words(&self, style: ParagraphStyle) -> String {
        let name = &self.fonts(style).name;
        face(name).and_then(Face::name).unwrap_or(name).to_owned()
    }

    /// The fonts of a style as they are to be chosen: `“仿宋_GB2312”或“仿宋”`.
    pub fn fonts_in_words(&self, style: ParagraphStyle) -> String {
        let fonts = self.fonts(style);
        if fonts.name == fonts.beyond_gb2312 {
            return format!("“{}”", fonts.name);
        }
        format!("“{}”或“{}”", fonts.name, fonts.beyond_gb2312)
    }

    /// The font of a style.
    pub fn font(&self, style: ParagraphStyle) -> &str {
        &self.fonts(style).name
    }

    /// Whether the profile itself names a font.
    pub fn names_font(&self, font: &str) -> bool {
        let western = self.profile.western.as_deref() == Some(font);
        western || self.profile.fonts.iter().any(|fonts| is_in(fonts, font))
    }

    /// The first numbers of the four levels, as they are written.
    pub fn levels(&self) -> [String; 4] {
        self.profile.levels.each_ref().map(NumberForm::sample)
    }

    /// The pieces of a page number, where a house style has others than the standard; that has dashes of any kind.
    pub fn page_number(&self) -> Option<&[NumberPiece]> {
        (self.profile.page_number != Self::standard().profile.page_number)
            .then_some(&self.profile.page_number)
    }

    /// The page number of page 1, as it is written.
    pub fn page_sample(&self) -> String {
        page_sample(&self.profile.page_number)
    }

    /// A hint that says whose wish it is.
    pub fn hint(&self, hint: impl Into<String>) -> String {
        let hint = hint.into();
        if self.is_house {
            format!("{hint}（版式“{}”这样定的）", self.profile.name)
        } else {
            hint
        }
    }

    fn fonts(&self, style: ParagraphStyle) -> &FaceFonts {
        self.profile.face(self.style(style).run.face)
    }
}

fn is_in(fonts: &FaceFonts, font: &str) -> bool {
    fonts.name == font || fonts.beyond_gb2312 == font
}
