"""Micro-stores: official and authorised shop windows, their licences and their pages."""
