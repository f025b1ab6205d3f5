VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WEB := foederis/web/static/vendor

.PHONY: demo test check lock vendor clean

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
	$(BIN)/pytest -n 2 --dist loadfile

lock:  ## resolve the dependencies anew into requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-header --no-annotate -o requirements.lock

vendor:  ## bundle the charts' library anew (needs npm)
	$(eval WORK := $(shell mktemp -d))
	cp $(WEB)/entry.js $(WORK) && cd $(WORK) && npm init -y >/dev/null && npm pkg set type=module && \
	npm install --silent vega@6.4.0 vega-lite@6.4.3 vega-interpreter@2.3.2 esbuild@0.28.2 && \
	npx esbuild entry.js --bundle --format=esm --minify --target=es2022 --legal-comments=none --outfile=vega.js
	cp $(WORK)/vega.js $(WEB)/

clean:
	rm -rf $(VENV) build dist *.egg-info
