//! One 文稿 resolved against its kind: carrier, title, who issues, to whom, when. All that is missing is told at once.

use std::collections::BTreeMap;

use crate::compose::{correspondence, format, joint, progress};
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::figure::book::Book;
use crate::model::date::in_words;
use crate::model::ledger::rows_view;
use crate::model::matters::Rule;
use crate::model::order::{Carrier, DocumentOrder, Format};
use crate::model::period::Period;
use crate::model::reader::FieldValue;
use crate::model::text::Phrase;
use crate::model::unit_row::UnitRow;
use crate::model::view::View;
use crate::model::workbook::Workbook;
use crate::template::library::{Kind, Library};
use crate::template::scope::Scope;

/// A resolved 文稿.
pub struct Plan<'a> {
    /// The workbook.
    pub workbook: &'a Workbook,
    /// The order.
    pub order: &'a DocumentOrder,
    /// The kind.
    pub kind: &'a Kind,
    /// What it is issued under.
    pub carrier: Carrier,
    /// How it is set, if it has a red head.
    pub format: Format,
    /// The rules that it is of, or that follow it.
    pub rules: Vec<&'a Rule>,
    /// Title of the document or, under a carrier, of the instrument.
    pub title: String,
    /// The workbook's fields and `doc`, by their variables.
    pub view: BTreeMap<String, View>,
    /// The same as templates read it.
    pub scope: Scope,
    /// What its figures are reckoned with.
    pub book: Book<'a>,
}

/// How a document is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 白头件.
    WhitePaper,
    /// 简报: a head of its own, and articles that follow.
    Bulletin,
    /// The document itself has the red head.
    Direct,
    /// A 通知, 报告 or 函 with the red head carries it as an issued instrument.
    Carried,
}

impl Plan<'_> {
    /// How it is put together: a kind that is the carrier's 文种 itself is issued directly, all others are carried.
    pub fn shape(&self) -> Shape {
        match self.carrier {
            Carrier::None if self.kind.bulletin => Shape::Bulletin,
            Carrier::None => Shape::WhitePaper,
            carrier if self.kind.statutory.contains(&carrier) && !self.carries_any() => Shape::Direct,
            _ => Shape::Carried,
        }
    }

    /// Whether a kind that stands for several 文种 is carried by one of them: it says what that one says.
    fn carries_any(&self) -> bool {
        let written = self.order.carrier_title.is_some() || self.order.carrier_text.is_some();
        self.kind.statutory.len() > 1 && written
    }

    /// What it is: a kind that stands for several 文种 is the one that it is issued as.
    pub fn kind_name(&self) -> String {
        match self.shape() {
            Shape::Direct if self.kind.statutory.len() > 1 => self.carrier.word().to_owned(),
            _ => self.kind.name.clone(),
        }
    }

    /// 署名.
    pub fn signatories(&self) -> Vec<String> {
        joint::signatories(self)
    }
}

