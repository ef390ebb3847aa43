//! A batch made ready: what is the same for every unit, and the documents of one row.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::batch::columns::{Column, Columns, Field};
use crate::batch::lists::Shares;
use crate::batch::numbers::Pattern;
use crate::batch::overrides::{Override, Overrides};
use crate::batch::roster::Roster;
use crate::compose;
use crate::compose::document::{Composed, Ground, draft, finish};
use crate::diag::diagnostic::Span;
use crate::diag::findings::Findings;
use crate::document::tree::Document;
use crate::figure::book::Book;
use crate::figure::evaluate::SERIAL;
use crate::figure::expand::references;
use crate::layout;
use crate::model::condition;
use crate::model::date;
use crate::model::include;
use crate::model::ledger::{Awaited, Ledger, Ledgers};
use crate::model::number;
use crate::model::order::{Carrier, DocumentOrder};
use crate::model::period::Period;
use crate::model::reader::{FieldValue, Reader};
use crate::model::roster::ColumnType;
use crate::model::text::Phrase;
use crate::model::unit_row::{UnitCell, UnitRow, UnitValue};
use crate::model::workbook::Workbook;
use crate::pipeline::profiles::Page;
use crate::pipeline::{self, Data, Ordered, conditions};
use crate::source::node::{Key, Node, Scalar, ScalarStyle, Value};
use crate::template::library::Library;

/// A batch made ready.
pub struct Job<'a> {
    /// The templates.
    library: &'a Library,
    /// The list of units.
    roster: &'a Roster,
    /// What its columns are.
    columns: &'a Columns,
    /// The workbook's tree, without ledgers, conditions not settled.
    data: Data,
    /// Only documents of this kind.
    kind: Option<String>,
    /// The ledgers of the workbook.
    pub ledgers: Vec<Ledger>,
    /// Names of those whose files are not there yet.
    awaited: Vec<Awaited>,
    /// Which of their rows are whose.
    pub shares: Vec<Shares>,
    /// What single units have otherwise.
    pub overrides: Overrides,
    /// What 如有、如无 of the data ask for.
    conditions: Vec<String>,
    /// Whether rows differ in figures only, unless their own columns or overrides say otherwise.
    drafted: bool,
    /// For each document of a row with a number of its own: the numbers, row by row; a row without is left out (0).
    pub serials: Vec<Option<Vec<u32>>>,
    /// For each document of a row the page that it is set on.
    pub pages: Vec<Arc<Page>>,
    /// The workbook under each outcome of the conditions.
    variants: RwLock<BTreeMap<Vec<bool>, Arc<Variant>>>,
}

/// The workbook as the conditions leave it.
struct Variant {
    data: Data,
    workbook: Workbook,
    orders: Vec<OrderBase>,
    /// The documents before the units' figures are put in; made when the first row needs them. If one cannot be, why.
    drafts: OnceLock<Result<Vec<Draft>, Findings>>,
}

/// A document of all units whose rows differ in figures only.
struct Draft {
    ordered: Ordered,
    document: Document,
    title: String,
    period: Period,
    /// What is to be told of every row.
    findings: Findings,
}

/// A 文稿 before a row is put in.
#[derive(Debug, Clone)]
pub struct OrderBase {
    /// As it stands in the data.
    pub node: Node,
    /// Its kind.
    pub kind: String,
    /// Whether the unit is its 主送机关 unless a column says otherwise.
    pub addressed: bool,
    /// 主送机关 that the data write for all units, where each unit is its own.
    pub replaced: Option<Phrase>,
    /// 发文字号 with a place for the number.
    pub pattern: Option<Pattern>,
    /// 版式 that the data name for it: its own, or that of the unit.
    pub profile: Option<Phrase>,
}

/// The documents of a row.
pub struct Made {
    /// They, in the order of the 文稿.
    pub documents: Vec<Composed>,
    /// What is to be told.
    pub findings: Findings,
}

