//! A picture of a seal: a PNG with a transparent ground. It is looked at, not changed: where its ink lies, and whether
//! it can be a seal at all.

use std::io::Cursor;
use std::sync::Arc;

/// Most bytes of a file.
const MOST_BYTES: usize = 4 << 20;
/// Most pixels on a side.
const MOST_PIXELS: u32 = 4000;
/// Fewest pixels across the ink: 42 mm printed with 150 to the inch.
const FEWEST_PIXELS: u32 = 240;
/// Fewest pixels down the ink of a 签名章: 12 mm printed with 150 to the inch.
const FEWEST_OF_STAMP: u32 = 70;
/// From this opacity on a pixel is ink.
const INK: u8 = 32;

/// A picture with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The least box round the ink, in pixels.
    pub ink: Ink,
}

/// A box in pixels; `right` and `bottom` lie behind the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Left edge.
    pub left: u32,
    /// Top edge.
    pub top: u32,
    /// Right edge.
    pub right: u32,
    /// Bottom edge.
    pub bottom: u32,
}

/// Why a picture cannot be a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// Another kind of file.
    NotPng,
    /// A PNG that cannot be read to its end.
    Broken,
    /// More bytes or pixels than a seal needs.
    TooLarge,
    /// No transparent ground: it would cover the text.
    Opaque,
    /// Nothing but transparent ground.
    Blank,
    /// The ink is not red.
    NotRed,
    /// The ink is much wider than high, or the other way round.
    NotRound,
    /// Too few pixels to be printed.
    Coarse,
}

impl PictureFault {
    /// What is wrong, and what to do about it.
    pub fn in_words(self) -> (&'static str, &'static str) {
        const SAVE: &str = "用看图或者画图软件另存为背景透明的 PNG";
        match self {
            Self::NotPng => ("不是 PNG 图片", SAVE),
            Self::Broken => ("是坏了的 PNG 图片", "重新扫描或者重新导出一次"),
            Self::TooLarge => ("太大：超过4 MB 或者4000像素", "缩小到1000像素左右再用"),
            Self::Opaque => ("背景不透明，会盖住署名和日期", SAVE),
            Self::Blank => ("是空白的，只有透明的背景", "不得出现空白印章：换成有印文的图片"),
            Self::NotRed => ("不是红色的", "印章用红色：重新扫描，或者把颜色调成红色"),
            Self::NotRound => ("宽和高相差太多，不像一枚端正的圆印", "裁去印章以外的部分，扶正后再存"),
            Self::Coarse => {
                ("太小，印出来模糊", "用清晰的扫描件：印章的直径至少240像素，签名章的高至少70像素")
            }
        }
    }
}

/// What a picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A seal: round and red.
    Seal,
    /// A 签名章: a name, in any shape and colour.
    Stamp,
}

/// Looks at the bytes of a picture.
pub fn read(bytes: &[u8], purpose: Purpose) -> Result<Picture, PictureFault> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Err(PictureFault::NotPng);
    }
    if bytes.len() > MOST_BYTES {
        return Err(PictureFault::TooLarge);
    }
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(|_| PictureFault::Broken)?;
    let (width, height) = reader.info().size();
    if width.max(height) > MOST_PIXELS {
        return Err(PictureFault::TooLarge);
    }
    let size = reader.output_buffer_size().ok_or(PictureFault::TooLarge)?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(|_| PictureFault::Broken)?;
    let samples = frame.color_type.samples();
    let rows = pixels.chunks_exact(frame.line_size).take(height as usize);
    let mut looked = Looked::default();
    for (y, row) in (0..).zip(rows) {
        for (x, pixel) in (0..).zip(row.chunks_exact(samples).take(width as usize)) {
            looked.at(x, y, pixel);
        }
    }
    let ink = looked.judge(width, height, purpose)?;
    Ok(Picture { bytes: bytes.into(), width, height, ink })
}

/// What was seen of a picture.
#[derive(Default)]
struct Looked {
    ink: Option<Ink>,
    /// Pixels of ink.
    inked: u64,
    /// By how much they are redder than anything else, added up.
    red: i64,
}

impl Looked {
    fn at(&mut self, x: u32, y: u32, pixel: &[u8]) {
        let [colours @ .., alpha] = pixel else { return };
        if *alpha < INK {
            return;
        }
        self.inked += 1;
        if let [red, green, blue] = colours {
            self.red += i64::from(*red) - i64::from(*green.max(blue));
        }
        let here = Ink { left: x, top: y, right: x + 1, bottom: y + 1 };
        self.ink = Some(self.ink.map_or(here, |ink| Ink {
            left: ink.left.min(x),
            top: ink.top.min(y),
            right: ink.right.max(x + 1),
            bottom: ink.bottom.max(y + 1),
        }));
    }

