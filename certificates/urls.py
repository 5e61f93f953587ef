"""Addresses of certificates."""

from django.urls import path

from certificates.views import checking, desk

app_name = "certificates"

urlpatterns = [
    path("c/", checking.check, name="check"),
    path("c/<slug:public_id>/", checking.show, name="show"),
    path("c/<slug:public_id>/file/", checking.file, name="file"),
    path("desk/certificates/", desk.certificate_list, name="desk_list"),
    path("desk/certificates/<slug:public_id>/", desk.certificate, name="desk_certificate"),
    path("desk/certificates/<slug:public_id>/revoke/", desk.revoke, name="revoke"),
    path("desk/certificates/<slug:public_id>/correct/", desk.correct, name="correct"),
]
