//! 表单 as the workbook has it → one that forms can be made of and returns held against, or what is wrong with it.

use rust_decimal::Decimal;

use crate::collect::operand::Reach;
use crate::collect::requirement::Requirement;
use crate::collect::returned::bare;
use crate::collect::self_check::LABEL;
use crate::collect::sheet::{CODE, UNIT, VERSION};
use crate::diag::diagnostic::{Diagnostic, Span};
use crate::diag::findings::Findings;
use crate::figure::parse::quantity;
use crate::model::date::{self, Moment};
use crate::model::form::{Collected, EntryFormData, EntryType, FormColumn, FormRows, Reminder};
use crate::model::number::Number;
use crate::model::text::Phrase;
use crate::write::docx::fingerprint;

/// Most columns of a form.
const MOST_COLUMNS: usize = 60;

/// A form.
#[derive(Debug, Clone)]
pub struct EntryForm {
    /// Its name.
    pub name: String,
    /// Its version with a hash of its columns: a form whose columns were changed is another one, whatever it says.
    pub version: String,
    /// 期次.
    pub round: Option<String>,
    /// Its columns from the left.
    pub columns: Vec<Column>,
    /// What must hold between them.
    pub checks: Vec<Check>,
    /// Whether a unit fills in several rows.
    pub many: bool,
    /// What is filled in above the table.
    pub filler: Vec<String>,
    /// What stands below it.
    pub notes: Vec<String>,
    /// 截止日期 as a text has it.
    pub deadline: Option<String>,
    /// 催办.
    pub reminder: Option<Reminder>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it is called among the others: its name, or `组-名称` where another group has the same.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What stands above it.
    pub group: Option<String>,
    /// What may be filled in.
    pub what: EntryType,
    /// 计量单位.
    pub unit: Option<String>,
    /// 选项.
    pub choices: Vec<String>,
    /// Whether it may be left blank.
    pub optional: bool,
    /// The least that may be filled in.
    pub least: Option<Bound>,
    /// The most; of words, their number of characters.
    pub most: Option<Bound>,
    /// 说明.
    pub help: Option<String>,
    /// Its relative width.
    pub width: Option<f64>,
}

/// A bound of numbers or days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// A number.
    Number(Decimal),
    /// A day, with its words.
    Day(Moment),
}

/// A rule between columns.
#[derive(Debug, Clone)]
pub struct Check {
    /// What must hold.
    pub condition: Requirement,
    /// Only if this holds.
    pub when: Option<Requirement>,
    /// What is said where it does not.
    pub message: Option<String>,
    /// Whether it is only to be looked at.
    pub doubtful: bool,
}

impl Column {
    /// Its name with the unit, as it stands above the column: `党员数（名）`.
    pub fn head(&self) -> String {
        match (&self.unit, self.what) {
            (Some(unit), _) => format!("{}（{unit}）", self.name),
            (None, EntryType::Percent) => format!("{}（%）", self.name),
            (None, _) => self.name.clone(),
        }
    }

    /// Whether it holds numbers.
    pub fn is_number(&self) -> bool {
        matches!(self.what, EntryType::Number | EntryType::Whole | EntryType::Percent)
    }
}

