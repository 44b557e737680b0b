package io.kinexus.operator.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What IAM would be asked about one call: the resources that its request names, as far as they can be told, and its tags. */
record Asked(List<String> arns, Map<String, String> tags) {
    private static final String HEX = "0123456789abcdef0";
    private static final Map<String, String> EC2_TYPES = Map.of(
            "vpc", "vpc",
            "subnet", "subnet",
            "rtb", "route-table",
            "igw", "internet-gateway",
            "nat", "natgateway",
            "eipalloc", "elastic-ip",
            "vpce", "vpc-endpoint",
            "sg", "security-group");
    private static final Map<String, String> EC2_NEW = Map.of(
            "CreateVpc", "vpc",
            "CreateSubnet", "subnet",
            "CreateRouteTable", "route-table",
            "CreateInternetGateway", "internet-gateway",
            "CreateNatGateway", "natgateway",
            "AllocateAddress", "elastic-ip",
            "CreateVpcEndpoint", "vpc-endpoint",
            "CreateSecurityGroup", "security-group");

    static Asked of(String service, String action, AwsRequest request, String where, String environment) {
        List<String> arns = new ArrayList<>();
        String prefix = "arn:aws:" + iam(service) + ":" + where + ":";
        switch (service) {
            case "ec2" -> ec2(action, request, prefix, arns);
            case "ecs" -> ecs(action, request, prefix, arns);
            case "elasticloadbalancingv2" -> balancing(action, request, prefix, arns);
            case "iam" ->
                text(request, "RoleName")
                        .ifPresent(role -> arns.add("arn:aws:iam::" + where.replaceFirst(".*:", "") + ":role/kinexus/"
                                + environment + "/" + role));
            case "s3" ->
                text(request, "Bucket")
                        .ifPresent(bucket -> arns.add("arn:aws:s3:::" + bucket
                                + text(request, "Key").map(key -> "/" + key).orElse("")));
            case "cloudwatchlogs" ->
                text(request, "logGroupName").ifPresent(group -> arns.add(prefix + "log-group:" + group));
            case "cloudwatch" -> text(request, "AlarmName").ifPresent(alarm -> arns.add(prefix + "alarm:" + alarm));
            case "sns" -> {
                text(request, "Name").ifPresent(topic -> arns.add(prefix + topic));
                text(request, "TopicArn").ifPresent(arns::add);
            }
            case "secretsmanager" ->
                text(request, "Name")
                        .or(() -> text(request, "SecretId"))
                        .ifPresent(secret ->
                                arns.add(secret.startsWith("arn:") ? secret : prefix + "secret:" + secret + "-AbCdEf"));
            case "rds" -> {
                text(request, "DBInstanceIdentifier").ifPresent(id -> arns.add(prefix + "db:" + id));
                text(request, "DBSubnetGroupName").ifPresent(group -> arns.add(prefix + "subgrp:" + group));
            }
            case "elasticache" -> {
                text(request, "ReplicationGroupId").ifPresent(id -> arns.add(prefix + "replicationgroup:" + id));
                text(request, "CacheSubnetGroupName").ifPresent(group -> arns.add(prefix + "subnetgroup:" + group));
            }
            default -> {
                // Of no other service does the request name a resource as IAM does.
            }
        }
        Map<String, String> tags = new LinkedHashMap<>();
        tags(request, tags);
        return new Asked(arns, tags);
    }

    private static String iam(String service) {
        return switch (service) {
            case "elasticloadbalancingv2" -> "elasticloadbalancing";
            case "cloudwatchlogs" -> "logs";
            default -> service;
        };
    }

    private static void ec2(String action, AwsRequest request, String prefix, List<String> arns) {
        Optional.ofNullable(EC2_NEW.get(action)).ifPresent(type -> arns.add(prefix + type + "/new"));
        if (action.startsWith("Describe")) {
            return;
        }
        for (SdkField<?> field : request.sdkFields()) {
            boolean goal = field.memberName().endsWith("GatewayId") && action.endsWith("Route");
            if (!goal && field.getValueOrDefault(request) instanceof String id) {
                Optional.ofNullable(EC2_TYPES.get(id.replaceFirst("-.*", "")))
                        .ifPresent(type -> arns.add(prefix + type + "/" + id));
            }
        }
    }

    private static void ecs(String action, AwsRequest request, String prefix, List<String> arns) {
        String cluster = text(request, "cluster").orElse("").replaceFirst(".*/", "");
        switch (action) {
            case "CreateCluster" ->
                arns.add(prefix + "cluster/" + text(request, "clusterName").orElseThrow());
            case "PutClusterCapacityProviders", "UpdateClusterSettings" -> arns.add(prefix + "cluster/" + cluster);
            case "CreateService" ->
                arns.add(prefix + "service/" + cluster + "/"
                        + text(request, "serviceName").orElseThrow());
            case "UpdateService", "DeleteService" ->
                arns.add(prefix + "service/" + cluster + "/"
                        + text(request, "service").orElseThrow().replaceFirst(".*/", ""));
            case "RegisterTaskDefinition" ->
                arns.add(prefix + "task-definition/" + text(request, "family").orElseThrow() + ":1");
            case "TagResource" -> text(request, "resourceArn").ifPresent(arns::add);
            default -> {
                // Reads in batches.
            }
        }
    }

    private static void balancing(String action, AwsRequest request, String prefix, List<String> arns) {
        switch (action) {
            case "CreateLoadBalancer" ->
                arns.add(prefix + "loadbalancer/app/" + text(request, "Name").orElseThrow() + "/" + HEX);
            case "CreateTargetGroup" ->
                arns.add(prefix + "targetgroup/" + text(request, "Name").orElseThrow() + "/" + HEX);
            case "CreateRule", "ModifyListener", "AddListenerCertificates" ->
                text(request, "ListenerArn").ifPresent(arns::add);
            default ->
                List.of("LoadBalancerArn", "TargetGroupArn", "RuleArn")
                        .forEach(member -> text(request, member).ifPresent(arns::add));
        }
    }

    private static Optional<String> text(SdkPojo request, String member) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equals(member))
                .map(field -> field.getValueOrDefault(request))
                .filter(String.class::isInstance)
                .map(String::valueOf)
                .findFirst();
    }

    /** Every key with its value, however deep. */
    private static void tags(Object value, Map<String, String> tags) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> tags(item, tags));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> tags.put(String.valueOf(key), String.valueOf(item)));
        } else if (value instanceof SdkPojo pojo) {
            Map<String, String> members = new LinkedHashMap<>();
            for (SdkField<?> field : pojo.sdkFields()) {
                Object member = field.getValueOrDefault(pojo);
                if (member instanceof String text) {
                    members.put(field.memberName().toLowerCase(Locale.ROOT), text);
                } else if (member != null) {
                    tags(member, tags);
                }
            }
            if (members.containsKey("key")) {
                tags.put(members.getOrDefault("key", ""), members.getOrDefault("value", ""));
            }
        }
    }
}
