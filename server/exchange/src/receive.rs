//! Records that units send: one, a batch or transaction of up to 1 000, or lines. Each is taken or refused with the place
//! and the reason; a message sent again is answered the same.

use crate::Exchange;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::media::{self, Media};
use crate::refusal::Refusal;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use domain::exchange::GivenRecord;
use domain::{Bilingual, Digest, Explain, Instant};
use fhir::intake::{self, Entry, Kind, Submission};
use fhir::outcome::{EntryAnswer, Status, answer, outcome};
use fhir::{Issue, IssueCode, Release};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use service::{NotTaken, Outcomes, Sent, Taken, Took};
use smart::Scope;
use std::sync::Arc;

/// Lines taken in one unit.
const LINES: usize = 256;

const RECORDED: Bilingual = Bilingual::new("บันทึกแล้ว", "Recorded.");
const CHANGED: Bilingual = Bilingual::new("บันทึกฉบับใหม่แล้ว", "Recorded as the next version.");
const KNOWN: Bilingual = Bilingual::new("ทราบแล้ว ไม่มีอะไรเปลี่ยน", "Known already: nothing changed.");
const WAITS: Bilingual = Bilingual::new(
    "รับแล้ว รอเจ้าหน้าที่ของหน่วยตัดสินว่าเป็นของใคร",
    "Taken. It waits for an officer of the unit to say whose it is.",
);

