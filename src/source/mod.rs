//! Bytes → one tree with places. It knows nothing of documents: no key has a meaning here.

pub mod node;

pub mod csv;
pub mod encoding;
pub mod grid;
pub mod ods;
pub mod origins;
pub mod picture;
pub mod shown;
pub mod spreadsheet;

pub mod table;
pub mod workbook;
pub mod xls;
pub mod xlsx;
pub mod yaml;

pub mod edit;

#[cfg(test)]
pub mod tests;
