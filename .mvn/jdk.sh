# shellcheck shell=sh
# For `kinexus` and `mvnw`: leaves in `java_home` a JDK 17 or later, from JAVA_HOME or else from the PATH; fails where there is none.
# Without sources there is nothing to build, as in an image, and a runtime will do.

# Only the JVM knows where it is at home: what is on the PATH may be a link, or a version manager's shim.
jdk_of() {
    [ -n "$1" ] && [ -x "$1" ] || return 1
    settings=$("$1" -XshowSettings:properties -version 2>&1) || return 1
    java_home=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.home = //p')
    major=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p')
    # shellcheck disable=SC2154 # of the script that reads this one
    { [ -x "$java_home/bin/javac" ] || [ ! -d "$here/src/main" ]; } && [ "${major:-0}" -ge 17 ]
}

find_jdk() {
    jdk_of "${JAVA_HOME:+$JAVA_HOME/bin/java}" || jdk_of "$(command -v java || true)"
}
