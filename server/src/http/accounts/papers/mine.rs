//! The paper forms about a person, for themselves: as a page, and as they stand in the copy of everything.

use super::super::super::portal::Portal;
use super::super::super::refusals::refused;
use super::super::super::respond::own;
use super::super::super::session::{self, Person};
use super::super::super::visitor::Visitor;
use super::super::records::name_of;
use app::pages::me::papers::{self as my_pages, PaperCard};
use app::pages::paper::{label, shown};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::Language;
use domain::paper::{Keying, PaperField, Picture, Reading};
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

/// A form as it stands in the copy of everything held about a person: what was read, not the picture.
pub(in super::super) fn exported(it: &PaperMine, language: Language) -> fhir::Paper {
    let read = it.readings.settled.as_ref().map_or(&it.readings.first, |settled| &settled.readings);
    fhir::Paper {
        id: it.id,
        number: it.number.clone(),
        at: it.at,
        unit: (it.unit.1.clone(), unit(it, language)),
        read: PaperField::ALL.into_iter().filter_map(|field| line(field, read, language)).collect(),
        destroyed: match it.picture {
            Picture::Destroyed(at) => Some(at),
            Picture::Needed | Picture::Until(_) => None,
        },
    }
}

/// What was read in a field; nothing where nothing is written.
fn line(field: PaperField, read: &Keying, language: Language) -> Option<(String, String)> {
    let reading = Some(read.get(field)).filter(|reading| **reading != Reading::Empty)?;
    Some((label(field).text(language).to_owned(), shown(field, reading, language)))
}

fn unit(it: &PaperMine, language: Language) -> String {
    let (office, code) = &it.unit;
    name_of(office.as_ref(), code, language)
}
