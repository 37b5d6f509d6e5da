//! What the list holds, that it agrees with the rules of `domain`, and how it is searched.

use super::*;
use domain::Language;
use domain::fields::PostalCode;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

fn names(found: &[&Subdistrict]) -> Vec<&'static str> {
    found.iter().map(|subdistrict| subdistrict.name(Language::Th)).collect()
}

#[test]
fn every_line_is_an_area_and_every_area_is_there() {
    let places = Places::get();
    let lines = AREAS.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!((places.districts.len(), places.subdistricts.len()), (928, 7436));
    assert_eq!(lines, 928 + 7436);
    assert_eq!(places.provinces().count(), 77);
}

#[test]
fn codes_rise_and_nothing_is_empty() {
    let places = Places::get();
    assert!(places.districts.is_sorted_by(|a, b| a.code() < b.code()));
    assert!(places.subdistricts.is_sorted_by(|a, b| a.code() < b.code()));
    for district in &places.districts {
        assert!(!places.subdistricts_of(district).is_empty(), "{}", district.code());
    }
    for subdistrict in &places.subdistricts {
        let names = [subdistrict.name(Language::Th), subdistrict.name(Language::En)];
        assert!(names.iter().all(|name| !name.is_empty() && name.trim() == *name), "{}", subdistrict.code());
        assert!(names[1].is_ascii(), "{}", subdistrict.code());
    }
}

#[test]
fn every_province_has_its_districts_and_they_know_it() {
    let places = Places::get();
    let mut count = 0;
    for province in Province::all() {
        let districts = places.districts_of(province);
        assert!(!districts.is_empty(), "{}", province.code());
        assert!(districts.iter().all(|district| district.province() == province));
        assert_eq!(places.province(province.code()), Some(province));
        count += districts.len();
    }
    assert_eq!(count, 928);
    assert_eq!(places.districts_of(places.province(10).unwrap()).len(), 50);
    assert_eq!(places.province(59), None);
}

#[test]
fn every_postal_code_is_one_of_its_province() {
    for subdistrict in &Places::get().subdistricts {
        for code in subdistrict.postal_codes() {
            let parsed = PostalCode::parse(code).unwrap();
            assert_eq!(parsed.check_with(subdistrict.province()), Ok(()), "{} {code}", subdistrict.code());
        }
    }
}

/// The other way round: the rule of `domain` accepts no beginning of a postal code that no address of the province has.
#[test]
fn every_beginning_a_province_accepts_is_in_use_there() {
    let used: BTreeSet<(u8, &str)> = Places::get()
        .subdistricts
        .iter()
        .flat_map(|subdistrict| subdistrict.postal_codes().map(|code| (subdistrict.province().code(), &code[..2])))
        .collect();
    for province in Province::all() {
        for prefix in 10..100 {
            let accepted =
                PostalCode::parse(&format!("{prefix}000")).is_ok_and(|code| code.check_with(province).is_ok());
            assert_eq!(accepted, used.contains(&(province.code(), prefix.to_string().as_str())), "{prefix}");
        }
    }
}

#[test]
fn an_area_is_found_by_its_code() {
    let places = Places::get();
    let silom = places.subdistrict(100_402).unwrap();
    assert_eq!((silom.name(Language::Th), silom.kind().th), ("สีลม", "แขวง"));
    assert_eq!((silom.district().name(Language::Th), silom.district().kind().th), ("บางรัก", "เขต"));
    assert_eq!(silom.province().name(Language::En), "Bangkok");
    let samui = places.district(8404).unwrap();
    assert_eq!((samui.name(Language::En), samui.kind().th), ("Ko Samui", "อำเภอ"));
    assert_eq!(places.subdistricts_of(samui).len(), 7);
    assert_eq!(places.subdistricts_of(samui)[0].kind().th, "ตำบล");
    assert_eq!((places.subdistrict(100_400), places.district(100)), (None, None));
}

#[test]
fn a_postal_code_leads_to_its_subdistricts() {
    let places = Places::get();
    let found = places.at_postal_code("11000");
    assert!(found.len() > 5 && found.iter().all(|subdistrict| subdistrict.province().code() == 12));
    assert!(found.iter().all(|subdistrict| subdistrict.has_postal_code("11000")));
    for nothing in ["", "1", "1100", "110000", "99999", "ก"] {
        assert!(places.at_postal_code(nothing).is_empty(), "{nothing}");
    }
}

#[test]
fn a_subdistrict_may_have_several_postal_codes() {
    let places = Places::get();
    let shared = places.subdistrict(130_201).unwrap();
    assert_eq!(shared.postal_codes().collect::<Vec<_>>(), ["12120", "13180"]);
    for code in shared.postal_codes() {
        assert!(places.at_postal_code(code).contains(&shared), "{code}");
    }
    assert_eq!(places.subdistricts.iter().filter(|area| area.postal_codes().count() > 1).count(), 160);
}

#[test]
fn a_name_said_in_full_comes_first() {
    let places = Places::get();
    for text in ["สีลม", "แขวงสีลม เขตบางรัก", "Si Lom", "silom bangkok", "สีลม 10500", "สีลม ๑๐๕๐๐"]
    {
        assert_eq!(places.search(text)[0].code(), 100_402, "{text}");
    }
    assert_eq!(places.search("ต. ปากน้ำ อ.เมืองสมุทรปราการ")[0].code(), 110_101);
    assert_eq!(places.search("ko pha-ngan")[0].district().code(), 8405);
    assert_eq!(names(&places.search("ตําบลคลองหนึ่ง ปทุมธานี")), ["คลองหนึ่ง"]);
    assert_eq!(names(&places.search("คลองหนึ่ง 1318")), ["คลองหนึ่ง"]);
}

#[test]
fn a_search_for_nothing_finds_nothing_and_never_too_much() {
    let places = Places::get();
    for text in ["", " ", "ตำบล", "|", "ไม่มีที่ใดชื่อนี้", "สีลม เชียงใหม่", "3180"]
    {
        assert!(places.search(text).is_empty(), "{text}");
    }
    assert_eq!(places.search("บาง").len(), Places::FOUND_AT_MOST);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "what is tested is how long something takes")]
fn parsing_takes_less_than_20_ms() {
    // Ten times that without optimisation, which alone makes it ten times slower.
    let bound = Duration::from_millis(if cfg!(debug_assertions) { 200 } else { 20 });
    let best = (0..5)
        .map(|_| {
            let start = Instant::now();
            assert_eq!(Places::parse(AREAS).subdistricts.len(), 7436);
            start.elapsed()
        })
        .min();
    assert!(best.is_some_and(|time| time < bound), "{best:?}");
}

#[test]
fn which_area_it_is_stays_out_of_the_log() {
    let silom = Places::get().subdistrict(100_402).unwrap();
    assert_eq!(format!("{silom:?} {:?}", silom.district()), "Subdistrict(…) District(…)");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_text_panics(text in "\\PC*") {
        prop_assert!(Places::get().search(&text).len() <= Places::FOUND_AT_MOST);
        Places::get().at_postal_code(&text);
    }

    #[test]
    fn every_subdistrict_is_found_by_its_full_address(place in 0..7436_usize) {
        let area = Places::get().subdistricts[place];
        let (district, province) = (area.district().name(Language::Th), area.province().name(Language::Th));
        let found = Places::get().search(&format!("{} {district} {province}", area.name(Language::Th)));
        prop_assert!(found.contains(&&area));
    }
}
