package io.kinexus.operator.kind.httpstage;

import io.kinexus.operator.core.resource.Live;
import java.util.Optional;

/**
 * One stage as listed.
 *
 * @param says what AWS says of its last deployment; empty when there was none
 */
record HttpStageLive(
        String apiId,
        String arn,
        String stageName,
        boolean autoDeploy,
        Optional<Double> perSecond,
        Optional<Integer> burst,
        String says)
        implements Live {}
