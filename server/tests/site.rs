//! The whole site without a browser: what each request is answered, by the table of the contract.

use crate::cast::{House, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use futures_util::{StreamExt as _, stream};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const FORM: &str = "topic=question&message=%E0%B8%AA%E0%B8%A7%E0%B8%B1%E0%B8%AA%E0%B8%94%E0%B8%B5&name=&reply=";

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_a_nonce_of_its_own() {
    let house = House::new().await;
    let mut nonces = Vec::new();
    for path in ["/th", "/en/policy", "/th/contact", "/nowhere", "/healthz", "/sw.js", "/th"] {
        let answer = house.get(path).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY).to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}: {policy}");
        let (_, rest) = policy.split_once("'nonce-").unwrap();
        nonces.push(rest.split('\'').next().unwrap().to_owned());
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 7);
}

#[tokio::test]
async fn pages_carry_no_inline_script_and_no_style_attribute() {
    let house = House::new().await;
    for room in ["", "/policy", "/data", "/cookies", "/contact", "/accessibility", "/security", "/offline", "/nowhere"]
    {
        for language in ["th", "en"] {
            let page = house.get(&format!("/{language}{room}")).await.body;
            assert!(
                !page.contains(" style=\"") && !page.contains(" onclick") && !page.contains("<style"),
                "{language}{room}"
            );
            let scripts = page.matches("<script").count();
            assert_eq!(
                scripts,
                page.matches("<script defer src=").count() + page.matches("<script type=\"module\" src=").count()
            );
            assert_eq!(scripts, if room == "/contact" { 2 } else { 1 }, "{language}{room}");
        }
    }
}

#[tokio::test]
async fn the_text_area_stands_in_one_component() {
    let root = std::path::PathBuf::from("../app/src");
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path)
                .unwrap()
                .lines()
                .any(|line| line.trim_start().starts_with("<textarea"))
            {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    assert_eq!(found, ["field.rs"]);
}

