//! Who reads the files that wait in this portal: one reader a file, few at once. What cannot be read further now waits with
//! its reason and is tried again; after a restart everything goes on where it stood. A file that is over is removed.

use super::{Folder, Halt, Sealed, SourceError, run};
use domain::permission::Rule;
use domain::{Id, Instant};
use service::{ServiceError, Services};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use storage::{FileImport, ImportState};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::JoinSet;

/// How many files are read at once.
const AT_ONCE: usize = 2;
/// How many files come in at once: each has a thread that seals it.
const COMING: usize = 8;
/// How long a file waits that somebody has to look at first, in milliseconds: each refusal is written down.
const REFUSED: i64 = 10 * 60_000;

/// What is being done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Others are read before it.
    InLine,
    /// It is being read.
    Reading,
    /// It is not read now; since when.
    Held(Why, Instant),
}

/// Why a file is not read now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A condition of the permission does not hold.
    Refused(Rule),
    /// Who brought it is no longer an officer of the unit.
    Officer,
    /// It is damaged on disk.
    Damaged,
    /// Another process reads it.
    Elsewhere,
    /// Database or disk are away.
    Unavailable,
}

/// The files of this portal.
pub struct Imports {
    services: Arc<Services>,
    folder: Folder,
    places: Semaphore,
    coming: Semaphore,
    doing: Mutex<HashMap<Id, Doing>>,
    readers: Mutex<JoinSet<()>>,
}

impl Imports {
    /// The files in this data folder; nothing is read before [`Imports::look`].
    pub fn new(services: Arc<Services>, data: &Path) -> Arc<Self> {
        Arc::new(Self {
            services,
            folder: Folder::of(data),
            places: Semaphore::new(AT_ONCE),
            coming: Semaphore::new(COMING),
            doing: Mutex::default(),
            readers: Mutex::default(),
        })
    }

    /// Where they wait.
    pub const fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Whether a file waits here; one that an operator's command reads does not.
    pub fn has(&self, id: Id) -> bool {
        self.folder.has(id)
    }

    /// A place for a file that comes in; `None` where all are taken.
    pub fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.coming.try_acquire().ok()
    }

    /// What is being done with a file; nothing where it is over, or was never here.
    pub fn doing(&self, id: Id) -> Option<Doing> {
        self.doings().get(&id).copied()
    }

    /// After a start: what came whole before the portal ended waits, what was cut off is removed.
    pub async fn tidy(&self) -> Result<(), Halt> {
        for id in self.folder.left().map_err(SourceError::from)? {
            let known = self.services.imports.standing(id).await?;
            let kept = if known.is_some_and(|file| file.state == ImportState::Running) {
                self.folder.keep(id)
            } else {
                self.folder.remove(id)
            };
            kept.map_err(SourceError::from)?;
        }
        Ok(())
    }

    /// Begins to read each file that waits and is not read, unless it was refused lately.
    pub async fn look(self: &Arc<Self>) -> Result<(), Halt> {
        let now = self.services.clock.now();
        for id in self.folder.waiting().map_err(SourceError::from)? {
            match self.doing(id) {
                Some(Doing::InLine | Doing::Reading) => continue,
                Some(Doing::Held(Why::Refused(_) | Why::Officer | Why::Damaged, since))
                    if now < since.plus(REFUSED) =>
                {
                    continue;
                }
                _ => {}
            }
            match self.services.imports.standing(id).await? {
                Some(file) if file.state == ImportState::Running => self.start(id),
                _ => self.remove(id),
            }
        }
        Ok(())
    }

    /// Begins to read a file that waits, unless it is read.
    pub fn start(self: &Arc<Self>, id: Id) {
        let mut doings = self.doings();
        if matches!(doings.get(&id), Some(Doing::InLine | Doing::Reading)) {
            return;
        }
        doings.insert(id, Doing::InLine);
        drop(doings);
        let it = Arc::clone(self);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        while readers.try_join_next().is_some() {}
        readers.spawn(async move { it.read(id).await });
    }

    /// A file was stopped: it is removed, unless its reader does it.
    pub fn stopped(&self, id: Id) {
        if !matches!(self.doing(id), Some(Doing::InLine | Doing::Reading)) {
            self.remove(id);
        }
    }

    /// Reads nothing further: what is under way is taken or is not, and goes on after the next start.
    pub fn close(&self) {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).abort_all();
    }

    async fn read(&self, id: Id) {
        let Ok(_place) = self.places.acquire().await else { return };
        self.doings().insert(id, Doing::Reading);
        match self.whole(id).await {
            Ok(_) => self.remove(id),
            Err(halt) => {
                let why = why(&halt);
                // What a person has to do is on their page; what the operator has to look at is said here.
                if matches!(why, Why::Damaged | Why::Unavailable) {
                    tracing::warn!(%id, error = %halt, "a file of records is not read further for now");
                }
                self.doings().insert(id, Doing::Held(why, self.services.clock.now()));
            }
        }
    }

    async fn whole(&self, id: Id) -> Result<FileImport, Halt> {
        let (_, file) = self.services.imports.resumed(id).await?;
        if file.state != ImportState::Running {
            return Ok(file);
        }
        let seal = self.services.imports.seal(id).await?;
        let source = Sealed::open(&self.folder.path(id), seal, file.of_bytes).map_err(SourceError::from)?;
        run(&self.services, id, source, &mut |_| true).await
    }

    fn remove(&self, id: Id) {
        if let Err(error) = self.folder.remove(id) {
            tracing::warn!(%id, %error, "a file of records that is over could not be removed");
        }
        self.doings().remove(&id);
    }

    fn doings(&self) -> MutexGuard<'_, HashMap<Id, Doing>> {
        self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn why(halt: &Halt) -> Why {
    match halt {
        Halt::Service(ServiceError::Denied(rule)) => Why::Refused(*rule),
        Halt::Service(ServiceError::Absent | ServiceError::Forbidden) => Why::Officer,
        Halt::Service(ServiceError::Sealed) | Halt::Source(SourceError::Damaged | SourceError::Changed) => Why::Damaged,
        Halt::Source(SourceError::Disk(error)) if error.kind() == io::ErrorKind::NotFound => Why::Damaged,
        Halt::Elsewhere => Why::Elsewhere,
        Halt::Service(_) | Halt::Source(SourceError::Disk(_)) => Why::Unavailable,
    }
}
