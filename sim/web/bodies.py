"""What browsers send: a question and who asks, the text of a file or of a link, and the form of a hand-out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sim.web.handout import Form
from sim.whatif.question import Question

TEXT = 524_288


class QuestionBody(BaseModel):
    """A question alone, such as one to be saved."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Question


class AskedBody(QuestionBody):
    """A question, and which page of the visitor asks: of one page the latest turn wins; without one it stands alone."""

    client: Annotated[str, Field(min_length=1, max_length=64)] = "page"
    turn: Annotated[int, Field(ge=0, le=2**53)] | None = None


class AnswerBody(AskedBody):
    """A question, whether the first picture will do, and of which outcome alone the chart is looked at, if of one."""

    stage: Literal["first", "full"] = "full"
    chart: Annotated[str, Field(max_length=80)] | None = None


class HandOutBody(QuestionBody):
    """A question whose answer is taken home."""

    form: Form = "html"


class TextBody(BaseModel):
    """The text of a file, or of a link, that holds a question."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Annotated[str, Field(max_length=TEXT)]
