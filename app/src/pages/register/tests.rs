//! What every page of registration keeps: the catalogue's words, mistakes at their input, nothing chosen beforehand,
//! everything typed shown as text.

use super::PlaceOption;
use super::check::{self, CheckPage};
use super::profile::{self, Confirmed, Origin, ProfilePage, Source};
use super::question::{self, Purpose, QuestionPage};
use super::start::{self, StartPage};
use crate::frame::{Assets, Frame, Page};
use crate::i18n::{forms, register as words};
use crate::routes::Route;
use domain::account::Assurance;
use domain::catalogue::Need;
use domain::cookies::decide;
use domain::display::Display;
use domain::registration::{Answers, Mistake, Question};
use domain::{Bilingual, Day, Instant, Language};
use std::sync::Arc;

/// Valid by its check digit; the body is plainly made up.
const MADE_UP_ID: &str = "1234567890121";
const SCRIPT: &str = "<script>alert(\"'x'\")</script>&";
const NOW: Instant = Instant::from_unix_milliseconds(1_795_417_500_000);

fn shown(language: Language, page: impl FnOnce(&Frame) -> Page) -> String {
    let frame = Frame {
        language,
        origin: Arc::from("http://127.0.0.1:3000"),
        cookies: decide(None, None, NOW),
        gpc: false,
        display: Display::default(),
        change: None,
        assets: Arc::new(Assets::default()),
        demo: false,
        account: None,
    };
    let html = crate::render(&frame, page);
    // The cookie banner has a form of its own: only what stands in `main` is looked at.
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).unwrap().0;
    main.replace("<!>", "").replace("<!---->", "")
}

fn model<'a>(
    question: Question,
    answers: &'a Answers,
    mistakes: &'a [Mistake],
    places: &'a [PlaceOption],
) -> QuestionPage<'a> {
    let purpose = Purpose::Registering;
    let back = question.previous(answers).map(Route::RegisterQuestion);
    QuestionPage {
        question,
        answers,
        mistakes,
        progress: Some((2, 12)),
        back,
        purpose,
        places,
        photo: false,
        trouble: None,
    }
}

fn places(count: usize) -> Vec<PlaceOption> {
    let place = |at| PlaceOption {
        code: format!("1201{at:02}"),
        th: format!("ตำบลสมมติ {at} อำเภอสมมติ จังหวัดสมมติ"),
        en: format!("Made-up {at}, Made-up district, Made-up province"),
    };
    (1..=count).map(place).collect()
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs.iter().copied().collect()
}

fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[test]
fn every_question_says_what_the_catalogue_says() {
    for (question, language) in
        Question::ALL.into_iter().flat_map(|question| Language::ALL.map(|language| (question, language)))
    {
        let (places, empty) = (places(3), Answers::default());
        let html = shown(language, |frame| question::page(frame, &model(question, &empty, &[], &places)));
        assert!(html.contains(words::heading(question).text(language)), "{question:?}");
        for field in question.fields() {
            let (word, without) = match field.need {
                Need::Required { without } => (forms::REQUIRED, without),
                Need::Optional { without } => (forms::OPTIONAL, without),
                Need::Recorded => panic!("{} is not asked for", field.id),
            };
            assert!(html.contains(&format!("({})", word.text(language))), "{question:?} {}", field.id);
            assert!(html.contains(without.text(language)), "{question:?} {}", field.id);
            assert!(field.basis.iter().all(|basis| html.contains(basis.label().text(language))), "{question:?}");
            assert!(field.purposes.iter().all(|purpose| html.contains(purpose.name().text(language))), "{question:?}");
        }
        for input in question.inputs() {
            assert!(html.contains(&format!("name=\"{input}\"")), "{question:?} {input}");
        }
        let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{question:?}: {ids:?}");
        let action = format!("action=\"{}\"", Route::RegisterQuestion(question).path(language));
        assert!(html.contains(&action), "{question:?}");
    }
}

#[test]
fn nothing_is_chosen_beforehand() {
    for question in Question::ALL {
        let (places, empty) = (places(3), Answers::default());
        let html = shown(Language::En, |frame| question::page(frame, &model(question, &empty, &[], &places)));
        assert!(!html.contains(" checked") && !html.contains(" selected"), "{question:?}");
    }
    let given = answers(&[("sex", "male")]);
    let html = shown(Language::En, |frame| question::page(frame, &model(Question::Sex, &given, &[], &[])));
    assert_eq!(count(&html, " checked"), 1);
}

