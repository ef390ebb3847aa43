//! A plan → the document tree, passes included.

use crate::compose::plan::{Plan, Shape};
use crate::compose::{
    attachment, bulletin, correspondence, facts, following, format, joint, ledger_health, named, seal,
    sections,
};
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::document::text;
use crate::document::tree::{
    Attendance, Block, Document, Form, Head, Imprint, Numbering, Part, Properties, Role, Signature, Title,
};
use crate::figure::book::Book;
use crate::figure::expand::{self, Figures};
use crate::markup::prose;
use crate::model::date::in_words;
use crate::model::order::{Carrier, ContentsLevels, DocumentOrder, Format};
use crate::model::reader::FieldValue;
use crate::model::text::Phrase;
use crate::model::workbook::Workbook;
use crate::pass;
use crate::template::library::Library;
use crate::template::scope::Scope;

/// A document with the figures that it prints.
pub struct Composed {
    /// The document.
    pub document: Document,
    /// Its figures.
    pub figures: Figures,
}

impl From<Document> for Composed {
    /// A document without figures.
    fn from(document: Document) -> Self {
        Self { document, figures: Figures::default() }
    }
}

/// Makes the document. `None` only if nothing of it can be made; faults are in `findings`.
pub fn compose(plan: &Plan<'_>, library: &Library, findings: &mut Findings) -> Option<Composed> {
    let draft = draft(plan, library, findings)?;
    let (workbook, order, book) = (plan.workbook, plan.order, &plan.book);
    let ground = Ground { workbook, order, title: &plan.title, book, listed: true };
    Some(finish(&ground, draft, findings))
}

/// What a draft is finished with.
pub struct Ground<'g, 'a> {
    /// The workbook.
    pub workbook: &'g Workbook,
    /// The order.
    pub order: &'g DocumentOrder,
    /// The document's title; under a carrier that of what it carries.
    pub title: &'g str,
    /// What its figures are reckoned with.
    pub book: &'g Book<'a>,
    /// Whether the figures are asked for.
    pub listed: bool,
}

/// The document with its figures still written `【…】`: what a batch has in common for all units whose documents differ in
/// figures only.
pub fn draft(plan: &Plan<'_>, library: &Library, findings: &mut Findings) -> Option<Document> {
    let blocks = sections::blocks(plan, library, findings);
    let chosen = attachment::chosen(plan, findings);
    let named = &named::named(plan, &blocks, &chosen, findings);
    let mut attachments = attachment::parts(plan, chosen, named, findings);
    // 附表 belong to the text and are not listed.
    let listed = attachments.iter().filter(|part| part.label.starts_with("附件"));
    let names: Vec<String> = listed.map(|part| part.title.text.clone()).collect();
    // What has nothing in it goes along as a file of its own (另附): it is named, and has no page.
    attachments.retain(|part| !part.blocks.is_empty());
    let following = following::parts(plan, library, findings);
    let (main, next) = match plan.shape() {
        Shape::Bulletin => {
            let mut parts = bulletin::parts(plan, blocks);
            let main = parts.remove(0);
            (main, parts)
        }
        Shape::WhitePaper | Shape::Direct => {
            // A 命令 has no title (10.2); the one that it goes by names the file.
            let title = match plan.carrier {
                Carrier::Order => Title::new(""),
                _ => title(plan, &plan.title, true),
            };
            let mut part = Part::new(Role::Main, title, blocks);
            own(plan, &mut part);
            part.attendance = attendance(plan);
            part.attachment_names = names;
            part.recipients = recipients(plan);
            end(plan, &mut part, findings);
            label(plan, &mut part, findings);
            (part, Vec::new())
        }
        Shape::Carried => {
            let (carrier_title, carrier_blocks) = carrier(plan, library, findings)?;
            let mut notice = Part::new(Role::Main, title(plan, &carrier_title, false), carrier_blocks);
            notice.recipients = recipients(plan);
            end(plan, &mut notice, findings);
            let mut instrument = Part::new(Role::Issued, title(plan, &plan.title, true), blocks);
            own(plan, &mut instrument);
            instrument.attachment_names = names;
            (notice, vec![instrument])
        }
    };
    let form = format::form(plan);
    let mut document = Document {
        contents: plan.order.contents.and_then(ContentsLevels::levels),
        referred: Vec::new(),
        form,
        properties: Properties {
            title: match form {
                Form::Bulletin | Form::Order => plan.title.clone(),
                _ => main.title.text.clone(),
            },
            unit: plan.workbook.unit.name.text.clone(),
            kind: plan.kind_name(),
            date: plan.order.date.map(|date| date.day.to_string()),
        },
        head: match form {
            Form::WhitePaper => None,
            Form::Bulletin => Some(bulletin::head(plan)),
            _ => Some(head(plan)),
        },
        parts: std::iter::once(main).chain(next).chain(following).chain(attachments).collect(),
        imprint: match form {
            Form::WhitePaper => None,
            Form::Bulletin => bulletin::imprint(plan),
            Form::Letter => letter_imprint(plan),
            _ => imprint(plan, findings),
        },
    };
    keep_numbers(plan, &mut document);
    // After another fault an empty part is only what follows from it.
    let sound = !findings.has_errors();
    for part in document.parts.iter().filter(|part| sound && part.blocks.is_empty()) {
        findings.push(
            Diagnostic::error(
                "empty-document",
                plan.order.kind.span,
                format!("《{}》没有正文", name_of(part, &document)),
            )
            .hint("在资料里写上内容，或者在“章节”里写“正文”"),
        );
    }
    let place = |block: &Block| Place::Span(reference(plan, block).unwrap_or(plan.order.kind.span));
    let last = document.parts.first().and_then(last_block).cloned();
    cite(plan, &mut document, findings);
    pass::references::resolve(&mut document, named, &place, findings);
    let end = match &last {
        Some(reference @ Block::TableReference { .. }) => place(reference),
        _ => Place::Span(plan.order.kind.span),
    };
    warn_of_lone_signature(&document, end.clone(), findings);
    warn_of_open_end(&document, &end, findings);
    // Charts have their numbers before a text names them.
    pass::numbering::number(&mut document);
    warn_of_bare_contents(plan, &document, sound, findings);
    Some(document)
}

