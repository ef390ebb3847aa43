//! `gongwen collect`: forms go out, returns come in with faults of every kind; every good value is read exactly, every fault is
//! told at its cell, and what it comes to is what an independent sum says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gongwen::batch::prepare::{self, Asked, Inputs};
use gongwen::cli::Exit;
use gongwen::collect::form::EntryForm;
use gongwen::collect::grading::Marks;
use gongwen::collect::make::unit;
use gongwen::collect::outputs::Tables;
use gongwen::collect::round::{self, Round};
use gongwen::collect::settle::{Collection, Settler, State};
use gongwen::collect::sheet;
use gongwen::diag::diagnostic::{Level, Place};
use gongwen::diag::findings::Findings;
use gongwen::diag::sources::{Sources, address};
use gongwen::model::form::EntryFormData;
use gongwen::model::reader::{FieldValue, Reader};
use gongwen::world::memory::Memory;
use gongwen::xlsx::{self, Content, Look, Sheet};

use crate::program::gongwen;

/// A workbook with a form and 评分标准.
pub const DATA: &str = "单位: {名称: 某某县委组织部}
表单:
  名称: 基层党组织调查摸底表
  期次: 2026年4月
  截止日期: 2026-04-30
  栏目:
    - {名称: 党委, 组: 党组织数, 类型: 整数, 计量单位: 个, 最小: 0}
    - {名称: 总支, 组: 党组织数, 类型: 整数, 计量单位: 个, 最小: 0}
    - {名称: 支部, 组: 党组织数, 类型: 整数, 计量单位: 个, 最小: 0, 最大: 500}
    - {名称: 党员数, 类型: 整数, 计量单位: 名, 最小: 0}
    - {名称: 女党员数, 类型: 整数, 计量单位: 名, 最小: 0}
    - {名称: 党费, 类型: 数, 计量单位: 元, 最小: 0}
    - {名称: 培训率, 类型: 百分数, 最小: 0, 最大: 100}
    - {名称: 有无活动场所, 类型: 是否}
    - {名称: 书记配备, 类型: 选项, 选项: [专职, 兼职, 空缺]}
    - {名称: 换届日期, 类型: 日期, 最小: 2020-01-01}
    - {名称: 主要问题, 可以不填: 是, 最大: 40}
  校验:
    - 女党员数 ≤ 党员数
  填表说明: [没有的填 0，不要空着。]
评分标准:
  名称: 分类定级评分标准
  项目:
    - {项目: 教育培训, 分值: 60, 办法: 扣分, 按: 培训率, 低于: 100%, 每: 5%, 扣: 4}
    - {项目: 保障条件, 分值: 40, 办法: 是否, 按: 有无活动场所}
  等级: [{名称: 先进, 不低于: 90}, {名称: 较好, 不低于: 80}, {名称: 一般, 不低于: 60}, {名称: 后进, 不低于: 0}]
  一票否决: [{条件: 书记配备 = 空缺, 等级: 后进}]
";

/// Columns of [`DATA`].
const COLUMNS: usize = 11;

/// A seeded generator (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.throw(list.len() as u64) as usize]
    }
}

/// What is planted: the column whose cell is changed, what is written there, and the code that it must be told with.
const CELLS: &[(usize, &str, &str)] = &[
    (3, "约300", "return-number"),
    (3, "300多", "return-number"),
    (3, "100-200", "return-number"),
    (3, "300户", "return-number"),
    (3, "三百", "return-number"),
    (3, "300.5", "return-number"),
    (3, "50%", "return-number"),
    (3, "/", "return-number"),
    (5, "1.2万", "return-number"),
    (0, "-1", "return-bounds"),
    (2, "501", "return-bounds"),
    (6, "0.95", "return-number"),
    (6, "101", "return-bounds"),
    (7, "可能", "return-choice"),
    (8, "专任", "return-choice"),
    (9, "2024年5月", "return-date"),
    (9, "2026-02-30", "return-date"),
    (9, "去年底", "return-date"),
    (9, "2019-12-31", "return-bounds"),
    (1, "", "return-blank"),
    (8, "", "return-blank"),
    (
        10,
        "没有按时换届没有按时换届没有按时换届没有按时换届没有按时换届没有按时换届没有按时换届",
        "return-bounds",
    ),
    (4, "100000", "return-check"),
];

