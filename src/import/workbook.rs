//! A source taken apart → the text of a workbook.

use std::collections::BTreeMap;

use crate::document::chart::ChartKind;
use crate::document::tree::Form;
use crate::import::fields::{self, Depth};
use crate::import::parts::{Document, Part, Piece, Source, Table};
use crate::import::rule;
use crate::paper::Plot;
use crate::paper::end_matter;
use crate::paper::number::{Shape, is_blank};
use crate::paper::recognise;
use crate::source::edit::Plain;
use crate::source::edit::spelling;
use crate::template::library::{Kind, Library};

/// A place of a source that may be written down more finely than as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// What the work is called, in the title of a document.
    Campaign(usize),
    /// Who was at a meeting.
    Meeting(usize),
    /// The whole source as an issue of a bulletin.
    Issue,
    /// A rule that follows a document, or is one: 章 and 条.
    Rule(usize, usize),
    /// A chapter of a document.
    Chapter(usize, usize),
}

/// How a source is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manner {
    /// Its numbers.
    pub numbers: Numbers,
    /// What is written down more finely, and how finely.
    pub fine: BTreeMap<Target, Depth>,
}

impl Manner {
    /// All of it as texts.
    pub fn plain(numbers: Numbers) -> Self {
        Self { numbers, fine: BTreeMap::new() }
    }
}

/// How the numbers of a text are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// A chapter of the workbook for each heading of the first level; the program numbers all of it.
    Chapters,
    /// The same, numbers under the chapters running on.
    RunOn,
    /// The same, numbers in the texts as they are written.
    AsWritten,
    /// One text with all its numbers as they are written.
    Whole,
}

/// What a title ends with: the kind of document, and the 载体 if it is issued by itself.
const KINDS: [(&str, &str, &str); 22] = [
    ("通知", "通知", "通知"),
    ("意见", "指导意见", "意见"),
    ("通报", "情况通报", "通报"),
    ("报告", "报告", "报告"),
    ("请示", "请示", "请示"),
    ("批复", "批复", "批复"),
    ("函", "函", "函"),
    ("决定", "其他公文", "决定"),
    ("决议", "其他公文", "决议"),
    ("公报", "其他公文", "公报"),
    ("公告", "其他公文", "公告"),
    ("通告", "其他公文", "通告"),
    ("议案", "其他公文", "议案"),
    ("方案", "实施方案", ""),
    ("计划", "年度工作计划", ""),
    ("要点", "工作要点", ""),
    ("总结", "工作总结", ""),
    ("办法", "制度", ""),
    ("规定", "制度", ""),
    ("细则", "制度", ""),
    ("规则", "制度", ""),
    ("制度", "制度", ""),
];

/// Kinds that may be issued under 通知, and those that may stand alone.
const CARRIED: [&str; 4] = ["实施方案", "年度工作计划", "工作要点", "制度"];
const ALONE: [&str; 6] = ["实施方案", "年度工作计划", "工作要点", "工作总结", "制度", "指导意见"];

