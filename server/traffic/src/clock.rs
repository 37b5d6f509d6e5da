//! Whether the clock can be trusted before something is deleted by it.
//!
//! Only what the log itself remembers is asked: every frame has wall time and uptime, and within a boot the two cannot
//! go apart unless somebody moves the clock.

use crate::error::ClockDoubt;
use crate::log::STEP;
use crate::moment::Moment;
use crate::segment::Segment;
use crate::text::Code;
use std::io;
use std::path::Path;

/// How far back frames are asked, in milliseconds.
const WINDOW: i64 = 48 * 60 * 60 * 1000;
/// The longest a log is silent between two boots without a question, in milliseconds.
const SILENCE: i64 = 24 * 60 * 60 * 1000;

/// What a purge goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockEvidence {
    /// What the log remembers, and nothing else.
    Log,
    /// Somebody compared the clock with another and vouches for it; who is kept, sealed, in the statement.
    Confirmed(Code),
}

/// Why the clock, which says `now`, may be wrong; `None` where nothing speaks against it.
pub(crate) fn doubt(dir: &Path, segments: &[Segment], now: &Moment) -> io::Result<Option<ClockDoubt>> {
    let mut moments = recent(dir, segments, now)?;
    if let Some(newest) = moments.iter().map(|moment| moment.wall).max().filter(|newest| *newest > now.wall) {
        return Ok(Some(ClockDoubt::Backwards { now: now.wall, newest }));
    }
    if let Some(ahead) = segments.iter().map(|segment| segment.day.begins()).max().filter(|day| *day > now.wall) {
        return Ok(Some(ClockDoubt::Backwards { now: now.wall, newest: ahead }));
    }
    moments.push(*now);
    // The last moment before the window is compared with the first in it.
    let from = moments.iter().position(|moment| moment.wall > now.wall.plus(-WINDOW)).unwrap_or_default();
    let moments = &moments[from.saturating_sub(1)..];
    Ok(stepped(moments).or_else(|| silent(moments)))
}

/// The moments of all frames of the files that reach into the window, and of the one file before.
fn recent(dir: &Path, segments: &[Segment], now: &Moment) -> io::Result<Vec<Moment>> {
    let mut newest_first = Vec::new();
    for segment in segments.iter().rev() {
        let mut frames = segment.frames(dir)?;
        let mut moments = Vec::new();
        while let Some(header) = frames.next_header()? {
            moments.push(header.at);
        }
        let reaches = moments.iter().any(|moment| moment.wall > now.wall.plus(-WINDOW));
        newest_first.extend(moments.into_iter().rev());
        if !reaches {
            break;
        }
    }
    newest_first.reverse();
    Ok(newest_first)
}

/// Slow steps add up: the least and the most of a boot are compared, not neighbours.
fn stepped(moments: &[Moment]) -> Option<ClockDoubt> {
    let boots = moments.chunk_by(|a, b| a.boot == b.boot);
    boots.into_iter().find_map(|boot| {
        let offsets = || boot.iter().map(Moment::offset);
        let by = offsets().max()?.saturating_sub(offsets().min()?);
        (by > STEP).then_some(ClockDoubt::Stepped { by })
    })
}

fn silent(moments: &[Moment]) -> Option<ClockDoubt> {
    moments.windows(2).find_map(|pair| {
        let (before, after) = (pair[0], pair[1]);
        let apart = after.wall.unix_milliseconds().saturating_sub(before.wall.unix_milliseconds());
        let silent = before.boot != after.boot && apart > SILENCE;
        silent.then_some(ClockDoubt::Silence { from: before.wall, to: after.wall })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::TimeSource;
    use domain::Instant;

    const HOUR: i64 = 3_600_000;

    fn moment(boot: u8, wall: i64, uptime: i64) -> Moment {
        let wall = Instant::from_unix_milliseconds(wall);
        Moment { wall, uptime: uptime.try_into().unwrap(), boot: [boot; 16], source: TimeSource::Unknown }
    }

    #[test]
    fn a_clock_that_drifts_slowly_is_found_by_the_sum() {
        let step = |n: i64| moment(1, n * (HOUR + 60_000), n * HOUR);
        assert_eq!(stepped(&[step(0), step(1), step(2), step(5)]), None);
        let drifted: Vec<Moment> = (0..7).map(step).collect();
        assert_eq!(stepped(&drifted), Some(ClockDoubt::Stepped { by: 6 * 60_000 }));
        assert_eq!(stepped(&[moment(1, 0, 0), moment(2, 100 * HOUR, 0)]), None, "two boots are not compared");
    }

    #[test]
    fn a_long_silence_between_boots_is_asked_about() {
        assert_eq!(silent(&[moment(1, 0, 0), moment(2, 24 * HOUR, 0)]), None);
        assert!(silent(&[moment(1, 0, 0), moment(2, 24 * HOUR + 1, 0)]).is_some());
        assert_eq!(silent(&[moment(1, 0, 0), moment(1, 99 * HOUR, 99 * HOUR)]), None, "nobody came");
    }
}
