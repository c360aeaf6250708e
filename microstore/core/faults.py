"""Named places where a test kills the process. In production a fault point does nothing, and no setting turns one on."""


def fault_point(name: str) -> None:
    """Tests replace this function's body through ``conftest``; callers pass a name such as ``orders.place.before_commit``."""
