package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.secret.SecretDeclaration;
import io.kinexus.operator.blueprint.secret.SecretDeclaration.Generate;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.SecretKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Keys that a generated secret will never have. What is set by hand may have any. */
final class SecretChecks {
    private SecretChecks() {}

    static List<Flaw> check(Workload work, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        new TreeMap<>(work.secrets()).forEach((variable, secret) -> secret.key()
                .flatMap(key -> site.find(SecretDeclaration.class, secret.secret())
                        .flatMap(SecretDeclaration::generate)
                        .flatMap(generate -> wrong(secret, key, generate)))
                .ifPresent(why -> flaws.add(new Flaw("spec.secrets." + variable + ".key", why))));
        return flaws;
    }

    private static Optional<String> wrong(SecretKey secret, String key, Generate generate) {
        List<String> keys = new ArrayList<>();
        if (generate.username().isPresent()) {
            keys.addAll(List.of("username", "password"));
        }
        if (generate.forDatabase().isPresent()) {
            keys.addAll(List.of("host", "port", "dbname", "url"));
        }
        if (keys.contains(key)) {
            return Optional.empty();
        }
        return Optional.of(
                keys.isEmpty()
                        ? "secret/" + secret.secret() + " is one text without keys; leave the key out"
                        : "secret/" + secret.secret() + " has no " + key + "; must be one of " + keys);
    }
}
