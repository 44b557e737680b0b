package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Mistakes in what a Service and a Task have in common; all of them. */
public final class WorkloadChecks {
    private static final String ACTION = "[a-z0-9-]+:[A-Za-z*?]+";

    private static final String VARIABLE = "[^=\\s\\p{Cntrl}]{1,512}";

    private final Workload work;
    private final Site site;
    private final List<Flaw> flaws = new ArrayList<>();

    private WorkloadChecks(Workload work, Site site) {
        this.work = work;
        this.site = site;
    }

    public static List<Flaw> check(Workload work, Site site) {
        WorkloadChecks checks = new WorkloadChecks(work, site);
        checks.size();
        checks.values();
        checks.grants();
        checks.logs();
        checks.flaws.addAll(SecretChecks.check(work, site));
        return checks.flaws;
    }

    private void wrong(String path, String message) {
        flaws.add(new Flaw("spec." + path, message));
    }

    private void size() {
        FargateSizes.wrongCpu(work.cpu()).ifPresent(why -> wrong("cpu", why));
        FargateSizes.wrongMemory(work.cpu(), work.memory()).ifPresent(why -> wrong("memory", why));
    }

    private void values() {
        Stream.of("environment", "secrets")
                .forEach(where -> (where.equals("secrets") ? work.secrets() : work.environment())
                        .keySet().stream()
                                .filter(variable -> !variable.matches(VARIABLE))
                                .forEach(variable -> wrong(
                                        where + "." + variable,
                                        "a variable has a name without = and without spaces, such as LOG_LEVEL")));
        new TreeMap<>(work.environment()).forEach((variable, value) -> {
            if (value instanceof Value.From from) {
                value(site, "spec.environment." + variable, from).ifPresent(flaws::add);
            }
            if (work.secrets().containsKey(variable)) {
                wrong("secrets." + variable, "is also in environment; a variable has one source");
            }
        });
    }

    /** What is wrong with a variable's source; what is not managed yet is waited for, and no flaw. */
    public static Optional<Flaw> value(Site site, String path, Value.From from) {
        String kind = from.from().kind().value();
        if (new Neighbour(site).value(from).isPresent()) {
            return Optional.empty();
        }
        if (kind.equals("database") && from.value().equals("url")) {
            return Optional.of(new Flaw(
                    path,
                    "a database's url holds its password; take it from the secret: secrets: {NAME: {secret: ..., key:"
                            + " url}}"));
        }
        if (!site.managed(from.from())) {
            return Optional.empty();
        }
        List<String> values = Neighbour.values(kind);
        return Optional.of(new Flaw(
                path,
                kind + " has no " + from.value() + "; "
                        + (values.isEmpty() ? "no value can be taken from it" : "must be one of " + values)));
    }

    private void grants() {
        for (int i = 0; i < work.permissions().size(); i++) {
            List<String> actions = work.permissions().get(i).actions();
            for (int j = 0; j < actions.size(); j++) {
                if (!actions.get(j).matches(ACTION)) {
                    wrong(
                            "permissions[" + i + "].actions[" + j + "]",
                            actions.get(j) + " is no IAM action; must be one such as s3:GetObject");
                }
            }
        }
        if (work.taskRole().isPresent() && !work.permissions().isEmpty()) {
            wrong("permissions", "taskRole exists and is never changed; give it these permissions yourself");
        }
    }

    private void logs() {
        retention(work.logRetention()).ifPresent(flaws::add);
    }

    /** What is wrong with how long log events are kept. */
    public static Optional<Flaw> retention(Duration kept) {
        return LogGroupSpec.keeps(kept)
                ? Optional.empty()
                : Optional.of(new Flaw(
                        "spec.logRetention",
                        "CloudWatch Logs keeps events for one of these numbers of days: " + LogGroupSpec.RETENTIONS));
    }
}
