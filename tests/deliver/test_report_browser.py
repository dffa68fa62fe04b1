"""The page in a real browser, opened as a file: silent, without network, accessible, quick, and alive."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from flows.deliver.report import page as report
from flows.settings import Settings
from tests.deliver.made_up_year import year_of_facts

pytestmark = pytest.mark.slow

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HOSTILE = "</script><img src=x onerror=document.title='broken'><b>"
NIGHT = "2031-03-04"
CLAIM = "#claims .claim"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of this machine."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not on the PATH (Debian: apt install chromium); this test opens the page in it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def release(published: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with a year of made-up facts, whose speakers and targets would be more than text."""
    folder, about = year_of_facts(published, tmp_path_factory.mktemp("year") / "release")
    hostile = HOSTILE.replace("'", "''")
    with duckdb.connect(str(folder / "sitrep.duckdb")) as connection:
        connection.execute(f"update fct_attacks set target = '{hostile}'")
        connection.execute(f"update agg_aid_packages set donor = '{hostile}' where donor = 'Norland'")
        connection.execute(f"update fct_claims set claimed_by = '{hostile}' where claimed_by = 'Ukrainian Air Force'")
    report.write(folder, about)
    return folder


class Opened:
    """A page that was opened, with everything that it asked for and complained of."""

    def __init__(self, browser: Browser, release: Path, **context: Any) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = browser.new_context(**context).new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.goto((release / report.NAME).as_uri())
        self.page.wait_for_selector("html[data-drawn]")

    def cell(self, table: str, row: str, column: int) -> str:
        """What stands in a cell, by the first cell of its row."""
        found = self.page.locator(f"#{table} tbody tr", has=self.page.get_by_role("rowheader", name=row, exact=True))
        return found.first.locator("td").nth(column).inner_text()


@pytest.fixture
def opened(browser: Browser, release: Path) -> Iterator[Opened]:
    """The page on a screen of an office."""
    made = Opened(browser, release, viewport={"width": 1200, "height": 900})
    yield made
    made.page.context.close()


def test_it_asks_for_nothing_and_complains_of_nothing(opened: Opened, release: Path) -> None:
    for chart in ("c-days", "c-weapons", "c-people", "c-regions", "c-map", "c-aid", "c-coverage"):
        assert opened.page.locator(f"#{chart} svg path").count() > 3, chart
    assert opened.page.locator("#c-map svg path").count() >= 27
    opened.page.locator("#t-days .figure").first.click()
    opened.page.keyboard.press("Escape")
    opened.page.emulate_media(media="print")
    assert opened.requests == [(release / report.NAME).as_uri()]
    assert opened.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_serious_barrier(browser: Browser, release: Path, scheme: str) -> None:
    made = Opened(browser, release, color_scheme=scheme, bypass_csp=True)
    for dialog in (False, True):
        if dialog:
            made.page.locator("#t-days .figure").first.click()
        found = Axe().run(made.page).response["violations"]
        grave = {rule["id"]: rule["nodes"][0]["html"] for rule in found if rule["impact"] in ("serious", "critical")}
        assert grave == {}
    made.page.context.close()


def test_a_figure_opens_its_words(opened: Opened) -> None:
    row = opened.page.locator("#t-days tbody tr", has=opened.page.get_by_role("rowheader", name=NIGHT, exact=True))
    row.locator("td").nth(1).get_by_role("button").click()
    assert opened.page.locator("#claims-title").inner_text() == "Launched, 4 March 2031"
    claim = opened.page.locator(CLAIM, has_text="The Ukrainian Air Force said on Tuesday")
    assert claim.locator("mark.asked").all_inner_texts() == ["30 attack drones"]
    assert claim.locator("mark.other").all_inner_texts() == ["24"]
    assert "2031-03-04.txt" in claim.inner_text()
    assert "sitrep explain" in opened.page.locator("#claims-body").inner_text()
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#claims").is_visible()
    assert opened.page.evaluate("document.activeElement.textContent") == "30"  # where one was


def test_a_bar_of_a_chart_opens_its_words_too(opened: Opened) -> None:
    opened.page.locator("#c-weapons").scroll_into_view_if_needed()
    box = opened.page.locator("#c-weapons").bounding_box()
    assert box is not None
    opened.page.mouse.click(box["x"] + 200, box["y"] + 60)
    assert opened.page.locator("#claims-title").inner_text() in ("Launched, drone", "Destroyed, drone")
    assert opened.page.locator(CLAIM).count() >= 30


