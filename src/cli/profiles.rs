//! `gongwen profiles`: which there are, what one of them has otherwise than the standard, and one that is learned from a Word file.
//! A house style that leaves the standard is no fault: a unit may have its reasons, and reads them here, not at every build.

use std::path::Path;

use crate::cli::Exit;
use crate::cli::arguments::ProfilesOptions;
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::learn::{self, Belief, Learned};
use crate::pipeline::profiles::{Page, Shelf};
use crate::pipeline::{file_fault, file_place};
use crate::profile::departures::{self, hundredths, millimetres};
use crate::profile::numbers::{NumberForm, page_sample};
use crate::profile::style::{Face, Profile};
use crate::profile::{gbt9704, gbt33476};
use crate::read::docx;
use crate::review::inputs;
use crate::world::{Kind, World};
use crate::write::docx::fingerprint::{self, Origin};

/// Lists all profiles, shows one, or learns one.
pub fn run(options: &ProfilesOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    if let (Some(sample), Some(target)) = (&options.learn, &options.output) {
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let learned = write_learned(sample, target, options.force, world, &mut sources, &mut findings);
        console.report(&findings, &sources);
        let Some(learned) = learned else { return Exit::Failed };
        tell(&learned, target, console);
        return Exit::Done;
    }
    let mut shelf = Shelf::new(Path::new(""));
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let mut find = |name: &str, findings: &mut Findings| {
        shelf.named(name, &Place::Nowhere, Path::new(""), world, &mut sources, findings)
    };
    if let Some(name) = &options.profile {
        let page = find(name, &mut findings);
        console.report(&findings, &sources);
        return match page {
            Some(page) => {
                match (&page.text, options.source) {
                    (Some(text), true) => console.print_raw(text.as_bytes()),
                    (None, true) => console.tell(&format!(
                        "“{name}”写在程序里，没有版式文件。新建一个 .yaml 文件，第一行写“继承: {name}”，下面写要改的"
                    )),
                    (_, false) => show(&page, console),
                }
                if findings.list.is_empty() { Exit::Done } else { Exit::Findings }
            }
            None => Exit::Failed,
        };
    }
    for name in Shelf::new(Path::new("")).names(world) {
        if let Some(page) = find(&name, &mut findings) {
            console.print(&format!("{name}\t{}", page.profile.purpose));
        }
    }
    console.report(&findings, &sources);
    console.tell("看一个版式与标准有哪些不同：gongwen profiles 版式的名称或文件");
    if findings.has_errors() { Exit::Findings } else { Exit::Done }
}

/// What a profile says, and where it leaves the standard.
fn show(page: &Page, console: &mut Console<'_>) {
    let profile = &page.profile;
    console.print(&profile.name);
    console.print(&format!("  说明：{}", profile.purpose));
    if let Some(base) = &page.base {
        console.print(&format!("  继承：{base}"));
    }
    let sheet = &profile.page;
    console.print(&format!(
        "  页面：A4，上{}毫米，下{}毫米，左{}毫米，右{}毫米",
        millimetres(sheet.top),
        millimetres(sheet.bottom),
        millimetres(sheet.left),
        millimetres(sheet.right)
    ));
    console.print(&format!(
        "  正文：每页{}行，每行{}字，行距{}磅",
        profile.lines_per_page,
        profile.characters_per_line,
        hundredths(profile.pitch.0 * 5)
    ));
    console.print(&format!("  字体：{}", fonts(profile)));
    let levels: Vec<String> = profile.levels.iter().map(NumberForm::sample).collect();
    console.print(&format!("  序数：{}", levels.join("　")));
    console.print(&format!("  页码：{}", page_sample(&profile.page_number)));
    depart(profile, console);
}

