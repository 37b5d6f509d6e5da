//! Published statistics: a bar chart and its table for each subject of a month, the same in files. Officers have the same
//! page in their own room.

use crate::components::wide_table;
use crate::frame::{Frame, Page, PageRoute};
use crate::i18n::moment::{filled, moment};
use crate::i18n::statistics as words;
use crate::pages::personal;
use crate::routes::{Route, patterns};
use domain::cases::Right;
use domain::fields::Province;
use domain::registration::Sex;
use domain::statistics::{Cell, Month, Published, Topic, UNKNOWN};
use domain::{Bilingual, Instant, Language};
use leptos::prelude::*;

/// Rows above which a table shows only those that have a number.
const ROWS: usize = 15;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct StatisticsPage {
    /// The months that were published, the newest first.
    pub months: Vec<Month>,
    /// The month shown, and when it was made.
    pub shown: Option<(Month, Instant)>,
    /// Its tables.
    pub tables: Vec<Published>,
}

/// The page everybody sees.
pub fn page(frame: &Frame, model: &StatisticsPage) -> Page {
    let language = frame.language;
    let body = view! {
        <div class="prose">
            <h1>{words::TITLE.text(language)}</h1>
            <p class="lead">{words::LEAD.text(language)}</p>
            {content(model, Route::Statistics, language)}
        </div>
    };
    Page {
        route: PageRoute::Indexed(Route::Statistics),
        title: words::TITLE.text(language).to_owned(),
        description: words::ABOUT.text(language).to_owned(),
        body: body.into_any(),
        islands: false,
    }
}

/// The page in the officers' room.
pub fn office(frame: &Frame, model: &StatisticsPage) -> Page {
    let language = frame.language;
    let body = view! {
        <h1>{words::TITLE.text(language)}</h1>
        <p>{words::OFFICE_LEAD.text(language)}</p>
        <p><a href=Route::Statistics.path(language)>{words::PUBLIC_PAGE.text(language)}</a></p>
        {content(model, Route::OfficeStatistics, language)}
    };
    personal(frame, Route::OfficeStatistics, words::TITLE, body)
}

fn content(model: &StatisticsPage, here: Route, language: Language) -> impl IntoView + use<> {
    let tables: Vec<_> = model.tables.iter().map(|it| table(it, language)).collect();
    let shown = model.shown.map(|(month, made_at)| {
        let file = |path: &str| format!("/{}{path}?month={}", language.tag(), month.name());
        view! {
            <h2>{month_name(month, language)}</h2>
            <p>{filled(words::MADE_AT, &moment(made_at, language), language)}</p>
            <p>
                <a href=file(patterns::STATISTICS_CSV) download="">"CSV"</a> " · "
                <a href=file(patterns::STATISTICS_JSON) download="">"JSON"</a>
            </p>
            {tables}
        }
    });
    view! {
        <p>{words::HOW.text(language)}</p>
        {model.months.is_empty().then(|| view! { <p>{words::NONE_YET.text(language)}</p> })}
        {(!model.months.is_empty()).then(|| choice(model, here, language))}
        {shown}
    }
}

fn choice(model: &StatisticsPage, here: Route, language: Language) -> impl IntoView + use<> {
    let options: Vec<_> = model
        .months
        .iter()
        .map(|month| {
            let selected = model.shown.is_some_and(|(shown, _)| shown == *month);
            view! { <option value=month.name() selected=selected>{month_name(*month, language)}</option> }
        })
        .collect();
    view! {
        <form method="get" action=here.path(language) class="filters">
            <div class="field">
                <label class="field__label" for="month">{words::MONTH.text(language)}</label>
                <select class="select" id="month" name="month">{options}</select>
            </div>
            <button class="button" type="submit">{words::SHOW.text(language)}</button>
        </form>
    }
}

/// The month without its day: the long form of a day begins with the day.
fn month_name(month: Month, language: Language) -> String {
    let long = month.first().map(|day| day.long(language)).unwrap_or_default();
    long.split_once(' ').map_or(long.clone(), |(_, rest)| rest.to_owned())
}

/// What a table counts, in words.
pub fn title(topic: Topic, language: Language) -> String {
    let (label, purpose) = topic.label();
    let purpose = purpose.map(|purpose| format!(": {}", purpose.name().text(language))).unwrap_or_default();
    format!("{}{purpose}", label.text(language))
}

/// A row or column in words.
pub fn word(topic: Topic, word: &str, language: Language) -> String {
    let known: Option<Bilingual> = match topic {
        _ if word == UNKNOWN => Some(words::UNKNOWN),
        Topic::AgeAndSex => Sex::from_name(word).map(Sex::label),
        Topic::Place => None,
        Topic::Consent(_) => Some(match word {
            "given" => words::GIVEN,
            "refused" => words::REFUSED,
            "withdrawn" => words::WITHDRAWN,
            _ => words::EXPIRED,
        }),
        Topic::Requests => Right::from_name(word).map(Right::label),
        Topic::Outcomes => Some(match word {
            "corrected" => words::CORRECTED,
            "confirmed" => words::CONFIRMED,
            "granted" => words::GRANTED,
            _ => words::DENIED,
        }),
    };
    match (topic, known) {
        (_, Some(known)) => known.text(language).to_owned(),
        (Topic::Place, None) => Province::all()
            .find(|province| format!("{:02}", province.code()) == word)
            .map_or_else(|| word.to_owned(), |province| province.name(language).to_owned()),
        (_, None) => {
            let ages = word.replace('-', "–");
            filled(words::YEARS, ages.strip_suffix('–').map_or(ages.as_str(), |from| from), language).replacen(
                ' ',
                if word.ends_with('-') { "+ " } else { " " },
                1,
            )
        }
    }
}

