//! What a form says of itself before it is sent: it never says otherwise than we do when it comes back. What a spreadsheet makes of
//! the formulas is held against us in `.ci/collect.sh`.

use gongwen::batch::prepare::Asked;
use gongwen::cli::Exit;
use gongwen::collect::make::unit;
use gongwen::collect::round;
use gongwen::collect::sheet;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Content, Look, Sheet};

use crate::program::gongwen;

const ROSTER: &str = "单位代码,单位名称\n001,甲镇\n002,乙镇\n";

/// A workbook with these columns and checks.
fn data(rows: &str, columns: &str, checks: &str) -> String {
    format!(
        "单位: {{名称: 某某县委组织部}}\n表单:\n  名称: 摸底表\n  填报方式: {rows}\n  栏目: [{columns}]\n  校验: [{checks}]\n"
    )
}

fn world(data: &str) -> Memory {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), ROSTER.into());
    world
}

/// The form of the first unit.
fn form(data: &str) -> Sheet {
    let world = world(data);
    let asked = Asked { data: "资料.yaml".into(), roster: "名册.csv".into(), ..Asked::default() };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let read = gongwen::batch::prepare::read(&asked, &world, &mut sources, &mut findings);
    let (inputs, data) = read.expect("they are sound");
    let form = round::form(&data, &asked, &mut findings);
    let form = form.unwrap_or_else(|| panic!("{:?}", findings.list));
    sheet::sheets(&form, unit(&inputs.roster, &inputs.columns, 0)).swap_remove(0)
}

/// The formulas of a form, each with its row and column.
fn formulas(sheet: &Sheet) -> Vec<(u32, u16, String)> {
    let of = |cell: &xlsx::Cell| match &cell.content {
        Content::Formula(formula, _) => Some((cell.row, cell.column, formula.clone())),
        _ => None,
    };
    sheet.cells.iter().filter_map(of).collect()
}

#[test]
fn one_row_is_answered_above_the_table() {
    let columns =
        "{名称: 党员数, 类型: 整数}, {名称: 女, 类型: 整数, 可以不填: 是}, {名称: 场所, 类型: 是否}";
    let sheet = form(&data("一行", columns, "{条件: 女 ≤ 党员数, 提示: 女党员不能多于党员。}"));
    let formulas = formulas(&sheet);
    let [(row, 1, formula)] = formulas.as_slice() else { panic!("{formulas:?}") };
    let label = sheet.cells.iter().find(|cell| (cell.row, cell.column) == (*row, 0)).expect("a label");
    assert_eq!(label.content, Content::Text("核对".to_owned()));
    assert_eq!(
        formula,
        "=IF(COUNTA(B11:D11)=0,\"还没有填\",IFERROR(IF(AND(1-COUNT(B11)+COUNTA(C11)-COUNT(C11)+COUNTBLANK(D11)=0,\
         IF(AND(COUNT(C11)=1,COUNT(B11)=1),ROUND(C11-(B11),6)<=0,TRUE)),IF(AND(COUNT(C11)=1),\"已填齐，各栏相符\",\"已填齐\"),\
         IF(1-COUNT(B11)+COUNTA(C11)-COUNT(C11)+COUNTBLANK(D11)=0,\"\",IF(COUNT(B11)=1,\"\",\"“党员数”\")&\
         IF(COUNTA(C11)=COUNT(C11),\"\",\"“女”\")&IF(D11=\"\",\"“场所”\",\"\")&\"没有填好。\")&\
         IF(IF(AND(COUNT(C11)=1,COUNT(B11)=1),ROUND(C11-(B11),6)<=0,TRUE),\"\",\"女党员不能多于党员。\")),\
         \"填的有不是数的，算不了\"))"
    );
    // The row that it speaks of is the one that is filled in.
    let open = sheet.cells.iter().find(|cell| cell.look == Look::Open).expect("a cell to fill in");
    assert_eq!((open.row, open.column), (10, 1));
}

#[test]
fn each_of_several_rows_is_answered_beside_it() {
    let sheet = form(&data("多行", "{名称: 项目}, {名称: 投资, 类型: 数}", "投资 > 0"));
    let formulas = formulas(&sheet);
    assert_eq!(formulas.len(), 30);
    for (row, column, formula) in &formulas {
        assert_eq!(*column, 3);
        assert!(formula.starts_with(&format!("=IF(COUNTA(B{0}:C{0})=0,\" \",", row + 1)), "{formula}");
        let open = sheet.cells.iter().any(|cell| (cell.row, cell.column, cell.look) == (*row, 2, Look::Open));
        assert!(open, "row {row} is not filled in");
    }
    let head =
        sheet.cells.iter().find(|cell| cell.content == Content::Text("核对".to_owned())).expect("a head");
    assert_eq!((head.row + 1, head.column), (formulas[0].0, 3));
    assert_eq!(sheet.widths.len(), 4);
}

