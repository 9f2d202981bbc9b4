"""Small words the task lists share."""

from collections.abc import Callable

from itstart.models.case import CustomerCase


def counted(relation: str, one: str, many: str) -> Callable[[CustomerCase], str]:
    """A summary that counts a list of the case: "1 system", "4 systemer", nothing when it is empty."""

    def summary(case: CustomerCase) -> str:
        count = len(getattr(case, relation))
        return f"{count} {one if count == 1 else many}" if count else ""

    return summary
