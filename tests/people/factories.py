"""One believable row each: people, places, roles."""

import factory

from clinic.people.models import Appointment, Clinic, Organisation, Person


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Siti Peserta {n}")
    phone = factory.Sequence(lambda n: f"+62812000{n:05}")
    password = "!"


class StaffFactory(PersonFactory):
    """Somebody with a password; a role comes from AppointmentFactory."""

    name = factory.Sequence(lambda n: f"Hendra Petugas {n}")
    email = factory.Sequence(lambda n: f"petugas{n}@klinik.example")
    password = factory.django.Password("batik durian 2026")


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.ASSOCIATION
    name = factory.Sequence(lambda n: f"Perkumpulan {n}")
    slug = factory.Sequence(lambda n: f"perkumpulan-{n}")


class SchoolFactory(OrganisationFactory):
    kind = Organisation.Kind.SCHOOL
    name = factory.Sequence(lambda n: f"SMK Negeri {n}")
    slug = factory.Sequence(lambda n: f"smk-negeri-{n}")


class ClinicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Clinic

    name = factory.Sequence(lambda n: f"Klinik Digital {n}")
    slug = factory.Sequence(lambda n: f"klinik-{n}")
    code = factory.Sequence(lambda n: f"KD{n}")
    host = factory.SubFactory(OrganisationFactory)
    place = "Jambi"


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(StaffFactory)
    role = Appointment.Role.COORDINATOR
    clinic = factory.SubFactory(ClinicFactory)
