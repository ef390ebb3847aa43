//! A paper → its parts: heads, texts by chapters, attachments, ends.

use std::collections::BTreeMap;

use crate::document::grid;
use crate::document::tree::Form;
use crate::import::bulletin::{self, Issue};
use crate::paper::end_matter::{self, packed};
use crate::paper::line::{Line, Role};
use crate::paper::number::{self, Shape, is_blank};
use crate::paper::recognise;
use crate::paper::{Grid, GridCell, Paper, Plot};

/// A paper taken apart.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The documents, in order.
    pub documents: Vec<Document>,
    /// What was put right.
    pub repairs: Vec<Repair>,
    /// The house style that the file names.
    pub profile: String,
    /// The issue of a bulletin that it is.
    pub issue: Option<Issue>,
}

/// A document: what goes out by itself.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// 发文机关, if it is known.
    pub unit: String,
    /// 格式.
    pub form: Option<Form>,
    /// 作者 below the name of the unit, as house styles have it.
    pub author: String,
    /// 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人.
    pub head: Head,
    /// The document itself, or the 通知 that issues another.
    pub main: Part,
    /// What it issues.
    pub issued: Option<Part>,
    /// Rules that follow with titles of their own.
    pub following: Vec<Part>,
    /// 附件, in order.
    pub attachments: Vec<Part>,
    /// 抄送机关.
    pub copies_to: String,
    /// What stands before them: 抄送, or 分送 of minutes.
    pub copies_label: String,
    /// 印发机关.
    pub printer: String,
    /// 印发日期, `2026-03-05`.
    pub print_date: String,
    /// The lines of both as they are written.
    pub printed: Vec<String>,
}

impl Document {
    /// What it says: the instrument where it issues one.
    pub fn body(&self) -> &Part {
        self.issued.as_ref().unwrap_or(&self.main)
    }

    /// Whether somebody signs it by name: post and name with a blank between.
    pub fn is_stamped(&self) -> bool {
        self.main.signatures.iter().any(|line| line.contains('\t'))
    }

    /// Whether it went out under a red head: it has a number and a date.
    pub fn is_issued(&self) -> bool {
        let is_dated = end_matter::date(&self.main.date).is_some();
        match self.form {
            Some(Form::Minutes) => is_dated,
            Some(Form::Order) => !self.head.number.is_empty() && is_dated,
            _ => end_matter::is_document_number(&self.head.number) && is_dated,
        }
    }
}

/// What stands above the title.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// 份号.
    pub copy_number: String,
    /// 密级和保密期限.
    pub secrecy: String,
    /// 紧急程度.
    pub urgency: String,
    /// 发文机关标志.
    pub mark: String,
    /// 发文字号.
    pub number: String,
    /// 签发人.
    pub signers: Vec<String>,
}

/// A part of a document.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The label above it (`附件2`).
    pub label: String,
    /// Title.
    pub title: String,
    /// What stands below the title.
    pub under_title: Vec<String>,
    /// 主送机关, without the colon.
    pub recipients: String,
    /// The text.
    pub text: Vec<Piece>,
    /// Names of 附件说明, without numbers.
    pub notes: Vec<String>,
    /// 署名.
    pub signatures: Vec<String>,
    /// 成文日期 as it is written.
    pub date: String,
    /// 附注, without brackets.
    pub remark: String,
    /// Its lines as they are written.
    pub remarks: Vec<String>,
    /// An attachment that is only named: 附件说明 has it, its page is not in the source.
    pub elsewhere: bool,
    /// Levels of its 目录, if it has one.
    pub contents: Option<u8>,
}

impl Part {
    /// An attachment that is only named.
    fn elsewhere(name: &str) -> Self {
        Self { title: name.to_owned(), elsewhere: true, ..Self::default() }
    }
}

/// Most columns of a table in Word.
const COLUMNS: usize = 63;
/// Most cells of a table.
const CELLS: usize = 100_000;

