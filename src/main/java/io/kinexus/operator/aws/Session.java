package io.kinexus.operator.aws;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One environment as long as this process holds it. {@link #sweep()} gives the scope of one sweep: what was looked up once
 * is forgotten with it, what never changes stays.
 */
public final class Session implements Access {
    private static final int SIDE_BY_SIDE = 8;

    private final Settings settings;
    private final Clients clients;
    private final Executor lookers;
    private final Notebook notebook;
    private final InstantSource clock;
    private final boolean restoresData;
    private final Map<Object, Object> kept = new ConcurrentHashMap<>();

    public Session(Settings settings, Clients clients, Executor lookers) {
        this(settings, clients, lookers, Notebook.BLANK, InstantSource.system());
    }

    /**
     * @param lookers runs the calls of one kind side by side; must not be the pool that runs the kinds themselves
     * @param clock the operator's time, which in the sandbox is the sandbox's
     */
    public Session(Settings settings, Clients clients, Executor lookers, Notebook notebook, InstantSource clock) {
        this(settings, clients, lookers, notebook, clock, false);
    }

    /** @param restoresData whether what is missing and holds data is made from the newest copy of it */
    public Session(
            Settings settings,
            Clients clients,
            Executor lookers,
            Notebook notebook,
            InstantSource clock,
            boolean restoresData) {
        this.restoresData = restoresData;
        this.settings = settings;
        this.clients = clients;
        this.lookers = lookers;
        this.notebook = notebook;
        this.clock = clock;
    }

    @Override
    public Scope sweep() {
        return new SweepScope(new ConcurrentHashMap<>());
    }

    private final class SweepScope implements Scope {
        private final Map<Object, CompletableFuture<Object>> seen;

        SweepScope(Map<Object, CompletableFuture<Object>> seen) {
            this.seen = seen;
        }

        @Override
        public String environment() {
            return settings.name();
        }

        @Override
        public String account() {
            return settings.account();
        }

        @Override
        public String region() {
            return settings.region();
        }

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public Map<String, String> tags() {
            return settings.tags();
        }

        @Override
        public Optional<String> permissionsBoundary() {
            return settings.permissionsBoundary();
        }

        @Override
        public <C> C client(Class<C> service) {
            return client(service, settings.region());
        }

        @Override
        public <C> C client(Class<C> service, String region) {
            return clients.client(service, settings.account(), region);
        }

        @Override
        public String says(RuntimeException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (failure instanceof SdkException own) {
                return AwsFailures.says(own);
            }
            return cause instanceof SdkException beneath ? AwsFailures.says(beneath) : Scope.super.says(failure);
        }

        @Override
        public <V> V once(Object key, Class<V> type, Supplier<V> look) {
            CompletableFuture<Object> mine = new CompletableFuture<>();
            CompletableFuture<Object> first = seen.putIfAbsent(key, mine);
            if (first != null) {
                return type.cast(joined(first));
            }
            try {
                mine.complete(look.get());
            } catch (RuntimeException | Error failure) {
                seen.remove(key, mine);
                mine.completeExceptionally(failure);
            }
            return type.cast(joined(mine));
        }

        @Override
        public <V> V keep(Object key, Class<V> type, Supplier<V> look) {
            Object known = kept.get(key);
            if (known == null) {
                known = look.get();
                kept.put(key, known);
            }
            return type.cast(known);
        }

        @Override
        public boolean restoresData() {
            return restoresData;
        }

        @Override
        public Notebook notebook() {
            return notebook;
        }

        @Override
        public <T, R> List<R> each(Collection<T> items, Function<T, R> look) {
            if (items.size() <= 1) {
                return items.stream().map(look).toList();
            }
            List<CompletableFuture<R>> results =
                    items.stream().map(item -> new CompletableFuture<R>()).toList();
            Iterator<T> rest = items.iterator();
            AtomicInteger next = new AtomicInteger();
            Runnable worker = () -> work(rest, next, results, look);
            for (int i = 1; i < Math.min(SIDE_BY_SIDE, items.size()); i++) {
                lookers.execute(worker);
            }
            worker.run();
            return results.stream().map(Session::joined).toList();
        }

        /** The caller works too, so that a pool without a free thread only makes it slower. */
        private <T, R> void work(
                Iterator<T> rest, AtomicInteger next, List<CompletableFuture<R>> results, Function<T, R> look) {
            while (true) {
                T item;
                int place;
                synchronized (rest) {
                    if (!rest.hasNext()) {
                        return;
                    }
                    item = rest.next();
                    place = next.getAndIncrement();
                }
                try {
                    results.get(place).complete(look.apply(item));
                } catch (RuntimeException | Error failure) {
                    results.get(place).completeExceptionally(failure);
                }
            }
        }
    }

    private static <R> R joined(CompletableFuture<R> running) {
        try {
            return running.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (wrapped.getCause() instanceof Error failure) {
                throw failure;
            }
            throw wrapped;
        }
    }
}