impl<'a> Job<'a> {
    /// A batch of a workbook. `None` if the workbook itself is faulty; what is wrong is in `findings`.
    pub fn new(
        data: Data,
        kind: Option<String>,
        library: &'a Library,
        roster: &'a Roster,
        columns: &'a Columns,
        findings: &mut Findings,
    ) -> Option<Self> {
        let conditions = condition::all(&data.node, findings);
        let mut names: Vec<&str> = columns.list.iter().map(|column| column.name.as_str()).collect();
        let lists = roster.lists.iter().flatten().map(|(name, _)| name.as_str());
        names.extend(lists);
        conditions::check(&conditions, &data.node, &names, findings);
        let mut conditions: Vec<String> =
            conditions.into_iter().flat_map(|condition| condition.names).collect();
        conditions.sort_unstable();
        conditions.dedup();
        let (data, Ledgers { list: ledgers, awaited }) = without_ledgers(data, findings)?;
        Some(Self {
            library,
            roster,
            columns,
            data,
            kind,
            ledgers,
            awaited,
            shares: Vec::new(),
            overrides: Overrides::new(),
            conditions,
            drafted: false,
            serials: Vec::new(),
            pages: Vec::new(),
            variants: RwLock::default(),
        })
    }

    /// Finds out whether what all rows have in common can be made once. Templates that read the row, charts and lists of
    /// single units stand against it. To be called when everything is put in.
    pub fn settle(&mut self) {
        let charts = self.data.node.get("图").is_some();
        let lists = !self.shares.is_empty() || self.roster.lists.iter().any(|lists| !lists.is_empty());
        self.drafted = !charts && !lists && !self.library.names("row");
    }

    /// The 文稿 of every row; faults of the workbook are in `findings`.
    pub fn order_bases(&self, findings: &mut Findings) -> Vec<OrderBase> {
        self.variant(&vec![true; self.conditions.len()], findings)
            .map(|variant| variant.orders.clone())
            .unwrap_or_default()
    }

    /// The documents of a row.
    pub fn make(&self, row: usize) -> Made {
        let mut findings = Findings::default();
        let documents = self.documents(row, &mut findings).unwrap_or_default();
        Made { documents, findings }
    }

    fn documents(&self, row: usize, findings: &mut Findings) -> Option<Vec<Composed>> {
        let own = self.overrides.get(&row);
        let mut unit = self.unit(row, own, findings);
        let held: Vec<bool> = self.conditions.iter().map(|name| self.has(name, &unit)).collect();
        let variant = self.variant(&held, findings)?;
        if own.is_none() && self.differs_in_figures(row) {
            return self.finish_drafts(row, &variant, unit, findings);
        }
        let fields = self.fields(row, own);
        let changed = Self::changed(&variant, &fields, own);
        let (data, workbook) = match &changed {
            Some(data) => (data, Some(self.with_ledgers(pipeline::model(data, findings)?))),
            None => (&variant.data, None),
        };
        let workbook = workbook.as_ref().unwrap_or(&variant.workbook);
        let mut made = Vec::new();
        for (number, base) in variant.orders.iter().enumerate() {
            let node = self.order(base, &fields, own);
            let Some(ordered) = self.ordered(&node, data, findings) else { continue };
            self.number(&mut unit, row, number, base);
            let first = made.len();
            made.extend(pipeline::make(workbook, &[ordered], Some(&unit), self.library, findings));
            made[first..].iter_mut().for_each(|composed| self.dress(number, composed));
        }
        Some(made)
    }

    /// Whether all that a row's documents differ in from those of other rows are figures.
    fn differs_in_figures(&self, row: usize) -> bool {
        let as_reference = |column: &Column| match &column.field {
            None => true,
            // A blank cell lets the field stand as the workbook has it.
            Some(field) => {
                is_reference(field) && column.at.is_some_and(|at| !self.roster.text(row, at).is_empty())
            }
        };
        self.drafted && self.columns.list.iter().all(as_reference)
    }

    /// The documents of a row from those that all have in common.
    fn finish_drafts(
        &self,
        row: usize,
        variant: &Variant,
        mut unit: UnitRow<'_>,
        findings: &mut Findings,
    ) -> Option<Vec<Composed>> {
        let drafts = match variant.drafts.get_or_init(|| self.drafts(variant)) {
            Ok(drafts) => drafts,
            Err(faults) => {
                faults.list.iter().for_each(|fault| findings.push(fault.clone()));
                return None;
            }
        };
        let mut made = Vec::new();
        for (number, (draft, base)) in drafts.iter().zip(&variant.orders).enumerate() {
            self.number(&mut unit, row, number, base);
            let workbook = draft.ordered.workbook.as_ref().unwrap_or(&variant.workbook);
            let book = Book::new(workbook, Some(&unit), draft.period);
            let (order, title) = (&draft.ordered.order, draft.title.as_str());
            let ground = Ground { workbook, order, title, book: &book, listed: false };
            findings.list.extend(draft.findings.list.iter().cloned());
            let mut composed = finish(&ground, draft.document.clone(), findings);
            self.dress(number, &mut composed);
            made.push(composed);
        }
        Some(made)
    }

