//! Named styles: what Word's style list shows and every writer sets text by; and the profile that holds them.

use crate::profile::mark;
use crate::profile::numbers::{NumberForm, NumberPiece};
use crate::profile::units::{Chars, EighthPt, HalfPt, Twip};

/// The paragraph styles of a 公文. The Chinese name is what staff see in Word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParagraphStyle {
    /// `Normal` (Word shows 正文): the base, without indent, for text that staff add.
    Normal,
    /// 公文正文: 3号仿宋, first line 2 字.
    Body,
    /// 空行: a blank line of the pitch.
    Blank,
    /// 份号.
    CopyNumber,
    /// 密级和紧急程度.
    Secrecy,
    /// 发文机关标志.
    Mark,
    /// 联合标志: a unit's name in the mark of a joint issue, and the word beside the names.
    MarkName,
    /// 发文字号, with the red line under it.
    DocumentNumber,
    /// 签发人: a line of names above that of 发文字号, if there are more than two.
    SignerLine,
    /// 期号 of a bulletin.
    IssueNumber,
    /// 公文标题.
    Title,
    /// 文件标题: the title of an instrument that a notice issues; it looks like the title.
    InstrumentTitle,
    /// 副标题和作者: what stands under the title.
    Subtitle,
    /// 主送机关.
    Recipients,
    /// 章名: the title of a chapter of a rule.
    Chapter,
    /// 一级标题 `一、`.
    Heading1,
    /// 二级标题 `（一）`.
    Heading2,
    /// 三级标题 `1.`.
    Heading3,
    /// 四级标题 `（1）`.
    Heading4,
    /// 一级标题接排: heading and text in one paragraph.
    RunIn1,
    /// 二级标题接排.
    RunIn2,
    /// 三级标题接排.
    RunIn3,
    /// 四级标题接排.
    RunIn4,
    /// 附件说明, the only or first line (`附件：`).
    AttachmentNote,
    /// 附件说明续行: second and later attachments.
    AttachmentNoteNext,
    /// 出席人员 of 纪要.
    Attendance,
    /// 署名.
    Signatory,
    /// 成文日期.
    IssueDate,
    /// 附注.
    Remark,
    /// 附件标记: `附件1` at the top of an attachment.
    AttachmentLabel,
    /// 附件标题.
    AttachmentTitle,
    /// 表题.
    TableTitle,
    /// 计量单位 line above a table.
    TableUnit,
    /// 表头.
    TableHead,
    /// 表格文字.
    TableText,
    /// 表注.
    TableNote,
    /// 图: the paragraph that holds a chart.
    Chart,
    /// 图题, under the chart.
    ChartTitle,
    /// 版记.
    Imprint,
    /// 版记定位: the tiny paragraph that holds the imprint's box.
    ImprintAnchor,
    /// 分节: the tiny paragraph that ends a section.
    SectionEnd,
    /// 单页页码.
    PageNumberOdd,
    /// 双页页码.
    PageNumberEven,
    /// 目录标题.
    ContentsTitle,
    /// 目录, first level. Word's own style, so that its field finds it.
    Contents1,
    /// 目录, second level.
    Contents2,
    /// 目录, third level.
    Contents3,
    /// 信函红线: the upper double line of a 信函, and its distance from what stands below.
    LetterRule,
    /// 信函发文字号: flush right under that line.
    LetterNumber,
    /// 信函页脚红线: the lower double line, in the footer of the first page.
    LetterFoot,
    /// 令号.
    OrderNumber,
}

impl ParagraphStyle {
    /// Whether only the formats of chapter 10 use it: other files do not list it.
    pub const fn is_special(self) -> bool {
        matches!(self, Self::LetterRule | Self::LetterNumber | Self::LetterFoot | Self::OrderNumber)
    }

    /// Whether only a joint issue uses it.
    pub const fn is_joint(self) -> bool {
        matches!(self, Self::MarkName)
    }

    /// Whether only 目录 uses it: files without one do not list it.
    pub const fn is_of_contents(self) -> bool {
        matches!(self, Self::ContentsTitle) || self.is_built_in()
    }

    /// Whether it is one of Word's own.
    pub const fn is_built_in(self) -> bool {
        matches!(self, Self::Contents1 | Self::Contents2 | Self::Contents3)
    }
}

/// The character styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CharacterStyle {
    /// 一级标题字符: 黑体.
    Heading1,
    /// 二级标题字符: 楷体.
    Heading2,
    /// 三级标题字符.
    Heading3,
    /// 四级标题字符.
    Heading4,
    /// 加粗.
    Strong,
    /// 签发人姓名: 楷体.
    Signer,
    /// 文献编号: raised.
    Citation,
}

/// The typefaces of the standard. A profile says which font names stand for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 仿宋.
    FangSong,
    /// 楷体.
    Kai,
    /// 黑体.
    Hei,
    /// 小标宋.
    XiaoBiaoSong,
    /// 宋体.
    Song,
    /// A font that a house style names itself: the so-manieth of its own.
    Own(u8),
}

