//! `【…】` in the texts of a document → what it stands for. Every figure that is printed is kept with its cells.
//!
//! `【2012】` and `【】` are no figures and stay; `【【注】】` prints `【注】`. A unit that the text has itself is not written
//! twice: `【捐款总额】元`.

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::document::text;
use crate::document::tree::{Block, Document, Inline, Part, Role, Row, Target};
use crate::figure::book::{Book, Trouble};
use crate::figure::evaluate::Reckoner;
use crate::figure::formula::{Argument, Formula, Function};
use crate::figure::parse;
use crate::figure::wording::{self, Style};
use crate::model::blank;
use crate::model::ledger::{NamedFigure, goes_on_with_unit};
use crate::model::text::Phrase;

/// A figure as it stands in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// As printed, with its unit.
    pub value: String,
    /// How it was reckoned.
    pub formula: String,
    /// The heading that it stands under; the part's title if it stands before all headings.
    pub section: String,
    /// The cells behind it.
    pub cells: Vec<Span>,
}

/// What became of the figures of a document.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Those that are printed, in the order of the text.
    pub printed: Vec<Printed>,
    /// What could not be reckoned, as it is written: it stands in the text as `【…】`.
    pub unsettled: Vec<String>,
}

/// Puts figures in the place of their names. `places` finds where the data write `【…】`. What was printed is given back if it is
/// to be `listed`.
pub fn expand(
    document: &mut Document,
    book: &Book<'_>,
    places: &dyn Fn(&str) -> Vec<Span>,
    fallback: &Place,
    listed: bool,
    findings: &mut Findings,
) -> Figures {
    let labels = labels(document);
    let section = document.properties.title.clone();
    let figures = Figures::default();
    let (spots, referred) = (Vec::new(), Vec::new());
    let labels = &labels;
    let mut walk =
        Walk { book, labels, places, fallback, findings, listed, figures, section, spots, referred };
    for part in &mut document.parts {
        walk.part(part);
    }
    walk.text(&mut document.properties.title);
    if let Some(imprint) = &mut document.imprint {
        walk.text(&mut imprint.copies_to);
        walk.text(&mut imprint.printer);
    }
    if let Some(head) = &mut document.head {
        head.units.iter_mut().for_each(|unit| walk.text(unit));
        walk.text(&mut head.mark);
        walk.text(&mut head.document_number);
    }
    document.referred = walk.referred;
    walk.figures
}

/// What texts may refer to by name.
#[derive(Debug, Default)]
struct Labels {
    /// 附件 and 附表: name, label.
    attachments: Vec<(String, String)>,
    /// Charts: name, number.
    charts: Vec<(String, String)>,
}

/// Where a reference stands in a text.
#[derive(Debug)]
struct Spot {
    start: usize,
    end: usize,
    to: Target,
}

fn labels(document: &Document) -> Labels {
    let mut labels = Labels::default();
    for part in &document.parts {
        if part.role == Role::Attachment {
            labels.attachments.push((part.title.text.clone(), part.label.clone()));
        }
        charts(&part.blocks, &mut labels.charts);
    }
    labels
}

fn charts(blocks: &[Block], found: &mut Vec<(String, String)>) {
    for block in blocks {
        match block {
            Block::Chart(chart) => {
                let number = if chart.number.is_empty() { "下图" } else { &chart.number };
                found.push((chart.name.clone(), number.to_owned()));
            }
            Block::Landscape { blocks } => charts(blocks, found),
            _ => {}
        }
    }
}

struct Walk<'w, 'a> {
    book: &'w Book<'a>,
    labels: &'w Labels,
    places: &'w dyn Fn(&str) -> Vec<Span>,
    fallback: &'w Place,
    findings: &'w mut Findings,
    /// Whether what is printed is kept.
    listed: bool,
    figures: Figures,
    section: String,
    /// References in the text in hand.
    spots: Vec<Spot>,
    /// What is referred to.
    referred: Vec<Target>,
}

