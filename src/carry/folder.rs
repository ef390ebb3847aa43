//! The files that a workbook is made of → those of the new one: the workbook, what it 引用s, its ledgers without their rows, pictures,
//! templates and house styles of its own.
//!
//! What lies outside the workbook's folder is shared with others and stays where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use crate::carry::ledger::{self, Head};
use crate::carry::paths::{self, Named, way};
use crate::carry::walk::{self, Act, Deed, Known, Names};
use crate::carry::write::{self, Told};
use crate::carry::{YEARS, Years, keys, year};
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::figure::book::Book;
use crate::figure::evaluate::{self, Reckoner};
use crate::figure::goals;
use crate::model::form::Collected;
use crate::model::ledger::items;
use crate::model::period::Period;
use crate::model::workbook::Workbook;
use crate::pipeline::{self, Data, file_fault, file_place, plain};
use crate::source::edit::{self, Plain};
use crate::source::node::{Node, Value, trim};
use crate::source::table::Records;
use crate::world::{Kind, World};

/// A new folder, not written yet.
#[derive(Debug)]
pub struct Carried {
    /// From which year to which.
    pub years: Years,
    /// The files with their paths; the workbook is the first.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// What is told of each text that was changed: its path, and its lines.
    pub texts: Vec<(PathBuf, Vec<Told>)>,
    /// What became of ledgers and other files, a line each.
    pub others: Vec<String>,
}

/// Carries the workbook `last` over to a year, into a folder. `None` if it cannot be; why is in `findings`.
pub fn carry(
    last: &Path,
    folder: &Path,
    new: i32,
    world: &dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Carried> {
    let data = pipeline::read(world, last, sources, findings)?;
    if findings.has_errors() {
        return None;
    }
    let years = years(&data, last, new, findings)?;
    let workbook = pipeline::model(&data, &mut Findings::default());
    let reached = workbook.as_ref().map(reached).unwrap_or_default();
    let old = plain(last.parent().unwrap_or(Path::new("")));
    let mut all = Folder {
        old,
        new: plain(folder),
        world,
        done: BTreeSet::new(),
        trees: Vec::new(),
        unread: Vec::new(),
        carried: Carried::new(years),
    };
    let names = Names::of(&data.node);
    let known = Known { years, reached: &reached, names: &names };
    all.text(&plain(last), true, &known, sources);
    for path in &data.included {
        all.text(path, false, &known, sources);
    }
    all.ledgers(&data.node, sources);
    for (folder, tree) in std::mem::take(&mut all.trees) {
        all.named(&tree, &folder);
    }
    for folder in ["templates", "版式"] {
        let folder = all.old.join(folder);
        if world.kind(&folder) == Kind::Folder {
            all.copy_all(&folder);
        }
    }
    // A folder that is carried over in part is worse than none.
    let is_whole = all.unread.is_empty();
    all.unread.into_iter().for_each(|fault| findings.push(fault));
    is_whole.then_some(all.carried)
}

/// From which year to which, if the first can be told and is before the second.
fn years(data: &Data, path: &Path, new: i32, findings: &mut Findings) -> Option<Years> {
    let Some(old) = year::of(&data.node) else {
        let message = format!("看不出“{}”是哪一年的", path.display());
        findings.push(
            Diagnostic::error("year-unknown", file_place(path), message)
                .hint("在去年的资料里写上“成文日期”，或者活动的“起”“止”，再做一次"),
        );
        return None;
    };
    if !YEARS.contains(&new) {
        let (first, last) = (YEARS.start(), YEARS.end());
        let message = format!("--year {new} 不是能用的年份");
        findings.push(
            Diagnostic::error("year-not-usable", Place::Nowhere, message).hint(format!(
                "写新资料的年份，四位数，{first}到{last}，例如 --year {}",
                (old + 1).min(*last)
            )),
        );
        return None;
    }
    if old >= new {
        let message = format!("“{}”是{old}年的，不早于 --year {new}", path.display());
        findings.push(
            Diagnostic::error("year-not-later", file_place(path), message)
                .hint(format!("--year 写新资料的年份，例如 --year {}", old + 1)),
        );
        return None;
    }
    Some(Years { old, new })
}

/// What was reached of each 指标.
fn reached(workbook: &Workbook) -> BTreeMap<String, String> {
    let book = Book::new(workbook, None, Period::default());
    let indicators = book.indicators.iter();
    indicators
        .filter_map(|indicator| {
            let (done, _) = goals::done(&mut Reckoner::new(&book), indicator).ok()?;
            let unit = if done.percent { "%" } else { &done.unit };
            let value = evaluate::rounded(done.value, 2).normalize();
            Some((indicator.name.text.clone(), format!("{value}{unit}")))
        })
        .collect()
}

impl Carried {
    fn new(years: Years) -> Self {
        Self { years, files: Vec::new(), texts: Vec::new(), others: Vec::new() }
    }
}

struct Folder<'a> {
    old: PathBuf,
    new: PathBuf,
    world: &'a dyn World,
    /// Files of last year that were dealt with.
    done: BTreeSet<PathBuf>,
    /// The texts as trees, each with its folder.
    trees: Vec<(PathBuf, Node)>,
    /// What could not be read.
    unread: Vec<Diagnostic>,
    carried: Carried,
}