impl EntryForm {
    /// The form of a workbook. With errors in `findings` nothing may be made of it.
    pub fn new(data: &EntryFormData, findings: &mut Findings) -> Self {
        if data.columns.is_empty() {
            findings.push(
                Diagnostic::error("form-column", data.name.span, "表单里没有“栏目”")
                    .hint("写上要填的各栏，例如：栏目: [{名称: 党员数, 类型: 整数, 计量单位: 名}]"),
            );
        }
        if let Some(more) = data.columns.get(MOST_COLUMNS) {
            let message = format!("表单有{}栏，最多{MOST_COLUMNS}栏", data.columns.len());
            findings
                .push(Diagnostic::error("form-column", more.name.span, message).hint("分成几张表，分别收"));
        }
        let columns: Vec<Column> = data
            .columns
            .iter()
            .zip(data.keys())
            .map(|(column, key)| self::column(column, key, findings))
            .collect();
        for (at, column) in data.columns.iter().enumerate() {
            if columns[..at].iter().any(|other| other.key == columns[at].key) {
                let message = format!("有两栏都叫“{}”", columns[at].key);
                findings.push(
                    Diagnostic::error("repeated-name", column.name.span, message)
                        .hint("给其中一栏换个名称，或者写上不同的“组”"),
                );
            }
        }
        let mut condition = |phrase: &Phrase| Requirement::new(phrase, &columns, Reach::Row, findings);
        let checks = data.checks.iter().filter_map(|check| {
            Some(Check {
                condition: condition(&check.condition)?,
                when: match &check.when {
                    Some(when) => Some(condition(when)?),
                    None => None,
                },
                message: check.message.as_ref().map(|message| message.text.clone()),
                doubtful: check.doubtful.is_some_and(|flag| flag.0),
            })
        });
        let checks = checks.collect();
        let texts = |list: &[Phrase]| -> Vec<String> { list.iter().map(|item| item.text.clone()).collect() };
        let filler = data.filler();
        for column in &data.columns {
            findings.list.extend(called(column, &filler));
        }
        for (at, label) in data.filler.iter().enumerate() {
            findings.list.extend(labelled(label, &data.filler[..at]));
        }
        let version = data.version.as_ref().map_or("1", |version| &version.text);
        Self {
            name: data.name.text.clone(),
            version: format!("{version}-{}", hash(&columns)),
            round: data.round.as_ref().map(|round| round.text.clone()),
            columns,
            checks,
            many: data.rows == Some(FormRows::Many),
            filler,
            notes: texts(&data.notes),
            deadline: data.deadline.as_ref().map(Moment::in_words),
            reminder: data.reminder.clone(),
        }
    }

    /// The number of the column with this key.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// Whether any column stands under a name that it shares with others.
    pub fn has_groups(&self) -> bool {
        self.columns.iter().any(|column| column.group.is_some())
    }
}

/// What is wrong with what is asked for above the table: 报送台账 has a column for each.
fn labelled(label: &Phrase, before: &[Phrase]) -> Option<Diagnostic> {
    let name = bare(&label.text);
    let mut ours = [LABEL, VERSION].into_iter().chain(Collected::Register.columns().iter().copied());
    let (message, hint) = if name.is_empty() || ours.any(|own| own == name) {
        let message = format!("填表栏不能叫“{}”：表上或者报送台账里另有一栏叫这个名称", label.text);
        (message, "换一个名称；单位名称、单位代码不用写，做表时都填好")
    } else if before.iter().any(|other| bare(&other.text) == name) {
        (format!("填表栏里“{name}”写了两次"), "删去一个")
    } else {
        return None;
    };
    Some(Diagnostic::error("form-column", label.span, message).hint(hint))
}

/// What is wrong with what a column is called: formulas, ledgers and the form itself must tell its name from what they write.
fn called(column: &FormColumn, filler: &[String]) -> Option<Diagnostic> {
    /// Names of our own.
    const OURS: [&str; 9] = [UNIT, CODE, VERSION, LABEL, "序号", "得分", "等级", "合计", "台账"];
    /// What formulas and heads have marks for.
    const MARKS: &str = "（）()【】「」“”\"：:，,；;、=＝≠≥≤><＞＜+＋-－×*÷/／|｜%％.";
    let group = column.group.as_ref();
    for name in std::iter::once(&column.name).chain(group) {
        let Some(mark) = name.text.chars().find(|c| MARKS.contains(*c)) else { continue };
        let message = format!("“{}”里有“{mark}”，算式和汇总表里认不出来", name.text);
        let hint = if "（(%％".contains(mark) {
            "计量单位写在“计量单位”里，百分数写“类型: 百分数”；别的括号换成文字，例如“基本支出”"
        } else {
            "换成文字，例如“在编和聘用”"
        };
        return Some(Diagnostic::error("form-column", name.span, message).hint(hint));
    }
    let name = &column.name;
    let taken = OURS.contains(&name.text.as_str()) || filler.contains(&name.text);
    taken.then(|| {
        let message = format!("栏目不能叫“{}”：表上另有一格叫这个名称", name.text);
        Diagnostic::error("form-column", name.span, message).hint("换一个名称，例如在前面加上填的是什么")
    })
}

