"""Addresses of the courses: joining, and learning as pinned for one's cohort."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from clinic.policy import ANYONE, policy
from courses.feeds import NewModules, PublicPages
from courses.views import joining, learning, site

app_name = "courses"

LESSON = "learn/<str:code>/<slug:module_slug>/<slug:lesson_slug>/"

for_anyone = policy(ANYONE)

urlpatterns = [
    path("search/", site.search, name="search"),
    path("feed/", for_anyone(NewModules()), name="feed"),
    path("sitemap.xml", for_anyone(sitemap), {"sitemaps": {"pages": PublicPages}}, name="sitemap"),
    path("j/", joining.join_start, name="join_start"),
    path("j/<str:code>/", joining.join, name="join"),
    path("learn/", learning.learn, name="learn"),
    path("learn/<str:code>/", learning.course, name="course"),
    path("learn/<str:code>/<slug:module_slug>/", learning.module, name="module"),
    path(LESSON, learning.lesson, name="lesson"),
    path(f"{LESSON}tick/", learning.tick, name="tick"),
    path(f"{LESSON}finish/", learning.finish, name="finish"),
    path(f"{LESSON}place/", learning.keep_place, name="keep_place"),
]