#[test]
fn a_mistake_stands_at_its_input_and_in_the_summary() {
    let today = NOW.bangkok_day();
    assert_eq!(Some(today), Day::from_iso("2026-11-23"));
    for (question, input) in
        Question::ALL.into_iter().flat_map(|question| question.inputs().iter().map(move |input| (question, *input)))
    {
        let message = Bilingual::new("ผิดอย่างนี้", "Wrong like this.");
        let (places, empty, wrong) = (places(3), Answers::default(), [Mistake { input, message }]);
        for language in Language::ALL {
            let html = shown(language, |frame| question::page(frame, &model(question, &empty, &wrong, &places)));
            assert!(html.contains(&format!("<a href=\"#{input}\">{}</a>", message.text(language))), "{input}");
            assert!(html.contains(&format!("id=\"{input}\"")), "{input}");
            assert!(html.contains("aria-invalid=\"true\""), "{input}");
            assert_eq!(count(&html, message.text(language)), 2, "{input}: in the summary and at the input");
        }
    }
}

#[test]
fn whatever_was_typed_is_text() {
    for question in Question::ALL {
        let typed: Answers = question.inputs().iter().map(|input| (*input, SCRIPT)).collect();
        let places = [PlaceOption { code: SCRIPT.to_owned(), th: SCRIPT.to_owned(), en: SCRIPT.to_owned() }];
        for places in [&places[..], &vec![places[0].clone(); 20]] {
            let html = shown(Language::Th, |frame| question::page(frame, &model(question, &typed, &[], places)));
            assert!(!html.contains("<script"), "{question:?}");
        }
    }
    let mut all: Answers =
        Question::ALL.iter().flat_map(|question| question.inputs()).map(|input| (*input, SCRIPT)).collect();
    let place = PlaceOption { code: SCRIPT.to_owned(), th: SCRIPT.to_owned(), en: SCRIPT.to_owned() };
    for document in ["national-id", "passport", SCRIPT] {
        all.set("document", document);
        let check = CheckPage { answers: &all, place: Some(&place), photo: true, wrong: &[], trouble: None };
        let html = shown(Language::En, |frame| check::page(frame, &check));
        assert!(!html.contains("<script") && html.contains("&lt;script"));
        let html = shown(Language::En, |frame| profile::page(frame, &profile_of(&all, &[])));
        assert!(!html.contains("<script") && html.contains("&lt;script"));
    }
}

#[test]
fn what_was_typed_stands_in_its_box_and_a_date_in_the_era_of_the_page() {
    let typed = answers(&[
        ("birth-date-day", "15"),
        ("birth-date-month", "4"),
        ("birth-date-year", "2530"),
        ("birth-date-language", "th"),
        ("nationality", "DEU"),
    ]);
    let page = |question, language| shown(language, |frame| question::page(frame, &model(question, &typed, &[], &[])));
    assert!(page(Question::BirthDate, Language::Th).contains("value=\"2530\""));
    let english = page(Question::BirthDate, Language::En);
    assert!(english.contains("value=\"1987\"") && english.contains("name=\"birth-date-language\" value=\"en\""));
    let nationality = page(Question::Nationality, Language::En);
    assert!(nationality.contains("value=\"DEU\"") && count(&nationality, " checked") == 1);
}

#[test]
fn many_subdistricts_are_a_list_and_none_are_said_to_be_none() {
    let empty = Answers::default();
    let page = |places: &[PlaceOption]| {
        shown(Language::En, |frame| question::page(frame, &model(Question::Subdistrict, &empty, &[], places)))
    };
    assert!(page(&places(12)).contains("type=\"radio\"") && page(&places(13)).contains("<select"));
    assert!(page(&[]).contains(words::NO_PLACES.en));
}

#[test]
fn a_photo_is_sent_as_a_file_and_can_be_removed() {
    let empty = Answers::default();
    let with = QuestionPage { photo: true, ..model(Question::Photo, &empty, &[], &[]) };
    let html = shown(Language::En, |frame| question::page(frame, &with));
    assert!(html.contains("enctype=\"multipart/form-data\"") && html.contains("name=\"remove-photo\""));
    let html = shown(Language::En, |frame| question::page(frame, &model(Question::Photo, &empty, &[], &[])));
    assert!(!html.contains("remove-photo") && html.contains("5 MiB") && !html.contains("leptos-island"));
}

