//! The user interface: pages, components and islands.
//!
//! A page is a pure function from a view model to HTML. This crate knows no database, no HTTP server and no key
//! (invariant 2). Feature `ssr` renders pages on the server; feature `hydrate` is what the browser loads: islands only.

pub mod islands;
pub mod routes;

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;

#[cfg(feature = "ssr")]
pub use frame::{AccountBar, Assets, ChangeNotice, Frame, Page};
#[cfg(feature = "ssr")]
pub use shell::render;