/// Faults of the file as a whole, with their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    WrongCode,
    OtherName,
    OldVersion,
    NoColumn,
    MoreRows,
    Empty,
    Twice,
}

const WHOLE: &[(Whole, &str)] = &[
    (Whole::WrongCode, "return-unit"),
    (Whole::OtherName, "return-unit"),
    (Whole::OldVersion, "return-version"),
    (Whole::NoColumn, "return-column"),
    (Whole::MoreRows, "return-rows"),
    (Whole::Empty, "return-rows"),
    (Whole::Twice, ""),
];

/// The values of a unit as they are to be read.
fn values(dice: &mut Dice) -> Vec<String> {
    let members = 20 + dice.throw(400);
    let women = dice.throw(members);
    vec![
        dice.throw(3).to_string(),
        dice.throw(4).to_string(),
        (1 + dice.throw(30)).to_string(),
        members.to_string(),
        women.to_string(),
        format!("{}.{:02}", dice.throw(90000), dice.throw(100)),
        format!("{}%", 60 + dice.throw(41)),
        (*dice.one(&["是", "否"])).to_owned(),
        (*dice.one(&["专职", "兼职", "兼职", "空缺"])).to_owned(),
        format!("20{}-{:02}-{:02}", 20 + dice.throw(6), 1 + dice.throw(12), 1 + dice.throw(28)),
        if dice.throw(2) == 0 { String::new() } else { format!("缺{}名支委", 1 + dice.throw(5)) },
    ]
}

/// A value as somebody may write it: it says the same.
fn written(column: usize, value: &str, dice: &mut Dice) -> Content {
    let text = |text: String| Content::Text(text);
    match column {
        0..=4 => match dice.throw(5) {
            0 => text(
                value
                    .chars()
                    .map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c))
                    .collect(),
            ),
            1 if column > 2 => text(format!("{value}人")),
            2 => text(format!(" {value}")),
            _ => Content::Number(value.parse().expect("a number"), "General".to_owned()),
        },
        5 => text(value.to_owned()),
        6 => match dice.throw(3) {
            0 => text(value.replace('%', "％")),
            1 => text(value.to_owned()),
            _ => {
                Content::Number(value.trim_end_matches('%').parse().expect("a number"), "General".to_owned())
            }
        },
        7 => {
            text((*dice.one(if value == "是" { &["是", "有", "√"] } else { &["否", "无", "×"] })).to_owned())
        }
        9 => text(match dice.throw(3) {
            0 => value.replace('-', "."),
            1 => value.replace('-', "/"),
            _ => value.to_owned(),
        }),
        _ if value.is_empty() => Content::Blank,
        _ => text(value.to_owned()),
    }
}

/// The form of [`DATA`] and the roster.
pub fn inputs(roster: &str) -> (EntryForm, Inputs) {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), DATA.into());
    world.files.insert("名册.csv".into(), roster.into());
    let asked = Asked { data: "资料.yaml".into(), roster: "名册.csv".into(), ..Asked::default() };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let (inputs, data) = prepare::read(&asked, &world, &mut sources, &mut findings).expect("they are sound");
    let node = data.node.get("表单").expect("it is there");
    let form = EntryFormData::read(node, &mut Reader { findings: &mut findings }).expect("it is sound");
    let form = EntryForm::new(&form, &mut findings);
    assert!(!findings.has_errors(), "{:?}", findings.list);
    (form, inputs)
}

/// The row of a form that is filled in.
pub fn entry_row(sheet: &Sheet) -> u32 {
    let open = sheet.cells.iter().filter(|cell| matches!(cell.look, Look::Open));
    open.map(|cell| cell.row).max().expect("it has cells to fill in")
}

/// Fills in a cell of a form.
pub fn put(sheet: &mut Sheet, row: u32, column: u16, content: Content) {
    let cell = sheet.cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, column));
    cell.expect("the form has the cell").content = content;
}

/// The row of a form whose first cell says so.
pub fn label(sheet: &Sheet, label: &str) -> u32 {
    let is_label = |content: &Content| matches!(content, Content::Text(text) if text == label);
    sheet.cells.iter().find(|cell| cell.column == 0 && is_label(&cell.content)).expect("the form has it").row
}

