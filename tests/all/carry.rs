//! `gongwen new --from`: last year's workbook becomes this year's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gongwen::carry::folder::{self, Carried};
use gongwen::carry::ledger::{self, Head};
use gongwen::carry::walk::Note;
use gongwen::carry::{REMARK, dates, year};
use gongwen::cli::Exit;
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::pipeline;
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Cell, Content, Look, Sheet};

use crate::desk;
use crate::program::{folders_in, gongwen, text_of, world_of};

/// Examples that say nowhere which year they are of.
const WITHOUT_YEAR: [&str; 7] =
    ["创先争优", "心得文章", "经验材料", "论文", "论述文章", "调研报告", "长效机制总结"];

/// The files of an example in the folder 去年, and its workbook there.
fn last_year(example: &str) -> (Memory, String) {
    let files = world_of(&format!("data/examples/{example}")).files;
    let files: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().map(|(path, bytes)| (Path::new("去年").join(path), bytes)).collect();
    let world = Memory { files: files.into_iter().collect(), ..Memory::default() };
    let name = if example == "批量通知" { "通知.yaml" } else { "资料.yaml" };
    (world, format!("去年/{name}"))
}

fn year_of(path: &str, world: &Memory) -> Option<i32> {
    let data = pipeline::read(world, Path::new(path), &mut Sources::default(), &mut Findings::default());
    year::of(&data.expect("it can be read").node)
}

fn carry(path: &str, folder: &str, year: i32, world: &Memory) -> Carried {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let carried = folder::carry(Path::new(path), Path::new(folder), year, world, &mut sources, &mut findings);
    carried.unwrap_or_else(|| panic!("{path}: {:?}", findings.list))
}

/// The examples with their years.
fn examples() -> Vec<(String, Memory, String, i32)> {
    let mut all = Vec::new();
    for example in folders_in("data/examples") {
        let (world, path) = last_year(&example);
        let year = year_of(&path, &world);
        assert_eq!(year.is_none(), WITHOUT_YEAR.contains(&example.as_str()), "{example}");
        all.extend(year.map(|year| (example, world, path, year)));
    }
    all
}

/// The comments of a text, remarks of ours left out.
fn comments(text: &str) -> Vec<String> {
    let comment = |line: &str| {
        let at = if line.trim_start().starts_with('#') { line.find('#') } else { line.find(" # ") };
        at.map(|at| {
            line[at..].split('←').next().unwrap_or_default().trim().trim_end_matches('#').trim().to_owned()
        })
    };
    text.lines().filter_map(comment).filter(|comment| !comment.is_empty()).collect()
}

#[test]
fn every_example_keeps_its_comments_and_last_year_stays_as_it_was() {
    for (example, world, path, year) in examples() {
        let mut now = world.clone();
        let run = gongwen(&format!("new 今年 --from {path} --year {}", year + 1), &mut now);
        assert_eq!(run.exit, Exit::Done, "{example}: {}", run.err);
        for (path, bytes) in &world.files {
            assert_eq!(&now.files[path], bytes, "{example}");
        }
        let target = path.replace("去年", "今年");
        let read =
            pipeline::read(&now, Path::new(&target), &mut Sources::default(), &mut Findings::default());
        assert!(read.is_some(), "{example}");
        let new = comments(&text_of(&now, &target));
        for comment in comments(&text_of(&world, &path)) {
            assert!(new.contains(&comment), "{example}: {comment}");
        }
    }
}

#[test]
fn no_day_of_last_year_is_left_where_nothing_is_told() {
    for (example, world, path, year) in examples() {
        let carried = carry(&path, "今年", year + 1, &world);
        for ((_, told), (file, bytes)) in carried.texts.iter().zip(&carried.files) {
            let lines: BTreeSet<usize> = told
                .iter()
                .filter(|told| matches!(told.note, Note::Kept(_) | Note::Moved { .. } | Note::Blank(_)))
                .map(|told| told.line)
                .collect();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let mut owner = 0;
            for (number, line) in text.lines().enumerate() {
                // Lines of a long text belong to the line of its key.
                let line = line.split(" #").next().unwrap_or_default();
                if lines.contains(&(number + 1))
                    || line.contains(": ")
                    || line.trim_end().ends_with([':', '|'])
                {
                    owner = number + 1;
                }
                if !dates::places_of(line, year).is_empty() && !line.trim_start().starts_with('#') {
                    assert!(lines.contains(&owner), "{example} {}:{}: {line}", file.display(), number + 1);
                }
            }
        }
    }
}

