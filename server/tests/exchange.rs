//! The interface of partners' systems, as they meet it: signing on with the demonstration's keys, sending, reading,
//! following; and everything they can get wrong.

use crate::cast::{Answer, House, request};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::Instant;
use domain::fields::NationalId;
use serde_json::{Value, json};
use smart::signing::{Claims, SigningKey, fresh_token_id};

const FHIR: &str = "application/fhir+json";
const ENDPOINT: &str = "http://127.0.0.1:3000/api/v1/token";

/// A made-up id whose check digit holds: its body counts 888800000000 upwards.
fn id(n: u32) -> String {
    let ids = (0..10).map(|check| format!("8888{n:08}{check}"));
    ids.into_iter().find(|id| NationalId::parse(id).is_ok()).unwrap()
}

struct System<'a> {
    house: &'a House,
    key: SigningKey,
    client: &'static str,
}

impl<'a> System<'a> {
    fn of(house: &'a House, client: &'static str) -> Self {
        let path = house.folder().join("demo-keys").join(format!("{client}.pem"));
        let key = SigningKey::from_pem(&std::fs::read_to_string(path).unwrap()).unwrap().named(client);
        Self { house, key, client }
    }

    fn assertion(&self, audience: &str, now: Instant, seconds: u32) -> String {
        let token_id = fresh_token_id().unwrap();
        let claims = Claims { client_id: self.client, audience, token_id: &token_id, now, seconds };
        self.key.assertion(&claims).unwrap()
    }

    async fn ask(&self, assertion: &str, scope: &str) -> Answer {
        let form = form(&[
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
            ("scope", scope),
        ]);
        self.house.post("/api/v1/token", &form).await
    }

    async fn token(&self, scope: &str) -> String {
        let answer = self.ask(&self.assertion(ENDPOINT, self.house.services.clock.now(), 240), scope).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let body = json_of(&answer);
        assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("bearer"), &json!(300)));
        body["access_token"].as_str().unwrap().to_owned()
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        form.append_pair(name, value);
    }
    form.finish()
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

async fn send(house: &House, token: &str, (path, kind): (&str, &str), body: impl Into<Body>) -> Answer {
    send_with(house, token, (path, kind), &[], body).await
}

async fn send_with(
    house: &House,
    token: &str,
    (path, kind): (&str, &str),
    further: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let bearer = format!("Bearer {token}");
    let own = [("content-type", kind), ("authorization", bearer.as_str()), ("accept-language", "en")];
    let headers: Vec<_> = own.iter().chain(further).copied().collect();
    house.send(request(Method::POST, path, &headers, body.into())).await
}

async fn get(house: &House, token: &str, path: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    house.get_with(path, &[("authorization", bearer.as_str()), ("accept-language", "en")]).await
}