/// A draft with its figures.
pub fn finish(ground: &Ground<'_, '_>, mut document: Document, findings: &mut Findings) -> Composed {
    let figures = figures(ground, &mut document, findings);
    facts::check_printed_number(&document, ground.order, findings);
    attachment::label_unbound(&mut document);
    ledger_health::check(ground, ground.title, &figures.printed, findings);
    pass::typography::settle(&mut document);
    pass::numbering::number(&mut document);
    Composed { document, figures }
}

/// Puts figures in the place of `【…】`.
fn figures(ground: &Ground<'_, '_>, document: &mut Document, findings: &mut Findings) -> Figures {
    let places = |inner: &str| {
        let mut places = Vec::new();
        let mut look = |phrase: &Phrase| {
            if expand::references(&phrase.text).contains(&inner) && !places.contains(&phrase.span) {
                places.push(expand::place_in(phrase, inner));
            }
        };
        ground.workbook.phrases(&mut look);
        ground.order.phrases(&mut look);
        places
    };
    let fallback = Place::Span(ground.order.kind.span);
    let book = ground.book;
    // What is in doubt is told of figures that a ledger or a goal stands behind.
    let listed =
        ground.listed || !book.ledgers.is_empty() || !book.awaited.is_empty() || !book.indicators.is_empty();
    expand::expand(document, book, &places, &fallback, listed, findings)
}

/// 序数 as the texts have them, in all parts.
fn keep_numbers(plan: &Plan<'_>, document: &mut Document) {
    if plan.order.as_written.is_some_and(|flag| flag.0) {
        document.parts.iter_mut().for_each(|part| part.numbering = Numbering::AsWritten);
    }
}

/// What the order says of the document proper: 副标题, 作者, 序数.
fn own(plan: &Plan<'_>, part: &mut Part) {
    let dash = |subtitle: &Phrase| format!("——{}", subtitle.text.trim_start_matches(['—', '-', '－']));
    part.under_title.extend(plan.order.subtitle.as_ref().map(dash));
    part.byline = plan.order.byline.as_ref().map(|byline| byline.text.clone());
    part.numbering = match plan.order.run_on {
        Some(flag) if flag.0 => Numbering::RunOn,
        None if !plan.kind.is_rule() => plan.kind.numbering,
        _ => Numbering::Levels,
    };
    if let (true, Some(rule)) = (plan.kind.is_rule(), plan.rules.first()) {
        part.numbering = following::numbering(rule);
    }
}

