package io.kinexus.operator.app;

import io.kinexus.operator.api.Webhook;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.ledger.Deliveries;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each genuine delivery once. What was taken by any replica rings at every replica, at its next tick. */
final class GitWebhook implements Webhook {
    @Setting(
            value = "What webhooks are signed with; 16 characters or more.",
            otherwise = "webhooks are not taken",
            secret = true)
    private static final String SECRET = "kinexus.webhook.secret";

    private static final Logger LOG = LoggerFactory.getLogger(GitWebhook.class);
    private static final int SHORTEST = 16;

    private final Optional<WebhookSignature> signature;
    private final Deliveries deliveries;
    private final InstantSource clock;
    private final AtomicLong heard;

    /** @throws Refused when the secret is so short that it could be guessed */
    GitWebhook(Configuration configuration, Deliveries deliveries, InstantSource clock) {
        Optional<String> secret = configuration.get(SECRET);
        if (secret.filter(word -> word.length() < SHORTEST).isPresent()) {
            throw Refused.because("KINEXUS_WEBHOOK_SECRET is too short: it has " + SHORTEST
                    + " characters or more; `openssl rand -hex 32` makes a good one");
        }
        this.signature = secret.map(WebhookSignature::new);
        this.deliveries = deliveries;
        this.clock = clock;
        this.heard = new AtomicLong(signature.isPresent() ? deliveries.newest() : 0);
    }

    @Override
    public Answer take(Function<String, Optional<String>> header, byte[] body) {
        if (signature.isEmpty()) {
            return Answer.ABSENT;
        }
        return signature
                .get()
                .known(header, body, clock.instant())
                .filter(deliveries::take)
                .map(taken -> Answer.TAKEN)
                .orElse(Answer.REFUSED);
    }

    /** Whether any came since this was last asked; asked once a second, so that a flood rings no more often. */
    boolean rang() {
        if (signature.isEmpty()) {
            return false;
        }
        try {
            long newest = deliveries.newest();
            return heard.getAndSet(newest) < newest;
        } catch (JdbiException away) {
            LOG.debug("webhooks are looked for again at the next tick: {}", away.getMessage());
            return false;
        }
    }
}
