//! Where a case stands, and which step may follow. Every desk and every page asks here.

use super::Right;
use super::clock::Clocks;
use super::step::{Cause, Entry, Outcome, Reminder, Step};
use crate::date::Instant;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// A case, as far as its steps decide what may follow.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that the rule asks for")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// When it was filed.
    pub filed_at: Instant,
    /// When the clock that runs began: filed, reopened, or ordered.
    pub clock_from: Instant,
    /// Milliseconds the clock stood still since then.
    pub stopped: i64,
    /// Where it stands.
    pub state: State,
    /// Whether it was reopened: once, and no more.
    pub reopened: bool,
    /// Whether the division was written to: once.
    pub escalated: bool,
    /// Whether it was written to about a decision: only then there is one to uphold.
    pub disputed: bool,
    /// Whether the division has ordered the correction: what is left is to make it.
    pub ordered: bool,
    /// What was last reminded of since the clock began.
    pub reminded: Option<Reminder>,
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has taken it in hand.
    Filed,
    /// The facts are being checked.
    FactCheck,
    /// The person is to say more.
    WaitingForPerson {
        /// Since when.
        since: Instant,
    },
    /// The recorder has proposed; a second officer is to agree.
    Proposed {
        /// What.
        outcome: Outcome,
    },
    /// Decided.
    Decided {
        /// How.
        outcome: Outcome,
    },
    /// The division looks at it.
    AtDivision {
        /// Whether the office has answered.
        answered: bool,
    },
    /// The division has ordered a correction, and the office is to make it.
    Ordered,
    /// Taken back.
    Withdrawn,
}

/// Who takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The person, or who acts for them.
    Person,
    /// An officer of the office whose desk the case is on.
    Officer {
        /// Whether they made the record the case is about.
        recorded: bool,
        /// Whether they proposed what is to be agreed to.
        proposed: bool,
    },
    /// An officer of the division.
    Division,
    /// Time.
    System,
}

/// Why a step may not follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It does not follow from where the case stands.
    #[error("this does not follow from where the case stands")]
    NotNow,
    /// Somebody else's to do.
    #[error("this is for somebody else to do")]
    NotTheirs,
    /// Whoever recorded it, or proposed, cannot decide it alone.
    #[error("two persons must decide this")]
    TwoPersons,
    /// The division can be written to from this moment on.
    #[error("too early")]
    TooEarly(Instant),
    /// It was reopened before.
    #[error("a case is reopened once")]
    ReopenedBefore,
    /// The division was written to before.
    #[error("the division was written to before")]
    EscalatedBefore,
    /// A law commands that something is kept.
    #[error("a law commands that something is kept")]
    HeldByLaw,
}

