use super::*;
use proptest::prelude::*;

#[test]
fn what_is_shown_is_sorted_and_each_name_stands_once() {
    let scopes = Scopes::parse("system/Observation.s target-group.read system/Observation.cr changes.read").unwrap();
    assert_eq!(scopes.to_string(), "changes.read system/Observation.crs target-group.read");
    assert!(scopes.contains(Scope::ObservationSearch) && !scopes.contains(Scope::ImmunizationSearch));
    assert_eq!(Scopes::NONE.to_string(), "");
    let all = "changes.read system/AuditEvent.rs system/Immunization.crs system/Observation.crs target-group.read \
               target-group.write";
    assert_eq!(Scopes::all().to_string(), all);
    assert_eq!(Scopes::parse(all), Ok(Scopes::all()));
}

#[test]
fn what_is_refused_and_why() {
    let long = "changes.read ".repeat(100);
    for (text, error) in [
        ("", ScopeError::Empty),
        (long.trim_end(), ScopeError::TooLong),
        (" changes.read", ScopeError::Spaces),
        ("changes.read  target-group.read", ScopeError::Spaces),
        ("changes.read ", ScopeError::Spaces),
        ("system/*.read", ScopeError::Version1),
        ("system/Immunization.write", ScopeError::Version1),
        ("system/Observation.*", ScopeError::Version1),
        ("system/*.*", ScopeError::Version1),
        ("patient/Immunization.rs", ScopeError::Context),
        ("user/*.cruds", ScopeError::Context),
        ("system/*.rs", ScopeError::Wildcard),
        ("system/Observation.rs?category=laboratory", ScopeError::Query),
        ("system/Observation.", ScopeError::Letters),
        ("system/Observation.sr", ScopeError::Letters),
        ("system/Observation.rr", ScopeError::Letters),
        ("system/Observation.rx", ScopeError::Unknown),
        ("system/Observation.d", ScopeError::Unknown),
        ("system/AuditEvent.c", ScopeError::Unknown),
        ("system/AuditEvent.crs", ScopeError::Unknown),
        ("system/Observation", ScopeError::Unknown),
        ("system/observation.rs", ScopeError::Unknown),
        ("System/Observation.rs", ScopeError::Unknown),
        ("openid", ScopeError::Unknown),
        ("changes.read\ttarget-group.read", ScopeError::Unknown),
        ("system/Immunization", ScopeError::Unknown),
        ("changes.read.", ScopeError::Unknown),
    ] {
        assert_eq!(Scopes::parse(text), Err(error), "{text:?}");
    }
    assert_eq!(ScopeError::Beyond.code(), ErrorCode::InvalidScope);
}

#[test]
fn asking_beyond_is_refused_whole_and_asking_less_gives_less() {
    let given = Scopes::parse("system/Immunization.crs changes.read").unwrap();
    let less = Scopes::parse("system/Immunization.c").unwrap();
    assert_eq!(given.grant(less), Ok(less));
    let beyond = Scopes::parse("system/Immunization.c system/Observation.r").unwrap();
    assert_eq!(given.grant(beyond), Err(ScopeError::Beyond));
    assert_eq!(given.intersection(beyond), less);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*|(system|user|patient)?[/*.a-zA-Z? ]{0,60}") {
        let _ = Scopes::parse(&text);
    }

    #[test]
    fn what_is_shown_is_read_back(bits in 1_u16..1 << 11) {
        let scopes = Scopes(bits);
        prop_assert_eq!(Scopes::parse(&scopes.to_string()), Ok(scopes));
        prop_assert_eq!(scopes.iter().fold(Scopes::NONE, Scopes::with), scopes);
    }

    #[test]
    fn a_grant_is_never_wider_than_what_was_given_or_asked(given in 0_u16..1 << 14, asked in 0_u16..1 << 14) {
        let (given, asked) = (Scopes(given), Scopes(asked));
        match given.grant(asked) {
            Ok(granted) => prop_assert!(granted == asked && given.includes(granted)),
            Err(_) => prop_assert!(given.intersection(asked) != asked),
        }
    }
}
