//! The report as we mean it: nodes → typed records, all faults at once.
//!
//! Each record is listed once with [`record!`](crate::model::record): its fields' Chinese keys, template variables, types,
//! meanings and examples. Reader, view, field table and JSON Schema all come from that list. Invariant: nothing
//! of a node is dropped without a diagnostic.

pub mod workbook;

pub mod order;

pub mod check_plan;

pub mod matters;

pub mod record;

pub mod shape;

pub mod reader;

pub mod text;

pub mod date;

pub mod period;

pub mod number;

pub mod blank;

pub mod ledger;

pub mod roster;

pub mod form;

pub mod picture;

pub mod house;

pub mod unit_row;

pub mod table;

pub mod chart;

pub mod view;

pub mod schema;

pub mod include;

pub mod condition;
