//! A visitor with a cookie jar, who follows nothing and runs no script.

use super::{Answer, House, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Somebody with a browser of their own.
pub(crate) struct Browser<'h> {
    house: &'h House,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl<'h> Browser<'h> {
    pub(crate) fn new(house: &'h House) -> Self {
        Self { house, cookies: Mutex::default() }
    }

    /// Signed in as a persona of the demonstration.
    pub(crate) async fn of(house: &'h House, persona: &str) -> Self {
        let browser = Self::new(house);
        let answer = browser.post("/demo/sign-in", &format!("persona={persona}&language=en")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{persona}");
        browser
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "", &[]).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, form, &[("content-type", "application/x-www-form-urlencoded")]).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        self.send_bytes(method, path, body.as_bytes().to_vec(), headers).await
    }

    pub(crate) async fn send_bytes(
        &self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let jar: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let jar = jar.join("; ");
        let mut all = headers.to_vec();
        all.push(("cookie", &jar));
        let answer = self.house.send(request(method, path, &all, Body::from(body))).await;
        let mut cookies = self.cookies.lock().unwrap();
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap_or_default();
            if rest.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        drop(cookies);
        answer
    }

    /// A form with one file.
    pub(crate) async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let (name, bytes) = file;
        body.extend(
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"x\"\r\ncontent-type: application/octet-stream\r\n\r\n")
                .bytes(),
        );
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        self.send_bytes(Method::POST, path, body, &[("content-type", "multipart/form-data; boundary=edge")]).await
    }
}
