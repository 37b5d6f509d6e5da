//! The policy desk: versions and drafts, one draft with what is missing and what it changes, and the editor of a part with
//! both languages side by side.

use super::registers::day_boxes;
use crate::components::{
    Choices, Mistake, TextField, TextInput, Width, back_link, choices, day_input, error_summary, text_field, text_input,
};
use crate::frame::{Frame, Page};
use crate::i18n::moment::{filled, moment};
use crate::i18n::{duty, policies as words};
use crate::pages::personal;
use crate::pages::public::policy_changes::comparison;
use crate::routes::Route;
use domain::policy::{ARTICLES, ChangeClass, Changes, Gap, Part, VersionNumber, Work, WorkState, WorkStep};
use domain::{Bilingual, Day, Id, Instant, Language};
use leptos::prelude::*;

/// What the list shows.
#[derive(Debug, Clone)]
pub struct PoliciesPage {
    /// Number, first day and class of the published versions, the newest first.
    pub versions: Vec<(VersionNumber, Day, ChangeClass)>,
    /// The version in force.
    pub in_force: Option<VersionNumber>,
    /// Drafts: id, state, day, number it was published as.
    pub drafts: Vec<(Id, WorkState, Option<Day>, Option<VersionNumber>)>,
    /// Whether whoever looks may begin one.
    pub acts: bool,
    /// Today.
    pub today: Day,
}

/// One draft.
pub struct DraftPage {
    /// Its id.
    pub id: Id,
    /// What is written.
    pub work: Work,
    /// Where it stands.
    pub state: WorkState,
    /// The number it was published as.
    pub published: Option<VersionNumber>,
    /// What happened: step, when, by whom, and what was said.
    pub steps: Vec<(WorkStep, Instant, String, String)>,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// What differs from the version in force.
    pub changes: Vec<(Language, Changes)>,
    /// Persons it touches, and of them those who agreed to something.
    pub touched: (u64, u64),
    /// The steps that may be taken.
    pub possible: Vec<WorkStep>,
    /// Whether it may be written to.
    pub writes: bool,
    /// Whether whoever looks wrote some of it.
    pub author: bool,
    /// What was typed.
    pub typed: Vec<(String, String)>,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
    /// What is said above.
    pub notice: Option<Bilingual>,
}

