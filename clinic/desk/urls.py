"""Addresses of the desk, and of pages that put several apps together."""

from django.urls import path

from clinic.desk.views import board, cohort, mentees, participant, participants, people, planning, roster

app_name = "desk"

COHORT = "desk/cohorts/<str:code>/"
PERSON = "desk/people/<uuid:public_id>/"
ENROLMENT = "desk/enrolments/<uuid:public_id>/"
SITTING = f"{COHORT}tests/<slug:moment>/"

urlpatterns = [
    path("home/", participant.home_of, name="home_of"),
    path("today/", participant.today, name="today"),
    path("me/", participant.me, name="me"),
    path("desk/", board.board, name="board"),
    path("desk/programmes/new/", planning.new_programme, name="new_programme"),
    path("desk/programmes/<uuid:public_id>/", planning.edit_programme, name="programme"),
    path("desk/cohorts/new/", planning.new_cohort, name="new_cohort"),
    path(COHORT, cohort.cohort, name="cohort"),
    path(f"{COHORT}edit/", planning.edit_cohort, name="edit_cohort"),
    path(f"{COHORT}poster/", cohort.poster, name="poster"),
    path(f"{COHORT}participants.csv", cohort.participants_file, {"kind": "csv"}, name="participants_csv"),
    path(f"{COHORT}participants.xlsx", cohort.participants_file, {"kind": "xlsx"}, name="participants_xlsx"),
    path(f"{COHORT}participants/new/", participants.new_participant, name="new_participant"),
    path(f"{COHORT}mentors/", participants.assign_mentors, name="assign_mentors"),
    path(f"{COHORT}roster/", roster.upload, name="roster"),
    path(f"{COHORT}roster/<str:token>/", roster.look, name="roster_preview"),
    path(f"{COHORT}tests/", planning.plan_tests, name="plan_tests"),
    path(SITTING, planning.edit_sitting, name="sitting"),
    path(f"{SITTING}open/", planning.open_test, name="open_test"),
    path(f"{SITTING}close/", planning.close_test, name="close_test"),
    path(f"{ENROLMENT}leave/", participants.note_leaving, name="leave"),
    path(f"{ENROLMENT}return/", participants.note_return, name="return"),
    path("desk/people/", people.people, name="people"),
    path("desk/people/new/", people.new_person, name="new_person"),
    path(PERSON, people.person, name="person"),
    path(f"{PERSON}roles/", people.add_role, name="add_role"),
    path(f"{PERSON}roles/end/", people.end_role, name="end_role"),
    path(f"{PERSON}code/", people.give_code, name="give_code"),
    path(f"{PERSON}password/", people.give_password, name="give_password"),
    path("mentoring/", mentees.mentees, name="mentees"),
    path("mentoring/<uuid:public_id>/", mentees.mentee, name="mentee"),
    path("mentoring/<uuid:public_id>/code/", mentees.mentee_code, name="mentee_code"),
]