#[tokio::test]
async fn forms_from_other_sites_are_refused_with_a_page() {
    let house = House::new().await;
    for headers in [[("sec-fetch-site", "cross-site")], [("origin", "https://evil.example")]] {
        let answer = house.post_with("/th/contact", FORM, &headers).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("ไม่รับแบบฟอร์มจากเว็บไซต์อื่น") && answer.body.contains("lang=\"en\""));
    }
    let own = house.post_with("/th/contact", FORM, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_filed_case_is_on_disk_sealed_and_found_by_its_number() {
    let house = House::new().await;
    let answer = house
        .post("/en/contact", "topic=complaint&message=planted-secret&name=Planted+Name&reply=a%40planted.example")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let place = answer.header(header::LOCATION).to_owned();
    let number = place.rsplit('/').next().unwrap();
    let case = house.services.storage.contact_case(number).await.unwrap().unwrap();
    for planted in ["planted-secret", "Planted Name", "planted.example"] {
        assert!(!case.sealed.windows(planted.len()).any(|part| part == planted.as_bytes()));
    }
    let opened = house.services.contact.open(number.parse_case()).await.unwrap();
    assert!(
        opened.contains("planted-secret") && opened.contains("Planted Name") && opened.contains("a@planted.example")
    );
    let page = house.get(&place).await;
    assert_eq!((page.status, page.header(header::CACHE_CONTROL)), (StatusCode::OK, "no-store"));
    assert!(page.body.contains(number) && !page.body.contains("planted"));
}

#[tokio::test]
async fn a_wrong_form_comes_back_whole_with_422() {
    let house = House::new().await;
    let answer = house.post("/en/contact", "topic=&message=&name=Kept&reply=081").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("value=\"Kept\"") && answer.body.contains("value=\"081\""));
    for id in ["contact-topic", "contact-message", "contact-reply"] {
        assert!(answer.body.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn with_the_database_away_reading_goes_on_and_writing_says_so_and_loses_nothing() {
    let house = House::new().await;
    house.services.storage.close().await;
    for path in ["/th", "/th/policy", "/en/data", "/th/contact", "/en/cookies"] {
        assert_eq!(house.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(house.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(house.get("/healthz").await.status, StatusCode::OK);
    let answer = house.post("/th/contact", "topic=question&message=kept-by-the-form&name=&reply=").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header(header::RETRY_AFTER), "5");
    assert!(answer.body.contains("kept-by-the-form"));
}

#[tokio::test]
async fn what_is_too_large_is_read_before_it_is_refused_and_what_is_huge_is_not() {
    let house = House::new().await;
    for (mebibytes, read) in [(14, 14), (65, 0)] {
        let sent = Arc::new(AtomicUsize::new(0));
        let counts = Arc::clone(&sent);
        let pieces = stream::iter(0..mebibytes).map(move |_| {
            counts.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Infallible>(vec![0; 1024 * 1024])
        });
        let length = (mebibytes * 1024 * 1024).to_string();
        let headers = [("content-type", "multipart/form-data; boundary=x"), ("content-length", &length)];
        let form = request(Method::POST, "/en/me/profile/photo", &headers, Body::from_stream(pieces));
        let answer = house.send(form).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{mebibytes} MiB");
        assert_eq!(sent.load(Ordering::Relaxed), read, "{mebibytes} MiB");
    }
}

#[tokio::test]
async fn oversize_and_unreadable_bodies_are_refused_with_a_page() {
    let house = House::new().await;
    let large = house.post("/th/contact", &format!("message={}", "a".repeat(260 * 1024))).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("ใหญ่เกินไป"));
    let json = [("content-type", "application/json")];
    let wrong = house.send(request(Method::POST, "/en/contact", &json, Body::from("{}"))).await;
    assert_eq!(wrong.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(wrong.body.contains("could not be read"));
}

#[tokio::test]
async fn writing_too_often_is_answered_429_with_the_time_to_wait_and_reading_never() {
    let house = House::with(&[("MORPROM_WRITES_PER_MINUTE", "3")]).await;
    let mut last = house.post("/en/contact", FORM).await;
    for _ in 0..3 {
        last = house.post("/en/contact", FORM).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header(header::RETRY_AFTER).parse::<u32>().unwrap() > 0);
    assert!(last.body.contains("Too many requests"));
    for _ in 0..20 {
        assert_eq!(house.get("/en").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_not_there_is_404_in_the_language_of_the_address() {
    let house = House::new().await;
    for (path, words) in
        [("/th/nowhere", "ไม่พบหน้านี้"), ("/en/nowhere", "Page not found"), ("/en/policy/7", "Page not found")]
    {
        let answer = house.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains(&format!("<h1>{words}</h1>")), "{path}");
    }
    let plain = house.get_with("/nowhere", &[("accept-language", "en")]).await;
    assert!(plain.body.contains("<h1>Page not found</h1>"));
    assert_eq!(house.get("/assets.json").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("/../Cargo.toml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_method_is_405_with_a_page() {
    let house = House::new().await;
    let answer = house.send(request(Method::DELETE, "/en/contact", &[], Body::empty())).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.body.contains("That cannot be done"));
}

#[tokio::test]
async fn before_a_choice_no_answer_sets_a_cookie() {
    let house = House::new().await;
    for path in ["/", "/th", "/th/policy", "/en/data", "/en/cookies", "/th/contact", "/th/accessibility", "/nowhere"] {
        assert_eq!(house.get(path).await.cookies(), Vec::<&str>::new(), "{path}");
    }
    let filed = house.post("/th/contact", FORM).await;
    assert_eq!(filed.cookies(), Vec::<&str>::new());
}

#[tokio::test]
async fn over_tls_cookies_are_secure_and_hsts_is_sent() {
    let house = House::with(&[("MORPROM_PUBLIC_URL", "https://portal.example")]).await;
    let answer = house.post("/th/cookies", "choice=accept-all").await;
    assert!(
        answer
            .cookies()
            .iter()
            .any(|cookie| cookie.starts_with("morprom-cookies=v1.p1.s1.") && cookie.contains("Secure"))
    );
    assert!(answer.header(header::STRICT_TRANSPORT_SECURITY).starts_with("max-age="));
    let page = house.get("/th").await;
    assert!(page.body.contains("href=\"https://portal.example/en\""));
}

#[tokio::test]
async fn a_page_is_compressed_as_the_client_takes_it_and_revalidated_by_its_tag() {
    let house = House::new().await;
    let plain = house.get("/th/policy").await;
    let compressed = house.get_with("/th/policy", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((plain.header("content-encoding"), compressed.header("content-encoding")), ("", "br"));
    assert_eq!(plain.header(header::ETAG), compressed.header(header::ETAG));
    let tag = plain.header(header::ETAG).to_owned();
    let again = house.get_with("/th/policy", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let chosen = house
        .get_with("/th/policy", &[("if-none-match", &tag), ("cookie", "morprom-cookies=v1.p0.s0.1795402000")])
        .await;
    assert_eq!(chosen.status, StatusCode::OK, "another cookie state is another page");
}

#[tokio::test]
async fn a_request_id_from_outside_is_not_taken() {
    let house = House::new().await;
    let answer = house.get_with("/th", &[("x-request-id", "forged")]).await;
    assert_ne!(answer.header("x-request-id"), "forged");
}

#[tokio::test]
async fn the_paths_of_standards_answer_as_their_standards_say() {
    let house = House::new().await;
    let text = house.get("/.well-known/security.txt").await;
    assert!(text.body.contains("Contact: mailto:") && text.body.contains("Expires: 2027-11-23T00:00:00Z"));
    assert_eq!(house.get("/.well-known/gpc.json").await.header("content-type"), "application/json");
    assert_eq!(house.get("/manifest.webmanifest?lang=en").await.header("content-type"), "application/manifest+json");
    assert_eq!(house.get("/sw.js").await.header(header::CACHE_CONTROL), "no-cache");
    assert!(house.get("/assets/style-1.css").await.header(header::CACHE_CONTROL).contains("immutable"));
}

trait ParseCase {
    fn parse_case(&self) -> domain::case_number::CaseNumber;
}

impl ParseCase for str {
    fn parse_case(&self) -> domain::case_number::CaseNumber {
        domain::case_number::CaseNumber::parse(self).unwrap()
    }
}
