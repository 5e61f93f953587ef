"""The clinic, its people and its cohorts."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from assessments.actions.planning import plan_sittings
from assessments.models import Quiz, Sitting
from certificates.models import Award
from clinic.desk.demo.sign_ins import NEW_CLASS_CODE, PASSWORD, PIN
from clinic.people import consent_texts
from clinic.people.actions.appointments import appoint
from clinic.people.models import Appointment, Business, Clinic, Consent, Organisation, Person
from clinic.people.pins import seal
from courses.actions.pinning import pin_course
from courses.models import Cohort, CoursePage, Enrolment, Programme
from mentoring.models import Mentorship

ORGANISATIONS = (
    ("association", "Asosiasi UMKM Tanah Pilih", "asosiasi-umkm-tanah-pilih", "Kota Jambi"),
    ("school", "SMK Batanghari Mandiri", "smk-batanghari-mandiri", "Kota Jambi"),
    ("school", "SMK Seberang Karya", "smk-seberang-karya", "Seberang Kota Jambi"),
    ("agency", "Dinas Koperasi dan UKM Kota Jambi", "dinas-koperasi-kota-jambi", "Kota Jambi"),
    ("funder", "Yayasan Usaha Bersemi", "yayasan-usaha-bersemi", "Jakarta"),
)
STAFF = (
    ("Dewi Lestari", "dewi", "+6281274009001", "coordinator", "clinic"),
    ("Hendra Saputra", "hendra", "+6281274009002", "mentor", "clinic"),
    ("Fitri Anggraini", "fitri", "+6281274009003", "mentor", "clinic"),
    ("M. Ridwan", "ridwan", "+6281274009004", "mentor", "clinic"),
    ("Yanti Marlina", "yanti", "+6281274009005", "reviewer", "clinic"),
    ("Bambang Wijaya", "bambang", "+6281274009006", "observer", "clinic"),
    ("Ahmad Syukri", "syukri", "+6281274009007", "instructor", "smk-batanghari-mandiri"),
    ("Nurlela Fitri", "nurlela", "+6281274009008", "instructor", "smk-seberang-karya"),
)
FIRST = (
    "Nurhayati Rosmaniar Sri Aminah Kartini Desi Maimunah Ratna Yuliana Fauzan Idris Zulkifli Rahmawati "
    "Fitriani Wahyuni Suparman Hasanah Marlina Suryani Eko Budi Junaidi Rohana Khadijah Halimah Mustafa "
    "Sulastri Lestari Indra Murni Yusnidar Ernawati Hamidah Ramli Syamsudin Nurlela Evi Dahlia Tuti Hendri "
    "Asnah Rosdiana Mardiana Saidah Abdullah Jamilah Sumiati Robiah Zainab Kamal Ningsih Rusdi Misnah Darwis "
    "Herlina Nurbaiti Siti Wati Anwar Muslim"
).split()
LAST = (
    "Lubis Hasan Nasution Siregar Handayani Pratama Saputra Mulyadi Bakar Putri Sari Hidayat Ramadhan Yusuf "
    "Harahap Effendi Kusuma Utami Wijaya Rahman"
).split()
BUSINESSES = (
    ("food", "keripik pisang", "Keripik Pisang"),
    ("food", "pempek", "Pempek"),
    ("batik", "batik Jambi", "Batik Seberang"),
    ("coffee", "kopi Kerinci", "Kopi"),
    ("food", "rendang dan lauk kering", "Dapur"),
    ("farm", "ikan asap", "Ikan Asap"),
    ("farm", "sirup dan permen jeruk", "Jeruk"),
    ("fashion", "jahit dan bordir", "Jahit"),
    ("retail", "warung kelontong", "Warung"),
    ("craft", "anyaman pandan", "Anyaman"),
    ("food", "kerupuk ikan", "Kerupuk Ikan"),
    ("service", "katering rumahan", "Katering"),
)
PLACES = (
    "Olak Kemang",
    "Danau Teluk",
    "Telanaipura",
    "Pasar Jambi",
    "Muaro Jambi",
    "Sengeti",
    "Kota Baru",
    "Jelutung",
)
CLINIC_CODE = "KDJ"
REASONS = ("Pindah ke kota lain", "Sakit lama", "Tidak ada yang menjaga warung", "Mulai bekerja di pabrik")


@dataclass(frozen=True)
class DemoCohort:
    """A cohort of the demo with what was made of it."""

    cohort: Cohort
    enrolments: list[Enrolment]


def load_people(course: CoursePage) -> list[DemoCohort]:
    """Everybody, once. Days count from today, so that the demo never grows old."""
    dice = random.Random(7)  # noqa: S311 - the same people on every machine
    today = timezone.localdate()
    clinic = _clinic()
    staff = _staff(clinic)
    first = _programme(
        clinic, course, staff, "Jualan Lebih Luas", Programme.Stage.AFTER_CARE, today - timedelta(60)
    )
    second = _programme(
        clinic,
        course,
        staff,
        "Jualan Lebih Luas, tahun kedua",
        Programme.Stage.LEARNING,
        today + timedelta(240),
    )
    cohorts = [
        _cohort(first, "Angkatan 1", "KDJ2A7", today - timedelta(170)),
        _cohort(second, "Angkatan 2", "KDJ3B8", today - timedelta(63)),  # its post-test opens in two weeks
        _cohort(second, "Angkatan 3", NEW_CLASS_CODE, today - timedelta(3), today + timedelta(28)),
    ]
    made = [
        DemoCohort(cohorts[0], _participants(cohorts[0], 30, 1, dice)),
        DemoCohort(cohorts[1], _participants(cohorts[1], 27, 2, dice)),
        DemoCohort(cohorts[2], []),
    ]
    # The class that is open has both tests open, so that the whole way can be gone in one afternoon
    Sitting.objects.filter(cohort=cohorts[2]).update(opens_at=timezone.now() - timedelta(days=1))
    mentors = [person for person, role in staff if role == Appointment.Role.MENTOR]
    for demo in made:
        _mentorships(demo, mentors)
    _some_leave(made[0].enrolments, dice, 3)
    _some_leave(made[1].enrolments, dice, 2)
    return made


def _clinic() -> Clinic:
    made = {
        slug: Organisation.objects.get_or_create(
            slug=slug, defaults={"kind": kind, "name": name, "place": place}
        )[0]
        for kind, name, slug, place in ORGANISATIONS
    }
    clinic, is_new = Clinic.objects.get_or_create(
        code=CLINIC_CODE,
        defaults={
            "name": "Klinik Bisnis Digital Jambi",
            "slug": "jambi",
            "host": made["asosiasi-umkm-tanah-pilih"],
            "tagline": "Dikelola bersama oleh asosiasi UMKM, sekolah kejuruan, dan relawan di Jambi.",
            "place": "Jambi",
            "address": "Balai Warga Olak Kemang, Danau Teluk, Kota Jambi",
            "opening_hours": "Selasa dan Kamis, 09.00-15.00 WIB",
            "whatsapp": "+6281274009001",
        },
    )
    if is_new:
        clinic.partners.set(made.values())
    return clinic


def load_organisations() -> None:
    """What the page tree needs before it can name a school."""
    _clinic()


def _staff(clinic: Clinic) -> list[tuple[Person, str]]:
    made = []
    sealed = make_password(PASSWORD)
    for name, mailbox, phone, role, place in STAFF:
        person = Person.objects.get_or_create(
            phone=phone, defaults={"email": f"{mailbox}@klinik.example", "name": name, "password": sealed}
        )[0]
        where = clinic if place == "clinic" else Organisation.objects.get(slug=place)
        appoint(person, role, where, by=None, starts_on=timezone.localdate() - timedelta(days=400))
        made.append((person, role))
    Person.objects.get_or_create(
        email="admin@klinik.example",
        defaults={"name": "Pengelola Klinik", "password": sealed, "is_superuser": True},
    )
    return made


def _programme(
    clinic: Clinic, course: CoursePage, staff: list, name: str, stage: str, ends_on: date
) -> Programme:
    programme, is_new = Programme.objects.get_or_create(
        clinic=clinic,
        name=name,
        defaults={
            "summary": "Pemasaran digital dan catatan usaha, dengan pendamping dan sertifikat.",
            "stage": stage,
            "course": course,
            "funder": Organisation.objects.get(kind=Organisation.Kind.FUNDER),
            "funding_ends_on": ends_on,
            "steward": staff[0][0],
        },
    )
    if is_new:
        Award.objects.create(
            programme=programme,
            title="Jualan Lebih Luas: pemasaran digital dan catatan usaha",
            title_en="Selling Further: digital marketing and business records",
            lessons_share=Decimal("0.80"),
            needs_pre=True,
            pass_mark=60,
            hours=Decimal("24"),
            signatories=[
                {"name": "Dewi Lestari", "title": "Koordinator Klinik Bisnis Digital Jambi"},
                {"name": "Drs. M. Syafei", "title": "Ketua Asosiasi UMKM Tanah Pilih"},
            ],
            number_prefix=CLINIC_CODE,
        )
    return programme


def _cohort(
    programme: Programme, name: str, code: str, starts_on: date, joins_until: date | None = None
) -> Cohort:
    cohort, is_new = Cohort.objects.get_or_create(
        code=code,
        defaults={
            "programme": programme,
            "name": name,
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(weeks=12),
            "joins_until": joins_until or starts_on + timedelta(weeks=2),
            "quota": 30,
            "place": "Balai Warga Olak Kemang",
        },
    )
    if is_new:
        plan_sittings(cohort, Quiz.objects.get(course=programme.course))
        pin_course(cohort)
    return cohort


def _participants(cohort: Cohort, count: int, group: int, dice: random.Random) -> list[Enrolment]:
    known = list(cohort.enrolments.select_related("person").order_by("number"))
    if known:
        return known
    sealed = seal(PIN)
    names = dice.sample([f"{first} {last}" for first in FIRST for last in LAST], count)
    names[0] = "Nurhayati Lubis" if group == 1 else "Rosmaniar Hasan"
    names[-1] = FIRST[group * 7]  # a single name is an ordinary name
    enrolments = []
    joined = timezone.make_aware(datetime.combine(cohort.starts_on, time(9)))
    for number, name in enumerate(names, start=1):
        # the first of each group has a number one can remember: 0812-7400-0001, 0812-7400-0002
        phone = f"+62812740000{group:02}" if number == 1 else f"+6281274{group:02}{number:04}"
        person = Person.objects.create(phone=phone, name=name, pin=sealed, password="!")  # noqa: S106
        sector, trade, label = BUSINESSES[(number * 5 + group) % len(BUSINESSES)]
        business = Business.objects.create(
            owner=person,
            name=f"{label} {person.short_name}",
            sector=sector,
            trade=trade,
            place=PLACES[number % len(PLACES)],
            started_year=dice.randint(2008, 2024),
            workers=dice.randint(0, 4),
        )
        enrolments.append(
            Enrolment(
                person=person, business=business, cohort=cohort, number=number, via="code", joined_at=joined
            )
        )
    Enrolment.objects.bulk_create(enrolments)
    Consent.objects.bulk_create(
        Consent(
            person=enrolment.person,
            purpose=purpose,
            text_version=consent_texts.VERSION,
            channel="join form",
            given_at=joined,
        )
        for enrolment in enrolments
        for purpose in (Consent.Purpose.LEARNING, Consent.Purpose.REPORT)
        if purpose == Consent.Purpose.LEARNING or enrolment.number % 5
    )
    return enrolments


def _mentorships(demo: DemoCohort, mentors: list[Person]) -> None:
    if Mentorship.objects.filter(enrolment__cohort=demo.cohort).exists():
        return
    Mentorship.objects.bulk_create(
        Mentorship(
            mentor=mentors[enrolment.number % len(mentors)],
            enrolment=enrolment,
            starts_on=demo.cohort.starts_on,
        )
        for enrolment in demo.enrolments
    )


def _some_leave(enrolments: list[Enrolment], dice: random.Random, count: int) -> None:
    if any(enrolment.state == Enrolment.State.LEFT for enrolment in enrolments):
        return
    for enrolment in dice.sample(enrolments[1:], count):
        enrolment.state = Enrolment.State.LEFT
        enrolment.left_on = enrolment.cohort.starts_on + timedelta(days=dice.randint(10, 30))
        enrolment.left_because = dice.choice(REASONS)
        enrolment.save(update_fields=["state", "left_on", "left_because"])
        Mentorship.objects.filter(enrolment=enrolment).update(ends_on=enrolment.left_on)
