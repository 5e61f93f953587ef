"""The guard at a lesson's door, and the branches of schools."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from wagtail import hooks

from courses.actions.cms_groups import open_branch
from courses.models import LessonPage, SchoolPage
from courses.permissions import enrolments_of


@hooks.register("before_serve_page")
def guard_lesson(page, request, serve_args, serve_kwargs):
    """A lesson opens as pinned for one's cohort; without one, only where its author opened it to all.

    Whoever may change it in the CMS sees it as it is now.
    """
    if not isinstance(page, LessonPage):
        return None
    source = LessonPage.objects.filter(translation_key=page.translation_key)
    enrolment = enrolments_of(request.user).filter(cohort__pinned_modules__lessons__lesson__in=source).first()
    if enrolment is not None:
        pinned = enrolment.cohort.pinned_modules.filter(lessons__lesson__in=source)[0]
        return redirect("courses:lesson", enrolment.cohort.code, pinned.slug, page.slug)
    if page.is_open:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url("people:sign_in"))
    if page.permissions_for_user(request.user).can_edit():
        return None
    messages.info(request, _("This lesson is for participants. Join a class, and it opens here."))
    return redirect(page.get_parent().url)


@hooks.register("after_create_page")
@hooks.register("after_publish_page")
def open_branch_of_school(request, page):
    """A school's instructors may write in its branch as soon as there is one, in every language."""
    if isinstance(page, SchoolPage):
        open_branch(page.organisation)
