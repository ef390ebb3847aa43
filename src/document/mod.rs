//! The 公文 tree: what a document says, not how it looks. Readers make it, the passes complete it, `layout` and
//! the text writers read it. It knows neither fonts nor millimetres.

pub mod picture;

pub mod tree;

pub mod chart;

pub mod text;

pub mod grid;

pub mod dump;