/// Resolves an order, for one unit if it has a row. `None` if it cannot be made; every fault is in `findings`.
pub fn plan<'a>(
    workbook: &'a Workbook,
    order: &'a DocumentOrder,
    unit: Option<&'a UnitRow<'a>>,
    library: &'a Library,
    findings: &mut Findings,
) -> Option<Plan<'a>> {
    let Some(kind) = library.kind(&order.kind.text) else {
        findings.push(library.unknown_kind(&order.kind.text, Place::Span(order.kind.span)));
        return None;
    };
    let allowed = || kind.carriers.iter().map(|carrier| carrier.word()).collect::<Vec<_>>();
    let carrier = match order.carrier {
        Some(carrier) if !kind.carriers.is_empty() && !kind.carriers.contains(&carrier.value) => {
            let message = format!("“{}”不能用载体“{}”", kind.name, carrier.value.word());
            findings.push(
                Diagnostic::error("wrong-carrier", carrier.span, message)
                    .hint(format!("载体可以是：{}", allowed().join("、"))),
            );
            return None;
        }
        Some(carrier) => carrier.value,
        None => kind.carriers.first().copied().unwrap_or(Carrier::None),
    };
    let mut view = match workbook.view() {
        Some(View::Map(map)) => map,
        _ => BTreeMap::new(),
    };
    view.remove("documents");
    view.remove("roster");
    let period = Period { start: order.from.map(|day| day.day), end: order.until.map(|day| day.day) };
    let book = Book::new(workbook, unit, period);
    if let Some(unit) = unit {
        view.insert("row".to_owned(), unit.view());
        if let (false, Some(rows)) = (unit.ledgers.is_empty(), rows_view(book.ledgers.iter().copied())) {
            view.insert("ledgers".to_owned(), rows);
        }
    }
    if let Some(progress) = progress::view(workbook, &book, order.until.or(order.date)) {
        view.insert("progress".to_owned(), progress);
    }
    let rules = rules(workbook, order, kind, findings);
    view.remove("rules");
    if !rules.is_empty() {
        view.insert("rules".to_owned(), View::List(rules.iter().filter_map(|rule| rule.view()).collect()));
    }
    let mut own = match order.view() {
        Some(View::Map(map)) => map,
        _ => BTreeMap::new(),
    };
    own.remove("sections");
    own.remove("without");
    own.insert("carrier".to_owned(), View::Text(carrier.word().to_owned()));
    own.insert("kind".to_owned(), View::Text(kind.name.clone()));
    view.insert("doc".to_owned(), View::Map(own.clone()));
    let title = match &order.title {
        Some(title) => title.text.clone(),
        None => {
            let scope = if order.joint.is_empty() {
                Scope::new(&view, kind.name.as_str())
            } else {
                Scope::new(&joint::titled(&view, workbook, order), kind.name.as_str())
            };
            library.render_title(kind, &scope, findings)?
        }
    };
    own.insert("title".to_owned(), View::Text(title.clone()));
    view.insert("doc".to_owned(), View::Map(own));
    let scope = Scope::new(&view, title.as_str());
    let format = format::of(order, carrier);
    let plan = Plan { workbook, order, kind, carrier, format, rules, title, view, scope, book };
    check_title_lines(&plan, findings);
    check_contents(&plan, findings);
    check_places(&plan, findings);
    joint::check(&plan, findings);
    match plan.shape() {
        Shape::WhitePaper => format::check_stamps(&plan, findings),
        Shape::Bulletin => check_date(&plan, findings),
        Shape::Direct | Shape::Carried => {
            check_head(&plan, findings);
            correspondence::check(&plan, findings);
            format::check(&plan, findings);
        }
    }
    Some(plan)
}

/// Which rules a document is of, or has after it. A kind that is a rule itself takes one.
fn rules<'a>(
    workbook: &'a Workbook,
    order: &DocumentOrder,
    kind: &Kind,
    findings: &mut Findings,
) -> Vec<&'a Rule> {
    let all = &workbook.rules;
    let chosen: Vec<&Rule> = match order.rules.as_slice() {
        [] if kind.is_rule() || kind.rules_follow => all.iter().collect(),
        [] => Vec::new(),
        [word] if word.text == "全部" => all.iter().collect(),
        names => {
            let mut chosen = Vec::new();
            for name in names {
                match all.iter().find(|rule| rule.name.text == name.text) {
                    Some(rule) => chosen.push(rule),
                    None => {
                        let message = format!("没有叫“{}”的制度", name.text);
                        let meant = nearest(&name.text, all.iter().map(|rule| rule.name.text.as_str()));
                        findings.push(
                            Diagnostic::error("unknown-rule", name.span, message)
                                .meant(meant)
                                .hint("在资料的“制度”里加上它，或者改成已有的名称")
                                .absent("制度"),
                        );
                    }
                }
            }
            chosen
        }
    };
    if let (true, [_, second, ..]) = (kind.is_rule(), chosen.as_slice()) {
        let message = format!("“{}”一次写一份，资料里有{}份", kind.name, chosen.len());
        let names: Vec<&str> = chosen.iter().map(|rule| rule.name.text.as_str()).collect();
        findings.push(
            Diagnostic::error("several-rules", order.kind.span, message)
                .related(second.name.span, "第二份写在这里")
                .hint(format!(
                    "在这份文稿下面写明是哪一份，例如：制度: {}；几份放在一起用“制度汇编”",
                    names[0]
                )),
        );
    }
    chosen
}

/// A bulletin has its date in the head.
fn check_date(plan: &Plan<'_>, findings: &mut Findings) {
    if plan.order.date.is_none() {
        let message = format!("“{}”的报头缺少“成文日期”", plan.kind.name);
        findings.push(
            Diagnostic::error("missing-field", plan.order.kind.span, message)
                .hint("在这份文稿下面加一行，例如：成文日期: 2026-04-17")
                .absent("成文日期"),
        );
    }
}