impl Walk<'_, '_> {
    fn part(&mut self, part: &mut Part) {
        self.section.clone_from(&part.title.text);
        self.text(&mut part.title.text);
        part.title.lines.iter_mut().for_each(|line| self.text(line));
        self.section.clone_from(&part.title.text);
        self.text(&mut part.recipients);
        self.blocks(&mut part.blocks);
        part.attachment_names.iter_mut().for_each(|name| self.text(name));
        if let Some(signature) = &mut part.signature {
            signature.units.iter_mut().for_each(|unit| self.text(unit));
        }
        part.under_title.iter_mut().chain(&mut part.byline).for_each(|line| self.text(line));
        part.remark.iter_mut().for_each(|remark| self.text(remark));
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    self.inlines(&mut heading.text);
                    if heading.level <= 2 && !heading.text.is_empty() {
                        text::plain(&heading.text).trim_end_matches('。').clone_into(&mut self.section);
                    }
                    self.inlines(&mut heading.run_in);
                }
                Block::Paragraph { content } => self.inlines(content),
                Block::Table(table) => {
                    self.text(&mut table.title);
                    table.filler.iter_mut().for_each(|text| self.text(text));
                    self.text(&mut table.unit_line);
                    self.rows(&mut table.head);
                    self.rows(&mut table.body);
                    table.notes.iter_mut().for_each(|note| self.text(note));
                }
                Block::Chart(chart) => {
                    for text in [&mut chart.title, &mut chart.unit, &mut chart.description] {
                        self.text(text);
                    }
                    chart.categories.iter_mut().for_each(|text| self.text(text));
                    chart.series.iter_mut().for_each(|series| self.text(&mut series.name));
                    // The numbers are reckoned already; this keeps them with their cells.
                    chart.figures.iter().for_each(|text| self.text(&mut text.clone()));
                }
                Block::Landscape { blocks } => self.blocks(blocks),
                Block::PageBreak | Block::TableReference { .. } | Block::ChartReference { .. } => {}
            }
        }
    }

    fn rows(&mut self, rows: &mut [Row]) {
        for line in rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.lines) {
            self.inlines(line);
        }
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        let mut index = 0;
        while let Some(inline) = inlines.get_mut(index) {
            index += 1;
            match inline {
                Inline::Text { text } => {
                    self.text(text);
                    if !self.spots.is_empty() {
                        let pieces = self.pieces(text);
                        let end = index - 1 + pieces.len();
                        inlines.splice(index - 1..index, pieces);
                        index = end;
                    }
                }
                Inline::Strong { text } => self.text(text),
                Inline::Citation { .. } | Inline::Reference { .. } => {}
            }
        }
    }

    /// A text parted at its references.
    fn pieces(&mut self, text: &str) -> Vec<Inline> {
        let mut pieces = Vec::new();
        let mut start = 0;
        let plain = |words: &str| (!words.is_empty()).then(|| Inline::Text { text: words.to_owned() });
        for spot in std::mem::take(&mut self.spots) {
            pieces.extend(plain(&text[start..spot.start]));
            start = spot.end;
            if !self.referred.contains(&spot.to) {
                self.referred.push(spot.to.clone());
            }
            pieces.push(Inline::Reference { text: text[spot.start..spot.end].to_owned(), to: spot.to });
        }
        pieces.extend(plain(&text[start..]));
        pieces
    }

    fn text(&mut self, text: &mut String) {
        self.spots.clear();
        let mut next = text.find('【');
        if next.is_none() {
            return;
        }
        let mut made = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = next.take().or_else(|| rest.find('【')) {
            made.push_str(&rest[..at]);
            let after = &rest[at + '【'.len_utf8()..];
            if let Some((literal, tail)) = doubled(after) {
                made.push_str(literal);
                rest = tail;
                continue;
            }
            let Some((inner, tail)) = after.split_once('】') else {
                made.push('【');
                rest = after;
                continue;
            };
            if is_no_figure(inner) {
                made.push_str(&rest[at..rest.len() - tail.len()]);
            } else if let Some(Ok((label, to))) = self.label(inner) {
                let start = made.len();
                made.push_str(&label);
                self.spots.push(Spot { start, end: made.len(), to });
            } else {
                made.push_str(&self.figure(inner, (&made, tail)));
            }
            rest = tail;
        }
        made.push_str(rest);
        *text = made;
    }

    /// What a figure is written as; if it cannot be, its own text, and the fault is told.
    fn figure(&mut self, inner: &str, around: (&str, &str)) -> String {
        if let Some(what) = blank::asked(inner) {
            let (message, hint) = blank::in_words(what);
            self.tell(inner, &Trouble::new("to-fill-in", message, hint));
            return format!("【{inner}】");
        }
        if let Some(Err(trouble)) = self.label(inner) {
            self.tell(inner, &trouble);
            return format!("【{inner}】");
        }
        match self.reckon(inner, around) {
            Ok((text, printed)) => {
                self.figures.printed.extend(printed);
                text
            }
            Err(trouble) => {
                self.tell(inner, &trouble);
                format!("【{inner}】")
            }
        }
    }

    /// `【附件：名称】` → 附件2, and what that is; `None` if it is no such reference.
    fn label(&self, inner: &str) -> Option<Result<(String, Target), Trouble>> {
        let (word, name) = inner.split_once(['：', ':'])?;
        let (code, known) = match word.trim() {
            "附件" | "附表" => ("unknown-attachment", &self.labels.attachments),
            "图" => ("unknown-chart", &self.labels.charts),
            _ => return None,
        };
        let name = name.trim();
        if let Some((_, label)) = known.iter().find(|(title, _)| title == name) {
            let to = if code == "unknown-chart" {
                Target::Chart(name.to_owned())
            } else {
                Target::Attachment(label.clone())
            };
            return Some(Ok((label.clone(), to)));
        }
        let names = known.iter().map(|(title, _)| title.as_str());
        let hint = match nearest(name, names.clone()) {
            Some(near) => format!("是否应为“{near}”"),
            None if known.is_empty() => format!("这份文件没有{}", word.trim()),
            None => format!("这份文件有：{}", names.collect::<Vec<_>>().join("、")),
        };
        Some(Err(Trouble::new(code, format!("这份文件里没有叫“{name}”的{}", word.trim()), hint)))
    }

    /// A figure as the text around it wants it, and as it is listed.
    fn reckon(
        &mut self,
        inner: &str,
        (before, tail): (&str, &str),
    ) -> Result<(String, Option<Printed>), Trouble> {
        if inner.contains('【') {
            let shown: String = inner.chars().take_while(|c| *c != '【').take(12).collect();
            return Err(Trouble::new(
                "figure-syntax",
                format!("“【{shown}”后面缺少“】”"),
                "在算式或者名称的末尾补上“】”",
            ));
        }
        let (formula, options) = split_options(inner);
        let named = self.book.figures.iter().find(|figure| figure.name.text == formula);
        let style = match (options, named.and_then(|figure| figure.form.as_ref())) {
            (Some(options), _) => Style::parse(options)?,
            (None, Some(form)) => {
                Style::parse(&form.text).map_err(|fault| Trouble::from(fault).at(form.span))?
            }
            (None, None) => Style::default(),
        };
        let mut reckoner = Reckoner::new(self.book);
        let result = reckoner.written(formula);
        for doubt in self.book.doubts.take() {
            // What may be absent is no slip, unless something near is there.
            if style.zero().is_none() || doubt.fault.hint.starts_with("是否应为") {
                self.doubt(inner, &doubt);
            }
        }
        let evaluated = match (result, style.zero()) {
            (Ok(evaluated), _) => evaluated,
            // Nothing happened yet, and it was said what to write then.
            (Err(trouble), Some(zero)) if trouble.fault.code == "figure-zero" => {
                let printed = self.listed.then(|| Printed {
                    value: zero.to_owned(),
                    formula: self.reckoned(named, formula),
                    section: self.section.clone(),
                    cells: Vec::new(),
                });
                return Ok((zero.to_owned(), printed));
            }
            (Err(trouble), _) => return Err(trouble),
        };
        let mut words = wording::words(&evaluated.value, &style)?;
        // 【次数：汉字】次: two of something is 两, but 第二次.
        if words.text == "二" && goes_on_with_unit(tail) && !before.ends_with('第') {
            "两".clone_into(&mut words.text);
        }
        let asked = ["目标值(", "完成值(", "差距(", "指标数("].iter().any(|goal| formula.starts_with(goal));
        if words.zero && !asked && style.zero().is_none() {
            self.doubt(
                inner,
                &Trouble::new(
                    "figure-is-zero",
                    format!("“{formula}”算出来是 0"),
                    "读一读这句话；要在没有时换一种说法，写“【……：零写“没有”】”",
                ),
            );
        }
        // 【捐款总额】元, 【捐款总额：万】元, 【占比】%: what the text has itself is not written twice.
        let unit = without_repeated(&words.unit, tail);
        let text = match words.text.strip_suffix('%') {
            Some(number) if tail.starts_with(['%', '％']) => number,
            _ => words.text.as_str(),
        };
        let printed = self.listed.then(|| Printed {
            value: [words.text.as_str(), &words.unit].concat(),
            formula: match words.note.as_str() {
                "" => self.reckoned(named, formula),
                note => format!("{}（{note}）", self.reckoned(named, formula)),
            },
            section: self.section.clone(),
            cells: evaluated.cells,
        });
        let text = if unit.is_empty() && text.len() == words.text.len() {
            words.text
        } else {
            [text, unit].concat()
        };
        Ok((text, printed))
    }

    /// How a figure is reckoned, with its name if it has one.
    fn reckoned(&self, named: Option<&NamedFigure>, formula: &str) -> String {
        match named {
            Some(figure) => format!("{}＝{}", figure.name.text, figure.formula.text),
            None => self.goal(formula).unwrap_or_else(|| formula.to_owned()),
        }
    }

    /// `完成值(培训率)` with what 完成值 is reckoned from.
    fn goal(&self, formula: &str) -> Option<String> {
        let Ok(Formula::Call { function, arguments }) = parse::parse(formula) else { return None };
        let [Argument::Formula(Formula::Name(name))] = arguments.as_slice() else { return None };
        let asks = matches!(function, Function::Done | Function::Rate | Function::Gap);
        let indicator = asks.then(|| self.book.indicator(name).ok()).flatten()?;
        let done = &indicator.done.as_ref()?.text;
        Some(match function {
            Function::Done => format!("{formula}＝{done}"),
            _ => format!("{formula}，完成值＝{done}"),
        })
    }

    fn tell(&mut self, inner: &str, trouble: &Trouble) {
        self.figures.unsettled.push(inner.to_owned());
        let places = (self.places)(inner);
        let diagnostic = |place: Place| {
            let fault = Diagnostic::error(trouble.fault.code, place, trouble.fault.message.clone());
            // Of a ledger that could not be read, that has been told.
            let fault = if trouble.fault.wants_ledger() { fault.absent("台账") } else { fault };
            fault.hint(trouble.fault.hint.clone())
        };
        match (trouble.place, places.as_slice()) {
            (Some(cell), [first, ..]) if cell != *first => {
                self.findings.push(diagnostic(cell.into()).related(*first, "这里用到它"));
            }
            (Some(cell), _) => self.findings.push(diagnostic(cell.into())),
            (None, []) => {
                self.findings
                    .push(diagnostic(self.fallback.clone()).context(format!("正在计算：【{inner}】")));
            }
            (None, several) => {
                // Where the place is that of the whole text, the formula is named.
                let written = inner.len() + "【】".len();
                for place in several {
                    let told = diagnostic((*place).into());
                    self.findings.push(if place.end - place.start == written {
                        told
                    } else {
                        told.context(format!("正在计算：【{inner}】"))
                    });
                }
            }
        }
    }

    fn doubt(&mut self, inner: &str, trouble: &Trouble) {
        let place = trouble.place.or_else(|| (self.places)(inner).first().copied());
        let place = place.map_or(self.fallback.clone(), Place::Span);
        self.findings.push(
            Diagnostic::warning(trouble.fault.code, place, trouble.fault.message.clone())
                .hint(trouble.fault.hint.clone())
                .context(format!("正在计算：【{inner}】")),
        );
    }
}

