package io.kinexus.operator.desired;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what goes round in a graph, without recursion, since the graph is a person's. */
final class Circles {
    private Circles() {}

    /** One circle for every knot; each begins with its smallest member, which is not repeated at the end. */
    static <T extends Comparable<T>> List<List<T>> in(Map<T, ? extends Set<T>> edges) {
        NavigableMap<T, NavigableSet<T>> left = new TreeMap<>();
        edges.forEach((from, to) -> left.put(from, new TreeSet<>(to)));
        List<List<T>> circles = new ArrayList<>();
        strip(left);
        while (!left.isEmpty()) {
            List<T> circle = walk(left, left.firstKey());
            circles.add(circle);
            circle.forEach(left::remove);
            strip(left);
        }
        return circles;
    }

    /** Takes away what leads nowhere, and then what leads only there, until all that is left goes round or leads round. */
    private static <T extends Comparable<T>> void strip(NavigableMap<T, NavigableSet<T>> left) {
        left.values().forEach(targets -> targets.retainAll(left.keySet()));
        Map<T, List<T>> sources = new HashMap<>();
        Deque<T> bare = new ArrayDeque<>();
        left.forEach((from, targets) -> {
            targets.forEach(
                    to -> sources.computeIfAbsent(to, key -> new ArrayList<>()).add(from));
            if (targets.isEmpty()) {
                bare.add(from);
            }
        });
        while (!bare.isEmpty()) {
            T end = bare.remove();
            left.remove(end);
            for (T source : sources.getOrDefault(end, List.of())) {
                NavigableSet<T> targets = left.getOrDefault(source, new TreeSet<>());
                if (targets.remove(end) && targets.isEmpty()) {
                    bare.add(source);
                }
            }
        }
    }

    private static <T extends Comparable<T>> List<T> walk(NavigableMap<T, NavigableSet<T>> left, T start) {
        Set<T> seen = new LinkedHashSet<>();
        T at = start;
        while (seen.add(at)) {
            at = left.getOrDefault(at, new TreeSet<>()).first();
        }
        List<T> path = new ArrayList<>(seen);
        List<T> circle = path.subList(path.indexOf(at), path.size());
        T least = circle.stream().min(Comparable::compareTo).orElseThrow();
        List<T> turned = new ArrayList<>(circle.subList(circle.indexOf(least), circle.size()));
        turned.addAll(circle.subList(0, circle.indexOf(least)));
        return turned;
    }
}
