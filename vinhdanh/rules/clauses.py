"""What every piece of guidance carries: an identity, a cite, the clause's own words, and our reading where the text
is open."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Frozen(BaseModel):
    """Data of a pack: it does not change, and a key that is not known is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Clause(Frozen):
    """A piece of the guidance. `readings` name the pack's readings (requirements O1 …) that decide how it is
    understood."""

    id: Code
    cite: Text
    text: Text
    readings: tuple[Code, ...] = Field(default=())


class Period(Frozen):
    """Years, both ends included. A year of `never_missed` counts where it is known and is not asked for where it is
    not."""

    first: int
    last: int
    never_missed: tuple[int, ...] = ()
    cite: Text
    readings: tuple[Code, ...] = ()

    @property
    def years(self) -> range:
        """All years, first to last."""
        return range(self.first, self.last + 1)

    @property
    def asked(self) -> tuple[int, ...]:
        """The years whose facts are missed when they are not known."""
        return tuple(year for year in self.years if year not in self.never_missed)

    def __str__(self) -> str:
        return f"{self.first}-{self.last}" if self.first < self.last else f"{self.first}"
