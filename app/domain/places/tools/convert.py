#!/usr/bin/env python3
"""Writes data/areas.tsv and data/NOTICE from the Python package that carries Thailand's official list of areas.

    python3 app/domain/places/tools/convert.py geothai 3.2.1 2026-11

The arguments are the package, its version and the month of retrieval; the package is fetched with pip into a temporary
folder and only its data files are read, no code of it runs. Look at the difference before keeping it: areas are
abolished and made by law, and the tests know how many there are.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

DATA = pathlib.Path(__file__).parent.parent / "data"

HEADER = """\
# Districts (4 digits) and subdistricts (6 digits) of Thailand, sorted by their official code.
# Columns: code, Thai name, English name, postal codes with a space between (subdistricts only).
# Source: PyPI package {package} {version} (data release {release}), retrieved {month}.
# Licence of the data: CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>, copyright (c) 2026 Pongsakorn
# Thipayanate, <https://github.com/GeoThai/data>. His sources and the terms of each stand in NOTICE beside this file.
# Changed here: one file of three; provinces left out; Bangkok's districts without their word for district; a capital
# letter inside an English word made small. Made by tools/convert.py, never by hand.
"""


def fetch(package, version, folder):
    """The wheel of the package."""
    wanted = f"{package}=={version}"
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "-d", folder, wanted],
        check=True,
    )
    (wheel,) = pathlib.Path(folder).glob("*.whl")
    return zipfile.ZipFile(wheel)


def english(name):
    """`KhuKhan` is a slip of the source for `Khukhan`."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda letter: letter.group().lower(), name)


def lines(districts, subdistricts):
    """The rows of the file, unsorted."""
    for code, thai, latin in districts:
        yield code, thai.removeprefix("เขต") if code.startswith("10") else thai, english(latin)
    for code, thai, latin, postal_codes in subdistricts:
        yield code, thai, english(latin), " ".join(sorted(postal_codes.split()))


def main():
    package, version, month = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, fetch(package, version, folder) as wheel:
        rows = lambda name: json.loads(wheel.read(f"{package}/_data/{name}.json"))
        schema = wheel.read(f"{package}/_schema.py").decode()
        release = re.search(r'DATA_VERSION: str = "([0-9.]+)"', schema).group(1)
        notice = wheel.read(f"{package}-{version}.dist-info/licenses/NOTICE").decode()
        table = sorted(lines(rows("districts"), rows("subdistricts")))
    header = HEADER.format(package=package, version=version, release=release, month=month)
    text = header + "".join("\t".join(row) + "\n" for row in table)
    for name, content in {"areas.tsv": text, "NOTICE": notice}.items():
        (DATA / name).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
