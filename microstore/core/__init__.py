"""What every department stands on: events, flows, money, numbers, days, approvals, pages, files."""
