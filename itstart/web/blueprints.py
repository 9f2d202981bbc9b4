"""All the pages, one blueprint a noun."""

from itstart.web import account, design, documents, health, helpers, home, rows, tasks, users

BLUEPRINTS = (health.bp, home.bp, account.bp, users.bp, helpers.bp, tasks.bp, rows.bp, documents.bp, design.bp)