/// An attachment that is a document by itself has its label above the title (7.3.7).
fn label(plan: &Plan<'_>, part: &mut Part, findings: &mut Findings) {
    let Some(label) = &plan.order.label else { return };
    if matches!(plan.shape(), Shape::WhitePaper) {
        part.role = Role::Attachment;
        part.label.clone_from(&label.text);
        return;
    }
    let told = Diagnostic::error("no-place", label.span, "有版头的文件放不下“附件标识”");
    findings.push(told.hint("删去“附件标识”；这份文件本身是附件的，写“载体: 无”"));
}

/// Who was at the meeting, in the order of 10.3: 出席, 请假, 列席; and who took it down.
fn attendance(plan: &Plan<'_>) -> Vec<Attendance> {
    let of_meeting = plan.kind.statutory == [Carrier::Minutes];
    let Some(meeting) = plan.workbook.meeting.as_ref().filter(|_| of_meeting) else { return Vec::new() };
    let names = |list: &[Phrase]| list.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join("、");
    let recorder = meeting.recorder.as_ref().map(|recorder| recorder.text.clone()).unwrap_or_default();
    [
        ("出席", names(&meeting.attendees)),
        ("请假", names(&meeting.absent)),
        ("列席", names(&meeting.observers)),
        ("记录", recorder),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(label, names)| Attendance { label: label.to_owned(), names })
    .collect()
}

/// Numbers of the references, by the order in which the text cites them.
fn cite(plan: &Plan<'_>, document: &mut Document, findings: &mut Findings) {
    let known: Vec<(&str, Span)> =
        plan.workbook.references.iter().map(|r| (r.key.text.as_str(), r.key.span)).collect();
    let place = |mark: &str| {
        let mut place = None;
        plan.workbook.paragraphs(&mut |paragraph| {
            if place.is_none() && paragraph.text.contains(mark) {
                place = Some(paragraph.span);
            }
        });
        place.unwrap_or(plan.order.kind.span)
    };
    for fault in pass::citations::number(document, &known) {
        findings.push(fault.diagnostic(&place));
    }
}

/// What a part is called; one without a title as its document is.
fn name_of<'a>(part: &'a Part, document: &'a Document) -> &'a str {
    if part.title.text.is_empty() { &document.properties.title } else { &part.title.text }
}

/// What the text of a part ends in.
fn last_block(part: &Part) -> Option<&Block> {
    part.blocks.iter().rfind(|block| !matches!(block, Block::PageBreak))
}

/// 署名 and 成文日期 stand on a page with text; after a landscape table they begin a page of their own. A part that is
/// landscape as a whole has them on the table's page.
fn warn_of_lone_signature(document: &Document, place: Place, findings: &mut Findings) {
    let is_landscape = |block: &Block| matches!(block, Block::Landscape { .. });
    let Some(part) = document.parts.first().filter(|part| part.signature.is_some()) else { return };
    if last_block(part).is_some_and(is_landscape) && !part.blocks.iter().all(is_landscape) {
        findings.push(
            Diagnostic::warning("signature-alone", place, "正文末尾是横排的表，署名和成文日期会单独占一页")
                .hint("在这个表后面加一句话，或者把表改作附件"),
        );
    }
}

/// A text that ends with a colon announces what does not follow.
fn warn_of_open_end(document: &Document, place: &Place, findings: &mut Findings) {
    for part in
        document.parts.iter().filter(|part| part.role != Role::Attachment && part.attachment_names.is_empty())
    {
        if let Some(Block::Paragraph { content }) = last_block(part)
            && text::plain(content).trim_end().ends_with('：')
        {
            findings.push(
                Diagnostic::warning(
                    "nothing-follows",
                    place.clone(),
                    format!("《{}》的正文以“：”结束，后面没有内容", name_of(part, document)),
                )
                .hint("把后面各章的内容写进资料；用“gongwen fields 文种”查看各章要写什么"),
            );
        }
    }
}

