#!/bin/bash
# Builds mediasoup-worker from the source inside the npm package and Debian 12's packages, where the prebuilt one cannot be downloaded.
# usage: build-worker.sh WORKER_SOURCE WORK_FOLDER OUTPUT_BINARY     (as root when packages are missing; 5-8 minutes on 2 cores)
set -euo pipefail
HERE=$(dirname "$(realpath "$0")")
SOURCE=$(realpath "$1")
mkdir -p "$2"
WORK=$(realpath "$2")
OUT=$(realpath -m "$3")

# 1. Packages. Debian 12's meson is 1.0.1 and mediasoup needs 1.1.0, so meson comes from the backports suite of the mirror that apt
#    already uses, with package lists of its own: the machine's sources are not touched.
if ! pkg-config --exists libuv libssl libsrtp2 flatbuffers absl_strings || ! command -v g++ flatc ninja >/dev/null; then
  echo "step: installing a compiler and libraries"
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends g++ pkg-config ninja-build python3 \
    libuv1-dev libssl-dev libsrtp2-dev libflatbuffers-dev flatbuffers-compiler libabsl-dev
fi
if ! /usr/bin/meson --version 2>/dev/null | grep -qE '^1\.([1-9]|[1-9][0-9])\.'; then
  echo "step: installing meson from backports"
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk '$2 == "bookworm" {print $1; exit}')
  [ -n "$mirror" ] || { echo "apt has no source for bookworm, so meson cannot be fetched" >&2; exit 1; }
  mkdir -p "$WORK/backports/lists/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm-backports main" > "$WORK/backports/backports.list"
  options=(-o "Dir::Etc::sourcelist=$WORK/backports/backports.list" -o Dir::Etc::sourceparts=-
    -o "Dir::State::lists=$WORK/backports/lists" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update
  (cd "$WORK/backports" && apt-get "${options[@]}" download meson)
  dpkg -i "$WORK"/backports/meson_*_all.deb
fi

# 2. A copy of the source, with subprojects that point at Debian's libraries instead of downloads.
echo "step: preparing the source"
rm -rf "$WORK/worker"
cp -r "$SOURCE" "$WORK/worker"
cd "$WORK/worker"
rm -rf out subprojects
cp -r "$HERE/subprojects" subprojects

# 3. One line. The BIO callback answers 1 to every BIO_ctrl(), so an OpenSSL with kernel TLS (Debian's has it, the bundled one has not)
#    believes that it is on, allocates no write buffer, and the worker dies in the first DTLS handshake.
file=src/RTC/DtlsTransport.cpp
old='(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1;'
new='((operationType \& BIO_CB_RETURN) != 0) ? static_cast<long>(ret) : 1;'
[ "$(grep -cF "$old" $file)" = 1 ] || { echo "the change to DtlsTransport.cpp does not fit this mediasoup version" >&2; exit 1; }
sed -i "s/$old/$new/" $file

# 4. Build. The flatbuffers headers first: libwebrtc includes them without depending on them.
echo "step: compiling"
/usr/bin/meson setup --wrap-mode=nodownload --buildtype release -Db_ndebug=true out/build
ninja -C out/build fbs/FBS/message.h
ninja -C out/build mediasoup-worker
install -D -s -m 755 out/build/mediasoup-worker "$OUT"
if ldd "$OUT" | grep 'not found'; then exit 1; fi
