package io.kinexus.operator.kind.dbproxy;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Listed;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.AuthScheme;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesResponse;
import software.amazon.awssdk.services.rds.model.IAMAuthMode;
import software.amazon.awssdk.services.rds.model.ModifyDbProxyRequest;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.TargetState;
import software.amazon.awssdk.services.rds.model.UserAuthConfig;
import software.amazon.awssdk.services.rds.model.UserAuthConfigInfo;

/**
 * The calls. Proxies are listed; each of them is asked for its targets. The name is the identity.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html">CreateDBProxy</a>
 */
final class DbProxyAws {
    private static final int PAGE = 100;
    private static final Duration SOON = Duration.ofSeconds(30);

    private DbProxyAws() {}

    static Map<ResourceId, Observation<DbProxyLive>> observe(Scope scope, Collection<Declared<DbProxySpec>> wanted) {
        Set<String> names = wanted.stream().map(one -> one.spec().name()).collect(Collectors.toSet());
        return listed(scope, names).observe(scope, wanted, one -> one.spec().name());
    }

    static Map<ResourceId, Observation<DbProxyLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return listed(scope, Set.of()).surplus(scope, declared);
    }

    /** @param read the names of those whose targets are needed */
    private static Listed<DbProxyLive> listed(Scope scope, Set<String> read) {
        return new Listed<>(
                DbProxies.NAME,
                () -> list(scope, read),
                DbProxyLive::arn,
                DbProxies::settled,
                proxy -> tags(scope, proxy.arn()));
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(RdsClient.class).listTagsForResource(r -> r.resourceName(arn)).tagList().stream()
                .collect(Collectors.toMap(Tag::key, tag -> Objects.requireNonNullElse(tag.value(), "")));
    }

    private static Map<String, DbProxyLive> list(Scope scope, Set<String> read) {
        DescribeDbProxiesResponse all =
                scope.once(DbProxies.NAME, DescribeDbProxiesResponse.class, () -> DescribeDbProxiesResponse.builder()
                        .dbProxies(
                                scope
                                        .client(RdsClient.class)
                                        .describeDBProxiesPaginator(r -> r.maxRecords(PAGE))
                                        .stream()
                                        .flatMap(page -> page.dbProxies().stream())
                                        .toList())
                        .build());
        return scope.each(all.dbProxies(), proxy -> live(scope, proxy, read)).stream()
                .collect(Collectors.toMap(DbProxyLive::name, proxy -> proxy));
    }

    private static DbProxyLive live(Scope scope, DBProxy one, Set<String> read) {
        List<DBProxyTarget> targets = read.contains(one.dbProxyName()) ? targets(scope, one.dbProxyName()) : List.of();
        return new DbProxyLive(
                one.dbProxyName(),
                one.dbProxyArn(),
                one.statusAsString(),
                one.engineFamily(),
                one.auth().stream().map(UserAuthConfigInfo::secretArn).toList(),
                one.roleArn(),
                one.vpcSubnetIds(),
                one.vpcSecurityGroupIds(),
                Boolean.TRUE.equals(one.requireTLS()),
                Optional.ofNullable(one.endpoint()),
                targets.stream().map(DBProxyTarget::rdsResourceId).toList(),
                targets.stream()
                        .map(DBProxyTarget::targetHealth)
                        .filter(health -> health != null && health.state() == TargetState.UNAVAILABLE)
                        .map(health -> health.reasonAsString() + ": " + health.description())
                        .findFirst());
    }

    private static List<DBProxyTarget> targets(Scope scope, String name) {
        return scope
                .client(RdsClient.class)
                .describeDBProxyTargetsPaginator(r -> r.dbProxyName(name).maxRecords(PAGE))
                .stream()
                .flatMap(page -> page.targets().stream())
                .toList();
    }

    static Outcome create(Scope scope, Declared<DbProxySpec> wanted, Attempt attempt) {
        DbProxySpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            try {
                scope.client(RdsClient.class).createDBProxy(r -> r.dbProxyName(spec.name())
                        .engineFamily(spec.engineFamily())
                        .auth(auth(spec))
                        .roleArn(spec.roleArn())
                        .vpcSubnetIds(spec.subnetIds())
                        .vpcSecurityGroupIds(spec.securityGroups())
                        .requireTLS(spec.requireTls())
                        .tags(tags(scope, wanted)));
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "DBProxyAlreadyExists", "DBProxyAlreadyExistsFault")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** It becomes available first; then it is told of its instance. */
    static Outcome update(
            Scope scope, Declared<DbProxySpec> wanted, DbProxyLive live, List<FieldChange> changes, Attempt attempt) {
        RdsClient rds = scope.client(RdsClient.class);
        return AwsFailures.attempt(() -> {
            try {
                if (changes.stream().anyMatch(change -> !change.path().equals(DbProxies.TARGETS))) {
                    rds.modifyDBProxy(changed(wanted.spec(), live, changes));
                }
                if (changes.stream().anyMatch(change -> change.path().equals(DbProxies.TARGETS))) {
                    lead(rds, wanted.spec(), live);
                }
                return Outcome.done();
            } catch (SdkException failure) {
                if (AwsFailures.is(
                        failure,
                        "InvalidDBProxyState",
                        "InvalidDBProxyStateFault",
                        "InvalidDBInstanceState",
                        "InvalidDBInstanceStateFault")) {
                    return Outcome.waiting(AwsFailures.text(failure), SOON);
                }
                throw failure;
            }
        });
    }

    private static ModifyDbProxyRequest changed(DbProxySpec spec, DbProxyLive live, List<FieldChange> changes) {
        ModifyDbProxyRequest.Builder request = ModifyDbProxyRequest.builder().dbProxyName(live.name());
        for (FieldChange change : changes) {
            switch (change.path()) {
                case "auth" -> request.auth(auth(spec));
                case "roleArn" -> request.roleArn(spec.roleArn());
                case "vpcSecurityGroupIds" -> request.securityGroups(spec.securityGroups());
                case "requireTLS" -> request.requireTLS(spec.requireTls());
                default -> {
                    // the targets have a call of their own; what is left is only ever replaced
                }
            }
        }
        return request.build();
    }

    private static void lead(RdsClient rds, DbProxySpec spec, DbProxyLive live) {
        List<String> others = live.instances().stream()
                .filter(one -> !one.equals(spec.instance()))
                .toList();
        if (!others.isEmpty()) {
            rds.deregisterDBProxyTargets(r -> r.dbProxyName(live.name()).dbInstanceIdentifiers(others));
        }
        if (!live.instances().contains(spec.instance())) {
            rds.registerDBProxyTargets(r -> r.dbProxyName(live.name()).dbInstanceIdentifiers(spec.instance()));
        }
    }

    private static UserAuthConfig auth(DbProxySpec spec) {
        return UserAuthConfig.builder()
                .authScheme(AuthScheme.SECRETS)
                .secretArn(spec.secretArn())
                .iamAuth(IAMAuthMode.DISABLED)
                .build();
    }

    static Outcome delete(Scope scope, ResourceId id, DbProxyLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(RdsClient.class).deleteDBProxy(r -> r.dbProxyName(live.name()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "InvalidDBProxyState", "InvalidDBProxyStateFault")) {
                    return live.status().equals("deleting")
                            ? Outcome.done()
                            : Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
                }
                if (!AwsFailures.is(failure, "DBProxyNotFound", "DBProxyNotFoundFault")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
