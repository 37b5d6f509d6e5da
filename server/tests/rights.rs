//! Who gets in where: every route the server registers, read from the lines that register it, for every persona, with
//! what is theirs, somebody else's, and nobody's. And that no form of another site changes anything.

use crate::cast::browser::Browser;
use crate::cast::sender::{HOSPITAL, born, dose as given_dose, person, send, signed};
use crate::cast::{Answer, House};
use crate::doors::{Area, Door, doors};
use axum::http::{Method, StatusCode, header};
use domain::Language;
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::cases::{Channel, Claim, Right, Words};
use domain::catalogue::RecipientId;
use domain::register::{Entry, Register};
use domain::registration::Document;
use domain::{Day, Id, Instant};
use server::demo::{CAST, made_up_id};
use service::{CaseFiling, Evidence, Filing, Signed};
use std::sync::Arc;
use storage::{AccessFilter, Storage};

/// What a form or an address never decides: who asks, as what, for whom, of which organisation. Each twice.
const MORE: &str = "?role=division-officer&role=auditor&person_id=01999999-9999-7999-8999-999999999999&subject=citizen-a&\
                    account=citizen-a&organisation=99901&organisation=99900&acting=citizen-a";
const NOBODYS: &str = "01999999-9999-7999-8999-999999999999";

/// Whose the thing in the address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Other,
    Nobodys,
}

/// The things people have, by persona.
struct Things {
    events: [Id; 2],
    granted: Id,
    filed: Id,
    sessions: [Id; 2],
    /// For units, and for the division.
    notices: [Option<Id>; 2],
    /// Of citizen-a at the first unit, of citizen-b at the second, of citizen-b at the division.
    cases: [String; 3],
    /// A dose of each.
    doses: [Id; 2],
    /// A use of the data of each.
    uses: [Id; 2],
    /// A use of citizen-b's data that is in the ledger: an order that names them.
    ordered: Id,
    breach: Id,
    /// A paper form of the first unit.
    paper: Id,
    /// A file of records of the first unit.
    file: Id,
    /// A record of the first unit that an officer must recognise.
    review: Id,
    /// Two accounts that were linked, and parted again.
    link: Id,
    /// A draft of the policy.
    draft: Id,
    /// An entry of each register, in the order of [`Register::ALL`].
    entries: [Id; 4],
}

