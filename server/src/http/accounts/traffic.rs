//! The desk of the lawful traffic log: found by the number of a case, held, released, opened under an order.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Staff};
use super::super::visitor::Visitor;
use super::answers::Fields;
use super::doses::{self, Mistakes};
use app::i18n::traffic as words;
use app::pages::office::traffic::{self as pages, EntryLine, HoldLine, HoldTyped, TrafficPage};
use app::routes::Route;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::account::Role;
use domain::fields::{DateEntry, DateParts, NationalId};
use domain::{Bilingual, Day, Explain, Language};
use serde::Deserialize;
use service::{NewHold, ReadEntries, ServiceError, Signed, TrafficError};
use std::sync::Arc;
use traffic::{Code, CodeError, Exported, Hold, HoldId, IpNet, Outcome, ReadingOf, SelectorError};

type Shared = State<Arc<Portal>>;

/// The most entries on a page, and in a file: above that an order has to be narrowed, or the command used.
const SHOWN: usize = 500;
const MOST: usize = 100_000;

/// The case, and what a redirect may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    case: String,
    done: String,
}

pub(super) async fn desk(
    State(portal): Shared,
    Staff(signed): Staff,
    Query(asked): Query<Asked>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let notice = match asked.done.as_str() {
        "recorded" => Some(words::RECORDED),
        "released" => Some(words::IS_RELEASED),
        _ => None,
    };
    let model = TrafficPage { case: asked.case, notice, ..TrafficPage::default() };
    show(&portal, &visitor, &headers, &signed, (StatusCode::OK, model)).await
}

async fn show(
    portal: &Arc<Portal>,
    visitor: &Visitor,
    headers: &HeaderMap,
    signed: &Signed,
    (mut status, mut model): (StatusCode, TrafficPage),
) -> Response {
    if !matches!(signed.role, Role::DivisionOfficer | Role::Auditor) {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    model.acts = signed.role == Role::DivisionOfficer;
    model.now = Some(visitor.now);
    if !model.case.trim().is_empty() {
        match code("case", &model.case) {
            Ok(case) => match portal.services.traffic.of_case(signed, &portal.traffic, &case).await {
                Ok((holds, readings)) => {
                    model.holds = Some(holds.iter().map(|hold| line(hold, &readings)).collect());
                }
                Err(error) => return refused(&error, visitor.now),
            },
            Err(wrong) => {
                status = StatusCode::UNPROCESSABLE_ENTITY;
                model.mistakes.push(wrong);
            }
        }
    }
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (status, Some(bar)), |frame| pages::page(frame, &model))
}

fn line(hold: &Hold, readings: &[ReadingOf]) -> HoldLine {
    let selector = &hold.order.selector;
    let of_it = |it: &&ReadingOf| it.order == hold.order.order && it.selector == *selector;
    HoldLine {
        id: hold.id.0,
        person: selector.pseudonym().is_some(),
        network: selector.network().map_or_else(String::new, |network| network.to_string()),
        range: selector.range(),
        until: hold.order.until,
        released: hold.released,
        readings: readings.iter().filter(of_it).map(|it| (it.at, it.by.as_str().to_owned())).collect(),
        order: hold.order.order.as_str().to_owned(),
        officer: hold.order.officer.as_str().to_owned(),
    }
}

pub(super) async fn hold(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let (case, typed) = typed(&fields);
    let wrong = match parse(&case, &typed, visitor.language) {
        Ok(new) => match portal.services.traffic.hold(&signed, &portal.traffic, &new).await {
            Ok(_) => return see(&back(visitor.language, &case, "recorded")),
            Err(ServiceError::Absent) => vec![("person", words::NOBODY)],
            Err(ServiceError::Traffic(error)) => match of_order(&error) {
                Some(wrong) => vec![wrong],
                None => return refused(&error.into(), visitor.now),
            },
            Err(error) => return refused(&error, visitor.now),
        },
        Err(wrong) => wrong,
    };
    let model = TrafficPage { case, typed, mistakes: wrong, ..TrafficPage::default() };
    show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, model)).await
}

