//! `gongwen serve` over its real socket: uploads that never end, thousands of requests at once, other people's pages.

use std::io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::json;

/// The program at work over an empty folder; ended when it is dropped.
struct Served {
    program: Child,
    _folder: tempfile::TempDir,
    host: String,
    token: String,
}

impl Served {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut program = Command::new(env!("CARGO_BIN_EXE_gongwen"))
            .arg("serve")
            .arg(folder.path())
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it begins");
        let out = program.stdout.take().expect("it is a pipe");
        let mut address = String::new();
        BufReader::new(out).read_line(&mut address).expect("it says where it is");
        let (host, token) = address
            .trim()
            .strip_prefix("http://")
            .and_then(|rest| rest.split_once("/?t="))
            .expect("it is an address");
        Self { program, _folder: folder, host: host.to_owned(), token: token.to_owned() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a time can be set");
        stream
    }

    /// A request with its heads; `own` come instead of those of the page.
    fn head(&self, method: &str, path: &str, own: &[(&str, &str)]) -> String {
        let mut heads = vec![("Host", self.host.as_str()), ("X-Gongwen-Token", self.token.as_str())];
        for (name, value) in own {
            heads.retain(|(known, _)| known != name);
            heads.push((name, value));
        }
        let lines: Vec<String> = heads.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("{method} {path} HTTP/1.1\r\n{}\r\n", lines.concat())
    }

    /// The most memory that the program has had, in MB, where the system tells.
    fn most_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.program.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Status and body of an answer.
fn answer(reader: &mut BufReader<TcpStream>) -> (u16, String) {
    let mut line = String::new();
    reader.read_line(&mut line).expect("it answers");
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("it has a status");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("it has heads");
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("it is a number");
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("it has a body");
    (status, String::from_utf8(body).expect("it is text"))
}

#[test]
fn a_gigabyte_is_refused_before_it_is_taken() {
    let served = Served::new();
    for path in ["/api/look", "/api/roster"] {
        // It is announced: nothing need be sent.
        let mut stream = served.connect();
        let head = served.head("POST", path, &[("Content-Length", "1073741824")]);
        stream.write_all(head.as_bytes()).expect("it takes the head");
        let (status, told) = answer(&mut BufReader::new(stream));
        assert_eq!(status, 413, "{told}");
        assert!(told.contains("内容太大"), "{told}");

        // It is not announced: after what may be sent, nothing is taken.
        let mut stream = served.connect();
        let head = served.head("POST", path, &[("Transfer-Encoding", "chunked")]);
        stream.write_all(head.as_bytes()).expect("it takes the head");
        let chunk = [b"10000\r\n", &vec![b' '; 0x10000][..], b"\r\n"].concat();
        let mut sent = 0usize;
        while sent < 1 << 30 && stream.write_all(&chunk).is_ok() {
            sent += 0x10000;
        }
        assert!(sent < 100 << 20, "it took {} MB", sent >> 20);
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        match reader.read_line(&mut line) {
            Ok(_) => assert!(line.is_empty() || line.contains(" 413 "), "{line}"),
            Err(fault) => {
                assert!(
                    matches!(fault.kind(), ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted),
                    "{fault}"
                );
            }
        }
    }
    let mut stream = served.connect();
    stream.write_all(served.head("GET", "/api/files", &[]).as_bytes()).expect("it takes it");
    assert_eq!(answer(&mut BufReader::new(stream)).0, 200);
    if let Some(memory) = served.most_memory() {
        assert!(memory < 250, "it took {memory} MB");
    }
}

#[test]
fn ten_thousand_quick_requests_are_answered() {
    let served = Served::new();
    let text = "单位: 甲局\n";
    // Connections that say nothing must not keep the others from their turn.
    let idle: Vec<TcpStream> = (0..100).map(|_| served.connect()).collect();
    thread::scope(|scope| {
        for hand in 0..8 {
            let served = &served;
            scope.spawn(move || {
                let stream = served.connect();
                stream.set_nodelay(true).expect("it can be set");
                let mut writer = stream.try_clone().expect("it can be shared");
                let mut reader = BufReader::new(stream);
                for number in 0..1250 {
                    let edit = json!({ "text": text, "path": ["单位", "名称"], "do": "set", "value": format!("局{number}") });
                    let (method, path, body, wanted) = match (number + hand) % 4 {
                        0 => ("POST", "/api/edit", edit.to_string(), 200),
                        1 => ("GET", "/form.js", String::new(), 200),
                        2 => ("GET", "/api/none", String::new(), 404),
                        _ => ("POST", "/api/edit", "{".to_owned(), 400),
                    };
                    let length = body.len().to_string();
                    let head = served.head(method, path, &[("Content-Length", &length)]);
                    writer.write_all(format!("{head}{body}").as_bytes()).expect("it takes it");
                    let (status, told) = answer(&mut reader);
                    assert_eq!(status, wanted, "{number}: {told}");
                    if wanted == 200 && method == "POST" {
                        assert_eq!(told, json!({ "text": format!("单位: 局{number}\n") }).to_string());
                    }
                }
            });
        }
    });
    drop(idle);
}

/// Method, path, heads of its own, status.
type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], u16);

#[test]
fn the_pages_of_others_are_turned_away() {
    let served = Served::new();
    let port = served.host.rsplit(':').next().expect("it has a port");
    let other = format!("gongwen.example:{port}");
    let cases: [Case<'_>; 6] = [
        ("GET", "/api/files", &[], 200),
        ("GET", "/api/files", &[("X-Gongwen-Token", "0")], 401),
        ("GET", "/", &[("Host", &other)], 403),
        ("GET", "/api/files", &[("Host", &other)], 403),
        ("GET", "/api/files", &[("Origin", "https://gongwen.example")], 403),
        ("OPTIONS", "/api/save", &[("Origin", "null")], 403),
    ];
    for (method, path, own, wanted) in cases {
        let mut stream = served.connect();
        stream.write_all(served.head(method, path, own).as_bytes()).expect("it takes it");
        assert_eq!(answer(&mut BufReader::new(stream)).0, wanted, "{path} {own:?}");
    }
    // What another page can send without being asked: a form, without a head of its own.
    let mut stream = served.connect();
    let body = r#"{"path":"新.yaml","text":"单位: 甲\n","version":null}"#;
    let head = format!(
        "POST /api/save HTTP/1.1\r\nHost: {}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n",
        served.host,
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).expect("it takes it");
    assert_eq!(answer(&mut BufReader::new(stream)).0, 401);
}
