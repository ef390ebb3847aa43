//! `word/theme/theme1.xml`. No style refers to it; it stands because Word puts Office's own theme, with Western
//! fonts, where a file has none. Its fonts are the profile's, its effects none.

use crate::office::element::Element;
use crate::profile::style::{Face, Profile};

/// The part.
pub fn theme(profile: &Profile) -> Element {
    Element::new("a:theme")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("name", "公文")
        .child(Element::new("a:themeElements").child(colours()).child(fonts(profile)).child(formats()))
}

fn colours() -> Element {
    let system = |name: &str, last: &str| Element::new("a:sysClr").with("val", name).with("lastClr", last);
    let rgb = |value: &str| Element::new("a:srgbClr").with("val", value);
    Element::new("a:clrScheme")
        .with("name", "公文")
        .child(Element::new("a:dk1").child(system("windowText", "000000")))
        .child(Element::new("a:lt1").child(system("window", "FFFFFF")))
        .child(Element::new("a:dk2").child(rgb("000000")))
        .child(Element::new("a:lt2").child(rgb("FFFFFF")))
        .child(Element::new("a:accent1").child(rgb("FF0000")))
        .child(Element::new("a:accent2").child(rgb("000000")))
        .child(Element::new("a:accent3").child(rgb("404040")))
        .child(Element::new("a:accent4").child(rgb("7F7F7F")))
        .child(Element::new("a:accent5").child(rgb("A6A6A6")))
        .child(Element::new("a:accent6").child(rgb("D9D9D9")))
        .child(Element::new("a:hlink").child(rgb("000000")))
        .child(Element::new("a:folHlink").child(rgb("000000")))
}

fn fonts(profile: &Profile) -> Element {
    let set = |name: &'static str, face: Face| {
        let font = profile.face(face).name.as_str();
        Element::new(name)
            .child(Element::new("a:latin").with("typeface", font))
            .child(Element::new("a:ea").with("typeface", font))
            .child(Element::new("a:cs").with("typeface", font))
            .child(Element::new("a:font").with("script", "Hans").with("typeface", font))
    };
    Element::new("a:fontScheme")
        .with("name", "公文")
        .child(set("a:majorFont", Face::XiaoBiaoSong))
        .child(set("a:minorFont", Face::FangSong))
}

/// Three of each, as the schema asks.
fn formats() -> Element {
    let fill = || Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "phClr"));
    let line = || Element::new("a:ln").with("w", 6350).child(fill());
    let effect = || Element::new("a:effectStyle").child(Element::new("a:effectLst"));
    Element::new("a:fmtScheme")
        .with("name", "公文")
        .child(Element::new("a:fillStyleLst").children([fill(), fill(), fill()]))
        .child(Element::new("a:lnStyleLst").children([line(), line(), line()]))
        .child(Element::new("a:effectStyleLst").children([effect(), effect(), effect()]))
        .child(Element::new("a:bgFillStyleLst").children([fill(), fill(), fill()]))
}