/// What is written down, besides the documents themselves.
#[derive(Default)]
struct Lists {
    /// 附件.
    attachments: Vec<Plain>,
    /// 表.
    tables: Vec<Plain>,
    /// 图.
    charts: Vec<Plain>,
    /// 制度.
    rules: Vec<Plain>,
    /// Fields, and the documents that they are of.
    fields: Vec<(usize, &'static str, Plain)>,
}

/// The workbook of sources, each with the way to write it down.
pub fn write(sources: &[(Source, Manner)], name: &str, library: &Library) -> String {
    if let [(Source { issue: Some(issue), .. }, manner)] = sources
        && manner.fine.contains_key(&Target::Issue)
    {
        let order = map(vec![("文种", text("信息简报")), ("成文日期", text(&issue.date))]);
        let entries = vec![
            ("单位".to_owned(), map(vec![("名称", text(&literal(&issue.publisher)))])),
            ("简报".to_owned(), issue.fields.clone()),
            ("文稿".to_owned(), Plain::List(vec![order])),
        ];
        return finished(&entries, name);
    }
    let mut lists = Lists::default();
    let documents = || {
        sources.iter().flat_map(|(source, manner)| {
            source
                .documents
                .iter()
                .enumerate()
                .map(move |(at, one)| (at, one, source.profile.as_str(), manner))
        })
    };
    let unit = documents().map(|(_, document, ..)| document.unit.as_str()).find(|unit| !unit.is_empty());
    let unit = unit.unwrap_or("某某单位");
    let mut orders = Vec::new();
    for (number, (at, document, profile, manner)) in documents().enumerate() {
        let order = Order { number, at, document, unit, profile, manner, library };
        orders.push(order.entries(&mut lists));
    }
    // The fields of a lone document are those of the workbook: its whole family of papers is made of them.
    let is_alone = orders.len() == 1;
    let mut entries = vec![("单位".to_owned(), map(vec![("名称", text(unit))]))];
    for (number, key, value) in lists.fields {
        if is_alone {
            entries.push((key.to_owned(), value));
            continue;
        }
        let order: &mut Vec<(&str, Plain)> = &mut orders[number];
        match order.iter_mut().find(|(known, _)| *known == "资料") {
            Some((_, Plain::Map(own))) => own.push((key.to_owned(), value)),
            _ => order.insert(2, ("资料", map(vec![(key, value)]))),
        }
    }
    for (key, all) in
        [("制度", lists.rules), ("附件", lists.attachments), ("表", lists.tables), ("图", lists.charts)]
    {
        if !all.is_empty() {
            entries.push((key.to_owned(), Plain::List(all)));
        }
    }
    entries.push(("文稿".to_owned(), Plain::List(orders.into_iter().map(map).collect())));
    finished(&entries, name)
}

/// The text of a workbook with these keys.
fn finished(entries: &[(String, Plain)], name: &str) -> String {
    let written: Vec<String> =
        entries.iter().map(|(key, value)| spelling::after_key(key, value, 0)).collect();
    format!("# 由“{name}”导入。改好以后用 gongwen build 生成。\n\n{}\n", written.join("\n\n"))
}

/// What of a source may be written down more finely.
pub fn targets(source: &Source, library: &Library) -> Vec<Target> {
    let mut targets = Vec::new();
    for (at, document) in source.documents.iter().enumerate() {
        let body = document.body();
        let (kind, _) = kind(document);
        let known = library.kind(kind);
        if campaign(kind, &body.title).is_some() {
            targets.push(Target::Campaign(at));
        }
        if document.form == Some(Form::Minutes)
            && body.text.iter().any(|piece| matches!(piece, Piece::Attendance(_)))
        {
            targets.push(Target::Meeting(at));
        }
        let is_rule = known.is_some_and(Kind::is_rule);
        targets.extend((0..document.following.len()).map(|rule| Target::Rule(at, rule)));
        if is_rule {
            targets.push(Target::Rule(at, document.following.len()));
        }
        let headings = body.text.iter().filter_map(|piece| match piece {
            Piece::Chapter(words, _) => Some(words),
            _ => None,
        });
        let mut seen: Vec<&str> = Vec::new();
        for (number, words) in headings.enumerate() {
            let field = known.and_then(|kind| fields::field(kind, words));
            if let Some((key, _)) = field.filter(|(key, _)| !seen.contains(key)) {
                seen.push(key);
                targets.push(Target::Chapter(at, number + 1));
            }
        }
    }
    targets
}

/// The name of the work that a title is about: `全县基层组织建设年活动实施方案` → `全县基层组织建设年活动`.
fn campaign(kind: &str, title: &str) -> Option<String> {
    const ENDS: [&str; 3] = ["实施方案", "实施意见", "方案"];
    if kind != "实施方案" {
        return None;
    }
    let title = title.rsplit_once("关于").map_or(title, |(_, title)| title);
    let name = ENDS
        .iter()
        .find_map(|end| title.strip_suffix(end))?
        .trim_start_matches("印发")
        .trim_matches(['《', '》', '的']);
    let is_plain = !name.contains(['《', '》', '\n']) && name.chars().count() > 3;
    is_plain.then(|| name.to_owned())
}

/// A text.
pub fn text(text: &str) -> Plain {
    Plain::Text(text.to_owned())
}

/// Keys with values.
pub fn map(entries: Vec<(&str, Plain)>) -> Plain {
    Plain::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Kind and 载体 of a document.
pub fn kind(document: &Document) -> (&'static str, &'static str) {
    let of = |title: &str| {
        let word = recognise::kind_of(title)?;
        KINDS.iter().find(|(end, ..)| word.ends_with(end)).copied()
    };
    match document.form {
        Some(Form::Minutes) if document.is_issued() => return ("会议纪要", "纪要"),
        Some(Form::Order) if document.is_stamped() => {
            return ("命令", "命令");
        }
        Some(Form::Order) => return ("其他公文", "无"),
        _ => {}
    }
    let issued = document.is_issued();
    if let Some(part) = &document.issued {
        let kind = of(&part.title).map_or("其他公文", |(_, kind, _)| kind);
        let kind = if CARRIED.contains(&kind) { kind } else { "其他公文" };
        return (kind, "通知");
    }
    match of(&document.main.title) {
        Some((_, kind, carrier)) if issued && !carrier.is_empty() => {
            let addressed = matches!(carrier, "通知" | "报告" | "函" | "请示" | "批复");
            if addressed && document.main.recipients.is_empty() {
                ("其他公文", "无")
            } else {
                (kind, carrier)
            }
        }
        Some((_, kind, _)) if ALONE.contains(&kind) => (kind, "无"),
        _ => ("其他公文", "无"),
    }
}

/// A document that is to be written down.
struct Order<'a> {
    /// Its number among the 文稿.
    number: usize,
    /// Its number in its source.
    at: usize,
    document: &'a Document,
    unit: &'a str,
    profile: &'a str,
    manner: &'a Manner,
    library: &'a Library,
}

impl Order<'_> {
    /// What a document has around its text.
    fn around(&self, lists: &mut Lists) -> Vec<(&'static str, Plain)> {
        let Order { document, unit, .. } = *self;
        let (kind, carrier) = kind(document);
        let is_issued = carrier != "无";
        let mut entries: Vec<(&'static str, Plain)> = vec![("文种", text(kind)), ("载体", text(carrier))];
        let mut put = |key: &'static str, value: &str| {
            if !value.is_empty() {
                entries.push((key, text(value)));
            }
        };
        let body = document.body();
        if document.issued.is_some() {
            put("载体标题", &literal(&document.main.title));
            let paragraphs: Vec<String> =
                document.main.text.iter().map(|piece| paragraph(piece, lists)).collect();
            put("载体正文", &paragraphs.join("\n"));
        }
        put("标题", &literal(&body.title));
        under_title(body, &mut put);
        put("作者", &literal(&document.author));
        put("版式", self.profile);
        if is_issued {
            put("份号", &document.head.copy_number);
            put("密级", &document.head.secrecy);
            put("紧急程度", &document.head.urgency);
            if matches!(document.head.urgency.as_str(), "特提" | "平急") {
                put("格式", "电报");
            }
            // Units that issue together stand in the mark one below the other.
            let units = document.main.signatures.concat();
            let usual = [format!("{unit}文件"), format!("{units}文件")];
            if !usual.contains(&document.head.mark) {
                put("发文机关标志", &document.head.mark);
            }
            put("发文字号", &document.head.number);
            if document.form == Some(Form::Letter) && carrier != "函" {
                put("格式", "信函");
            }
        }
        if !is_issued {
            put("附件标识", &literal(&document.main.label));
        }
        put("主送机关", &literal(&document.main.recipients));
        if is_issued {
            put("抄送机关", &literal(&document.copies_to));
        }
        if is_issued || ends_well(document) {
            if let Some(date) = end_matter::date(&document.main.date) {
                put("成文日期", &format!("{}-{:02}-{:02}", date.year, date.month, date.day));
            }
            put("附注", &literal(&document.main.remark));
        }
        if is_issued && !document.head.signers.is_empty() {
            entries.push(("签发人", list(&literals(&document.head.signers))));
        }
        entries.extend(signatures(document, unit, is_issued));
        if let Some(depth) = body.contents.or(document.main.contents) {
            entries.push(("目录", text(&depth.to_string())));
        }
        if is_issued && !(document.printer.is_empty() && document.print_date.is_empty()) {
            let printed = [("机关", &document.printer), ("日期", &document.print_date)];
            let printed = printed.into_iter().filter(|(_, value)| !value.is_empty());
            entries.push(("印发", map(printed.map(|(key, value)| (key, text(value))).collect())));
        }
        entries
    }

