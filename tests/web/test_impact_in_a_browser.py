"""What replay writes as HTML, in a browser: usable by everyone, fit for paper and for a telephone."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browser import AXE, browser, needs_browser
from packs import rule, submission, write_files, write_pack
from playwright.sync_api import Browser, Page

from checklist_engine.replay.web import impact_html
from checklist_engine.usecases.replay_cases import ReplayOrder, replay_cases

pytestmark = needs_browser

DAY = date(2021, 4, 15)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PAPER = 680
"""A4 less its margins, in CSS pixels."""
WICKED = (
    "あ" * 10_000,
    "W" * 10_000,
    "</style><script>document.title = 'ran'</script>",
    "\"><svg onload=document.title='ran'>",
)
CUT = """width => [...document.querySelectorAll('main *')].filter(each => {
    const box = each.getBoundingClientRect()
    return box.width && box.right > width
}).map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Cases with wicked names under a pack that finds something in each, and cannot read all of it."""
    folder = tmp_path_factory.mktemp("impact")
    write_pack(folder / "rules" / "small")
    files = {
        f"c{at}.yaml": submission("{agreed: true, rate: 2}", name=f"c{at}").replace(
            f"system: c{at}システム", f"system: {json.dumps(words)}"
        )
        for at, words in enumerate(WICKED)
    }
    cases = write_files(folder / "cases", files)
    new = write_pack(
        folder / "new" / "small", {"one/one-001.yaml": rule(require="{agreed: false}")}
    )
    order = ReplayOrder(
        cases=cases, after=new, before=folder / "rules" / "small", as_of=DAY, today=DAY, limit=None,
        all_revisions=False,
    )  # fmt: skip
    impact = replay_cases(order).impact
    assert impact.moved == len(WICKED)
    file = folder / "impact.html"
    file.write_text(impact_html(impact), encoding="utf-8")
    with browser() as chromium:
        yield opened(chromium, file)


def opened(chromium: Browser, file: Path) -> Page:
    # The page itself runs no script; what checks it has to.
    page = chromium.new_context(bypass_csp=True).new_page()
    page.goto(file.as_uri())
    return page


def test_axe_finds_nothing(page: Page) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert len(found["passes"]) > 10


def test_names_are_words_and_nothing_else(page: Page) -> None:
    assert page.title() == "規則を変えたときの影響"
    assert page.locator("svg, script").count() == 0
    headings = page.locator("h3").all_inner_texts()
    assert all(any(words in each for each in headings) for words in WICKED)


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_nobody_has_to_move_the_page_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_every_border_is_on_the_page(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    assert page.evaluate(CUT, PAPER) == []
    # The outer border of a table lies half outside of it.
    edges = page.evaluate(
        "[...document.querySelectorAll('table')].map(each => each.getBoundingClientRect().right)"
    )
    assert max(edges) <= PAPER - 1
    page.emulate_media(media="screen")
