# A thin alias: everything is in app.py and bootstrap.py.
.PHONY: run test

run:
	python3 app.py

test:
	python3 app.py test
