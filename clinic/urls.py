"""The front door: one line per app; the page tree takes what is left."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from clinic.people.urls import account
from clinic.policy import ADMINISTRATOR, ANYONE, COORDINATOR, INSTRUCTOR, REVIEWER, policy

in_the_cms = policy(INSTRUCTOR, REVIEWER, COORDINATOR, ADMINISTRATOR, second_factor=True)
for_anyone = policy(ANYONE)

urlpatterns = [
    path("", include("clinic.web.urls")),
    path("", include("clinic.people.urls")),
    path("account/", include(account)),
    path("desk/jobs/", include("clinic.jobs.urls")),
    path("", include("clinic.desk.urls")),
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("mentoring/", include("mentoring.urls")),
    path("", include("certificates.urls")),
    path("cms/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, in_the_cms))),
    path("documents/", include(decorate_urlpatterns(wagtaildocs_urls.urlpatterns, for_anyone))),
    *i18n_patterns(
        path("", include(decorate_urlpatterns(wagtail_urls.urlpatterns, for_anyone))),
        prefix_default_language=False,
    ),
]

handler400 = "clinic.web.views.bad_request"
handler403 = "clinic.web.views.closed_door"
handler404 = "clinic.web.views.not_found"
handler500 = "clinic.web.views.broken"