impl Case {
    /// The case of these steps; `None` unless the first is that it was filed. Steps were allowed when they were taken,
    /// so that they are not asked about again.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Option<Self> {
        let mut entries = entries.into_iter();
        let first = entries.next().filter(|entry| entry.step == Step::Filed)?;
        let filed = Self {
            filed_at: first.at,
            clock_from: first.at,
            stopped: 0,
            state: State::Filed,
            reopened: false,
            escalated: false,
            disputed: false,
            ordered: false,
            reminded: None,
        };
        Some(entries.fold(filed, Self::after))
    }

    /// Whether it is open: something is still to be done.
    pub const fn is_open(&self) -> bool {
        !matches!(self.state, State::Decided { .. } | State::Withdrawn)
    }

    /// Where the case stands after a step.
    #[must_use]
    pub fn after(self, entry: Entry) -> Self {
        let since = match self.state {
            State::WaitingForPerson { since } => entry.at.unix_milliseconds() - since.unix_milliseconds(),
            _ => 0,
        };
        let stopped = self.stopped + since.max(0);
        let anew = Self { clock_from: entry.at, stopped: 0, reminded: None, ..self };
        let here = Self { stopped, ..self };
        match entry.step {
            // Whoever answers now has no more time than who answered before.
            Step::Filed | Step::Routed => self,
            Step::Declined if self.ordered => Self { state: State::Ordered, ..here },
            Step::Acknowledged | Step::Supplied | Step::Declined => Self { state: State::FactCheck, ..here },
            Step::AskedMore => Self { state: State::WaitingForPerson { since: entry.at }, ..self },
            Step::Proposed(outcome) => Self { state: State::Proposed { outcome }, ..here },
            Step::Decided(outcome) => Self { state: State::Decided { outcome }, ordered: false, ..here },
            Step::Reopened => Self { state: State::Filed, reopened: true, ..anew },
            Step::Escalated(cause) => {
                let disputed = cause == Cause::Disputed;
                Self { state: State::AtDivision { answered: false }, escalated: true, disputed, ..anew }
            }
            Step::Answered => Self { state: State::AtDivision { answered: true }, ..here },
            Step::Ordered => Self { state: State::Ordered, ordered: true, ..anew },
            Step::Upheld => Self { state: State::Decided { outcome: Outcome::Confirmed }, ..here },
            Step::Withdrawn => Self { state: State::Withdrawn, ..here },
            Step::Reminded(reminder) => Self { reminded: Some(reminder), ..self },
        }
    }

    /// The step that `party` takes when they mean `step` at `now`: an officer who recorded it proposes where another
    /// decides. The division answers for `right`s other than corrections itself: there is nobody to write to above it.
    pub fn take(
        &self,
        step: Step,
        right: Right,
        party: Party,
        (clocks, now): (Clocks, Instant),
    ) -> Result<Step, Refusal> {
        match (step, party) {
            (Step::Supplied, Party::Person) => only(matches!(self.state, State::WaitingForPerson { .. }), step),
            (Step::Withdrawn, Party::Person) => only(self.is_open() && self.state != State::Ordered, step),
            (Step::Reopened, Party::Person) => self.reopen(),
            (Step::Escalated(_), Party::Person) => self.escalate(right, clocks, now),
            (Step::Acknowledged, Party::Officer { .. }) => only(self.state == State::Filed, step),
            (Step::AskedMore, Party::Officer { .. }) => only(self.state == State::FactCheck, step),
            (Step::Answered, Party::Officer { .. }) => only(self.state == State::AtDivision { answered: false }, step),
            (Step::Declined, Party::Officer { proposed, .. }) => match self.state {
                State::Proposed { .. } if proposed => Err(Refusal::TwoPersons),
                State::Proposed { .. } => Ok(step),
                _ => Err(Refusal::NotNow),
            },
            (Step::Decided(outcome), Party::Officer { recorded, proposed }) => {
                self.decide(outcome, right, (recorded, proposed))
            }
            (Step::Ordered, Party::Division) => only(matches!(self.state, State::AtDivision { .. }), step),
            // What was never decided cannot be upheld.
            (Step::Upheld, Party::Division) => {
                only(self.disputed && matches!(self.state, State::AtDivision { .. }), step)
            }
            (Step::Reminded(_) | Step::Routed, Party::System) => only(self.is_open(), step),
            _ => Err(Refusal::NotTheirs),
        }
    }

    fn decide(&self, outcome: Outcome, right: Right, (recorded, proposed): (bool, bool)) -> Result<Step, Refusal> {
        let fits = (right == Right::Correction) == matches!(outcome, Outcome::Corrected | Outcome::Confirmed);
        match self.state {
            _ if !fits => Err(Refusal::NotNow),
            // Ordered is ordered: what is left to do is the correction.
            _ if self.ordered && outcome != Outcome::Corrected => Err(Refusal::NotNow),
            // Late is better than never: what the division was told nobody decides can still be decided.
            State::AtDivision { .. } if self.disputed => Err(Refusal::NotNow),
            State::FactCheck | State::WaitingForPerson { .. } | State::Ordered | State::AtDivision { .. }
                if recorded =>
            {
                Ok(Step::Proposed(outcome))
            }
            State::FactCheck | State::WaitingForPerson { .. } | State::Ordered | State::AtDivision { .. } => {
                Ok(Step::Decided(outcome))
            }
            State::Proposed { .. } if proposed || recorded => Err(Refusal::TwoPersons),
            State::Proposed { outcome: of } if of == outcome => Ok(Step::Decided(outcome)),
            _ => Err(Refusal::NotNow),
        }
    }

    fn reopen(&self) -> Result<Step, Refusal> {
        match self.state {
            State::Decided { .. } if self.reopened => Err(Refusal::ReopenedBefore),
            // What the division has said is not said again by the office.
            State::Decided { .. } if !self.escalated => Ok(Step::Reopened),
            _ => Err(Refusal::NotNow),
        }
    }

    fn escalate(&self, right: Right, clocks: Clocks, now: Instant) -> Result<Step, Refusal> {
        match self.state {
            _ if right != Right::Correction => Err(Refusal::NotNow),
            _ if self.escalated => Err(Refusal::EscalatedBefore),
            State::Withdrawn => Err(Refusal::NotNow),
            State::Decided { outcome } if outcome.is_yes() && !self.reopened => Err(Refusal::NotNow),
            State::Decided { .. } => Ok(Step::Escalated(Cause::Disputed)),
            _ => match clocks.deadlines(self, now) {
                Some(deadlines) if deadlines.decide.is_over(now) => Ok(Step::Escalated(Cause::Overdue)),
                Some(deadlines) => Err(Refusal::TooEarly(deadlines.decide.over())),
                None => Err(Refusal::NotNow),
            },
        }
    }
}

