#!/usr/bin/env bash
# Checks that the build is reproducible: builds the last commit twice, in two folders, and compares every artefact byte by byte.
#
#   examples/src/test/bash/same-bytes.sh OUT [MAVEN_OPTION...]
#
# OUT must not exist. It takes a few minutes; tests are not run.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../../.." && pwd)
(($# >= 1)) || {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
mkdir "$1"
out=$(cd "$1" && pwd)
shift

# The folders' names differ in length, so that a path in an artefact cannot go unnoticed.
for side in one another; do
  mkdir "$out/$side"
  git -C "$root" archive HEAD | tar -x -C "$out/$side"
  (cd "$out/$side" && mvn -q -B -ntp deploy -DskipTests -Dmaven.install.skip \
    -DaltDeploymentRepository="folder::file:$out/$side.artefacts" "$@")
  (cd "$out/$side.artefacts" && find . -type f \( -name '*.jar' -o -name '*.pom' \) -print0 | sort -z | xargs -0 sha256sum) >"$out/$side.txt"
done
[[ -s $out/one.txt ]] || { echo "same-bytes.sh: no artefacts in $out/one.artefacts" >&2; exit 1; }
diff "$out/one.txt" "$out/another.txt" || { echo "same-bytes.sh: the artefacts differ, see above" >&2; exit 1; }
echo "same-bytes.sh: $(wc -l <"$out/one.txt") artefacts are the same, byte by byte"
