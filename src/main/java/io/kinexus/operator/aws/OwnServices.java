package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Scope;
import java.util.HashSet;
import java.util.Set;

/** Our ECS services as Application Auto Scaling names them: for what others hang on them, which has no tags there. */
public final class OwnServices {
    private static final KindName SERVICE = new KindName("ecs-service");
    private static final String RESOURCE = ":service/";

    private OwnServices() {}

    /** {@code service/<cluster>/<name>} of each. */
    public static Set<String> resourceIds(Scope scope) {
        Set<String> ids = new HashSet<>();
        Ownership.sweep(scope).of(SERVICE).values().forEach(arns -> arns.stream()
                .filter(arn -> arn.contains(RESOURCE))
                .forEach(arn -> ids.add(arn.substring(arn.indexOf(RESOURCE) + 1))));
        return ids;
    }
}
