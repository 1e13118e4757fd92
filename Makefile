# make build · make test · make check · make bench: each sets up what it needs.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: build test check format bench lock clean

build: $(VENV)/ready
	$(RUN) build.py

test: $(VENV)/ready
	$(RUN) -m tests.judges || test -z "$(CI)"
	$(RUN) -m pytest -n auto

check: $(VENV)/ready
	$(RUN) -m ruff format --check
	$(RUN) -m ruff check
	$(RUN) -m mypy
	$(RUN) -m pytest -q tests/test_architecture.py

format: $(VENV)/ready
	$(RUN) -m ruff format
	$(RUN) -m ruff check --fix

# ROUNDS=5 PARTS="comparison features growth serve"; `$(RUN) -m tools.bench --help` says what else can be chosen.
ROUNDS ?= 5
PARTS ?= comparison features growth serve
bench: $(VENV)/ready .bench/ready
	$(RUN) -m tests.judges >/dev/null || true
	$(RUN) -m tools.bench --rounds $(ROUNDS) --parts $(PARTS) --record

# What the bench compares with, in a virtual environment of its own: nothing else needs it.
.bench/ready: tools/bench/requirements.lock
	$(PYTHON) -m venv .bench/venv
	.bench/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/bench/requirements.lock
	@touch $@

# Renew the lock from pyproject.toml; it names no host and pins every file by its hash.
lock: $(VENV)/ready
	$(RUN) -m pip install --quiet uv
	$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --extra dev --output-file requirements.lock --upgrade pyproject.toml
	$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 --output-file tools/bench/requirements.lock --upgrade tools/bench/requirements.in

$(VENV)/ready: requirements.lock tools/setup.sh
	PYTHON="$(PYTHON)" VENV="$(VENV)" sh tools/setup.sh
	@touch $@

clean:
	rm -rf $(VENV) .cache .judges .bench output/* .pytest_cache .mypy_cache .ruff_cache