fn only(fits: bool, step: Step) -> Result<Step, Refusal> {
    if fits { Ok(step) } else { Err(Refusal::NotNow) }
}

impl Refusal {
    /// The reason code, as it is audited and shown.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotNow => "not-now",
            Self::NotTheirs => "not-theirs",
            Self::TwoPersons => "two-persons",
            Self::TooEarly(_) => "too-early",
            Self::ReopenedBefore => "reopened-before",
            Self::EscalatedBefore => "escalated-before",
            Self::HeldByLaw => "held-by-law",
        }
    }
}

impl Explain for Refusal {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NotNow => Bilingual::new(
                "เรื่องนี้เปลี่ยนไปแล้ว ทำขั้นนี้ไม่ได้ ดูลำดับเหตุการณ์ล่าสุด",
                "The case stands elsewhere now, so this step cannot be taken. See its timeline.",
            ),
            Self::NotTheirs => Bilingual::new("ขั้นนี้เป็นหน้าที่ของผู้อื่น", "This step is for somebody else to take."),
            Self::TwoPersons => Bilingual::new(
                "ผู้บันทึกหรือผู้เสนอตัดสินคนเดียวไม่ได้ ต้องมีเจ้าหน้าที่อีกคนเห็นด้วย",
                "Whoever recorded or proposed it cannot decide it alone: another officer must agree.",
            ),
            Self::TooEarly(_) => {
                Bilingual::new("ยังไม่ถึงเวลาที่จะมีหนังสือถึงกองฯ", "It is too early to write to the division.")
            }
            Self::ReopenedBefore => Bilingual::new("ขอพิจารณาใหม่ได้ครั้งเดียว", "A case can be reopened once."),
            Self::HeldByLaw => Bilingual::new(
                "กฎหมายกำหนดให้เก็บข้อมูลบางอย่างไว้ จึงลบทั้งบัญชียังไม่ได้ ดูรายการในหน้านี้",
                "A law commands that something is kept, so the account cannot be erased yet. This page lists what.",
            ),
            Self::EscalatedBefore => Bilingual::new("มีหนังสือถึงกองฯ แล้ว", "The division was written to already."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use proptest::prelude::*;

    const RECORDER: Party = Party::Officer { recorded: true, proposed: false };
    const OTHER: Party = Party::Officer { recorded: false, proposed: false };

    fn noon(text: &str) -> Instant {
        Day::from_iso(text).unwrap().begins().plus(12 * 3_600_000)
    }

    fn filed() -> Case {
        Case::of([Entry { step: Step::Filed, at: noon("2026-03-02") }]).unwrap()
    }

    fn then(case: Case, step: Step, party: Party, at: Instant) -> Result<Case, Refusal> {
        let step = case.take(step, Right::Correction, party, (Clocks::default(), at))?;
        Ok(case.after(Entry { step, at }))
    }

    #[test]
    fn the_recorder_alone_cannot_decide_and_two_can() {
        let at = noon("2026-03-03");
        let checked = then(filed(), Step::Acknowledged, RECORDER, at).unwrap();
        let proposed = then(checked, Step::Decided(Outcome::Corrected), RECORDER, at).unwrap();
        assert_eq!(proposed.state, State::Proposed { outcome: Outcome::Corrected });
        let again = Party::Officer { recorded: true, proposed: true };
        assert_eq!(then(proposed, Step::Decided(Outcome::Corrected), again, at), Err(Refusal::TwoPersons));
        assert_eq!(then(proposed, Step::Declined, again, at), Err(Refusal::TwoPersons));
        let agreed = then(proposed, Step::Decided(Outcome::Corrected), OTHER, at).unwrap();
        assert_eq!(agreed.state, State::Decided { outcome: Outcome::Corrected });
        assert_eq!(then(proposed, Step::Declined, OTHER, at).unwrap().state, State::FactCheck);
        let alone = then(checked, Step::Decided(Outcome::Confirmed), OTHER, at).unwrap();
        assert_eq!(alone.state, State::Decided { outcome: Outcome::Confirmed });
    }

    #[test]
    fn the_division_is_written_to_from_the_first_overdue_moment() {
        let over = Clocks::default().deadlines(&filed(), noon("2026-03-02")).unwrap().decide.over();
        let write = |at| then(filed(), Step::Escalated(Cause::Disputed), Party::Person, at);
        assert_eq!(write(over.plus(-1)), Err(Refusal::TooEarly(over)));
        let there = write(over).unwrap();
        assert_eq!(there.state, State::AtDivision { answered: false });
        assert_eq!(then(there, Step::Escalated(Cause::Overdue), Party::Person, over), Err(Refusal::EscalatedBefore));
        assert_eq!(then(there, Step::Upheld, Party::Division, over), Err(Refusal::NotNow), "nothing was decided");
        assert!(!then(there, Step::Decided(Outcome::Corrected), OTHER, over).unwrap().is_open(), "late, and done");
        let ordered = then(there, Step::Ordered, Party::Division, over).unwrap();
        assert_eq!(ordered.clock_from, over);
        assert_eq!(then(ordered, Step::Decided(Outcome::Confirmed), OTHER, over), Err(Refusal::NotNow));
        assert!(!then(ordered, Step::Decided(Outcome::Corrected), OTHER, over).unwrap().is_open());
        // Declining a proposal does not undo the order.
        let proposed = then(ordered, Step::Decided(Outcome::Corrected), RECORDER, over).unwrap();
        let declined = then(proposed, Step::Declined, OTHER, over).unwrap();
        assert_eq!(declined.state, State::Ordered);
        assert_eq!(then(declined, Step::Decided(Outcome::Confirmed), OTHER, over), Err(Refusal::NotNow));
    }

    #[test]
    fn a_decision_is_reopened_once_and_disputed_once() {
        let at = noon("2026-03-03");
        let decide = |case| {
            let checked = then(case, Step::Acknowledged, OTHER, at).unwrap();
            then(checked, Step::Decided(Outcome::Confirmed), OTHER, at).unwrap()
        };
        let first = decide(filed());
        let second = decide(then(first, Step::Reopened, Party::Person, at).unwrap());
        assert_eq!(then(second, Step::Reopened, Party::Person, at), Err(Refusal::ReopenedBefore));
        let there = then(second, Step::Escalated(Cause::Overdue), Party::Person, at).unwrap();
        let upheld = then(there, Step::Upheld, Party::Division, at).unwrap();
        assert_eq!(then(upheld, Step::Reopened, Party::Person, at), Err(Refusal::ReopenedBefore));
        assert_eq!(then(upheld, Step::Escalated(Cause::Disputed), Party::Person, at), Err(Refusal::EscalatedBefore));
    }

    #[test]
    fn nobody_takes_a_step_of_somebody_else() {
        let at = noon("2026-03-03");
        for (step, party) in [
            (Step::Acknowledged, Party::Person),
            (Step::Withdrawn, OTHER),
            (Step::Ordered, OTHER),
            (Step::Decided(Outcome::Corrected), Party::Division),
            (Step::Filed, Party::Person),
            (Step::Proposed(Outcome::Corrected), RECORDER),
        ] {
            assert_eq!(then(filed(), step, party, at), Err(Refusal::NotTheirs), "{step:?}");
        }
    }

    fn case(steps: &[Step]) -> Case {
        let at = noon("2026-03-03");
        steps.iter().fold(filed(), |case, step| case.after(Entry { step: *step, at }))
    }

    /// Where a case can stand, by the steps that led there.
    const CHECKED: [Step; 1] = [Step::Acknowledged];
    const WAITING: [Step; 2] = [Step::Acknowledged, Step::AskedMore];
    const PROPOSED: [Step; 2] = [Step::Acknowledged, Step::Proposed(Outcome::Corrected)];
    const CORRECTED: [Step; 2] = [Step::Acknowledged, Step::Decided(Outcome::Corrected)];
    const CONFIRMED: [Step; 2] = [Step::Acknowledged, Step::Decided(Outcome::Confirmed)];
    const REOPENED: [Step; 3] = [Step::Acknowledged, Step::Decided(Outcome::Confirmed), Step::Reopened];
    const OVERDUE: [Step; 1] = [Step::Escalated(Cause::Overdue)];
    const ANSWERED: [Step; 2] = [Step::Escalated(Cause::Overdue), Step::Answered];
    const DISPUTED: [Step; 3] =
        [Step::Acknowledged, Step::Decided(Outcome::Confirmed), Step::Escalated(Cause::Disputed)];
    const ORDERED: [Step; 2] = [Step::Escalated(Cause::Overdue), Step::Ordered];
    const WITHDRAWN: [Step; 1] = [Step::Withdrawn];

    /// The names of the steps that follow, in the order of all steps, each once.
    fn follows(steps: &[Step], party: Party) -> Vec<&'static str> {
        let clock = (Clocks::default(), noon("2026-03-03"));
        let taken = |step: Step| case(steps).take(step, Right::Correction, party, clock).ok();
        let mut names: Vec<_> = Step::ALL.into_iter().filter_map(taken).map(Step::name).collect();
        names.dedup();
        names
    }