/// The editor of one part.
#[derive(Debug, Clone)]
pub struct PartPage {
    /// The draft.
    pub id: Id,
    /// The place: 0 is the opening.
    pub place: usize,
    /// What is in the boxes, Thai and English.
    pub parts: [Part; 2],
    /// What was written meanwhile, where somebody else did.
    pub latest: Option<[Part; 2]>,
    /// How many steps it was seen with.
    pub seen: u32,
    /// What is wrong.
    pub mistakes: Vec<(&'static str, Bilingual)>,
}

/// Versions and drafts.
pub fn list(frame: &Frame, model: &PoliciesPage) -> Page {
    let language = frame.language;
    let versions: Vec<_> = model
        .versions
        .iter()
        .map(|(number, from, class)| {
            let state = match model.in_force {
                _ if *from > model.today => words::SCHEDULED,
                Some(current) if current == *number => words::IN_FORCE,
                _ => words::SUPERSEDED,
            };
            let from = filled(words::APPLIES_FROM, &from.long(language), language);
            view! {
                <li>
                    <a href=Route::PolicyVersion(*number).path(language)>{filled(words::SEE_VERSION, &number.to_string(), language)}</a>
                    " · " {from} " · " {class.label().text(language)} " " <span class="tag">{state.text(language)}</span>
                </li>
            }
        })
        .collect();
    let drafts: Vec<_> = model
        .drafts
        .iter()
        .map(|(id, state, day, _)| {
            let day = day.map_or_else(
                || words::NO_DAY.text(language).to_owned(),
                |day| filled(words::APPLIES_FROM, &day.long(language), language),
            );
            view! {
                <li class="card">
                    <h3><a href=Route::OfficePolicy(*id).path(language)>{words::DRAFT.text(language)} " · " {day}</a></h3>
                    <p><span class="tag">{state.label().text(language)}</span></p>
                </li>
            }
        })
        .collect();
    let beginnings = Choices {
        id: "from",
        name: "from",
        legend: words::BEGIN,
        required: Some(true),
        options: vec![
            ("in-force", words::FROM_IN_FORCE),
            ("imported", words::FROM_IMPORTED),
            ("nothing", words::FROM_NOTHING),
        ],
        value: "in-force",
        mistake: None,
    };
    let begin = model.acts.then(|| {
        view! {
            <form method="post" action=Route::OfficePolicies.path(language) novalidate>
                {choices(&beginnings, language).into_any()}
                <button class="button" type="submit">{words::BEGIN_IT.text(language)}</button>
            </form>
        }
    });
    let body = view! {
        <h1>{words::POLICIES.text(language)}</h1>
        <p>{words::POLICIES_ABOUT.text(language)}</p>
        <h2>{words::DRAFTS.text(language)}</h2>
        {drafts.is_empty().then(|| view! { <p>{words::NO_DRAFTS.text(language)}</p> })}
        <ul class="card-list">{drafts}</ul>
        {begin}
        <h2>{words::PUBLISHED.text(language)}</h2>
        <ul>{versions}</ul>
    };
    personal(frame, Route::OfficePolicies, words::POLICIES, body)
}

fn part_name(place: usize, language: Language) -> String {
    if place == 0 {
        words::OPENING.text(language).to_owned()
    } else {
        filled(words::ARTICLE, &place.to_string(), language)
    }
}

fn language_name(of: Language) -> Bilingual {
    match of {
        Language::Th => words::THAI,
        Language::En => words::ENGLISH,
    }
}

/// One draft.
pub fn one(frame: &Frame, model: &DraftPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let steps: Vec<_> = model
        .steps
        .iter()
        .map(|(step, at, who, said)| {
            let said = (!said.is_empty()).then(|| view! { <p class="said">{said.clone()}</p> });
            view! {
                <li class="timeline__step">
                    <p><strong>{step.done().text(language)}</strong></p>
                    <p class="timeline__when">{moment(*at, language)} " · " {filled(duty::OFFICER, who, language)}</p>
                    {said}
                </li>
            }
        })
        .collect();
    let day = model.work.effective.map_or_else(
        || words::NO_DAY.text(language).to_owned(),
        |day| filled(words::APPLIES_FROM, &day.long(language), language),
    );
    let published = model.published.map(|number| {
        view! { <p><a href=Route::PolicyVersion(number).path(language)>{filled(words::SEE_VERSION, &number.to_string(), language)}</a></p> }
    });
    let own = (model.author && model.state == WorkState::Reading)
        .then(|| view! { <p class="notice notice--warning">{words::OWN.text(language)}</p> });
    let differences: Vec<_> = model
        .changes
        .iter()
        .map(|(compared, changes)| {
            view! {
                <details>
                    <summary>{words::DIFFERENCES.text(language)} ": " {language_name(*compared).text(language)}</summary>
                    {comparison(changes, *compared, language).into_any()}
                </details>
            }
        })
        .collect();
    let body = view! {
        {back_link(Route::OfficePolicies, language)}
        {error_summary(&mistakes, language)}
        {model.notice.map(|notice| view! { <p class="notice" role="status">{notice.text(language)}</p> })}
        <h1>{words::DRAFT.text(language)}</h1>
        <p>{day} " · " {model.work.class.map(|class| class.label().text(language))} " " <span class="tag">{model.state.label().text(language)}</span></p>
        {published}
        {gaps(model, language).into_any()}
        {parts(model, language).into_any()}
        {touched(model, language).into_any()}
        {differences}
        {model.writes.then(|| schedule(model, language).into_any())}
        {model.writes.then(|| import(model, language).into_any())}
        {own}
        <ol class="timeline">{steps}</ol>
        {next(model, language).into_any()}
    };
    personal(frame, Route::OfficePolicy(model.id), words::DRAFT, body)
}

fn gaps(model: &DraftPage, language: Language) -> impl IntoView + use<> {
    let open = matches!(model.state, WorkState::Writing | WorkState::Reading | WorkState::Approved);
    let lines: Vec<_> = model
        .gaps
        .iter()
        .map(|gap| {
            let (text, to) = match gap {
                Gap::Day => (words::GAP_DAY.text(language).to_owned(), Some("#day-day".to_owned())),
                Gap::Past => (words::GAP_PAST.text(language).to_owned(), Some("#day-day".to_owned())),
                Gap::Class => (words::GAP_CLASS.text(language).to_owned(), Some("#class".to_owned())),
                Gap::Part(place, of) => {
                    let text = words::GAP_PART.text(language).replacen("{}", &part_name(*place, language), 1);
                    let text = text.replacen("{}", language_name(*of).text(language), 1);
                    (text, Some(part_path(model.id, *place, language)))
                }
                Gap::Unreadable(of, error) => {
                    let text =
                        words::GAP_UNREADABLE.text(language).replacen("{}", language_name(*of).text(language), 1);
                    (text.replacen("{}", &error.to_string(), 1), None)
                }
                Gap::Same => (words::GAP_SAME.text(language).to_owned(), None),
            };
            match to.filter(|_| model.writes) {
                Some(to) => view! { <li><a href=to>{text}</a></li> }.into_any(),
                None => view! { <li>{text}</li> }.into_any(),
            }
        })
        .collect();
    open.then(|| {
        let whole = lines.is_empty();
        view! {
            <h2>{words::GAPS.text(language)}</h2>
            {whole.then(|| view! { <p>{words::WHOLE.text(language)}</p> })}
            <ul>{lines}</ul>
        }
    })
}

fn part_path(id: Id, place: usize, language: Language) -> String {
    format!("{}/parts/{place}", Route::OfficePolicy(id).path(language))
}

fn parts(model: &DraftPage, language: Language) -> impl IntoView + use<> {
    let changed = |place: usize| {
        model.changes.iter().any(|(_, changes)| {
            let opening =
                place == 0 && changes.opening.iter().any(|it| !matches!(it.kind, domain::policy::PassageKind::Same(_)));
            opening || changes.changed().any(|article| usize::from(article.number) == place)
        })
    };
    let lines: Vec<_> = (0..=ARTICLES)
        .map(|place| {
            let heading = model.work.part(place, language).map(|part| part.heading.clone()).unwrap_or_default();
            let name = format!("{} {heading}", part_name(place, language));
            let tag = changed(place).then(|| view! { " " <span class="tag">{words::CHANGED.text(language)}</span> });
            if model.writes {
                view! { <li><a href=part_path(model.id, place, language)>{name}</a> {tag}</li> }.into_any()
            } else {
                view! { <li>{name} {tag}</li> }.into_any()
            }
        })
        .collect();
    view! { <h2>{words::PARTS.text(language)}</h2> <ul class="parts">{lines}</ul> }
}

fn touched(model: &DraftPage, language: Language) -> impl IntoView + use<> {
    let asked = model.work.class.is_some_and(ChangeClass::asks_for_a_choice);
    let asked = if asked {
        filled(words::TOUCHED_ASKED, &model.touched.1.to_string(), language)
    } else {
        words::NOBODY_ASKED.text(language).to_owned()
    };
    view! {
        <h2>{words::TOUCHED.text(language)}</h2>
        <p>{filled(words::TOUCHED_ALL, &model.touched.0.to_string(), language)}</p>
        <p>{asked}</p>
    }
}

fn mistake(model: &DraftPage, id: &str) -> Option<Bilingual> {
    model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message)
}

