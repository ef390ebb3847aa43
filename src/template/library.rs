//! All kinds of document, loaded and checked, ready to render.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use tera::{ErrorKind, Tera};

use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::diag::sources::{SourceId, Sources};
use crate::document::tree::{Block, Numbering};
use crate::markup::{blocks, marks};
use crate::model::order::Carrier;
use crate::model::text::Placed;
use crate::source::yaml;
use crate::template::check;
use crate::template::check::known::Known;
use crate::template::fault::{self, Unit};
use crate::template::files::{self, ENDING, Files};
use crate::template::lexer;
use crate::template::manifest::{self, Manifest, Section};
use crate::template::render::{self, Stop};
use crate::template::scope::Scope;
use crate::template::source;
use crate::template::variables::key_of_global;

/// Keys of a workbook that every kind uses.
const ALWAYS: &[&str] = &["引用", "单位", "台账", "数字", "附件", "表", "图", "其他", "文稿"];

/// A kind of document.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// How it can be issued, the default first.
    pub carriers: Vec<Carrier>,
    /// The 文种 of 条例 art. 8 that it is itself; under this carrier it is issued directly.
    pub statutory: Vec<Carrier>,
    /// Whether it is a 简报, with a head of its own and articles after its sections.
    pub bulletin: bool,
    /// 序数 of its headings, unless the 文稿 says otherwise; a kind of articles is one rule.
    pub numbering: Numbering,
    /// Whether all rules of the workbook follow it, unless the 文稿 says which.
    pub rules_follow: bool,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Name of the section that it has when it carries another document; `None`: it cannot.
    pub issuance: Option<String>,
}

impl Kind {
    /// The section of this name.
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// Top-level keys of a workbook that it uses.
    pub fn keys(&self) -> BTreeSet<String> {
        self.sections
            .iter()
            .flat_map(|section| &section.uses)
            .cloned()
            .chain(ALWAYS.iter().map(|key| (*key).to_owned()))
            .collect()
    }

    /// Whether it is one rule, numbered 第一章, 第一条.
    pub fn is_rule(&self) -> bool {
        self.numbering == Numbering::Articles
    }
}

/// 法定文种 and 载体 of a manifest with their places.
type WrittenCarriers = (Vec<Placed<Carrier>>, Vec<Placed<Carrier>>);

/// So many missing values of a section are told in one run.
const MOST_MISSING: usize = 20;

/// All kinds with their templates. Shared by threads.
pub struct Library {
    tera: Tera,
    kinds: Vec<Kind>,
    units: HashMap<String, Unit>,
    places: Vec<Span>,
}

/// Templates and their faults while they are loaded.
struct Loading<'a> {
    files: Files,
    sources: &'a Sources,
    findings: &'a mut Findings,
    units: Vec<Unit>,
    places: Vec<Span>,
    /// Tags that our own reading did not understand.
    strange: Vec<Span>,
}

