//! The clocks of a case: acknowledge in 3 working days, decide in 15 days, 30 days at the very most (PDPA s.30 for
//! copies; the operator's own default for the rest). Days are Bangkok days. Nothing here is stored: what is overdue
//! follows from the steps and the moment it is asked.

use super::standing::{Case, State};
use super::step::Reminder;
use crate::date::{Day, Instant};
use crate::working_days::{working_day_from, working_days_after};

/// How long offices have: configuration, with defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// Working days in which a case is acknowledged.
    pub acknowledge: u16,
    /// Days in which it is decided.
    pub decide: u16,
    /// Days after which it is overdue whatever happened: waiting for the person does not lengthen them.
    pub ceiling: u16,
}

impl Default for Clocks {
    fn default() -> Self {
        Self { acknowledge: 3, decide: 15, ceiling: 30 }
    }
}

/// The end of a period: the last day, and the first moment after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limit {
    /// The last Bangkok day.
    pub day: Day,
}

/// What an open case is to meet next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// By when it is to be acknowledged; nothing once it was.
    pub acknowledge: Option<Limit>,
    /// By when the office is to answer the division, in as many working days; nothing unless it was written to, or once it
    /// has answered.
    pub answer: Option<Limit>,
    /// By when it is to be decided.
    pub decide: Limit,
    /// Whether the clock to decide stands still, because the person is waited for.
    pub stopped: bool,
}

impl Limit {
    /// The first moment that is too late.
    pub fn over(self) -> Instant {
        self.day.next().begins()
    }

    /// Whether it is too late at `now`: from the first second of the day after.
    pub fn is_over(self, now: Instant) -> bool {
        now >= self.over()
    }

    /// Whole days left at `now`: 0 on the last day, negative once it is over.
    pub fn days_left(self, now: Instant) -> i64 {
        const DAY: i64 = 86_400_000;
        let today = now.bangkok_day().begins().unix_milliseconds();
        (self.day.begins().unix_milliseconds() - today) / DAY
    }
}

impl Clocks {
    /// The deadlines of `case` at `now`; `None` once it is decided or taken back.
    pub fn deadlines(self, case: &Case, now: Instant) -> Option<Deadlines> {
        let waiting = match case.state {
            State::Decided { .. } | State::Withdrawn => return None,
            State::WaitingForPerson { since } => (now.unix_milliseconds() - since.unix_milliseconds()).max(0),
            _ => 0,
        };
        let began = case.clock_from.bangkok_day();
        let counted_from = case.clock_from.plus(case.stopped + waiting).bangkok_day();
        let decide = working_day_from(counted_from.plus(self.decide));
        let ceiling = working_day_from(began.plus(self.ceiling));
        let first = Limit { day: working_days_after(began, self.acknowledge) };
        Some(Deadlines {
            acknowledge: (case.state == State::Filed).then_some(first),
            answer: (case.state == State::AtDivision { answered: false }).then_some(first),
            decide: Limit { day: decide.min(ceiling) },
            stopped: matches!(case.state, State::WaitingForPerson { .. }),
        })
    }
}

/// Days before the limit at which offices and people are reminded that it is near.
const SOON: u16 = 3;

impl Deadlines {
    /// What is to be reminded of at `now` after what was already, if anything.
    pub fn reminder(self, before: Option<Reminder>, now: Instant) -> Option<Reminder> {
        let due = [
            (Some(self.decide.over()), Reminder::Over),
            (Some(self.soon()), Reminder::Soon),
            (self.first().map(Limit::over), Reminder::Unanswered),
        ];
        let reached = due.into_iter().find(|(at, _)| at.is_some_and(|at| at <= now))?.1;
        (before < Some(reached)).then_some(reached)
    }

    /// When the next reminder is due after what was reminded of already; `None` where there is nothing left.
    pub fn next_reminder(self, before: Option<Reminder>) -> Option<Instant> {
        let due = [
            (self.first().map(Limit::over), Reminder::Unanswered),
            (Some(self.soon()), Reminder::Soon),
            (Some(self.decide.over()), Reminder::Over),
        ];
        due.into_iter().filter(|(_, which)| before < Some(*which)).filter_map(|(at, _)| at).min()
    }

    /// What the office is to do before it decides.
    fn first(self) -> Option<Limit> {
        self.acknowledge.or(self.answer)
    }

    /// The first moment of the last days.
    fn soon(self) -> Instant {
        const DAY: i64 = 86_400_000;
        self.decide.day.begins().plus(-i64::from(SOON) * DAY)
    }

    /// The next limit: what an office must do first.
    pub fn next(self) -> Limit {
        self.first().map_or(self.decide, |first| first.min(self.decide))
    }

    /// Whether anything is overdue at `now`.
    pub fn is_overdue(self, now: Instant) -> bool {
        self.next().is_over(now)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cause, Entry, Outcome, Step};
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn at(text: &str, hour: i64) -> Instant {
        day(text).begins().plus(hour * 3_600_000)
    }

    fn case(steps: &[(Step, Instant)]) -> Case {
        Case::of(steps.iter().map(|(step, at)| Entry { step: *step, at: *at })).unwrap()
    }