    fn entries(&self, lists: &mut Lists) -> Vec<(&'static str, Plain)> {
        let Order { document, manner, .. } = *self;
        let (kind, carrier) = kind(document);
        let is_issued = carrier != "无";
        let body = document.body();
        let mut entries = self.around(lists);
        let named: Vec<String> = document.attachments.iter().map(|part| attachment(part, lists)).collect();
        entries.push(("附件", if named.is_empty() { text("无") } else { list(&named) }));
        let own = Target::Rule(self.at, document.following.len());
        let rule = self.depth(own).and_then(|_| rule::articles(body, &mut |piece| paragraph(piece, lists)));
        match manner.numbers {
            // The numbers of a rule are those of its 章 and 条.
            _ if rule.is_some() => {}
            Numbers::Chapters => {}
            Numbers::RunOn => entries.push(("连续编号", text("是"))),
            Numbers::AsWritten | Numbers::Whole => entries.push(("照写序数", text("是"))),
        }
        if let Some(name) =
            campaign(kind, &body.title).filter(|_| self.depth(Target::Campaign(self.at)).is_some())
        {
            lists.fields.push((self.number, "活动", map(vec![("名称", text(&literal(&name)))])));
        }
        if self.depth(Target::Meeting(self.at)).is_some() {
            lists.fields.push((self.number, "会议", meeting(body)));
        }
        if let Some((name, number)) = received(&document.main).filter(|_| matches!(carrier, "批复" | "函"))
        {
            let entries_of =
                [("名称", name), ("文号", number)].into_iter().filter(|(_, value)| !value.is_empty());
            entries
                .push(("来文", map(entries_of.map(|(key, value)| (key, text(&literal(&value)))).collect())));
        }
        let rules: Vec<String> = document
            .following
            .iter()
            .enumerate()
            .map(|(number, part)| self.rule(number, part, lists))
            .collect();
        if !rules.is_empty() {
            entries.push(("制度", list(&rules)));
        }
        if let Some(rule) = rule {
            let name = literal(&body.title);
            lists.rules.push(map([vec![("名称", text(&name))], rule].concat()));
            entries.push(("制度", list(&[name])));
            return entries;
        }
        let (sections, used) = self.chapters(body, is_issued, lists);
        // A document that has sections of its kind says which of the others it does without.
        if !used.is_empty() {
            let sections = self.library.kind(kind).into_iter().flat_map(|kind| &kind.sections);
            let others = sections.filter(|section| section.mandatory && !used.contains(&section.name));
            let without: Vec<String> = others.map(|section| section.name.clone()).collect();
            if !without.is_empty() {
                entries.push(("不用", list(&without)));
            }
        }
        entries.push(("章节", sections));
        entries
    }

