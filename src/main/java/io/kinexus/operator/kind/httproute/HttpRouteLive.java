package io.kinexus.operator.kind.httproute;

import io.kinexus.operator.core.resource.Live;

/**
 * One route as listed.
 *
 * @param target {@code integrations/<id>}, or empty
 * @param authorizationType {@code NONE} unless somebody put one before it
 * @param operationName says that it is ours
 */
record HttpRouteLive(
        String apiId, String routeId, String routeKey, String target, String authorizationType, String operationName)
        implements Live {}
