"""A running `dg dev` over a ledger of its own, and a headless Chromium to look at it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

START_SECONDS = 120  # a slow machine takes half a minute to load the definitions twice


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A Chromium with an empty profile that asks the network for nothing of its own accord."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no Chromium to look with: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (
        "--headless",
        "--no-sandbox",  # root, as in a container, has no sandbox
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1900,1100",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):
        options.add_argument(flag)
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


@pytest.fixture(scope="session")
def dagster_url(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a `dg dev` that reads and writes a temporary ledger, never the project's own."""
    home = tmp_path_factory.mktemp("dagster")
    shutil.copy(project / "dagster.yaml", home)
    ledger = tmp_path_factory.mktemp("ledger")
    (ledger / "data" / "raw").mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = home / "dg-dev.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            [Path(sys.executable).with_name("dg"), "dev", "--host", "127.0.0.1", "--port", str(port)],
            cwd=project,
            env=os.environ | {"DAGSTER_HOME": str(home), "NEWSLEDGER_HOME": str(ledger)},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(url, server, log)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            server.wait(timeout=3)  # nothing of it outlives the session
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/server_info", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"dg dev did not answer:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def location(dagster_url: str) -> str:
    """The name under which the definitions are loaded: it is part of the addresses of the pages."""
    query = "{repositoriesOrError{... on RepositoryConnection{nodes{location{name}}}}}"
    request = urllib.request.Request(
        f"{dagster_url}/graphql",
        data=json.dumps({"query": query}).encode(),
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        nodes = json.load(answer)["data"]["repositoriesOrError"]["nodes"]
    return str(nodes[0]["location"]["name"])
