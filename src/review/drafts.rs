//! Files that are compared → the bytes of a Word file: a document as it is, a workbook as `build` makes it, a text line by line.

use std::path::{Path, PathBuf};

use crate::compose::document::Composed;
use crate::diag::diagnostic::{Diagnostic, Level};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::jobs::{self, Asked, Made};
use crate::pipeline::{self, file_fault, file_place};
use crate::redline;
use crate::review::inputs::{self, Kind};
use crate::review::opened;
use crate::world::World;

/// Which of two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 旧稿.
    Old,
    /// 新稿.
    New,
}

impl Side {
    /// As people call it.
    pub fn in_words(self) -> &'static str {
        match self {
            Side::Old => "旧稿",
            Side::New => "新稿",
        }
    }
}

/// Reads one; `None` if it cannot be compared, and why is in `findings`. Of a workbook with several documents, `kind` says
/// which.
pub fn read(
    path: &Path,
    side: Side,
    kind: Option<&str>,
    world: &mut dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let what = inputs::kind(path);
    if what == Kind::Workbook {
        return workbook(path, side, kind, world, sources, findings);
    }
    if what != Kind::Word && side == Side::New {
        let told = Diagnostic::error("diff-text", file_place(path), "新稿是文字稿，没有版面，做不成修订稿");
        let command = format!("gongwen import {} -o 新文件夹", path.display());
        findings.push(told.hint(format!("先用“{command}”变成资料，再拿资料来比较；或者换成 .docx")));
        return None;
    }
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            findings.push(file_fault(&fault, path, file_place(path)));
            return None;
        }
    };
    if what == Kind::Word {
        return Some(bytes);
    }
    let opened = opened::open(&bytes, &path.display().to_string(), what, sources, findings)?;
    let lines = opened.paper().lines.iter().map(|line| line.text.as_str());
    Some(redline::of_lines(lines))
}

/// Whether a draft is lines of text and nothing else.
pub fn is_text(path: &Path) -> bool {
    !matches!(inputs::kind(path), Kind::Workbook | Kind::Word)
}

/// The document of a workbook.
fn workbook(
    path: &Path,
    side: Side,
    kind: Option<&str>,
    world: &mut dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let mut all: Vec<Made> = Vec::new();
    // `工作总结（2）` is the second of this kind.
    let (kind, wanted) = kind.map_or((None, None), |kind| {
        let (kind, number) = numbered(kind);
        (Some(kind), number)
    });
    let asked = Asked { kind, profile: None };
    let paths: [PathBuf; 1] = [path.to_path_buf()];
    jobs::each(&paths, &asked, world, sources, &mut |made, _, _| all.push(made));
    let mut made = all.pop()?;
    let unmade = made.findings.has_errors();
    // What is not wrong with the data has been told by `build`.
    made.findings.list.retain(|told| told.level == Level::Error);
    findings.list.append(&mut made.findings.list);
    if unmade {
        return None;
    }
    let refused = |message: String| Diagnostic::error("diff-document", file_place(path), message);
    let side = side.in_words();
    let names = names(&made.documents.iter().map(|(composed, _)| composed.document.properties.kind.as_str()));
    let chosen = match (&made.documents[..], wanted) {
        ([only], None) => Some(only),
        (several, Some(number)) => number.checked_sub(1).and_then(|at| several.get(at)),
        _ => None,
    };
    if let Some((Composed { document, .. }, page)) = chosen {
        return pipeline::docx(document, page).map_err(|told| findings.push(told)).ok();
    }
    match &made.documents[..] {
        [_] => {
            let message = format!("{side}的资料里只有1份文稿：{}", names.concat());
            findings.push(refused(message).hint(format!("写 --kind {}，或者不写 --kind", names.concat())));
            None
        }
        [] => {
            findings.push(refused(format!("{side}的资料里没有文稿")).hint("在“文稿”里写上要做的文种"));
            None
        }
        _ => {
            let message =
                format!("{side}的资料里有{}份文稿，一次只比一份：{}", names.len(), names.join("、"));
            let one = names.last().map_or("通知", String::as_str);
            findings.push(refused(message).hint(format!("加上 --kind 说明比哪一份，例如 --kind {one}")));
            None
        }
    }
}

/// `工作总结（2）` → 工作总结, 2.
fn numbered(kind: &str) -> (&str, Option<usize>) {
    let split = kind.trim_end_matches(['）', ')']).rsplit_once(['（', '(']);
    split.and_then(|(kind, number)| Some((kind, Some(number.parse().ok()?)))).unwrap_or((kind, None))
}

/// What documents are called among each other: by their kinds, those of one kind with their numbers.
fn names<'a>(kinds: &(impl Iterator<Item = &'a str> + Clone)) -> Vec<String> {
    let mut names = Vec::new();
    for (at, kind) in kinds.clone().enumerate() {
        let of_kind = |count: usize| kinds.clone().take(count).filter(|other| *other == kind).count();
        let many = of_kind(usize::MAX) > 1;
        names.push(if many { format!("{kind}（{}）", of_kind(at + 1)) } else { kind.to_owned() });
    }
    names
}
