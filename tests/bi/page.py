"""The dashboard in a headless browser: what it shows, what it asked of its server, and whom else it tried to reach."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Response, Route, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1440, "height": 2480}  # the whole dashboard, so that every chart is drawn
PATIENCE = 180_000  # milliseconds, for a machine that does other work too
REFUSED = re.compile(r"'(https?://[^']+)' violates the following Content Security Policy")
DRAWN = """() => {
    const charts = document.querySelectorAll('[data-test-viz-type]');
    return charts.length >= CHARTS && !document.querySelector('.loading, [data-test="loading-indicator"]');
}"""


@dataclass
class Dashboard:
    """An open page of the dashboard."""

    page: Page
    address: str
    left: list[str] = field(default_factory=list)  # requests to another host; stopped all the same
    refused: set[str] = field(default_factory=set)  # hosts that the page's own policy kept it from asking
    errors: list[str] = field(default_factory=list)
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # the rows that each chart was given

    def log_in(self, password: str) -> None:
        """Log in as `admin`."""
        self.page.goto(f"{self.address}/login/")
        self.page.fill("#username", "admin")
        self.page.fill("#password", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/login" not in url)

    def load(self, charts: int) -> None:
        """Open the dashboard, or open it again, and wait until every chart is drawn."""
        self.answers.clear()
        self.page.goto(f"{self.address}/superset/dashboard/sitrep/")
        self.page.wait_for_function(DRAWN.replace("CHARTS", str(charts)), timeout=PATIENCE)
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(1_500)  # ECharts moves its bars for a second

    def text(self, chart: str) -> str:
        """All that is written on a chart, by its name."""
        return self.page.inner_text(f'[data-test-chart-name="{chart}"]')

    def big_number(self, chart: str) -> str:
        """The figure of a chart that shows one."""
        return self.page.inner_text(f'[data-test-chart-name="{chart}"] .header-line').strip()

    def table(self, chart: str) -> list[list[str]]:
        """The rows of a table, as they are written."""
        rows = self.page.query_selector_all(f'[data-test-chart-name="{chart}"] tbody tr')
        return [[cell.inner_text().strip() for cell in row.query_selector_all("td")] for row in rows]

    def coloured_regions(self) -> tuple[int, int]:
        """How many regions the map has, and how many of them have a colour of their own."""
        paths = self.page.query_selector_all('[data-test-chart-name="Attacks by region of Ukraine"] path.region')
        fills = [path.evaluate("path => getComputedStyle(path).fill") for path in paths]
        return len(paths), sum(fill not in {"none", "rgb(255, 255, 255)"} for fill in fills)


@contextmanager
def opened(address: str) -> Iterator[Dashboard]:
    """A browser with one page that can reach the address and nothing else."""
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert browser_path, f"needs a browser: one of {', '.join(BROWSERS)} (Debian: apt install chromium)"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=SWITCHES)
        context = browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="UTC")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        dashboard = Dashboard(context.new_page(), address)

        def judge(route: Route) -> None:
            if urlsplit(route.request.url).netloc == urlsplit(address).netloc:
                route.continue_()
            else:
                dashboard.left.append(route.request.url)
                route.abort()

        def heard(message: ConsoleMessage) -> None:
            if found := REFUSED.search(message.text):
                dashboard.refused.add(urlsplit(found[1]).netloc)
            elif message.type == "error":
                dashboard.errors.append(message.text)

        context.route(lambda url: url.startswith("http"), judge)
        dashboard.page.on("console", heard)
        dashboard.page.on("pageerror", lambda problem: dashboard.errors.append(str(problem)))
        dashboard.page.on("response", lambda response: _keep(dashboard, response))
        yield dashboard
        browser.close()


def keep_picture(dashboard: Dashboard, path: Path) -> None:
    """A picture of the whole dashboard."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dashboard.page.mouse.move(0, 0)
    dashboard.page.screenshot(path=path)


def _keep(dashboard: Dashboard, response: Response) -> None:
    if response.status >= 400:
        dashboard.errors.append(f"{response.status} {response.url}")
    elif "/api/v1/chart/data" in response.url:
        asked = response.request.post_data_json
        for query, result in zip(asked["queries"], response.json()["result"], strict=True):
            name = "+".join(metric if isinstance(metric, str) else "?" for metric in query.get("metrics") or ["rows"])
            dashboard.answers[name] = result["data"]
