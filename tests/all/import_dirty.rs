//! `gongwen import` of what offices really have: whatever is not kept as it stands is said, with its place.

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;

use crate::program::{gongwen, text_of};

/// What is said, and the workbook.
fn imported(name: &str, text: &str) -> (String, String) {
    let mut world = Memory::default();
    world.files.insert(name.into(), text.into());
    let run = gongwen(&format!("import {name} -o 导入"), &mut world);
    assert_ne!(run.exit, Exit::Failed, "{}", run.err);
    (run.err, text_of(&world, "导入/文稿.yaml"))
}

/// A notice with these lines at its places.
fn notice(recipients: &str, text: &str, end: &str) -> String {
    format!(
        "某某县水务局文件\n某水发〔2026〕5号\n某某县水务局关于做好河道清淤工作的通知\n{recipients}\n请认真清淤。\n{text}某某县水务局\n2026年3月5日\n{end}"
    )
}

const SAME: &str = "逐字相同";

#[test]
fn code_and_links_of_markdown_are_taken_over_or_said() {
    let text = "---\ntitle: 旧题\n---\n# 某某县水务局2026年工作总结\n\n清淤`30`公里，见[台账](甲.xlsx)。\n\n```\n共5处\n```\n";
    let (said, workbook) = imported("总结.md", text);
    assert!(workbook.contains("清淤30公里，见台账。\n          共5处"), "{workbook}");
    assert!(said.contains("开头两行“---”之间的字没有导入：title: 旧题\n"), "{said}");
    assert!(said.contains("链接和图片的地址没有导入：甲.xlsx\n"), "{said}");
    assert!(said.contains(SAME), "{said}");
}

#[test]
fn recipients_and_remarks_in_several_lines_are_one() {
    let text = notice("各乡镇人民政府：\n县直各单位：", "", "（此件公开发布）\n（联系人：办公室）\n");
    let (said, workbook) = imported("通知.txt", &text);
    assert!(workbook.contains("主送机关: 各乡镇人民政府，县直各单位\n"), "{workbook}");
    assert!(workbook.contains("附注: 此件公开发布；联系人：办公室\n"), "{workbook}");
    assert!(
        said.contains("主送机关“各乡镇人民政府：县直各单位：”改成“各乡镇人民政府，县直各单位”"),
        "{said}"
    );
    assert!(said.contains(SAME), "{said}");
}

#[test]
fn attachments_whose_pages_are_elsewhere_are_named_as_such() {
    let text = notice("各乡镇人民政府：", "附件：1.任务分解表\n2.联系人名单\n", "");
    let (said, workbook) = imported("通知.txt", &text);
    assert!(
        workbook.contains("- 名称: 任务分解表\n    另附: 是\n  - 名称: 联系人名单\n    另附: 是"),
        "{workbook}"
    );
    assert!(
        said.contains("附件：任务分解表（只有名称，作为另附）；联系人名单（只有名称，作为另附）"),
        "{said}"
    );
    assert!(said.contains(SAME), "{said}");
    // One alone has no number (GB/T 9704 7.3.4).
    let (said, workbook) = imported("通知.txt", &notice("各乡镇人民政府：", "附件：1.任务分解表\n", ""));
    assert!(workbook.contains("- 名称: 任务分解表\n    另附: 是"), "{workbook}");
    assert!(said.contains("附件说明“附件：1.任务分解表”改成“附件：任务分解表”"), "{said}");
    assert!(said.contains(SAME), "{said}");
}

#[test]
fn a_label_with_its_title_on_one_line_begins_an_attachment() {
    let end = "附件1：任务分解表\n单位\t公里\n甲镇\t30\n附件2\n联系人名单\n甲镇：办公室。\n";
    let text = notice("各乡镇人民政府：", "附件：1.任务分解表\n2.联系人名单\n", end);
    let (said, workbook) = imported("通知.txt", &text);
    assert!(workbook.contains("- 名称: 任务分解表\n    正文: 见表：表1"), "{workbook}");
    assert!(workbook.contains("- [单位, 公里]\n    行:\n      - [甲镇, 30]"), "{workbook}");
    assert!(said.contains(SAME), "{said}");
    // Links of a web page are no attachments.
    let end = "附件1：任务分解表.doc\n附件2：联系人名单.doc\n";
    let (_, workbook) = imported("通知.txt", &notice("各乡镇人民政府：", "", end));
    assert!(!workbook.contains("名称: 任务分解表\n"), "{workbook}");
}

