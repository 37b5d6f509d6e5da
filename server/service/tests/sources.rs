//! What several sources say of one person: which counts, that nothing is lost, and that nobody sees what others said who was
//! not checked.

use crate::house::exchange::{BORN, Town, dose, name, number, person};
use domain::Language;
use domain::account::Assurance;
use domain::combining::Source;
use domain::exchange::{GivenPerson, GivenRecord};
use domain::paper::{Keying, PaperConsents, PaperField};
use domain::registration::{Answers, Question};
use service::{
    NotRegistered, PaperKeyed, ProviderIdentity, Registration, ServiceError, Settling, SignIn, Signed, TargetGiven,
    TargetOutcome,
};

/// The first person under this last name.
fn named(last: &str) -> GivenPerson {
    GivenPerson { last_name: Some(name(last)), ..person(1) }
}

fn identity() -> ProviderIdentity {
    let national_id = Some(number(1).as_str().to_owned());
    ProviderIdentity { issuer: "thaid".to_owned(), subject: "somebody".to_owned(), national_id }
}

/// The first person's answers, with this first and last name.
fn answers(first: &str, last: &str) -> Answers {
    let id = number(1).as_str().to_owned();
    let least = [
        ("document", "national-id"),
        ("national-id", id.as_str()),
        ("first-name", first),
        ("last-name", last),
        ("birth-date-year", "2523"),
        ("birth-date-language", "th"),
        ("nationality", "THA"),
    ];
    least.iter().chain(&BORN).copied().collect()
}

async fn register(town: &Town, provider: Option<&ProviderIdentity>) -> Result<Signed, NotRegistered> {
    let answers = answers("สมมติ", "ตนเอง");
    let registration = Registration { answers: &answers, photo: None, language: Language::Th, provider };
    let subject = town.house.services.accounts.register(&registration).await?;
    let token = town.house.services.sign_on.begin(&subject, "x", Vec::new()).await.unwrap();
    Ok(town.house.signed(&token).await)
}

/// The registry says who somebody is.
async fn dopa(town: &Town, person: GivenPerson) -> TargetOutcome {
    let entry = TargetGiven { person, code: "elders".to_owned(), belongs: true };
    town.house.services.partners.keep_targets(&town.on("dopa").await, &[entry]).await.unwrap()[0]
}

/// A record of the first person under this last name.
async fn unit(town: &Town, client: &str, key: &str, last: &str) {
    town.new_record(client, &GivenRecord { person: named(last), ..dose(1, key) }).await;
}

/// Who says what of the last name, what counts first, and whether it differs.
async fn last_names(town: &Town, signed: &Signed) -> Vec<(Source, String, bool)> {
    let mut sources = town.house.services.accounts.sources(signed).await.unwrap();
    sources.retain(|it| it.field == "last-name");
    sources.sort_by_key(|it| !it.counts);
    sources.into_iter().map(|it| (it.source, it.value, it.differs)).collect()
}

#[tokio::test]
async fn whoever_only_says_that_a_number_is_theirs_sees_nothing_that_others_said_of_it() {
    let town = Town::new().await;
    let services = &town.house.services;
    unit(&town, "unit-one", "1", "จากหน่วย").await;
    dopa(&town, named("ทะเบียน")).await;
    let known = town.known(1).await.unwrap();
    let signed = register(&town, None).await.unwrap();
    assert_eq!((&signed.account, signed.assurance), (&known, Assurance::Stated), "the same person, whatever they say");
    unit(&town, "unit-one", "2", "จากหน่วย").await;

    let profile = services.accounts.profile(&signed).await.unwrap();
    assert_eq!((profile.text("last-name"), profile.text("first-name")), ("ตนเอง", "สมมติ"));
    assert!(profile.values.iter().all(|it| it.source == "person" && it.recorded_by == signed.account));
    assert_eq!(services.accounts.full_name(&signed.account).await.unwrap(), "สมมติ ตนเอง");
    assert!(services.accounts.sources(&signed).await.unwrap().is_empty());
    let records = services.records.own(&signed).await.unwrap();
    assert!(records.unverified && records.records.is_empty());
    assert!(services.access_log.list(&signed, "", None).await.unwrap().uses.is_empty());
    let one = town.house.storage.audit(&known, 100).await.unwrap().into_iter().find(|it| it.grounds.is_some()).unwrap();
    assert!(matches!(services.access_log.one(&signed, one.id).await, Err(ServiceError::Absent)));
    assert_eq!(town.notices(&known).await, [""; 0]);
    assert!(services.partners.told_about(&known).await.unwrap().is_empty());
    assert!(services.partners.targets_about(&known).await.unwrap().is_empty());
    assert!(services.records.corrections_of(&signed).await.unwrap().is_empty());
    // A field of which only others spoke is not there at all.
    let question = Question::Name;
    let alone: Answers = [("first-name", "สมมติ"), ("last-name", "")].into_iter().collect();
    services.accounts.change(&signed, question, &alone).await.unwrap();
    assert_eq!(services.accounts.full_name(&known).await.unwrap(), "สมมติ");

    // Then the provider says who it is: all of it appears.
    let SignIn::In(token) = services.sign_on.sign_in_with_provider(&identity(), false, "x").await.unwrap() else {
        panic!("the account is there")
    };
    let holder = town.house.signed(&token).await;
    assert_eq!((&holder.account, holder.assurance), (&known, Assurance::Verified));
    assert_eq!(services.records.own(&holder).await.unwrap().records.len(), 2);
    assert_eq!(last_names(&town, &holder).await[0], (Source::CivilRegistry, "ทะเบียน".to_owned(), false));
    assert!(!services.access_log.list(&holder, "", None).await.unwrap().uses.is_empty());
    assert_eq!(services.partners.targets_about(&known).await.unwrap().len(), 1);
    town.house.is_whole().await;
}