impl Library {
    /// Loads the embedded templates and `overrides`, (path inside `templates/`, text), over them. `None` if a fault
    /// was reported.
    pub fn load(
        overrides: Vec<(String, String)>,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Self> {
        let errors = errors_in(findings);
        let files = files::gather(overrides, sources, findings);
        let (units, places, strange) = (Vec::new(), Vec::new(), Vec::new());
        let mut loading = Loading { files, sources, findings, units, places, strange };
        let kinds = loading.kinds();
        let Loading { units, places, strange, .. } = loading;
        let units: HashMap<String, Unit> = units.into_iter().map(|unit| (unit.name.clone(), unit)).collect();
        let sound = errors_in(findings) == errors;
        let tera = compile(&units, sound, findings);
        let strange = if errors_in(findings) == errors { strange } else { Vec::new() };
        for span in strange {
            findings.push(
                Diagnostic::error("template-syntax", span, "看不懂这个标签的写法").hint("换一种更简单的写法"),
            );
        }
        (errors_in(findings) == errors).then_some(Self { tera, kinds, units, places })
    }

    /// Whether a template names this variable.
    pub fn names(&self, variable: &str) -> bool {
        let in_words = key_of_global(variable);
        let is = |path: &str| {
            path.strip_prefix(&in_words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.units.values().flat_map(|unit| &unit.paths).any(|path| is(&path.in_words))
    }

    /// All kinds, by name.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The kind of this name.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// The kind that carries others under this carrier.
    pub fn carrying(&self, carrier: Carrier) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.issuance.is_some() && kind.statutory.contains(&carrier))
    }

    /// The fault of a kind's name that nothing bears.
    pub fn unknown_kind(&self, written: &str, place: Place) -> Diagnostic {
        let names: Vec<&str> = self.kinds.iter().map(|kind| kind.name.as_str()).collect();
        unknown_kind(written, place, &names)
    }

    /// The default title of a kind; `None` if a fault was reported.
    pub fn render_title(&self, kind: &Kind, scope: &Scope, findings: &mut Findings) -> Option<String> {
        let context = format!("正在拟定：{}的标题", kind.name);
        self.text(&title_name(&kind.name), scope, &context, findings).map(|text| marks::flatten(&text))
    }

    /// The text of a section, without its heading; `None` if a fault was reported. `title` is the heading that the
    /// document gives it, if any.
    pub fn render_section(
        &self,
        kind: &Kind,
        section: &str,
        title: Option<&str>,
        scope: &Scope,
        findings: &mut Findings,
    ) -> Option<Vec<Block>> {
        let mut fields = vec![("name", section)];
        fields.extend(title.map(|title| ("title", title)));
        let scope = scope.with("section", &fields);
        self.blocks(&kind.name, section, &scope, findings)
    }

    /// The title of the document that issues an instrument of this title.
    pub fn render_issuing_title(
        &self,
        carrier: &Kind,
        instrument: &str,
        scope: &Scope,
        findings: &mut Findings,
    ) -> Option<String> {
        let scope = scope.with("instrument", &[("title", instrument)]);
        let context = format!("正在拟定：印发《{instrument}》的标题");
        let text = self.text(&issuing_title_name(&carrier.name), &scope, &context, findings)?;
        Some(marks::flatten(&text))
    }

    /// The text of the document that issues an instrument of this title.
    pub fn render_issuing_text(
        &self,
        carrier: &Kind,
        instrument: &str,
        scope: &Scope,
        findings: &mut Findings,
    ) -> Option<Vec<Block>> {
        let section = carrier.issuance.as_deref()?;
        let scope = scope.with("instrument", &[("title", instrument)]).with("section", &[("name", section)]);
        self.blocks(&carrier.name, section, &scope, findings)
    }

    fn blocks(
        &self,
        kind: &str,
        section: &str,
        scope: &Scope,
        findings: &mut Findings,
    ) -> Option<Vec<Block>> {
        let context = format!("正在生成：《{}》的章节“{section}”", scope.document);
        let text = self.text(&format!("{kind}/{section}{ENDING}"), scope, &context, findings)?;
        blocks::blocks(&text, &self.places, &context, findings)
    }

    /// Renders a template. Tera stops at the first value that is missing; with stand-ins for those told it goes on, so
    /// that all of them are told at once.
    fn text(&self, name: &str, scope: &Scope, context: &str, findings: &mut Findings) -> Option<String> {
        let mut stand_in: Option<Scope> = None;
        let mut told: Vec<String> = Vec::new();
        for _ in 0..MOST_MISSING {
            let stop = match render::render(&self.tera, name, stand_in.as_ref().unwrap_or(scope)) {
                Ok(text) => return stand_in.is_none().then_some(text),
                Err(stop) => stop,
            };
            let mut diagnostic = self.diagnostic(stop);
            let is_missing = diagnostic.code == "missing-value";
            // What a stand-in lacks itself, or is not fit for, follows from what was told.
            let follows =
                |path: &String| told.iter().any(|other| path.starts_with(other.as_str()) && path != other);
            if stand_in.is_some() && (!is_missing || diagnostic.absent.iter().any(follows)) {
                return None;
            }
            told.extend(diagnostic.absent.iter().cloned());
            if let (Place::Nowhere, Some(unit)) = (&diagnostic.place, self.units.get(name)) {
                diagnostic.place = Place::Span(unit.span(0..unit.text.find('\n').unwrap_or(unit.text.len())));
            }
            let written = self.written_at(&diagnostic.place).unwrap_or_default();
            let next = stand_in.as_ref().unwrap_or(scope).with_stand_in(written);
            findings.push(diagnostic.context(context));
            stand_in = Some(next.filter(|_| is_missing)?);
        }
        None
    }

    fn diagnostic(&self, stop: Stop) -> Diagnostic {
        match stop {
            Stop::Fault(error) => fault::diagnostic(&error, |name| self.units.get(name)),
            Stop::TooLong(place) => {
                let place = place.and_then(|number| self.places.get(number)).copied();
                fault::too_long(place.map_or(Place::Nowhere, Place::Span))
            }
        }
    }

    /// What a template says at a place.
    fn written_at(&self, place: &Place) -> Option<&str> {
        let Place::Span(span) = place else { return None };
        let unit = self.units.values().find(|unit| {
            unit.exact
                && unit.whole.source == span.source
                && (unit.whole.start..=unit.whole.end).contains(&span.start)
        })?;
        unit.text.get(span.start - unit.whole.start..span.end.checked_sub(unit.whole.start)?)
    }
}

/// The fault of a kind's name that is none of `names`.
pub fn unknown_kind(written: &str, place: Place, names: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-kind", place, format!("没有“{written}”这个文种"))
        .meant(nearest(written, names.iter().copied()))
        .hint(format!("可以做的文种有：{}；详见“gongwen kinds”", names.join("、")))
}

fn errors_in(findings: &Findings) -> usize {
    findings.list.iter().filter(|d| d.level == crate::diag::diagnostic::Level::Error).count()
}

fn title_name(kind: &str) -> String {
    format!("{kind}/template.yaml#标题{ENDING}")
}

fn issuing_title_name(kind: &str) -> String {
    format!("{kind}/template.yaml#印发.标题{ENDING}")
}

/// Gives Tera the templates. Each one that it cannot read is told; what follows from that is not.
fn compile(units: &HashMap<String, Unit>, sound: bool, findings: &mut Findings) -> Tera {
    let mut tera = render::engine();
    let mut left: Vec<(&str, &str)> =
        units.values().map(|unit| (unit.name.as_str(), unit.prepared.text.as_str())).collect();
    left.sort_unstable();
    let mut told = !sound;
    loop {
        let Err(error) = tera.add_raw_templates(left.iter().copied()) else { return tera };
        let syntax = match error.kind() {
            ErrorKind::SyntaxError(report) => Some(report.filename().to_owned()),
            _ => None,
        };
        let diagnostic = fault::diagnostic(&error, |name| units.get(name));
        if (syntax.is_some() || !told) && !told_already(&diagnostic, findings) {
            findings.push(diagnostic);
        }
        told = true;
        match syntax {
            Some(name) => left.retain(|(other, _)| *other != name),
            None => return tera,
        }
    }
}

/// Whether our own reading found a fault of syntax in the same template.
fn told_already(diagnostic: &Diagnostic, findings: &Findings) -> bool {
    let source = |diagnostic: &Diagnostic| match diagnostic.place {
        Place::Span(span) => Some(span.source),
        _ => None,
    };
    let same = |other: &Diagnostic| other.code == "template-syntax" && source(other) == source(diagnostic);
    diagnostic.code == "template-syntax" && findings.list.iter().any(same)
}

impl Loading<'_> {
    fn kinds(&mut self) -> Vec<Kind> {
        let manifests: Vec<(String, SourceId)> = self
            .files
            .iter()
            .filter_map(|(path, id)| {
                path.strip_suffix("/template.yaml").map(|folder| (folder.to_owned(), *id))
            })
            .collect();
        let mut wanted: Vec<(String, bool)> = Vec::new();
        // Kinds whose manifest cannot be read: which files they use is not known.
        let mut faulty: Vec<String> = Vec::new();
        let mut kinds = Vec::new();
        let mut titles = Vec::new();
        let mut carriers = Vec::new();
        for (folder, source) in manifests {
            let Some(node) = yaml::read(source, self.sources, self.findings) else {
                faulty.push(format!("{folder}/"));
                continue;
            };
            let Some(manifest) = manifest::read(&node, self.findings) else {
                faulty.push(format!("{folder}/"));
                continue;
            };
            if manifest.name.text != folder {
                let message = format!("文种的名称“{}”与文件夹“{folder}”不同", manifest.name.text);
                let hint = format!("名称改成“{folder}”，或者改文件夹的名字");
                self.findings
                    .push(Diagnostic::error("template-name", manifest.name.span, message).hint(hint));
            }
            let kind = self.kind(&folder, &manifest, &mut wanted);
            titles.push((title_name(&folder), manifest.title, false));
            if let Some(issuance) = manifest.issuance {
                titles.push((issuing_title_name(&folder), issuance.title, true));
            }
            kinds.push(kind);
            carriers.push((manifest.statutory, manifest.carriers));
        }
        if faulty.is_empty() {
            self.check_carriers(&kinds, &carriers);
        }
        wanted.extend(
            self.files.keys().filter(|path| path.starts_with("_shared/")).map(|path| (path.clone(), false)),
        );
        self.unused(&wanted, &faulty);
        let mut texts = Vec::new();
        for (path, instrument) in wanted {
            if let Some(source) = self.files.get(&path) {
                let text = self.sources.get(*source).text.to_string();
                let whole = Span { source: *source, start: 0, end: text.len() };
                texts.push((path, text, whole, true, instrument));
            }
        }
        for (name, title, instrument) in titles {
            let written = &self.sources.get(title.span.source).text[title.span.start..title.span.end];
            let found = written.find(&title.text);
            let whole = match found {
                Some(at) => Span { start: title.span.start + at, ..title.span },
                None => title.span,
            };
            texts.push((name, title.text, whole, found.is_some(), instrument));
        }
        self.units(texts);
        kinds
    }

