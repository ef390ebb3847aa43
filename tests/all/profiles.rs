//! House styles: what `gongwen profiles` says of them, which one a document is set on, and that what they ask for stands in
//! the .docx and, where it is text, in every other output.

use std::io::{Cursor, Read};
use std::path::Path;

use gongwen::cli::Exit;
use gongwen::world::memory::Memory;

use crate::desk::{self, Outcome};
use crate::program::world_of;
use crate::rust_source::root;

/// A white paper with headings of all levels, an author and a date.
pub const PAPER: &str = "\
单位: 某某县图书馆
论述:
  - 名称: 藏书
    内容: |
      （一）数量
      共有2,300册。
      1.捐书
      六成是捐来的。
      （1）教辅
      占了一半。
文稿:
  - {文种: 论文, 标题: 图书室走访, 作者: 某某某, 成文日期: 2026-06-18}
";

/// A house style that changes a bit of everything.
pub const STYLE: &str = "\
说明: 某某县图书馆的材料
继承: 国标
页边距: {上: 30, 下: 30, 左: 26, 右: 26}
每页行数: 24
字体: {小标宋: {字库: 华文中宋, 备用: [宋体]}}
西文字体: Times New Roman
样式:
  公文标题: {字号: 小一, 加粗: 是, 段后: 6}
  正文: {字号: 小三}
  一级标题: {字体: 宋体, 加粗: 是}
  二级标题: {字体: 微软雅黑, 字号: 四号}
页码: {位置: 居中, 样式: 第1页 共9页}
序数: [第一，, 一、, 1．]
双面: 是
作者位置: 落款
";

fn with_style(style: &str) -> Memory {
    desk::files([("资料.yaml", PAPER.into()), ("版式/某某馆.yaml", style.into())])
}

fn build(world: &mut Memory, options: &str) -> Outcome {
    let outcome = desk::run(&format!("build 资料.yaml --force {options}"), world);
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    outcome
}

fn part(world: &Memory, path: &str, name: &str) -> String {
    let bytes = world.files[Path::new(path)].as_slice();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a .docx is a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("a part is UTF-8");
    text
}

/// The properties of a style: what stands in its element behind `name`.
fn style(styles: &str, id: &str) -> String {
    let (_, rest) = styles.split_once(&format!("w:styleId=\"{id}\"")).expect("the style is there");
    rest.split("</w:style>").next().unwrap_or_default().to_owned()
}

const DOCX: &str = "输出/图书室走访.docx";

