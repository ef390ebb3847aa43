//! A picture in a document: the bytes of a PNG and where its ink lies.

use std::sync::Arc;

use serde::Serialize;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The file.
    #[serde(skip)]
    pub bytes: Arc<[u8]>,
    /// Pixels across and down.
    pub pixels: [u32; 2],
    /// The least box round its ink, in pixels: left, top, right, bottom.
    pub ink: [u32; 4],
}

/// A seal on 署名 and 成文日期 (GB/T 9704 7.3.5.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seal {
    /// Its picture; without one its place is marked for the seal that is put on the paper.
    pub picture: Option<Picture>,
    /// Diameter in hundredths of a millimetre.
    pub diameter: i32,
}
