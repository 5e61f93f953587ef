"""Who may have earned a certificate and has none."""

from django.db.models import Exists, F, OuterRef

from assessments.models import Score, Sitting
from certificates.models import Certificate
from courses.models import Enrolment


def earned_without_certificate() -> list[int]:
    """Ids of enrolments that reached the pass mark and have had no certificate; the award looks closer."""
    passed = Score.objects.filter(
        attempt__enrolment=OuterRef("pk"),
        attempt__submitted_at__isnull=False,
        attempt__sitting__moment=Sitting.Moment.POST,
        share__gte=(OuterRef("cohort__programme__award__pass_mark") - 0.5) / 100.0,
    )
    issued = Certificate.objects.filter(enrolment=OuterRef("pk"), award=OuterRef("cohort__programme__award"))
    return list(
        Enrolment.objects.taking_part()
        .filter(cohort__programme__award__isnull=False)
        .filter(Exists(passed), ~Exists(issued))
        .order_by(F("joined_at"))
        .values_list("pk", flat=True)
    )
