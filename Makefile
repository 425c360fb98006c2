# Two commands: `make site` and `make test`. They need Python 3.11 or newer with venv, and nothing else.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve check lock clean

site: .venv/ready
	$(BIN)/handbook build all

test: .venv/ready-for-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/pytest

serve: .venv/ready
	$(BIN)/handbook serve

check: .venv/ready
	$(BIN)/handbook check

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 eller nyere er nødvendig' if sys.version_info < (3, 11) else 0)"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/ready-for-test: .venv/ready tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	touch $@

# Makes the two locked lists anew after a change in pyproject.toml. Needs uv.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --group test -c requirements.txt -o tests/requirements.txt

clean:
	rm -rf .venv site .mypy_cache .pytest_cache .ruff_cache *.egg-info