/// 目录 lists headings that stand on lines of their own, 制度 that follow, and 附件; without any of them there is none.
fn warn_of_bare_contents(plan: &Plan<'_>, document: &Document, sound: bool, findings: &mut Findings) {
    let (Some(first), Some(contents)) = (document.listed_from(), plan.order.contents) else { return };
    let is_listed = |part: &Part| {
        matches!(part.role, Role::Following | Role::Attachment) || has_headings(&part.blocks, contents.depth)
    };
    if sound && !document.parts[first..].iter().any(is_listed) {
        findings.push(
            Diagnostic::warning(
                "bare-contents",
                contents.span,
                "没有可以列进“目录”的标题，这份文件就没有目录",
            )
            .hint("目录列单独成行的各级标题、后附的制度和附件；正文里没有这些就删去“目录”"),
        );
    }
}

/// Whether a heading of the first levels stands on a line of its own.
fn has_headings(blocks: &[Block], levels: u8) -> bool {
    blocks.iter().any(|block| match block {
        Block::Heading(heading) => text::is_own_line(heading) && heading.level <= levels,
        Block::Landscape { blocks } => has_headings(blocks, levels),
        _ => false,
    })
}

/// Where the data have this reference to a table or chart; `None` if only a template does.
fn reference(plan: &Plan<'_>, block: &Block) -> Option<Span> {
    let mut place = None;
    plan.workbook.paragraphs(&mut |paragraph| {
        if place.is_none() && prose::reference(&paragraph.text).as_ref() == Some(block) {
            place = Some(paragraph.span);
        }
    });
    place
}

/// Title and text of the notice, report or letter that carries an instrument.
fn carrier(plan: &Plan<'_>, library: &Library, findings: &mut Findings) -> Option<(String, Vec<Block>)> {
    let kind = library.carrying(plan.carrier)?;
    let title = match &plan.order.carrier_title {
        Some(title) => Some(title.text.clone()),
        None if plan.order.joint.is_empty() => {
            library.render_issuing_title(kind, &plan.title, &plan.scope, findings)
        }
        None => {
            let scope =
                Scope::new(&joint::titled(&plan.view, plan.workbook, plan.order), plan.title.as_str());
            library.render_issuing_title(kind, &plan.title, &scope, findings)
        }
    };
    let blocks = match &plan.order.carrier_text {
        Some(text) => Some(prose::blocks(&text.paragraphs)),
        None => library.render_issuing_text(kind, &plan.title, &plan.scope, findings),
    };
    Some((title?, blocks?))
}

/// The title with the names that must stay whole; `own` is the title that 标题分行 cuts.
fn title(plan: &Plan<'_>, text: &str, own: bool) -> Title {
    let unit = &plan.workbook.unit;
    let mut unbreakable = vec![unit.name.text.clone()];
    unbreakable.extend(joint::others(plan).map(|unit| unit.name.text.clone()));
    unbreakable.extend(unit.short_name.iter().map(|name| name.text.clone()));
    unbreakable
        .extend(plan.workbook.campaign.iter().filter_map(|c| c.scope.as_ref()).map(|s| s.text.clone()));
    Title {
        text: text.to_owned(),
        lines: if own {
            plan.order.title_lines.iter().map(|line| line.text.clone()).collect()
        } else {
            Vec::new()
        },
        unbreakable,
    }
}

fn recipients(plan: &Plan<'_>) -> String {
    let texts: Vec<&str> =
        plan.order.recipients.iter().map(|r| r.text.trim_end_matches(['：', ':', '，', '。'])).collect();
    texts.join("，")
}

/// 署名, 成文日期 and 附注. A 白头件 without a date has none of them: many plans are unsigned.
fn end(plan: &Plan<'_>, part: &mut Part, findings: &mut Findings) {
    if let Some(date) = &plan.order.date {
        let white = plan.shape() == Shape::WhitePaper;
        let stamps = format::stamps(plan);
        let sealed = match (plan.order.sealed, plan.workbook.unit.sealed) {
            (Some(flag), _) => flag.0,
            // 纪要 bears no seal, 电报 need none (条例 art. 9), and a 签名章 stands for it (7.3.5.3).
            (None, _)
                if white
                    || !stamps.is_empty()
                    || matches!(plan.format, Format::Minutes | Format::Telegram) =>
            {
                false
            }
            (None, flag) => flag.is_none_or(|flag| flag.0),
        };
        let units = plan.signatories();
        let seals = if sealed { seal::of_units(plan, findings) } else { Vec::new() };
        let date = in_words(date.day);
        part.signature = Some(Signature { units, author: None, date, sealed, seals, stamps });
    }
    let remark = plan.order.remark.as_ref().map(|remark| without_brackets(&remark.text).to_owned());
    part.remark = remark.or_else(|| correspondence::contact_remark(plan));
}

