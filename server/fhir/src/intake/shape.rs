//! Which elements a resource has, and of what form each is (FHIR R4 4.0.1 and R5 5.0.0, the tables of the resources). FHIR forbids any
//! other; what is nested is looked at where it is read.

use super::node::{Findings, Node, WRONG_TYPE};
use crate::issue::IssueCode;
use domain::Bilingual;
use serde_json::Value;

const UNKNOWN: Bilingual =
    Bilingual::new("FHIR รุ่นนี้ไม่มีองค์ประกอบนี้ในที่นี้", "This release of FHIR defines no such element here.");
const NO_OBJECT: Bilingual = Bilingual::new("ต้องเป็นออบเจกต์ JSON", "This has to be a JSON object.");
const RULES: Bilingual = Bilingual::new(
    "ไม่รู้จัก implicitRules จึงอ่านความหมายไม่ได้ ส่งโดยไม่มีองค์ประกอบนี้",
    "The rules named by implicitRules are not known here, so the meaning cannot be read. Send it without them.",
);

/// The elements of a resource or a part of one: names with a space between, by what they hold.
pub(crate) struct Table {
    /// Whether it has a narrative, and what comes with one.
    narrative: bool,
    text: &'static str,
    flag: &'static str,
    number: &'static str,
    object: &'static str,
    objects: &'static str,
}

/// What every resource with a narrative has.
const DOMAIN: Table = Table {
    narrative: true,
    text: "resourceType id implicitRules language",
    flag: "",
    number: "",
    object: "meta text",
    objects: "contained extension modifierExtension",
};

/// Immunization.
pub(crate) const IMMUNIZATION: Table = Table {
    narrative: true,
    text: "status occurrenceDateTime occurrenceString recorded lotNumber expirationDate",
    flag: "primarySource isSubpotent",
    number: "",
    object: "statusReason vaccineCode patient encounter reportOrigin location manufacturer site route \
        doseQuantity fundingSource",
    objects: "identifier performer note reasonCode reasonReference subpotentReason education programEligibility \
        reaction protocolApplied",
};

/// Observation.
pub(crate) const OBSERVATION: Table = Table {
    narrative: true,
    text: "status effectiveDateTime effectiveInstant issued valueString valueTime valueDateTime",
    flag: "valueBoolean",
    number: "valueInteger",
    object: "code subject encounter effectivePeriod effectiveTiming valueQuantity valueCodeableConcept valueRange \
        valueRatio valueSampledData valuePeriod dataAbsentReason bodySite method specimen device",
    objects: "identifier basedOn partOf category focus performer interpretation note referenceRange hasMember \
        derivedFrom component",
};

/// Immunization in R5.
pub(crate) const IMMUNIZATION_R5: Table = Table {
    narrative: true,
    text: "status occurrenceDateTime occurrenceString lotNumber expirationDate",
    flag: "primarySource isSubpotent",
    number: "",
    object: "statusReason vaccineCode administeredProduct manufacturer patient encounter informationSource location \
        site route doseQuantity fundingSource",
    objects: "identifier basedOn supportingInformation performer note reason subpotentReason programEligibility \
        reaction protocolApplied",
};

/// Observation in R5.
pub(crate) const OBSERVATION_R5: Table = Table {
    narrative: true,
    text: "instantiatesCanonical status effectiveDateTime effectiveInstant issued valueString valueTime valueDateTime",
    flag: "valueBoolean",
    number: "valueInteger",
    object: "instantiatesReference code subject encounter effectivePeriod effectiveTiming valueQuantity \
        valueCodeableConcept valueRange valueRatio valueSampledData valuePeriod valueAttachment valueReference \
        dataAbsentReason bodySite bodyStructure method specimen device",
    objects: "identifier basedOn triggeredBy partOf category focus performer interpretation note referenceRange \
        hasMember derivedFrom component",
};

/// Patient.
pub(crate) const PATIENT: Table = Table {
    narrative: true,
    text: "gender birthDate deceasedDateTime",
    flag: "active deceasedBoolean multipleBirthBoolean",
    number: "multipleBirthInteger",
    object: "maritalStatus managingOrganization",
    objects: "identifier name telecom address photo contact communication generalPractitioner link",
};

/// Bundle: no narrative, and nothing contained.
pub(crate) const BUNDLE: Table = Table {
    narrative: false,
    text: "resourceType id implicitRules language type timestamp",
    flag: "",
    number: "total",
    object: "meta identifier signature",
    objects: "link entry",
};

/// Bundle.entry.
pub(crate) const ENTRY: Table = Table {
    narrative: false,
    text: "id fullUrl",
    flag: "",
    number: "",
    object: "resource search request response",
    objects: "extension modifierExtension link",
};

/// Bundle.entry.request.
pub(crate) const REQUEST: Table = Table {
    narrative: false,
    text: "id method url ifNoneMatch ifModifiedSince ifMatch ifNoneExist",
    flag: "",
    number: "",
    object: "",
    objects: "extension modifierExtension",
};

impl Table {
    /// Writes down each member that is not of the table, or not of its form.
    pub(crate) fn check(&self, node: &Node<'_>, found: &mut Findings) {
        let Some(members) = node.value.as_object() else {
            return found.note(IssueCode::Structure, &node.path, NO_OBJECT);
        };
        for (name, value) in members {
            let place = node.place(name);
            match self.holds(name, value).or_else(|| self.narrative.then(|| DOMAIN.holds(name, value)).flatten()) {
                Some(true) if name == "implicitRules" => found.note(IssueCode::Extension, place, RULES),
                Some(true) => {}
                Some(false) => found.note(IssueCode::Structure, place, WRONG_TYPE),
                None => found.note(IssueCode::Structure, place, UNKNOWN),
            }
        }
    }

    /// Whether a member has its form; `None` where there is no such member.
    fn holds(&self, name: &str, value: &Value) -> Option<bool> {
        let named = |names: &str| names.split_whitespace().any(|it| it == name);
        match () {
            () if named(self.text) => Some(value.is_string()),
            () if named(self.flag) => Some(value.is_boolean()),
            () if named(self.number) => Some(value.is_number()),
            () if named(self.object) => Some(value.is_object()),
            () if named(self.objects) => Some(value.as_array().is_some_and(|items| items.iter().all(Value::is_object))),
            // What is said about a primitive value stands beside it, under its name with a line before it.
            () => {
                let bare = name.strip_prefix('_')?;
                let mut primitives =
                    [self.text, self.flag, self.number].into_iter().flat_map(|it| it.split_whitespace());
                primitives.any(|it| it == bare).then(|| value.is_object())
            }
        }
    }
}