/// What was sent, and what is to be found in it.
struct Sent {
    /// Name and bytes of each file.
    files: Vec<(String, Vec<u8>)>,
    /// For each unit whose return is sound, its values.
    sound: BTreeMap<usize, Vec<String>>,
    /// Faults: file, code, cell.
    faults: BTreeSet<(String, &'static str, String)>,
    missing: BTreeSet<usize>,
    twice: BTreeSet<usize>,
}

/// Fills in the forms of all units but some, and plants so many faults.
fn sent(form: &EntryForm, inputs: &Inputs, missing: usize, planted: usize, seed: u64) -> Sent {
    let mut dice = Dice(seed);
    let count = inputs.roster.len();
    let mut sent = Sent {
        files: Vec::new(),
        sound: BTreeMap::new(),
        faults: BTreeSet::new(),
        missing: BTreeSet::new(),
        twice: BTreeSet::new(),
    };
    let mut chosen = BTreeSet::new();
    while sent.missing.len() < missing {
        sent.missing.insert(dice.throw(count as u64) as usize);
    }
    let mut plans: BTreeMap<usize, usize> = BTreeMap::new();
    while plans.len() < planted {
        let row = dice.throw(count as u64) as usize;
        if !sent.missing.contains(&row) && chosen.insert(row) {
            plans.insert(row, plans.len() % (CELLS.len() + WHOLE.len()));
        }
    }
    for row in (0..count).filter(|row| !sent.missing.contains(row)) {
        let of = unit(&inputs.roster, &inputs.columns, row);
        let values = values(&mut dice);
        let mut sheets = sheet::sheets(form, of);
        let page = &mut sheets[0];
        let line = entry_row(page);
        for (column, value) in values.iter().enumerate() {
            let content = written(column, value, &mut dice);
            put(page, line, column as u16 + 1, content);
        }
        put(page, label(page, "填报人"), 1, Content::Text("某某".to_owned()));
        // Rows were put in above, columns were moved: nothing of that matters.
        let is_whole = plans.get(&row).is_some_and(|plan| *plan >= CELLS.len());
        let lower = if is_whole { 0 } else { dice.throw(3) as u32 };
        let moved = !is_whole && dice.throw(4) == 0;
        // Nothing of a return's name may matter.
        let name = format!("{:04}号.xlsx", (row * 7919) % 10_007);
        match plans.get(&row) {
            None => {
                sent.sound.insert(row, values);
            }
            Some(&plan) if plan < CELLS.len() => {
                let (column, words, code) = CELLS[plan];
                let content = if words.is_empty() { Content::Blank } else { Content::Text(words.to_owned()) };
                put(page, line, column as u16 + 1, content);
                let at = if moved { elsewhere(column as u16 + 1) } else { column as u16 + 1 };
                sent.faults.insert((name.clone(), code, address(line + lower, u32::from(at))));
            }
            Some(&plan) => {
                let (whole, code) = WHOLE[plan - CELLS.len()];
                let place = plant(whole, page, line);
                if whole == Whole::Twice {
                    sent.twice.insert(row);
                    sent.files.push((format!("又一份{name}"), xlsx::write(&sheets).expect("it is written")));
                } else {
                    sent.faults.insert((name.clone(), code, place));
                }
            }
        }
        if moved {
            swap(&mut sheets[0], line);
        }
        shift(&mut sheets[0], lower);
        sent.files.push((name, xlsx::write(&sheets).expect("it is written")));
    }
    sent.files.sort();
    sent
}

/// Where a column stands after 党费 and 主要问题 changed places.
fn elsewhere(column: u16) -> u16 {
    match column {
        6 => 11,
        11 => 6,
        column => column,
    }
}

/// Lets two columns of the table change places.
fn swap(page: &mut Sheet, line: u32) {
    let head = line - 2;
    let in_table = |row: u32| (head..=line).contains(&row);
    for cell in page.cells.iter_mut().filter(|cell| in_table(cell.row)) {
        cell.column = elsewhere(cell.column);
    }
    for area in page.merged.iter_mut().filter(|area| in_table(area.top) && area.left == area.right) {
        area.left = elsewhere(area.left);
        area.right = area.left;
    }
    page.rules.clear();
}

/// Puts rows in above everything.
fn shift(page: &mut Sheet, rows: u32) {
    for cell in &mut page.cells {
        cell.row += rows;
    }
    for area in &mut page.merged {
        area.top += rows;
        area.bottom += rows;
    }
    page.heights.clear();
    if rows > 0 {
        page.rules.clear();
    }
}

/// Plants a fault of the whole file; the cell where it is to be told.
fn plant(whole: Whole, page: &mut Sheet, line: u32) -> String {
    let text = |text: &str| Content::Text(text.to_owned());
    match whole {
        Whole::WrongCode => {
            let row = label(page, sheet::CODE);
            put(page, row, 1, text("999999999"));
            address(row, 1)
        }
        Whole::OtherName => {
            let row = label(page, sheet::UNIT);
            put(page, row, 1, text("别的镇"));
            address(row, 1)
        }
        Whole::OldVersion => {
            let row = label(page, sheet::VERSION);
            put(page, row, 1, text("0-0000"));
            address(row, 1)
        }
        Whole::NoColumn => {
            // The last column but one is cut out.
            page.cells.retain(|cell| cell.column != COLUMNS as u16 - 1 || cell.row < line - 2);
            page.merged.retain(|area| area.left != COLUMNS as u16 - 1);
            "head".to_owned()
        }
        Whole::MoreRows => {
            let mut more: Vec<_> = page.cells.iter().filter(|cell| cell.row == line).cloned().collect();
            // Notes stand below.
            page.cells.retain(|cell| cell.row <= line);
            page.merged.retain(|area| area.top <= line);
            for cell in &mut more {
                cell.row += 1;
            }
            page.cells.extend(more);
            "row".to_owned()
        }
        Whole::Empty => {
            let is_entry = |look: Look| matches!(look, Look::Open | Look::OpenText | Look::OpenDay);
            for cell in page.cells.iter_mut().filter(|cell| cell.row == line && is_entry(cell.look)) {
                cell.content = Content::Blank;
            }
            "head".to_owned()
        }
        Whole::Twice => String::new(),
    }
}

fn read(form: &EntryForm, inputs: &Inputs, files: &[(String, Vec<u8>)]) -> (Collection, Sources) {
    let mut sources = Sources::default();
    let settler = Settler::new(form, &inputs.roster, &inputs.columns);
    let files = files.iter().flat_map(|(name, bytes)| settler.files(bytes, name, &mut sources)).collect();
    (settler.collection(files), sources)
}

/// Holds what was read against what was sent.
fn compare(sent: &Sent, collection: &Collection, sources: &Sources) {
    let mut told = BTreeSet::new();
    for file in &collection.files {
        for finding in file.findings.iter().filter(|finding| finding.level == Level::Error) {
            let place = match &finding.place {
                Place::Span(span) => sources.place_in_words(*span),
                _ => String::new(),
            };
            let place = place.rsplit('!').next().unwrap_or_default().to_owned();
            told.insert((file.name.clone(), finding.code, place));
        }
    }
    let exact =
        |faults: &BTreeSet<(String, &'static str, String)>| -> BTreeSet<(String, &'static str, String)> {
            // Of what concerns a head or a row, the range.
            let is_range = |place: &str| place.contains(':') || matches!(place, "head" | "row");
            faults
                .iter()
                .map(|(file, code, place)| {
                    (file.clone(), *code, if is_range(place) { "…".to_owned() } else { place.clone() })
                })
                .collect()
        };
    assert_eq!(exact(&told), exact(&sent.faults));
    let of = |wanted: &dyn Fn(&State) -> bool| -> BTreeSet<usize> {
        (0..collection.units.len()).filter(|row| wanted(&collection.units[*row])).collect()
    };
    assert_eq!(of(&|state| *state == State::Missing), sent.missing);
    assert_eq!(of(&|state| matches!(state, State::Several(_))), sent.twice);
    let sound = of(&|state| matches!(state, State::Sound(_)));
    assert_eq!(sound, sent.sound.keys().copied().collect());
    for (row, values) in &sent.sound {
        let State::Sound(file) = &collection.units[*row] else { unreachable!("it is sound") };
        let read: Vec<String> = collection.files[*file].rows[0]
            .iter()
            .map(|value| value.as_ref().map_or_else(String::new, |value| value.text.clone()))
            .collect();
        assert_eq!(&read, values, "unit {row}");
    }
}

/// Holds the last row of 汇总表 against sums over what was sent, reckoned without the program, in hundredths.
fn totals(sent: &Sent, form: &EntryForm, inputs: &Inputs, collection: &Collection, sources: &Sources) {
    let tables =
        Tables { form, roster: &inputs.roster, columns: &inputs.columns, collection, sources, grading: None };
    let summary = tables.summary();
    let last = summary[0].cells.iter().map(|cell| cell.row).max().expect("it has rows");
    let said: Vec<String> = summary[0]
        .cells
        .iter()
        .filter(|cell| cell.row == last)
        .map(|cell| match &cell.content {
            Content::Text(text) => text.clone(),
            Content::Number(number, _) => number.to_string(),
            Content::Blank | Content::Formula(..) => String::new(),
        })
        .collect();
    let hundredths = |text: &str| -> i64 {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let part = format!("{part:0<2}");
        whole.parse::<i64>().expect("digits") * 100 + part.parse::<i64>().expect("digits")
    };
    let own = &said[said.len() - COLUMNS..];
    for column in 0..6 {
        let sum: i64 = sent.sound.values().map(|values| hundredths(&values[column])).sum();
        assert_eq!(hundredths(&own[column]), sum, "{}", form.columns[column].key);
    }
    for (column, choices) in [(7, &["是", "否"][..]), (8, &["专职", "兼职", "空缺"])] {
        let count = |choice: &str| sent.sound.values().filter(|values| values[column] == choice).count();
        let wanted: Vec<String> = choices.iter().map(|choice| format!("{choice}{}", count(choice))).collect();
        assert_eq!(own[column], wanted.join("，"));
    }
}

/// A list of so many units.
pub fn roster(count: usize) -> String {
    let unit = |number: usize| format!("6201{number:05},第{number}镇,{number}镇\n");
    let units: Vec<String> = (1..=count).map(unit).collect();
    format!("代码,单位名称,简称\n{}", units.concat())
}

#[test]
fn every_good_value_is_read_and_every_fault_is_told_at_its_cell() {
    let (form, inputs) = inputs(&roster(150));
    let sent = sent(&form, &inputs, 12, 80, 7);
    assert_eq!(sent.faults.len() + sent.twice.len(), 80);
    let (collection, sources) = read(&form, &inputs, &sent.files);
    compare(&sent, &collection, &sources);
    totals(&sent, &form, &inputs, &collection, &sources);
}

/// 1,403 townships. With `GONGWEN_RETURNS` the returns are left in that folder, to be saved again by another program and read by
/// [`townships_saved_again`].
#[test]
#[ignore = "needs the real roster: GONGWEN_SHARED"]
fn townships_send_their_forms() {
    let roster = crate::real_texts::shared().join("rosters/gansu-townships.csv");
    let (form, inputs) = inputs(&std::fs::read_to_string(roster).expect("it is there"));
    assert_eq!(inputs.roster.len(), 1403);
    let sent = sent(&form, &inputs, 30, 80, 2026);
    if let Some(folder) = std::env::var_os("GONGWEN_RETURNS") {
        for (name, bytes) in &sent.files {
            std::fs::write(Path::new(&folder).join(name), bytes).expect("it is written");
        }
    }
    let (collection, sources) = read(&form, &inputs, &sent.files);
    compare(&sent, &collection, &sources);
    totals(&sent, &form, &inputs, &collection, &sources);
}

/// The same returns, some of them saved again by another program: .xlsx, .ods or .xls in the place of what was sent.
#[test]
#[ignore = "needs returns that were saved again: GONGWEN_SHARED, GONGWEN_RETURNS"]
fn townships_saved_again() {
    let roster = crate::real_texts::shared().join("rosters/gansu-townships.csv");
    let (form, inputs) = inputs(&std::fs::read_to_string(roster).expect("it is there"));
    let mut sent = sent(&form, &inputs, 30, 80, 2026);
    let folder = std::env::var_os("GONGWEN_RETURNS").expect("a folder is named");
    let mut again = 0;
    for (name, bytes) in &mut sent.files {
        for end in ["xlsx", "ods", "xls"] {
            let path = Path::new(&folder).join(Path::new(name).with_extension(end));
            if let Ok(saved) = std::fs::read(path) {
                again += usize::from(saved != *bytes);
                *bytes = saved;
                break;
            }
        }
    }
    assert!(again * 2 > sent.files.len(), "{again} were saved again");
    let (collection, sources) = read(&form, &inputs, &sent.files);
    compare(&sent, &collection, &sources);
    totals(&sent, &form, &inputs, &collection, &sources);
}

/// The forms of a round with one column, each with its unit's value filled in, in the order of the roster.
pub fn filled(data: &str, roster: &str, values: &[String]) -> Vec<Vec<u8>> {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), roster.into());
    let asked = Asked { data: "资料.yaml".into(), roster: "名册.csv".into(), ..Asked::default() };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let (inputs, data) = prepare::read(&asked, &world, &mut sources, &mut findings).expect("they are sound");
    let form = round::form(&data, &asked, &mut findings).expect("it is sound");
    let fill = |(row, value): (usize, &String)| {
        let mut sheets = sheet::sheets(&form, unit(&inputs.roster, &inputs.columns, row));
        let line = entry_row(&sheets[0]);
        put(&mut sheets[0], line, 1, Content::Text(value.clone()));
        xlsx::write(&sheets).expect("it is written")
    };
    values.iter().enumerate().map(fill).collect()
}