    fn kind(&mut self, folder: &str, manifest: &Manifest, wanted: &mut Vec<(String, bool)>) -> Kind {
        let sections = manifest::sections(manifest, self.findings);
        let names = manifest.sections.iter().map(|s| (&s.name, false));
        let issuing = manifest.issuance.iter().map(|i| (&i.section, true));
        for (name, instrument) in names.chain(issuing) {
            let path = format!("{folder}/{}{ENDING}", name.text);
            if !self.files.contains_key(&path) {
                let message = format!("章节“{}”没有模板文件", name.text);
                let hint = format!("新建“templates/{path}”，或者从章节里去掉它");
                self.findings.push(Diagnostic::error("missing-template", name.span, message).hint(hint));
            }
            wanted.push((path, instrument));
        }
        Kind {
            name: folder.to_owned(),
            purpose: manifest.purpose.text.clone(),
            carriers: if manifest.carriers.is_empty() {
                vec![Carrier::None]
            } else {
                manifest.carriers.iter().map(|carrier| carrier.value).collect()
            },
            statutory: manifest.statutory.iter().map(|statutory| statutory.value).collect(),
            bulletin: manifest.bulletin.is_some_and(|flag| flag.0),
            numbering: match (&manifest.articles, &manifest.run_on) {
                (Some(flag), _) if flag.0 => Numbering::Articles,
                (_, Some(flag)) if flag.0 => Numbering::RunOn,
                _ => Numbering::Levels,
            },
            rules_follow: manifest.rules_follow.is_some_and(|flag| flag.0),
            sections,
            issuance: manifest.issuance.as_ref().map(|issuance| issuance.section.text.clone()),
        }
    }