/// Four characters that columns with other names, types or choices have otherwise.
fn hash(columns: &[Column]) -> String {
    let mut text = String::new();
    for column in columns {
        let what = column.what;
        text.push_str(&format!(
            "{}\t{what:?}\t{:?}\t{}\n",
            column.key,
            column.unit,
            column.choices.join("\t")
        ));
    }
    fingerprint::hash(text.as_bytes())[..4].to_owned()
}

fn column(data: &FormColumn, key: String, findings: &mut Findings) -> Column {
    let usual = if data.choices.is_empty() { EntryType::Words } else { EntryType::Choice };
    let what = data.what.unwrap_or(usual);
    let name = data.name.text.clone();
    let group = data.group.as_ref().map(|group| group.text.clone());
    let mut fault = |span: Span, message: String, hint: &str| {
        findings.push(Diagnostic::error("form-column", span, message).hint(hint));
    };
    if what == EntryType::Choice && data.choices.len() < 2 {
        fault(
            data.name.span,
            format!("“{name}”是选项，却没有写“选项”"),
            "写上可以选的各项，例如：选项: [已建立, 未建立]",
        );
    }
    if what != EntryType::Choice
        && let Some(first) = data.choices.first()
    {
        fault(first.span, format!("“{name}”不是选项，却写了“选项”"), "把“类型”改成选项，或者删去“选项”");
    }
    let repeated = data
        .choices
        .iter()
        .enumerate()
        .find(|(at, one)| data.choices[..*at].iter().any(|other| other.text == one.text));
    if let Some((_, one)) = repeated {
        fault(one.span, format!("“{name}”的选项里有两个“{}”", one.text), "删去一个");
    }
    let mut bound = |phrase: &Option<Phrase>| -> Option<Bound> {
        let phrase = phrase.as_ref()?;
        let read = match what {
            EntryType::Date => date::parse(&phrase.text, phrase.span).ok().map(Bound::Day),
            EntryType::Choice | EntryType::YesNo => None,
            _ => quantity(&phrase.text, data.unit.as_ref().map(|unit| unit.text.as_str()))
                .map(|(value, _)| Bound::Number(value)),
        };
        if read.is_none() {
            let (message, hint) = match what {
                EntryType::Date => (format!("“{}”不是日期", phrase.text), "写成年月日，例如 2026-01-01"),
                EntryType::Choice | EntryType::YesNo => {
                    (format!("“{name}”没有大小，写不了最小、最大"), "删去“最小”“最大”")
                }
                _ => (format!("“{}”不是数", phrase.text), "写一个数，例如 0"),
            };
            fault(phrase.span, message, hint);
        }
        read
    };
    let (least, most) = (bound(&data.least), bound(&data.most));
    let crossed = match (&least, &most) {
        (Some(Bound::Number(least)), Some(Bound::Number(most))) => least > most,
        (Some(Bound::Day(least)), Some(Bound::Day(most))) => least.first > most.last,
        _ => false,
    };
    if crossed {
        fault(data.name.span, format!("“{name}”的最小比最大还大"), "把两个换过来");
    }
    Column {
        key,
        name,
        group,
        what,
        unit: data.unit.as_ref().map(|unit| unit.text.clone()),
        choices: data.choices.iter().map(|choice| choice.text.clone()).collect(),
        optional: data.optional.is_some_and(|flag| flag.0),
        least,
        most,
        help: data.help.as_ref().map(|help| help.text.clone()),
        width: data.width.as_ref().and_then(Number::hundredths).map(|width| f64::from(width) / 100.0),
    }
}
