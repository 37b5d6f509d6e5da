//! The saved profile: each entry with where it comes from and when, whether an address is confirmed, and the way to
//! change it. The document the account hangs on has none.

use super::PlaceOption;
use super::summary::Given;
use crate::components::{SummaryRow, back_link, summary_list, trouble};
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::problems::Problem;
use crate::i18n::register as words;
use crate::pages::me::sources::{FromOthers, sections};
use crate::routes::{Action, Route};
use domain::account::Assurance;
use domain::registration::{Answers, Question};
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// Who gave an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The person.
    Person,
    /// Somebody who acts for the person.
    Delegate,
    /// An officer.
    Officer,
    /// The sign-on provider.
    SignOn,
}

impl Source {
    /// In words to the person.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Person => Bilingual::new("ท่าน", "You"),
            Self::Delegate => Bilingual::new("ผู้รับมอบอำนาจ", "Your delegate"),
            Self::Officer => Bilingual::new("เจ้าหน้าที่", "An officer"),
            Self::SignOn => Bilingual::new("ผู้ให้บริการยืนยันตัวตน", "The sign-on provider"),
        }
    }
}

/// Where an entry comes from (article 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The field, by its id in the catalogue.
    pub field: &'static str,
    /// Who gave it.
    pub source: Source,
    /// When.
    pub at: Instant,
}

/// Which addresses the person has shown to be theirs, with a code sent to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confirmed {
    /// The phone.
    pub phone: bool,
    /// The e-mail address.
    pub email: bool,
}

/// What the profile shows.
#[derive(Clone, Copy)]
pub struct ProfilePage<'a> {
    /// The answers that make the stored values.
    pub answers: &'a Answers,
    /// The subdistrict.
    pub place: Option<&'a PlaceOption>,
    /// Whether there is a photo.
    pub photo: bool,
    /// Where the entries come from.
    pub origins: &'a [Origin],
    /// How sure the service is of who the person is.
    pub assurance: Assurance,
    /// Which addresses are confirmed.
    pub confirmed: Confirmed,
    /// What others say, where somebody has checked who the person is.
    pub others: Option<&'a FromOthers>,
    /// What is said above.
    pub notice: Option<Bilingual>,
    /// Whether a change was just saved.
    pub saved: bool,
    /// Why a confirmation could not be sent.
    pub trouble: Option<Problem>,
}

/// The profile.
pub fn page(frame: &Frame, model: &ProfilePage<'_>) -> Page {
    let language = frame.language;
    let given = Given { answers: model.answers, place: model.place, photo: model.photo };
    let rows = given.rows(language).map(|(question, row)| SummaryRow {
        beside: beside(model, question, row.value.is_some(), language),
        change: question.is_changeable().then(|| Route::ProfileQuestion(question).path(language)),
        ..row
    });
    let saved = model.saved.then(|| {
        view! { <p class="notice notice--success" id="saved" role="status">{words::SAVED.text(language)}</p> }
    });
    let (assurance, meaning) = words::assurance(model.assurance);
    let body = view! {
        <div class="prose">
            {back_link(Route::Me, language)}
            {model.trouble.map(|problem| trouble(problem, language))}
            {saved}
            {model.notice.map(|notice| view! { <p class="notice" role="status">{notice.text(language)}</p> })}
            <h1>{words::PROFILE_TITLE.text(language)}</h1>
            <h2>{words::ASSURANCE.text(language)}</h2>
            <p><strong>{assurance.text(language)}</strong></p>
            <p>{meaning.text(language)}</p>
            <h2>{words::ENTRIES.text(language)}</h2>
            {summary_list(rows.collect(), language)}
            <p>
                {words::DOCUMENT_FIXED.text(language)} " "
                <a href=Route::Contact.path(language)>{words::CONTACT_OFFICE.text(language)}</a>
            </p>
            {model.others.map(|others| sections(frame, others))}
        </div>
    };
    Page {
        route: PageRoute::Unlisted(Route::Profile),
        title: words::PROFILE_TITLE.text(language).to_owned(),
        description: words::PROFILE_DESCRIPTION.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// What stands below an entry: where its fields come from, and for an address whether it is confirmed.
fn beside(model: &ProfilePage<'_>, question: Question, given: bool, language: Language) -> Option<AnyView> {
    let origins = question.fields().filter_map(|field| model.origins.iter().find(|origin| origin.field == field.id));
    let mut said: Vec<_> = origins.map(|origin| words::origin(origin.source.label(), origin.at, language)).collect();
    said.dedup();
    let confirmed = match question {
        Question::Phone => Some(("phone", model.confirmed.phone, words::CONFIRM_PHONE)),
        Question::Email => Some(("email", model.confirmed.email, words::CONFIRM_EMAIL)),
        _ => None,
    };
    let confirmed = confirmed.map(|(address, confirmed, button)| confirmation(address, confirmed, button, language));
    given.then(|| {
        let said = said.into_iter().map(|said| view! { <p class="summary-list__origin">{said}</p> }).collect_view();
        view! {
            {said}
            {confirmed}
        }
        .into_any()
    })
}

fn confirmation(address: &'static str, confirmed: bool, button: Bilingual, language: Language) -> AnyView {
    if confirmed {
        return view! { <p class="tag tag--confirmed">{words::CONFIRMED.text(language)}</p> }.into_any();
    }
    view! {
        <p class="tag">{words::NOT_CONFIRMED.text(language)}</p>
        <form method="post" action=Action::ConfirmAddress.path(language)>
            <input type="hidden" name="address" value=address />
            <button class="button button--quiet" type="submit">{button.text(language)}</button>
        </form>
    }
    .into_any()
}