/// Lines that the user fixed must be the title, cut.
fn check_title_lines(plan: &Plan<'_>, findings: &mut Findings) {
    let Some(first) = plan.order.title_lines.first() else { return };
    let joined: String = plan.order.title_lines.iter().map(|line| line.text.as_str()).collect();
    if joined != plan.title {
        findings.push(
            Diagnostic::error(
                "title-lines",
                first.span,
                format!("“标题分行”连起来是“{joined}”，与标题“{}”不同", plan.title),
            )
            .hint("各行连起来要与标题一字不差；不需要自己分行就把“标题分行”删去"),
        );
    }
}

/// 目录 stands before a text on pages of its own; the first page under a red head shows text.
fn check_contents(plan: &Plan<'_>, findings: &mut Findings) {
    let Some(contents) = plan.order.contents.filter(|contents| contents.levels().is_some()) else { return };
    let (message, hint) = match plan.shape() {
        Shape::WhitePaper | Shape::Carried => return,
        Shape::Bulletin => ("简报用“本期要目”，放不下“目录”".to_owned(), "删去“目录”".to_owned()),
        Shape::Direct => (
            format!("红头的“{}”首页要有正文，红头和正文之间放不下“目录”", plan.kind.name),
            "把要列目录的内容做成方案、意见等，随通知印发（写“载体: 通知”），目录排在它前面；否则删去“目录”"
                .to_owned(),
        ),
    };
    findings.push(Diagnostic::error("no-place", contents.span, message).hint(hint));
}

/// What a 文稿 says but its shape has no place for is told: nothing is left out in silence.
fn check_places(plan: &Plan<'_>, findings: &mut Findings) {
    let order = plan.order;
    let phrase = |phrase: &Option<Phrase>| phrase.as_ref().map(|p| p.span);
    let first = |list: &[Phrase]| list.first().map(|p| p.span);
    let imprint = order.imprint.as_ref().map(|imprint| {
        let printer = imprint.printer.as_ref().map(|p| p.span);
        printer.or(imprint.date.as_ref().map(|d| d.span)).unwrap_or(order.kind.span)
    });
    let carrier = [
        ("载体标题", phrase(&order.carrier_title)),
        ("载体正文", order.carrier_text.as_ref().and_then(|text| first(&text.paragraphs))),
    ];
    let head = [
        ("格式", order.format.map(|format| format.span)),
        ("发文字号", phrase(&order.number)),
        ("发文机关标志", phrase(&order.mark)),
        ("签发人", joint::signers(plan).next().map(|signer| signer.span)),
        ("来文", order.received.as_ref().map(|received| received.name.span)),
        ("密级", phrase(&order.secrecy)),
        ("份号", phrase(&order.copy_number)),
        ("紧急程度", order.urgency.map(|urgency| urgency.span)),
        ("抄送机关", first(&order.copies_to)),
        ("印发", imprint),
    ];
    let signature = [
        ("联合发文", order.joint.first().map(|unit| unit.name.span)),
        ("署名", first(&order.signatories)),
        ("用印", order.sealed.map(|_| order.kind.span)),
        ("签名章", order.stamps.first().map(|stamp| stamp.post.span)),
    ];
    let bulletin = [
        ("副标题", phrase(&order.subtitle)),
        ("作者", phrase(&order.byline)),
        ("标题分行", first(&order.title_lines)),
        ("主送机关", first(&order.recipients)),
        ("署名", first(&order.signatories)),
        ("签名章", order.stamps.first().map(|stamp| stamp.post.span)),
        ("附注", phrase(&order.remark)),
    ];
    if plan.shape() == Shape::Bulletin {
        for (key, span) in bulletin.into_iter().filter_map(|(key, given)| Some((key, given?))) {
            findings.push(
                Diagnostic::error("no-place", span, format!("简报里放不下“{key}”"))
                    .hint(format!("名称、期号、编印、报送的单位写在“简报”里；这里删去“{key}”")),
            );
        }
    }
    let white = matches!(plan.shape(), Shape::WhitePaper | Shape::Bulletin);
    if plan.shape() != Shape::Carried {
        for (key, span) in carrier.into_iter().filter_map(|(key, given)| Some((key, given?))) {
            findings.push(
                Diagnostic::error("no-place", span, format!("这份文件不随通知、报告或函发出，放不下“{key}”"))
                    .hint(format!("要随通知印发就写“载体: 通知”；否则删去“{key}”")),
            );
        }
    }
    let sections = &order.sections;
    let closes = plan.kind.section("结语").is_some()
        && (sections.is_empty()
            || sections.iter().flat_map(|entry| &entry.uses).any(|name| name.text == "结语"));
    if let (Some(closing), false) = (&order.closing, closes) {
        let message = format!("“{}”没有用到“结语”这一章，放不下“结语”", plan.kind.name);
        findings.push(
            Diagnostic::error("no-place", closing.span, message)
                .hint("要写就在“章节”里加上“- 结语”，或者把这句话写进正文；否则删去“结语”"),
        );
    }
    if white {
        let bulletin = plan.shape() == Shape::Bulletin;
        let what = if bulletin { "简报没有公文的" } else { "白头件没有" };
        let cure = |key: &str| match plan.kind.carriers.iter().find(|carrier| **carrier != Carrier::None) {
            Some(carrier) => format!("要红头就把“载体”改成{}；不要红头就删去“{key}”", carrier.word()),
            None => format!("删去“{key}”"),
        };
        for (key, span) in head.into_iter().filter_map(|(key, given)| Some((key, given?))) {
            findings.push(
                Diagnostic::error("no-place", span, format!("{what}版头和版记，放不下“{key}”"))
                    .hint(cure(key)),
            );
        }
    }
    if white && order.date.is_none() {
        for (key, span) in signature.into_iter().filter_map(|(key, given)| Some((key, given?))) {
            findings.push(
                Diagnostic::error("no-place", span, format!("没有成文日期，文末不署名，放不下“{key}”"))
                    .hint(format!("加上“成文日期”；不署名就删去“{key}”")),
            );
        }
    }
}