fn seen(model: &DraftPage) -> impl IntoView + use<> {
    view! { <input type="hidden" name="seen" value=model.steps.len().to_string() /> }
}

fn typed<'a>(model: &'a DraftPage, name: &str) -> &'a str {
    model.typed.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
}

fn schedule(model: &DraftPage, language: Language) -> impl IntoView + use<> {
    let mut boxes = day_boxes(&model.typed, "day");
    if let (true, Some(day)) = (boxes.iter().all(String::is_empty), model.work.effective) {
        let (year, month, of_month) = day.numbers();
        let year = if language == Language::Th { year + 543 } else { year };
        boxes = [of_month.to_string(), month.to_string(), year.to_string()];
    }
    let chosen = match typed(model, "class") {
        "" => model.work.class.map_or("", ChangeClass::name),
        typed => typed,
    };
    let class = Choices {
        id: "class",
        name: "class",
        legend: words::KIND,
        required: Some(true),
        options: ChangeClass::ALL.map(|class| (class.name(), class.label())).into(),
        value: chosen,
        mistake: mistake(model, "class"),
    };
    view! {
        <h2>{words::SCHEDULE.text(language)}</h2>
        <form method="post" action=Route::OfficePolicy(model.id).path(language) novalidate>
            {seen(model)}
            <input type="hidden" name="task" value="schedule" />
            {day_input("day", words::DAY, &boxes, mistake(model, "day-day"), language).into_any()}
            {choices(&class, language).into_any()}
            <button class="button" type="submit">{words::SAVE.text(language)}</button>
        </form>
    }
}