/// A piece of text.
#[derive(Debug, Clone)]
pub enum Piece {
    /// A heading of the first level on a line of its own, by its words and value.
    Chapter(String, u32),
    /// A paragraph, with its number.
    Paragraph(String),
    /// Who was at a meeting: `出席：……`.
    Attendance(String),
    /// A table.
    Table(Table),
    /// A chart, with its title.
    Chart(String, Plot),
}

/// A table by its cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Title above it.
    pub title: String,
    /// 计量单位 above it.
    pub unit_line: String,
    /// 填表栏 above it, without colons.
    pub filler: Vec<String>,
    /// 表注 below it.
    pub notes: Vec<String>,
    /// Whether it lies on a page of its own across.
    pub landscape: bool,
    /// How many rows from the top are its head.
    pub head: usize,
    /// Rows; `←` and `↑` where a cell is covered.
    pub rows: Vec<Vec<String>>,
}

/// Something that was put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What it is.
    pub what: &'static str,
    /// As it was written.
    pub old: String,
    /// As it stands now.
    pub new: String,
}

/// Takes a paper apart; `name` is what a document without a title is called, `profile` the house style that the file names.
pub fn source(paper: &Paper, name: &str, profile: &str) -> Source {
    let mut source =
        Source { profile: profile.to_owned(), issue: bulletin::issue(paper), ..Source::default() };
    for number in 0..paper.parts() {
        let part = part(paper, number, &mut source.repairs);
        let is_instrument = number == 1 && part.label.is_empty() && issues(&source.documents, &part);
        match source.documents.last_mut() {
            Some(document) if !part.label.is_empty() => {
                let part = numbered(part, document, &mut source.repairs);
                document.attachments.push(part);
            }
            Some(document) if is_instrument => document.issued = Some(part),
            Some(document) if is_rule(&part) && document.is_issued() => document.following.push(part),
            // What offices write under the 版记: how many were printed, who proofread them.
            Some(document) if is_below_imprint(paper, number, &part) => {
                let lines = paper.part(number).map(|(_, line)| line.text.trim_matches(is_blank).to_owned());
                document.main.text.extend(lines.map(Piece::Paragraph));
            }
            _ => {
                let mut document = Document { main: part, ..Document::default() };
                if number == 0 {
                    around(paper, &mut document, &mut source.repairs);
                }
                source.documents.push(document);
            }
        }
    }
    // What no head is known of is no red-headed notice that carries another: both stand alone.
    let loose = source.documents.first().is_some_and(|first| first.issued.is_some() && !first.is_issued());
    if loose && let Some(issued) = source.documents[0].issued.take() {
        let attachments = std::mem::take(&mut source.documents[0].attachments);
        source.documents.insert(1, Document { main: issued, attachments, ..Document::default() });
    }
    for document in &mut source.documents {
        ordered(document);
        complete(document);
        apart(document);
        if !profile.is_empty() && document.main.signatures.len() == 2 {
            document.author = document.main.signatures.pop().unwrap_or_default();
        }
        stamp(document, &mut source.repairs);
        document.unit = unit(document);
        let is_order = document.form == Some(Form::Order) && document.is_stamped();
        if document.main.title.is_empty() && !is_order {
            name.clone_into(&mut document.main.title);
            source.repairs.push(Repair { what: "标题", old: String::new(), new: name.to_owned() });
        }
    }
    source
}

/// Whether a part is no document but some lines under the 版记.
fn is_below_imprint(paper: &Paper, number: usize, part: &Part) -> bool {
    const MOST: usize = 3;
    const SHORT: usize = 40;
    let Some(first) = paper.lines.iter().position(|line| line.part == number) else { return false };
    let is_below = first > 0 && matches!(paper.lines[first - 1].role, Role::Printed | Role::Copies);
    let lines = || paper.part(number).map(|(_, line)| &line.text);
    is_below
        && part.label.is_empty()
        && lines().count() <= MOST
        && lines().all(|text| text.chars().count() <= SHORT && !text.contains('。'))
        && recognise::kind_of(&part.title).is_none()
}

