package io.kinexus.operator.kind.httpintegration;

import io.kinexus.operator.core.resource.Live;

/**
 * One integration as listed.
 *
 * @param description says that it is ours, and which
 * @param timeoutMillis 30000 unless somebody shortened it
 */
record HttpIntegrationLive(
        String apiId,
        String integrationId,
        String integrationUri,
        String method,
        String payloadFormatVersion,
        int timeoutMillis,
        String description)
        implements Live {}
