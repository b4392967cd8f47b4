"""The schedule and the sensors start the runs that they should, and no others."""

import os
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from etl.defs.places import Places


@pytest.fixture
def look(defs: dg.Definitions, home: Path, instance: dg.DagsterInstance):  # type: ignore[no-untyped-def]
    """Let the sensor look at the raw folder, with the cursor of its last look."""
    sensor = next(s for s in defs.sensors or () if s.name == "new_files")

    def tick(cursor: str | None = None) -> dg.SensorResult:
        context = dg.build_sensor_context(
            instance=instance, cursor=cursor, resources={"places": Places(home=str(home))}
        )
        found = sensor(context)
        assert isinstance(found, dg.SensorResult)
        return found

    return tick


def test_the_sensor_starts_a_run_at_its_first_look_and_then_rests(look) -> None:  # type: ignore[no-untyped-def]
    first = look()
    assert len(first.run_requests) == 1
    second = look(first.cursor)
    assert not second.run_requests
    assert second.skip_reason
    assert second.cursor in (None, first.cursor)


@pytest.mark.parametrize("change", ["a new file", "an edit", "a deletion", "a new name", "a new folder"])
def test_the_sensor_sees(look, home: Path, change: str) -> None:  # type: ignore[no-untyped-def]
    raw = home / "data" / "raw"
    first = look()
    article = min(raw.glob("*.txt"))
    match change:
        case "a new file":
            (raw / "new.txt").write_text("Acme raised $5 million.")
        case "an edit":
            os.utime(article, ns=(0, 0))
        case "a deletion":
            article.unlink()
        case "a new name":
            article.rename(raw / "renamed.txt")
        case "a new folder":
            (raw / "more").mkdir()
            (raw / "more" / "new.txt").write_text("Acme raised $5 million.")
    second = look(first.cursor)
    assert len(second.run_requests) == 1
    assert second.cursor != first.cursor


def test_the_sensor_starts_a_run_for_a_state_that_comes_back(look, home: Path) -> None:  # type: ignore[no-untyped-def]
    """Dagster skips a request whose run key it has seen before, for good."""
    article = min((home / "data" / "raw").glob("*.txt"))
    states = [first := look()]
    elsewhere = article.rename(home / article.name)
    states.append(look(first.cursor))
    elsewhere.rename(article)
    states.append(look(states[-1].cursor))
    assert states[2].cursor == first.cursor != states[1].cursor
    keys = [request.run_key for state in states for request in state.run_requests]
    assert len(keys) == 3
    assert len({key for key in keys if key}) == len([key for key in keys if key])


def test_the_sensor_overlooks_hidden_files(look, home: Path) -> None:  # type: ignore[no-untyped-def]
    first = look()
    (home / "data" / "raw" / ".half-written").write_text("…")
    assert not look(first.cursor).run_requests


def test_an_absent_or_empty_folder_starts_nothing(look, home: Path) -> None:  # type: ignore[no-untyped-def]
    raw = home / "data" / "raw"
    raw.rename(home / "elsewhere")
    absent = look()
    assert not absent.run_requests
    (home / "elsewhere").rename(raw)
    assert look(absent.cursor).run_requests


def test_the_schedule_starts_one_run_each_morning(defs: dg.Definitions, instance: dg.DagsterInstance) -> None:
    schedule = next(s for s in defs.schedules or () if s.name == "every_morning")
    assert schedule.cron_schedule == "0 6 * * *"
    tick = schedule.evaluate_tick(
        dg.build_schedule_context(instance, scheduled_execution_time=datetime(2026, 6, 1, 6, tzinfo=UTC))
    )
    assert len(tick.run_requests or ()) == 1
    assert not tick.skip_message


def test_schedule_and_sensors_are_on_from_the_start(defs: dg.Definitions) -> None:
    assert {s.name for s in defs.sensors or ()} == {"new_files", "publisher"}
    assert all(s.default_status == dg.DefaultSensorStatus.RUNNING for s in defs.sensors or ())
    assert all(s.default_status == dg.DefaultScheduleStatus.RUNNING for s in defs.schedules or ())
    assert {job.name for s in defs.sensors or () if s.name == "new_files" for job in s.jobs} == {"read_news"}
