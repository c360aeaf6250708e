"""Addresses of complaints in the shop."""

from django.urls import path

from customerservice.storefront import complaints, satisfaction

urls = [
    path("complaints/", complaints.own, name="complaints"),
    path("complaints/new/", complaints.new, name="complaint-file"),
    path("complaints/find/", complaints.find, name="complaint-find"),
    path("q/<str:token>/", satisfaction.answer, name="complaint-satisfaction"),
    path("complaints/<str:number>/", complaints.show, name="complaint"),
    path("complaints/<str:number>/answer/", complaints.answer, name="complaint-answer"),
    path("complaints/<str:number>/write/", complaints.write, name="complaint-write"),
    path("complaints/<str:number>/withdraw/", complaints.withdraw, name="complaint-withdraw"),
]