/// Attachments that are named and whose pages are nowhere in the source.
pub fn named_alone(source: &Source) -> Option<Source> {
    let mut named = source.clone();
    for document in &mut named.documents {
        if document.attachments.is_empty() && document.is_issued() {
            document.attachments = document.body().notes.iter().map(|name| Part::elsewhere(name)).collect();
        }
    }
    let count = |source: &Source| source.documents.iter().map(|one| one.attachments.len()).sum::<usize>();
    (count(&named) > count(source)).then_some(named)
}

/// Where some of the attachments that 附件说明 names are there, the others are named alone.
fn complete(document: &mut Document) {
    let names = document.body().notes.clone();
    let bare = |name: &str| packed(name).trim_matches(['《', '》']).to_owned();
    let known: Vec<String> = document.attachments.iter().map(|part| bare(&part.title)).collect();
    let in_order = names.iter().filter(|name| known.contains(&bare(name))).count() == known.len();
    if known.is_empty() || !in_order || names.len() <= known.len() {
        return;
    }
    for (at, name) in names.iter().enumerate() {
        if !known.contains(&bare(name)) {
            document.attachments.insert(at.min(document.attachments.len()), Part::elsewhere(name));
        }
    }
}

/// The name of an order is its mark: it has no other title.
fn ordered(document: &mut Document) {
    let title = &mut document.main.title;
    if document.form == Some(Form::Order) && document.head.mark.is_empty() && title.ends_with('令') {
        document.head.mark = std::mem::take(title);
    }
}

/// Units that issue together stand apart in the title, also where a line ends between them.
fn apart(document: &mut Document) {
    for two in document.main.signatures.windows(2) {
        let joined = two.concat();
        document.main.title = document.main.title.replace(&joined, &two.join(" "));
    }
}

/// An order is signed by somebody: a post alone has its name in a picture.
fn stamp(document: &mut Document, repairs: &mut Vec<Repair>) {
    if document.form != Some(Form::Order) {
        return;
    }
    for line in &mut document.main.signatures {
        if line.contains('\t') || end_matter::is_unit(line) {
            continue;
        }
        if let Some((post, name)) = post_and_name(line) {
            *line = format!("{post}\t{name}");
            continue;
        }
        let named = format!("{line}\t{UNNAMED}");
        repairs
            .push(Repair { what: "签发人的姓名", old: line.clone(), new: named.replace('\t', "　") });
        *line = named;
    }
}

/// `县长　　张　三` → 县长, 张三: what ends with the word for a post, and the name behind it.
fn post_and_name(line: &str) -> Option<(String, String)> {
    const POSTS: [&str; 14] = [
        "总理", "省长", "市长", "县长", "区长", "州长", "旗长", "盟长", "乡长", "镇长", "主席", "主任",
        "局长", "部长",
    ];
    let packed = packed(line);
    let (post, name) = POSTS.iter().find_map(|post| {
        let at = packed.rfind(post)? + post.len();
        Some(packed.split_at(at))
    })?;
    let is_name =
        (2..=6).contains(&name.chars().count()) && name.chars().all(|c| end_matter::is_han(c) || c == '·');
    is_name.then(|| (post.to_owned(), name.to_owned()))
}

/// Stands for a name that is not known.
const UNNAMED: &str = "某某某";

/// An attachment whose label's number got into its title has it in the label.
fn numbered(mut part: Part, document: &Document, repairs: &mut Vec<Repair>) -> Part {
    let title = part.title.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut notes = document.issued.iter().chain([&document.main]).flat_map(|part| &part.notes);
    if title.len() < part.title.len() && notes.any(|name| packed(name) == packed(title)) {
        let number = part.title[..part.title.len() - title.len()].to_owned();
        let title = title.to_owned();
        repairs.push(Repair { what: "附件标题", old: part.title.clone(), new: title.clone() });
        part.label.push_str(&number);
        part.title = title;
    }
    part
}