/// A text with its figures reckoned; `None` if one cannot be.
pub fn plain(text: &str, book: &Book<'_>) -> Option<String> {
    let mut findings = Findings::default();
    let nowhere = Place::Nowhere;
    let places = |_: &str| Vec::new();
    let mut made = text.to_owned();
    let (labels, section) = (Labels::default(), String::new());
    let mut walk = Walk {
        book,
        labels: &labels,
        places: &places,
        fallback: &nowhere,
        findings: &mut findings,
        listed: false,
        figures: Figures::default(),
        spots: Vec::new(),
        referred: Vec::new(),
        section,
    };
    walk.text(&mut made);
    (!findings.has_errors()).then_some(made)
}

/// A unit without what the text goes on with: of 万元 before 元, 万. 人 before 人均 is another word.
fn without_repeated<'u>(unit: &'u str, tail: &str) -> &'u str {
    const OTHER_WORDS: &[&str] = &[
        "人均", "人民", "人员", "人才", "人口", "分别", "次日", "次之", "个别", "个人", "名义", "天天",
        "日常", "项目", "期间", "场所", "户籍",
    ];
    if OTHER_WORDS.iter().any(|word| tail.starts_with(word)) {
        return unit;
    }
    let starts = unit.char_indices().map(|(at, _)| at);
    starts.into_iter().find(|at| tail.starts_with(&unit[*at..])).map_or(unit, |at| &unit[..at])
}

