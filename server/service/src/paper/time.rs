//! What time brings to a settled form: its picture is destroyed when the catalogue's promise says so. What was read off it
//! stays, and so does that there was a picture; nothing of an open form is ever destroyed here.

use super::{PaperDesk, whose};
use crate::cases::SYSTEM;
use crate::error::ServiceError;
use domain::paper::{Picture, Refusal, Step};
use storage::{PaperChange, PaperStep, StoredPaper};

/// Pictures in one step.
const ROUND: u32 = 100;

impl PaperDesk {
    /// Destroys every picture whose time is over; gives back how many.
    pub async fn destroy_pictures(&self) -> Result<usize, ServiceError> {
        let mut destroyed = 0;
        loop {
            let due = self.core.storage.papers_to_destroy(Picture::settled_by(self.core.now()), ROUND).await?;
            let before = destroyed;
            for paper in due {
                match self.destroy_picture(&paper).await {
                    Ok(()) => destroyed += 1,
                    // Another process destroyed it, or its person was found, at this very moment.
                    Err(ServiceError::Meanwhile) => {}
                    Err(error) => return Err(error),
                }
            }
            if destroyed == before {
                return Ok(destroyed);
            }
        }
    }

    async fn destroy_picture(&self, paper: &StoredPaper) -> Result<(), ServiceError> {
        let at = self.core.now();
        if !picture(paper).is_due(at) {
            return Err(ServiceError::Meanwhile);
        }
        paper.state.after(Step::Destroyed, false).ok_or(Refusal::NotNow)?;
        let step = PaperStep {
            paper: paper.id,
            place: paper.steps + 1,
            step: Step::Destroyed,
            at,
            actor: SYSTEM.to_owned(),
            // Nothing was read; and of who was erased there is no key to seal with.
            sealed: Vec::new(),
        };
        let event = self.core.audit("paper-scan-destroyed", (SYSTEM, None), whose(paper), Some(paper.id))?;
        self.commit(vec![PaperChange::Destroy { step }.into(), event]).await
    }
}

/// What becomes of the picture of a form.
pub(super) fn picture(paper: &StoredPaper) -> Picture {
    Picture::of(paper.state, paper.settled_at, paper.destroyed_at)
}
