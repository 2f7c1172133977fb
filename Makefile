# Everything there is to type: `make run` starts the bot, `make test` tests it, `make help` lists the rest.
# All set-up happens in .venv beside this file, once, and again only when a requirements file or Python changes.

# The first Python that is new enough; say another with `make run PYTHON=/path/to/python3.12`.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
endif

VENV := .venv/bin/python
# What .venv was made for; a system that moved to a newer Python has made it useless, and a stamp of its own.
VERSION := $(shell { $(VENV) -V 2>/dev/null || "$(PYTHON)" -V 2>/dev/null; } | cut -d' ' -f2 | cut -d. -f1,2)
READY := .venv/ready-$(VERSION)
READY_DEV := .venv/ready-dev-$(VERSION)

# How often in a row the long runs kill the bot twenty times; `make soak TIMES=3` for a short one.
TIMES := 50

TESTS := $(VENV) -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

.DEFAULT_GOAL := help
.PHONY: run test setup check check-lint check-format check-types check-contracts bench soak pins clean help

run: $(READY) ## start the bot: the sandbox, or with TELEGRAM_BOT_TOKEN set the live bot (ARGS="check" passes words on)
	@exec $(VENV) run_bot.py $(ARGS)

test: $(READY_DEV) ## run every test (ARGS="-k meeting" passes words on to pytest)
	@exec $(TESTS) $(ARGS)

setup: $(READY_DEV) .venv/peers/ready ## prepare .venv with all that the other targets need

check: check-lint check-format check-types check-contracts ## linter, format, types, contracts between the layers

check-lint: $(READY_DEV)
	$(VENV) -m ruff check .

check-format: $(READY_DEV)
	$(VENV) -m ruff format --check .

check-types: $(READY_DEV)
	$(VENV) -m mypy

check-contracts: $(READY_DEV)
	$(VENV) -c 'from importlinter.cli import lint_imports_command as lint; lint()'

bench: $(READY_DEV) .venv/peers/ready ## print the tables of measurements, ours and the peers' side by side
	@exec $(VENV) -m bench $(ARGS)

.venv/peers/ready: requirements-bench.txt
	@echo "Installing what is measured beside the bot into .venv/peers (once) …"
	@$(VENV) -m venv --clear .venv/peers
	@.venv/peers/bin/python -m pip install -q -q --disable-pip-version-check -r requirements-bench.txt
	@touch "$@"

soak: $(READY_DEV) ## the long runs that `make test` leaves out (TIMES=3: fewer rounds of kills than 50, ARGS="-k kills")
	@exec env SOAK_TIMES=$(TIMES) $(VENV) -m pytest -m soak --timeout=0 $(ARGS)

pins: $(READY_DEV) ## pin the newest versions anew in requirements.txt and requirements-dev.txt
	@exec $(VENV) .ci/renew_pins.py

schema: ## write storage/schema.sql after a change of the migrations
	@exec $(VENV) .ci/renew_schema.py

clean: ## remove .venv and what the tools have left; data/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s%s\n", $$1, $$2 }'

# Quiet when there is nothing to install, one clear sentence when something is missing.
define need-python
	@test -n "$(PYTHON)" || { echo "Giao Ban needs Python 3.11 or newer. On Debian or Ubuntu type: sudo apt-get install python3 python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make its .venv yet. On Debian or Ubuntu type: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(VENV) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Making .venv (once) …"; "$(PYTHON)" -m venv --clear .venv; }
endef

define install
	@$(VENV) -m pip install -q -q --disable-pip-version-check -r $(1) || { \
		echo "Not everything could be installed. Is there a way to the internet? Behind a proxy set HTTPS_PROXY. Then type the same again." >&2; exit 1; }
endef

$(READY): requirements.txt
	$(need-python)
	@echo "Installing what the bot needs into .venv (once, less than a minute) …"
	$(call install,requirements.txt)
	@touch "$@"

$(READY_DEV): requirements.txt requirements-dev.txt
	$(need-python)
	@echo "Installing what the bot and its tests need into .venv (once, a minute or two) …"
	$(call install,requirements-dev.txt)
	@touch $(READY) "$@"