/// Font names for a [`Face`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceFonts {
    /// The face.
    pub face: Face,
    /// First choice (`仿宋_GB2312`).
    pub name: String,
    /// The font for characters that the first choice does not hold (outside GB/T 2312): `仿宋`; the same as
    /// `name` where that font is complete.
    pub beyond_gb2312: String,
    /// Names that a reader may take instead, for `fontTable.xml`.
    pub alternatives: Vec<String>,
}

/// How a paragraph's lines are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// Left.
    Left,
    /// Both edges.
    Justified,
    /// Centred.
    Center,
    /// Right.
    Right,
    /// Both edges, the last line too.
    Distributed,
}

/// Height of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineHeight {
    /// 固定值.
    Exact(Twip),
    /// 最小值.
    AtLeast(Twip),
}

/// Indents. Characters win over twips in Word; both are written, so they must say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Indents {
    /// Left edge.
    pub left: Chars,
    /// Right edge.
    pub right: Chars,
    /// First line, positive: 首行缩进; negative: 悬挂.
    pub first: Chars,
}

/// Look of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RunFormat {
    /// Typeface.
    pub face: Face,
    /// Size.
    pub size: HalfPt,
    /// Red (标志) or automatic black.
    pub red: bool,
    /// Bold; the standard asks for it nowhere.
    pub bold: bool,
    /// Western letters and digits are set in [`Profile::western`], where the profile has one.
    pub western: bool,
    /// Added to each character's width; −5 sets 28 characters of 三号 in 156 mm.
    pub spacing: Twip,
}

impl RunFormat {
    /// The length of so many 字 of these characters: size and spacing of one.
    pub const fn length(&self, Chars(hundredths): Chars) -> Twip {
        let unit = self.size.twips().0 + self.spacing.0;
        Twip((hundredths * unit + 50 * hundredths.signum()) / 100)
    }
}

/// A rule under a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BottomRule {
    /// Thickness.
    pub width: EighthPt,
    /// Distance from the text in points.
    pub space: u32,
}

/// The red double lines of a 信函; the number is the thickness of the thick one. The thin one and the gap between them
/// are 0.75 pt each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DoubleRule {
    /// 上粗下细, over the paragraph's text.
    ThickOverThin(EighthPt),
    /// 上细下粗, under the paragraph's text.
    ThinOverThick(EighthPt),
}

impl DoubleRule {
    /// Thickness of the thick line.
    pub const fn thick(self) -> EighthPt {
        let (Self::ThickOverThin(thick) | Self::ThinOverThick(thick)) = self;
        thick
    }

    /// Height of both lines and the gap; an eighth of a point is 2.5 twips.
    pub const fn height(self) -> Twip {
        Twip(((self.thick().0 + 12) * 5).div_ceil(2) as i32)
    }
}

/// A paragraph fixed to the page (发文机关标志).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Frame {
    /// Distance of the frame from the paper's left edge.
    pub x: Twip,
    /// Distance from the paper's top edge.
    pub y: Twip,
    /// Width.
    pub width: Twip,
    /// Height.
    pub height: Twip,
}

/// Everything about a paragraph style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParagraphFormat {
    /// Which style; its name in Word's list is [`ParagraphStyle::name`].
    pub style: ParagraphStyle,
    /// The style of the paragraph that Enter begins.
    pub next: ParagraphStyle,
    /// Outline level from 0, for the navigation pane.
    pub outline: Option<u8>,
    /// Alignment.
    pub alignment: Alignment,
    /// Line height.
    pub line: LineHeight,
    /// 段前.
    pub before: Twip,
    /// 段后.
    pub after: Twip,
    /// Indents, in characters of this paragraph's size.
    pub indents: Indents,
    /// Keep with the next paragraph.
    pub keep_next: bool,
    /// Keep the lines together.
    pub keep_lines: bool,
    /// Begin a new page.
    pub page_break_before: bool,
    /// The red line.
    pub rule: Option<BottomRule>,
    /// The double line of a 信函, flush with the paragraph's indents.
    pub double_rule: Option<DoubleRule>,
    /// Place on the page.
    pub frame: Option<Frame>,
    /// A stop for one tab with dots up to it, at this distance from the text's left edge; what follows the tab ends there.
    pub leader: Option<Twip>,
    /// Characters.
    pub run: RunFormat,
}

/// Everything about a character style; it changes the typeface, or raises the characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CharacterFormat {
    /// Which style; its name in Word's list is [`CharacterStyle::name`].
    pub style: CharacterStyle,
    /// Typeface; `None` keeps the paragraph's.
    pub face: Option<Face>,
    /// Size; `None` keeps the paragraph's.
    pub size: Option<HalfPt>,
    /// Bold.
    pub bold: bool,
    /// 上标.
    pub raised: bool,
}

/// Paper and margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageGeometry {
    /// Paper width.
    pub width: Twip,
    /// Paper height.
    pub height: Twip,
    /// 天头.
    pub top: Twip,
    /// Bottom margin.
    pub bottom: Twip,
    /// 订口.
    pub left: Twip,
    /// Right margin.
    pub right: Twip,
    /// Paper's bottom edge to the footer's bottom.
    pub footer: Twip,
}

