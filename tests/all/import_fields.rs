//! What `gongwen import` makes of the 20 real texts, field by field, held against what a reader said their lines are:
//! `tests/import/truth.tsv`. The table of `tests/import/README.md` is counted from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gongwen::diag::findings::Findings;
use gongwen::diag::sources::Sources;
use gongwen::document::tree::{Block, Document as Tree, Inline, Numbering};
use gongwen::import::parts::{Document, Part};
use gongwen::import::{fit, reading};
use gongwen::paper::end_matter;
use gongwen::pipeline::jobs;
use gongwen::template::library::Library;
use gongwen::world::memory::Memory;

use crate::real_texts::texts;
use crate::rust_source::root;

/// Least share of fields that are right, in hundredths.
const LEAST: usize = 95;

/// Of a file: number of the line from 1, role, value.
type Row = (usize, String, String);

fn truth() -> BTreeMap<String, Vec<Row>> {
    let table = fs::read_to_string(root().join("tests/import/truth.tsv")).expect("the table is there");
    let mut files: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, number, role, value] = cells[..] else { panic!("four cells: {line}") };
        let number = number.parse().expect("a number");
        files.entry(file.to_owned()).or_default().push((number, role.to_owned(), value.to_owned()));
    }
    files
}

/// Characters and digits alone: how marks are written is not looked at.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A date in one form, anything else as it is.
fn dated(text: &str) -> String {
    end_matter::date(&end_matter::packed(text)).map_or_else(|| bare(text), end_matter::WrittenDate::in_words)
}

/// Right, wrong, missing, and which are not right.
#[derive(Default)]
struct Count([usize; 3], Vec<String>);

impl Count {
    /// What should be there, and what is.
    fn take(&mut self, right: &str, have: &str, place: &str) {
        if right.is_empty() && have.is_empty() {
            return;
        }
        let verdict = if right == have {
            0
        } else if have.is_empty() {
            2
        } else {
            1
        };
        self.0[verdict] += 1;
        if verdict > 0 {
            self.1.push(format!("{place}: “{right}”，导入的是“{have}”"));
        }
    }
}

/// What the documents of a source say in a field, in order.
fn have(documents: &[&Document], field: &str) -> String {
    let main = documents.iter().map(|one| &one.main);
    let all = |of: &dyn Fn(&Part) -> String| -> String {
        let issued = documents.iter().flat_map(|one| {
            std::iter::once(&one.main).chain(&one.issued).chain(&one.following).chain(&one.attachments)
        });
        issued.map(of).collect()
    };
    let first = documents[0];
    match field {
        "标题" => bare(&first.main.title),
        "正件标题" => {
            let issued = first.issued.as_ref().map(|part| part.title.as_str());
            let next = documents.get(1).map(|one| one.main.title.as_str());
            bare(issued.or(next).unwrap_or_default())
        }
        "附件" => {
            // Those that are only named are counted as 附件说明.
            let attachments =
                documents.iter().flat_map(|one| &one.attachments).filter(|part| !part.elsewhere);
            attachments.map(|part| bare(&format!("{}{}", part.label, part.title))).collect()
        }
        "发文字号" => bare(&first.head.number).trim_end_matches('号').to_owned(),
        "主送" => main.map(|part| bare(&part.recipients)).collect(),
        "题注" => all(&|part| bare(&part.under_title.concat())),
        "署名" => all(&|part| part.signatures.iter().map(|line| bare(line)).collect()),
        "日期" => all(&|part| dated(&part.date)),
        "附注" => all(&|part| bare(&part.remark)),
        "附件说明" => all(&|part| part.notes.iter().map(|name| bare(name)).collect()),
        "抄送" => documents.iter().map(|one| bare(&one.copies_to)).collect(),
        "印发" => documents.iter().map(|one| bare(&one.printed.concat())).collect(),
        _ => panic!("{field}"),
    }
}

const FIELDS: [&str; 12] = [
    "标题",
    "发文字号",
    "主送",
    "题注",
    "署名",
    "日期",
    "附注",
    "正件标题",
    "附件说明",
    "附件",
    "抄送",
    "印发",
];

/// What the lines say that are of a role.
fn right(lines: &[&str], rows: &[Row], field: &str) -> String {
    let of = |role: &str| -> Vec<&str> {
        rows.iter()
            .filter(|(_, have, _)| have == role)
            .map(|(number, ..)| lines[*number - 1].trim())
            .collect()
    };
    let join = |list: Vec<&str>| bare(&list.concat());
    match field {
        "附件" => rows
            .iter()
            .filter(|(_, role, _)| matches!(role.as_str(), "附件标识" | "附件标题"))
            .map(|(number, ..)| bare(lines[*number - 1]))
            .collect(),
        "发文字号" => join(of("发文字号")).trim_end_matches('号').to_owned(),
        "日期" => {
            let whole: String = of("日期").concat();
            match of("日期").as_slice() {
                [] => String::new(),
                [.., last] if end_matter::date(last).is_some() => of("日期").into_iter().map(dated).collect(),
                _ => dated(&whole),
            }
        }
        // Names without the label and their numbers.
        "附件说明" => of("附件说明")
            .into_iter()
            .map(|line| {
                let name = line.trim_start_matches("附件").trim_start_matches(['：', ':', ' ', '　']);
                let number =
                    name.split_once(['.', '．', '、']).filter(|(number, _)| number.parse::<u8>().is_ok());
                bare(number.map_or(name, |(_, name)| name))
            })
            .collect(),
        "抄送" => join(of("抄送")).trim_start_matches("抄送").to_owned(),
        role => join(of(role)),
    }
}

