"""What customer service is obliged to do, and the facts that prove it."""

import customerservice.aftersale_duties  # noqa: F401
import customerservice.complaint_duties  # noqa: F401
from customerservice import conversation_duties  # noqa: F401
