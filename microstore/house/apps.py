"""Housekeeping as a Django app: it has commands and one task, no models."""
from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "microstore.house"
