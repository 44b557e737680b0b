package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** All resources of one type by id, in the order of their making, with their tags in the account's tag store. */
final class Shelf<X> {
    /** What a type of resource is called. {@code missing} has a %s for the id. */
    record Label(String type, String prefix, String notFound, String missing) {}

    private static final int LEAST = 5;

    private final Ec2Desk desk;
    private final Label label;
    private final Filters<X> filters;
    private final Map<String, X> items = new LinkedHashMap<>();

    Shelf(Ec2Desk desk, Label label, Filters<X> filters) {
        this.desk = desk;
        this.label = label;
        this.filters = filters;
    }

    String freshId() {
        return desk.freshId(label.prefix());
    }

    /** Checks the tags of a create call before anything is made. */
    Map<String, String> asked(List<TagSpecification> specifications) {
        return desk.asked(label.type(), specifications);
    }

    void add(String id, X item, Map<String, String> tags) {
        items.put(id, item);
        desk.tag(arn(id), tags);
    }

    /** In place of what is there; nothing happens when it is gone by now. */
    void replace(String id, X item) {
        if (items.containsKey(id)) {
            items.put(id, item);
        }
    }

    void remove(String id) {
        items.remove(id);
        desk.tagStore().forget(arn(id));
    }

    Optional<X> find(@Nullable String id) {
        return Optional.ofNullable(items.get(id));
    }

    /** @throws AwsFault AWS's own not-found code of this type */
    X get(@Nullable String id) {
        return find(id).orElseThrow(() -> unknown(String.valueOf(id)));
    }

    boolean has(String id) {
        return items.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(items.keySet());
    }

    Collection<X> all() {
        return items.values();
    }

    List<X> where(Predicate<X> condition) {
        return items.values().stream().filter(condition).toList();
    }

    String arn(String id) {
        return desk.arn(label.type(), id);
    }

    String type() {
        return label.type();
    }

    List<Tag> tags(String id) {
        return new TreeMap<>(desk.tagStore().of(arn(id)))
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    /** What a Describe call asks for: unknown ids are an error, filters that match nothing are not. */
    List<X> picked(List<String> ids, List<Filter> asked) {
        ids.forEach(this::get);
        List<X> picked = new ArrayList<>();
        items.forEach((id, item) -> {
            if ((ids.isEmpty() || ids.contains(id))
                    && filters.match(item, desk.tagStore().of(arn(id)), asked)) {
                picked.add(item);
            }
        });
        return picked;
    }

    /** As {@link #picked}, one page of it; AWS takes 5 to {@code most} a page, and answers all when nothing is asked. */
    Pages.Page<X> page(List<String> ids, List<Filter> asked, @Nullable Integer size, int most, @Nullable String token) {
        if (size != null && (size < LEAST || size > most)) {
            throw Ec2Desk.invalid(
                    "Value ( " + size + " ) for parameter maxResults is invalid. Expecting a value between " + LEAST
                            + " and " + most + ".");
        }
        return Pages.of(picked(ids, asked), size, most, most, token);
    }

    private AwsFault unknown(String id) {
        return AwsFault.badRequest(label.notFound(), String.format(label.missing(), id));
    }
}
