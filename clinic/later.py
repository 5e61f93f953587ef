"""Work for after the commit."""

import logging

from django.db import transaction

log = logging.getLogger(__name__)


def after_commit(task, *args) -> None:
    """Queue a Celery task once the transaction has committed.

    A broker that is down costs delay, never the person's work: the failure is logged and the sweep
    of ``clinic.jobs`` sends again what nobody holds.
    """

    def send() -> None:
        try:
            task.apply_async(args=args, retry=False)
        except Exception:
            log.warning("could not queue %s%r; the sweep will", task.name, args, exc_info=True)

    transaction.on_commit(send, robust=True)
