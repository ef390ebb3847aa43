//! Several documents in one package, to be printed in one go: each as it is alone, from the front of a sheet and from
//! page 1 on ([`crate::write::docx::sections`]). Styles and footers stand once; drawings and charts are counted through.
//!
//! What is held is deflated document by document, so that a volume in the making takes the room of its file and of one
//! document.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::document::tree::Properties;
use crate::layout::laid::Layout;
use crate::write::docx::body::{self, Finished, Standing};
use crate::write::docx::package::Entry;
use crate::write::docx::picture::Media;
use crate::write::docx::prepared::{Outfit, PreparedProfile};
use crate::write::docx::{WriteError, chart, fingerprint, properties, splice};

/// Most of `document.xml`: 400 pages of dense tables, 1,800 of text. `LibreOffice` takes more than a minute beyond.
const MOST_XML: usize = 8 << 20;
/// Most charts; each is three entries, and a package of ten thousand is not read back.
const MOST_CHARTS: usize = 3000;

/// Documents on their way into one package.
pub struct Volume<'a> {
    profile: &'a PreparedProfile,
    /// The document that came last: whether others follow decides where its last section's properties stand.
    held: Option<Layout>,
    /// Documents written, the held one left out.
    written: usize,
    /// `document.xml` so far, deflated.
    deflated: Vec<u8>,
    size: usize,
    crc: crc32fast::Hasher,
    body_hash: Sha256,
    /// Hash of what the charts show.
    shown: Sha256,
    charts: Vec<Entry>,
    chart_count: usize,
    /// Pictures, each once.
    media: Vec<Arc<Media>>,
    /// What the package must have for all of them.
    outfit: Outfit,
    next_id: u32,
    bookmarks: u32,
}

impl<'a> Volume<'a> {
    /// A volume without documents.
    pub fn new(profile: &'a PreparedProfile) -> Self {
        Self {
            profile,
            held: None,
            written: 0,
            deflated: Vec::new(),
            size: 0,
            crc: crc32fast::Hasher::new(),
            body_hash: Sha256::new(),
            shown: Sha256::new(),
            charts: Vec::new(),
            chart_count: 0,
            media: Vec::new(),
            outfit: Outfit::COMMON,
            next_id: Standing::ALONE.next_id,
            bookmarks: 0,
        }
    }

    /// Adds a document behind the others.
    pub fn add(&mut self, document: Layout) -> Result<(), WriteError> {
        match self.held.replace(document) {
            Some(before) => self.write(&before, self.standing()),
            None => Ok(()),
        }
    }

    /// Documents in it.
    pub fn documents(&self) -> usize {
        self.written + usize::from(self.held.is_some())
    }

    /// Whether another document would make it more than programs open well.
    pub fn is_full(&self) -> bool {
        self.size >= MOST_XML || self.chart_count >= MOST_CHARTS
    }

    /// The bytes of the .docx, made by this version of the program; `None` if there is no document in it.
    pub fn finish(mut self, own: &Properties, version: &str) -> Result<Option<Vec<u8>>, WriteError> {
        let Some(last) = self.held.take() else { return Ok(None) };
        self.write(&last, Standing { last: true, ..self.standing() })?;
        self.deflated.extend_from_slice(&splice::CLOSE);
        let body_hash = fingerprint::hexadecimal(&self.body_hash.finalize());
        let shown = fingerprint::hexadecimal(&self.shown.finalize());
        let mut package = self.profile.package(self.outfit, self.chart_count, &self.media)?;
        let (crc, size) = (self.crc.finalize(), self.size as u32);
        package.push(&Entry::deflated("word/document.xml", crc, self.deflated, size));
        self.charts.iter().for_each(|part| package.push(part));
        self.media.iter().for_each(|media| package.push(&media.entry));
        properties::Facts { own, body_hash, shown, profile: self.profile, version }.add_to(&mut package)?;
        Ok(Some(package.finish()))
    }

    /// Where the next document stands, if others follow.
    fn standing(&self) -> Standing {
        Standing {
            bound: true,
            first: self.written == 0,
            last: false,
            charts: self.chart_count,
            next_id: self.next_id,
            bookmarks: self.bookmarks,
        }
    }

    fn write(&mut self, document: &Layout, standing: Standing) -> Result<(), WriteError> {
        let Finished { xml, marks, charts, media, outfit, next_id, bookmarks } =
            body::document(document, self.profile, standing)?;
        for media in media {
            if self.media.iter().all(|known| known.target != media.target) {
                self.media.push(media);
            }
        }
        self.outfit = self.outfit.and(outfit);
        self.charts.extend(chart::parts(&charts, self.chart_count, self.profile)?);
        self.chart_count += charts.len();
        for chart in charts {
            self.shown.update(format!("{chart:?}"));
        }
        self.next_id = next_id;
        self.bookmarks = bookmarks;
        self.crc.update(xml.as_bytes());
        self.body_hash.update(xml.as_bytes());
        self.deflated.extend_from_slice(&splice::deflate_stretch(xml.as_bytes(), &marks));
        self.size += xml.len();
        self.written += 1;
        Ok(())
    }
}
