//! What a worker keeps from one text to the next, so that nothing is cleared or made anew for each.

use std::cell::RefCell;

use crate::write::docx::splice::words::Known;
use crate::write::docx::splice::{FRESH_PLACES, PLACES};

/// Where pieces and starts of words stood last. Positions count on from text to text, so that those of a text before are
/// never taken for its own.
pub struct Scratch {
    next: u32,
    /// Hash and position of the pieces.
    pub(super) seen: Vec<(u64, u32)>,
    /// Positions of four bytes.
    pub(super) places: Box<[u32; FRESH_PLACES]>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self { next: 0, seen: vec![(0, u32::MAX); PLACES], places: Box::new([u32::MAX; FRESH_PLACES]) }
    }
}

impl Scratch {
    /// What is added to the positions of a text of this length.
    pub(super) fn begin(&mut self, length: usize) -> u32 {
        match self.next.checked_add(length as u32).filter(|end| *end < u32::MAX) {
            Some(end) => std::mem::replace(&mut self.next, end),
            None => {
                *self = Self { next: length as u32, ..Self::default() };
                0
            }
        }
    }
}

thread_local! {
    static KEPT: RefCell<(Scratch, Known)> = RefCell::default();
}

/// Gives this worker's.
pub fn with<T>(work: impl FnOnce(&mut Scratch, &mut Known) -> T) -> T {
    KEPT.with_borrow_mut(|(scratch, known)| work(scratch, known))
}
