//! Characters that stand for what a file does not write as characters: signs of symbol fonts, formulas.

use crate::office::element::{Element, Node};

/// A sign of a symbol font.
pub fn sign(font: &str, code: &str) -> &'static str {
    let code = u32::from_str_radix(code, 16).unwrap_or(0);
    if font.eq_ignore_ascii_case("Symbol") {
        return match code & 0xFF {
            0xA3 => "≤",
            0xB0 => "°",
            0xB1 => "±",
            0xB3 => "≥",
            0xB4 => "×",
            0xB7 => "•",
            0xB8 => "÷",
            0xB9 => "≠",
            0xBB => "≈",
            0xA5 => "∞",
            0xA2 => "′",
            0xB2 => "″",
            0x61 => "α",
            0x62 => "β",
            0x67 => "γ",
            0x64 => "δ",
            0x6D => "μ",
            0x70 => "π",
            0x73 => "σ",
            0x53 => "Σ",
            0x57 => "Ω",
            0x44 => "Δ",
            _ => "□",
        };
    }
    match code & 0xFF {
        0xA8 | 0x6F | 0x71 | 0xA3 => "□",
        0xFE | 0x52 => "☑",
        0xFC | 0x50 => "✓",
        0xFB | 0x4F => "✗",
        0x6C | 0x9F | 0xB7 => "•",
        0xE0 => "→",
        0x2A => "☎",
        _ => "□",
    }
}

/// The characters of a formula.
pub fn formula(element: &Element) -> String {
    let mut text = String::new();
    for node in &element.children {
        if let Node::Element(child) = node {
            if child.name == "t" { text.push_str(&child.text()) } else { text.push_str(&formula(child)) }
        }
    }
    text
}