fn dose(name: &str, id: &str, first: &str) -> Value {
    json!({
        "resourceType": "Immunization",
        "identifier": [{ "system": "https://hospital.example/dose", "value": name }],
        "contained": [{
            "resourceType": "Patient",
            "id": "p",
            "identifier": [{ "system": "https://terms.sil-th.org/id/th-cid", "value": id }],
            "name": [{ "family": "ทดสอบ", "given": [first] }],
            "birthDate": "1980-02-01"
        }],
        "status": "completed",
        "vaccineCode": { "coding": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": "208" }] },
        "patient": { "reference": "#p" },
        "occurrenceDateTime": "2026-01-05",
        "lotNumber": "PLANTED-LOT",
        "protocolApplied": [{ "doseNumberPositiveInt": 1 }]
    })
}

fn bundle(kind: &str, message: &str, resources: &[Value]) -> Value {
    let entry = |(at, resource): (usize, &Value)| {
        let url = resource["resourceType"].as_str().unwrap();
        json!({ "fullUrl": format!("urn:uuid:00000000-0000-4000-8000-{at:012}"), "resource": resource,
            "request": { "method": "POST", "url": url } })
    };
    json!({
        "resourceType": "Bundle", "type": kind,
        "identifier": { "system": "https://hospital.example/message", "value": message },
        "entry": resources.iter().enumerate().map(entry).collect::<Vec<_>>()
    })
}

const ALL: &str = "changes.read system/Immunization.crs system/Observation.crs target-group.read";

#[tokio::test]
async fn a_system_signs_on_once_with_each_assertion_and_asks_no_more_than_it_was_given() {
    let house = House::demo().await;
    let (unit, other) = (System::of(&house, "demo-unit"), System::of(&house, "demo-dopa"));
    let now = house.services.clock.now();
    let assertion = unit.assertion(ENDPOINT, now, 240);
    assert_eq!(unit.ask(&assertion, "changes.read").await.status, StatusCode::OK);
    let again = unit.ask(&assertion, "changes.read").await;
    assert_eq!((again.status, json_of(&again)["error"].as_str()), (StatusCode::UNAUTHORIZED, Some("invalid_client")));

    let foreign = System { house: &house, key: System::of(&house, "demo-dopa").key, client: "demo-unit" };
    let old = unit.assertion(ENDPOINT, now.plus(-3_600_000), 240);
    let long = unit.assertion(ENDPOINT, now, 3600);
    let elsewhere = unit.assertion("https://elsewhere.example/token", now, 240);
    for (assertion, why) in [
        (foreign.assertion(ENDPOINT, now, 240), "another's key"),
        (old, "expired"),
        (long, "too long"),
        (elsewhere, "for another"),
        ("a.b.c".to_owned(), "no token"),
        (String::new(), "nothing"),
    ] {
        let answer = unit.ask(&assertion, "changes.read").await;
        assert!(answer.status.is_client_error(), "{why}: {}", answer.body);
        assert!(json_of(&answer)["error"].is_string(), "{why}");
    }
    let beyond = other.ask(&other.assertion(ENDPOINT, now, 240), "system/Immunization.c").await;
    assert_eq!((beyond.status, json_of(&beyond)["error"].as_str()), (StatusCode::BAD_REQUEST, Some("invalid_scope")));

    let token = unit.token("changes.read").await;
    let me = get(&house, &token, "/api/v1/system").await;
    assert_eq!(json_of(&me)["client"], "demo-unit");
    // The token allows less than the system may ask for.
    let refused = send(&house, &token, ("/fhir/Immunization", FHIR), dose("X-1", &id(1), "สมมติ").to_string()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    assert_eq!(json_of(&refused)["resourceType"], "OperationOutcome");
    house.services.partners.end("demo-unit", "operator").await.unwrap();
    assert_eq!(get(&house, &token, "/api/v1/system").await.status, StatusCode::UNAUTHORIZED, "ended at once");
}

#[tokio::test]
async fn a_dose_is_taken_once_read_by_who_had_it_and_marked_wrong_by_who_sent_it() {
    let house = House::demo().await;
    let unit = System::of(&house, "demo-unit");
    let token = unit.token(ALL).await;
    let planted = id(7);
    let first = send(&house, &token, ("/fhir/Immunization", FHIR), dose("D-1", &planted, "สมมติ").to_string()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let location = first.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(first.headers["etag"], "W/\"1\"");
    let again = send(&house, &token, ("/fhir/Immunization", FHIR), dose("D-1", &planted, "สมมติ").to_string()).await;
    assert_eq!((again.status, &again.headers["location"]), (StatusCode::OK, &first.headers["location"]));

    let read = get(&house, &token, location.split("/_history").next().unwrap()).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    let resource = json_of(&read);
    assert_eq!((&resource["status"], &resource["meta"]["versionId"]), (&json!("completed"), &json!("1")));
    assert!(!read.body.contains(&planted), "an id is told to those alone who asked by it");

    let search = form(&[
        ("patient.identifier", &format!("https://terms.sil-th.org/id/th-cid|{planted}")),
        ("patient.birthdate", "1980-02-01"),
        ("patient.given", "สมมติ"),
        ("patient.family", "ทดสอบ"),
    ]);
    let form_type = "application/x-www-form-urlencoded";
    let found = send(&house, &token, ("/fhir/Immunization/_search", form_type), search.clone()).await;
    assert_eq!((found.status, &json_of(&found)["total"]), (StatusCode::OK, &json!(1)), "{}", found.body);
    // By the wrong birth date nobody is found: the same answer as for nobody.
    let wrong = search.replace("1980", "1981");
    let nobody = send(&house, &token, ("/fhir/Immunization/_search", form_type), wrong).await;
    let absent =
        send(&house, &token, ("/fhir/Immunization/_search", form_type), search.replace(&planted, &id(8))).await;
    assert_eq!((nobody.status, absent.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let text = |answer: &Answer| json_of(answer)["issue"][0]["details"]["text"].clone();
    assert_eq!(text(&nobody), text(&absent));

    let mut wrong = dose("D-1", &planted, "สมมติ");
    wrong["status"] = json!("entered-in-error");
    let marked = send(&house, &token, ("/fhir/Immunization", FHIR), wrong.to_string()).await;
    assert_eq!(
        (marked.status, &marked.headers["etag"].to_str().unwrap()),
        (StatusCode::OK, &"W/\"2\""),
        "{}",
        marked.body
    );
    let read = get(&house, &token, location.split("/_history").next().unwrap()).await;
    assert_eq!(json_of(&read)["status"], "entered-in-error");
    // Another organisation's system does not see that there is such a record.
    let registry = System::of(&house, "demo-dopa").token("target-group.read").await;
    let other = get(&house, &registry, location.split("/_history").next().unwrap()).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_batch_does_what_it_can_a_transaction_all_or_nothing_and_a_message_is_answered_once() {
    let house = House::demo().await;
    let token = System::of(&house, "demo-unit").token(ALL).await;
    let good = dose("B-1", &id(11), "สมมติ");
    let mut bad = dose("B-2", &id(12), "สมมติ");
    bad["vaccineCode"]["coding"][0]["code"] = json!("999");
    let all = [good.clone(), bad.clone(), dose("B-3", &id(13), "ทดลอง")];

    let undone = send(&house, &token, ("/fhir", FHIR), bundle("transaction", "M-0", &all).to_string()).await;
    assert_eq!(undone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", undone.body);
    let issue = &json_of(&undone)["issue"][0];
    assert!(issue["expression"][0].as_str().unwrap().starts_with("Bundle.entry[1].resource.vaccineCode"), "{issue}");

    let batch = bundle("batch", "M-1", &all).to_string();
    let done = send(&house, &token, ("/fhir", FHIR), batch.clone()).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let statuses = |answer: &Answer| -> Vec<String> {
        let entries = json_of(answer)["entry"].as_array().unwrap().clone();
        entries.iter().map(|entry| entry["response"]["status"].as_str().unwrap().to_owned()).collect()
    };
    // The good ones were not done by the transaction before.
    assert_eq!(statuses(&done), ["201 Created", "422 Unprocessable Entity", "201 Created"]);
    let again = send(&house, &token, ("/fhir", FHIR), batch).await;
    assert_eq!(again.body, done.body, "the same message has the same answer");
    let other = bundle("batch", "M-1", std::slice::from_ref(&good)).to_string();
    let reused = send(&house, &token, ("/fhir", FHIR), other).await;
    assert_eq!(reused.status, StatusCode::CONFLICT, "{}", reused.body);
    let fresh = send(&house, &token, ("/fhir", FHIR), bundle("batch", "M-2", &all).to_string()).await;
    assert_eq!(statuses(&fresh), ["200 OK", "422 Unprocessable Entity", "200 OK"]);

    let lines = [dose("L-1", &id(14), "ลอง"), bad, dose("L-2", &id(14), "ลอง")].map(|it| it.to_string()).join("\n");
    let lines = format!("{lines}\n{{\"broken\n\n");
    let taken = send(&house, &token, ("/fhir", "application/fhir+ndjson"), lines).await;
    assert_eq!(
        statuses(&taken),
        ["201 Created", "422 Unprocessable Entity", "201 Created", "422 Unprocessable Entity"]
    );
    let issue = &json_of(&taken)["entry"][1]["response"]["outcome"]["issue"][0];
    assert!(issue["expression"][0].as_str().unwrap().starts_with("line[2]"), "{issue}");
}

#[tokio::test]
async fn whoever_sends_nonsense_is_told_what_is_wrong_and_never_an_error_of_ours() {
    let house = House::demo().await;
    let token = System::of(&house, "demo-unit").token(ALL).await;
    let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
    let huge = vec![b' '; exchange::FHIR_LIMIT + 1];
    let twice = r#"{"resourceType":"Immunization","status":"completed","status":"completed"}"#;
    let cases: Vec<(&str, &str, Vec<u8>, u16)> = vec![
        ("/fhir/Immunization", FHIR, b"{".to_vec(), 400),
        ("/fhir/Immunization", FHIR, Vec::new(), 400),
        ("/fhir/Immunization", FHIR, b"\xff\xfe".to_vec(), 400),
        ("/fhir/Immunization", FHIR, deep.into_bytes(), 422),
        ("/fhir/Immunization", FHIR, twice.as_bytes().to_vec(), 400),
        ("/fhir/Immunization", FHIR, b"{\"resourceType\":\"Observation\"}".to_vec(), 400),
        ("/fhir/Immunization", FHIR, b"{\"resourceType\":\"Immunization\",\"status\":1e999}".to_vec(), 422),
        ("/fhir/Immunization", FHIR, huge, 413),
        ("/fhir/Immunization", "application/fhir+xml", b"<x/>".to_vec(), 415),
        ("/fhir/Immunization", "application/json; charset=tis-620", b"{}".to_vec(), 415),
        ("/fhir/Immunization", "application/fhir+json; fhirVersion=3.0", b"{}".to_vec(), 415),
        ("/fhir", FHIR, bundle("history", "H", &[]).to_string().into_bytes(), 422),
        ("/fhir/Patient", FHIR, b"{}".to_vec(), 404),
        ("/api/v1/nothing", "application/json", b"{}".to_vec(), 404),
        ("/api/v1/target-groups/lookup", "application/json", b"{}".to_vec(), 403),
    ];
    for (path, kind, body, status) in cases {
        let mine = if path.ends_with("lookup") {
            System::of(&house, "demo-unit").token("changes.read").await
        } else {
            token.clone()
        };
        let answer = send(&house, &mine, (path, kind), body).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {kind}: {}", &answer.body[..answer.body.len().min(400)]);
        let body = json_of(&answer);
        let told = answer.headers["content-type"].to_str().unwrap();
        if path.starts_with("/fhir") {
            assert_eq!(body["resourceType"], "OperationOutcome", "{path} {kind}");
            assert!(!body["issue"][0]["diagnostics"].as_str().unwrap().is_empty());
            assert!(told.starts_with(FHIR), "{told}");
        } else {
            assert_eq!(body["status"], status);
            assert!(body["instance"].as_str().unwrap().len() > 20);
            assert_eq!(told, "application/problem+json");
        }
    }
    for token in ["", "x", &"0".repeat(64)] {
        let answer = send(&house, token, ("/fhir/Immunization", FHIR), "{}").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.headers["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
    }
    let address = get(&house, &token, "/fhir/Immunization?patient.identifier=x").await;
    assert_eq!(address.status, StatusCode::METHOD_NOT_ALLOWED, "{}", address.body);
}

#[tokio::test]
async fn who_had_data_follows_what_becomes_of_it() {
    let house = House::demo().await;
    let unit = System::of(&house, "demo-unit");
    let token = unit.token(ALL).await;
    // What the person disputes, its unit's system is told; and it says once that it knows.
    let persona = server::demo::made_up_id(0).unwrap();
    let mut given = dose("C-1", persona.as_str(), "สมมติ");
    given["contained"][0]["name"][0]["family"] = json!("ตัวอย่าง");
    let sent = send(&house, &token, ("/fhir/Immunization", FHIR), given.to_string()).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let person = house.services.sign_on.sign_in_as("citizen-a", "test").await.unwrap();
    let person = house.services.sign_on.signed(&person).await.unwrap().unwrap();
    let records = house.services.records.own(&person).await.unwrap();
    let ours = records.records.iter().find(|record| record.versions[0].source == "system").unwrap();
    let filing = service::CaseFiling {
        claim: Some(domain::cases::Claim::NeverReceived),
        record: Some(ours.id),
        ..service::CaseFiling::of(
            domain::cases::Right::Correction,
            domain::cases::Words::parse("It never was.").unwrap(),
            domain::Language::En,
        )
    };
    house.services.cases.file(&person, &filing).await.unwrap();
    let changes = json_of(&get(&house, &token, "/api/v1/changes").await);
    let told = &changes["changes"][0];
    assert_eq!((&told["event"], &told["target"]), (&json!("dispute"), &json!(ours.id.to_string())));
    assert_eq!(told["record"]["status"], "completed");
    let path = format!("/api/v1/changes/{}/acknowledgement", told["id"].as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(send(&house, &token, (&path, "application/json"), "").await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(json_of(&get(&house, &token, "/api/v1/changes").await)["changes"], json!([]));
    let log = house.services.access_log.list(&person, "", None).await.unwrap();
    let acts: Vec<&str> = log.uses.iter().map(|it| it.line.act.as_str()).collect();
    for act in ["record-received", "change-followed", "change-acknowledged"] {
        assert!(acts.contains(&act), "{act} is in the person's log: {acts:?}");
    }
    // And whoever answers for the person sees the same, by the data tracker.
    let contractor = System::of(&house, "demo-contractor").token("system/AuditEvent.s").await;
    let question = json!({ "person": {
        "nationalId": persona.as_str(), "birthDate": "1980-02-01", "firstName": "สมมติ", "lastName": "ตัวอย่าง"
    } });
    let usages = send(&house, &contractor, ("/api/v1/findUsage", "application/json"), question.to_string()).await;
    assert_eq!(usages.status, StatusCode::OK, "{}", usages.body);
    let usages = json_of(&usages);
    assert!(usages["totalUsages"].as_u64().unwrap() >= 3, "{usages}");
    assert!(usages["usages"].as_array().unwrap().iter().any(|it| it["receiverSystem"] == "demo-unit"));
}

#[tokio::test]
async fn the_registry_says_who_belongs_to_a_group_and_a_unit_asks() {
    let house = House::demo().await;
    let registry = System::of(&house, "demo-dopa").token("target-group.write").await;
    let person = |n: u32| json!({ "nationalId": id(n), "birthDate": "1950-01-02", "firstName": "อาวุโส" });
    let mut wrong = person(22);
    wrong["nationalId"] = json!("1234567890123");
    let body = json!({ "entries": [{ "person": person(21) }, { "person": wrong }] }).to_string();
    let kept = send(&house, &registry, ("/api/v1/target-groups/elders/entries", "application/json"), body).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    let outcomes = json_of(&kept)["outcomes"].clone();
    assert_eq!((&outcomes[0]["outcome"], &outcomes[1]["outcome"]), (&json!("kept"), &json!("invalid")));
    assert_eq!(outcomes[1]["problems"][0]["pointer"], "/entries/1/person/nationalId");
    let unit = System::of(&house, "demo-unit").token("target-group.read").await;
    let asked = json!({ "person": person(21) }).to_string();
    let groups = send(&house, &unit, ("/api/v1/target-groups/lookup", "application/json"), asked).await;
    assert_eq!(json_of(&groups)["groups"][0]["code"], "elders", "{}", groups.body);
}
