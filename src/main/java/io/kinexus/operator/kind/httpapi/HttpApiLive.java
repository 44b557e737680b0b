package io.kinexus.operator.kind.httpapi;

import io.kinexus.operator.core.resource.Live;
import java.util.List;

/**
 * One HTTP API as listed.
 *
 * @param executionArn what a function's permission names: {@code arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5}
 * @param shut whether its own address is switched off
 */
record HttpApiLive(String apiId, String arn, String executionArn, String endpoint, String name, Cors cors, boolean shut)
        implements Live {

    /** @param maxAge in seconds; 0 when there is none */
    record Cors(
            List<String> origins,
            List<String> methods,
            List<String> headers,
            List<String> exposed,
            boolean credentials,
            int maxAge) {
        Cors {
            origins = List.copyOf(origins);
            methods = List.copyOf(methods);
            headers = List.copyOf(headers);
            exposed = List.copyOf(exposed);
        }
    }
}