impl Folder<'_> {
    /// Where a file of last year's folder goes; `None` if it lies outside.
    fn target(&self, path: &Path) -> Option<PathBuf> {
        let below = path.strip_prefix(&self.old).ok();
        let below = below.filter(|below| !below.components().any(|part| part == Component::ParentDir));
        below.map(|below| plain(&self.new.join(below)))
    }

    /// What is to be done to the paths of a text that lead to files which do not come along.
    fn outside(&mut self, tree: &Node, old: &Path, new: &Path) -> Vec<Act> {
        let mut acts = Vec::new();
        for Named { at, key, text } in paths::of(tree) {
            let path = plain(&old.join(&text));
            let sure = matches!(key.as_str(), "引用" | "登记簿" | "版式");
            if Path::new(&text).is_absolute()
                || self.target(&path).is_some()
                || !sure && self.world.kind(&path) == Kind::Missing
            {
                continue;
            }
            let what = match key.as_str() {
                "引用" => "，里面的日期没有改",
                "台账" => "，里面还是去年的行",
                "上期" => "，它是去年的上期，今年请写去年的台账",
                _ => "",
            };
            let told = format!("{key}“{text}”在去年资料的文件夹外面，没有带过来{what}；");
            let Some(way) = way(new, &path) else {
                self.carried
                    .others
                    .push(format!("{told}新资料里照去年的写着，找不到这个文件，请改成它的路径"));
                continue;
            };
            self.carried.others.push(format!("{told}新资料里的路径改成“{way}”"));
            acts.push(Act { path: at, deed: Some(Deed::Set(Plain::Text(way))), notes: Vec::new() });
        }
        acts
    }

    fn text(&mut self, path: &Path, is_first: bool, known: &Known<'_>, sources: &Sources) {
        if !self.done.insert(path.to_path_buf()) {
            return;
        }
        let Some(target) = self.target(path) else { return };
        let source = sources.ids().find(|id| plain(Path::new(sources.name(*id))) == *path);
        let Some(text) = source.map(|id| write::bare(&sources.get(id).text)) else { return };
        let (Some(tree), _) = edit::parse(&text) else { return };
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let new = target.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut acts = self.outside(&tree, &folder, &new);
        acts.extend(walk::acts(&tree, known));
        let written = write::write(&text, acts);
        self.trees.push((folder, tree));
        let mut text = written.text;
        let mut told = written.told;
        if is_first {
            let named = way(&self.new, path).and_then(|way| write::name_last(&text, &way));
            if let Some(named) = named {
                shift(&mut told, &text, &named);
                text = named;
            } else {
                let line = "请在“检查”里写“上年: 去年资料的路径”，gongwen check 才能找出没有改的地方";
                self.carried.others.push(line.to_owned());
            }
        }
        self.carried.files.push((target.clone(), text.into_bytes()));
        self.carried.texts.push((target, told));
    }

    /// Ledgers in files of their own.
    fn ledgers(&mut self, tree: &Node, sources: &Sources) {
        let mut heads: BTreeMap<PathBuf, Vec<Head>> = BTreeMap::new();
        let mut found = Vec::new();
        ledgers_in(tree, &mut found);
        for ledger in found {
            let Some(Value::Table(records)) = ledger.get("行").map(|rows| &rows.value) else { continue };
            let path = plain(Path::new(sources.name(records.span.source)));
            if self.target(&path).is_none() {
                continue;
            }
            if Collected::of(&path).is_some() {
                // An empty one would say that nobody has reported.
                if self.done.insert(path.clone()) {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let told =
                        "是收表做出来的，没有带过来：今年的表收回来以后，运行 gongwen collect read 再做";
                    self.carried.others.push(format!("{name}{told}"));
                }
                continue;
            }
            let end = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
            let count = records.rows.len();
            match end.as_str() {
                "csv" | "txt" => self.csv(&path, records, sources),
                "xlsx" => {
                    self.told_rows(&path, count, true);
                    heads.entry(path).or_default().push(head(ledger, records));
                }
                _ => self.told_rows(&path, count, false),
            }
        }
        for (path, heads) in heads {
            if self.done.insert(path.clone())
                && let (Some(target), Some(bytes)) = (self.target(&path), ledger::heads_as_xlsx(&heads))
            {
                self.carried.files.push((target, bytes));
            }
        }
    }

    fn told_rows(&mut self, path: &Path, count: usize, written: bool) {
        let shown = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        self.carried.others.push(if written {
            format!("{shown}只留表头，去年的{count}行没有带过来")
        } else {
            format!("{shown}没有带过来：打开去年的，删去{count}行内容，留下表头，另存到新文件夹里")
        });
    }

    fn csv(&mut self, path: &Path, records: &Records, sources: &Sources) {
        let Ok(bytes) = self.world.read(path) else { return };
        if !self.done.insert(path.to_path_buf()) {
            return;
        }
        let first = (!records.rows.is_empty()).then(|| records.rows.span(0));
        let head = match first {
            Some(span) => ledger::head_of_csv(
                &bytes,
                sources.line_column(span.source, span.start).line.saturating_sub(1),
            ),
            None => Some(bytes),
        };
        self.told_rows(path, records.rows.len(), head.is_some());
        if let (Some(head), Some(target)) = (head, self.target(path)) {
            self.carried.files.push((target, head));
        }
    }

    /// Files that keys name: pictures, rosters.
    fn named(&mut self, tree: &Node, folder: &Path) {
        for Named { key, text, .. } in paths::of(tree).into_iter().filter(|named| keys::is_file(&named.key)) {
            let path = plain(&folder.join(&text));
            if key == "个别" && self.target(&path).is_some() {
                let told = format!("个别“{text}”照去年的带过来，里面没有改，请核对");
                self.carried.others.push(told);
            }
            if self.world.kind(&path) == Kind::Folder {
                self.copy_all(&path);
            } else {
                self.copy(&path);
            }
        }
    }

    fn copy_all(&mut self, folder: &Path) {
        match self.world.files_under(folder) {
            Ok(files) => files.iter().for_each(|file| self.copy(file)),
            Err(fault) => self.unread.push(file_fault(&fault, folder, file_place(folder))),
        }
    }

    fn copy(&mut self, path: &Path) {
        if self.done.contains(path) || self.world.kind(path) != Kind::File {
            return;
        }
        self.done.insert(path.to_path_buf());
        let Some(target) = self.target(path) else { return };
        match self.world.read(path) {
            Ok(bytes) => self.carried.files.push((target, bytes)),
            Err(fault) => self.unread.push(file_fault(&fault, path, file_place(path))),
        }
    }
}

