//! Pages, one file each. A page takes its view model and the frame and gives its own part; `shell` puts it into the
//! document.

pub mod problem;
pub mod public;
pub mod register;
