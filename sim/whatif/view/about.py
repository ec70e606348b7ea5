"""What systems leadership is, a team's own checklist, and the eight numbers that make a place look like its own.

Source    the five factors: The King's Fund 2017; ways of systems leaders: Virtual Staff College 2013. In our own words.
"""

from __future__ import annotations

from sim.report.text.integrated_model import in_words

ABOUT = (
    (
        "What systems leadership is",
        "Leading where nobody is in charge of the whole: people who run separate organisations act for the residents "
        "whom all of them serve. It rests on relationships and a shared purpose more than on title or contract.",
    ),
    (
        "How it works",
        "Leaders who meet often see what the others do. Promises kept turn into trust, promises broken undo it faster. "
        "With trust, differences can be raised before they rupture, information travels with the person, and joint "
        "work holds when pressure rises. It takes leaders' hours, some money and slower decisions at home.",
    ),
    (
        "Why it helps, and when not",
        "It can help only where people cross boundaries: leaving hospital, care at home, help before a crisis. It does "
        "little about a shortage of beds or staff, and it takes years. Where leaders change often, where pressure "
        "makes teams rigid, or where only a few take part, working alone may do as well for less.",
    ),
    ("The integrated model", in_words()),
)
CHECKLIST = tuple(
    {"key": key, "label": label, "statement": statement, "lever": f"participation.{key}"}
    for key, label, statement in (
        (
            "vision",
            "A shared vision",
            "We could all say, in the same words, what we want to achieve together for residents.",
        ),
        ("contact", "Regular contact", "We meet often enough to know what is going on in each other's organisations."),
        ("conflict", "Honest conversations", "We raise differences early, in the room, and settle them."),
        ("altruism", "Giving first", "We offer partners staff, money or the lead, even where the gain is theirs."),
        ("commitment", "The long term", "What we agree outlasts the people who agreed it."),
    )
)
FIGURES = (
    ("beds", "How many hospital beds are there?", "beds", 5.0),
    ("occupancy", "How full are they?", "share", 0.005),
    ("attendances_per_week", "How many visits to A&E in a week?", "visits a week", 25.0),
    ("admissions_per_week", "How many emergency admissions in a week?", "people a week", 5.0),
    ("four_hour_share", "How many A&E visits are over within four hours?", "share", 0.01),
    ("waiting_list", "How many people wait for planned treatment?", "people", 500.0),
    ("care_home_residents", "How many people live in a care home that the council pays for?", "people", 10.0),
    ("nhs_spend_per_year", "How much does the NHS spend here in a year?", "pounds a year", 10e6),
)
