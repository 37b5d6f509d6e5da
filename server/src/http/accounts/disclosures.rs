//! What was disclosed about a person under an order, in their own copy of everything held: a line to read, and a part of the
//! file. What they may not know of yet never comes here.

use app::i18n::registers as words;
use domain::catalogue::field;
use domain::{Language, agency};
use service::DisclosureView;

/// The line of the page.
pub(super) fn line(it: &DisclosureView, language: Language) -> String {
    let day = it.confirmed.bangkok_day().long(language);
    let mut parts = vec![day, it.authority.clone(), it.section.clone(), it.order.clone()];
    parts.push(names(it, language).map(|(_, name)| name).collect::<Vec<_>>().join(", "));
    let opened = it.opened.iter().map(|at| at.bangkok_day().long(language)).collect::<Vec<_>>();
    let (label, days) = (words::OPENED_ON.text(language), opened.join(", "));
    parts.push(if days.is_empty() { words::NEVER_OPENED.text(language).to_owned() } else { format!("{label} {days}") });
    parts.join(" · ")
}

/// The part of the file.
pub(super) fn exported(it: &DisclosureView, language: Language) -> fhir::Disclosure {
    fhir::Disclosure {
        id: it.id,
        order: it.order.clone(),
        authority: it.authority.clone(),
        section: it.section.clone(),
        controller: agency::CONTROLLER.text(language).to_owned(),
        fields: names(it, language).collect(),
        confirmed: it.confirmed,
        opened: it.opened.clone(),
    }
}

fn names(it: &DisclosureView, language: Language) -> impl Iterator<Item = (String, String)> {
    let known = it.fields.iter().filter_map(|id| field(id));
    known.map(move |field| (field.id.to_owned(), field.name.text(language).to_owned()))
}
