"""Three hundred certificates asked for at once, in a process of its own: prints what came out as JSON.

Run with ``DATABASE_URL`` naming a database that may be filled.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from certificates.actions.issuing import award_if_earned, take_number  # noqa: E402
from certificates.models import Certificate  # noqa: E402
from clinic.jobs.models import Job  # noqa: E402
from courses.models import Cohort  # noqa: E402
from tests.certificates.world import a_cohort, one_who_earned  # noqa: E402

PEOPLE, THREADS = 300, 40


def ask(enrolment_id: int) -> str | None:
    """Ask for a certificate; every tenth first takes a number in a transaction that fails."""
    try:
        if enrolment_id % 10 == 0:
            try:
                with transaction.atomic():
                    take_number("KDJ", timezone.localdate().year)
                    raise InterruptedError
            except InterruptedError:
                pass
        award_if_earned(enrolment_id)
        return None
    except Exception as trouble:  # noqa: BLE001 - the test wants to see them all
        return repr(trouble)
    finally:
        connections.close_all()


def main() -> None:
    cohort = Cohort.objects.first() or a_cohort()
    people = [one_who_earned(cohort, name=f"Peserta {n}").pk for n in range(PEOPLE)]
    connection.close()
    with ThreadPoolExecutor(THREADS) as threads:
        troubles = [trouble for trouble in threads.map(ask, people * 2) if trouble]
    numbers = list(Certificate.objects.order_by("sequence").values_list("sequence", flat=True))
    print(json.dumps({"troubles": troubles, "numbers": numbers, "jobs": Job.objects.count()}))  # noqa: T201


if __name__ == "__main__":
    main()