/// Learns a house style from a Word file, and writes it.
fn write_learned(
    sample: &Path,
    target: &Path,
    force: bool,
    world: &mut dyn World,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Learned> {
    let ending = target.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    if !matches!(ending.as_deref(), Some("yaml" | "yml")) {
        let message = format!("“{}”不是版式文件的名称", target.display());
        let told = Diagnostic::error("profile-file", file_place(target), message);
        findings.push(told.hint("-o 写一个 .yaml 文件，例如 -o 版式/某某局.yaml"));
        return None;
    }
    let name = target.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if [gbt9704::NAME, gbt33476::NAME].contains(&name.as_str()) {
        let message = format!("“{name}”是程序自带的版式，自己的版式要另起名称");
        let told = Diagnostic::error("profile-name", file_place(target), message);
        findings.push(told.hint("-o 写单位的名称，例如 -o 版式/某某局.yaml"));
        return None;
    }
    if world.kind(target) != Kind::Missing && !force {
        let message = format!("“{}”已经存在，没有改动", target.display());
        let told = Diagnostic::error("already-there", file_place(target), message);
        findings.push(told.hint("换一个名称；确定不要原来的了，加 --force"));
        return None;
    }
    if inputs::kind(sample) != inputs::Kind::Word {
        let message = format!("“{}”不是 Word 文件，学不出版式", sample.display());
        let told = Diagnostic::error("not-a-word-file", file_place(sample), message);
        findings.push(told.hint("样本用单位自己排好的 .docx 文件"));
        return None;
    }
    let mut fault = |fault, path: &Path| findings.push(file_fault(&fault, path, file_place(path)));
    let bytes = world.read(sample).map_err(|told| fault(told, sample)).ok()?;
    let read = docx::read_with_styles(&bytes, &sample.display().to_string(), sources);
    let (word, styles) = read.map_err(|told| findings.push(told)).ok()?;
    let belief = match fingerprint::edited_by_hand(&bytes) {
        Origin::Ours => Belief::Styles,
        Origin::Edited | Origin::Foreign => Belief::Paragraphs,
    };
    let shown = sample.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let learned = learn::learn(&word, &styles, belief, &shown, &name);
    let mut fault = |fault, path: &Path| findings.push(file_fault(&fault, path, file_place(path)));
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        world.make_folder(folder).map_err(|told| fault(told, folder)).ok()?;
    }
    world.write(target, learned.text.as_bytes()).map_err(|told| fault(told, target)).ok()?;
    Some(learned)
}

/// What was learned, where it leaves the standard, and what was not.
fn tell(learned: &Learned, target: &Path, console: &mut Console<'_>) {
    console.print(&target.display().to_string());
    if learned.lines.is_empty() {
        console.print(&format!("样本与标准没有不同，学出的版式就是{}。", learned.base));
    } else {
        console.print(&format!("学到的（{}处）：", learned.lines.len()));
        print_lines(&learned.lines, console);
    }
    depart(&learned.profile, console);
    for (title, lines) in
        [("少数与上面不同，没有采用：", &learned.otherwise), ("没有学到，照标准排：", &learned.unknown)]
    {
        if !lines.is_empty() {
            console.print(title);
            print_lines(lines, console);
        }
    }
    console.tell("在资料里写“版式: 名称”，或者在命令里写 --profile，就照它排");
}

fn print_lines(lines: &[String], console: &mut Console<'_>) {
    for line in lines {
        console.print(&format!("  {line}"));
    }
}

/// Where a profile leaves the standard.
fn depart(profile: &Profile, console: &mut Console<'_>) {
    let departures = departures::from_standard(profile);
    if departures.is_empty() {
        console.print("与 GB/T 9704-2012 没有不同。");
        return;
    }
    console.print(&format!("与 GB/T 9704-2012 不同的地方（{}处）：", departures.len()));
    for departure in departures {
        console.print(&format!("  {}（{}）", departure.what, departure.clause));
    }
}

/// Which font stands for which face.
fn fonts(profile: &Profile) -> String {
    let font = |face: Face, name: &str| match face.name() {
        Some(face) if face != name => format!("{face}用{name}"),
        _ => name.to_owned(),
    };
    let chinese = profile.fonts.iter().map(|fonts| font(fonts.face, &fonts.name));
    chinese.chain(profile.western.iter().map(|name| format!("西文用 {name}"))).collect::<Vec<_>>().join("，")
}
