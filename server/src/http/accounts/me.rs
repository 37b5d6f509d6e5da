//! The person's own front page, their messages, and how they want to be reached.

use super::super::portal::Portal;
use super::super::refusals::refused;
use super::super::respond::{own, see};
use super::super::session::{self, Person};
use super::super::visitor::Visitor;
use app::i18n::account::{BY_EMAIL, BY_PHONE, FAILED, QUEUED, SENT};
use app::pages::me::home::MePage;
use app::pages::me::messages::{MessageCard, MessagesPage};
use app::pages::me::{home as home_page, messages as messages_page};
use app::routes::Route;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::account::Assurance;
use domain::catalogue::PurposeId;
use domain::message::QuietHours;
use domain::{Bilingual, Explain};
use serde::Deserialize;
use service::{ServiceError, Signed};
use std::sync::Arc;
use storage::{AddressKind, Channel, OutboxState, Settings};

type Shared = State<Arc<Portal>>;

pub(super) async fn home(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    match home_model(&portal, &signed, &visitor).await {
        Ok(model) => {
            let bar = session::bar(&portal, &signed).await;
            own(&portal, &visitor, &headers, (StatusCode::OK, Some(bar)), |frame| home_page::page(frame, &model))
        }
        Err(error) => refused(&error, visitor.now),
    }
}

async fn home_model(portal: &Portal, signed: &Signed, visitor: &Visitor) -> Result<MePage, ServiceError> {
    let (services, subject) = (&portal.services, signed.subject());
    let agreed = services.consents.allows(subject, PurposeId::Nearby).await?;
    let province = if agreed { province(portal, signed, visitor).await? } else { None };
    Ok(MePage {
        name: services.accounts.first_name(subject).await?,
        stated_only: signed.acting.is_none() && signed.assurance == Assurance::Stated,
        questions: services.consents.waiting(subject).await?,
        unread: if signed.acting.is_none() { services.messages.unread(subject).await? } else { 0 },
        province,
    })
}

async fn province(portal: &Portal, signed: &Signed, visitor: &Visitor) -> Result<Option<String>, ServiceError> {
    let profile = portal.services.accounts.profile(signed).await?;
    let code: Option<u32> = profile.text("subdistrict").parse().ok();
    let place = code.and_then(|code| places::Places::get().subdistrict(code));
    Ok(place.map(|place| place.province().name(visitor.language).to_owned()))
}

/// What a redirect to the page of messages may say.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Told {
    saved: String,
}

pub(super) async fn messages(
    State(portal): Shared,
    Person(signed): Person,
    Query(told): Query<Told>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let shown = Shown { saved: told.saved == "yes", mistake: None, settings: None, status: StatusCode::OK };
    show(&portal, &visitor, &headers, &signed, shown).await
}

struct Shown {
    saved: bool,
    mistake: Option<Bilingual>,
    settings: Option<Channel>,
    status: StatusCode,
}

async fn show(portal: &Arc<Portal>, visitor: &Visitor, headers: &HeaderMap, signed: &Signed, shown: Shown) -> Response {
    let desk = &portal.services.messages;
    let found = async {
        signed.must_be_the_person()?;
        let account = portal.services.storage.account(&signed.account).await?.ok_or(ServiceError::Absent)?;
        Ok::<_, ServiceError>((account.settings, desk.list(&signed.account).await?))
    };
    let (settings, lines) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(&error, visitor.now),
    };
    let card = |line: &storage::MessageLine| MessageCard {
        at: line.message.created_at,
        kind: line.message.notice.kind(),
        subject: line.message.notice.subject(),
        text: desk.text(&line.message),
        sending: line.sending.iter().map(|(channel, state)| (channel_name(*channel), state_name(*state))).collect(),
        read: line.message.read,
    };
    let model = MessagesPage {
        messages: lines.iter().map(card).collect(),
        channel: shown.settings.unwrap_or(settings.channel).name(),
        quiet: settings.quiet,
        mistake: shown.mistake,
        saved: shown.saved,
    };
    let bar = session::bar(portal, signed).await;
    own(portal, visitor, headers, (shown.status, Some(bar)), |frame| messages_page::page(frame, &model))
}

pub(super) const fn channel_name(channel: AddressKind) -> Bilingual {
    match channel {
        AddressKind::Phone => BY_PHONE,
        AddressKind::Email => BY_EMAIL,
    }
}

pub(super) const fn state_name(state: OutboxState) -> Bilingual {
    match state {
        OutboxState::Queued => QUEUED,
        OutboxState::Sent => SENT,
        OutboxState::Failed | OutboxState::Void => FAILED,
    }
}

/// The settings form as posted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct SettingsFields {
    channel: String,
    #[serde(rename = "quiet-from")]
    quiet_from: String,
    #[serde(rename = "quiet-to")]
    quiet_to: String,
}

pub(super) async fn change_settings(
    State(portal): Shared,
    Person(signed): Person,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<SettingsFields>,
) -> Response {
    let channel = Channel::from_name(&fields.channel).unwrap_or(Channel::Any);
    let quiet = match QuietHours::parse(&fields.quiet_from, &fields.quiet_to) {
        Ok(quiet) => quiet,
        Err(error) => {
            let mistake = Some(error.explain());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = Shown { saved: false, mistake, settings: Some(channel), status };
            return show(&portal, &visitor, &headers, &signed, shown).await;
        }
    };
    let changed = async {
        signed.must_be_the_person()?;
        let settings = Settings { language: visitor.language, channel, quiet };
        portal.services.messages.change_settings(&signed.account, settings).await
    };
    match changed.await {
        Ok(()) => see(&format!("{}?saved=yes", Route::Messages.path(visitor.language))),
        Err(error) => refused(&error, visitor.now),
    }
}
