//! What a profile gives to every document: the static parts, deflated once, and the cache of shapes.

use crate::office::element::Element;
use crate::profile::style::Profile;
use crate::profile::{gbt9704, gbt33476};
use crate::write::docx::package::{Entry, Package};
use crate::write::docx::shapes::Shapes;
use crate::write::docx::{fingerprint, footers, statics, styles, theme};
use sha2::{Digest, Sha256};

/// A profile, ready to write documents with. It may be shared between threads.
#[derive(Debug)]
pub struct PreparedProfile {
    parts: Vec<Entry>,
    /// A package with these parts.
    begun: Package,
    /// The hash of its bytes, to be gone on with.
    hashed: Sha256,
    shapes: Shapes,
    /// What the hash of a file takes for the profile.
    identity: String,
}

impl PreparedProfile {
    /// Builds and deflates everything that does not depend on the document.
    pub fn new(profile: &Profile) -> Self {
        let mut parts = vec![
            part(statics::CONTENT_TYPES, &statics::content_types(0)),
            part("_rels/.rels", &statics::package_relationships()),
            part("docProps/app.xml", &statics::application()),
            part(statics::DOCUMENT_RELATIONSHIPS, &statics::document_relationships(0)),
            part("word/styles.xml", &styles::styles(profile)),
            part("word/settings.xml", &statics::settings(profile)),
            part("word/fontTable.xml", &statics::font_table(profile)),
            part("word/theme/theme1.xml", &theme::theme(profile)),
        ];
        parts.extend(footers::ALL.iter().map(|footer| part(footer.part, &footers::footer(profile, footer))));
        let begun = Package::begin(&parts);
        let hashed = Sha256::new_with_prefix(begun.bytes());
        let identity = identity(profile, &hashed);
        Self { parts, begun, hashed, shapes: Shapes::new(profile), identity }
    }

    /// The static parts, `[Content_Types].xml` first.
    pub fn parts(&self) -> &[Entry] {
        &self.parts
    }

    /// A package that has the static parts.
    pub fn package(&self) -> Package {
        self.begun.branch()
    }

    /// SHA-256 of a file; of one that begins with the static parts, these are not hashed again.
    pub fn digest(&self, file: &[u8]) -> [u8; 32] {
        match file.strip_prefix(self.begun.bytes()) {
            Some(rest) => self.hashed.clone().chain_update(rest).finalize().into(),
            None => fingerprint::digest(file),
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