    #[test]
    fn each_party_takes_the_steps_that_are_theirs_where_they_follow() {
        let officer = |recorded, proposed| Party::Officer { recorded, proposed };
        let none: &[&str] = &[];
        // The person; an officer who had no part in it; the one who recorded it; who recorded and proposed; the division.
        let table: [(&[Step], [&[&str]; 5]); 12] = [
            (&[], [&["withdrawn"], &["acknowledged"], &["acknowledged"], &["acknowledged"], none]),
            (
                &CHECKED,
                [
                    &["withdrawn"],
                    &["asked-more", "corrected", "confirmed"],
                    &["asked-more", "proposed-corrected", "proposed-confirmed"],
                    &["asked-more", "proposed-corrected", "proposed-confirmed"],
                    none,
                ],
            ),
            (
                &WAITING,
                [
                    &["supplied", "withdrawn"],
                    &["corrected", "confirmed"],
                    &["proposed-corrected", "proposed-confirmed"],
                    &["proposed-corrected", "proposed-confirmed"],
                    none,
                ],
            ),
            (&PROPOSED, [&["withdrawn"], &["declined", "corrected"], &["declined"], none, none]),
            (&CORRECTED, [&["reopened"], none, none, none, none]),
            (&CONFIRMED, [&["reopened", "escalated-disputed"], none, none, none, none]),
            (&REOPENED, [&["withdrawn"], &["acknowledged"], &["acknowledged"], &["acknowledged"], none]),
            (
                &OVERDUE,
                [
                    &["withdrawn"],
                    &["corrected", "confirmed", "answered"],
                    &["proposed-corrected", "proposed-confirmed", "answered"],
                    &["proposed-corrected", "proposed-confirmed", "answered"],
                    &["ordered"],
                ],
            ),
            (
                &ANSWERED,
                [
                    &["withdrawn"],
                    &["corrected", "confirmed"],
                    &["proposed-corrected", "proposed-confirmed"],
                    &["proposed-corrected", "proposed-confirmed"],
                    &["ordered"],
                ],
            ),
            (&DISPUTED, [&["withdrawn"], &["answered"], &["answered"], &["answered"], &["ordered", "upheld"]]),
            (&ORDERED, [none, &["corrected"], &["proposed-corrected"], &["proposed-corrected"], none]),
            (&WITHDRAWN, [none, none, none, none, none]),
        ];
        for (steps, expected) in table {
            let parties =
                [Party::Person, OTHER, RECORDER, officer(true, true), Party::Division].map(|it| follows(steps, it));
            assert_eq!(parties.each_ref().map(Vec::as_slice), expected, "{steps:?}");
            let open = !matches!(steps.last(), Some(Step::Decided(_) | Step::Withdrawn));
            assert_eq!(case(steps).is_open(), open);
            let reminded: &[&str] = &["reminded-unanswered", "reminded-soon", "reminded-over", "routed"];
            assert_eq!(follows(steps, Party::System), if open { reminded } else { none }, "{steps:?}");
        }
        let other_proposed = officer(false, true);
        assert_eq!(follows(&PROPOSED, other_proposed), none, "who proposed does not agree with themselves");
    }

