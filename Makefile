# The portal's commands. Each sets up what it needs, says so in a line per step, and does nothing twice.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
in_house := . .ci/common;

.PHONY: help run build test check bench soak attack mutants cluster sbom reproduce licences

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: build ## set up, build, serve http://127.0.0.1:3000 with demo data on SQLite
	@$(in_house) say "serving http://127.0.0.1:3000 (stop with Ctrl-C)"; MORPROM_DEMO=1 MORPROM_DATA_DIR=$${MORPROM_DATA_DIR:-data} exec target/dist/morprom serve

build: ## target/dist: the release binary and its site, one folder to copy to a server
	@.ci/setup toolchain site
	@.ci/dist

test: ## set up, then every test: unit, property, storage on both engines, whole site, browser
	@.ci/setup toolchain site browser database peers fuzzer faults attack
	@.ci/test

check: ## format, lints, dependency and licence policy
	@.ci/setup toolchain site deny
	@.ci/check

bench: ## the benchmarks (the better part of an hour; ONLY=pages, cases, exchange, traffic or accounts for a part)
	@.ci/setup toolchain site browser database
	@BENCH_ONLY=$(ONLY) .ci/bench

soak: ## every fault in full (hours; ONLY=kill, model, lost, fsync, disk-full, postgres, clock, tampering or overload for a part)
	@.ci/setup toolchain site database faults
	@SOAK_ONLY=$(ONLY) .ci/soak

attack: ## every attack in full, with two public scanners (an hour; ONLY=injection, raw, uploads, headers or scanners for a part)
	@.ci/setup toolchain site attack scanners
	@.ci/attack $(ONLY)

mutants: ## changes the rules and the ledger place by place: does a test notice? (hours; ONLY=app/domain/src/csv.rs for one file)
	@.ci/setup toolchain mutants
	@.ci/mutants $(ONLY)

sbom: ## target/sbom: what the program and the site are made of, as CycloneDX
	@.ci/setup toolchain site sbom
	@.ci/sbom

licences: ## docs/licences.md: every package that is shipped, with its licence
	@.ci/setup toolchain site
	@.ci/licences

reproduce: ## builds the site twice and compares it, file by file (ten minutes)
	@.ci/setup toolchain site
	@.ci/reproduce

cluster: ## failures of a database of three machines under people who choose (a quarter of an hour)
	@.ci/setup toolchain site browser database cluster
	@.ci/cluster
