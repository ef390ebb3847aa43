//! Fonts for the characters of a page: the profile's own first, then those that may stand in for it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use krilla::Data;
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

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
    bytes: Arc<Vec<u8>>,
    index: u32,
}

impl Open {
    fn new((bytes, index): File) -> Option<Self> {
        let font = Font::new(Data::from(Arc::clone(&bytes)), index)?;
        Some(Self { font, bytes, index })
    }

    fn reader(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, self.index).ok()
    }

    /// The glyph of a character.
    fn glyph(&self, c: char) -> Option<u32> {
        self.reader()?.charmap().map(c).map(GlyphId::to_u32).filter(|glyph| *glyph > 0)
    }

    /// Width of a glyph in parts of the size.
    fn width(&self, glyph: u32) -> f32 {
        let whole = self.font.units_per_em();
        let width = self.reader().and_then(|reader| {
            let metrics = reader.glyph_metrics(Size::unscaled(), LocationRef::default());
            metrics.advance_width(GlyphId::new(glyph))
        });
        width.unwrap_or(whole) / whole
    }
}

/// A character in a font.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    /// Number of the open font.
    pub font: usize,
    /// Its glyph.
    pub glyph: u32,
    /// Width of that in parts of the size.
    pub width: f32,
}

/// The fonts that are open, and how to get others.
pub struct Shelf<'f> {
    source: &'f mut dyn FnMut(&str) -> Option<File>,
    open: Vec<Open>,
    /// By family: which of the open ones it is.
    families: HashMap<String, Option<usize>>,
    /// For a face and a character: font and glyph.
    chosen: HashMap<(Option<Face>, Repertoire, char), Chosen>,
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
    pub fn for_words(&mut self, words: &Words, profile: &Profile) -> Result<Vec<Chosen>, Missing> {
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
                        // A character that the family lacks is nothing to tell of.
                        let is_there = self.families.get(&families[0]).is_some_and(Option::is_some);
                        if family != &families[0] && !is_there {
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
    fn glyph(&mut self, family: &str, c: char) -> Option<Chosen> {
        let font = match self.families.get(family) {
            Some(known) => *known,
            None => {
                let font = (self.source)(family).and_then(Open::new).map(|font| {
                    self.open.push(font);
                    self.open.len() - 1
                });
                self.families.insert(family.to_owned(), font);
                font
            }
        }?;
        let glyph = self.open[font].glyph(c)?;
        Some(Chosen { font, glyph, width: self.open[font].width(glyph) })
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
    let free = if face == Face::Hei { HEI.iter().chain(SONG) } else { SONG.iter().chain(HEI) };
    free.for_each(|name| add(name));
    profile.rare_fonts.iter().for_each(|name| add(name));
    families
}
