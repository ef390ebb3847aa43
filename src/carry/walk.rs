//! A tree of last year → what is to be done to its text, in order, and what is to be told of each place.
//!
//! Paths are those of the text as it stands after all that was listed before.

use std::collections::{BTreeMap, BTreeSet};

use crate::carry::dates::Asked;
use crate::carry::keys::{self, Manner};
use crate::carry::lines::{self, facts_of, shown};
use crate::carry::{Years, dates};
use crate::diag::diagnostic::Span;
use crate::diag::sources::SourceId;
use crate::model::ledger::lists_ledgers;
use crate::model::{blank, date, number};
use crate::source::edit::{self, Plain, Step};
use crate::source::node::{Node, Value, trim};

/// One thing to be done and told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Where.
    pub path: Vec<Step>,
    /// What is done there; `None` if it stays.
    pub deed: Option<Deed>,
    /// What is told, each of a line of its text, from 0; nothing of what belongs to another act.
    pub notes: Vec<(usize, Note)>,
}

/// A change of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// It becomes this.
    Set(Plain),
    /// It goes.
    Remove,
    /// This comes into the list, before the item with this number or at the end.
    Insert(usize, Plain),
}

/// What is told of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Days of a line were moved.
    Moved {
        /// As they were.
        old: String,
        /// As they are.
        new: String,
        /// What is to be looked at.
        told: Vec<String>,
    },
    /// Somebody is to fill it in.
    Blank(String),
    /// It stayed as last year wrote it; a piece of it.
    Kept(String),
    /// Rows of last year that did not come along.
    Emptied(usize),
}

/// What is known besides the tree.
pub struct Known<'a> {
    /// From which year to which.
    pub years: Years,
    /// What was reached of each 指标 by its name: `5120人次`.
    pub reached: &'a BTreeMap<String, String>,
    /// Names of papers and tables, as the whole workbook has them.
    pub names: &'a Names,
}

/// Names that a workbook gives.
#[derive(Debug, Default)]
pub struct Names {
    /// Papers that are made anew of it: its titles, what they issue, its attachments.
    pub own: BTreeSet<String>,
    /// Tables and charts, which are last year's and keep their names.
    pub tables: BTreeSet<String>,
}

impl Names {
    /// Those of a workbook.
    pub fn of(tree: &Node) -> Self {
        let mut names = Self::default();
        for key in ["表", "图"] {
            names
                .tables
                .extend(items(tree.get(key)).filter_map(|one| text_of(one.get("名称"))).map(str::to_owned));
        }
        names
            .own
            .extend(items(tree.get("附件")).filter_map(|one| text_of(one.get("名称"))).map(str::to_owned));
        for title in items(tree.get("文稿")).filter_map(|order| text_of(order.get("标题"))) {
            // A report of last year that a text names is not the one that is made anew.
            if !keys::is_report(title) {
                names.own.insert(title.to_owned());
            }
            for (at, quote) in title.match_indices('《') {
                let issued = ["印发", "发布", "公布", "修订"].iter().any(|word| title[..at].ends_with(word));
                let name = title[at + quote.len()..].split_once('》').filter(|_| issued);
                names.own.extend(name.map(|(name, _)| name.to_owned()));
            }
        }
        names
    }
}

fn items(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    match node.map(|node| (node, &node.value)) {
        Some((_, Value::List(items))) => items.as_slice(),
        Some((node, _)) => std::slice::from_ref(node),
        None => &[],
    }
    .iter()
}

/// What is to be done to a workbook, or to a file that it 引用s.
pub fn acts(tree: &Node, known: &Known<'_>) -> Vec<Act> {
    let mut walk = Walk { known, acts: Vec::new(), issued: None, free: false };
    walk.workbook(tree, &[]);
    walk.acts
}

/// A shorter text with a figure from the ledger (`共举办讲座【…】场。`) says nothing but the figure, which follows the new rows.
const RECKONED: usize = 60;

/// What a clerk writes in the places to be filled in.
const RESULT: &str = "今年的完成情况";
const MENDED: &str = "这个问题的整改情况";