    fn depth(&self, target: Target) -> Option<Depth> {
        self.manner.fine.get(&target).copied()
    }

    /// Writes down a rule that follows; its name.
    fn rule(&self, number: usize, part: &Part, lists: &mut Lists) -> String {
        let mut piece = |piece: &Piece| paragraph(piece, lists);
        let fine = self.depth(Target::Rule(self.at, number)).and_then(|_| rule::articles(part, &mut piece));
        let value = fine.unwrap_or_else(|| {
            let lines: Vec<String> = part.text.iter().map(&mut piece).chain(ends(part)).collect();
            vec![("正文", text(&lines.join("\n")))]
        });
        let name = literal(&part.title);
        lists.rules.push(map([vec![("名称", text(&name))], value].concat()));
        name
    }
}

/// 会议.
fn meeting(body: &Part) -> Plain {
    let name = body.title.strip_suffix("纪要").unwrap_or(&body.title);
    let name = name.strip_suffix("会议").map_or_else(|| name.to_owned(), |name| format!("{name}会议"));
    let mut entries = vec![("名称", text(&literal(&name)))];
    for piece in &body.text {
        let Piece::Attendance(line) = piece else { continue };
        let (label, names) = line.split_once(['：', ':']).unwrap_or((line, ""));
        let names = text(&literal(names.trim_matches(is_blank)));
        match end_matter::packed(label).as_str() {
            "出席" => entries.push(("出席", names)),
            "列席" => entries.push(("列席", names)),
            "请假" | "缺席" => entries.push(("缺席", names)),
            "记录" => entries.push(("记录", names)),
            _ => {}
        }
    }
    map(entries)
}

