//! The paper forms about a person, for themselves.

use super::super::super::portal::Portal;
use super::super::super::refusals::refused;
use super::super::super::respond::own;
use super::super::super::session::{self, Person};
use super::super::super::visitor::Visitor;
use super::super::records::name_of;
use app::pages::me::papers::{self as my_pages, PaperCard};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::Language;
use service::PaperMine;
use std::sync::Arc;

pub(in super::super) async fn mine(
    State(portal): State<Arc<Portal>>,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match portal.services.papers.mine(&signed).await {
        Ok(all) => {
            let cards: Vec<_> = all.into_iter().map(|it| card(it, visitor.language)).collect();
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| my_pages::page(frame, &cards))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

fn card(it: PaperMine, language: Language) -> PaperCard {
    let unit = unit(&it, language);
    let (read, recorded) = match it.readings.settled {
        Some(settled) => (settled.readings, settled.recorded),
        None => (it.readings.first, Vec::new()),
    };
    let (number, at, picture, consents) = (it.number, it.at, it.picture, it.readings.consents);
    PaperCard { unit, number, at, read, consents, recorded, picture }
}

fn unit(it: &PaperMine, language: Language) -> String {
    let (office, code) = &it.unit;
    name_of(office.as_ref(), code, language)
}
