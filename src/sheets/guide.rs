//! The sheet 说明: how the workbook is filled in, for somebody who knows Excel and nothing else.

use crate::sheets::dress::meaning;
use crate::sheets::forms::Making;
use crate::sheets::grow::Place;
use crate::xlsx::{Look, Sheet};

/// What is told, a paragraph each.
const TEXT: &[&str] = &[
    "改好各张工作表，保存，再在命令行里运行：gongwen build 资料.xlsx。Word 文件放在旁边的“输出”文件夹里。",
    "红色标签的工作表已经填了样例，照样改成自己的；没有颜色的是可以加写的，不用就空着，也可以整张删去。工作表的名称不要改，改了程序就不知道是什么。",
    "有“项目”“内容”两栏的工作表：一行一项，内容写在中间一栏；空着就是没有这一项。右边的“说明”是给自己看的。",
    "第一行是列名的工作表：一行一条。鼠标放在列名上，会显示这一列的意思和例子。用不着的列可以空着、删去；还可以加列，哪些列可以加，见这一页下面。",
    "工作表下半部分“【指标】”这样的一行，是另一张小表的开头：下面一行是列名，再下面每行一条；中间要加，就插入行。",
    "一格里有几条（例如几个事项、几个主送机关）：一条一行，按 Alt+Enter 换行；也可以把第二条写在下面一格，左边的名称空着。顿号、分号不会把一条拆成几条。",
    "“章节.用”“条.内容”这样的列：同一份文件（同一项制度）有几条时，往下写几行，左边的列空着。",
    "“印发.日期”是“印发”里的“日期”。",
    "表格：名称是“表-……”的工作表，一张一个表。在“【表头】”“【行】”下面照表的样子写，该合并的格子就合并。",
    "台账：名称是“台账”，或者以“台账”开头、结尾的工作表，第一行是列名，一行一件事；列由自己定。",
    "图：名称是“图-……”的工作表，在“【数据】”下面写各类别的数；或者在“表.名称”里写从哪个表取数。",
    "批量生成时有的单位要、有的单位不要的一条：加一列“如有”（或“如无”），写名册的列名或者台账的名称。",
    "给自己看的话，写在“说明”“备注”栏，或者名称以“说明”开头的工作表里，都不进文件。",
    "填错了，程序会说出是哪张工作表的哪一格，怎样改。",
];

/// The sheet; `others` are the columns that sheets may have besides those they have.
pub fn sheet(others: &[(String, Vec<Place>)]) -> Sheet {
    let mut making = Making::new("说明");
    making.text(0, "怎样填写", Look::Title);
    for (number, text) in (1..).zip(TEXT) {
        making.row += 1;
        making.text(0, format!("{number}．{text}"), Look::Help);
    }
    if !others.is_empty() {
        making.row += 2;
        for (column, text) in ["工作表", "还可以加的列", "意思"].into_iter().enumerate() {
            making.text(column + 1, text, Look::Head);
        }
    }
    for (sheet, places) in others {
        for place in places {
            making.row += 1;
            making.text(1, sheet, Look::Help);
            making.text(2, &place.written, Look::Key);
            making.text(3, meaning(&place.path), Look::Help);
        }
    }
    making.sheet.widths = vec![100.0, 14.0, 20.0, 70.0];
    making.sheet
}
