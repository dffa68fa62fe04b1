# `make run` publishes a release from raw/; `make test` runs all quick tests; `make help` lists the rest.
.DEFAULT_GOAL := help
SITREP := .venv/bin/sitrep
PYTHON_IN := .venv/bin/python
RAW ?= raw
WAREHOUSE ?= warehouse

.PHONY: help setup run test test-slow test-machine bi-test chaos fuzz lint score score-check audit bench vocabulary lock clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.runtime ## install what a run needs into .venv

run: .venv/.runtime ## read raw/ and publish a release (RAW=folder WAREHOUSE=folder)
	@$(SITREP) run --raw "$(RAW)" --warehouse "$(WAREHOUSE)" || [ $$? -eq 10 ]  # 10: published, something set aside

test: .venv/.dev ## run all quick tests
	$(PYTHON_IN) -m pytest -m "not slow and not machine and not bi"

test-slow: .venv/.dev ## run the tests that need minutes, a scheduler or an old driver
	$(PYTHON_IN) -m pytest -m slow

test-machine: .venv/.dev ## build the image and start cron for real (root; Debian: apt install buildah cron mmdebstrap)
	SITREP_NO_SKIPS=1 $(PYTHON_IN) -m pytest -m machine

bi-test: .venv/.dev ## set up Apache Superset and open its dashboard in a browser (0.7 GB; Debian: apt install chromium)
	SITREP_NO_SKIPS=1 $(PYTHON_IN) -m pytest -m bi

chaos: .venv/.dev ## strike runs at every point and 300 moments, and publish under readers (hours; resumable, in .chaos/)
	$(PYTHON_IN) -m tests.chaos
	$(PYTHON_IN) -m tests.chaos.in_place
	$(PYTHON_IN) -m tests.chaos.readers

fuzz: .venv/.dev ## read documents that nobody would write (hours; resumable, in .fuzz/)
	$(PYTHON_IN) -m tests.fuzz --short 200000 --parse 5000

lint: .venv/.dev ## check style and types
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/sqlfluff lint --disable-progress-bar dbt_project

score: .venv/.dev ## score the reader on a folder of gold sets into docs/scorecard.md: make score GOLD=folder
	$(PYTHON_IN) -m tests.score "$(GOLD)"

score-check: .venv/.dev ## fail where the reader has lost facts against docs/scorecard.md: make score-check GOLD=folder
	$(PYTHON_IN) -m tests.score "$(GOLD)" --check

audit: ## ask the package index whether a locked package of a run has a known hole
	python3 -m venv .venv-audit && .venv-audit/bin/pip install --quiet --require-hashes --only-binary :all: -r requirements/audit.lock
	.venv-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/runtime.lock

bench: .venv/.dev ## print the time of every stage and dbt node of one run, of a large build, and the reader's speed beside bare spaCy
	$(PYTHON_IN) -m tests.benchmarks.run_stages
	$(PYTHON_IN) -m tests.benchmarks.build_growth
	$(PYTHON_IN) -m tests.benchmarks.reader_speed

vocabulary: ## make the generated vocabulary files again, in an environment of their own
	sh requirements/vocabulary.sh

lock: ## resolve the locks again
	sh requirements/lock.sh

clean: ## remove the environment (never the warehouse)
	rm -rf .venv

.venv/.runtime: requirements/runtime.lock requirements/uv.lock pyproject.toml
	sh requirements/install.sh runtime
	@rm -f .venv/.dev && touch $@

.venv/.dev: requirements/dev.lock requirements/uv.lock pyproject.toml
	sh requirements/install.sh dev
	@touch .venv/.runtime $@
