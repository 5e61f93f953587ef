"""Which form somebody gets at which moment."""

import pytest

from assessments.allotment import form_label


@pytest.mark.parametrize(
    ("number", "moment", "label"),
    [
        (1, "pre", "A"),
        (1, "post", "B"),
        (1, "delayed", "A"),
        (2, "pre", "B"),
        (2, "post", "A"),
        (2, "delayed", "B"),
        (31, "pre", "A"),
    ],
)
def test_form_label_crosses_the_forms(number, moment, label):
    assert form_label(number, moment) == label


@pytest.mark.parametrize("moment", ["pre", "post", "delayed"])
def test_form_label_gives_both_forms_equally_often(moment):
    labels = [form_label(number, moment) for number in range(1, 31)]

    assert (labels.count("A"), labels.count("B")) == (15, 15)
