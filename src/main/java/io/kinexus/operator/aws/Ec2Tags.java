package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** EC2's own form of tags: in create calls, in filters, and in answers. */
public final class Ec2Tags {
    /** What EC2's console shows as a name; no identity. */
    public static final String NAME = "Name";

    private static final int VALUES = 200;

    private Ec2Tags() {}

    /** For a create call: never a second call that could be lost. {@code Name} is what EC2's console shows. */
    public static TagSpecification specification(Scope scope, Declared<?> wanted, String type) {
        Map<String, String> tags = new LinkedHashMap<>(Ownership.tags(scope, wanted));
        tags.putIfAbsent(NAME, name(wanted.id()));
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    static String name(ResourceId id) {
        return id.environment() + "-" + id.name();
    }

    /** What carries the environment's tag. */
    public static Filter environment(Scope scope) {
        return filter("tag:" + Ownership.ENVIRONMENT, List.of(scope.environment()));
    }

    /** What carries this very id: the look before a create. */
    public static List<Filter> only(Scope scope, ResourceId id) {
        return List.of(environment(scope), filter("tag:" + Ownership.RESOURCE, List.of(id.local())));
    }

    /** At most 200 values, see {@link #batches}. */
    public static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** Ids in as many lists as EC2's limit of values for one filter needs. */
    public static List<List<String>> batches(List<String> ids) {
        return Sweep.batches(ids, VALUES);
    }

    public static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        Consumer<Tag> put = tag -> map.put(tag.key(), tag.value() == null ? "" : tag.value());
        tags.forEach(put);
        return map;
    }

    /** {@code arn:aws:ec2:<region>:<owner>:<type>/<id>}: most of EC2's answers leave the ARN out. */
    public static String arn(Scope scope, String type, String id) {
        return "arn:aws:ec2:" + scope.region() + ":" + scope.account() + ":" + type + "/" + id;
    }
}
