//! A workbook of data as one .xlsx: sheets ⇄ the tree that YAML gives.
//!
//! What a clerk sees: a sheet for each key of the workbook, under the key's name.
//!
//! * A group of keys (单位, 活动) is a sheet `项目 | 内容 | 说明`, a key a row; a row without 内容 is as if it were not there.
//!   What needs no sheet of its own (引用, 缘由) stands in the sheet 资料 in the same form.
//! * A list (附件, 文稿) is a table: keys in the head, an item a row. A list inside a group (工作目标's 指标) is a table below
//!   it, under a line `【指标】`.
//! * A key inside a group is written with a dot: `印发.日期`. A list inside an item of a list goes on in the rows below,
//!   which leave the item's own columns blank: a 文稿 with its `章节.用`, a 制度 with its `条.内容`.
//! * A list of texts takes a line each, in one cell or in cells below each other. Nothing else parts: 、 and ； stay.
//! * 台账 is read as a ledger in a file of its own would be. A 表 is a sheet `表-名称`, its cells under `【表头】` and
//!   `【行】` as they look; a 图 a sheet `图-名称`, its numbers under `【数据】`.
//! * Sheets whose names begin with 说明, columns called 说明, 备注 or 序号 are for people.
//!
//! Both directions are driven by the lists of fields in [`model`](crate::model): no key is named here but those of the forms
//! above.
//!
//! Invariants: every cell that holds anything is read, is for people as said above, or is named in a finding. What
//! [`mod@write`] writes, [`read`] reads as the same data, or the difference is told.

pub mod read;

pub mod path;

pub mod page;

pub mod value;

pub mod form;

pub mod list;

pub mod cells;

pub mod write;

pub mod plain;

pub mod grow;

pub mod forms;

pub mod blocks;

pub mod guide;

pub mod dress;

#[cfg(test)]
mod tests;

/// Head of the column of keys.
pub const KEY: &str = "项目";
/// Head of the column of what they hold.
pub const CONTENT: &str = "内容";
/// Heads of columns for people.
pub const FOR_PEOPLE: [&str; 2] = ["说明", "备注"];
/// Head of a column that counts the rows.
pub const COUNTER: &str = "序号";
/// The sheet of keys that need none of their own.
pub const ROOT: &str = "资料";
/// The sheet of ledgers; the names of others begin or end so.
pub const LEDGER: &str = "台账";
/// What a ledger that nobody has begun is headed with.
pub const LEDGER_HEADS: [&str; 4] = ["日期", "类型", "名称", "单位"];
/// The key of tables; the sheet of one is `表-名称`.
pub const TABLE: &str = "表";
/// The key of charts; the sheet of one is `图-名称`.
pub const CHART: &str = "图";
/// The block of a chart's numbers.
pub const DATA: &str = "数据";
/// A blank cell of a table, where a row would otherwise hold nothing.
pub const BLANK: &str = "\"\"";