#[test]
fn islands_carry_nothing() {
    let typed = answers(&[("phone", "081 234 5678")]);
    let html = shown(Language::En, |frame| question::page(frame, &model(Question::Phone, &typed, &[], &[])));
    let island = html.split_once("<leptos-island").unwrap().1.split_once('>').unwrap().0;
    assert!(!island.contains("081") && !island.contains("data-props"), "{island}");
}

#[test]
fn all_answers_are_shown_as_people_read_them() {
    let given = answers(&[
        ("document", "national-id"),
        ("national-id", MADE_UP_ID),
        ("first-name", "สมมติ"),
        ("birth-date-year", "2530"),
        ("birth-date-language", "th"),
        ("nationality", "THA"),
    ]);
    let wrong = [(Question::Name, vec![Mistake { input: "first-name", message: Bilingual::new("ผิด", "Wrong") }])];
    let model = CheckPage { answers: &given, place: None, photo: false, wrong: &wrong, trouble: None };
    let html = shown(Language::En, |frame| check::page(frame, &model));
    assert!(html.contains("1-2345-67890-12-1") && html.contains(">1987<") && html.contains(words::NO_ADDRESS.en));
    assert!(html.contains("href=\"/en/register/name#first-name\""));
    // Sex, postal code, house, phone, e-mail and photo.
    assert_eq!(count(&html, words::NOT_GIVEN.en), 6);
    assert_eq!(count(&html, ">Change"), Question::asked_of(&given).count());
    let mut reachable = given.clone();
    reachable.set("email", "a@example.org");
    let model = CheckPage { answers: &reachable, wrong: &[], ..model };
    let html = shown(Language::Th, |frame| check::page(frame, &model));
    assert!(!html.contains(words::NO_ADDRESS.th) && html.contains("พ.ศ. 2530"));
}

fn profile_of<'a>(answers: &'a Answers, origins: &'a [Origin]) -> ProfilePage<'a> {
    ProfilePage {
        answers,
        place: None,
        photo: false,
        origins,
        assurance: Assurance::Stated,
        confirmed: Confirmed { phone: false, email: true },
        others: None,
        notice: None,
        saved: true,
        trouble: None,
    }
}

#[test]
fn the_profile_says_where_entries_come_from_and_keeps_the_document() {
    let given = answers(&[
        ("document", "national-id"),
        ("national-id", MADE_UP_ID),
        ("first-name", "สมมติ"),
        ("phone", "+66812345678"),
        ("email", "a@example.org"),
    ]);
    let origins = ["first-name", "last-name", "phone"].map(|field| Origin { field, source: Source::Person, at: NOW });
    let html = shown(Language::En, |frame| profile::page(frame, &profile_of(&given, &origins)));
    assert_eq!(count(&html, "You, 23 November 2026, 14:05"), 2, "once for the name, once for the phone");
    assert!(!html.contains("/me/profile/national-id") && !html.contains("/me/profile/document"));
    assert!(html.contains("href=\"/en/me/profile/phone\"") && html.contains("081 234 5678"));
    assert!(html.contains("name=\"address\" value=\"phone\"") && !html.contains("name=\"address\" value=\"email\""));
    assert!(html.contains(words::SAVED.en) && html.contains(words::assurance(Assurance::Stated).1.en));
}

#[test]
fn the_beginning_lists_what_is_asked_and_offers_to_go_on() {
    for language in Language::ALL {
        let fresh = shown(language, |frame| start::page(frame, &StartPage::default()));
        for field in Question::ALL.into_iter().flat_map(Question::fields) {
            assert_eq!(count(&fresh, &format!("/data#{}\"", field.id)), 1, "{}", field.id);
        }
        assert!(fresh.contains("method=\"post\"") && !fresh.contains(words::CONTINUE_DRAFT.text(language)));
        let resume = Some(Route::RegisterQuestion(Question::Phone));
        let begun = shown(language, |frame| start::page(frame, &StartPage { resume, trouble: None }));
        assert!(begun.contains(words::CONTINUE_DRAFT.text(language)) && begun.contains("/register/phone\""));
    }
}
