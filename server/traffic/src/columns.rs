//! Entries as columns: what is public in one part, what identifies in another that is to be sealed.
//!
//! Values that repeat are written once and named by their place. What is random, as pseudonyms are, is not given to the
//! compressor: it would only blur its statistics.

use crate::entry::{AgentHash, Entry, Outcome, Pseudonym, RequestId};
use crate::text::{Method, Route};
use crate::wire::{In, Out, address};
use domain::Instant;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use std::collections::HashMap;
use std::hash::Hash;
use std::io::Read;
use std::net::IpAddr;

/// The most a part of a frame may be when inflated.
const INFLATED: u64 = 64 << 20;
/// The first six bytes of a version 7 UUID are the milliseconds since 1970 (RFC 9562, 5.7).
const STAMP: usize = 6;

/// How many entries, and when the first and the last of them arrived. Readable without any key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) entries: usize,
    pub(crate) earliest: Instant,
    pub(crate) latest: Instant,
}

/// What is written of columns: what is worth compressing, and what is not.
#[derive(Default)]
struct Columns {
    packed: Out,
    raw: Out,
}

/// The same being read.
struct Reading<'b> {
    packed: In<'b>,
    raw: In<'b>,
}

/// The public part of a batch written at `wall`: its summary, then its columns.
pub(crate) fn public(entries: &[Entry], wall: Instant) -> Vec<u8> {
    let wall = wall.unix_milliseconds();
    let from_wall = |at: Option<Instant>| at.map_or(0, |at| at.unix_milliseconds().wrapping_sub(wall));
    let mut out = Out::default();
    out.count(entries.len());
    out.signed(from_wall(entries.iter().map(|entry| entry.at).min()));
    out.signed(from_wall(entries.iter().map(|entry| entry.at).max()));
    let mut columns = Columns::default();
    let mut before = wall;
    for entry in entries {
        columns.packed.signed(entry.at.unix_milliseconds().wrapping_sub(before));
        before = entry.at.unix_milliseconds();
    }
    let text = |columns: &mut Columns, text: &&str| columns.packed.bytes(text.as_bytes());
    columns.dictionary(entries.iter().map(|entry| entry.method.as_str()), text);
    columns.dictionary(entries.iter().map(|entry| entry.route.as_str()), text);
    columns.dictionary(entries.iter().map(|entry| entry.outcome), |columns, it| columns.packed.number(it.number()));
    let numbers: [fn(&Entry) -> u64; 3] = [|it| it.bytes_in, |it| it.bytes_out, |it| it.duration];
    for (number, entry) in numbers.iter().flat_map(|number| entries.iter().map(move |entry| (number, entry))) {
        columns.packed.number(number(entry));
    }
    out.raw(&deflated(&columns.packed.0));
    out.0
}

/// The part of a batch that identifies people, to be sealed.
pub(crate) fn identity(entries: &[Entry]) -> Vec<u8> {
    let mut columns = Columns::default();
    columns.dictionary(entries.iter().map(|entry| entry.client), |columns, client| {
        columns.packed.0.push(u8::from(client.is_ipv6()));
        match client {
            IpAddr::V4(four) => columns.raw.raw(&four.octets()),
            IpAddr::V6(six) => columns.raw.raw(&six.octets()),
        }
    });
    columns.dictionary(entries.iter().map(|entry| entry.pseudonym), |columns, pseudonym| {
        let Columns { packed, raw } = columns;
        packed.maybe(*pseudonym, |_, pseudonym| raw.raw(&pseudonym.0));
    });
    columns.dictionary(entries.iter().map(|entry| entry.agent), |columns, agent| columns.raw.raw(&agent.0));
    columns.requests(entries);
    let mut out = Out::default();
    out.bytes(&deflated(&columns.packed.0));
    out.raw(&columns.raw.0);
    out.0
}

/// The summary of a public part; `None` where it is not of the form.
pub(crate) fn summary(public: &[u8], wall: Instant) -> Option<Summary> {
    read_summary(&mut In(public), wall)
}

/// The entries of both parts; `None` where one is not of the form or they do not belong together.
pub(crate) fn entries(public: &[u8], identity: &[u8], wall: Instant) -> Option<Vec<Entry>> {
    let mut input = In(public);
    let count = read_summary(&mut input, wall)?.entries;
    let shown = inflated(input.0)?;
    let mut identity = In(identity);
    let packed = inflated(identity.bytes()?)?;
    let mut hidden = Reading { packed: In(&packed), raw: identity };
    let mut entries = read_public(Reading { packed: In(&shown), raw: In(&[]) }, wall, count)?;
    let clients = hidden.dictionary(count, |reading| match reading.packed.byte()? {
        0 => address(reading.raw.raw(4)?),
        _ => address(reading.raw.raw(16)?),
    })?;
    let pseudonyms =
        hidden.dictionary(count, |Reading { packed, raw }| packed.maybe(|_| raw.fixed().map(Pseudonym)))?;
    let agents = hidden.dictionary(count, |reading| reading.raw.fixed().map(AgentHash))?;
    for (entry, ((client, pseudonym), agent)) in entries.iter_mut().zip(clients.into_iter().zip(pseudonyms).zip(agents))
    {
        (entry.client, entry.pseudonym, entry.agent) = (client, pseudonym, agent);
    }
    hidden.requests(&mut entries)?;
    hidden.packed.end()?;
    hidden.raw.end()?;
    Some(entries)
}

