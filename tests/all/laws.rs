//! Laws of the whole flow: whatever is written in a workbook, the program tells what is wrong or makes the documents,
//! and never breaks off.

use gongwen::cli::Exit;
use proptest::prelude::*;

use crate::desk;

const SOUND: &str = include_str!("faults/工作簿.yaml");

/// What the workbook of the cases lacks: widths, fixed lines of a title, a red head, a landscape table, charts.
const MORE: &str = "
  - 文种: 通知
    标题: 某某县卫生局关于开展健康教育活动的通知
    标题分行: [某某县卫生局, 关于开展健康教育活动的通知]
    发文字号: 某卫发〔2026〕1号
    主送机关: [各乡镇卫生院, 县直各医疗卫生单位]
    成文日期: 2026-03-01
    抄送机关: 县政府办公室
    印发: {机关: 县卫生局办公室, 日期: 2026-03-02}
    附注: 联系人：办公室（电话另告）
    章节:
      - 标题: 事项
        正文: |
          （一）时间。三月一日。
          1.请准时参加。
          见图：场次图
图:
  - {名称: 场次图, 类型: 饼图, 表: {名称: 汇总表, 类别: 单位}}
  - 名称: 培训图
    类型: 折线图
    计量单位: 人
    类别: [4月, 5月]
    系列: [{名称: 县级, 数: [12.50, \"1,204\"]}, {名称: 乡镇, 数: [-3, \"\"]}]
    高: 9
";

/// What slips into a file, or out of it.
fn slip() -> impl Strategy<Value = (usize, usize, String)> {
    let signs = proptest::sample::select(vec![
        "：",
        ":",
        ": ",
        "- ",
        "-",
        "　",
        "\t",
        " ",
        "\n",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "|\n",
        "#",
        "&a ",
        "*a",
        "~",
        "\u{1}",
        "\u{FDD0}",
        "\u{200B}",
        "😀",
        "𬭎",
        "1e5",
        "列宽: [79228162514264337593543950335, 1]\n",
        "（（（",
        "66,275",
        "2026年2月30日",
        "2026年13月1日",
        "↑",
        "见表：甲\n",
        "见图：培训图\n",
        "高: 0\n",
        "{{ unit.name }}",
        "**",
        "引用: 资料.yaml\n",
        "文稿:\n",
        "空行: 9999999\n",
        "---\n",
        "%",
        "!",
        "<b>",
        "|",
        "第一章 ",
        "（一）",
        "<<: *a\n",
    ])
    .prop_map(str::to_owned);
    let text = prop_oneof![4 => signs, 1 => "\\PC{0,12}", 1 => Just(String::new())];
    (any::<usize>(), 0..12usize, text)
}

fn planted(slips: &[(usize, usize, String)]) -> String {
    let mut text: Vec<char> = SOUND.trim_end().chars().chain(MORE.chars()).collect();
    for (at, length, with) in slips {
        let at = at % (text.len() + 1);
        let end = (at + length).min(text.len());
        text.splice(at..end, with.chars());
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_slip_is_told_or_harmless(slips in proptest::collection::vec(slip(), 1..5)) {
        check(planted(&slips).into_bytes())?;
    }

    #[test]
    fn any_text_is_told_or_harmless(text in "\\PC{0,80}") {
        check(text.into_bytes())?;
    }

    #[test]
    fn any_bytes_are_told_or_harmless(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        check(bytes)?;
    }
}

#[test]
fn the_workbook_of_the_laws_is_sound() {
    let mut desk = desk::files([("资料.yaml", planted(&[]).into_bytes())]);
    let outcome = desk::run("build 资料.yaml", &mut desk);
    assert_eq!((outcome.exit, outcome.err.as_str()), (Exit::Done, ""));
    assert_eq!(desk.files.len(), 3);
}

/// Either nothing is wrong and something is written, or the reverse.
fn check(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let mut desk = desk::files([("资料.yaml", bytes)]);
    let outcome = desk::run("build 资料.yaml", &mut desk);
    let errors = desk::has_faults(&outcome.err);
    prop_assert_eq!(outcome.exit == Exit::Failed, errors, "{}", outcome.err);
    prop_assert_eq!(desk.files.len() == 1, errors, "{}", outcome.err);
    Ok(())
}
