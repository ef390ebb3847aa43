//! `gongwen doctor`: what this computer has and lacks for reading and printing the documents of a profile.

use std::path::Path;

use crate::charset::Repertoire;
use crate::cli::Exit;
use crate::cli::arguments::DoctorOptions;
use crate::cli::console::Console;
use crate::diag::diagnostic::Place;
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::VERSION;
use crate::pipeline::profiles::Shelf;
use crate::profile::gbt9704;
use crate::profile::style::{FaceFonts, Profile};
use crate::template::library::Library;
use crate::world::World;
use crate::write::pdf;

/// Prints the state of things; missing fonts are findings, for the documents are right all the same.
pub fn run(options: &DoctorOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let name = options.profile.as_deref().unwrap_or(gbt9704::NAME);
    let folder = Path::new("");
    let page = Shelf::new(folder).named(name, &Place::Nowhere, folder, world, &mut sources, &mut findings);
    let Some(page) = page else {
        console.report(&findings, &sources);
        return Exit::Failed;
    };
    console.print(&format!("gongwen {VERSION}"));
    match Library::load(Vec::new(), &mut sources, &mut findings) {
        Some(library) => {
            let names: Vec<&str> = library.kinds().iter().map(|kind| kind.name.as_str()).collect();
            console.print(&format!("文种：{}", names.join("、")));
        }
        None => console.report(&findings, &sources),
    }
    let families = world.font_families();
    let of =
        if name == gbt9704::NAME { String::new() } else { format!("，版式“{}”", page.profile.name) };
    console.print(&format!("字体（只影响在这台电脑上看和打印，文件里写的字体名不变{of}）："));
    let wanted = wanted(&page.profile, &families);
    for font in &wanted {
        console.print(&font.line);
    }
    for advice in wanted.iter().filter_map(|font| font.advice.as_deref()) {
        console.print(advice);
    }
    let missing: Vec<&str> =
        wanted.iter().filter(|font| font.missing).map(|font| font.name.as_str()).collect();
    if missing.is_empty() {
        return Exit::Done;
    }
    console.print(&format!(
        "请安装{}：用单位购买的正版字体；或者把文件拿到装有这些字体的电脑上打印。",
        missing.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、")
    ));
    Exit::Findings
}

/// A font that the profile wants.
struct Wanted {
    name: String,
    line: String,
    /// What one should know although another font stands in.
    advice: Option<String>,
    /// Neither it nor a font that may stand in for it is there.
    missing: bool,
}

/// The fonts of a profile: its faces, that of western letters, and one for characters that are in none of them.
fn wanted(profile: &Profile, families: &[String]) -> Vec<Wanted> {
    let has = |name: &String| families.contains(name);
    let mut list: Vec<Wanted> = profile.fonts.iter().map(|fonts| of_face(fonts, profile, families)).collect();
    if let Some(western) = &profile.western {
        let stands_in = ["Liberation Serif", "Tinos", "Nimbus Roman"].map(str::to_owned);
        list.push(one("西文", western, stands_in.iter().find(|name| has(name)), has(western)));
    }
    if let Some((first, others)) = profile.rare_fonts.split_first() {
        let found = others.iter().find(|name| has(name));
        let mut rare = one("生僻字", first, found, has(first));
        // Few documents have such characters.
        if std::mem::take(&mut rare.missing) {
            rare.advice = Some(
                "地名、人名里有电脑字库没有的生僻字时，要装上面“生僻字”一行的字体，否则印出来是方框。"
                    .to_owned(),
            );
        }
        list.push(rare);
    }
    list
}

fn of_face(fonts: &FaceFonts, profile: &Profile, families: &[String]) -> Wanted {
    let has = |name: &String| families.contains(name);
    let face = fonts.face.name().unwrap_or("自定");
    let found = std::iter::once(&fonts.beyond_gb2312).chain(&fonts.alternatives).find(|name| has(name));
    let mut wanted = one(face, &fonts.name, found, has(&fonts.name));
    if has(&fonts.name) && !has(&fonts.beyond_gb2312) {
        wanted.line.push_str(&format!("；没有“{}”，它里面没有的字会用别的字体", fonts.beyond_gb2312));
    }
    if wanted.missing {
        let free = pdf::fonts::families(Some(fonts.face), Repertoire::Gb2312, profile);
        wanted.line.push_str(&match free.iter().find(|name| has(name)) {
            Some(free) => format!("；PDF 会用“{free}”"),
            None => "；不能生成 PDF".to_owned(),
        });
    }
    wanted
}

fn one(what: &str, name: &str, stands_in: Option<&String>, there: bool) -> Wanted {
    let line = match (there, stands_in) {
        (true, _) => format!("  {what}：有“{name}”"),
        (false, Some(other)) => format!("  {what}：没有“{name}”，会用“{other}”代替"),
        (false, None) => format!("  {what}：没有“{name}”，也没有能代替的字体"),
    };
    Wanted { name: name.to_owned(), line, advice: None, missing: !there && stands_in.is_none() }
}
