VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check lock clean

$(STAMP): pyproject.toml requirements.lock
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(STAMP)  ## read the sample reports, print the brief, write it as HTML
	$(BIN)/foederis brief examples/reports --html brief.html

check: $(STAMP)  ## style and types
	$(BIN)/ruff check foederis tests benchmarks
	$(BIN)/ruff format --check foederis tests benchmarks
	$(BIN)/mypy

test: check  ## style, types and every test
	$(BIN)/pytest

lock:  ## resolve the dependencies anew into requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-header --no-annotate -o requirements.lock

clean:
	rm -rf $(VENV) build dist *.egg-info