/// Whether a part is a rule by its title, without anything that makes it a document by itself.
fn is_rule(part: &Part) -> bool {
    const ENDS: [&str; 6] = ["制度", "办法", "规定", "细则", "规则", "制"];
    let is_bare = part.recipients.is_empty() && part.signatures.is_empty() && part.date.is_empty();
    is_bare && part.label.is_empty() && ENDS.iter().any(|end| part.title.ends_with(end))
}

/// Whether a document issues what follows it: its title names it.
fn issues(documents: &[Document], part: &Part) -> bool {
    let Some(first) = documents.first() else { return false };
    let plain = |text: &str| -> String {
        packed(text).chars().filter(|c| !matches!(c, '《' | '》' | '“' | '”')).collect()
    };
    let (title, name) = (plain(&first.main.title), plain(&part.title));
    !name.is_empty() && (title.contains(&name) || title.contains("印发") || title.contains("转发"))
}

fn part(paper: &Paper, number: usize, repairs: &mut Vec<Repair>) -> Part {
    let mut part = Part { title: paper.title(number), ..Part::default() };
    let lines: Vec<(usize, &Line)> = paper.part(number).collect();
    let (mut note, mut recipients) = (String::new(), String::new());
    let mut done: Option<usize> = None;
    let grids = grids(paper);
    for (index, line) in lines {
        let text = line.text.trim_matches(is_blank);
        let mut titled = false;
        for chart in paper.charts.iter().filter(|chart| chart.before == index) {
            let Some(plot) = &chart.plot else { continue };
            titled = line.role == Role::Caption;
            let title = if titled { unnumbered(text) } else { "" };
            part.text.push(Piece::Chart(title.to_owned(), plot.clone()));
        }
        if titled {
            continue;
        }
        match line.role {
            Role::Label => part.label.push_str(text),
            Role::UnderTitle => part.under_title.push(text.to_owned()),
            Role::Recipients => {
                let names = text.trim_end_matches(['：', ':', '，', '、']);
                if !part.recipients.is_empty() {
                    part.recipients.push('，');
                }
                recipients.push_str(text);
                part.recipients.push_str(names);
            }
            Role::AttachmentNote => {
                note.push_str(text);
                note.push('\n');
            }
            Role::Signature => part.signatures.push(text.to_owned()),
            Role::Date => text.clone_into(&mut part.date),
            Role::Remark => {
                let bare = text.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')'));
                if !part.remark.is_empty() {
                    part.remark.push('；');
                }
                part.remark.push_str(bare);
                part.remarks.push(text.to_owned());
            }
            Role::Heading if is_chapter(line) => {
                let value = line.mark.as_ref().map_or(0, |mark| mark.value);
                part.text.push(Piece::Chapter(line.after_mark().trim_matches(is_blank).to_owned(), value));
            }
            Role::Cell => {
                let grid = grids.get(&index).copied();
                if grid.is_some() && grid != done {
                    done = grid;
                    if let Some(at) = grid.filter(|at| !is_no_table(&paper.tables[*at])) {
                        let above = above(&paper.tables[at], &mut part.text);
                        let mut table = table(paper, &paper.tables[at]);
                        // One line is all that a file tells of both.
                        if let Some(blanks) = filler(&table.unit_line) {
                            table.filler = blanks;
                            table.unit_line.clear();
                        } else {
                            table.filler = above;
                        }
                        part.text.push(Piece::Table(table));
                        continue;
                    }
                }
                if grid.is_none_or(|at| is_no_table(&paper.tables[at])) {
                    part.text.push(Piece::Paragraph(text.to_owned()));
                }
            }
            Role::Note if matches!(part.text.last(), Some(Piece::Table(_))) => {
                if let Some(Piece::Table(table)) = part.text.last_mut() {
                    table.notes.push(text.to_owned());
                }
            }
            Role::Body | Role::Heading | Role::Item | Role::Caption | Role::Note => {
                part.text.push(Piece::Paragraph(text.to_owned()));
            }
            Role::Contents => {
                let level = number::marks(&[text]).pop().flatten().map_or(1, |mark| mark.shape.level());
                part.contents = part.contents.max(Some(level.clamp(1, 3)));
            }
            Role::Attendance => part.text.push(Piece::Attendance(text.to_owned())),
            Role::Subjects => part.text.push(Piece::Paragraph(text.to_owned())),
            _ => {}
        }
    }
    part.notes = notes(&note);
    repairs.extend(note_repairs(&part.notes, &note));
    // Several lines of them, each with its colon.
    if recipients.trim_end_matches(['：', ':']).contains(['：', ':']) {
        repairs.push(Repair { what: "主送机关", old: recipients, new: part.recipients.clone() });
    }
    if let Some(date) = end_matter::date(&part.date) {
        let words = date.in_words();
        if packed(&part.date) != words {
            repairs.push(Repair { what: "成文日期", old: part.date.clone(), new: words });
        }
    }
    part
}

