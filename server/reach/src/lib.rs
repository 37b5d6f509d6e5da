//! How far the portal goes to an address that a partner gave: where events are told, where keys are published. Names are
//! looked up and judged in one step, so that nothing changes in between: a partner that owns a name may let it point
//! anywhere.
#![warn(missing_docs)]

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use thiserror::Error;
use tokio::net::lookup_host;
use url::{Host, Url};

/// How far the portal may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To public addresses alone.
    World,
    /// And to this machine, where the address says literally so: for a demo, and for tests.
    ThisMachineToo,
}

/// Why an address is not gone to, as far as that shows without looking its name up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OutOfReach {
    /// No host stands in it.
    #[error("no host")]
    NoHost,
    /// It leads to this machine or a network of the house.
    #[error("the address leads to a private network or to this machine")]
    Inside,
    /// Cleartext.
    #[error("https:// is expected")]
    Unguarded,
}

/// Whether `url` is within reach: over TLS to the public internet, or where that is allowed to this machine.
pub fn judge(url: &Url, reach: Reach) -> Result<(), OutOfReach> {
    let (public, this_machine) = match url.host().ok_or(OutOfReach::NoHost)? {
        Host::Domain(name) => (name != "localhost", name == "localhost"),
        Host::Ipv4(address) => (is_public(IpAddr::V4(address)), address.is_loopback()),
        Host::Ipv6(address) => (is_public(IpAddr::V6(address)), address.is_loopback()),
    };
    let own = this_machine && reach == Reach::ThisMachineToo;
    match url.scheme() {
        "https" | "http" if !public && !own => Err(OutOfReach::Inside),
        "https" => Ok(()),
        "http" if own => Ok(()),
        _ => Err(OutOfReach::Unguarded),
    }
}

/// A name leads inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the name leads inside")]
pub struct Inside;

/// Looks names up, and refuses those that lead inside.
pub struct Guarded(pub Reach);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> = lookup_host((name.as_str(), 0)).await?.collect();
            let addresses: Addrs = Box::new(judged(name.as_str(), found, reach)?.into_iter());
            Ok(addresses)
        })
    }
}

/// The addresses of `name`, where every one of them is within reach: one that is not makes the others suspect.
fn judged(name: &str, found: Vec<SocketAddr>, reach: Reach) -> Result<Vec<SocketAddr>, Inside> {
    let own = name == "localhost" && reach == Reach::ThisMachineToo;
    let fits = |address: &SocketAddr| if own { address.ip().is_loopback() } else { is_public(address.ip()) };
    if found.iter().all(fits) { Ok(found) } else { Err(Inside) }
}

/// Whether an address is one of the public internet (the special-purpose registries of RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast();
    let known = match address.octets() {
        // This network; shared by carriers; protocol assignments; relays of 6to4; benchmarks; reserved and broadcast.
        [0 | 240..=255, ..] | [192, 0, 0, _] | [192, 88, 99, _] => true,
        [100, second, ..] => second & 0xC0 == 64,
        [198, second, ..] => second & 0xFE == 18,
        _ => false,
    };
    !special && !known
}

/// Of the next generation only global unicast, `2000::/3`, without what is special in it, or carries an older address.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // An older address in a newer one, and translated ones (RFC 6052): judged as what they are.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
        }
        // Protocol assignments and Teredo; 6to4; documentation.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().unwrap())
    }

    #[test]
    fn what_is_inside_and_what_is_not() {
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:1ff::1",
            "2001:db8::1",
            "2002:a00:1::1",
            "3fff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!public(inside), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "126.0.0.1",
            "128.0.0.1",
            "169.253.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.169.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2001:200::1",
            "2606:4700::1",
            "2a00::1",
            "3ffe::1",
        ] {
            assert!(public(outside), "{outside}");
        }
    }

    #[test]
    fn one_address_inside_makes_the_others_suspect() {
        let at =
            |texts: &[&str]| texts.iter().map(|text| SocketAddr::new(text.parse().unwrap(), 0)).collect::<Vec<_>>();
        assert!(judged("unit.example", at(&["1.1.1.1", "2606:4700::1"]), Reach::World).is_ok());
        for inside in [at(&["1.1.1.1", "10.0.0.1"]), at(&["127.0.0.1"]), at(&["fd00::1", "1.1.1.1"])] {
            for reach in [Reach::World, Reach::ThisMachineToo] {
                assert_eq!(judged("unit.example", inside.clone(), reach), Err(Inside));
            }
        }
        let own = at(&["127.0.0.1", "::1"]);
        assert_eq!(judged("localhost", own.clone(), Reach::World), Err(Inside));
        assert!(judged("localhost", own, Reach::ThisMachineToo).is_ok());
        assert_eq!(judged("localhost", at(&["10.0.0.1"]), Reach::ThisMachineToo), Err(Inside));
    }

    proptest! {
        #[test]
        fn an_older_address_is_judged_alike_however_it_is_carried(address in any::<u32>()) {
            let (high, low) = ((address >> 16) as u16, (address & 0xffff) as u16);
            let older = is_public_v4(Ipv4Addr::from(address));
            prop_assert_eq!(is_public_v6(Ipv4Addr::from(address).to_ipv6_mapped()), older);
            prop_assert_eq!(is_public_v6(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low)), older);
        }
    }
}
