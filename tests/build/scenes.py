"""An invented record: each document plays one scene, on days far enough apart that no scene touches another."""

from __future__ import annotations

from typing import Any

from tests.build.handmade import Document, Fact, aid, attack, claim_id, diplomatic, drones

BILLION = 1_000_000_000


def at_least(value: Any) -> dict[str, Any]:
    """The range of "more than N"."""
    return {"low": value, "high": None, "qualifier": "at least"}


# One raid: a toll with its two parts, and the tally of the same night.
TOLL = attack(
    "Seven people were hurt in Lviv region.",
    words={"injured": "Seven"},
    injured=7,
    places=["Lviv region"],
    event_date="2023-09-13",
    claimed_by="Marko Hill",
)
PART_LVIV = attack(
    "Six of them in Lviv.",
    words={"injured": "Six"},
    injured=6,
    places=["Lviv"],
    event_date="2023-09-13",
    role="component",
)
PART_ELSEWHERE = attack(
    "One in a village.",
    words={"injured": "One"},
    injured=1,
    places=["Lviv region"],
    event_date="2023-09-13",
    role="component",
)
TALLY = attack(
    "Of 44 Shaheds 32 were brought down, three were lost.",
    words={"weapons.0.launched": "44", "weapons.0.intercepted": "32", "weapons.0.lost_or_other": "three"},
    weapons=[{**drones(44, 32, model="Shaheds", lost=3), "type": "missile"}],  # the vocabulary knows the model better
    event_date="2023-09-13",
    claimed_by="Ukrainian Air Force",
)
TALKS = diplomatic("Berg received Stone for talks.", "Anna Berg", "Ivan Stone", event_date="2023-09-13", place="Lviv")
TALKS_AGAIN = diplomatic("Envoy Stone and the minister sat down.", "envoy Ivan Stone", "Berg", event_date="2023-09-13")
TOTAL = aid(
    "So far Norway has given $30.5 billion.",
    words={"amount": "30.5 billion"},
    amount=30.5 * BILLION,
    currency="USD",
    kind="mixed",
    status="total_to_date",
)
TOTAL_ROUNDED = aid(
    "Norway gave over $30 billion:",
    ranges={"amount": at_least(30 * BILLION)},
    amount=30 * BILLION,
    currency="USD",
    kind="mixed",
    status="total_to_date",
)
OBLIGATED = aid(
    "Of this $20 billion is obligated.",
    words={"amount": "20 billion"},
    amount=20 * BILLION,
    currency="USD",
    kind="mixed",
    status="obligated",
    is_component=True,
)
REQUESTED = aid(
    "The cabinet asks for $4 billion more,",
    words={"amount": "4 billion"},
    amount=4 * BILLION,
    currency="USD",
    kind="mixed",
    status="requested",
)
REQUESTED_PART = aid(
    "of which $1.5 billion are for arms.",
    words={"amount": "1.5 billion"},
    amount=1.5 * BILLION,
    currency="USD",
    kind="military",
    status="requested",
    is_component=True,
)
FIRST_DAY = Document(
    "agency/2023/2023-09-13.txt",
    "2023-09-13",
    [
        [TOLL, PART_LVIV, PART_ELSEWHERE, TALLY],
        [TALKS],
        [TOTAL_ROUNDED, TOTAL, OBLIGATED, REQUESTED, REQUESTED_PART],
        [TALKS_AGAIN],
    ],
    loose_numbers=2,
)

# A toll that rises on the next day.
ODESA = attack("Two died in Odesa.", words={"killed": "Two"}, killed=2, places=["Odesa"], event_date="2023-09-20")
ODESA_LATER = attack(
    "The toll in Odesa rose to four.", words={"killed": "four"}, killed=4, places=["Odesa"], event_date="2023-09-20"
)
RISING = [
    Document("agency/2023/2023-09-20.txt", "2023-09-20", [[ODESA]]),
    Document("agency/2023/2023-09-21.txt", "2023-09-21", [[ODESA_LATER]]),
]

# Two strikes on one city, told side by side; a report of the city without figures must not glue them.
MORNING = attack("In the morning one died in Kherson.", killed=1, places=["Kherson"], event_date="2023-10-01")
EVENING = attack("In the evening another died in Kherson.", killed=1, places=["Kherson"], event_date="2023-10-01")
SIDE_BY_SIDE = Document("agency/2023/2023-10-01.txt", "2023-10-01", [[MORNING, EVENING]])
KHERSON_BARE = attack("Shells fell on Kherson.", places=["Kherson"], event_date="2023-10-01")
BARE = Document("paper/2023/2023-10-01.txt", "2023-10-01", [[KHERSON_BARE]], source="paper")

