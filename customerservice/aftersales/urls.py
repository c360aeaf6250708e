"""Addresses of after-sale cases."""

from django.urls import path

from customerservice.storefront import aftersales

urls = [
    path("orders/<str:number>/aftersales/new/", aftersales.apply, name="aftersale-new"),
    path("orders/<str:number>/aftersales/<str:case>/", aftersales.case, name="aftersale"),
    path("orders/<str:number>/aftersales/<str:case>/act/", aftersales.act, name="aftersale-act"),
]
