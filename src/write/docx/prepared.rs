//! What a profile gives to every document: the static parts, deflated once, and the cache of shapes.

use std::sync::{Arc, Mutex, PoisonError};

use crate::office::element::Element;
use crate::profile::style::{ParagraphStyle, Profile};
use crate::profile::{gbt9704, gbt33476};
use crate::write::docx::footers::{self, Footer};
use crate::write::docx::package::{Entry, Package};
use crate::write::docx::picture::Media;
use crate::write::docx::shapes::Shapes;
use crate::write::docx::{WriteError, fingerprint, statics, styles, theme};
use sha2::{Digest, Sha256};

/// Which static parts a package has, beyond those that every document needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outfit {
    /// The styles of the formats of chapter 10, the footers of a 信函's first page and of pages without numbers.
    pub special: bool,
    /// The style of a joint issue's mark.
    pub joint: bool,
    /// The styles of 目录.
    pub contents: bool,
}

impl Outfit {
    /// Nothing beyond.
    pub const COMMON: Self = Self { special: false, joint: false, contents: false };
    /// What formats of chapter 10 have.
    pub const SPECIAL: Self = Self { special: true, ..Self::COMMON };

    /// What a paragraph of this style needs.
    pub fn of(style: ParagraphStyle) -> Self {
        Self { special: style.is_special(), joint: style.is_joint(), contents: style.is_of_contents() }
    }

    /// What both have.
    pub fn and(self, other: Self) -> Self {
        Self {
            special: self.special || other.special,
            joint: self.joint || other.joint,
            contents: self.contents || other.contents,
        }
    }

    /// Whether the list of styles has this one.
    pub fn lists(self, style: ParagraphStyle) -> bool {
        self.and(Self::of(style)) == self
    }

    /// The footers.
    pub fn footers(self) -> &'static [Footer] {
        if self.special { &footers::SPECIAL } else { &footers::COMMON }
    }
}

/// A profile, ready to write documents with. It may be shared between threads.
#[derive(Debug)]
pub struct PreparedProfile {
    common: Prepared,
    /// The others, made when the first document needs them.
    others: Mutex<Vec<(Needs, Arc<Prepared>)>>,
    /// Pictures that documents have shown.
    media: Mutex<Vec<Arc<Media>>>,
    shapes: Shapes,
    /// What the hash of a file takes for the profile.
    identity: String,
}

/// What decides over the static parts of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Needs {
    outfit: Outfit,
    charts: usize,
    /// Targets of its pictures.
    pictures: Vec<String>,
}

/// Most sets of static parts, and most pictures, that are kept.
const CAPACITY: usize = 64;

/// The static parts of an outfit.
#[derive(Debug)]
struct Prepared {
    /// A package with these parts.
    begun: Package,
    /// The hash of its bytes, to be gone on with.
    hashed: Sha256,
}

impl Prepared {
    fn new(profile: &Profile, outfit: Outfit, charts: usize, media: &[Arc<Media>]) -> Self {
        let mut parts = vec![
            part(statics::CONTENT_TYPES, &statics::content_types(outfit, charts, !media.is_empty())),
            part("_rels/.rels", &statics::package_relationships()),
            part("docProps/app.xml", &statics::application()),
            part(statics::DOCUMENT_RELATIONSHIPS, &statics::document_relationships(outfit, charts, media)),
            part("word/styles.xml", &styles::styles(profile, outfit)),
            part("word/settings.xml", &statics::settings(profile)),
            part("word/fontTable.xml", &statics::font_table(profile)),
            part("word/theme/theme1.xml", &theme::theme(profile)),
        ];
        let footers = outfit.footers().iter();
        parts.extend(footers.map(|footer| part(footer.part, &footers::footer(profile, footer))));
        let begun = Package::begin(&parts);
        let hashed = Sha256::new_with_prefix(begun.bytes());
        Self { begun, hashed }
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
        let common = Prepared::new(profile, Outfit::COMMON, 0, &[]);
        let identity = identity(profile, &common.hashed);
        Self {
            common,
            others: Mutex::default(),
            media: Mutex::default(),
            shapes: Shapes::new(profile),
            identity,
        }
    }

    /// A package that has the static parts of a document with so many charts and these pictures.
    pub fn package(
        &self,
        outfit: Outfit,
        charts: usize,
        media: &[Arc<Media>],
    ) -> Result<Package, WriteError> {
        if outfit == Outfit::COMMON && charts == 0 && media.is_empty() {
            return Ok(self.common.begun.branch());
        }
        let pictures = media.iter().map(|media| media.target.clone()).collect();
        let needs = Needs { outfit, charts, pictures };
        // What is in the list is complete, so that a thread that panicked left nothing half done.
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = others.iter().find(|(known, _)| *known == needs) {
            return Ok(known.begun.branch());
        }
        let made = Arc::new(Prepared::new(self.shapes.profile(), outfit, charts, media));
        if others.len() < CAPACITY {
            others.push((needs, Arc::clone(&made)));
        }
        Ok(made.begun.branch())
    }

    /// A picture made ready. The same bytes in memory are the same picture.
    pub fn media(&self, bytes: &Arc<[u8]>) -> Arc<Media> {
        let mut known = self.media.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(media) = known.iter().find(|known| Arc::ptr_eq(&known.bytes, bytes)) {
            return Arc::clone(media);
        }
        let media = Arc::new(Media::new(bytes));
        if known.len() < CAPACITY {
            known.push(Arc::clone(&media));
        }
        media
    }

    /// SHA-256 of a file; of one that begins with known static parts, these are not hashed again.
    pub fn digest(&self, file: &[u8]) -> [u8; 32] {
        if let Some(digest) = self.common.digest(file) {
            return digest;
        }
        let others = self.others.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let known = others.iter().find_map(|(_, prepared)| prepared.digest(file));
        known.unwrap_or_else(|| fingerprint::digest(file))
    }

    /// The profile, as the hash of a file takes it: those of the standards by their names, a house style with what it says,
    /// since its file may change under its name.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// The name of a house style; `None` for the profiles of the standards.
    pub fn house_style(&self) -> Option<&str> {
        let profile = self.shapes.profile();
        (!is_of_standard(profile)).then_some(profile.name.as_str())
    }

    /// The shapes of this profile.
    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }
}

fn identity(profile: &Profile, hashed: &Sha256) -> String {
    if is_of_standard(profile) {
        return profile.name.clone();
    }
    let parts: [u8; 32] = hashed.clone().finalize().into();
    format!("{}\n{}", profile.name, fingerprint::hexadecimal(&parts))
}

fn is_of_standard(profile: &Profile) -> bool {
    [gbt9704::NAME, gbt33476::NAME].contains(&profile.name.as_str())
}

fn part(name: &'static str, element: &Element) -> Entry {
    let xml = element
        .to_part()
        .expect("names of a profile are of the program, or were read as text that XML allows");
    Entry::new(name, xml.as_bytes())
}
