# Two commands are enough: `make demo` and `make test`. Both do all the set-up themselves.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
# Processes that test beside each other: make test WORKERS=8 on a machine with more cores than two.
WORKERS ?= 2

.PHONY: production demo test test-quick test-long bench bench-web bench-search example screenshots help-pictures lint lock setup messages clean
.DEFAULT_GOAL := demo

demo: setup
	@$(BIN)/doorlezen demo --directory var/demo

test: setup
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal

# For the loop of whoever changes something: the engine, the domain and one page in a browser, in a minute and a half.
QUICK := $(addprefix tests/,calendars documents engine language planning register relations schemes\
	browser/test_look.py::test_all_pieces_are_accessible)
test-quick: setup
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -q --ignore tests/engine/test_country.py $(QUICK)

# What takes too long for every change: fuzzed uploads, crowds, kills, Ctrl-C, the wheel in an empty environment, and all
# examples of the drawn tests instead of a third. For the night, or after such a change.
test-long: setup
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "long or hypothesis" --hypothesis-profile thorough -rP

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	DOORLEZEN_HOME=var/lint $(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/reuse lint --quiet

bench: setup
	@$(BIN)/python -m bench

# How fast the site is with the whole country in it: takes a quarter of an hour, wants a quiet machine.
bench-web: setup
	@$(BIN)/python -m bench.web

# How good and how quick the search over webinars is, beside full text of PostgreSQL. The first time it fills
# 2,000 recordings: ten minutes.
bench-search: setup
	@$(BIN)/python -m bench.search small
	@$(BIN)/python -m bench.search large

# The pictures of the README, from the demo that `make demo` leaves behind.
screenshots: setup
	@$(BIN)/python -m tests.browser.screenshots

# The pictures of the help, from the demo that `make demo` leaves behind.
help-pictures: setup
	@$(BIN)/python -m tests.browser.help_pictures

# What a visitor without an account sees: the invented library's own problem, plan and sources.
example: setup
	@$(BIN)/doorlezen demo --no-serve --directory var/example
	@cp $(addprefix var/example/uitkomst/,probleem.json plan.json probleem.sources.json) src/doorlezen/demo/files/example/

setup: .venv/.ready .venv/.look

# The environment holds exactly what the lock file says, checked by hash.
.venv/.ready: requirements-dev.lock requirements-uv.lock pyproject.toml $(wildcard src/doorlezen/locale/*/LC_MESSAGES/*.po)
	@test -x $(UV) || $(MAKE) --no-print-directory $(UV)
	@$(UV) pip install --python $(BIN)/python --quiet --compile-bytecode --require-hashes --requirements requirements-dev.lock
	@$(UV) pip install --python $(BIN)/python --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/pybabel --quiet compile --directory src/doorlezen/locale --domain "django click"
	@touch $@

# What a server needs and nothing else: built in .build, installed in a fresh .venv without what builds or tests it.
BUILD := .build/bin
LOOK := src/doorlezen/web/look
production:
	@$(PYTHON) -c 'import sys; sys.exit("Doorlezen needs Python 3.11 or newer: make PYTHON=python3.11 production" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv --clear .build
	@$(BUILD)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-uv.lock
	@$(BUILD)/uv pip install --python $(BUILD)/python --quiet --require-hashes --requirements requirements-build.lock
	@$(BUILD)/pybabel --quiet compile --directory src/doorlezen/locale --domain "django click"
	@PATH="$(abspath $(BUILD)):$$PATH" npm ci --silent --ignore-scripts --no-audit --no-fund
	@$(BUILD)/node $(LOOK)/build.mjs
	@$(BUILD)/python -m hatchling build --target wheel --clean --directory .build/wheel
	@$(BUILD)/uv venv --quiet --clear --python $(PYTHON) .venv
	@$(BUILD)/uv pip install --python $(BIN)/python --quiet --compile-bytecode --require-hashes --requirements requirements.lock
	@$(BUILD)/uv pip install --python $(BIN)/python --quiet --compile-bytecode --no-deps .build/wheel/*.whl

# The look: stylesheet, faces and scripts, built from the packages of package-lock.json (docs/look.md). The
# templates count too: what no template names is left out.
TEMPLATES := $(shell find src/doorlezen -name '*.html') $(wildcard src/doorlezen/web/templatetags/*.py)
.venv/.look: node_modules/.ready $(wildcard $(LOOK)/*.* $(LOOK)/css/*.css $(LOOK)/js/*.js $(LOOK)/js/*/*.js $(LOOK)/help/*.webp) $(TEMPLATES)
	@$(BIN)/node $(LOOK)/build.mjs
	@touch $@

node_modules/.ready: package-lock.json package.json | .venv/.ready
	@PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

$(UV):
	@echo "Eenmalig: de omgeving klaarzetten / setting up, once"
	@$(PYTHON) -c 'import sys; sys.exit("Doorlezen needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-uv.lock

# Only for who changes the dependencies in pyproject.toml: what runs, what builds and tests it besides, and uv itself.
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links
lock:
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) --constraint requirements.lock --group build --output-file requirements-build.lock
	$(COMPILE) --constraint requirements.lock --group dev pyproject.toml --output-file requirements-dev.lock
	$(COMPILE) --group uv --output-file requirements-uv.lock

# Only for who changes words: collects them from the code and the templates into the English catalogue.
messages:
	$(BIN)/pybabel --quiet extract --sort-output --no-location --omit-header --mapping babel.cfg --keyword t --keyword n:1,2 \
		--keyword gettext_lazy --keyword ngettext_lazy:1,2 --output-file var/messages.pot src/doorlezen bench/instances
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110 --domain django \
		--input-file var/messages.pot --output-dir src/doorlezen/locale --locale en

clean:
	rm -rf .venv .build var node_modules src/doorlezen/web/static .pytest_cache .mypy_cache .ruff_cache .hypothesis
