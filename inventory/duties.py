"""What the warehouse is obliged to do, and the facts that prove it."""

import inventory.return_duties  # noqa: F401
