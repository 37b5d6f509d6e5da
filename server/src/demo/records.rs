//! The records of the demonstration: doses and a result of citizen-a and citizen-b, one of them a ghost, one by a unit that
//! has closed since. Recorded by the officers of the cast, as real ones are.

use super::{UNIT_THREE, signed};
use anyhow::Result;
use domain::Day;
use domain::account::Role;
use domain::record::{Content, Laboratory, Product, Vaccination};
use service::{NewRecord, Services};

fn dose(product: Product, number: u8, lot: &str, day: &str) -> Option<Content> {
    let day = Day::from_iso(day)?;
    Some(Content::Vaccination(Vaccination { product, lot: lot.to_owned(), dose: number, day }))
}

fn result(test: &str, result: &str, day: &str) -> Option<Content> {
    let day = Day::from_iso(day)?;
    Some(Content::Laboratory(Laboratory { test: test.to_owned(), result: result.to_owned(), day }))
}

/// Who worked at the unit that has closed: nobody signs in as them.
pub(super) const FORMER: &str = "former-officer";

pub(super) async fn open_former(services: &Services) -> Result<()> {
    services.staff.open_persona(FORMER, Role::UnitOfficer, (UNIT_THREE, "เจ้าหน้าที่เดิม")).await?;
    Ok(())
}

/// Records them once.
pub(super) async fn record(services: &Services) -> Result<()> {
    let all = [
        ("citizen-a", "unit-officer-1", dose(Product::CoronaVac, 1, "C2021-05", "2021-06-07")),
        ("citizen-a", "unit-officer-1", dose(Product::Vaxzevria, 2, "A1013", "2021-08-09")),
        // The ghost: never given.
        ("citizen-a", "unit-officer-1", dose(Product::Comirnaty, 3, "FK0596", "2022-01-15")),
        ("citizen-a", "unit-officer-3", dose(Product::Influenza, 1, "FLU-25", "2025-05-20")),
        ("citizen-a", FORMER, dose(Product::TetanusDiphtheria, 1, "", "2019-03-04")),
        ("citizen-a", "unit-officer-2", result("SARS-CoV-2 RT-PCR", "ไม่พบ (not detected)", "2022-03-01")),
        ("citizen-b", "unit-officer-3", dose(Product::Comirnaty, 1, "FK0112", "2021-12-01")),
    ];
    for persona in ["citizen-a", "citizen-b"] {
        let person = signed(services, persona, "demonstration").await?;
        // A start that ended in the middle is gone on with.
        let there = services.records.own(&person).await?.records.len();
        for (_, officer, content) in all.iter().filter(|(whose, ..)| *whose == persona).skip(there) {
            let Some(content) = content else { continue };
            let officer = signed(services, officer, "demonstration").await?;
            services.records.record(&officer, NewRecord { subject: &person.account, content }).await?;
            services.sign_on.end(&officer, officer.session).await?;
        }
        services.sign_on.end(&person, person.session).await?;
    }
    Ok(())
}
