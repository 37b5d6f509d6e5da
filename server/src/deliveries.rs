//! Posts to partners' systems what became of data they had: signed, in order for each person, again and again until they
//! have it. What is posted names the event and the record, and says nothing about anybody's health.

use crate::commands::duties::{Rounds, said, tell};
use crate::runtime::SystemEntropy;
use couriers::{Event, NotDelivered, Reach, Webhook, WebhookCourier, WebhookSecret};
use serde_json::json;
use service::{Due, Entropy, Posted, ServiceError, Services};
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether something is to be posted.
const EVERY: Duration = Duration::from_secs(1);

/// Posts for ever; in a demonstration also to this machine.
pub(crate) async fn post(services: Arc<Services>, demo: bool) {
    let reach = if demo { Reach::ThisMachineToo } else { Reach::World };
    let courier = match WebhookCourier::new(reach) {
        Ok(courier) => courier,
        Err(error) => return tracing::error!(%error, "events are posted to nobody; systems can ask for them"),
    };
    let (mut rounds, mut told) = (Rounds::of(&services, EVERY), None);
    loop {
        rounds.next().await;
        tell(round(&services, &courier, reach).await.err().map(|error| said(&error)), &mut told);
    }
}

/// Posts what is due now.
pub async fn round(services: &Services, courier: &WebhookCourier, reach: Reach) -> Result<usize, ServiceError> {
    let due = services.partners.due().await?;
    for it in &due {
        // Another process posts the rest.
        if services.lease.is_lost() {
            break;
        }
        let how = deliver(services, courier, (reach, it)).await?;
        services.partners.posted(&it.delivery, how).await?;
    }
    Ok(due.len())
}

async fn deliver(
    services: &Services,
    courier: &WebhookCourier,
    (reach, due): (Reach, &Due),
) -> Result<Posted, ServiceError> {
    let mut jitter = [0; 2];
    SystemEntropy.fill(&mut jitter)?;
    let failed = Posted::Failed(u16::from_be_bytes(jitter));
    let Ok(secret) = <[u8; 32]>::try_from(due.secret.as_slice()) else { return Ok(failed) };
    let webhook = match Webhook::new(&due.endpoint, reach, WebhookSecret::new(secret)) {
        Ok(webhook) => webhook,
        Err(error) => {
            tracing::warn!(client = due.delivery.client, %error, "an event cannot be posted there");
            return Ok(failed);
        }
    };
    let event = Event { id: due.delivery.id, body: &body(due) };
    match courier.deliver(&webhook, &event, services.clock.now()).await {
        Ok(()) => Ok(Posted::Taken),
        Err(NotDelivered::Gone) => {
            tracing::warn!(client = due.delivery.client, "the system says that it is gone; it can still ask");
            Ok(failed)
        }
        Err(_) => Ok(failed),
    }
}

fn body(due: &Due) -> String {
    let delivery = &due.delivery;
    json!({
        "type": delivery.kind,
        "timestamp": delivery.created_at.rfc3339(),
        "data": {
            "id": delivery.id.to_string(),
            "person": due.person,
            "target": delivery.target.map(|id| id.to_string()),
            "purpose": Some(&delivery.purpose).filter(|purpose| !purpose.is_empty()),
        },
    })
    .to_string()
}
