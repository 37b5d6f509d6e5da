//! Randomness that guards one answer or names one request, and is stored nowhere: drawn from the system in larger pieces, for
//! each request wants some twice.

use std::cell::RefCell;

/// Bytes drawn at a time.
const PIECE: usize = 64 * WANTED;
const WANTED: usize = 16;

thread_local! {
    static DRAWN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Sixteen random bytes, given to nobody else; `None` where the system has no randomness, which is said.
#[expect(
    clippy::disallowed_methods,
    reason = "ids of requests and nonces of answers are kept nowhere and decide nothing"
)]
pub(super) fn bytes() -> Option<[u8; WANTED]> {
    DRAWN.with_borrow_mut(|drawn| {
        if drawn.is_empty() {
            let mut piece = vec![0; PIECE];
            if let Err(error) = getrandom::fill(&mut piece) {
                tracing::error!(%error, "no randomness for a request");
                return None;
            }
            *drawn = piece;
        }
        let (rest, last) = drawn.split_last_chunk().map(|(rest, last)| (rest.len(), *last))?;
        drawn.truncate(rest);
        Some(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn nothing_is_given_out_twice() {
        let some = || (0..10 * PIECE / WANTED).map(|_| bytes().unwrap()).collect::<HashSet<_>>();
        let (here, elsewhere) = (some(), std::thread::spawn(some).join().unwrap());
        assert_eq!(here.len(), 10 * PIECE / WANTED);
        assert!(here.is_disjoint(&elsewhere));
    }
}
