//! Requests and responses as plain data.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::diag::diagnostic::{Diagnostic, Place};
use crate::serve::words;
use crate::world;

/// Where the file of a list of units is sent.
pub const ROSTER: &str = "/api/roster";

/// Largest body of a request for a path: a list of units is as large as a file that is read, everything else is text.
pub fn largest(path: &str) -> usize {
    if path == ROSTER { world::LARGEST as usize } else { 4 * 1024 * 1024 }
}

/// A request.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// `GET`, `POST`.
    pub method: String,
    /// Path, without what follows a `?`.
    pub path: String,
    /// The header `Host`.
    pub host: Option<String>,
    /// The header `Origin`.
    pub origin: Option<String>,
    /// The header `X-Gongwen-Token`.
    pub token: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    /// Status of HTTP.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: &'static str,
    /// Name under which the browser keeps it.
    pub file_name: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// What the body asks for.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Response> {
        serde_json::from_slice(&self.body)
            .map_err(|_| Response::refused(400, "网页发来的内容看不懂", "刷新网页再试"))
    }
}

impl Response {
    /// Data.
    pub fn json(value: &impl Serialize) -> Self {
        let body = serde_json::to_vec(value).unwrap_or_default();
        Self { status: 200, content_type: "application/json; charset=utf-8", file_name: None, body }
    }

    /// A refusal in plain words, and what to do.
    pub fn refused(status: u16, message: &str, hint: &str) -> Self {
        let told = json!({ "code": "", "message": message, "hint": hint });
        Self { status, ..Self::json(&told) }
    }

    /// A refusal with its reason.
    pub fn fault(diagnostic: &Diagnostic) -> Self {
        let place = match &diagnostic.place {
            Place::Path(path) => path.as_str(),
            _ => "",
        };
        let hint = in_page(&diagnostic.hints, "；");
        let told = json!({
            "code": diagnostic.code, "message": diagnostic.message, "hint": hint, "file": place,
        });
        Self { status: 422, ..Self::json(&told) }
    }

    /// A file.
    pub fn file(content_type: &'static str, name: &str, body: Vec<u8>) -> Self {
        Self { status: 200, content_type, file_name: Some(name.to_owned()), body }
    }
}

/// Advice for people with a browser, one after the other.
pub fn in_page(hints: &[String], between: &str) -> String {
    let hints = hints.iter().map(|hint| words::advice(hint)).filter(|hint| !hint.is_empty());
    hints.collect::<Vec<_>>().join(between)
}
