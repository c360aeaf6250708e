"""What customer service is obliged to do, and the facts that prove it."""

import customerservice.complaint_duties  # noqa: F401
from customerservice import conversation_duties  # noqa: F401
