//! `gongwen doctor`: what this computer has and lacks for reading and printing the documents.

use crate::cli::Exit;
use crate::cli::console::Console;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::VERSION;
use crate::profile::gbt9704;
use crate::profile::style::FaceFonts;
use crate::template::library::Library;
use crate::world::World;

/// Prints the state of things; missing fonts are findings, for the documents are right all the same.
pub fn run(world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let profile = gbt9704::profile();
    console.print(&format!("gongwen {VERSION}"));
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    match Library::load(Vec::new(), &mut sources, &mut findings) {
        Some(library) => {
            let names: Vec<&str> = library.kinds().iter().map(|kind| kind.name.as_str()).collect();
            console.print(&format!("文种：{}", names.join("、")));
        }
        None => console.report(&findings, &sources),
    }
    let families = world.font_families();
    console.print("字体（只影响在这台电脑上看和打印，文件里写的字体名不变）：");
    let mut missing = false;
    for fonts in &profile.fonts {
        let (line, found) = state(fonts, &families);
        missing |= !found;
        console.print(&line);
    }
    if missing {
        console.print("缺少的字体请安装单位购买的正版字体，或者换到装有这些字体的电脑上打印。");
        Exit::Findings
    } else {
        Exit::Done
    }
}

fn state(fonts: &FaceFonts, families: &[String]) -> (String, bool) {
    let has = |name: &str| families.iter().any(|family| family == name);
    let face = fonts.face.name().unwrap_or(&fonts.name);
    if has(&fonts.name) {
        return (format!("  {face}：有“{}”", fonts.name), true);
    }
    match std::iter::once(&fonts.beyond_gb2312).chain(&fonts.alternatives).find(|name| has(name)) {
        Some(other) => (format!("  {face}：没有“{}”，会用“{other}”代替", fonts.name), true),
        None => (format!("  {face}：没有“{}”，也没有能代替的字体", fonts.name), false),
    }
}
