"""All the pages, one blueprint a noun."""

from itstart.web import account, design, health, helpers, rows, tasks, users

BLUEPRINTS = (health.bp, account.bp, users.bp, helpers.bp, tasks.bp, rows.bp, design.bp)