# Figures set against each other, and one that the text itself replaces.
SUMY = attack(
    "Three died and four were hurt in Sumy.",
    killed=3,
    injured=4,
    places=["Sumy"],
    event_date="2023-10-05",
    claimed_by="A",
)
SUMY_RIVAL = attack(
    "Hospitals speak of five dead.",
    killed=5,
    places=["Sumy"],
    event_date="2023-10-05",
    role="competing",
    claimed_by="B",
)
SUMY_FIRST = attack(
    "At first one was said to be hurt.",
    injured=1,
    places=["Sumy"],
    event_date="2023-10-05",
    role="superseded",
    claimed_by="A",
)
DISPUTED = Document("agency/2023/2023-10-05.txt", "2023-10-05", [[SUMY_FIRST, SUMY, SUMY_RIVAL]])

# A word instead of a number.
VAGUE_FACT = attack(
    "Dozens were hurt near Kherson.",
    ranges={"injured": {"low": 24, "high": None}},
    places=["Veselka", "Kherson region"],
    event_date="2023-10-10",
)
VAGUE = Document("agency/2023/2023-10-10.txt", "2023-10-10", [[VAGUE_FACT]])

# Claims that are no events.
NO_EVENTS = [
    attack("Since the start 900 died.", killed=900, is_cumulative=True),
    attack("A strike last year killed 9.", killed=9, is_background=True),
    attack("They may strike Odesa.", places=["Odesa"], modality="hypothetical"),
    diplomatic("Berg did not meet Stone.", "Anna Berg", "Ivan Stone", modality="negated"),
    aid("No 5 million were given.", amount=5_000_000, currency="USD", modality="negated"),
]
BACKGROUND = Document("agency/2023/2023-10-15.txt", "2023-10-15", [NO_EVENTS])

# One strike in two papers, one naming the city and one the region; a third strike has another toll.
CITY = attack("Three were hurt in Lviv.", injured=3, places=["Lviv"], event_date="2023-10-20")
REGION = attack("Three were hurt in Lviv region.", injured=3, places=["Lviv region"])
OTHER_TOLL = attack("Nine were hurt in Lviv.", injured=9, places=["Lviv"], event_date="2023-10-20")
TWO_PAPERS = [
    Document("agency/2023/2023-10-20.txt", "2023-10-20", [[CITY], [OTHER_TOLL]]),
    Document("paper/2023/2023-10-20.txt", "2023-10-20", [[REGION]], source="paper"),
]

# A pledge told twice, obligated later, and pledged anew.
PLEDGE = aid(
    "The Norwegian Defence Ministry pledges $100 million: ten tanks and 5,000 shells.",
    words={"amount": "100 million", "in_kind.0.count": "ten", "in_kind.1.count": "5,000"},
    donor="Norwegian Defence Ministry",
    amount=100_000_000,
    currency="USD",
    in_kind=[{"item": "tanks", "count": 10}, {"item": "shells", "count": 5000}],
)
PLEDGE_AGAIN = aid("Norway promised 100 million dollars.", amount=100_000_000, currency="USD")
PLEDGE_OBLIGATED = aid(
    "Oslo signed for 100 million dollars.", amount=100_000_000, currency="USD", donor="Oslo", status="obligated"
)
PLEDGE_NEW = aid("Norway pledges a further $100 million.", amount=100_000_000, currency="USD")
EUROS = aid(
    "Germany sends 50 million euros.",
    amount=50_000_000,
    currency="EUR",
    donor="Germany",
    kind="humanitarian",
    status="disbursed",
)
GOODS = aid(
    "Germany sent 30 drones, two Kalibr launchers, three drone jammers and 55 tonnes of flour.",
    words={"in_kind.0.count": "30", "in_kind.1.count": "two", "in_kind.2.count": "three", "in_kind.3.count": "55"},
    donor="Germany",
    kind="mixed",
    status="delivered",
    in_kind=[
        {"item": "drones", "count": 30, "unit": None},
        {"item": "Kalibr launchers", "count": 2, "unit": None},
        {"item": "drone jammers", "count": 3, "unit": None},
        {"item": "flour", "count": 55, "unit": "tonnes"},
    ],
)
AID = [
    Document("agency/2023/2023-10-25.txt", "2023-10-25", [[PLEDGE]]),
    Document("paper/2023/2023-10-28.txt", "2023-10-28", [[PLEDGE_AGAIN], [EUROS], [GOODS]], source="paper"),
    Document("agency/2023/2023-11-20.txt", "2023-11-20", [[PLEDGE_OBLIGATED]]),
    Document("agency/2023/2023-12-20.txt", "2023-12-20", [[PLEDGE_NEW]]),
]

