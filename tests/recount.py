#!/usr/bin/env python3
"""Recounts the report of the simulated factory, independently of the factory's own code.

    python3 tests/recount.py --books DIR/books --base-url http://127.0.0.1:PORT --key-file DIR/operator.key --report r.json

It reads the four books (runs, sent, receipts, deliveries; NDJSON, append only), asks the running system for the history of every position
that the books name, counts everything anew, prints both columns, and exits 0 when they agree, 1 when they do not, 2 when it could not count.

The system must be running, at rest, on the data folder that the books belong to. After `dotnet run --project Silo -- demo --for 30s` has ended,
start it again without the simulation:

    dotnet run --project Silo -- --data DIR --urls http://127.0.0.1:PORT

Standard library only. Quantities are worked out from the events as they were sent, not from what the factory wrote down that it meant.

What is counted:
  sent         different updates in sent.ndjson
  verdicts     an update has its strongest answer: Applied, Superseded, Held, Rejected; only ever Duplicate is `recovered`; none is `unanswered`
  duplicates   answers Duplicate; `retried`: updates in lines `again` with why `retry`
  delivered    lines `delivery`; `redelivered`: lines `redelivery`
  lost         answers (but Rejected) whose version is not in the history, or records another update; gaps in a history; a history without a
               position; records that were not delivered; deliveries of versions that the history does not have
  doubled      updates applied in more than one record, or answered with two versions; records under a source of the factory that it never sent
               there; versions that a history has twice, or that were delivered under two ids
  outOfOrder   deliveries of a version after a later one of the same position
  mismatches   only whether there are any: per position, account and movement type, sent, recorded and received must be the same
"""
import argparse
import collections
import datetime
import decimal
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

OWN = "/factory/"
CONCLUSIVE = ("Applied", "Superseded", "Held", "Rejected", "Duplicate")
EXACT = ("runs", "sent", "applied", "superseded", "held", "rejected", "recovered", "unanswered", "duplicates", "retried",
         "delivered", "redelivered", "lost", "doubled", "outOfOrder")
Decimal = decimal.Decimal
decimal.getcontext().prec = 40


