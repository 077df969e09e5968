#!/usr/bin/env bash
# Brings the files the models are measured on, out of packages: fetch.sh FOLDER. Nothing of them is in this repository.
# Needs pip, npm, apt-get (with fresh lists) and dpkg. Licences: scikit-image BSD-3, scikit-learn BSD-3, OpenCV's documentation
# Apache-2.0, ultralytics AGPL-3.0 (two photographs are read, nothing else), sentiment MIT, Debian FAQ GPL-2+, alsa-utils GPL-2+.
set -euo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
[ ! -f "$out/ready" ] || exit 0
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
wheel() {
  python3 -m pip --disable-pip-version-check -q download --no-deps --only-binary :all: --python-version 3.11 -d . "$1==$2"
  python3 -m zipfile -e "${1//-/_}-$2"-*.whl "$1"
}
wheel scikit-image 0.26.0
wheel scikit-learn 1.9.1
wheel ultralytics 8.4.190
npm pack --silent sentiment@5.0.2 >/dev/null
tar xzf sentiment-5.0.2.tgz
apt-get download -q opencv-doc debian-faq debian-faq-{de,fr,it,nl,ru} alsa-utils >/dev/null
for package in *.deb; do dpkg -x "$package" deb; done
mkdir -p "$out"/{images,scenes,sentences,faq,sounds}
cp scikit-image/skimage/data/{astronaut,chelsea,coffee,motorcycle_left,page}.png "$out/images"
cp scikit-learn/sklearn/datasets/images/china.jpg ultralytics/ultralytics/assets/{bus,zidane}.jpg "$out/images"
examples=deb/usr/share/doc/opencv-doc/examples
cp $examples/data/{messi5.jpg,basketball1.png,fruits.jpg,orange.jpg,stuff.jpg,leuvenA.jpg,left09.jpg,imageTextN.png} "$out/images"
cp $examples/text/scenetext{0[1-6],_word0[1-4]}.jpg "$out/scenes"
cp package/test/fixtures/{amazon,imdb,yelp}.json "$out/sentences"
for language in en de fr it nl ru; do gzip -dc "deb/usr/share/doc/debian/FAQ/debian-faq.$language.txt.gz" >"$out/faq/$language.txt"; done
cp deb/usr/share/sounds/alsa/*.wav "$out/sounds"
touch "$out/ready"