    /// A kind goes out under a carrier that it is itself, or that another kind is and carries it with.
    fn check_carriers(&mut self, kinds: &[Kind], written: &[WrittenCarriers]) {
        for (kind, (statutory, carriers)) in kinds.iter().zip(written) {
            for carrier in
                carriers.iter().filter(|c| c.value != Carrier::None && !kind.statutory.contains(&c.value))
            {
                if kinds
                    .iter()
                    .any(|other| other.issuance.is_some() && other.statutory.contains(&carrier.value))
                {
                    continue;
                }
                let word = carrier.value.word();
                let message = format!("“{}”不能随“{word}”发出：没有文种以“{word}”印发别的文件", kind.name);
                let mut diagnostic = Diagnostic::error("carrier-without-kind", carrier.span, message).hint(
                    format!("这个文种本身就是{word}的，加一行“法定文种: {word}”；不是的，从“载体”里去掉它"),
                );
                for statutory in statutory {
                    diagnostic = diagnostic.related(statutory.span, "法定文种写在这里");
                }
                self.findings.push(diagnostic);
            }
        }
    }

    /// Files that no manifest names: somebody would wait for them in vain.
    fn unused(&mut self, wanted: &[(String, bool)], faulty: &[String]) {
        for (path, source) in &self.files {
            let used = path.ends_with("/template.yaml")
                || faulty.iter().any(|folder| path.starts_with(folder))
                || wanted.iter().any(|(other, _)| other == path);
            if !used {
                let name = self.sources.get(*source).name.clone();
                let message = format!("模板“{path}”没有用上：文种的章节里没有它");
                self.findings.push(
                    Diagnostic::warning("unused-template", Place::Path(name), message)
                        .hint("在同一文件夹的 template.yaml 的“章节”里加上它，或者改成章节的名称"),
                );
            }
        }
    }