    #[test]
    fn a_case_begins_by_being_filed() {
        let at = noon("2026-03-02");
        assert_eq!(Case::of([]), None);
        assert_eq!(Case::of([Entry { step: Step::Acknowledged, at }]), None);
        assert_eq!(filed().filed_at, at);
    }

    #[test]
    fn the_clock_begins_anew_where_somebody_else_is_to_answer() {
        let day = |text: &str, step: Step| Entry { step, at: noon(text) };
        let waited = [
            day("2026-03-03", Step::Acknowledged),
            day("2026-03-04", Step::AskedMore),
            day("2026-03-05", Step::Supplied),
            day("2026-03-06", Step::AskedMore),
            day("2026-03-08", Step::Supplied),
            day("2026-03-09", Step::Reminded(Reminder::Soon)),
        ];
        let case = waited.into_iter().fold(filed(), Case::after);
        assert_eq!((case.stopped, case.reminded), (3 * 86_400_000, Some(Reminder::Soon)), "the days add up");
        let proposed = case.after(day("2026-03-09", Step::Proposed(Outcome::Confirmed)));
        assert_eq!(proposed.stopped, case.stopped);
        for step in [Step::Escalated(Cause::Overdue), Step::Ordered, Step::Reopened] {
            let anew = case.after(day("2026-03-10", step));
            assert_eq!((anew.clock_from, anew.stopped, anew.reminded), (noon("2026-03-10"), 0, None), "{step:?}");
            assert_eq!(anew.filed_at, filed().filed_at);
        }
        let routed = case.after(day("2026-03-10", Step::Routed));
        assert_eq!(routed, case, "whoever answers now has no more time");
        let backwards = [day("2026-03-04", Step::AskedMore), day("2026-03-03", Step::Supplied)];
        assert_eq!(backwards.into_iter().fold(filed(), Case::after).stopped, 0, "a clock that went back stops nothing");
    }

