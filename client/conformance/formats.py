"""Reads a folder of exports with the readers other people use and prints what they found as JSON."""

import contextlib
import csv
import io
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import pyarrow.parquet
from pycocotools.coco import COCO


def coco(path):
    with contextlib.redirect_stdout(io.StringIO()):
        found = COCO(str(path))
    return {
        "images": [image["file_name"] for image in found.loadImgs(sorted(found.getImgIds()))],
        "classes": [category["name"] for category in found.loadCats(sorted(found.getCatIds()))],
        "boxes": [found.anns[key]["bbox"] for key in sorted(found.anns)],
        # Pixels of each outline as the library draws it.
        "pixels": [int(found.annToMask(one).sum()) for one in found.anns.values() if one["segmentation"]],
    }


def voc(path):
    root = ElementTree.parse(path).getroot()
    corners = ("xmin", "ymin", "xmax", "ymax")
    return {
        "file": root.findtext("filename"),
        "size": [int(root.findtext(f"size/{side}")) for side in ("width", "height")],
        "objects": [
            [one.findtext("name"), *(int(one.findtext(f"bndbox/{corner}")) for corner in corners)]
            for one in root.iter("object")
        ],
    }


def main(folder):
    folder = pathlib.Path(folder)
    table = pyarrow.parquet.read_table(folder / "labels.parquet")
    with open(folder / "labels.csv", newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file, strict=True))
    print(
        json.dumps(
            {
                "coco": coco(folder / "coco.json"),
                "voc": [voc(path) for path in sorted(folder.glob("Annotations/**/*.xml"))],
                "parquet": {"types": [str(field.type) for field in table.schema], "rows": table.to_pylist()},
                "csv": lines,
            }
        )
    )


main(sys.argv[1])
