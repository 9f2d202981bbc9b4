"""Many lines at once: from a spreadsheet (tabs) or typed with semicolons, checked like a form."""

from dataclasses import dataclass, field
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField

from itstart.models.case import CustomerCase
from itstart.steps import binding
from itstart.steps.definition import RowList

MAX_LINES = 1000


@dataclass
class Pasted:
    """What was read: the values of each good line, and a Danish sentence for each bad one."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Typed(dict[str, list[str]]):
    """Values by field name, in the shape a form reads."""

    def getlist(self, name: str) -> list[str]:
        """All values of a field."""
        return self.get(name, [])

    def add(self, name: str, value: str) -> None:
        """One more value of a field."""
        self.setdefault(name, []).append(value)


def parse(row_list: RowList, case: CustomerCase, text: str) -> Pasted:
    """Read every line. Nothing should be stored while there are errors."""
    pasted = Pasted()
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        pasted.errors.append(f"Der er {len(lines)} linjer. Indsæt højst {MAX_LINES} ad gangen.")
        return pasted
    for number, line in enumerate(lines, start=1):
        _read(row_list, case, line, number, pasted)
    return pasted


def _read(row_list: RowList, case: CustomerCase, line: str, number: int, pasted: Pasted) -> None:
    cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else line.split(";"))]
    if len(cells) > len(row_list.paste):
        pasted.errors.append(f"Linje {number}: Der er {len(cells)} felter, men kun plads til {len(row_list.paste)}.")
        return
    form = row_list.form(data={})
    binding.fill_choices(form, case)
    typed = Typed()
    for name, cell in zip(row_list.paste, cells, strict=False):
        for value in _values(form[name], cell):
            typed.add(name, value)
    checked = row_list.form(_with_defaults(form, typed))
    binding.fill_choices(checked, case)
    if checked.validate():
        pasted.lines.append(binding.typed_values(checked, case))
        return
    for name, messages in checked.errors.items():
        label = checked[str(name)].label.text
        pasted.errors.append(f"Linje {number}, {label}: {next(iter(messages))}")


def _values(control: Field, cell: str) -> list[str]:
    """A cell as the field's own values: a label is as good as the stored word."""
    if isinstance(control, SelectMultipleField):
        return [part.strip() for part in cell.split(",") if part.strip()]
    if isinstance(control, SelectField):
        for value, label in _choices(control):
            if cell.casefold() in (value.casefold(), label.casefold(), label.split(" ")[0].casefold()):
                return [value]
    return [cell]


def _choices(control: SelectField) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label, *_ in control.iter_choices() if str(value)]


def _with_defaults(form: Any, typed: Typed) -> Typed:
    """Fields the line does not reach keep what an untouched form would send."""
    for control in form:
        name = control.short_name
        if any(typed.getlist(name)):
            continue
        if isinstance(control, SelectField) and not isinstance(control, SelectMultipleField) and control.data:
            typed[name] = [str(control.data)]
    return typed