/// `【【注】】`: what stands behind the first 【 → the literal text and the rest.
fn doubled(after: &str) -> Option<(&str, &str)> {
    let inner = after.strip_prefix('【')?;
    let end = inner.find("】】")?;
    let close = '】'.len_utf8();
    let literal = &after[..'【'.len_utf8() + end + close];
    Some((literal, &inner[end + 2 * close..]))
}

/// `【2012】`, as careless 发文字号 have it, and `【】`.
fn is_no_figure(inner: &str) -> bool {
    inner.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '０'..='９'))
}

/// `捐款总额：万元` → name or formula, and options. A colon within quotes or brackets belongs to the formula.
pub fn split_options(inner: &str) -> (&str, Option<&str>) {
    let (mut depth, mut quoted) = (0usize, false);
    for (at, c) in inner.char_indices() {
        match c {
            '“' | '「' => quoted = true,
            '”' | '」' => quoted = false,
            '"' => quoted = !quoted,
            '（' | '(' if !quoted => depth += 1,
            '）' | ')' if !quoted => depth = depth.saturating_sub(1),
            '：' | ':' if depth == 0 && !quoted => {
                return (inner[..at].trim(), Some(&inner[at + c.len_utf8()..]));
            }
            _ => {}
        }
    }
    (inner.trim(), None)
}

/// The names and formulas between the brackets of a text, those that are figures.
pub fn references(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('【') {
        let after = &rest[at + '【'.len_utf8()..];
        if let Some((_, tail)) = doubled(after) {
            rest = tail;
            continue;
        }
        let Some((inner, tail)) = after.split_once('】') else { break };
        if !is_no_figure(inner) {
            found.push(inner);
        }
        rest = tail;
    }
    found
}

/// The place of `【inner】` in a text of the data.
pub fn place_in(phrase: &Phrase, inner: &str) -> Span {
    let Span { source, start, end } = phrase.span;
    let written = format!("【{inner}】");
    // Where the text stands in the source as it is, or between quotes, the place is that of the figure alone.
    let quotes = (end - start).checked_sub(phrase.text.len()).filter(|rest| matches!(rest, 0 | 2));
    match (phrase.text.find(&written), quotes) {
        (Some(at), Some(quotes)) => {
            let start = start + quotes / 2 + at;
            Span { source, start, end: start + written.len() }
        }
        _ => phrase.span,
    }
}
