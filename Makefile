# Each target makes what it needs: with python3, pip and make at hand there is nothing to install first.
PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check

.PHONY: help demo run test test-slow check bench lock clean

help:  ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: .venv/ready  ## Try the bot in a chat page on this machine: no token, no network
	$(PY) -m bot demo

run: .venv/ready  ## Run the real bot: config.toml, and the token in TELEGRAM_BOT_TOKEN
	$(PY) -m bot migrate
	$(PY) -m bot run

test: .venv/ready  ## The tests, on every core
	$(PY) -m pytest -q -n auto --dist worksteal -m "not slow"

test-slow: .venv/ready  ## The long ones: every button forged, every family's wall tried, killed at every moment
	$(PY) -m pytest -q -n auto --dist worksteal -m slow

check: .venv/ready  ## Format, lint, types, and whether the migrations say what the tables say
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m pytest -q tests/test_layers.py tests/store/test_migrations.py

bench: .venv/ready .venv-bench/ready  ## Speed, CPU and memory beside what you could have used instead
	$(PY) -m benchmarks.run

# venv --without-pip and pip --python also work where Debian's python3-venv is missing.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv --without-pip --clear .venv
	$(PIP) --python .venv/bin/python install --quiet --require-hashes -r requirements.lock
	$(PIP) --python .venv/bin/python install --quiet --no-deps --no-build-isolation --no-index --editable .
	touch $@

.venv-bench/ready: benchmarks/requirements.lock
	$(PYTHON) -m venv --without-pip --clear .venv-bench
	$(PIP) --python .venv-bench/bin/python install --quiet --require-hashes -r benchmarks/requirements.lock
	touch $@

lock:  ## Pin every dependency anew, for every platform (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra postgres --extra dev \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra bench \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make lock" --output-file benchmarks/requirements.lock

clean:  ## Remove what the targets made
	rm -rf .venv .venv-bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
