//! The whole flow on one screen: the only place where all stages meet.

pub mod conditions;
pub mod jobs;
pub mod ledgers;
pub mod output;
mod pictures;
pub mod profiles;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use crate::compose;
use crate::compose::document::Composed;
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::document::tree::Document;
use crate::layout::adjustments::Adjustments;
use crate::layout::breaking::Viewer;
use crate::layout::laid::Layout;
use crate::layout::{contents, ending, layout};
use crate::model::include;
use crate::model::order::{Carrier, DocumentOrder};
use crate::model::reader::{FieldValue, Reader};
use crate::model::text::OwnData;
use crate::model::unit_row::UnitRow;
use crate::model::workbook::Workbook;
use crate::office::escape::Forbidden;
use crate::paginate::{adjust, listing, paginate};
use crate::paint;
use crate::paint::ink::Sheet;
use crate::pass::{numbering, sign_off};
use crate::pipeline::profiles::Page;
use crate::profile::style::Profile;
use crate::sheets;
use crate::source::node::{Key, Node, Scalar, ScalarStyle, Value, trim};
use crate::source::{encoding, spreadsheet, yaml};
use crate::template::library::Library;
use crate::world::{Fault, Kind, World};
use crate::write::docx::prepared::PreparedProfile;
use crate::write::docx::{self, WriteError};
use crate::write::pdf::fonts::{Missing, Shelf};
use crate::write::pdf::{self, PdfError};
use crate::write::svg;

/// Version of the program, as files carry it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Deepest chain of 引用.
const DEEPEST_INCLUDE: usize = 8;

/// A file of data as a tree, with everything that it 引用s merged in.
pub struct Data {
    /// The tree.
    pub node: Node,
    /// Files that were taken in by 引用.
    pub included: BTreeSet<PathBuf>,
}

/// Why nothing is written under `--strict`.
pub fn strict(path: &Path) -> Diagnostic {
    Diagnostic::error("strict", file_place(path), "有警告或者检查出的错误，按 --strict 没有写文件")
        .hint("改掉上面的警告，或者去掉 --strict")
}

/// A fault of a file or folder in the words of the outside.
pub fn file_fault(fault: &Fault, path: &Path, place: Place) -> Diagnostic {
    let (message, hint) = fault.in_words(&path.display().to_string());
    Diagnostic::error(fault.code(), place, message).hint(hint)
}

/// A workbook written as YAML as one of sheets, which offers `kinds` to choose from and blank sheets for the keys `more`.
pub fn as_sheets(text: &str, kinds: Vec<String>, more: Vec<String>) -> Result<Vec<u8>, Diagnostic> {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let source = encoding::read_text(text.as_bytes(), "资料.yaml", &mut sources, &mut findings);
    let node = source.and_then(|source| yaml::read(source, &sources, &mut findings));
    let faults = match node {
        Some(node) => match sheets::write::write(&node, &sheets::write::Options { kinds, more }) {
            Ok(bytes) => return Ok(bytes),
            Err(faults) => faults,
        },
        None => findings.list,
    };
    // The text is not on the user's disk: a place in it would be sought in vain.
    let told = faults.into_iter().next().map(|fault| Diagnostic { place: Place::Nowhere, ..fault });
    Err(told.unwrap_or_else(|| {
        Diagnostic::error("not-for-sheets", Place::Nowhere, "这份资料写不成 .xlsx").hint("用 .yaml 文件")
    }))
}

/// The place of a file as a whole.
pub fn file_place(path: &Path) -> Place {
    Place::Path(path.display().to_string())
}

/// bytes → tree with places.
pub fn read(world: &dyn World, path: &Path, sources: &mut Sources, findings: &mut Findings) -> Option<Data> {
    read_without(&|_| false, world, path, sources, findings)
}

/// The same without the ledgers in certain files: what a command is about to write it does not read.
pub fn read_without(
    left_out: &dyn Fn(&Path) -> bool,
    world: &dyn World,
    path: &Path,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Data> {
    let mut reading = Reading { world, left_out, chain: vec![plain(path)], included: BTreeMap::new() };
    let node = reading.file(path, file_place(path), sources, findings)?;
    Some(Data { node, included: reading.included.into_keys().collect() })
}

/// A workbook with what it 引用s, being read.
struct Reading<'a> {
    world: &'a dyn World,
    left_out: &'a dyn Fn(&Path) -> bool,
    /// The files that led to this one.
    chain: Vec<PathBuf>,
    included: BTreeMap<PathBuf, Option<Node>>,
}

