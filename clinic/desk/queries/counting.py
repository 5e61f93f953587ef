"""Counting beside the rows of a list, in the same question to the database."""

from django.db.models import Count, F, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def how_many(rows: QuerySet, per: str) -> Coalesce:
    """How many rows there are ``per`` something: ``rows`` are already those of the outer row."""
    counted = rows.order_by().values(_per=F(per)).annotate(_n=Count("pk")).values("_n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
