"""The public pages as a visitor sees them."""

import re

import pytest

from courses.models import Enrolment
from tests.people.factories import PersonFactory


def links_of(response) -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)"', response.content.decode())


def count_queries(client, address: str, django_assert_max_num_queries) -> int:
    client.get(address)  # content types and site roots are remembered from here on
    with django_assert_max_num_queries(60) as counted:
        response = client.get(address)
    assert response.status_code == 200
    return len(counted)


def test_home_shows_complaints_and_cohorts_with_room(client, site):
    course = site.course(site.module(site.school()))
    site.cohort(course, "Angkatan 3", quota=12)

    page = client.get("/").content.decode()

    assert "Laku banyak, uangnya entah ke mana." in page
    assert "Jualan, Angkatan 3" in page
    assert "12" in page


def test_home_hides_full_and_closed_cohorts(client, site):
    course = site.course(site.module(site.school()))
    full = site.cohort(course, "Angkatan 1", quota=1)
    Enrolment.objects.create(person=PersonFactory(), cohort=full, number=1)
    site.cohort(course, "Angkatan 2", joins_until=full.starts_on.replace(year=2020))

    page = client.get("/").content.decode()

    assert "Angkatan 1" not in page
    assert "Angkatan 2" not in page


def test_catalogue_finds_modules_by_subject(client, site):
    school = site.school()
    photos = site.module(school, "Foto", subject="konten")
    site.module(school, "Catatan", subject="catatan")

    response = client.get("/program/?subject=konten")

    assert links_of(response) == [photos.url]


def test_catalogue_finds_modules_by_words_of_their_lessons(client, site):
    school = site.school()
    photos = site.module(school, "Foto")
    site.lesson(photos, "Cahaya jendela")
    site.module(school, "Catatan")

    response = client.get("/program/?q=jendela")

    assert links_of(response) == [photos.url]


def test_catalogue_says_what_to_do_when_nothing_is_found(client, site):
    site.module(site.school())

    page = client.get("/program/?q=tiada").content.decode()

    assert 'class="empty-state"' in page


def test_catalogue_has_pages_after_24_modules(client, site):
    school = site.school()
    for number in range(25):
        site.module(school, f"Modul {number}", lessons=0)

    first, second = client.get("/program/"), client.get("/program/?page=2")

    assert len(links_of(first)) == 24
    assert len(links_of(second)) == 1


def test_pages_show_only_their_language(client, site):
    module = site.module(site.school(), "Foto produk")
    site.in_english(site.catalogue, "Programmes")
    site.in_english(module, "Product photos")

    assert "Product photos" in client.get("/en/program/").content.decode()
    assert "Product photos" not in client.get("/program/").content.decode()


def test_pages_tell_search_engines_their_languages(client, site):
    site.in_english(site.catalogue, "Programmes")

    page = client.get("/program/").content.decode()

    assert '<link rel="canonical" href="http://testserver/program/">' in page
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/program/">' in page
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/program/">' in page
    assert '<meta property="og:title" content="Program">' in page


def test_menu_holds_the_pages_that_ask_for_it(client, site):
    page = client.get("/").content.decode()

    assert '<a href="/program/">Program</a>' in page
    assert '<a href="/sekolah/">Sekolah</a>' not in page


def test_lesson_that_is_open_is_read_without_signing_in(client, site):
    module = site.module(site.school(), "Foto produk")

    page = client.get(module.lessons().first().url).content.decode()

    assert "<p>Isi</p>" in page
    assert f'href="{module.url}"' in page  # the way back


@pytest.mark.parametrize("words", ['"foto', "foto*", "-", "foto AND", "%", "(foto"])
def test_search_bears_every_sign(client, site, words):
    site.module(site.school())

    assert client.get("/search/", {"q": words}).status_code == 200


def test_search_finds_pages_and_says_where_they_stand(client, site):
    module = site.module(site.school(), "Foto produk")
    site.lesson(module, "Cahaya jendela")

    page = client.get("/search/?q=jendela").content.decode()

    assert f'<a href="{module.url}p3/">Cahaya jendela</a>' in page
    assert "Foto produk</small>" in page


def test_search_without_words_asks_for_them(client, site):
    assert 'class="empty-state"' not in client.get("/search/").content.decode()
    assert 'class="empty-state"' in client.get("/search/?q=tiada").content.decode()


def test_sitemap_holds_both_languages_and_no_closed_lesson(client, site):
    module = site.module(site.school())
    site.in_english(module, "Photos")

    addresses = re.findall("<loc>http://testserver([^<]+)</loc>", client.get("/sitemap.xml").content.decode())

    assert {"/", "/program/", module.url, f"{module.url}p1/", f"/en{module.url}"} <= set(addresses)
    assert f"{module.url}p2/" not in addresses


def test_feed_speaks_the_language_it_is_asked_in(client, site):
    module = site.module(site.school(), "Foto produk")
    site.in_english(module, "Product photos")

    indonesian, english = client.get("/feed/"), client.get("/feed/?language=en")

    assert "<title>Foto produk</title>" in indonesian.content.decode()
    assert "<title>Product photos</title>" in english.content.decode()
    assert "<title>Foto produk</title>" not in english.content.decode()


PAGES = (
    "/",
    "/program/",
    "/program/jualan-0/",
    "/sekolah/",
    "{school}",
    "{school}modul-0/",
    "{school}modul-0/p1/",
    "/search/?q=foto",
    "/feed/",
    "/sitemap.xml",
)


@pytest.mark.parametrize("address", PAGES)
def test_pages_ask_the_database_no_more_for_three_rows_than_for_one(
    client, site, address, django_assert_max_num_queries
):
    school = site.school("SMK 0")
    module = site.module(school, "Foto 0", lessons=1)
    course = site.course(module)
    site.cohort(course, "Angkatan 0")
    address = address.format(school=school.url)
    for_one = count_queries(client, address, django_assert_max_num_queries)

    for number in (1, 2):
        site.lesson(module, f"Foto {number}", is_open=True)
        site.course(site.module(school, f"Foto {number}"))
        site.module(site.school(f"SMK {number}"), f"Foto {number}")
        site.cohort(course, f"Angkatan {number}")
    for_three = count_queries(client, address, django_assert_max_num_queries)

    assert for_three == for_one
