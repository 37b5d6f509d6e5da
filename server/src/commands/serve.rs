//! `morprom serve`: opens everything, serves until told to stop, stops without losing what is under way.

use super::duties;
use super::migrate::publish_first_edition;
use crate::carriers::Carriers;
use crate::config::Config;
use crate::demo;
use crate::http::{self, Portal, metrics_recorder};
use crate::runtime::{Absent, SystemClock, SystemEntropy, keys, open_services};
use crate::site::Site;
use crate::traffic_log::{Pulse, TrafficLog};
use anyhow::{Context, Result};
use axum::Router;
use axum::routing::get;
use clap::Args;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// How often the portal looks whether another process published a policy, and forgets idle addresses.
const LOOK: Duration = Duration::from_secs(1);

/// Settings are environment variables or the same names in `morprom.toml`; see the README.
#[derive(Args)]
pub(super) struct Serve {}

impl Serve {
    pub(super) async fn run(self) -> Result<()> {
        let config = Config::load()?;
        let site = Site::read(&config.site)?;
        let listener = listen(config.address).await?;
        let services = Arc::new(open_services(&config, Absent::Made).await?);
        publish_first_edition(&services).await?;
        duties::look_at_the_ledger(&services).await;
        if config.demo {
            demo::open(&services, &config.data).await?;
        }
        let carriers = Carriers::new(&config)?;
        if let Some(address) = config.metrics_address {
            serve_metrics(address).await?;
        }
        let address = listener.local_addr()?;
        let pulse = Pulse::begin(Arc::new(SystemClock), &SystemEntropy)?;
        let traffic = TrafficLog::open(&config.data, &keys(&config.key_file)?, pulse)?;
        let portal = Arc::new(Portal::new(Arc::clone(&services), site, config, traffic)?);
        // Before anything comes in: what is coming in then was cut off.
        if let Err(error) = portal.imports.tidy().await {
            tracing::error!(%error, "files of records that were cut off could not be looked at");
        }
        let duties = duties::start(&portal, carriers);
        let looking = tokio::spawn(look(Arc::clone(&portal)));
        tracing::info!(%address, demo = portal.config.demo, "serving");
        http::listener::serve(listener, http::router(Arc::clone(&portal)), stopped()).await;
        looking.abort();
        drop(duties);
        if let Err(error) = services.lease.give_back().await {
            tracing::warn!(%error, "the lease could not be given back; another process waits for its end");
        }
        portal.imports.close();
        portal.traffic.close();
        services.storage.close().await;
        tracing::info!("stopped");
        Ok(())
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("MORPROM_ADDR: {address}"))
}

async fn serve_metrics(address: SocketAddr) -> Result<()> {
    let recorder = metrics_recorder()?;
    let listener = TcpListener::bind(address).await.with_context(|| format!("MORPROM_METRICS_ADDR: {address}"))?;
    let router = Router::new().route("/metrics", get(move || std::future::ready(recorder.render())));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "metrics stopped");
        }
    });
    Ok(())
}

async fn look(portal: Arc<Portal>) {
    let mut every = tokio::time::interval(LOOK);
    loop {
        every.tick().await;
        if let Err(error) = portal.services.policies.refresh().await {
            tracing::warn!(%error, "the policies could not be looked at");
        }
        portal.tidy();
    }
}

/// Completes on SIGTERM or SIGINT.
async fn stopped() {
    let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        tracing::error!("signals cannot be listened to; stop this process by force");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
}
