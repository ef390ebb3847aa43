//! Styles, theme and direct settings → looks: defaults, then the style from its farthest ancestor on, then the list, then
//! what stands at the paragraph or run itself.

use std::collections::HashMap;
use std::sync::Arc;

use crate::office::element::Element;
use crate::read::docx::look::{
    Alignment, Border, Color, Effects, Font, Frame, LineHeight, ParagraphLook, RunLook, Script,
};
use crate::read::docx::tree::{self, Asked, Fault};

/// Most styles that are listed by their names.
const NAMED: usize = 2000;
/// Longest chain of styles.
const CHAIN: usize = 16;
/// Distances beyond this many twips, or hundredths of a character, mean nothing.
const FAR: i32 = 200_000;

/// A style of a file.
#[derive(Debug, Default)]
struct Style {
    name: Arc<str>,
    based_on: Option<String>,
    paragraph: Option<Element>,
    run: Option<Element>,
    /// Rules of a table style.
    table: Option<Element>,
    is_default: bool,
    kind: String,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub struct Styles {
    list: HashMap<String, Style>,
    /// Id of the paragraph style that holds where none is named.
    default: Option<String>,
    default_paragraph: Option<Element>,
    default_run: Option<Element>,
    theme: Theme,
    /// Looks of paragraph styles that were asked for.
    known: HashMap<String, (ParagraphLook, RunLook)>,
    fonts: HashMap<String, Arc<str>>,
}

/// A paragraph style by its name, with all that it inherits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStyle {
    /// Its name, as Word's list shows it.
    pub name: Arc<str>,
    /// Its paragraphs.
    pub paragraph: ParagraphLook,
    /// Their characters.
    pub run: RunLook,
}

/// Fonts of the theme.
#[derive(Debug, Default)]
pub struct Theme {
    major: [String; 2],
    minor: [String; 2],
}

impl Theme {
    /// The theme of a part.
    pub fn read(xml: &[u8], room: &mut usize) -> Result<Self, Fault> {
        let root = tree::part(xml, "theme", room)?;
        let fonts = |scheme: &str| {
            let scheme = root.descendant(scheme);
            let latin = scheme.and_then(|s| s.child_named("latin")).and_then(|f| f.attribute("typeface"));
            let east = scheme.and_then(|s| s.child_named("ea")).and_then(|f| f.attribute("typeface"));
            // Without a font of its own the theme has one for each script.
            let han = scheme.and_then(|s| {
                s.elements().find(|f| f.name == "font" && f.attribute("script") == Some("Hans"))
            });
            let east = east.filter(|name| !name.is_empty()).or(han.and_then(|f| f.attribute("typeface")));
            [latin.unwrap_or_default().to_owned(), east.unwrap_or_default().to_owned()]
        };
        Ok(Self { major: fonts("majorFont"), minor: fonts("minorFont") })
    }

    /// The font that a name of the theme stands for (`minorEastAsia`).
    fn font(&self, name: &str) -> &str {
        let fonts = if name.starts_with("major") { &self.major } else { &self.minor };
        &fonts[usize::from(name.ends_with("EastAsia"))]
    }
}

impl Styles {
    /// The styles of a part.
    pub fn read(xml: &[u8], theme: Theme, room: &mut usize) -> Result<Self, Fault> {
        let mut styles = Self { theme, ..Self::default() };
        tree::children(xml, &["w:styles"], room, &mut |child| {
            styles.take(&child);
            Ok(())
        })?;
        let default = styles.list.iter().find(|(_, style)| style.is_default && style.kind == "paragraph");
        styles.default = default.map(|(id, _)| id.clone());
        Ok(styles)
    }

