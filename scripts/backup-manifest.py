#!/usr/bin/env python3
"""Writes, checks and reads the manifest of a backup, which says what the backup is and proves that it is ours.

  seal FILE NAME STARTED FINISHED DATABASE SERVER TIMESCALEDB   prints the manifest of a file
  check MANIFEST FILE       exits with 1 and a reason unless the file is the one that the manifest was sealed for
  name                      prints the name in the manifest on the standard input
  started                   prints the instant of its data, in seconds since 1970
  metrics UP COUNT          prints the metrics of the manifest on the standard input, which may be empty
  drill ENDED RTO RPO       prints what a drill measured, in seconds
  drill-metrics             prints the metrics of a drill on the standard input, which may be empty

The seal is an HMAC-SHA256 under a key derived from ENCRYPTION_KEY: AES-CBC alone does not show whether someone changed a
backup. The salt is the seal's own, so that the key is not the one of the cipher.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
import sys

ITERATIONS = 600_000


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal_of(facts):
    text = json.dumps({name: facts[name] for name in sorted(facts) if name != "seal"}, separators=(",", ":"))
    passphrase = os.environb[b"ENCRYPTION_KEY"]
    key = hashlib.pbkdf2_hmac("sha256", passphrase, bytes.fromhex(facts["salt"]), ITERATIONS)
    return hmac.new(key, text.encode(), "sha256").hexdigest()


def seal(path, name, started, finished, database, server, timescaledb):
    facts = {
        "name": name,
        "bytes": os.path.getsize(path),
        "sha256": digest(path),
        "started": int(started),
        "finished": int(finished),
        "database": database,
        "server_version": server,
        "timescaledb_version": None if timescaledb == "none" else timescaledb,
        "encryption": "openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -md sha256",
        "salt": secrets.token_hex(16),
    }
    facts["seal"] = seal_of(facts)
    print(json.dumps(facts, indent=2))


def check(manifest, path):
    with open(manifest, encoding="utf-8") as file:
        try:
            facts = json.load(file)
            expected = seal_of(facts)
        except (ValueError, KeyError, TypeError) as broken:
            sys.exit(f"the manifest cannot be read: {broken}")
    if not hmac.compare_digest(expected, str(facts.get("seal"))):
        sys.exit("ENCRYPTION_KEY is not the key that this backup was made with, or its manifest was changed")
    size = os.path.getsize(path)
    if size != facts["bytes"]:
        sys.exit(f"the backup has {size} bytes, {facts['bytes']} were written: it is truncated or another file")
    if digest(path) != facts["sha256"]:
        sys.exit("the bytes of the backup are not those that were written")


def tell(name, text, value):
    print(f"# HELP {name} {text}\n# TYPE {name} gauge\n{name} {value}")


def metrics(up, count):
    tell("sei_backup_store_up", "Whether the store of the backups answered.", up)
    if up == "1":
        tell("sei_backup_verified_count", "Backups that were read back and found whole.", count)
    text = sys.stdin.read().strip()
    if text:
        facts = json.loads(text)
        tell("sei_backup_last_success_timestamp_seconds", "Instant of the data of the newest verified backup.", facts["started"])
        tell("sei_backup_last_success_size_bytes", "Its size, compressed and encrypted.", facts["bytes"])
        tell("sei_backup_last_success_duration_seconds", "How long its dump took.", facts["finished"] - facts["started"])


def drill(ended, rto, rpo):
    print(json.dumps({"ended": int(ended), "rto": int(rto), "rpo": int(rpo)}))


def drill_metrics():
    text = sys.stdin.read().strip()
    if text:
        facts = json.loads(text)
        tell("sei_recovery_drill_timestamp_seconds", "When the last drill ended.", facts["ended"])
        tell("sei_recovery_drill_rto_seconds", "How long its recovery took.", facts["rto"])
        tell("sei_recovery_drill_rpo_seconds", "How old the restored data was.", facts["rpo"])


def read(field):
    try:
        facts = json.load(sys.stdin)
        value = str(facts[field])
    except (ValueError, KeyError) as broken:
        sys.exit(f"latest.json cannot be read: {broken}")
    if field == "name" and not re.fullmatch(r"backup_\d{8}_\d{6}", value):
        sys.exit("latest.json names no backup")
    print(value)


COMMANDS = {
    "seal": seal,
    "check": check,
    "name": lambda: read("name"),
    "started": lambda: read("started"),
    "metrics": metrics,
    "drill": drill,
    "drill-metrics": drill_metrics,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]](*sys.argv[2:])