/// A round over forms filled in so: for each unit its values, row by row.
fn round(data: &str, roster: &str, filled: &[&[&[&str]]]) -> (Round, Sources) {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), data.into());
    world.files.insert("名册.csv".into(), roster.into());
    let asked = Asked { data: "资料.yaml".into(), roster: "名册.csv".into(), ..Asked::default() };
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let (inputs, data) = prepare::read(&asked, &world, &mut sources, &mut findings).expect("they are sound");
    let form = round::form(&data, &asked, &mut findings).expect("it is sound");
    for (row, rows) in filled.iter().enumerate() {
        let mut sheets = sheet::sheets(&form, unit(&inputs.roster, &inputs.columns, row));
        let last = entry_row(&sheets[0]);
        let first = if form.many { last - 29 } else { last };
        for (line, values) in (first..).zip(*rows) {
            for (column, value) in (1..).zip(*values) {
                put(&mut sheets[0], line, column, Content::Text((*value).to_owned()));
            }
        }
        world.files.insert(format!("回/{row}.xlsx").into(), xlsx::write(&sheets).expect("it is written"));
    }
    let read = Round::read(&asked, &["回".into()], &world, &mut sources, &mut findings);
    assert!(!findings.has_errors(), "{:?}", findings.list);
    (read.expect("it is sound"), sources)
}