    fn take(&mut self, element: &Element) {
        let properties = |name: &str, inner: &str| element.child_named(name)?.child_named(inner).cloned();
        if element.name == "w:docDefaults" {
            self.default_paragraph = properties("w:pPrDefault", "w:pPr");
            self.default_run = properties("w:rPrDefault", "w:rPr");
        } else if element.name == "w:style"
            && let Some(id) = element.attribute("styleId")
        {
            let style = Style {
                name: element.val_of("w:name").unwrap_or(id).into(),
                based_on: element.val_of("w:basedOn").map(str::to_owned),
                paragraph: element.child_named("w:pPr").cloned(),
                run: element.child_named("w:rPr").cloned(),
                table: properties("w:tblPr", "w:tblBorders"),
                is_default: matches!(element.attribute("default"), Some("1" | "true" | "on")),
                kind: element.attribute("type").unwrap_or_default().to_owned(),
            };
            self.list.insert(id.to_owned(), style);
        }
    }

    /// The style and its ancestors, the farthest first.
    fn chain(&self, id: &str) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = Some(id);
        while let Some(style) = next.and_then(|id| self.list.get(id))
            && chain.len() < CHAIN
        {
            chain.push(style);
            next = style.based_on.as_deref();
        }
        chain.reverse();
        chain
    }

    /// All paragraph styles, by their names.
    pub fn named(&mut self) -> Vec<NamedStyle> {
        let of_paragraphs = self.list.iter().filter(|(_, style)| style.kind == "paragraph");
        let mut ids: Vec<String> = of_paragraphs.map(|(id, _)| id.clone()).collect();
        ids.sort();
        ids.truncate(NAMED);
        let style = |id: &String| {
            let (paragraph, run) = self.style(id);
            NamedStyle { name: paragraph.style.clone(), paragraph, run }
        };
        ids.iter().map(style).collect()
    }

    /// The rules that a table style draws.
    pub fn table_borders(&self, id: &str) -> Option<&Element> {
        self.chain(id).into_iter().rev().find_map(|style| style.table.as_ref())
    }

    /// Looks of a paragraph by its properties, without its list's; and the look of its mark's characters.
    pub fn paragraph(&mut self, properties: Option<&Element>) -> (ParagraphLook, RunLook) {
        let named = properties.and_then(|p| p.val_of("w:pStyle")).filter(|id| self.list.contains_key(*id));
        let id = named.map(str::to_owned).or_else(|| self.default.clone()).unwrap_or_default();
        let (mut look, run) = match self.known.get(&id) {
            Some(known) => known.clone(),
            None => self.style(&id),
        };
        if let Some(properties) = properties {
            self.set_paragraph(&mut look, properties);
        }
        (look, run)
    }

    fn style(&mut self, id: &str) -> (ParagraphLook, RunLook) {
        let (mut look, mut run) = (ParagraphLook::plain(), RunLook::plain());
        let mut paragraphs: Vec<Element> = self.default_paragraph.clone().into_iter().collect();
        let mut runs: Vec<Element> = self.default_run.clone().into_iter().collect();
        for style in self.chain(id) {
            paragraphs.extend(style.paragraph.clone());
            runs.extend(style.run.clone());
        }
        for properties in &paragraphs {
            self.set_paragraph(&mut look, properties);
        }
        for properties in &runs {
            self.set_run(&mut run, properties);
        }
        look.style = self.list.get(id).map_or_else(|| "".into(), |style| style.name.clone());
        self.known.insert(id.to_owned(), (look.clone(), run.clone()));
        (look, run)
    }

    /// The look of a run in a paragraph whose style gives `base`.
    pub fn run(&mut self, base: &RunLook, properties: Option<&Element>) -> RunLook {
        let mut look = base.clone();
        let Some(properties) = properties else { return look };
        if let Some(id) = properties.val_of("w:rStyle") {
            let chain: Vec<Element> = self.chain(id).into_iter().filter_map(|s| s.run.clone()).collect();
            for style in &chain {
                self.set_run(&mut look, style);
            }
        }
        self.set_run(&mut look, properties);
        look
    }

    /// What a run is besides its look, by its character style and its own properties, in a paragraph of this size.
    pub fn effects(&self, size: i32, properties: Option<&Element>) -> Effects {
        let mut effects = Effects::default();
        let Some(properties) = properties else { return effects };
        let named = properties.val_of("w:rStyle").map(|id| self.chain(id)).unwrap_or_default();
        let all = named.into_iter().filter_map(|style| style.run.as_ref()).chain([properties]);
        let (mut raised, mut own) = (0, size);
        for properties in all {
            match properties.val_of("w:vertAlign") {
                Some("superscript") => effects.script = Script::Upper,
                Some("subscript") => effects.script = Script::Lower,
                Some(_) => effects.script = Script::Line,
                None => {}
            }
            let number = |name: &str| properties.child_named(name).and_then(|child| child.number("val"));
            raised = number("w:position").unwrap_or(raised);
            own = number("w:sz").unwrap_or(own);
            let struck = properties.switch("w:strike").or(properties.switch("w:dstrike"));
            effects.struck = struck.unwrap_or(effects.struck);
            let line = properties.val_of("w:u").map(|kind| kind != "none");
            effects.underlined = line.unwrap_or(effects.underlined);
        }
        // Some programs write 上标 as small characters that are raised.
        if effects.script == Script::Line && own < size {
            effects.script = match raised {
                1.. => Script::Upper,
                0 => Script::Line,
                _ => Script::Lower,
            };
        }
        effects
    }

    fn font(&mut self, name: &str, is_theme: bool) -> Font {
        let name = match self.fonts.get(name) {
            Some(known) => known.clone(),
            None => {
                let new: Arc<str> = name.into();
                self.fonts.insert(name.to_owned(), new.clone());
                new
            }
        };
        Font { name, is_theme }
    }

    fn set_fonts(&mut self, look: &mut RunLook, fonts: &Element) {
        // A theme's font wins over the named one of the same script in the same place.
        let mut named = |own: &str, theme: &str| match (fonts.attribute(theme), fonts.attribute(own)) {
            (Some(theme), _) => {
                let name = self.theme.font(theme).to_owned();
                Some(self.font(&name, true))
            }
            (None, own) => own.map(|own| self.font(own, false)),
        };
        if let Some(font) = named("ascii", "asciiTheme") {
            look.western = font;
        }
        if let Some(font) = named("eastAsia", "eastAsiaTheme") {
            look.han = font;
        }
    }

    /// Sets what character properties say.
    pub fn set_run(&mut self, look: &mut RunLook, properties: &Element) {
        if let Some(fonts) = properties.child_named("w:rFonts") {
            self.set_fonts(look, fonts);
        }
        for child in properties.elements() {
            let value = child.number("val");
            match &*child.name {
                "w:sz" => look.size = value.filter(|size| (1..=3276).contains(size)).unwrap_or(look.size),
                "w:spacing" => {
                    look.spacing = value.filter(|v| (-31_680..=31_680).contains(v)).unwrap_or(look.spacing);
                }
                "w:w" => look.scale = value.filter(|v| (1..=600).contains(v)).unwrap_or(look.scale),
                "w:color" => look.color = color(child).unwrap_or(look.color),
                _ => {}
            }
        }
        look.bold = properties.switch("w:b").unwrap_or(look.bold);
        look.hidden = properties.switch("w:vanish").unwrap_or(look.hidden);
    }

    /// Sets what paragraph properties say.
    pub fn set_paragraph(&self, look: &mut ParagraphLook, properties: &Element) {
        for child in properties.elements() {
            match &*child.name {
                "w:jc" => look.alignment = alignment(child.attribute("val").unwrap_or_default()),
                "w:ind" => set_indents(look, child),
                "w:spacing" => set_spacing(look, child),
                "w:outlineLvl" => {
                    look.outline = child.number("val").filter(|v| (0..9).contains(v)).map(|v| v as u8);
                }
                "w:framePr" => look.frame = Some(frame(child)),
                "w:pBdr" => {
                    let rule = |name: &str| child.child_named(name).map(border);
                    look.top = rule("w:top").unwrap_or(look.top.take());
                    look.bottom = rule("w:bottom").unwrap_or(look.bottom.take());
                }
                "w:numPr" => {
                    let before = look.numbering;
                    let list = child.child_named("w:numId").and_then(|id| id.number("val"));
                    let level = child.child_named("w:ilvl").and_then(|level| level.number("val"));
                    let level = level.map(|level| level.clamp(0, 8) as usize);
                    look.numbering = match list.or(before.map(|(list, _)| list)) {
                        None | Some(0) => None,
                        Some(list) => Some((list, level.or(before.map(|(_, l)| l)).unwrap_or(0))),
                    };
                }
                _ => {}
            }
        }
        look.page_break_before = properties.switch("w:pageBreakBefore").unwrap_or(look.page_break_before);
        look.snap = properties.switch("w:snapToGrid").unwrap_or(look.snap);
    }
}