/// A list of texts.
pub fn list(items: &[String]) -> Plain {
    Plain::List(items.iter().map(|item| Plain::Text(item.clone())).collect())
}

/// What a 批复 or 复函 answers: 《关于……的请示》（某发〔2006〕80号）.
fn received(part: &Part) -> Option<(String, String)> {
    let first = part.text.iter().find_map(|piece| match piece {
        Piece::Paragraph(words) => Some(words),
        _ => None,
    })?;
    let (_, behind) = first.split_once('《')?;
    let (name, behind) = behind.split_once('》')?;
    let number = behind.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(number, _)| number);
    let number = number.filter(|number| end_matter::is_document_number(number)).unwrap_or_default();
    Some((name.to_owned(), number.to_owned()))
}

/// 署名, 签名章, 联合发文.
fn signatures(document: &Document, unit: &str, is_issued: bool) -> Vec<(&'static str, Plain)> {
    let signed = &document.main.signatures;
    let stamp = |line: &String| -> Option<Plain> {
        let (post, name) = line.split_once('\t')?;
        Some(map(vec![
            ("职务", text(post.trim_matches(is_blank))),
            ("姓名", text(name.trim_matches(is_blank))),
        ]))
    };
    let stamps: Vec<Plain> = signed.iter().filter_map(stamp).collect();
    if is_issued && !stamps.is_empty() {
        return vec![("签名章", Plain::List(stamps))];
    }
    match &signed[..] {
        [] => Vec::new(),
        [one] if one == unit => Vec::new(),
        [one] if is_issued || ends_well(document) => vec![("署名", text(&literal(one)))],
        [_, others @ ..] if is_issued => vec![("联合发文", list(&literals(others)))],
        // They stand below the text.
        _ => Vec::new(),
    }
}

/// 副标题 and 作者.
fn under_title(part: &Part, put: &mut impl FnMut(&'static str, &str)) {
    let mut rest: Vec<&str> = part.under_title.iter().map(String::as_str).collect();
    if let Some(at) = rest.iter().position(|line| line.starts_with(['—', '-', '－'])) {
        let subtitle = rest.remove(at);
        put("副标题", &literal(subtitle.trim_start_matches(['—', '-', '－'])));
    }
    put("作者", &literal(&rest.join("")));
}

fn literals(items: &[String]) -> Vec<String> {
    items.iter().map(|item| literal(item)).collect()
}

/// What stands in 【】 is text here.
pub fn literal(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            // Blanks of another kind.
            '\t' => out.push('　'),
            '【' => out.push_str("【【"),
            '】' => out.push_str("】】"),
            c => out.push(c),
        }
    }
    out
}

/// A 附件; its name.
fn attachment(part: &Part, lists: &mut Lists) -> String {
    let mut name = part.title.clone();
    let taken = |name: &str, attachments: &[Plain]| {
        attachments.iter().any(|other| {
            matches!(other, Plain::Map(entries) if entries.first().is_some_and(|(_, value)| *value == text(name)))
        })
    };
    if name.is_empty() {
        part.label.clone_into(&mut name);
    }
    while taken(&name, &lists.attachments) {
        name.push('＋');
    }
    let lines: Vec<String> = part
        .under_title
        .iter()
        .map(|line| literal(line))
        .chain(part.text.iter().map(|piece| paragraph(piece, lists)))
        .chain(ends(part))
        .collect();
    let name = literal(&name);
    let mut entries = vec![("名称", text(&name))];
    if part.label.starts_with("附表") {
        entries.push(("称呼", text("附表")));
    }
    entries.push(if part.elsewhere {
        ("另附", text("是"))
    } else {
        ("正文", Plain::Text(lines.join("\n")))
    });
    lists.attachments.push(map(entries));
    name
}