    fn judge(&self, width: u32, height: u32, purpose: Purpose) -> Result<Ink, PictureFault> {
        let ink = self.ink.ok_or(PictureFault::Blank)?;
        // The corners round a seal are a fifth of its square.
        if self.inked * 10 > u64::from(width) * u64::from(height) * 9 {
            return Err(PictureFault::Opaque);
        }
        let (across, down) = (ink.right - ink.left, ink.bottom - ink.top);
        if purpose == Purpose::Stamp {
            return if down < FEWEST_OF_STAMP { Err(PictureFault::Coarse) } else { Ok(ink) };
        }
        if self.red < 40 * self.inked as i64 {
            return Err(PictureFault::NotRed);
        }
        if across.max(down) * 10 > across.min(down) * 11 {
            return Err(PictureFault::NotRound);
        }
        if across.max(down) < FEWEST_PIXELS {
            return Err(PictureFault::Coarse);
        }
        Ok(ink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring of this colour on transparent ground, with a margin.
    fn ring(size: u32, margin: u32, colour: [u8; 3], ground: u8) -> Vec<u8> {
        let radius = f64::from(size) / 2.0 - f64::from(margin);
        let centre = f64::from(size) / 2.0 - 0.5;
        let mut pixels = Vec::new();
        for y in 0..size {
            for x in 0..size {
                let from = (f64::from(x) - centre).hypot(f64::from(y) - centre);
                let inked = from <= radius && from >= radius * 0.8;
                pixels.extend(colour);
                pixels.push(if inked { 255 } else { ground });
            }
        }
        packed(size, size, png::ColorType::Rgba, &pixels)
    }

    fn packed(width: u32, height: u32, colour: png::ColorType, pixels: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(pixels).expect("the pixels");
        writer.finish().expect("its end");
        bytes
    }

    const RED: [u8; 3] = [220, 20, 30];

    #[test]
    fn the_ink_of_a_seal_is_found_within_its_margin() {
        let picture = read(&ring(400, 20, RED, 0), Purpose::Seal).expect("a seal");
        assert_eq!((picture.width, picture.height), (400, 400));
        assert_eq!(picture.ink, Ink { left: 20, top: 20, right: 380, bottom: 380 });
    }

    #[test]
    fn what_cannot_be_a_seal_is_told_apart() {
        let fault = |bytes: &[u8]| read(bytes, Purpose::Seal).expect_err("no seal");
        assert_eq!(fault(b"\xff\xd8\xff\xe0 JFIF"), PictureFault::NotPng);
        assert_eq!(fault(b""), PictureFault::NotPng);
        let sound = ring(400, 0, RED, 0);
        assert_eq!(fault(&sound[..sound.len() / 2]), PictureFault::Broken);
        assert_eq!(fault(&ring(400, 0, RED, 255)), PictureFault::Opaque);
        assert_eq!(fault(&ring(400, 0, [20, 20, 20], 0)), PictureFault::NotRed);
        assert_eq!(fault(&ring(200, 0, RED, 0)), PictureFault::Coarse);
        assert_eq!(fault(&ring(300, 150, RED, 0)), PictureFault::Blank);
        let opaque = packed(300, 300, png::ColorType::Rgb, &[220, 20, 30].repeat(300 * 300));
        assert_eq!(fault(&opaque), PictureFault::Opaque);
        let mut wide = vec![0; 300 * 300 * 4];
        for x in 0..300 {
            wide[(150 * 300 + x) * 4..][..4].copy_from_slice(&[220, 20, 30, 255]);
        }
        assert_eq!(fault(&packed(300, 300, png::ColorType::Rgba, &wide)), PictureFault::NotRound);
        let huge = packed(5000, 1, png::ColorType::Grayscale, &[0; 5000]);
        assert_eq!(fault(&huge), PictureFault::TooLarge);
    }

    #[test]
    fn a_stamp_of_a_signature_may_be_black_and_wide() {
        let mut pixels = vec![0; 400 * 100 * 4];
        for x in 20..380 {
            for y in 10..90 {
                pixels[(y * 400 + x) * 4 + 3] = if (x + y) % 3 == 0 { 255 } else { 0 };
            }
        }
        let written = packed(400, 100, png::ColorType::Rgba, &pixels);
        let ink = Ink { left: 20, top: 10, right: 380, bottom: 90 };
        assert_eq!(read(&written, Purpose::Stamp).map(|picture| picture.ink), Ok(ink));
        assert_eq!(read(&written, Purpose::Seal), Err(PictureFault::NotRed));
    }

    #[test]
    fn no_damaged_file_brings_it_down() {
        let sound = ring(260, 4, RED, 0);
        for at in 0..sound.len() {
            let mut damaged = sound.clone();
            damaged[at] ^= 0x5a;
            let _ = read(&damaged, Purpose::Seal);
            let _ = read(&sound[..at], Purpose::Seal);
        }
    }
}