fn color(element: &Element) -> Option<Color> {
    match element.attribute("themeColor") {
        Some("text1" | "dark1") => Some(Color::Auto),
        _ => Color::read(element.attribute("val")?),
    }
}

fn alignment(word: &str) -> Alignment {
    match word {
        "center" => Alignment::Center,
        "right" | "end" => Alignment::Right,
        "both" | "lowKashida" | "mediumKashida" | "highKashida" => Alignment::Justified,
        "distribute" | "thaiDistribute" => Alignment::Distributed,
        _ => Alignment::Left,
    }
}

fn set_indents(look: &mut ParagraphLook, indents: &Element) {
    let number = |name: &str| indents.number(name).map(|value| value.clamp(-FAR, FAR));
    let either = |a: &str, b: &str| number(a).or(number(b));
    look.left = either("left", "start").unwrap_or(look.left);
    look.right = either("right", "end").unwrap_or(look.right);
    look.left_chars = either("leftChars", "startChars").unwrap_or(look.left_chars);
    look.right_chars = either("rightChars", "endChars").unwrap_or(look.right_chars);
    let negative = |value: i32| value.saturating_neg();
    let first = number("hanging").map(negative).or(number("firstLine"));
    look.first = first.unwrap_or(look.first);
    let first = number("hangingChars").filter(|&v| v != 0).map(negative);
    look.first_chars = first.or(number("firstLineChars")).unwrap_or(look.first_chars);
}

