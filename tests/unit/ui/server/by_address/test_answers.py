"""What each address answers, without a network.

Covers: ui.server.by_address.asked, ui.server.by_address.described.
Covers: ui.server.by_address.offers, ui.server.by_address.problems, ui.server.by_address.sending.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import anyio
import frictionless
import httpx
import jsonschema
import pandas as pd
import pytest
from openapi_spec_validator import validate
from starlette.applications import Starlette

from harness.datafiles import mini
from pvd_geo.formatting import typeset
from pvd_geo.settings import settings
from pvd_geo.ui.server.by_address import answers
from pvd_geo.ui.server.by_address.asked import LONGEST, MEDIA_TYPES
from pvd_geo.ui.server.by_address.offers import OFFERS, columns
from pvd_geo.ui.shared import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BRITTANY = 134
"""Towns of the programme in Bretagne, as the ANCT's list has them."""


@pytest.fixture(scope="module")
def site() -> Starlette:
    return Starlette(routes=answers.by_address("/pvd"))


def asked(site: Starlette, path: str, method: str = "GET", **head: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=site)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            sent = {"accept-encoding": "identity"} | {
                name.replace("_", "-"): value for name, value in head.items()
            }
            return await client.request(method, f"/pvd/data/{path}", headers=sent)

    return anyio.run(ask)


def rows(answer: httpx.Response) -> pd.DataFrame:
    assert answer.status_code == 200
    return pd.read_csv(io.BytesIO(answer.content), dtype="str", keep_default_na=False)


def test_the_address_of_a_page_narrows_the_file_as_it_narrows_the_page(site: Starlette) -> None:
    region = rows(asked(site, "communes.csv?region=53"))
    assert len(region) == BRITTANY
    assert set(region["region_code"]) == {"53"}
    theme = rows(asked(site, "communes.csv?region=53&theme=habitat"))
    strong = region.loc[region["habitat_level"].eq("enjeu fort"), "insee_code"]
    assert list(theme["insee_code"]) == list(strong)
    assert 0 < len(theme) < len(region)


@pytest.mark.parametrize("name", OFFERS)
def test_each_file_has_the_same_rows_and_columns_in_each_dialect(
    site: Starlette, name: str
) -> None:
    query = "?region=94"
    plain = rows(asked(site, f"{name}.csv{query}"))
    features = json.loads(asked(site, f"{name}.geojson{query}").content)["features"]
    table = pd.read_parquet(io.BytesIO(asked(site, f"{name}.parquet{query}").content))
    assert len(plain) == len(features) == len(table) > 0
    assert list(plain) == list(features[0]["properties"]) == list(columns(OFFERS[name]))
    assert list(table.drop(columns="geometry", errors="ignore")) == list(plain)
    first = plain.columns[0]
    told = [str(feature["properties"][first]) for feature in features]
    assert told == list(plain[first]) == [str(value) for value in table[first]]


# The names of the columns are a promise to programs: one that goes breaks theirs.
@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("communes", {"insee_code", "population", "agreement_date", "habitat_level"}),
        ("rencontres", {"region_code", "date", "participants", "median_km"}),
        ("frequentation", {"region_code", "participants", "basis_label"}),
        ("indicateurs", {"insee_code", "indicator_id", "value", "vintage"}),
        ("trajectoire", {"month", "signed", "total"}),
    ],
)
def test_columns_keep_their_names(name: str, some: set[str]) -> None:
    assert some <= set(columns(OFFERS[name]))


def test_the_trajectory_ends_with_the_day_that_is_asked(site: Starlette) -> None:
    told = rows(asked(site, "trajectoire.csv?date=2021-10-25"))
    assert told["month"].iloc[-1] == "2021-10-01"
    everything = rows(asked(site, "trajectoire.csv?date=2099-01-01"))
    assert everything["month"].iloc[-1] == clock.today().strftime("%Y-%m-01")


@pytest.mark.parametrize(
    ("path", "parameter", "said"),
    [
        ("communes.csv?region=99", "region", "La région « 99 » de l’adresse n’existe pas ici."),
        ("communes.csv?theme=logement", "theme", "Le thème « logement »"),
        ("communes.csv?regions=53", "regions", "ne restreint pas « communes »"),
        ("communes.csv?region=53&region=94", "region", "est donné deux fois"),
        ("communes.csv?region=53&departement=2A", "departement", "n’est pas dans la région"),
        ("communes.csv?population=beaucoup", "population", "n’est pas un intervalle"),
        ("rencontres.csv?theme=habitat", "theme", "ne restreint pas « rencontres »"),
        ("trajectoire.csv?date=hier", "date", "n’est pas une date"),
    ],
)
def test_what_cannot_be_used_is_a_problem_that_names_it(
    site: Starlette, path: str, parameter: str, said: str
) -> None:
    answer = asked(site, path)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"]) == (400, 400)
    assert typeset(said) in problem["detail"]
    assert problem["faults"][0]["parameter"] == parameter
    assert "ignoré" not in problem["detail"]
    schema = json.loads(asked(site, "openapi.json").content)["components"]["schemas"]["problem"]
    jsonschema.validate(problem, schema)


@pytest.mark.parametrize("path", ["", "communes", "communes.xlsx", "maires.csv", "../app.py"])
def test_an_unknown_file_is_a_problem_that_names_the_known(site: Starlette, path: str) -> None:
    answer = asked(site, path)
    assert answer.status_code == 404
    if answer.headers["content-type"] == "application/problem+json":
        assert "communes, rencontres" in answer.json()["detail"]


