"""The web server under fire only has to answer."""

from django.urls import include, path

urlpatterns = [path("", include("clinic.web.urls"))]
