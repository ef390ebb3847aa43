//! Elements as Word wants them: the order that the schemas ask for, and shapes with holes. It knows no style, no page
//! and no document.

pub mod finish;

pub mod order;

pub mod shape;
