"""The demo company: founded a year ago, told by calling the services under a pinned clock (decision 0006)."""
