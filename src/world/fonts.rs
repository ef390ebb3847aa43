//! The font files of the machine, by the names of their families.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// A font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    /// Which font of a collection.
    pub index: u32,
}

/// Where fonts come from.
pub trait FontSource: Send {
    /// The upright font of a family, of ordinary weight; `None` if there is none or it cannot be read.
    fn font(&mut self, family: &str) -> Option<FontFile>;
}

/// Fonts that are installed, and those of a folder.
#[derive(Debug, Default)]
pub struct Installed {
    database: fontdb::Database,
    known: HashMap<String, Option<FontFile>>,
}

impl Installed {
    /// Looks through the machine's fonts; of those in `folder` first.
    pub fn new(folder: Option<&Path>) -> Self {
        let mut database = fontdb::Database::new();
        if let Some(folder) = folder {
            database.load_fonts_dir(folder);
        }
        database.load_system_fonts();
        Self { database, known: HashMap::new() }
    }
}

impl FontSource for Installed {
    fn font(&mut self, family: &str) -> Option<FontFile> {
        if let Some(known) = self.known.get(family) {
            return known.clone();
        }
        let is_named = |face: &&fontdb::FaceInfo| face.families.iter().any(|(name, _)| name == family);
        // Families of several weights: the one nearest to the ordinary.
        let weight =
            |face: &&fontdb::FaceInfo| (face.style != fontdb::Style::Normal, face.weight.0.abs_diff(400));
        let id = self.database.faces().filter(is_named).min_by_key(weight).map(|face| face.id);
        let found = id.and_then(|id| {
            self.database
                .with_face_data(id, |bytes, index| FontFile { bytes: Arc::new(bytes.to_vec()), index })
        });
        self.known.insert(family.to_owned(), found.clone());
        found
    }
}

/// Fonts that are held in memory, for tests.
#[derive(Debug, Clone, Default)]
pub struct Held(pub HashMap<String, FontFile>);

impl FontSource for Held {
    fn font(&mut self, family: &str) -> Option<FontFile> {
        self.0.get(family).cloned()
    }
}
