//! 联合行文 as a whole: what stands in the red head, in the title and at the end for what the data say.

use gongwen::cli::Exit;

use crate::desk;
use crate::print::part;

const DATA: &str = "\
单位: {名称: 某某县卫生局, 印发机关: 县卫生局办公室}
活动: {名称: 做好健康教育活动, 目的: 提高居民健康素养}
通知事项: [{名称: 落实人员, 内容: 各单位确定一名联络员。}]
";

/// The lines of a notice with these settings, up to its title, and behind its text.
fn lines(settings: &str) -> (Vec<String>, Vec<String>) {
    let data =
        format!("{DATA}文稿:\n  - 文种: 通知\n    主送机关: 各单位\n    成文日期: 2026-04-17\n{settings}");
    let mut world = desk::files([("资料.yaml", data.into_bytes())]);
    let run = desk::run("build 资料.yaml --to text -o 输出", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let path = run.out.lines().next().expect("a file is made");
    let text = String::from_utf8(world.files[std::path::Path::new(path)].clone()).expect("text is UTF-8");
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let addressed = lines.iter().position(|line| line == "各单位：").expect("it is addressed");
    let said = lines.iter().position(|line| line.starts_with("各单位确定")).expect("it says something");
    (lines[..addressed].to_vec(), lines[said + 1..].to_vec())
}

const NUMBER: &str = "    发文字号: 某卫发〔2026〕15号\n    印发: {日期: 2026-04-17}\n";

#[test]
fn our_own_unit_stands_first_and_short_names_in_the_head_only() {
    let others = "    联合发文: [{名称: 某某县教育局, 简称: 县教育局}, 某某县民政局]\n";
    let (head, end) = lines(&format!("{NUMBER}{others}"));
    let title = "某某县卫生局 某某县教育局 某某县民政局关于做好健康教育活动的通知";
    assert_eq!(head, ["某某县卫生局", "县教育局", "某某县民政局", "文件", "某卫发〔2026〕15号", title]);
    assert_eq!(end[..4], ["某某县卫生局", "某某县教育局", "某某县民政局", "2026年4月17日"]);
}

#[test]
fn a_mark_of_its_own_is_that_of_our_unit_alone() {
    let settings = format!("{NUMBER}    发文机关标志: 某某县卫生局文件\n    联合发文: 某某县教育局\n");
    let (head, end) = lines(&settings);
    assert_eq!(head[..2], ["某某县卫生局文件", "某卫发〔2026〕15号"]);
    assert_eq!(end[..2], ["某某县卫生局", "某某县教育局"]);
}

#[test]
fn a_letter_shows_our_unit_alone_and_is_signed_by_all() {
    let (head, end) = lines("    格式: 信函\n    发文字号: 某卫函〔2026〕15号\n    联合发文: 某某县教育局\n");
    assert_eq!(head[..2], ["某某县卫生局", "某卫函〔2026〕15号"]);
    assert_eq!(end[..2], ["某某县卫生局", "某某县教育局"]);
}

#[test]
fn a_telegram_has_its_own_word_beside_the_names() {
    let settings = format!("{NUMBER}    格式: 电报\n    紧急程度: 特急\n    联合发文: 某某县教育局\n");
    assert_eq!(lines(&settings).0[1..4], ["某某县卫生局", "某某县教育局", "发电"]);
}

#[test]
fn of_many_units_the_title_names_the_first() {
    let settings = format!("{NUMBER}    联合发文: [某某县教育局, 某某县民政局, 某某县财政局]\n");
    let (head, _) = lines(&settings);
    assert_eq!(head.last().map(String::as_str), Some("某某县卫生局等4个单位关于做好健康教育活动的通知"));
}

#[test]
fn in_a_batch_every_unit_gets_the_joint_issue() {
    let notice = "名册: {编码列: 代码}\n文稿:\n  - 文种: 通知\n    成文日期: 2026-04-17\n";
    let data = format!("{DATA}{notice}{NUMBER}    联合发文: 某某县教育局\n");
    let roster = "代码,单位名称\n1,某某镇\n2,某某乡\n";
    let mut world = desk::files([("资料.yaml", data.into()), ("名册.csv", roster.into())]);
    let run = desk::run("batch 资料.yaml --roster 名册.csv -o 输出 --print --quiet", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    for name in ["某某镇", "某某乡", "打印稿"] {
        let bytes = &world.files[std::path::Path::new(&format!("输出/{name}.docx"))];
        let xml = part(bytes, "word/document.xml");
        assert!(xml.contains("name=\"发文机关标志\""), "{name}");
        assert!(part(bytes, "word/styles.xml").contains("w:styleId=\"MarkName\""), "{name}");
    }
}
