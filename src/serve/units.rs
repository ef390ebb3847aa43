//! A workbook and a list of units of the folder → a document for every unit, and the archive of them all. A batch works in a
//! thread of its own, is tried before it is made, tells how far it is, and can be stopped; there is one at a time.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::batch::manifest::Entry;
use crate::batch::prepare;
use crate::batch::run::Status;
use crate::diag::diagnostic::Level;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::dispatch::{self, End, Listener, Orders};
use crate::pipeline::{file_fault, file_place};
use crate::serve::preview::{self, Told};
use crate::serve::request::Response;
use crate::serve::words;
use crate::world::World;

/// Name of the archive.
const ARCHIVE: &str = "公文.zip";

/// So many rows and findings are shown; those that need a person come first.
const SHOWN: usize = 1000;

/// Which batch.
#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    /// The workbook, as it lies on the disk.
    path: String,
    /// The list of units.
    #[serde(default)]
    roster: String,
    /// Only look at every row; write nothing.
    #[serde(default)]
    rehearsal: bool,
}

/// The batch that is being made, or was made last.
#[derive(Default, Clone)]
pub struct Units {
    course: Arc<Mutex<Course>>,
}

/// How it goes.
#[derive(Default)]
struct Course {
    running: bool,
    /// Whether it is only tried.
    rehearsal: bool,
    stop: Arc<AtomicBool>,
    done: usize,
    total: usize,
    end: Option<End>,
    lines: Vec<String>,
    findings: Vec<Told>,
    rows: Vec<Row>,
    /// How many documents became what, by the words of the manifest.
    counts: [(&'static str, usize); 4],
}

/// A document of a unit.
#[derive(Debug, Serialize)]
struct Row {
    number: usize,
    unit: String,
    document: String,
    file: String,
    status: String,
    reason: String,
}

impl Units {
    fn course(&self) -> MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the place of the last batch; `None` if one is still being made.
    pub fn claim(&self, asked: &Asked) -> Option<Arc<AtomicBool>> {
        let mut course = self.course();
        if course.running {
            return None;
        }
        let stop: Arc<AtomicBool> = Arc::default();
        let rehearsal = asked.rehearsal;
        *course = Course { running: true, rehearsal, stop: Arc::clone(&stop), ..Course::default() };
        Some(stop)
    }

    /// Makes a batch that has its place.
    pub fn make(&self, asked: &Asked, world: &mut dyn World) {
        // However it ends, the next one can begin.
        let mut ending = Ending { units: self, end: End::Failed, whole: false };
        let orders = Orders {
            asked: prepare::Asked {
                data: PathBuf::from(&asked.path),
                roster: PathBuf::from(&asked.roster),
                folder: output(Path::new(&asked.path)),
                ..prepare::Asked::default()
            },
            zip: !asked.rehearsal,
            rehearsal: asked.rehearsal,
            ..Orders::default()
        };
        ending.end = dispatch::make(&orders, world, &mut Watch { units: self, file: &asked.path });
        ending.whole = true;
    }

    /// How far it is; what came of it when it is at its end.
    pub fn state(&self) -> Response {
        let course = self.course();
        let (done, total, rehearsal) = (course.done, course.total, course.rehearsal);
        if course.running {
            return Response::json(
                &json!({ "running": true, "rehearsal": rehearsal, "done": done, "total": total }),
            );
        }
        let counts: serde_json::Map<String, serde_json::Value> =
            course.counts.iter().map(|(word, count)| ((*word).to_owned(), json!(count))).collect();
        Response::json(&json!({
            "running": false, "rehearsal": rehearsal, "done": done, "total": total, "end": course.end.map(word), "lines": course.lines,
            "findings": course.findings, "rows": course.rows, "counts": counts,
        }))
    }

    /// Lets it stop after the documents that are being made.
    pub fn stop(&self) -> Response {
        self.course().stop.store(true, Ordering::Relaxed);
        self.state()
    }
}

fn word(end: End) -> &'static str {
    match end {
        End::Done => "done",
        End::Findings => "findings",
        End::Failed => "failed",
    }
}

/// Notes the end of a batch, also of one that broke off.
struct Ending<'u> {
    units: &'u Units,
    end: End,
    whole: bool,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let mut course = self.units.course();
        course.running = false;
        course.end = Some(self.end);
        if !self.whole {
            course.lines.push("程序出了错，没有做完。做好的文件都在，再做一次就会接上。".to_owned());
        }
    }
}

/// Follows a batch.
struct Watch<'u> {
    units: &'u Units,
    /// The workbook.
    file: &'u str,
}

impl Listener for Watch<'_> {
    fn report(&mut self, findings: &Findings, sources: &Sources) {
        let mut course = self.units.course();
        let free = SHOWN.saturating_sub(course.findings.len());
        let told = findings.list.iter().map(|told| preview::finding(told, sources, self.file, &mut []));
        course.findings.extend(told.take(free));
        if findings.list.len() > free {
            let errors = findings.list.iter().filter(|told| told.level == Level::Error).count();
            course
                .lines
                .push(format!("这里共有{}处，其中错误{errors}处，只列出前{SHOWN}处", findings.list.len()));
        }
    }

    fn tell(&mut self, line: &str) {
        let line = words::advice(line).into_owned();
        self.units.course().lines.push(line);
    }

    fn remark(&mut self, line: &str) {
        self.tell(line);
    }

    fn product(&mut self, _path: &Path) {}

    fn progress(&mut self, done: usize, total: usize) {
        let mut course = self.units.course();
        (course.done, course.total) = (done, total);
    }

    fn documents(&mut self, entries: &[Entry]) {
        let statuses = [Status::Failed, Status::Edited, Status::Written, Status::Kept].map(Status::word);
        let of = |status: &'static str| entries.iter().filter(move |entry| entry.status == status);
        let row = |entry: &Entry| Row {
            number: entry.row,
            unit: entry.unit.clone(),
            document: entry.document.clone(),
            file: entry.file.clone(),
            status: entry.status.clone(),
            reason: entry.reason.clone(),
        };
        let mut course = self.units.course();
        course.counts = statuses.map(|status| (status, of(status).count()));
        course.rows = statuses.into_iter().flat_map(of).take(SHOWN).map(row).collect();
    }
}

/// The archive of the files of a workbook.
pub fn archive(world: &dyn World, asked: &Asked) -> Response {
    let path = output(Path::new(&asked.path)).join(ARCHIVE);
    match world.read_large(&path) {
        Ok(bytes) => Response::file("application/zip", ARCHIVE, bytes),
        Err(fault) => Response::fault(&file_fault(&fault, &path, file_place(&path))),
    }
}

/// The folder for the files of a workbook: beside it, under its name.
fn output(data: &Path) -> PathBuf {
    let stem = data.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    data.with_file_name(format!("{stem}-批量输出"))
}