    #[test]
    fn an_order_is_done_once_it_is_carried_out() {
        let ordered = case(&ORDERED);
        assert!(ordered.ordered && ordered.escalated && !ordered.disputed);
        let done = ordered.after(Entry { step: Step::Decided(Outcome::Corrected), at: noon("2026-03-03") });
        assert!(!done.ordered && !done.is_open());
        assert!(case(&DISPUTED).disputed && case(&REOPENED).reopened);
        let upheld = case(&DISPUTED).after(Entry { step: Step::Upheld, at: noon("2026-03-03") });
        assert_eq!(upheld.state, State::Decided { outcome: Outcome::Confirmed });
    }

    #[test]
    fn a_correction_that_was_refused_before_can_be_disputed_and_one_that_was_made_cannot() {
        let at = noon("2026-03-03");
        let again = [&REOPENED[..], &CORRECTED].concat();
        assert_eq!(
            case(&again).take(
                Step::Escalated(Cause::Overdue),
                Right::Correction,
                Party::Person,
                (Clocks::default(), at)
            ),
            Ok(Step::Escalated(Cause::Disputed))
        );
        assert_eq!(then(case(&CORRECTED), Step::Escalated(Cause::Disputed), Party::Person, at), Err(Refusal::NotNow));
        assert_eq!(then(case(&again), Step::Reopened, Party::Person, at), Err(Refusal::ReopenedBefore));
    }

