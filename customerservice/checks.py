"""What must hold of the books of customer service."""

import customerservice.aftersale_checks  # noqa: F401
