"""The report in a real browser: quiet, readable in both schemes and on a phone, every claim within reach."""

import threading
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from etl.engine import Ledger, run_ledger
from etl.report.page import write_report

pytestmark = pytest.mark.browser

AMOUNTS = "details.article[open] button.m.money"
HOSTILE = """<script>document.title = 'taken'</script> <img src={trap}/a.png onerror="document.title = 'taken'">

Halden raised $5 million in March 2026 <link rel=stylesheet href={trap}/b.css> <iframe src={trap}/c></iframe>.
"><style>@import '{trap}/d';</style> Halden was valued at $90 million in May 2026 </details></main>.
"""

# What a person with weak eyes cannot read: text with less than 4.5 to 1 against what it stands on.
FAINT = """
const parse = c => (c.match(/[0-9.]+/g) || [0, 0, 0, 0]).map(Number);
const light = c => { const [r, g, b] = parse(c).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b; };
const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor, p = parse(c);
  if (p.length < 4 || p[3] > 0) return c; } return getComputedStyle(document.documentElement).backgroundColor; };
return [...document.querySelectorAll('body *')].filter(e =>
  [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
    const own = getComputedStyle(e), ink = e instanceof SVGElement ? own.fill : own.color;
    const [a, b] = [light(ink), light(ground(e))];
    return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.tagName + '.' + e.getAttribute('class') + ' ' + ink];
  }).filter(([ratio]) => ratio < 4.5).map(([ratio, what]) => ratio.toFixed(2) + ' ' + what);
"""
LEVELS = "return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1])"
WIDE = """
return [...document.querySelectorAll('body *')].filter(e => !e.closest('nav, .scroll, .rows, .skip, [popover]')
  && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.getAttribute('class'))
"""


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that an article would have the page ask, and what was asked of it."""
    paths: list[str] = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()


@pytest.fixture(scope="module")
def report(project: Path, asked: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on the five articles and a hostile one, read as `newsledger run` reads them."""
    home = tmp_path_factory.mktemp("report")
    raw = home / "raw"
    raw.mkdir()
    for text in (project / "tests" / "gold" / "articles").glob("*.txt"):
        (raw / text.name).write_bytes(text.read_bytes())
    (raw / "hostile.txt").write_text(HOSTILE.format(trap=asked[0]), encoding="utf-8")
    places = {"raw_dir": raw, "lake_dir": home / "lake", "warehouse": home / "newsledger.duckdb"}
    ledger = Ledger.of_project(project).at(**places)
    run_ledger(ledger, datetime(2026, 7, 1))
    return write_report(ledger.warehouse, home / "index.html")


def look(browser: Chrome, page: Path, width: int = 1280, scheme: str = "light", touch: bool = False) -> None:
    """Open the page anew in a window of that width, under that scheme, with a mouse or with fingers."""
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": touch}
    preferred = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},  # else a click waits for the scrolling
    ]
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": preferred})
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": touch})
    browser.get("about:blank")
    browser.get(page.as_uri())


@pytest.fixture(autouse=True)
def window_as_it_was(browser: Chrome) -> Iterator[None]:
    yield
    browser.get("about:blank")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def amount(browser: Chrome) -> WebElement:
    """An amount in the opened article, scrolled into the middle of the window."""
    found = browser.find_elements(By.CSS_SELECTOR, AMOUNTS)[3]
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found)
    return found


def told(browser: Chrome, mention: WebElement) -> WebElement:
    """What the ledger makes of a mention."""
    return browser.find_element(By.ID, mention.get_attribute("popovertarget") or "")


def is_pinned(browser: Chrome, note: WebElement) -> bool:
    return bool(browser.execute_script("return arguments[0].matches(':popover-open')", note))


def test_nothing_is_asked_nothing_runs_and_nothing_complains(
    browser: Chrome, report: Path, asked: tuple[str, list[str]]
) -> None:
    browser.get_log("browser")
    look(browser, report)
    title = browser.title
    for article in browser.find_elements(By.CSS_SELECTOR, "details:not([open]) > summary"):
        article.click()
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert (title, browser.title, asked[1]) == ("newsledger: what the articles say about money", title, [])
    assert browser.get_log("browser") == []


