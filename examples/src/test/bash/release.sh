#!/usr/bin/env bash
# Builds a release and signs it, up to the last step that can be taken back: OUT/bundle.zip is what Maven Central's portal takes.
#
#   examples/src/test/bash/release.sh OUT [KEY] [MAVEN_OPTION...]
#
# OUT must not exist. If ARTEFACTS in the environment names a folder that 'mvn deploy' filled, nothing is built. KEY is the
# id of a GnuPG key; without one, or with "rehearsal", the artefacts are signed with a new key that is deleted at the end.
# No tests are run: run 'mvn verify' before.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../../.." && pwd)
(($# >= 1)) || {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
mkdir "$1"
out=$(cd "$1" && pwd)
key=${2:-rehearsal}
shift
shift || true

fail() {
  echo "release.sh: $1" >&2
  exit 1
}

command -v gpg >/dev/null || fail "found no gpg; install GnuPG"
version=$(sed -n 's#^  <version>\(.*\)</version>#\1#p' "$root/pom.xml" | head -1)
[[ $version != *SNAPSHOT* ]] || fail "expected a release version in pom.xml but found $version; set it in every POM"
grep -q "^## $version\$" "$root/CHANGELOG.md" || fail "expected a section \"## $version\" in CHANGELOG.md; add it"

if [[ -z ${ARTEFACTS:-} ]]; then
  (cd "$root" && mvn -B -ntp deploy -DskipTests -Dmaven.install.skip -DaltDeploymentRepository="folder::file:$out/repository" "$@")
  # The bill of materials of everything but the GPU's platform, for which it would download 526 MB.
  (cd "$root" && mvn -B -ntp package org.cyclonedx:cyclonedx-maven-plugin:2.9.1:makeAggregateBom -pl gan-tf/platform,model-zoo -am -DskipTests \
    -DincludeTestScope=false -DoutputFormat=json -DoutputName=bill-of-materials -Dcyclonedx.skipAttach=true "$@")
  cp "$root/target/bill-of-materials.json" "$out"
else
  cp -r "$ARTEFACTS" "$out/repository"
fi

# Maven Central refuses an artefact without sources, Javadoc or a signature.
cd "$out/repository"
find . -name 'maven-metadata*' -delete
for pom in $(find . -name '*.pom'); do
  base=${pom%.pom}
  grep -q '<packaging>pom</packaging>' "$pom" && continue
  for kind in '' -sources -javadoc; do
    [[ -f $base$kind.jar ]] || fail "no $base$kind.jar"
  done
done

if [[ $key == rehearsal ]]; then
  GNUPGHOME=$(mktemp -d)
  export GNUPGHOME
  chmod 700 "$GNUPGHOME"
  trap 'gpgconf --kill gpg-agent; rm -rf "$GNUPGHOME"' EXIT
  if [[ ${#GNUPGHOME} -gt 80 ]]; then fail "expected a shorter path for temporary files than ${GNUPGHOME%/*}, whose agent's socket allows 100 characters; set TMPDIR"; fi
  gpg --batch --quiet --passphrase '' --quick-generate-key "rehearsal <rehearsal@localhost>" ed25519 sign 1d
  key=rehearsal@localhost
fi
find . -type f \( -name '*.jar' -o -name '*.pom' \) -print0 | sort -z | while IFS= read -r -d '' file; do
  gpg --batch --quiet --yes --local-user "$key" --armor --detach-sign "$file"
  gpg --batch --quiet --verify "$file.asc" "$file" 2>/dev/null || fail "the signature of $file does not fit"
done
jar --create --no-manifest --file "$out/bundle.zip" org
echo "release.sh: $(find . -name '*.asc' | wc -l) signed artefacts of $version in $out/bundle.zip"
