package io.kinexus.operator.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/**
 * What moto does not do, as a table. A promise is skipped only through a row, and only while the row's own calls show the
 * gap on this very server.
 */
final class Gaps {
    private static final String SURPLUS = "ownedButNotDeclaredIsSurplus";
    private static final String TWICE = "createdTwiceIsOne";
    private static final String SYNC = "createdIsInSyncAndOurs";
    private static final String UPDATED = "updatedIsInSync";
    private static final String AGAIN = "disappearedIsCreatedAgain";
    private static final String DELETED = "deletedTwiceIsFine";

    private static final String SEEN = "seen on moto 5.2.1";
    private static final String TAGGED = "GetResources";
    private static final String UNLISTED = "does not list what carries the tag";

    static final List<Gap> ALL = List.of(
            row("backup-plan", TAGGED, UNLISTED, SEEN, BackupProofs::plan, SURPLUS, TWICE),
            row("backup-plan", "UpdateBackupPlan", "not offered", SEEN, BackupProofs::updatePlan, UPDATED),
            row(
                    "backup-plan",
                    "CreateBackupPlan",
                    "takes a name for taken whose plan was deleted",
                    SEEN,
                    BackupProofs::again,
                    AGAIN),
            row(
                    "backup-selection",
                    "ListBackupSelections",
                    "not offered",
                    SEEN,
                    BackupProofs::selections,
                    "whatIsNotThereIsAbsent",
                    "unreadableIsNeverAbsent",
                    SYNC,
                    TWICE,
                    AGAIN,
                    DELETED,
                    SURPLUS),
            row("event-rule", TAGGED, UNLISTED, SEEN, TaggingProofs::eventRule, SURPLUS, TWICE),
            row("http-api", TAGGED, UNLISTED, SEEN, HttpApiProofs::api, SURPLUS, TWICE),
            row("http-integration", TAGGED, UNLISTED, SEEN, HttpApiProofs::api, SURPLUS, TWICE),
            row("http-route", TAGGED, UNLISTED, SEEN, HttpApiProofs::api, SURPLUS, TWICE),
            row("http-stage", TAGGED, UNLISTED, SEEN, HttpApiProofs::api, SURPLUS, TWICE),
            row("http-stage", "UpdateStage", "not offered", SEEN, HttpApiProofs::updateStage, UPDATED),
            row("elastic-ip", TAGGED, UNLISTED, SEEN, TaggingProofs::elasticIp, SURPLUS, TWICE),
            row("vpc-endpoint", TAGGED, UNLISTED, SEEN, TaggingProofs::endpoint, SURPLUS, TWICE),
            row("security-group-rule", TAGGED, UNLISTED, SEEN, TaggingProofs::groupRule, SURPLUS, TWICE),
            row("listener", TAGGED, UNLISTED, SEEN, TaggingProofs::listener, SURPLUS, TWICE),
            row("listener-rule", TAGGED, UNLISTED, SEEN, TaggingProofs::listenerRule, SURPLUS, TWICE),
            row("db-subnet-group", TAGGED, UNLISTED, SEEN, TaggingProofs::dbSubnetGroup, SURPLUS, TWICE),
            row("scalable-target", TAGGED, UNLISTED, SEEN, TaggingProofs::scalableTarget, SURPLUS, TWICE),
            row(
                    "security-group-rule",
                    "AuthorizeSecurityGroupIngress",
                    "drops the description of a rule from a group",
                    SEEN,
                    CallProofs::ruleDescription,
                    SYNC,
                    TWICE,
                    AGAIN),
            row("cache-subnet-group", "ModifyCacheSubnetGroup", "500", SEEN, DataProofs::cacheModify, UPDATED),
            row("cache-subnet-group", "DeleteCacheSubnetGroup", "500", SEEN, DataProofs::cacheDelete, AGAIN, DELETED),
            row("replication-group", "ModifyReplicationGroup", "500", SEEN, DataProofs::groupModify, UPDATED),
            row("cluster", "UpdateClusterSettings", "500", SEEN, CallProofs::clusterSettings, UPDATED),
            row(
                    "ecs-service",
                    "CreateService",
                    "drops deploymentConfiguration",
                    "aws-servers.md 3.2",
                    CallProofs::deploymentConfiguration,
                    SYNC,
                    TWICE,
                    AGAIN),
            row(
                    "db-subnet-group",
                    "ModifyDBSubnetGroup",
                    "loses the group",
                    SEEN,
                    DataProofs::dbSubnetGroupModify,
                    UPDATED),
            row(
                    "nat-gateway",
                    "DeleteNatGateway",
                    "keeps its address for ever",
                    SEEN,
                    CallProofs::natGatewayKeepsItsAddress,
                    AGAIN),
            row(
                    "scaling-policy",
                    "DeleteScalingPolicy",
                    "of a missing one ValidationException, not ObjectNotFoundException",
                    SEEN,
                    CallProofs::missingPolicy,
                    DELETED),
            row(
                    "vpc-endpoint",
                    "DeleteVpcEndpoints",
                    "a second time InvalidRoute.NotFound",
                    SEEN,
                    CallProofs::endpointTwice,
                    DELETED),
            row(
                    "scalable-target",
                    "DeregisterScalableTarget",
                    "of a missing one ValidationException, not ObjectNotFoundException",
                    SEEN,
                    CallProofs::missingTarget,
                    DELETED),
            row(
                    "db-instance",
                    "CreateDBInstance",
                    "a name anew in the same minute meets the last one's automatic snapshot",
                    SEEN,
                    DataProofs::instanceAnew,
                    AGAIN),
            row(
                    "function-alias",
                    "CreateAlias",
                    "of one that is there ConflictException, not ResourceConflictException",
                    SEEN,
                    FunctionProofs::aliasTwice,
                    TWICE),
            row("table", "UpdateTable", "drops SSESpecification", SEEN, DataProofs::tableEncryption, UPDATED),
            row("db-instance", "ModifyDBInstance", "drops DBPortNumber", SEEN, DataProofs::instancePort, UPDATED),
            row("db-replica", "ModifyDBInstance", "drops DBPortNumber", SEEN, DataProofs::instancePort, UPDATED),
            row("db-parameter-group", TAGGED, UNLISTED, SEEN, RdsProofs::groupUnlisted, SURPLUS, TWICE),
            row("db-parameter-group", "ResetDBParameterGroup", "500", SEEN, RdsProofs::groupReset, UPDATED),
            row("db-proxy", "ModifyDBProxy", "500", SEEN, RdsProofs::proxyModify, UPDATED),
            row("db-proxy", "DeleteDBProxy", "of a missing one 500", SEEN, RdsProofs::proxyDeletedTwice, DELETED),
            row(
                    "replication-group",
                    "DeleteReplicationGroup",
                    "leaves the group deleting for ever",
                    SEEN,
                    DataProofs::groupNeverGone,
                    AGAIN));

    private static final Map<Gap, Boolean> SHOWN = new ConcurrentHashMap<>();

    private Gaps() {}

    /** Ends the test as skipped when a row that is still true stands in its way, and says which. */
    static void skip(WireServer server, String kind, String promise) {
        ALL.stream()
                .filter(gap -> gap.kind().equals(kind) && gap.cases().contains(promise))
                .filter(gap -> shows(server, gap))
                .findFirst()
                .ifPresent(gap -> Assumptions.abort("known gap: " + gap));
    }

    /** Asked of the server once. */
    static boolean shows(WireServer server, Gap gap) {
        return SHOWN.computeIfAbsent(gap, row -> row.proof().shows(new WireDoor(server).scope()));
    }

    private static Gap row(
            String kind, String action, String instead, String reference, Gap.Proof proof, String... cases) {
        return new Gap(kind, action, instead, reference, proof, Set.of(cases));
    }
}
