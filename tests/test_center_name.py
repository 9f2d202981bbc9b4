"""IBIZ-Center's name is a setting: where it is written out is declared here, and how it follows the setting."""

import ast
import re
from pathlib import Path

from itstart.config import ROOT

NAME = re.compile(r"IBIZ")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
TEMPLATES = {"design/lists.html"}  # made-up words of the page of components
# Words that pass `our_words` where they are shown: findings, labels, receipts, leads and histories.
FOLLOWS = {
    "rules/modules.py", "rules/impartiality.py", "rules/tender.py", "rules/qualification.py", "rules/cases.py",
    "rules/success_cases.py", "rules/activities.py", "rules/profiles.py", "rules/cooperation.py", "rules/terms.py",
    "services/module_next.py", "services/sparring.py", "services/word_templates.py", "services/module_reports.py",
    "services/next_best.py", "services/modules.py", "services/customer_acts.py", "services/official_templates.py",
    "services/helper_day.py", "services/lead_offers.py", "services/story_publishing.py",
    "services/qualification_mails.py",
    "services/success_cases.py", "web/users.py", "web/site.py", "web/evaluations.py", "web/activity_guests.py",
    "web/adviser_forms.py", "web/customer_answer_forms.py", "web/sparring.py", "web/adviser_view.py",
    "web/case_forms.py", "web/module_work.py", "web/assignments.py", "web/sparring_more.py", "web/activity_forms.py",
    "web/visitor_forms.py", "web/adviser_pages.py", "web/profile_forms.py", "web/module_forms.py",
    "web/sparring_forms.py", "web/qualification.py", "web/success_cases.py", "web/enquiry_forms.py",
}  # fmt: skip
# Names in data and exports, which must mean the same whatever the setting says; the default; and the demo's people.
STAYS = {
    "rules/settings.py", "rules/lead_states.py", "services/leads.py", "services/cases.py", "services/mail_texts.py",
    "services/success_cases.py", "exchange/demo.py", "exchange/demo_settings.py",
    "exchange/demo_material.py", "exchange/history.py", "exchange/references.py", "data/demo_log_ins.py",
}  # fmt: skip
DATA = {
    "kodeks.md",  # the text that was accepted
    "example_case.json", "mail_texts.toml",  # made-up people
    "first_pages/saadan-virker-det.md", "first_pages/privatliv.md", "first_pages/om-it-start.md",  # edited at /sider
}  # fmt: skip


def _said(path: Path) -> bool:
    """Whether a text of the module, a docstring or a comment aside, has the name in it."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    words = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in told)
    return any(isinstance(one.value, str) and NAME.search(one.value) for one in words)


def test_no_template_writes_the_name_out() -> None:
    folder = ROOT / "templates"
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.html")
        if NAME.search(COMMENT.sub("", path.read_text("utf-8")))
    }
    assert found == TEMPLATES


def test_every_module_that_writes_the_name_out_is_declared() -> None:
    folder = ROOT / "itstart"
    modules = (path for path in folder.rglob("*.py") if "migrations" not in path.parts)
    assert {str(path.relative_to(folder)) for path in modules if _said(path)} == FOLLOWS | STAYS


def test_every_file_of_data_that_writes_the_name_out_is_declared() -> None:
    folder = ROOT / "itstart" / "data"
    files = (path for path in folder.rglob("*") if path.suffix in {".toml", ".md", ".json"})
    found = {path.relative_to(folder) for path in files if NAME.search(path.read_text("utf-8"))}
    assert {str(path) for path in found if path.parts[0] != "demo"} == DATA
