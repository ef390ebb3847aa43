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

/// Which static parts a package has.
/// Each has what those before it have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outfit {
    /// Those that every document needs.
    Common,
    /// And what only the formats of chapter 10 have: their styles, the footer of a 信函's first page.
    Special,
    /// And the style of a joint issue's mark.
    Joint,
}

impl Outfit {
    /// The least that has this style.
    pub fn of(style: ParagraphStyle) -> Self {
        match style {
            joint if joint.is_joint() => Self::Joint,
            special if special.is_special() => Self::Special,
            _ => Self::Common,
        }
    }

    /// Whether the list of styles has this one.
    pub fn lists(self, style: ParagraphStyle) -> bool {
        self >= Self::of(style)
    }

    /// The footers.
    pub fn footers(self) -> &'static [Footer] {
        match self {
            Self::Common => &footers::COMMON,
            Self::Special | Self::Joint => &footers::SPECIAL,
        }
    }
}

/// A profile, ready to write documents with. It may be shared between threads.
#[derive(Debug)]
pub struct PreparedProfile {
    common: Prepared,
    /// Made when the first document needs it.
    special: OnceLock<Prepared>,
    /// The same.
    joint: OnceLock<Prepared>,
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
        let common = Prepared::new(profile, Outfit::Common);
        let identity = identity(profile, &common.hashed);
        Self {
            common,
            special: OnceLock::new(),
            joint: OnceLock::new(),
            shapes: Shapes::new(profile),
            identity,
        }
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
            .chain(self.special.get())
            .chain(self.joint.get())
            .find_map(|prepared| prepared.digest(file))
            .unwrap_or_else(|| fingerprint::digest(file))
    }

    fn prepared(&self, outfit: Outfit) -> &Prepared {
        let made = || Prepared::new(self.shapes.profile(), outfit);
        match outfit {
            Outfit::Common => &self.common,
            Outfit::Special => self.special.get_or_init(made),
            Outfit::Joint => self.joint.get_or_init(made),
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
