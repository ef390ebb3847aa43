//! f
use super::Plant;
pub const PLANTS: &[Plant] = &[];
