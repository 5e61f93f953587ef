"""Addresses of background work, under /desk/jobs/."""

from django.urls import path

from clinic.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.list_jobs, name="list_jobs"),
    path("<uuid:public_id>/", views.show_job, name="show_job"),
    path("<uuid:public_id>/again/", views.retry, name="retry"),
]