/// Ledgers, those of 资料 of a 文稿 among them.
fn ledgers_in<'n>(tree: &'n Node, found: &mut Vec<&'n Node>) {
    found.extend(tree.get("台账").map(items).into_iter().flatten());
    if let Some(Node { value: Value::List(orders), .. }) = tree.get("文稿") {
        orders.iter().filter_map(|order| order.get("资料")).for_each(|own| ledgers_in(own, found));
    }
}

fn head(ledger: &Node, records: &Records) -> Head {
    let text = |key: &str| match ledger.get(key).map(|node| &node.value) {
        Some(Value::Scalar(scalar)) => Some(trim(&scalar.text).to_owned()),
        _ => None,
    };
    let row = text("表头行").and_then(|row| row.parse::<u32>().ok()).unwrap_or(1).saturating_sub(1);
    let columns = records.columns.iter().map(|column| match &column.unit {
        Some(unit) => format!("{}（{unit}）", column.name),
        None => column.name.clone(),
    });
    Head { sheet: text("工作表").unwrap_or_else(|| "台账".to_owned()), row, columns: columns.collect() }
}

/// Lines behind one that was put in move down.
fn shift(told: &mut [Told], before: &str, after: &str) {
    let same = before.lines().zip(after.lines()).take_while(|(a, b)| a == b).count();
    let more = after.matches('\n').count() - before.matches('\n').count().min(after.matches('\n').count());
    for told in told.iter_mut().filter(|told| told.line > same) {
        told.line += more;
    }
}