pub(super) async fn release(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if signed.role != Role::DivisionOfficer {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let get = |name: &str| doses::field(&fields, name);
    let order = code("order", get("order")).and_then(|order| Ok((order, code("officer", get("officer"))?)));
    let (case, order) = match (which(&fields), order) {
        (Some(case), Ok(order)) => (case, order),
        (None, _) => return refused(&ServiceError::Absent, visitor.now),
        (Some((case, _)), Err(wrong)) => {
            let model = TrafficPage { case: case.as_str().to_owned(), mistakes: vec![wrong], ..TrafficPage::default() };
            return show(&portal, &visitor, &headers, &signed, (StatusCode::UNPROCESSABLE_ENTITY, model)).await;
        }
    };
    match portal.services.traffic.release(&signed, &portal.traffic, (&case.0, case.1), order).await {
        Ok(()) => see(&back(visitor.language, case.0.as_str(), "released")),
        Err(error) => refused(&error, visitor.now),
    }
}

/// Opens entries: on a page, or as a file of lines of JSON.
pub(super) async fn read(
    State(portal): Shared,
    Staff(signed): Staff,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    if !matches!(signed.role, Role::DivisionOfficer | Role::Auditor) {
        return refused(&ServiceError::Forbidden, visitor.now);
    }
    let Some((case, hold)) = which(&fields) else { return refused(&ServiceError::Absent, visitor.now) };
    let as_file = doses::field(&fields, "file") == "jsonl";
    let most = if as_file { MOST } else { SHOWN };
    let ReadEntries { hold, entries, more } =
        match portal.services.traffic.read(&signed, &portal.traffic, (&case, hold), most).await {
            Ok(read) => read,
            Err(error) => return refused(&error, visitor.now),
        };
    if as_file {
        return file(&entries, more, &visitor.now.rfc3339());
    }
    let lines: Vec<EntryLine> = entries.iter().map(entry).collect();
    let order = hold.order.order.as_str();
    let back = back(visitor.language, case.as_str(), "");
    let bar = session::bar(&portal, &signed).await;
    own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| {
        pages::entries(frame, (case.as_str(), order, &back), &lines, more)
    })
}

