//! What time alone brings: reminders of limits, and desks that close. And what offices are written about their cases.

use super::moving::{Move, audited};
use super::{CaseDesk, SYSTEM, standing};
use crate::core::Core;
use crate::error::ServiceError;
use crate::messages::TRIED_FOR;
use domain::Language;
use domain::cases::{OfficeMail, Party, Step, Words};
use domain::organisation::{DIVISION, desk};
use storage::{AddressKind, Change, OutboxState, StoredCase};

/// The most cases of one round.
const ROUND: u32 = 200;

impl CaseDesk {
    /// Reminds offices and people of limits that are near or over; gives back how many.
    pub async fn remind(&self) -> Result<usize, ServiceError> {
        let mut reminded = 0;
        for case in self.core.storage.to_remind(self.core.now().plus(1), ROUND).await? {
            reminded += usize::from(went_on(&case, self.remind_of(&case).await));
        }
        Ok(reminded)
    }

    async fn remind_of(&self, case: &StoredCase) -> Result<(), ServiceError> {
        let now = self.core.now();
        let before = standing(&self.core.storage.case_steps(&case.subject, case.id).await?)?;
        let deadlines = self.core.rules.clocks.deadlines(&before, now).ok_or(ServiceError::Meanwhile)?;
        let reminder = deadlines.reminder(before.reminded, now).ok_or(ServiceError::Meanwhile)?;
        self.by_time(case, Step::Reminded(reminder), None).await
    }

    /// Passes the cases of offices that have closed to who answers for them; gives back how many.
    pub async fn pass_on(&self) -> Result<usize, ServiceError> {
        let mut passed = 0;
        for case in self.core.storage.at_closed_desks(ROUND).await? {
            let to = match self.core.storage.organisation(&case.desk).await? {
                Some(closed) => desk(&closed.code, &self.core.storage.organisations(&closed.province).await?),
                None => DIVISION.to_owned(),
            };
            passed += usize::from(went_on(&case, self.by_time(&case, Step::Routed, Some(to)).await));
        }
        Ok(passed)
    }

    async fn by_time(&self, case: &StoredCase, step: Step, desk: Option<String>) -> Result<(), ServiceError> {
        let steps = self.core.storage.case_steps(&case.subject, case.id).await?;
        let before = standing(&steps)?;
        let step = before.take(step, case.right, Party::System, (self.core.rules.clocks, self.core.now()))?;
        let (words, seen) = (Words::default(), case.standing.steps);
        let it = Move { step, words, reason: None, content: None, evidence: None, seen };
        let actor = (SYSTEM, None);
        let trace = self.core.audit(audited(step), actor, &case.subject, Some(case.id))?;
        self.commit((actor, trace), (case, &steps, before), (SYSTEM, ""), (step, &it, desk)).await
    }
}

/// Whether a case went on. One that cannot keeps no other waiting.
fn went_on(case: &StoredCase, outcome: Result<(), ServiceError>) -> bool {
    match outcome {
        Ok(()) => true,
        // Somebody moved it meanwhile, or the person was erased.
        Err(ServiceError::Meanwhile | ServiceError::Absent) => false,
        Err(error) => {
            tracing::warn!(%error, case = %case.id, "what time brings to a case was not recorded");
            false
        }
    }
}

impl Core {
    /// The mail that tells the office of `desk` about one of its cases; nothing where it has no address.
    pub(crate) async fn tell_desk(
        &self,
        mail: OfficeMail,
        desk: &str,
        number: &str,
    ) -> Result<Option<Change>, ServiceError> {
        let room = if desk == DIVISION { "office/cases" } else { "unit/corrections" };
        self.tell_office(mail, desk, (number, &format!("{room}/{number}"))).await
    }

    /// The mail that tells an office to look at a page; nothing where it has no address.
    pub(crate) async fn tell_office(
        &self,
        mail: OfficeMail,
        code: &str,
        (number, page): (&str, &str),
    ) -> Result<Option<Change>, ServiceError> {
        let to = if code == DIVISION {
            self.rules.division_mail.to_string()
        } else {
            self.storage.organisation(code).await?.map(|it| it.mail).unwrap_or_default()
        };
        if to.is_empty() {
            return Ok(None);
        }
        let link = |language: Language| format!("{}/{}/{page}", self.origin, language.tag());
        let text = mail.text(number, (&link(Language::Th), &link(Language::En)));
        let plain = [Language::Th.tag(), &to, mail.subject().th, &text].join("\n");
        let at = self.now();
        self.outgoing(None, AddressKind::Email, &plain, (at, TRIED_FOR), OutboxState::Queued).map(Some)
    }
}
