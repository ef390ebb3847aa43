//! 检查: what `check` is told of a workbook, or of the texts of a folder.

use crate::model::text::Phrase;
use crate::record;

record! {
    /// 检查.
    pub struct CheckPlan = "检查", list => "不查" {
        many off: RuleOff = "不查", "哪些规则不查，为什么", "[{规则: F13, 理由: 面积按习惯用亩}]";
        optional last_year: Phrase = "上年", "去年的资料，或者去年的文件（.docx .txt .md）；写了就查今年的文件里有没有漏改的", "../2026/资料.yaml";
        optional roster: Phrase = "名册", "本单位常用的单位名称都在这份名册里，写错的名称能查出来", "名册.csv";
    }
}

record! {
    /// A rule that is off.
    pub struct RuleOff = "不查的规则" {
        required rule: Phrase = "规则", "规则的代码或者组的字母，用“gongwen rules”查看", "F13";
        required reason: Phrase = "理由", "为什么不查", "面积按习惯用亩";
    }
}
