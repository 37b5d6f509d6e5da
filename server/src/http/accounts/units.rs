//! Which unit somebody means who types part of its name.

use super::super::portal::Portal;
use super::answers::Fields;
use super::doses;
use super::records::name_of;
use app::components::UnitTyped;
use app::i18n::cases as words;
use domain::Language;
use service::ServiceError;

/// The most units to choose from.
const SHOWN: usize = 10;

/// What was typed and chosen, with what it means: one unit, several to choose from, or a mistake.
pub(super) async fn resolve(portal: &Portal, fields: &Fields, language: Language) -> Result<UnitTyped, ServiceError> {
    let get = |name: &str| doses::field(fields, name).to_owned();
    let mut typed = UnitTyped { name: get("unit-name"), chosen: get("unit"), ..UnitTyped::default() };
    if typed.name.trim().is_empty() {
        return Ok(typed);
    }
    let limit = u32::try_from(SHOWN + 1).unwrap_or(u32::MAX);
    let found = portal.services.records.units_named(&typed.name, limit).await?;
    let more = found.len() > SHOWN;
    let named = found.into_iter().take(SHOWN).map(|it| (it.code.clone(), name_of(Some(&it), &it.code, language)));
    let named: Vec<_> = named.collect();
    typed.meant = match named.as_slice() {
        [one] => Some(one.clone()),
        several => several.iter().find(|(code, _)| *code == typed.chosen).cloned(),
    };
    let open = typed.meant.is_none() && typed.chosen != UnitTyped::UNKNOWN;
    typed.mistake = match named.len() {
        _ if !open => None,
        0 => Some(words::NO_SUCH_UNIT),
        _ if more => Some(words::MANY_UNITS),
        _ => Some(words::CHOOSE_A_UNIT),
    };
    if named.len() > 1 {
        typed.found = named;
    }
    Ok(typed)
}
