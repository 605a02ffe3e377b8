# `make run` takes a clone to a filled warehouse; `make test` checks it. Each target builds what it needs.
# The lock files are whole, so pip is told to resolve nothing (--no-deps): with hashes it stumbles over extras.
SOURCES ?= sample
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PORT ?= 8080

.PHONY: run setup airflow secrets stack audit test check bench clean

run: setup
	@$(BIN)/borderwire run --sources $(SOURCES)

setup: .venv/.installed

.venv/.installed: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: Borderwire needs Python 3.11 or newer; install it, or name it: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Installing into .venv from requirements.txt (a minute or two, once) …"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "make: this Python has no venv; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

airflow: .venv/.stacked
	@$(BIN)/python -m stack --port $(PORT)

.venv/.stacked: .venv/.installed requirements-stack.txt
	@echo "Installing Airflow from requirements-stack.txt (a minute or two, once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-stack.txt
	@touch $@

secrets:
	@$(PYTHON) -m stack.secrets

stack: .venv/.tested .venv/.stacked
	@$(BIN)/python -m tests.stack

audit: .venv/.audited
	@for lock in requirements.txt requirements-dev.txt requirements-stack.txt; do \
		.venv/audit/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r $$lock || exit 1; done

.venv/.audited: .venv/.installed
	@$(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	@touch $@

.venv/.tested: .venv/.installed requirements-dev.txt
	@echo "Installing what the tests need from requirements-dev.txt (Airflow among it) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

check: .venv/.tested
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

test: check
	@$(BIN)/pytest -n 2

bench: .venv/.tested
	@$(BIN)/python -m benchmarks

clean:
	rm -rf .venv data
