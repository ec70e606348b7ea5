"""The plan on the page: an entry is added by its declaration, drawn, kept in the link, and taken out."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from sim.behaviours import BEHAVIOURS
from sim.interventions import INTERVENTIONS
from sim.report.text.alone_words import NOTHING, alone
from sim.validation.alone import moved
from tests.e2e.web.browsing import FIRST, Watched, axe_faults, link, question_in, short
from tests.e2e.web.serving import Served

ENABLER = INTERVENTIONS["enabler"].label


def planned(**entries: dict[str, Any]) -> dict[str, Any]:
    """Return a short question of two years in which B plans."""
    asked = short("Planned", years=2)
    return {**asked, "b": {**asked["b"], "plan": entries}}


def opened(page: Page) -> Page:
    page.get_by_text("Add to the plan").click()
    return page


def test_an_entry_is_added_drawn_kept_and_taken_out(window: Watched):
    page = opened(window.open(link(planned()), FIRST))
    plan = page.get_by_role("region", name="Who does what, when")
    expect(plan).to_contain_text("Nothing begins or ends at a date")
    plan.get_by_label("What?").select_option(label=ENABLER)
    plan.get_by_label("From").select_option(label="Year 0.5")
    plan.get_by_label("Until").select_option(label="Year 1.5")
    plan.get_by_role("button", name="Add", exact=True).click()
    out = plan.get_by_role("button", name=f"Take out of the plan of B: {ENABLER}")
    expect(out).to_be_visible()
    assert question_in(page)["b"]["plan"] == {"enabler": {"what": "enabler", "from": 0.5, "until": 1.5}}
    expect(plan).to_contain_text("From month 6 to 18, all organisations")
    expect(plan.locator(".entry.b .hint").first).to_contain_text("Price where all do it in full: £")
    bar = plan.locator(".bar").bounding_box()
    track = plan.locator(".entry.b .bars").bounding_box()
    assert bar and track
    assert abs(bar["x"] - track["x"] - track["width"] / 4) < 2
    assert abs(bar["width"] - track["width"] / 2) < 2
    assert axe_faults(page) == []
    out.click()
    expect(plan).to_contain_text("Nothing begins or ends at a date")
    assert not question_in(page)["b"].get("plan")
    page.get_by_role("button", name="Undo").click()
    expect(out).to_be_visible()


def test_what_cannot_be_is_said_in_the_form(window: Watched):
    page = opened(window.open(link(planned()), FIRST))
    plan = page.get_by_role("region", name="Who does what, when")
    plan.get_by_label("What?").select_option(label=ENABLER)
    plan.get_by_label("Who?", exact=True).select_option(label="Those I tick")
    first = plan.get_by_role("checkbox").first
    first.check()
    plan.get_by_role("button", name="Add", exact=True).click()
    expect(plan.get_by_role("alert")).to_have_text("Tick at least 2 organisations.")
    plan.get_by_label("Who?", exact=True).select_option(label="Everybody")
    plan.get_by_label("From").select_option(label="Year 1")
    plan.get_by_label("Until").select_option(label="Year 0.5")
    plan.get_by_role("button", name="Add", exact=True).click()
    expect(plan.get_by_role("alert")).to_have_text("It must end after it begins.")
    assert not question_in(page)["b"].get("plan")


def test_a_link_shows_whose_plan_it_is_and_what_waits_for_what_comes_out(window: Watched):
    waits = {"begin_if": {"outcome": "delayed", "above": 60, "months": 3}, "who": ["council", "acute"]}
    asked = planned(enabler={"until": 1}, coaching={"from": 1, **waits})
    asked["a"]["plan"] = {"enabler": {"until": 1}}
    page = window.open(link(asked), FIRST)
    plan = page.get_by_role("region", name="Who does what, when")
    expect(plan.locator(".entry.both")).to_contain_text("AB")
    expect(plan.locator(".entry.both")).to_contain_text("brings leaders together")
    expect(plan.locator(".entry.b")).to_contain_text("Anyplace Council and Anyplace General Hospital")
    expect(plan.locator(".entry.b")).to_contain_text("is above 60 for 3 months")
    expect(plan.locator(".entry.b .waits")).to_be_visible()


def test_everything_that_is_declared_can_be_planned(window: Watched, served: Served):
    page = opened(window.open(link(planned()), FIRST))
    offered = page.get_by_label("What?").locator("option").evaluate_all("all => all.map((one) => one.value)")
    assert sorted(offered) == sorted([*INTERVENTIONS, *BEHAVIOURS])
    inert = [(found := moved(name)) is not None and found.nothing for name in offered]
    assert True in inert and inert == sorted(inert), "what moved nothing alone comes last"
    last = page.get_by_label("What?").locator("optgroup").last
    assert NOTHING in (last.get_attribute("label") or "")
    page.get_by_label("What?").select_option(value="coaching")
    expect(page.locator("#plan-said")).to_contain_text(alone("coaching"))
