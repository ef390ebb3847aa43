//! What changes, and what stays.

use super::*;

fn path(written: &str) -> Vec<Step> {
    let steps = written.split('.').filter(|step| !step.is_empty());
    steps.map(|step| step.parse().map_or_else(|_| Step::Key(step.to_owned()), Step::Item)).collect()
}

fn set(text: &str, at: &str, value: &str) -> String {
    let value = Plain::Text(value.to_owned());
    change(text, &path(at), Change::Set(&value, &["名称", "简称", "内容", "事项"]))
        .unwrap_or_else(|refusal| format!("{refusal:?}"))
}

fn done(text: &str, at: &str, what: Change<'_>) -> String {
    change(text, &path(at), what).unwrap_or_else(|refusal| format!("{refusal:?}"))
}

#[test]
fn a_text_keeps_its_form_and_everything_else_its_bytes() {
    let mut faults = Vec::new();
    for (before, at, value, after) in [
        ("甲: 一 # 注\n乙: 二\n", "甲", "三", "甲: 三 # 注\n乙: 二\n"),
        ("甲: '一' # 注\n", "甲", "它's", "甲: 'it''s' # 注\n"),
        ("甲: \"一\"\n", "甲", "“二”\"", "甲: \"“二”\\\"\"\n"),
        ("甲: 一\n", "甲", "二: 三", "甲: '二: 三'\n"),
        ("甲: 一\n", "甲", "", "甲: ''\n"),
        ("甲: 一\n", "甲", "null", "甲: 'null'\n"),
        ("甲:\n乙: 二\n", "甲", "一", "甲: 一\n乙: 二\n"),
        ("甲: {乙: 一, 丙: 二}\n", "甲.乙", "三，四", "甲: {乙: 三，四, 丙: 二}\n"),
        ("甲: {乙: 一, 丙: 二}\n", "甲.乙", "三, 四", "甲: {乙: '三, 四', 丙: 二}\n"),
        ("甲: [一, 二]\n", "甲.1", "三", "甲: [一, 三]\n"),
        (
            "甲:\n  - 乙: 一\n    丙: 二\n",
            "甲.0.丙",
            "三\n四",
            "甲:\n  - 乙: 一\n    丙: |\n      三\n      四\n",
        ),
        (
            "甲: |\n    一\n    二\n\n# 注\n乙: 三\n",
            "甲",
            "四\n五\n六",
            "甲: |\n    四\n    五\n    六\n\n# 注\n乙: 三\n",
        ),
        ("甲: 一", "甲", "二\n三", "甲: |\n  二\n  三"),
        ("甲: [一]\n", "甲.0", "二\n三", "甲: [\"二\\n三\"]\n"),
        ("甲:\n  名称: 一\n乙: 二\n", "甲.简称", "三", "甲:\n  名称: 一\n  简称: 三\n乙: 二\n"),
        ("甲: # 注\n  内容: 一\n", "甲.名称", "三", "甲: # 注\n  名称: 三\n  内容: 一\n"),
        ("- 内容: 一\n", "0.名称", "三", "- 名称: 三\n  内容: 一\n"),
        ("甲: {名称: 一}\n", "甲.内容", "三", "甲: {名称: 一, 内容: 三}\n"),
        ("甲: 一\n", "乙.丙", "二", "甲: 一\n乙:\n  丙: 二\n"),
        ("甲:\n乙: 一\n", "甲.丙", "二", "甲:\n  丙: 二\n乙: 一\n"),
        ("# 注\n", "甲", "一", "# 注\n甲: 一\n"),
    ] {
        let value = if value == "它's" { "it's" } else { value };
        let now = set(before, at, value);
        if now != after {
            faults.push((before, now));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn items_come_and_go_and_change_places() {
    let text = |text: &str| Plain::Text(text.to_owned());
    let list = "甲:\n  - 一 # 注一\n  # 间\n  - 二\n乙: 三\n";
    assert_eq!(
        done(list, "甲", Change::Insert(2, &text("四"))),
        "甲:\n  - 一 # 注一\n  # 间\n  - 二\n  - 四\n乙: 三\n"
    );
    assert_eq!(
        done(list, "甲", Change::Insert(0, &text("四"))),
        "甲:\n  - 四\n  - 一 # 注一\n  # 间\n  - 二\n乙: 三\n"
    );
    assert_eq!(done(list, "甲", Change::Swap(0)), "甲:\n  - 二\n  # 间\n  - 一 # 注一\n乙: 三\n");
    assert_eq!(done(list, "甲.0", Change::Remove), "甲:\n  # 间\n  - 二\n乙: 三\n");
    assert_eq!(done("甲: [一, 二, 三]\n", "甲.1", Change::Remove), "甲: [一, 三]\n");
    assert_eq!(done("甲: [一, 二, 三]\n", "甲.2", Change::Remove), "甲: [一, 二]\n");
    assert_eq!(done("甲: [一, 二]\n", "甲", Change::Swap(0)), "甲: [二, 一]\n");
    assert_eq!(done("甲:\n  - 一\n乙: 二\n", "甲.0", Change::Remove), "乙: 二\n");
    assert_eq!(done("甲: {乙: 一, 丙: 二}\n", "甲.丙", Change::Remove), "甲: {乙: 一}\n");
    assert_eq!(done("甲:\n  - 乙: 一\n    丙: 二\n", "甲.0.乙", Change::Remove), "甲:\n  - 丙: 二\n");
    let row = Plain::List(vec![text("1"), text("a, b")]);
    assert_eq!(
        done("行:\n  - [1, 2]\n", "行", Change::Insert(1, &row)),
        "行:\n  - [1, 2]\n  - [1, 'a, b']\n"
    );
    let map = Plain::Map(vec![("名称".into(), text("三")), ("内容".into(), text("四\n五"))]);
    assert_eq!(
        done("甲:\n  - 名称: 一\n", "甲", Change::Insert(1, &map)),
        "甲:\n  - 名称: 一\n  - 名称: 三\n    内容: |\n      四\n      五\n"
    );
}

#[test]
fn short_forms_are_written_out() {
    let mut faults = Vec::new();
    for (before, key, after) in [
        ("甲: 一 # 注\n", Some("名称"), "甲:\n  名称: 一 # 注\n"),
        ("甲: 一\n", None, "甲:\n  - 一\n"),
        ("甲: |\n  一\n  二\n", Some("正文"), "甲:\n  正文: |\n    一\n    二\n"),
        (
            "甲: # 注\n  - 一\n  - 乙: 二\n    丙: 三\n",
            Some("条目"),
            "甲: # 注\n  条目:\n    - 一\n    - 乙: 二\n      丙: 三\n",
        ),
        ("甲:\n- 一\n- 二\n", Some("条目"), "甲:\n  条目:\n    - 一\n    - 二\n"),
        ("甲:\n  乙: 二\n  丙: 三\n", None, "甲:\n  - 乙: 二\n    丙: 三\n"),
        ("甲: [一, 二]\n", Some("条目"), "甲:\n  条目: [一, 二]\n"),
    ] {
        let what = key.map_or(Change::Enlist, Change::Wrap);
        let now = done(before, "甲", what);
        if now != after {
            faults.push((before, now));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(done("甲: [一, 二]\n", "甲.0", Change::Wrap("名称")), "甲: [{名称: 一}, 二]\n");
    assert_eq!(done("甲:\n  - 一\n", "甲.0", Change::Wrap("名称")), "甲:\n  - 名称: 一\n");
}

#[test]
fn what_is_only_referred_to_is_left_to_people() {
    let text = "甲: &a {名称: 一}\n乙: *a\n";
    let value = Plain::Text("二".into());
    assert_eq!(change(text, &path("乙.名称"), Change::Set(&value, &[])), Err(Refusal::Intricate));
    assert_eq!(change("一句话\n", &path("甲"), Change::Remove), Err(Refusal::Unreadable));
}

#[test]
fn a_remark_stands_where_a_comment_can_and_goes_again() {
    let remark_at = |text: &str, lines: &[usize]| remark(text, lines, "← 去年的");
    for (text, with) in [
        ("甲: 一\n", "甲: 一  # ← 去年的\n"),
        ("甲: 一 # 注\n", "甲: 一 # 注 ← 去年的\n"),
        ("甲: |\n  一\n  二\n", "甲: |  # ← 去年的\n  一\n  二\n"),
        ("甲: {乙: [一, 二]}\n", "甲: {乙: [一, 二]}  # ← 去年的\n"),
        ("甲: '一 # 二'\n", "甲: '一 # 二'  # ← 去年的\n"),
        ("甲: 一\n  二\n", "甲: 一\n  二\n"),
    ] {
        assert_eq!(remark_at(text, &[0]), with);
        assert_eq!(remark_at(with, &[0]), with, "a second time changes nothing");
        assert_eq!(without_remarks(with, "← 去年"), text);
    }
}
