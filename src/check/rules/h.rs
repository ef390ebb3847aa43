//! H: 文件的版式.

mod h01_paper;
mod h02_margins;
mod h03_body_font;
mod h04_line_pitch;
mod h05_characters_per_line;
mod h06_title_font;
mod h07_heading_fonts;
mod h08_first_line_indent;
mod h09_text_colour;
mod h10_red_line;
mod h11_mark;
mod h12_blank_lines;
mod h13_signature_indents;
mod h14_page_number;
mod h15_numbers_restart;
mod h16_imprint;
mod h17_imprint_page;
mod h18_letter;
mod h19_fonts_unsaid;
mod h20_automatic_numbers;
mod h21_rare_fonts;
mod h22_left_overs;
mod h23_blank_seal;

use crate::check::left_out::LeftOut;
use crate::check::rule::Rule;

/// The rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &h01_paper::RULE,
    &h02_margins::RULE,
    &h03_body_font::RULE,
    &h04_line_pitch::RULE,
    &h05_characters_per_line::RULE,
    &h06_title_font::RULE,
    &h07_heading_fonts::RULE,
    &h08_first_line_indent::RULE,
    &h09_text_colour::RULE,
    &h10_red_line::RULE,
    &h11_mark::RULE,
    &h12_blank_lines::RULE,
    &h13_signature_indents::RULE,
    &h14_page_number::RULE,
    &h15_numbers_restart::RULE,
    &h16_imprint::RULE,
    &h17_imprint_page::RULE,
    &h18_letter::RULE,
    &h19_fonts_unsaid::RULE,
    &h20_automatic_numbers::RULE,
    &h21_rare_fonts::RULE,
    &h22_left_overs::RULE,
    &h23_blank_seal::RULE,
];

/// What is not here.
pub const LEFT_OUT: &[LeftOut] = &[];