    /// What the page of a document says of its text.
    fn dress(&self, number: usize, composed: &mut Composed) {
        if let Some(page) = self.pages.get(number) {
            pipeline::dress(&mut composed.document, &page.profile);
        }
    }

    /// What all documents have in common; if one cannot be made, why.
    fn drafts(&self, variant: &Variant) -> Result<Vec<Draft>, Findings> {
        let fields: Vec<(&[String], bool, Node)> = self
            .columns
            .list
            .iter()
            .filter_map(|column| {
                let field = column.field.as_ref()?;
                let reference = pipeline::written(&format!("【{}】", column.name), column.span);
                Some((field.path.as_slice(), true, reference))
            })
            .collect();
        let mut drafts = Vec::new();
        let mut faults = Findings::default();
        let mut sound = true;
        for (number, base) in variant.orders.iter().enumerate() {
            let mut own = Findings::default();
            let line = self.pages.get(number).map(|page| layout::title::line(&page.profile));
            let draft = self.draft(variant, base, &fields, line, &mut own);
            sound &= draft.is_some() && !own.has_errors();
            match draft {
                Some((ordered, document, title, period)) if sound => {
                    drafts.push(Draft { ordered, document, title, period, findings: own });
                }
                _ => own.list.into_iter().for_each(|fault| faults.push(fault)),
            }
        }
        if sound { Ok(drafts) } else { Err(faults) }
    }

    fn draft(
        &self,
        variant: &Variant,
        base: &OrderBase,
        fields: &[(&[String], bool, Node)],
        line: Option<i32>,
        findings: &mut Findings,
    ) -> Option<(Ordered, Document, String, Period)> {
        let node = self.order(base, fields, None);
        let ordered = self.ordered(&node, &variant.data, findings)?;
        let workbook = ordered.workbook.as_ref().unwrap_or(&variant.workbook);
        compose::facts::check(workbook, &ordered.order, self.library, findings);
        let plan = compose::plan::plan(workbook, &ordered.order, None, self.library, findings)?;
        let mut document = draft(&plan, self.library, findings)?;
        // A title that all have in common is broken once.
        for title in document.parts.iter_mut().map(|part| &mut part.title) {
            if let (Some(line), false) = (line, title.text.contains('【')) {
                title.lines = layout::title::lines(title, line);
            }
        }
        let (title, period) = (plan.title.clone(), plan.book.period);
        drop(plan);
        Some((ordered, document, title, period))
    }

    /// An order with its data, ledgers included.
    fn ordered(&self, node: &Node, data: &Data, findings: &mut Findings) -> Option<Ordered> {
        let ordered = pipeline::ordered(node, data, findings)?;
        Some(Ordered { workbook: ordered.workbook.map(|own| self.with_ledgers(own)), ..ordered })
    }

    /// Gives the row the number of a document, as texts name it, in the place of that of the one before.
    fn number(&self, unit: &mut UnitRow<'_>, row: usize, number: usize, base: &OrderBase) {
        unit.cells.truncate(self.columns.list.len());
        if let (Some(pattern), Some(Some(serials))) = (&base.pattern, self.serials.get(number)) {
            let text = Some(Cow::Owned(serials[row].to_string()));
            unit.cells.push(UnitCell { name: SERIAL, text, value: UnitValue::Words, span: pattern.span });
        }
    }

