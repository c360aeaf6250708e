"""The supervisor behind ``bin/run`` and ``bin/test``: embedded servers, children, and their order."""
