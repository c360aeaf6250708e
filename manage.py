#!/usr/bin/env python3
"""Run a management command. Commands may take their time: the web's statement limit does not bind them."""
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "microstore.settings.development")
    os.environ.setdefault("DB_STATEMENT_TIMEOUT_SECONDS", "0")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
