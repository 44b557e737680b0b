package io.kinexus.operator.desired;

import io.kinexus.operator.core.resource.Names;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The documents of one environment, and what was wrong in reading them.
 *
 * @param revision the commit that the files are of
 * @param digests SHA-256 of every file that had a part in it, by its path below the root
 */
record Source(
        String environment,
        Optional<String> revision,
        List<Document> documents,
        SortedMap<String, String> digests,
        List<Problem> problems) {

    Optional<Document> settings() {
        return documents.stream()
                .filter(document -> document.is(Overlay.ENVIRONMENT))
                .findFirst();
    }

    /** The commit that it was read from, or {@link #state()} where there is none. */
    String commit() {
        return revision.orElseGet(this::state);
    }

    /** {@code sha256:} of the files' names and contents. */
    String state() {
        StringBuilder all = new StringBuilder();
        digests.forEach(
                (file, digest) -> all.append(file).append('\0').append(digest).append('\n'));
        return "sha256:" + Names.sha256(all.toString());
    }
}
