//! The register of target groups, fetched page by page: what was kept is not fetched again, what cannot be read holds up
//! nothing, and a line that breaks goes on from where it stood.

use crate::cast::House;
use async_trait::async_trait;
use domain::exchange::GivenPerson;
use domain::fields::{DateEntry, DateParts, NationalId, PersonName};
use domain::registration::Document;
use domain::{Instant, Language};
use registry::{Answer, Asked, CivilRegistry, Condition, Cursor, Entry, GroupCode, Nonce, Page, Unavailable};
use std::sync::Mutex;

/// An authority with two pages, whose line breaks before the second the first time.
struct Authority {
    asked: Mutex<Vec<Option<String>>>,
    broken: Mutex<bool>,
}

#[async_trait]
impl CivilRegistry for Authority {
    async fn check(&self, _: &Asked<'_>, _: Nonce, _: Instant) -> Result<Answer, Unavailable> {
        Ok(Answer::NotFound)
    }

    async fn target_group(&self, since: Option<&Cursor>, _: Nonce, _: Instant) -> Result<Page, Unavailable> {
        let since = since.map(|cursor| cursor.as_str().to_owned());
        self.asked.lock().unwrap().push(since.clone());
        let page = |entries: &[(u32, bool)], next: &str, more| Page {
            entries: entries.iter().map(|(n, member)| Ok(entry(*n, *member))).collect(),
            next: Cursor::parse(next).unwrap(),
            more,
        };
        match since.as_deref() {
            None => Ok(page(&[(1, true), (2, true)], "one", true)),
            Some("one") if std::mem::take(&mut *self.broken.lock().unwrap()) => Err(Unavailable::Unreachable),
            Some("one") => Ok(page(&[(3, true), (1, false)], "two", false)),
            Some(_) => Ok(page(&[], "two", false)),
        }
    }

    fn condition(&self, _: Instant) -> Condition {
        Condition::Closed
    }
}

fn person(n: u32) -> GivenPerson {
    // A plainly synthetic body with its check digit.
    let ids = (0..10).map(|check| format!("8555{n:08}{check}"));
    let id = ids.into_iter().find_map(|id| NationalId::parse(&id).ok()).unwrap();
    let born = DateParts { day: "2", month: "1", year: "1950" };
    GivenPerson {
        document: Document::NationalId(id),
        born: DateEntry::parse(born, Language::En).unwrap(),
        first_name: PersonName::parse("อาวุโส").unwrap(),
        last_name: None,
        sex: None,
    }
}

fn entry(n: u32, member: bool) -> Entry {
    let GivenPerson { document, born, first_name, last_name, .. } = person(n);
    let Document::NationalId(id) = document else { unreachable!("a national id") };
    Entry { id, born, first_name, last_name, group: GroupCode::parse("elders").unwrap(), member }
}

#[tokio::test]
async fn groups_are_fetched_from_where_they_stood_and_told_to_units() {
    let house = House::demo().await;
    let authority = Authority { asked: Mutex::default(), broken: Mutex::new(true) };
    let place = house.folder().join("registry/target-groups");
    let fetch = || server::target_groups::round(&house.services, &authority, ("demo-dopa", &place));
    assert!(fetch().await.is_err(), "the line broke after the first page");
    assert_eq!(fetch().await.unwrap(), 2, "the second page alone");
    assert_eq!(fetch().await.unwrap(), 0, "nothing is new");
    let asked: Vec<_> = authority.asked.lock().unwrap().clone();
    let one = || Some("one".to_owned());
    assert_eq!(asked, [None, one(), one(), Some("two".to_owned())]);
    let unit = house.services.partners.on_behalf_of("demo-unit").await.unwrap();
    for (n, groups) in [(1, 0), (2, 1), (3, 1)] {
        let (found, _) = house.services.partners.targets_of(&unit, &person(n)).await.unwrap();
        assert_eq!(found.len(), groups, "person {n}");
    }
}