def test_the_tables_are_the_same_before_and_after_the_script(browser: Browser, release: Path, opened: Opened) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto((release / report.NAME).as_uri())
    for table in ("t-days", "t-weapons", "t-regions", "t-pairs"):
        rows = f"#{table} tbody tr"
        assert opened.page.locator(rows).all_inner_texts() == plain.locator(rows).all_inner_texts()
    assert plain.locator("#filters").is_hidden()
    assert plain.locator("#t-days tbody tr").count() == 90
    plain.context.close()


def test_filters_change_the_figures(opened: Opened, release: Path) -> None:
    page = opened.page
    with duckdb.connect(str(release / "sitrep.duckdb"), read_only=True) as connection:

        def sums(condition: str) -> tuple[str, ...]:
            query = f"select count(*), sum(launched), sum(killed_best) from fct_attacks where {condition}"
            (found,) = connection.execute(query).fetchall()
            return tuple(f"{value:,}" for value in found)

        window = "event_date between '2030-12-06' and '2031-03-05'"
        page.select_option("#region", "UA-14")
        assert opened.cell("t-regions", "Donetsk region", 0) == sums(f"{window} and admin1 = 'UA-14'")[0]
        assert page.locator("#t-regions tbody tr").count() == 1
        page.get_by_role("button", name="Reset").click()
        page.select_option("#attacker", "Ukraine")
        day = page.locator("#t-days tbody tr .figure").first.locator("xpath=ancestor::tr").locator("th").inner_text()
        assert opened.cell("t-days", day, 1) == sums(f"event_date = '{day}' and attacker = 'Ukraine'")[1]
        page.get_by_role("button", name="Reset").click()
        page.fill("#from", "2030-06-15")
        assert opened.cell("t-days", "July 2030", 1) == sums("date_trunc('month', event_date) = '2030-07-01'")[1]
        assert opened.cell("t-days", "December 2030", 0) == sums("date_trunc('month', event_date) = '2030-12-01'")[0]
        assert "without their sentences" in page.locator("#shown").inner_text()
        page.select_option("#kind", "attack:missile")
        types = "intermediate.int_attack_weapon_types where weapon_type like '%missile'"
        missiles = f"attack_id in (select attack_id from {types})"
        assert (
            opened.cell("t-days", "July 2030", 1)
            == sums(f"date_trunc('month', event_date) = '2030-07-01' and {missiles}")[1]
        )
        assert page.locator("#aid").is_hidden()
    assert opened.complaints == []


def test_a_day_without_a_digest_says_so(opened: Opened) -> None:
    assert opened.cell("t-days", "2031-02-28", 0) == "no digest"
    assert opened.page.locator("#c-days svg", has_text="no digest").count() == 1
    assert "10 days without a digest are hatched" in opened.page.locator("#shown").inner_text()


def test_one_status_of_aid_is_drawn_at_a_time(opened: Opened) -> None:
    assert opened.page.locator("#statuses input:checked").get_attribute("value") == "pledged"
    before = opened.page.locator("#c-aid svg").inner_html()
    opened.page.get_by_role("radio", name="delivered").check()
    assert "delivered" in opened.page.locator("#aid-unit").inner_text()
    assert opened.page.locator("#c-aid svg").inner_html() != before


def test_hostile_words_do_nothing(opened: Opened) -> None:
    page = opened.page
    for button in page.locator("#t-days .figure").all()[:8]:
        button.click()
        page.keyboard.press("Escape")
    row = page.locator("#t-days tbody tr", has=page.get_by_role("rowheader", name=NIGHT, exact=True))
    row.locator("td").nth(1).get_by_role("button").click()
    assert HOSTILE in page.locator("#claims-body").inner_text()
    assert HOSTILE in page.locator("#t-packages").inner_text()
    assert page.locator("img").count() == 0
    assert page.title().startswith("Sitrep report")
    assert opened.complaints == []


def test_it_paints_within_two_seconds_and_fits_a_phone(browser: Browser, release: Path) -> None:
    made = Opened(browser, release, viewport={"width": 360, "height": 740})
    painted = made.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 2000
    assert made.page.evaluate("document.documentElement.scrollWidth") == 360
    made.page.context.close()