/// Total, grade, veto, and every mark with its reason.
fn graded(round: &Round) -> Vec<String> {
    let of = |marks: &Option<Marks>| {
        let Some(marks) = marks else { return "没有评".to_owned() };
        let scores: Vec<String> = marks
            .scores
            .iter()
            .map(|score| {
                let points = score.points.map_or("?".to_owned(), |points| points.to_string());
                format!("{points}（{}）", score.reason)
            })
            .collect();
        let total = marks.total.map_or("?".to_owned(), |total| total.to_string());
        let grade = marks.grade.as_deref().unwrap_or("无");
        format!(
            "{total} {grade} {}：{}",
            if marks.vetoes.is_empty() { "-".to_owned() } else { marks.vetoes.join("、") },
            scores.join("；")
        )
    };
    round.marks.iter().flatten().map(of).collect()
}

#[test]
fn every_mark_has_its_reason_and_what_is_missing_is_not_guessed() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 摸底表
  栏目:
    - {名称: 书记数, 类型: 整数}
    - {名称: 支部数, 类型: 整数}
    - {名称: 培训率, 类型: 百分数, 可以不填: 是}
    - {名称: 有无场所, 类型: 是否}
    - {名称: 事故, 类型: 整数}
评分标准:
  名称: 评分标准
  项目:
    - {项目: 书记配备, 分值: 30, 办法: 比例, 按: 书记数 / 支部数}
    - {项目: 教育培训, 分值: 40, 办法: 分档, 按: 培训率, 档: [{不低于: 95%, 得分: 40}, {不低于: 80%, 得分: 25}]}
    - {项目: 场所, 分值: 10, 办法: 是否, 按: 有无场所}
    - {项目: 安全, 分值: 20, 办法: 扣分, 按: 事故, 扣: 15}
  等级: [{名称: 先进, 不低于: 90}, {名称: 一般, 不低于: 60}, {名称: 后进, 不低于: 0}]
  一票否决: [{条件: 事故 > 1, 等级: 后进, 说明: 发生两起以上事故}]
