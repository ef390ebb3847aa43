//! `gongwen serve`: opens a folder for the browser and says where.

use crate::cli::Exit;
use crate::cli::arguments::ServeOptions;
use crate::cli::console::Console;
use crate::diag::diagnostic::{Diagnostic, Place};
use crate::diag::findings::Findings;
use crate::diag::sources::Sources;
use crate::pipeline::{file_fault, file_place};
use crate::serve::desk::Desk;
use crate::serve::guard::Guard;
use crate::serve::http;
use crate::world::World;
use crate::world::fence::Fence;

/// The port that is taken if none is asked for; if it is not free, one of the next.
const PORT: u16 = 8765;
/// How many are tried.
const TRIED: u16 = 10;

/// Answers until the program is ended.
pub fn run(options: &ServeOptions, world: &mut dyn World, console: &mut Console<'_>) -> Exit {
    let fail = |fault: Diagnostic, console: &mut Console<'_>| {
        console.report(&Findings::from(vec![fault]), &Sources::default());
        Exit::Failed
    };
    let folder = &options.folder;
    let (Some(hand), Some(secret)) = (world.another(), world.secret()) else {
        return fail(no_port("这里不能打开网页"), console);
    };
    let fence = match Fence::new(hand, folder) {
        Ok(fence) => fence,
        Err(fault) => return fail(file_fault(&fault, folder, file_place(folder)), console),
    };
    let shown = world.resolved(folder).unwrap_or_else(|_| folder.clone()).display().to_string();
    let ports: Vec<u16> = match options.port {
        Some(port) => vec![port],
        None => (PORT..PORT + TRIED).collect(),
    };
    let served = http::run(&ports, |port| {
        let guard = Guard::new(secret, port);
        console.tell("在浏览器里打开下面的网址（按住 Ctrl 点它，或者复制过去）：");
        console.print(&guard.address());
        console.tell(&format!("打开的文件夹：{shown}"));
        console.tell("网址里的口令每次不同，只在这台电脑上能用，不要发给别人。用完按 Ctrl+C 结束。");
        console.flush();
        Some(http::router(guard, Desk::new(fence, shown)))
    });
    match served {
        Some(()) => Exit::Done,
        None => fail(no_port("没有能用的端口，网页打不开"), console),
    }
}

fn no_port(message: &str) -> Diagnostic {
    Diagnostic::error("no-port", Place::Nowhere, message)
        .hint("换一个端口，例如 gongwen serve --port 8900；关掉正在用这个端口的程序也行")
}
