//! Small texts that show what a rule finds and what not; they stand on the rule's page and are run as tests. Lines with `|` are
//! the rows of a table.

use crate::check::context::{Context, LastYear, Unit};
use crate::check::folder::{Entry, File, Folder};
use crate::check::unit_figures::{self, Figures, Measure, UnitFigures, Value};
use crate::diag::diagnostic::Span;
use crate::diag::sources::{Cells, SourceId, Sources};
use crate::model::ledger::name_and_unit;
use crate::model::number;
use crate::paper::Paper;
use crate::read::text;

/// A text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// What of a document it is.
    pub of: Of,
    /// The text.
    pub text: &'static str,
}

/// What a sample's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A whole document.
    Whole,
    /// The text of a 通知, between 主送机关 and 署名.
    Body,
    /// Its title.
    Title,
    /// Its 主送机关, colon included.
    Recipients,
    /// The folder of a batch: a line for each document of the list (`单位｜文件｜文号`), then the files that are there, each with its
    /// text behind `：`.
    Folder,
    /// A ledger with a row for each unit: `｜` parts the cells; below the line `上期` stands last period's.
    Ledger,
    /// A change of a Word file that is as it should be, told in words.
    File(Good, &'static [Change]),
}

/// Word files that are as they should be; the tests build them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Good {
    /// A 通知 with red head, headings, 附件说明 and 版记.
    Notice,
    /// A 函 in the format of a 信函.
    Letter,
    /// A 报告 in a house style that the program brings, 白头文稿.
    House,
}

/// A change of a part of a Word file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The part.
    pub part: &'static str,
    /// What stands somewhere before the change; empty for the beginning.
    pub after: &'static str,
    /// What goes.
    pub find: &'static str,
    /// What stands there instead.
    pub with: &'static str,
}

/// A 通知 whose file was changed so.
pub const fn notice(what: &'static str, changes: &'static [Change]) -> Sample {
    Sample { of: Of::File(Good::Notice, changes), text: what }
}

/// A 函 whose file was changed so.
pub const fn letter(what: &'static str, changes: &'static [Change]) -> Sample {
    Sample { of: Of::File(Good::Letter, changes), text: what }
}

/// A 文稿 of a house style whose file was changed so.
pub const fn house(what: &'static str, changes: &'static [Change]) -> Sample {
    Sample { of: Of::File(Good::House, changes), text: what }
}

/// A change of the document: behind `after` the first `find` becomes `with`.
pub const fn document(after: &'static str, find: &'static str, with: &'static str) -> Change {
    Change { part: "word/document.xml", after, find, with }
}

/// A change of the styles.
pub const fn styles(after: &'static str, find: &'static str, with: &'static str) -> Change {
    Change { part: "word/styles.xml", after, find, with }
}

/// A change of any part.
pub const fn part(part: &'static str, after: &'static str, find: &'static str, with: &'static str) -> Change {
    Change { part, after, find, with }
}

/// A whole document.
pub const fn whole(text: &'static str) -> Sample {
    Sample { of: Of::Whole, text }
}

/// The text of a 通知.
pub const fn body(text: &'static str) -> Sample {
    Sample { of: Of::Body, text }
}

/// The title of a 通知.
pub const fn title(text: &'static str) -> Sample {
    Sample { of: Of::Title, text }
}

/// The 主送机关 of a 通知.
pub const fn recipients(text: &'static str) -> Sample {
    Sample { of: Of::Recipients, text }
}

/// The folder of a batch.
pub const fn folder(text: &'static str) -> Sample {
    Sample { of: Of::Folder, text }
}

/// A ledger with a row for each unit.
pub const fn ledger(text: &'static str) -> Sample {
    Sample { of: Of::Ledger, text }
}

/// What is known of the unit whose documents the samples are, for rules that need to know.
pub fn context() -> Context {
    let unit = |name: &str, short: &str| Unit {
        name: name.to_owned(),
        short: vec![short.to_owned()],
        contacts: Vec::new(),
    };
    let with_contact = |unit: Unit, telephone: &str| Unit {
        contacts: vec![("甲某某".to_owned(), telephone.to_owned())],
        ..unit
    };
    Context {
        own: vec!["某某县水务局".to_owned(), "县水务局".to_owned()],
        codes: vec!["某水发".to_owned(), "某水函".to_owned()],
        figures: vec![("清淤工程投资".to_owned(), "1300万元".to_owned())],
        units: vec![
            unit("某某县卫生健康局", "县卫健局"),
            unit("某某县农业农村局", "县农业农村局"),
            with_contact(unit("某某县城关镇人民政府", "城关镇"), "0938-8200001"),
            with_contact(unit("某某县清溪镇人民政府", "清溪镇"), "0938-8200002"),
            unit("某某县白石崖乡人民政府", "白石崖乡政府"),
        ],
        last_year: Some(LastYear {
            year: Some(2025),
            lines: [
                "全县共投入资金1200万元，完成清淤36公里。",
                "县政府第12次常务会议作了专题研究。",
                "工作力度比去年进一步加大。",
                "到年底，清淤36公里。",
                "各乡镇要高度重视，落实责任，做到领导到位、措施到位、责任到位。",
            ]
            .map(str::to_owned)
            .into(),
        }),
        ..Context::default()
    }
}