# Amounts of many currencies, on days with a rate, without one, and after the end of a series.
ON_A_SUNDAY = aid("Japan lends 123.45 billion yen.", amount=123_450_000_000, currency="JPY", donor="Japan")
OF_A_CENT = aid("Poland adds 1,234,567.89 zlotys.", amount=1_234_567.89, currency="PLN", donor="Poland")
LAST_ROUBLES = aid("A fund sends 8 million roubles.", amount=8_000_000, currency="RUB", donor="Italy")
LATE_ROUBLES = aid("Another sends 9 million roubles.", amount=9_000_000, currency="RUB", donor="Italy")
HRYVNIAS = aid("A town gathers 6 million hryvnias.", amount=6_000_000, currency="UAH", donor="Italy")
LATE_LEVS = aid("Sofia gives 4 million levs.", amount=4_000_000, currency="BGN", donor="Bulgaria")
CONVERTED = aid(
    "Denmark finds 70 million kroner ($10.3 million).",
    amount=70_000_000,
    currency="DKK",
    donor="Denmark",
    conversion={"amount": 10_300_000, "currency": "USD"},
)
NEWER_THAN_RATES = aid("Rome gives 3 million dollars.", amount=3_000_000, currency="USD", donor="Italy")
CURRENCIES = [
    Document("agency/2022/2022-03-01.txt", "2022-03-01", [[LAST_ROUBLES]]),
    Document("agency/2022/2022-03-02.txt", "2022-03-02", [[LATE_ROUBLES]]),
    Document("agency/2022/2022-04-03.txt", "2022-04-03", [[ON_A_SUNDAY]]),
    Document("agency/2022/2022-04-05.txt", "2022-04-05", [[OF_A_CENT], [HRYVNIAS], [CONVERTED]]),
    Document("agency/2026/2026-01-02.txt", "2026-01-02", [[LATE_LEVS]]),
    Document("agency/2099/2099-01-02.txt", "2099-01-02", [[NEWER_THAN_RATES]]),
]

# What no digest should say.
IMPOSSIBLE_TALLY = attack(
    "Of 40 drones 50 were shot down.",
    words={"weapons.0.launched": "40", "weapons.0.intercepted": "50"},
    weapons=[drones(40, 50)],
    event_date="2023-11-10",
)
IMPOSSIBLE_WHOLE = aid(
    "Germany plans $10 million,", amount=10_000_000, currency="USD", donor="Germany", status="proposed"
)
IMPOSSIBLE_PART = aid(
    "of which $13 million for food.",
    amount=13_000_000,
    currency="USD",
    donor="Germany",
    status="proposed",
    is_component=True,
)
RECORD_RAID = attack("A swarm of 3500 drones came.", weapons=[drones(3500, None)], event_date="2023-11-14")
MISREAD = attack("Two died in a play about Sumy.", killed=2, places=["Sumy"], event_date="2023-11-16")
BAD = [
    Document("agency/2023/2023-11-10.txt", "2023-11-10", [[IMPOSSIBLE_TALLY], [IMPOSSIBLE_WHOLE, IMPOSSIBLE_PART]]),
    Document("agency/2023/2023-11-14.txt", "2023-11-14", [[RECORD_RAID]]),
    Document("agency/2023/2023-11-16.txt", "2023-11-16", [[MISREAD]]),
]

# Two talks of one day that a person set apart.
MORNING_CALL = diplomatic(
    "Berg called Stone at nine.", "Anna Berg", "Ivan Stone", event_date="2023-11-25", event_mode="phone"
)
EVENING_CALL = diplomatic(
    "Berg called Stone at six.", "Anna Berg", "Ivan Stone", event_date="2023-11-25", event_mode="phone"
)
CALLS = Document("agency/2023/2023-11-25.txt", "2023-11-25", [[MORNING_CALL], [EVENING_CALL]])

# What one actor says on one day: twice the same, once something else.
WORDS = diplomatic("The front will hold this winter, Stone said.", "Ivan Stone", event_type="STATEMENT")
SAME_WORDS = diplomatic("The front will hold this winter, said Stone.", "Stone", event_type="STATEMENT")
OTHER_WORDS = diplomatic("Stone praised the harvest.", "Stone", event_type="STATEMENT")
STATEMENTS = Document("agency/2023/2023-12-01.txt", "2023-12-01", [[WORDS], [SAME_WORDS], [OTHER_WORDS]])

