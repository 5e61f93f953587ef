"""A small house to try the shell in: the addresses the shell names, and a few pages that use it."""

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from clinic.policy import ANYONE, COORDINATOR, MENTOR, PARTICIPANT, policy
from clinic.refusals import Refusal
from clinic.web import forms as shell
from clinic.web.pages import render_page_or_fragment

handler400 = "clinic.web.views.bad_request"
handler403 = "clinic.web.views.closed_door"
handler404 = "clinic.web.views.not_found"
handler500 = "clinic.web.views.broken"


class EveryFieldForm(forms.Form):
    name = forms.CharField(label="Nama usaha", help_text="Boleh nama yang dikenal pembeli")
    phone = forms.CharField(label="Nomor WhatsApp", widget=shell.AffixInput("+62", {"inputmode": "tel"}))
    pin = forms.CharField(label="PIN, 6 angka", widget=shell.PinInput())
    code = forms.CharField(label="Kode kelas", widget=shell.CodeInput())
    income = forms.CharField(label="Penjualan", widget=shell.RupiahInput())
    topic = forms.ChoiceField(label="Tentang", choices=[("a", "Foto"), ("b", "Konten")])
    words = forms.CharField(label="Apa yang sulit sekarang?", widget=forms.Textarea)
    answer = forms.ChoiceField(
        label="Mana yang lebih dulu?",
        choices=[("a", "Jendela"), ("b", "Lampu kilat")],
        widget=forms.RadioSelect,
        help_text="Pilih satu.",
    )
    channel = forms.ChoiceField(
        label="Lewat", choices=[("v", "Kunjungan"), ("w", "WhatsApp")], widget=shell.ChipSelect
    )
    report = forms.BooleanField(
        label="Data saya boleh masuk laporan program tanpa nama.", help_text="Boleh tidak.", required=False
    )
    file = forms.FileField(label="Berkas", widget=shell.FileDrop, required=False)


@policy(ANYONE)
def page(request, *args, **kwargs):
    return HttpResponse("<p>page</p>")


@policy(ANYONE)
def form(request):
    bound = EveryFieldForm(request.POST if request.method == "POST" else None)
    return render(request, "web/tests/form.html", {"form": bound}, status=422 if bound.is_bound else 200)


@policy(ANYONE)
def part(request):
    return render_page_or_fragment(request, "web/tests/part.html", {})


@policy(ANYONE)
def refusing(request):
    raise Refusal("Somebody was quicker: this time is taken. Please choose another one.")


@policy(PARTICIPANT)
def today(request):
    return render(request, "web/tests/today.html")


@policy(ANYONE)
def desk_page(request):
    return render(request, "web/tests/desk.html")


@policy(COORDINATOR)
def board(request):
    return HttpResponse("<p>board</p>")


@policy(MENTOR)
def mentees(request):
    return HttpResponse("<p>mentees</p>")


@policy(ANYONE)
def to_sign_in(request):
    return redirect("/login/?next=/part/")


@policy(ANYONE)
def breaking(request):
    raise RuntimeError("a bug")


def undeclared(request):
    return HttpResponse("nobody should see this")


def app(namespace: str, *more, **routes: str):
    """The addresses of another app, as far as the shell names them."""
    simple = [path(route, page, name=name) for name, route in routes.items()]
    return path("", include(([*more, *simple], namespace)))


urlpatterns = [
    path("", include("clinic.web.urls")),
    app(
        "desk",
        path("today/", today, name="today"),
        path("desk/", board, name="board"),
        path("mentoring/", mentees, name="mentees"),
        me="me/",
        home_of="home/",
        people="desk/people/",
    ),
    app("people", sign_in="login/", staff_sign_in="login/staff/", settings="me/settings/"),
    app("courses", learn="learn/", join_start="j/"),
    app("certificates", check="c/", desk_list="desk/certificates/"),
    app("jobs", list_jobs="desk/jobs/"),
    path("cms/", page, name="wagtailadmin_home"),
    path("desk/cohorts/", desk_page),
    path("form/", form),
    path("part/", part),
    path("refusing/", refusing),
    path("to-sign-in/", to_sign_in),
    path("breaking/", breaking),
    path("undeclared/", undeclared),
    *i18n_patterns(path("", page), path("about/", page), prefix_default_language=False),
]
