"""The other half of recur_agree.mjs: dates by python3-icalendar and recurring-ical-events.
Reads lines of JSON {id, ics, until: [y, m, d, h, mi]}; writes {id, at: [UTC seconds]} or {id, why}."""
import datetime
import json
import sys
import warnings

import icalendar
import recurring_ical_events

warnings.simplefilter("ignore")
MOST = 40000


def expand(case):
    calendar = icalendar.Calendar.from_ical(case["ics"])
    event = next(c for c in calendar.walk("VEVENT"))
    start = event["DTSTART"].dt
    until = start.tzinfo.localize(datetime.datetime(*case["until"]))
    seen = set()
    repeated = recurring_ical_events.RepeatedEvent(event)
    for n, one in enumerate(repeated.within_days(start, until)):
        if n > MOST:
            raise ValueError("too many")
        if one.start < until:
            seen.add(int(one.start.timestamp()))
    return sorted(seen)


for line in sys.stdin:
    case = json.loads(line)
    try:
        answer = {"id": case["id"], "at": expand(case)}
    except Exception as why:  # what it refuses is told, and compared
        answer = {"id": case["id"], "why": f"{type(why).__name__}: {why}"[:200]}
    print(json.dumps(answer, separators=(",", ":")))
