//! The portal's server: commands, configuration, HTTP. Rules live in `domain`, use cases in `service`, pages in `app`.

pub mod backup;
pub mod carriers;
pub mod commands;
pub mod config;
pub mod deliveries;
pub mod demo;
mod durable;
pub mod file_import;
pub mod http;
pub mod keeper;
pub mod runtime;
pub mod sign_on;
pub mod site;
pub mod target_groups;
pub mod traffic_log;
