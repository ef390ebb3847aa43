//! A chart as shapes and words.

use crate::layout::laid::LaidChart;
use crate::paint::ink::Ink;
use crate::profile::style::Profile;

/// Draws a chart whose box begins at this corner.
pub fn draw(_: &LaidChart, _: i32, _: i32, _: &Profile, _: &mut Vec<Ink>) {}
