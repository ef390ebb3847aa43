//! Profiles by their names: the two of the standards, those that the program brings, and the user's own in `版式/` beside the
//! data or in a file that is named. A house style is read like a workbook, so that its faults are told like those of one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::nearest::nearest;
use crate::diag::sources::Sources;
use crate::embedded;
use crate::model::house::HouseStyle;
use crate::model::order::DocumentOrder;
use crate::model::reader::{FieldValue, Reader};
use crate::model::text::Phrase;
use crate::model::workbook::Workbook;
use crate::pipeline::{file_fault, file_place, plain};
use crate::profile::style::Profile;
use crate::profile::{departures, gbt9704, gbt33476, house};
use crate::source::{encoding, yaml};
use crate::world::{Kind, World};
use crate::write::docx::prepared::PreparedProfile;

/// The folder of a user's own house styles, beside the data.
pub const FOLDER: &str = "版式";

/// Deepest chain of 继承.
const DEEPEST: usize = 8;

/// A profile, and what is made ready of it once for all documents.
#[derive(Debug)]
pub struct Page {
    /// The profile.
    pub profile: Profile,
    /// What `gongwen profiles` is told to find it again: its name, or its path.
    pub called: String,
    /// What it inherits; `None` for those of the standards.
    pub base: Option<String>,
    /// The text of its file; `None` for those of the standards.
    pub text: Option<String>,
    prepared: OnceLock<PreparedProfile>,
}

impl Page {
    /// The profile of the standard.
    pub fn standard() -> Arc<Self> {
        Self::of_standard(gbt9704::profile())
    }

    fn of_standard(profile: Profile) -> Arc<Self> {
        let called = profile.name.clone();
        Arc::new(Self { profile, called, base: None, text: None, prepared: OnceLock::new() })
    }

    /// The profile, ready to write with.
    pub fn prepared(&self) -> &PreparedProfile {
        self.prepared.get_or_init(|| PreparedProfile::new(&self.profile))
    }

    /// That it leaves the standard, and where to read how; once for each name in `told`.
    pub fn departures_in_words(&self, told: &mut Vec<String>) -> Option<String> {
        if told.contains(&self.called) {
            return None;
        }
        told.push(self.called.clone());
        let count = departures::from_standard(&self.profile).len();
        let (name, called) = (&self.profile.name, &self.called);
        (count > 0)
            .then(|| format!("版式“{name}”有{count}处与 GB/T 9704 不同，用“gongwen profiles {called}”查看"))
    }
}

/// The profiles that a file of data may name.
pub struct Shelf {
    /// The folder of the data.
    beside: PathBuf,
    /// What was read; `None` for what cannot be used.
    known: BTreeMap<String, Option<Arc<Page>>>,
}

/// Which profile is asked for.
pub struct Choice<'a> {
    /// `--profile`, before everything else.
    pub option: Option<&'a str>,
    /// 版式 of the 文稿.
    pub order: Option<&'a Phrase>,
    /// 版式 of the 单位.
    pub unit: Option<&'a Phrase>,
}

impl<'a> Choice<'a> {
    /// What is asked for a document of a workbook.
    pub fn of(option: Option<&'a str>, order: &'a DocumentOrder, workbook: &'a Workbook) -> Self {
        Self { option, order: order.profile.as_ref(), unit: workbook.unit.profile.as_ref() }
    }
}

impl Shelf {
    /// The profiles for data that stand in this folder.
    pub fn new(beside: &Path) -> Self {
        Self { beside: beside.to_path_buf(), known: BTreeMap::new() }
    }

    /// The profile that is asked for. `None` if there is none of that name or it cannot be used; why is in `findings`.
    /// A name is sought beside the file that writes it, then beside the data; a path begins at that file.
    pub fn choose(
        &mut self,
        choice: &Choice<'_>,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Arc<Page>> {
        let (name, place, folder) = match (choice.option, choice.order.or(choice.unit)) {
            (Some(name), _) => (name, Place::Nowhere, PathBuf::new()),
            (None, None) => (gbt9704::NAME, Place::Nowhere, PathBuf::new()),
            (None, Some(name)) => {
                let file = Path::new(&sources.get(name.span.source).name);
                // What a sheet is called is no path.
                let folder = if is_file(file) { parent(file) } else { self.beside.clone() };
                (name.text.as_str(), Place::Span(name.span), folder)
            }
        };
        self.named(name, &place, &folder, world, sources, findings)
    }

