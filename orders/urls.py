"""Addresses of the orders department."""

from django.urls import path

from orders import webhooks, webhooks_channels
from orders.storefront import as_sold, cart, checkout, own_orders, paying

storefront_urls = [
    path("cart/", cart.cart, name="cart"),
    path("cart/add/", cart.add, name="cart-add"),
    path("cart/lines/<int:pk>/", cart.line, name="cart-line"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("orders/", own_orders.order_list, name="orders"),
    path("orders/<str:number>/", own_orders.order, name="order"),
    path("orders/<str:number>/goods/<int:place>/", as_sold.as_sold, name="order-goods"),
    path("orders/<str:number>/bundles/<int:pk>/", as_sold.bundle_as_sold, name="order-bundle"),
    path("orders/<str:number>/pay/", paying.pay, name="pay"),
    path("orders/<str:number>/paid/", paying.paid, name="paid"),
    path("orders/<str:number>/cancel/", own_orders.cancel, name="order-cancel"),
    path("orders/<str:number>/receive/", own_orders.receive, name="order-receive"),
    path("orders/<str:number>/answer/", own_orders.answer, name="order-answer"),
    path("orders/<str:number>/again/", own_orders.again, name="order-again"),
]

webhook_urls = [
    path("payments/<slug:gateway>/", webhooks.payment_notice, name="payment-notice"),
    path("channels/<str:token>/", webhooks_channels.channel_push, name="channel-push"),
]
