# `make help` lists what there is. Only Python 3.11 or newer and make are needed; the rest goes into .venv.

HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 1
SECONDS ?= 600
PYTEST_FLAGS ?= -n auto

BIN = .venv/bin

.PHONY: help run test check format nightly fuzz soak viewer scorecard lock clean

help: ## list these targets
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: ## start the service, seed articles in an empty store: page at /, docs at /docs (HOST=, PORT=, WORKERS=)
	@scripts/bootstrap run
	@$(BIN)/dateline migrate
	@$(BIN)/dateline ingest --if-empty seeds/*.json || true
	@exec $(BIN)/dateline serve --host "$(HOST)" --port "$(PORT)" --workers "$(WORKERS)"

test: ## run the tests on SQLite and PostgreSQL (PYTEST_FLAGS=)
	@scripts/bootstrap dev
	$(BIN)/pytest $(PYTEST_FLAGS)

check: ## what CI runs: format, lint, types, tests
	@scripts/bootstrap dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest $(PYTEST_FLAGS)

format: ## rewrite the code as `make check` wants it
	@scripts/bootstrap dev
	$(BIN)/ruff check --fix-only --exit-zero .
	$(BIN)/ruff format .

nightly: ## all tests, those that take minutes among them
	@scripts/bootstrap dev
	DATELINE_TEST_CASES=12500 DATELINE_TEST_HISTORIES=300 DATELINE_TEST_KILLS=200 DATELINE_TEST_RETRIES=1000 \
		$(BIN)/pytest $(PYTEST_FLAGS) -m ""

fuzz: ## let Atheris look for inputs that break the readers, SECONDS= for each of four (Linux, macOS)
	@scripts/bootstrap dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "atheris>=3"
	for target in tagger edtf timex3 html; do $(BIN)/python -m benchmarks.fuzz $$target --seconds "$(SECONDS)" || exit 1; done

soak: ## an hour of everything at once, and what it takes in memory (Linux)
	@scripts/bootstrap dev
	$(BIN)/python -m benchmarks.memory load --minutes 60

viewer: ## bundle d3 for the page anew from scripts/d3 (needs node and npm; what it makes is committed)
	scripts/d3/build

scorecard: ## measure the grammar on annotated corpora: what GET /v1/quality and docs/quality.md say (DOCS=folder)
	@scripts/bootstrap dev
	$(BIN)/python -m benchmarks.scorecard "$(DOCS)"

lock: ## take the newest versions of all packages into requirements/
	@scripts/bootstrap dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade --all-extras --group build --group dev --output-file requirements/dev.txt pyproject.toml
	$(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade --extra postgres --group build --constraint requirements/dev.txt --output-file requirements/run.txt pyproject.toml

clean: ## remove .venv and everything made here, but not the store
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The same pins for every platform and Python; no header, because it would hold the command line of one machine.
LOCK_FLAGS = --quiet --universal --python-version 3.11 --generate-hashes --no-header
