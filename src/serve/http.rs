//! The socket: requests from the loopback → [`Request`], [`Response`] → the browser. The only place that knows axum and tokio.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request as Incoming, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response as Outgoing;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;
use tokio::time::{Duration, timeout};

use crate::serve::desk::Desk;
use crate::serve::guard::Guard;
use crate::serve::request::{Request, Response, largest};
use crate::serve::service::Service;

/// How long a body may take to come, and an answer to be made.
const PATIENCE: Duration = Duration::from_mins(1);
/// How many requests are worked at, a batch among them; the others wait.
const WORKERS: usize = 5;

/// Nothing is fetched from outside, no script stands in the page, nobody may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

struct Shared {
    guard: Guard,
    service: Service,
}

/// The functions behind a guard.
pub fn router(guard: Guard, desk: Desk) -> Router {
    Router::new().fallback(handle).with_state(Arc::new(Shared {
        guard,
        service: Service::new(desk, |work| drop(spawn_blocking(work))),
    }))
}

/// Takes a port of the loopback, the first that is free of those asked for, and answers until the program is ended. `ready` gets
/// the port. `None` if no port is free.
pub fn run(ports: &[u16], ready: impl FnOnce(u16) -> Option<Router>) -> Option<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(WORKERS)
        .build()
        .ok()?;
    runtime.block_on(async {
        for port in ports {
            let Ok(listener) = TcpListener::bind(("127.0.0.1", *port)).await else { continue };
            let port = listener.local_addr().ok()?.port();
            return axum::serve(listener, ready(port)?).await.ok();
        }
        None
    })
}

async fn handle(State(shared): State<Arc<Shared>>, incoming: Incoming) -> Outgoing {
    outgoing(answer(shared, incoming).await)
}

async fn answer(shared: Arc<Shared>, incoming: Incoming) -> Response {
    let (parts, body) = incoming.into_parts();
    let mut request = Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        host: text(&parts.headers, header::HOST.as_str()),
        origin: text(&parts.headers, header::ORIGIN.as_str()),
        token: text(&parts.headers, "x-gongwen-token"),
        body: Vec::new(),
    };
    if let Some(refusal) = shared.guard.refusal(&request) {
        return refusal;
    }
    let most = largest(&request.path);
    let announced =
        text(&parts.headers, header::CONTENT_LENGTH.as_str()).and_then(|length| length.parse().ok());
    if announced.is_some_and(|length: u64| length > most as u64) {
        return too_large(most);
    }
    match timeout(PATIENCE, to_bytes(body, most)).await {
        Ok(Ok(body)) => request.body = body.into(),
        Ok(Err(_)) => return too_large(most),
        Err(_) => return Response::refused(408, "网页发来的内容一直没有收完", "刷新网页再试"),
    }
    let work = spawn_blocking(move || shared.service.answer(&request));
    match timeout(PATIENCE, work).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Response::refused(500, "程序出了错，这一步没有做成", "刷新网页再试；内容没有丢"),
        Err(_) => Response::refused(503, "做得太久，没有等下去", "资料太大，分成几份再做"),
    }
}

fn too_large(most: usize) -> Response {
    let message = format!("内容太大，超过了 {} MB", most / 1024 / 1024);
    Response::refused(413, &message, "大的表格另存为 .xlsx 或 .csv，在资料里写它的文件名")
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn outgoing(response: Response) -> Outgoing {
    let mut out = Outgoing::new(Body::from(response.body));
    *out.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = out.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, response.content_type),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(name) = response.file_name {
        let name: String = name.bytes().map(percent).collect();
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
    }
    out
}

fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
