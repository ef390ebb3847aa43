//! 名册: how a batch reads the list of units. The list itself is a file of its own and is given on the command line.

use crate::choice;
use crate::model::number::Number;
use crate::model::text::{Flag, Phrase};
use crate::record;

choice! {
    /// What a column of the roster holds.
    pub enum ColumnType {
        Words = "文字",
        Date = "日期",
        Phone = "电话",
        Number = "数",
        Code = "编码",
    }
}

record! {
    /// 名册: what its columns are and how each unit's file is named and numbered.
    pub struct RosterPlan = "名册" {
        optional unit_column: Phrase = "单位列", "哪一列是单位的名称，不写就是“单位名称”，再没有就是第一个文字列", "单位名称";
        optional short_column: Phrase = "简称列", "哪一列是单位的简称，不写就是“简称”", "简称";
        optional code_column: Phrase = "编码列", "哪一列是单位的代码，不写就是“代码”“编码”等", "代码";
        optional file_name: Phrase = "文件名", "每个单位的文件叫什么，不带扩展名；“/”分文件夹；不写就是单位名称，同名的再加上级单位或代码", "【县】/【单位名称】";
        optional numbers: NumberRange = "编号", "每个单位一个发文字号时，从几号编起；“发文字号”里写“【顺序号】”", "{从: 15}";
        many columns: RosterColumn = "列", "各列的要求：又名、类型、必填、默认", "[{名称: 报送时限, 类型: 日期, 必填: 是}]";
        optional overrides: Phrase = "个别", "个别单位另有不同的资料，写在这个文件（.yaml）里，或者这个文件夹里一个单位一个文件", "个别.yaml";
        optional sheet: Phrase = "工作表", "名册文件里有几个工作表时，用哪一个", "名册";
        optional header: Number = "表头行", "表头在第几行，不写就由程序找", "2";
    }
}

record! {
    /// 编号: 发文字号 for each unit.
    pub struct NumberRange = "编号", text => "从" {
        optional first: Number = "从", "第一个顺序号，不写就接着登记簿，没有登记簿就是 1", "15";
        optional last: Number = "到", "最后一个可用的顺序号", "1500";
        optional register: Phrase = "登记簿", "发文登记簿（.xlsx），已经用掉的号不再用，新编的号记在里面", "发文登记簿.xlsx";
    }
}

record! {
    /// A column of the roster.
    pub struct RosterColumn = "列", text => "名称" {
        required name: Phrase = "名称", "列的名称，文字里写“【名称】”就是这个单位的内容", "报送时限";
        many aliases: Phrase = "又名", "名册里也可能叫什么", "[截止时间, 上报时间]";
        optional what: ColumnType = "类型", "文字、日期、电话、数或编码；不写就由程序看", "日期";
        optional required: Flag = "必填", "是不是每个单位都要填", "是";
        optional default: Phrase = "默认", "名册里没有这一列，或者这一格空着，就用它", "2026-12-20";
        optional overrides: Flag = "代替", "这一列与资料项同名时，是否代替那一项，不写就代替", "否";
    }
}
