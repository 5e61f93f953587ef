"""Offering rows to choose from, known only when the form is opened."""

from typing import cast

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, rows: QuerySet) -> forms.ModelChoiceField:
    """Let the field ``name`` offer these rows and no others."""
    field = cast(forms.ModelChoiceField, form.fields[name])
    field.queryset = rows
    return field