# A text that is replaced, and one that comes back.
OLD_CLAIM = attack("One died in Odesa.", killed=1, places=["Odesa"], event_date="2023-12-05")
NEW_CLAIM = attack("Two died in Odesa then.", killed=2, places=["Odesa"], event_date="2023-12-05")
OLD_AID = aid("Italy pledges 7 million euros.", amount=7_000_000, currency="EUR", donor="Italy")
NEW_AID = aid("Italy pledges 8 million euros.", amount=8_000_000, currency="EUR", donor="Italy")
REPLACED = [
    Document("agency/2023/2023-12-05.txt", "2023-12-05", [[OLD_CLAIM], [OLD_AID]]),
    Document("agency/2023/2023-12-05.txt", "2023-12-05", [[NEW_CLAIM], [NEW_AID]]),
]
KEPT_CLAIM = attack("Six died in Kherson.", killed=6, places=["Kherson"], event_date="2023-12-09")
PASSING_CLAIM = attack("Sixty died in Kherson.", killed=60, places=["Kherson"], event_date="2023-12-09")
RETURNED = [
    Document("agency/2023/2023-12-09.txt", "2023-12-09", [[KEPT_CLAIM]]),
    Document("agency/2023/2023-12-09.txt", "2023-12-09", [[PASSING_CLAIM]]),
    Document("agency/2023/2023-12-09.txt", "2023-12-09", [[KEPT_CLAIM]], state="duplicate"),
]

# What people corrected: two towns of one strike merged, a misread toll taken out, wrong values set.
TOWN = attack("Four were hurt in Sumy at dusk.", injured=4, places=["Sumy"], event_date="2023-12-13")
SUBURB = attack("Nine were hurt in Lviv at dusk.", injured=9, places=["Lviv"], event_date="2023-12-13")
RIGHT_TOLL = attack("Three died in Kherson at noon.", killed=3, places=["Kherson"], event_date="2023-12-15")
WRONG_TOLL = attack("Three hundred died in Kherson.", killed=300, places=["Kherson"], event_date="2023-12-15")
WRONG_PLACE = attack("Eight were hurt in Odesa, in fact in Lviv.", injured=8, places=["Odesa"], event_date="2023-12-17")
WRONG_DAY = aid(
    "Japan lent 300 million yen.", amount=300_000_000, currency="JPY", donor="Japan", announced_date="2023-12-17"
)
WRONG_TYPE = diplomatic("Berg dressed Stone down.", "Anna Berg", "Ivan Stone", event_date="2023-12-19")
CORRECTED = [
    Document("agency/2023/2023-12-13.txt", "2023-12-13", [[TOWN], [SUBURB]]),
    Document("agency/2023/2023-12-15.txt", "2023-12-15", [[RIGHT_TOLL]]),
    Document("paper/2023/2023-12-16.txt", "2023-12-16", [[WRONG_TOLL]], source="paper"),
    Document("agency/2023/2023-12-17.txt", "2023-12-17", [[WRONG_PLACE], [WRONG_DAY], [WRONG_TYPE]]),
]

# Dates that are missing or rough, and places that cannot be told apart.
UNDATED_FACT = attack("A shell hit Veselka.", places=["Veselka"], weapons=[{"type": "artillery", "model": None}])
UNDATED = Document("notes.txt", None, [[UNDATED_FACT]])
MONTH_FACT = attack("In May 8 died in Sumy.", killed=8, places=["Sumy"], event_date="2023-05")
MONTH = Document("agency/2023/2023-06.txt", "2023-06", [[MONTH_FACT]])

