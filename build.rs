//! Rebuilds when a template or a workbook of `gongwen new` changes: they are embedded by a macro that Cargo cannot see into.
#![allow(clippy::print_stdout, reason = "a build script speaks to Cargo on stdout")]

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=data/scaffold");
}