/// 附件说明 as it is to be (GB/T 9704 7.3.4): `1.` before the names, a lone one without number.
fn note_repairs(names: &[String], written: &str) -> Vec<Repair> {
    let lines: Vec<&str> = written.lines().collect();
    let right = |(at, (name, line)): (usize, (&String, &&str))| {
        let number = if names.len() > 1 { format!("{}.", at + 1) } else { String::new() };
        let label = if at == 0 { "附件：" } else { "" };
        let new = format!("{label}{number}{name}");
        let old = line.trim_matches(is_blank).to_owned();
        (packed(&old) != packed(&new)).then_some(Repair { what: "附件说明", old, new })
    };
    if lines.len() != names.len() {
        return Vec::new();
    }
    names.iter().zip(&lines).enumerate().filter_map(right).collect()
}

/// The title of a chart without its number: `图2　逐月走势`.
fn unnumbered(title: &str) -> &str {
    let numbered = title.strip_prefix('图').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let words =
        numbered.filter(|rest| rest.starts_with(is_blank)).map(|rest| rest.trim_start_matches(is_blank));
    words.unwrap_or(title)
}

/// A heading of the first level as the standard writes it.
fn is_chapter(line: &Line) -> bool {
    line.mark.as_ref().is_some_and(|mark| mark.shape == Shape::Han && mark.tail(&line.text) == "、")
}

/// The table of each line that is a cell's.
fn grids(paper: &Paper) -> BTreeMap<usize, usize> {
    let cells = paper.tables.iter().enumerate().flat_map(|(at, grid)| {
        grid.rows.iter().flatten().flat_map(|cell| cell.lines.clone()).map(move |line| (line, at))
    });
    // Of a table within another one the outer counts.
    let mut grids = BTreeMap::new();
    cells.for_each(|(line, at)| {
        grids.entry(line).or_insert(at);
    });
    grids
}

/// Takes away the lines above a table that are its own title and unit; what is to be filled in there.
fn above(grid: &Grid, text: &mut Vec<Piece>) -> Vec<String> {
    let own = [packed(&grid.unit_line), packed(&grid.title)];
    let mut blanks = Vec::new();
    while let Some(Piece::Paragraph(line)) = text.last() {
        let packed = packed(line);
        let bare = packed.strip_prefix("单位：").unwrap_or(&packed);
        if own.iter().any(|words| !words.is_empty() && (*words == packed || words == bare)) {
            text.pop();
            continue;
        }
        match filler(line) {
            Some(found) if blanks.is_empty() => blanks = found,
            _ => break,
        }
        text.pop();
    }
    blanks
}