struct Walk<'a> {
    known: &'a Known<'a>,
    acts: Vec<Act>,
    /// The day of the 文稿 that is gone through.
    issued: Option<date::Date>,
    /// In prose that may tell anything, not only what is planned.
    free: bool,
}

fn key(path: &[Step], key: &str) -> Vec<Step> {
    [path, &[Step::Key(key.to_owned())]].concat()
}

fn item(path: &[Step], at: usize) -> Vec<Step> {
    [path, &[Step::Item(at)]].concat()
}

fn text_of(node: Option<&Node>) -> Option<&str> {
    match &node?.value {
        Value::Scalar(scalar) => Some(trim(&scalar.text)),
        _ => None,
    }
}

impl Walk<'_> {
    fn put(&mut self, path: Vec<Step>, deed: Option<Deed>, note: Option<Note>) {
        self.acts.push(Act { path, deed, notes: note.map(|note| (0, note)).into_iter().collect() });
    }

    fn asked(&self, manner: dates::Manner) -> Asked<'_> {
        Asked { years: self.known.years, manner, own: &self.known.names.own }
    }

    fn blank(&mut self, path: Vec<Step>, what: &str) {
        let deed = Deed::Set(Plain::Text(blank::written(what)));
        self.put(path, Some(deed), Some(Note::Blank(what.to_owned())));
    }

    fn workbook(&mut self, tree: &Node, path: &[Step]) {
        let Value::Map(entries) = &tree.value else { return };
        for (name, value) in entries {
            let path = key(path, &name.text);
            match name.text.as_str() {
                "引用" | "检查" => {}
                "台账" => self.ledgers(value, &path),
                "工作目标" => self.goals(value, &path),
                "数字" => self.figures(value, &path),
                "存在问题" => self.problems(value, &path),
                "下步打算" if list(value, &path).is_some() => {}
                "文稿" => self.orders(value, &path),
                other => {
                    let free = std::mem::replace(&mut self.free, keys::is_free(other));
                    self.texts(value, &path, other, keys::of(other));
                    self.free = free;
                }
            }
        }
        self.next_plans(tree, path);
    }

    /// All texts of a value.
    fn texts(&mut self, node: &Node, path: &[Step], name: &str, manner: Manner) {
        if keys::is_silent(name) {
            return;
        }
        match &node.value {
            Value::Scalar(scalar) => self.text(&scalar.text, path, name, manner),
            Value::List(items) if name == "行" => self.table(items, path),
            Value::List(items) => {
                for (at, one) in items.iter().enumerate() {
                    self.texts(one, &item(path, at), name, manner);
                }
            }
            Value::Map(entries) => {
                let apart = self.is_apart(node);
                for (inner, value) in entries {
                    let path = key(path, &inner.text);
                    if apart && keys::is_end(&inner.text) {
                        self.put(path, None, text_of(Some(value)).map(|text| Note::Kept(text.to_owned())));
                        continue;
                    }
                    if dates::speaks_of(&inner.text, self.known.years) {
                        self.put(path.clone(), None, Some(Note::Kept(inner.text.clone())));
                    }
                    match (inner.text.as_str(), text_of(Some(value))) {
                        // What is reckoned follows the new ledger.
                        ("完成情况", Some(text)) if text.contains('【') => {}
                        ("完成情况", Some(_)) => self.blank(path, RESULT),
                        ("发文字号", Some(text)) if name == "催办" => self.number(text, path),
                        (inner, _) => self.texts(value, &path, inner, keys::within(inner, manner)),
                    }
                }
            }
            Value::Null | Value::Table(_) | Value::Picture(_) => {}
        }
    }

    fn text(&mut self, text: &str, path: &[Step], name: &str, manner: Manner) {
        let is_name = name != "名称" && self.known.names.tables.contains(text.trim());
        if blank::stands_in(text) || is_name || is_reference(text) {
            return;
        }
        let years = self.known.years;
        let is_day = keys::is_date(name);
        if manner != Manner::Planned && !is_day {
            let facts = dates::speaks_of(text, years) || !facts_of(text).is_empty();
            // A name alone is no account.
            let reckoned = text.contains('【') && text.chars().count() < RECKONED;
            let account = manner == Manner::Done && !reckoned && (text.contains('。') || text.contains('\n'));
            if facts || account {
                self.put(path.to_vec(), None, Some(Note::Kept(shown(text))));
            }
            return;
        }
        let manner = match name {
            _ if is_day => dates::Manner::Day,
            _ if keys::is_name(name) => dates::Manner::Title,
            _ if self.free => dates::Manner::Any(self.issued),
            _ => dates::Manner::Plan,
        };
        let (new, mut notes) = lines::moved(text, &self.asked(manner));
        if let Some(Note::Moved { told, .. }) = notes.first_mut().map(|(_, note)| note) {
            told.extend(rest_day(&new).filter(|_| keys::is_day_of_work(name)));
        }
        if !notes.is_empty() {
            let deed = (new != text).then_some(Deed::Set(Plain::Text(new)));
            self.acts.push(Act { path: path.to_vec(), deed, notes });
        }
    }

    /// Whether 起 and 止 are years apart, so that moving one of them would make the time another.
    fn is_apart(&self, node: &Node) -> bool {
        let of = |key: &str| text_of(node.get(key)).map(dates::years_of).unwrap_or_default();
        let ends = |from: &str, to: &str| {
            let years = [of(from), of(to)].concat();
            !of(from).is_empty()
                && !of(to).is_empty()
                && !years.iter().all(|year| self.known.years.near(*year))
        };
        ends("起", "止") || ends("起始日期", "截止日期")
    }

    /// The rows of a table: the first that has figures or years of last year stands for all.
    fn table(&mut self, rows: &[Node], path: &[Step]) {
        let facts: Vec<(usize, String)> =
            rows.iter().enumerate().filter_map(|(at, row)| Some((at, self.fact_in(row, at)?))).collect();
        if let Some((at, words)) = facts.first() {
            let more =
                if facts.len() > 1 { format!("（这样的共{}行）", facts.len()) } else { String::new() };
            self.put(item(path, *at), None, Some(Note::Kept(format!("{words}{more}"))));
        }
    }

    /// A piece of a row that carries last year's facts. Its number in the table is none.
    fn fact_in(&self, node: &Node, row: usize) -> Option<String> {
        match &node.value {
            Value::Scalar(scalar) => {
                let text = trim(&scalar.text);
                let bare = text.chars().any(|c| c.is_ascii_digit()) && text.parse::<usize>() != Ok(row + 1);
                (bare || dates::speaks_of(text, self.known.years)).then(|| shown(text))
            }
            Value::List(items) => items.iter().find_map(|item| self.fact_in(item, row)),
            Value::Map(entries) => entries.iter().find_map(|(_, value)| self.fact_in(value, row)),
            Value::Null | Value::Table(_) | Value::Picture(_) => None,
        }
    }

    /// 数字: formulas move their days, numbers are last year's.
    fn figures(&mut self, node: &Node, path: &[Step]) {
        let Value::Map(entries) = &node.value else { return };
        for (name, value) in entries {
            let path = key(path, &name.text);
            let (path, formula) = match &value.value {
                Value::Map(_) => (key(&path, "算式"), text_of(value.get("算式"))),
                _ => (path, text_of(Some(value))),
            };
            let Some(formula) = formula else { continue };
            let (new, notes) = lines::moved(formula, &self.asked(dates::Manner::Day));
            if number::parse(formula).is_some() || formula.starts_with(|c: char| c.is_ascii_digit()) {
                let kept = format!("{}：{formula}", name.text);
                self.put(path, None, Some(Note::Kept(kept)));
            } else if !notes.is_empty() {
                let deed = (new != formula).then_some(Deed::Set(Plain::Text(new)));
                self.acts.push(Act { path, deed, notes });
            }
        }
    }

    /// 工作目标: last year's targets are no targets of this year.
    fn goals(&mut self, node: &Node, path: &[Step]) {
        let Value::Map(entries) = &node.value else {
            return self.texts(node, path, "工作目标", Manner::Planned);
        };
        for (name, value) in entries {
            let path = key(path, &name.text);
            match (&*name.text, &value.value) {
                ("指标", Value::List(items)) => {
                    for (at, one) in items.iter().enumerate() {
                        self.indicator(one, &item(&path, at));
                    }
                }
                ("指标", _) => self.indicator(value, &path),
                ("基本完成线", _) => {}
                (name, _) => self.texts(value, &path, name, Manner::Planned),
            }
        }
    }

    fn indicator(&mut self, node: &Node, path: &[Step]) {
        let unit = text_of(node.get("计量单位")).unwrap_or_default();
        let target = text_of(node.get("目标值")).filter(|target| !blank::stands_in(target));
        let done = text_of(node.get("完成值"));
        let literal = done.filter(|done| number::parse(done).is_some());
        if let Some(target) = target {
            let name = text_of(node.get("指标")).unwrap_or_default();
            let reached = literal.map(|done| format!("{done}{unit}"));
            // What a document has of its own is no view of the ledger: the plan that last year made for this year.
            let is_own = path.iter().any(|step| *step == Step::Key("资料".to_owned()));
            let known = || self.known.reached.get(name).filter(|_| !is_own).cloned();
            let reached = reached.or_else(known);
            let reached = reached.map_or(String::new(), |reached| format!("，完成{reached}"));
            self.blank(key(path, "目标值"), &format!("今年的目标值，去年目标{target}{unit}{reached}"));
        }
        if literal.is_some() {
            self.put(key(path, "完成值"), Some(Deed::Remove), None);
        }
        for name in ["指标", "基数"] {
            if let Some(value) = node.get(name) {
                self.texts(value, &key(path, name), name, Manner::Planned);
            }
        }
    }

    /// 存在问题: each is to be followed by what became of it.
    fn problems(&mut self, node: &Node, path: &[Step]) {
        self.texts(node, path, "存在问题", Manner::Done);
        // A place that is there already stays one.
        let is_blank = |act: &Act| act.notes.iter().any(|(_, note)| matches!(note, Note::Blank(_)));
        self.acts.retain(|act| !is_blank(act) || !act.path.starts_with(path));
        if let Some((items, path)) = list(node, path) {
            for (at, one) in items.iter().enumerate() {
                let path = item(&path, at);
                match &one.value {
                    Value::Scalar(scalar) if !blank::stands_in(&scalar.text) => {
                        let entry = |key: &str, text: String| (key.to_owned(), Plain::Text(text));
                        let whole = vec![
                            entry("名称", scalar.text.clone()),
                            entry("完成情况", blank::written(MENDED)),
                        ];
                        self.acts.retain(|act| act.path != path);
                        self.put(path.clone(), Some(Deed::Set(Plain::Map(whole))), None);
                        self.put(key(&path, "名称"), None, Some(Note::Kept(shown(&scalar.text))));
                        self.put(key(&path, "完成情况"), None, Some(Note::Blank(MENDED.to_owned())));
                    }
                    Value::Map(_) => self.blank(key(&path, "完成情况"), MENDED),
                    _ => {}
                }
            }
            return;
        }
        let what = "上述问题的整改情况";
        let (node, path) = match node.get("正文") {
            Some(text) => (text, key(path, "正文")),
            None => (node, path.to_vec()),
        };
        match &node.value {
            Value::Scalar(scalar) if !blank::stands_in(&scalar.text) => {
                let text = format!("{}\n{}", scalar.text.trim_end(), blank::written(what));
                self.put(path, Some(Deed::Set(Plain::Text(text))), Some(Note::Blank(what.to_owned())));
            }
            Value::List(items) if !edit::plain(node).mentions(&blank::written(what)) => {
                let line = Plain::Text(blank::written(what));
                let note = Some(Note::Blank(what.to_owned()));
                self.put(path.clone(), Some(Deed::Insert(items.len(), line)), None);
                self.put(item(&path, items.len()), None, note);
            }
            _ => {}
        }
    }

    /// 下步打算 of last year are offered as 重点任务 of this year, and those of this year are asked for.
    fn next_plans(&mut self, tree: &Node, path: &[Step]) {
        const WHAT: &str = "今年的下步打算";
        let plans = key(path, "下步打算");
        let Some((items, plans)) = tree.get("下步打算").and_then(|node| list(node, &plans)) else {
            return;
        };
        if items.iter().all(|one| edit::plain(one).mentions("【待填")) {
            return;
        }
        let tasks = key(path, "重点任务");
        let values: Vec<Plain> = items.iter().map(task).collect();
        let (tasks, from) = match tree.get("重点任务") {
            None => {
                self.put(tasks.clone(), Some(Deed::Set(Plain::List(values.clone()))), None);
                (tasks, 0)
            }
            Some(node) => {
                let Some((known, tasks)) = list(node, &tasks) else {
                    // Tasks in one piece of text: nobody can put an item into it.
                    for (at, one) in items.iter().enumerate() {
                        self.texts(one, &item(&plans, at), "下步打算", Manner::Done);
                    }
                    return;
                };
                for (at, value) in values.iter().enumerate() {
                    let at = known.len() + at;
                    self.put(tasks.clone(), Some(Deed::Insert(at, value.clone())), None);
                }
                (tasks, known.len())
            }
        };
        for (at, value) in values.iter().enumerate() {
            let path = item(&tasks, from + at);
            let Plain::Map(entries) = value else { continue };
            let name = entries.iter().find_map(|(key, value)| match value {
                Plain::Text(text) if key == "名称" => Some(text.clone()),
                _ => None,
            });
            let kept = format!("去年的下步打算，作今年的重点任务：{}", name.unwrap_or_default());
            self.put(key(&path, "名称"), None, Some(Note::Kept(kept)));
            for (inner, value) in entries.iter().filter(|(inner, _)| inner != "名称") {
                let text = match value {
                    Plain::Text(text) => text.as_str(),
                    _ => "",
                };
                if dates::speaks_of(text, self.known.years) {
                    self.put(key(&path, inner), None, Some(Note::Kept(shown(text))));
                }
            }
            self.put(key(&path, "完成情况"), None, Some(Note::Blank(RESULT.to_owned())));
        }
        let list = Plain::List(vec![Plain::Text(blank::written(WHAT))]);
        self.put(plans.clone(), Some(Deed::Set(list)), None);
        self.put(item(&plans, 0), None, Some(Note::Blank(WHAT.to_owned())));
    }

    /// 台账 in the data: the columns stay, the rows go. Those in files are another's business.
    fn ledgers(&mut self, node: &Node, path: &[Step]) {
        match &node.value {
            Value::List(items) if lists_ledgers(items) => {
                for (at, one) in items.iter().enumerate() {
                    if let Some(rows) = one.get("行") {
                        self.rows(rows, &key(&item(path, at), "行"));
                    }
                }
            }
            Value::List(_) => self.rows(node, path),
            Value::Map(_) => {
                if let Some(rows) = node.get("行") {
                    self.rows(rows, &key(path, "行"));
                }
            }
            _ => {}
        }
    }

    fn rows(&mut self, node: &Node, path: &[Step]) {
        let Value::List(items) = &node.value else { return };
        let mut columns: Vec<(String, Plain)> = Vec::new();
        for one in items {
            let Value::Map(entries) = &one.value else { continue };
            for (name, _) in entries {
                if columns.iter().all(|(known, _)| *known != name.text) {
                    columns.push((name.text.clone(), Plain::Text(String::new())));
                }
            }
        }
        let row = Plain::List(vec![Plain::Map(columns)]);
        if edit::plain(node) != row {
            self.put(path.to_vec(), Some(Deed::Set(row)), Some(Note::Emptied(items.len())));
        }
    }

    fn orders(&mut self, node: &Node, path: &[Step]) {
        match &node.value {
            Value::List(items) => {
                for (at, one) in items.iter().enumerate() {
                    self.order(one, &item(path, at));
                }
            }
            _ => self.order(node, path),
        }
    }

    fn order(&mut self, node: &Node, path: &[Step]) {
        let Value::Map(entries) = &node.value else { return };
        let own = if reports(node) { Manner::Done } else { Manner::Planned };
        let issued = text_of(node.get("成文日期")).and_then(|text| date::parse(text, node.span).ok());
        let issued = issued.filter(|moment| moment.precision == date::Precision::Day);
        self.issued = issued.map(|moment| date::Date { day: moment.first, span: node.span });
        for (name, value) in entries {
            let path = key(path, &name.text);
            match (name.text.as_str(), text_of(Some(value))) {
                ("发文字号", Some(text)) => self.number(text, path),
                ("资料", _) => self.workbook(value, &path),
                ("章节", _) => {
                    self.free = true;
                    self.texts(value, &path, "章节", own);
                    self.free = false;
                }
                (name, _) => self.texts(value, &path, name, keys::within(name, Manner::Planned)),
            }
        }
        self.issued = None;
    }

    /// 发文字号: this year's year; the serial is not known yet.
    fn number(&mut self, text: &str, path: Vec<Step>) {
        if blank::stands_in(text) {
            return;
        }
        let years = self.known.years;
        let parts = text.split_once('〔').and_then(|(code, rest)| {
            let (year, serial) = rest.split_once('〕')?;
            Some((code, year.trim().parse::<i32>().ok()?, serial))
        });
        let what = format!("顺序号，去年的是{text}");
        let put = |walk: &mut Self, new: String, what: String| {
            walk.put(path.clone(), Some(Deed::Set(Plain::Text(new))), Some(Note::Blank(what)));
        };
        match parts {
            Some((code, year, serial)) if years.near(year) => {
                let year = year + years.by();
                if serial.contains('【') {
                    let new = format!("{code}〔{year}〕{serial}");
                    let note = Note::Moved { old: text.to_owned(), new: new.clone(), told: Vec::new() };
                    self.put(path, Some(Deed::Set(Plain::Text(new))), Some(note));
                } else {
                    put(self, format!("{code}〔{year}〕{}号", blank::written("顺序号")), what);
                }
            }
            _ if text.starts_with('第') => {
                let unit = text.chars().next_back().filter(|c| !c.is_ascii_digit()).unwrap_or('号');
                put(self, format!("第{}{unit}", blank::written("顺序号")), what);
            }
            _ => self.put(path, None, Some(Note::Kept(text.to_owned()))),
        }
    }
}

