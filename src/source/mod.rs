//! Bytes → one tree with places. It knows nothing of documents: no key has a meaning here.

pub mod node;

pub mod encoding;
pub mod yaml;

#[cfg(test)]
mod tests;
