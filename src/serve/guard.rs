//! Who may ask: only the page that this run has shown the way to. Another page in the same browser, another name for this
//! machine, another user of it are turned away before anything is read.

use crate::serve::request::{Request, Response};
use crate::write::docx::fingerprint;

/// What a request must bring.
#[derive(Debug, Clone)]
pub struct Guard {
    token: String,
    port: u16,
}

impl Guard {
    /// With a token from bytes that nobody can guess.
    pub fn new(secret: [u8; 16], port: u16) -> Self {
        Self { token: fingerprint::hexadecimal(&secret), port }
    }

    /// What a person opens in a browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?t={}", self.port, self.token)
    }

    /// The token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Why a request is turned away.
    pub fn refusal(&self, request: &Request) -> Option<Response> {
        let hosts = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        // A name that somebody else's page has pointed at this machine is not ours.
        if !request.host.as_ref().is_some_and(|host| hosts.contains(host)) {
            return Some(Response::refused(403, "网址不对", "请打开命令行窗口里显示的网址"));
        }
        let origins = hosts.map(|host| format!("http://{host}"));
        if request.origin.as_ref().is_some_and(|origin| !origins.contains(origin)) {
            return Some(Response::refused(403, "别的网页不能用这里", "请打开命令行窗口里显示的网址"));
        }
        let needs_token = request.path.starts_with("/api/");
        let sent = request.token.as_deref().unwrap_or_default();
        if needs_token && !same(sent.as_bytes(), self.token.as_bytes()) {
            return Some(Response::refused(
                401,
                "网址里的口令不对，或者程序已经重新启动",
                "请打开命令行窗口里新显示的网址；没有存盘的内容还在",
            ));
        }
        None
    }
}

/// Compares without telling by its time where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
