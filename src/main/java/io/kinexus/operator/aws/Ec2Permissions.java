package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * EC2's permissions, as narrow as EC2 allows.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Actions, resources
 *     and condition keys for Amazon EC2</a>
 */
public final class Ec2Permissions {
    private static final String WHY = "EC2's Describe actions have no resource-level permissions";
    private static final String OURS = "${environment}";

    private Ec2Permissions() {}

    public static Permission read(String action) {
        return Permission.anywhere(action, WHY);
    }

    /** Makes something, and only with the environment's tag on it. */
    public static Permission make(String action, String type) {
        return on(action, type).when("StringEquals", "aws:RequestTag/" + Ownership.ENVIRONMENT, OURS);
    }

    /** Names other things on the way, such as the VPC of a new subnet; these may be ones that exist and are not ours. */
    public static Permission names(String action, String... types) {
        return new Permission(
                action, Arrays.stream(types).map(Ec2Permissions::arn).toList(), Optional.empty(), Map.of());
    }

    /** Changes or removes only what carries the environment's tag. */
    public static Permission change(String action, String type) {
        return on(action, type).when("StringEquals", "aws:ResourceTag/" + Ownership.ENVIRONMENT, OURS);
    }

    /** Tags at the making, and later only on what is ours; and the sweep that shows what carries them. */
    public static List<Permission> tags(String type, String createAction) {
        return List.of(
                Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
                on("ec2:CreateTags", type).when("StringEquals", "ec2:CreateAction", createAction),
                change("ec2:CreateTags", type),
                change("ec2:DeleteTags", type));
    }

    private static Permission on(String action, String type) {
        return Permission.on(action, arn(type));
    }

    private static String arn(String type) {
        return "arn:aws:ec2:${region}:${account}:" + type + "/*";
    }
}