    /// The profile of a name or of a path; a path begins at `folder`.
    pub fn named(
        &mut self,
        name: &str,
        place: &Place,
        folder: &Path,
        world: &dyn World,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Arc<Page>> {
        let mut desk = Desk { world, sources, findings };
        self.find(&Wanted { name, place, folder }, &mut Vec::new(), &mut desk)
    }

    /// Names of all profiles: of the standards, of the program, of the user.
    pub fn names(&self, world: &dyn World) -> Vec<String> {
        let mut names = vec![gbt9704::NAME.to_owned(), gbt33476::NAME.to_owned()];
        names.extend(embedded::profiles().into_iter().map(|(path, _)| stem(Path::new(&path))));
        names.extend(own(&self.beside.join(FOLDER), world).iter().map(|path| stem(path)));
        let mut seen = Vec::new();
        names.retain(|name| {
            !seen.contains(name) && {
                seen.push(name.clone());
                true
            }
        });
        names
    }

    fn find(
        &mut self,
        wanted: &Wanted<'_>,
        chain: &mut Vec<String>,
        desk: &mut Desk<'_>,
    ) -> Option<Arc<Page>> {
        let name = wanted.name;
        let found = self.locate(wanted, chain, desk.world);
        let key = match &found {
            Found::File(path) => path.display().to_string(),
            Found::Standard(_) | Found::Brought(..) => name.to_owned(),
            Found::Nowhere => {
                let names = self.names(desk.world);
                let message = format!("没有“{name}”这个版式");
                let fault = Diagnostic::error("unknown-profile", wanted.place.clone(), message)
                    .meant(nearest(name, names.iter().map(String::as_str)));
                desk.findings.push(fault.hint("用“gongwen profiles”看有哪些版式；自己的版式放在资料旁边的“版式”文件夹里，或者写出 .yaml 文件的路径"));
                return None;
            }
        };
        if let Some(known) = self.known.get(&key) {
            if known.is_none() {
                // Its faults have been told where it was first asked for; this run still makes nothing of it.
                desk.findings.push(unusable(name, wanted.place));
            }
            return known.clone();
        }
        if chain.contains(&key) || chain.len() > DEEPEST {
            let message = format!("版式“{name}”的“继承”绕成了一圈，或者超过了{DEEPEST}层");
            desk.findings.push(
                Diagnostic::error("profile-cycle", wanted.place.clone(), message)
                    .hint("“继承”写国标，或者另一个不继承它的版式"),
            );
            return None;
        }
        chain.push(key.clone());
        let page = match found {
            Found::Standard(page) => Some(page),
            Found::File(path) => match desk.world.read(&path) {
                Ok(bytes) => {
                    let text = Text { bytes: &bytes, name: &key, called: &key, folder: parent(&path) };
                    self.read(&text, chain, desk)
                }
                Err(fault) => {
                    let place = match wanted.place {
                        Place::Nowhere => file_place(&path),
                        other => other.clone(),
                    };
                    desk.findings.push(file_fault(&fault, &path, place));
                    None
                }
            },
            Found::Brought(path, text) => {
                let file = format!("（程序自带）{path}");
                let text = Text { bytes: text.as_bytes(), name: &file, called: name, folder: PathBuf::new() };
                self.read(&text, chain, desk)
            }
            Found::Nowhere => None,
        };
        chain.pop();
        self.known.insert(key, page.clone());
        page
    }

    /// Where a profile is: a file that is named, the user's own of that name, one of the program. One that inherits another of
    /// its own name means that of the program.
    fn locate(&self, wanted: &Wanted<'_>, chain: &[String], world: &dyn World) -> Found {
        match wanted.name {
            gbt9704::NAME => return Found::Standard(Page::standard()),
            gbt33476::NAME => return Found::Standard(Page::of_standard(gbt33476::profile())),
            name if is_file(Path::new(name)) => return Found::File(plain(&wanted.folder.join(name))),
            _ => {}
        }
        let inheriting = (!chain.is_empty()).then(|| wanted.folder.to_path_buf());
        let folders = [Some(wanted.folder.join(FOLDER)), inheriting, Some(self.beside.join(FOLDER))];
        let mut files: Vec<PathBuf> =
            folders.iter().flatten().flat_map(|folder| own(folder, world)).map(|path| plain(&path)).collect();
        files.retain(|path| stem(path) == wanted.name);
        let brought = embedded::profiles().into_iter().find(|(path, _)| stem(Path::new(path)) == wanted.name);
        if brought.is_some() {
            files.retain(|path| !chain.contains(&path.display().to_string()));
        }
        match (files.into_iter().next(), brought) {
            (Some(path), _) => Found::File(path),
            (None, Some((path, text))) => Found::Brought(path, text),
            (None, None) => Found::Nowhere,
        }
    }

    /// A house style from its text.
    fn read(&mut self, text: &Text<'_>, chain: &mut Vec<String>, desk: &mut Desk<'_>) -> Option<Arc<Page>> {
        let mut own = Findings::default();
        let source = encoding::read_text(text.bytes, text.name, desk.sources, &mut own);
        let node = source.and_then(|source| yaml::read(source, desk.sources, &mut own));
        let style = node.and_then(|node| HouseStyle::read(&node, &mut Reader { findings: &mut own }));
        let page = style.and_then(|style| {
            let base = style.base.as_ref();
            let place = base.map_or(Place::Nowhere, |base| Place::Span(base.span));
            let below = base.map_or(gbt9704::NAME, |base| base.text.as_str());
            let wanted = Wanted { name: below, place: &place, folder: &text.folder };
            let mut inner = Desk { world: desk.world, sources: desk.sources, findings: &mut own };
            let below = self.find(&wanted, chain, &mut inner)?;
            let name = match &style.name {
                Some(name) => name.text.clone(),
                None => stem(Path::new(text.called)),
            };
            if [gbt9704::NAME, gbt33476::NAME].contains(&name.as_str()) {
                let file = file_place(Path::new(text.name));
                let place = style.name.as_ref().map_or(file, |name| name.span.into());
                let message = format!("“{name}”是程序自带的版式，自己的版式要另起名称");
                own.push(
                    Diagnostic::error("profile-name", place, message).hint("改“名称”，例如“某某局版式”"),
                );
            }
            Some(Arc::new(Page {
                profile: house::profile(&below.profile, &style, &name, &mut own),
                called: text.called.to_owned(),
                base: Some(below.profile.name.clone()),
                text: source.map(|source| desk.sources.get(source).text.to_string()),
                prepared: OnceLock::new(),
            }))
        });
        let sound = !own.has_errors();
        own.list.into_iter().for_each(|fault| desk.findings.push(fault));
        page.filter(|_| sound)
    }
}

/// What every reading needs.
struct Desk<'a> {
    world: &'a dyn World,
    sources: &'a mut Sources,
    findings: &'a mut Findings,
}

