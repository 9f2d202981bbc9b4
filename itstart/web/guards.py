"""The extensions that stand in front of views: form tokens and the coarse limit on tries."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

csrf = CSRFProtect()

# Counts in the memory of this process. The exact limit, which also holds over several processes and
# restarts, is itstart/services/throttle.py.
limiter = Limiter(get_remote_address)

LOG_IN_LIMIT = "300 per 5 minutes"
# A trial of a template takes a processor for seconds.
TRIAL_LIMIT = "60 per 5 minutes"
