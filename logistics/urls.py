"""Addresses of logistics."""

from django.urls import path

from logistics import storefront, webhooks

storefront_urls = [path("orders/<str:number>/parcels/<int:position>/", storefront.parcel, name="parcel")]

webhook_urls = [path("carriers/kuaidi100/", webhooks.carrier_push, name="carrier-push")]