fn read_summary(input: &mut In<'_>, wall: Instant) -> Option<Summary> {
    let entries = input.count()?;
    let (earliest, latest) = (wall.plus(input.signed()?), wall.plus(input.signed()?));
    Some(Summary { entries, earliest, latest })
}

/// The entries without what identifies.
fn read_public(mut reading: Reading<'_>, wall: Instant, count: usize) -> Option<Vec<Entry>> {
    let text = |reading: &mut Reading<'_>| String::from_utf8(reading.packed.bytes()?.to_vec()).ok();
    let mut at = wall.unix_milliseconds();
    // A number of entries is not believed before as many bytes are seen.
    let times: Vec<Instant> = (0..Some(count).filter(|count| *count <= reading.packed.0.len())?)
        .map(|_| {
            at = at.wrapping_add(reading.packed.signed()?);
            Some(Instant::from_unix_milliseconds(at))
        })
        .collect::<Option<_>>()?;
    let methods = reading.dictionary(count, |reading| text(reading).map(Method::new))?;
    let routes = reading.dictionary(count, |reading| text(reading).map(Route::new))?;
    let outcomes = reading.dictionary(count, |reading| Outcome::from_number(reading.packed.number()?))?;
    let mut numbers = || (0..count).map(|_| reading.packed.number()).collect::<Option<Vec<_>>>();
    let (bytes_in, bytes_out, durations) = (numbers()?, numbers()?, numbers()?);
    reading.packed.end()?;
    let entry = |at: usize| Entry {
        at: times[at],
        request: RequestId([0; 16]),
        client: IpAddr::from([0; 4]),
        pseudonym: None,
        agent: AgentHash([0; 8]),
        method: methods[at].clone(),
        route: routes[at].clone(),
        outcome: outcomes[at],
        bytes_in: bytes_in[at],
        bytes_out: bytes_out[at],
        duration: durations[at],
    };
    Some((0..count).map(entry).collect())
}

impl Columns {
    /// Each value once, in order of first appearance, then the place of each item's value.
    fn dictionary<T: Copy + Eq + Hash>(
        &mut self,
        items: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Self, &T),
    ) {
        let (mut places, mut values) = (HashMap::new(), Vec::new());
        let named: Vec<usize> = items
            .map(|item| {
                *places.entry(item).or_insert_with(|| {
                    values.push(item);
                    values.len() - 1
                })
            })
            .collect();
        self.packed.count(values.len());
        for value in &values {
            write(self, value);
        }
        for place in named {
            self.packed.count(place);
        }
    }

    /// Request ids, whole; or, where all begin with a time close to the entry's own, the difference and the rest.
    fn requests(&mut self, entries: &[Entry]) {
        let near = |entry: &Entry| (-0x7FFF..=0x7FFF).contains(&stamp(entry.request).wrapping_sub(millis(entry)));
        let stamped = entries.iter().all(near);
        self.packed.0.push(u8::from(stamped));
        for entry in entries {
            if stamped {
                self.packed.signed(stamp(entry.request).wrapping_sub(millis(entry)));
            }
            self.raw.raw(&entry.request.0[if stamped { STAMP } else { 0 }..]);
        }
    }
}

impl Reading<'_> {
    fn dictionary<T: Clone>(&mut self, count: usize, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let values = self.packed.count().filter(|values| *values <= count)?;
        let values: Vec<T> = (0..values).map(|_| read(self)).collect::<Option<_>>()?;
        (0..count).map(|_| values.get(self.packed.count()?).cloned()).collect()
    }

    fn requests(&mut self, entries: &mut [Entry]) -> Option<()> {
        let stamped = self.packed.byte()? == 1;
        for entry in entries {
            entry.request = if stamped {
                let stamp = millis(entry).wrapping_add(self.packed.signed()?).to_be_bytes();
                let mut id = [0; 16];
                id[..STAMP].copy_from_slice(&stamp[2..]);
                id[STAMP..].copy_from_slice(self.raw.raw(16 - STAMP)?);
                RequestId(id)
            } else {
                RequestId(self.raw.fixed()?)
            };
        }
        Some(())
    }
}

/// The time in the id, if it is one that has a time.
fn stamp(request: RequestId) -> i64 {
    request.0[..STAMP].iter().fold(0, |stamp, byte| stamp << 8 | i64::from(*byte))
}

fn millis(entry: &Entry) -> i64 {
    entry.at.unix_milliseconds()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut deflated = Vec::new();
    // Reading from memory into memory does not fail.
    let _ = DeflateEncoder::new(bytes, Compression::best()).read_to_end(&mut deflated);
    deflated
}

fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut inflated = Vec::new();
    DeflateDecoder::new(bytes).take(INFLATED).read_to_end(&mut inflated).ok()?;
    Some(inflated)
}

#[cfg(test)]
mod tests;
