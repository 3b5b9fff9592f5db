# Two commands are enough: `make read` and `make test`. Both set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What `make setup EXTRAS=documents` added once stays part of what is set up.
EXTRAS ?= $(shell cat $(VENV)/.extras 2>/dev/null)
STAMP := $(VENV)/.ready$(if $(EXTRAS),-$(EXTRAS))
COMMA := ,
# The tests run on all processors; `make test SPREAD=` runs them one after the other.
SPREAD ?= -n auto --dist worksteal

.PHONY: setup read test check format lint types imports bench faults screenshots clean

setup: $(STAMP)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev$(if $(EXTRAS),$(COMMA)$(EXTRAS))]'
	$(BIN)/python -m compileall -q reader
	@$(BIN)/python -m tests.standards
	@echo '$(EXTRAS)' > $(VENV)/.extras
	@touch $@

read: setup
	@$(BIN)/python -m compileall -q reader
	@$(BIN)/reader corpus

test: setup
	$(BIN)/python -m pytest $(SPREAD)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(SPREAD)

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	@$(BIN)/python -m compileall -q reader benchmarks
	$(BIN)/python -m benchmarks

# Hundreds of kills, power cuts and failing disks; `make test` has a few of each.
faults: setup
	FAULT_ROUNDS=many $(BIN)/python -m pytest tests/faults

screenshots: setup
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