/// An item of 下步打算 as a 重点任务. Its days stay: what last year meant to do next is meant for this year.
fn task(node: &Node) -> Plain {
    let mut entries = match edit::plain(node) {
        Plain::Map(entries) => entries,
        other => vec![("名称".to_owned(), other)],
    };
    entries.retain(|(key, _)| key != "完成情况");
    entries.push(("完成情况".to_owned(), Plain::Text(blank::written(RESULT))));
    Plain::Map(entries)
}

/// Whether an order makes what tells of last year, by its kind, its carrier or its title.
fn reports(node: &Node) -> bool {
    let text = |key: &str| text_of(node.get(key)).unwrap_or_default();
    keys::of_kind(text("文种")) == Manner::Done
        || keys::of_kind(text("载体")) == Manner::Done
        || keys::is_report(text("标题"))
}

/// Whether a text sets a table or a chart in its place: `见表：表1`.
fn is_reference(text: &str) -> bool {
    ["见表：", "见图：", "见表:", "见图:"].iter().any(|word| text.trim().starts_with(word))
        && text.trim().lines().count() == 1
}

/// The items of a section in its short or its long form, and their path.
fn list<'n>(node: &'n Node, path: &[Step]) -> Option<(&'n [Node], Vec<Step>)> {
    match (&node.value, node.get("条目").map(|node| &node.value)) {
        (Value::List(items), _) => Some((items, path.to_vec())),
        (_, Some(Value::List(items))) => Some((items, key(path, "条目"))),
        _ => None,
    }
}

/// A day of the new year that is no working day.
fn rest_day(text: &str) -> Option<String> {
    let span = Span { source: SourceId(0), start: 0, end: 0 };
    let moment = date::parse(text, span).ok().filter(|moment| moment.precision == date::Precision::Day)?;
    let day = date::weekday(moment.first);
    matches!(day, '六' | '日').then(|| format!("是星期{day}，请核对"))
}
