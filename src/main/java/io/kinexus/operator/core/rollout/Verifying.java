package io.kinexus.operator.core.rollout;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what can be known before anything is sent. */
public record Verifying(Course course, String because) implements State {
    @Override
    public Next next(Facts facts, Order order) {
        Optional<State> left = Wishes.beforeAnythingWasSent(facts);
        if (left.isPresent()) {
            return Next.to(left.get());
        }
        List<String> faults = facts.verified().map(Verification::faults).orElse(List.of());
        if (!faults.isEmpty()) {
            return Next.to(new RolledBack("nothing was shifted; " + String.join("; ", faults)));
        }
        List<String> obstacles = facts.verified().map(Verification::obstacles).orElse(List.of());
        if (facts.verified().isPresent() && obstacles.isEmpty()) {
            return Next.to(verified(facts, order));
        }
        String waits = obstacles.isEmpty() ? "waits for the checks" : "waits: " + String.join("; ", obstacles);
        return course.late(facts, order)
                ? Next.to(Held.before(
                        course,
                        Cause.OUTSIDE,
                        "nothing was shifted in " + Words.time(order.policy().deadline()) + "; " + waits))
                : Next.to(new Verifying(course, waits));
    }

    private State verified(Facts facts, Order order) {
        List<String> unchecked = facts.verified().map(Verification::unchecked).orElse(List.of());
        String found = unchecked.isEmpty() ? "every check has passed" : "not checked: " + String.join("; ", unchecked);
        return Migrating.needed(course, order)
                ? new Migrating(course, facts.now(), Optional.empty(), found)
                : new Deploying(course, facts.now(), found);
    }

    @Override
    public Set<Look> looks() {
        return Set.of(Look.VERIFICATION);
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return Wishes.refusedUntilSent(wish, this);
    }
}