/// The end of a part that has no place of its own: paragraphs.
fn ends(part: &Part) -> impl Iterator<Item = String> {
    let notes = notes(&part.notes);
    let remark = (!part.remark.is_empty()).then(|| format!("（{}）", part.remark));
    let date = (!part.date.is_empty()).then(|| in_words(&part.date));
    let recipients = (!part.recipients.is_empty()).then(|| format!("{}：", part.recipients));
    let lines: Vec<String> = recipients
        .into_iter()
        .chain(notes)
        .chain(part.signatures.iter().cloned())
        .chain(date)
        .chain(remark)
        .map(|line| literal(&line))
        .collect();
    lines.into_iter()
}

/// A date in the form of 成文日期, if it is one.
fn in_words(date: &str) -> String {
    end_matter::date(date).map_or_else(|| date.to_owned(), end_matter::WrittenDate::in_words)
}

/// 附件说明 as paragraphs.
fn notes(names: &[String]) -> Vec<String> {
    let many = names.len() > 1;
    let line = |(at, name): (usize, &String)| {
        let number = if many { format!("{}.", at + 1) } else { String::new() };
        format!("{}{number}{name}", if at == 0 { "附件：" } else { "" })
    };
    names.iter().enumerate().map(line).collect()
}

/// A piece as a line of text.
fn paragraph(piece: &Piece, lists: &mut Lists) -> String {
    match piece {
        Piece::Chapter(words, value) => format!("{}{}", Shape::Han.written(*value), literal(words)),
        Piece::Paragraph(words) | Piece::Attendance(words) => literal(words),
        Piece::Table(table) => format!("见表：{}", put_table(table, &mut lists.tables)),
        Piece::Chart(title, plot) => format!("见图：{}", put_chart(title, plot, &mut lists.charts)),
    }
}

fn put_chart(title: &str, plot: &Plot, charts: &mut Vec<Plain>) -> String {
    let name = format!("图{}", charts.len() + 1);
    let kind = match plot.kind {
        ChartKind::Column => "柱形图",
        ChartKind::Bar => "条形图",
        ChartKind::Line => "折线图",
        ChartKind::Pie => "饼图",
    };
    let mut entries = vec![("名称", text(&name)), ("类型", text(kind))];
    let title = literal(title);
    let unit = literal(&plot.unit);
    let said = [("标题", title), ("计量单位", unit)].into_iter().filter(|(_, words)| !words.is_empty());
    entries.extend(said.map(|(key, words)| (key, text(&words))));
    entries.push(("类别", list(&literals(&plot.categories))));
    let series = plot.series.iter();
    let series = series.map(|(name, values)| map(vec![("名称", text(&literal(name))), ("数", list(values))]));
    entries.push(("系列", Plain::List(series.collect())));
    charts.push(map(entries));
    name
}

fn put_table(table: &Table, tables: &mut Vec<Plain>) -> String {
    let name = format!("表{}", tables.len() + 1);
    let row = |row: &Vec<String>| Plain::List(row.iter().map(|cell| Plain::Text(literal(cell))).collect());
    let (head, body) = table.rows.split_at(table.head.min(table.rows.len()));
    let mut entries = vec![("名称", text(&name))];
    if !table.title.is_empty() {
        entries.push(("标题", text(&literal(&table.title))));
    }
    if !table.unit_line.is_empty() {
        entries.push(("计量单位", text(&literal(&table.unit_line))));
    }
    for (key, words) in [("填表栏", &table.filler), ("表注", &table.notes)] {
        if !words.is_empty() {
            entries.push((key, list(&literals(words))));
        }
    }
    if table.landscape {
        entries.push(("横排", text("是")));
    }
    entries.push(("表头", Plain::List(head.iter().map(row).collect())));
    if !body.is_empty() {
        entries.push(("行", Plain::List(body.iter().map(row).collect())));
    }
    tables.push(map(entries));
    name
}

