"""microstore: the shop of a health-products company. Importing it readies Celery, so that tasks can be asked for anywhere."""

from microstore.celery import app as celery_app

__all__ = ["celery_app"]
