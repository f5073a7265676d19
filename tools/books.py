"""Two jobs of tools/books.sh. `make N SEED`: a batch of N entries to standard output. `chain CSV`: count the
hash chain of an export again, by nothing but the line of src/domain/credits/README.md, and print its head."""
import csv
import hashlib
import random
import sys
import uuid


def make(n, seed):
    r = random.Random(seed)
    out = csv.writer(sys.stdout)
    out.writerow(["for", "minutes", "note", "to", "from", "id"])
    words = ["garden", 'the "old" hall; rain', "walk | talk", "two,\nlines are one", "Siân's lift", "= 1+1", "چائے"]
    for i in range(n):
        key = uuid.UUID(int=r.getrandbits(128), version=4)
        a = r.randrange(50)
        b = (a + 1 + r.randrange(48)) % 50
        giver, receiver, minutes = (f"m{a}", "issue", r.randint(60, 600)) if i % 2 == 0 or i < 500 else (f"m{a}", f"m{b}", r.randint(1, 90))
        out.writerow([words[i % len(words)].replace("\n", " "), minutes, "ignored", giver, receiver, key])


def chain(path):
    heads, numbers = {}, {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            before = heads.get(row["ledger"], bytes(32))
            line = "|".join([row["number"], row["at"], row["id"].replace("-", ""), row["kind"], row["payer"], row["payee"], row["minutes"],
                             row["reverses"] or "0", row["via"], row["said"]]) + "\n"
            now = hashlib.sha256(before + line.encode()).digest()
            assert now.hex() == row["hash"], f"entry {row['number']} is not what the chain was made of"
            assert int(row["number"]) == numbers.get(row["ledger"], 0) + 1, f"entry {row['number']} is out of order"
            heads[row["ledger"]], numbers[row["ledger"]] = now, int(row["number"])
    print(heads["1"].hex())


if sys.argv[1] == "make":
    make(int(sys.argv[2]), int(sys.argv[3]))
else:
    chain(sys.argv[2])
