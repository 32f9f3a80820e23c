"""Reports in a browser: whole in themselves, usable by everyone, fit for paper and for a telephone."""

import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browser import AXE, browser, needs_browser
from conftest import ROOT
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.write_report import make_report

pytestmark = needs_browser

DAY = date(2021, 4, 15)
EXAMPLES = ROOT / "examples"
NIIZA = EXAMPLES / "niiza-2021-04-15"
SUBJECTS = {
    "meeting": NIIZA,
    "a": NIIZA / "furusato.yaml",
    "i": NIIZA / "qubena.yaml",
    "u": NIIZA / "loilonote.yaml",
    "half-answered": EXAMPLES / "half-answered",
    "half-answered-case": EXAMPLES / "half-answered" / "school-library.yaml",
    "rulings": EXAMPLES / "rulings",
    "rulings-case": EXAMPLES / "rulings" / "facility-booking.yaml",
    "corrections": EXAMPLES / "corrections",
    "corrected": EXAMPLES / "corrections" / "corrected.yaml",
    "notification": NIIZA / "notifications" / "n3.yaml",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PAPER = 680
"""A4 less its margins, in CSS pixels."""
FOCUS = ("rgb(0, 0, 0)", "solid", "4px")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for name, path in {**SUBJECTS, "after": adopted(folder), "hostile": hostile(folder)}.items():
        report = make_report(path, as_of=None, pack=None, today=DAY, engine="0.0.0")
        made[name] = folder / f"{name}.html"
        made[name].write_text(report.text, encoding="utf-8")
    return made


def adopted(folder: Path) -> Path:
    """The meeting once the council has spoken."""
    shutil.copytree(NIIZA, folder / "adopted")
    with (folder / "adopted" / "meeting.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "adopted:\n  ア: {conclusion: 別の文で認める。}\n  イ: {decision: approve_with_conditions}\n"
        )
    return folder / "adopted"


def hostile(folder: Path) -> Path:
    """A case whose words are as long, and as wicked, as can be."""
    shutil.copytree(NIIZA, folder / "long")
    file = folder / "long" / "furusato.yaml"
    text = file.read_text(encoding="utf-8")
    for words, wicked in (
        ("シティプロモーション課", '"課><svg onload=alert(1)>"'),
        ("name: システム業者", f"name: {'W' * 10_000}"),
        ("system: ふるさと納税業務管理システム", f"system: {'長' * 10_000}"),
        ("title: サーバーの国内設置についての確認", "title: </style><script>alert(1)</script>"),
    ):
        assert words in text
        text = text.replace(words, wicked)
    file.write_text(text, encoding="utf-8")
    return folder / "long"


NAMES = [*SUBJECTS, "after", "hostile"]
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"
WHOLE = ("meeting", "a")
# A hundred rules of one make take long to look at; a few of each kind have all there is.
THIN = """() => {
    const seen = {}
    for (const rule of document.querySelectorAll('details.rule')) {
        const verdict = rule.querySelector('.badge').textContent
        seen[verdict] = (seen[verdict] ?? 0) + 1
        if (seen[verdict] > 2) {
            document.querySelectorAll(`a[href='#${rule.id}']`).forEach(
                each => each.replaceWith(each.textContent))
            rule.remove()
        }
    }
    document.querySelectorAll('tbody tr:nth-child(n + 4)').forEach(each => each.remove())
}"""


@contextmanager
def opened(chromium: Browser, file: Path, *, width: int = 1200, **how: Any) -> Iterator[Page]:
    """The page; whatever it asks for beside itself, or complains of, fails the test."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, **how)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    try:
        yield page
    finally:
        context.close()
    assert asked == [file.as_uri()]
    assert said == []


def widest(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(chromium: Browser, files: Mapping[str, Path], name: str) -> None:
    # The page itself runs no script; what checks it has to.
    with opened(chromium, files[name], bypass_csp=True) as page:
        page.evaluate(OPEN)
        if name not in WHOLE:
            page.evaluate(THIN)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    told = [
        (each["id"], each["help"], [node["html"] for node in each["nodes"][:3]])
        for each in found["violations"]
    ]
    assert told == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("name", NAMES)
def test_nobody_has_to_move_the_page_sideways_and_nothing_is_cut_off_on_paper(
    chromium: Browser, files: Mapping[str, Path], name: str
) -> None:
    cut = """width => [...document.querySelectorAll('main *, header *, footer *')].filter(each => {
        const box = each.getBoundingClientRect()
        return box.width && (box.right > width + 1 || box.left < -1)
    }).map(each => each.outerHTML.slice(0, 120))"""
    with opened(chromium, files[name]) as page:
        page.evaluate(OPEN)
        for width in (1200, 640, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert widest(page) <= width
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PAPER, "height": 1000})
        assert widest(page) <= PAPER
        assert page.evaluate(cut, PAPER) == []


def test_a_page_four_times_as_large_is_like_one_on_a_telephone(
    chromium: Browser, files: Mapping[str, Path]
) -> None:
    # 1280 pixels at 400 % are 320.
    with opened(chromium, files["a"], width=320, device_scale_factor=4) as page:
        assert widest(page) <= 320
        words = page.locator(".sentence").bounding_box()
        assert words is not None and words["width"] > 240


def test_scripts_do_not_run_even_where_they_would_get_in(
    chromium: Browser, files: Mapping[str, Path], tmp_path: Path
) -> None:
    text = files["a"].read_text(encoding="utf-8")
    forced = tmp_path / "forced.html"
    added = (
        "<script>document.title = 'ran'</script><style>h1 { display: none }</style>"
        "<img src='https://example.invalid/x.png' onerror=\"document.title = 'ran'\">"
    )
    forced.write_text(text.replace("</main>", f"{added}</main>"), encoding="utf-8")
    context = chromium.new_context()
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("requestfinished", lambda request: asked.append(request.url))
        page.goto(forced.as_uri())
        assert page.title() != "ran"
        assert page.locator("h1").is_visible()
        assert asked == [forced.as_uri()]
    finally:
        context.close()


def test_the_keyboard_reaches_the_text_and_shows_where_it_is(
    chromium: Browser, files: Mapping[str, Path]
) -> None:
    style = (
        "() => { const s = getComputedStyle(document.activeElement);"
        " return [s.outlineColor, s.outlineStyle, s.outlineWidth, s.boxShadow] }"
    )
    with opened(chromium, files["a"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "本文へ移る"
        assert page.locator(".skip").is_visible()
        outline = page.evaluate(style)
        assert tuple(outline[:3]) == FOCUS
        assert "0px 0px 0px 2px" in outline[3]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert tuple(page.evaluate(style)[:3]) == FOCUS


def test_a_rule_is_reached_by_its_link(chromium: Browser, files: Mapping[str, Path]) -> None:
    with opened(chromium, files["a"]) as page:
        page.locator("a[href='#rule-sub-003']").first.click()
        box = page.locator("#rule-sub-003").bounding_box()
        assert box is not None and -1 <= box["y"] < 900


@pytest.mark.parametrize("name", ["meeting", "a", "corrected", "hostile"])
def test_words_are_large_enough_on_paper(
    chromium: Browser, files: Mapping[str, Path], name: str
) -> None:
    small = """() => [...document.querySelectorAll('main *')].filter(each =>
        [...each.childNodes].some(one => one.nodeType === 3 && one.textContent.trim())
    ).map(each => {
        const svg = each.closest('svg')
        const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1
        return parseFloat(getComputedStyle(each).fontSize) * scale
    }).filter(size => size && size < 11)"""
    with opened(chromium, files[name], width=PAPER) as page:
        page.emulate_media(media="print")
        assert page.evaluate(small) == []


@pytest.fixture(scope="module")
def papers(chromium: Browser, files: Mapping[str, Path]) -> Mapping[str, list[str]]:
    """The words of each page of paper."""
    return {name: printed(chromium, files[name]) for name in ("meeting", "a", "corrected")}


def printed(chromium: Browser, file: Path) -> list[str]:
    """The words of each page of paper."""
    with opened(chromium, file) as page:
        pdf = page.pdf(prefer_css_page_size=True)
    reader = PdfReader(io.BytesIO(pdf))
    [(width, height)] = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert (width, height) == (595, 842) or (width, height) == (596, 842)
    return [bare(each.extract_text()) for each in reader.pages]


def bare(words: str) -> str:
    """Words without white space, as they stand on paper wherever lines are broken."""
    return "".join(words.split())


def test_the_paper_of_the_meeting_says_the_conclusions_on_its_first_pages(
    papers: Mapping[str, list[str]],
) -> None:
    pages = papers["meeting"]
    assessed = assess_cases(NIIZA, as_of=None, pack=None, today=DAY)
    beginning = "".join(pages[:3])
    for assessment, _ in assessed.cases:
        assert bare(assessment.conclusion or "missing") in beginning
    assert len(pages) < 20
    assert "目次" not in beginning
    assert f"1/{len(pages)}" in pages[0] and f"{len(pages)}/{len(pages)}" in pages[-1]


def test_the_paper_of_a_case_has_every_rule_open(papers: Mapping[str, list[str]]) -> None:
    pages = papers["a"]
    text = "".join(pages)
    [(assessment, plan)] = assess_cases(SUBJECTS["a"], as_of=None, pack=None, today=DAY).cases
    for rule in plan.rules:
        assert rule.id in text
        assert bare(rule.guidance or "") in without_feet(text, len(pages))
    assert len(pages) < 50
    assert bare(assessment.conclusion or "missing") in pages[0]


def without_feet(text: str, pages: int) -> str:
    """The words without page numbers, which stand in the midst of what goes over a page."""
    for number in range(1, pages + 1):
        text = text.replace(f"{number}/{pages}", "", 1)
    return text


def test_every_page_of_paper_has_something_on_it(papers: Mapping[str, list[str]]) -> None:
    for pages in papers.values():
        assert min(len(each) for each in pages[:-1]) > 150
