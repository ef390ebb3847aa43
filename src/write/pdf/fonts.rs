//! Fonts for the characters of a page: the profile's own first, then those that may stand in for it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use krilla::Data;
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::charset::Repertoire;
use crate::paint::ink::Words;
use crate::profile::style::{Face, Profile};

/// Bytes of a font file and which font of a collection it is.
pub type File = (Arc<Vec<u8>>, u32);

/// Characters that no font has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The first of them.
    pub character: char,
    /// The families that were looked for, in their order.
    pub families: Vec<String>,
}

/// A font that is open.
pub struct Open {
    /// For the library.
    pub font: Font,
    /// Widths of its glyphs in parts of the size.
    pub widths: Vec<f32>,
    family: String,
    glyphs: HashMap<char, u32>,
}

/// The fonts that are open, and how to get others.
pub struct Shelf<'f> {
    source: &'f mut dyn FnMut(&str) -> Option<File>,
    open: Vec<Open>,
    /// By family: which of the open ones it is.
    families: HashMap<String, Option<usize>>,
    /// For a face and a character: font and glyph.
    chosen: HashMap<(Option<Face>, Repertoire, char), (usize, u32)>,
    /// Families that other ones stand in for.
    instead: BTreeMap<String, String>,
}

/// Free fonts that may stand in where a machine has none of the profile's: of 宋 for all but 黑体.
const SONG: &[&str] = &[
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "思源宋体",
    "思源宋体 CN",
    "Noto Serif SC",
    "AR PL UMing CN",
    "文鼎PL简报宋",
];
/// Those of 黑体.
const HEI: &[&str] = &[
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "思源黑体 CN",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "Microsoft YaHei",
];

impl<'f> Shelf<'f> {
    /// A shelf that asks `source` for the font file of a family.
    pub fn new(source: &'f mut dyn FnMut(&str) -> Option<File>) -> Self {
        Self {
            source,
            open: Vec::new(),
            families: HashMap::new(),
            chosen: HashMap::new(),
            instead: BTreeMap::new(),
        }
    }

    /// A font by its number.
    pub fn open(&self, font: usize) -> &Open {
        &self.open[font]
    }

    /// Which families other ones stood in for: wanted → taken.
    pub fn instead(&self) -> &BTreeMap<String, String> {
        &self.instead
    }

    /// Font and glyph of each character.
    pub fn for_words(&mut self, words: &Words, profile: &Profile) -> Result<Vec<(usize, u32)>, Missing> {
        words
            .text
            .chars()
            .map(|c| {
                let key = (words.face, words.repertoire, c);
                if let Some(known) = self.chosen.get(&key) {
                    return Ok(*known);
                }
                let families = families(words.face, words.repertoire, profile);
                let found = families.iter().find_map(|family| Some((family, self.glyph(family, c)?))).map(
                    |(family, found)| {
                        if family != &families[0] {
                            self.instead.entry(families[0].clone()).or_insert_with(|| family.clone());
                        }
                        found
                    },
                );
                let found = found.ok_or(Missing { character: c, families })?;
                self.chosen.insert(key, found);
                Ok(found)
            })
            .collect()
    }

    /// The glyph of a character in a family.
    fn glyph(&mut self, family: &str, c: char) -> Option<(usize, u32)> {
        let font = match self.families.get(family) {
            Some(known) => *known,
            None => {
                let font = (self.source)(family).and_then(|file| open(family, file)).map(|font| {
                    self.open.push(font);
                    self.open.len() - 1
                });
                self.families.insert(family.to_owned(), font);
                font
            }
        }?;
        self.open[font].glyphs.get(&c).map(|glyph| (font, *glyph))
    }
}

fn open(family: &str, (bytes, index): File) -> Option<Open> {
    let font = Font::new(Data::from(Arc::clone(&bytes)), index)?;
    let reader = FontRef::from_index(&bytes, index).ok()?;
    let glyphs = reader
        .charmap()
        .mappings()
        .filter_map(|(code, glyph)| Some((char::from_u32(code)?, glyph.to_u32())))
        .collect();
    let metrics = reader.glyph_metrics(Size::unscaled(), LocationRef::default());
    let whole = font.units_per_em();
    let widths = (0..metrics.glyph_count())
        .map(|glyph| metrics.advance_width(skrifa::GlyphId::new(glyph)).unwrap_or(whole) / whole)
        .collect();
    Some(Open { font, widths, family: family.to_owned(), glyphs })
}

impl Open {
    /// The family by which it was asked for.
    pub fn family(&self) -> &str {
        &self.family
    }
}

/// The families for characters of a face, in the order in which they are looked for; never empty.
pub fn families(face: Option<Face>, repertoire: Repertoire, profile: &Profile) -> Vec<String> {
    let mut families: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !families.iter().any(|have| have == name) {
            families.push(name.to_owned());
        }
    };
    let Some(face) = face else {
        profile.western.iter().for_each(|name| add(name));
        ["Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman"].into_iter().for_each(add);
        return families;
    };
    let fonts = profile.face(face);
    match repertoire {
        Repertoire::Gb2312 => add(&fonts.name),
        Repertoire::Complete => {}
        Repertoire::Rare => profile.rare_fonts.iter().for_each(|name| add(name)),
    }
    add(&fonts.beyond_gb2312);
    fonts.alternatives.iter().for_each(|name| add(name));
    profile.rare_fonts.iter().for_each(|name| add(name));
    let free = if face == Face::Hei { HEI.iter().chain(SONG) } else { SONG.iter().chain(HEI) };
    free.for_each(|name| add(name));
    families
}
