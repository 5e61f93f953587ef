"""Addresses of mentoring alone; the pages of mentors need tests as well and stand in ``clinic.desk``."""

app_name = "mentoring"

urlpatterns: list = []
