//! What a profile gives to every document: the static parts, deflated once, and the cache of shapes.

use std::sync::OnceLock;

use crate::office::element::Element;
use crate::profile::style::{ParagraphStyle, Profile};
use crate::profile::{gbt9704, gbt33476};
use crate::write::docx::footers::{self, Footer};
use crate::write::docx::package::{Entry, Package};
use crate::write::docx::shapes::Shapes;
use crate::write::docx::{fingerprint, statics, styles, theme};
use sha2::{Digest, Sha256};

/// Which static parts a package has, beyond those that every document needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outfit {
    /// What only the formats of chapter 10 have: their styles, the footer of a 信函's first page.
    pub special: bool,
    /// The styles of 目录.
    pub contents: bool,
}

impl Outfit {
    /// Nothing beyond.
    pub const COMMON: Self = Self { special: false, contents: false };

    /// What a paragraph of this style needs.
    pub fn of(style: ParagraphStyle) -> Self {
        Self { special: style.is_special(), contents: style.is_of_contents() }
    }

    /// What both have.
    pub fn and(self, other: Self) -> Self {
        Self { special: self.special || other.special, contents: self.contents || other.contents }
    }

    /// Whether the list of styles has this one.
    pub fn lists(self, style: ParagraphStyle) -> bool {
        self.and(Self::of(style)) == self
    }

    /// The footers.
    pub fn footers(self) -> &'static [Footer] {
        if self.special { &footers::SPECIAL } else { &footers::COMMON }
    }

    /// Its place among those that are not the common one.
    fn index(self) -> Option<usize> {
        (usize::from(self.special) + 2 * usize::from(self.contents)).checked_sub(1)
    }
}

/// A profile, ready to write documents with. It may be shared between threads.
#[derive(Debug)]
pub struct PreparedProfile {
    common: Prepared,
    /// The others, each made when the first document needs it.
    others: [OnceLock<Prepared>; 3],
    shapes: Shapes,
    /// What the hash of a file takes for the profile.
    identity: String,
}

/// The static parts of an outfit.
#[derive(Debug)]
struct Prepared {
    parts: Vec<Entry>,
    /// A package with these parts.
    begun: Package,
    /// The hash of its bytes, to be gone on with.
    hashed: Sha256,
}

impl Prepared {
    fn new(profile: &Profile, outfit: Outfit) -> Self {
        let mut parts = vec![
            part(statics::CONTENT_TYPES, &statics::content_types(outfit, 0)),
            part("_rels/.rels", &statics::package_relationships()),
            part("docProps/app.xml", &statics::application()),
            part(statics::DOCUMENT_RELATIONSHIPS, &statics::document_relationships(outfit, 0)),
            part("word/styles.xml", &styles::styles(profile, outfit)),
            part("word/settings.xml", &statics::settings(profile)),
            part("word/fontTable.xml", &statics::font_table(profile)),
            part("word/theme/theme1.xml", &theme::theme(profile)),
        ];
        let footers = outfit.footers().iter();
        parts.extend(footers.map(|footer| part(footer.part, &footers::footer(profile, footer))));
        let begun = Package::begin(&parts);
        let hashed = Sha256::new_with_prefix(begun.bytes());
        Self { parts, begun, hashed }
    }

    /// SHA-256 of a file that begins with these parts; `None` of any other.
    fn digest(&self, file: &[u8]) -> Option<[u8; 32]> {
        let rest = file.strip_prefix(self.begun.bytes())?;
        Some(self.hashed.clone().chain_update(rest).finalize().into())
    }
}

impl PreparedProfile {
    /// Builds and deflates what most documents need and no document changes.
    pub fn new(profile: &Profile) -> Self {
        let common = Prepared::new(profile, Outfit::COMMON);
        let identity = identity(profile, &common.hashed);
        Self { common, others: Default::default(), shapes: Shapes::new(profile), identity }
    }

    /// The static parts, `[Content_Types].xml` first.
    pub fn parts(&self, outfit: Outfit) -> &[Entry] {
        &self.prepared(outfit).parts
    }

    /// A package that has the static parts.
    pub fn package(&self, outfit: Outfit) -> Package {
        self.prepared(outfit).begun.branch()
    }

    /// SHA-256 of a file; of one that begins with the static parts, these are not hashed again.
    pub fn digest(&self, file: &[u8]) -> [u8; 32] {
        std::iter::once(&self.common)
            .chain(self.others.iter().filter_map(OnceLock::get))
            .find_map(|prepared| prepared.digest(file))
            .unwrap_or_else(|| fingerprint::digest(file))
    }

    fn prepared(&self, outfit: Outfit) -> &Prepared {
        match outfit.index() {
            None => &self.common,
            Some(index) => self.others[index].get_or_init(|| Prepared::new(self.shapes.profile(), outfit)),
        }
    }

    /// The profile, as the hash of a file takes it: those of the standards by their names, a house style with what it says,
    /// since its file may change under its name.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// The shapes of this profile.
    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }
}

fn identity(profile: &Profile, hashed: &Sha256) -> String {
    if [gbt9704::NAME, gbt33476::NAME].contains(&profile.name.as_str()) {
        return profile.name.clone();
    }
    let parts: [u8; 32] = hashed.clone().finalize().into();
    format!("{}\n{}", profile.name, fingerprint::hexadecimal(&parts))
}

fn part(name: &'static str, element: &Element) -> Entry {
    let xml = element
        .to_part()
        .expect("names of a profile are of the program, or were read as text that XML allows");
    Entry::new(name, xml.as_bytes())
}