/// Takes one vaccination.
#[utoipa::path(
    post, path = "/fhir/Immunization", tag = "records",
    request_body(content = Object, content_type = "application/fhir+json", description = "An Immunization with its Patient contained"),
    responses(
        (status = 201, description = "Recorded", body = Object, content_type = "application/fhir+json"),
        (status = 200, description = "Known already, or the next version", body = Object, content_type = "application/fhir+json"),
        (status = 202, description = "An officer says whose it is; Location names the review, as the change does that tells how it was decided", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn immunization(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    taken(&exchange, &asked, &caller, body, &[Media::Json]).await
}

/// Takes one laboratory result.
#[utoipa::path(
    post, path = "/fhir/Observation", tag = "records",
    request_body(content = Object, content_type = "application/fhir+json", description = "An Observation with its Patient contained"),
    responses(
        (status = 201, description = "Recorded", body = Object, content_type = "application/fhir+json"),
        (status = 200, description = "Known already, or the next version", body = Object, content_type = "application/fhir+json"),
        (status = 202, description = "An officer says whose it is; Location names the review, as the change does that tells how it was decided", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn observation(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    taken(&exchange, &asked, &caller, body, &[Media::Json]).await
}

/// Takes a Bundle of type batch or transaction, or a resource a line.
#[utoipa::path(
    post, path = "/fhir", tag = "records",
    request_body(
        content((Object = "application/fhir+json"), (String = "application/fhir+ndjson")),
        description = "A Bundle of 1 000 entries at most, or lines: each an Immunization or Observation with its Patient contained"
    ),
    responses(
        (status = 200, description = "What became of each entry, in order", body = Object, content_type = "application/fhir+json"),
        crate::describe::FhirRefusals,
    )
)]
pub(crate) async fn bundle(
    State(exchange): State<Arc<Exchange>>,
    asked: Asked,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    taken(&exchange, &asked, &caller, body, &[Media::Json, Media::Lines]).await
}

async fn taken(
    exchange: &Exchange,
    asked: &Asked,
    caller: &Caller,
    body: Result<Bytes, BytesRejection>,
    kinds: &[Media],
) -> Response {
    let body = match body {
        Ok(body) => body,
        // Dressed on its way out.
        Err(rejection) => return rejection.status().into_response(),
    };
    let outcome = async {
        let release = media::accepted(&asked.headers)?;
        let media = media::of(&asked.headers)?;
        if !kinds.contains(&media) {
            return Err(wrong_place());
        }
        match media {
            Media::Lines => lines(exchange, asked, caller, (&body, release)).await,
            _ => document(exchange, asked, caller, (&body, release)).await,
        }
    };
    outcome.await.unwrap_or_else(|refusal| refusal.answer(asked))
}

async fn document(
    exchange: &Exchange,
    asked: &Asked,
    caller: &Caller,
    (body, release): (&[u8], Release),
) -> Result<Response, Refusal> {
    let today = exchange.services.clock.now().bangkok_day();
    let submission = intake::read(body, media::written(&asked.headers), today).map_err(Refusal::wrong)?;
    let single = submission.kind == Kind::Single;
    if single != (asked.path.len() > "/fhir/".len()) || (single && !asked.path.ends_with(kind_of(&submission.entries)))
    {
        return Err(wrong_place());
    }
    let entries = Entries::of(caller, submission);
    if entries.submission.kind != Kind::Batch && entries.issues().next().is_some() {
        return Err(entries.refused());
    }
    let message = entries.submission.message.clone().or_else(|| asked.key().map(str::to_owned));
    let digest = Digest::of(&[asked.path.as_bytes(), b"\n", body].concat());
    let sent = Sent {
        records: &entries.records,
        whole: entries.submission.kind == Kind::Transaction,
        message: message.as_deref().map(|message| (message, digest)),
    };
    let (status, body) = entries.kept(exchange, asked, caller, &sent).await?;
    Ok(response(release, status, &body))
}

/// The entries of a submission, the records of those that can be read and may be sent, and what is wrong with the others.
struct Entries {
    submission: Submission,
    records: Vec<GivenRecord>,
    /// For each entry, the place of its record, or what is wrong with it.
    read: Vec<Result<usize, Vec<Issue>>>,
}

impl Entries {
    fn of(caller: &Caller, submission: Submission) -> Self {
        let (mut records, mut read) = (Vec::new(), Vec::with_capacity(submission.entries.len()));
        for entry in &submission.entries {
            read.push(allowed(caller, entry).map(|record| {
                records.push(record);
                records.len() - 1
            }));
        }
        Self { submission, records, read }
    }

    fn issues(&self) -> impl Iterator<Item = &Issue> {
        self.read.iter().filter_map(|read| read.as_ref().err()).flatten()
    }

    fn refused(&self) -> Refusal {
        let issues: Vec<Issue> = self.issues().cloned().collect();
        if issues.iter().any(|issue| issue.code == IssueCode::Forbidden) {
            return Refusal::of(StatusCode::FORBIDDEN, "scope", issues);
        }
        Refusal::wrong(issues)
    }

    /// Has the records taken; the whole answer, or the one this message had before.
    async fn kept(
        &self,
        exchange: &Exchange,
        asked: &Asked,
        caller: &Caller,
        sent: &Sent<'_>,
    ) -> Result<(u16, Vec<u8>), Refusal> {
        let now = exchange.services.clock.now();
        let answer = |outcomes: &Outcomes| self.answer(asked, outcomes, now);
        let (client, signed) = (&caller.system.system.client, &caller.system.signed);
        Ok(exchange.services.partners.receive(client, signed, sent, &answer).await?)
    }

    /// The whole answer: a status, and an envelope that is kept for a message sent again.
    fn answer(&self, asked: &Asked, outcomes: &Outcomes, now: Instant) -> (u16, Vec<u8>) {
        let mut answers: Vec<(usize, EntryAnswer)> = Vec::with_capacity(self.submission.len());
        for (entry, read) in self.submission.entries.iter().zip(&self.read) {
            let answer = match read {
                Ok(place) => entry_answer(asked, entry, &self.records[*place], outcomes.get(*place), now),
                Err(issues) => refused_entry(asked, issues),
            };
            answers.push((entry.at, answer));
        }
        for at in &self.submission.targets {
            let path = format!("Bundle.entry[{at}].resource");
            answers.push((*at, EntryAnswer::target(&path, &asked.reference, asked.language)));
        }
        answers.sort_by_key(|(at, _)| *at);
        let answers: Vec<EntryAnswer> = answers.into_iter().map(|(_, answer)| answer).collect();
        match self.submission.kind {
            Kind::Single => single(asked, answers),
            kind => whole(asked, (kind, outcomes), &answers),
        }
    }
}

/// The record of an entry, where it can be read and the token allows it.
fn allowed(caller: &Caller, entry: &Entry) -> Result<GivenRecord, Vec<Issue>> {
    let record = entry.read.clone()?;
    if entry.named.is_some() {
        let text = Bilingual::new(
            "ส่งด้วย POST รหัสบันทึกเดิมของท่านคือบันทึกเดิม",
            "Send it by POST: the same identifier of yours is the same record.",
        );
        return Err(vec![Issue::new(IssueCode::NotSupported, entry.path.clone(), text)]);
    }
    let scope =
        if record.content.vaccination().is_some() { Scope::ImmunizationCreate } else { Scope::ObservationCreate };
    if caller.has(scope) {
        return Ok(record);
    }
    let text = Bilingual::new("โทเคนไม่มีขอบเขตสำหรับสิ่งนี้", "The token has no scope for this.");
    Err(vec![Issue::new(IssueCode::Forbidden, entry.path.clone(), text)])
}

fn refused_entry(asked: &Asked, issues: &[Issue]) -> EntryAnswer {
    let status = if issues.iter().any(|issue| issue.code == IssueCode::Forbidden) {
        Status::Forbidden
    } else {
        Status::Unprocessable
    };
    EntryAnswer::told(status, outcome(issues, &asked.reference, asked.language))
}

fn entry_answer(
    asked: &Asked,
    entry: &Entry,
    record: &GivenRecord,
    became: Option<&Result<Taken, NotTaken>>,
    now: Instant,
) -> EntryAnswer {
    let issue = |code, text| Issue::new(code, entry.path.clone(), text);
    match became {
        Some(Ok(taken)) => {
            let text = match taken.took {
                Took::Recorded => RECORDED,
                Took::Changed => CHANGED,
                Took::Known => KNOWN,
                Took::Waits => WAITS,
            };
            let mut issues = vec![issue(IssueCode::Informational, text)];
            issues.extend(taken.notes.iter().map(|note| issue(IssueCode::Informational, note.explain())));
            let outcome = outcome(&issues, &asked.reference, asked.language);
            if taken.took == Took::Waits {
                // The entry of the changes that says how it was decided names the same.
                let location = Some(format!("urn:uuid:{}", taken.id));
                return EntryAnswer { location, ..EntryAnswer::told(Status::Accepted, outcome) };
            }
            let kind = if record.content.vaccination().is_some() { "Immunization" } else { "Observation" };
            let location = format!("{kind}/{}", taken.id);
            let made = EntryAnswer::taken(taken.took == Took::Recorded, location, taken.version, now);
            EntryAnswer { outcome: Some(outcome), ..made }
        }
        Some(Err(refused)) => {
            let (status, code) = match refused {
                NotTaken::OtherUnit => (Status::Forbidden, IssueCode::Forbidden),
                NotTaken::Unknown => (Status::NotFound, IssueCode::NotFound),
                NotTaken::OtherPerson | NotTaken::NotTheirs | NotTaken::Erased => {
                    (Status::Conflict, IssueCode::Duplicate)
                }
                NotTaken::PutRight | NotTaken::Disputed | NotTaken::Waits => {
                    (Status::Conflict, IssueCode::BusinessRule)
                }
                NotTaken::Together => (Status::Conflict, IssueCode::Processing),
            };
            let issues = [issue(code, refused.explain())];
            EntryAnswer::told(status, outcome(&issues, &asked.reference, asked.language))
        }
        None => EntryAnswer::told(Status::Unavailable, outcome(&[], &asked.reference, asked.language)),
    }
}

/// One record's answer: its own status, where it is, its version.
fn single(asked: &Asked, mut answers: Vec<EntryAnswer>) -> (u16, Vec<u8>) {
    let Some(answer) = answers.pop() else { return (500, Vec::new()) };
    let status = answer.status.line().split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(500);
    let location = match (&answer.location, answer.version) {
        (Some(location), Some(version)) => format!("/fhir/{location}/_history/{version}"),
        (Some(review), None) => review.clone(),
        (None, _) => String::new(),
    };
    let etag = answer.version.map(fhir::outcome::etag).unwrap_or_default();
    let body = answer.outcome.unwrap_or_else(|| outcome(&[], &asked.reference, asked.language));
    (status, envelope(&location, &etag, &body))
}

/// The answer to a Bundle. A transaction of which nothing was done is refused as a whole.
fn whole(asked: &Asked, (kind, outcomes): (Kind, &Outcomes), answers: &[EntryAnswer]) -> (u16, Vec<u8>) {
    let undone = kind == Kind::Transaction && outcomes.iter().any(Result::is_err);
    if !undone {
        return (200, envelope("", "", &answer(kind, answers)));
    }
    let issues: Vec<Value> = answers
        .iter()
        .filter_map(|answer| answer.outcome.as_ref())
        .filter_map(|outcome| outcome["issue"].as_array())
        .flatten()
        .filter(|issue| issue["severity"] == "error")
        .cloned()
        .collect();
    let body = json!({ "resourceType": "OperationOutcome", "language": asked.language.tag(), "issue": issues });
    (409, envelope("", "", &body))
}

/// What is kept of an answer besides its status.
fn envelope(location: &str, etag: &str, body: &Value) -> Vec<u8> {
    json!([location, etag, body]).to_string().into_bytes()
}

fn response(release: Release, status: u16, envelope: &[u8]) -> Response {
    let (location, etag, body): (String, String, Value) = serde_json::from_slice(envelope).unwrap_or_default();
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let fixed = [(header::CONTENT_TYPE, media::fhir(release)), (header::CACHE_CONTROL, "no-store")];
    let mut response = (status, fixed, release.say(body).to_string()).into_response();
    for (name, value) in [(header::LOCATION, location), (header::ETAG, etag)] {
        if let Some(value) = HeaderValue::from_str(&value).ok().filter(|value| !value.is_empty()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Lines, some hundreds in a unit; each line is one entry of the answer.
async fn lines(
    exchange: &Exchange,
    asked: &Asked,
    caller: &Caller,
    (body, release): (&[u8], Release),
) -> Result<Response, Refusal> {
    let today = exchange.services.clock.now().bangkok_day();
    let lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).enumerate();
    let lines: Vec<(usize, &[u8])> = lines.filter(|(_, line)| !line.is_empty()).collect();
    if lines.is_empty() {
        let text = Bilingual::new("ไม่มีบรรทัดใดเลย", "There is no line.");
        return Err(Refusal::wrong(vec![Issue::new(IssueCode::Required, "", text)]));
    }
    let written = media::written(&asked.headers);
    let mut answers = Vec::with_capacity(lines.len());
    for part in lines.chunks(LINES) {
        let entries = part.iter().map(|(at, line)| intake::read_line(line, written, at + 1, today)).collect();
        let submission = Submission { kind: Kind::Batch, message: None, entries, targets: Vec::new() };
        let entries = Entries::of(caller, submission);
        let sent = Sent { records: &entries.records, whole: false, message: None };
        let (_, envelope) = entries.kept(exchange, asked, caller, &sent).await?;
        let (_, _, body): (String, String, Value) = serde_json::from_slice(&envelope).unwrap_or_default();
        answers.extend(body["entry"].as_array().cloned().unwrap_or_default());
    }
    let body = json!({ "resourceType": "Bundle", "type": "batch-response", "entry": answers });
    Ok(response(release, 200, &envelope("", "", &body)))
}

fn kind_of(entries: &[Entry]) -> &'static str {
    match entries.first().map(|entry| (entry.path.as_str(), entry.read.as_ref())) {
        Some((_, Ok(record))) if record.content.vaccination().is_some() => "Immunization",
        Some((_, Ok(_))) => "Observation",
        // What cannot be read is refused with its own reasons.
        Some((path, Err(_))) if path.starts_with("Immunization") => "Immunization",
        Some((path, Err(_))) if path.starts_with("Observation") => "Observation",
        _ => "",
    }
}

fn wrong_place() -> Refusal {
    let text = Bilingual::new(
        "ส่งชุดรายการไปที่ /fhir และบันทึกเดี่ยวไปที่ชนิดของบันทึกนั้น",
        "A Bundle goes to /fhir, and one resource to the address of its type.",
    );
    Refusal::new(StatusCode::BAD_REQUEST, "address", IssueCode::NotSupported, text)
}
