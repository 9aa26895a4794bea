# Two commands for a newcomer: `make demo` and `make test`. Each sets up everything it needs in .venv.
PYTHON ?= python3
VENV := .venv
TRAINING := .venv-train
BIN := $(VENV)/bin

.PHONY: benchmark clean corpus demo evaluate lint lock picture test train train-incidents

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or later: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

test: $(VENV)/.ready lint  ## lint, types and every test
	$(BIN)/python -m pytest

lint: $(VENV)/.ready
	$(BIN)/ruff check src tests training benchmarks docs tools
	$(BIN)/mypy
	$(BIN)/mypy -m training.markup -m training.check -m training.agreement -m training.examples -m training.parties_only -m training.held_back -m training.attested -m training.incidents

lock:  ## remake requirements.lock from pyproject.toml
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) $(TRAINING) out build

demo: $(VENV)/.ready  ## code the example pages, join six mastheads' reports into incidents; files to keep in out/
	mkdir -p out
	$(BIN)/dragoman code examples/pages
	$(BIN)/dragoman code examples/pages examples/feed.xml examples/page.html examples/wire.jsonl --field text=body --format jsonl -o out/events.jsonl
	$(BIN)/dragoman code examples/mastheads.jsonl -o out/news
	$(BIN)/dragoman incidents out/news --sort reports --limit 6
	$(BIN)/dragoman export out/news --unit incident --format geojson -o out/incidents.geojson
	@echo "Every event with its evidence and reasons: out/events.jsonl. For a spreadsheet: dragoman code examples/pages --format csv -o out/events.csv"

picture: $(VENV)/.ready  ## remake the README's picture from real output
	$(BIN)/python docs/picture.py

evaluate: $(VENV)/.ready  ## the full measures against their floors (needs ../shared/data)
	$(BIN)/python -m dragoman.evaluate

corpus: $(VENV)/.ready  ## the training corpus checked, counted, and its two readings compared
	$(BIN)/python -m training.check
	$(BIN)/python -m training.agreement
	$(BIN)/python -m training.parties_only

$(TRAINING)/.ready: pyproject.toml
	test -x $(TRAINING)/bin/python || $(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet -e '.[train]'
	touch $@

train: $(TRAINING)/.ready  ## the corpus to the model that ships (PyTorch on 2 cores; see docs/reference/model-card.md)
	$(TRAINING)/bin/python -m training.train

train-incidents: $(TRAINING)/.ready $(VENV)/.ready  ## the marked worlds to the sense model and the weights of incidents
	$(TRAINING)/bin/python -m training.sense
	$(BIN)/python -m training.incidents

benchmark: $(VENV)/.ready  ## speed and memory beside spaCy alone (needs ../shared/data)
	$(BIN)/python benchmarks/throughput.py
	$(BIN)/python benchmarks/gate.py