#[test]
fn an_order_has_the_name_that_signs_it() {
    let order = |signed: &str| {
        format!(
            "某某县人民政府令\n第5号\n《某某县河道管理办法》已经县政府常务会议通过，现予公布。\n{signed}\n2026年3月5日\n某某县河道管理办法\n第一条　为了管理河道，制定本办法。\n第二条　河道禁止倾倒垃圾。\n"
        )
    };
    let (said, workbook) = imported("令.txt", &order("县长　　张　三"));
    assert!(workbook.contains("职务: 县长\n        姓名: 张三"), "{workbook}");
    assert!(workbook.contains("名称: 某某县人民政府\n"), "{workbook}");
    assert!(said.contains(SAME), "{said}");
    // A name that nobody wrote is said to be missing.
    let (said, _) = imported("令.txt", &order("代理县长"));
    assert!(said.contains("签发人的姓名“代理县长”改成“代理县长　某某某”"), "{said}");
}

#[test]
fn lines_of_a_page_are_left_out_one_by_one_and_a_bulletins_own_stay() {
    let page = notice("各乡镇人民政府：", "", "责任编辑：某某\n上一篇：甲\n打印本页\n");
    let (said, workbook) = imported("通知.txt", &page);
    assert!(
        said.contains("网页上的字去掉了3处：\n  “责任编辑：某某”\n  “上一篇：甲”\n  “打印本页”\n"),
        "{said}"
    );
    assert!(!workbook.contains("责任编辑"), "{workbook}");
    let (said, workbook) = imported("简报.txt", &notice("各乡镇人民政府：", "责任编辑：某某\n", ""));
    assert!(workbook.contains("责任编辑：某某"), "{workbook}");
    assert!(!said.contains("网页上的字"), "{said}");
}

#[test]
fn lines_under_the_imprint_are_kept_and_said_to_stand_elsewhere() {
    let end = "抄送：县政府办公室。\n某某县水务局办公室　2026年3月6日印发\n（共印30份）\n校对：某某\n";
    let (said, workbook) = imported("通知.txt", &notice("各乡镇人民政府：", "", end));
    assert!(workbook.contains("共印30份"), "{workbook}");
    assert_eq!(workbook.matches("文种:").count(), 1, "{workbook}");
    assert!(said.contains("换了位置：（共印30份）"), "{said}");
}

#[test]
fn each_mark_that_is_put_right_has_its_place() {
    let (said, _) = imported("通知.txt", &notice("各乡镇人民政府:", "1、清淤,疏浚。\n", ""));
    assert!(
        said.contains("标点和序数改了3处：\n  第4段，“乡镇人民政府:”改成“乡镇人民政府：”\n  第6段，“1、清淤,疏浚”改成“1.清淤,疏浚。”\n"),
        "{said}"
    );
}

#[test]
fn why_a_kind_is_not_what_its_title_says_is_told() {
    let (said, workbook) = imported(
        "请示.txt",
        "某某县水务局关于解决清淤经费的请示\n县人民政府：\n需要经费30万元。\n某某县水务局\n2026年3月5日\n",
    );
    assert!(workbook.contains("文种: 其他公文"), "{workbook}");
    assert!(
        said.contains("标题是“请示”，但原文里没有认出发文字号，所以照没有版头的文件写；要生成红头的请示，把“文种”“载体”改成请示，补上发文字号"),
        "{said}"
    );
    // The number below the title, with who signs on its line.
    let text = "某某县水务局\n关于解决清淤经费的请示\n某水发〔2026〕5 号          签发人：某某\n县人民政府：\n需要经费30万元。\n当否，请批示。\n某某县水务局\n二O二六年三月五日\n";
    let (said, workbook) = imported("请示.txt", text);
    assert!(workbook.contains("文种: 请示\n"), "{workbook}");
    assert!(workbook.contains("发文字号: 某水发〔2026〕5号\n"), "{workbook}");
    assert!(workbook.contains("成文日期: 2026-03-05\n"), "{workbook}");
    assert!(said.contains(SAME), "{said}");
}

#[test]
fn arrows_and_long_numbers_of_cells_stay() {
    let text = notice("各乡镇人民政府：", "附件：清淤台账\n", "附件\n清淤台账\n单位\t↑\n1e3\t←\n");
    let (said, workbook) = imported("通知.txt", &text);
    assert!(
        workbook.contains("- [单位, ↑↑]\n    行:\n      - ['1e3', ←←]")
            || workbook.contains("- [单位, ↑↑]\n    行:\n      - [\"1e3\", ←←]"),
        "{workbook}"
    );
    assert!(said.contains(SAME), "{said}");
}

#[test]
fn what_is_no_document_is_refused_with_the_way_out() {
    for (name, hint) in [("名册.csv", "台账"), ("网页.html", "另存为 .docx"), ("通知.pdf", "另存为 .docx")]
    {
        let mut world = Memory::default();
        world.files.insert(name.into(), b"x,y\n".to_vec());
        let run = gongwen(&format!("import {name} -o 导入"), &mut world);
        assert_eq!(run.exit, Exit::Failed);
        assert!(
            run.err.contains(&format!("“{name}”不是能导入的文件")) && run.err.contains(hint),
            "{}",
            run.err
        );
    }
}
