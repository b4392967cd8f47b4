# One word a task. `make run` and `make test` set up what is missing first.
# Needs Python 3.11 or newer and make; everything else comes with the locked dependencies.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export DAGSTER_HOME := $(CURDIR)/.dagster

.PHONY: run test ui report eval fit bench bench-marts bench-peers faults fuzz lock clean help

run: $(READY) $(DAGSTER_HOME)/dagster.yaml ## read data/raw into the warehouse and say what was found
	@$(BIN)/python -m etl.defs.run

test: $(READY) ## style, types and the whole test suite
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -rs

ui: $(READY) $(DAGSTER_HOME)/dagster.yaml ## open Dagster: the graph, its runs, schedule and sensor
	$(BIN)/dg dev

report: $(READY) ## write the offline page about what the warehouse holds
	@$(BIN)/newsledger report

eval: $(READY) ## score the pipeline against the gold
	@$(BIN)/newsledger eval $(sort $(dir $(wildcard tests/gold/*/*.json))) --floors tests/floors.json

fit: $(READY) ## fit the weights of the signs that subjects are told by, on the gold
	@$(BIN)/python -m etl.evaluation.fitting tests/gold/articles tests/gold/dev tests/gold/own tests/gold/told tests/gold/fitted tests/gold/blind \
		tests/interpret/cases

bench: $(READY) ## time the reading of amounts, and show that it is linear in the text
	@$(BIN)/python -m bench.throughput
	@$(BIN)/python -m bench.linear

bench-marts: $(READY) ## all marts over a million planted claims: how long they take and what they find
	@$(BIN)/python -m bench.marts

bench-peers: $(READY) ## the same texts read by other libraries, each in its own environment
	@$(BIN)/python -m bench.peers.compare

faults: $(READY) ## kill, starve and feed the ledger strange files, at length (an hour or more)
	@$(BIN)/python -m pytest tests/faults --long

# The fuzzer is no dependency of ours: it is put beside the environment, for this task alone.
fuzz: $(READY) ## grow inputs that reach new lines of our code, for 15 minutes (SECONDS=900)
	@test -d .fuzz/atheris || $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps \
		--target .fuzz/atheris atheris
	@PYTHONPATH=.fuzz/atheris $(BIN)/python -m tests.faults.fuzz -artifact_prefix=.fuzz/ -max_total_time=$(or $(SECONDS),900)

# Pins stay where they still fit; `make lock UPGRADE=--upgrade` moves all to the newest.
lock: $(READY) ## resolve the dependencies for all platforms and Pythons from 3.11
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 $(UPGRADE) \
		--generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock

clean: ## remove what the pipeline made; data/raw, data/lexicon and .venv stay
	rm -rf .dagster report data/lake data/warehouse

help: ## list these tasks
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 13

# The stamp is newer than the lock and the project file: then nothing is left to install.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "newsledger needs Python 3.11 or newer: run make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "this Python cannot make environments: install its venv package (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@echo "Setting up .venv (once, takes a minute or two) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Dagster keeps runs, logs and storage beside its settings, so the settings are copied there.
$(DAGSTER_HOME)/dagster.yaml: dagster.yaml
	@mkdir -p $(@D) && cp $< $@
