"""Addresses of the catalogue."""

from django.urls import path

from catalog.readings.urls import urls as readings
from catalog.storefront import home, machines, medicines, papers, poster, product, shelves
from catalog.wishes.urls import urls as wishes

storefront_urls = [
    path("", home.home, name="home"),
    path("search/", shelves.search, name="search"),
    path("search/suggest/", shelves.suggest, name="search-suggest"),
    path("c/", shelves.categories, name="categories"),
    path("c/<slug:slug>/", shelves.category, name="category"),
    path("p/<slug:slug>/", product.product, name="product"),
    path("p/<slug:slug>/share/", poster.share, name="product-share"),
    path("medicines/", medicines.medicines, name="medicines"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", machines.sitemap_part, name="sitemap-part"),
    path("about/", papers.about, name="about"),
    path("about/licences/", papers.licences, name="licences"),
    path("about/contact/", papers.contact, name="contact"),
    path("about/returns/", papers.returns, name="returns"),
    path("about/privacy/", papers.privacy, name="privacy"),
    path("about/terms/", papers.terms, name="terms"),
    *readings,
    *wishes,
]