impl Sample {
    /// The document that it stands in.
    pub fn document(&self) -> String {
        let (mut title, mut recipients) =
            ("某某县水务局关于做好年度检查工作的通知", "各乡镇人民政府，县直有关单位：");
        let mut body = "请认真做好年度检查工作，按时报送检查情况。";
        match self.of {
            Of::Whole | Of::Folder | Of::Ledger | Of::File(..) => return self.text.to_owned(),
            Of::Body => body = self.text,
            Of::Title => title = self.text,
            Of::Recipients => recipients = self.text,
        }
        format!(
            "某水发〔2026〕5号\n{title}\n{recipients}\n{body}\n某某县水务局\n2026年3月5日\n（联系人：某某某，联系电话：0938-8200000）\n"
        )
    }

    /// It, read as the folder of a batch.
    pub fn folder(&self) -> Folder {
        let mut folder = Folder { complete: true, ..Folder::default() };
        for line in self.text.lines() {
            if let [unit, file, number] = line.split('｜').collect::<Vec<_>>()[..] {
                let (unit, file, number) = (unit.to_owned(), file.to_owned(), number.to_owned());
                folder.entries.push(Entry { unit, file, number, hash: "原样".to_owned() });
            } else if let Some((name, text)) = line.split_once('：') {
                let hash = if text.starts_with("（改过）") { "改过" } else { "原样" }.to_owned();
                folder.files.push(File { name: name.to_owned(), hash, text: text.to_owned() });
            }
        }
        folder
    }

    /// It, read as ledgers, with the texts that their places point into.
    pub fn figures(&self) -> (UnitFigures, Sources) {
        let mut sources = Sources::default();
        let (now, last) = self.text.split_once("上期\n").unwrap_or((self.text, ""));
        let now = figures(now, "填报数据.csv", &mut sources);
        let last = (!last.is_empty()).then(|| figures(last, "上期/填报数据.csv", &mut sources));
        (UnitFigures::new(now, last), sources)
    }

    /// It, read as a paper.
    pub fn paper(&self) -> Paper {
        let document = self.document();
        if document.contains("\n|") {
            return text::markdown(&document, SourceId(0));
        }
        text::paper(&document, SourceId(0))
    }
}

/// Lines of cells as figures of units; in the first column stands 单位名称, in the others numbers.
fn figures(text: &str, name: &str, sources: &mut Sources) -> Figures {
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('｜').collect()).collect();
    let (mut cells, mut starts) = (String::new(), Vec::new());
    for cell in lines.iter().flatten() {
        starts.push(cells.len() as u32);
        cells += cell;
        cells.push('\n');
    }
    let width = lines.first().map_or(0, Vec::len);
    let source = sources.add_sheet(
        name,
        cells,
        Cells {
            sheet: None,
            rows: (0..lines.len() as u32).collect(),
            columns: (0..width as u32).collect(),
            starts: starts.clone(),
        },
    );
    let span = |row: usize, column: usize| {
        let start = starts[row * width + column] as usize;
        Span { source, start, end: start + lines[row][column].len() }
    };
    let measure = |column: usize| {
        let (name, unit) = name_and_unit(lines[0][column]);
        let read = |row: usize| Some((row, number::parse(lines[row][column])?));
        let read: Vec<_> = (1..lines.len()).map(read).collect();
        let value = |(row, (number, _)): (usize, _)| Value {
            number,
            written: lines[row][column].to_owned(),
            span: span(row, column),
        };
        Measure {
            name: name.to_owned(),
            unit: unit.map(str::to_owned),
            is_rate: read.iter().flatten().any(|(_, (_, percent))| *percent),
            span: span(0, column),
            values: read.into_iter().map(|read| read.map(value)).collect(),
        }
    };
    let unit = |line: &Vec<&str>| unit_figures::Unit { code: String::new(), name: line[0].to_owned() };
    Figures {
        ledger: "填报".to_owned(),
        span: Span { source, start: 0, end: 0 },
        units: lines.iter().skip(1).map(unit).collect(),
        measures: (1..width).map(measure).collect(),
    }
}