def lines(folder, name):
    """The lines of a book; one that a kill tore in two was never acted upon."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8", errors="replace") as book:
        for text in book:
            try:
                line = json.loads(text, parse_float=Decimal, parse_int=Decimal)
            except json.JSONDecodeError:
                continue
            if isinstance(line, dict):
                yield line


class System:
    def __init__(self, base_url, key):
        self.base_url = base_url.rstrip("/")
        self.key = key
        self.items = {}
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path):
        request = urllib.request.Request(self.base_url + path, headers={"Authorization": "Bearer " + self.key})
        try:
            with self.opener.open(request, timeout=60) as answer:
                return json.loads(answer.read(), parse_float=Decimal, parse_int=Decimal)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise

    def path(self, position):
        return "/v1/stock/" + "/".join(urllib.parse.quote(part, safe="") for part in position.split("/"))

    def history(self, position):
        """Every record, oldest first."""
        records, before = [], None
        while True:
            page = self.get(f"{self.path(position)}/history?limit=500" + (f"&before={before}" if before else ""))
            if page is None:
                break
            records += page.get("records") or []
            before = page.get("next")
            if before is None:
                break
        return records[::-1]

    def factor(self, item, unit):
        if item not in self.items:
            self.items[item] = self.get("/v1/items/" + urllib.parse.quote(item, safe="")) or {}
        master = self.items[item]
        if unit == master.get("baseUnit"):
            return Decimal(1)
        for conversion in master.get("conversions") or []:
            if conversion["unit"] == unit:
                return conversion["toBase"]["numerator"] / conversion["toBase"]["denominator"]
        return None


def account(json_account):
    a = json_account or {}
    owner = a.get("owner")
    return (a.get("lot"), a.get("status") or "Available", None if owner == "self" else owner)


class Recount:
    def __init__(self, folder):
        self.updates, self.answers = {}, collections.defaultdict(list)
        self.count = collections.Counter()
        self.deliveries = collections.defaultdict(list)
        self.problems = []
        self.effective = set()
        self.recorded = collections.defaultdict(Decimal)
        self.received = collections.defaultdict(Decimal)
        self.read(folder)

    def read(self, folder):
        self.count["runs"] = len({line["run"] for line in lines(folder, "runs.ndjson") if line["line"] == "started"})
        for line in lines(folder, "sent.ndjson"):
            if line["line"] == "update":
                self.updates.setdefault((line["source"], line["id"]), line)
            elif line["why"] == "retry":
                self.count["retried"] += len(line["updates"])
        for line in lines(folder, "receipts.ndjson"):
            if line["line"] == "receipt" and line["verdict"] in CONCLUSIVE:
                self.answers[line["source"], line["id"]].append((line["verdict"], line.get("version")))
                self.count["duplicates"] += line["verdict"] == "Duplicate"
        for line in lines(folder, "deliveries.ndjson"):
            if line["line"] == "delivery":
                self.count["delivered"] += 1
                self.deliveries[line["event"].get("subject")].append(line)
            elif line["line"] == "redelivery":
                self.count["redelivered"] += 1

    def verdict(self, update):
        given = {verdict for verdict, _ in self.answers.get(update, ())}
        return next((v for v in CONCLUSIVE if v in given), None)

    def fault(self, sort, sentence):
        self.count[sort] += 1
        if self.count[sort] <= 5:
            self.problems.append(f"{sort}: {sentence}")

    def count_verdicts(self):
        self.count["sent"] = len(self.updates)
        names = {"Applied": "applied", "Superseded": "superseded", "Held": "held", "Rejected": "rejected", "Duplicate": "recovered", None: "unanswered"}
        for update in self.updates:
            self.count[names[self.verdict(update)]] += 1
            versions = {version for verdict, version in self.answers.get(update, ()) if verdict in ("Applied", "Superseded")}
            if len(versions) > 1:
                self.fault("doubled", f"{update} was applied as versions {sorted(versions)}")

    def positions(self):
        named = {line["position"] for line in self.updates.values()} | set(self.deliveries)
        for line in self.updates.values():
            event = line["event"]
            if event["type"].startswith("com.orleanssync.stock.transferred."):
                plant, _, item = line["position"].split("/")
                named.add(f"{plant}/{event['data']['to']}/{item}")
        return sorted(named)

    def check(self, position, history, is_known):
        by_version, by_cause = {}, collections.defaultdict(list)
        expected = 1
        for record in history:
            version = int(record["version"])
            if version > expected:
                self.fault("lost", f"{position} has no version {expected}")
            elif version < expected:
                self.fault("doubled", f"{position} has version {version} twice")
            expected = version + 1
            by_version.setdefault(version, record)
            by_cause[record["source"], record["messageId"]].append(record)
        if history and not is_known:
            self.fault("lost", f"{position} has a history and no state")
        self.check_answers(position, by_version, by_cause)
        self.check_deliveries(position, by_version)
        for record in history:
            self.add(self.recorded, position, record["kind"], record["data"])

    def check_answers(self, position, by_version, by_cause):
        for update, line in self.updates.items():
            if line["position"] != position:
                continue
            effects = sum(record["kind"] != "update.held" for record in by_cause.get(update, ()))
            if effects:
                self.effective.add(update)
            if effects > 1:
                self.fault("doubled", f"{update} is applied {effects} times at {position}")
            for verdict, version in set(self.answers.get(update, ())):
                if verdict == "Rejected":
                    continue
                record = by_version.get(version)
                if record is None or (record["source"], record["messageId"]) != update:
                    self.fault("lost", f"{update} was answered {verdict} as version {version} of {position}")
        for cause, records in by_cause.items():
            if cause[0].startswith(OWN) and (cause not in self.updates or self.updates[cause]["position"] != position):
                for record in records:
                    self.fault("doubled", f"version {record['version']} of {position} records {cause}, which was never sent there")

    def check_deliveries(self, position, by_version):
        seen, newest = set(), 0
        for line in self.deliveries.get(position, ()):
            event = line["event"]
            version = int(event.get("aggregateversion", 0))
            self.add(self.received, position, event["type"].removeprefix("com.orleanssync.").rpartition(".v")[0], event.get("data"))
            if version not in by_version:
                self.fault("lost", f"{line['id']} was delivered and is not in the history")
            elif version in seen:
                self.fault("doubled", f"version {version} of {position} was delivered again under {line['id']}")
            else:
                seen.add(version)
                if version < newest:
                    self.fault("outOfOrder", f"version {version} of {position} was delivered after {newest}")
                newest = max(newest, version)
        for version in by_version:
            if version not in seen:
                self.fault("lost", f"version {version} of {position} was not delivered")

    @staticmethod
    def add(sums, position, kind, data):
        if not isinstance(data, dict):
            return
        movement = data.get("movement") or {"stock.transfer-arrived": "Transfer", "stock.counted": "Count"}.get(kind, kind)
        for change in data.get("changes") or []:
            of = account(change.get("account"))
            if of[1] == "InTransit":
                continue
            difference = change.get("difference") or Decimal(0)
            sums[position, of, movement] += (change.get("delta") or 0) - difference
            sums[position, of, "Count"] += difference

    # What the events say, worked out from the events themselves.

    def moves(self, system, update):
        """(position, movement, account, amount) of an event."""
        line = self.updates[update]
        event, data, position = line["event"], line["event"]["data"], line["position"]
        kind = event["type"].removeprefix("com.orleanssync.stock.").rpartition(".v")[0]
        plant, _, item = position.split("/")
        quantity = data.get("quantity") or data.get("difference")
        amount = None
        if isinstance(quantity, dict):
            factor = system.factor(item.replace("%2F", "/").replace("%25", "%"), quantity["unit"])
            amount = None if factor is None else quantity["value"] * factor
        of = account(data.get("account"))
        if kind == "received":
            yield position, data.get("movement", "Receipt"), of, amount
        elif kind == "issued":
            yield position, data.get("movement", "Issue"), of, -amount
        elif kind == "adjusted":
            yield position, "Adjustment", of, amount
        elif kind == "transferred":
            yield position, "Transfer", of, -amount
            yield f"{plant}/{data['to']}/{item}", "Transfer", of, amount
        elif kind == "status-changed":
            leaving = account(data["from"])
            yield position, "StatusChange", leaving, -amount
            yield position, "StatusChange", (leaving[0], data["to"], leaving[2]), amount
        elif kind == "reversed":
            reversed_one = next(self.moves(system, (update[0], data["reverses"])))
            whole = reversed_one[3]
            part = whole if amount is None else amount.copy_sign(whole)
            yield position, "Reversal", reversed_one[2], -part

    def expected(self, system):
        sums, timed, counts = collections.defaultdict(Decimal), collections.defaultdict(list), collections.defaultdict(list)
        for update, line in self.updates.items():
            verdict = self.verdict(update)
            if not (verdict in ("Applied", "Superseded") or (verdict in ("Held", "Duplicate") and update in self.effective)):
                continue
            at = datetime.datetime.fromisoformat(line["event"]["time"])
            if line["event"]["type"].startswith("com.orleanssync.stock.counted."):
                data = line["event"]["data"]
                found = {account(l.get("account")): l["quantity"]["value"] for l in data["lines"]}
                counts[line["position"]].append((at, found, data.get("complete", False)))
            for position, movement, of, amount in self.moves(system, update):
                sums[position, of, movement] += amount
                timed[position, of].append((at, amount))
        for position, taken in counts.items():
            accounts = {of for p, of in timed if p == position} | {of for _, found, _ in taken for of in found}
            for of in accounts:
                naming = [(at, found.get(of, Decimal(0))) for at, found, complete in taken if complete or of in found]
                if naming:
                    at, value = max(naming)
                    moved = timed.get((position, of), [])
                    sums[position, of, "Count"] += value + sum(a for t, a in moved if t > at) - sum(a for _, a in moved)
        return sums

    def check_quantities(self, system):
        expected = self.expected(system)
        for key in set(expected) | set(self.recorded) | set(self.received):
            sent, recorded, received = expected.get(key, 0), self.recorded.get(key, 0), self.received.get(key, 0)
            if not sent == recorded == received:
                self.fault("mismatches", f"{key}: sent {sent}, recorded {recorded}, received {received}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for option in ("--books", "--base-url", "--key-file", "--report"):
        parser.add_argument(option, required=True)
    arguments = parser.parse_args()
    with open(arguments.key_file, encoding="utf-8") as file:
        system = System(arguments.base_url, file.read().strip())
    with open(arguments.report, encoding="utf-8") as file:
        report = json.load(file)

    recount = Recount(arguments.books)
    recount.count_verdicts()
    for position in recount.positions():
        recount.check(position, system.history(position), system.get(system.path(position)) is not None)
    recount.check_quantities(system)

    differences = 0
    print(f"{'':12} {'report':>10} {'recount':>10}")
    for name in EXACT:
        differs = report.get(name) != recount.count[name]
        differences += differs
        print(f"{name:12} {report.get(name)!s:>10} {recount.count[name]:>10}{'  differs' if differs else ''}")
    same_view = (report.get("mismatches") == 0) == (recount.count["mismatches"] == 0)
    differences += not same_view
    print(f"{'mismatches':12} {'none' if report.get('mismatches') == 0 else 'some':>10} {'none' if recount.count['mismatches'] == 0 else 'some':>10}"
          f"{'' if same_view else '  differs'}")
    for problem in recount.problems:
        print("  - " + problem)
    print("The report and the recount agree." if differences == 0 else f"The report and the recount differ in {differences} places.")
    return 0 if differences == 0 else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError) as error:
        print(f"recount: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
