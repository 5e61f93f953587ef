"""Sign people out everywhere: after a lost laptop, a stolen password, or worse."""

from django.core.management.base import BaseCommand, CommandError

from clinic.audit.actions import record
from clinic.audit.who import acting
from clinic.people.actions.account import end_sessions
from clinic.people.models import Appointment, Clinic, Person


class Command(BaseCommand):
    help = "Ends the sessions of everybody, of a role, or of a clinic's staff; they sign in again."

    def add_arguments(self, parser) -> None:
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument("--all", action="store_true", help="everybody, participants too")
        whom.add_argument("--role", choices=[*Appointment.Role.values, "administrator"])
        whom.add_argument("--clinic", metavar="SLUG", help="everybody with a role at this clinic")
        parser.add_argument("--dry-run", action="store_true", help="only say how many people it concerns")

    def handle(self, *, role: str | None, clinic: str | None, dry_run: bool, **options) -> None:
        people = Person.objects.filter(pk__in=self._concerned(role, clinic).values("pk"))
        if dry_run:
            self.stdout.write(f"This would end the sessions of {people.count()} people. Nothing was changed.")
            return
        with acting():
            concerned = end_sessions(people)
            whom = role or clinic or "all"
            record("sessions_ended", Person, after={"whom": whom, "people": concerned})
        self.stdout.write(f"Ended the sessions of {concerned} people.")

    def _concerned(self, role: str | None, clinic: str | None):
        if role == "administrator":
            return Person.objects.filter(is_superuser=True)
        if role:
            return Person.objects.filter(appointments__in=Appointment.objects.current().filter(role=role))
        if clinic:
            place = Clinic.objects.filter(slug=clinic).first()
            if place is None:
                known = ", ".join(Clinic.objects.values_list("slug", flat=True)) or "none yet"
                raise CommandError(f"There is no clinic {clinic}. Known clinics: {known}.")
            return Person.objects.filter(appointments__in=place.appointments.current())
        return Person.objects.all()