/// What to do with a workbook that is made for a batch.
const ROSTER_HINT: &str = "用“gongwen batch 资料 --roster 名册 -o 文件夹”给每个单位生成";

/// A red head needs 发文字号, 成文日期 and 主送机关.
fn check_head(plan: &Plan<'_>, findings: &mut Findings) {
    let place = Place::Span(plan.order.kind.span);
    let missing = |key: &str, example: &str, meaning: &str| {
        Diagnostic::error(
            "missing-field",
            place.clone(),
            format!("红头的“{}”缺少“{key}”（{meaning}）", plan.kind.name),
        )
        .hint(format!("在这份文稿下面加一行，例如：{key}: {example}"))
        .absent(key)
    };
    if plan.order.number.is_none() && plan.carrier != Carrier::Minutes {
        findings.push(if plan.carrier == Carrier::Order {
            missing("发文字号", "第5号", "令号")
        } else {
            let code = plan.workbook.unit.number_code.as_ref().map_or("某卫发", |code| code.text.as_str());
            missing("发文字号", &format!("{code}〔2026〕15号"), "机关代字〔年份〕顺序号号")
        });
    }
    if plan.order.date.is_none() {
        findings.push(missing("成文日期", "2026-04-17", "签发的日期"));
    }
    let addressed = matches!(
        plan.carrier,
        Carrier::Notice | Carrier::Report | Carrier::Letter | Carrier::Request | Carrier::Reply
    );
    if plan.order.recipients.is_empty() && addressed {
        let missing = missing("主送机关", "各乡镇卫生院、县直各医疗卫生单位", "发给谁");
        findings.push(match plan.workbook.roster {
            None => missing,
            // Made for a batch, where each unit is its own.
            Some(_) => {
                let message = "没有写主送机关，只有批量生成时才是各个单位";
                Diagnostic::error("needs-roster", place.clone(), message).hint(ROSTER_HINT)
            }
        });
    }
    if let (Some(number), Some(code)) = (&plan.order.number, &plan.workbook.unit.number_code)
        && !matches!(plan.carrier, Carrier::Minutes | Carrier::Order)
        && number.text.split(['〔', '[', '［', '（', '(', '【']).next() != Some(code.text.as_str())
    {
        findings.push(
            Diagnostic::warning(
                "number-code",
                number.span,
                format!("发文字号“{}”用的不是本单位的发文代字“{}”", number.text, code.text),
            )
            .related(code.span, "发文代字写在这里")
            .hint("核对发文字号；单位有几个代字时，把“单位”里的“发文代字”删去"),
        );
    }
    if let (Some(number), Some(date)) = (&plan.order.number, &plan.order.date) {
        let year = in_words(date.day);
        let year = &year[..year.find('年').unwrap_or(0)];
        if !number.text.contains(&format!("〔{year}〕")) && number.text.contains('〔') {
            findings.push(
                Diagnostic::warning(
                    "number-year",
                    number.span,
                    format!("发文字号“{}”的年份与成文日期{}不同年", number.text, in_words(date.day)),
                )
                .related(date.span, "成文日期写在这里")
                .hint("惯例是按成文的年份编号，请核对"),
            );
        }
    }
}