    /// A cell of a row: what the unit has otherwise, else the roster's. `None` if it has nothing there.
    fn cell<'s>(&'s self, row: usize, at: usize, own: Option<&'s Override>) -> Option<(&'s str, Span)> {
        let overridden = own.and_then(|own| own.cells.iter().find(|(other, ..)| *other == at));
        match overridden {
            Some((_, text, span)) => (!text.is_empty()).then_some((text, *span)),
            None => self.columns.cell(self.roster, row, at),
        }
    }

    /// The row as documents see it.
    fn unit<'s>(&'s self, row: usize, own: Option<&'s Override>, findings: &mut Findings) -> UnitRow<'s> {
        let mut cells = Vec::with_capacity(self.columns.list.len());
        for (at, column) in self.columns.list.iter().enumerate() {
            let (text, value, span) = match self.cell(row, at, own) {
                Some((text, span)) => {
                    let (text, value) = value_of(text, column.what, span);
                    (Some(text), value, span)
                }
                None => (None, UnitValue::Words, self.roster.row_span(row)),
            };
            cells.push(UnitCell { name: &column.name, text, value, span });
        }
        let mut unit = UnitRow { cells, ledgers: Vec::new() };
        unit.ledgers.extend(self.shares.iter().map(|shares| {
            let ledger = &self.ledgers[shares.ledger];
            ledger.choose(shares.of(row))
        }));
        if let Some(lists) = self.roster.lists.get(row) {
            for (name, node) in lists {
                unit.ledgers.extend(listed(name, node, findings));
            }
        }
        unit
    }

    /// Whether the unit has something under a name.
    fn has(&self, name: &str, unit: &UnitRow<'_>) -> bool {
        if let Some(cell) = unit.cell(name) {
            return cell.text.is_some();
        }
        // The unit's own rows of a ledger come before those of all.
        if let Some(ledger) = unit.ledgers.iter().chain(&self.ledgers).find(|ledger| ledger.name == name) {
            return !ledger.rows.is_empty();
        }
        conditions::has(&self.data.node, name).unwrap_or(false)
    }

    /// The fields that the row's columns override.
    fn fields(&self, row: usize, own: Option<&Override>) -> Vec<(&'a [String], bool, Node)> {
        let mut fields = Vec::new();
        for (at, column) in self.columns.list.iter().enumerate() {
            let Some(field) = &column.field else { continue };
            if let Some((text, span)) = self.cell(row, at, own) {
                fields.push((field.path.as_slice(), field.of_order, pipeline::written(text, span)));
            }
        }
        fields
    }

    /// The workbook's tree with what the row overrides in it; `None` if it overrides nothing there.
    fn changed(
        variant: &Variant,
        fields: &[(&[String], bool, Node)],
        own: Option<&Override>,
    ) -> Option<Data> {
        let own = own.filter(|own| !own.workbook.is_empty());
        if own.is_none() && fields.iter().all(|(_, of_order, _)| *of_order) {
            return None;
        }
        let mut node = variant.data.node.clone();
        for (path, _, value) in fields.iter().filter(|(_, of_order, _)| !of_order) {
            include::put(&mut node, path, Some(&Workbook::RECORD), value);
        }
        if let Some(own) = own {
            let mut outer = Node { value: Value::Map(own.workbook.clone()), ..node.clone() };
            include::merge(&mut outer, node);
            node = outer;
        }
        Some(Data { node, included: variant.data.included.clone() })
    }

    /// A 文稿 with what the row has to say.
    fn order(&self, base: &OrderBase, fields: &[(&[String], bool, Node)], own: Option<&Override>) -> Node {
        let mut node = base.node.clone();
        let mut put = |path: &[String], value: &Node| {
            include::put(&mut node, path, Some(&DocumentOrder::RECORD), value);
        };
        if base.addressed {
            let unit = &self.columns.list[self.columns.unit];
            let reference = pipeline::written(&format!("【{}】", unit.name), unit.span);
            put(&["主送机关".to_owned()], &reference);
        }
        for (path, _, value) in fields.iter().filter(|(_, of_order, _)| *of_order) {
            put(path, value);
        }
        for (path, value) in own.iter().flat_map(|own| &own.orders) {
            put(path, value);
        }
        node
    }

    /// A workbook with its ledgers; those that are shared out have no rows for all.
    fn with_ledgers(&self, mut workbook: Workbook) -> Workbook {
        let of_all =
            |ledger: &Ledger| if ledger.unit_column.is_some() { ledger.choose(&[]) } else { ledger.clone() };
        workbook.ledgers = (!self.ledgers.is_empty() || !self.awaited.is_empty()).then(|| Ledgers {
            list: self.ledgers.iter().map(of_all).collect(),
            awaited: self.awaited.clone(),
        });
        workbook
    }

    fn variant(&self, held: &[bool], findings: &mut Findings) -> Option<Arc<Variant>> {
        if let Some(known) = self.variants.read().unwrap_or_else(PoisonError::into_inner).get(held) {
            return Some(Arc::clone(known));
        }
        let variant = Arc::new(self.build(held, findings)?);
        let mut variants = self.variants.write().unwrap_or_else(PoisonError::into_inner);
        variants.insert(held.to_vec(), Arc::clone(&variant));
        Some(variant)
    }

    /// The workbook with every condition as it holds.
    fn build(&self, held: &[bool], findings: &mut Findings) -> Option<Variant> {
        let mut node = self.data.node.clone();
        if !held.is_empty() {
            condition::settle(&mut node, &|name| {
                let at = self.conditions.iter().position(|known| known == name);
                at.is_some_and(|at| held[at])
            });
        }
        let data = Data { node, included: self.data.included.clone() };
        let workbook = self.with_ledgers(pipeline::model(&data, findings)?);
        let nodes = pipeline::order_nodes(&workbook, self.kind.as_deref(), &data, self.library, findings);
        let unit = workbook.unit.profile.as_ref();
        let orders = nodes.into_iter().filter_map(|node| self.order_base(node, unit, findings)).collect();
        Some(Variant { data, workbook, orders, drafts: OnceLock::new() })
    }

    fn order_base(&self, node: Node, unit: Option<&Phrase>, findings: &mut Findings) -> Option<OrderBase> {
        let order = DocumentOrder::read(&node, &mut Reader { findings })?;
        let kind = self.library.kind(&order.kind.text);
        let carrier = order.carrier.map(|carrier| carrier.value);
        let carrier = carrier.or_else(|| kind.and_then(|kind| kind.carriers.first().copied()));
        let own = |text: &str| !references(text).is_empty();
        let addressed = match carrier {
            Some(Carrier::Minutes) => false,
            None | Some(Carrier::None | Carrier::Order) => !order.recipients.is_empty(),
            Some(_) => true,
        } && !order.recipients.iter().any(|recipient| own(&recipient.text));
        let pattern = order.number.as_ref().and_then(|number| Pattern::of(&number.text, number.span));
        let replaced = order.recipients.first().filter(|_| addressed).map(|first| {
            let texts: Vec<&str> = order.recipients.iter().map(|recipient| recipient.text.as_str()).collect();
            Phrase { text: texts.join("，"), ..first.clone() }
        });
        let profile = order.profile.as_ref().or(unit).cloned();
        Some(OrderBase { kind: order.kind.text.clone(), node, addressed, replaced, pattern, profile })
    }
}