def test_nothing_is_written_here_and_an_address_has_an_end(site: Starlette) -> None:
    refused = asked(site, "communes.csv", "POST")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert asked(site, f"communes.csv?q={'x' * LONGEST}").status_code == 400


def test_broken_data_are_a_problem_that_names_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (mini(tmp_path / "data") / "themes.csv").write_text("nothing of the kind\n", encoding="utf-8")
    with _settings(monkeypatch, tmp_path / "data"):
        site = Starlette(routes=answers.by_address("/pvd"))
        answer = asked(site, "communes.csv")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "themes.csv est à réparer" in answer.json()["detail"]


def test_a_data_file_that_changes_changes_what_is_answered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pvd_geo.ui.server.by_address.shelf._FRESH", -1)
    keys: list[str] = ["one"]
    monkeypatch.setattr("pvd_geo.ui.shared.keys.of", lambda *_: keys[0])
    site = Starlette(routes=answers.by_address("/pvd"))
    before = asked(site, "communes.csv?region=94")
    with _settings(monkeypatch, mini(tmp_path / "data")):
        keys[0] = "two"
        after = asked(site, "communes.csv?region=94")
    assert before.headers["etag"] != after.headers["etag"]


class _settings:  # noqa: N801 - a context manager
    """Use another folder of data."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        monkeypatch.setenv("PVD_DATA_DIR", str(folder))
        self._monkeypatch = monkeypatch

    def __enter__(self) -> None:
        settings.cache_clear()

    def __exit__(self, *_: object) -> None:
        self._monkeypatch.delenv("PVD_DATA_DIR")
        settings.cache_clear()


def test_what_a_browser_has_is_not_sent_again(site: Starlette) -> None:
    first = asked(site, "communes.csv?region=94")
    again = asked(site, "communes.csv?region=94", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    other = asked(site, "communes.csv?region=53", if_none_match=first.headers["etag"])
    assert other.status_code == 200


def test_text_is_compressed_for_those_who_read_it(site: Starlette) -> None:
    plain = asked(site, "communes.csv?region=53")
    packed = asked(site, "communes.csv?region=53", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert packed.content == plain.content  # httpx has unpacked it
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == "accept-encoding"
    assert (
        "content-encoding"
        not in asked(site, "communes.parquet?region=53", accept_encoding="gzip").headers
    )


def test_a_part_of_a_file_is_sent_as_gdal_asks_for_it(site: Starlette) -> None:
    whole = asked(site, "communes.parquet?region=94").content
    part = asked(site, "communes.parquet?region=94", range="bytes=4-9")
    assert (part.status_code, part.content) == (206, whole[4:10])
    assert part.headers["content-range"] == f"bytes 4-9/{len(whole)}"
    end = asked(site, "communes.parquet?region=94", range=f"bytes={len(whole) - 4}-99999999")
    assert end.content == b"PAR1"
    beyond = asked(site, "communes.parquet?region=94", range="bytes=99999999-")
    assert beyond.status_code == 416


def test_any_site_may_read(site: Starlette) -> None:
    for path in ("communes.csv", "communes.csv?region=99", "openapi.json"):
        head = asked(site, path).headers
        assert head["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in head
    before = asked(site, "communes.csv", "OPTIONS", origin="https://carte.example")
    assert before.status_code == 204
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_openapi_describes_every_file_as_the_specification_has_it(site: Starlette) -> None:
    document = json.loads(asked(site, "openapi.json").content)
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/pvd/data"}]
    files = {f"/{name}.{dialect}" for name in OFFERS for dialect in MEDIA_TYPES}
    assert set(document["paths"]) == files
    assert "53" in document["components"]["parameters"]["region"]["schema"]["enum"]
    named = {key for offer in OFFERS.values() for key in offer.keys}
    assert named == set(document["components"]["parameters"])


@pytest.mark.parametrize("name", OFFERS)
def test_what_is_sent_is_what_openapi_says(site: Starlette, name: str) -> None:
    document = json.loads(asked(site, "openapi.json").content)
    schema = {
        "$ref": f"#/components/schemas/{name}-geojson",
        "components": document["components"],
    }
    sent = json.loads(asked(site, f"{name}.geojson?region=94").content)
    jsonschema.Draft202012Validator(schema).validate(sent)


def test_the_data_package_names_each_file_with_sources_and_columns(
    site: Starlette, tmp_path: Path
) -> None:
    descriptor = tmp_path / "datapackage.json"
    descriptor.write_bytes(asked(site, "datapackage.json").content)
    for name in OFFERS:
        (tmp_path / f"{name}.csv").write_bytes(asked(site, f"{name}.csv?region=94").content)
    report = frictionless.validate(str(descriptor))
    assert report.flatten(["title", "note"]) == []
    assert report.stats["tasks"] == len(OFFERS)
    package = json.loads(descriptor.read_text("utf-8"))
    assert all(each["sources"] and each["licenses"] for each in package["resources"])


def test_every_answer_leads_to_its_description(site: Starlette) -> None:
    link = asked(site, "communes.csv?region=94").headers["link"]
    assert '</pvd/data/openapi.json>; rel="service-desc"' in link
    assert '</pvd/data/datapackage.json>; rel="describedby"' in link


@pytest.fixture(autouse=True)
def _real_data() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()