/// `单位（盖章）：　　　填报日期：` → 单位（盖章）, 填报日期.
fn filler(line: &str) -> Option<Vec<String>> {
    let line = line.trim_matches(is_blank);
    let blanks: Vec<&str> =
        line.strip_suffix('：')?.split('：').map(|blank| blank.trim_matches(is_blank)).collect();
    let apart = line.matches(is_blank).count() >= blanks.len();
    let is_short =
        |blank: &&str| !blank.is_empty() && blank.chars().count() < 13 && !blank.contains(['，', '。']);
    (blanks.len() > 1 && apart && blanks.iter().all(is_short))
        .then(|| blanks.into_iter().map(str::to_owned).collect())
}

/// Whether no program could have made a table so wide or so large, or it is a box around paragraphs: its cells are read as such.
fn is_no_table(grid: &Grid) -> bool {
    let width = width(grid);
    is_box(grid) || width > COLUMNS || width.saturating_mul(grid.rows.len()) > CELLS
}

/// Whether a table has a single column: a frame around text.
pub fn is_box(grid: &Grid) -> bool {
    width(grid) < 2
}

fn width(grid: &Grid) -> usize {
    grid.rows.iter().flatten().map(|cell| cell.column + cell.column_span).max().unwrap_or(0)
}

fn table(paper: &Paper, grid: &Grid) -> Table {
    let width = width(grid);
    let mut rows = vec![vec![String::new(); width]; grid.rows.len()];
    for (r, row) in grid.rows.iter().enumerate() {
        for cell in row {
            for (down, across) in (0..cell.row_span).flat_map(|d| (0..cell.column_span).map(move |a| (d, a)))
            {
                let Some(place) = rows.get_mut(r + down).and_then(|row| row.get_mut(cell.column + across))
                else {
                    continue;
                };
                *place = match (down, across) {
                    (0, 0) => grid::escaped(lines_of(paper, cell)),
                    (0, _) => "←".to_owned(),
                    _ => "↑".to_owned(),
                };
            }
        }
    }
    // A head is as deep as its cells are.
    let first = grid.rows.first().into_iter().flatten();
    let deepest = first.map(|cell| cell.row_span).max().unwrap_or(1);
    let head = grid.head.max(deepest).min(rows.len());
    let unit_line = grid.unit_line.strip_prefix("单位：").unwrap_or(&grid.unit_line);
    Table {
        title: grid.title.clone(),
        unit_line: unit_line.to_owned(),
        head,
        rows,
        landscape: grid.landscape,
        ..Table::default()
    }
}