fn count(cell: Cell, language: Language) -> String {
    match cell {
        Cell::Shown(count) => grouped(count),
        Cell::Withheld => words::WITHHELD.text(language).to_owned(),
    }
}

/// A number with a comma before each three digits, as both languages write it.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A table with its chart; one sentence where nothing of it is shown.
fn table(it: &Published, language: Language) -> AnyView {
    let title = title(it.topic, language);
    if it.is_withheld() {
        return view! { <h3>{title}</h3> <p>{words::NOTHING_SHOWN.text(language)}</p> }.into_any();
    }
    let one = it.columns.len() == 1;
    let long = it.rows.len() > ROWS;
    let sums: Vec<Cell> =
        if one { it.cells.iter().filter_map(|row| row.first().copied()).collect() } else { it.row_totals.clone() };
    let rows: Vec<(String, Cell, Vec<Cell>)> = it
        .rows
        .iter()
        .zip(&sums)
        .zip(&it.cells)
        .filter(|((_, sum), _)| !long || **sum != Cell::Withheld)
        .map(|((row, sum), cells)| (word(it.topic, row, language), *sum, cells.clone()))
        .collect();
    let bars: Vec<(String, Cell)> = rows.iter().map(|(row, sum, _)| (row.clone(), *sum)).collect();
    let left = it.rows.len() - rows.len();
    let columns: Vec<String> = if one {
        vec![words::PERSONS.text(language).to_owned()]
    } else {
        it.columns
            .iter()
            .map(|column| word(it.topic, column, language))
            .chain([words::TOTAL.text(language).to_owned()])
            .collect()
    };
    let line = |name: String, cells: Vec<Cell>| -> Vec<AnyView> {
        let cells = cells.into_iter().map(|cell| count(cell, language).into_any());
        std::iter::once(name.into_any()).chain(cells).collect()
    };
    let mut lines = Vec::new();
    for (row, sum, cells) in rows {
        lines.push(line(row, if one { vec![sum] } else { cells.into_iter().chain([sum]).collect() }));
    }
    if left > 0 {
        lines.push(line(filled(words::OTHERS, &left.to_string(), language), vec![Cell::Withheld]));
    }
    let sums = if one { vec![it.total] } else { it.column_totals.iter().copied().chain([it.total]).collect() };
    lines.push(line(words::TOTAL.text(language).to_owned(), sums));
    let columns: Vec<&str> =
        std::iter::once(words::GROUP.text(language)).chain(columns.iter().map(String::as_str)).collect();
    view! {
        <h3>{title.clone()}</h3>
        {chart(&it.topic.name(), &title, &bars, language)}
        {wide_table(&title, &columns, lines)}
    }
    .into_any()
}

/// Height of a bar with its label, width of the drawing, in its own units.
const STEP: usize = 44;
const WIDTH: u64 = 320;

/// Bars under their labels, so that the longest word has room on a narrow screen.
fn chart(id: &str, title: &str, bars: &[(String, Cell)], language: Language) -> impl IntoView + use<> {
    let most = bars.iter().map(|(_, cell)| if let Cell::Shown(count) = cell { *count } else { 0 }).max();
    let most = most.filter(|most| *most > 0);
    let (name, about) = (format!("chart-{id}"), format!("chart-{id}-about"));
    let drawn: Vec<_> = bars
        .iter()
        .enumerate()
        .map(|(at, (label, cell))| {
            let top = at * STEP;
            let (width, said) = match (cell, most) {
                (Cell::Shown(count), Some(most)) => ((count * WIDTH).div_ceil(most), grouped(*count)),
                _ => (0, words::WITHHELD_SHORT.text(language).to_owned()),
            };
            view! {
                <text class="chart__label" x="0" y=top + 16>{format!("{label}: {said}")}</text>
                <rect class="chart__room" x="0" y=top + 22 width=WIDTH height="14" />
                <rect class="chart__bar" x="0" y=top + 22 width=width height="14" />
            }
        })
        .collect();
    most.map(|_| {
        let height = bars.len() * STEP;
        view! {
            <svg class="chart" role="img" viewBox=format!("0 0 {WIDTH} {height}") aria-labelledby=format!("{name} {about}")>
                <title id=name.clone()>{filled(words::CHART, title, language)}</title>
                <desc id=about.clone()>{words::CHART_ABOUT.text(language)}</desc>
                {drawn}
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_words_in_both_languages() {
        let said = |topic: Topic, text: &str| Language::ALL.map(|language| word(topic, text, language));
        assert_eq!(said(Topic::AgeAndSex, "18-29"), ["18–29 ปี", "18–29 years"]);
        assert_eq!(said(Topic::AgeAndSex, "75-"), ["75+ ปี", "75+ years"]);
        assert_eq!(said(Topic::Place, "10")[1], "Bangkok");
        for topic in Topic::all() {
            for text in topic.rows().into_iter().chain(topic.columns()).filter(|text| !text.is_empty()) {
                assert!(said(topic, &text).iter().all(|said| !said.is_empty()), "{text}");
            }
        }
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
