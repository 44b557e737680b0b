package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What one can tell of any call without knowing its service: whether it reads, what it names, how its service says no. */
final class Calls {
    private static final int SERVER_ERROR = 500;
    private static final Set<String> READS =
            Set.of("Describe", "List", "Get", "Head", "BatchGet", "BatchDescribe", "BatchCheck", "Lookup", "Search");
    private static final Map<String, String> NOT_FOUND = Map.of(
            "vpc", "InvalidVpcID.NotFound",
            "subnet", "InvalidSubnetID.NotFound",
            "sg", "InvalidGroup.NotFound",
            "igw", "InvalidInternetGatewayID.NotFound",
            "nat", "NatGatewayNotFound",
            "rtb", "InvalidRouteTableID.NotFound",
            "eipalloc", "InvalidAllocationID.NotFound",
            "vpce", "InvalidVpcEndpointId.NotFound");

    private Calls() {}

    static boolean reads(Sandbox.Call call) {
        return READS.stream().anyMatch(call.action()::startsWith);
    }

    static AwsFault broken(Sandbox.Call call) {
        return new AwsFault(
                call.service().equals("ec2") || call.service().equals("s3") ? "InternalError" : "InternalFailure",
                SERVER_ERROR,
                "We encountered an internal error. Please try again.");
    }

    /** The code that an API gives for an id that it does not know; by the id's own form. */
    static AwsFault notFound(String id) {
        String code = NOT_FOUND.getOrDefault(id.split("-", 2)[0], "ResourceNotFoundException");
        return AwsFault.badRequest(code, "The ID '" + id + "' does not exist");
    }

    /** Every text in a request or an answer, however deep. */
    static Set<String> texts(SdkPojo value) {
        Set<String> texts = new LinkedHashSet<>();
        collect(value, texts);
        return texts;
    }

    private static void collect(Object value, Set<String> texts) {
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof SdkPojo pojo) {
            for (SdkField<?> field : pojo.sdkFields()) {
                Object member = field.getValueOrDefault(pojo);
                collect(member == null ? "" : member, texts);
            }
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, texts));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, texts));
        }
    }
}