";
    let (round, _) = self::round(
        data,
        &roster(5),
        &[
            &[&["10", "10", "95", "是", "0"]],
            &[&["2", "3", "94.9", "否", "1"]],
            &[&["10", "10", "99", "有", "2"]],
            &[&["10", "10", "", "是", "0"]],
            &[&["1", "0", "95", "是", "0"]],
        ],
    );
    insta::assert_snapshot!(graded(&round).join("\n"));
}

#[test]
fn a_form_of_several_rows_is_counted_over_them() {
    let data = "单位: {名称: 某某县委组织部}
表单:
  名称: 活动表
  填报方式: 多行
  栏目:
    - {名称: 活动, 类型: 文字}
    - {名称: 类型, 选项: [义诊, 讲座]}
    - {名称: 人数, 类型: 整数, 计量单位: 人}
评分标准:
  名称: 评分标准
  项目:
    - {项目: 人数, 分值: 60, 办法: 比例, 按: 合计(人数), 满分线: 200}
    - {项目: 义诊, 分值: 40, 办法: 分档, 按: 次数(类型=义诊), 档: [{不低于: 2, 得分: 40}, {不低于: 1, 得分: 20}]}
  等级: [{名称: 好, 不低于: 80}, {名称: 差, 不低于: 0}]
";
    let (round, _) = self::round(
        data,
        &roster(2),
        &[
            &[&["下乡义诊", "义诊", "120人"], &["健康讲座", "讲座", "30"], &["义诊进校园", "义诊", "50"]],
            &[&["健康讲座", "讲座", "30"]],
        ],
    );
    assert_eq!(
        graded(&round),
        [
            "100 好 -：60（合计(人数)是200，满分线是200）；40（次数(类型=义诊)是2，在2以上这一档）",
            "9 差 -：9（合计(人数)是30，满分线是200）；0（次数(类型=义诊)是0，哪一档都不到）"
        ]
    );
}

