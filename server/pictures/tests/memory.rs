//! Bombs take a bounded amount of memory: the most that this process ever took is asked of the system at the end.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

#[expect(dead_code, reason = "the other tests use the rest")]
mod make;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use make::{huge_animation, huge_metadata, huge_webp, png_claiming};
use pictures::{prepare_document, prepare_photo};
use std::io::Write;

/// In kibibytes.
fn most_ever_taken() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn zeros(count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; count]).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn bombs_are_bounded() {
    let row = 60_000_usize / 8 + 1;
    let bombs = [
        png_claiming(60_000, 60_000, &zeros(row * 600)),
        png_claiming(u32::MAX >> 1, u32::MAX >> 1, b""),
        // Unpacks to a thousand times what its picture needs.
        png_claiming(8, 8, &zeros(50_000_000)),
        huge_webp(0x4000),
        huge_webp(10),
        huge_animation(),
        huge_metadata(),
        b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00\xff\xda\x00\x02\x00\xff\xd9".to_vec(),
    ];
    for bomb in &bombs {
        let _ = (prepare_photo(bomb), prepare_document(bomb));
    }
    // The tests themselves need some of it.
    assert!(most_ever_taken() < 200 * 1024, "{} KiB", most_ever_taken());
}