/// A carried text with its places filled in, somehow.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("【待填：") {
        out.push_str(&rest[..at]);
        let inner = &rest[at + "【待填：".len()..];
        let (what, tail) = inner.split_once('】').expect("a bracket closes");
        if what.starts_with("顺序号") {
            out.push('9');
        } else if let Some(target) = what.strip_prefix("今年的目标值，去年目标") {
            out.extend(target.chars().take_while(|c| c.is_ascii_digit() || ".,%".contains(*c)));
        } else {
            out.push_str("已经按要求落实");
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Codes of the errors that were told.
fn errors(told: &str) -> BTreeSet<&str> {
    told.split("错误[").skip(1).filter_map(|rest| rest.split(']').next()).collect()
}

#[test]
fn an_example_asks_for_what_is_blank_and_builds_when_that_is_filled_in() {
    for (example, mut world, path, year) in examples() {
        if example == "批量通知" {
            continue;
        }
        let target = path.replace("去年", "今年");
        gongwen(&format!("new 今年 --from {path} --year {}", year + 1), &mut world);
        let run = gongwen(&format!("build {target} -o 输出"), &mut world);
        let has_ledger = world.files.keys().any(|file| file.extension().is_some_and(|end| end == "csv"));
        // What a ledger without rows leaves open is asked for as well.
        let of_ledger = ["missing-section", "table-columns", "untold-step"];
        let is_blank = |code: &&str| {
            *code == "to-fill-in" || has_ledger && (code.starts_with("figure") || of_ledger.contains(code))
        };
        let other: Vec<&str> = errors(&run.err)
            .into_iter()
            .filter(|code| code.starts_with(|c: char| c.is_ascii_lowercase()) && !is_blank(code))
            .collect();
        assert!(other.is_empty(), "{example}: {other:?}\n{}", run.err);
        // The ledger of this year has the rows of last year, a year later.
        let old: Vec<(PathBuf, Vec<u8>)> =
            world.files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        for (file, bytes) in old {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if file.extension().is_some_and(|end| end == "csv") && file.starts_with("去年") {
                let text = text.replace(&format!("{year}-"), &format!("{}-", year + 1));
                let file = Path::new("今年").join(file.strip_prefix("去年").expect("it lies there"));
                world.files.insert(file, text.into_bytes());
            } else if file.starts_with("今年") && file.extension().is_some_and(|end| end == "yaml") {
                world.files.insert(file, filled(&text).into_bytes());
            }
        }
        let run = gongwen(&format!("build {target} -o 输出 --force"), &mut world);
        assert!(!desk::has_faults(&run.err), "{example}: {}", run.err);
        assert!(!run.out.is_empty(), "{example}: {}", run.err);
    }
}

#[test]
fn a_workbook_is_carried_over_year_after_year() {
    for (example, mut world, path, year) in examples() {
        gongwen(&format!("new 今年 --from {path} --year {}", year + 1), &mut world);
        let again = path.replace("去年", "今年");
        let run = gongwen(&format!("new 明年 --from {again} --year {}", year + 2), &mut world);
        assert_eq!(run.exit, Exit::Done, "{example}: {}", run.err);
        let text = text_of(&world, &path.replace("去年", "明年"));
        assert!(text.lines().all(|line| line.matches(REMARK).count() <= 1), "{example}");
        assert!(!text.contains("【待填：今年的目标值，去年目标【"), "{example}");
        assert!(text.contains("上年: ../今年/"), "{example}");
    }
}

const SMALL: &str = "\
# 一份小资料，说明都留着。
单位: {名称: 某某县卫生局, 简称: 县卫生局, 印发机关: 某某县卫生局办公室}
活动:
  名称: 2026年健康教育工作     # 年年做
  范围: 全县
  起: 2026年2月29日
  止: 2026-12-31
  依据:
    - {机关: 市卫生局, 名称: 关于做好2026年健康教育工作的通知, 文号: 某市卫〔2026〕3号}
工作目标:
  总体: 2026年底前居民健康素养明显提高，2027年巩固提高。
  指标:
    - {指标: 健康素养水平, 目标值: 30%, 要求: 达到, 完成值: 31.5%}
    - {指标: 讲座, 目标值: 8, 计量单位: 场, 要求: 不少于, 完成值: 次数(类型=讲座)}
重点任务:
  - {名称: 办好讲座, 内容: 2026年6月底前办4场。, 时限: 2026年6月底, 完成情况: 办了5场。}
主要做法:
  - 名称: 领导重视
    内容: 2026年3月12日（星期四），局长办公会议第4次研究，投入资金12万元。
存在问题:
  - 宣传形式单一
  - {名称: 经费不足, 内容: 人均经费比去年少。}
下步打算:
  - {名称: 丰富形式, 内容: 拍摄短视频，2027年5月底前完成。}
  - 争取经费
台账:
  - {日期: 2026-03-20, 类型: 讲座, 人数: 146}
  - {日期: 2026-05-08, 类型: 讲座, 人数: 120}
文稿:
  - 文种: 年度工作计划
    载体: 通知
    标题: 2026年全县健康教育工作计划
    发文字号: 某卫发〔2026〕8号
    主送机关: 各乡镇卫生院
    成文日期: 2026-02-28
    印发: {日期: 2026-03-01}
  - 文种: 工作总结
    标题: 2026年全县健康教育工作总结
    成文日期: 2026-12-26
";

fn small() -> Memory {
    let text = SMALL.replace("2026年2月29日", "2026年2月");
    desk::files([("去年/资料.yaml", text.into_bytes())])
}

#[test]
fn what_moves_what_is_asked_for_and_what_stays() {
    let mut world = small();
    let run = gongwen("new 今年 --from 去年/资料.yaml --year 2027", &mut world);
    insta::assert_snapshot!(format!("{}{}\n{}", run.out, run.err, text_of(&world, "今年/资料.yaml")));
    let built = gongwen("build 今年/资料.yaml -o 输出", &mut world);
    assert_eq!(built.exit, Exit::Failed);
    insta::assert_snapshot!(built.err);
}

#[test]
fn what_was_forgotten_is_found_by_check() {
    let mut world = small();
    gongwen("new 今年 --from 去年/资料.yaml --year 2027", &mut world);
    let text = filled(&text_of(&world, "今年/资料.yaml"));
    let cells = [("日期: ''", "日期: 2027-03-20"), ("类型: ''", "类型: 讲座"), ("人数: ''", "人数: 150")];
    let text = cells.iter().fold(text, |text, (blank, cell)| text.replace(blank, cell));
    let text = text.replace("总体: 2027年底前", "总体: 2026年底前");
    world.files.insert("今年/资料.yaml".into(), text.into_bytes());
    let checked = gongwen("check 今年/资料.yaml --select J", &mut world);
    insta::assert_snapshot!(checked.err + &checked.out);
}

#[test]
fn what_cannot_be_carried_over_is_refused_with_the_way_out() {
    let mut world = small();
    let bare = "单位: 某某局\n活动: 健康教育\n文稿: [{文种: 实施方案, 载体: 无}]\n";
    world.files.insert("无年份.yaml".into(), bare.into());
    world.files.insert("全角.yaml".into(), SMALL.replacen("活动:", "活动：", 1).into());
    world.files.insert("已有/资料.yaml".into(), b"x: 1\n".to_vec());
    let before = world.clone();
    let mut told = String::new();
    for command in [
        "new 今年 --from 去年/资料.yaml --year 2026",
        "new 今年 --from 去年/资料.yaml --year 27",
        "new 今年 --from 去年/资料.yaml --year 99999",
        "new 今年 --from 去年/资料.yaml",
        "new 今年 --year 2027",
        "new 今年 --from 无年份.yaml --year 2027",
        "new 今年 --from 全角.yaml --year 2027",
        "new 今年 --from 总结.docx --year 2027",
        "new 今年 --from 资料.xlsx --year 2027",
        "new 今年 --from 没有.yaml --year 2027",
        "new 已有 --from 去年/资料.yaml --year 2027",
        "new 去年 --from 去年/资料.yaml --year 2027 --force",
    ] {
        let run = gongwen(command, &mut world);
        assert_eq!(run.exit, Exit::Failed, "{command}");
        told.push_str(&format!("$ gongwen {command}\n{}{}\n", run.out, run.err));
    }
    assert_eq!(world, before, "nothing was written");
    insta::assert_snapshot!(told);
    let run = gongwen("new 已有 --from 去年/资料.yaml --year 2027 --force", &mut world);
    assert_eq!(run.exit, Exit::Done);
}

/// The small workbook with its ledger in a file.
fn with_ledger(file: &str, bytes: Vec<u8>) -> Memory {
    let mut world = small();
    let text = text_of(&world, "去年/资料.yaml");
    let (head, tail) = text.split_once("台账:\n").expect("it is there");
    let (_, tail) = tail.split_once("文稿:").expect("it is there");
    let text = format!("{head}台账: {file}\n文稿:{tail}");
    world.files.insert("去年/资料.yaml".into(), text.into_bytes());
    world.files.insert(Path::new("去年").join(file), bytes);
    world
}

#[test]
fn a_ledger_in_a_file_keeps_its_head() {
    let csv = "活动台账\n日期,类型,人数（人）\n2026-03-20,讲座,146\n";
    let mut world = with_ledger("台账.csv", csv.into());
    let run = gongwen("new 今年 --from 去年/资料.yaml --year 2027", &mut world);
    assert_eq!(text_of(&world, "今年/台账.csv"), "活动台账\n日期,类型,人数（人）\n");
    assert!(run.err.contains("台账.csv只留表头，去年的1行没有带过来"), "{}", run.err);
    let cell = |row: u32, column: u16, text: &str| Cell {
        row,
        column,
        content: Content::Text(text.to_owned()),
        look: Look::Bare,
        note: None,
    };
    let cells = [["日期", "类型", "人数（人）"], ["2026-03-20", "讲座", "146"]];
    let sheet = Sheet {
        name: "活动".to_owned(),
        cells: (0..2)
            .flat_map(|row| (0..3).map(move |column| cell(row, column, cells[row as usize][column as usize])))
            .collect(),
        ..Sheet::default()
    };
    let bytes = xlsx::write(&[sheet]).expect("it can be written");
    let mut world = with_ledger("台账.xlsx", bytes);
    let run = gongwen("new 今年 --from 去年/资料.yaml --year 2027", &mut world);
    assert!(run.err.contains("台账.xlsx只留表头，去年的1行没有带过来"), "{}", run.err);
    let columns = ["日期", "类型", "人数（人）"].map(str::to_owned).to_vec();
    let head = Head { sheet: "台账".to_owned(), row: 0, columns };
    assert_eq!(Some(&world.files[Path::new("今年/台账.xlsx")]), ledger::heads_as_xlsx(&[head]).as_ref());
}

/// A notice whose prose says what was done, what is to be done and what others wrote.
const NOTICE: &str = "\
引用: ../共用/单位.yaml
活动: {名称: 药品整治, 起: 2026年1月, 止: 2028年12月}
附件:
  - {名称: 整改台账, 正文: 见表：表1}
  - {名称: 空表, 正文: 见表：表2}
表:
  - 名称: 表1
    表头: [[序号, 问题, 时限]]
    行:
      - [1, 药品过期, 立即]
      - [2, 冷链不全, 2026-04-10]
  - 名称: 表2
    表头: [[序号, 问题]]
    行: [[1, ''], [2, '']]
文稿:
  - 文种: 通知
    标题: 关于印发《2026年药品整治方案》的通知
    发文字号: 某卫发〔2026〕20号
    主送机关: 各乡镇卫生院
    成文日期: 2026-03-05
    附件: [整改台账, 空表]
    章节:
      - 标题: 无
        正文: |
          根据《关于自查的通知》（某医保[2026]6号），现将《2026年药品整治方案》印发给你们。
          2026年1月10日县委召开了动员会，我局2026年一季度立案12起，截至2026年2月底已完成投资50万元。
          请于2026年3月12日（周四）前报送，3月13日（星期五）召开第三届会议。

          近三年（2023—2025年）情况另报，2026至2028年三年行动照旧。
  - 文种: 其他公文
    载体: 无
    标题: 药品整治自查报告
    成文日期: 2026-12-05
    章节:
      - {标题: 无, 正文: 2026年3月查处了3起。}
";

#[test]
fn prose_keeps_its_facts_and_each_line_is_told() {
    let unit = "单位: {名称: 某某县卫生局}\n".into();
    let mut world = desk::files([("去年/资料.yaml", NOTICE.into()), ("共用/单位.yaml", unit)]);
    let run = gongwen("new 今年/嵌套 --from 去年/资料.yaml --year 2027", &mut world);
    let text = text_of(&world, "今年/嵌套/资料.yaml");
    insta::assert_snapshot!(format!("{}{}\n{text}", run.out, run.err));
    let text = text.replace("【待填：顺序号】", "9");
    world.files.insert("今年/嵌套/资料.yaml".into(), text.into_bytes());
    let built = gongwen("build 今年/嵌套/资料.yaml -o 输出", &mut world);
    assert!(!desk::has_faults(&built.err), "{}", built.err);
    // A year later the remarks of the year before are gone.
    gongwen("new 后年 --from 今年/嵌套/资料.yaml --year 2028", &mut world);
    let text = text_of(&world, "后年/资料.yaml");
    assert!(text.lines().all(|line| line.matches(REMARK).count() <= 1), "{text}");
    assert!(text.contains("引用: ../共用/单位.yaml"), "{text}");
}

#[test]
fn what_lies_outside_is_found_again_or_told() {
    let text = SMALL.replace("2026年2月29日", "2026年2月");
    let (head, tail) = text.split_once("台账:\n").expect("it is there");
    let (_, tail) = tail.split_once("文稿:").expect("it is there");
    let named = "台账: ../共用/台账.csv\n名册: {编号: {登记簿: ../共用/登记簿.xlsx}, 个别: 个别.yaml}\n检查: {名册: ../共用/名册.csv}\n";
    let text = format!("{head}{named}文稿:{tail}");
    let mut world = desk::files([
        ("去年/资料.yaml", text.into_bytes()),
        ("去年/个别.yaml", b"{}\n".to_vec()),
        ("共用/台账.csv", "日期,类型,人数\n2026-03-20,讲座,146\n".into()),
        ("共用/名册.csv", "单位名称\n某某镇\n".into()),
    ]);
    let run = gongwen("new 年度/今年 --from 去年/资料.yaml --year 2027", &mut world);
    let text = text_of(&world, "年度/今年/资料.yaml");
    for named in [
        "台账: ../../共用/台账.csv",
        "登记簿: ../../共用/登记簿.xlsx",
        "名册: ../../共用/名册.csv",
        "上年: ../../去年/资料.yaml",
    ] {
        assert!(text.contains(named), "{named}: {text}");
    }
    let others: Vec<&str> = run.err.lines().skip_while(|line| !line.starts_with("台账“")).collect();
    assert_eq!(
        others,
        [
            "台账“../共用/台账.csv”在去年资料的文件夹外面，没有带过来，里面还是去年的行；新资料里的路径改成“../../共用/台账.csv”",
            "登记簿“../共用/登记簿.xlsx”在去年资料的文件夹外面，没有带过来；新资料里的路径改成“../../共用/登记簿.xlsx”",
            "名册“../共用/名册.csv”在去年资料的文件夹外面，没有带过来；新资料里的路径改成“../../共用/名册.csv”",
            "个别“个别.yaml”照去年的带过来，里面没有改，请核对",
        ]
    );
    assert_eq!(world.files[Path::new("年度/今年/个别.yaml")], b"{}\n");
}
