"""What is not in order in a plan before it is issued: reform's own remarks and those of the modules above."""

from dataclasses import dataclass

from motcua.kernel.questions import Question
from motcua.oversight.reform.rules.words import Weight


@dataclass(frozen=True)
class Objection:
    """A remark: `text` is Vietnamese as it is shown; `url` leads to where it is mended."""

    kind: str
    weight: Weight
    subject_codes: tuple[str, ...]
    text: str
    url: str = ""


@dataclass(frozen=True)
class Objections(Question[list[Objection]]):
    """What speaks against issuing the draft of a plan?"""

    plan_code: str


@dataclass(frozen=True)
class Serving(Question[dict[str, str]]):
    """What other modules do for a target: words and their address, shown on the target's page."""

    target_code: str
