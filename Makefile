# The two commands that matter: `make build` and `make test`. `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCK := requirements.lock

# Extra arguments for pytest, for instance: make test PYTEST_ARGS="-k gap -x"
PYTEST_ARGS ?=

# The first interpreter that runs, is 3.11 or later and can make virtual environments.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$p; break; fi; done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: build test install check lint types format goldens lock clean help

build: $(STAMP)  ## install what is needed, then compile tables/ into generated/ and prove it
	$(BIN)/tablewright build
	$(BIN)/tablewright verify

test: $(STAMP)  ## install what is needed, then run every test, on all cores
	$(BIN)/pytest -n auto $(PYTEST_ARGS)

install: $(STAMP)  ## make .venv from the lock; quick when nothing changed

check: lint types  ## everything short of the tests: linter, formatter, types, spelling, stale output
	$(BIN)/tablewright build --check

lint: $(STAMP)  ## linter, formatter, spelling, project file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/validate-pyproject pyproject.toml

types: $(STAMP)  ## mypy, strict, over compiler, generated and tests
	$(BIN)/mypy

format: $(STAMP)  ## sort imports and format our own code
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

goldens: $(STAMP)  ## rewrite expected output of tests/cases; read the diff before you commit it
	$(BIN)/pytest -n auto tests --update-goldens $(PYTEST_ARGS)

lock: $(STAMP)  ## write requirements.lock anew; LOCK_ARGS="--upgrade" moves versions
	$(BIN)/pip-compile --quiet --all-extras --generate-hashes --allow-unsafe --strip-extras \
		--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		--no-emit-options $(LOCK_ARGS) --output-file=$(LOCK) pyproject.toml

clean:  ## remove the environment and every cache
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## list these targets
	@awk -F ':.*  ## ' '/^[a-z]+:.*  ## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

$(VENV)/.locked: $(LOCK)
	@test -n "$(PYTHON)" || { echo "Tablewright needs Python 3.11 or later with its venv module: none was found." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(LOCK)
	@touch $@

$(STAMP): $(VENV)/.locked pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
