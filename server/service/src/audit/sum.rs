//! A sum over a set that does not depend on order: whether the ledger's entries and what they stand for are the same set
//! is found by comparing two sums, without looking one up for the other.
//!
//! Each member counts as a digest under a key drawn for this one check, added modulo 2²⁵⁶: who could change the database
//! before did not know the key, and so cannot have chosen members that cancel out.

use domain::{Digest, Id};

/// The key of one check.
#[derive(Clone, Copy)]
pub(super) struct SumKey(pub(super) [u8; 32]);

/// The sum so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sum([u64; 4]);

impl Sum {
    /// Adds one member.
    pub(super) fn add(&mut self, key: SumKey, id: Id, commitment: &Digest) {
        let mut member = [0; 80];
        member[..32].copy_from_slice(&key.0);
        member[32..48].copy_from_slice(&id.to_bytes());
        member[48..].copy_from_slice(commitment.as_bytes());
        let mut limbs = [0; 4];
        for (limb, bytes) in limbs.iter_mut().zip(Digest::of(&member).as_bytes().as_chunks::<8>().0) {
            *limb = u64::from_le_bytes(*bytes);
        }
        self.join(Self(limbs));
    }

    /// Adds every member of another sum.
    pub(super) fn join(&mut self, other: Self) {
        let mut carry = false;
        for (limb, more) in self.0.iter_mut().zip(other.0) {
            let (sum, over) = limb.overflowing_add(more);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            (*limb, carry) = (sum, over || again);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Instant;

    #[test]
    fn order_does_not_count_and_each_member_does() {
        let key = SumKey([7; 32]);
        let member = |n: u8| (Id::new(Instant::from_unix_milliseconds(n.into()), [n; 10]), Digest::of(&[n]));
        let sum = |members: &[u8]| {
            let mut sum = Sum::default();
            for (id, commitment) in members.iter().map(|n| member(*n)) {
                sum.add(key, id, &commitment);
            }
            sum
        };
        let all: Vec<u8> = (0..=255).collect();
        let reversed: Vec<u8> = all.iter().rev().copied().collect();
        assert_eq!(sum(&all), sum(&reversed));
        assert_ne!(sum(&all[1..]), sum(&all));
        assert_ne!(sum(&[1, 1]), sum(&[2]));
        assert_ne!(sum(&[1, 2, 2]), sum(&[1, 2]));
        let (mut joined, rest) = (sum(&all[..100]), sum(&all[100..]));
        joined.join(rest);
        assert_eq!(joined, sum(&all));
    }
}
