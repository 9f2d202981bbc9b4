"""Builders of the Word templates: run `python -m docs_templates.source.build` after a change."""