impl PageGeometry {
    /// 版心宽.
    pub const fn text_width(&self) -> Twip {
        Twip(self.width.0 - self.left.0 - self.right.0)
    }

    /// 版心高.
    pub const fn text_height(&self) -> Twip {
        Twip(self.height.0 - self.top.0 - self.bottom.0)
    }

    /// A landscape page (8): the same sheet, turned so that its left edge is the table's top. The margins turn with it:
    /// left above, top right, right below, bottom left. The page number stays at the sheet's foot, here the left margin.
    pub const fn turned(&self) -> Self {
        Self {
            width: self.height,
            height: self.width,
            top: self.left,
            bottom: self.right,
            left: self.bottom,
            right: self.top,
            footer: Twip(851),
        }
    }

    /// The frame of a 发文机关标志 of this size, as wide as 版心, and the exact height of its line, so that the ink's top
    /// stands at `top` below the paper's edge ([`mark::line`]).
    pub fn mark_frame(&self, top: Twip, size: HalfPt) -> (Frame, Twip) {
        let (y, line) = mark::line(size, top);
        (Frame { x: self.left, y, width: self.text_width(), height: Twip(line.0 + 2) }, line)
    }
}

/// A page profile: the standard or a house style. It owns what it holds, so that it may come from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Name for `--profile`.
    pub name: String,
    /// What it is for, in a line.
    pub purpose: String,
    /// Portrait page.
    pub page: PageGeometry,
    /// Landscape page for wide tables.
    pub landscape: PageGeometry,
    /// Left and right margins change places on even pages.
    pub mirrored: bool,
    /// Line pitch of the text.
    pub pitch: Twip,
    /// Characters in a line.
    pub characters_per_line: u32,
    /// Lines on a page.
    pub lines_per_page: u32,
    /// From the paper's edge to the top of 发文机关标志's ink.
    pub mark_top: Twip,
    /// Largest size of 发文机关标志; a long one is made smaller to fit its line.
    pub largest_mark: HalfPt,
    /// Fonts of the faces.
    pub fonts: Vec<FaceFonts>,
    /// Fonts for characters that even complete ones lack (CJK Extension B and later), first choice first; never empty.
    pub rare_fonts: Vec<String>,
    /// Font of western letters and digits, where it is another than that of the Chinese characters.
    pub western: Option<String>,
    /// Paragraph styles; the first is `Normal`.
    pub paragraphs: Vec<ParagraphFormat>,
    /// Character styles.
    pub characters: Vec<CharacterFormat>,
    /// Numbers of the four levels of headings.
    pub levels: [NumberForm; 4],
    /// What a page number is made of.
    pub page_number: Vec<NumberPiece>,
    /// 作者 stands with 署名 at the end, not under the title.
    pub byline_at_end: bool,
    /// Thick rules of the 版记 (first and last).
    pub imprint_thick: EighthPt,
    /// Thin rules of the 版记.
    pub imprint_thin: EighthPt,
    /// From the text area's bottom edge up to the last rule of the 版记.
    pub imprint_rise: Twip,
    /// 版记 stands on an even page, after a blank one if need be (GB/T 33476.2 7.3.1).
    pub imprint_on_even_page: bool,
    /// Rules of tables.
    pub table_rule: EighthPt,
    /// Left and right margin of a table's cells.
    pub table_cell_margin: Twip,
}

impl Profile {
    /// The format of a paragraph style.
    pub fn paragraph(&self, style: ParagraphStyle) -> &ParagraphFormat {
        self.paragraphs.iter().find(|f| f.style == style).expect("a profile lists every paragraph style")
    }

    /// The format of a character style.
    pub fn character(&self, style: CharacterStyle) -> &CharacterFormat {
        self.characters.iter().find(|f| f.style == style).expect("a profile lists every character style")
    }

    /// The frame of a 发文机关标志 of this size, and the exact line height in it.
    pub fn mark_geometry(&self, size: HalfPt) -> (Frame, Twip) {
        self.page.mark_frame(self.mark_top, size)
    }

    /// Height of a 版记 of so many rows with so many lines in all, rules included (7.4).
    pub fn imprint_height(&self, rows: u32, lines: u32) -> Twip {
        let (LineHeight::Exact(line) | LineHeight::AtLeast(line)) =
            self.paragraph(ParagraphStyle::Imprint).line;
        // A thick rule above and below, thin ones between; an eighth of a point is 2.5 twips.
        let eighths = 2 * self.imprint_thick.0 + rows.saturating_sub(1) * self.imprint_thin.0;
        Twip(lines as i32 * line.0 + (eighths * 5).div_ceil(2) as i32)
    }

    /// The font for characters of a face that its first font does not hold: the complete one, or that for rare characters.
    pub fn font(&self, face: Face, rare: bool) -> &str {
        let complete = &self.face(face).beyond_gb2312;
        if rare { self.rare_fonts.first().unwrap_or(complete) } else { complete }
    }

    /// The fonts of a face.
    pub fn face(&self, face: Face) -> &FaceFonts {
        self.fonts.iter().find(|f| f.face == face).expect("a profile lists every face")
    }
}
