"""The guard at a lesson's door, and the courses in the CMS."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from wagtail import hooks

from courses.models import LessonPage
from courses.permissions import enrolments_of


@hooks.register("before_serve_page")
def guard_lesson(page, request, serve_args, serve_kwargs):
    """A lesson opens as pinned for one's cohort; without one, only where its author opened it to all."""
    if not isinstance(page, LessonPage):
        return None
    source = LessonPage.objects.filter(translation_key=page.translation_key)
    enrolment = enrolments_of(request.user).filter(cohort__pinned_modules__lessons__lesson__in=source).first()
    if enrolment is not None:
        pinned = enrolment.cohort.pinned_modules.filter(lessons__lesson__in=source).first()
        return redirect("courses:lesson", enrolment.cohort.code, pinned.slug, page.slug)
    if page.is_open:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url("people:sign_in"))
    messages.info(request, _("This lesson is for participants. Join a class, and it opens here."))
    return redirect(page.get_parent().url)
