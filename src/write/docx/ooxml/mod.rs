//! Office Open XML as text: elements, the one place that escapes, the order that the schemas ask for, and shapes
//! with holes. It knows no style, no page and no document.

pub mod element;

pub mod escape;

pub mod parse;

pub mod finish;

pub mod order;

pub mod shape;
