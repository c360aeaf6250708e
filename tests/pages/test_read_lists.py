"""Lists: paging by the last row seen, filters and views in the address, columns per person, export of what I see."""

import csv
import io
from types import SimpleNamespace

import pytest

from microstore.core import approvals
from microstore.core.models import Delivery, Event, Export, Job, Preference, SavedView
from microstore.core.pages import keyset
from microstore.core.pages.exports import safe
from microstore.core.pages.listing import css_of

pytestmark = pytest.mark.django_db
URL = "/backoffice/system/events/"


@pytest.fixture
def failures():
    """120 failed deliveries; every third was given up."""

    def make(number=120):
        events = Event.objects.bulk_create(
            Event(name="test.paid", subject_type="core.job", subject_id=at, facts={}) for at in range(number)
        )
        return Delivery.objects.bulk_create(
            Delivery(event=event, reaction=f"test.react_{at % 3}", tries=8, error="=1+1 broke", next_at=None if at % 3 == 0 else event.at)
            for at, event in enumerate(events)
        )

    return make


@pytest.fixture
def wu(person):
    return person("wu", "core.retry_delivery")


@pytest.fixture
def office(wu, client_of):
    return client_of(wu)


def keys(response):
    return [row["record"].pk for row in response.context["rows"]]


def test_paging_forth_and_back_shows_every_row_once(failures, office):
    rows = failures()
    first = office.get(URL)
    second = office.get(URL + first.context["next_url"])
    third = office.get(URL + second.context["next_url"])
    seen = keys(first) + keys(second) + keys(third)
    assert seen == sorted((row.pk for row in rows), reverse=True)
    assert third.context["next_url"] == ""
    assert keys(office.get(URL + third.context["previous_url"])) == keys(second)
    assert (second.context["window"].start, second.context["window"].end) == (51, 100)


def test_paging_by_a_column_with_equal_and_empty_values_loses_no_row(failures):
    failures(30)
    rows, after, seen = Delivery.objects.all(), "", []
    while True:
        window = keyset.window(rows, ("next_at", "-pk"), size=7, after=after)
        seen += [row.pk for row in window.rows]
        after = window.after
        if not after:
            break
    assert sorted(seen) == sorted(Delivery.objects.values_list("pk", flat=True)) and len(seen) == 30


def test_counting_stops_at_the_limit(failures, monkeypatch):
    failures(30)
    monkeypatch.setattr(keyset, "COUNT_LIMIT", 20)
    window = keyset.window(Delivery.objects.all(), ("-pk",), size=20)
    assert (window.total, window.has_more_than_total) == (20, True)


