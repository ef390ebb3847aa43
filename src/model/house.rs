//! 版式: what a house style has otherwise than the profile that it inherits. The records only say what may be written; what
//! it comes to on the page is for `profile::house`.

use crate::choice;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::model::number::{self, Number};
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::text::{Flag, Phrase};
use crate::model::view::View;
use crate::record;
use crate::source::node::{Node, trim};

record! {
    /// 版式: a house style.
    pub struct HouseStyle = "版式" {
        optional name: Phrase = "名称", "这个版式叫什么，不写就是文件名；“版式”和 --profile 按文件名找", "某某局版式";
        optional purpose: Phrase = "说明", "一句话说明用在哪里", "上报的文章、信息";
        optional base: Phrase = "继承", "在哪个版式上改，没有写到的都照它；不写就是国标", "国标";
        optional margins: Margins = "页边距", "四边的空白，毫米", "{上: 37, 下: 35, 左: 28, 右: 26}";
        optional pitch: Number = "行距", "正文的行距（固定值），磅", "28";
        optional characters: Number = "每行字数", "正文一行排几个字，由程序算出字距", "28";
        optional lines: Number = "每页行数", "一页排几行，由程序算出行距", "22";
        optional fonts: Fonts = "字体", "各种字体用哪个字库", "{仿宋: 仿宋, 小标宋: 华文中宋}";
        optional western: Phrase = "西文字体", "西文字母和阿拉伯数字用的字库，不写就与汉字相同", "Times New Roman";
        many rare: Phrase = "生僻字", "扩展B区以后的生僻字用的字库，先写的先用", "[SimSun-ExtB, 宋体-方正超大字符集]";
        optional styles: Styles = "样式", "各种文字的字体、字号、排法", "{公文标题: {字体: 宋体, 字号: 二号, 加粗: 是}}";
        optional page_number: PageNumber = "页码", "页码的位置和写法", "{位置: 居中}";
        many levels: Phrase = "序数", "四层标题的序数，各写第一个", "[一、, （一）, 1．, （1）]";
        optional byline: Byline = "作者位置", "文稿的“作者”排在标题下面，还是排在文末的落款里", "落款";
        optional red_rule: Number = "红线粗细", "版头红线的粗细，磅", "1.5";
        optional mirrored: Flag = "双面", "双面印刷时，双数页的左右页边距对调", "是";
        optional even_imprint: Flag = "版记双数页", "版记是不是一定排在双数页上", "是";
    }
}

record! {
    /// 页边距.
    pub struct Margins = "页边距" {
        optional top: Number = "上", "天头，毫米", "37";
        optional bottom: Number = "下", "下边，毫米", "35";
        optional left: Number = "左", "订口，毫米", "28";
        optional right: Number = "右", "右边，毫米", "26";
    }
}

record! {
    /// 字体.
    pub struct Fonts = "字体" {
        optional fang_song: Font = "仿宋", "正文和三、四级标题的字体", "仿宋";
        optional kai: Font = "楷体", "二级标题和签发人姓名的字体", "楷体";
        optional hei: Font = "黑体", "一级标题和密级的字体", "黑体";
        optional xiao_biao_song: Font = "小标宋", "标题和发文机关标志的字体", "华文中宋";
        optional song: Font = "宋体", "页码的字体", "宋体";
    }
}

record! {
    /// A font, with what stands in for it.
    pub struct Font = "字库", text => "字库" {
        required name: Phrase = "字库", "Word 里显示的字体名", "仿宋_GB2312";
        optional beyond: Phrase = "生僻字", "这个字库里没有的字用哪个字库", "仿宋";
        many alternatives: Phrase = "备用", "没有装这个字库的电脑上用哪些代替", "[仿宋, 华文仿宋]";
    }
}

choice! {
    /// 对齐.
    pub enum Aligned {
        Left = "左",
        Center = "居中",
        Right = "右",
        Justified = "两端",
    }
}

record! {
    /// 样式: how one kind of text is set.
    pub struct StyleChange = "文字样式" {
        optional face: Phrase = "字体", "仿宋、楷体、黑体、小标宋、宋体，或者字库的名称", "宋体";
        optional size: FontSize = "字号", "二号、小三……，或者磅数", "二号";
        optional bold: Flag = "加粗", "加不加粗", "是";
        optional aligned: Aligned = "对齐", "怎样对齐", "居中";
        optional pitch: Number = "行距", "行距（固定值），磅", "36";
        optional first: Number = "首行缩进", "第一行缩进几个字，不缩进写0", "2";
        optional before: Number = "段前", "与上一段的距离，磅", "6";
        optional after: Number = "段后", "与下一段的距离，磅", "6";
    }
}

