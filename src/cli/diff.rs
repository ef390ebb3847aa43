//! `gongwen diff`: two drafts become one with tracked changes.

use std::path::Path;

use crate::cli::Exit;
use crate::cli::arguments::DiffOptions;
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place, Span};
use crate::diag::findings::Findings;
use crate::diag::sources::{SourceId, Sources};
use crate::model::date::{self, Precision};
use crate::pipeline::{self, file_fault, file_place, output};
use crate::redline::{self, Draft, Redline, Signed};
use crate::review::drafts::{self, Side};
use crate::world::{Kind, World};

/// Compares the drafts, writes the file, and says what is in it. Drafts that say the same give no file.
pub fn run(options: &DiffOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let done = diff(options, world, &mut sources, &mut findings);
    console.report(&findings, &sources);
    let Some(redline) = done else { return Exit::Failed };
    if redline.bytes.is_some() {
        console.print(&options.output.display().to_string());
        let redline::Count { insertions, deletions, paragraphs, rows } = redline.count;
        let rows = if rows > 0 { format!("，表格{rows}行") } else { String::new() };
        console.tell(&format!("修订涉及{paragraphs}段{rows}：插入{insertions}处，删除{deletions}处"));
    } else {
        let beside = if redline.untracked.is_empty() {
            "两稿的字完全一样"
        } else {
            "两稿正文的字完全一样"
        };
        let left = match world.kind(&options.output) {
            Kind::Missing => String::new(),
            _ => format!("；“{}”是以前的，没有动", options.output.display()),
        };
        console.tell(&format!("{beside}，没有可记的修订，没有写文件{left}"));
    }
    if findings.has_warnings() { Exit::Findings } else { Exit::Done }
}

fn diff(
    options: &DiffOptions,
    world: &mut dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Redline> {
    let signed = match signed(options).and_then(|signed| may_write(options, world).map(|()| signed)) {
        Ok(signed) => signed,
        Err(told) => {
            findings.push(told);
            return None;
        }
    };
    let kind = options.kind.as_deref();
    let old = drafts::read(&options.old, Side::Old, kind, world, sources, findings);
    let new = drafts::read(&options.new, Side::New, kind, world, sources, findings);
    let (old, new) = (old?, new?);
    let names = [&options.old, &options.new].map(|path| path.display().to_string());
    let is_bare = drafts::is_text(&options.old);
    let old = Draft { bytes: &old, name: &names[0], is_bare };
    let new = Draft { bytes: &new, name: &names[1], is_bare: false };
    let redline = match redline::redline(old, new, &signed) {
        Ok(redline) => redline,
        Err(told) => {
            findings.push(told);
            return None;
        }
    };
    findings.list.extend(redline.untracked.iter().cloned());
    if let Some(bytes) = &redline.bytes
        && let Err(told) = write(&options.output, bytes, options.force, world)
    {
        findings.push(told);
        return None;
    }
    Some(redline)
}

/// Who signs the changes.
fn signed(options: &DiffOptions) -> Result<Signed, Diagnostic> {
    let author = options.author.trim();
    if author.is_empty() || author.chars().any(char::is_control) {
        let told = Diagnostic::error("diff-signed", Place::Nowhere, "--author 里没有写姓名");
        return Err(told.hint("写上修订记在谁的名下，例如 --author 张三；不写 --author 就记作“gongwen 比较”"));
    }
    let date = options.date.as_deref().map(|text| {
        let nowhere = Span { source: SourceId(0), start: 0, end: 0 };
        let day = date::parse(text, nowhere).ok().filter(|moment| moment.precision == Precision::Day);
        day.map(|day| day.first.to_string()).ok_or_else(|| {
            let message = format!("--date 写的“{text}”不是日期");
            Diagnostic::error("diff-signed", Place::Nowhere, message)
                .hint("写成年月日，例如 --date 2027-01-05")
        })
    });
    Ok(Signed { author: author.to_owned(), date: date.transpose()? })
}

/// What cannot be written there; asked before anything is compared.
fn may_write(options: &DiffOptions, world: &dyn World) -> Result<(), Diagnostic> {
    let path = &options.output;
    let end =
        |path: &Path| path.extension().map_or_else(String::new, |end| end.to_string_lossy().to_lowercase());
    // A file with macros, and a template, must keep their names' end.
    let wanted = match end(&options.new) {
        own if own == "docm" || own == "dotx" => own,
        _ => "docx".to_owned(),
    };
    let refused = |message: String| Diagnostic::error("diff-name", file_place(path), message);
    if end(path) != wanted {
        let message = format!("修订稿是 Word 文件，名字要以“.{wanted}”结尾");
        return Err(refused(message).hint(format!("例如“修订.{wanted}”")));
    }
    // Some systems know no upper and lower case.
    let plain = |path: &Path| pipeline::plain(path).to_string_lossy().to_lowercase();
    for (input, side) in [(&options.old, Side::Old), (&options.new, Side::New)] {
        if plain(input) == plain(path) {
            let message = format!("修订稿不能写到{}上", side.in_words());
            return Err(refused(message).hint("另起一个名字，例如“修订.docx”"));
        }
    }
    if world.kind(path) == Kind::Folder {
        return Err(output::is_folder(path));
    }
    Ok(())
}

/// Writes the file, unless another one stands there.
fn write(path: &Path, bytes: &[u8], force: bool, world: &mut dyn World) -> Result<(), Diagnostic> {
    let fault = |fault| file_fault(&fault, path, file_place(path));
    if world.kind(path) == Kind::File && !force && world.read(path).map_err(fault)? != bytes {
        let message = format!("“{}”已经存在，没有改动", path.display());
        let told = Diagnostic::error("already-there", file_place(path), message);
        return Err(told.hint("换一个名字；确定不要原来的了，加 --force"));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        world.make_folder(folder).map_err(|fault| file_fault(&fault, folder, file_place(folder)))?;
    }
    output::write(world, path, bytes, true).map(drop)
}
