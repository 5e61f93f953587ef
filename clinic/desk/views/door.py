"""Who comes in at the desk, said once for its views."""

from clinic.desk.permissions import people_run_by
from clinic.policy import ADMINISTRATOR, COORDINATOR, policy
from courses.permissions import cohorts_run_by, enrolments_run_by, programmes_run_by

for_coordinators = policy(COORDINATOR, ADMINISTRATOR, second_factor=True)
for_programme = policy(COORDINATOR, ADMINISTRATOR, of=programmes_run_by, name="programme", second_factor=True)
for_cohort = policy(
    COORDINATOR, ADMINISTRATOR, of=cohorts_run_by, by="code", arg="code", name="cohort", second_factor=True
)
for_enrolment = policy(COORDINATOR, ADMINISTRATOR, of=enrolments_run_by, name="enrolment", second_factor=True)
for_person = policy(COORDINATOR, ADMINISTRATOR, of=people_run_by, name="person", second_factor=True)