async fn choose(house: &House, persona: &str, decision: &str) {
    let browser = Browser::of(house, persona).await;
    for purpose in ["news", "statistics", "nearby"] {
        let answer = browser.post(&format!("/en/me/consents/{purpose}"), &format!("decision={decision}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
}

async fn things(house: &House) -> Things {
    for (persona, decision) in [("citizen-a", "given"), ("citizen-a", "withdrawn"), ("citizen-b", "refused")] {
        choose(house, persona, decision).await;
    }
    let (a, b) = (signed(house, "citizen-a").await, signed(house, "citizen-b").await);
    let storage = &house.services.storage;
    let day = |text| Day::from_iso(text).unwrap();
    let acts = [domain::delegation::Act::See].into_iter().collect();
    let terms = domain::delegation::file(acts, day("2026-11-23"), day("2026-11-30"), day("2026-11-23")).unwrap();
    let delegate = (0..10).find_map(|check| domain::fields::NationalId::parse(&format!("899990000002{check}")).ok());
    let filing = Filing {
        delegate: delegate.unwrap(),
        name: "แทนใจ".to_owned(),
        terms,
        kind: "application/pdf",
        document: b"%PDF",
    };
    let cases = [
        file_case(house, &a, Right::Correction).await,
        file_case(house, &b, Right::Correction).await,
        file_case(house, &b, Right::Access).await,
    ];
    let entries = entries(house).await;
    Things {
        doses: [dose(house, &a).await, dose(house, &b).await],
        cases,
        events: [
            storage.consent_events(&a.account, 1).await.unwrap()[0].id,
            storage.consent_events(&b.account, 1).await.unwrap()[0].id,
        ],
        granted: house.services.delegates.granted(&a).await.unwrap()[0].id,
        filed: house.services.delegates.file(&b, &filing).await.unwrap(),
        sessions: [a.session, b.session],
        uses: [used(storage, &a).await, used(storage, &b).await],
        paper: house.services.papers.scan(&signed(house, "unit-officer-1").await, b"scan", b"picture").await.unwrap(),
        file: file(house).await,
        review: review(house).await,
        link: link(house).await,
        breach: house.services.breaches.report(&signed(house, "division-officer-1").await, "words").await.unwrap(),
        draft: {
            let officer = signed(house, "division-officer-1").await;
            let from = service::Beginning::InForce;
            house.services.policy_work.begin(&officer, &house.services.policies, from).await.unwrap()
        },
        ordered: ordered(storage, &b).await,
        entries,
        notices: [notice(storage, RecipientId::HealthUnits).await, notice(storage, RecipientId::Division).await],
    }
}

/// A file of records that nobody reads.
async fn file(house: &House) -> Id {
    let desk = &house.services.imports;
    let (id, _, keep) = desk.prepare().unwrap();
    let file = ("csv", domain::Digest::of(b"file"), 4);
    desk.begin(&signed(house, "unit-officer-1").await, (id, keep), file).await.unwrap();
    id
}

/// A record with citizen-a's document and somebody else's birth date.
async fn review(house: &House) -> Id {
    let mut given = given_dose(person(0, ("สมมติ", "ตัวอย่าง")), "1", "1");
    given.person.born = born("1981");
    send(house, HOSPITAL, &[given]).await.remove(0).unwrap().id
}

/// Of citizen-b and the delegate, who are two persons after all.
async fn link(house: &House) -> Id {
    let officer = signed(house, "division-officer-1").await;
    let [one, other] = [1, 2].map(|at| Document::NationalId(made_up_id(at).unwrap()));
    let id = house.services.partners.link(&officer, (&one, &other), "so").await.unwrap();
    house.services.partners.part(&officer, id, "so").await.unwrap();
    id
}

/// An entry of each register: the contract of the demonstration, an order that names citizen-b, a transfer.
async fn entries(house: &House) -> [Id; 4] {
    let officer = signed(house, "division-officer-1").await;
    let desk = &house.services.registers;
    let contract = desk.list(&officer, Register::Contract, (None, None)).await.unwrap().0[0].id;
    let today = house.services.clock.now().bangkok_day();
    let (year, month, day) = today.plus(30).numbers();
    let mut typed: Vec<(String, String)> = [
        ("order", "1"),
        ("authority", "Court"),
        ("section", "s.1"),
        ("fields", "vaccination"),
        ("destination", "Japan"),
        ("recipient", "A laboratory"),
        ("purposes", "vaccine-register"),
        ("safeguard", "adequate"),
        ("list", "division"),
        ("why", "report"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for name in ["from", "until"] {
        for (part, number) in [("day", i32::from(day)), ("month", i32::from(month)), ("year", year)] {
            typed.push((format!("{name}-{part}"), number.to_string()));
        }
    }
    let mut ids = [contract; 4];
    for (at, register) in [(1, Register::Disclosure), (2, Register::Transfer), (3, Register::Export)] {
        let mut typed = typed.clone();
        typed.push(("person".to_owned(), made_up_id(1).unwrap().as_str().to_owned()));
        let entry = Entry::read(register, &typed, (Language::En, today)).map_err(|wrong| format!("{wrong:?}"));
        ids[at] = desk.enter(&officer, &entry.unwrap()).await.unwrap();
    }
    ids
}

/// A dose the first or second unit recorded.
async fn dose(house: &House, signed: &Signed) -> Id {
    let records = house.services.records.own(signed).await.unwrap().records;
    records
        .iter()
        .find(|it| ["99901", "99902"].contains(&it.unit_code.as_str()) && it.certificate.is_some())
        .unwrap()
        .id
}

async fn file_case(house: &House, signed: &Signed, right: Right) -> String {
    let of_a_record = right == Right::Correction;
    let filing = CaseFiling {
        right,
        record: if of_a_record { Some(recorded_by_own_unit(house, signed).await) } else { None },
        claim: of_a_record.then_some(Claim::NotMine),
        words: Words::parse("words").unwrap(),
        content: None,
        evidence: Some(Evidence { kind: "application/pdf", bytes: b"%PDF" }),
        unit: None,
        channel: Channel::Web,
        language: Language::En,
    };
    house.services.cases.file(signed, &filing).await.unwrap().to_string()
}

/// A record of citizen-a by the first unit, or of citizen-b by the second.
async fn recorded_by_own_unit(house: &House, signed: &Signed) -> Id {
    let records = house.services.records.own(signed).await.unwrap().records;
    let first = records.iter().find(|it| it.unit_code == "99901");
    first.or_else(|| records.first()).unwrap().id
}

/// What an officer did with somebody's data.
async fn used(storage: &Arc<dyn Storage>, whose: &Signed) -> Id {
    let now = Instant::from_unix_milliseconds(i64::MAX);
    let filter = AccessFilter { office: "", before: None, now, limit: 1 };
    storage.accesses(&whose.account, filter).await.unwrap()[0].id
}

/// The order that was entered about them.
async fn ordered(storage: &Arc<dyn Storage>, whose: &Signed) -> Id {
    let now = Instant::from_unix_milliseconds(i64::MAX);
    let filter = AccessFilter { office: "", before: None, now, limit: 50 };
    let all = storage.accesses(&whose.account, filter).await.unwrap();
    all.iter().find(|line| line.act == "disclosure-entered").unwrap().id
}

async fn notice(storage: &Arc<dyn Storage>, recipient: RecipientId) -> Option<Id> {
    storage.notices_for(recipient, 1).await.unwrap().first().map(|notice| notice.id)
}

impl Things {
    /// What stands in the address, where the persona has such a thing.
    fn of(&self, door: &Door, persona: &str, whose: Whose) -> Option<String> {
        if whose == Whose::Nobodys {
            return Some(if door.pattern.contains("{number}") {
                CaseNumber::from_random([255; 5]).to_string()
            } else if door.pattern.contains("{purpose}") || door.pattern.contains("{question}") {
                "nothing".to_owned()
            } else {
                NOBODYS.to_owned()
            });
        }
        let own = whose == Whose::Own;
        let (a, b) = (persona == "citizen-a", persona == "citizen-b");
        let of_two = |two: [Id; 2]| match (a, b) {
            (true, _) => Some(two[usize::from(!own)]),
            (_, true) => Some(two[usize::from(own)]),
            _ => (!own).then_some(two[0]),
        };
        if door.pattern.contains("{code}") {
            return own.then(|| "99901".to_owned());
        }
        if door.pattern.contains("{number}") {
            return self.case(door, (own, a, b), persona);
        }
        let id = match door.pattern.as_str() {
            "/me/records/{id}/certificate" => of_two(self.doses),
            "/me/consents/{purpose}" => return own.then(|| "news".to_owned()),
            "/me/profile/{question}" => return own.then(|| "name".to_owned()),
            "/me/consents/{event}/{file}" => of_two(self.events),
            "/me/access-log/{id}/doubt" => of_two(self.uses),
            "/me/access-log/{id}/{file}" => (own == b).then_some(self.ordered),
            "/office/breaches/{id}" => {
                (own == (persona.starts_with("division") || persona == "auditor-1")).then_some(self.breach)
            }
            pattern if pattern.starts_with("/unit/paper-forms/") => {
                let of_the_unit = ["unit-officer-1", "unit-officer-2"].contains(&persona);
                (own == of_the_unit).then_some(self.paper)
            }
            pattern if pattern.starts_with("/unit/imports/") => {
                let of_the_unit = ["unit-officer-1", "unit-officer-2"].contains(&persona);
                (own == of_the_unit).then_some(self.file)
            }
            pattern if pattern.starts_with("/unit/reviews/") => {
                let of_the_unit = ["unit-officer-1", "unit-officer-2"].contains(&persona);
                (own == of_the_unit).then_some(self.review)
            }
            pattern if pattern.starts_with("/office/links/") => {
                (own == (persona.starts_with("division") || persona == "auditor-1")).then_some(self.link)
            }
            pattern if pattern.starts_with("/office/policies/") => {
                (own == (persona.starts_with("division") || persona == "auditor-1")).then_some(self.draft)
            }
            // Other is an entry of another register.
            pattern if of_register(pattern).is_some() => {
                let at = of_register(pattern).unwrap();
                let looks = persona.starts_with("division") || persona == "auditor-1";
                if own { looks.then_some(self.entries[at]) } else { Some(self.entries[(at + 1) % 4]) }
            }
            "/me/sessions/{id}/end" => of_two(self.sessions),
            "/me/delegates/{id}/revoke" => (own == a).then_some(self.granted),
            "/me/delegates/{id}/act" => (own == (persona == "delegate-a")).then_some(self.granted),
            "/unit/notices/{id}/acknowledge" => {
                let of_division = persona == "division-officer-1";
                let mine = (of_division || persona == "unit-officer-1").then_some(usize::from(of_division));
                if own { mine.and_then(|at| self.notices[at]) } else { self.notices[usize::from(!of_division)] }
            }
            pattern if pattern.starts_with("/office/delegations/{id}") => {
                (own == persona.starts_with("division")).then_some(self.filed)
            }
            _ => None,
        };
        id.map(|id| id.to_string())
    }

    /// A case: of the person, of the unit, of the division. Nobody has written a letter.
    fn case(&self, door: &Door, (own, a, b): (bool, bool, bool), persona: &str) -> Option<String> {
        if door.pattern.ends_with("{number}/{file}") && own {
            return None;
        }
        let [first, second, third] = &self.cases;
        let (mine, other) = match (door.area(), persona) {
            (Area::Person, _) if a => (Some(first), second),
            (Area::Person, _) if b => (Some(second), first),
            (Area::Unit, "unit-officer-1" | "unit-officer-2") => (Some(first), second),
            (Area::Unit, "unit-officer-3") => (Some(second), first),
            (Area::Office, "division-officer-1" | "division-officer-2") => (Some(third), first),
            _ => (None, first),
        };
        if own { mine.cloned() } else { Some(other.clone()) }
    }
}

/// The place of the register an address is of.
fn of_register(pattern: &str) -> Option<usize> {
    Register::ALL.iter().position(|it| pattern.starts_with(&format!("/office/{}", it.name())))
}

/// The rule, once: whose room, then whose thing.
fn right(door: &Door, role: Option<Role>, whose: Whose) -> Result<(), StatusCode> {
    let at_home = match (door.area(), role) {
        // Auditors see that there are orders about the traffic log. What the forms below name is nobody's order.
        (Area::Office, Some(Role::DivisionOfficer)) if door.pattern.starts_with("/office/traffic-log/") => {
            return Err(StatusCode::NOT_FOUND);
        }
        (Area::Office, Some(Role::Auditor)) if door.pattern == "/office/traffic-log/read" => {
            return Err(StatusCode::NOT_FOUND);
        }
        // What the forms below name is nobody's agreement, and no system.
        (Area::Office, Some(Role::DivisionOfficer))
            if ["/office/partners/{code}/end", "/office/partners/{code}/systems/end"]
                .contains(&door.pattern.as_str()) =>
        {
            return Err(StatusCode::NOT_FOUND);
        }
        (Area::Public, _)
        | (Area::Person, Some(Role::Person))
        | (Area::Unit, Some(Role::UnitOfficer))
        | (Area::Office, Some(Role::DivisionOfficer)) => true,
        // What binds people on duty is everybody's on duty.
        (Area::Duty, Some(role)) => role.is_staff(),
        (Area::Office, Some(Role::Auditor)) if door.pattern == "/office/traffic-log" => door.method == Method::GET,
        (Area::Office, Some(Role::Auditor)) if door.pattern.starts_with("/office/processing") => true,
        (Area::Office, Some(Role::Auditor)) if door.pattern == "/office/statistics" => true,
        // Auditors look at drafts of the policy, and write nothing.
        (Area::Office, Some(Role::Auditor)) if door.pattern.starts_with("/office/policies") => {
            door.method == Method::GET && !door.pattern.contains("/parts/")
        }
        // Auditors look at the registers and at partners, and enter nothing.
        (Area::Office, Some(Role::Auditor))
            if of_register(&door.pattern).is_some()
                || door.pattern.starts_with("/office/partners")
                || door.pattern.starts_with("/office/links") =>
        {
            door.method == Method::GET && !door.pattern.ends_with("/new")
        }
        // Auditors look at breaches, and take no step.
        (Area::Office, Some(Role::Auditor)) if door.pattern.starts_with("/office/breaches") => {
            door.method == Method::GET
        }
        // The division and contractors are told of withdrawals and corrections too.
        (Area::Unit, Some(Role::DivisionOfficer | Role::Contractor)) => door.pattern.starts_with("/unit/notices"),
        // The front page of everybody on duty who is not at a unit; what it leads to is each role's own.
        (Area::Office, Some(Role::Contractor | Role::Auditor | Role::Operator)) => door.pattern == "/office",
        (_, None) => return Err(StatusCode::SEE_OTHER),
        _ => false,
    };
    match whose {
        _ if !at_home => Err(StatusCode::FORBIDDEN),
        // That a case of another desk exists is no secret among officers: it is refused, and written down.
        Whose::Other if door.pattern.contains("{number}") && door.area() != Area::Person => Err(StatusCode::FORBIDDEN),
        // So it is with a paper form of another unit, and with a record that waits there.
        Whose::Other if door.pattern.starts_with("/unit/paper-forms/") => Err(StatusCode::FORBIDDEN),
        Whose::Other if door.pattern.starts_with("/unit/reviews/") => Err(StatusCode::FORBIDDEN),
        Whose::Own => Ok(()),
        Whose::Other | Whose::Nobodys => Err(StatusCode::NOT_FOUND),
    }
}

async fn ask(browser: &Browser<'_>, door: &Door, path: &str, headers: &[(&str, &str)]) -> Answer {
    let kind = if door.takes_files() { "multipart/form-data; boundary=x" } else { "application/x-www-form-urlencoded" };
    let form = [("content-type", kind)];
    let headers: Vec<_> = form.iter().chain(headers).copied().collect();
    let body = match door.pattern.as_str() {
        _ if door.takes_files() => "--x\r\ncontent-disposition: form-data; name=\"step\"\r\n\r\n\r\n--x--\r\n",
        // Which address is to be confirmed is a thing of its own.
        pattern if pattern.ends_with("/confirm") => "address=email",
        _ => "",
    };
    // What an address says more, a form says too.
    let more =
        path.split_once('?').filter(|_| !door.takes_files()).map_or_else(String::new, |(_, more)| format!("&{more}"));
    browser.send(door.method.clone(), path, &format!("{body}{more}"), &headers).await
}

/// A page without what differs in every answer: its nonce, its reference, the address asked for.
fn plain(answer: &Answer, path: &str) -> String {
    let body = answer.body.replace(path, "");
    let words = body.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let reference = words.filter(|word| word.len() >= 16 && word.contains(|c: char| c.is_ascii_digit()));
    reference.map(str::to_owned).collect::<Vec<_>>().iter().fold(body.clone(), |body, it| body.replace(it, ""))
}

#[tokio::test]
async fn nobody_gets_at_what_is_not_theirs() {
    let house = House::demo().await;
    let things = things(&house).await;
    let personas: Vec<_> = CAST.iter().map(|persona| (persona.id, Some(persona.role))).chain([("", None)]).collect();
    let (mut cells, mut refusal) = (0, None);
    for door in doors().iter().filter(|door| door.area() != Area::Public) {
        for &(persona, role) in &personas {
            for whose in [Whose::Own, Whose::Other, Whose::Nobodys] {
                if !door.names_a_thing() && whose != Whose::Own {
                    continue;
                }
                let thing = if door.names_a_thing() { things.of(door, persona, whose) } else { Some(String::new()) };
                let Some(thing) = thing else { continue };
                let allowed = right(door, role, whose);
                let browser = if role.is_some() { Browser::of(&house, persona).await } else { Browser::new(&house) };
                for (language, more) in [("en", ""), ("th", ""), ("en", MORE), ("th", MORE)] {
                    // What may be done is done once; what may not is tried in every way.
                    if door.method == Method::POST && allowed.is_ok() && (language, more) != ("en", "") {
                        continue;
                    }
                    let path = door.path(&thing).replacen("/en", &format!("/{language}"), 1);
                    let answer = ask(&browser, door, &format!("{path}{more}"), &[]).await;
                    cells += 1;
                    let cell = format!("{persona} {} {path}{more} {whose:?}: {}", door.method, answer.status);
                    match allowed {
                        Ok(()) => {
                            let shut = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status);
                            assert!(!shut && !answer.status.is_server_error(), "{cell}");
                            assert!(!answer.header(header::LOCATION).contains("next="), "{cell}");
                        }
                        Err(StatusCode::SEE_OTHER) if thing != "nothing" => {
                            let way = if door.area() == Area::Person { "sign-in?" } else { "sign-in/staff?" };
                            let to = answer.header(header::LOCATION);
                            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{cell}");
                            let next = format!("next=%2F{language}%2F");
                            assert!(to.starts_with(&format!("/{language}/{way}")) && to.contains(&next), "{cell} {to}");
                        }
                        // A word that is none of ours is no page for anybody.
                        Err(_) if thing == "nothing" && answer.status == StatusCode::NOT_FOUND => {}
                        Err(status) => {
                            assert_eq!(answer.status, status, "{cell}");
                            if status == StatusCode::NOT_FOUND && (language, more) == ("en", "") {
                                let body = plain(&answer, &path);
                                let first = refusal.get_or_insert_with(|| body.clone());
                                assert_eq!(*first, body, "one body for all: {cell}");
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(cells >= 2_000, "{cells} cells");
}

async fn rows(house: &House) -> usize {
    let mut rows = 0;
    let mut count = |_| {
        rows += 1;
        Ok(())
    };
    house.services.storage.copy_out(&mut count).await.unwrap();
    rows
}

#[tokio::test]
async fn no_form_of_another_site_changes_anything() {
    let house = House::demo().await;
    let things = things(&house).await;
    let mut tried = 0;
    for door in doors().iter().filter(|door| door.method == Method::POST) {
        let persona = match door.area() {
            Area::Person if door.pattern.ends_with("/act") => "delegate-a",
            Area::Public | Area::Person => "citizen-a",
            Area::Unit => "unit-officer-1",
            Area::Office | Area::Duty => "division-officer-1",
        };
        let browser = Browser::of(&house, persona).await;
        let thing = things.of(door, persona, Whose::Own).unwrap_or_else(|| "name".to_owned());
        let path = door.path(&thing);
        let before = (rows(&house).await, browser.cookie("morprom-session"));
        for foreign in [
            [("sec-fetch-site", "cross-site")],
            [("sec-fetch-site", "same-site")],
            [("origin", "https://evil.example")],
            [("origin", "null")],
        ] {
            let answer = ask(&browser, door, &path, &foreign).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {foreign:?}");
            assert!(answer.cookies().is_empty(), "{path} sets a cookie");
            tried += 1;
        }
        assert_eq!((rows(&house).await, browser.cookie("morprom-session")), before, "{path}");
        let home = ask(&browser, door, &path, &[("sec-fetch-site", "same-origin")]).await;
        assert_ne!(home.status, StatusCode::FORBIDDEN, "{path} is refused to our own page");
    }
    assert!(tried >= 4 * 25, "{tried}");
}

/// Where sign-in leads afterwards is a place of this site.
#[tokio::test]
async fn sign_in_leads_nowhere_else() {
    let house = House::demo().await;
    let hostile = [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\\/evil.example",
        "https://evil.example",
        "https:evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/%2f/evil.example",
        "%2f%2fevil.example",
        "/%5cevil.example",
        "/\tevil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/\r\nLocation: https://evil.example",
        "//evil.example/th/me",
        "/en//evil.example/..//",
        "evil.example",
        "@evil.example",
        "/@evil.example:80//",
        "／／evil.example",
        "/\u{2044}/evil.example",
        "//user@evil.example",
        "?next=//evil.example",
    ];
    for next in hostile {
        let typed: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let browser = Browser::new(&house);
        let answer = browser.post("/demo/sign-in", &format!("persona=citizen-a&language=en&next={typed}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let to = url::Url::parse("http://127.0.0.1:3000/").unwrap().join(answer.header(header::LOCATION)).unwrap();
        assert_eq!(to.origin().ascii_serialization(), "http://127.0.0.1:3000", "{next:?} leads to {to}");
        let page = browser.get(&format!("/en/sign-in?next={typed}")).await;
        assert!(!page.body.contains("value=\"//") && !page.body.contains("href=\"//"), "{next:?} stands in the page");
    }
}

/// Whoever asks for a code learns nothing about who has an account.
#[tokio::test]
async fn asking_for_a_code_tells_nothing() {
    let house = House::demo().await;
    let mut answers = Vec::new();
    // Nobody of the demonstration confirmed an address; this one does.
    let somebody = signed(&house, "citizen-a").await;
    let kind = storage::AddressKind::Email;
    let token = house.services.sign_on.send_confirmation(&somebody, kind, domain::Language::En).await.unwrap();
    let code = code_of(&house).await;
    house.services.sign_on.confirm_address(&somebody, &token, &code).await.unwrap();
    for address in ["citizen-a@example.org", "nobody@example.org"] {
        let browser = Browser::new(&house);
        let form = format!("address={}", address.replace('@', "%40"));
        let answer = browser.post("/en/sign-in/send-code", &form).await;
        let box_for_it = browser.get("/en/sign-in/code").await;
        let names: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        let wrong = browser.post("/en/sign-in/code", "code=000000").await;
        answers.push((
            answer.status,
            answer.header(header::LOCATION).replace(address, ""),
            names,
            plain(&box_for_it, address),
            wrong.status,
            plain(&wrong, address),
        ));
    }
    assert_eq!(answers[0], answers[1]);
}

/// The code in the newest text that waits to be sent.
async fn code_of(house: &House) -> String {
    let lines = house.services.messages.outbox(9).await.unwrap();
    let digits = |text: &str| {
        let words = text.split(|c: char| !c.is_ascii_digit());
        words.filter(|word| word.len() == 6).map(str::to_owned).next()
    };
    lines.iter().find_map(|line| digits(&line.parcel.as_ref()?.text)).expect("a code")
}