fn import(model: &DraftPage, language: Language) -> impl IntoView + use<> {
    let tongue = Choices {
        id: "language",
        name: "language",
        legend: words::LANGUAGE,
        required: Some(true),
        options: vec![("th", words::THAI), ("en", words::ENGLISH)],
        value: typed(model, "language"),
        mistake: mistake(model, "language"),
    };
    let wrong = mistake(model, "file");
    view! {
        <h2>{words::IMPORT.text(language)}</h2>
        <p>{words::IMPORT_ABOUT.text(language)}</p>
        <form method="post" action=format!("{}/import", Route::OfficePolicy(model.id).path(language)) enctype="multipart/form-data" novalidate>
            {seen(model)}
            {choices(&tongue, language).into_any()}
            <div class=if wrong.is_some() { "field field--wrong" } else { "field" }>
                <label class="field__label" for="file">{words::FILE.text(language)}</label>
                <p class="field__error" id="file-error" hidden=wrong.is_none()>{wrong.map(|wrong| wrong.text(language))}</p>
                <input class="input" type="file" id="file" name="file" accept=".txt,text/plain" aria-describedby="file-error" />
            </div>
            <button class="button" type="submit">{words::TAKE_OVER.text(language)}</button>
        </form>
    }
}

fn next(model: &DraftPage, language: Language) -> impl IntoView + use<> {
    let steps = Choices {
        id: "step",
        name: "step",
        legend: duty::NEXT,
        required: Some(true),
        options: model.possible.iter().map(|step| (step.name(), step.label())).collect(),
        value: typed(model, "step"),
        mistake: mistake(model, "step"),
    };
    let said = TextField {
        id: "words",
        name: "words",
        label: duty::SAY,
        hint: None,
        required: false,
        value: typed(model, "words"),
        mistake: mistake(model, "words"),
        lines: 3,
        autocomplete: None,
    };
    (!model.possible.is_empty()).then(|| {
        view! {
            <form method="post" action=Route::OfficePolicy(model.id).path(language) novalidate>
                {seen(model)}
                <input type="hidden" name="task" value="step" />
                {choices(&steps, language).into_any()}
                {text_field(&said, language).into_any()}
                <button class="button" type="submit">{duty::TAKE.text(language)}</button>
            </form>
        }
    })
}

/// The editor of a part.
pub fn part(frame: &Frame, model: &PartPage) -> Page {
    let language = frame.language;
    let mistakes: Vec<_> = model.mistakes.iter().map(|(id, message)| Mistake { id, message: *message }).collect();
    let route = Route::OfficePolicyPart(model.id, model.place);
    let of = |id: &str| model.mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let side = |tongue: Language, part: &Part, ids: [&'static str; 2]| {
        let heading = TextInput {
            id: ids[0],
            name: ids[0],
            label: words::HEADING,
            hint: None,
            need: Some(true),
            value: &part.heading,
            mistake: of(ids[0]),
            width: Width::Full,
            inputmode: None,
            autocomplete: Some("off"),
            why: None,
        };
        let text = TextField {
            id: ids[1],
            name: ids[1],
            label: words::TEXT,
            hint: Some(words::TEXT_HINT),
            required: true,
            value: &part.body,
            mistake: of(ids[1]),
            lines: 16,
            autocomplete: None,
        };
        view! {
            <section>
                <h2>{language_name(tongue).text(language)}</h2>
                {text_input(&heading, language).into_any()}
                {text_field(&text, language).into_any()}
            </section>
        }
        .into_any()
    };
    let latest = model.latest.as_ref().map(|latest| {
        let sides: Vec<_> = Language::ALL
            .into_iter()
            .zip(latest)
            .map(|(tongue, part)| {
                view! { <section lang=tongue.tag()><h3>{part.heading.clone()}</h3> <p class="said">{part.body.clone()}</p></section> }
            })
            .collect();
        view! {
            <p class="notice notice--warning" role="alert">{words::MEANWHILE.text(language)}</p>
            <h2>{words::LATEST.text(language)}</h2>
            <div class="sides">{sides}</div>
        }
    });
    let [thai, english] = &model.parts;
    let body = view! {
        {back_link(Route::OfficePolicy(model.id), language)}
        {error_summary(&mistakes, language)}
        <h1>{part_name(model.place, language)}</h1>
        {latest}
        <form class="editor" method="post" action=route.path(language) novalidate>
            <input type="hidden" name="seen" value=model.seen.to_string() />
            <div class="sides">
                {side(Language::Th, thai, ["heading-th", "body-th"])}
                {side(Language::En, english, ["heading-en", "body-en"])}
            </div>
            <button class="button" type="submit">{words::SAVE.text(language)}</button>
        </form>
    };
    personal(frame, route, words::DRAFT, body)
}