    #[test]
    fn three_working_days_and_fifteen_days() {
        // Filed on Friday evening before a Monday that is a holiday (7 December 2026, in lieu).
        let filed = case(&[(Step::Filed, at("2026-12-04", 23))]);
        let deadlines = Clocks::default().deadlines(&filed, at("2026-12-04", 23)).unwrap();
        // 8, 9 December, then 10 is Constitution Day, so 11.
        assert_eq!(deadlines.acknowledge, Some(Limit { day: day("2026-12-11") }));
        // The 15th day, 19 December, is a Saturday: the period ends on Monday.
        assert_eq!(deadlines.decide, Limit { day: day("2026-12-21") });
        assert_eq!(deadlines.next().day, day("2026-12-11"));
    }

    #[test]
    fn overdue_from_the_first_millisecond_of_the_day_after() {
        let filed = case(&[(Step::Filed, at("2026-03-02", 9)), (Step::Acknowledged, at("2026-03-02", 10))]);
        let limit = Clocks::default().deadlines(&filed, at("2026-03-02", 12)).unwrap().decide;
        assert_eq!(limit.day, day("2026-03-17"));
        assert!(!limit.is_over(limit.over().plus(-1)) && limit.is_over(limit.over()));
        assert_eq!(limit.over(), at("2026-03-18", 0));
        assert_eq!(
            [at("2026-03-16", 0), at("2026-03-17", 23), at("2026-03-18", 0)].map(|it| limit.days_left(it)),
            [1, 0, -1]
        );
    }

    #[test]
    fn the_day_is_the_day_in_bangkok() {
        // 17:30 UTC is half past midnight of the next day there.
        let before = case(&[(Step::Filed, at("2026-03-02", 24).plus(-1))]);
        let after = case(&[(Step::Filed, at("2026-03-03", 0))]);
        let clocks = Clocks::default();
        assert_eq!(clocks.deadlines(&before, at("2026-03-04", 0)).unwrap().decide.day, day("2026-03-17"));
        assert_eq!(clocks.deadlines(&after, at("2026-03-04", 0)).unwrap().decide.day, day("2026-03-18"));
    }

    #[test]
    fn each_limit_is_reminded_of_once() {
        let clocks = Clocks::default();
        let mut filed = case(&[(Step::Filed, at("2026-03-02", 9))]);
        let mut told = Vec::new();
        for hour in 0..24 * 40 {
            let now = at("2026-03-02", 9 + hour);
            let deadlines = clocks.deadlines(&filed, now).unwrap();
            let due = deadlines.next_reminder(filed.reminded).is_some_and(|at| at <= now);
            assert_eq!(deadlines.reminder(filed.reminded, now).is_some(), due);
            if let Some(reminder) = deadlines.reminder(filed.reminded, now) {
                told.push((reminder, now.bangkok_day()));
                filed = filed.after(Entry { step: Step::Reminded(reminder), at: now });
            }
        }
        // 3 March is Makha Bucha.
        let expected = [
            (Reminder::Unanswered, day("2026-03-07")),
            (Reminder::Soon, day("2026-03-14")),
            (Reminder::Over, day("2026-03-18")),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn an_office_answers_the_division_in_three_working_days() {
        let steps = [(Step::Filed, at("2026-03-02", 9)), (Step::Escalated(Cause::Overdue), at("2026-03-18", 9))];
        let deadlines = |steps: &[(Step, Instant)]| Clocks::default().deadlines(&case(steps), at("2026-03-18", 10));
        let written = deadlines(&steps).unwrap();
        // Thursday, Friday, and Monday.
        let limit = Limit { day: day("2026-03-23") };
        assert_eq!((written.acknowledge, written.answer, written.next()), (None, Some(limit), limit));
        assert!(!written.is_overdue(at("2026-03-24", 0).plus(-1)) && written.is_overdue(at("2026-03-24", 0)));
        let answered = deadlines(&[&steps[..], &[(Step::Answered, at("2026-03-18", 10))]].concat()).unwrap();
        assert_eq!((answered.acknowledge, answered.answer), (None, None));
        assert_eq!((answered.next(), answered.decide.day), (answered.decide, day("2026-04-02")));
        assert!(!answered.is_overdue(at("2026-03-24", 0)) && answered.is_overdue(at("2026-04-03", 0)));
        assert!(!written.stopped && !answered.stopped);
    }

    #[test]
    fn what_is_decided_or_taken_back_has_no_deadline() {
        for step in [Step::Decided(Outcome::Confirmed), Step::Withdrawn] {
            let closed = case(&[(Step::Filed, at("2026-03-02", 9)), (step, at("2026-03-03", 9))]);
            assert_eq!(Clocks::default().deadlines(&closed, at("2026-05-01", 9)), None);
        }
    }

    #[test]
    fn waiting_for_the_person_stops_the_clock_up_to_the_ceiling() {
        let steps = [
            (Step::Filed, at("2026-03-02", 9)),
            (Step::Acknowledged, at("2026-03-02", 10)),
            (Step::AskedMore, at("2026-03-04", 9)),
        ];
        let waiting = case(&steps);
        let clocks = Clocks::default();
        let then = clocks.deadlines(&waiting, at("2026-03-09", 9)).unwrap();
        assert!(then.stopped);
        // Five days waited: 17 March becomes the 22nd, a Sunday, so Monday.
        assert_eq!(then.decide.day, day("2026-03-23"));
        let supplied = case(&[&steps[..], &[(Step::Supplied, at("2026-03-09", 9))]].concat());
        assert_eq!(clocks.deadlines(&supplied, at("2026-03-20", 9)).unwrap().decide.day, day("2026-03-23"));
        // However long it takes, 30 days end on 1 April.
        assert_eq!(clocks.deadlines(&waiting, at("2026-05-01", 9)).unwrap().decide.day, day("2026-04-01"));
    }
}
