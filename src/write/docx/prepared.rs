//! What a profile gives to every document: the static parts, deflated once, and the cache of shapes.

use crate::office::element::Element;
use crate::profile::style::Profile;
use crate::write::docx::footers;
use crate::write::docx::package::Entry;
use crate::write::docx::shapes::Shapes;
use crate::write::docx::{statics, styles, theme};

/// A profile, ready to write documents with. It may be shared between threads.
#[derive(Debug)]
pub struct PreparedProfile {
    parts: Vec<Entry>,
    shapes: Shapes,
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
            part("word/settings.xml", &statics::settings()),
            part("word/fontTable.xml", &statics::font_table(profile)),
            part("word/theme/theme1.xml", &theme::theme(profile)),
        ];
        parts.extend(footers::ALL.iter().map(|footer| part(footer.part, &footers::footer(profile, footer))));
        Self { parts, shapes: Shapes::new(profile) }
    }

    /// The static parts, `[Content_Types].xml` first.
    pub fn parts(&self) -> &[Entry] {
        &self.parts
    }

    /// The shapes of this profile.
    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }
}

fn part(name: &'static str, element: &Element) -> Entry {
    let xml = element.to_part().expect("a profile's names hold no control characters");
    Entry::new(name, xml.as_bytes())
}
