package io.kinexus.operator.sandbox.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.utils.builder.Buildable;

/** Answers bent on purpose: pages that lack their items, batches answered in part. */
final class Answers {
    private Answers() {}

    /** The page without its items; its token still leads on. */
    static AwsResponse emptied(AwsResponse answer) {
        return changed(answer, (field, items) -> List.of());
    }

    /** ECS: the second half of a batch in {@code failures}, and not in the list. */
    static AwsResponse halved(AwsResponse answer, String reason) {
        boolean batch = answer.sdkFields().stream().anyMatch(f -> f.memberName().equals("failures"));
        if (!batch) {
            return answer;
        }
        List<Failure> failures = new ArrayList<>();
        AwsResponse half = changed(answer, (field, items) -> {
            if (field.memberName().equals("failures")) {
                return items;
            }
            List<Object> all = List.copyOf(items);
            all.subList(all.size() / 2, all.size()).forEach(item -> failures.add(failure(item, reason)));
            return all.subList(0, all.size() / 2);
        });
        return changed(half, (field, items) -> {
            if (!field.memberName().equals("failures")) {
                return items;
            }
            List<Object> all = new ArrayList<>(items);
            all.addAll(failures);
            return all;
        });
    }

    private static Failure failure(Object item, String reason) {
        Failure.Builder failure = Failure.builder().reason(reason).detail("The sandbox was told to answer in part.");
        if (item instanceof SdkPojo pojo) {
            pojo.sdkFields().stream()
                    .filter(f -> f.memberName().endsWith("Arn"))
                    .map(f -> f.getValueOrDefault(pojo))
                    .filter(String.class::isInstance)
                    .map(String::valueOf)
                    .findFirst()
                    .ifPresent(failure::arn);
        }
        return failure.build();
    }

    @FunctionalInterface
    private interface Change {
        Collection<?> of(SdkField<?> field, Collection<?> items);
    }

    private static AwsResponse changed(AwsResponse answer, Change change) {
        SdkPojo builder = (SdkPojo) answer.toBuilder();
        for (SdkField<?> field : answer.sdkFields()) {
            if (field.getValueOrDefault(answer) instanceof Collection<?> items) {
                field.set(builder, change.of(field, items));
            }
        }
        return (AwsResponse) ((Buildable) builder).build();
    }
}
