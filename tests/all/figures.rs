//! Figures from a ledger: every one has its cells, a changed cell changes what depends on it and nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::pipeline;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;
use gongwen::write::text;

use crate::desk;
use crate::program::world_of;

/// A printed figure: value, formula, cells.
type Figure = (String, String, Vec<String>);

/// A document: its text and its figures.
struct Paper {
    title: String,
    lines: Vec<String>,
    figures: Vec<Figure>,
}

fn papers(world: &Memory) -> Vec<Paper> {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let library = Library::load(Vec::new(), &mut sources, &mut findings).expect("the templates load");
    let data = pipeline::read(world, Path::new("资料.yaml"), &mut sources, &mut findings).expect("it reads");
    let workbook = pipeline::model(&data, &mut findings).expect("it is sound");
    let orders = pipeline::orders(&workbook, None, &data, &library, &mut findings);
    let made = pipeline::make(&workbook, &orders, None, &library, &mut findings);
    assert!(findings.list.is_empty(), "{:#?}", findings.list);
    made.into_iter()
        .map(|made| Paper {
            title: made.document.properties.title.clone(),
            lines: text::write(&made.document).lines().map(str::to_owned).collect(),
            figures: made
                .figures
                .printed
                .into_iter()
                .map(|figure| {
                    let cells = figure.cells.iter().map(|cell| {
                        format!("{} {}", sources.name(cell.source), sources.place_in_words(*cell))
                    });
                    (figure.value, figure.formula, cells.collect())
                })
                .collect(),
        })
        .collect()
}

const FAMILY: &str = "data/examples/健康服务年";

#[test]
fn one_workbook_makes_a_family_of_papers() {
    let titles: Vec<String> = papers(&world_of(FAMILY)).into_iter().map(|paper| paper.title).collect();
    assert_eq!(
        titles,
        [
            "某某县卫生健康局关于印发《全县卫生健康系统健康服务年活动实施方案》的通知",
            "健康服务年活动月度进度表",
            "健康服务年活动半年小结",
            "健康服务年活动自查报告",
            "2025年健康服务年活动工作总结",
            "2026年健康服务工作计划",
        ]
    );
}

#[test]
fn a_changed_cell_changes_every_figure_that_depends_on_it_and_nothing_else() {
    let world = world_of(FAMILY);
    let mut changed = world.clone();
    let ledger = changed.files.get_mut(Path::new("台账.csv")).expect("the ledger is a file");
    let text = String::from_utf8(ledger.clone()).expect("it is UTF-8");
    // 服务人数 of the first 义诊, in March: all papers but the notice count it.
    let at = text.lines().position(|line| line.contains("送医下乡首场义诊")).expect("the row is there");
    let cell = format!("台账.csv F{}", at + 1);
    assert!(text.contains("县医院,,318,400"), "{text}");
    *ledger = text.replace("县医院,,318,400", "县医院,,341,400").into_bytes();
    let (before, after) = (papers(&world), papers(&changed));
    let mut touched = 0;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.figures.len(), after.figures.len(), "{}", before.title);
        for (old, new) in before.figures.iter().zip(&after.figures) {
            let formula = |figure: &Figure| figure.1.split('（').next().map(str::to_owned);
            assert_eq!((formula(old), &old.2), (formula(new), &new.2), "{}", before.title);
            let depends = old.2.contains(&cell);
            // How many targets are reached may stay the same.
            if !old.1.starts_with("指标数(") {
                assert_eq!(old.0 != new.0, depends, "{}: {old:?} {new:?}", before.title);
            }
            touched += usize::from(depends);
        }
        // The sentences around the figures are the same.
        let words = |paper: &Paper| -> Vec<String> {
            paper
                .lines
                .iter()
                .map(|line| line.replace(|c: char| c.is_ascii_digit() || c == '.', ""))
                .collect()
        };
        assert_eq!(words(before), words(after));
        let lines = before.lines.iter().zip(&after.lines).filter(|(old, new)| old != new).count();
        let notice = before.title.contains("关于印发");
        assert_eq!(lines == 0, notice, "{}", before.title);
    }
    assert!(touched > 25, "{touched}");
}

#[test]
fn a_figure_is_the_same_in_every_paper_that_counts_the_same_cells() {
    let mut known: BTreeMap<(String, Vec<String>), (String, String)> = BTreeMap::new();
    let mut shared = 0;
    for paper in papers(&world_of(FAMILY)) {
        for (value, formula, cells) in paper.figures {
            // A cell of a table has its unit in the head.
            let value = value.trim_end_matches(|c: char| !c.is_ascii_digit()).replace(',', "");
            match known.get(&(formula.clone(), cells.clone())) {
                Some((other, title)) => {
                    assert_eq!(*other, value, "{formula}: {title}, {}", paper.title);
                    shared += usize::from(*title != paper.title);
                }
                None => {
                    known.insert((formula, cells), (value, paper.title.clone()));
                }
            }
        }
    }
    assert!(shared > 5, "{shared}");
}

