//! `gongwen profiles`: which there are, and what one of them has otherwise than the standard. A house style that leaves it is
//! no fault: a unit may have its reasons, and reads them here, not at every build.

use std::path::Path;

use crate::cli::Exit;
use crate::cli::arguments::ProfilesOptions;
use crate::cli::console::Console;
use crate::diag::diagnostic::Place;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::profiles::{Page, Shelf};
use crate::profile::departures::{self, hundredths, millimetres};
use crate::profile::numbers::{NumberForm, page_sample};
use crate::profile::style::{Face, Profile};
use crate::world::World;

/// Lists all profiles, or shows one.
pub fn run(options: &ProfilesOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
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
