//! One 文稿 resolved against its kind: carrier, title, who issues, to whom, when. All that is missing is told at once.

use std::collections::BTreeMap;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::model::date::in_words;
use crate::model::order::{Carrier, DocumentOrder};
use crate::model::reader::FieldValue;
use crate::model::text::Phrase;
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
    /// Title of the document or, under a carrier, of the instrument.
    pub title: String,
    /// The workbook's fields and `doc`, by their variables.
    pub view: BTreeMap<String, View>,
    /// The same as templates read it.
    pub scope: Scope,
}

/// How a document is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 白头件.
    WhitePaper,
    /// The document itself has the red head.
    Direct,
    /// A 通知 with the red head carries it as an issued instrument.
    Carried,
}

impl Plan<'_> {
    /// How it is put together: a kind that can carry others is a 通知 itself; under a 通知 all others are carried.
    pub fn shape(&self) -> Shape {
        match self.carrier {
            Carrier::None => Shape::WhitePaper,
            Carrier::Notice if self.kind.issuance.is_none() => Shape::Carried,
            Carrier::Notice | Carrier::Opinion => Shape::Direct,
        }
    }

    /// 署名.
    pub fn signatories(&self) -> Vec<String> {
        if self.order.signatories.is_empty() {
            vec![self.workbook.unit.name.text.clone()]
        } else {
            self.order.signatories.iter().map(|s| s.text.clone()).collect()
        }
    }
}

/// Resolves an order. `None` if it cannot be made; every fault is in `findings`.
pub fn plan<'a>(
    workbook: &'a Workbook,
    order: &'a DocumentOrder,
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
        None => library.render_title(kind, &Scope::new(&view, kind.name.as_str()), findings)?,
    };
    own.insert("title".to_owned(), View::Text(title.clone()));
    view.insert("doc".to_owned(), View::Map(own));
    let scope = Scope::new(&view, title.as_str());
    let plan = Plan { workbook, order, kind, carrier, title, view, scope };
    check_title_lines(&plan, findings);
    check_places(&plan, findings);
    if plan.shape() != Shape::WhitePaper {
        check_head(&plan, findings);
    }
    Some(plan)
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
        ("通知标题", phrase(&order.carrier_title)),
        ("通知正文", order.carrier_text.as_ref().and_then(|text| first(&text.paragraphs))),
    ];
    let head = [
        ("发文字号", phrase(&order.number)),
        ("密级", phrase(&order.secrecy)),
        ("份号", phrase(&order.copy_number)),
        ("紧急程度", order.urgency.map(|_| order.kind.span)),
        ("抄送机关", first(&order.copies_to)),
        ("印发", imprint),
    ];
    let signature = [("署名", first(&order.signatories)), ("用印", order.sealed.map(|_| order.kind.span))];
    let white = plan.shape() == Shape::WhitePaper;
    if plan.shape() != Shape::Carried {
        for (key, span) in carrier.into_iter().filter_map(|(key, given)| Some((key, given?))) {
            findings.push(
                Diagnostic::error("no-place", span, format!("这份文件不随通知印发，放不下“{key}”"))
                    .hint(format!("要随通知印发就写“载体: 通知”；否则删去“{key}”")),
            );
        }
    }
    if white {
        for (key, span) in head.into_iter().filter_map(|(key, given)| Some((key, given?))) {
            findings.push(
                Diagnostic::error("no-place", span, format!("白头件没有版头和版记，放不下“{key}”"))
                    .hint(format!("要红头就把“载体”改成通知或意见；不要红头就删去“{key}”")),
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
    if plan.order.number.is_none() {
        let code = plan.workbook.unit.number_code.as_ref().map_or("某卫发", |code| code.text.as_str());
        findings.push(missing("发文字号", &format!("{code}〔2026〕15号"), "机关代字〔年份〕顺序号号"));
    }
    if plan.order.date.is_none() {
        findings.push(missing("成文日期", "2026-04-17", "签发的日期"));
    }
    if plan.order.recipients.is_empty() && plan.carrier == Carrier::Notice {
        findings.push(missing("主送机关", "各乡镇卫生院、县直各医疗卫生单位", "发给谁"));
    }
    if let (Some(number), Some(code)) = (&plan.order.number, &plan.workbook.unit.number_code)
        && number.text.split('〔').next() != Some(code.text.as_str())
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
