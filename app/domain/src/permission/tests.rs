use super::*;
use crate::delegation::{DelegationState, Scope};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn officer() -> Duty {
    Duty {
        role: Role::UnitOfficer,
        office: Some(OrganisationKind::Unit),
        agreement: Some(Agreement {
            from: day("2026-01-01"),
            until: day("2026-12-31"),
            purposes: [PurposeId::Rights, PurposeId::VaccineRegister].into_iter().collect(),
            ended: false,
        }),
        promise: Some(Promise { version: 1, in_force: 1, until: day("2026-12-31") }),
        stopped: false,
    }
}

fn asked(duty: Duty) -> Option<Rule> {
    may(&Actor::OnDuty(duty), Act::ReadCase, On { tie: Tie::AtDesk }, PurposeId::Rights, day("2026-11-24").begins())
        .denied()
}

#[test]
fn each_condition_is_needed_and_named() {
    let it = officer();
    assert_eq!(asked(it), None);
    let agreement = it.agreement.unwrap();
    let denied = [
        (Duty { role: Role::Auditor, ..it }, Rule::Role),
        (Duty { stopped: true, ..it }, Rule::Brake),
        (Duty { agreement: None, ..it }, Rule::Agreement),
        (Duty { agreement: Some(Agreement { ended: true, ..agreement }), ..it }, Rule::Agreement),
        (Duty { agreement: Some(Agreement { until: day("2026-11-23"), ..agreement }), ..it }, Rule::Agreement),
        (Duty { agreement: Some(Agreement { from: day("2026-11-25"), ..agreement }), ..it }, Rule::Agreement),
        (Duty { promise: None, ..it }, Rule::Promise),
        (Duty { promise: Some(Promise { in_force: 2, ..it.promise.unwrap() }), ..it }, Rule::Promise),
        (Duty { promise: Some(Promise { until: day("2026-11-23"), ..it.promise.unwrap() }), ..it }, Rule::Promise),
        (Duty { agreement: Some(Agreement { purposes: Purposes::default(), ..agreement }), ..it }, Rule::Purpose),
        (Duty { office: Some(OrganisationKind::Contractor), ..it }, Rule::Fields),
        (Duty { office: None, ..it }, Rule::Fields),
    ];
    for (duty, rule) in denied {
        assert_eq!(asked(duty), Some(rule), "{duty:?}");
    }
    let at = day("2026-11-24").begins();
    let other = may(&Actor::OnDuty(it), Act::ReadCase, On { tie: Tie::Nothing }, PurposeId::Rights, at);
    assert_eq!((other.denied(), other.fields.len()), (Some(Rule::Tie), 0));
    let news = may(&Actor::OnDuty(it), Act::ReadCase, On { tie: Tie::AtDesk }, PurposeId::News, at);
    assert_eq!(news.words(), "+role +brake +agreement +non-disclosure -purpose");
    // The division is the controller's own house: no agreement, but a promise.
    let division =
        Duty { role: Role::DivisionOfficer, office: Some(OrganisationKind::Division), agreement: None, ..it };
    assert_eq!(asked(division), None);
    assert_eq!(asked(Duty { promise: None, ..division }), Some(Rule::Promise));
}

#[test]
fn people_act_on_their_own_data_and_delegates_within_their_power() {
    let at = day("2026-11-24").begins();
    let own = On { tie: Tie::OwnData };
    let see = Act::Own(delegation::Act::See);
    assert_eq!(may(&Actor::Subject, see, own, PurposeId::Service, at).denied(), None);
    assert_eq!(may(&Actor::Subject, Act::FindPerson, own, PurposeId::Service, at).denied(), Some(Rule::Own));
    let scope = [delegation::Act::See].into_iter().collect::<Scope>();
    let delegation =
        Delegation { state: DelegationState::Verified, scope, from: day("2026-01-01"), to: day("2026-12-31") };
    let delegate = |act| may(&Actor::Delegate(delegation), act, own, PurposeId::Service, at).denied();
    assert_eq!(delegate(see), None);
    assert_eq!(delegate(Act::Own(delegation::Act::Rights)), Some(Rule::Delegation));
    assert_eq!(delegate(Act::ReadCase), Some(Rule::Delegation));
}