#[test]
fn a_table_in_a_word_file_is_as_good() {
    let (form, inputs) = inputs(&roster(3));
    let word = "单位: {名称: 第2镇}
表:
  - 名称: 摸底表
    填表栏: [填报人, 联系电话, 填报日期]
    表头:
      - [单位名称, 党组织数, ←, ←, 党员数（名）, 女党员数（名）, 党费（元）, 培训率（%）, 有无活动场所, 书记配备, 换届日期, 主要问题]
      - [↑, 党委（个）, 总支（个）, 支部（个）, ↑, ↑, ↑, ↑, ↑, ↑, ↑, ↑]
    行: [[第2镇, 1, 2, 12, 约300, 120, 1500.50, 95, 有, 专职, 2024年5月1日, \"\"]]
    横排: 是
文稿: [{文种: 其他公文, 载体: 无, 标题: 基层党组织调查摸底表, 附件: 无, 章节: [{标题: 无, 正文: \"见表：摸底表\"}]}]
";
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), word.into());
    let run = gongwen("build 资料.yaml -o 输出", &mut world);
    assert_eq!(run.exit, Exit::Done, "{}", run.err);
    let (name, bytes) = crate::program::only_file(&world, ".docx");
    let (collection, sources) = read(&form, &inputs, &[(name, bytes)]);
    let file = &collection.files[0];
    assert_eq!(file.unit, Some(1), "{:?}", file.findings);
    let told: Vec<String> = file
        .findings
        .iter()
        .map(|finding| match &finding.place {
            Place::Span(span) => format!("{} {}", sources.place_in_words(*span), finding.message),
            _ => finding.message.clone(),
        })
        .collect();
    assert_eq!(told, ["第1个表!E5 “党员数”写的是“约300”，不是准数"]);
    let read: Vec<&str> =
        file.rows[0].iter().map(|value| value.as_ref().map_or("", |value| value.text.as_str())).collect();
    assert_eq!(read, ["1", "2", "12", "", "120", "1500.50", "95%", "是", "专职", "2024-05-01", ""]);
}

#[test]
fn forms_go_out_and_the_same_forms_again_change_nothing() {
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), DATA.into());
    world.files.insert("名册.csv".into(), roster(5).into());
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Done, "表\n"), "{}", run.err);
    assert!(run.err.contains("写了5张"), "{}", run.err);
    let before = world.files.clone();
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world);
    assert!(run.err.contains("写了0张，5张已经有了"), "{}", run.err);
    assert!(world.files == before);
    // A form that somebody has filled in is not replaced.
    let path = Path::new("表/第1镇.xlsx");
    world.files.insert(path.into(), b"filled in".to_vec());
    let run = gongwen("collect make 资料.yaml --roster 名册.csv -o 表", &mut world);
    assert_eq!(run.exit, Exit::Findings);
    assert!(run.err.contains("有1张与要发的不同，没有动：也许已经填过"), "{}", run.err);
    assert!(run.err.contains("\n没有动的：第1镇"), "{}", run.err);
    assert_eq!(world.files[path], b"filled in");
}

