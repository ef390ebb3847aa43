//! What answers all requests: files of the page and the state of a batch at once, what is only read beside the desk, everything
//! else one after the other at it.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use crate::embedded;
use crate::serve::desk::Desk;
use crate::serve::request::{Request, Response};
use crate::serve::round;
use crate::serve::units::{self, Units};
use crate::world::World;

/// What begins long work without waiting for its end.
pub type Begin = fn(Box<dyn FnOnce() + Send>);

/// The desk, and the batch beside it.
pub struct Service {
    desk: Mutex<Desk>,
    units: Units,
    /// Held while returns are read: there may be thousands of them.
    reading: Mutex<()>,
    begin: Begin,
}

impl Service {
    /// Over a desk.
    pub fn new(desk: Desk, begin: Begin) -> Self {
        Self { desk: Mutex::new(desk), units: Units::default(), reading: Mutex::default(), begin }
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
                let archive = |asked| self.apart(|world| units::archive(world, &asked));
                request.json().map_or_else(|refused| refused, archive)
            }
            ("POST", "/api/collect/folders") => {
                let folders = |sought| self.apart(|world| round::folders(world, &sought));
                request.json().map_or_else(|refused| refused, folders)
            }
            ("POST", "/api/collect") => {
                request.json().map_or_else(|refused| refused, |asked| self.collect(&asked))
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

    /// Reads returns, one round at a time.
    fn collect(&self, asked: &round::Asked) -> Response {
        let _reading = match self.reading.try_lock() {
            Ok(reading) => reading,
            Err(TryLockError::Poisoned(reading)) => reading.into_inner(),
            Err(TryLockError::WouldBlock) => {
                return Response::refused(409, "上一次还没有读完", "等一会儿再按“刷新”");
            }
        };
        self.apart(|world| round::read(world, asked))
    }

    /// Works without holding up the desk, where there is more than one hand.
    fn apart(&self, work: impl FnOnce(&dyn World) -> Response) -> Response {
        let own = self.desk().world.another();
        match own {
            Some(world) => work(&*world),
            None => work(&self.desk().world),
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