/// Whether a field stands in the document as it was written, so that a reference to the column can stand for it.
fn is_reference(field: &Field) -> bool {
    field.of_order
        && matches!(field.path.as_slice(), [key] if matches!(key.as_str(), "主送机关" | "发文字号" | "附注"))
}

/// The tree without 台账, and the ledgers read. `None` if they cannot be read.
fn without_ledgers(mut data: Data, findings: &mut Findings) -> Option<(Data, Ledgers)> {
    let Value::Map(entries) = &mut data.node.value else { return Some((data, Ledgers::default())) };
    let Some(at) = entries.iter().position(|(key, _)| key.text == "台账") else {
        return Some((data, Ledgers::default()));
    };
    let (_, node) = entries.remove(at);
    let ledgers = Ledgers::read(&node, &mut Reader { findings })?;
    Some((data, ledgers))
}

/// A list that a row of the roster has of its own, as a ledger.
fn listed(name: &str, node: &Node, findings: &mut Findings) -> Vec<Ledger> {
    let key = |text: &str| Key { text: text.to_owned(), span: node.span };
    let scalar = Scalar { text: name.to_owned(), style: ScalarStyle::Quoted };
    let value = |value: Value| Node { value, span: node.span, line_starts: Vec::new() };
    let entries = vec![(key("名称"), value(Value::Scalar(scalar))), (key("行"), node.clone())];
    Ledgers::read(&value(Value::Map(entries)), &mut Reader { findings })
        .map_or(Vec::new(), |ledgers| ledgers.list)
}

/// A cell's text as it is printed, and what it counts as. Cells were checked before.
fn value_of(text: &str, what: ColumnType, span: Span) -> (Cow<'_, str>, UnitValue) {
    let words = Cow::Borrowed(text);
    match what {
        ColumnType::Date => match date::parse(text, span) {
            Ok(moment) => (Cow::Owned(moment.in_words()), UnitValue::Time(moment)),
            Err(_) => (words, UnitValue::Words),
        },
        ColumnType::Code | ColumnType::Phone => (words, UnitValue::Words),
        ColumnType::Words | ColumnType::Number => {
            let padded = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
            match number::parse(text).filter(|_| !padded) {
                Some((value, _)) => (words, UnitValue::Number(value)),
                None => (words, UnitValue::Words),
            }
        }
    }
}