    fn units(&mut self, texts: Vec<(String, String, Span, bool, bool)>) {
        let mut read = Vec::new();
        for (name, text, whole, exact, instrument) in texts {
            if let Some(at) = text.find(marks::is_mark) {
                let span = fault::span_in(whole, exact, at..at + 3);
                let message = "模板里有不能用的字符";
                self.findings.push(Diagnostic::error("template-syntax", span, message).hint("删去这个字符"));
                continue;
            }
            match lexer::pieces(&text) {
                Ok(pieces) => read.push((name, text, whole, exact, instrument, pieces)),
                Err(fault) => self.lex_fault(&fault, whole, exact),
            }
        }
        let known = Known::new(
            read.iter().map(|(name, text, .., pieces)| (name.as_str(), text.as_str(), pieces.as_slice())),
        );
        for (name, text, whole, exact, instrument, pieces) in read {
            let place = |range: Range<usize>| fault::span_in(whole, exact, range);
            let checked = check::check(&text, &pieces, instrument, &known, &place, self.findings);
            self.strange.extend(checked.strange.into_iter().map(place));
            let prepared = source::prepare(&text, &pieces, whole, exact, &mut self.places);
            self.units.push(Unit { name, text, whole, exact, prepared, paths: checked.paths });
        }
    }

    fn lex_fault(&mut self, fault: &lexer::LexFault, whole: Span, exact: bool) {
        let span = fault::span_in(whole, exact, fault.range.clone());
        self.findings
            .push(Diagnostic::error("template-syntax", span, fault.message.clone()).hint(fault.hint));
    }
}

#[cfg(test)]
mod tests;
