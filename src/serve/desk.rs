//! The functions under `/api/` that work on the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline;
use crate::serve::request::{ROSTER, Request, Response};
use crate::serve::{files, preview, product, route, service};
use crate::template::library::Library;
use crate::world::World;
use crate::world::fence::Fence;
use crate::world::overlay::Overlay;

/// What is kept between requests.
pub struct Desk {
    /// The folder that was opened.
    pub world: Fence,
    /// What the folder is called on the page.
    pub folder: String,
    /// Lists of units that came by the page, with the hash of what was written: a better one may take its place.
    pub kept: BTreeMap<PathBuf, String>,
    library: Option<Prepared>,
}

/// Templates, read once.
struct Prepared {
    /// Those of the user's own that lie over the program's.
    overrides: Vec<(String, String)>,
    library: Library,
    /// The texts of the templates, which places may point into.
    sources: Sources,
}

/// A workbook as it stands in the page.
#[derive(Debug, serde::Deserialize)]
pub struct Open {
    /// Its path in the folder.
    pub path: String,
    /// Its text; `None`: as it lies on the disk.
    pub text: Option<String>,
    /// Which of its documents is looked at, from 0.
    #[serde(default)]
    pub document: usize,
}

impl Desk {
    /// Over a folder.
    pub fn new(world: Fence, folder: String) -> Self {
        Self { world, folder, kept: BTreeMap::new(), library: None }
    }

    /// The answer to a request that the guard has let in.
    pub fn answer(&mut self, request: &Request) -> Response {
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/api/files") => files::list(self),
            ("POST", "/api/open") => {
                request.json().map_or_else(|refused| refused, |asked| files::open(self, &asked))
            }
            ("POST", "/api/new") => request.json().map_or_else(|refused| refused, |asked| files::new(&asked)),
            ("POST", "/api/save") => {
                request.json().map_or_else(|refused| refused, |asked| files::save(self, &asked))
            }
            ("POST", "/api/edit") => {
                request.json().map_or_else(|refused| refused, |asked| route::edit(&asked))
            }
            ("POST", "/api/look") => {
                request.json().map_or_else(|refused| refused, |open| preview::look(self, &open))
            }
            ("POST", "/api/find") => {
                request.json().map_or_else(|refused| refused, |asked| preview::find(&asked))
            }
            ("POST", "/api/make") => {
                request.json().map_or_else(|refused| refused, |asked| product::make(self, &asked))
            }
            ("POST", ROSTER) => files::keep(self, &request.body),
            ("GET" | "POST", _) => service::nowhere(),
            _ => Response::refused(405, "不能这样用", "请打开命令行窗口里显示的网址"),
        }
    }

    /// Makes something of a workbook as it stands in the page, with the templates that lie beside it.
    pub fn with<T>(
        &mut self,
        open: &Open,
        make: impl FnOnce(&Path, &Library, &mut dyn World, &mut Sources, &mut Findings) -> T,
    ) -> (Option<T>, Sources, Findings) {
        let path = PathBuf::from(&open.path);
        let mut overlay = Overlay::new(&mut self.world);
        if let Some(text) = &open.text {
            overlay.files.insert(path.clone(), text.as_bytes().to_vec());
        }
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let overrides = pipeline::overrides(&overlay, &path, &mut sources, &mut findings);
        if self.library.as_ref().is_none_or(|known| known.overrides != overrides) {
            let (mut texts, mut told) = (Sources::default(), Findings::default());
            self.library = Library::load(overrides.clone(), &mut texts, &mut told).map(|library| Prepared {
                overrides,
                library,
                sources: texts.clone(),
            });
            if self.library.is_none() {
                return (None, texts, told);
            }
        }
        let Some(known) = &self.library else { return (None, sources, findings) };
        let mut sources = known.sources.clone();
        let made = make(&path, &known.library, &mut overlay, &mut sources, &mut findings);
        (Some(made), sources, findings)
    }
}