/// Takes off one pair of brackets that encloses the whole text.
fn without_brackets(text: &str) -> &str {
    let inner = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    let Some(inner) = inner else { return text };
    let mut depth = 0i32;
    for c in inner.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return text;
        }
    }
    inner
}

fn head(plan: &Plan<'_>) -> Head {
    let own = || plan.order.mark.as_ref().map_or_else(|| format::mark(plan), |own| own.text.clone());
    let (units, mark) = joint::mark(plan).unwrap_or_else(|| (Vec::new(), own()));
    Head {
        copy_number: plan.order.copy_number.as_ref().map(|n| n.text.clone()),
        secrecy: plan.order.secrecy.as_ref().map(|s| s.text.clone()),
        urgency: plan.order.urgency.map(|urgency| urgency.value.word().to_owned()),
        units,
        mark,
        document_number: plan.order.number.as_ref().map(|n| n.text.clone()).unwrap_or_default(),
        signers: joint::signers(plan).map(|signer| signer.text.clone()).collect(),
        publisher: None,
    }
}

/// 抄送 of the unit and of this document.
fn copies_to(plan: &Plan<'_>) -> String {
    let all = plan.workbook.unit.copies_to.iter().chain(&plan.order.copies_to);
    let copies: Vec<&str> = all.map(|c| c.text.trim_end_matches(['。', '，', '；'])).collect();
    copies.join("，")
}

/// 版记 of a 信函: 抄送 alone (10.1).
fn letter_imprint(plan: &Plan<'_>) -> Option<Imprint> {
    let imprint = Imprint { copies_to: copies_to(plan), ..Imprint::default() };
    (!imprint.copies_to.is_empty()).then_some(imprint)
}

/// 版记: 抄送 of the unit and of this document, 印发机关 and 印发日期. A red-head document without any is told.
fn imprint(plan: &Plan<'_>, findings: &mut Findings) -> Option<Imprint> {
    let unit = &plan.workbook.unit;
    let order = plan.order.imprint.as_ref();
    let printer = order.and_then(|o| o.printer.as_ref()).or(unit.printer.as_ref());
    let date = order.and_then(|o| o.date.as_ref());
    let (printer, print_date) = match (printer, date) {
        (Some(printer), Some(date)) => (printer.text.clone(), in_words(date.day)),
        (Some(_), None) if order.is_some() => {
            findings.push(
                Diagnostic::error("missing-field", plan.order.kind.span, "“印发”缺少“日期”（送印的日期）")
                    .hint("加一行，例如：印发: {日期: 2026-04-18}")
                    .absent("印发.日期"),
            );
            return None;
        }
        (None, Some(date)) => {
            findings.push(
                Diagnostic::error("missing-field", date.span, "“印发”缺少“机关”（印发机关）")
                    .hint("写成：印发: {机关: 某某县卫生局办公室, 日期: ……}，或者在“单位”里写“印发机关”")
                    .absent("机关")
                    .absent("印发机关"),
            );
            return None;
        }
        // A 命令 may do without: it goes to the public.
        (_, None) if plan.format == Format::Order => (String::new(), String::new()),
        (_, None) => {
            findings.push(
                Diagnostic::warning(
                    "no-imprint",
                    plan.order.kind.span,
                    "红头文件没有写“印发”，版记里就没有印发机关和印发日期",
                )
                .hint("在这份文稿下面加：印发: {机关: 某某县卫生局办公室, 日期: 2026-04-18}")
                .absent("印发.日期"),
            );
            (String::new(), String::new())
        }
    };
    let on_even_page = order.and_then(|order| order.on_even_page).is_some_and(|flag| flag.0);
    let imprint =
        Imprint { copies_to: copies_to(plan), printer, print_date, on_even_page, ..Imprint::default() };
    (!imprint.copies_to.is_empty() || !imprint.printer.is_empty()).then_some(imprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_brackets_around_the_whole_remark_are_taken_off() {
        for (written, kept) in [
            ("（此件公开发布）", "此件公开发布"),
            ("此件公开发布", "此件公开发布"),
            ("联系人：张三（办公室）", "联系人：张三（办公室）"),
            ("（甲）和（乙）", "（甲）和（乙）"),
        ] {
            assert_eq!(without_brackets(written), kept);
        }
    }
}