@pytest.mark.parametrize(
    "broken",
    [
        "after=xyz", "after=W10", "after=WzEsICJ4Il0", "after=WzEsIFsxXV0", "before=WzEsICJcdTAwMDAiXQ", "before=%00", "before=%E6%BC%A2",
        "size=9999", "per_page=-5", "page=-1", "sort=-nothing", "sort=about", "reaction=%00", "q=%00", "view=none",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_shows_the_list(broken, failures, office):
    failures(3)
    assert office.get(f"{URL}?{broken}").status_code == 200


def test_filter_narrows_and_its_chip_leads_back(failures, office):
    failures(9)
    answer = office.get(f"{URL}?given_up=yes&reaction=react")
    assert len(keys(answer)) == 3
    assert [chip.without for chip in answer.context["chips"]] == ["?given_up=yes", "?reaction=react"]


def test_search_text_narrows(failures, office):
    failures(9)
    assert len(keys(office.get(f"{URL}?q=react_1"))) == 3


def test_sort_stands_in_the_address_and_turns(failures, office):
    failures(6)
    answer = office.get(f"{URL}?sort=reaction")
    assert [row["record"].reaction for row in answer.context["rows"]] == sorted(f"test.react_{at % 3}" for at in range(6))
    head = next(head for head in answer.context["headers"] if head["direction"])
    assert (head["direction"], head["url"]) == ("ascending", "?sort=-reaction")


def test_htmx_gets_the_rows_alone(failures, office):
    failures(3)
    answer = office.get(URL, headers={"HX-Request": "true", "HX-Target": "rows"})
    assert b"<html" not in answer.content and b"test.react_0" in answer.content
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("text", "css"),
    [
        ("—", "num blank"), ("", "num blank"), (8, "num"),
        ("<b>" + "9" * 20 + "</b>", "num"), ("<b>" + "9" * 21 + "</b>", "num long"), ("葡萄籽提取物软胶囊成人型", "num long"),
    ],  # fmt: skip
)
def test_a_card_leaves_out_what_is_empty_and_gives_a_line_to_what_is_long(text, css):
    assert css_of(SimpleNamespace(attrs={"td": {"class": "num"}}), text) == css


def test_columns_are_kept_per_person(failures, office, wu):
    failures(1)
    office.post(URL + "columns/", {"shown": ["event", "tries"], "order": ["tries", "event", "about"], "apply": "1"})
    labels = [str(head["label"]) for head in office.get(URL).context["headers"]]
    assert len(labels) == 2 and Preference.objects.get(owner=wu).value["hidden"] == ["about", "reaction", "error", "at", "next_at"]
    office.post(URL + "columns/", {"reset": "1"})
    assert len(office.get(URL).context["headers"]) == 7


def test_rows_per_page_follow_the_address(failures, office):
    failures(30)
    assert len(keys(office.get(f"{URL}?size=20"))) == 20


def test_saved_view_is_the_query_string_and_only_mine(failures, office, wu, person, client_of):
    office.post(URL + "views/", {"name": "Given up", "query": "given_up=yes&after=xyz"})
    view = SavedView.objects.get(owner=wu)
    assert [str(one) for one in office.get(URL).context["saved_views"]] == ["Given up"]
    stranger = client_of(person("zhao", "core.retry_delivery"))
    assert stranger.get(URL).context["saved_views"] == []
    assert stranger.post(URL + "views/", {"delete": view.pk}).status_code == 404
    assert SavedView.objects.count() == 1


def test_default_view_opens_the_list(failures, office, wu):
    view = SavedView.objects.create(owner=wu, page="events", name="Mine", query="given_up=yes")
    office.post(URL + "views/", {"default": view.pk})
    assert office.get(URL).url == f"{URL}?given_up=yes&saved={view.pk}"


def test_two_views_of_one_name_are_refused(office, wu):
    for __ in range(2):
        office.post(URL + "views/", {"name": "Mine", "query": ""})
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+86 138", "'+86 138"),
        ("-5.20", "-5.20"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("100", "100"),
        (None, ""),
    ],
)
def test_exported_cells_are_no_formulas(given, wanted):
    assert safe(given) == wanted


def test_export_holds_the_filter_the_columns_and_a_line_in_the_log(failures, office, wu):
    failures(9)
    answer = office.post(URL + "export/", {"format": "csv", "purpose": "weekly check", "query": "given_up=yes"})
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(lines) == 4 and len(lines[0]) == 7 and lines[1][4] == "'=1+1 broke"
    kept = Export.objects.get()
    assert (kept.owner, kept.page, kept.query, kept.purpose, kept.rows) == (wu, "events", "given_up=yes", "weekly check", 3)


def test_a_spreadsheet_is_made_by_a_job(failures, office, wu):
    from microstore.core import jobs

    failures(5)
    assert office.post(URL + "export/", {"format": "xlsx", "query": ""}).url == "/backoffice/jobs/"
    job = Job.objects.get(kind="pages.export", owner=wu)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE and job.file.name.endswith(".xlsx") and Export.objects.get().rows == 5
    assert office.get(f"/backoffice/jobs/{job.number}/file/").status_code == 200


def test_a_stranger_cannot_fetch_my_export(failures, office, wu, person, client_of):
    from microstore.core import jobs

    failures(1)
    office.post(URL + "export/", {"format": "xlsx", "query": ""})
    job = Job.objects.get()
    jobs.run(job.pk)
    stranger = client_of(person("zhao", "core.retry_delivery"))
    assert stranger.get(f"/backoffice/jobs/{job.number}/file/").status_code == 404


def test_a_filter_with_choices_reckoned_late_is_named_in_its_chip(person, client_of):
    """Kinds of approvals are declared by many departments, so the choices are a function."""
    answer = client_of(person("lin")).get("/backoffice/approvals/?kind=product.publish")
    assert [chip.value for chip in answer.context["chips"]] == [str(approvals.kinds["product.publish"].label)]
