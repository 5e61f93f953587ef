"""Load the demo clinic, or a crowd for measuring."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.models import Sitting
from certificates.actions.issuing import award_if_earned
from clinic.audit.who import acting
from clinic.desk.demo.answers import Simulation
from clinic.desk.demo.content import load_content
from clinic.desk.demo.crowd import COHORT_SIZE, load_crowd
from clinic.desk.demo.people import CLINIC_CODE, DemoCohort, load_organisations, load_people
from clinic.people.models import Clinic
from courses.models import Enrolment


class Command(BaseCommand):
    help = "Loads the demo clinic of Jambi. Running it again adds only what is missing."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--participants", type=int, default=0, help="Also make this many participants, for measuring."
        )
        parser.add_argument(
            "--cohort-size", type=int, default=COHORT_SIZE, help="How many of them learn together."
        )

    def handle(self, *args, **options) -> None:
        if Clinic.objects.exclude(code=CLINIC_CODE).exists():
            raise CommandError(
                "There is a real clinic here, and everybody knows the sign-ins of the demo. "
                "Name another data folder in KLINIK_DATA, or another database in DATABASE_URL."
            )
        with acting(None):
            self._load()
            if options["participants"]:
                self._load_crowd(options["participants"], options["cohort_size"])

    def _load(self) -> None:
        with transaction.atomic():  # all or nothing: a start that was stopped half-way begins anew
            load_organisations()
            self._say("Writing modules, lessons and questions")
            course = load_content()
            self._say("Inviting people")
            finished, learning, _ = load_people(course)
            self._say("Sitting tests")
            simulation = Simulation(seed=7)
            simulation.sit(
                finished.cohort,
                finished.enrolments,
                {Sitting.Moment.PRE: 0.93, Sitting.Moment.POST: 0.87},
                progress=1.0,
            )
            simulation.sit(learning.cohort, learning.enrolments, {Sitting.Moment.PRE: 0.9}, progress=0.6)
        self._award(finished)
        self._say("The demo clinic is ready.")

    def _award(self, finished: DemoCohort) -> None:
        self._say("Issuing certificates")
        for enrolment in finished.enrolments:
            certificate = award_if_earned(enrolment.pk)
            if certificate is not None and enrolment.state == Enrolment.State.ACTIVE:
                Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.FINISHED)

    def _load_crowd(self, count: int, cohort_size: int) -> None:
        is_terminal = self.stdout.isatty()
        made = 0
        for made in load_crowd(count, cohort_size):
            if is_terminal:
                self.stdout.write(f"\r  {made} of {count} participants", ending="")
                self.stdout.flush()
        if is_terminal:
            self.stdout.write("")
        self._say(f"{made or count} participants are there.")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