impl Reading<'_> {
    fn file(
        &mut self,
        path: &Path,
        place: Place,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Node> {
        let name = path.display().to_string();
        let bytes = match self.world.read(path) {
            Ok(bytes) => bytes,
            Err(fault) => {
                findings.push(file_fault(&fault, path, place));
                return None;
            }
        };
        let mut node = if spreadsheet::is_meant(&bytes, &name) {
            sheets::read::read(&bytes, &name, sources, findings)?
        } else {
            let source = encoding::read_text(&bytes, &name, sources, findings)?;
            yaml::read(source, sources, findings)?
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        ledgers::read(self.world, folder, self.left_out, &mut node, sources, findings);
        pictures::read(self.world, folder, &mut node, findings);
        let targets: Vec<(PathBuf, Span)> = include::targets(&node)
            .into_iter()
            .map(|(target, span)| (plain(&folder.join(target)), span))
            .collect();
        for (target, span) in targets {
            let shown = target.display();
            let refused = if target == plain(path) {
                Some((format!("“{shown}”引用了自己"), "删去这一处引用，或者改成别的文件"))
            } else if self.chain.contains(&target) {
                Some((format!("“{shown}”引用的文件又引用了“{shown}”，绕成了一圈"), "删去这一处引用"))
            } else if self.chain.len() > DEEPEST_INCLUDE {
                Some((format!("引用“{shown}”时已经超过8层"), "把要用的文件直接写在前面的“引用”里"))
            } else {
                None
            };
            if let Some((message, hint)) = refused {
                findings.push(Diagnostic::error("include-cycle", span, message).hint(hint));
                continue;
            }
            // A file that several others name is read once.
            let inner = if let Some(known) = self.included.get(&target) {
                known.clone()
            } else {
                self.chain.push(target.clone());
                let inner = self.file(&target, Place::Span(span), sources, findings);
                self.chain.pop();
                self.included.insert(target, inner.clone());
                inner
            };
            if let Some(inner) = inner {
                include::merge(&mut node, inner);
            }
        }
        Some(node)
    }
}

/// A path without `.` and without `甲/..`; links are not followed.
pub fn plain(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(parts.components().next_back(), Some(Component::Normal(_))) => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}

/// tree → the report as we mean it. With an error among the findings it is good for finding more of them only.
pub fn model(data: &Data, findings: &mut Findings) -> Option<Workbook> {
    Workbook::read(&data.node, &mut Reader { findings }).or_else(|| {
        // Without a unit there is no workbook; with a stand-in the rest can be looked at in the same run.
        let Value::Map(entries) = &data.node.value else { return None };
        let mut entries: Vec<(Key, Node)> =
            entries.iter().filter(|(key, _)| key.text != "单位").cloned().collect();
        let span = data.node.span;
        entries.push((Key { text: "单位".to_owned(), span }, written("某某局", span)));
        let node = Node { value: Value::Map(entries), ..data.node.clone() };
        for key in ["名称", "印发机关"] {
            findings.unread(key);
        }
        Workbook::read(&node, &mut Reader { findings })
    })
}

/// A text as if it stood in the data.
pub fn written(text: &str, span: Span) -> Node {
    let value = Value::Scalar(Scalar { text: text.to_owned(), style: ScalarStyle::Quoted });
    Node { value, span, line_starts: Vec::new() }
}

/// The orders that a workbook makes: its 文稿, or those of one kind. A kind that it has no 文稿 of is made as a 白头件,
/// if it can be one; a red head needs a number and a date, and these stand in a 文稿 only.
pub fn orders(
    workbook: &Workbook,
    kind: Option<&str>,
    data: &Data,
    library: &Library,
    findings: &mut Findings,
) -> Vec<Ordered> {
    let nodes = order_nodes(workbook, kind, data, library, findings);
    nodes.iter().filter_map(|node| ordered(node, data, findings)).collect()
}

/// An order with its data.
pub struct Ordered {
    /// The order.
    pub order: DocumentOrder,
    /// The workbook as this document has it, if it has keys of its own.
    pub workbook: Option<Workbook>,
}

/// Reads an order, and the workbook as it has it if it has keys of its own.
pub fn ordered(node: &Node, data: &Data, findings: &mut Findings) -> Option<Ordered> {
    let order = DocumentOrder::read(node, &mut Reader { findings })?;
    let Some(OwnData(own)) = &order.own_data else { return Some(Ordered { order, workbook: None }) };
    let mut node = own.clone();
    include::merge(&mut node, data.node.clone());
    let workbook = model(&Data { node, included: BTreeSet::new() }, findings)?;
    Some(Ordered { order, workbook: Some(workbook) })
}

/// The orders of [`orders`] as they stand in the data.
pub fn order_nodes(
    workbook: &Workbook,
    kind: Option<&str>,
    data: &Data,
    library: &Library,
    findings: &mut Findings,
) -> Vec<Node> {
    let all = match data.node.get("文稿") {
        Some(Node { value: Value::List(items), .. }) => items.clone(),
        Some(single) => vec![single.clone()],
        None => Vec::new(),
    };
    let Some(kind) = kind else {
        if workbook.documents.is_empty() {
            let hint = if findings.in_sheet(data.node.span) {
                "加一张工作表“文稿”：第一行写“文种”“载体”，第二行写“实施方案”“无”"
            } else {
                "在资料末尾加上：\n文稿:\n  - 文种: 实施方案\n    载体: 无"
            };
            findings.push(
                Diagnostic::error("no-documents", data.node.span, "资料里没有“文稿”，不知道要做什么文件")
                    .hint(hint)
                    .hint("或者在命令里写 --kind 实施方案")
                    .absent("文稿"),
            );
        }
        return all;
    };
    let Some(known) = library.kind(kind) else {
        findings.push(library.unknown_kind(kind, Place::Nowhere));
        return Vec::new();
    };
    let named: Vec<Node> = all.into_iter().filter(|node| is_of_kind(node, kind)).collect();
    if !named.is_empty() {
        return named;
    }
    let span = data.node.span;
    if !known.carriers.contains(&Carrier::None) {
        let message = format!("资料的“文稿”里没有“{kind}”，它的发文字号、主送机关和成文日期要写在那里");
        let example = match known.carriers.first() {
            Some(Carrier::Letter) => {
                "    发文字号: 某某函〔2026〕15号\n    主送机关: 某某局\n    成文日期: 2026-04-17"
            }
            Some(Carrier::Order) => {
                "    发文字号: 第5号\n    成文日期: 2026-04-17\n    签名章: {职务: 某某长, 姓名: 某某某}"
            }
            _ => {
                "    发文字号: 某某发〔2026〕15号\n    主送机关: 各有关单位\n    成文日期: 2026-04-17\n    印发: {机关: 某某局办公室, 日期: 2026-04-17}"
            }
        };
        let hint = format!("在“文稿”里加上：\n  - 文种: {kind}\n{example}");
        findings.push(Diagnostic::error("no-documents", span, message).hint(hint).absent("文稿"));
        return Vec::new();
    }
    let entry = |key: &str, text: &str| (Key { text: key.to_owned(), span }, written(text, span));
    let entries = vec![entry("文种", kind), entry("载体", Carrier::None.word())];
    vec![Node { value: Value::Map(entries), span, line_starts: Vec::new() }]
}

/// Whether an order asks for this kind.
fn is_of_kind(order: &Node, kind: &str) -> bool {
    let named = match &order.value {
        Value::Scalar(_) => Some(order),
        _ => order.get("文种"),
    };
    named.is_some_and(|node| matches!(&node.value, Value::Scalar(scalar) if trim(&scalar.text) == kind))
}

/// model + templates → document trees with their figures, passes included, for one unit if it has a row. All faults of all
/// orders are in `findings`.
pub fn make(
    workbook: &Workbook,
    orders: &[Ordered],
    unit: Option<&UnitRow<'_>>,
    library: &Library,
    findings: &mut Findings,
) -> Vec<Composed> {
    let mut made = Vec::new();
    for Ordered { order, workbook: own } in orders {
        let workbook = own.as_ref().unwrap_or(workbook);
        compose::facts::check(workbook, order, library, findings);
        let Some(plan) = compose::plan::plan(workbook, order, unit, library, findings) else { continue };
        let Some(mut composed) = compose::document::compose(&plan, library, findings) else { continue };
        // In a batch a row has one file for each 文稿.
        let unbound = match unit {
            None => compose::attachment::take_unbound(&mut composed.document),
            Some(_) => Vec::new(),
        };
        made.push(composed);
        made.extend(unbound.into_iter().map(Composed::from));
    }
    made
}

/// What a profile says of the text itself, in every output: the numbers of the levels, and where the author signs.
pub fn dress(document: &mut Document, profile: &Profile) {
    if profile.levels != *numbering::STANDARD {
        numbering::number_as(document, &profile.levels);
    }
    if profile.byline_at_end {
        sign_off::sign(document);
    }
}

/// document tree → bytes of a .docx.
pub fn docx(document: &Document, page: &Page) -> Result<Vec<u8>, Diagnostic> {
    pack(&lay(document, &page.profile), page.prepared())
}

/// Most rounds between layout and pages.
const ROUNDS: usize = 3;

/// document tree → layout, as its pages ask for.
pub fn lay(document: &Document, profile: &Profile) -> Layout {
    let mut adjustments = Adjustments::default();
    let mut laid = layout(document, profile, &adjustments);
    for round in 1..=ROUNDS {
        let asked = adjust::asked(&laid, profile, &adjustments);
        if asked.adjustments == adjustments || round == ROUNDS {
            if let Some(end) = asked.tied {
                ending::tie(&mut laid, end);
            }
            break;
        }
        adjustments = asked.adjustments;
        laid = layout(document, profile, &adjustments);
    }
    if document.contents.is_some() {
        // The room of an entry does not hang on its number: these pages stay as they are.
        let pages = paginate(&laid, profile, Viewer::Word);
        contents::number(&mut laid, &|section, block| {
            pages.lines_of(section, block).next().map(|line| pages.pages[line.page].number)
        });
    }
    laid
}

/// document tree → its pages as Word sets them, as JSON.
pub fn pages(document: &Document, profile: &Profile) -> String {
    let laid = lay(document, profile);
    let pages = paginate(&laid, profile, Viewer::Word);
    let listing = listing::list(&laid, &pages, profile);
    serde_json::to_string_pretty(&listing).expect("a listing holds nothing that JSON has no form for")
}

/// document tree → what lies on each of its sheets.
pub fn sheets(document: &Document, profile: &Profile, viewer: Viewer) -> (Layout, Vec<Sheet>) {
    let laid = lay(document, profile);
    let pages = paginate(&laid, profile, viewer);
    let sheets = paint::sheets(&laid, &pages, profile, viewer);
    (laid, sheets)
}

/// document tree → a picture of each page.
pub fn svg(document: &Document, profile: &Profile) -> Result<Vec<String>, Diagnostic> {
    let (laid, sheets) = sheets(document, profile, Viewer::Word);
    let pictures: Result<Vec<String>, _> =
        sheets.iter().map(|sheet| svg::write(sheet, &laid, profile)).collect();
    pictures.map_err(|Forbidden(c)| cannot_write(&laid.properties.title, WriteError::Forbidden(c)))
}

/// document tree → bytes of a PDF, its lines as they end in this program.
pub fn pdf(
    document: &Document,
    profile: &Profile,
    viewer: Viewer,
    fonts: &mut Shelf<'_>,
) -> Result<Vec<u8>, Diagnostic> {
    let (laid, sheets) = sheets(document, profile, viewer);
    pdf::write(&laid, &sheets, profile, fonts, VERSION).map_err(|fault| cannot_print(&laid, fault))
}

/// Why a PDF cannot be written.
fn cannot_print(laid: &Layout, fault: PdfError) -> Diagnostic {
    let title = &laid.properties.title;
    let place = Place::Path(title.clone());
    match fault {
        PdfError::NoFont(Missing { character, families }) => {
            let message = format!("《{title}》不能写成 PDF：这台电脑上没有含“{character}”字的字体");
            let own = families.first().map_or("", String::as_str);
            let free = families.iter().find(|name| name.starts_with("思源")).filter(|free| *free != own);
            let free = free.map_or(String::new(), |free| format!("，没有的话装免费的“{free}”"));
            Diagnostic::error("no-font", place, message)
                .hint(format!("安装字体“{own}”{free}；字体在别的文件夹里的，用 --fonts 指明"))
                .hint("用“gongwen doctor”看这台电脑缺哪些字体；也可以先生成 Word 文件，到别的电脑上转")
        }
        PdfError::Library(fault) => {
            Diagnostic::error("cannot-write-pdf", place, format!("《{title}》不能写成 PDF：{fault}"))
                .hint("先生成 Word 文件，用 Word 或 WPS 另存为 PDF")
        }
    }
}

/// layout → bytes of a .docx.
pub fn pack(laid: &Layout, prepared: &PreparedProfile) -> Result<Vec<u8>, Diagnostic> {
    docx::write(laid, prepared, VERSION).map_err(|fault| cannot_write(&laid.properties.title, fault))
}

/// Why a .docx cannot be written.
pub fn cannot_write(title: &str, fault: WriteError) -> Diagnostic {
    let message = format!("《{title}》不能写成 Word 文件：{fault}");
    Diagnostic::error("cannot-write-docx", Place::Path(title.to_owned()), message)
        .hint("核对资料里的文字和表格")
}

/// Templates of the user's own beside the data: paths as they are shown, and texts.
pub fn overrides(
    world: &dyn World,
    data: &Path,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<(String, String)> {
    let folder = data.parent().unwrap_or(Path::new("")).join("templates");
    if world.kind(&folder) != Kind::Folder {
        return Vec::new();
    }
    let files = match world.files_under(&folder) {
        Ok(files) => files,
        Err(fault) => {
            findings.push(file_fault(&fault, &folder, file_place(&folder)));
            return Vec::new();
        }
    };
    let mut texts = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let ending = name.rsplit('.').next().unwrap_or_default();
        if !matches!(ending, "tera" | "yaml") {
            continue;
        }
        match world.read(&path) {
            Ok(bytes) => {
                if let Some(source) = encoding::read_text(&bytes, &name, sources, findings) {
                    texts.push((name, sources.get(source).text.to_string()));
                }
            }
            Err(fault) => findings.push(file_fault(&fault, &path, file_place(&path))),
        }
    }
    texts
}
