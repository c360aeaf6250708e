"""Addresses under /backoffice/: one per declared page and its sub-pages."""

from microstore.core.pages import registry

app_name = "backoffice"
urlpatterns = []
for page in registry.in_order_of_precedence(registry.all_pages):
    urlpatterns += page.paths()
