"""What every template may ask about the house."""
from django.conf import settings


def house(request):
    return {"site_url": settings.SITE_URL, "is_demo": settings.DEMO, "request_id": getattr(request, "id", "")}
