#!/usr/bin/env python3
"""Reads what `pgbackrest info --output=json` prints.

  due       prints the kind of backup that is to be made now, full or diff; nothing when there is one since the last 01:00 UTC.
            A full one is due when the newest full one is six and a half days old.
  metrics   prints the metrics of the newest backups for Prometheus

When the repository cannot be read, due exits with 1 and the reason, and metrics says it in a metric.
"""

import json
import sys
import time

DAY = 86400
HOUR = 3600
FULL_EVERY = 6.5 * DAY
KINDS = ("full", "diff", "incr")
# Of pgBackRest: there is a repository, with backups or without.
READABLE = (0, 2)


def read():
    stanzas = json.load(sys.stdin)
    unreadable = [stanza["status"]["message"] for stanza in stanzas if stanza["status"]["code"] not in READABLE]
    if not stanzas or unreadable:
        raise ValueError("; ".join(unreadable) or "it knows no stanza")
    return [backup for stanza in stanzas for backup in stanza["backup"] if not backup.get("error")]


def ended(backup):
    return backup["timestamp"]["stop"]


def newest(backups, kind):
    return max((backup for backup in backups if backup["type"] == kind), key=ended, default=None)


def due(backups):
    now = time.time()
    last_one_o_clock = (now - HOUR) // DAY * DAY + HOUR
    if max(map(ended, backups), default=0) < last_one_o_clock:
        full = newest(backups, "full")
        print("full" if full is None or now - ended(full) > FULL_EVERY else "diff")


def tell(name, text, values):
    print(f"# HELP {name} {text}\n# TYPE {name} gauge")
    for labels, value in values:
        print(f"{name}{labels} {value}")


def metrics(backups):
    last = [(f'{{type="{kind}"}}', newest(backups, kind)) for kind in KINDS if newest(backups, kind)]
    tell("sei_base_backup_repository_up", "Whether the repository could be read.", [("", 1)])
    tell("sei_base_backup_count", "Physical backups in the repository.", [("", len(backups))])
    tell("sei_base_backup_last_success_timestamp_seconds", "When the newest one ended.",
         [(labels, ended(backup)) for labels, backup in last])
    tell("sei_base_backup_last_success_duration_seconds", "How long it took.",
         [(labels, ended(backup) - backup["timestamp"]["start"]) for labels, backup in last])


def main(command):
    try:
        backups = read()
    except (ValueError, KeyError, TypeError) as unreadable:
        if command is metrics:
            tell("sei_base_backup_repository_up", "Whether the repository could be read.", [("", 0)])
            return
        sys.exit(f"the repository cannot be read: {unreadable}")
    command(backups)


COMMANDS = {"due": due, "metrics": metrics}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    main(COMMANDS[sys.argv[1]])