    #[test]
    fn what_the_division_was_written_to_about_is_not_reopened() {
        let decided_late = [&OVERDUE[..], &[Step::Decided(Outcome::Confirmed)]].concat();
        let upheld = [&DISPUTED[..], &[Step::Upheld]].concat();
        for steps in [decided_late, upheld] {
            let written = case(&steps);
            assert!(!written.is_open() && !written.reopened);
            assert_eq!(
                then(written, Step::Reopened, Party::Person, noon("2026-03-03")),
                Err(Refusal::NotNow),
                "{steps:?}"
            );
        }
    }

    #[test]
    fn each_right_is_decided_in_its_own_words_and_only_corrections_go_to_the_division() {
        let (checked, at) = (case(&CHECKED), noon("2027-03-03"));
        for right in Right::ALL {
            let take = |step, party| checked.take(step, right, party, (Clocks::default(), at));
            for outcome in [Outcome::Corrected, Outcome::Confirmed, Outcome::Granted, Outcome::Refused] {
                let of_corrections = matches!(outcome, Outcome::Corrected | Outcome::Confirmed);
                let fits = of_corrections == (right == Right::Correction);
                let step = Step::Decided(outcome);
                assert_eq!(
                    take(step, OTHER),
                    if fits { Ok(step) } else { Err(Refusal::NotNow) },
                    "{right:?} {outcome:?}"
                );
            }
            let written = take(Step::Escalated(Cause::Overdue), Party::Person);
            assert_eq!(written.is_ok(), right == Right::Correction, "{right:?}");
        }
    }

    #[test]
    fn each_refusal_has_a_code_of_its_own() {
        let all = [
            Refusal::NotNow,
            Refusal::NotTheirs,
            Refusal::TwoPersons,
            Refusal::TooEarly(noon("2026-03-03")),
            Refusal::ReopenedBefore,
            Refusal::EscalatedBefore,
            Refusal::HeldByLaw,
        ];
        let codes: std::collections::BTreeSet<_> = all.map(Refusal::code).into_iter().collect();
        assert!(codes.len() == all.len() && !codes.contains(""));
    }

    proptest! {
        /// Whatever is tried, in whatever order: no decision about a record without somebody who did not make it; reopened
        /// and escalated once; the clock never stands still for less than nothing.
        #[test]
        fn any_order_of_tries_keeps_the_rules(tries in prop::collection::vec((0..Step::ALL.len(), 0..5_usize, 0_i64..20), 0..60)) {
            let parties = [Party::Person, RECORDER, OTHER, Party::Division, Party::System];
            let (mut case, mut at, mut proposer) = (filed(), noon("2026-03-02"), false);
            let (mut reopened, mut escalated) = (0, 0);
            for (step, party, days) in tries {
                at = at.plus(days * 86_400_000);
                let mut party = parties[party];
                if let Party::Officer { recorded, .. } = party {
                    party = Party::Officer { recorded, proposed: recorded && proposer };
                }
                let Ok(step) = case.take(Step::ALL[step], Right::Correction, party, (Clocks::default(), at)) else { continue };
                if let Step::Decided(outcome) = step {
                    prop_assert_eq!(party, OTHER);
                    prop_assert!(!case.ordered || outcome == Outcome::Corrected);
                }
                proposer = matches!(step, Step::Proposed(_)) || proposer && matches!(case.state, State::Proposed { .. });
                reopened += u32::from(step == Step::Reopened);
                escalated += u32::from(matches!(step, Step::Escalated(_)));
                case = case.after(Entry { step, at });
                prop_assert!(case.stopped >= 0);
                prop_assert_eq!(case.is_open(), Clocks::default().deadlines(&case, at).is_some());
            }
            prop_assert!(reopened <= 1 && escalated <= 1);
        }
    }
}
