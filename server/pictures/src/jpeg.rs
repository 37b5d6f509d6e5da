//! Where a JPEG ends. A decoder would fill what is missing with grey and read on behind the end.
//!
//! Follows the markers alone; whether what stands between them makes sense is the decoder's to say.

/// A picture saved step by step has about ten scans. Each one goes over all pixels, however few bytes it takes.
const MOST_SCANS: usize = 32;

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

/// The bytes of the picture without what follows it. `None` where it has no end, or too many scans.
pub(crate) fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let mut scans = 0;
    let mut place = 2;
    loop {
        let (marker, after) = next_marker(bytes, place)?;
        place = match marker {
            END_OF_IMAGE => return (scans > 0).then(|| bytes.get(..after)).flatten(),
            _ => after + usize::from(u16::from_be_bytes([*bytes.get(after)?, *bytes.get(after + 1)?])).max(2),
        };
        if marker == START_OF_SCAN {
            scans += 1;
        }
        if scans > MOST_SCANS {
            return None;
        }
    }
}

/// The next marker that stands for something and where it ends. Zero after 0xff is a byte of a scan, and so are the eight
/// restart markers; 0xff may be repeated.
fn next_marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let mut place = from;
    loop {
        place += bytes.get(place..)?.iter().position(|byte| *byte == 0xff)? + 1;
        match *bytes.get(place)? {
            0xff => {}
            0x00 | 0x01 | 0xd0..=0xd8 => place += 1,
            marker => return Some((marker, place + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_at_its_own_end() {
        let scan = b"\xff\xda\x00\x02\x01\xff\x00\xff\xd3\x02";
        let with = |parts: &[&[u8]]| parts.concat();
        let thumbnail = b"\xff\xe1\x00\x06\xff\xd9\xff\xd9";
        let picture = with(&[b"\xff\xd8", thumbnail, scan, b"\xff\xff\xd9"]);
        assert_eq!(whole(&with(&[&picture, b"PK\x03\x04\xff\xd9"])), Some(picture.as_slice()));
        for end in 0..picture.len() {
            assert_eq!(whole(&picture[..end]), None, "{end}");
        }
        assert_eq!(whole(b"\xff\xd8\xff\xd9"), None);
    }

    #[test]
    fn too_many_scans_are_refused() {
        let picture =
            |scans: usize| [b"\xff\xd8".to_vec(), b"\xff\xda\x00\x02".repeat(scans), b"\xff\xd9".to_vec()].concat();
        assert!(whole(&picture(MOST_SCANS)).is_some());
        assert!(whole(&picture(MOST_SCANS + 1)).is_none());
    }
}