/// The last line says whether it is all there is: a file that was cut off is told from a whole one.
fn file(entries: &[Exported], more: bool, at: &str) -> Response {
    let mut lines: String = entries.iter().map(|it| format!("{}\n", crate::traffic_log::shown(it))).collect();
    let end = serde_json::json!({ "end": { "entries": entries.len(), "more": more, "at": at } });
    lines.extend([end.to_string().as_str(), "\n"]);
    let mut response = lines.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jsonl"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"traffic.jsonl\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn entry(it: &Exported) -> EntryLine {
    let entry = &it.entry;
    EntryLine {
        at: entry.at.rfc3339(),
        client: entry.client.to_canonical().to_string(),
        request: format!("{} {}", entry.method, entry.route),
        status: match entry.outcome {
            Outcome::Answered(status) => Some(status),
            Outcome::Aborted => None,
        },
        bytes: (entry.bytes_in, entry.bytes_out),
        duration: entry.duration,
    }
}

/// The case and the hold of a form.
fn which(fields: &Fields) -> Option<(Code, HoldId)> {
    let hold = doses::field(fields, "hold").parse().ok()?;
    Some((Code::new(doses::field(fields, "case").to_owned()).ok()?, HoldId(hold)))
}

fn back(language: Language, case: &str, done: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("case", case)
        .append_pair("done", done)
        .finish();
    format!("{}?{query}", Route::OfficeTraffic.path(language))
}

fn typed(fields: &Fields) -> (String, HoldTyped) {
    let get = |name: &str| doses::field(fields, name).to_owned();
    let day = |name: &str| ["day", "month", "year"].map(|part| get(&format!("{name}-{part}")));
    let typed = HoldTyped {
        order: get("order"),
        officer: get("officer"),
        person: get("person"),
        network: get("network"),
        from: day("from"),
        to: day("to"),
        until: day("until"),
        silent: day("silent"),
    };
    (get("case"), typed)
}

/// The order; each input that is wrong is said.
fn parse(case: &str, typed: &HoldTyped, language: Language) -> Result<NewHold, Mistakes> {
    let mut wrong = Mistakes::new();
    let (case, order, officer) = (code("case", case), code("order", &typed.order), code("officer", &typed.officer));
    let person = some(&typed.person).map(NationalId::parse).transpose();
    let person = person.map_err(|error| ("person", error.explain()));
    let network = some(&typed.network).map(network).transpose();
    let from = day(&typed.from, "from-day", language);
    let to = day(&typed.to, "to-day", language);
    let silent = day(&typed.silent, "silent-day", language);
    let until = day(&typed.until, "until-day", language).and_then(|day| day.ok_or(("until-day", words::CODE_MISSING)));
    if some(&typed.person).is_none() && some(&typed.network).is_none() {
        wrong.push(("person", words::BLANKET));
    }
    wrong.extend([case.as_ref().err(), order.as_ref().err(), officer.as_ref().err()].into_iter().flatten());
    wrong.extend(person.as_ref().err());
    wrong.extend(network.as_ref().err());
    wrong.extend([from.as_ref().err(), to.as_ref().err(), silent.as_ref().err()].into_iter().flatten());
    wrong.extend(until.as_ref().err());
    let ends = |day: Day| day.next().begins().plus(-1);
    match (case, order, officer, person, network, from, to, silent, until) {
        (Ok(case), Ok(order), Ok(officer), Ok(person), Ok(network), Ok(from), Ok(to), Ok(silent), Ok(until))
            if wrong.is_empty() =>
        {
            Ok(NewHold {
                case,
                order,
                officer,
                person,
                network,
                from: from.map(Day::begins),
                to: to.map(ends),
                until: ends(until),
                silent_until: silent.map(ends),
            })
        }
        _ => Err(wrong),
    }
}

/// What was typed, unless it is nothing.
fn some(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn code(input: &'static str, text: &str) -> Result<Code, (&'static str, Bilingual)> {
    Code::new(text.to_owned()).map_err(|error| match error {
        CodeError::Empty => (input, words::CODE_MISSING),
        CodeError::Long => (input, words::CODE_LONG),
    })
}

fn network(text: &str) -> Result<IpNet, (&'static str, Bilingual)> {
    let address = text.parse::<std::net::IpAddr>().map(IpNet::from);
    address.or_else(|_| text.parse()).map_err(|_| ("network", words::NO_NETWORK))
}

/// The day in three boxes; `None` where all are empty.
fn day(boxes: &[String; 3], input: &'static str, language: Language) -> Result<Option<Day>, (&'static str, Bilingual)> {
    if boxes.iter().all(|it| it.trim().is_empty()) {
        return Ok(None);
    }
    let [day, month, year] = boxes;
    let entry = DateEntry::parse(DateParts { day, month, year }, language).map_err(|error| (input, error.explain()))?;
    entry.day().map(Some).ok_or((input, app::i18n::records::WHOLE_DAY))
}

/// The input that an order which cannot be followed is wrong in.
fn of_order(error: &TrafficError) -> Option<(&'static str, Bilingual)> {
    Some(match error {
        TrafficError::Selector(SelectorError::Blanket) => ("person", words::BLANKET),
        TrafficError::Selector(SelectorError::Wide) => ("network", words::WIDE),
        TrafficError::Selector(SelectorError::Backwards) => ("to-day", words::BACKWARDS),
        TrafficError::Over => ("until-day", words::ALREADY_OVER),
        TrafficError::TooLong(_) => ("until-day", words::TOO_LONG),
        TrafficError::SilentTooLong => ("silent-day", words::SILENT_TOO_LONG),
        TrafficError::Released | TrafficError::Unavailable(_) => return None,
    })
}
