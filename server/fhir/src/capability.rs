//! What the portal's FHIR interface can do, told to machines: the `CapabilityStatement`. What stands here is a promise: an
//! interaction is added when it works.

use crate::intake::{ENTRIES, PRESENCE_CODE};
use domain::Instant;
use serde_json::{Value, json};

const SECURITY: &str = "http://terminology.hl7.org/CodeSystem/restful-security-service";
const OAUTH: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

/// The statement. `version` is that of the portal, `at` the moment it last changed.
pub fn capability(origin: &str, version: &str, at: Instant) -> Value {
    let origin = origin.trim_end_matches('/');
    json!({
        "resourceType": "CapabilityStatement",
        "url": format!("{origin}/fhir/metadata"),
        "version": version,
        "name": "MorPromPartnerExchange",
        "title": "Mor Prom: exchange with partners",
        "status": "active",
        "date": at.rfc3339(),
        "description": "Vaccinations and laboratory results that health units send, and what partners may read of them.",
        "kind": "instance",
        "software": { "name": "Mor Prom personal data", "version": version },
        "implementation": { "description": "Mor Prom personal data", "url": format!("{origin}/fhir") },
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "application/fhir+json; fhirVersion=4.0", "application/fhir+json; fhirVersion=5.0"],
        "rest": [rest(origin)],
    })
}

fn rest(origin: &str) -> Value {
    let words = format!(
        "Batches and transactions have {ENTRIES} entries at most; Bundle.identifier names the message, and the same message \
         is answered as before. A Patient in a Bundle says whom records are about and is not kept. A dose may carry the code \
         the person showed at the unit, in the extension {PRESENCE_CODE}."
    );
    json!({
        "mode": "server",
        "documentation": words,
        "security": security(origin),
        "resource": [
            record("Immunization", &["completed", "entered-in-error"]),
            record("Observation", &["final", "amended", "corrected", "entered-in-error"]),
            {
                "type": "AuditEvent",
                "documentation": "Who used somebody's data, for that person.",
                "interaction": [{ "code": "search-type" }],
                "searchParam": [person("entity")],
            },
        ],
        "interaction": [{ "code": "batch" }, { "code": "transaction" }],
    })
}

fn record(kind: &str, statuses: &[&str]) -> Value {
    json!({
        "type": kind,
        "documentation": format!(
            "Received with status {}. The first identifier is the sender's own: the same one is the same record. Looked \
             for by POST to {kind}/_search alone, so that no identifier of a person stands in an address.",
            statuses.join(", ")
        ),
        "interaction": [{ "code": "create" }, { "code": "read" }, { "code": "search-type" }],
        "versioning": "versioned",
        "updateCreate": false,
        "conditionalCreate": false,
        "referencePolicy": ["logical", "local"],
        "searchParam": [person("patient")],
    })
}

fn person(name: &str) -> Value {
    json!({
        "name": name,
        "type": "reference",
        "documentation": format!(
            "Chained, each once: {name}.identifier as system|value, {name}.birthdate, {name}.given, and {name}.family where \
             there is one. Whom these do not fit together is not found."
        ),
    })
}

fn security(origin: &str) -> Value {
    json!({
        "extension": [{
            "url": OAUTH,
            "extension": [{ "url": "token", "valueUri": token(origin) }],
        }],
        "cors": false,
        "service": [{ "coding": [{ "system": SECURITY, "code": "SMART-on-FHIR" }] }],
        "description": "SMART Backend Services: client_credentials with private_key_jwt.",
    })
}

fn token(origin: &str) -> String {
    format!("{origin}/api/v1/token")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_the_interface_agrees_with_itself() {
        let at = Instant::from_unix_milliseconds(1_767_200_400_000);
        let made = capability("https://portal.example/", "1.2.3", at);
        assert_eq!((&made["fhirVersion"], &made["date"]), (&json!("4.0.1"), &json!(at.rfc3339())));
        let security = &made["rest"][0]["security"];
        let token = &security["extension"][0]["extension"][0]["valueUri"];
        assert_eq!(token, "https://portal.example/api/v1/token");
        for resource in made["rest"][0]["resource"].as_array().unwrap() {
            let interactions = resource["interaction"].as_array().unwrap();
            assert!(interactions.iter().any(|it| it["code"] == "search-type"), "{}", resource["type"]);
        }
    }
}