record! {
    /// 样式: those of the profile, by their names in Word's list.
    pub struct Styles = "样式" {
        optional body: StyleChange = "正文", "正文；字号和字体连带改动与它相同的文字", "{字号: 小三}";
        optional title: StyleChange = "公文标题", "标题；文件标题、附件标题跟着它", "{字体: 宋体, 字号: 二号, 加粗: 是}";
        optional heading1: StyleChange = "一级标题", "一、", "{加粗: 是}";
        optional heading2: StyleChange = "二级标题", "（一）", "{字体: 楷体, 加粗: 是}";
        optional heading3: StyleChange = "三级标题", "1.", "{加粗: 是}";
        optional heading4: StyleChange = "四级标题", "（1）", "{加粗: 是}";
        optional chapter: StyleChange = "章名", "制度里的“第一章”", "{字号: 小二}";
        optional subtitle: StyleChange = "副标题和作者", "标题下面的副标题和作者", "{字体: 仿宋}";
        optional recipients: StyleChange = "主送机关", "主送机关", "{加粗: 是}";
        optional signatory: StyleChange = "署名", "署名", "{字体: 楷体}";
        optional issue_date: StyleChange = "成文日期", "成文日期", "{字体: 楷体}";
        optional remark: StyleChange = "附注", "附注", "{字体: 楷体}";
        optional attachment_note: StyleChange = "附件说明", "正文下面的附件说明", "{字体: 楷体}";
        optional attachment_label: StyleChange = "附件标记", "附件左上角的“附件1”", "{字体: 黑体}";
        optional mark: StyleChange = "发文机关标志", "版头的红字；字号是最大的，字多了会缩小", "{字体: 小标宋, 字号: 初号}";
        optional document_number: StyleChange = "发文字号", "发文字号", "{字体: 楷体}";
        optional copy_number: StyleChange = "份号", "份号", "{字体: 黑体}";
        optional secrecy: StyleChange = "密级和紧急程度", "密级和紧急程度", "{字体: 黑体}";
        optional imprint: StyleChange = "版记", "抄送机关、印发机关和印发日期", "{字号: 四号}";
        optional table_title: StyleChange = "表题", "表格的标题", "{字号: 四号}";
        optional table_head: StyleChange = "表头", "表头", "{加粗: 是}";
        optional table_text: StyleChange = "表格文字", "表格里的字", "{字号: 五号}";
        optional table_note: StyleChange = "表注", "表格下面的注", "{字号: 五号}";
        optional chart_title: StyleChange = "图题", "图下面的标题", "{字号: 四号}";
    }
}

choice! {
    /// 位置 of the page number.
    pub enum NumberPlace {
        Outer = "外侧",
        Center = "居中",
        Right = "右",
    }
}

record! {
    /// 页码.
    pub struct PageNumber = "页码" {
        optional place: NumberPlace = "位置", "外侧：单页在右、双页在左；居中；右", "居中";
        optional form: Phrase = "样式", "怎样写，第一个数代表页码，第二个数代表总页数", "— 1 —";
        optional face: Phrase = "字体", "页码的字体", "宋体";
        optional size: FontSize = "字号", "页码的字号", "四号";
    }
}

choice! {
    /// 作者位置.
    pub enum Byline {
        UnderTitle = "标题下",
        SignOff = "落款",
    }
}

/// 字号: a name, or points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FontSize {
    /// In half points.
    pub half_points: u32,
    /// Where it stands.
    pub span: Span,
}

impl FontSize {
    /// The names, with their half points (初号 is 42 pt).
    pub const NAMES: [(&'static str, u32); 16] = [
        ("初号", 84),
        ("小初", 72),
        ("一号", 52),
        ("小一", 48),
        ("二号", 44),
        ("小二", 36),
        ("三号", 32),
        ("小三", 30),
        ("四号", 28),
        ("小四", 24),
        ("五号", 21),
        ("小五", 18),
        ("六号", 15),
        ("小六", 13),
        ("七号", 11),
        ("八号", 10),
    ];

    /// What people call a size: `二号`, or `17磅`.
    pub fn in_words(half_points: u32) -> String {
        match Self::NAMES.iter().find(|(_, size)| *size == half_points) {
            Some((name, _)) => (*name).to_owned(),
            None if half_points.is_multiple_of(2) => format!("{}磅", half_points / 2),
            None => format!("{}.5磅", half_points / 2),
        }
    }
}

impl FieldValue for FontSize {
    fn shape() -> Shape {
        Shape::Phrase
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = trim(&reader.scalar(node, "字号")?.text);
        // 3号 is how the standard itself writes 三号.
        let written = match text.strip_suffix('号').and_then(|digit| digit.parse().ok()) {
            Some(digit @ 1..=8) => format!("{}号", number::in_chinese(digit)),
            _ => text.to_owned(),
        };
        let named = Self::NAMES.iter().find(|(name, _)| *name == written);
        let half_points = match named {
            Some((_, size)) => Some(*size),
            None => number::parse(text.trim_end_matches(['磅', ' ']).trim_end_matches("pt")).and_then(
                |(points, percent)| {
                    let half = Number { written: text.to_owned(), value: points, percent, span: node.span };
                    // Halves of a point are all that a font size can have.
                    half.hundredths()
                        .filter(|hundredths| !percent && hundredths % 50 == 0)
                        .map(|hundredths| hundredths / 50)
                },
            ),
        };
        if half_points.is_none() {
            let names = Self::NAMES.iter().map(|(name, _)| *name);
            reader.report(
                Diagnostic::error("profile-number", node.span, format!("“{text}”不是字号"))
                    .meant(crate::diag::nearest::nearest(text, names))
                    .hint("写“二号”“小三”这样的名称，或者磅数，例如 16"),
            );
        }
        Some(Self { half_points: half_points?, span: node.span })
    }

    fn view(&self) -> Option<View> {
        None
    }
}
