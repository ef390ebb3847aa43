//! How paragraphs and characters look, with styles, theme and what stands beside the text all worked in.

use std::sync::Arc;

/// A font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    /// Its name; empty if nothing says one.
    pub name: Arc<str>,
    /// The file names the theme's font, which another theme changes.
    pub is_theme: bool,
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// Automatic: black on white.
    Auto,
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

impl Color {
    /// As files write it: `FF0000`, `auto`, `#f00`, `red`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.split_whitespace().next()?.trim_start_matches('#');
        match text {
            "auto" => return Some(Self::Auto),
            "red" => return Some(Self::Rgb(255, 0, 0)),
            "black" => return Some(Self::Rgb(0, 0, 0)),
            _ => {}
        }
        let value = u32::from_str_radix(text, 16).ok()?;
        match text.len() {
            6 => Some(Self::Rgb((value >> 16) as u8, (value >> 8) as u8, value as u8)),
            3 => Some(Self::Rgb(
                (value >> 8 & 15) as u8 * 17,
                (value >> 4 & 15) as u8 * 17,
                (value & 15) as u8 * 17,
            )),
            _ => None,
        }
    }

    /// Whether people call it red.
    pub fn is_red(self) -> bool {
        matches!(self, Self::Rgb(red, green, blue) if red >= 0xB0 && green <= 0x50 && blue <= 0x50)
    }

    /// Whether people call it black.
    pub fn is_black(self) -> bool {
        match self {
            Self::Auto => true,
            Self::Rgb(red, green, blue) => red.max(green).max(blue) <= 0x26,
        }
    }
}

/// How characters look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunLook {
    /// Font of Chinese characters.
    pub han: Font,
    /// Font of western letters and digits.
    pub western: Font,
    /// Size in half points.
    pub size: i32,
    /// Bold.
    pub bold: bool,
    /// Colour.
    pub color: Color,
    /// What is added to each character's width, in twips.
    pub spacing: i32,
    /// Width of the characters in hundredths.
    pub scale: i32,
    /// Not to be seen.
    pub hidden: bool,
}

impl RunLook {
    /// The look where a file says nothing.
    pub fn plain() -> Self {
        let font = Font { name: "".into(), is_theme: false };
        Self {
            han: font.clone(),
            western: font,
            size: 20,
            bold: false,
            color: Color::Auto,
            spacing: 0,
            scale: 100,
            hidden: false,
        }
    }

    /// Width of a Chinese character in twips.
    pub fn width(&self) -> i32 {
        (self.size * 10 * self.scale / 100 + self.spacing).max(1)
    }
}

/// Where characters stand beside their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    /// On it.
    #[default]
    Line,
    /// 上标.
    Upper,
    /// 下标.
    Lower,
}

/// What characters are besides their look. It is kept apart: no rule asks for it, and runs that differ in it alone are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effects {
    /// 上标, 下标.
    pub script: Script,
    /// 删除线.
    pub struck: bool,
    /// 下划线.
    pub underlined: bool,
}

/// A stretch of characters of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// One past its last byte in the paragraph's text; it begins where the run before it ends.
    pub end: usize,
    /// Its look.
    pub look: Arc<RunLook>,
}

/// How lines are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Left.
    Left,
    /// Middle.
    Center,
    /// Right.
    Right,
    /// Both edges.
    Justified,
    /// Both edges, the last line too.
    Distributed,
}

/// Height of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineHeight {
    /// So many 240ths of the font's own height.
    Times(i32),
    /// 固定值, in twips.
    Exact(i32),
    /// 最小值, in twips.
    AtLeast(i32),
}

/// A rule above or below a paragraph or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Border {
    /// `single`, `thickThinSmallGap` …
    pub kind: Arc<str>,
    /// Thickness in eighths of a point.
    pub size: i32,
    /// Distance from the text in points.
    pub space: i32,
    /// Colour.
    pub color: Color,
}

/// A paragraph fixed to the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Distance from the upper edge of what it is fixed to, in twips.
    pub y: Option<i32>,
    /// What `y` is measured from: `page`, `margin`, `text`.
    pub from: String,
    /// `outside`, `center` … instead of a distance from the left.
    pub x_align: String,
    /// Width in twips.
    pub width: i32,
}

/// How a paragraph looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphLook {
    /// Name of its style, as Word's list shows it.
    pub style: Arc<str>,
    /// Alignment.
    pub alignment: Alignment,
    /// 左缩进 in twips.
    pub left: i32,
    /// 右缩进 in twips.
    pub right: i32,
    /// 首行缩进 in twips; 悬挂 is negative.
    pub first: i32,
    /// The same three in hundredths of a character, which win where they are not 0.
    pub left_chars: i32,
    /// See `left_chars`.
    pub right_chars: i32,
    /// See `left_chars`.
    pub first_chars: i32,
    /// Height of lines.
    pub line: LineHeight,
    /// 段前 in twips.
    pub before: i32,
    /// 段后 in twips.
    pub after: i32,
    /// Begins a page.
    pub page_break_before: bool,
    /// 大纲级别 from 0.
    pub outline: Option<u8>,
    /// Lines keep to the page's grid.
    pub snap: bool,
    /// Place on the page.
    pub frame: Option<Frame>,
    /// Rule above.
    pub top: Option<Border>,
    /// Rule below.
    pub bottom: Option<Border>,
    /// Automatic number: list and level.
    pub numbering: Option<(i32, usize)>,
}

impl ParagraphLook {
    /// The look where a file says nothing.
    pub fn plain() -> Self {
        Self {
            style: "".into(),
            alignment: Alignment::Left,
            left: 0,
            right: 0,
            first: 0,
            left_chars: 0,
            right_chars: 0,
            first_chars: 0,
            line: LineHeight::Times(240),
            before: 0,
            after: 0,
            page_break_before: false,
            outline: None,
            snap: true,
            frame: None,
            top: None,
            bottom: None,
            numbering: None,
        }
    }

    /// 首行缩进 in hundredths of characters that are so many twips wide.
    pub fn first_in_chars(&self, width: i32) -> i32 {
        in_chars(self.first_chars, self.first, width)
    }

    /// 左缩进, as [`Self::first_in_chars`].
    pub fn left_in_chars(&self, width: i32) -> i32 {
        in_chars(self.left_chars, self.left, width)
    }

    /// 右缩进, as [`Self::first_in_chars`].
    pub fn right_in_chars(&self, width: i32) -> i32 {
        in_chars(self.right_chars, self.right, width)
    }
}

fn in_chars(chars: i32, twips: i32, width: i32) -> i32 {
    if chars == 0 { twips.clamp(-100_000, 100_000) * 100 / width.max(1) } else { chars }
}
