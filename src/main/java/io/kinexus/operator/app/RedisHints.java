package io.kinexus.operator.app;

import io.kinexus.operator.fleet.Hints;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hints over Redis, published and forgotten. Whatever goes wrong here costs a poll's time and nothing else. */
final class RedisHints implements Hints {
    private static final Logger LOG = LoggerFactory.getLogger(RedisHints.class);
    private static final String CHANNEL = "kinexus:wake";
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final Supplier<ReactiveRedisDataSource> redis;

    RedisHints(Supplier<ReactiveRedisDataSource> redis) {
        this.redis = redis;
    }

    @Override
    public void give(String environment) {
        redis.get()
                .pubsub(String.class)
                .publish(CHANNEL, environment)
                .subscribe()
                .with(given -> {}, lost -> LOG.debug("a hint was lost: {}", lost.getMessage()));
    }

    @Override
    public void listen(Consumer<String> environment) {
        redis.get()
                .pubsub(String.class)
                .subscribe(CHANNEL)
                .onFailure()
                .retry()
                .withBackOff(SOONEST, LATEST)
                .indefinitely()
                .subscribe()
                .with(environment, ended -> LOG.debug("no more hints: {}", ended.getMessage()));
    }
}
