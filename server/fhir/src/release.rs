//! Which release of FHIR is spoken: R4, and R5 where a media type names it. What is made here is R4; what R5 says otherwise is
//! said otherwise on the way out, resource by resource. Nothing is added to what R4 said, and nothing guessed.

use serde_json::{Map, Value, json};

/// A release of FHIR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Release {
    /// 4.0.1, where nothing else is said.
    #[default]
    R4,
    /// 5.0.0.
    R5,
}

const OUTCOMES: &str = "http://terminology.hl7.org/CodeSystem/audit-event-outcome";
const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";

impl Release {
    /// The release that `fhirVersion` names in a media type.
    pub fn named(version: &str) -> Option<Self> {
        match version {
            "4.0" | "4.0.1" => Some(Self::R4),
            "5.0" | "5.0.0" => Some(Self::R5),
            _ => None,
        }
    }

    /// As a resource names it.
    pub const fn version(self) -> &'static str {
        match self {
            Self::R4 => "4.0.1",
            Self::R5 => "5.0.0",
        }
    }

    /// A resource of R4, as this release has it; so are those within a Bundle.
    #[must_use]
    pub fn say(self, mut resource: Value) -> Value {
        if self == Self::R5 {
            in_r5(&mut resource);
        }
        resource
    }
}

fn in_r5(resource: &mut Value) {
    let kind = resource["resourceType"].as_str().unwrap_or_default().to_owned();
    let Some(members) = resource.as_object_mut() else { return };
    match kind.as_str() {
        "Bundle" => entries(members),
        "Immunization" => immunization(members),
        "AuditEvent" => audit_event(members),
        "CapabilityStatement" => {
            members.insert("fhirVersion".to_owned(), json!(Release::R5.version()));
        }
        // The elements that are made here of every other are the same in both.
        _ => {}
    }
}

fn entries(bundle: &mut Map<String, Value>) {
    let entries = bundle.get_mut("entry").and_then(Value::as_array_mut);
    for resource in entries.into_iter().flatten().filter_map(|entry| entry.get_mut("resource")) {
        in_r5(resource);
    }
}

/// The number of a dose is a text; when it was recorded is not said.
fn immunization(members: &mut Map<String, Value>) {
    members.remove("recorded");
    let protocols = members.get_mut("protocolApplied").and_then(Value::as_array_mut);
    for protocol in protocols.into_iter().flatten().filter_map(Value::as_object_mut) {
        if let Some(number) = protocol.remove("doseNumberPositiveInt") {
            protocol.insert("doseNumber".to_owned(), json!(number.to_string()));
        }
    }
}

/// What was done is one code; how it ended, what for and where are told in other places. The system is an agent of its own.
fn audit_event(members: &mut Map<String, Value>) {
    let mut take = |name: &str| members.remove(name).unwrap_or_default();
    let (category, code, outcome) = (take("type"), take("subtype"), take("outcome"));
    let (detail, purposes, mut agents) = (take("outcomeDesc"), take("purposeOfEvent"), take("agent"));
    let (mut source, mut entities) = (take("source"), take("entity"));
    let detail = detail.as_str().map(|text| json!([{ "text": text }]));
    let systems: Vec<Value> = agents.as_array_mut().into_iter().flatten().filter_map(system).collect();
    if let Some(agents) = agents.as_array_mut() {
        agents.extend(systems);
    }
    if let Some(site) = source.get("site").and_then(Value::as_str) {
        source["site"] = json!({ "display": site });
    }
    for entity in entities.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        entity.remove("type");
        if let Some(role) = entity.remove("role") {
            entity.insert("role".to_owned(), json!({ "coding": [role] }));
        }
    }
    let said = json!({
        "category": [{ "coding": [category] }],
        "code": { "coding": code },
        "outcome": { "code": { "system": OUTCOMES, "code": outcome }, "detail": detail },
        "authorization": purposes,
        "agent": agents,
        "source": source,
        "entity": entities,
    });
    if let Value::Object(said) = crate::parts::tidy(said) {
        members.extend(said);
    }
}

/// The program an agent used, which R4 has as a name of the agent.
fn system(agent: &mut Value) -> Option<Value> {
    let name = agent.as_object_mut()?.remove("name")?;
    let program = json!({ "coding": [{ "system": DICOM, "code": "110150", "display": "Application" }] });
    Some(json!({ "type": program, "who": { "display": name }, "requestor": false }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r4_is_said_as_it_is() {
        let dose = json!({ "resourceType": "Immunization", "protocolApplied": [{ "doseNumberPositiveInt": 2 }] });
        assert_eq!(Release::R4.say(dose.clone()), dose);
        assert_eq!(Release::named("4.0"), Some(Release::R4));
        assert_eq!((Release::named("3.0"), Release::named("")), (None, None));
    }

    #[test]
    fn a_dose_in_a_bundle_has_its_number_as_a_text() {
        let dose = json!({ "resourceType": "Immunization", "recorded": "2026-01-01", "protocolApplied": [{ "doseNumberPositiveInt": 2 }] });
        let said =
            Release::R5.say(json!({ "resourceType": "Bundle", "entry": [{ "resource": dose }, { "response": {} }] }));
        let expected = json!({ "resourceType": "Immunization", "protocolApplied": [{ "doseNumber": "2" }] });
        assert_eq!(said["entry"][0]["resource"], expected);
    }
}
