package io.kinexus.operator.kind.httproute;

import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Spec;
import java.util.Locale;

/**
 * Which requests go where.
 *
 * @param routeKey a method or ANY, and a path: {@code GET /documents/{id}}; or {@code $default}
 * @param integrationId where they go
 */
public record HttpRouteSpec(String apiId, String routeKey, String integrationId) implements Spec {
    private static final int TAIL = 6;

    /** The resource's name: the API's, and what of the key is fit for one, with the key's hash since keys may differ in the rest. */
    public static String name(String api, String routeKey) {
        String plain =
                routeKey.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return api + "/" + plain + "-" + Names.sha256(routeKey).substring(0, TAIL);
    }
}
