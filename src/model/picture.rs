//! Pictures as fields. The pipeline reads the files before the fields are read, so that a fault of a file has its place.

use std::sync::Arc;

use crate::choice;
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::model::number::Number;
use crate::model::reader::{FieldValue, Reader};
use crate::model::shape::Shape;
use crate::model::view::View;
use crate::record;
use crate::source::node::{Node, Value};
use crate::source::picture::Picture;

/// A picture from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// The picture.
    pub picture: Arc<Picture>,
    /// Where its file is named.
    pub span: Span,
}

impl FieldValue for PictureFile {
    fn shape() -> Shape {
        Shape::Phrase
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if let Value::Picture(picture) = &node.value {
            return Some(Self { picture: Arc::clone(picture), span: node.span });
        }
        reader.report(
            Diagnostic::error("picture-place", node.span, "图片不能写在这里")
                .hint("在资料的“单位”里写：印章: {图片: 印章.png, 级别: 县级}；名册和“个别”里不能换图片"),
        );
        None
    }

    fn view(&self) -> Option<View> {
        None
    }
}

choice! {
    /// Rank of a unit, which says how large its seal is (惯例; 国发〔1999〕25号).
    pub enum SealRank {
        Province = "省级",
        City = "市级",
        County = "县级",
        Township = "乡级",
    }
}

impl SealRank {
    /// Diameter in hundredths of a millimetre.
    pub const fn diameter(self) -> i32 {
        match self {
            Self::Province => 5000,
            Self::City | Self::County => 4500,
            Self::Township => 4200,
        }
    }
}

record! {
    /// 印章: the picture of a unit's seal, and its size.
    pub struct SealOrder = "印章", text => "图片" {
        optional picture: PictureFile = "图片", "印章的图片文件，背景透明的 PNG；不写就只留出盖章的地方", "印章.png";
        optional diameter: Number = "直径", "印章的直径，多少毫米；不写就按级别", "42";
        optional rank: SealRank = "级别", "单位的级别，定印章的大小：省级50毫米，市级和县级45毫米，乡级42毫米", "县级";
    }
}
