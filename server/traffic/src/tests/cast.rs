//! Who and what the tests play with: a clock that is set by hand, people, entries, and a log in a folder of its own.

use crate::clock::ClockEvidence;
use crate::disk::Disk;
use crate::*;
use domain::Instant;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// 1 January 2026, 10:00 in Bangkok.
pub(crate) const START: Instant = Instant::from_unix_milliseconds(1_767_236_400_000);
pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// A log, its folder and its clock.
pub(crate) struct Stage {
    pub(crate) folder: TempDir,
    pub(crate) log: Option<Log>,
    pub(crate) now: Moment,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::at(START)
    }

    pub(crate) fn at(wall: Instant) -> Self {
        let folder = folder();
        let log = Some(open(folder.path()).unwrap().0);
        Self { folder, log, now: Moment { wall, uptime: 0, boot: [1; 16], source: TimeSource::TimeServer } }
    }

    pub(crate) fn dir(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn log(&mut self) -> &mut Log {
        self.log.as_mut().unwrap()
    }

    /// Both clocks go on.
    pub(crate) fn wait(&mut self, milliseconds: i64) {
        self.now.wall = self.now.wall.plus(milliseconds);
        self.now.uptime = self.now.uptime.saturating_add_signed(milliseconds);
    }

    /// Both clocks go on up to `wall`.
    pub(crate) fn wait_until(&mut self, wall: Instant) {
        self.wait(wall.unix_milliseconds() - self.now.wall.unix_milliseconds());
    }

    /// One frame of entries of these people, now.
    pub(crate) fn append(&mut self, people: &[u16]) -> Vec<Entry> {
        let entries: Vec<Entry> = people.iter().map(|n| entry(*n, self.now.wall)).collect();
        let now = self.now;
        self.log().append(&entries, &now).unwrap();
        entries
    }

    pub(crate) fn try_hold(&mut self, selector: Selector, until: Instant) -> Result<HoldId, HoldError> {
        let now = self.now;
        self.log().hold(&order(selector, until), &now)
    }

    pub(crate) fn hold(&mut self, person: u16, until: Instant) -> HoldId {
        self.try_hold(selector(person), until).unwrap()
    }

    pub(crate) fn release(&mut self, hold: HoldId) {
        let now = self.now;
        self.log().release(hold, &code("R-1"), &code("F-1"), &now).unwrap();
    }

    pub(crate) fn purge(&mut self) -> Result<Purge, PurgeError> {
        let now = self.now;
        self.log().purge(&now, &ClockEvidence::Log)
    }

    /// A purge that is known to delete something.
    pub(crate) fn purged(&mut self) -> Purged {
        match self.purge().unwrap() {
            Purge::Done(purged) => purged,
            Purge::NothingDue => panic!("nothing was due"),
        }
    }

    pub(crate) fn export(&mut self, person: u16) -> Vec<Exported> {
        let now = self.now;
        let export = self.log().export(code("E-1"), selector(person), code("A-1"), &now).unwrap();
        export.map(Result::unwrap).collect()
    }

    pub(crate) fn report(&self) -> Report {
        verify(self.dir(), &keys().public()).unwrap()
    }

    /// That nothing at all is to be said of the log.
    pub(crate) fn assert_whole(&self) {
        let report = self.report();
        assert_eq!((&report.findings, &report.remarks), (&vec![], &vec![]));
    }

    /// The process ends and begins anew, at once.
    pub(crate) fn reopen(&mut self) -> Opened {
        self.log = None;
        let (log, opened) = open(self.dir()).unwrap();
        self.log = Some(log);
        self.now.boot = (u128::from_be_bytes(self.now.boot) + 1).to_be_bytes();
        self.now.uptime = 0;
        opened
    }

    /// The files of the log in order, without head and lock.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let (segments, _) = crate::segment::Segment::list(self.dir()).unwrap();
        segments.iter().map(|segment| segment.path(self.dir())).collect()
    }

    /// The names of those of one kind.
    pub(crate) fn named(&self, extension: &str) -> Vec<PathBuf> {
        self.files().into_iter().filter(|path| path.extension().unwrap() == extension).collect()
    }
}

/// A folder for one log; in memory where there is such a place.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Numbers that look random and are the same every time (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of the numbers below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll() % sides as u64).unwrap()
    }
}

/// How often to repeat: the number in the environment, or a few.
pub(crate) fn times(name: &str, few: u64) -> u64 {
    std::env::var(name).map_or(few, |times| times.parse().unwrap())
}

pub(crate) fn keys() -> Keys {
    Keys::new([9; 32], KeyId(2), |KeyId(id)| (1..3).contains(&id).then(|| [u8::try_from(id).unwrap(); 32]))
}

pub(crate) fn open(dir: &Path) -> Result<(Log, Opened), OpenError> {
    Log::open_on(Disk::default(), dir, keys())
}

pub(crate) fn code(text: &'static str) -> Code {
    Code::new(text).unwrap()
}

pub(crate) fn pseudonym(person: u16) -> Pseudonym {
    let mut bytes = [0xA5; 16];
    bytes[7..9].copy_from_slice(&person.to_be_bytes());
    Pseudonym(bytes)
}

pub(crate) fn selector(person: u16) -> Selector {
    Selector::new(Some(pseudonym(person)), None).unwrap()
}

pub(crate) fn order(selector: Selector, until: Instant) -> HoldOrder {
    HoldOrder {
        case: code("คดี 1/2569"), order: code("O-1"), officer: code("F-1"), selector, until, silent_until: None
    }
}

pub(crate) fn client(person: u16) -> IpAddr {
    let [a, b] = person.to_be_bytes();
    if person.is_multiple_of(3) {
        IpAddr::from([0x2001, 0xdb8, 0, person, 0, 0, 0, 1])
    } else {
        IpAddr::from([203, a, b, 77])
    }
}

pub(crate) fn request(person: u16) -> RequestId {
    let [a, b] = person.to_be_bytes();
    RequestId([0xC3, a, 0x3C, b, 0xC3, a, 0x3C, b, 0xC3, a, 0x3C, b, 0xC3, a, 0x3C, b])
}

/// One request of this person.
pub(crate) fn entry(person: u16, at: Instant) -> Entry {
    Entry {
        at,
        request: request(person),
        client: client(person),
        pseudonym: Some(pseudonym(person)),
        agent: AgentHash::of(b"a browser"),
        method: Method::new("GET"),
        route: Route::new("/th/me/records"),
        outcome: if person.is_multiple_of(7) { Outcome::Aborted } else { Outcome::Answered(200) },
        bytes_in: 0,
        bytes_out: u64::from(person) * 31,
        duration: 12,
    }
}