fn set_spacing(look: &mut ParagraphLook, spacing: &Element) {
    let (value, rule) = match look.line {
        LineHeight::Times(value) => (value, "auto"),
        LineHeight::Exact(value) => (value, "exact"),
        LineHeight::AtLeast(value) => (value, "atLeast"),
    };
    let value = spacing.number("line").map_or(value, |value| value.clamp(-FAR, FAR));
    look.line = match spacing.attribute("lineRule").unwrap_or(rule) {
        "exact" => LineHeight::Exact(value),
        "atLeast" => LineHeight::AtLeast(value),
        _ => LineHeight::Times(value),
    };
    // Distances in lines count 240 twips each where the page has no grid; they win over those in twips.
    let lines = |name: &str| spacing.number(name).filter(|&v| v != 0).map(|v| v.saturating_mul(12) / 5);
    let within = |value: i32| value.clamp(0, FAR);
    look.before = lines("beforeLines").or(spacing.number("before")).map_or(look.before, within);
    look.after = lines("afterLines").or(spacing.number("after")).map_or(look.after, within);
}

fn frame(element: &Element) -> Frame {
    let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    Frame {
        y: element.number("y").map(|y| y.clamp(-FAR, FAR)),
        from: text("vAnchor"),
        x_align: text("xAlign"),
        width: element.number("w").unwrap_or(0).clamp(0, FAR),
    }
}

/// A rule; `None` if there is none to see.
pub fn border(element: &Element) -> Option<Border> {
    let kind = element.attribute("val").unwrap_or("none");
    if matches!(kind, "none" | "nil") {
        return None;
    }
    Some(Border {
        kind: kind.into(),
        size: element.number("sz").unwrap_or(4).clamp(0, 1000),
        space: element.number("space").unwrap_or(0).clamp(0, 1000),
        color: color_of_border(element),
    })
}

fn color_of_border(element: &Element) -> Color {
    element.attribute("color").and_then(Color::read).unwrap_or(Color::Auto)
}