/// The lines of a cell; those that are blank count between others.
fn lines_of(paper: &Paper, cell: &GridCell) -> String {
    let lines = paper.lines[cell.lines.clone()].iter().map(|line| line.text.trim_matches(is_blank));
    lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// The names of 附件说明: `附件：1.甲表\n2.乙表` → 甲表, 乙表.
fn notes(written: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in written.lines() {
        let text = line.trim_matches(is_blank);
        let text = text.strip_prefix("附件").or_else(|| text.strip_prefix('附')).unwrap_or(text);
        let text = text.trim_start_matches(|c| is_blank(c) || matches!(c, '：' | ':'));
        let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = &text[..text.len() - digits.len()];
        let name = match digits.strip_prefix(['.', '．', '、', '：', ':']) {
            Some(name) if !number.is_empty() && number.len() < 3 => name,
            // The line before goes on.
            _ if !names.is_empty() => {
                if let Some(last) = names.last_mut() {
                    last.push_str(text);
                }
                continue;
            }
            _ => text,
        };
        let name = name
            .trim_end_matches(|c| is_blank(c) || matches!(c, '；' | ';' | '。'))
            .trim_start_matches(is_blank);
        if !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    names
}

/// Head and 版记, which the main part has.
fn around(paper: &Paper, document: &mut Document, repairs: &mut Vec<Repair>) {
    let mut printed = String::new();
    document.form = Some(paper.form);
    for line in &paper.lines {
        let text = line.text.trim_matches(is_blank);
        match line.role {
            Role::CopyNumber => text.clone_into(&mut document.head.copy_number),
            Role::Secrecy => text.clone_into(&mut document.head.secrecy),
            Role::Urgency => text.clone_into(&mut document.head.urgency),
            Role::RedMark => document.head.mark.push_str(text),
            Role::DocumentNumber => document_number(text, document, repairs),
            Role::Signers => signers(text, document),
            Role::Copies => {
                let (label, units) = text.split_once(['：', ':']).unwrap_or(("", text));
                let units = units.trim_end_matches(['。', '.']);
                if label.trim_end() == "主送" {
                    units.clone_into(&mut document.main.recipients);
                } else {
                    if !label.is_empty() {
                        document.copies_label = packed(label);
                    }
                    document.copies_to.push_str(units);
                }
            }
            Role::Printed => {
                document.printed.push(text.to_owned());
                printed.push_str(&packed(text));
            }
            _ => {}
        }
    }
    let units = document.copies_to.trim_end_matches(['，', ',', '；', '、']).len();
    document.copies_to.truncate(units);
    let undated = printed.strip_suffix("印发").or_else(|| printed.strip_suffix('印')).unwrap_or(&printed);
    let date = undated.char_indices().find_map(|(at, _)| Some((at, end_matter::date(&undated[at..])?)));
    let name = match date {
        Some((at, date)) => {
            document.print_date = format!("{}-{:02}-{:02}", date.year, date.month, date.day);
            &undated[..at]
        }
        None => undated,
    };
    name.clone_into(&mut document.printer);
}

/// 发文字号, with what it is to be where it is not written as it should be.
fn document_number(text: &str, document: &mut Document, repairs: &mut Vec<Repair>) {
    let (number, rest) = match text.find("签发人") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    signers(rest, document);
    let number = packed(number);
    let mut right: String = number
        .chars()
        .map(|c| match c {
            '[' | '［' | '【' => '〔',
            ']' | '］' | '】' => '〕',
            c => c,
        })
        .collect();
    // 7.2.5: without 第, and the serial without zeros before it.
    if let Some((code, serial)) = right.split_once('〕').filter(|(code, _)| !code.starts_with('〔')) {
        let bare = serial.strip_prefix('第').unwrap_or(serial).trim_start_matches('0');
        right = format!("{code}〕{bare}");
    }
    if right.contains('〕') && right.ends_with(|c: char| c.is_ascii_digit()) {
        right.push('号');
    }
    if right != number {
        repairs.push(Repair { what: "发文字号", old: number, new: right.clone() });
    }
    document.head.number = right;
}

fn signers(text: &str, document: &mut Document) {
    let names = text.trim_start_matches("签发人").trim_start_matches(['：', ':']);
    let names = names.split(|c| is_blank(c) || c == '、').filter(|name| !name.is_empty());
    // A name of two characters is set as wide as one of three.
    let mut half: Option<&str> = None;
    for name in names {
        match half.take() {
            Some(first) if name.chars().count() == 1 => document.head.signers.push(format!("{first}{name}")),
            Some(first) => document.head.signers.extend([first.to_owned(), name.to_owned()]),
            None if name.chars().count() == 1 => half = Some(name),
            None => document.head.signers.push(name.to_owned()),
        }
    }
    document.head.signers.extend(half.map(str::to_owned));
}

/// Who issues a document: who signs it, else whose head or title it is.
fn unit(document: &Document) -> String {
    // Who signs with his name is no 机关.
    let signed = document.main.signatures.iter().find(|line| !line.contains('\t')).cloned();
    let head = || {
        let mark = document.head.mark.trim_end_matches("文件").trim_end_matches('令');
        (!mark.is_empty()).then(|| mark.to_owned())
    };
    let title = || {
        let (name, _) = document.main.title.split_once("关于")?;
        end_matter::is_unit(name).then(|| name.to_owned())
    };
    signed.or_else(head).or_else(title).unwrap_or_default()
}
