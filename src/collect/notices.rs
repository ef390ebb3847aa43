//! Workbooks of the notices that a collection asks for: 退回修改 to the units whose forms have faults, each with its own faults, and
//! 催报 to those that sent nothing. They are made by `batch`, and are the user's from then on.

use std::collections::BTreeSet;
use std::path::Path;

use crate::batch::manifest::{self, Entry, Manifest};
use crate::batch::numbers::Pattern;
use crate::collect::form::EntryForm;
use crate::collect::make;
use crate::collect::outputs::{Tables, errors, put_row, sheet, state_files};
use crate::collect::settle::State;
use crate::collect::sheet::{CODE, UNIT};
use crate::collect::written::Written;
use crate::model::date::{self, Moment};
use crate::source::edit::Plain;
use crate::source::edit::spelling;
use crate::world::{Kind, World};
use crate::xlsx::Sheet;

/// The workbook of a notice.
pub const WORKBOOK: &str = "通知.yaml";
/// The roster of the units that get it.
pub const ROSTER: &str = "名册.xlsx";
/// The list of faults, unit by unit.
pub const FAULTS: &str = "问题.xlsx";

/// A notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// 退回修改.
    Return,
    /// 催报.
    Remind,
}

impl Notice {
    /// Its folder.
    pub fn folder(self) -> &'static str {
        match self {
            Notice::Return => "退回修改",
            Notice::Remind => "催报",
        }
    }

    /// Whether a unit gets it.
    pub fn is_for(self, state: &State) -> bool {
        match self {
            Notice::Return => matches!(state, State::Faulty(_) | State::Several(_)),
            Notice::Remind => *state == State::Missing,
        }
    }
}

/// The folder of a notice. What was written on another day may have been sent: a later one has a folder of its own.
pub fn folder(notice: Notice, day: Option<Moment>, written: &Written<'_>) -> String {
    let name = notice.folder().to_owned();
    let Some(day) = day else { return name };
    let line = format!("成文日期: {}", written_day(day));
    let is_other = |text: String| {
        let mut lines = text.lines().map(str::trim);
        lines.clone().any(|other| other.starts_with("成文日期: ")) && !lines.any(|other| other == line)
    };
    let before = written.own_text(&format!("{name}/{WORKBOOK}"));
    if before.is_some_and(is_other) { format!("{name}（{}）", day.in_words()) } else { name }
}

/// `2026-07-21`.
fn written_day(day: Moment) -> String {
    let (year, month, day) = date::parts(day.first);
    format!("{year}-{month:02}-{day:02}")
}

/// The files of a notice beside each other; `None` if no unit gets it. `data` is the way from there to the workbook with the form
/// and that to the register, `unit` the name of who issues it, for where there is no such way.
pub fn files(
    notice: Notice,
    tables: &Tables<'_>,
    (data, register): (Option<&str>, &str),
    unit: &str,
) -> Option<Vec<(&'static str, File)>> {
    let wanted = |number: &usize| notice.is_for(&tables.collection.units[*number]);
    let units: Vec<usize> = (0..tables.collection.units.len()).filter(wanted).collect();
    if units.is_empty() {
        return None;
    }
    let has_codes = tables.columns.code.is_some();
    let text = workbook(notice, tables.form, (data, register), unit, has_codes);
    let mut files = vec![(WORKBOOK, File::Text(text)), (ROSTER, File::Sheets(vec![roster(&units, tables)]))];
    if notice == Notice::Return {
        files.push((FAULTS, File::Sheets(vec![faults(&units, tables)])));
    }
    Some(files)
}

