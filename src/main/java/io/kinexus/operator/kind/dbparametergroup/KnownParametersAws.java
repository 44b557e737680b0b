package io.kinexus.operator.kind.dbparametergroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.Parameter;

/**
 * What one family lets one set, looked up once a sweep, and only when something is to be written.
 *
 * @param byName empty when the server has no such list
 */
record KnownParametersAws(String family, Optional<Map<String, Parameter>> byName) {
    private static final int PAGE = 100;

    static KnownParametersAws of(Scope scope, String family) {
        return scope.once(
                "rds:DescribeEngineDefaultParameters/" + family,
                KnownParametersAws.class,
                () -> new KnownParametersAws(family, look(scope, family)));
    }

    private static Optional<Map<String, Parameter>> look(Scope scope, String family) {
        try {
            Map<String, Parameter> all = scope
                    .client(RdsClient.class)
                    .describeEngineDefaultParametersPaginator(
                            r -> r.dbParameterGroupFamily(family).maxRecords(PAGE))
                    .stream()
                    .flatMap(page -> page.engineDefaults().parameters().stream())
                    .collect(Collectors.toMap(Parameter::parameterName, one -> one, (a, b) -> b));
            return all.isEmpty() ? Optional.empty() : Optional.of(all);
        } catch (SdkException failure) {
            if (AwsFailures.notOffered(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** The first of these that the family does not have, or that AWS does not let anybody set, in words. */
    Optional<String> refuse(Map<String, String> wanted) {
        return byName.flatMap(known -> wanted.keySet().stream()
                .sorted()
                .filter(name -> !known.containsKey(name)
                        || Boolean.FALSE.equals(known.get(name).isModifiable()))
                .findFirst()
                .map(name -> known.containsKey(name)
                        ? "AWS lets nobody set parameter " + name + " of " + family + "; take it out of parameters"
                        : "there is no parameter " + name + " in " + family + nearest(name, known.keySet())));
    }

    private static String nearest(String name, java.util.Set<String> known) {
        List<String> alike = known.stream()
                .filter(one -> one.contains(name) || name.contains(one) || sameWords(one, name))
                .sorted()
                .limit(3)
                .toList();
        return alike.isEmpty() ? "; take it out of parameters" : "; it has " + String.join(", ", alike);
    }

    private static boolean sameWords(String a, String b) {
        return a.replaceAll("[._-]", "").equalsIgnoreCase(b.replaceAll("[._-]", ""));
    }

    /** Dynamic ones act at once; static ones when the instance is next rebooted, which is also what AWS takes of unknown ones. */
    ApplyMethod method(String name) {
        boolean dynamic = byName.map(known -> known.get(name))
                .filter(one -> "dynamic".equals(one.applyType()))
                .isPresent();
        return dynamic ? ApplyMethod.IMMEDIATE : ApplyMethod.PENDING_REBOOT;
    }
}
