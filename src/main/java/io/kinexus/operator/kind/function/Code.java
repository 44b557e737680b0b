package io.kinexus.operator.kind.function;

import io.kinexus.operator.core.resource.Names;
import java.util.Optional;

/**
 * Which object of which version a function runs, or should run. Lambda does not tell where code came from; two tags on the
 * function do, the second with the code's hash, so that code that somebody else put there is seen.
 *
 * @param object {@code s3://bucket/key} as a tag can hold it; empty text when nobody noted it
 * @param version the object's version, or its ETag in a bucket without versions; empty: the newest (wanted), not known (live)
 * @param newest live only: the version that lies there now; empty when there is no such object
 */
record Code(String object, Optional<String> version, Optional<String> newest) {
    static final String OBJECT_TAG = "kinexus:code";
    static final String VERSION_TAG = "kinexus:code-version";

    private static final String NOT_IN_TAGS = "[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
    private static final int TAG = 200;
    private static final int VERSION = 128;
    private static final int HASH = 8;

    static Code wanted(FunctionSpec spec) {
        return new Code(object(spec), spec.codeVersion().map(Code::version), Optional.empty());
    }

    static String object(FunctionSpec spec) {
        String full = uri(spec);
        String plain = full.replaceAll(NOT_IN_TAGS, "_");
        return plain.equals(full)
                ? Names.cut(plain, TAG)
                : Names.cut(plain, TAG - HASH - 1) + "-" + Names.sha256(full).substring(0, HASH);
    }

    static String uri(FunctionSpec spec) {
        return "s3://" + spec.codeBucket() + "/" + spec.codeKey();
    }

    /** As a tag can hold it: without the quotes of an ETag. */
    static String version(String version) {
        return Names.cut(version.replaceAll(NOT_IN_TAGS, ""), VERSION);
    }

    /** The same object; of the version that is asked for, or the newest there is. An object that is gone changes nothing. */
    boolean satisfiedBy(Code live) {
        if (!object.equals(live.object) || live.version.isEmpty()) {
            return false;
        }
        return version.isPresent()
                ? version.equals(live.version)
                : live.newest.isEmpty() || live.newest.equals(live.version);
    }

    String show() {
        if (object.isEmpty()) {
            return "code of unknown origin";
        }
        return object + version.map(text -> " version " + text).orElse(" newest version");
    }
}
