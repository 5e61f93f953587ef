import pytest
from django.contrib.auth.models import Permission

from certificates.models import Award
from tests.certificates.test_views import sign_in
from tests.certificates.world import a_cohort, a_coordinator

pytestmark = pytest.mark.django_db
RULE = {
    "title": "Jualan Lebih Luas",
    "title_en": "Selling Further",
    "lessons_percent": "75",
    "needs_pre": "on",
    "pass_mark": "65",
    "hours": "48",
    "first_name": "Dewi Lestari",
    "first_title": "Koordinator",
    "second_name": "",
    "second_title": "",
}


@pytest.fixture(autouse=True)
def one_lock(settings):
    settings.SECOND_FACTOR = False


@pytest.fixture
def cohort():
    return a_cohort()


@pytest.fixture
def coordinator(client, cohort):
    person = a_coordinator(cohort)
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    sign_in(client, person)
    return person


def test_coordinator_writes_the_rule_of_a_programme(client, cohort, coordinator):
    Award.objects.all().delete()
    clinic = cohort.programme.clinic

    assert client.get("/cms/certificate-rules/new/").status_code == 200
    answer = client.post("/cms/certificate-rules/new/", RULE | {"programme": cohort.programme_id})

    assert answer.status_code == 302
    award = Award.objects.get()
    assert (award.lessons_share, award.needs_pre, award.pass_mark) == (pytest.approx(0.75), True, 65)
    assert (award.number_prefix, award.programme) == (clinic.code, cohort.programme)
    assert award.signatories == [{"name": "Dewi Lestari", "title": "Koordinator"}]


def test_coordinator_changes_the_rule_but_not_the_numbers(client, cohort, coordinator):
    award = cohort.programme.award
    page = f"/cms/certificate-rules/edit/{award.pk}/"

    assert 'value="80"' in client.get(page).content.decode()
    client.post(page, RULE | {"pass_mark": "60"})

    award.refresh_from_db()
    assert (award.pass_mark, award.number_prefix) == (60, "KDJ")


def test_rule_with_impossible_values_is_shown_again(client, cohort, coordinator):
    page = f"/cms/certificate-rules/edit/{cohort.programme.award.pk}/"

    answer = client.post(page, RULE | {"pass_mark": "101", "lessons_percent": "120"})

    assert set(answer.context["form"].errors) == {"pass_mark", "lessons_percent"}


def test_rules_of_other_clinics_are_not_found(client, cohort, coordinator):
    other = a_cohort()

    assert client.get(f"/cms/certificate-rules/edit/{other.programme.award.pk}/").status_code == 404
    answer = client.post("/cms/certificate-rules/new/", RULE | {"programme": other.programme_id})
    assert "programme" in answer.context["form"].errors
    assert other.programme.name not in client.get("/cms/certificate-rules/").content.decode()