#[test]
fn notices_go_to_exactly_the_units_that_are_to_get_them() {
    let (form, inputs) = inputs(&roster(30));
    let sent = sent(&form, &inputs, 4, 9, 3);
    let mut world = Memory::default();
    world.files.insert("资料.yaml".into(), DATA.into());
    world.files.insert("名册.csv".into(), roster(30).into());
    for (name, bytes) in &sent.files {
        world.files.insert(Path::new("回").join(name), bytes.clone());
    }
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 回 -o 汇总", &mut world);
    assert_eq!(run.exit, Exit::Findings, "{}", run.err);
    let of = |folder: &str| -> BTreeSet<String> {
        let files = world.files.keys().filter(|path| path.starts_with(Path::new("汇总").join(folder)));
        let files = files.filter(|path| path.extension().is_some_and(|end| end == "docx"));
        files.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
    };
    let name = |row: &usize| format!("第{}镇", row + 1);
    assert_eq!(of("催报"), sent.missing.iter().map(name).collect());
    let (collection, _) = read(&form, &inputs, &sent.files);
    let back = (0..30).filter(|row| matches!(collection.units[*row], State::Faulty(_) | State::Several(_)));
    assert_eq!(of("退回修改"), back.map(|row| name(&row)).collect());
    assert_eq!(of("退回修改").len(), 9);
    let first = world.files.clone();
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 回 -o 汇总", &mut world);
    assert_eq!(run.exit, Exit::Findings);
    // The manifest of a batch says that its files were there.
    let other = world.files.iter().filter(|(path, bytes)| first.get(*path) != Some(*bytes));
    let other: Vec<_> = other.map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(other, ["汇总/催报/manifest.json", "汇总/退回修改/manifest.json"]);
    // A table that somebody has changed stays; a notice that is not to be sent any more is told.
    world.files.insert("汇总/汇总表.xlsx".into(), b"mine".to_vec());
    let late = *sent.missing.first().expect("some are missing");
    let mut sheets = sheet::sheets(&form, unit(&inputs.roster, &inputs.columns, late));
    let line = entry_row(&sheets[0]);
    for (column, value) in values(&mut Dice(1)).iter().enumerate() {
        put(&mut sheets[0], line, column as u16 + 1, Content::Text(value.clone()));
    }
    world.files.insert("回/迟.xlsx".into(), xlsx::write(&sheets).expect("it is written"));
    let run = gongwen("collect read 资料.yaml --roster 名册.csv 回 -o 汇总", &mut world);
    assert_eq!(run.exit, Exit::Failed, "{}", run.err);
    assert!(run.err.contains("“汇总/汇总表.xlsx”有人改过，没有覆盖"), "{}", run.err);
    let told = format!("“汇总/催报”里有1份以前的通知，这次不用发了：{}.docx", name(&late));
    assert!(run.err.contains(&told), "{}", run.err);
    assert_eq!(world.files[Path::new("汇总/汇总表.xlsx")], b"mine");
}