#[test]
fn what_the_profiles_of_the_program_say() {
    let mut world = Memory::default();
    let mut told = String::new();
    for command in ["profiles", "profiles 国标", "profiles 显现", "profiles 白头文稿", "profiles 西文数字"]
    {
        let outcome = desk::run(command, &mut world);
        assert_eq!(outcome.exit, Exit::Done, "{command}: {}", outcome.err);
        told += &format!("## gongwen {command}\n{}{}", outcome.out, outcome.err);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn the_text_of_a_house_style_is_there_to_be_copied() {
    let mut world = Memory::default();
    let shown = desk::run("profiles 白头文稿 --source", &mut world);
    let file = std::fs::read_to_string(root().join("data/profiles/白头文稿.yaml")).expect("it is there");
    assert_eq!((shown.exit, shown.out), (Exit::Done, file));
    let standard = desk::run("profiles 国标 --source", &mut world);
    assert_eq!((standard.exit, standard.out.as_str()), (Exit::Done, ""));
    assert!(standard.err.contains("继承: 国标"), "{}", standard.err);
}

#[test]
fn a_house_style_of_one_s_own_says_where_it_leaves_the_standard() {
    let mut world = with_style(STYLE);
    let listed = desk::run("profiles", &mut world);
    assert!(listed.out.ends_with("某某馆\t某某县图书馆的材料\n"), "{}", listed.out);
    let by_name = desk::run("profiles 某某馆", &mut world);
    let by_path = desk::run("profiles 版式/某某馆.yaml", &mut world);
    assert_eq!((by_name.exit, &by_name.out), (Exit::Done, &by_path.out));
    insta::assert_snapshot!(by_name.out);
}

#[test]
fn what_a_house_style_asks_for_stands_in_the_file() {
    let mut world = with_style(STYLE);
    let outcome = build(&mut world, "--profile 某某馆");
    assert_eq!(
        outcome.err,
        "版式“某某馆”有11处与 GB/T 9704 不同，用“gongwen profiles 版式/某某馆.yaml”查看\n"
    );
    let styles = part(&world, DOCX, "word/styles.xml");
    let title = style(&styles, "DocumentTitle");
    for wanted in [
        "w:ascii=\"Times New Roman\"",
        "w:eastAsia=\"华文中宋\"",
        "<w:b/><w:bCs/>",
        "<w:sz w:val=\"48\"/>",
        "w:after=\"120\"",
    ] {
        assert!(title.contains(wanted), "{wanted}: {title}");
    }
    // 小三 of the text reaches what is set like it; 24 lines of it fill the page.
    for id in ["Body", "Recipients", "IssueDate", "Level1"] {
        let own = style(&styles, id);
        assert!(own.contains("<w:sz w:val=\"30\"/>") && own.contains("w:line=\"559\""), "{own}");
    }
    assert!(style(&styles, "TableText").contains("<w:sz w:val=\"24\"/>"));
    assert!(
        style(&styles, "Level1").contains("w:eastAsia=\"宋体\"")
            && style(&styles, "Level1").contains("<w:b/>")
    );
    assert!(style(&styles, "Level2").contains("w:eastAsia=\"微软雅黑\""));
    // The words of a run-in heading are set like the heading.
    let words = style(&styles, "Level2Char");
    assert!(words.contains("微软雅黑") && words.contains("<w:sz w:val=\"28\"/>"), "{words}");
    assert!(style(&styles, "PageNumberEven").contains("<w:jc w:val=\"center\"/>"));
    let footer = part(&world, DOCX, "word/footer2.xml");
    assert!(
        footer.contains(" PAGE ") && footer.contains(" NUMPAGES ") && footer.contains("页 共"),
        "{footer}"
    );
    assert!(part(&world, DOCX, "word/settings.xml").contains("<w:mirrorMargins/>"));
    let fonts = part(&world, DOCX, "word/fontTable.xml");
    for wanted in
        ["\"华文中宋\"><w:altName w:val=\"宋体\"", "\"Times New Roman\"", "\"微软雅黑\"", "\"SimSun-ExtB\""]
    {
        assert!(fonts.contains(wanted), "{wanted}: {fonts}");
    }
    let document = part(&world, DOCX, "word/document.xml");
    assert!(document.contains("w:top=\"1701\"") && document.contains("w:left=\"1474\""), "{document}");
}

#[test]
fn numbers_and_sign_off_are_the_same_in_every_output() {
    let mut world = with_style(STYLE);
    build(&mut world, "--profile 某某馆");
    build(&mut world, "--profile 某某馆 --to text");
    build(&mut world, "--profile 某某馆 --to md");
    let file = |path: &str| String::from_utf8(world.files[Path::new(path)].clone()).expect("UTF-8");
    insta::assert_snapshot!(file("输出/图书室走访.txt"));
    let document = part(&world, DOCX, "word/document.xml");
    let markdown = file("输出/图书室走访.md");
    for words in ["第一，藏书", "一、数量", "1．捐书", "（1）教辅", "某某县图书馆", "某某某", "2026年6月18日"]
    {
        assert!(document.contains(words), "{words}: {document}");
        assert!(markdown.contains(words), "{words}: {markdown}");
    }
}

#[test]
fn the_option_comes_before_the_document_and_the_document_before_the_unit() {
    let of = |unit: &str, order: &str, option: &str| {
        let data = PAPER
            .replace("单位: 某某县图书馆", &format!("单位: {{名称: 某某县图书馆{unit}}}"))
            .replace("{文种: 论文", &format!("{{文种: 论文{order}"));
        let mut world = desk::files([("资料.yaml", data.into())]);
        build(&mut world, option);
        let styles = part(&world, DOCX, "word/styles.xml");
        let body = style(&styles, "Body");
        match () {
            () if body.contains("w:line=\"589\"") => "显现",
            () if body.contains("<w:sz w:val=\"30\"/>") => "白头文稿",
            () if body.contains("Times") => "西文数字",
            () => "国标",
        }
    };
    assert_eq!(of("", "", ""), "国标");
    assert_eq!(of(", 版式: 显现", "", ""), "显现");
    assert_eq!(of(", 版式: 显现", ", 版式: 白头文稿", ""), "白头文稿");
    assert_eq!(of(", 版式: 显现", ", 版式: 白头文稿", "--profile 西文数字"), "西文数字");
}

#[test]
fn a_house_style_that_says_nothing_is_the_one_that_it_inherits() {
    let mut plain = desk::files([("资料.yaml", PAPER.into())]);
    build(&mut plain, "");
    let mut world = with_style("说明: 与国标相同\n");
    let outcome = build(&mut world, "--profile 某某馆");
    assert_eq!(outcome.err, "", "nothing leaves the standard");
    for name in [
        "word/document.xml",
        "word/styles.xml",
        "word/footer1.xml",
        "word/settings.xml",
        "word/fontTable.xml",
    ] {
        assert_eq!(part(&world, DOCX, name), part(&plain, DOCX, name), "{name}");
    }
}

#[test]
fn a_house_style_may_inherit_another_and_its_file_may_stand_anywhere() {
    let mut world = desk::files([
        ("甲/资料.yaml", PAPER.into()),
        ("甲/版式/县.yaml", "继承: ../../共用/市.yaml\n行距: 30\n".into()),
        ("共用/市.yaml", "继承: 显现\n样式: {公文标题: {加粗: 是}}\n".into()),
    ]);
    let outcome = desk::run("build 甲/资料.yaml --profile 县", &mut world);
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    let styles = part(&world, "甲/输出/图书室走访.docx", "word/styles.xml");
    assert!(style(&styles, "DocumentTitle").contains("<w:b/>"));
    assert!(style(&styles, "Body").contains("w:line=\"600\""));
    assert!(part(&world, "甲/输出/图书室走访.docx", "word/document.xml").contains("w:top=\"1960\""));
}

#[test]
fn a_name_is_sought_beside_the_file_that_writes_it_and_then_beside_the_data() {
    let data = PAPER.replace("单位: 某某县图书馆", "引用: ../共用/单位资料.yaml");
    let unit = "单位: {名称: 某某县图书馆, 版式: 某某馆}\n";
    let body = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(path, text)| (*path, text.as_bytes().to_vec()));
        let own = [("甲/资料.yaml", data.clone().into_bytes()), ("共用/单位资料.yaml", unit.into())];
        let mut world = desk::files(own.into_iter().chain(files));
        let outcome = desk::run("build 甲/资料.yaml", &mut world);
        assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
        style(&part(&world, "甲/输出/图书室走访.docx", "word/styles.xml"), "Body")
    };
    let (shared, beside) = (("共用/版式/某某馆.yaml", "行距: 30\n"), ("甲/版式/某某馆.yaml", "行距: 29\n"));
    assert!(body(&[shared]).contains("w:line=\"600\""));
    assert!(body(&[beside]).contains("w:line=\"580\""));
    assert!(body(&[shared, beside]).contains("w:line=\"600\""));
    // What inherits one of its own name changes that of the program.
    let own = [
        ("共用/版式/某某馆.yaml", "继承: 白头文稿\n"),
        ("共用/版式/白头文稿.yaml", "继承: 白头文稿\n行距: 27\n"),
    ];
    let both = body(&own);
    assert!(both.contains("w:line=\"540\"") && both.contains("<w:sz w:val=\"30\"/>"), "{both}");
}

