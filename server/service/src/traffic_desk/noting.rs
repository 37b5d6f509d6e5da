//! Whether an order may be followed, and what is written down of it: beside whom it names, who sees it from the day the order
//! allows; beside the officer alone where nobody is named who is known.

use super::TrafficDesk;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::catalogue::PurposeId;
use domain::kept_back::KeptBack;
use domain::permission::{Act, Tie};
use domain::{Id, Instant};
use storage::UnitOfWork;
use traffic::Hold;

/// The bits of an id that hold the number of a hold.
const NUMBER: u64 = (1 << 62) - 1;

impl TrafficDesk {
    /// Asks the rule; a refusal is kept from the person as long as the order keeps the rest.
    pub(super) async fn permit(
        &self,
        signed: &Signed,
        (act, tie): (Act, Tie),
        subject: Option<&str>,
        silent: Option<Instant>,
    ) -> Result<Permit, ServiceError> {
        let (asked, silent) = ((act, tie, PurposeId::TrafficLog), self.still(silent));
        self.core.permit_until(signed, asked, (subject.unwrap_or_default(), None), silent).await
    }

    /// Writes down what is done, where the person it concerns sees it, from `silent` on; of nobody who is known it stands
    /// beside the officer alone, and is kept from nobody.
    pub(super) async fn note(
        &self,
        act: KeptBack,
        (signed, permit): (&Signed, &Permit),
        (subject, hold): (Option<&str>, Option<&Hold>),
        silent: Option<Instant>,
    ) -> Result<(), ServiceError> {
        let silent = self.still(silent).filter(|_| subject.is_some());
        let of = (subject.unwrap_or(&signed.account), hold.map(target));
        let event = permit.event(&self.core, act, signed, of, silent)?;
        let changes = self.core.written(act, event).await?;
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    /// Until when the person is not told, where that is still to come.
    pub(super) fn still(&self, silent: Option<Instant>) -> Option<Instant> {
        silent.filter(|at| *at > self.core.now())
    }
}

/// A hold as what something was done to: an id of its own, made of its number.
pub(super) fn target(hold: &Hold) -> Id {
    let mut tail = [0; 10];
    tail[2..].copy_from_slice(&hold.id.0.to_be_bytes());
    Id::new(hold.since, tail)
}

/// The number of the hold that stands behind such an id.
pub fn hold_number(target: Id) -> u64 {
    let tail = target.to_bytes().into_iter().skip(8);
    tail.fold(0, |number: u64, byte| number << 8 | u64::from(byte)) & NUMBER
}

#[cfg(test)]
mod tests {
    use super::*;
    use traffic::{Code, HoldId, HoldOrder, Pseudonym, Selector};

    #[test]
    fn the_number_of_a_hold_is_read_back() {
        let code = |text: &'static str| Code::new(text).unwrap();
        let at = Instant::from_unix_milliseconds;
        for number in [0, 1, 77, NUMBER] {
            let order = HoldOrder {
                case: code("C-1"),
                order: code("O-1"),
                officer: code("F-1"),
                selector: Selector::new(Some(Pseudonym([4; 16])), None).unwrap(),
                until: at(9),
                silent_until: None,
            };
            let hold = Hold { id: HoldId(number), since: at(1_795_402_800_000), order, released: None };
            assert_eq!(hold_number(target(&hold)), number);
        }
    }
}
