"""Any bytes, and articles made from a grammar of news: no crash, spans exact, nothing lost, time linear."""

import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.conftest import Numbers
from tests.faults.properties import assert_all_holds

NAMES = st.sampled_from(["Acme Robotics", "Foo Capital", "Lumo", "Mr. Vance", "the company", "Café Öl", "X"])
NUMBERS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.decimals(0, 10**4, places=2).map(str),
    st.sampled_from(["one", "a few", "1.2.3", "1,2,3", "٣", "½", "1e9", "-5", "0.0", "9" * 30]),
)
SIGNS = st.sampled_from(["$", "€", "£", "US$", "A$", "¥", "₹", "", "USD ", "Rs. ", "$$"])
SCALES = st.sampled_from([" million", "m", "bn", " billion", "", "k", " trillion", " crore", "-plus-billion"])
GLUE = st.sampled_from([" to ", "-", "–", " and ", ", ", " or as much as ", "/", "\u200b", "\u202e", "\n"])
AMOUNTS = st.builds(lambda sign, number, scale: f"{sign}{number}{scale}", SIGNS, NUMBERS, SCALES)
SPANS = st.one_of(AMOUNTS, st.builds(lambda a, glue, b: f"{a}{glue}{b}", AMOUNTS, GLUE, AMOUNTS))
VERBS = st.sampled_from(
    ["raised", "was valued at", "may pay", "denied losing", "will spend", "reported revenue of", "is worth"]
)
TAILS = st.sampled_from(
    ["", " on Monday", " in 2024", " up 5% from a year earlier", ", sources said", " a year"]
)
SENTENCES = st.builds(
    lambda n, v, s, t, end: f"{n} {v} {s}{t}{end}", NAMES, VERBS, SPANS, TAILS, st.sampled_from(". \n|;")
)
ROWS = st.builds(lambda cells: f"| {' | '.join(cells)} |\n", st.lists(st.one_of(NAMES, SPANS), max_size=5))
ODD = st.text(max_size=30)
ARTICLES = st.lists(st.one_of(SENTENCES, ROWS, ODD, st.just("\n\n")), max_size=25).map("".join)
CONTENTS = st.one_of(
    st.binary(max_size=600), ARTICLES.map(lambda text: text.encode("utf-8", "surrogatepass"))
)


def test_whatever_the_bytes_all_of_it_holds(numbers: Numbers, tried: Counter[str]) -> None:
    @settings(
        max_examples=numbers.examples,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(CONTENTS, min_size=6, max_size=18))
    def holds(contents: list[bytes]) -> None:
        assert_all_holds(contents)
        tried["made-up files through all stages"] += len(contents)

    holds()


@pytest.mark.at_length
def test_time_is_linear_in_dense_text() -> None:
    """Four times the articles take no more than some four times as long; what is started once helps."""

    def seconds(articles: int) -> float:
        text = "Acme raised $5 million to $6 million on Monday, up 5%. " * 40
        contents = [f"{n}\n\n{text}".encode() for n in range(articles)]
        begun = time.process_time()
        assert_all_holds(contents)
        return time.process_time() - begun

    seconds(1)
    assert seconds(24) < 8 * seconds(6)
