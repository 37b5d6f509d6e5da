//! What an entry of the traffic log costs: bytes on disk and time, for a mix like a portal's at a hundred requests a
//! second, a frame a second, each synced. Prints a line of JSON. Usage: `bench_traffic FOLDER FRAMES`

use domain::Instant;
use std::error::Error;
use std::io::Write;
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;
use traffic::{AgentHash, Entry, KeyId, Keys, Log, Method, Moment, Outcome, Pseudonym, RequestId, Route, TimeSource};

/// Requests in a frame.
const BATCH: u64 = 100;
/// Those of them by persons who have no other in the same frame.
const DISTINCT: u64 = 60;
const PERSONS: u64 = 1_000_000;
/// Programs people use.
const AGENTS: u64 = 300;
/// How often each route is asked for, in hundredths.
const ROUTES: [(&str, &str, u64); 20] = [
    ("GET", "/assets/{*path}", 30),
    ("GET", "/th", 9),
    ("GET", "/th/me", 9),
    ("GET", "/th/me/records", 8),
    ("GET", "/th/policy", 5),
    ("GET", "/th/me/consents", 5),
    ("POST", "/th/me/consents/{purpose}", 4),
    ("GET", "/th/sign-in", 4),
    ("POST", "/th/sign-in", 4),
    ("GET", "/fhir/Immunization", 4),
    ("GET", "/api/v1/findUsage", 3),
    ("GET", "/log/tile/{*path}", 3),
    ("GET", "/th/me/records/{id}", 2),
    ("GET", "/en", 2),
    ("GET", "/th/unit/corrections", 2),
    ("GET", "/th/me/export.json", 2),
    ("GET", "/th/me/corrections/new", 1),
    ("POST", "/th/me/corrections", 1),
    ("GET", "/healthz", 1),
    ("GET", "(none)", 1),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (folder, frames) = (arguments.next().ok_or("FOLDER")?, arguments.next().ok_or("FRAMES")?.parse::<u64>()?);
    let folder = Path::new(&folder).join("traffic");
    let (mut log, _) = Log::open(&folder, Keys::new([9; 32], KeyId(1), |_| Some([1; 32])))?;
    let mut dice = Dice(1);
    let mut appending = Duration::ZERO;
    for second in 0..frames {
        let at = moment(second);
        let entries = batch(&mut dice, at.wall);
        appending += timed(|| log.append(&entries, &at))?;
    }
    let mut report = None;
    let verifying = timed(|| traffic::verify(&folder, &log.public_key()).map(|it| report = Some(it)))?;
    let report = report.filter(|report| report.findings.is_empty()).ok_or("the log is not whole")?;
    let (entries, bytes) = (float(report.entries), float(report.bytes));
    writeln!(
        std::io::stdout(),
        "{{\"records\":{},\"bytes_per_record\":{:.1},\"gigabytes_in_90_days\":{:.1},\"records_per_second\":{:.0},\
         \"verified_per_second\":{:.0}}}",
        report.entries,
        bytes / entries,
        bytes / entries * float(BATCH * 86_400 * 90) / 1e9,
        entries / appending.as_secs_f64(),
        entries / verifying.as_secs_f64(),
    )?;
    Ok(())
}

fn moment(second: u64) -> Moment {
    let wall = Instant::from_unix_milliseconds(1_767_236_400_000).plus((second * 1000).cast_signed());
    Moment { wall, uptime: second * 1000, boot: [1; 16], source: TimeSource::TimeServer }
}

/// The requests that ended within the second before `wall`.
fn batch(dice: &mut Dice, wall: Instant) -> Vec<Entry> {
    let persons: Vec<u64> = (0..DISTINCT).map(|_| dice.roll() % PERSONS).collect();
    let mut entry = |n: u64| {
        let person = if n < DISTINCT { persons[place(n)] } else { persons[place(dice.roll() % DISTINCT)] };
        let duration = 1 + (dice.roll() % 8) * (dice.roll() % 8);
        let ended = wall.plus(-((BATCH - n) * 10).cast_signed());
        let (method, route, large) = request(dice);
        Entry {
            at: ended.plus(-duration.cast_signed()),
            request: RequestId(dice.bytes()),
            client: client(person),
            pseudonym: (!dice.roll().is_multiple_of(10)).then(|| Pseudonym(Dice(person).bytes())),
            agent: AgentHash::of(&agent(person).to_be_bytes()),
            method: Method::new(method),
            route: Route::new(route),
            outcome: outcome(dice, method),
            bytes_in: if method == "POST" { 100 + dice.roll() % 900 } else { 0 },
            bytes_out: if large { 2_000 + dice.roll() % 60_000 } else { 800 + dice.roll() % 9_000 },
            duration,
        }
    };
    (0..BATCH).map(&mut entry).collect()
}

fn request(dice: &mut Dice) -> (&'static str, &'static str, bool) {
    let mut left = dice.roll() % 100;
    for (method, route, share) in ROUTES {
        if left < share {
            return (method, route, route.ends_with("{*path}"));
        }
        left -= share;
    }
    ("GET", "/th", false)
}

fn outcome(dice: &mut Dice, method: &str) -> Outcome {
    match (dice.roll() % 100, method) {
        (0, _) => Outcome::Aborted,
        (1, _) => Outcome::Answered(403),
        (2 | 3, _) => Outcome::Answered(404),
        (4, "POST") => Outcome::Answered(422),
        (_, "POST") => Outcome::Answered(303),
        (5..12, _) => Outcome::Answered(304),
        _ => Outcome::Answered(200),
    }
}

/// Three in ten come by IPv6.
fn client(person: u64) -> IpAddr {
    let bytes = Dice(person ^ 0xADD2).bytes();
    if person % 10 < 3 { IpAddr::from(bytes) } else { IpAddr::from([bytes[0], bytes[1], bytes[2], bytes[3]]) }
}

/// Few programs are used by most.
fn agent(person: u64) -> u64 {
    let dice = &mut Dice(person ^ 0xA6E7);
    (dice.roll() % AGENTS).min(dice.roll() % AGENTS).min(dice.roll() % AGENTS)
}

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn bytes(&mut self) -> [u8; 16] {
        (u128::from(self.roll()) << 64 | u128::from(self.roll())).to_be_bytes()
    }
}

#[expect(clippy::disallowed_methods, reason = "this is what measures")]
fn timed<T, E>(act: impl FnOnce() -> Result<T, E>) -> Result<Duration, E> {
    let start = std::time::Instant::now();
    act().map(|_| start.elapsed())
}

#[expect(clippy::cast_precision_loss, reason = "a rate, for people")]
const fn float(number: u64) -> f64 {
    number as f64
}

fn place(number: u64) -> usize {
    number.try_into().unwrap_or_default()
}