const LEDGER: &str = "\
单位: 某某县卫生局
活动: {名称: 健康教育活动, 参加单位: [县医院, 县中医院, 北山镇卫生院]}
工作目标:
  总体: 见下。
  指标:
    - {指标: 义诊, 目标值: 4, 计量单位: 次, 要求: 不少于, 完成值: 次数(类型=义诊)}
    - {指标: “健康”知晓率, 目标值: 90%, 要求: 不低于, 完成值: 85.5%}
    - {指标: 投诉, 目标值: 3, 计量单位: 件, 要求: 不超过, 完成值: 2}
数字:
  总经费: 合计(经费)
  职工数: {算式: 120, 计量单位: 人}
  人均: {算式: 总经费/职工数, 写法: 一位小数, 计量单位: 元}
其他: {应到: [甲村, 乙村, 丙村], 口号: 健康同行}
台账:
  - {日期: 2025-03-04, 类型: 义诊, 名称: 甲村义诊, 单位: 县医院, 地点: 甲村, 人数（人）: 120, 经费（元）: \"1,200\"}
  - {日期: 2025-06-10, 类型: 讲座, 名称: 讲座（一）, 单位: 县中医院, 地点: 甲村, 人数（人）: 60, 经费（元）: 333.5}
  - {日期: 2026-03-05, 类型: 义诊, 名称: 乙村义诊, 单位: 县医院, 地点: 乙村, 人数（人）: 1５0, 经费（元）: 1500}
  - {日期: 2026-03-20, 类型: 讲座, 名称: 讲座（二）, 单位: 县中医院, 地点: 乙村, 人数（人）: 83, 经费（元）: 400}
  - {日期: 2026-05-05, 类型: 义诊, 名称: 丙村义诊, 单位: 县中医院, 地点: 甲村, 人数（人）: 90}
文稿:
  - {文种: 实施方案, 载体: 无, 起始日期: 2026-01-01, 截止日期: 2026-06-30, 章节: [{标题: 情况, 正文: TEXT}]}
";

/// What a text with figures reads; or what is told of it.
fn read(written: &str) -> String {
    let data = LEDGER.replace("TEXT", &format!("\"{}\"", written.replace('"', "\\\"")));
    let mut world = desk::files([("资料.yaml", data.into_bytes())]);
    let run = desk::run("build 资料.yaml --to text", &mut world);
    let told: Vec<&str> = run
        .err
        .lines()
        .filter(|line| !line.starts_with("提示") && !line.starts_with('共'))
        .filter(|line| line.starts_with(['错', '警']) || line.trim_start().starts_with("= 怎么改"))
        .map(str::trim)
        .filter(|line| !line.contains("用到它的章节没有列出"))
        .collect();
    let text = match run.out.lines().next() {
        Some(path) => String::from_utf8(world.files[Path::new(path)].clone()).expect("it is UTF-8"),
        None => String::new(),
    };
    let sentence = text.lines().nth(2).unwrap_or("（没有做成）").to_owned();
    std::iter::once(sentence).chain(told.into_iter().map(str::to_owned)).collect::<Vec<_>>().join("\n    ")
}

#[test]
fn every_way_of_reckoning_gives_what_it_says() {
    let written = [
        "合计【合计(人数)】，【求和（人数，类型＝义诊）】人，经费【总经费】，合【总经费：万元】",
        "次数【次数()】，义诊【次数(类型=义诊)】次，不是义诊的【次数(类型≠义诊)】次，两种共【次数(类型=义诊、讲座)】次",
        "单位【个数(单位)】个，有【列出(单位)】，义诊在【列出(日期，类型=义诊)：月日】",
        "平均【平均(人数)】，最大【最大(人数)】，最小【最小(人数)】，大于85的【次数(人数>85)】次",
        "取【取(人数，名称=乙村义诊)】，【取(日期，名称=“讲座（二）”)】，【取(地点，名称=丙村义诊)】",
        "含【次数(名称含“义诊”)】次，三月【次数(月=3)】次，二季度【次数(季度=2)】次，【次数(日期≥2026-04-01)】次",
        "分项【分项(次数()，类型)】，【分项(合计(人数)，月)】，【分项(合计(经费)，单位)：万元，一位小数】",
        "排前【排前(合计(人数)，单位，1)】，名次【名次(合计(人数)，单位，县中医院)】",
        "缺少【缺少(地点，应到)】，【缺少(单位，参加单位)】",
        "占比【占比(合计(人数，类型=义诊)，合计(人数))】，【占比(次数(类型=义诊)，次数())：取整】",
        "指标【完成值(义诊)】、【目标值(义诊)】、【完成率(义诊)】、差【差距(义诊)】；【差距(「“健康”知晓率」)】；【指标数()】项，完成【指标数(完成)】项",
        "同比【同比(合计(人数))】，【同比(次数(类型=讲座))】，上年【上年同期(合计(人数))】",
        "环比【环比(次数())】",
        "全部【次数(期间=全部)】次，人均【人均】，【职工数】，【四舍五入(合计(经费)/7，1)】，【(合计(人数) - 90) × 2】",
        "汉字【次数()：汉字】次，【次数(月=5)：汉字】次，约【合计(人数)：余】人，【合计(人数，类型=讲座)：余】人，【合计(人数)：不带单位】",
        "零【次数(月=1)：零写“没有”】，【平均(人数，月=1)：零写“暂无”】，【列出(单位，月=1)：零写“无”】",
        "其他【口号】，照印【【注】】，年份【2025】年，【】，没有右边的【",
    ];
    let shown: Vec<String> = written.iter().map(|text| format!("{text}\n  → {}", read(text))).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn a_unit_that_is_written_holds_for_all_of_a_figure() {
    for (figure, shown) in [
        ("{算式: 分项(合计(经费)，单位), 计量单位: 万元}", "县医院0.15万元、县中医院0.04万元"),
        ("{算式: 分项(次数()，类型), 计量单位: 场}", "义诊2场、讲座1场"),
        ("{算式: 排前(合计(人数)，单位，1), 计量单位: 人次}", "算出来的单位是“人”，计量单位写的是“人次”"),
        ("{算式: 列出(单位), 计量单位: 家}", "“甲”算出来的不是数，没有计量单位"),
    ] {
        let data = LEDGER.replace("数字:\n", &format!("数字:\n  甲: {figure}\n"));
        let mut world = desk::files([("资料.yaml", data.replace("TEXT", "【甲】。").into_bytes())]);
        let run = desk::run("build 资料.yaml --to text", &mut world);
        let text = run.out.lines().next().map_or(run.err.clone(), |path| {
            String::from_utf8_lossy(&world.files[Path::new(path)]).into_owned()
        });
        assert!(text.contains(shown), "{figure}: {text}");
    }
}

#[test]
fn what_cannot_be_reckoned_is_told() {
    let written = [
        "【合计(人娄)】",
        "【总经废】",
        "【人数】",
        "【合计(人数】",
        "【合记(人数)】",
        "【合计(地点)】",
        "【合计(人数，类型=议诊)】",
        "【次数(月=1)】",
        "【平均(人数，月=1)】",
        "【取(人数)】",
        "【占比(次数()，次数(月=1))】",
        "【合计(人数) + 合计(经费)】",
        "【完成值(投拆)】",
        "【分项(次数())】",
        "【列出(单位) + 1】",
        "【合计(人数，类型=义诊：万元)】",
        "【合计(人数)：三位】",
        "【合计(人数)：汉字，一位小数】",
        "【缺少(地点，应道)】",
        "【合计(台账甲.人数)】",
        "【1/0】",
        "【次数(日期=2026年2月30日)】",
        "【次数(季度=一)】",
        "【合计(合计(人数))】",
    ];
    let shown: Vec<String> = written.iter().map(|text| format!("{text}\n  → {}", read(text))).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn a_formula_in_a_text_of_several_lines_is_named() {
    let text = "先说一句，\n          有【次数()】次，\n          【合计(人娄)】人。";
    let data = LEDGER.replace("章节: [{标题: 情况, 正文: TEXT}]}", "}");
    let data = data.replace("  - {文种: 实施方案, 载体: 无, ", "  - 文种: 实施方案\n    载体: 无\n    ");
    let data = data.replace(", 截止日期", "\n    截止日期").replace(", }", "");
    let data = format!("{}\n    章节:\n      - 标题: 情况\n        正文: {text}\n", data.trim_end());
    let mut world = desk::files([("资料.yaml", data.into_bytes())]);
    let run = desk::run("build 资料.yaml --to text", &mut world);
    assert!(
        run.err.contains("台账里没有“人娄”这一列") && run.err.contains("正在计算：【合计(人娄)】"),
        "{}",
        run.err
    );
}

#[test]
fn the_listing_has_the_shape_that_scripts_rely_on() {
    let mut world = world_of(FAMILY);
    let run = desk::run("figures 资料.yaml --kind 年度工作计划 --format json", &mut world);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Done, ""));
    insta::assert_snapshot!(run.out);
    let run = desk::run("figures 资料.yaml --kind 年度工作计划", &mut world);
    insta::assert_snapshot!(run.out);
}

#[test]
fn faults_of_tables_from_the_ledger_are_told() {
    let data = "\
单位: 某某县卫生局
活动: 健康教育活动
台账: [{日期: 2026-03-04, 类型: 义诊, 单位: 县医院, 人数: 3}]
表:
  - {名称: 甲, 取自: {按: 类型, 列: [类型, 单位]}}
  - {名称: 乙, 取自: {列: [类形, 人数]}}
  - {名称: 丙, 取自: {按: 类型, 条件: 类型, 列: [类型, 人数]}}
  - {名称: 丁, 取自: {列: [类型, {列: 人数, 写法: 三位}], 排序: 次数}}
  - {名称: 戊, 取自: {按: 类型, 列: [类型, 人数], 条件: 类型=义疹}}
  - {名称: 己}
文稿: [{文种: 实施方案, 载体: 无, 章节: [{标题: 情况, 正文: [见表：甲, 见表：乙, 见表：丙, 见表：丁, 见表：戊, 见表：己]}]}]
";
    let mut world = desk::files([("资料.yaml", data.as_bytes().to_vec())]);
    insta::assert_snapshot!(desk::run("build 资料.yaml", &mut world).err);
}

#[test]
fn a_text_names_attachments_tables_and_charts_by_their_numbers() {
    let data = "\
单位: 某某县卫生局
活动: 健康教育活动
表: [{名称: 空表, 表头: [甲, 乙], 空行: 3}]
图:
  - {名称: 一图, 类型: 柱形图, 类别: [甲, 乙], 系列: [{名称: 数, 数: [1, 【次数()】]}]}
  - {名称: 二图, 类型: 柱形图, 类别: [甲, 乙], 系列: [{名称: 数, 数: [1, 2]}]}
台账: [{日期: 2026-03-04, 类型: 甲}]
附件:
  - {名称: 调查表, 表: 空表}
  - {名称: 明细表, 表: 空表, 称呼: 附表}
  - {名称: 汇总表, 表: 空表, 称呼: 附表}
文稿:
  - 文种: 实施方案
    载体: 无
    章节: [{标题: 情况, 正文: [填写【附件：调查表】，见【附表：汇总表】、【附表：明细表】和【图：二图】。, 见图：一图, 见图：二图]}]
";
    let mut world = desk::files([("资料.yaml", data.as_bytes().to_vec())]);
    let run = desk::run("build 资料.yaml --to text", &mut world);
    let path = run.out.lines().next().unwrap_or_else(|| panic!("{}", run.err));
    let text = String::from_utf8(world.files[Path::new(path)].clone()).expect("it is UTF-8");
    insta::assert_snapshot!(text);
    let run = desk::run("figures 资料.yaml", &mut world);
    assert!(run.out.contains("1\t次数()"), "{}", run.out);
    let misspelt = data.replace("【附件：调查表】", "【附件：调察表】").replace("【图：二图】", "【图：三】");
    let mut world = desk::files([("资料.yaml", misspelt.into_bytes())]);
    insta::assert_snapshot!(desk::run("build 资料.yaml", &mut world).err);
}

/// A total that no rounding may break: tables and lists in 万元 add up.
#[test]
fn rounded_parts_of_a_table_add_up() {
    let data = "\
单位: 某某县卫生局
活动: 健康教育活动
台账:
  - {日期: 2026-03-04, 类型: 甲, 金额（元）: 33333}
  - {日期: 2026-03-05, 类型: 甲, 金额（元）: 33333}
  - {日期: 2026-03-06, 类型: 乙, 金额（元）: 33334}
  - {日期: 2026-03-07, 类型: 丙, 金额（元）: 43300}
表:
  - {名称: 明细, 取自: {列: [类型, {列: 金额, 写法: '万元，一位小数'}]}}
  - {名称: 分组, 取自: {分组: 类型, 列: [日期, {列: 金额, 写法: '万元，一位小数'}]}}
  - {名称: 汇总, 取自: {按: 类型, 列: [类型, {列: 金额, 写法: '万元，一位小数'}]}}
文稿: [{文种: 实施方案, 载体: 无, 章节: [{标题: 情况, 正文: [见表：明细, 见表：分组, 见表：汇总]}]}]
";
    let mut world = desk::files([("资料.yaml", data.as_bytes().to_vec())]);
    let run = desk::run("build 资料.yaml --to text", &mut world);
    let path = run.out.lines().next().unwrap_or_else(|| panic!("{}", run.err));
    let text = String::from_utf8(world.files[Path::new(path)].clone()).expect("it is UTF-8");
    insta::assert_snapshot!(text);
}