/// Notices of an earlier round, still there, to units that get none now.
pub fn leftovers(notice: Notice, tables: &Tables<'_>, folder: &Path, world: &dyn World) -> Vec<String> {
    let before = Manifest::read(world, &folder.join(manifest::NAME)).ok().flatten();
    let now: BTreeSet<(&str, &str)> = (0..tables.collection.units.len())
        .filter(|number| notice.is_for(&tables.collection.units[*number]))
        .map(|number| make::unit(tables.roster, tables.columns, number))
        .map(|of| (of.code, of.name))
        .collect();
    let entries: Vec<_> = before.into_iter().flat_map(|manifest| manifest.documents).collect();
    let is_again = |entry: &&Entry| now.contains(&(entry.code.as_str(), entry.unit.as_str()));
    let again: BTreeSet<&str> = entries.iter().filter(is_again).map(|entry| entry.file.as_str()).collect();
    let listed = entries.iter().map(|entry| entry.file.clone());
    // A manifest knows only of the round before; those of earlier ones lie there, too.
    let lying = world.files_in(folder).unwrap_or_default();
    let lying = lying.iter().filter(|path| path.extension().is_some_and(|end| end == "docx"));
    let lying = lying.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let is_of_now = |file: &str| {
        let stem = file.trim_end_matches(".docx");
        again.contains(file) || now.iter().any(|(_, unit)| *unit == stem)
    };
    let left: BTreeSet<String> = listed.chain(lying).filter(|file| !is_of_now(file)).collect();
    left.into_iter().filter(|file| world.kind(&folder.join(file)) == Kind::File).collect()
}

/// A file to write.
pub enum File {
    /// A text.
    Text(String),
    /// A spreadsheet.
    Sheets(Vec<Sheet>),
}

fn roster(units: &[usize], tables: &Tables<'_>) -> Sheet {
    let mut list = sheet("名册", &[CODE, UNIT, "问题数", "文件"].map(str::to_owned));
    for (row, number) in (1..).zip(units) {
        let of = make::unit(tables.roster, tables.columns, *number);
        let files = state_files(&tables.collection.units[*number]);
        let count: usize =
            files.iter().map(|file| errors(&tables.collection.files[*file].findings).count()).sum::<usize>()
                + usize::from(files.len() > 1);
        let names: Vec<&str> = files
            .iter()
            .map(|file| {
                let name = tables.collection.files[*file].name.as_str();
                name.rsplit(['/', '\\']).next().unwrap_or(name)
            })
            .collect();
        put_row(
            &mut list,
            row,
            &[of.code.to_owned(), of.name.to_owned(), count.to_string(), names.join("、")],
        );
    }
    list
}

fn faults(units: &[usize], tables: &Tables<'_>) -> Sheet {
    let mut list = sheet("问题", &[CODE, UNIT, "位置", "问题", "怎样改"].map(str::to_owned));
    let mut row = 1;
    for number in units {
        let of = make::unit(tables.roster, tables.columns, *number);
        let files = state_files(&tables.collection.units[*number]);
        let mut put = |place: &str, message: &str, cure: &str| {
            put_row(&mut list, row, &[of.code, of.name, place, message, cure].map(str::to_owned));
            row += 1;
        };
        if files.len() > 1 {
            let message = format!("报了{}份", files.len());
            put("—", &message, "说明以哪一份为准");
        }
        for file in files {
            for told in errors(&tables.collection.files[file].findings) {
                let place = tables.place(told);
                let place = place.rsplit('!').next().unwrap_or(&place);
                put(if place.is_empty() { "—" } else { place }, &told.message, &told.hints.join("；"));
            }
        }
    }
    list
}

