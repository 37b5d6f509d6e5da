"""What the exchange says in FHIR R5 holds against R5: each sample is read by a library that refuses what its definitions do
not have. The check can fail: samples that are made wrong, in one way each, are found.

python r5.py FILE, where FILE is what `cargo run -p fhir --example partner_samples -- r5` wrote.
"""

import json
import sys
from importlib import import_module


def read(resource):
    kind = resource["resourceType"]
    getattr(import_module(f"fhir.resources.{kind.lower()}"), kind).model_validate(resource)


def refused(resource):
    try:
        read(resource)
    except ValueError:
        return True
    return False


samples = json.load(open(sys.argv[1], encoding="utf-8"))
samples.pop("findUsage")
every = [it for name, group in samples.items() for it in (group if isinstance(group, list) else [group])]
kinds = set()
for resource in every:
    read(resource)
    kinds.add(resource["resourceType"])
expected = {"AuditEvent", "Bundle", "CapabilityStatement", "Immunization", "Observation", "OperationOutcome"}
assert kinds == expected, kinds

dose = next(it for it in every if it["resourceType"] == "Immunization")
use = samples["audit"][0]
WRONG = [
    {**dose, "protocolApplied": [{"doseNumberPositiveInt": 1}]},
    {**dose, "recorded": "2026-01-01"},
    {**use, "type": use["code"]},
    {**use, "outcome": "0"},
    {**use, "source": {**use["source"], "site": "https://portal.example"}},
    {**samples["outcome"], "issue": [{"code": "value"}]},
    {**samples["capability"], "fhirVersion": None},
]
for wrong in WRONG:
    assert refused(wrong), f"not found to be wrong: {wrong}"
print(f"R5: {len(every)} resources hold, {len(WRONG)} wrong ones were found")
