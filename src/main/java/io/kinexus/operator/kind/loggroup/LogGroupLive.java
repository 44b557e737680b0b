package io.kinexus.operator.kind.loggroup;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/** One log group as read, with its ARN in the form without the trailing {@code :*}. */
record LogGroupLive(String name, String arn, Optional<Integer> retentionDays) implements Live {}
