"""The operations centre: duties, reports, the demo company, the simulators."""
