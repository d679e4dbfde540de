#!/usr/bin/env python3
"""Measures live stock against a system that runs: python3 tests/live.py ADDRESS KEYFILE [POSITIONS] [RATE] [SECONDS]

Fills plant LIVE with positions, times the first snapshot, then sends changes at a steady rate and times each from its receipt to the event that
shows it. Not part of any test run: it needs the machine for itself. Prints one line of figures a part; exits with 1 where a promise is broken
(first snapshot within 1 s, p99 within 250 ms)."""
import http.client
import json
import random
import sys
import threading
import time
from urllib.parse import urlsplit

address, keyfile = sys.argv[1], sys.argv[2]
positions, rate, seconds = (int(a) for a in (sys.argv[3:] + ["50000", "2000", "10"][len(sys.argv) - 3:]))
host = urlsplit(address).netloc
key = open(keyfile).read().strip()
headers = {"Authorization": f"Bearer {key}"}
run = str(int(time.time()))


def update(at, serial):
    return json.dumps({
        "specversion": "1.0", "source": "/tests/live", "id": f"{run}-{serial}", "type": "com.orleanssync.stock.received.v1",
        "subject": f"LIVE/L{at % 500:03d}/ITEM-{at // 500:04d}", "time": "2026-01-05T08:15:00+01:00", "data": {"quantity": {"value": 1, "unit": "EA"}}})


def send(connection, lines):
    connection.request("POST", "/v1/updates", "\n".join(lines) + "\n", {**headers, "Content-Type": "application/x-ndjson"})
    answer = connection.getresponse()
    receipts = [json.loads(line) for line in answer.read().decode().splitlines()]
    wrong = [r for r in receipts if r.get("verdict") != "Applied"]
    if wrong:
        sys.exit(f"refused: {wrong[0]}")
    return receipts


def events(connection):
    connection.request("GET", "/v1/plants/LIVE/live", headers=headers)
    answer = connection.getresponse()
    name = None
    for line in answer:
        if line.startswith(b"event: "):
            name = line[7:].strip().decode()
        elif line.startswith(b"data: "):
            yield name, line[6:]


def first_snapshot(label):
    began, rows, first = time.perf_counter(), 0, None
    for name, data in events(http.client.HTTPConnection(host)):
        if name == "snapshot":
            first = first or time.perf_counter()
            rows += data.count(b'"location":')
        if name == "ready":
            took = time.perf_counter() - began
            print(f"snapshot {label}: {rows} rows in {took:.3f} s, the first after {(first or 0) - began:.3f} s", flush=True)
            return took


connection = http.client.HTTPConnection(host)
began = time.perf_counter()
for start in range(0, positions, 5000):
    send(connection, [update(at, f"fill-{at}") for at in range(start, min(start + 5000, positions))])
print(f"filled {positions} positions in {time.perf_counter() - began:.1f} s", flush=True)
connection.request("GET", "/v1/plants/LIVE/stock?limit=1", headers=headers)
connection.getresponse().read()
snapshots = [first_snapshot("by a gateway that reads the plant anew"), first_snapshot("by a gateway that has the plant")]

shown, seen, ready, stop, behind = {}, {}, threading.Event(), threading.Event(), [0]


def watch():
    for name, data in events(http.client.HTTPConnection(host)):
        at = time.perf_counter()
        if name == "ready":
            ready.set()
        if name == "behind":
            behind[0] += json.loads(data)["merged"]
        if name == "changed":
            for row in json.loads(data)["rows"]:
                place = f'{row["location"]}/{row["item"]}'
                for version in range(seen.get(place, 0) + 1, row["version"] + 1):
                    shown[(place, version)] = at
                seen[place] = row["version"]
        if stop.is_set():
            return


threading.Thread(target=watch, daemon=True).start()
ready.wait(60)
receipts, serial, portion = {}, 0, 50
random.seed(7)
began = time.perf_counter()
late = 0
lock = threading.Lock()


def sender(offset, count):
    global late
    own = http.client.HTTPConnection(host)
    for i in range(offset, seconds * rate // portion, count):
        due = began + i * portion / rate
        now = time.perf_counter()
        if now < due:
            time.sleep(due - now)
        else:
            late = max(late, now - due)
        places = random.sample(range(positions), portion)
        sent = time.perf_counter()
        answers = send(own, [update(at, f"change-{i}-{n}") for n, at in enumerate(places)])
        got = time.perf_counter()
        with lock:
            for at, receipt in zip(places, answers):
                receipts[(f"L{at % 500:03d}/ITEM-{at // 500:04d}", receipt["version"])] = (sent, got)


senders = [threading.Thread(target=sender, args=(n, 4)) for n in range(4)]
for thread in senders:
    thread.start()
for thread in senders:
    thread.join()
took = time.perf_counter() - began
limit = time.time() + 10
while time.time() < limit and any(r not in shown for r in receipts):
    time.sleep(0.05)
stop.set()
missing = sum(1 for r in receipts if r not in shown)
lags = sorted(max(0.0, shown[r] - got) for r, (_, got) in receipts.items() if r in shown)
whole = sorted(shown[r] - sent for r, (sent, _) in receipts.items() if r in shown)


def percentile(values, part):
    return values[min(len(values) - 1, int(len(values) * part))] * 1000


print(f"changes: {len(receipts)} in {took:.1f} s ({len(receipts) / took:.0f}/s, sender late by at most {late * 1000:.0f} ms), {missing} not shown, {behind[0]} merged")
print(f"receipt to event: p50 {percentile(lags, .5):.0f} ms, p99 {percentile(lags, .99):.0f} ms, max {lags[-1] * 1000:.0f} ms")
print(f"request to event: p50 {percentile(whole, .5):.0f} ms, p99 {percentile(whole, .99):.0f} ms, max {whole[-1] * 1000:.0f} ms")
sys.exit(0 if missing == 0 and max(snapshots) <= 1 and percentile(lags, .99) <= 250 else 1)
