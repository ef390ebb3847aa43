//! Units as types, so that a millimetre is never taken for a twip.

use serde::Serialize;

/// 1/20 pt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Twip(pub i32);

/// Half points, the unit of font sizes in OOXML: 三号 is 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct HalfPt(pub u32);

/// Hundredths of a 字 (the width of one character of the paragraph).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Chars(pub i32);

/// English metric units, 1 mm = 36,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Emu(pub i64);

/// Eighths of a point, the unit of border widths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EighthPt(pub u32);

impl Twip {
    /// Twips of a length in hundredths of a millimetre, rounded to the nearest.
    pub const fn from_mm100(hundredths: i32) -> Self {
        // 1 mm = 1440 / 25.4 twips.
        let scaled = hundredths as i64 * 144_000;
        Self(((scaled + if scaled < 0 { -127_000 } else { 127_000 }) / 254_000) as i32)
    }

    /// The same length in EMU (635 to a twip).
    pub const fn emu(self) -> Emu {
        Emu(self.0 as i64 * 635)
    }
}

impl HalfPt {
    /// The size as a length.
    pub const fn twips(self) -> Twip {
        Twip(self.0 as i32 * 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_become_the_twips_of_the_page_dialog() {
        assert_eq!(Twip::from_mm100(3700), Twip(2098));
        assert_eq!(Twip::from_mm100(2800), Twip(1587));
        assert_eq!(Twip::from_mm100(2600), Twip(1474));
        assert_eq!(Twip::from_mm100(3500), Twip(1984));
        assert_eq!(Twip::from_mm100(-700), Twip(-397));
    }
}
