#!/usr/bin/env bash
# Rehearses an upgrade: builds and tests the last commit with another version of TensorFlow Java, and lists what breaks.
#
#   examples/src/test/bash/with-tensorflow.sh VERSION OUT [MAVEN_OPTION...]
#
# OUT must not exist. All tests run unless the options say otherwise, such as -Dtest='*Golden*'. OUT/broken.txt has a line for
# each problem: a dependency that is not published, a compiler's error, or a test that fails. Exits with 1 if there is any.
set -euo pipefail
(($# >= 2)) || {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
root=$(cd "$(dirname "$0")/../../../.." && pwd)
version=$1
mkdir "$2"
out=$(cd "$2" && pwd)
shift 2

git -C "$root" archive --prefix=checkout/ HEAD | tar -x -C "$out"
cd "$out/checkout"
built=0
# The checks of form, coverage and documentation do not depend on TensorFlow.
mvn -B -ntp test -Dtensorflow.version="$version" -Dmaven.test.failure.ignore -Dsurefire.failIfNoSpecifiedTests=false \
  -Dspotless.check.skip -Dcheckstyle.skip -Djacoco.skip "$@" >"$out/log.txt" 2>&1 || built=1

{
  # Maven stops at the first dependency that it cannot read, and only warns about others that depend on nothing then.
  sed -nE 's/.*Could not find artifact ([^ ]+) in .*/dependency \1 is not published/p
           s/.* ([^ ]+:[^ ]+) was not found in .*/dependency \1 is not published/p
           s/.*The POM for ([^ ]+) is missing,.*/dependency \1 is not published/p' "$out/log.txt"
  grep -E '^\[ERROR\] .*Could not transfer' "$out/log.txt" || true
  grep -E '^\[(ERROR|WARNING)\] .*\.java:\[' "$out/log.txt" | sed "s#$PWD/##" || true
  # A surefire report names the case before its failure.
  find . -path '*/surefire-reports/TEST-*.xml' -print0 | sort -z | xargs -0 -r awk '
    /<testcase / { match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
                   match($0, / classname="[^"]*"/); class = substr($0, RSTART + 12, RLENGTH - 13) }
    /<(failure|error)[ >]/ { print "test " class ": " name }'
} | sort -u >"$out/broken.txt"
if ((built)) && [[ ! -s $out/broken.txt ]]; then
  grep '^\[ERROR\]' "$out/log.txt" | head -20 >"$out/broken.txt"
fi
run=$(find . -path '*/surefire-reports/TEST-*.xml' -print0 | xargs -0 -r grep -ho '<testcase ' | wc -l)
cat "$out/broken.txt"
problems=$(wc -l <"$out/broken.txt")
((problems == 1)) || plural=s
echo "with-tensorflow.sh: TensorFlow Java $version: $problems problem${plural:-}, $run tests run; see $out"
[[ ! -s $out/broken.txt ]]
