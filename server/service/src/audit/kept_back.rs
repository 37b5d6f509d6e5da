//! What is kept from people for a time, against what the ledger was told when it happened: every commitment opens to a use
//! that is still there and says the same, and nothing is kept back that was not committed to.

use super::sum::Sum;
use super::{AuditDesk, Check, EVENTS, Report};
use crate::error::ServiceError;
use crate::kept_back::receipt_of;
use crate::ledger_desk::LedgerError;
use crate::registers;
use domain::{Id, Instant};
use ledger::commitment;
use std::sync::atomic::{AtomicU64, Ordering};
use storage::{EntryStep, KeptBackLine};

impl AuditDesk {
    /// Every commitment to a use, and every use that is kept back or once was.
    pub(super) async fn kept_back(
        &self,
        check: Check,
        (report, sum): (&mut Report, &mut Sum),
        done: &AtomicU64,
    ) -> Result<(), LedgerError> {
        let key = self.core.keys().register();
        let mut after = (String::new(), String::new());
        while let Some(found) = self.commitments_after(&mut after).await? {
            for kept in &found {
                self.count((kept.id, &kept.commitment), check, (report, sum)).await?;
                match receipt_of(&key, kept) {
                    Err(_) => report.find(&format!("the receipt of use {} cannot be opened", kept.id)),
                    Ok((salt, bytes)) if commitment(&salt, &bytes) != *kept.commitment.as_bytes() => {
                        report.find(&format!("the receipt of use {} is not what was committed to", kept.id));
                    }
                    Ok((_, bytes)) => self.use_of((&kept.subject, kept.id), &bytes, report).await?,
                }
            }
            done.store(report.events, Ordering::Relaxed);
        }
        self.hidden(report).await
    }

    /// Looks each commitment up by itself.
    pub(super) async fn look_up_kept_back(&self, report: &mut Report) -> Result<(), LedgerError> {
        let mut after = (String::new(), String::new());
        while let Some(found) = self.commitments_after(&mut after).await? {
            for kept in &found {
                self.look_up(kept.id, &kept.commitment, report).await?;
            }
        }
        Ok(())
    }

    /// The next commitments; `None` after the last.
    async fn commitments_after(&self, after: &mut (String, String)) -> Result<Option<Vec<KeptBackLine>>, LedgerError> {
        let found = self.core.storage.kept_back_after((&after.0, &after.1), EVENTS).await;
        let found = found.map_err(ServiceError::from)?;
        if let Some(last) = found.last() {
            *after = (last.subject.clone(), last.id.to_string());
        }
        Ok(Some(found).filter(|found| !found.is_empty()))
    }

    /// The use that a step of a register is: it stands in the log of whom the entry concerns.
    pub(super) async fn use_of_step(
        &self,
        step: &EntryStep,
        receipt: &[u8],
        report: &mut Report,
    ) -> Result<(), LedgerError> {
        if !registers::is_of_use(receipt) {
            return Ok(());
        }
        let entry = self.core.storage.register_entry(step.entry).await.map_err(ServiceError::from)?;
        let concerns = entry.map(|entry| entry.concerns).unwrap_or_default();
        self.use_of((&concerns, step.id), receipt, report).await
    }

    async fn use_of(&self, (subject, id): (&str, Id), receipt: &[u8], report: &mut Report) -> Result<(), LedgerError> {
        match self.core.storage.access(subject, id).await.map_err(ServiceError::from)? {
            None => report.find(&format!("use {id} is in the ledger and no longer in the log of whom it concerns")),
            Some(line) if !self.core.says(receipt, (subject, &line)) => {
                report.find(&format!("use {id} says another thing than its receipt"));
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Nothing is kept back, or was, that the ledger does not know.
    async fn hidden(&self, report: &mut Report) -> Result<(), LedgerError> {
        let storage = &self.core.storage;
        let mut after = (Instant::from_unix_milliseconds(0), String::new(), String::new());
        loop {
            let found = storage.hidden_after((after.0, &after.1, &after.2), EVENTS).await;
            let found = found.map_err(ServiceError::from)?;
            let Some((shown_from, subject, id)) = found.last() else { return Ok(()) };
            after = (*shown_from, subject.clone(), id.to_string());
            for (_, _, id) in &found {
                report.kept_back += 1;
                let known = storage.is_waiting(*id).await.map_err(ServiceError::from)?
                    || storage.placed_for(*id).await.map_err(ServiceError::from)?.is_some();
                if !known {
                    report.find(&format!("use {id} is kept from whom it concerns and was never committed to"));
                }
            }
        }
    }
}