#[test]
fn every_act_can_be_done_by_each_role_the_table_names() {
    let at = day("2026-11-24").begins();
    for act in Act::ON_DUTY {
        let spec = act.spec();
        assert!(!spec.roles.is_empty() && !spec.ties.contains(&Tie::Nothing), "{act:?}");
        for role in spec.roles {
            let office = match role {
                Role::UnitOfficer | Role::System => OrganisationKind::Unit,
                Role::Contractor => OrganisationKind::Contractor,
                _ => OrganisationKind::Division,
            };
            let duty = Actor::OnDuty(Duty { role: *role, office: Some(office), ..officer() });
            let decision = may(&duty, act, On { tie: spec.ties[0] }, spec.purposes[0], at);
            assert_eq!(decision.denied(), None, "{act:?} by {role:?}: {}", decision.words());
            assert_eq!(decision.fields, spec.fields);
        }
        for role in Role::ALL.into_iter().filter(|role| !spec.roles.contains(role)) {
            let duty = Actor::OnDuty(Duty { role, ..officer() });
            assert_eq!(may(&duty, act, On { tie: spec.ties[0] }, spec.purposes[0], at).denied(), Some(Rule::Role));
        }
    }
}

#[test]
fn the_operator_does_at_the_machine_what_an_order_names_and_nothing_else() {
    let at = day("2026-11-24").begins();
    let asked = |act, tie, purpose| may(&Actor::Operator, act, On { tie }, purpose, at).denied();
    assert_eq!(asked(Act::ReadTraffic, Tie::Ordered, PurposeId::TrafficLog), None);
    assert_eq!(asked(Act::ReadTraffic, Tie::Nothing, PurposeId::TrafficLog), Some(Rule::Tie));
    assert_eq!(asked(Act::HoldTraffic, Tie::Ordered, PurposeId::Rights), Some(Rule::Purpose));
    let at_machine = |act: &Act| act.at_machine();
    assert_eq!(Act::ON_DUTY.into_iter().filter(at_machine).collect::<Vec<_>>(), [Act::HoldTraffic, Act::ReadTraffic]);
    assert!(!delegation::Act::ALL.into_iter().map(Act::Own).any(Act::at_machine), "nor what people do themselves");
    for act in Act::ON_DUTY.into_iter().filter(|act| !act.at_machine()) {
        let spec = act.spec();
        assert_eq!(asked(act, spec.ties[0], spec.purposes[0]), Some(Rule::Role), "{act:?}");
    }
}

#[test]
fn conditions_are_read_back_and_a_denial_names_the_first_that_fails() {
    assert!(Rule::ALL.into_iter().all(|rule| Rule::from_name(rule.name()) == Some(rule)));
    assert_eq!(Rule::from_name(""), None);
    let path = vec![(Rule::Role, true), (Rule::Brake, false)];
    let decision = Decision { path, fields: Vec::new() };
    assert_eq!((decision.denied(), decision.words().as_str()), (Some(Rule::Brake), "+role -brake"));
}

#[test]
fn purposes_are_a_set_and_are_read_back() {
    for purpose in PurposeId::ALL {
        let only: Purposes = [purpose, purpose].into_iter().collect();
        assert_eq!((only.all().collect::<Vec<_>>(), only.words().as_str()), (vec![purpose], purpose.id()));
        assert_eq!(Purposes::from_words(&only.words()), Some(only));
    }
    let all: Purposes = PurposeId::ALL.into_iter().collect();
    assert_eq!(Purposes::from_words(&all.words()), Some(all));
    assert_eq!((Purposes::from_words("rights nonsense"), Purposes::from_words("")), (None, Some(Purposes::default())));
}

