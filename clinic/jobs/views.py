"""Slow work, as coordinators see it: a list, the progress of one, a button to start it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from clinic.jobs.actions import retry_job
from clinic.jobs.models import Job
from clinic.jobs.permissions import retryable_jobs, visible_jobs
from clinic.policy import ADMINISTRATOR, COORDINATOR, policy
from clinic.web.pages import paginate, render_page_or_fragment


@policy(COORDINATOR, ADMINISTRATOR, second_factor=True)
@require_GET
def list_jobs(request: HttpRequest) -> HttpResponse:
    jobs = visible_jobs(request.user).select_related("started_by", "clinic")
    return render(request, "jobs/list.html", {"jobs": paginate(request, jobs, per_page=30)})


@policy(COORDINATOR, ADMINISTRATOR, second_factor=True, of=visible_jobs, name="job")
@never_cache
@require_GET
def show_job(request: HttpRequest, job: Job) -> HttpResponse:
    """The progress; htmx asks for the fragment every 2 seconds as long as the fragment says so."""
    return render_page_or_fragment(request, "jobs/job.html", {"job": job})


@policy(COORDINATOR, ADMINISTRATOR, second_factor=True, of=retryable_jobs, name="job")
@require_POST
def retry(request: HttpRequest, job: Job) -> HttpResponse:
    retry_job(job)
    return redirect("jobs:show_job", job.public_id)
