//! Entries carried over because an order holds them: sealed anew, in a frame of their own that names the frames they
//! came from and the holds that keep them.

use crate::columns;
use crate::entry::Entry;
use crate::wire::{In, Out};
use domain::{Digest, Instant};

/// The most entries in one frame.
pub(crate) const BATCH: usize = 512;

/// Where an entry was first written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    pub(crate) sequence: u64,
    pub(crate) digest: Digest,
    /// Its place among the entries of that frame.
    pub(crate) place: u64,
}

/// An entry that is held, and by which holds.
#[derive(Clone)]
pub(crate) struct HeldEntry {
    pub(crate) origin: Origin,
    pub(crate) holds: Vec<u64>,
    pub(crate) entry: Entry,
}

/// What a frame of held entries says openly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown<'b> {
    /// The holds, each of which keeps every entry of the frame.
    pub(crate) holds: Vec<u64>,
    pub(crate) origins: Vec<Origin>,
    /// The public columns.
    pub(crate) columns: &'b [u8],
}

/// The public part of a frame of these entries, all held by the same holds.
pub(crate) fn public(batch: &[HeldEntry], wall: Instant) -> Vec<u8> {
    let mut out = Out::default();
    let holds = batch.first().map(|held| &held.holds[..]).unwrap_or_default();
    out.list(holds, |out, hold| out.number(*hold));
    let mut frames: Vec<Origin> = batch.iter().map(|held| held.origin).collect();
    frames.dedup_by_key(|origin| origin.sequence);
    out.list(&frames, |out, origin| {
        out.number(origin.sequence);
        out.raw(origin.digest.as_bytes());
    });
    out.count(batch.len());
    let mut frame = 0;
    for held in batch {
        frame += usize::from(held.origin.sequence != frames[frame].sequence);
        out.count(frame);
        out.number(held.origin.place);
    }
    let entries: Vec<Entry> = batch.iter().map(|held| held.entry.clone()).collect();
    out.raw(&columns::public(&entries, wall));
    out.0
}

/// The part that is sealed.
pub(crate) fn secret(batch: &[HeldEntry]) -> Vec<u8> {
    columns::identity(&batch.iter().map(|held| held.entry.clone()).collect::<Vec<_>>())
}

/// What the public part says; `None` where it is not of the form.
pub(crate) fn shown(public: &[u8]) -> Option<Shown<'_>> {
    let mut input = In(public);
    let holds = input.list(In::number)?;
    let frames = input.list(|input| Some((input.number()?, input.digest()?)))?;
    let origins = input.list(|input| {
        let (sequence, digest) = *frames.get(input.count()?)?;
        Some(Origin { sequence, digest, place: input.number()? })
    })?;
    Some(Shown { holds, origins, columns: input.0 })
}

/// The entries of both parts; `None` where one is not of the form.
pub(crate) fn entries(public: &[u8], secret: &[u8], wall: Instant) -> Option<Vec<HeldEntry>> {
    let shown = shown(public)?;
    let entries = columns::entries(shown.columns, secret, wall)?;
    let held = |(origin, entry)| HeldEntry { origin, holds: shown.holds.clone(), entry };
    (entries.len() == shown.origins.len()).then(|| shown.origins.iter().copied().zip(entries).map(held).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::cast;

    #[test]
    fn held_entries_are_read_back() {
        let wall = cast::START;
        let origin = |sequence: u64, place| Origin { sequence, digest: Digest::of(&[7]), place };
        let batch: Vec<HeldEntry> = [origin(4, 2), origin(4, 9), origin(6, 0)]
            .into_iter()
            .zip(1..)
            .map(|(origin, n)| HeldEntry { origin, holds: vec![2, 3], entry: cast::entry(n, wall) })
            .collect();
        let (public, secret) = (public(&batch, wall.plus(9)), secret(&batch));
        let read = entries(&public, &secret, wall.plus(9)).unwrap();
        assert_eq!(shown(&public).unwrap().holds, [2, 3]);
        for (read, written) in read.iter().zip(&batch) {
            assert_eq!((read.origin, &read.holds, &read.entry), (written.origin, &written.holds, &written.entry));
        }
        assert!(entries(&public[1..], &secret, wall).is_none());
    }
}
