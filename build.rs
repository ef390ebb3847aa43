//! Rebuilds when a template, a workbook of `gongwen new` or a house style changes: they are embedded by a macro that Cargo cannot see into.
#![allow(clippy::print_stdout, reason = "a build script speaks to Cargo on stdout")]

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=data/scaffold");
    println!("cargo:rerun-if-changed=data/profiles");
    println!("cargo:rerun-if-changed=data/web");
}
