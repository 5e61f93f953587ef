"""Addresses of the tests: one's attempt, one question per screen."""

from django.urls import path

from assessments.views import quiz

app_name = "assessments"

urlpatterns = [
    path("quiz/begin/<uuid:enrolment_id>/<slug:moment>/", quiz.begin, name="begin"),
    path("quiz/<uuid:attempt_id>/", quiz.resume, name="resume"),
    path("quiz/<uuid:attempt_id>/<int:position>/", quiz.question, name="question"),
    path("quiz/<uuid:attempt_id>/review/", quiz.look_over, name="look_over"),
    path("quiz/<uuid:attempt_id>/submit/", quiz.submit, name="submit"),
    path("quiz/<uuid:attempt_id>/result/", quiz.result, name="result"),
]
