# What one can do here. Each target makes the environment first, where it is not there yet.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
# A database of its own each time: tests that commit empty the tables Wagtail fills in its migrations
PYTEST_ARGS ?= --create-db
RUN := .venv/bin/python
unexport PYTHONDONTWRITEBYTECODE  # bytecode makes the second start quick

.PHONY: help install install-dev demo demo-reset start test check bench format lint lock

help:
	@echo "make demo        the demo clinic on http://$(HOST):$(PORT)/   (make demo PORT=8001)"
	@echo "make demo-reset  forget the data, and start the demo clinic anew"
	@echo "make start       the same for real use, without demo data"
	@echo "make test        the test suite"
	@echo "make check       everything CI runs"
	@echo "make bench       measure, and write the figures down"
	@echo "make format      put code and templates in order"

install:
	@$(PYTHON) deploy/bootstrap.py

install-dev:
	@$(PYTHON) deploy/bootstrap.py --dev

demo: install
	@DEMO=1 exec $(RUN) manage.py start --demo --host $(HOST) --port $(PORT)

demo-reset: install
	@$(RUN) manage.py forget_data --yes
	@DEMO=1 exec $(RUN) manage.py start --demo --host $(HOST) --port $(PORT)

start: install
	@exec $(RUN) manage.py start --host $(HOST) --port $(PORT)

test: install-dev
	@$(RUN) -m pytest -m "not browser" -n auto --dist loadgroup $(PYTEST_ARGS)

check:
	@bash .ci/run

lint: install-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	.venv/bin/mypy .
	.venv/bin/djlint templates --lint
	$(RUN) manage.py makemigrations --check --dry-run
	HTTPS=1 $(RUN) manage.py check --deploy --fail-level WARNING

bench: install-dev
	@$(RUN) bench/run.py

format: install-dev
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

lock: install-dev
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --group dev \
	  --custom-compile-command "make lock" -c requirements.lock pyproject.toml -o requirements-dev.lock
