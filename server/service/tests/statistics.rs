//! Stories of published statistics: who is counted, when, once; and what somebody who knows everybody but a few makes of
//! everything that was published.

use crate::house::House;
use domain::Language;
use domain::catalogue::PurposeId;
use domain::consent::{Decision, Method};
use domain::statistics::{Cell, K, Month, Published, Topic};
use service::{Choice, Signed};

const DAY: i64 = 24 * 3_600_000;

async fn answer(house: &House, signed: &Signed, purpose: PurposeId, decision: Decision) {
    let choice = Choice { purpose, decision, seen: None, key: None, language: Language::Th, method: Method::Web };
    house.services.consents.decide(signed, &house.services.policies, &choice).await.unwrap();
}

async fn count_me(house: &House, n: u32, further: &[(&str, &str)]) {
    let person = house.person(n, further).await;
    answer(house, &person, PurposeId::Statistics, Decision::Given).await;
}

async fn tables(house: &House, month: &str) -> Vec<Published> {
    house.services.statistics.month(Month::parse(month).unwrap()).await.unwrap().tables
}

fn of(tables: &[Published], topic: Topic) -> &Published {
    tables.iter().find(|it| it.topic == topic).unwrap()
}

#[tokio::test]
async fn a_month_is_counted_once_of_persons_who_agreed_and_nobody_is_found_in_it() {
    let house = House::new().await;
    let desk = &house.services.statistics;
    // November: fifteen women and fourteen men agree, three of the men give no sex away; four persons do not agree.
    for n in 0..15 {
        count_me(&house, n, &[("sex", "female")]).await;
    }
    for n in 15..26 {
        count_me(&house, n, &[("sex", "male")]).await;
    }
    for n in 26..29 {
        count_me(&house, n, &[]).await;
    }
    for n in 29..33 {
        let person = house.person(n, &[("sex", "female")]).await;
        answer(&house, &person, PurposeId::Statistics, Decision::Given).await;
        answer(&house, &person, PurposeId::Statistics, Decision::Withdrawn).await;
    }
    assert_eq!(desk.close().await.unwrap(), 1, "October is over, and nothing happened in it");
    assert!(of(&tables(&house, "2026-10").await, Topic::AgeAndSex).total == Cell::Withheld);
    house.wait(10 * DAY);
    count_me(&house, 40, &[("sex", "female")]).await;
    assert_eq!((desk.close().await.unwrap(), desk.close().await.unwrap()), (1, 0), "November, once");
    let all = tables(&house, "2026-11").await;
    let ages = of(&all, Topic::AgeAndSex);
    assert_eq!(ages.total, Cell::Shown(29), "who withdrew is not counted, nor who came in December");
    // Three gave no sex: with the sums shown they would be found by subtraction.
    assert_eq!(ages.column_totals[3], Cell::Withheld);
    assert!(ages.column_totals.iter().filter(|cell| **cell == Cell::Withheld).count() >= 2, "{ages:?}");
    let answers = of(&all, Topic::Consent(PurposeId::Statistics));
    assert_eq!(answers.total, Cell::Shown(33));
    assert_eq!(
        answers.cells.iter().filter(|row| row[0] == Cell::Withheld).count(),
        answers.rows.len(),
        "29 and 4: the four would be found"
    );
    let before = house.storage.published_month(Month::parse("2026-11").unwrap()).await.unwrap().unwrap();
    assert!(
        !before.tables.contains(":4") && !before.tables.contains("[4]") && !before.tables.contains("[3]"),
        "what is withheld is written down nowhere"
    );

    // Months that were missed are made later, each from its own events; what was published stays.
    house.wait(70 * DAY);
    assert_eq!(desk.close().await.unwrap(), 2);
    assert_eq!(desk.months().await.unwrap().len(), 4);
    assert_eq!(house.storage.published_month(before.month).await.unwrap(), Some(before));
}

#[tokio::test]
async fn whoever_compares_all_that_was_published_learns_nothing_of_fewer_than_ten() {
    let house = House::new().await;
    // Two months that differ in one person alone.
    for n in 0..25 {
        count_me(&house, n, &[("sex", if n % 2 == 0 { "female" } else { "male" })]).await;
    }
    house.wait(10 * DAY);
    assert_eq!(house.services.statistics.close().await.unwrap(), 1, "November");
    for n in 30..56 {
        count_me(&house, n, &[("sex", if n % 2 == 0 { "female" } else { "male" })]).await;
    }
    house.wait(31 * DAY);
    assert_eq!(house.services.statistics.close().await.unwrap(), 1, "December");
    let months = house.services.statistics.months().await.unwrap();
    let mut all = Vec::new();
    for month in &months {
        all.extend(house.services.statistics.month(*month).await.unwrap().tables);
    }
    assert_eq!(all.len(), 2 * Topic::all().len());
    let totals = [&all[0], &all[Topic::all().len()]].map(|table| table.total);
    assert_eq!(
        totals,
        [Cell::Shown(26), Cell::Shown(25)],
        "each month counts its own: there is no one person between them"
    );
    for table in &all {
        // Every number that is shown, every sum of shown numbers, and what is left of a sum when they are taken away.
        let shown = |cell: &Cell| if let Cell::Shown(count) = cell { Some(*count) } else { None };
        for (row, sum) in table.cells.iter().zip(table.row_totals.iter().chain(std::iter::repeat(&table.total))) {
            let withheld = row.iter().filter(|cell| **cell == Cell::Withheld).count();
            if let (Some(sum), true) = (shown(sum), withheld > 0 && table.columns.len() > 1) {
                let left = sum - row.iter().filter_map(shown).sum::<u64>();
                assert!(withheld > 1 && left >= K, "{table:?}");
            }
        }
        for at in 0..table.columns.len() {
            let column: Vec<&Cell> = table.cells.iter().map(|row| &row[at]).collect();
            let sum = if table.columns.len() > 1 { &table.column_totals[at] } else { &table.total };
            let withheld = column.iter().filter(|cell| ***cell == Cell::Withheld).count();
            if let (Some(sum), true) = (shown(sum), withheld > 0) {
                let left = sum - column.into_iter().filter_map(shown).sum::<u64>();
                assert!(withheld > 1 && left >= K, "{table:?}");
            }
        }
        assert!(table.cells.iter().flatten().filter_map(shown).all(|count| count >= K));
    }
}