/// Where a profile is.
enum Found {
    Standard(Arc<Page>),
    File(PathBuf),
    /// One of the program: the name of its file, its text.
    Brought(String, &'static str),
    Nowhere,
}

/// Files of house styles in a folder.
fn own(folder: &Path, world: &dyn World) -> Vec<PathBuf> {
    if world.kind(folder) != Kind::Folder {
        return Vec::new();
    }
    let mut files = world.files_in(folder).unwrap_or_default();
    files.retain(|path| is_file(path));
    files
}

/// A profile that is asked for.
struct Wanted<'a> {
    name: &'a str,
    /// Where it is asked for.
    place: &'a Place,
    /// Where its path begins, and its name is sought first.
    folder: &'a Path,
}

/// The text of a house style.
struct Text<'a> {
    bytes: &'a [u8],
    /// Name of the file, for places.
    name: &'a str,
    called: &'a str,
    /// Where paths in it begin.
    folder: PathBuf,
}

/// Whether a name is that of a file.
fn is_file(name: &Path) -> bool {
    let ending = name.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "yaml" | "yml"))
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn parent(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_path_buf()
}

fn unusable(name: &str, place: &Place) -> Diagnostic {
    Diagnostic::error("unknown-profile", place.clone(), format!("版式“{name}”有错，不能用"))
        .hint("改好上面说的错误，再用“gongwen profiles”检查")
}
