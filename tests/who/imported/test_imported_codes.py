from __future__ import annotations

import pytest

from dragoman.coding.who.imported import given_code
from dragoman.coding.who.imported.cameo import country_of, read_code
from dragoman.coding.who.imported.casing import spell_name, spell_plural
from dragoman.errors import TableError
from dragoman.records import Actor


@pytest.mark.parametrize(
    ("code", "country", "sectors"),
    [
        ("USAGOV", "USA", ("GOV",)),
        ("IGOUNO", "UNO", ()),
        ("IGOEUREEC", "EUR", ()),
        ("NGOHRI", "NGO", ("SOC",)),
        ("NGMENV", "ISM", ("SOC",)),
        ("ROMMED", "ROU", ("JRN",)),
        ("SYRHLH", "SYR", ("MED",)),
        ("IRQINSSEP", "IRQ", ("REB",)),
        ("LKASEPREB", "LKA", ("REB",)),
        ("DNKMUSMED", "DNK", ("JRN",)),
        ("~MUSMED", "", ("JRN",)),
        ("AFRREB", "", ("REB",)),
        ("GRL", "DNK", ()),
        ("RUR", "RUR", ()),
        ("---", "", ()),
    ],
)
def test_chains_are_read(code: str, country: str, sectors: tuple[str, ...]) -> None:
    """The first state is the country, groups of CAMEO's roles are the sectors in PLOVER's terms."""
    reading = read_code(code)
    assert (reading.country, reading.sectors) == (country, sectors)


def test_other_signs_are_no_code() -> None:
    """Anything but letters, digits, ~ and / is refused."""
    for code in ("US-GOV", "~", "U S"):
        with pytest.raises(TableError):
            read_code(code)


def _actor(*rows: str, sector: str | None = None) -> Actor:
    return Actor(sector=sector, basis=tuple(f"role 'x' (my.agents.txt:3 [{row}])" for row in rows))


def test_codes_are_put_together() -> None:
    """Agent behind actor, prefix before it, nothing twice, ELI for the former, "---" for an unknown actor."""
    assert given_code(_actor("~GOV", "ARN")) == "ARNGOV"
    assert given_code(_actor("~GOV", "USAGOV")) == "USAGOV"
    assert given_code(_actor("NGO~", "ARN")) == "NGOARN"
    assert given_code(_actor("~COP", "USAGOV", sector="ELI")) == "USAGOVELI"
    assert given_code(_actor("~MED")) == "---MED"
    assert given_code(_actor("~GOV", "ELR/GAL")) == "ELRGOV/GALGOV"
    assert given_code(Actor(country="KEN", basis=("country 'Kenya' (countries.csv:92)",))) is None


def test_countries_of_other_lists() -> None:
    """ISO codes of two letters, older codes, and dependencies of the states that control them."""
    assert [country_of(code)[0] for code in ("ru", "XK", "TMP", "PRI", "zz")] == ["RUS", "KOS", "TLS", "USA", ""]
    assert country_of("eh") == ("MAR", "PRE")


def test_spellings() -> None:
    """Capitals become the ways news writes a name; ordinary words stay acronyms; small letters stay."""
    assert spell_name("GROUP_OF_77")[0] == "Group of 77"
    assert "Hamas gunmen" in spell_name("HAMAS_GUNMEN")
    assert "Gonzo GMO" in spell_name("GONZO_GMO")
    assert spell_name("WHO") == ("WHO",)
    assert spell_name("UN_") == ("UN",)
    assert spell_name("THE_SHIRE")[0] == "Shire"
    assert spell_name("AL-QAEDA")[0] == "Al-Qaeda"
    assert spell_name("Abu Sayyaf") == ("Abu Sayyaf",)
    assert [spell_plural(word) for word in ("army", "day", "press", "judge")] == ["armies", "days", "presses", "judges"]
