package io.kinexus.operator.sandbox.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * One vault.
 *
 * @param creator the request that made it, by its creator's own id
 */
record Vault(String name, String arn, String keyArn, Instant created, Optional<String> creator) {}
