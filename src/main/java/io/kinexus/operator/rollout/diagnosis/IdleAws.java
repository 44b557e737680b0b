package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** What carries our tags, or lies where only we put things, and is used by nothing. */
final class IdleAws {
    private static final KindName TARGET_GROUP = new KindName("target-group");

    private IdleAws() {}

    /** {@code kind/name} by public address. */
    static Map<String, String> addresses(Scope scope) {
        Filter ours = Filter.builder()
                .name("tag:" + Ownership.ENVIRONMENT)
                .values(scope.environment())
                .build();
        Map<String, String> idle = new TreeMap<>();
        scope.client(Ec2Client.class).describeAddresses(r -> r.filters(ours)).addresses().stream()
                .filter(address -> address.associationId() == null)
                .forEach(address -> idle.put(address.publicIp(), resource(address)));
        return idle;
    }

    private static String resource(Address address) {
        return address.tags().stream()
                .filter(tag -> tag.key().equals(Ownership.RESOURCE))
                .map(Tag::value)
                .filter(local -> local.indexOf('/') > 0)
                .findFirst()
                .orElse("elastic-ip/" + address.publicIp());
    }

    /** {@code kind/name} by name. */
    static Map<String, String> groups(Scope scope) {
        Map<String, String> idle = new TreeMap<>();
        Ownership.sweep(scope).of(TARGET_GROUP).forEach((id, arns) -> scope
                .client(ElasticLoadBalancingV2Client.class)
                .describeTargetGroups(r -> r.targetGroupArns(new TreeSet<>(arns)))
                .targetGroups()
                .stream()
                .filter(group -> group.loadBalancerArns().isEmpty())
                .forEach(group -> idle.put(group.targetGroupName(), id.local())));
        return idle;
    }

    static List<String> endlessLogs(Scope scope) {
        return scope
                .client(CloudWatchLogsClient.class)
                .describeLogGroupsPaginator(r -> r.logGroupNamePrefix("/ecs/" + scope.environment() + "/"))
                .logGroups()
                .stream()
                .filter(group -> group.retentionInDays() == null)
                .map(LogGroup::logGroupName)
                .sorted()
                .toList();
    }
}
