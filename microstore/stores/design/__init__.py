"""Requests to the designers, from the brief to the approved material."""