#[test]
fn a_house_style_that_changed_makes_another_file() {
    let custom = |style: &str| {
        let mut world = with_style(style);
        build(&mut world, "--profile 某某馆");
        part(&world, DOCX, "docProps/custom.xml")
    };
    let first = custom("西文字体: Arial\n");
    assert_eq!(first, custom("# 说明\n西文字体: Arial\n"), "a comment changes nothing");
    assert_ne!(first, custom("西文字体: Calibri\n"), "the hash covers what the file says of its fonts");
}

#[test]
fn a_batch_is_set_on_the_profile_and_its_volume_has_one_only() {
    let mut world = world_of("data/examples/批量通知");
    let command = "batch 通知.yaml --roster 名册.csv -o 输出 --profile 西文数字";
    let outcome = desk::run(command, &mut world);
    assert_eq!(outcome.exit, Exit::Done, "{}", outcome.err);
    assert!(outcome.err.starts_with("版式“西文数字”有4处与 GB/T 9704 不同"), "{}", outcome.err);
    let made = world.files.keys().find(|path| path.extension().is_some_and(|end| end == "docx"));
    let made = made.expect("a document").display().to_string();
    assert!(part(&world, &made, "word/styles.xml").contains("Times New Roman"));

    let mut world = world_of("data/examples/批量通知");
    world.files.insert("版式/总页数.yaml".into(), "页码: {样式: 第1页 共9页}\n".into());
    let command = "batch 通知.yaml --roster 名册.csv -o 输出 --print --profile 总页数";
    let outcome = desk::run(command, &mut world);
    assert_eq!(outcome.exit, Exit::Failed);
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn a_roster_s_column_and_a_single_unit_choose_no_profile() {
    let data = "\
单位: {名称: 某某县卫生局, 印发机关: 县卫生局办公室}
名册: {个别: 个别.yaml}
通知事项: 请于月底前报送。
文稿: [{文种: 通知, 标题: 关于报送材料的通知, 发文字号: 某卫发〔2026〕1号, 成文日期: 2026-11-20, 印发: {日期: 2026-11-20}}]
";
    let made = |own: &str| {
        let mut world = desk::files([
            ("资料.yaml", data.into()),
            ("名册.csv", "单位名称,版式\n甲镇卫生院,白头文稿\n".into()),
            ("个别.yaml", own.into()),
        ]);
        desk::run("batch 资料.yaml --roster 名册.csv -o 输出 --quiet", &mut world)
    };
    let column = made("甲镇卫生院: {附注: 此件公开发布}\n");
    assert!(!column.err.contains("版式"), "a column of that name is the user's own: {}", column.err);
    let single = made("甲镇卫生院: {单位: {名称: 某某县卫生局, 版式: 白头文稿}}\n");
    assert_eq!(single.exit, Exit::Failed);
    insta::assert_snapshot!(single.err);
}

#[test]
fn the_fonts_that_a_profile_wants() {
    let fonts = ["仿宋_GB2312", "楷体", "SimHei", "宋体", "Times New Roman", "宋体-方正超大字符集"];
    let mut world = with_style(STYLE);
    world.fonts = fonts.map(str::to_owned).into();
    let outcome = desk::run("doctor --profile 某某馆", &mut world);
    assert_eq!(outcome.exit, Exit::Findings);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn characters_of_three_repertoires_are_set_in_three_fonts() {
    let data = PAPER.replace("共有2,300册。", "漷县镇和𫚭鱼沟共有2,300册。");
    let mut world = desk::files([("资料.yaml", data.into())]);
    build(&mut world, "");
    let document = part(&world, DOCX, "word/document.xml");
    let font_of = |text: &str| {
        let (before, _) = document.split_once(&format!(">{text}<")).expect("a run of its own");
        let (_, run) = before.rsplit_once("<w:r>").expect("in a run");
        let named =
            run.split_once("w:eastAsia=\"").map(|(_, rest)| rest.split('"').next().unwrap_or_default());
        named.map(str::to_owned)
    };
    assert_eq!(font_of("漷").as_deref(), Some("仿宋"));
    assert_eq!(font_of("县镇和"), None);
    assert_eq!(font_of("𫚭").as_deref(), Some("SimSun-ExtB"));
}

#[test]
fn every_specimen_builds_without_a_finding() {
    for name in ["显现通知", "白头论文", "西文字体", "生僻字"] {
        let mut world = world_of("data/specimens");
        let outcome = desk::run(&format!("build {name}.yaml"), &mut world);
        assert_eq!(outcome.exit, Exit::Done, "{name}: {}", outcome.err);
        assert!(!outcome.err.contains('['), "{name}: {}", outcome.err);
    }
}

#[test]
fn the_schema_of_a_house_style_knows_its_keys() {
    let outcome = desk::run("schema 版式", &mut Memory::default());
    assert_eq!(outcome.exit, Exit::Done);
    let schema: serde_json::Value = serde_json::from_str(&outcome.out).expect("JSON");
    let keys: Vec<&String> = schema["properties"].as_object().expect("a record").keys().collect();
    for key in ["继承", "页边距", "样式", "字体", "西文字体", "页码", "序数"] {
        assert!(keys.iter().any(|known| *known == key), "{key}: {keys:?}");
    }
    assert!(schema["properties"]["样式"]["properties"]["公文标题"].is_object());
    assert!(schema["properties"].get("如有").is_none());
    let fields = desk::run("fields 版式", &mut Memory::default());
    assert_eq!(fields.exit, Exit::Done);
    assert!(fields.out.contains("样式.正文.字号\t"), "{}", fields.out);
}

#[test]
fn the_house_style_of_the_readmes_is_sound_and_both_show_the_same() {
    let shown = ["README.md", "README.zh-CN.md"].map(|name| {
        let page = std::fs::read_to_string(root().join(name)).expect("the page is there");
        let (_, rest) = page.split_once("```yaml\n# 版式/").expect("a house style is shown");
        rest.split("```").next().unwrap_or_default().split_once('\n').expect("lines").1.to_owned()
    });
    assert_eq!(shown[0], shown[1]);
    let outcome = desk::run("profiles 某某馆", &mut with_style(&shown[0]));
    assert_eq!((outcome.exit, outcome.err.as_str()), (Exit::Done, ""));
}