/// What stands above the title of a paper that has no red head of ours.
fn loose_head(document: &Document) -> Vec<String> {
    let head = &document.head;
    let signers = head.signers.join("　");
    let signers = if signers.is_empty() { signers } else { format!("签发人：{signers}") };
    let all = [&head.copy_number, &head.secrecy, &head.urgency, &head.mark, &head.number, &signers];
    all.into_iter().filter(|line| !line.is_empty()).map(|line| literal(line)).collect()
}

/// Whether a paper ends as a 白头件 does: with who wrote it, and when.
pub fn ends_well(document: &Document) -> bool {
    let is_dated = end_matter::date(&document.main.date).is_some();
    document.main.signatures.len() == 1 && (is_dated || !document.author.is_empty())
}

/// What stands below the text of such a paper and has no place of its own there.
fn loose_end(document: &Document) -> Vec<String> {
    let main = &document.main;
    let mut lines = Vec::new();
    if !ends_well(document) {
        let date = in_words(&main.date);
        let all = main.signatures.iter().chain([&date]).chain(&main.remarks);
        lines.extend(all.filter(|line| !line.is_empty()).map(|line| literal(&line.replace('\t', "　"))));
    }
    if !document.copies_to.is_empty() {
        let label = if document.copies_label.is_empty() { "抄送" } else { &document.copies_label };
        lines.push(format!("{label}：{}。", literal(&document.copies_to)));
    }
    lines.extend(document.printed.iter().map(|line| literal(line)));
    lines
}

impl Order<'_> {
    /// 章节, and the sections of the kind among them.
    fn chapters(&self, body: &Part, is_issued: bool, lists: &mut Lists) -> (Plain, Vec<String>) {
        let document = self.document;
        let has_meeting = self.depth(Target::Meeting(self.at)).is_some();
        let mut chapters: BTreeMap<usize, (Option<String>, Vec<String>)> = BTreeMap::new();
        let mut at = 0;
        for piece in &body.text {
            match piece {
                Piece::Chapter(words, _) if self.manner.numbers != Numbers::Whole => {
                    at += 1;
                    chapters.insert(at, (Some(literal(words)), Vec::new()));
                }
                Piece::Attendance(_) if has_meeting => {}
                piece => {
                    let line = paragraph(piece, lists);
                    chapters.entry(at).or_default().1.push(line);
                }
            }
        }
        // 附件说明 without attachments is text; so is the end of what another document issues, and what a 白头件 has no place for.
        let mut last: Vec<String> = Vec::new();
        if document.issued.is_some() {
            last.extend(ends(&Part { notes: Vec::new(), ..body.clone() }));
        } else if !is_issued {
            last.extend(loose_end(document));
            let head = loose_head(document);
            if !head.is_empty() {
                chapters.entry(0).or_default().1.splice(0..0, head);
            }
        }
        if document.attachments.is_empty() {
            last.splice(0..0, notes(&body.notes).iter().map(|line| literal(line)));
        }
        if !last.is_empty() {
            chapters.entry(at).or_default().1.extend(last);
        }
        let (kind, _) = kind(document);
        let known = self.library.kind(kind);
        let (mut written, mut used) = (Vec::new(), Vec::new());
        for (number, (title, lines)) in chapters {
            let depth = self.depth(Target::Chapter(self.at, number));
            let field = title.as_deref().and_then(|title| fields::field(known?, title));
            let value = depth
                .zip(field)
                .and_then(|(depth, (key, section))| Some((key, section, fields::value(key, &lines, depth)?)));
            let title = title.as_deref().unwrap_or("无");
            if let Some((key, section, value)) = value {
                lists.fields.push((self.number, key, value));
                written.push(map(vec![("用", text(&section)), ("标题", text(title))]));
                used.push(section);
                continue;
            }
            let mut entries = vec![("标题", text(title))];
            if !lines.is_empty() {
                entries.push(("正文", Plain::Text(lines.join("\n"))));
            }
            written.push(map(entries));
        }
        (Plain::List(written), used)
    }
}
