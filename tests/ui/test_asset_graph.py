"""What a newcomer sees of the pipeline in Dagster, in a real browser."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.browser

PATIENCE = 60


def wait_for_words(browser: Chrome, words: list[str]) -> None:
    """Wait until the page shows all of `words`."""

    def missing(page: Chrome) -> list[str]:
        shown = page.find_element(By.TAG_NAME, "body").text
        return [word for word in words if word not in shown]

    WebDriverWait(browser, PATIENCE).until(
        lambda page: not missing(page), f"the page does not show {missing(browser)}"
    )


def test_the_lineage_page_shows_the_three_groups(browser: Chrome, dagster_url: str) -> None:
    browser.get(f"{dagster_url}/asset-groups")
    wait_for_words(browser, ["articles", "facts", "warehouse"])


@pytest.mark.parametrize(
    ("group", "assets"),
    [
        ("articles", ["dim_file", "dim_article", "stg_sentence", "stg_cell"]),
        ("facts", ["fact_money_mention", "fact_entity_mention", "fact_claim", "fact_relation"]),
        ("warehouse", ["dim_entity", "mart_conflict", "mart_arithmetic_audit"]),
    ],
)
def test_a_group_s_page_shows_its_assets(
    browser: Chrome, dagster_url: str, location: str, group: str, assets: list[str]
) -> None:
    browser.get(f"{dagster_url}/locations/{location}/asset-groups/{group}/list")
    wait_for_words(browser, assets)


def test_a_table_s_page_shows_its_meaning_and_its_columns(browser: Chrome, dagster_url: str) -> None:
    browser.get(f"{dagster_url}/assets/fact_claim")
    wait_for_words(browser, ["One row a claim", "modality", "non-nullable", "Who vouches."])


def test_the_automation_page_shows_schedule_and_sensors(browser: Chrome, dagster_url: str) -> None:
    browser.get(f"{dagster_url}/automation")
    wait_for_words(browser, ["every_morning", "06:00 AM UTC", "new_files", "publisher"])