#[test]
fn what_a_spreadsheet_would_reckon_otherwise_is_left_out() {
    let columns = "{名称: 甲, 类型: 整数}, {名称: 乙, 类型: 数}, {名称: 率, 类型: 百分数}, {名称: 始, 类型: 日期}, {名称: 止, 类型: 日期}, \
                   {名称: 是否, 类型: 是否}, {名称: 档, 选项: [一, 二, 三]}, {名称: 人}, {名称: 经办}";
    let written = |check: &str| {
        let sheet = form(&data("一行", columns, check));
        formulas(&sheet).swap_remove(0).2
    };
    for (check, condition) in [
        ("甲 = 乙 + 3", "ROUND(B11-((C11+3)),6)=0"),
        ("甲 ≠ 乙 × 2 - 甲", "ROUND(B11-(((C11*2)-B11)),6)<>0"),
        ("甲 - 乙 ≥ 0", "ROUND((B11-C11)-(0),6)>=0"),
        ("甲 > 乙", "ROUND(B11-(C11),6)>0"),
        ("甲 < 1.50", "ROUND(B11-(1.5),6)<0"),
        ("是否 = 是", "OR(EXACT(TRIM(G11),\"是\"))"),
        ("档 ≠ 一、二", "NOT(OR(EXACT(TRIM(H11),\"一\"),EXACT(TRIM(H11),\"二\")))"),
        ("人 ≠ 经办", "NOT(OR(EXACT(TRIM(I11),TRIM(J11))))"),
        ("{条件: 甲 > 0, 前提: 是否 = 是}", "IF(OR(EXACT(TRIM(G11),\"是\")),ROUND(B11-(0),6)>0,TRUE)"),
    ] {
        let formula = written(check);
        assert!(formula.contains(condition) && formula.contains("各栏相符"), "{check}: {formula}");
    }
    for check in [
        "乙 ≥ 率",
        "率 ≥ 95%",
        "止 ≥ 始",
        "甲 / 乙 ≥ 2",
        "占比(甲，乙) ≥ 50%",
        "{条件: 甲 > 0, 前提: 率 > 50%}",
    ] {
        let formula = written(check);
        assert!(!formula.contains("ROUND") && !formula.contains("各栏相符"), "{check}: {formula}");
        assert!(formula.contains("\"已填齐\""), "{check}: {formula}");
    }
    // One that is left out leaves the others, which alone do not make all agree.
    let formula = written("甲 > 乙, 率 ≥ 95%");
    assert!(formula.contains("ROUND") && !formula.contains("各栏相符"), "{formula}");
    // Only doubtful, and with a quote in it.
    let formula = written("{条件: 甲 > 乙, 提示: '看\"甲\"', 只提醒: 是}");
    assert!(formula.contains("\"请核实：看\"\"甲\"\"。\""), "{formula}");
}

#[test]
fn no_formula_is_longer_than_a_spreadsheet_takes() {
    let columns: Vec<String> =
        (0..60).map(|at| format!("{{名称: 很长很长很长的栏目第{at}栏, 类型: 整数}}")).collect();
    let sum: Vec<String> = (1..60).map(|at| format!("很长很长很长的栏目第{at}栏")).collect();
    let check = format!("很长很长很长的栏目第0栏 = {}", sum.join(" + "));
    let checks: Vec<String> = (0..9).map(|number| format!("{check} + {number}")).collect();
    let sheet = form(&data("一行", &columns.join(", "), &checks.join(", ")));
    let formula = formulas(&sheet).swap_remove(0).2;
    assert!(formula.chars().count() <= 8192, "{}", formula.chars().count());
    // As many checks as there is room for, and it does not say that all agree.
    assert_eq!(formula.matches("不成立").count(), 1, "{formula}");
    assert!(formula.contains("\"已填齐\"") && !formula.contains("各栏相符"), "{formula}");
    // A text within a formula has at most 255 characters.
    for text in formula.split('"').skip(1).step_by(2) {
        assert!(text.chars().count() <= 255, "{text}");
    }
}

#[test]
fn its_answers_are_not_read_as_anything() {
    for rows in ["一行", "多行"] {
        let data = data(rows, "{名称: 项目}, {名称: 投资, 类型: 数}", "投资 > 0");
        for answer in ["还没有填", "“投资”没有填好。", "“投资 > 0”不成立，很长的一句话，写在这里。", "合计"]
        {
            let mut world = world(&data);
            let mut sheet = form(&data);
            let open =
                sheet.cells.iter().find(|cell| cell.look == Look::Open).expect("a cell to fill in").row;
            for cell in &mut sheet.cells {
                match (&cell.content, cell.row, cell.column) {
                    // Saved again by a program that keeps what formulas came to.
                    (Content::Formula(..), _, _) => cell.content = Content::Text(answer.to_owned()),
                    (_, row, 1) if row == open => cell.content = Content::Text("道路".to_owned()),
                    (_, row, 2) if row == open => cell.content = Content::Number(1.5, "General".to_owned()),
                    _ => {}
                }
            }
            let bytes = xlsx::write(&[sheet]).expect("it is written");
            world.files.insert("收回/甲.xlsx".into(), bytes);
            let run = gongwen("collect read 资料.yaml --roster 名册.csv 收回 -o 汇总", &mut world);
            assert!(run.err.contains("已报1个，退回修改0个"), "{rows} {answer}: {}", run.err);
            assert!(!run.err.contains("收回/甲.xlsx"), "{rows} {answer}: {}", run.err);
        }
    }
}

#[test]
fn no_column_is_called_as_the_answer_is() {
    let mut world = world(&data("一行", "{名称: 核对, 类型: 整数}", ""));
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world);
    assert_eq!(run.exit, Exit::Failed);
    assert!(run.err.contains("栏目不能叫“核对”：表上另有一格叫这个名称"), "{}", run.err);
}

#[test]
fn a_check_without_a_column_is_told() {
    let mut world = world(&data("一行", "{名称: 甲, 类型: 整数}", "10 ≥ 1"));
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world);
    assert_eq!(run.exit, Exit::Failed);
    assert!(run.err.contains("“10 ≥ 1”没有用到哪一栏"), "{}", run.err);
}