#[test]
fn a_line_that_is_cut_or_goes_on_is_none() {
    let facts = Facts {
        actor: Actor::OnDuty(officer()),
        act: Act::ReadCase,
        on: On { tie: Tie::AtDesk },
        purpose: PurposeId::Rights,
        at: day("2026-11-24").begins(),
    };
    let line = facts.to_text();
    assert_eq!(Facts::from_text(&line), Some(facts));
    let words: Vec<&str> = line.split(' ').collect();
    for at in 0..words.len() {
        assert_eq!(Facts::from_text(&words[..at].join(" ")), None, "{at} words");
        let other: Vec<&str> =
            words.iter().enumerate().map(|(place, word)| if place == at { "?" } else { *word }).collect();
        assert_eq!(Facts::from_text(&other.join(" ")), None, "{other:?}");
    }
    assert_eq!(Facts::from_text(&format!("{line} free")), None);
    assert_eq!(Facts::from_text(&line.replacen('1', "2", 1)), None, "a line of another version");
    assert_eq!(Facts::from_text(&line.replace("/stands/", "/stands/rights/")), None);
}

fn any_actor() -> impl Strategy<Value = Actor> {
    let days = (0_u16..400).prop_map(|days| day("2026-01-01").plus(days));
    let agreement = (days.clone(), days.clone(), any::<u16>(), any::<bool>()).prop_map(|(from, until, bits, ended)| {
        let purposes = PurposeId::ALL.into_iter().filter(|it| bits & (1 << *it as u16) != 0).collect();
        Agreement { from, until, purposes, ended }
    });
    let promise =
        (0_u16..3, 0_u16..3, days.clone()).prop_map(|(version, in_force, until)| Promise { version, in_force, until });
    let duty = (
        prop::sample::select(&Role::ALL[..]),
        prop::option::of(prop::sample::select(&OrganisationKind::ALL[..])),
        prop::option::of(agreement),
        prop::option::of(promise),
        any::<bool>(),
    )
        .prop_map(|(role, office, agreement, promise, stopped)| {
            Actor::OnDuty(Duty { role, office, agreement, promise, stopped })
        });
    let delegate = (prop::sample::select(&DelegationState::ALL[..]), any::<u8>(), days.clone(), days).prop_map(
        |(state, bits, from, to)| {
            let scope = delegation::Act::ALL.into_iter().filter(|it| bits & (1 << *it as u8) != 0).collect();
            Actor::Delegate(Delegation { state, scope, from, to })
        },
    );
    prop_oneof![Just(Actor::Subject), Just(Actor::Operator), delegate, duty]
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let acts: Vec<Act> = Act::ON_DUTY.into_iter().chain(delegation::Act::ALL.into_iter().map(Act::Own)).collect();
    let at = (0_i64..400 * 86_400_000).prop_map(|after| day("2026-01-01").begins().plus(after));
    let rest = (prop::sample::select(&Tie::ALL[..]), prop::sample::select(&PurposeId::ALL[..]), at);
    (any_actor(), prop::sample::select(acts), rest).prop_map(|(actor, act, (tie, purpose, at))| Facts {
        actor,
        act,
        on: On { tie },
        purpose,
        at,
    })
}

proptest! {
    /// What is kept leads to the same decision.
    #[test]
    fn facts_are_read_back_and_decided_alike(facts in any_facts()) {
        let kept = facts.to_text();
        let read = Facts::from_text(&kept).unwrap();
        prop_assert_eq!(read.to_text(), kept);
        prop_assert_eq!(read.decide(), facts.decide());
    }

    /// Taking anything away never allows more; without each of its conditions nothing is allowed.
    #[test]
    fn nothing_is_allowed_by_less(facts in any_facts()) {
        let decision = facts.decide();
        prop_assert_eq!(decision.denied().is_some(), decision.path.last().is_some_and(|(_, holds)| !holds));
        if let Actor::OnDuty(duty) = facts.actor {
            let without = |duty| Facts { actor: Actor::OnDuty(duty), ..facts }.decide().denied();
            let unsigned = without(Duty { promise: None, ..duty });
            prop_assert!(unsigned.is_some());
            if duty.office != Some(OrganisationKind::Division) {
                let alone = without(Duty { agreement: None, ..duty });
                prop_assert!(alone.is_some());
            }
            let stranger = Facts { on: On { tie: Tie::Nothing }, ..facts }.decide();
            prop_assert!(stranger.denied().is_some());
        }
    }

    /// A line of anything is read or refused, and never breaks.
    #[test]
    fn any_line_is_read_or_refused(text in "[ -~]{0,80}") {
        let _ = Facts::from_text(&text);
    }
}
