//! Where seals and the names under them stand (GB/T 9704 7.3.5.1): one seal for each name, straight, not touching each
//! other, within 版心, the last on 成文日期 too.
//!
//! The middle of a seal is that of its name's line, so that name and date stand a little below the middle of the last
//! one. With two blank lines above, a seal of 42 to 50 mm begins within a line of the text.

use crate::document::picture::Seal;
use crate::layout::Sheet;
use crate::layout::laid::{Drawing, LaidRun, RunContent};
use crate::profile::units::Twip;

/// Least distance between two seals, and between two names.
const APART: Twip = Twip::from_mm100(100);
/// Most seals in a row (惯例).
const MOST: usize = 3;

/// A seal and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    /// Width of the name.
    pub name: Twip,
    /// Diameter of the seal.
    pub diameter: Twip,
}

/// How names and seals are arranged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// For each row the middles of its names, from the left edge of 版心; the last of each row stand one below the other.
    pub rows: Vec<Vec<Twip>>,
    /// Lines from one row's names to the next row's.
    pub lines_between: usize,
    /// The middle of 成文日期: that of the last name.
    pub date: Twip,
}

/// Arranges seals in the order of the units, from left to right and from top to bottom. `date` is the width of
/// 成文日期, which has its four 字 (`free`) on the right as long as the last name leaves it them; `width` that of 版心, `pitch`
/// the line's height.
pub fn arrange(seals: &[Sealed], date: Twip, free: Twip, width: Twip, pitch: Twip) -> Arrangement {
    let half = |seal: &Sealed| seal.name.0.max(seal.diameter.0).div_euclid(2);
    let widest = seals.iter().map(half).max().unwrap_or(0);
    // As far right as the date wants, as far left as the widest name or seal needs.
    let last = (width.0 - free.0 - date.0 / 2).min(width.0 - widest).max(width.0 / 2);
    let apart = 2 * widest + APART.0;
    let fits = |columns: &usize| last - (*columns as i32 - 1) * apart >= widest;
    let columns = (1..=MOST.min(seals.len())).rev().find(fits).unwrap_or(1);
    // Evenly spread, but no further apart than two columns of the page.
    let step = match columns {
        1 => 0,
        more => ((last - widest) / (more as i32 - 1)).min(width.0 / 2),
    };
    let middle = |column: usize| Twip(last - (columns - 1 - column) as i32 * step);
    // A row that is not full stands on the right, so that the last name has the date under it.
    let rest = seals.len() % columns;
    let mut rows: Vec<Vec<Twip>> =
        (0..seals.len() / columns).map(|_| (0..columns).map(middle).collect()).collect();
    if rest > 0 {
        rows.push((columns - rest..columns).map(middle).collect());
    }
    let tallest = seals.iter().map(|seal| seal.diameter.0).max().unwrap_or(0);
    let lines_between = ((tallest + APART.0) as usize).div_ceil(pitch.0.max(1) as usize).max(1);
    Arrangement { rows, lines_between, date: Twip(last) }
}

/// The run of a seal whose middle is at `middle` from the left edge of 版心, in a line of this height.
pub fn run(seal: &Seal, middle: Twip, line: Twip, sheet: &mut Sheet) -> LaidRun {
    let size = Twip::from_mm100(seal.diameter);
    LaidRun::new(RunContent::Drawing(Drawing {
        picture: seal.picture.as_ref().map(|picture| sheet.picture(picture)),
        left: Twip(middle.0 - size.0 / 2),
        top: Twip((line.0 - size.0) / 2),
        width: size,
        height: size,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDTH: Twip = Twip(8845);
    const PITCH: Twip = Twip(579);
    const FREE: Twip = Twip(4 * 315);

    fn arranged(count: usize, characters: i32, millimetres: i32) -> Arrangement {
        let seal = Sealed { name: Twip(characters * 315), diameter: Twip::from_mm100(millimetres * 100) };
        arrange(&vec![seal; count], Twip(13 * 155), FREE, WIDTH, PITCH)
    }

    #[test]
    fn three_short_names_stand_in_a_row_with_the_date_under_the_last() {
        let three = arranged(3, 7, 45);
        assert_eq!(three.rows.len(), 1);
        assert_eq!(three.date, Twip(8845 - 1260 - 13 * 155 / 2));
        assert_eq!(three.rows[0].last(), Some(&three.date));
    }

    #[test]
    fn long_names_and_large_seals_stand_in_fewer_columns() {
        assert_eq!(arranged(3, 12, 45).rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(arranged(3, 7, 50).rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(arranged(2, 24, 42).rows.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn a_row_that_is_not_full_stands_on_the_right() {
        let five = arranged(5, 7, 45);
        assert_eq!(five.rows.iter().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(five.rows[1], five.rows[0][1..]);
    }

    proptest! {
        #[test]
        fn seals_never_touch_and_stay_on_the_page(
            seals in prop::collection::vec((2..26i32, 36..=50i32), 1..12),
            date in 11..15i32,
        ) {
            let seals: Vec<Sealed> = seals
                .into_iter()
                .map(|(name, mm)| Sealed { name: Twip(name * 315), diameter: Twip::from_mm100(mm * 100) })
                .collect();
            let found = arrange(&seals, Twip(date * 155), FREE, WIDTH, PITCH);
            prop_assert_eq!(found.rows.iter().map(Vec::len).sum::<usize>(), seals.len());
            let mut left = seals.iter();
            for row in &found.rows {
                let placed: Vec<(i32, &Sealed)> = row.iter().map(|x| x.0).zip(left.by_ref()).collect();
                for (x, seal) in &placed {
                    let half = seal.diameter.0.max(seal.name.0) / 2;
                    prop_assert!(x - half >= 0 && x + half <= WIDTH.0, "{:?}", found);
                }
                for pair in placed.windows(2) {
                    let room = pair[1].0 - pair[0].0;
                    prop_assert!(2 * room > pair[0].1.diameter.0 + pair[1].1.diameter.0, "{:?}", found);
                    prop_assert!(2 * room > pair[0].1.name.0 + pair[1].1.name.0, "{:?}", found);
                }
            }
            let tallest = seals.iter().map(|seal| seal.diameter.0).max().unwrap_or(0);
            prop_assert!(found.lines_between as i32 * PITCH.0 > tallest);
        }
    }
}