def test_a_hostile_article_stays_text(browser: Chrome, report: Path) -> None:
    look(browser, report)
    tags = "script, img, iframe, link, object, embed, form, base, style:not(head style)"
    assert browser.find_elements(By.CSS_SELECTOR, tags) == []
    assert len(browser.find_elements(By.TAG_NAME, "main")) == 1
    names = [
        head.get_attribute("textContent") for head in browser.find_elements(By.CSS_SELECTOR, ".article h3")
    ]
    assert any(name and "script>document.title = 'taken'</script> <img src=" in name for name in names)


def test_pointing_shows_a_claim_in_the_margin(browser: Chrome, report: Path) -> None:
    look(browser, report)
    mention = amount(browser)
    note = told(browser, mention)
    assert not note.is_displayed()
    ActionChains(browser).move_to_element(mention).perform()
    assert note.is_displayed()
    assert "Anthropic" in note.text
    assert note.rect["x"] > mention.rect["x"] + mention.rect["width"]
    assert abs(note.rect["y"] - mention.rect["y"]) < 60


def test_the_keyboard_shows_pins_and_closes_a_claim(browser: Chrome, report: Path) -> None:
    look(browser, report)
    browser.execute_script("document.querySelector('details.article[open] > summary').focus()")
    ActionChains(browser).send_keys(Keys.TAB).perform()
    mention = browser.switch_to.active_element
    note = told(browser, mention)
    assert note.is_displayed()
    assert browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", mention) == "solid"
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert is_pinned(browser, note)
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert not is_pinned(browser, note)
    assert browser.switch_to.active_element == mention


def test_a_tap_shows_a_claim_within_the_screen(browser: Chrome, report: Path) -> None:
    look(browser, report, width=360, touch=True)
    mention = amount(browser)
    box = browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", mention)
    finger = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    note = told(browser, mention)
    assert is_pinned(browser, note)
    edges = browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", note)
    assert edges["left"] >= 0
    assert edges["right"] <= 360
    assert edges["bottom"] <= 800


def test_a_quote_leads_to_its_words_in_an_article_that_was_closed(browser: Chrome, report: Path) -> None:
    look(browser, report)
    link = next(
        link
        for link in browser.find_elements(By.CSS_SELECTOR, "#conflicts .cite a")
        if not browser.find_element(By.ID, (link.get_attribute("hash") or "#")[1:]).is_displayed()
    )
    link.click()
    target = browser.find_element(By.ID, (link.get_attribute("hash") or "#")[1:])
    assert target.is_displayed()
    assert "m" in (target.get_attribute("class") or "").split()


def test_marks_in_the_chart_lead_to_words(browser: Chrome, report: Path) -> None:
    look(browser, report)
    links = browser.find_elements(By.CSS_SELECTOR, ".wide svg a")
    assert len(links) >= 4
    for link in links:
        assert browser.find_elements(By.ID, (link.get_dom_attribute("href") or "#")[1:])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(browser: Chrome, report: Path, scheme: str) -> None:
    look(browser, report, scheme=scheme)
    assert browser.execute_script(FAINT) == []


def test_the_schemes_differ(browser: Chrome, report: Path) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        look(browser, report, scheme=scheme)
        grounds.append(browser.find_element(By.TAG_NAME, "body").value_of_css_property("background-color"))
    assert len(set(grounds)) == 2


@pytest.mark.parametrize("width", [360, 768])
def test_no_screen_has_to_be_moved_sideways(browser: Chrome, report: Path, width: int) -> None:
    look(browser, report, width=width, touch=True)
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser.execute_script(WIDE) == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_a_screen_reader_finds_its_way(browser: Chrome, report: Path) -> None:
    look(browser, report)
    levels = browser.execute_script(LEVELS)
    assert levels[0] == 1
    assert all(later <= level + 1 for level, later in pairwise(levels))
    found = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    nodes = [
        (node["role"]["value"], node.get("name", {}).get("value", "")) for node in found if "role" in node
    ]
    roles = [role for role, _ in nodes]
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert roles.count(landmark) == 1, landmark
    unnamed = [
        role for role, name in nodes if role in ("region", "table", "button", "link", "checkbox") and not name
    ]
    assert unnamed == []


def test_marks_of_a_kind_can_be_put_out(browser: Chrome, report: Path) -> None:
    look(browser, report)
    mention = amount(browser)
    lit = mention.value_of_css_property("background-color")
    browser.find_element(By.CSS_SELECTOR, "input.show-money").send_keys(Keys.SPACE)
    assert mention.value_of_css_property("background-color") != lit