#[tokio::test]
async fn who_registers_with_the_providers_word_finds_what_was_recorded() {
    let town = Town::new().await;
    let services = &town.house.services;
    unit(&town, "unit-one", "1", "จากหน่วย").await;
    let unknown = services.sign_on.sign_in_with_provider(&identity(), false, "x").await.unwrap();
    assert!(matches!(unknown, SignIn::Unknown), "nobody opened an account yet");
    let checked = identity();
    let (one, two) = tokio::join!(register(&town, Some(&checked)), register(&town, Some(&checked)));
    let (mut opened, refused): (Vec<_>, Vec<_>) = [one, two].into_iter().partition(Result::is_ok);
    assert!(matches!(refused.as_slice(), [Err(NotRegistered::Taken)]), "it is opened once");
    let signed = opened.remove(0).unwrap();
    assert_eq!(signed.assurance, Assurance::Verified);
    assert_eq!(services.records.own(&signed).await.unwrap().records.len(), 1);
    let expected = [(Source::Person, "ตนเอง".to_owned(), false), (Source::Unit, "จากหน่วย".to_owned(), true)];
    assert_eq!(last_names(&town, &signed).await, expected, "the person goes before a unit, and nothing is lost");
    assert!(matches!(register(&town, None).await, Err(NotRegistered::Taken)));
    assert_eq!(town.log(&signed.account).await.iter().filter(|act| *act == "account-opened").count(), 1);
}

#[tokio::test]
async fn the_registry_goes_before_the_person_and_the_person_before_a_unit() {
    let town = Town::new().await;
    let services = &town.house.services;
    let signed = register(&town, Some(&identity())).await.unwrap();
    let said = |source, value: &str, differs| (source, value.to_owned(), differs);
    unit(&town, "unit-one", "1", "จากหน่วย").await;
    assert!(town.notices(&signed.account).await.contains(&"value-received"), "another source says something else");
    assert_eq!(dopa(&town, named("ทะเบียน")).await, TargetOutcome::Kept);
    let all = [
        said(Source::CivilRegistry, "ทะเบียน", false),
        said(Source::Person, "ตนเอง", true),
        said(Source::Unit, "จากหน่วย", true),
    ];
    assert_eq!(last_names(&town, &signed).await, all);
    assert_eq!(services.accounts.full_name(&signed.account).await.unwrap(), "สมมติ ทะเบียน");

    // What the person changes is kept, and does not count under the registry's.
    let change = async |last: &str| {
        let answers: Answers = [("first-name", "สมมติ"), ("last-name", last)].into_iter().collect();
        services.accounts.change(&signed, Question::Name, &answers).await.unwrap();
    };
    change("ใหม่").await;
    assert_eq!(last_names(&town, &signed).await[..2], [all[0].clone(), said(Source::Person, "ใหม่", true)]);
    // They leave what the registry says where they are asked: then they say so too.
    change("ทะเบียน").await;
    assert_eq!(last_names(&town, &signed).await[1], said(Source::Person, "ทะเบียน", false));
    unit(&town, "unit-one", "2", "ทะเบียน").await;
    assert_eq!(last_names(&town, &signed).await[2], said(Source::Unit, "ทะเบียน", false), "nobody differs any more");
    // A change of something else says nothing of the name.
    let phone: Answers = [("phone", "0812345678")].into_iter().collect();
    services.accounts.change(&signed, Question::Phone, &phone).await.unwrap();
    assert_eq!(last_names(&town, &signed).await.len(), 3);
    assert_eq!(services.accounts.profile(&signed).await.unwrap().text("phone"), "+66812345678");
    let rows = town.house.rows().await;
    // The first word of each source and what followed: three of the person, two of the unit, one of the registry.
    let history = town.house.storage.source_values(&signed.account).await.unwrap();
    let last: Vec<_> =
        history.iter().filter(|it| it.field == "last-name").map(|it| (it.source.as_str(), it.version)).collect();
    assert_eq!(last, [("civil-registry", 1), ("person", 3), ("unit", 2)]);
    assert!(rows["source_value"] >= 6);
    town.house.is_whole().await;
}

