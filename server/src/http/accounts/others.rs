//! What others say of a person, for the profile: opened only for who somebody has checked.

use super::super::portal::Portal;
use super::records::name_of;
use app::i18n::register as words;
use app::pages::me::sources::{FieldSources, FromOthers, LinkedLine, SaidLine, TargetLine};
use domain::account::Assurance;
use domain::combining::Kind;
use domain::fields::{NationalId, Phone};
use domain::partner::CivilOutcome;
use domain::registration::{Profile, Sex};
use domain::{Day, Language, catalogue};
use places::Places;
use service::{ProfileView, ServiceError, Signed, SourceView};
use storage::TargetEntry;

/// What others say; nothing where nobody has checked who the person is.
pub(super) async fn others(
    portal: &Portal,
    signed: &Signed,
    profile: &ProfileView,
    (language, today): (Language, Day),
) -> Result<Option<FromOthers>, ServiceError> {
    if profile.account.assurance != Assurance::Verified {
        return Ok(None);
    }
    let (services, subject) = (&portal.services, signed.subject());
    let sources = services.accounts.sources(signed).await?;
    let civil = services.partners.civil_check(subject).await?;
    let mut targets = Vec::new();
    for entry in services.partners.targets_about(subject).await? {
        let by = services.records.organisation(&entry.source).await?;
        targets.push(target(&entry, name_of(by.as_ref(), &entry.source, language)));
    }
    let link = |it: service::LinkView| LinkedLine {
        officer: it.officers.0,
        at: it.stored.made_at,
        parted: it.stored.ended.map(|(at, _)| at),
    };
    Ok(Some(FromOthers {
        fields: fields(&sources, (language, today)),
        civil: civil.and_then(|it| Some((CivilOutcome::from_name(&it.outcome)?, it.checked_at))),
        may_ask: portal.civil.is_some() && !profile.text("national-id").is_empty(),
        targets,
        links: services.partners.links_of(subject).await?.into_iter().map(link).collect(),
    }))
}

fn target(entry: &TargetEntry, by: String) -> TargetLine {
    TargetLine {
        code: entry.code.clone(),
        by,
        since: entry.at.bangkok_day(),
        left: entry.left_at.map(domain::Instant::bangkok_day),
    }
}

/// The fields of which more than one source speaks.
fn fields(sources: &[SourceView], (language, today): (Language, Day)) -> Vec<FieldSources> {
    let of_several = sources.chunk_by(|one, other| one.field == other.field).filter(|all| all.len() > 1);
    let field = |all: &[SourceView]| {
        let first = all.first()?;
        let said = all.iter().map(|it| SaidLine {
            source: it.source,
            value: (!it.value.is_empty()).then(|| value(&it.field, &it.value, (language, today))),
            since: it.at,
            counts: it.counts,
            differs: it.differs,
        });
        let (name, kind) = (catalogue::field(&first.field)?.name, Kind::of(&first.field)?);
        Some(FieldSources { name, kind, said: said.collect() })
    };
    of_several.filter_map(field).collect()
}

/// A stored value as people read it; one that no rule takes stands as it is.
fn value(field: &str, text: &str, (language, today): (Language, Day)) -> String {
    let read = match field {
        "birth-date" => Profile::stored_birth_date(text, today).map(|birth| words::birth(&birth, language)),
        "national-id" => NationalId::parse(text).ok().map(|id| id.grouped()),
        "phone" => Phone::parse(text).ok().map(|phone| phone.national()),
        "sex" => Sex::from_name(text).map(|sex| sex.label().text(language).to_owned()),
        "nationality" => {
            let known = words::NATIONALITIES.iter().find(|(code, _)| *code == text);
            known.map(|(_, name)| name.text(language).to_owned())
        }
        "subdistrict" => {
            let known = text.parse().ok().and_then(|code| Places::get().subdistrict(code));
            known.map(|it| it.name(language).to_owned())
        }
        _ => None,
    };
    read.unwrap_or_else(|| text.to_owned())
}
