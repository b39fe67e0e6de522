#!/usr/bin/env bash
# Builds the recipes against the artefacts in a repository and runs them as a user of the libraries does:
# on the class path, on the module path, as one jar, and as a source file; with the Java on the PATH, and with
# JDK 25 if there is one.
#
#   examples/consumer/run.sh REPOSITORY [MAVEN_OPTION...]
#
# REPOSITORY is a folder that 'mvn deploy -DaltDeploymentRepository=folder::file:REPOSITORY' filled. Nothing is
# written to Maven's own local repository: a copy made of links takes the new artefacts.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$1" && pwd)
shift
target=$here/target
rm -rf "$target"
mkdir -p "$target"

own=$target/repository
mkdir -p "$HOME/.m2/repository"
cp -al "$HOME/.m2/repository" "$own" 2>/dev/null || { rm -rf "$own" && cp -as "$HOME/.m2/repository" "$own"; }
rm -rf "$own/org/ganforge"
# Maven rewrites these in place, which would change the originals too.
find "$own" \( -name _remote.repositories -o -name '*.lastUpdated' -o -name resolver-status.properties -o -name 'maven-metadata-*' \) -delete

cat >"$target/settings.xml" <<SETTINGS
<settings>
  <profiles>
    <profile>
      <id>folder</id>
      <repositories>
        <repository><id>folder</id><url>file:$repository</url></repository>
      </repositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>folder</activeProfile></activeProfiles>
</settings>
SETTINGS
# As global settings, so that the user's own, with a mirror or a proxy, still apply.
mvn -q -B -ntp -f "$here" -gs "$target/settings.xml" -Dmaven.repo.local="$own" -Daether.offline.protocols=file "$@" package

javac -proc:none --release 17 -p "$target/lib" -d "$target/module" "$here"/src/main/module/module-info.java "$here"/src/main/java/recipes/*.java

export TF_CPP_MIN_LOG_LEVEL=2 GANFORGE_HOME=$target/home
native=(--enable-native-access=ALL-UNNAMED)
quick=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true)

# Runs Java in target/run; a warning about native code, or the lack of a file that it should write, is an error.
check() { # FILE JAVA OPTION...
  local file=$1
  shift
  rm -f "$target/run/$file"
  (cd "$target/run" && "$@") >"$target/log.txt" 2>&1 || { cat "$target/log.txt" >&2; echo "run.sh: failed: $*" >&2; exit 1; }
  ! grep -q "restricted method" "$target/log.txt" || { cat "$target/log.txt" >&2; echo "run.sh: a warning from: $*" >&2; exit 1; }
  [[ -f $target/run/$file ]] || { echo "run.sh: no $file from: $*" >&2; exit 1; }
  echo "run.sh: ${*: -2} wrote $file"
}

ways() { # JAVA
  rm -rf "$target/run"
  mkdir "$target/run"
  "$1" -version 2>&1 | head -1
  local path=("$1" "${quick[@]}" "${native[@]}" -cp "$target/classes:$target/lib/*")
  check digits.png "${path[@]}" recipes.FirstGan 2
  check from-export.png "$1" "${quick[@]}" --enable-native-access=org.bytedeco.javacpp,tensorflow.nativelib \
    -p "$target/module:$target/lib" -m recipes/recipes.ExportAndCall 2
  check digits.png "$1" "${quick[@]}" -jar "$target/recipes.jar" 2
  check seed-2.png "$1" "${quick[@]}" "${native[@]}" -cp "$target/lib/*" "$here/src/main/java/recipes/TwoTrainers.java" 2
}

ways java
path=(java "${quick[@]}" "${native[@]}" -cp "$target/classes:$target/lib/*")
mkdir "$target/run/pictures"
cp "$target/run"/*.png "$target/run/pictures"
check own-images.png "${path[@]}" recipes.OwnImages pictures 2
check log.csv "${path[@]}" recipes.OwnListener 2
check wgan-gp.png "${path[@]}" recipes.WassersteinGan 2
check sevens.png "${path[@]}" recipes.ConditionalGan 2
check run/metrics.jsonl "${path[@]}" recipes.RunAndResume 2
check run/morph.gif "${path[@]}" recipes.ExploreLatentSpace run
check run/coverage.png "${path[@]}" recipes.Evaluate run 500

newer=
for jdk in "${JDK_25:-/nonexistent}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25*; do
  [[ -n $newer || ! -x $jdk/bin/java ]] || newer=$jdk/bin/java
done
if [[ -n $newer ]]; then
  ways "$newer"
else
  echo "run.sh: found no JDK 25 in /usr/lib/jvm or JDK_25; skipped" >&2
fi
