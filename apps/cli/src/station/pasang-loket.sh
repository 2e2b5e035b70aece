#!/bin/sh
# Memasang loket Rekam di komputer ini, tanpa internet. / Installs a Rekam counter on this computer, without internet.
set -e

refuse() {
  printf '✗ %s\n  %s\n' "$1" "$2" >&2
  exit 69
}

here=$(dirname "$(readlink -f "$0")")
target=${REKAM_HOME:-$HOME/rekam}
case $(uname -m) in
  x86_64) kind=linux-x64 ;;
  aarch64) kind=linux-arm64 ;;
  *) kind=$(uname -m) ;;
esac
archive=$here/rekam-loket-$kind.tar.gz

[ -f "$archive" ] || refuse \
  "Stik ini tidak membawa loket untuk komputer jenis ini ($kind). Buat lagi dengan bin/rekam station bundle di komputer sejenis." \
  "This stick carries no counter for this kind of computer ($kind). Make one with bin/rekam station bundle on a computer of its kind."
# What came from a stick is replaced as a whole; an office that was cloned here, with all its data, must not be.
if [ -e "$target" ] && [ ! -e "$target/from-stick" ]; then
  refuse "$target sudah berisi hal lain dan tidak disentuh. Pilih folder lain: REKAM_HOME=$HOME/loket sh pasang-loket.sh …" \
    "$target holds something else and is left alone. Choose another folder: REKAM_HOME=$HOME/loket sh pasang-loket.sh …"
fi

printf '▸ Memasang loket di %s …  Installing the counter …\n' "$target" >&2
mkdir -p "$(dirname "$target")"
rm -rf "$target.new" "$target.old"
mkdir "$target.new"
tar -xzf "$archive" -C "$target.new" --strip-components=1
if [ -d "$target" ]; then mv "$target" "$target.old"; fi
mv "$target.new" "$target"
rm -rf "$target.old"
exec "$target/bin/rekam" station "$@"