#[tokio::test]
async fn two_names_in_one_request_are_both_kept() {
    let town = Town::new().await;
    let record = |key: &str, last: &str| GivenRecord { person: named(last), ..dose(1, key) };
    let sent = [record("1", "หนึ่ง"), record("2", "สอง"), record("3", "สอง"), record("4", "สาม")];
    assert!(town.send("unit-one", &sent, (false, None)).await.unwrap().unwrap().iter().all(Result::is_ok));
    let known = town.known(1).await.unwrap();
    assert_eq!(town.house.storage.profile_value(&known, "last-name").await.unwrap().unwrap().version, 3);
    let signed = register(&town, Some(&identity())).await.unwrap();
    let sent = [record("5", "สี่"), record("6", "ห้า")];
    assert!(town.send("unit-one", &sent, (false, None)).await.unwrap().unwrap().iter().all(Result::is_ok));
    assert_eq!(last_names(&town, &signed).await[1].1, "ห้า");
    assert_eq!(town.notices(&signed.account).await.iter().filter(|it| **it == "value-received").count(), 1);
    town.house.is_whole().await;
}

#[tokio::test]
async fn what_a_unit_recorded_is_not_destroyed_by_who_only_says_that_the_number_is_theirs() {
    let town = Town::new().await;
    let services = &town.house.services;
    // They opened the account before the unit knew anybody by the number.
    let stated = register(&town, None).await.unwrap();
    let token = services.sign_on.begin(&stated.account, "x", Vec::new()).await.unwrap();
    unit(&town, "unit-one", "1", "ตนเอง").await;
    services.accounts.erase(&stated).await.unwrap();
    assert!(services.sign_on.signed(&token).await.unwrap().is_none(), "signed out for good");
    let account = town.house.storage.account(&stated.account).await.unwrap().unwrap();
    assert_eq!((account.assurance, account.erased), (Assurance::Recorded, false), "nobody's again");
    assert!(matches!(services.accounts.erase(&stated).await, Err(ServiceError::Absent)));
    // The unit's system goes on, and the holder finds what it recorded; nothing that the other said.
    unit(&town, "unit-one", "2", "ตนเอง").await;
    let holder = register(&town, Some(&identity())).await.unwrap();
    assert_eq!(holder.account, stated.account);
    assert_eq!(services.records.own(&holder).await.unwrap().records.len(), 2);
    let profile = services.accounts.profile(&holder).await.unwrap();
    assert_eq!((profile.text("nationality"), profile.text("last-name")), ("THA", "ตนเอง"));

    // Whoever nobody recorded anything of is erased as ever.
    let other = town.house.person(2, &[]).await;
    services.accounts.erase(&other).await.unwrap();
    assert!(town.house.storage.account(&other.account).await.unwrap().unwrap().erased);
    town.house.is_whole().await;
}

#[tokio::test]
async fn a_name_that_two_officers_read_on_a_form_goes_before_what_was_typed() {
    let town = Town::new().await;
    let services = &town.house.services;
    let signed = register(&town, Some(&identity())).await.unwrap();
    let typed = answers("สมมติ", "กระดาษ");
    let today = services.clock.now().bangkok_day();
    let read = |fields: &[PaperField]| Keying::parse(fields, &typed, today).unwrap();
    let id = services.papers.scan(&town.officer, b"scan", b"picture").await.unwrap();
    let keyed = PaperKeyed { readings: read(&PaperField::ALL), consents: PaperConsents::default() };
    services.papers.key(&town.officer, id, &keyed).await.unwrap();
    assert_eq!(last_names(&town, &signed).await[0].0, Source::Person, "one reading is none");
    let settling = Settling { consents: &services.consents, policies: &services.policies };
    services.papers.key_again(&town.colleague, id, &read(&PaperField::IDENTITY), settling).await.unwrap();
    let said = |source, value: &str, differs| (source, value.to_owned(), differs);
    let both = [said(Source::VerifiedPaper, "กระดาษ", false), said(Source::Person, "ตนเอง", true)];
    assert_eq!(last_names(&town, &signed).await, both);
    assert!(town.notices(&signed.account).await.contains(&"value-received"));
    dopa(&town, named("ตนเอง")).await;
    assert_eq!(
        last_names(&town, &signed).await[0],
        said(Source::CivilRegistry, "ตนเอง", false),
        "the register decides"
    );
    town.house.is_whole().await;
}