/// A numbered line of a tree: its level, all its words, and whether text goes on behind the heading.
struct Numbered {
    level: &'static str,
    words: String,
    goes_on: bool,
    /// It is 项 of a 条: a sentence, no heading.
    is_point: bool,
}

/// The numbered lines of what is built.
fn numbered(built: &[Tree]) -> Vec<Numbered> {
    let mut list = Vec::new();
    for part in built.iter().flat_map(|document| &document.parts) {
        for block in &part.blocks {
            let Block::Heading(heading) = block else { continue };
            let words = |inlines: &[Inline]| -> String { inlines.iter().map(Inline::text).collect() };
            let levels = if part.numbering == Numbering::Articles {
                ["章", "条", "2", "3", "4"]
            } else {
                ["1", "2", "3", "4", "5"]
            };
            list.push(Numbered {
                level: levels[usize::from(heading.level.clamp(1, 5)) - 1],
                words: bare(&format!("{}{}{}", heading.number, words(&heading.text), words(&heading.run_in))),
                goes_on: !heading.run_in.is_empty(),
                is_point: part.numbering == Numbering::Articles && heading.level > 2,
            });
        }
    }
    list
}

/// Counts the headings: each is to be there, in order, on its level; of 一、 and （一） it is looked at, too, whether they stand
/// alone.
fn headings(lines: &[&str], rows: &[Row], built: &[Tree], name: &str, count: &mut Count) {
    let all = numbered(built);
    let mut at = 0;
    for (number, _, value) in rows.iter().filter(|(_, role, _)| role == "标题行") {
        let text = bare(lines[*number - 1]);
        let place = format!("{name}:{number}");
        let (wanted, goes_on) =
            value.strip_suffix('+').map_or((value.as_str(), false), |level| (level, true));
        let Some(found) = all[at..].iter().position(|line| line.words.starts_with(&text)) else {
            count.take(wanted, "", &place);
            continue;
        };
        let line = &all[at + found];
        at += found + 1;
        let looked_at = matches!(wanted, "1" | "2" | "章") && !line.is_point;
        let with =
            |level: &str, goes_on: bool| format!("{level}{}", if looked_at && goes_on { "+" } else { "" });
        count.take(&with(wanted, goes_on), &with(line.level, line.goes_on), &place);
    }
}

/// The trees of a workbook.
fn trees(workbook: &str, library: &Library) -> Vec<Tree> {
    let mut world = Memory::default();
    world.files.insert(fit::NAME.into(), workbook.as_bytes().to_vec());
    let made = jobs::one(Path::new(fit::NAME), library, &world, &mut Sources::default());
    made.documents.into_iter().map(|(composed, _)| composed.document).collect()
}

#[test]
#[ignore = "needs the real documents: GONGWEN_SHARED"]
fn real_texts_come_into_their_fields() {
    let library = Library::load(Vec::new(), &mut Sources::default(), &mut Findings::default())
        .expect("the templates load");
    let truth = truth();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for (name, text) in texts() {
        let rows = truth.get(&name).unwrap_or_else(|| panic!("{name} has no rows"));
        let lines: Vec<&str> = text.lines().collect();
        let fitted = fit::fit(&reading::text(&text, &name), &library, &mut Memory::default());
        let documents: Vec<&Document> =
            fitted.sources.iter().flat_map(|(source, _)| &source.documents).collect();
        for field in FIELDS {
            let have = have(&documents, field);
            counts.entry(field).or_default().take(
                &right(&lines, rows, field),
                &have,
                &format!("{name} {field}"),
            );
        }
        let built = trees(&fitted.workbook, &library);
        headings(&lines, rows, &built, &name, counts.entry("标题行").or_default());
    }
    let mut table = "| 项目 | 对 | 错 | 缺 |\n| --- | --: | --: | --: |\n".to_owned();
    let mut total = Count::default();
    let mut told: Vec<String> = Vec::new();
    for field in FIELDS.iter().chain(&["标题行"]) {
        let Count(count, places) = &counts[field];
        told.extend_from_slice(places);
        table.push_str(&format!("| {field} | {} | {} | {} |\n", count[0], count[1], count[2]));
        (0..3).for_each(|at| total.0[at] += count[at]);
    }
    let [good, wrong, missing] = total.0;
    let share = good * 1000 / (good + wrong + missing);
    table.push_str(&format!("| 合计 | {good} | {wrong} | {missing} |\n"));
    assert!(share >= LEAST * 10, "{share} of a thousand:\n{table}{}", told.join("\n"));
    let page = fs::read_to_string(root().join("tests/import/README.md")).expect("the page is there");
    let (_, have) = page.split_once("<!-- table -->\n").expect("the page has a table");
    let (have, _) = have.split_once("<!-- /table -->").expect("the table ends");
    assert_eq!(have, table, "tests/import/README.md: the table is\n{table}{}", told.join("\n"));
}
