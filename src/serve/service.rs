//! What answers all requests: files of the page and the state of a batch at once, everything else one after the other at the
//! desk.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::embedded;
use crate::serve::desk::Desk;
use crate::serve::request::{Request, Response};
use crate::serve::units::{self, Units};
use crate::world::World as _;

/// What begins long work without waiting for its end.
pub type Begin = fn(Box<dyn FnOnce() + Send>);

/// The desk, and the batch beside it.
pub struct Service {
    desk: Mutex<Desk>,
    units: Units,
    begin: Begin,
}

impl Service {
    /// Over a desk.
    pub fn new(desk: Desk, begin: Begin) -> Self {
        Self { desk: Mutex::new(desk), units: Units::default(), begin }
    }

    /// The answer to a request that the guard has let in.
    pub fn answer(&self, request: &Request) -> Response {
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", path) if !path.starts_with("/api/") => page(path),
            ("GET", "/api/units") => self.units.state(),
            ("POST", "/api/units/stop") => self.units.stop(),
            ("POST", "/api/units/start") => {
                request.json().map_or_else(|refused| refused, |asked| self.start(asked))
            }
            ("POST", "/api/units/archive") => {
                request.json().map_or_else(|refused| refused, |asked| self.archive(&asked))
            }
            _ => self.desk().answer(request),
        }
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, asked: units::Asked) -> Response {
        let Some(stop) = self.units.claim(&asked) else {
            return Response::refused(409, "上一批还在做", "等它做完，或者先按“停下”");
        };
        let mut desk = self.desk();
        match desk.world.for_thread(stop) {
            Some(mut world) => {
                let units = self.units.clone();
                (self.begin)(Box::new(move || units.make(&asked, &mut world)));
            }
            None => self.units.make(&asked, &mut desk.world),
        }
        self.units.state()
    }

    fn archive(&self, asked: &units::Asked) -> Response {
        let own = self.desk().world.another();
        match own {
            Some(world) => units::archive(&*world, asked),
            None => units::archive(&self.desk().world, asked),
        }
    }
}

/// A file of the page.
fn page(path: &str) -> Response {
    let name = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
    let Some((_, text)) = embedded::web().into_iter().find(|(file, _)| file == name) else {
        return nowhere();
    };
    let content_type = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    Response { status: 200, content_type, file_name: None, body: text.as_bytes().to_vec() }
}

/// That there is no such page.
pub fn nowhere() -> Response {
    Response::refused(404, "没有这个页面", "请打开命令行窗口里显示的网址")
}
