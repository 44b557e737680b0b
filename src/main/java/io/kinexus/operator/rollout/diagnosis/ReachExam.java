package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.engine.Examined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether services reach the databases and caches that they connect to: by security group, by network, by subnet. */
final class ReachExam implements Exam {
    private static final Pattern PORT = Pattern.compile(".*-(\\d{1,5})");
    private static final Set<String> DATA = Set.of("database", "cache");

    /** Who is to reach whom; groups and subnets by AWS's ids. */
    record Way(
            ResourceId service,
            DeclarationId to,
            int port,
            String from,
            String into,
            Set<String> subnets,
            Set<String> target) {}

    @Override
    public String name() {
        return "the ways to databases";
    }

    @Override
    public List<Found> look(Scope scope, Examined seen) {
        List<Found> found = new ArrayList<>();
        for (Way way : ways(seen)) {
            if (!RulesAws.in(scope, way.into(), way.from(), way.port())) {
                found.add(cut(
                        way,
                        "its group " + way.into() + " lets nothing in from " + way.from(),
                        "add the rule again: the next turn does, unless a gate holds it; nothing else of it is amiss"));
            }
            if (!RulesAws.out(scope, way.from(), way.into(), way.port())) {
                found.add(cut(
                        way,
                        "the service's group " + way.from() + " lets nothing out to " + way.into(),
                        "add the rule again: the next turn does, unless a gate holds it"));
            }
            SubnetsAws.wall(scope, way)
                    .ifPresent(why -> found.add(cut(
                            way,
                            why,
                            "put both into one network, and"
                                    + " let the network ACL of the subnets pass what the security groups pass")));
        }
        return found;
    }

    private static Found cut(Way way, String why, String help) {
        return new Found(
                Rank.UNREACHABLE,
                way.service(),
                "cannot reach " + way.to() + " on port " + way.port() + ": " + why,
                help);
    }

    /** A declared rule names both groups; the service is of one, the data of the other. */
    private static Set<Way> ways(Examined seen) {
        return seen.plan().steps().stream()
                .filter(step -> step.id().kind().toString().equals("security-group-rule"))
                .flatMap(rule -> way(seen, rule).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<Way> way(Examined seen, Step rule) {
        Matcher port = PORT.matcher(rule.id().name());
        List<Step> groups = rule.after().stream()
                .filter(id -> id.kind().toString().equals("security-group"))
                .flatMap(id -> seen.plan().step(id).stream())
                .toList();
        Optional<Step> data = groups.stream().filter(ReachExam::holdsData).findFirst();
        Optional<Step> service = groups.stream()
                .filter(step -> step.from()
                        .filter(from -> from.kind().toString().equals("service"))
                        .isPresent())
                .findFirst();
        if (!port.matches() || data.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        return seen.policies().entrySet().stream()
                .filter(one -> seen.plan()
                        .step(one.getKey())
                        .flatMap(Step::from)
                        .equals(service.get().from()))
                .findFirst()
                .flatMap(one -> seen.output(service.get().id(), "groupId")
                        .flatMap(from -> seen.output(data.get().id(), "groupId")
                                .map(into -> new Way(
                                        one.getKey(),
                                        data.get().from().orElseThrow(),
                                        Integer.parseInt(port.group(1)),
                                        from,
                                        into,
                                        placed(one.getValue()),
                                        subnets(seen, data.get().from())))));
    }

    private static boolean holdsData(Step group) {
        return group.from()
                .filter(from -> DATA.contains(from.kind().toString()))
                .isPresent();
    }

    private static Set<String> placed(Policy policy) {
        return policy.place().subnets().stream()
                .filter(subnet -> References.in(subnet).isEmpty())
                .collect(Collectors.toSet());
    }

    /** Those that its subnet group names. */
    private static Set<String> subnets(Examined seen, Optional<DeclarationId> data) {
        return seen.plan().steps().stream()
                .filter(step ->
                        step.from().equals(data) && step.id().kind().toString().endsWith("subnet-group"))
                .flatMap(step -> step.after().stream())
                .flatMap(id -> seen.output(id, "subnetId").stream())
                .collect(Collectors.toSet());
    }
}
