//! The fields of a dose: product, lot, number, day. The same for the person who says what is right and for the officer who
//! records it.

use super::{Select, TextInput, Width, day_input, select, text_input};
use crate::i18n::records as words;
use domain::record::{Product, Vaccination};
use domain::{BUDDHIST_ERA, Bilingual, Language};
use leptos::prelude::*;

/// What was typed, untouched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DoseTyped {
    /// The product's code.
    pub product: String,
    /// The lot.
    pub lot: String,
    /// The number.
    pub dose: String,
    /// Day, month, year.
    pub day: [String; 3],
}

impl DoseTyped {
    /// A dose as it would be typed in this language.
    pub fn of(it: &Vaccination, language: Language) -> Self {
        let (year, month, day) = it.day.numbers();
        let year = if language == Language::Th { year + BUDDHIST_ERA } else { year };
        Self {
            product: it.product.code().to_owned(),
            lot: it.lot.clone(),
            dose: it.dose.to_string(),
            day: [day.to_string(), month.to_string(), year.to_string()],
        }
    }
}

/// The fields; mistakes are by the ids `product`, `lot`, `dose`, `day-day`.
pub fn dose_fields(
    typed: &DoseTyped,
    mistakes: &[(&'static str, Bilingual)],
    language: Language,
) -> impl IntoView + use<> {
    let of = |id: &str| mistakes.iter().find(|(at, _)| *at == id).map(|(_, message)| *message);
    let product = Select {
        id: "product",
        label: words::PRODUCT,
        need: Some(true),
        empty: words::CHOOSE,
        options: Product::ALL.iter().map(|it| (it.code().to_owned(), it.label().text(language).to_owned())).collect(),
        value: &typed.product,
        mistake: of("product"),
    };
    let line = |id: &'static str, label, value: &str, (need, inputmode, width)| {
        let input = TextInput {
            id,
            name: id,
            label,
            hint: None,
            need: Some(need),
            value,
            mistake: of(id),
            width,
            inputmode,
            autocomplete: Some("off"),
            why: None,
        };
        text_input(&input, language).into_any()
    };
    view! {
        {select(product, language)}
        {line("dose", words::DOSE, &typed.dose, (true, Some("numeric"), Width::Short))}
        {day_input("day", words::GIVEN_ON, &typed.day, of("day-day"), language)}
        {line("lot", words::LOT, &typed.lot, (false, None, Width::Number))}
    }
}
