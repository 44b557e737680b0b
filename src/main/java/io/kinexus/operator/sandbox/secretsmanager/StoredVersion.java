package io.kinexus.operator.sandbox.secretsmanager;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;

/** One version of a secret's value and the stages that point at it. Its text never shows the value. */
final class StoredVersion {
    final String id;
    final Optional<String> text;
    final Optional<SdkBytes> binary;
    final Instant created;
    final Set<String> stages = new TreeSet<>();
    Optional<Instant> lastAccessed = Optional.empty();

    StoredVersion(String id, Optional<String> text, Optional<SdkBytes> binary, Instant created) {
        this.id = id;
        this.text = text;
        this.binary = binary;
        this.created = created;
    }

    boolean holds(Optional<String> otherText, Optional<SdkBytes> otherBinary) {
        return text.equals(otherText) && binary.equals(otherBinary);
    }

    @Override
    public String toString() {
        return id + " " + stages;
    }
}
