"""Whether this installation can take visitors now: a yes or a no for a load balancer or an alarm."""

import shutil
from pathlib import Path

from itstart import migrate
from itstart.services import heartbeats
from itstart.services.heartbeats import Beat

MIN_FREE_MB = 200


def is_ready(folder: Path) -> bool:
    """The database answers and is up to date, the background work goes round, and there is room to write."""
    return (
        migrate.current() == migrate.head()
        and all(heartbeats.is_alive(beat) for beat in Beat)
        and shutil.disk_usage(folder).free >> 20 >= MIN_FREE_MB
    )
