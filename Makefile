# Needs only Python 3.11 or later with pip, make and git; everything else is installed into $(VENV),
# from the hash-pinned locks, and again only when a lock has changed.
#
#   make PYTHON=python3.12 test     another interpreter (after `make clean` if a venv exists)

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# What pip-compile may write: no index, no host, no path of this machine; the header says `make lock`.
COMPILE := CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --upgrade \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

SHELL := /bin/sh
.DEFAULT_GOAL := help
# The steps of `make test` share one venv and one terminal.
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test lint types check units format coverage bench soak image licences sbom audit lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.runtime ## Answer three questions; with a terminal, stay at a prompt
	@for line in /timeline '/who jaish-al-adl' '/sources casualties'; do \
		case $$line in *' '*) shown="\"$$line\"" ;; *) shown=$$line ;; esac; \
		printf '\n$$ explainer-bot say %s\n\n' "$$shown"; \
		$(BIN)/explainer-bot say "$$line" || exit; \
	done
	@if test -t 0 && test -t 1; then printf '\n$$ explainer-bot chat\n\n'; $(BIN)/explainer-bot chat; fi

# `make -k test` runs every step, whatever the earlier ones found.
test: lint types check units ## Lint, types, the shipped knowledge, the whole test suite

lint: $(VENV)/.dev ## ruff and codespell
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/codespell

types: $(VENV)/.dev ## mypy, strict, on source and tests
	$(BIN)/mypy

check: $(VENV)/.dev ## The rules of the knowledge format, on the shipped topic
	$(BIN)/explainer-bot check knowledge

units: $(VENV)/.dev
	$(BIN)/pytest -q

format: $(VENV)/.dev ## Let ruff mend what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

coverage: $(VENV)/.dev ## The test suite with branch coverage of bot/
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report

bench: $(VENV)/.dev ## Measure what docs/performance.md promises
	$(BIN)/python -m bench

soak: $(VENV)/.dev ## Thirty minutes of mixed load and faults, both platforms (SECONDS=1800 RATE=20)
	$(BIN)/python -m bench.soak $(or $(SECONDS),1800) $(or $(RATE),20)

image: $(VENV)/.dev ## Build the image and run it hardened, by compose, with PostgreSQL (root; brings its engine along)
	VENV=$(VENV) deploy/rehearse.sh

licences: $(VENV)/.runtime ## Write docs/licences.md: what we are run with, and under which licences
	$(BIN)/python deploy/supply.py licences >docs/licences.md

sbom: $(VENV)/.runtime ## Write dist/sbom.json: a CycloneDX bill of materials of the lock
	@mkdir -p dist
	$(BIN)/python deploy/supply.py sbom >dist/sbom.json

audit: $(VENV)/.made ## Ask pip-audit about known faults of the locked packages (needs its vulnerability service)
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip --disable-pip-version-check -qq install pip-audit
	$(VENV)/audit/bin/pip-audit --disable-pip --require-hashes -r requirements.lock

# Made by the lowest Python we support: its lock holds the backports too, and later ones need no more.
lock: $(VENV)/.dev ## Pin the newest versions in the three locks
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo 'make lock: use Python 3.11 (make clean; make PYTHON=python3.11 lock)' >&2; exit 1; }
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-build.lock --build-deps-for editable --only-build-deps \
		-c requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock --extra dev --allow-unsafe \
		-c requirements.lock -c requirements-build.lock pyproject.toml

clean: ## Remove the venv and everything made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .benchmarks .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------- the venv

# Debian ships Python without ensurepip: then the machine's own pip fills the venv.
$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || \
		{ echo 'explainer-bot needs Python 3.11 or later, and "$(PYTHON)" is not there: make PYTHON=... says which' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "explainer-bot needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1): make PYTHON=... says which" >&2; exit 1; }
	@echo 'Making $(VENV) with '"$$($(PYTHON) -V)"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		rm -rf $(VENV); \
		$(PYTHON) -m venv --without-pip $(VENV) >/dev/null 2>&1 && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet pip >/dev/null 2>&1; \
	} || { \
		rm -rf $(VENV); \
		$(PYTHON) -m pip install --quiet --user virtualenv && $(PYTHON) -m virtualenv --quiet $(VENV); \
	} || { \
		rm -rf $(VENV); \
		echo 'Cannot make a virtual environment: install the venv module (on Debian and Ubuntu: apt install python3-venv)' >&2; \
		exit 1; \
	}
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock requirements-build.lock pyproject.toml
	@echo 'Installing requirements.lock'
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo 'Installing requirements-dev.lock'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
