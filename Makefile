# Every target works from a bare clone on a machine with Python 3.10+, make and apt.
# Everything it fetches and makes is kept outside of the tree; see README.rst.

PYTHON ?= python3
LAUNCHER = $(PYTHON) -m sandbox.launcher

.PHONY: help run test test-unit test-odoo test-e2e bench chaos lint format

help:
	@echo 'make run        try it: Odoo, a local Twilio and a web phone'
	@echo 'make test       all tests (test-unit, test-odoo, test-e2e: one suite)'
	@echo 'make lint       all checks of the code'
	@echo 'make format     puts the code in the form that make lint wants'
	@echo 'make bench      what a message costs'
	@echo 'make chaos      what is lost when things break (nothing)'
	@echo 'ARGS="..."      arguments for pytest or bench'

run:
	@exec $(LAUNCHER) run

test test-unit test-odoo test-e2e bench chaos lint format:
	@exec $(LAUNCHER) $@ $(ARGS)