fn workbook(
    notice: Notice,
    form: &EntryForm,
    (data, register): (Option<&str>, &str),
    unit: &str,
    has_codes: bool,
) -> String {
    let text = |words: &str| Plain::Text(words.to_owned());
    let map = |entries: Vec<(&str, Plain)>| {
        Plain::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let mut entries: Vec<(&str, Plain)> = Vec::new();
    match data {
        Some(way) => entries.push(("引用", text(way))),
        None => entries.push(("单位", map(vec![("名称", text(unit))]))),
    }
    let key = if has_codes { CODE } else { UNIT };
    let mut plan = vec![("单位列", text(UNIT))];
    if has_codes {
        plan.push(("编码列", text(CODE)));
    }
    let reminder = form.reminder.as_ref();
    let number = reminder.and_then(|reminder| reminder.number.as_ref());
    if number.is_some_and(|number| Pattern::of(&number.text, number.span).is_some()) {
        plan.push(("编号", map(vec![("登记簿", text(register))])));
    }
    if notice == Notice::Return {
        plan.push(("列", Plain::List(["文件", "问题数"].map(text).to_vec())));
    }
    entries.push(("名册", map(plan)));
    if notice == Notice::Return {
        // What is quoted from returns is as it came.
        let off = ["A10", "A11", "F", "G"]
            .map(|rule| map(vec![("规则", text(rule)), ("理由", text("照引交回来的表"))]));
        entries.push(("检查", map(vec![("不查", Plain::List(off.to_vec()))])));
    }
    let name = format!("《{}》", form.name);
    let day = reminder.and_then(|reminder| reminder.date);
    // With neither head nor signature, which a day belongs to, the text says who asks.
    let to = if number.is_none() && day.is_none() { unit } else { "" };
    let until = reminder.and_then(|reminder| reminder.deadline.as_ref()).map(Moment::in_words);
    let (title, lines) = match notice {
        Notice::Return => {
            let again = until
                .map_or_else(|| format!("改正后重新报送{to}"), |day| format!("改正后于{day}前重新报送{to}"));
            entries.push((
                "台账",
                Plain::List(vec![map(vec![
                    ("名称", text("问题")),
                    ("文件", text(FAULTS)),
                    ("单位列", text(key)),
                ])]),
            ));
            let columns = ["序号", "位置", "问题", "怎样改"].map(text).to_vec();
            let source =
                map(vec![("台账", text("问题")), ("列", Plain::List(columns)), ("合计", text("否"))]);
            let widths = ["2", "3", "9", "9"].map(text).to_vec();
            let table =
                map(vec![("名称", text("需要修改的地方")), ("取自", source), ("列宽", Plain::List(widths))]);
            entries.push(("表", Plain::List(vec![table])));
            (
                format!("关于修改{name}的通知"),
                vec![
                    format!(
                        "你单位报送的{name}（文件名：【文件】）有【问题数】处需要核实、修改，见下表。请{again}。"
                    ),
                    "见表：需要修改的地方".to_owned(),
                ],
            )
        }
        Notice::Remind => {
            let due = form.deadline.as_ref().map_or_else(
                || format!("至今没有收到你单位的{name}。"),
                |day| format!("{name}要求{day}报齐，至今没有收到你单位的。"),
            );
            let again = match (until, to) {
                (Some(day), to) => format!("请抓紧填报，于{day}前报送{to}。"),
                (None, "") => "请抓紧填报。".to_owned(),
                (None, to) => format!("请抓紧填好，报送{to}。"),
            };
            (format!("关于报送{name}的催报通知"), vec![format!("{due}{again}")])
        }
    };
    // Its text is its own: nothing of what the workbook says for other documents belongs in it.
    let carrier = if number.is_some() { "通知" } else { "无" };
    let mut order = vec![("文种", text("其他公文")), ("载体", text(carrier)), ("标题", text(&title))];
    order.extend(number.map(|number| ("发文字号", text(&number.text))));
    order.push(("主送机关", text(&format!("【{UNIT}】"))));
    if let Some(day) = day {
        let day = written_day(day);
        order.push(("成文日期", text(&day)));
        if number.is_some() {
            order.push(("印发", map(vec![("日期", text(&day))])));
        } else {
            order.push(("署名", text(unit)));
        }
    }
    order.push(("附件", text("无")));
    let section = map(vec![("标题", text("无")), ("正文", Plain::Text(lines.join("\n")))]);
    order.push(("章节", Plain::List(vec![section])));
    entries.push(("文稿", Plain::List(vec![map(order)])));
    let written: Vec<String> =
        entries.iter().map(|(key, value)| spelling::after_key(key, value, 0)).collect();
    let command = format!("gongwen batch {WORKBOOK} --roster {ROSTER} -o .");
    format!(
        "# 由 gongwen collect read 写成。改了以后在这个文件夹里运行：{command}\n\n{}\n",
        written.join("\n\n")
    )
}
