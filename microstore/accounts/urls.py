"""Addresses of people."""

from django.urls import path

from microstore.accounts.storefront import addresses, me, phone, privacy, sign_in, staff_door

storefront_urls = [
    path("accounts/sign-in/", sign_in.sign_in, name="sign-in"),
    path("accounts/sign-out/", sign_in.sign_out, name="sign-out"),
    path("me/", me.me, name="me"),
    path("me/profile/", me.profile, name="profile"),
    path("me/consents/", me.choose_consents, name="consents"),
    path("me/settings/", me.choose_settings, name="settings"),
    path("me/devices/", me.devices_page, name="devices"),
    path("me/phone/", phone.change, name="my-phone"),
    path("me/prove/", phone.prove, name="prove-phone"),
    path("me/privacy/", privacy.overview, name="my-privacy"),
    path("me/privacy/copy/", privacy.copy, name="my-copy"),
    path("me/privacy/copy/<str:number>/", privacy.copy_file, name="my-copy-file"),
    path("me/privacy/correction/", privacy.correction, name="my-correction"),
    path("me/privacy/closing/", privacy.closing, name="my-closing"),
    path("me/privacy/closing/confirm/", privacy.closing_confirm, name="my-closing-confirm"),
    path("me/addresses/", addresses.address_list, name="addresses"),
    path("me/addresses/new/", addresses.address_new, name="address-new"),
    path("me/addresses/<int:pk>/", addresses.address_edit, name="address-edit"),
    path("me/addresses/<int:pk>/remove/", addresses.address_remove, name="address-remove"),
    path("me/addresses/<int:pk>/first/", addresses.address_first, name="address-first"),
    path("regions/", addresses.regions_below, name="regions"),
    path("regions/recognise/", addresses.recognise, name="recognise-address"),
    path("backoffice/sign-in/", staff_door.sign_in, name="staff-sign-in"),
    path("backoffice/second-step/", staff_door.second_step_page, name="staff-second-step"),
    path("backoffice/sign-out/", staff_door.sign_out, name="staff-sign-out"),
    path("backoffice/password/", staff_door.change_password, name="staff-password"),
]
