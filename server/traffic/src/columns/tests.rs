//! Columns are read back as they were, whatever was in them, and no bytes panic.

use super::*;
use proptest::prelude::*;

fn any_entry() -> impl Strategy<Value = Entry> {
    let client = prop_oneof![
        any::<[u8; 4]>().prop_map(IpAddr::from),
        any::<[u8; 16]>().prop_map(IpAddr::from),
        Just(IpAddr::from([203, 0, 113, 7]))
    ];
    let outcome = prop_oneof![Just(Outcome::Aborted), (1..u16::MAX).prop_map(Outcome::Answered)];
    let who = (client, any::<Option<[u8; 16]>>(), any::<[u8; 8]>(), any::<[u8; 16]>());
    let what = ("[A-Z]{1,7}", "/\\PC{0,20}", outcome, any::<[u64; 3]>(), any::<i64>());
    (who, what).prop_map(|((client, pseudonym, agent, request), (method, route, outcome, numbers, at))| Entry {
        at: Instant::from_unix_milliseconds(at),
        request: RequestId(request),
        client,
        pseudonym: pseudonym.map(Pseudonym),
        agent: AgentHash(agent),
        method: Method::new(method),
        route: Route::new(route),
        outcome,
        bytes_in: numbers[0],
        bytes_out: numbers[1],
        duration: numbers[2],
    })
}

/// A request id that begins with the moment of its entry.
fn stamp_all(entries: &mut [Entry]) {
    for (at, entry) in (1_800_000_000_000..).zip(entries) {
        entry.at = Instant::from_unix_milliseconds(at);
        entry.request = domain::Id::new(entry.at.plus(-3), [7; 10]).into();
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        mut batch in proptest::collection::vec(any_entry(), 0..24),
        stamped: bool,
        wall: i64,
    ) {
        if stamped {
            stamp_all(&mut batch);
        }
        let wall = Instant::from_unix_milliseconds(wall);
        let (public, identity) = (public(&batch, wall), identity(&batch));
        let summary = summary(&public, wall).unwrap();
        prop_assert_eq!(summary.entries, batch.len());
        prop_assert_eq!(entries(&public, &identity, wall), Some(batch));
    }

    #[test]
    fn the_summary_says_when(mut batch in proptest::collection::vec(any_entry(), 1..10)) {
        stamp_all(&mut batch);
        batch.reverse();
        let wall = batch[0].at;
        let summary = summary(&public(&batch, wall), wall).unwrap();
        prop_assert_eq!((summary.earliest, summary.latest), (batch[batch.len() - 1].at, wall));
    }

    #[test]
    fn no_bytes_panic(shown: Vec<u8>, hidden: Vec<u8>, batch in proptest::collection::vec(any_entry(), 0..4)) {
        let wall = Instant::from_unix_milliseconds(0);
        let _ = entries(&shown, &hidden, wall);
        let _ = entries(&public(&batch, wall), &hidden, wall);
        let _ = entries(&shown, &identity(&batch), wall);
    }
}