# A month in which a source falls silent between its digests: rates of two raids, talks in both directions, rebukes,
# strikes of which no place but the country or a sea is told.
HIGH_RATE = attack(
    "Nine of ten missiles fell near Odesa.",
    weapons=[{"type": "missile", "model": None, "launched": 10, "intercepted": 9, "lost_or_other": None}],
    places=["Odesa"],
    event_date="2024-02-02",
)
LOW_RATE = attack("Of 40 drones 16 were downed.", weapons=[drones(40, 16)], places=["Kherson"], event_date="2024-02-04")
UNCOUNTED = attack(
    "Twelve missiles hit Sumy.",
    weapons=[{"type": "missile", "model": None, "launched": 12, "intercepted": None, "lost_or_other": None}],
    places=["Sumy"],
    event_date="2024-02-04",
)
COUNTRY_ALONE = attack("Somewhere in Ukraine seven died.", killed=7, event_date="2024-02-08")
OF_A_MONTH = attack("In January six died in Lviv.", killed=6, places=["Lviv"], event_date="2024-01")
AT_SEA = attack("Two sailors died on the Black Sea.", killed=2, places=["Black Sea"], event_date="2024-02-09")
IN_A_REGION = attack(
    "Dozens died in Kherson region.",
    ranges={"killed": {"low": 24, "high": None}},
    places=["Kherson region"],
)
THERE = diplomatic("Berg flew to see Stone.", "Anna Berg", "Ivan Stone", event_date="2024-02-04")
AND_BACK = diplomatic("Stone came to see Berg.", "Ivan Stone", "Anna Berg", event_date="2024-02-09")
PLANNED = diplomatic(
    "Berg will meet the Bank of Rivers.", "Anna Berg", "Bank of Rivers", event_date="2024-02-09", modality="planned"
)
REBUKE = diplomatic(
    "Berg accused Stone of lies.", "Anna Berg", "Ivan Stone", event_date="2024-02-04", event_type="ACCUSE"
)
REPLY = diplomatic(
    "Stone accused Berg in turn.", "Ivan Stone", "Anna Berg", event_date="2024-02-09", event_type="ACCUSE"
)
RANT = diplomatic("Stone accused everybody.", "Ivan Stone", event_date="2024-02-09", event_type="ACCUSE")
FEBRUARY = [
    Document("agency/2024/2024-02-02.txt", "2024-02-02", [[HIGH_RATE]]),
    Document("agency/2024/2024-02-04.txt", "2024-02-04", [[LOW_RATE], [UNCOUNTED], [THERE], [REBUKE]]),
    Document("agency/2024/2024-02-09.txt", "2024-02-09", [[COUNTRY_ALONE], [OF_A_MONTH], [AT_SEA], [IN_A_REGION]]),
    Document("gazette/2024/2024-02-09.txt", "2024-02-09", [[AND_BACK], [PLANNED], [REPLY], [RANT]], source="gazette"),
]

DELIVERIES = [
    [FIRST_DAY, *RISING, SIDE_BY_SIDE, BARE, DISPUTED, VAGUE, BACKGROUND, *TWO_PAPERS, REPLACED[0], RETURNED[0]],
    [*AID, *CURRENCIES, *BAD, CALLS, STATEMENTS, REPLACED[1], RETURNED[1], UNDATED, *CORRECTED],
    [RETURNED[2], MONTH, *FEBRUARY],
]
OWNERS = [document for delivery in DELIVERIES for document in delivery if document.state == "loaded"]


def id_of(fact: Fact) -> str:
    """The claim id of a fact of a scene."""
    document = next(document for document in OWNERS if any(fact in story for story in document.stories))
    return claim_id(document, fact)


CALL_EVENT = min(id_of(MORNING_CALL), id_of(EVENING_CALL))  # of two claims of one day the first by its id
AUTHOR = ("Test Person", "2023-12-26")
CORRECTIONS = [
    ("accept", id_of(RECORD_RAID), "launched", "3500", "", "the ministry confirmed it", *AUTHOR),
    ("accept", id_of(IMPOSSIBLE_TALLY), "launched", "41", "", "an older figure", *AUTHOR),
    ("reject", id_of(MISREAD), "", "", "", "a play, not a strike", *AUTHOR),
    ("accept", "0000000000000000", "", "", "", "nobody knows this id", *AUTHOR),
    ("split", id_of(MORNING_CALL), "", CALL_EVENT, id_of(EVENING_CALL), "two calls", *AUTHOR),
    ("merge", id_of(SUBURB), "", id_of(SUBURB), id_of(TOWN), "one salvo", *AUTHOR),
    ("merge", id_of(SUBURB), "", id_of(TOWN), id_of(CITY), "it is in another event", *AUTHOR),
    ("reject_claim", id_of(WRONG_TOLL), "", id_of(RIGHT_TOLL), "", "a slip of the pen", *AUTHOR),
    ("set", id_of(WRONG_PLACE), "place_id", "p-odesa", "p-lviv", "the text says so itself", *AUTHOR),
    ("set", id_of(WRONG_PLACE), "injured_best", "8", "many", "no number", *AUTHOR),
    ("set", id_of(WRONG_PLACE), "n_reports", "1", "9", "what follows cannot be set", *AUTHOR),
    ("set", id_of(WRONG_DAY), "announced_date", "2023-12-17", "2023-12-01", "the decree's own date", *AUTHOR),
    ("set", id_of(WRONG_DAY), "amount", "300000000", "301000000", "of the decree too", *AUTHOR),
    ("set", id_of(WRONG_TYPE), "plover_event_type", "CONSULT", "ACCUSE", "no talk but a rebuke", *AUTHOR),
]
